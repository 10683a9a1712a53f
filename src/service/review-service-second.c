/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Second reviews. What a person in the nesting stage decides takes effect only after another
 * person's own call, made without sight of the first (review-service-case.c). The first call stays
 * as it was made. Where the two agree on passing or blocking, the second's disposition is what takes
 * effect; where they do not, neither does: a lead decides, who is neither of them. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-private.h"
#include "review-store-decisions.h"
#include "review-store-identity.h"
#include "review-work-steps.h"

#define CONTRADICTS "The second review contradicts the first. 复核与初审不一致。"

/* Whether @decision waits for a second person's. */
gboolean
review_service_needs_second (ReviewTx *tx,
                             const ReviewWork *work,
                             const ReviewDecision *decision,
                             gboolean *ret,
                             GError **error)
{
  int stage = 0;

  *ret = FALSE;
  if (decision->stage != REVIEW_STAGE_FIRST || !review_work_has_effects (work))
    return TRUE;
  if (!review_store_load_stage (tx, decision->actor, work->case_type, work->language, &stage,
                                error))
    return FALSE;
  *ret = stage == REVIEW_QUALIFIED_NESTING;
  return TRUE;
}

/* (transfer full) (nullable): the decision that the second review is of; NULL without an error:
 * there is none. */
static ReviewDecision *
load_first (ReviewTx *tx, const ReviewWork *work, GError **error)
{
  GError *local = NULL;
  g_autofree char *id = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT e.decision FROM effective_decision e JOIN work_item w ON w.id = e.work_item "
      "WHERE w.case_id = $1 AND w.round = $2 AND w.purpose = 'sla'",
      "si", work->item->case_id, work->item->round);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    id = review_rows_dup_text (rows, 0);
  if (local != NULL)
    g_propagate_error (error, local);
  return id != NULL ? review_store_load_decision (tx, id, error) : NULL;
}

static ReviewDecision *
make_escalation (const ReviewDecision *decision)
{
  ReviewDecision *up = review_record_copy (decision);
  ReviewForm *form = review_record_copy (decision->form);

  g_strfreev (form->reason_codes);
  form->reason_codes = g_strsplit ("conflict", " ", -1);
  form->recommendation =
      decision->choice == REVIEW_CHOICE_PASS ? REVIEW_RECOMMEND_PASS : REVIEW_RECOMMEND_BLOCK;
  g_free (form->checked);
  form->checked = g_strdup (CONTRADICTS);
  review_record_unref (up->form);
  up->form = form;
  return up;
}

/* The item is a lead's; the second decision stays on record and no longer stands. */
static gboolean
pass_to_lead (ReviewService *self,
              ReviewTx *tx,
              const ReviewWork *work,
              const ReviewDecision *decision,
              GError **error)
{
  g_autoptr (ReviewDecision) up = make_escalation (decision);
  int to = review_service_step (tx, work, REVIEW_ACT_DISPUTE, error);

  return to != 0
         && review_tx_exec (tx, error, "DELETE FROM effective_decision WHERE decision = $1", "s",
                            decision->id)
                == 1
         && review_tx_exec (tx, error,
                            "UPDATE work_item SET state = $2, version = version + 1 "
                            "WHERE id = $1 AND state = 'decided'",
                            "ss", decision->work_item, review_enum_nick (&review_work_states, to))
                == 1
         && review_store_show_state (tx, decision->work_item, to, error)
         && review_store_add_escalation (tx, up, "lead", review_service_escalation_wait (self),
                                         error)
         && review_store_exclude (tx, decision->work_item, decision->actor, "own_escalation", error)
         && review_service_audit_case (tx, review_service_system_user (), "dispute",
                                       decision->case_id, decision->id, NULL, work->item, NULL,
                                       error)
         && review_service_note (tx, work, "escalation", error);
}

/* Who decided first learns what came of it where that is something else. */
static gboolean
tell_first (ReviewTx *tx, const ReviewDecision *first, const ReviewDecision *last, GError **error)
{
  g_autoptr (ReviewEscalation) about = review_record_new (&review_escalation_type);

  about->work_item = g_strdup (first->work_item);
  about->case_id = g_strdup (first->case_id);
  about->from = g_strdup (first->actor);
  about->recommendation =
      first->choice == REVIEW_CHOICE_PASS ? REVIEW_RECOMMEND_PASS : REVIEW_RECOMMEND_BLOCK;
  return review_service_tell_overruled (tx, about, last, error);
}

/**
 * review_service_compare_second:
 * @decision: takes effect now
 * @ret_disputed: (out): it contradicts the first one: it does not take effect, and a lead has it
 *
 * Holds a second review against the first. Anything else is let through.
 */
gboolean
review_service_compare_second (ReviewService *self,
                               ReviewTx *tx,
                               const ReviewWork *work,
                               const ReviewDecision *decision,
                               gboolean *ret_disputed,
                               GError **error)
{
  g_autoptr (ReviewDecision) first = NULL;
  GError *local = NULL;

  *ret_disputed = FALSE;
  if (work->item->purpose != REVIEW_PURPOSE_SECOND_REVIEW)
    return TRUE;
  first = load_first (tx, work, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (first == NULL || first->choice == decision->choice
      || g_strcmp0 (decision->actor, review_service_system_user ()->id) == 0)
    return TRUE;
  *ret_disputed = decision->stage == REVIEW_STAGE_SECOND;
  return *ret_disputed ? pass_to_lead (self, tx, work, decision, error)
                       : tell_first (tx, first, decision, error);
}
