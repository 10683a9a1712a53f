/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The boards of a session, all told of servers, persons and events alike. A new board is one more line;
 * three are no ReviewBoard, because what they know is bound to widgets as properties. */
#define G_LOG_DOMAIN "review-session"
#include "review-session-boards.h"

#include "review-board-private.h"
#include "review-session-state.h"

#define AT(member) offsetof (ReviewSession, member)

static const gsize boards[] = { AT (bulk),  AT (models),    AT (trials), AT (waves),
                                AT (house), AT (floor),     AT (team),   AT (handover),
                                AT (score), AT (referrals), AT (gaps),   AT (patterns),
                                AT (today) };

/* Its place in the session, which is empty before the session is made and after it is gone. */
static ReviewBoard **
get_place (ReviewSession *self, gsize i)
{
  return G_STRUCT_MEMBER_P (self, boards[i]);
}

void
review_session_boards_set_client (ReviewSession *self, ReviewClient *client)
{
  if (self->hub == NULL)
    return;
  review_hub_board_set_client (self->hub, client);
  review_effect_board_set_client (self->effect_board, client);
  review_shift_board_set_client (self->shift_board, client);
  for (gsize i = 0; i < G_N_ELEMENTS (boards); i++)
    review_board_set_client (*get_place (self, i), client);
}

void
review_session_boards_set_user (ReviewSession *self, ReviewUser *user)
{
  review_hub_board_set_user (self->hub, user);
  review_effect_board_set_user (self->effect_board, user);
  review_shift_board_set_user (self->shift_board, user);
  for (gsize i = 0; i < G_N_ELEMENTS (boards); i++)
    review_board_set_user (*get_place (self, i), user);
}

void
review_session_boards_switch_user (ReviewSession *self, ReviewUser *user)
{
  review_hub_board_reset (self->hub);
  review_session_boards_set_user (self, user);
  review_effect_board_refresh (self->effect_board);
  review_shift_board_refresh (self->shift_board);
}

void
review_session_boards_came_online (ReviewSession *self)
{
  review_hub_board_came_online (self->hub);
  review_effect_board_refresh (self->effect_board);
  review_shift_board_refresh (self->shift_board);
  for (gsize i = 0; i < G_N_ELEMENTS (boards); i++)
    review_board_refresh (*get_place (self, i));
}

void
review_session_boards_take_event (ReviewSession *self, const ReviewEvent *event)
{
  review_hub_board_take_event (self->hub, event);
  review_effect_board_take_event (self->effect_board, event);
  review_shift_board_take_event (self->shift_board, event);
  for (gsize i = 0; i < G_N_ELEMENTS (boards); i++)
    review_board_take_event (*get_place (self, i), event);
}

void
review_session_boards_clear (ReviewSession *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (boards); i++)
    g_clear_object (get_place (self, i));
  g_clear_object (&self->effect_board);
  g_clear_object (&self->shift_board);
  g_clear_object (&self->hub);
}
