/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reviewer's day: take, read, draft, decide, undo; and what follows. */
#define G_LOG_DOMAIN "test-desk"
#include <math.h>
#include <string.h>

#include "review-codec.h"
#include "service-fixture.h"

static gboolean
collect_label (const ReviewLabelRow *row, gpointer user_data, GError **error)
{
  g_ptr_array_add (user_data, review_record_ref ((gpointer) row));
  return TRUE;
}

static GPtrArray *
export_labels (Desk *f)
{
  GPtrArray *rows = review_records_new ();
  g_autoptr (GError) error = NULL;

  review_service_export_labels (f->service, f->lead, -1, collect_label, rows, &error);
  g_assert_no_error (error);
  return rows;
}

static void
test_day (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (GPtrArray) early = NULL;
  g_autoptr (GPtrArray) labels = NULL;
  const ReviewLabelRow *row;

  g_assert_cmpstr (view->item_case->id, ==, id);
  g_assert_cmpstr (view->lease->user, ==, "u-agent");
  g_assert_cmpfloat (view->assessment->risk, ==, 0.8);
  g_assert_cmpint (view->work_item->due_at - view->work_item->queued_at, ==, 240 * REVIEW_MINUTE);
  decision = desk_decide (f, f->agent, view, desk_make_form (REVIEW_CHOICE_BLOCK, view), &error);
  g_assert_no_error (error);
  g_assert_cmpint (decision->label, ==, REVIEW_LABEL_TP);
  g_assert_cmpint (decision->effective_at - decision->decided_at, ==, 10 * REVIEW_SECOND);

  desk_settle_after (f, 9 * REVIEW_SECOND);
  early = export_labels (f);
  g_assert_cmpint (early->len, ==, 0);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect"), ==, 0);
  desk_settle_after (f, REVIEW_SECOND);
  desk_settle_after (f, 0);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect WHERE state = 'requested'"), ==, 3);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM case_file WHERE state = 'effects_pending'"),
                   ==, 1);
  labels = export_labels (f);
  g_assert_cmpint (labels->len, ==, 1);
  row = labels->pdata[0];
  g_assert_cmpstr (row->decision, ==, decision->id);
  g_assert_cmpstr (row->actor, ==, "u-agent");
  g_assert_cmpint (row->label, ==, REVIEW_LABEL_TP);
  g_assert_cmpint (row->label_maturity, ==, REVIEW_MATURITY_CONFIRMED);
  g_assert_cmpstr (row->external_id, ==, "a");
}

/* Ticks and crosses are kept with the decision and go out with its label; what is on no step of the
 * assessment that was seen is refused. */
static void
test_step_marks (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  g_autoptr (ReviewForm) form = desk_make_form (REVIEW_CHOICE_BLOCK, view);
  g_autoptr (ReviewDecision) refused = NULL, decision = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *field = NULL;
  g_autoptr (GPtrArray) labels = NULL;
  const ReviewLabelRow *row;

  form->marked = g_strdup (view->assessment->id);
  review_form_set_mark (form, 2, REVIEW_STEP_MARK_WRONG);
  refused = desk_decide (f, f->agent, view, review_record_ref (form), &error);
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  field = review_error_dup_field (error);
  g_assert_cmpstr (field, ==, "form.step_marks");
  g_clear_error (&error);
  review_form_set_mark (form, 2, 0);
  review_form_set_mark (form, 1, REVIEW_STEP_MARK_WRONG);
  form->step = 1;
  decision = desk_decide (f, f->agent, view, review_record_ref (form), &error);
  g_assert_no_error (error);
  desk_settle_after (f, 10 * REVIEW_SECOND);
  labels = export_labels (f);
  g_assert_cmpuint (labels->len, ==, 1);
  row = labels->pdata[0];
  g_assert_cmpstr (row->assessment, ==, form->marked);
  g_assert_cmpuint (row->step_marks->len, ==, 1);
  g_assert_cmpint (((ReviewStepMark *) row->step_marks->pdata[0])->n, ==, 1);
  g_assert_cmpint (((ReviewStepMark *) row->step_marks->pdata[0])->mark, ==,
                   REVIEW_STEP_MARK_WRONG);
}

/* All four labels, each from verdict and decision; disagreements stay provisional. */
static void
test_labels (Desk *f, gconstpointer data)
{
  static const struct
  {
    double risk;
    int choice, label, maturity;
  } cases[] = {
    { 0.9, REVIEW_CHOICE_BLOCK, REVIEW_LABEL_TP, REVIEW_MATURITY_CONFIRMED },
    { 0.9, REVIEW_CHOICE_PASS, REVIEW_LABEL_FP, REVIEW_MATURITY_PROVISIONAL },
    { 0.1, REVIEW_CHOICE_BLOCK, REVIEW_LABEL_FN, REVIEW_MATURITY_PROVISIONAL },
    { 0.1, REVIEW_CHOICE_PASS, REVIEW_LABEL_TN, REVIEW_MATURITY_CONFIRMED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("l%u", i);
      g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = name, .risk = cases[i].risk });
      g_autoptr (ReviewCaseView) view = desk_take_next (f, f->senior);
      g_autoptr (GError) error = NULL;
      g_autoptr (ReviewDecision) decision =
          desk_decide (f, f->senior, view, desk_make_form (cases[i].choice, view), &error);
      g_autoptr (GPtrArray) rows = NULL;

      g_assert_no_error (error);
      g_assert_cmpint (decision->label, ==, cases[i].label);
      desk_settle_after (f, 11 * REVIEW_SECOND);
      rows = export_labels (f);
      g_assert_cmpint (rows->len, ==, i + 1);
      g_assert_cmpint (((ReviewLabelRow *) rows->pdata[i])->label, ==, cases[i].label);
      g_assert_cmpint (((ReviewLabelRow *) rows->pdata[i])->label_maturity, ==, cases[i].maturity);
    }
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM root_cause"), ==, 2);
}

static void
test_undo (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "u", .risk = 0.8 });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) late = NULL;
  g_autoptr (GError) stranger = NULL;
  g_autoptr (ReviewDecision) first =
      desk_decide (f, f->agent, view, desk_make_form (REVIEW_CHOICE_BLOCK, view), &error);
  g_autoptr (ReviewDecision) second = NULL;
  g_autoptr (ReviewCaseView) back = NULL;
  g_autoptr (GPtrArray) labels = NULL;

  g_assert_null (review_service_retract (f->service, CALL (f->senior, first->work_item_version),
                                         first->id, &stranger));
  g_assert_error (stranger, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  review_test_clock_advance (&f->clock, 5 * REVIEW_SECOND);
  back = review_service_retract (f->service, CALL (f->agent, first->work_item_version), first->id,
                                 &error);
  g_assert_no_error (error);
  g_assert_cmpint (back->work_item->state, ==, REVIEW_WORK_LEASED);
  g_assert_cmpstr (back->lease->user, ==, "u-agent");
  g_assert_cmpstr (back->draft->form->disposition, ==, "cancel_return");
  desk_settle_after (f, REVIEW_MINUTE);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect"), ==, 0);

  second = desk_decide (f, f->agent, back, desk_make_form (REVIEW_CHOICE_PASS, back), &error);
  g_assert_no_error (error);
  g_assert_cmpint (second->n, ==, 2);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  g_assert_null (review_service_retract (f->service, CALL (f->agent, second->work_item_version),
                                         second->id, &late));
  g_assert_error (late, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  labels = export_labels (f);
  g_assert_cmpint (labels->len, ==, 1);
  g_assert_cmpstr (((ReviewLabelRow *) labels->pdata[0])->decision, ==, second->id);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM decision"), ==, 2);
}

static ReviewDraft *
make_draft (gint64 revision, const char *text)
{
  ReviewDraft *draft = review_record_new (&review_draft_type);

  draft->revision = revision;
  draft->form = review_record_new (&review_form_type);
  draft->form->annotation = g_strdup (text);
  return draft;
}

static void
save (Desk *f, const ReviewUser *user, const char *work, gint64 revision, int code)
{
  g_autoptr (ReviewDraft) draft = make_draft (revision, "half a sentence");
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewDraft) kept =
      review_service_save_draft (f->service, CALL (user, 0), work, draft, &error);

  if (code == 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, REVIEW_ERROR, code);
  if (kept != NULL)
    g_assert_cmpint (kept->revision, ==, revision);
}

static void
test_draft_revisions (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "d", .risk = 0.8 });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  const char *work = view->work_item->id;

  save (f, f->agent, work, 2, REVIEW_ERROR_CONFLICT);
  save (f, f->agent, work, 1, 0);
  save (f, f->agent, work, 1, REVIEW_ERROR_CONFLICT);
  save (f, f->agent, work, 2, 0);
  save (f, f->agent, work, 4, REVIEW_ERROR_CONFLICT);
  save (f, f->agent, work, 0, REVIEW_ERROR_INVALID);
  save (f, f->senior, work, 1, REVIEW_ERROR_CONFLICT);
}

static void
test_lease_expires (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "e", .risk = 0.8 });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  const char *work = view->work_item->id;
  g_autoptr (ReviewReleaseRequest) release = review_record_new (&review_release_request_type);
  g_autoptr (ReviewCaseView) taken = NULL;
  g_autoptr (ReviewLease) renewed = NULL;
  g_autoptr (ReviewCaseView) again = NULL;
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) late = NULL;
  g_autoptr (GError) gone = NULL;

  save (f, f->agent, work, 1, 0);
  desk_settle_after (f, REVIEW_LEASE_TIME - REVIEW_SECOND);
  renewed = review_service_renew_lease (f->service, CALL (f->agent, 0), work, &error);
  g_assert_no_error (error);
  desk_settle_after (f, REVIEW_LEASE_TIME - REVIEW_SECOND);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM lease"), ==, 1);

  /* Run out, not yet returned: already nobody's. */
  review_test_clock_advance (&f->clock, REVIEW_SECOND);
  decision = desk_decide (f, f->agent, view, desk_make_form (REVIEW_CHOICE_BLOCK, view), &late);
  g_assert_error (late, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  desk_settle_after (f, 0);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM lease"), ==, 0);
  taken = desk_take_next (f, f->senior);
  g_assert_cmpstr (taken->work_item->id, ==, work);
  g_assert_null (review_service_renew_lease (f->service, CALL (f->agent, 0), work, &gone));
  g_assert_error (gone, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  desk_ignore (review_service_release (f->service, CALL (f->senior, taken->work_item->version),
                                       work, release, &error));
  g_assert_no_error (error);
  again = desk_take_next (f, f->agent);
  g_assert_cmpstr (again->work_item->id, ==, work);
  g_assert_cmpstr (again->draft->form->annotation, ==, "half a sentence");
}

static void
test_release_and_skip (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "s", .risk = 0.8 });
  g_autoptr (ReviewReleaseRequest) request = review_record_new (&review_release_request_type);
  g_autoptr (ReviewReleaseRequest) skip = review_record_new (&review_release_request_type);
  g_autoptr (ReviewReleaseRequest) wrong = review_record_new (&review_release_request_type);
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  g_autoptr (ReviewCaseView) again = NULL;
  g_autoptr (ReviewCaseView) none = NULL;
  g_autoptr (ReviewCaseView) other = NULL;
  g_autoptr (GError) error = NULL;

  skip->reason = g_strdup ("language");
  wrong->reason = g_strdup ("too_hard");
  g_assert_null (review_service_release (f->service, CALL (f->agent, view->work_item->version),
                                         view->work_item->id, wrong, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (
      review_service_release (f->service, CALL (f->agent, 0), view->work_item->id, skip, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_MISSING_KEY);
  g_clear_error (&error);
  desk_ignore (review_service_release (f->service, CALL (f->agent, view->work_item->version),
                                       view->work_item->id, request, &error));
  again = desk_take_next (f, f->agent);
  desk_ignore (review_service_release (f->service, CALL (f->agent, again->work_item->version),
                                       again->work_item->id, skip, &error));
  none = desk_take_next (f, f->agent);
  g_assert_null (none);
  other = desk_take_next (f, f->senior);
  g_assert_nonnull (other);
}

static void
test_same_key_same_answer (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "k", .risk = 0.8 });
  g_autofree char *other_id = desk_add_case (f, &(CaseSpec){ .id = "k2", .risk = 0.8 });
  g_autoptr (ReviewTakeRequest) take = review_record_new (&review_take_request_type);
  g_autoptr (ReviewTakeRequest) typed = review_record_new (&review_take_request_type);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCaseView) first =
      review_service_take_next (f->service, KEYED (f->agent, "key-take", 0), take, &error);
  g_autoptr (ReviewCaseView) second = NULL;
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  review_test_clock_advance (&f->clock, REVIEW_MINUTE);
  second = review_service_take_next (f->service, KEYED (f->agent, "key-take", 0), take, &error);
  g_assert_no_error (error);
  a = review_encode (first);
  b = review_encode (second);
  g_assert_cmpstr (a, ==, b);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM lease"), ==, 1);
  typed->case_type = g_strdup (WD_TYPE);
  g_assert_null (
      review_service_take_next (f->service, KEYED (f->agent, "key-take", 0), typed, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_KEY_REUSED);
  g_clear_error (&error);
  /* Another person's same key is another key. */
  desk_ignore (
      review_service_take_next (f->service, KEYED (f->senior, "key-take", 0), take, &error));
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM lease"), ==, 2);
}

static void
test_same_decision_twice (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "t", .risk = 0.8 });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  g_autoptr (ReviewForm) form = desk_make_form (REVIEW_CHOICE_BLOCK, view);
  g_autoptr (ReviewDecideRequest) request = desk_make_request (form, view);
  g_autoptr (GError) error = NULL;
  const ReviewCall call = { f->agent, "key-decide", view->work_item->version };
  g_autoptr (ReviewDecision) first =
      review_service_decide (f->service, &call, view->work_item->id, request, &error);
  g_autoptr (ReviewDecision) second = NULL;

  desk_settle_after (f, REVIEW_DAY * 40);
  second = review_service_decide (f->service, &call, view->work_item->id, request, &error);
  g_assert_no_error (error);
  g_assert_true (review_record_equal (first, second));
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM decision"), ==, 1);
}

/* The form is refused by field, and nothing is written. */
static void
test_incomplete_forms (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "f", .risk = 0.8 });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  ReviewForm *forms[5];
  static const char *const fields[] = { "form.choice", "form.disposition", "form.disposition",
                                        "form.root_cause", "form.annotation" };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    forms[i] = desk_make_form (i < 3 ? REVIEW_CHOICE_BLOCK : REVIEW_CHOICE_PASS, view);
  forms[0]->choice = 0;
  g_clear_pointer (&forms[1]->disposition, g_free);
  g_free (forms[2]->disposition);
  forms[2]->disposition = g_strdup ("burn_it");
  g_clear_pointer (&forms[3]->root_cause, g_free);
  g_free (forms[4]->annotation);
  forms[4]->annotation = g_strdup ("One. Two. Three.");
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *field = NULL;

      g_assert_null (desk_decide (f, f->agent, view, forms[i], &error));
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
      field = review_error_dup_field (error);
      g_assert_cmpstr (field, ==, fields[i]);
    }
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM decision"), ==, 0);
}

/* What was seen must be what is: evidence that came meanwhile stops the submit. */
static void
test_evidence_changed (Desk *f, gconstpointer data)
{
  CaseSpec spec = { .id = "c", .risk = 0.8 };
  g_autofree char *id = desk_add_case (f, &spec);
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->agent);
  g_autoptr (ReviewIntake) again = desk_make_intake (&spec);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) stale = NULL;
  ReviewEvidence *row = again->evidence->pdata[1];

  g_free (row->external_id);
  row->external_id = g_strdup ("0xlater");
  row->at = START + REVIEW_HOUR;
  desk_ignore (
      review_service_intake (f->service, CALL (review_service_system_user (), 0), again, &error));
  g_assert_null (
      desk_decide (f, f->agent, view, desk_make_form (REVIEW_CHOICE_BLOCK, view), &stale));
  g_assert_error (stale, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM evidence"), ==, 3);
}

static void
test_stale_version (Desk *f, gconstpointer data)
{
  g_autofree char *id = desk_add_case (f, &(CaseSpec){ .id = "v", .risk = 0.8 });
  g_autoptr (ReviewCaseView) view = desk_take_next (f, f->senior);
  g_autoptr (ReviewForm) form = desk_make_form (REVIEW_CHOICE_BLOCK, view);
  g_autoptr (ReviewDecideRequest) request = desk_make_request (form, view);
  g_autoptr (GError) error = NULL;

  g_assert_null (review_service_decide (f->service, CALL (f->senior, view->work_item->version - 1),
                                        view->work_item->id, request, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (review_service_decide (f->service, CALL (f->senior, 0), view->work_item->id,
                                        request, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_MISSING_KEY);
}

/* A decision that cannot take effect does not keep the next one from it. */
static gboolean
spoil_first (ReviewTx *tx, gpointer user_data, GError **error)
{
  return review_tx_exec (tx, error, "INSERT INTO root_cause (decision, code) VALUES ($1, 'RC-X03')",
                         "s", user_data)
         == 1;
}

static void
test_one_spoilt (Desk *f, gconstpointer data)
{
  g_autofree char *a = desk_add_case (f, &(CaseSpec){ .id = "a", .risk = 0.1, .value = "9" });
  g_autofree char *b = desk_add_case (f, &(CaseSpec){ .id = "b", .risk = 0.8, .value = "1" });
  g_autoptr (ReviewCaseView) first = desk_take_next (f, f->agent);
  g_autoptr (ReviewCaseView) second = desk_take_next (f, f->agent);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewDecision) bad =
      desk_decide (f, f->agent, first, desk_make_form (REVIEW_CHOICE_BLOCK, first), &error);
  g_autoptr (ReviewDecision) good =
      desk_decide (f, f->agent, second, desk_make_form (REVIEW_CHOICE_BLOCK, second), &error);
  g_autoptr (GPtrArray) labels = NULL;

  g_assert_no_error (error);
  g_assert_true (review_store_write (f->store, spoil_first, bad->id, &error));
  desk_settle_after (f, 11 * REVIEW_SECOND);
  labels = export_labels (f);
  g_assert_cmpint (labels->len, ==, 1);
  g_assert_cmpstr (((ReviewLabelRow *) labels->pdata[0])->decision, ==, good->id);
}

#define ADD(name, func) g_test_add ("/desk/" name, Desk, NULL, desk_set_up, func, desk_tear_down)

static ReviewForm *
make_fp (const ReviewCaseView *view, const char *annotation)
{
  ReviewForm *form = desk_make_form (REVIEW_CHOICE_PASS, view);

  g_free (form->annotation);
  form->annotation = g_strdup (annotation);
  return form;
}

/* What an earlier annotation says is not said again: word for word by nobody, nearly so not by the
 * same person; what was retracted was never said. */
static void
test_annotation_copied (Desk *f, gconstpointer data)
{
  static const char first[] = "The age of the address outweighs the own wallet (E1).";
  static const struct
  {
    const char *text;
    gboolean own;
    gboolean copied;
  } later[] = {
    { "the age of the address, outweighs the own wallet (E2)!", FALSE, TRUE },
    { "An age of the address outweighs the own wallet (E1).", FALSE, FALSE },
    { "The old age of the address outweighs the own wallet (E2).", TRUE, TRUE },
    { "A year-old change of the SIM was counted as fresh (E2).", TRUE, FALSE },
  };
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1 + G_N_ELEMENTS (later); i++)
    {
      g_autofree char *external = g_strdup_printf ("copy%u", i);

      g_free (desk_add_case (f, &(CaseSpec){ .id = external, .risk = 0.8 }));
    }
  view = desk_take_next (f, f->agent);
  desk_ignore (desk_decide (f, f->agent, view, make_fp (view, first), &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (later); i++)
    {
      const ReviewUser *user = later[i].own ? f->agent : f->senior;
      g_autoptr (ReviewCaseView) next = desk_take_next (f, user);
      g_autoptr (ReviewDecision) decision =
          desk_decide (f, user, next, make_fp (next, later[i].text), &error);
      g_autofree char *field = error != NULL ? review_error_dup_field (error) : NULL;

      g_test_message ("%s", later[i].text);
      g_assert_cmpint (decision == NULL, ==, later[i].copied);
      g_assert_cmpstr (field, ==, later[i].copied ? "form.annotation" : NULL);
      g_clear_error (&error);
    }
}

static void
test_retracted_annotation (Desk *f, gconstpointer data)
{
  static const char text[] = "The age of the address outweighs the own wallet (E1).";
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (ReviewCaseView) one = NULL, back = NULL, two = NULL;
  g_autoptr (GError) error = NULL;

  g_free (desk_add_case (f, &(CaseSpec){ .id = "one", .risk = 0.8 }));
  g_free (desk_add_case (f, &(CaseSpec){ .id = "two", .risk = 0.8 }));
  one = desk_take_next (f, f->agent);
  decision = desk_decide (f, f->agent, one, make_fp (one, text), &error);
  g_assert_no_error (error);
  back = review_service_retract (f->service, CALL (f->agent, decision->work_item_version),
                                 decision->id, &error);
  g_assert_no_error (error);
  two = desk_take_next (f, f->senior);
  desk_ignore (desk_decide (f, f->senior, two, make_fp (two, text), &error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("annotation-copied", test_annotation_copied);
  ADD ("retracted-annotation", test_retracted_annotation);
  ADD ("day", test_day);
  ADD ("step-marks", test_step_marks);
  ADD ("labels", test_labels);
  ADD ("undo", test_undo);
  ADD ("draft-revisions", test_draft_revisions);
  ADD ("lease-expires", test_lease_expires);
  ADD ("release-and-skip", test_release_and_skip);
  ADD ("same-key-same-answer", test_same_key_same_answer);
  ADD ("same-decision-twice", test_same_decision_twice);
  ADD ("incomplete-forms", test_incomplete_forms);
  ADD ("evidence-changed", test_evidence_changed);
  ADD ("stale-version", test_stale_version);
  ADD ("one-spoilt", test_one_spoilt);
  return g_test_run ();
}
