/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a feature may know: nothing later than as_of, no absolute time, no order of rows; and that
 * the numbers are right where they can be worked out by hand. */
#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "review-error.h"
#include "review-time.h"
#include "roca-fixture.h"

static double
get (const RocaSchema *schema, const RocaFeatures *features, const char *id)
{
  int column = roca_schema_find (schema, id);

  g_assert_cmpint (column, >=, 0);
  return roca_features_get_values (features)[column];
}

static void
test_table (void)
{
  g_autoptr (RocaSchema) schema = roca_schema_new (NULL, NULL, "withdrawal_anomaly");
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) list =
      roca_extractor_list_features (roca_extractor_find ("withdrawal_anomaly"));

  g_assert_cmpuint (schema->columns->len, >=, 100);
  g_assert_cmpuint (list->len, ==, schema->columns->len);
  for (guint i = 0; i < schema->columns->len; i++)
    {
      const RocaColumn *column = schema->columns->pdata[i];

      g_test_message ("%s", column->id);
      g_assert_true (g_hash_table_add (ids, column->id));
      g_assert_cmpint ((int) strlen (column->name->en), >, 2);
      g_assert_cmpint (g_utf8_strlen (column->name->zh_cn, -1), >, 1);
      g_assert_true (strlen (column->name->zh_cn)
                     > (gsize) g_utf8_strlen (column->name->zh_cn, -1));
      g_assert_cmpint ((int) strlen (column->meaning->en), >, 15);
      g_assert_nonnull (column->unit);
      g_assert_cmpint (column->version, >=, 1);
      g_assert_cmpuint (column->reads, !=, 0);
    }
}

static ReviewIntake *
copy_rows (const ReviewIntake *intake)
{
  ReviewIntake *copy = review_record_copy (intake);
  GPtrArray *rows = review_records_new ();

  for (guint i = 0; i < intake->evidence->len; i++)
    g_ptr_array_add (rows, review_record_copy (intake->evidence->pdata[i]));
  g_ptr_array_unref (copy->evidence);
  copy->evidence = rows;
  return copy;
}

static void
shuffle (GPtrArray *rows, guint seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = rows->len; i > 1; i--)
    {
      gint32 j = g_rand_int_range (rand, 0, (gint32) i);
      gpointer swap = rows->pdata[i - 1];

      rows->pdata[i - 1] = rows->pdata[j];
      rows->pdata[j] = swap;
    }
}

/* The trap of the real data: its classes were collected in different years. */
static void
test_shift_and_shuffle (void)
{
  for (guint seed = 0; seed < 60; seed++)
    {
      g_autoptr (ReviewIntake) intake = fixture_random_case (seed);
      g_autoptr (ReviewIntake) moved = copy_rows (intake);
      gint64 shift = (gint64) 3 * 365 * REVIEW_DAY + 12345 * REVIEW_SECOND;

      for (guint i = 0; i < moved->evidence->len; i++)
        ((ReviewEvidence *) moved->evidence->pdata[i])->at += shift;
      shuffle (moved->evidence, seed);
      fixture_check_same (intake, 0, moved, 0);
      fixture_check_same (intake, T0 + 90 * REVIEW_HOUR, moved, T0 + 90 * REVIEW_HOUR + shift);
    }
}

/* What the features must not read is changed: nothing happens. */
static void
test_blind_to_era (void)
{
  static const char *const blind[] = { "fee",     "block",  "gas_price", "nonce",
                                       "tx_type", "method", "hash",      NULL };

  for (guint seed = 0; seed < 20; seed++)
    {
      g_autoptr (ReviewIntake) intake = fixture_random_case (seed);
      g_autoptr (ReviewIntake) other = copy_rows (intake);

      for (guint i = 0; i < other->evidence->len; i++)
        {
          ReviewEvidence *row = other->evidence->pdata[i];
          GPtrArray *fields = review_records_new ();
          g_autofree char *value = g_strdup_printf ("%u", 1000 + i * 7919 % 101);

          for (guint f = 0; f < row->fields->len; f++)
            g_ptr_array_add (fields, review_record_ref (row->fields->pdata[f]));
          g_ptr_array_unref (row->fields);
          row->fields = fields;
          for (guint b = 0; blind[b] != NULL; b++)
            fixture_field (row, blind[b], value);
        }
      fixture_check_same (intake, 0, other, 0);
    }
}

/* As of a moment, rows after it do not exist: not in the values and not among the labels. */
static void
test_as_of (void)
{
  for (guint seed = 0; seed < 60; seed++)
    {
      g_autoptr (ReviewIntake) whole = fixture_random_case (seed);
      g_autoptr (ReviewIntake) early = copy_rows (whole);
      gint64 as_of = T0 + (gint64) seed * REVIEW_HOUR;

      for (guint i = early->evidence->len; i-- > 0;)
        if (((ReviewEvidence *) early->evidence->pdata[i])->at > as_of)
          g_ptr_array_remove_index (early->evidence, i);
      fixture_check_same (whole, as_of, early, as_of);
    }
}

static void
test_evidence_labels (void)
{
  g_autoptr (RocaSchema) schema = roca_schema_new (NULL, NULL, "withdrawal_anomaly");
  g_autoptr (ReviewIntake) intake = fixture_withdrawal ();
  gint64 cut = T0 + 100 * REVIEW_DAY - 100 * REVIEW_MINUTE, count = 0;
  g_autoptr (RocaFeatures) features = roca_extract (schema, intake, 0);
  g_autoptr (RocaFeatures) early = roca_extract (schema, intake, cut);
  guint in_sum = (guint) roca_schema_find (schema, "in_sum");
  guint out_sum = (guint) roca_schema_find (schema, "out_sum");
  g_auto (GStrv) in = roca_features_dup_evidence (features, in_sum, 12, &count);
  g_auto (GStrv) out = NULL;

  g_assert_cmpint (count, ==, 1);
  g_assert_cmpstr (in[0], ==, "E9");
  g_assert_null (in[1]);
  out = roca_features_dup_evidence (features, out_sum, 2, &count);
  g_assert_cmpint (count, ==, 5);
  g_assert_cmpuint (g_strv_length (out), ==, 2);
  g_assert_cmpstr (out[0], ==, "E6");
  g_assert_null (roca_features_dup_evidence (early, in_sum, 12, &count));
  g_assert_cmpint (count, ==, 0);
}

/* Three in (2, 1, 1), two out (3, 0.9), one failed: everything by hand. */
static void
test_by_hand (void)
{
  g_autoptr (ReviewIntake) intake = fixture_intake ("withdrawal_anomaly", "0xme");
  ReviewEvidence *failed;

  fixture_move (intake, T0, "in", 2, "a");
  fixture_move (intake, T0 + 1 * REVIEW_HOUR, "in", 1, "b");
  fixture_move (intake, T0 + 2 * REVIEW_HOUR, "out", 3, "c");
  fixture_move (intake, T0 + 10 * REVIEW_HOUR, "in", 1, "a");
  fixture_move (intake, T0 + 50 * REVIEW_HOUR, "out", 0.9, "a");
  failed = fixture_move (intake, T0 + 51 * REVIEW_HOUR, "out", 7, "c");
  fixture_field (failed, "failed", "true");
  fixture_check_value (intake, "tx_count", 6);
  fixture_check_value (intake, "in_sum", 4);
  fixture_check_value (intake, "out_sum", 3.9);
  fixture_check_value (intake, "in_median", 1);
  fixture_check_value (intake, "in_std", sqrt (1.0 / 3));
  fixture_check_value (intake, "in_gini", 1.0 / 6);
  fixture_check_value (intake, "out_in_ratio", 3.9 / 4);
  fixture_check_value (intake, "failed_share", 1.0 / 6);
  fixture_check_value (intake, "in_repeat_share", 2.0 / 3);
  fixture_check_value (intake, "lifetime", 51);
  fixture_check_value (intake, "gap_median", 1);
  fixture_check_value (intake, "gap_max", 40);
  fixture_check_value (intake, "gap_1h_share", 3.0 / 5);
  fixture_check_value (intake, "first_dwell", 2);
  fixture_check_value (intake, "last_lag", 40);
  fixture_check_value (intake, "busiest_hour", 2);
  fixture_check_value (intake, "active_days", 2);
  fixture_check_value (intake, "counterparties", 3);
  fixture_check_value (intake, "payers", 2);
  fixture_check_value (intake, "payees", 2);
  fixture_check_value (intake, "payers_once_share", 0.5);
  fixture_check_value (intake, "both_ways_share", 1.0 / 3);
  fixture_check_value (intake, "both_ways_value", 0.9 / 3.9);
  fixture_check_value (intake, "in_entropy",
                       -(2.0 / 3 * log (2.0 / 3) + 1.0 / 3 * log (1.0 / 3)) / log (2));
  fixture_check_value (intake, "balance_max", 3);
  fixture_check_value (intake, "balance_final_ratio", 0.1 / 3);
  fixture_check_value (intake, "drain_count", 1);
  fixture_check_value (intake, "max_drain", 1);
  fixture_check_value (intake, "hold_mean", (2 * 2 + 1 * 1 + 0.9 * 40) / 3.9);
  fixture_check_value (intake, "pass_through_share", 0.25);
  fixture_check_value (intake, "turn_share", 3.0 / 4);
  fixture_check_value (intake, "longest_in_run", 2);
  fixture_check_value (intake, "token_count", 0);
  fixture_check_value (intake, "amount_usd", NAN);
  fixture_check_value (intake, "hours_since_security_change", NAN);
}

static void
test_request (void)
{
  g_autoptr (ReviewIntake) intake = fixture_withdrawal ();

  fixture_check_value (intake, "amount_usd", 18000);
  fixture_check_value (intake, "amount_to_median_90d", 60);
  fixture_check_value (intake, "amount_to_max_90d", 36);
  fixture_check_value (intake, "asset_share", 0.9);
  fixture_check_value (intake, "destination_age_hours", 14.0 / 60);
  fixture_check_value (intake, "destination_first_use", 1);
  fixture_check_value (intake, "destination_lookalike", 1);
  fixture_check_value (intake, "destination_self_hosted", 1);
  fixture_check_value (intake, "periodic_match", 0);
  fixture_check_value (intake, "payers_unrelated", 1);
  fixture_check_value (intake, "dwell_minutes_median", 90);
  fixture_check_value (intake, "no_trading", 1);
  fixture_check_value (intake, "hours_since_security_change", 125.0 / 60);
  fixture_check_value (intake, "password_reset_24h", 1);
  fixture_check_value (intake, "security_change_new_device", 1);
  fixture_check_value (intake, "hours_since_new_device", 130.0 / 60);
  fixture_check_value (intake, "device_known", 0);
  fixture_check_value (intake, "new_place", 1);
  fixture_check_value (intake, "account_age_d", 412);
  fixture_check_value (intake, "exposure_direct", NAN);
}

/* Six monthly payments of about one size, and the seventh is asked for. */
static void
test_periodic (void)
{
  g_autoptr (ReviewIntake) intake = fixture_intake ("withdrawal_anomaly", "wd-2");
  ReviewEvidence *row;

  for (int i = 0; i < 6; i++)
    fixture_move (intake, T0 + i * 30 * REVIEW_DAY, "out", 5 + 0.1 * i, "0xlandlord");
  row = fixture_event (intake, T0 + 6 * 30 * REVIEW_DAY, "withdrawal_request");
  fixture_field (row, "amount", "5.4");
  fixture_field (row, "destination", "0xLANDLORD");
  fixture_check_value (intake, "periodic_match", 1);
  fixture_check_value (intake, "same_pattern_count", 6);
  fixture_check_value (intake, "destination_first_use", 0);
  fixture_check_value (intake, "destination_lookalike", 0);
  row->at += 200 * REVIEW_DAY;
  fixture_check_value (intake, "periodic_match", 0);
}

/* Security is recorded and nothing happened: that is not "missing". */
static void
test_never_is_not_missing (void)
{
  g_autoptr (ReviewIntake) intake = fixture_intake ("withdrawal_anomaly", "wd-3");
  ReviewEvidence *login;

  fixture_event (intake, T0 + REVIEW_DAY, "withdrawal_request");
  fixture_check_value (intake, "hours_since_security_change", NAN);
  login = fixture_row (intake, REVIEW_EVIDENCE_LOGIN, T0);
  fixture_field (login, "known_device", "true");
  fixture_check_value (intake, "hours_since_security_change", 365 * 24);
  fixture_check_value (intake, "security_changes_72h", 0);
}

/* What a source does not say of a row is missing, and never the harmless answer. */
static void
test_not_said (void)
{
  g_autoptr (ReviewIntake) intake = fixture_intake ("withdrawal_anomaly", "wd-4");
  ReviewEvidence *login, *change, *screening;

  fixture_event (intake, T0 + REVIEW_DAY, "withdrawal_request");
  change = fixture_event (intake, T0 + 23 * REVIEW_HOUR, "password_reset");
  fixture_check_value (intake, "logins_24h", NAN);
  fixture_check_value (intake, "unknown_device_logins_72h", NAN);
  fixture_check_value (intake, "security_change_new_device", NAN);
  login = fixture_row (intake, REVIEW_EVIDENCE_LOGIN, 0);
  fixture_field (login, "device", "phone");
  fixture_field (change, "device", "phone");
  fixture_check_value (intake, "security_change_new_device", 1);
  fixture_row (intake, REVIEW_EVIDENCE_LOGIN, T0);
  fixture_check_value (intake, "logins_24h", 1);
  fixture_check_value (intake, "unknown_device_logins_72h", NAN);
  fixture_check_value (intake, "places_7d", NAN);
  screening = fixture_row (intake, REVIEW_EVIDENCE_SCREENING, T0);
  fixture_field (screening, "match", "none");
  fixture_check_value (intake, "exposure_direct", NAN);
  fixture_check_value (intake, "exposure_indirect_share", NAN);
  fixture_field (screening, "exposure", "indirect");
  fixture_check_value (intake, "exposure_direct", 0);
  fixture_check_value (intake, "exposure_indirect_share", NAN);
}

static void
test_supplied (void)
{
  g_autoptr (ReviewCatalog) catalog = fixture_poa_catalog ();
  g_autoptr (RocaSchema) schema = roca_schema_new (catalog, NULL, "poa_check");
  g_autoptr (RocaSchema) none = roca_schema_new (catalog, NULL, "no_such_type");
  g_autoptr (ReviewIntake) intake = fixture_poa_case (2, 33);
  g_autoptr (RocaFeatures) features = roca_extract (schema, intake, 0);

  g_assert_null (schema->extractor);
  g_assert_cmpuint (schema->columns->len, ==, 4 + 3);
  g_assert_cmpuint (none->columns->len, ==, 0);
  g_assert_cmpfloat_with_epsilon (get (schema, features, "forgery_signs"), 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (get (schema, features, "document_age_days"), 33, 1e-9);
  g_assert_true (isnan (get (schema, features, "sometimes")));
}

static void
supply (ReviewIntake *intake, const char *name, double value)
{
  ReviewFeatureValue *feature = review_record_new (&review_feature_value_type);

  feature->name = g_strdup (name);
  feature->value = value;
  g_ptr_array_add (intake->features, feature);
}

/* Supplied values and the extractor's are joined by name: evidence goes first, and what it leaves
 * open is taken as supplied, with no row behind it. */
static void
test_join (void)
{
  g_autoptr (ReviewIntake) intake = fixture_withdrawal ();
  g_autoptr (ReviewIntake) bare = fixture_intake ("withdrawal_anomaly", "wd-bare");
  g_autoptr (RocaSchema) schema = roca_schema_new (NULL, NULL, "withdrawal_anomaly");
  g_autoptr (RocaFeatures) features = NULL;
  g_autoptr (RocaFeatures) alone = NULL;
  guint asset_share = (guint) roca_schema_find (schema, "asset_share");
  guint exposure = (guint) roca_schema_find (schema, "exposure_direct");

  supply (intake, "asset_share", 0.01);
  supply (intake, "exposure_direct", 1);
  features = roca_extract (schema, intake, 0);
  g_assert_cmpfloat_with_epsilon (get (schema, features, "asset_share"), 0.9, 1e-9);
  g_assert_false (roca_features_is_supplied (features, asset_share));
  g_assert_cmpfloat_with_epsilon (get (schema, features, "exposure_direct"), 1, 1e-9);
  g_assert_true (roca_features_is_supplied (features, exposure));
  g_assert_null (roca_features_dup_evidence (features, exposure, 9, NULL));
  for (guint i = 0; i < schema->columns->len; i++)
    supply (bare, ((RocaColumn *) schema->columns->pdata[i])->id, 7.5 + i);
  alone = roca_extract (schema, bare, 0);
  for (guint i = 0; i < schema->columns->len; i++)
    g_assert_cmpfloat_with_epsilon (roca_features_get_values (alone)[i], 7.5 + i, 1e-9);
}

/* A name that the type does not have, a value that its unit does not allow: named, not dropped. */
static void
test_check_supplied (void)
{
  const struct
  {
    const char *name;
    double value;
    const char *field; /* NULL: right */
  } table[] = { { "scam_signs", 2, NULL },
                { "age", -0.7, NULL }, /* on a scale of its own */
                { "asset_share", 0.4, NULL },
                { "asset_share", NAN, NULL },
                { "tx_count", 0, NULL },
                { "asset_shares", 0.4, "features[0].name" },
                { "clause:WD-1", 1, "features[0].name" },
                { "tx_count", -1, "features[0].value" },
                { "destination_first_use", 0.5, "features[0].value" },
                { "destination_age_hours", -3, "features[0].value" } };
  g_autoptr (ReviewCatalog) catalog = fixture_poa_catalog ();
  ReviewFeatureDef *extra = review_record_new (&review_feature_def_type);
  g_autoptr (ReviewIntake) unknown = fixture_intake ("not_described_yet", "x");

  extra->case_type = g_strdup ("withdrawal_anomaly");
  extra->id = g_strdup ("scam_signs");
  extra->unit = g_strdup ("count");
  g_ptr_array_add (catalog->features, extra);
  extra = review_record_new (&review_feature_def_type);
  extra->case_type = g_strdup ("withdrawal_anomaly");
  extra->id = g_strdup ("age");
  extra->unit = g_strdup ("");
  g_ptr_array_add (catalog->features, extra);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (ReviewIntake) intake = fixture_intake ("withdrawal_anomaly", "x");
      g_autoptr (GError) error = NULL;
      g_autofree char *field = NULL;

      supply (intake, table[i].name, table[i].value);
      g_assert_cmpint (roca_check_supplied (catalog, intake, &error), ==, table[i].field == NULL);
      if (table[i].field == NULL)
        continue;
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
      field = review_error_dup_field (error);
      g_assert_cmpstr (field, ==, table[i].field);
      g_assert_nonnull (strstr (error->message, table[i].name));
    }
  supply (unknown, "anything", 1);
  g_assert_true (roca_check_supplied (catalog, unknown, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/features/table", test_table);
  g_test_add_func ("/features/shift-and-shuffle", test_shift_and_shuffle);
  g_test_add_func ("/features/blind-to-era", test_blind_to_era);
  g_test_add_func ("/features/as-of", test_as_of);
  g_test_add_func ("/features/evidence-labels", test_evidence_labels);
  g_test_add_func ("/features/by-hand", test_by_hand);
  g_test_add_func ("/features/request", test_request);
  g_test_add_func ("/features/periodic", test_periodic);
  g_test_add_func ("/features/never-is-not-missing", test_never_is_not_missing);
  g_test_add_func ("/features/not-said", test_not_said);
  g_test_add_func ("/features/supplied", test_supplied);
  g_test_add_func ("/features/join", test_join);
  g_test_add_func ("/features/check-supplied", test_check_supplied);
  return g_test_run ();
}
