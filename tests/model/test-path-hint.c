/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case points to, and in which order root causes are offered. */
#include <glib.h>

#include "review-cause.h"
#include "review-path-hint.h"

typedef struct
{
  ReviewAssessment *said;
  ReviewForm *form;
} Fixture;

static ReviewStep *
add_step (Fixture *f, gint64 n)
{
  ReviewStep *step = review_record_new (&review_step_type);

  step->n = n;
  g_ptr_array_add (f->said->steps, step);
  return step;
}

static void
add_signal (Fixture *f, const char *feature, double contribution)
{
  ReviewSignal *signal = review_record_new (&review_signal_type);

  signal->feature = g_strdup (feature);
  signal->name = review_text_new (feature, NULL);
  signal->contribution = contribution;
  g_ptr_array_add (f->said->signals, signal);
}

/* ROCA says block at 0.9, far from its cut; the person passes: a false positive. */
static void
set_up (Fixture *f, gconstpointer unused)
{
  f->said = review_record_new (&review_assessment_type);
  f->said->verdict = REVIEW_VERDICT_BLOCK;
  f->said->verdict_cut = 0.5;
  f->said->risk = 0.9;
  f->said->steps = review_records_new ();
  f->said->signals = review_records_new ();
  add_signal (f, "age", -2.0);
  add_signal (f, "amount", 1.5);
  add_signal (f, "device", 0.7);
  add_step (f, 1);
  f->form = review_record_new (&review_form_type);
  f->form->choice = REVIEW_CHOICE_PASS;
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  review_record_unref (f->said);
  review_record_unref (f->form);
}

static ReviewPathHint
assert_hint (Fixture *f, int path, ReviewPathFact fact)
{
  ReviewPathHint hint = review_path_hint (f->form, f->said);

  g_assert_cmpint (hint.path, ==, path);
  g_assert_cmpint (hint.fact, ==, fact);
  return hint;
}

/* Wrong and sure of it: the signal that pushed most towards the verdict, not the strongest one. */
static void
test_one_signal (Fixture *f, gconstpointer unused)
{
  ReviewPathHint hint = assert_hint (f, REVIEW_PATH_A, REVIEW_PATH_FACT_ONE_SIGNAL);

  g_assert_cmpstr (hint.feature, ==, "amount");
  g_assert_cmpstr (review_text_get (hint.name, "en"), ==, "amount");
  f->said->verdict = REVIEW_VERDICT_PASS;
  f->said->risk = 0.1;
  f->form->choice = REVIEW_CHOICE_BLOCK;
  hint = assert_hint (f, REVIEW_PATH_A, REVIEW_PATH_FACT_ONE_SIGNAL);
  g_assert_cmpstr (hint.feature, ==, "age");
}

static void
test_near_cut (Fixture *f, gconstpointer unused)
{
  f->said->risk = 0.54;
  g_assert_cmpfloat (assert_hint (f, REVIEW_PATH_B, REVIEW_PATH_FACT_NEAR_CUT).distance, <, 0.05);
  f->said->risk = 0.56;
  assert_hint (f, REVIEW_PATH_A, REVIEW_PATH_FACT_ONE_SIGNAL);
}

/* The SOP first, then the data: without either there is no truth to move a threshold by. */
static void
test_order (Fixture *f, gconstpointer unused)
{
  ReviewStep *gap = add_step (f, 2), *stale = add_step (f, 3), *unseen = add_step (f, 4);
  ReviewCitation *citation = review_record_new (&review_citation_type);

  unseen->not_in_model = TRUE;
  unseen->direction = REVIEW_DIRECTION_LOWERS;
  g_assert_cmpint (assert_hint (f, REVIEW_PATH_A, REVIEW_PATH_FACT_NOT_IN_MODEL).step, ==, 4);
  citation->status = REVIEW_CITATION_CHANGED;
  stale->citations = review_records_new ();
  g_ptr_array_add (stale->citations, citation);
  g_assert_cmpint (assert_hint (f, REVIEW_PATH_D, REVIEW_PATH_FACT_CITATION).step, ==, 3);
  gap->no_clause = TRUE;
  gap->features = g_strsplit ("device", " ", -1);
  f->said->risk = 0.51;
  g_assert_cmpstr (assert_hint (f, REVIEW_PATH_C, REVIEW_PATH_FACT_NO_CLAUSE).feature, ==,
                   "device");
}

/* Who was said to be right is not to blame; who was said to be wrong comes first. */
static void
test_marks (Fixture *f, gconstpointer unused)
{
  add_step (f, 2)->no_clause = TRUE;
  add_step (f, 3)->no_clause = TRUE;
  review_form_set_mark (f->form, 3, REVIEW_STEP_MARK_WRONG);
  g_assert_cmpint (assert_hint (f, REVIEW_PATH_C, REVIEW_PATH_FACT_NO_CLAUSE).step, ==, 3);
  review_form_set_mark (f->form, 3, REVIEW_STEP_MARK_RIGHT);
  g_assert_cmpint (assert_hint (f, REVIEW_PATH_C, REVIEW_PATH_FACT_NO_CLAUSE).step, ==, 2);
  review_form_set_mark (f->form, 2, REVIEW_STEP_MARK_RIGHT);
  assert_hint (f, REVIEW_PATH_A, REVIEW_PATH_FACT_ONE_SIGNAL);
}

/* Something is missing in every case; it counts where a step is said to be wrong, or decides. */
static void
test_missing (Fixture *f, gconstpointer unused)
{
  ReviewStep *step = add_step (f, 2);

  step->missing = g_strsplit ("sim_change", " ", -1);
  assert_hint (f, REVIEW_PATH_A, REVIEW_PATH_FACT_ONE_SIGNAL);
  review_form_set_mark (f->form, 2, REVIEW_STEP_MARK_WRONG);
  g_assert_cmpint (assert_hint (f, REVIEW_PATH_D, REVIEW_PATH_FACT_MISSING).step, ==, 2);
}

static void
test_agreement (Fixture *f, gconstpointer unused)
{
  f->form->choice = REVIEW_CHOICE_BLOCK;
  assert_hint (f, 0, REVIEW_PATH_FACT_NONE);
  f->form->reasoning = REVIEW_REASONING_SOUND;
  assert_hint (f, REVIEW_PATH_N, REVIEW_PATH_FACT_SOUND);
  f->form->reasoning = REVIEW_REASONING_FLAWED;
  assert_hint (f, REVIEW_PATH_A, REVIEW_PATH_FACT_FLAWED);
  g_assert_cmpint (review_path_hint (f->form, NULL).path, ==, 0);
}

static ReviewCode *
code_new (const char *code, const char *type, int path)
{
  ReviewCode *self = review_record_new (&review_code_type);

  self->code = g_strdup (code);
  self->path = path;
  if (type != NULL)
    self->types = g_strsplit (type, " ", -1);
  return self;
}

static char *
join (GPtrArray *codes)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < codes->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "", ((ReviewCode *) codes->pdata[i])->code);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
assert_order (GPtrArray *codes,
              const ReviewCauseCounts *counts,
              int reasoning,
              const char *expected)
{
  g_autofree char *order = NULL;

  review_root_causes_sort (codes, counts, reasoning);
  order = join (codes);
  g_assert_cmpstr (order, ==, expected);
}

static void
test_frequent_first (void)
{
  g_autoptr (GPtrArray) codes = review_records_new ();
  g_autoptr (ReviewCauseCounts) counts = review_record_new (&review_cause_counts_type);
  const char *const given[] = { "W3", "X3" };

  g_ptr_array_add (codes, code_new ("X3", NULL, REVIEW_PATH_N));
  g_ptr_array_add (codes, code_new ("W1", "w", REVIEW_PATH_A));
  g_ptr_array_add (codes, code_new ("W2", "w", REVIEW_PATH_B));
  g_ptr_array_add (codes, code_new ("W3", "w", REVIEW_PATH_C));
  assert_order (codes, NULL, 0, "W1 W2 W3 X3");
  counts->counts = review_records_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (given); i++)
    {
      ReviewRootCauseCount *one = review_record_new (&review_root_cause_count_type);

      one->code = g_strdup (given[i]);
      one->n = 7 - (gint64) i;
      g_ptr_array_add (counts->counts, one);
    }
  assert_order (codes, counts, 0, "W3 X3 W1 W2");
  /* What is repaired does not suit reasoning that was sound, however often it is given. */
  assert_order (codes, counts, REVIEW_REASONING_SOUND, "X3 W3 W1 W2");
  assert_order (codes, counts, REVIEW_REASONING_FLAWED, "W3 W1 W2 X3");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/path-hint/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("one-signal", test_one_signal);
  ADD ("near-cut", test_near_cut);
  ADD ("order", test_order);
  ADD ("marks", test_marks);
  ADD ("missing", test_missing);
  ADD ("agreement", test_agreement);
  g_test_add_func ("/causes/frequent-first", test_frequent_first);
  return g_test_run ();
}
