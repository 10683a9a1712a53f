/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See fake-sops.h. */
#define G_LOG_DOMAIN "review-test"
#include "fake-sops.h"

#include <string.h>

#include "review-codec.h"
#include "review-error.h"

#define GAP_FEATURE "own_wallet_funding" /* of the case that the tests show */

static gpointer
take_draft (GPtrArray *drafts, const ReviewUser *user, const char *body, GError **error)
{
  g_autoptr (ReviewSopDraftRequest) request =
      review_decode (&review_sop_draft_request_type, body, -1, error);
  ReviewSopDraft *draft;

  if (request == NULL)
    return NULL;
  draft = review_record_new (&review_sop_draft_type);
  draft->id = g_strdup_printf ("draft-%u", drafts->len);
  draft->case_type = g_strdup ("withdrawal_anomaly");
  draft->sop_version = g_strdup ("v1");
  draft->feature = g_strdup (GAP_FEATURE);
  draft->step = request->step;
  draft->kind = request->kind;
  draft->text = review_text_copy (request->text);
  draft->case_id = g_strdup ("case");
  draft->case_display_id = g_strdup ("WD-48211");
  draft->author = g_strdup (user->id);
  draft->author_name = g_strdup (user->name);
  draft->at = G_USEC_PER_SEC;
  g_ptr_array_insert (drafts, 0, draft);
  return review_record_ref (draft);
}

static gpointer
withdraw (GPtrArray *drafts, const char *id, GError **error)
{
  for (guint i = 0; i < drafts->len; i++)
    {
      ReviewSopDraft *draft = drafts->pdata[i];
      ReviewSopDraft *after;

      if (strcmp (draft->id, id) != 0)
        continue;
      after = review_record_copy (draft);
      after->withdrawn_at = 2 * G_USEC_PER_SEC;
      g_ptr_array_remove_index (drafts, i);
      return after;
    }
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no such draft");
  return NULL;
}

/* v1 is what the catalogue has; before it there was v0, with a clause that is gone, one that says
 * something else, and without one. */
static ReviewSop *
older_version (const ReviewSop *sop)
{
  ReviewSop *old = review_record_copy (sop);
  ReviewClause *changed = review_record_copy (old->clauses->pdata[0]);
  ReviewClause *gone = review_record_copy (old->clauses->pdata[1]);

  g_free (old->version);
  old->version = g_strdup ("v0");
  review_text_free (changed->text);
  changed->text = review_text_new ("It said something else.", "原文不同。");
  g_free (gone->id);
  gone->id = g_strdup ("WD-0.9");
  review_record_unref (old->clauses->pdata[0]);
  old->clauses->pdata[0] = changed;
  review_record_unref (old->clauses->pdata[1]);
  old->clauses->pdata[1] = gone;
  return old;
}

static void
add_version (ReviewSopVersionList *list, const char *version, gint64 at, gboolean in_force)
{
  ReviewSopVersion *one = review_record_new (&review_sop_version_type);

  one->version = g_strdup (version);
  one->published_at = at;
  one->author = g_strdup ("R. Okafor");
  one->approver = in_force ? g_strdup ("M. Ortiz") : NULL;
  one->in_force = in_force;
  g_ptr_array_add (list->versions, one);
}

gpointer
fake_sops_serve_version (const ReviewCatalog *catalog, char **part, GError **error)
{
  const ReviewSop *sop = review_catalog_find_sop (catalog, part[2]);
  ReviewSopVersionList *list;

  if (sop == NULL || (part[4] != NULL && strcmp (part[4], "v0") != 0))
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no such version");
      return NULL;
    }
  if (part[4] != NULL)
    return older_version (sop);
  list = review_record_new (&review_sop_version_list_type);
  list->case_type = g_strdup (sop->case_type);
  list->versions = review_records_new ();
  add_version (list, sop->version, 2 * G_USEC_PER_SEC, TRUE);
  add_version (list, "v0", G_USEC_PER_SEC, FALSE);
  return list;
}

gpointer
fake_sops_serve (GPtrArray *drafts,
                 const ReviewUser *user,
                 const char *method,
                 char **part,
                 const char *body,
                 GError **error)
{
  ReviewSopDraftList *list;

  if (strcmp (part[1], "sop-drafts") == 0)
    return withdraw (drafts, part[2], error);
  if (strcmp (method, "POST") == 0)
    return take_draft (drafts, user, body, error);
  list = review_record_new (&review_sop_draft_list_type);
  list->work_item = g_strdup (part[2]);
  list->drafts = review_records_new ();
  for (guint i = 0; i < drafts->len; i++)
    g_ptr_array_add (list->drafts, review_record_ref (drafts->pdata[i]));
  return list;
}
