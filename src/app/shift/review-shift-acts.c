/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starting and ending one's shift and handing over, from wherever one is: actions of the window. An
 * end leads into the handover of what is left; it is never silent about a case. */
#define G_LOG_DOMAIN "review-app"
#include "review-shift-acts.h"

#include <glib/gi18n.h>

#include "review-role.h"
#include "review-shift-words.h"

#define ACTS "review-shift-acts"

typedef struct
{
  GWeakRef window;
  ReviewSession *session; /* (owned) */
} Acts;

static void
acts_free (gpointer data)
{
  Acts *acts = data;

  g_weak_ref_clear (&acts->window);
  g_object_unref (acts->session);
  g_free (acts);
}

static Acts *
acts_new (GtkWindow *window, ReviewSession *session)
{
  Acts *acts = g_new0 (Acts, 1);

  g_weak_ref_init (&acts->window, window);
  acts->session = g_object_ref (session);
  return acts;
}

/* Where the window is gone nobody is told. */
static void
activate (Acts *acts, const char *action, const char *text)
{
  g_autoptr (GtkWindow) window = g_weak_ref_get (&acts->window);

  if (window != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (window), action, g_variant_new_string (text));
}

static void
tell (Acts *acts, const char *done, const GError *error)
{
  g_autofree char *wrong = error != NULL ? review_shift_words_error (error->code, NULL) : NULL;

  activate (acts, "tell", wrong != NULL ? wrong : done);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Acts *acts = user_data;
  g_autoptr (GError) error = NULL;

  review_shift_board_act_finish (REVIEW_SHIFT_BOARD (source), result, &error);
  tell (acts, _ ("Your shift is on."), error);
  acts_free (acts);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Acts *acts = user_data;
  ReviewHandoverDraft *draft = REVIEW_HANDOVER_DRAFT (source);
  g_autoptr (GError) error = NULL;

  if (review_handover_draft_end_shift_finish (draft, result, &error)
      && review_handover_draft_get_account (draft) != NULL)
    activate (acts, "go-to", "give");
  else
    tell (acts, _ ("Your shift is over."), error);
  acts_free (acts);
}

static void
start_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Acts *acts = g_object_get_data (user_data, ACTS);

  review_shift_board_start_async (review_session_get_shift_board (acts->session), NULL, started_cb,
                                  acts_new (user_data, acts->session));
}

static void
end_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Acts *acts = g_object_get_data (user_data, ACTS);

  review_handover_draft_end_shift_async (review_session_get_handover (acts->session), ended_cb,
                                         acts_new (user_data, acts->session));
}

static void
hand_over_cb (GSimpleAction *action, GVariant *account, gpointer user_data)
{
  Acts *acts = g_object_get_data (user_data, ACTS);

  review_handover_draft_begin (review_session_get_handover (acts->session),
                               g_variant_get_string (account, NULL));
  activate (acts, "go-to", "give");
}

static const GActionEntry entries[] = {
  { "shift-start", start_cb },
  { "shift-end", end_cb },
  { "hand-over", hand_over_cb, "s" },
};

static void
allow (GActionMap *map, const char *name, gboolean allowed)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, name)), allowed);
}

static void
update (GtkApplicationWindow *window)
{
  const Acts *acts = g_object_get_data (G_OBJECT (window), ACTS);
  ReviewItem *item = review_shift_board_get_person (review_session_get_shift_board (acts->session));
  const ReviewPerson *person = item != NULL ? review_item_get_record (item) : NULL;
  const ReviewUser *user = review_session_get_user (acts->session);
  gboolean online = review_session_get_connection (acts->session) == REVIEW_CONNECTION_ONLINE;
  gboolean on = person != NULL && person->standing == REVIEW_STANDING_ON;

  allow (G_ACTION_MAP (window), "shift-start",
         online && person != NULL && !on && person->standing != REVIEW_STANDING_ABSENT);
  allow (G_ACTION_MAP (window), "shift-end", online && on);
  allow (G_ACTION_MAP (window), "hand-over",
         online && user != NULL && review_role_may_decide (user->role));
}

/**
 * review_shift_acts_add:
 *
 * Adds "win.shift-start", "win.shift-end" and "win.hand-over" (whose cases: "me", "team", an account)
 * to @window, which has "win.tell" and "win.go-to". Called once for a window.
 */
void
review_shift_acts_add (GtkApplicationWindow *window, ReviewSession *session)
{
  g_object_set_data_full (G_OBJECT (window), ACTS, acts_new (GTK_WINDOW (window), session),
                          acts_free);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  g_signal_connect_object (review_session_get_shift_board (session), "notify::person",
                           G_CALLBACK (update), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::connection", G_CALLBACK (update), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::user", G_CALLBACK (update), window, G_CONNECT_SWAPPED);
  update (window);
}
