/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Features of the transfer graph from the rows that describe its patterns. */
#define G_LOG_DOMAIN "test"
#include <math.h>

#include "review-clock.h"
#include "roca-fixture.h"

static ReviewEvidence *
add_edge (ReviewIntake *intake, const char *relation, const char *accounts)
{
  ReviewEvidence *row = fixture_row (intake, REVIEW_EVIDENCE_GRAPH_EDGE, T0 + REVIEW_HOUR);

  fixture_field (row, "relation", relation);
  if (accounts != NULL)
    fixture_field (row, "accounts", accounts);
  return row;
}

static void
add_ring (ReviewIntake *intake, const char *accounts, const char *kept, const char *in_order)
{
  ReviewEvidence *row = add_edge (intake, "ring", accounts);

  fixture_field (row, "kept", kept);
  fixture_field (row, "hours", "48");
  fixture_field (row, "in_order", in_order);
}

/* "Looked at, nothing found" is not "not looked for". */
static void
test_none (void)
{
  g_autoptr (ReviewIntake) unknown = fixture_intake ("withdrawal_anomaly", "g-1");
  g_autoptr (ReviewIntake) none = fixture_intake ("withdrawal_anomaly", "g-2");

  fixture_move (unknown, T0, "in", 1, "a");
  fixture_move (none, T0, "in", 1, "a");
  add_edge (none, "transfer_graph", NULL);
  fixture_check_value (unknown, "ring_count", NAN);
  fixture_check_value (unknown, "fan_in_alike", NAN);
  fixture_check_value (none, "ring_count", 0);
  fixture_check_value (none, "ring_length", NAN);
  fixture_check_value (none, "fan_in_alike", 0);
  fixture_check_value (none, "chain_length", 0);
  fixture_check_value (none, "payee_fan_in", 0);
  fixture_check_value (none, "shared_device_accounts", NAN);
}

static void
test_patterns (void)
{
  g_autoptr (ReviewIntake) intake = fixture_intake ("withdrawal_anomaly", "g-3");
  ReviewEvidence *fan;

  add_ring (intake, "5", "0.9", "false");
  add_ring (intake, "4", "0.8", "false");
  add_ring (intake, "4", "0.95", "true");
  fan = add_edge (intake, "fan_in", "7");
  fixture_field (fan, "hours", "30");
  add_edge (intake, "payee_fan_in", "3");
  add_edge (intake, "chain", "6");
  add_edge (intake, "payee_fan_in", "9");
  add_edge (intake, "shared_device", "12");
  add_edge (intake, "transfer_graph", NULL);
  fixture_check_value (intake, "ring_count", 3);
  fixture_check_value (intake, "ring_length", 4);
  fixture_check_value (intake, "ring_kept", 0.95);
  fixture_check_value (intake, "ring_hours", 48);
  fixture_check_value (intake, "ring_in_order", 1);
  fixture_check_value (intake, "fan_in_alike", 7);
  fixture_check_value (intake, "fan_in_hours", 30);
  fixture_check_value (intake, "fan_out_alike", 0);
  fixture_check_value (intake, "payee_fan_in", 9);
  fixture_check_value (intake, "chain_length", 6);
  fixture_check_value (intake, "shared_device_accounts", 12);
  fixture_check_value (intake, "shared_network_accounts", NAN);
}

/* A pattern that was complete only after the moment is not there yet. */
static void
test_as_of (void)
{
  g_autoptr (ReviewIntake) intake = fixture_intake ("withdrawal_anomaly", "g-4");
  g_autoptr (RocaSchema) schema = roca_schema_new (NULL, NULL, "withdrawal_anomaly");
  g_autoptr (RocaFeatures) early = NULL;

  add_ring (intake, "4", "0.9", "true");
  early = roca_extract (schema, intake, T0);
  g_assert_true (isnan (roca_features_get_values (early)[roca_schema_find (schema, "ring_count")]));
}

static void
test_wash_trades (void)
{
  static const char *const sides[] = { "self", "other", "linked", "other", NULL };
  g_autoptr (ReviewIntake) intake = fixture_intake ("withdrawal_anomaly", "g-5");

  fixture_event (intake, T0, "trade"); /* whose other side is not known */
  fixture_check_value (intake, "self_trades", NAN);
  for (guint i = 0; sides[i] != NULL; i++)
    fixture_field (fixture_event (intake, T0 + i, "trade"), "counterparty_relation", sides[i]);
  fixture_check_value (intake, "self_trades", 2);
  fixture_check_value (intake, "self_trade_share", 0.5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph-features/none", test_none);
  g_test_add_func ("/graph-features/patterns", test_patterns);
  g_test_add_func ("/graph-features/as-of", test_as_of);
  g_test_add_func ("/graph-features/wash-trades", test_wash_trades);
  return g_test_run ();
}
