/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Versions of SOPs, and clauses that people propose for gaps. */
#define G_LOG_DOMAIN "test-sops"
#include <string.h>

#include "review-codec.h"
#include "service-fixture.h"

static ReviewSopDraft *
propose (Desk *f,
         const ReviewUser *user,
         const ReviewCaseView *view,
         gint64 step,
         const ReviewText *text,
         GError **error)
{
  g_autoptr (ReviewSopDraftRequest) request = review_record_new (&review_sop_draft_request_type);
  g_autofree char *key = desk_new_key (f);

  request->step = step;
  request->kind = REVIEW_CLAUSE_ASK;
  request->text = review_text_copy (text);
  return review_service_add_sop_draft (f->service, KEYED (user, key, 0), view->work_item->id,
                                       request, error);
}

static ReviewSopDraftList *
list (Desk *f, const ReviewUser *user, const char *work_item)
{
  g_autoptr (GError) error = NULL;
  ReviewSopDraftList *drafts = review_service_list_sop_drafts (f->service, user, work_item, &error);

  g_assert_no_error (error);
  return drafts;
}

static ReviewCaseView *
take_gap (Desk *f)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "g", .risk = SERVICE_GAP_RISK });

  return desk_take_next (f, f->agent);
}

/* A version that came later is in force; the one before it is still read, with numbers in it. */
static void
test_versions (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCatalog) next = review_record_copy (review_service_get_catalog (f->service));
  g_autoptr (ReviewService) service = NULL;
  g_autoptr (ReviewSopVersionList) versions = NULL;
  g_autoptr (ReviewSop) old = NULL;
  g_autoptr (GError) error = NULL;
  ReviewText *said = NULL;

  for (guint i = 0; i < next->sops->len; i++)
    {
      ReviewSop *sop = review_record_copy (next->sops->pdata[i]);

      g_free (sop->version);
      sop->version = g_strdup ("v2");
      review_record_unref (next->sops->pdata[i]);
      next->sops->pdata[i] = sop;
    }
  review_test_clock_advance (&f->clock, REVIEW_MINUTE);
  service =
      review_service_new (f->store, next, (ReviewPolicy *) review_service_get_policy (f->service));
  g_assert_true (review_service_publish (service, &error));
  versions = review_service_list_sop_versions (service, WD_TYPE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->versions->len, ==, 2);
  g_assert_cmpstr (((ReviewSopVersion *) versions->versions->pdata[0])->version, ==, "v2");
  g_assert_true (((ReviewSopVersion *) versions->versions->pdata[0])->in_force);
  g_assert_false (((ReviewSopVersion *) versions->versions->pdata[1])->in_force);
  old = review_service_get_sop_version (service, WD_TYPE, "v1", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (old->version, ==, "v1");
  for (guint i = 0; i < old->clauses->len; i++)
    {
      said = ((ReviewClause *) old->clauses->pdata[i])->text;
      g_assert_null (strchr (said->en, '{'));
    }
  g_assert_nonnull (said);
  g_assert_null (review_service_get_sop_version (service, WD_TYPE, "v9", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (review_service_list_sop_versions (service, "no_such_type", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);
}

/* Proposed from the case, listed for its gap, withdrawn by its author alone. */
static void
test_draft (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = take_gap (f);
  g_autoptr (ReviewText) text = review_text_new ("  Ask who funded the address. ", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewSopDraft) draft = propose (f, f->agent, view, 1, text, &error);
  g_autoptr (ReviewSopDraft) gone = NULL;
  g_autoptr (ReviewSopDraftList) drafts = NULL;
  g_autoptr (ReviewSopDraftList) after = NULL;
  g_autofree char *first = desk_new_key (f);
  g_autofree char *second = desk_new_key (f);

  g_assert_no_error (error);
  g_assert_cmpstr (draft->text->en, ==, "Ask who funded the address.");
  g_assert_null (draft->text->zh_cn);
  g_assert_cmpstr (draft->case_id, ==, view->item_case->id);
  g_assert_cmpstr (draft->sop_version, ==, "v1");
  g_assert_cmpint (
      desk_count (f, "SELECT COUNT(*) FROM sop_gap WHERE state = 'drafted' AND draft IS NOT NULL"),
      ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'sop_draft'"), ==, 1);
  drafts = list (f, f->senior, view->work_item->id);
  g_assert_cmpuint (drafts->drafts->len, ==, 1);
  g_assert_true (review_record_equal (drafts->drafts->pdata[0], draft));
  g_assert_null (review_service_withdraw_sop_draft (f->service, KEYED (f->senior, first, 0),
                                                    draft->id, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
  g_clear_error (&error);
  gone = review_service_withdraw_sop_draft (f->service, KEYED (f->agent, second, 0), draft->id,
                                            &error);
  g_assert_no_error (error);
  g_assert_cmpint (gone->withdrawn_at, >, 0);
  after = list (f, f->senior, view->work_item->id);
  g_assert_cmpuint (after->drafts->len, ==, 0);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM sop_gap WHERE state = 'open'"), ==, 1);
  desk_verify_audit (f);
}

static void
test_refusals (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = take_gap (f);
  g_autoptr (ReviewText) blank = review_text_new (" ", NULL);
  g_autoptr (ReviewText) good = review_text_new (NULL, "要求补充所有权证明。");
  g_autofree char *filler = g_strnfill (REVIEW_SOP_DRAFT_MAX_CHARS + 1, 'x');
  g_autoptr (ReviewText) lengthy = review_text_new (filler, NULL);
  g_autoptr (ReviewText) personal = review_text_new ("Ask anna.lee@example.com first.", NULL);
  const struct
  {
    const ReviewText *text;
    gint64 step;
  } wrong[] = { { blank, 1 }, { lengthy, 1 }, { personal, 1 }, { good, 7 } };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (propose (f, f->agent, view, wrong[i].step, wrong[i].text, &error));
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
    }
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM sop_draft"), ==, 0);
}

/* Who is not shown what ROCA says is shown no gap and proposes nothing for one. */
static void
test_blind (Desk *f, gconstpointer data)
{
  CaseSpec spec = { .id = "b", .risk = SERVICE_GAP_RISK, .route = REVIEW_ROUTE_AUDIT };
  g_autofree char *seen = desk_add_case (f, &(CaseSpec){ .id = "s", .risk = SERVICE_GAP_RISK });
  g_autoptr (ReviewCaseView) open = desk_take_next (f, f->senior);
  g_autofree char *id = desk_add_case (f, &spec);
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  g_autoptr (ReviewText) text = review_text_new ("Ask.", "要求补充材料。");
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewSopDraftList) none = NULL;

  desk_ignore (propose (f, f->senior, open, 1, text, &error));
  g_assert_no_error (error);
  none = list (f, f->agent, view->work_item->id);
  g_assert_cmpuint (none->drafts->len, ==, 0);
  g_assert_null (propose (f, f->agent, view, 1, text, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Desk, NULL, desk_set_up, func, desk_tear_down)
  ADD ("/sops/versions", test_versions);
  ADD ("/sops/draft", test_draft);
  ADD ("/sops/refusals", test_refusals);
  ADD ("/sops/blind", test_blind);
#undef ADD
  return g_test_run ();
}
