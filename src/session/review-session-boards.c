/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The boards of a session and what each wants to hear, one row each. A new board is one more. */
#define G_LOG_DOMAIN "review-session"
#include "review-session-boards.h"

#include "review-session-state.h"

typedef void (*TakeClient) (gpointer board, ReviewClient *client);
typedef void (*TakeUser) (gpointer board, const ReviewUser *user);
typedef void (*TakeEvent) (gpointer board, const ReviewEvent *event);
typedef void (*Act) (gpointer board);

/* Each function may be %NULL: the board has no use for it. */
typedef struct
{
  gsize at; /* of the board in the session */
  TakeClient set_client;
  TakeUser set_user;
  Act reset;       /* another user sits down */
  Act read_again;  /* … and has sat down */
  Act came_online; /* what happened meanwhile was not heard */
  TakeEvent take_event;
} Board;

#define AT(member)  offsetof (ReviewSession, member)
#define CLIENT(set) ((TakeClient) (GCallback) review_##set##_set_client)
#define USER(set)   ((TakeUser) (GCallback) review_##set##_set_user)
#define ACT(act)    ((Act) (GCallback) review_##act)
#define EVENT(take) ((TakeEvent) (GCallback) review_##take##_take_event)

static const Board boards[] = {
  { AT (bulk), CLIENT (bulk_board), NULL, ACT (bulk_board_reset), NULL, NULL, EVENT (bulk_board) },
  { AT (hub), CLIENT (hub_board), USER (hub_board), ACT (hub_board_reset), NULL,
    ACT (hub_board_came_online), EVENT (hub_board) },
  { AT (effect_board), CLIENT (effect_board), USER (effect_board), NULL, ACT (effect_board_refresh),
    ACT (effect_board_refresh), EVENT (effect_board) },
  { AT (shift_board), CLIENT (shift_board), USER (shift_board), NULL, ACT (shift_board_refresh),
    ACT (shift_board_refresh), EVENT (shift_board) },
  { AT (models), CLIENT (model_board), USER (model_board), ACT (model_board_reset),
    ACT (model_board_refresh), ACT (model_board_refresh), EVENT (model_board) },
  { AT (trials), CLIENT (trial_board), USER (trial_board), ACT (trial_board_reset),
    ACT (trial_board_refresh), ACT (trial_board_refresh), EVENT (trial_board) },
  { AT (waves), CLIENT (waves), USER (waves), ACT (waves_reset), ACT (waves_refresh),
    ACT (waves_refresh), EVENT (waves) },
  { AT (house), CLIENT (house), USER (house), ACT (house_reset), ACT (house_refresh),
    ACT (house_refresh), EVENT (house) },
  { AT (floor), CLIENT (floor), USER (floor), NULL, NULL, NULL, NULL },
  { AT (referrals), CLIENT (referrals), USER (referrals), NULL, NULL, NULL, NULL },
  { AT (team), CLIENT (team), USER (team), NULL, NULL, ACT (team_refresh), EVENT (team) },
  { AT (handover), CLIENT (handover_draft), USER (handover_draft), NULL, NULL, NULL,
    EVENT (handover_draft) },
  { AT (score), CLIENT (score_board), USER (score_board), NULL, NULL, NULL, NULL },
  { AT (patterns), CLIENT (pattern_board), USER (pattern_board), NULL, NULL,
    ACT (pattern_board_refresh), EVENT (pattern_board) },
  { AT (gaps), CLIENT (gap_board), USER (gap_board), NULL, NULL, ACT (gap_board_refresh),
    EVENT (gap_board) },
  { AT (today), CLIENT (today_board), NULL, ACT (today_board_reset), NULL,
    ACT (today_board_refresh), EVENT (today_board) },
};

static gpointer *
get_place (ReviewSession *self, const Board *board)
{
  return G_STRUCT_MEMBER_P (self, board->at);
}

void
review_session_boards_set_client (ReviewSession *self, ReviewClient *client)
{
  for (gsize i = 0; i < G_N_ELEMENTS (boards); i++)
    if (*get_place (self, &boards[i]) != NULL)
      boards[i].set_client (*get_place (self, &boards[i]), client);
}

void
review_session_boards_set_user (ReviewSession *self, ReviewUser *user)
{
  for (gsize i = 0; i < G_N_ELEMENTS (boards); i++)
    if (boards[i].set_user != NULL)
      boards[i].set_user (*get_place (self, &boards[i]), user);
}

void
review_session_boards_switch_user (ReviewSession *self, ReviewUser *user)
{
  for (gsize i = 0; i < G_N_ELEMENTS (boards); i++)
    {
      gpointer board = *get_place (self, &boards[i]);

      if (boards[i].reset != NULL)
        boards[i].reset (board);
      if (boards[i].set_user != NULL)
        boards[i].set_user (board, user);
      if (boards[i].read_again != NULL)
        boards[i].read_again (board);
    }
}

void
review_session_boards_came_online (ReviewSession *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (boards); i++)
    if (boards[i].came_online != NULL)
      boards[i].came_online (*get_place (self, &boards[i]));
}

void
review_session_boards_take_event (ReviewSession *self, const ReviewEvent *event)
{
  for (gsize i = 0; i < G_N_ELEMENTS (boards); i++)
    if (boards[i].take_event != NULL)
      boards[i].take_event (*get_place (self, &boards[i]), event);
}

/* The last first: some stand on others. */
void
review_session_boards_clear (ReviewSession *self)
{
  for (gsize i = G_N_ELEMENTS (boards); i > 0; i--)
    g_clear_object (get_place (self, &boards[i - 1]));
}
