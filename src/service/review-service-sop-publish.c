/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Path C: what no clause covers, and how a proposed clause becomes part of a new version of its SOP. Two
 * people: who wrote it does not publish it. The next assessments follow the new version; what was
 * assessed keeps the one that it followed. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-catalog-check.h"
#include "review-catalog-load.h"
#include "review-condition.h"
#include "review-personal-data.h"
#include "review-service-campaigns.h"
#include "review-service-private.h"
#include "review-store-events.h"
#include "review-store-sops.h"

#define SECTION 9 /* of the SOP, where clauses from gaps stand */

typedef struct
{
  ReviewService *service;
  GPtrArray *sops; /* (owned) (nullable): versions to put in force */
  gpointer answer; /* (owned) */
} Job;

static const ReviewSop *
find_sop (ReviewService *self, const char *case_type)
{
  return review_catalog_find_sop (review_service_get_catalog (self), case_type);
}

static gboolean
read_gaps (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewGapList) list = review_record_new (&review_gap_list_type);

  list->items = review_store_list_sop_gaps (tx, error);
  if (list->items == NULL)
    return FALSE;
  for (guint i = 0; i < list->items->len; i++)
    {
      ReviewGap *gap = list->items->pdata[i];
      const ReviewSop *sop = find_sop (job->service, gap->case_type);

      gap->sop_version = sop != NULL ? g_strdup (sop->version) : NULL;
      gap->drafts = review_records_new ();
      if (!review_store_show_sop_gap (tx, gap, error)
          || !review_store_list_sop_drafts (tx, gap->case_type, gap->feature, gap->drafts, error))
        return FALSE;
    }
  job->answer = g_steal_pointer (&list);
  return TRUE;
}

/* Only cases that anybody may be shown are named as a draft's example. */
static void
hide_examples (ReviewGapList *list)
{
  for (guint i = 0; i < list->items->len; i++)
    {
      const ReviewGap *gap = list->items->pdata[i];

      for (guint k = 0; k < gap->drafts->len; k++)
        {
          ReviewSopDraft *draft = gap->drafts->pdata[k];
          gboolean shown = FALSE;

          for (guint e = 0; e < gap->examples->len; e++)
            shown |=
                g_strcmp0 (((ReviewGapCase *) gap->examples->pdata[e])->case_id, draft->case_id)
                == 0;
          if (shown)
            continue;
          g_clear_pointer (&draft->case_id, g_free);
          g_clear_pointer (&draft->case_display_id, g_free);
        }
    }
}

/**
 * review_service_list_sop_gaps:
 *
 * Returns: (transfer full): what no clause covers, those that most cases show first
 */
ReviewGapList *
review_service_list_sop_gaps (ReviewService *self, GError **error)
{
  Job job = { .service = self };

  if (!review_store_read (self->store, read_gaps, &job, error))
    return NULL;
  hide_examples (job.answer);
  return job.answer;
}

/* Whether a clause in force was made of @draft. */
gboolean
review_service_is_published (ReviewService *self, const ReviewSopDraft *draft)
{
  const ReviewSop *sop = find_sop (self, draft->case_type);

  for (guint i = 0; sop != NULL && i < sop->clauses->len; i++)
    if (g_strcmp0 (((ReviewClause *) sop->clauses->pdata[i])->draft, draft->id) == 0)
      return TRUE;
  return FALSE;
}

/* "v1.3" after "v1.2", "v1.1" after "v1". */
static char *
name_next (const char *version)
{
  const char *dot = strchr (version, '.');
  guint64 n = 0;
  g_autofree char *stem = dot != NULL ? g_strndup (version, (gsize) (dot - version)) : NULL;

  if (dot == NULL || !g_ascii_string_to_unsigned (dot + 1, 10, 1, G_MAXINT - 1, &n, NULL))
    return g_strdup_printf ("%s.1", version);
  return g_strdup_printf ("%s.%" G_GUINT64_FORMAT, stem, n + 1);
}

/* The first number of the section that is free. */
static char *
name_clause (const ReviewCatalog *catalog, const ReviewSop *sop)
{
  const ReviewCaseType *type = review_catalog_find_type (catalog, sop->case_type);

  for (guint n = 1;; n++)
    {
      g_autofree char *id = g_strdup_printf ("%s-%d.%u", type->prefix, SECTION, n);

      if (review_sop_find_clause (sop, id) == NULL)
        return g_steal_pointer (&id);
    }
}

static ReviewCondition *
ask_known (const char *feature)
{
  ReviewCondition *self = review_record_new (&review_condition_type);

  self->fact = g_strdup (feature);
  self->op = REVIEW_OP_PRESENT;
  return self;
}

static ReviewClause *
make_clause (const ReviewCatalog *catalog,
             const ReviewSop *sop,
             const ReviewSopDraft *draft,
             const ReviewSopPublication *request)
{
  ReviewClause *self = review_record_new (&review_clause_type);
  const ReviewText *text = request->text != NULL ? request->text : draft->text;

  self->id = name_clause (catalog, sop);
  self->kind = draft->kind;
  self->text = review_text_new (text->en, text->zh_cn);
  self->applies_when = request->applies_when != NULL ? review_record_ref (request->applies_when)
                                                     : ask_known (draft->feature);
  self->met_when = request->met_when != NULL ? review_record_ref (request->met_when) : NULL;
  self->code = g_strdup (request->code);
  self->covers = g_strsplit (draft->feature, "\n", 1);
  self->draft = g_strdup (draft->id);
  return self;
}

/* The SOP with the clause at its end, as its next version. */
static ReviewSop *
make_version (const ReviewCatalog *catalog,
              const ReviewSop *sop,
              const ReviewSopDraft *draft,
              const ReviewSopPublication *request)
{
  ReviewSop *self = review_record_copy (sop);

  g_free (self->version);
  self->version = name_next (sop->version);
  g_ptr_array_add (self->clauses, make_clause (catalog, sop, draft, request));
  g_free (self->hash);
  self->hash = review_sop_hash (self);
  return self;
}

/* (transfer full): @catalog with @sops in the place of those of the same id. */
static ReviewCatalog *
replace_sops (const ReviewCatalog *catalog, GPtrArray *sops)
{
  ReviewCatalog *self = review_record_copy (catalog);

  for (guint i = 0; i < self->sops->len; i++)
    for (guint k = 0; k < sops->len; k++)
      if (strcmp (((ReviewSop *) self->sops->pdata[i])->id, ((ReviewSop *) sops->pdata[k])->id)
          == 0)
        {
          review_record_unref (self->sops->pdata[i]);
          self->sops->pdata[i] = review_record_ref (sops->pdata[k]);
        }
  return self;
}

typedef struct
{
  const ReviewSop *sop; /* before */
  const char *feature;
} Known;

/* What a clause of this SOP asked already, what ROCA said of the case, and what data brought. */
static gboolean
is_known (const char *case_type, const char *fact, gpointer user_data)
{
  const Known *known = user_data;
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);

  if (strcmp (case_type, known->sop->case_type) != 0 || strcmp (fact, known->feature) == 0)
    return TRUE;
  for (guint i = 0; i < known->sop->clauses->len; i++)
    {
      const ReviewClause *clause = known->sop->clauses->pdata[i];

      review_condition_collect_facts (clause->applies_when, facts);
      review_condition_collect_facts (clause->met_when, facts);
      for (guint c = 0; clause->covers != NULL && clause->covers[c] != NULL; c++)
        g_ptr_array_add (facts, g_strdup (clause->covers[c]));
    }
  return g_ptr_array_find_with_equal_func (facts, fact, g_str_equal, NULL);
}

static gboolean
check_version (ReviewService *self,
               const ReviewSop *before,
               ReviewSop *after,
               const ReviewSopDraft *draft,
               GError **error)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (ReviewCatalog) catalog = NULL;
  g_autoptr (GError) local = NULL;
  Known known = { before, draft->feature };

  g_ptr_array_add (one, after);
  catalog = replace_sops (review_service_get_catalog (self), one);
  if (review_catalog_check (catalog, review_service_get_policy (self), NULL, &local)
      && review_catalog_check_facts (catalog, is_known, &known, &local))
    return TRUE;
  review_error_set_field (error, "draft", "%s", local->message);
  return FALSE;
}

static gboolean
check_halves (const ReviewText *text, GError **error)
{
  const char *const halves[] = { text->en, text->zh_cn };
  static const char *const names[] = { "text.en", "text.zh-CN" };

  for (gsize i = 0; i < G_N_ELEMENTS (halves); i++)
    {
      g_autofree char *personal = halves[i] != NULL ? review_personal_data_find (halves[i]) : NULL;

      if (halves[i] == NULL || halves[i][strspn (halves[i], " \t\n")] == '\0')
        review_error_set_field (error, names[i], "a clause is published in both languages");
      else if (g_utf8_strlen (halves[i], -1) > REVIEW_SOP_DRAFT_MAX_CHARS)
        review_error_set_field (error, names[i], "is longer than %d characters",
                                REVIEW_SOP_DRAFT_MAX_CHARS);
      else if (personal != NULL)
        review_error_set_field (error, names[i], "points to a person: cite evidence ids instead");
      else
        continue;
      return FALSE;
    }
  return TRUE;
}

/* The draft, where the user may publish it onto @request's base. */
static ReviewSopDraft *
load_draft (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewSopPublication *request = write->body;
  g_autoptr (ReviewSopDraft) draft = review_store_load_sop_draft (tx, write->object, error);
  g_autofree char *newest = NULL;
  const ReviewSop *sop = draft != NULL ? find_sop (write->service, draft->case_type) : NULL;

  if (draft == NULL)
    return NULL;
  if (sop == NULL)
    review_error_refuse (error, REVIEW_ERROR_NOT_FOUND, "the case type has no SOP");
  else if (strcmp (draft->author, write->call->user->id) == 0)
    review_error_refuse (error, REVIEW_ERROR_FORBIDDEN, "another person publishes it");
  else if (draft->withdrawn_at != 0 || review_service_is_published (write->service, draft))
    review_error_refuse (error, REVIEW_ERROR_CONFLICT, "it no longer waits for anybody");
  else if (!review_store_find_published_sop (tx, sop->id, &newest, error))
    return NULL;
  else if (strcmp (request->base, sop->version) != 0
           || (newest != NULL && strcmp (newest, sop->version) != 0))
    review_error_refuse (error, REVIEW_ERROR_CONFLICT, "another version is in force by now");
  else if (check_halves (request->text != NULL ? request->text : draft->text, error))
    return g_steal_pointer (&draft);
  return NULL;
}

static gpointer
publish (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewSopPublication *request = write->body;
  ReviewService *self = write->service;
  const ReviewUser *user = write->call->user;
  g_autoptr (ReviewSopDraft) draft = load_draft (tx, write, error);
  const ReviewSop *before = draft != NULL ? find_sop (self, draft->case_type) : NULL;
  g_autoptr (ReviewSop) after = NULL;
  g_autoptr (ReviewSopVersion) one = review_record_new (&review_sop_version_type);

  if (draft == NULL)
    return NULL;
  after = make_version (review_service_get_catalog (self), before, draft, request);
  one->version = g_strdup (after->version);
  one->author = g_strdup (draft->author);
  one->approver = g_strdup (user->id);
  one->hash = g_strdup (after->hash);
  one->published_at = REVIEW_WHOLE_MS (review_tx_get_now (tx));
  one->in_force = TRUE;
  if (!check_version (self, before, after, draft, error))
    return NULL;
  if (review_store_add_sop_version (tx, after, one, error) != 1)
    {
      if (error != NULL && *error == NULL)
        review_error_refuse (error, REVIEW_ERROR_CONFLICT, "a version of that name is on record");
      return NULL;
    }
  if (!review_store_close_sop_gap (tx, draft->case_type, draft->feature, error)
      || !review_service_audit_case (tx, user, "publish_sop", draft->case_id, draft->id,
                                     request->reason, before, after, error)
      || !review_event_add (tx, "sop", after->id, NULL, error))
    return NULL;
  return g_steal_pointer (&one);
}

/**
 * review_service_publish_sop_draft:
 * @request: the version that was looked at, both halves as they are to read, the machine's condition,
 *   and why
 *
 * Makes a proposed clause part of a new version of its SOP. %REVIEW_ERROR_FORBIDDEN for one's own,
 * %REVIEW_ERROR_CONFLICT where another version is in force by now, %REVIEW_ERROR_INVALID where a half
 * is missing or a condition cannot be asked.
 *
 * Returns: (transfer full): the version, which is in force
 */
ReviewSopVersion *
review_service_publish_sop_draft (ReviewService *self,
                                  const ReviewCall *call,
                                  const char *draft,
                                  const ReviewSopPublication *request,
                                  GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "publish_sop",
                        .object = draft,
                        .body = request,
                        .answer_type = &review_sop_version_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = publish };
  g_autoptr (ReviewSopVersion) one = NULL;
  g_autoptr (GError) local = NULL;

  if (!review_service_check_text (request->reason, "reason", error))
    return NULL;
  one = review_service_run (&write, error);
  if (one != NULL && !review_service_reload_sops (self, &local))
    g_warning ("the new version of the SOP is not read yet: %s", local->message);
  return g_steal_pointer (&one);
}

static gboolean
read_published (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  GPtrArray *sops = review_service_get_catalog (job->service)->sops;

  for (guint i = 0; sops != NULL && i < sops->len; i++)
    {
      const ReviewSop *known = sops->pdata[i];
      g_autofree char *version = NULL;
      ReviewSop *sop;

      if (!review_store_find_published_sop (tx, known->id, &version, error))
        return FALSE;
      if (version == NULL || strcmp (version, known->version) == 0)
        continue;
      sop = review_store_load_sop (tx, known->id, version, error);
      if (sop == NULL)
        return FALSE;
      g_free (sop->hash);
      sop->hash = review_sop_hash (sop);
      g_ptr_array_add (job->sops, sop);
    }
  return TRUE;
}

/* Follows the store: what people published there is in force here from the next call on. */
gboolean
review_service_reload_sops (ReviewService *self, GError **error)
{
  g_autoptr (GMutexLocker) alone = g_mutex_locker_new (&self->following);
  g_autoptr (GPtrArray) sops = review_records_new ();
  Job job = { .service = self, .sops = sops };

  if (!review_store_read (self->store, read_published, &job, error))
    return FALSE;
  if (sops->len > 0)
    review_service_set_catalog (self, replace_sops (review_service_get_catalog (self), sops));
  return TRUE;
}
