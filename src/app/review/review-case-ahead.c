/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws the next case ahead. When one was taken ahead, the widgets that nobody sees are made to show
 * it, bit by bit, whenever there is nothing else to do; when it comes on the desk they change places
 * with those of the last case. What is ready by then is ready: the rest is made as always. */
#define G_LOG_DOMAIN "review-app"
#include "review-case-ahead.h"

#include "review-reasons.h"

#define CLEAR_DELAY 1500 /* ms after which nothing stays of a case that is over */

struct _ReviewCaseAhead
{
  GObject parent;
  /* owned */
  ReviewDesk *desk;
  ReviewTwin *reasons; /* of ReviewReasons */
  ReviewEvidenceCard *evidence;
  guint step_id;
};

G_DEFINE_FINAL_TYPE (ReviewCaseAhead, review_case_ahead, G_TYPE_OBJECT)

static gboolean
step_cb (gpointer user_data)
{
  ReviewCaseAhead *self = user_data;
  const ReviewCaseView *view = review_desk_get_ahead (self->desk);

  if (review_reasons_get_ready (REVIEW_REASONS (review_twin_get_back (self->reasons)), view)
      || review_evidence_card_get_ready (self->evidence, view))
    return G_SOURCE_CONTINUE;
  self->step_id = 0;
  return G_SOURCE_REMOVE;
}

static void
ahead_changed_cb (ReviewCaseAhead *self)
{
  g_clear_handle_id (&self->step_id, g_source_remove);
  if (review_desk_get_ahead (self->desk) != NULL)
    self->step_id = g_idle_add_full (G_PRIORITY_LOW, step_cb, self, NULL);
  else
    self->step_id = g_timeout_add_full (G_PRIORITY_LOW, CLEAR_DELAY, step_cb, self, NULL);
}

/* Where a case is looked at blind, no word of ROCA's on an earlier one stays, be it unseen. */
static void
clear_words (ReviewCaseAhead *self)
{
  ReviewReasons *back = REVIEW_REASONS (review_twin_get_back (self->reasons));

  if (!review_reasons_shows (back, review_desk_get_ahead (self->desk)))
    while (review_reasons_get_ready (back, NULL))
      ;
}

static void
turn (ReviewCaseAhead *self, const ReviewCaseView *view)
{
  ReviewReasons *front = REVIEW_REASONS (review_twin_get_front (self->reasons));
  ReviewReasons *back = REVIEW_REASONS (review_twin_get_back (self->reasons));

  if (review_reasons_shows (front, view) || !review_reasons_shows (back, view))
    return;
  review_reasons_follow (front, FALSE);
  review_twin_swap (self->reasons);
  review_reasons_follow (back, TRUE);
  review_evidence_card_turn (self->evidence);
  ahead_changed_cb (self);
}

static void
view_changed_cb (ReviewCaseAhead *self)
{
  const ReviewCaseView *view = review_desk_get_view (self->desk);

  turn (self, view);
  if (view != NULL && view->blind)
    clear_words (self);
}

static void
review_case_ahead_dispose (GObject *object)
{
  ReviewCaseAhead *self = REVIEW_CASE_AHEAD (object);

  g_clear_handle_id (&self->step_id, g_source_remove);
  g_clear_object (&self->desk);
  g_clear_object (&self->reasons);
  g_clear_object (&self->evidence);
  G_OBJECT_CLASS (review_case_ahead_parent_class)->dispose (object);
}

static void
review_case_ahead_class_init (ReviewCaseAheadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_case_ahead_dispose;
}

static void
review_case_ahead_init (ReviewCaseAhead *self)
{
}

/**
 * review_case_ahead_new:
 * @reasons: (transfer none): is filled with what ROCA says, twice
 * @evidence: (transfer none): is bound to @session after this
 *
 * It hears of a case before the widgets do, since it is the first to listen.
 *
 * Returns: (transfer full): what draws the next case ahead
 */
ReviewCaseAhead *
review_case_ahead_new (ReviewSession *session, ReviewTwin *reasons, ReviewEvidenceCard *evidence)
{
  ReviewCaseAhead *self = g_object_new (REVIEW_TYPE_CASE_AHEAD, NULL);

  self->desk = g_object_ref (review_session_get_desk (session));
  self->reasons = g_object_ref (reasons);
  self->evidence = g_object_ref (evidence);
  g_signal_connect_object (self->desk, "notify::view", G_CALLBACK (view_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "ahead-changed", G_CALLBACK (ahead_changed_cb), self,
                           G_CONNECT_SWAPPED);
  review_twin_fill (reasons, review_reasons_new (session, TRUE),
                    review_reasons_new (session, FALSE));
  return self;
}
