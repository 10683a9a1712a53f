/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers to escalations beside a decision; none of them carries a label. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-form-rules.h"
#include "review-service-private.h"
#include "review-store-decisions.h"
#include "review-store-escalations.h"

/* What each answer does with the work item. Two are not among them, because they are acts on the
 * case, which answer its escalation: `decided`, and `info_requested`, which needs a question and a
 * time at which it is over. */
static const struct
{
  const char *code;
  ReviewWorkAct act; /* return: for the one who escalated; pass up: stays, for another role */
} answers[] = {
  { "returned_with_guidance", REVIEW_ACT_RETURN },
  { "to_lead", REVIEW_ACT_PASS_UP },
  { "to_compliance", REVIEW_ACT_PASS_UP },
};

/* One statement: the item is escalated, settled, at the version seen, and not one's own; nobody
 * holds it, or the one who answers does. Back in the queue it is what it was before it went up. */
static gboolean
answer_state (ReviewTx *tx, ReviewWrite *write, int state, GError **error)
{
  gint64 n = review_tx_exec (
      tx, error,
      "UPDATE work_item SET state = $4, version = version + 1, stage = CASE WHEN $4 = 'escalated' "
      "THEN stage WHEN purpose = 'second_review' THEN 'second' ELSE 'first' END "
      "WHERE id = $1 AND version = $2 AND (state = 'escalated' OR (state = 'leased' AND EXISTS ("
      "SELECT 1 FROM lease l WHERE l.work_item = $1 AND l.account = $3 AND l.until > $5))) "
      "AND EXISTS (SELECT 1 FROM escalation e WHERE e.work_item = $1 "
      "AND e.answered_at IS NULL AND e.from_account <> $3)",
      "sissi", write->object, write->call->version, write->call->user->id,
      review_enum_nick (&review_work_states, state), review_tx_get_now (tx));

  if (n == 0)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT,
                         "it changed meanwhile, or it is your own escalation");
  return n == 1
         && review_tx_exec (tx, error, "DELETE FROM lease WHERE work_item = $1", "s", write->object)
                >= 0;
}

static gboolean
apply_answer (ReviewTx *tx, ReviewWrite *write, ReviewWorkAct act, GError **error)
{
  const ReviewEscalationAnswer *answer = write->body;
  const char *user = write->call->user->id;

  if (act == REVIEW_ACT_RETURN
      && !review_service_return_escalated (tx, write->object, answer->guidance, user, error))
    return FALSE;
  if (!review_store_answer_escalation (tx, write->object, user, answer->answer, answer->guidance,
                                       error))
    return FALSE;
  if (act == REVIEW_ACT_RETURN)
    return review_store_show_state (tx, write->object, REVIEW_WORK_QUEUED, error);
  return review_store_pass_escalation (tx, write->object, user, "lead",
                                       review_service_escalation_wait (write->service), error)
         && review_store_show_state (tx, write->object, REVIEW_WORK_ESCALATED, error);
}

/* Whoever gets a case back has to be told what to look at. */
static gboolean
check_guidance (const ReviewEscalationAnswer *body, GError **error)
{
  g_autofree char *text = g_strdup (body->guidance != NULL ? body->guidance : "");

  if (g_utf8_strlen (text, -1) > REVIEW_FORM_MAX_CHARS)
    review_error_set_field (error, "guidance", "has at most %d characters", REVIEW_FORM_MAX_CHARS);
  else if (strcmp (body->answer, "returned_with_guidance") == 0 && *g_strstrip (text) == '\0')
    review_error_set_field (error, "guidance", "is needed");
  else
    return TRUE;
  return FALSE;
}

static gpointer
answer (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewEscalationAnswer *body = write->body;
  ReviewScope scope = review_service_scope (write->call->user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, write->object, &scope, error);

  if (work == NULL
      || !review_service_check_code (write->service, "escalation_answer", body->answer,
                                     work->case_type, "answer", error)
      || !check_guidance (body, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (strcmp (answers[i].code, body->answer) == 0)
      {
        int to = review_service_step (tx, work, answers[i].act, error);

        return to != 0 && answer_state (tx, write, to, error)
                       && apply_answer (tx, write, answers[i].act, error)
                   ? review_service_finish_work (tx, write, work, body->answer, error)
                   : NULL;
      }
  review_error_set_field (error, "answer", "take the case, and decide it or ask the customer");
  return NULL;
}

/**
 * review_service_answer_escalation:
 * @body: returned with guidance, to lead or to compliance
 *
 * Senior and lead only, and never one's own escalation.
 *
 * Returns: (transfer full): the work item
 */
ReviewWorkItem *
review_service_answer_escalation (ReviewService *self,
                                  const ReviewCall *call,
                                  const char *work_item,
                                  const ReviewEscalationAnswer *body,
                                  GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "answer",
                        .object = work_item,
                        .body = body,
                        .answer_type = &review_work_item_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = answer };

  if (!review_role_may_pick (call->user->role))
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN,
                           "only senior agents and leads answer escalations");
      return NULL;
    }
  return review_service_run (&write, error);
}
