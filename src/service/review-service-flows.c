/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One step further along the money: who else deals with a party of the case on the desk. Other
 * cases' evidence is personal, so only the holder of the lease may ask, only about parties near the
 * case, and each look leaves an audit row; what comes back are names, sums and ids of cases that the
 * reader may see anyway. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-error.h"
#include "review-service-private.h"
#include "review-store-flows.h"

#define MOST_CHARS  512
#define MOST_OFFSET 100000

typedef struct
{
  ReviewService *service;
  const ReviewUser *user;
  const char *work_item;
  const ReviewFlowRequest *request;
  ReviewFlowPage *page; /* (owned) */
} Job;

static gboolean
check_holds (const ReviewLook *look, GError **error)
{
  if (look->holds)
    return TRUE;
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT,
                       "only the holder of the lease may look further");
  return FALSE;
}

static gboolean
is_in_case (const ReviewLook *look, const char *party)
{
  g_autoptr (GPtrArray) flows = review_flows_from_evidence (look->evidence);

  for (guint i = 0; i < flows->len; i++)
    if (strcmp (((ReviewFlow *) flows->pdata[i])->party, party) == 0)
      return TRUE;
  for (guint i = 0; i < look->evidence->len; i++)
    {
      const ReviewEvidence *row = look->evidence->pdata[i];
      static const char *const fields[] = { "from", "to", "address" };

      for (guint j = 0; j < G_N_ELEMENTS (fields); j++)
        {
          const char *value = review_fields_get (row->fields, fields[j]);
          g_autofree char *key = value != NULL ? review_party_key (value) : NULL;

          if (g_strcmp0 (key, party) == 0)
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
check_near (const ReviewLook *look, const ReviewFlowQuestion *question, GError **error)
{
  gboolean near = is_in_case (look, question->party);

  if (!near && !review_store_is_near (look->tx, question, &near, error))
    return FALSE;
  if (!near)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no such object");
  return near;
}

static gboolean
ask (ReviewLook *look, Job *job, const ReviewScope *scope, GError **error)
{
  g_autofree char *party = review_party_key (job->request->party);
  gboolean always = review_purpose_is_always_blind (look->work->item->purpose);
  ReviewFlowQuestion question = { party, look->work->item->case_id, scope,
                                  always ? look->work->item->as_of : 0, job->request->offset };

  if (!check_holds (look, error) || !check_near (look, &question, error))
    return FALSE;
  job->page = review_store_ask_flows (look->tx, &question, error);
  return job->page != NULL
         && review_service_audit_case (look->tx, job->user, "look_flows", question.case_id,
                                       job->work_item, NULL, NULL, job->page, error);
}

static gboolean
run (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  ReviewScope scope = review_service_scope (job->user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, job->work_item, &scope, error);
  g_auto (ReviewLook) look = { 0 };

  if (work == NULL || !review_look_init (&look, job->service, tx, job->user, work, error)
      || !ask (&look, job, &scope, error))
    {
      g_clear_pointer (&job->page, review_record_unref);
      return FALSE;
    }
  return TRUE;
}

/**
 * review_service_ask_flows:
 * @work_item: whose lease the caller holds
 * @request: a party at most two steps from the customer
 *
 * In a look that measures, only flows that had ended by its time are told.
 *
 * Returns: (transfer full): a page of who else deals with the party, as other cases that the caller
 *   may see know it. CONFLICT without the lease; NOT_FOUND for what is absent or not near
 */
ReviewFlowPage *
review_service_ask_flows (ReviewService *self,
                          const ReviewUser *user,
                          const char *work_item,
                          const ReviewFlowRequest *request,
                          GError **error)
{
  Job job = { self, user, work_item, request, NULL };

  if (*request->party == '\0' || strlen (request->party) > MOST_CHARS)
    {
      review_error_set_field (error, "party", "1 to %d bytes", MOST_CHARS);
      return NULL;
    }
  if (request->offset < 0 || request->offset > MOST_OFFSET)
    {
      review_error_set_field (error, "offset", "0 to %d", MOST_OFFSET);
      return NULL;
    }
  return review_service_write (self, run, &job, error) ? job.page : NULL;
}
