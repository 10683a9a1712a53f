/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of a complete form: who must say what, for each choice, label, role and kind of case. */
#include <string.h>

#include "review-error.h"
#include "review-form-rules.h"

typedef struct
{
  ReviewCatalog *catalog;
  ReviewCase *item_case;
  ReviewAssessment *assessment;
  ReviewForm *form;
  ReviewFormContext context;
} Fixture;

static void
add_code (Fixture *fixture, const char *list, const char *code, const char *label, gboolean retired)
{
  ReviewCode *one = review_record_new (&review_code_type);

  one->list = g_strdup (list);
  one->code = g_strdup (code);
  one->retired = retired;
  one->path = REVIEW_PATH_A;
  if (label != NULL)
    one->labels = g_strsplit (label, " ", -1);
  g_ptr_array_add (fixture->catalog->codes, one);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  ReviewStep *step = review_record_new (&review_step_type);

  fixture->catalog = review_record_new (&review_catalog_type);
  fixture->catalog->codes = review_records_new ();
  add_code (fixture, "disposition", "cancel_freeze", NULL, FALSE);
  add_code (fixture, "disposition", "old_one", NULL, TRUE);
  add_code (fixture, "escalation_reason", "key_user", NULL, FALSE);
  add_code (fixture, "root_cause", "RC-W01", "FP", FALSE);
  add_code (fixture, "root_cause", "RC-X08", NULL, FALSE);
  fixture->item_case = review_record_new (&review_case_type);
  fixture->item_case->type = g_strdup ("withdrawal_anomaly");
  fixture->item_case->priority = 74;
  fixture->assessment = review_record_new (&review_assessment_type);
  fixture->assessment->verdict = REVIEW_VERDICT_BLOCK;
  step->n = 2;
  fixture->assessment->steps = review_records_new ();
  g_ptr_array_add (fixture->assessment->steps, step);
  fixture->form = review_record_new (&review_form_type);
  fixture->context = (ReviewFormContext){ .catalog = fixture->catalog,
                                          .item_case = fixture->item_case,
                                          .assessment = fixture->assessment,
                                          .role = REVIEW_ROLE_AGENT };
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  review_record_unref (fixture->catalog);
  review_record_unref (fixture->item_case);
  review_record_unref (fixture->assessment);
  review_record_unref (fixture->form);
}

/* The codes of what is unmet, in order, with spaces between. */
static void
assert_unmet (Fixture *fixture, const char *expected)
{
  g_autoptr (GPtrArray) unmet = review_form_check (fixture->form, &fixture->context);
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < unmet->len; i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? " " : "",
                            ((ReviewUnmet *) unmet->pdata[i])->code);
  g_assert_cmpstr (codes->str, ==, expected);
}

static void
test_agreement (Fixture *fixture, gconstpointer unused)
{
  assert_unmet (fixture, "needs_choice");
  fixture->form->choice = REVIEW_CHOICE_BLOCK;
  assert_unmet (fixture, "needs_disposition needs_reasoning");
  fixture->form->disposition = g_strdup ("cancel_freeze");
  fixture->form->reasoning = REVIEW_REASONING_SOUND;
  assert_unmet (fixture, "");
  fixture->assessment->verdict = REVIEW_VERDICT_PASS; /* now it is a missed one */
  assert_unmet (fixture, "needs_root_cause needs_annotation");
}

static void
test_disagreement (Fixture *fixture, gconstpointer unused)
{
  ReviewForm *form = fixture->form;

  form->choice = REVIEW_CHOICE_PASS;
  form->reasoning = REVIEW_REASONING_FLAWED;
  assert_unmet (fixture, "needs_root_cause needs_annotation");
  form->root_cause = g_strdup ("RC-W01");
  form->annotation = g_strdup (" \n ");
  assert_unmet (fixture, "needs_path needs_annotation");
  form->path = REVIEW_PATH_A;
  g_free (form->annotation);
  form->annotation = g_strdup ("One. Two.");
  assert_unmet (fixture, "");
  g_free (form->annotation);
  form->annotation = g_strdup ("一。二。三。");
  assert_unmet (fixture, "annotation_too_long");
  form->step = 2;
  form->clause = g_strdup ("WD-9.9");
  assert_unmet (fixture, "unknown_clause annotation_too_long");
  form->step = 3;
  assert_unmet (fixture, "unknown_step unknown_clause annotation_too_long");
}

/* Where it teaches, an annotation cites evidence of the case; nowhere it holds personal data. */
static void
test_annotation (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *text;
    const char *unmet;
  } cases[] = {
    { "Own wallet outweighed the age.", "annotation_cites_nothing" },
    { "Own wallet (E2) outweighed the age.", "" },
    { "自有钱包（E2）权重过高。", "" },
    { "Own wallet (E7) outweighed the age.", "annotation_cites_unknown" },
    { "Owner called from +44 20 7946 0958 (E2).", "annotation_personal" },
    { "手机号 13812345678 为新号（E2）。", "annotation_personal" },
  };
  g_autoptr (GPtrArray) evidence = review_records_new ();
  ReviewEvidence *row = review_record_new (&review_evidence_type);
  ReviewForm *form = fixture->form;

  row->label = g_strdup ("E2");
  g_ptr_array_add (evidence, row);
  fixture->context.evidence = evidence;
  form->choice = REVIEW_CHOICE_PASS;
  form->reasoning = REVIEW_REASONING_FLAWED;
  form->root_cause = g_strdup ("RC-W01");
  form->path = REVIEW_PATH_A;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_free (form->annotation);
      form->annotation = g_strdup (cases[i].text);
      assert_unmet (fixture, cases[i].unmet);
    }
  /* Agreeing with ROCA asks for no evidence, and forbids the same. */
  g_clear_pointer (&form->root_cause, g_free);
  form->path = 0;
  fixture->assessment->verdict = REVIEW_VERDICT_PASS;
  assert_unmet (fixture, "annotation_personal");
  fixture->context.evidence = NULL;
}

/* What the policy lists as high-risk is escalated by a junior, and the refusal names the rule. */
static void
test_escalation_rule (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->assessment->gates = review_record_new (&review_gates_type);
  fixture->assessment->gates->escalation_rule = g_strdup ("r-mule");
  fixture->form->choice = REVIEW_CHOICE_BLOCK;
  fixture->form->disposition = g_strdup ("cancel_freeze");
  fixture->form->reasoning = REVIEW_REASONING_SOUND;
  assert_unmet (fixture, "rule_needs_escalation");
  g_assert_false (review_form_validate (fixture->form, &fixture->context, &error));
  g_assert_cmpstr (error->message, ==, "form.choice: rule_needs_escalation: rule r-mule");
  fixture->context.role = REVIEW_ROLE_SENIOR;
  assert_unmet (fixture, "");
  fixture->context.role = REVIEW_ROLE_AGENT;
  fixture->context.blind = TRUE;
  assert_unmet (fixture, "");
}

static void
test_key_user (Fixture *fixture, gconstpointer unused)
{
  fixture->item_case->priority = 75;
  fixture->form->choice = REVIEW_CHOICE_BLOCK;
  fixture->form->disposition = g_strdup ("cancel_freeze");
  fixture->form->reasoning = REVIEW_REASONING_SOUND;
  assert_unmet (fixture, "key_user_needs_escalation needs_root_cause needs_annotation");
  fixture->context.role = REVIEW_ROLE_SENIOR;
  assert_unmet (fixture, "needs_root_cause needs_annotation");
  fixture->form->root_cause = g_strdup ("RC-X08");
  fixture->form->path = REVIEW_PATH_C;
  fixture->form->annotation = g_strdup ("Blocked after a call.");
  assert_unmet (fixture, "");
}

static void
test_escalation (Fixture *fixture, gconstpointer unused)
{
  ReviewForm *form = fixture->form;

  form->choice = REVIEW_CHOICE_ESCALATE;
  assert_unmet (fixture, "needs_escalation_reason needs_recommendation needs_checked "
                         "needs_root_cause needs_annotation");
  form->reason_codes = g_strsplit ("key_user invented", " ", -1);
  form->recommendation = REVIEW_RECOMMEND_UNDECIDED;
  form->checked = g_strdup ("Device.");
  form->root_cause = g_strdup ("RC-X08");
  form->path = REVIEW_PATH_C;
  form->annotation = g_strdup ("No clause.");
  assert_unmet (fixture, "unknown_escalation_reason");
  g_assert_cmpint (review_form_label (form, fixture->assessment), ==, 0);
}

/* What an unknown or foreign value does: refused with its field, never stored. */
static void
test_closed_lists (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *field = NULL;

  fixture->form->choice = REVIEW_CHOICE_BLOCK;
  fixture->form->reasoning = REVIEW_REASONING_SOUND;
  fixture->form->disposition = g_strdup ("old_one");
  assert_unmet (fixture, "unknown_disposition");
  g_assert_false (review_form_validate (fixture->form, &fixture->context, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  field = review_error_dup_field (error);
  g_assert_cmpstr (field, ==, "form.disposition");
  fixture->form->choice = REVIEW_CHOICE_PASS;
  fixture->form->recommendation = REVIEW_RECOMMEND_PASS;
  fixture->form->checked = g_strdup ("x");
  fixture->form->reason_codes = g_strsplit ("key_user", " ", -1);
  fixture->form->root_cause = g_strdup ("RC-NO");
  fixture->form->path = REVIEW_PATH_A;
  fixture->form->annotation = g_strdup ("x");
  fixture->form->annotation_language = g_strdup ("fr");
  assert_unmet (fixture, "unexpected_disposition unexpected_reason_codes "
                         "unexpected_recommendation unexpected_checked unknown_root_cause "
                         "unknown_language");
  g_autoptr (ReviewForm) trimmed = review_form_trim (fixture->form);

  g_assert_null (trimmed->disposition);
  g_assert_null (trimmed->reason_codes);
  g_assert_cmpint (trimmed->recommendation, ==, 0);
  g_assert_cmpstr (fixture->form->checked, ==, "x");
}

static void
test_root_cause_label (Fixture *fixture, gconstpointer unused)
{
  fixture->form->choice = REVIEW_CHOICE_BLOCK;
  fixture->form->disposition = g_strdup ("cancel_freeze");
  fixture->form->reasoning = REVIEW_REASONING_SOUND;
  fixture->form->root_cause = g_strdup ("RC-W01"); /* is for false positives */
  fixture->form->path = REVIEW_PATH_A;
  assert_unmet (fixture, "root_cause_not_for_label");
}

/* Nothing about ROCA is asked of somebody who has not seen it, or where it said nothing. */
static void
test_blind (Fixture *fixture, gconstpointer unused)
{
  fixture->form->choice = REVIEW_CHOICE_PASS;
  fixture->context.blind = TRUE;
  assert_unmet (fixture, "");
  fixture->context.blind = FALSE;
  fixture->context.assessment = NULL;
  assert_unmet (fixture, "");
}

static void
test_limits (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *most = g_strnfill (REVIEW_FORM_MAX_CHARS, 'x');

  fixture->form->choice = REVIEW_CHOICE_PASS;
  fixture->context.assessment = NULL;
  fixture->form->rationale = g_strdup (most);
  assert_unmet (fixture, "");
  g_free (fixture->form->rationale);
  fixture->form->rationale = g_strconcat (most, "x", NULL);
  assert_unmet (fixture, "text_over_limit");
}

/* Marks are on steps of the assessment that was seen, in their order, one for a step; without an
 * assessment on screen there is none. */
static void
test_step_marks (Fixture *fixture, gconstpointer unused)
{
  ReviewForm *form = fixture->form;
  ReviewStep *third = review_record_new (&review_step_type);
  g_autoptr (ReviewForm) copy = NULL;

  third->n = 3;
  g_ptr_array_add (fixture->assessment->steps, third);
  fixture->assessment->id = g_strdup ("a1");
  form->choice = REVIEW_CHOICE_BLOCK;
  form->disposition = g_strdup ("cancel_freeze");
  form->reasoning = REVIEW_REASONING_SOUND;
  review_form_set_mark (form, 3, REVIEW_STEP_MARK_WRONG);
  review_form_set_mark (form, 2, REVIEW_STEP_MARK_RIGHT);
  assert_unmet (fixture, "unknown_step_mark");
  form->marked = g_strdup ("a1");
  assert_unmet (fixture, "");
  g_assert_cmpint (review_form_get_mark (form, 2), ==, REVIEW_STEP_MARK_RIGHT);
  g_assert_cmpint (review_form_first_wrong (form), ==, 3);
  copy = review_record_copy (form);
  review_form_set_mark (form, 3, 0);
  g_assert_cmpint (review_form_first_wrong (form), ==, 0);
  g_assert_cmpint (review_form_first_wrong (copy), ==, 3);
  review_form_set_mark (form, 4, REVIEW_STEP_MARK_RIGHT);
  assert_unmet (fixture, "unknown_step_mark");
  review_form_set_mark (form, 4, 0);
  g_ptr_array_add (form->step_marks, review_record_ref (form->step_marks->pdata[0]));
  assert_unmet (fixture, "unknown_step_mark");
  fixture->context.assessment = NULL;
  fixture->context.blind = TRUE;
  assert_unmet (fixture, "unknown_step_mark");
}

/* What is left of marks when all were taken back is nothing. */
static void
test_no_step_marks (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ReviewForm) trimmed = NULL;

  review_form_set_mark (fixture->form, 2, REVIEW_STEP_MARK_WRONG);
  review_form_set_mark (fixture->form, 2, 0);
  g_assert_null (fixture->form->step_marks);
  fixture->form->marked = g_strdup ("a1");
  trimmed = review_form_trim (fixture->form);
  g_assert_null (trimmed->marked);
}

/* A sentence to the customer tells nothing that they must not know, names nobody, and goes only with
 * a decision that they hear of. */
static void
test_customer_reason (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *text;
    const char *unmet;
  } cases[] = {
    { "Please add the new address first.", "" },
    { " ", "" },
    { "We had to file a suspicious activity report.", "customer_reason_tips_off" },
    { "您的姓名命中制裁名单。", "customer_reason_tips_off" },
    { "Write to jane.doe@example.com.", "customer_reason_personal" },
  };
  ReviewCode *notice, *open = review_record_new (&review_code_type);

  add_code (fixture, "customer_notice", "not_made", NULL, FALSE);
  notice = fixture->catalog->codes->pdata[fixture->catalog->codes->len - 1];
  notice->message = review_text_new ("Your withdrawal was not made.", "您的提币未执行。");
  open->list = g_strdup ("disposition");
  open->code = g_strdup ("cancel_return");
  open->notice = g_strdup ("not_made");
  g_ptr_array_add (fixture->catalog->codes, open);
  fixture->form->choice = REVIEW_CHOICE_BLOCK;
  fixture->form->disposition = g_strdup ("cancel_return");
  fixture->form->reasoning = REVIEW_REASONING_SOUND;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_free (fixture->form->customer_reason);
      fixture->form->customer_reason = g_strdup (cases[i].text);
      assert_unmet (fixture, cases[i].unmet);
    }
  g_free (fixture->form->customer_reason);
  fixture->form->customer_reason = g_strdup ("Please wait.");
  g_free (fixture->form->disposition);
  fixture->form->disposition = g_strdup ("cancel_freeze"); /* of which nothing is said here */
  assert_unmet (fixture, "customer_reason_unread");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/form-rules/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("customer-reason", test_customer_reason);
  ADD ("agreement", test_agreement);
  ADD ("disagreement", test_disagreement);
  ADD ("annotation", test_annotation);
  ADD ("escalation-rule", test_escalation_rule);
  ADD ("key-user", test_key_user);
  ADD ("escalation", test_escalation);
  ADD ("closed-lists", test_closed_lists);
  ADD ("root-cause-label", test_root_cause_label);
  ADD ("blind", test_blind);
  ADD ("limits", test_limits);
  ADD ("step-marks", test_step_marks);
  ADD ("no-step-marks", test_no_step_marks);
  return g_test_run ();
}
