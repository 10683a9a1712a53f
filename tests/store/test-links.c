/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index of what cases share: what every driver must answer. */
#define G_LOG_DOMAIN "test-links"
#include <string.h>

#include "review-store-cases.h"
#include "review-store-links.h"
#include "review-store-relate.h"
#include "store-fixture.h"

#define DEVICE "Pixel 9 · 3f2a"

typedef struct
{
  char *ids[3];
} Cases;

/* Three customers' cases, the last one of a vendor; all on one device, each a day after the last. */
static gboolean
put_cases (ReviewTx *tx, gpointer user_data, GError **error)
{
  Cases *cases = user_data;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (ReviewIntake) intake = review_record_new (&review_intake_type);
      ReviewEvidence *row = review_record_new (&review_evidence_type);
      ReviewField *field = review_record_new (&review_field_type);
      ReviewIntakePut put = { .intake = intake, .prefix = "WD", .actor = "system" };
      ReviewPutOutcome outcome;

      intake->schema = g_strdup (REVIEW_INTAKE_SCHEMA);
      intake->external_id = g_strdup_printf ("case-%u", i);
      intake->source = g_strdup ("test");
      intake->type = g_strdup ("withdrawal_anomaly");
      intake->opened_at = FIXTURE_START + (gint64) i * REVIEW_DAY;
      intake->vendor = i == 2 ? g_strdup ("brightdesk") : NULL;
      intake->evidence = review_records_new ();
      row->kind = REVIEW_EVIDENCE_LOGIN;
      row->at = intake->opened_at;
      row->fields = review_records_new ();
      field->name = g_strdup ("device");
      field->value = g_strdup (DEVICE);
      g_ptr_array_add (row->fields, field);
      g_ptr_array_add (intake->evidence, row);
      if (!review_store_put_intake (tx, &put, &outcome, &cases->ids[i], error))
        return FALSE;
    }
  return TRUE;
}

static void
clear_cases (Cases *cases)
{
  for (guint i = 0; i < 3; i++)
    g_free (cases->ids[i]);
}

static const ReviewLinkKey *
find_device (GPtrArray *keys)
{
  for (guint i = 0; i < keys->len; i++)
    if (((ReviewLinkKey *) keys->pdata[i])->kind == REVIEW_LINK_DEVICE)
      return keys->pdata[i];
  return NULL;
}

static void
assert_count (ReviewTx *tx, const ReviewLinkKey *key, const ReviewLinkView *view, gint64 expected)
{
  g_autoptr (GError) error = NULL;
  gboolean gateway = TRUE;
  gint64 customers = -1;

  review_store_count_link (tx, key, view, &customers, &gateway, &error);
  g_assert_no_error (error);
  g_assert_cmpint (customers, ==, expected);
  g_assert_false (gateway);
}

static gboolean
ask (ReviewTx *tx, gpointer user_data, GError **error)
{
  Cases *cases = user_data;
  ReviewScope all = { "u", FALSE, NULL }, theirs = { "b", TRUE, "brightdesk" };
  ReviewLinkView open = { &all, 0 }, vendor = { &theirs, 0 };
  ReviewLinkView early = { &all, FIXTURE_START + REVIEW_HOUR };
  g_autoptr (GPtrArray) keys = review_store_list_links (tx, cases->ids[0], 0, error);
  g_autoptr (GPtrArray) before = review_store_list_links (tx, cases->ids[2], 0, error);
  g_autoptr (GPtrArray) sharing = NULL;
  const ReviewLinkKey *key = find_device (keys);

  g_assert_cmpint (key->n, ==, 1);
  g_assert_cmpstr (key->hash, ==, find_device (before)->hash);
  assert_count (tx, key, &open, 3);
  assert_count (tx, key, &vendor, 1);
  assert_count (tx, key, &early, 1);
  sharing = review_store_list_sharing (tx, key, &open, cases->ids[0], 10, error);
  g_assert_cmpuint (sharing->len, ==, 2);
  g_assert_cmpstr (sharing->pdata[0], ==, cases->ids[2]); /* the newest first */
  g_assert_true (review_store_shares_link (tx, key, cases->ids[1], 0, error));
  g_assert_false (review_store_shares_link (tx, key, cases->ids[1], FIXTURE_START, error));
  return TRUE;
}

static guint
count_waiting (ReviewTx *tx)
{
  g_autoptr (GPtrArray) ids = review_store_list_unrelated (tx, NULL);

  return ids->len;
}

static guint
count_keys (ReviewTx *tx, const char *case_id)
{
  g_autoptr (GPtrArray) keys = review_store_list_links (tx, case_id, 0, NULL);

  return keys->len;
}

/* New cases wait for their flows only; one of an older store, for its links, too. */
static gboolean
relate_all (ReviewTx *tx, gpointer user_data, GError **error)
{
  Cases *cases = user_data;
  guint keys = count_keys (tx, cases->ids[0]);

  g_assert_cmpuint (count_waiting (tx), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_true (review_store_relate_case (tx, cases->ids[i], error));
  g_assert_cmpuint (count_waiting (tx), ==, 0);
  g_assert_cmpuint (count_keys (tx, cases->ids[0]), ==, keys);

  review_tx_exec (tx, error, "DELETE FROM link_key WHERE case_id = $1", "s", cases->ids[0]);
  review_tx_exec (tx, error, "UPDATE case_file SET linked = 0 WHERE id = $1", "s", cases->ids[0]);
  g_assert_cmpuint (count_waiting (tx), ==, 1);
  g_assert_true (review_store_relate_case (tx, cases->ids[0], error));
  g_assert_cmpuint (count_waiting (tx), ==, 0);
  g_assert_cmpuint (count_keys (tx, cases->ids[0]), >=, keys);
  return TRUE;
}

static void
test_links (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Cases cases = { 0 };

  review_store_write (f->store, put_cases, &cases, &error);
  g_assert_no_error (error);
  review_store_read (f->store, ask, &cases, &error);
  g_assert_no_error (error);
  review_store_write (f->store, relate_all, &cases, &error);
  g_assert_no_error (error);
  clear_cases (&cases);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/links", Fixture, NULL, fixture_set_up, test_links, fixture_tear_down);
  return g_test_run ();
}
