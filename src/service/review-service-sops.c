/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Versions of SOPs as they are read, and clauses that people propose for the gaps that their cases
 * show. Proposals hang on the look: who is not shown what ROCA says is shown no gap either. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-catalog-load.h"
#include "review-personal-data.h"
#include "review-service-private.h"
#include "review-store-cases.h"
#include "review-store-events.h"
#include "review-store-sops.h"

typedef struct
{
  ReviewService *service;
  const ReviewUser *user;
  const char *key;     /* case type, or id of the work item */
  const char *version; /* (nullable) */
  gpointer answer;     /* (owned) */
} Job;

static const ReviewSop *
find_sop (ReviewService *self, const char *case_type, GError **error)
{
  const ReviewSop *sop = review_catalog_find_sop (review_service_get_catalog (self), case_type);

  if (sop == NULL)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no such object");
  return sop;
}

static gboolean
read_versions (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  const ReviewSop *sop = find_sop (job->service, job->key, error);
  g_autoptr (ReviewSopVersionList) list = review_record_new (&review_sop_version_list_type);

  if (sop == NULL)
    return FALSE;
  list->case_type = g_strdup (sop->case_type);
  list->versions = review_store_list_sop_versions (tx, sop->id, error);
  if (list->versions == NULL
      || !review_store_count_sop_coverage (tx, sop->case_type, list->versions, error))
    return FALSE;
  for (guint i = 0; i < list->versions->len; i++)
    {
      ReviewSopVersion *one = list->versions->pdata[i];

      one->in_force = strcmp (one->version, sop->version) == 0;
    }
  job->answer = g_steal_pointer (&list);
  return TRUE;
}

/**
 * review_service_list_sop_versions:
 *
 * Returns: (transfer full): the versions of the type's SOP, the newest first; %NULL with
 *   %REVIEW_ERROR_NOT_FOUND
 */
ReviewSopVersionList *
review_service_list_sop_versions (ReviewService *self, const char *case_type, GError **error)
{
  Job job = { .service = self, .key = case_type };

  return review_store_read (self->store, read_versions, &job, error) ? job.answer : NULL;
}

static gboolean
read_version (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  const ReviewSop *sop = find_sop (job->service, job->key, error);
  g_autoptr (ReviewSop) stored =
      sop != NULL ? review_store_load_sop (tx, sop->id, job->version, error) : NULL;

  if (stored == NULL)
    return FALSE;
  job->answer = review_sop_expand (stored, review_service_get_policy (job->service));
  return TRUE;
}

/**
 * review_service_get_sop_version:
 * @version: "v1"
 *
 * Returns: (transfer full): that version of the type's SOP, with the numbers of the policy in force
 *   in its texts; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewSop *
review_service_get_sop_version (ReviewService *self,
                                const char *case_type,
                                const char *version,
                                GError **error)
{
  Job job = { .service = self, .key = case_type, .version = version };

  return review_store_read (self->store, read_version, &job, error) ? job.answer : NULL;
}

/* Drafts */

/* What no clause covers in @step; NULL: it is no gap. */
static const char *
get_gap (const ReviewStep *step)
{
  return step->no_clause && step->features != NULL ? step->features[0] : NULL;
}

static gboolean
read_drafts (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  ReviewScope scope = review_service_scope (job->user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, job->key, &scope, error);
  g_auto (ReviewLook) look = { 0 };
  g_autoptr (ReviewSopDraftList) list = review_record_new (&review_sop_draft_list_type);
  GPtrArray *steps;

  if (work == NULL || !review_look_init (&look, job->service, tx, job->user, work, error))
    return FALSE;
  list->work_item = g_strdup (job->key);
  list->drafts = review_records_new ();
  steps = look.assessment != NULL && !look.blind ? look.assessment->steps : NULL;
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const char *feature = get_gap (steps->pdata[i]);

      if (feature != NULL
          && !review_store_list_sop_drafts (tx, look.item_case->type, feature, list->drafts, error))
        return FALSE;
    }
  job->answer = g_steal_pointer (&list);
  return TRUE;
}

/**
 * review_service_list_sop_drafts:
 *
 * Returns: (transfer full): the clauses that are proposed for the gaps of the work item's case
 */
ReviewSopDraftList *
review_service_list_sop_drafts (ReviewService *self,
                                const ReviewUser *user,
                                const char *work_item,
                                GError **error)
{
  Job job = { .service = self, .user = user, .key = work_item };

  return review_store_read (self->store, read_drafts, &job, error) ? job.answer : NULL;
}

/* A clause is read by everybody: it holds no customer's data. */
static gboolean
check_half (const char *field, const char *text, GError **error)
{
  g_autofree char *personal = review_personal_data_find (text);

  if (text != NULL && g_utf8_strlen (text, -1) > REVIEW_SOP_DRAFT_MAX_CHARS)
    review_error_set_field (error, field, "is longer than %d characters",
                            REVIEW_SOP_DRAFT_MAX_CHARS);
  else if (personal != NULL)
    review_error_set_field (error, field, "points to a person: cite evidence ids instead");
  else
    return TRUE;
  return FALSE;
}

static char *
strip_half (const char *text)
{
  g_autofree char *stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  return stripped != NULL && *stripped != '\0' ? g_steal_pointer (&stripped) : NULL;
}

static ReviewText *
strip_text (const ReviewText *text)
{
  g_autofree char *en = strip_half (text->en);
  g_autofree char *zh_cn = strip_half (text->zh_cn);

  return review_text_new (en, zh_cn);
}

static gboolean
check_draft (const ReviewText *text, GError **error)
{
  if (text->en == NULL && text->zh_cn == NULL)
    {
      review_error_set_field (error, "text", "is empty in both languages");
      return FALSE;
    }
  return check_half ("text.en", text->en, error) && check_half ("text.zh-CN", text->zh_cn, error);
}

/* The gap that the look shows in the step; NULL: it shows none. */
static const char *
find_gap (const ReviewLook *look, gint64 n, GError **error)
{
  GPtrArray *steps = look->assessment != NULL && !look->blind ? look->assessment->steps : NULL;

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const ReviewStep *step = steps->pdata[i];

      if (step->n == n && get_gap (step) != NULL)
        return get_gap (step);
    }
  review_error_set_field (error, "step", "shows no gap of the SOP");
  return NULL;
}

static ReviewSopDraft *
make_draft (const ReviewLook *look,
            const ReviewSop *sop,
            const ReviewSopDraftRequest *request,
            const char *feature)
{
  ReviewSopDraft *draft = review_record_new (&review_sop_draft_type);

  draft->id = review_tx_new_id (look->tx);
  draft->case_type = g_strdup (look->item_case->type);
  draft->sop_version = g_strdup (sop->version);
  draft->feature = g_strdup (feature);
  draft->step = request->step;
  draft->kind = request->kind;
  draft->text = strip_text (request->text);
  draft->case_id = g_strdup (look->item_case->id);
  draft->case_display_id = g_strdup (look->item_case->display_id);
  draft->author = g_strdup (look->user->id);
  draft->author_name = g_strdup (look->user->name);
  draft->at = REVIEW_WHOLE_MS (review_tx_get_now (look->tx));
  return draft;
}

static gpointer
add_draft (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewUser *user = write->call->user;
  const ReviewSopDraftRequest *request = write->body;
  ReviewScope scope = review_service_scope (user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, write->object, &scope, error);
  g_auto (ReviewLook) look = { 0 };
  g_autoptr (ReviewSopDraft) draft = NULL;
  const ReviewSop *sop;
  const char *feature;

  if (work == NULL || !review_look_init (&look, write->service, tx, user, work, error)
      || (feature = find_gap (&look, request->step, error)) == NULL
      || (sop = find_sop (write->service, look.item_case->type, error)) == NULL)
    return NULL;
  draft = make_draft (&look, sop, request, feature);
  if (!check_draft (draft->text, error)
      || !review_store_add_sop_draft (tx, draft, look.assessment->id, error)
      || !review_service_audit_case (tx, user, "sop_draft", draft->case_id, draft->id, NULL, NULL,
                                     draft, error)
      || !review_event_add (tx, "sop_draft", draft->id, NULL, error))
    return NULL;
  return g_steal_pointer (&draft);
}

/**
 * review_service_add_sop_draft:
 * @request: step, kind and text of the clause
 *
 * Proposes a clause for a gap that the work item's case shows. It only adds, so it carries no
 * version; approving it is for others.
 *
 * Returns: (transfer full): the draft
 */
ReviewSopDraft *
review_service_add_sop_draft (ReviewService *self,
                              const ReviewCall *call,
                              const char *work_item,
                              const ReviewSopDraftRequest *request,
                              GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "sop_draft",
                        .object = work_item,
                        .body = request,
                        .answer_type = &review_sop_draft_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = add_draft };

  return review_service_run (&write, error);
}

static gpointer
withdraw_draft (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewUser *user = write->call->user;
  g_autoptr (ReviewSopDraft) draft = review_store_load_sop_draft (tx, write->object, error);
  g_autoptr (ReviewSopDraft) after = NULL;

  if (draft == NULL)
    return NULL;
  if (strcmp (draft->author, user->id) != 0)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN,
                         "only its author takes a draft back");
  else if (draft->withdrawn_at != 0)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT, "it was taken back already");
  else if (review_service_is_published (write->service, draft))
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT, "it is a clause already");
  else
    {
      after = review_record_copy (draft);
      after->withdrawn_at = REVIEW_WHOLE_MS (review_tx_get_now (tx));
    }
  if (after == NULL || !review_store_withdraw_sop_draft (tx, after, user->id, error)
      || !review_service_audit_case (tx, user, "withdraw_sop_draft", draft->case_id, draft->id,
                                     NULL, draft, after, error)
      || !review_event_add (tx, "sop_draft", draft->id, NULL, error))
    return NULL;
  return g_steal_pointer (&after);
}

/**
 * review_service_withdraw_sop_draft:
 *
 * Takes a draft back: its author only. The gap is open again.
 *
 * Returns: (transfer full): the draft as it is now
 */
ReviewSopDraft *
review_service_withdraw_sop_draft (ReviewService *self,
                                   const ReviewCall *call,
                                   const char *draft,
                                   GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "withdraw_sop_draft",
                        .object = draft,
                        .answer_type = &review_sop_draft_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = withdraw_draft };

  return review_service_run (&write, error);
}
