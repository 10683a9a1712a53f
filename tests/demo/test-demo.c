/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The generator: the same seed gives the same bytes, the oracle ranks as well as was asked for,
 * every planted error is there, and an arriving case does not carry its truth. */
#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "review-codec.h"
#include "review-demo.h"
#include "stats-binary.h"

#define NOW G_GINT64_CONSTANT (1795000000000000) /* 2026-11-18 */

static ReviewDemoOptions
get_options (guint64 seed, guint history, guint arriving)
{
  return (ReviewDemoOptions){ seed, NOW, history, arriving };
}

static void
test_deterministic (void)
{
  ReviewDemoOptions options = get_options (7, 40, 10);
  ReviewDemoOptions other = get_options (8, 40, 10);

  for (const char *const *type = review_demo_list_types (); *type != NULL; type++)
    for (guint i = 0; i < 50; i++)
      {
        g_autoptr (ReviewDemoCase) a = review_demo_make (&options, *type, i);
        g_autoptr (ReviewDemoCase) b = review_demo_make (&options, *type, i);
        g_autoptr (ReviewDemoCase) c = review_demo_make (&other, *type, i);

        g_assert_true (review_record_equal (a->intake, b->intake));
        g_assert_cmpfloat (a->probability, ==, b->probability);
        g_assert_cmpint (a->positive, ==, b->positive);
        g_assert_false (review_record_equal (a->intake, c->intake));
      }
  g_assert_null (review_demo_make (&options, "no_such_type", 0));
}

static void
test_oracle (void)
{
  const guint64 seeds[] = { 1, 20261122, 987654321 };
  const guint n = 1600;
  g_autofree double *probability = g_new (double, n);
  g_autofree guint8 *positive = g_new (guint8, n);

  for (guint s = 0; s < G_N_ELEMENTS (seeds); s++)
    for (const char *const *type = review_demo_list_types (); *type != NULL; type++)
      {
        ReviewDemoOptions options = get_options (seeds[s], n / 2, n / 2);
        double auc;
        guint positives = 0;

        for (guint i = 0; i < n; i++)
          {
            g_autoptr (ReviewDemoCase) one = review_demo_make (&options, *type, i);

            probability[i] = one->probability;
            positive[i] = one->positive ? 1 : 0;
            positives += one->positive ? 1 : 0;
          }
        auc = stats_auc (probability, positive, n);
        g_test_message ("%s seed %" G_GUINT64_FORMAT ": oracle AUC %.4f, %u of %u positive", *type,
                        seeds[s], auc, positives, n);
        g_assert_cmpfloat (auc, >, 0.95);
        g_assert_cmpfloat (auc, <, 0.99);
        g_assert_cmpuint (positives, >, n / 5);
        g_assert_cmpuint (positives, <, n / 2);
      }
}

/* Of the risk that truth is drawn from: among cases of risk p, a share p is positive. */
static void
test_oracle_is_calibrated (void)
{
  ReviewDemoOptions options = get_options (3, 1600, 0);
  double expected[4] = { 0 };
  double seen[4] = { 0 };

  for (guint i = 0; i < options.history; i++)
    {
      g_autoptr (ReviewDemoCase) one = review_demo_make (&options, "withdrawal_anomaly", i);
      guint bin = MIN (3, (guint) (one->probability * 4));

      expected[bin] += one->probability;
      seen[bin] += one->positive ? 1 : 0;
    }
  for (guint b = 0; b < 4; b++)
    g_assert_cmpfloat (fabs (seen[b] - expected[b]), <, 4 * sqrt (expected[b]) + 1);
}

/* How often each planted error is found among the cases of one type: "H code" in the history,
 * "A code" among the arriving. */
static GHashTable *
count_planted (const ReviewDemoOptions *options, const char *type)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < options->history + options->arriving; i++)
    {
      g_autoptr (ReviewDemoCase) one = review_demo_make (options, type, i);
      char *key = g_strdup_printf ("%c %s", i < options->history ? 'H' : 'A',
                                   one->planted != NULL ? one->planted : "none");
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

      g_hash_table_replace (counts, key, GUINT_TO_POINTER (n + 1));
    }
  return counts;
}

static guint
get_count (GHashTable *counts, char where, const char *code)
{
  g_autofree char *key = g_strdup_printf ("%c %s", where, code);

  return GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));
}

static void
test_planted (void)
{
  static const struct
  {
    const char *type;
    const char *code;
    gboolean history;  /* must be found there */
    gboolean arriving; /* must be found there */
  } planted[] = {
    { "withdrawal_anomaly", "RC-W01", FALSE, TRUE }, /* A weight: too rare in the history */
    { "withdrawal_anomaly", "RC-W05", TRUE, TRUE },  /* A feature: nobody reads it */
    { "withdrawal_anomaly", "RC-W10", TRUE, TRUE },  /* B: a segment's threshold */
    { "withdrawal_anomaly", "RC-X08", TRUE, TRUE },  /* C: no clause */
    { "withdrawal_anomaly", "RC-X10", TRUE, FALSE }, /* E: one reviewer misreads */
    { "withdrawal_anomaly", "RC-X03", TRUE, TRUE },  /* N: not knowable */
    { "poa_review", "RC-P01", FALSE, TRUE },
    { "poa_review", "RC-P10", TRUE, TRUE },
    { "poa_review", "RC-X08", TRUE, TRUE },
    { "poa_review", "RC-P03", TRUE, TRUE }, /* D: a week of wrong dates */
    { "poa_review", "RC-X10", TRUE, FALSE },
    { "poa_review", "RC-X03", TRUE, TRUE },
    { "kyc_audit", "RC-K01", FALSE, TRUE },
    { "kyc_audit", "RC-K08", TRUE, TRUE },
    { "kyc_audit", "RC-X08", TRUE, TRUE },
    { "kyc_audit", "RC-K03", TRUE, TRUE },
    { "kyc_audit", "RC-X10", TRUE, FALSE },
    { "kyc_audit", "RC-X03", TRUE, TRUE },
    { "ato", "RC-A01", FALSE, TRUE }, /* A weight: too rare in the history */
    { "ato", "RC-A06", TRUE, TRUE },  /* A feature: switched off */
    { "ato", "RC-A10", FALSE, TRUE }, /* D: a week of wrong places */
    { "ato", "RC-X08", TRUE, TRUE },
    { "ato", "RC-X10", TRUE, FALSE },
    { "ato", "RC-X03", TRUE, TRUE },
    { "reset_2fa", "RC-R08", TRUE, TRUE },  /* B: large accounts need another threshold */
    { "reset_2fa", "RC-X05", FALSE, TRUE }, /* D: the carriers' source is late */
    { "reset_2fa", "RC-X08", TRUE, TRUE },
    { "reset_2fa", "RC-X10", TRUE, FALSE },
    { "reset_2fa", "RC-X03", TRUE, TRUE },
  };
  ReviewDemoOptions options = get_options (20261122, 1500, 600);
  g_autoptr (GHashTable) by_type =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_hash_table_unref);

  for (const char *const *type = review_demo_list_types (); *type != NULL; type++)
    g_hash_table_insert (by_type, (gpointer) *type, count_planted (&options, *type));
  for (guint i = 0; i < G_N_ELEMENTS (planted); i++)
    {
      GHashTable *counts = g_hash_table_lookup (by_type, planted[i].type);
      guint before = get_count (counts, 'H', planted[i].code);
      guint after = get_count (counts, 'A', planted[i].code);

      g_test_message ("%s %s: %u in the history, %u arriving", planted[i].type, planted[i].code,
                      before, after);
      g_assert_true (!planted[i].history || before >= 3);
      g_assert_true (!planted[i].arriving || after >= 3);
      if (g_str_has_suffix (planted[i].code, "01")) /* under-represented in the history */
        g_assert_cmpfloat (before / 1500.0, <, 0.25 * after / 600.0);
    }
}

/* A week of wrong dates: the document's age as read contradicts the billing period. */
static void
test_wrong_dates (void)
{
  ReviewDemoOptions options = get_options (5, 1500, 300);
  guint wrong = 0;

  for (guint i = 0; i < 1800; i++)
    {
      g_autoptr (ReviewDemoCase) one = review_demo_make (&options, "poa_review", i);

      if (g_strcmp0 (one->planted, "RC-P03") != 0)
        continue;
      wrong++;
      g_assert_cmpint (one->intake->opened_at, >=, NOW - 7 * REVIEW_DAY);
    }
  g_assert_cmpuint (wrong, >=, 5);
}

/* What one arriving or past case has to be, whatever its type. */
static void
check_intake (const ReviewIntake *intake, gboolean history, GHashTable *ids)
{
  gint64 points = 0;
  gboolean key_reason = FALSE;

  g_assert_true (g_hash_table_add (ids, g_strdup (intake->external_id)));
  g_assert_cmpstr (intake->schema, ==, REVIEW_INTAKE_SCHEMA);
  g_assert_cmpint (intake->opened_at, <=, NOW);
  g_assert_cmpint (intake->opened_at, >, history ? NOW - 121 * REVIEW_DAY : NOW - 4 * REVIEW_HOUR);
  for (guint i = 0; i < intake->evidence->len; i++)
    {
      const ReviewEvidence *row = intake->evidence->pdata[i];

      g_assert_cmpint (row->at, <=, intake->as_of);
      g_assert_cmpint (row->at, >, 0);
      g_assert_null (review_fields_get (row->fields, "truth"));
    }
  for (guint i = 0; i < intake->priority_reasons->len; i++)
    {
      const ReviewPriorityReason *reason = intake->priority_reasons->pdata[i];

      points += reason->points;
      key_reason |= reason->key_user_reason;
    }
  g_assert_cmpint (intake->priority, ==, MIN (points, 100));
  g_assert_true (review_priority_is_key_user (intake->priority) == key_reason);
}

static void
test_cases (void)
{
  ReviewDemoOptions options = get_options (11, 300, 200);

  for (const char *const *type = review_demo_list_types (); *type != NULL; type++)
    {
      g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      guint key_users = 0;

      for (guint i = 0; i < 500; i++)
        {
          g_autoptr (ReviewDemoCase) one = review_demo_make (&options, *type, i);

          check_intake (one->intake, i < 300, ids);
          g_assert_true ((one->intake->truth != NULL) == (i < 300));
          key_users += review_priority_is_key_user (one->intake->priority) ? 1 : 0;
        }
      g_test_message ("%s: %u key users of 500", *type, key_users);
      g_assert_cmpuint (key_users, >, 20);
      g_assert_cmpuint (key_users, <, 90);
    }
}

/* Neither an arriving case as JSON nor its evidence says what only the generator knows. */
static void
test_truth_is_hidden (void)
{
  static const char *const words[] = { "truth",   "positive", "probability", "scenario",
                                       "planted", "takeover", "deceived",    "RC-" };
  ReviewDemoOptions options = get_options (11, 0, 100);

  for (const char *const *type = review_demo_list_types (); *type != NULL; type++)
    for (guint i = 0; i < 100; i++)
      {
        g_autoptr (ReviewDemoCase) one = review_demo_make (&options, *type, i);
        g_autofree char *json = review_encode_private (one->intake);

        for (guint w = 0; w < G_N_ELEMENTS (words); w++)
          g_assert_null (strstr (json, words[w]));
      }
}

/* What comes back through the strict codec is the same record. */
static void
test_wire (void)
{
  ReviewDemoOptions options = get_options (2, 20, 20);

  for (const char *const *type = review_demo_list_types (); *type != NULL; type++)
    for (guint i = 0; i < 40; i++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (ReviewDemoCase) one = review_demo_make (&options, *type, i);
        g_autofree char *json = review_encode (one->intake);
        g_autoptr (ReviewIntake) back = review_decode (&review_intake_type, json, -1, &error);
        g_autofree char *again = back != NULL ? review_encode (back) : NULL;

        g_assert_no_error (error);
        g_assert_cmpstr (json, ==, again);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/deterministic", test_deterministic);
  g_test_add_func ("/demo/oracle", test_oracle);
  g_test_add_func ("/demo/oracle-calibrated", test_oracle_is_calibrated);
  g_test_add_func ("/demo/planted", test_planted);
  g_test_add_func ("/demo/wrong-dates", test_wrong_dates);
  g_test_add_func ("/demo/cases", test_cases);
  g_test_add_func ("/demo/truth-is-hidden", test_truth_is_hidden);
  g_test_add_func ("/demo/wire", test_wire);
  return g_test_run ();
}
