/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys by which cases are related: what gives one, what does not, how much it says, and what
 * guards against guilt by sharing. */
#include <math.h>
#include <string.h>

#include "review-link.h"

static ReviewEvidence *make_row (const char *first, ...) G_GNUC_NULL_TERMINATED;

/* Names and values in turn. */
static ReviewEvidence *
make_row (const char *first, ...)
{
  ReviewEvidence *row = review_record_new (&review_evidence_type);
  va_list args;

  row->kind = REVIEW_EVIDENCE_LOGIN;
  row->at = 7;
  row->fields = review_records_new ();
  va_start (args, first);
  for (const char *name = first; name != NULL; name = va_arg (args, const char *))
    {
      ReviewField *field = review_record_new (&review_field_type);

      field->name = g_strdup (name);
      field->value = g_strdup (va_arg (args, const char *));
      g_ptr_array_add (row->fields, field);
    }
  va_end (args);
  return row;
}

static GPtrArray *
keys_of (ReviewEvidence *row)
{
  g_autoptr (ReviewEvidence) owned = row;
  GPtrArray *keys = g_ptr_array_new_with_free_func (review_link_key_free);

  review_link_add_row_keys (keys, "here", owned, 3);
  return keys;
}

/* The only key of a row with one field; NULL when it gives none. */
static char *
hash_of (const char *name, const char *value, int kind)
{
  g_autoptr (GPtrArray) keys = keys_of (make_row (name, value, NULL));

  g_assert_cmpuint (keys->len, <=, 1);
  if (keys->len == 0)
    return NULL;
  g_assert_cmpint (((ReviewLinkKey *) keys->pdata[0])->kind, ==, kind);
  g_assert_cmpint (((ReviewLinkKey *) keys->pdata[0])->n, ==, 3);
  g_assert_cmpint (((ReviewLinkKey *) keys->pdata[0])->at, ==, 7);
  return g_strdup (((ReviewLinkKey *) keys->pdata[0])->hash);
}

static void
assert_same (const char *a_name, const char *a, const char *b_name, const char *b, int kind)
{
  g_autofree char *x = hash_of (a_name, a, kind);
  g_autofree char *y = hash_of (b_name, b, kind);

  g_assert_nonnull (x);
  g_assert_cmpuint (strlen (x), ==, 32);
  g_assert_cmpstr (x, ==, y);
}

static void
assert_differ (const char *name, const char *a, const char *b, int kind)
{
  g_autofree char *x = hash_of (name, a, kind);
  g_autofree char *y = hash_of (name, b, kind);

  g_assert_nonnull (x);
  g_assert_nonnull (y);
  g_assert_cmpstr (x, !=, y);
}

#define ETH_UPPER "0xABCDEF0123456789ABCDEF0123456789ABCDEF01"
#define ETH_LOWER "0xabcdef0123456789abcdef0123456789abcdef01"
#define TRX       "TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE"

static void
test_same (void)
{
  assert_same ("device", "Pixel 9 · 3f2a", "device", "pixel 9 · 3F2A", REVIEW_LINK_DEVICE);
  assert_same ("destination", ETH_UPPER, "counterparty", ETH_LOWER, REVIEW_LINK_ADDRESS);
  assert_same ("from", ETH_UPPER, "address", " " ETH_LOWER " ", REVIEW_LINK_ADDRESS);
  assert_same ("ip", "2001:db8::1", "ip", "2001:0DB8:0:0:0:0:0:1", REVIEW_LINK_IP);
  assert_same ("document_number", "E 123-4567", "declared_document_number", "e1234567",
               REVIEW_LINK_DOCUMENT);
  assert_same ("phone", "+44 20 7946 0000", "phone", "442079460000", REVIEW_LINK_CONTACT);
  assert_same ("counterparty", "u10000003", "account", "u10000003", REVIEW_LINK_ACCOUNT);
  assert_differ ("device", "Pixel 9 · 3f2a", "Pixel 9 · 3f2b", REVIEW_LINK_DEVICE);
  /* Case means something in base 58. */
  assert_differ ("destination", TRX, "tqn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE", REVIEW_LINK_ADDRESS);
}

/* What tells nobody from anybody. */
static void
test_no_key (void)
{
  static const char *const fields[][2] = {
    { "device", "Pixel 9" },
    { "device", "iPhone" },
    { "ip", "192.168.1.20" },
    { "ip", "127.0.0.1" },
    { "ip", "::" },
    { "ip", "not an address" },
    { "destination", "Main St" },
    { "document_number", "" },
    { "document_number", "ABCDEF" },
    { "counterparty", "Mira" },
    { "email", "m***@x.org" },
    { "phone", "12" },
    { "amount", "1250.50" },
    { "ip", "10.0.0.1" },
    { "scan_hash", "ab" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *hash = hash_of (fields[i][0], fields[i][1], 0);

      g_assert_null (hash);
    }
}

static void
test_subject (void)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (review_link_key_free);
  g_autoptr (ReviewSubject) subject = review_record_new (&review_subject_type);
  g_autofree char *named = hash_of ("counterparty", "u10000003", REVIEW_LINK_ACCOUNT);

  subject->external_id = g_strdup ("u10000003");
  review_link_add_subject_keys (keys, "here", subject);
  review_link_add_subject_keys (keys, "elsewhere", subject);
  review_link_add_subject_keys (keys, "here", NULL);
  g_assert_cmpuint (keys->len, ==, 2);
  g_assert_cmpstr (((ReviewLinkKey *) keys->pdata[0])->hash, ==, named);
  /* Another source hands the same id to somebody else. */
  g_assert_cmpstr (((ReviewLinkKey *) keys->pdata[1])->hash, !=, named);
}

static const ReviewLinkKey *
find (GPtrArray *keys, int kind)
{
  for (guint i = 0; i < keys->len; i++)
    if (((ReviewLinkKey *) keys->pdata[i])->kind == kind)
      return keys->pdata[i];
  return NULL;
}

static gboolean
is_gateway (const char *name, const char *value)
{
  g_autoptr (GPtrArray) keys =
      keys_of (make_row ("ip", "203.0.113.9", "device", "Pixel 9 · 3f2a", name, value, NULL));

  g_assert_false (find (keys, REVIEW_LINK_DEVICE)->gateway);
  return find (keys, REVIEW_LINK_IP)->gateway;
}

static void
test_gateway (void)
{
  g_assert_true (is_gateway ("network_kind", "mobile"));
  g_assert_true (is_gateway ("network_kind", "vpn"));
  g_assert_true (is_gateway ("vpn", "true"));
  g_assert_true (is_gateway ("ip_accounts", "51"));
  g_assert_false (is_gateway ("ip_accounts", "50"));
  g_assert_false (is_gateway ("vpn", "false"));
  g_assert_false (is_gateway ("network_kind", "residential"));
}

static char *
household_of (const char *name, const char *address)
{
  g_autoptr (GPtrArray) keys =
      keys_of (make_row ("declared_name", name, "declared_address", address, NULL));
  const ReviewLinkKey *key = find (keys, REVIEW_LINK_HOUSEHOLD);

  return key != NULL ? g_strdup (key->hash) : NULL;
}

static void
test_household (void)
{
  g_autofree char *mother = household_of ("Mira Aldane", "12 Orchid Rise, Singapore");
  g_autofree char *son = household_of ("Tobin ALDANE", "12 Orchid Rise Singapore");
  g_autofree char *turned = household_of ("Aldane, Tobin", "12 Orchid Rise, Singapore");
  g_autofree char *lodger = household_of ("Kel Brevost", "12 Orchid Rise, Singapore");
  g_autofree char *wang = household_of ("王小明", "香港海港路 12 号 3 楼");
  g_autofree char *wangs_wife = household_of ("王丽", "香港海港路12号3楼");

  g_assert_nonnull (mother);
  g_assert_cmpstr (mother, ==, son);
  g_assert_cmpstr (mother, ==, turned);
  g_assert_cmpstr (mother, !=, lodger);
  g_assert_nonnull (wang);
  g_assert_cmpstr (wang, ==, wangs_wife);
  g_assert_null (household_of ("Mira Aldane", "12"));
}

static void
test_unique (void)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (review_link_key_free);
  g_autoptr (GPtrArray) unique = NULL;
  g_autoptr (ReviewEvidence) plain = make_row ("ip", "203.0.113.9", NULL);
  g_autoptr (ReviewEvidence) flagged = make_row ("ip", "203.0.113.9", "vpn", "true", NULL);

  review_link_add_row_keys (keys, "here", plain, 1);
  review_link_add_row_keys (keys, "here", flagged, 2);
  for (gint64 n = 3; n < 3 + REVIEW_LINK_MAX_KEYS; n++)
    {
      g_autofree char *account = g_strdup_printf ("u%d", (int) n);
      g_autoptr (ReviewEvidence) row = make_row ("account", account, NULL);

      review_link_add_row_keys (keys, "here", row, n);
      if (n == 3)
        {
          g_clear_pointer (&unique, g_ptr_array_unref);
          unique = review_link_keys_unique (keys);
          g_assert_cmpuint (unique->len, ==, 2);
          g_assert_true (((ReviewLinkKey *) unique->pdata[0])->gateway);
          g_assert_cmpint (((ReviewLinkKey *) unique->pdata[0])->n, ==, 1);
        }
    }
  g_clear_pointer (&unique, g_ptr_array_unref);
  unique = review_link_keys_unique (keys);
  g_assert_cmpuint (unique->len, ==, REVIEW_LINK_MAX_KEYS);
  g_assert_cmpint (((ReviewLinkKey *) unique->pdata[0])->n, ==, 3);
}

static void
test_guard (void)
{
  g_assert_cmpint (review_link_guard (REVIEW_LINK_DEVICE, 3, FALSE, FALSE), ==, 0);
  g_assert_cmpint (review_link_guard (REVIEW_LINK_IP, 3, TRUE, TRUE), ==, REVIEW_GUARD_GATEWAY);
  g_assert_cmpint (review_link_guard (REVIEW_LINK_IP, 214, FALSE, FALSE), ==, REVIEW_GUARD_CROWD);
  g_assert_cmpint (review_link_guard (REVIEW_LINK_DEVICE, 3, FALSE, TRUE), ==,
                   REVIEW_GUARD_HOUSEHOLD);
  /* A family does not share a passport, nor a destination by being one. */
  g_assert_cmpint (review_link_guard (REVIEW_LINK_DOCUMENT, 2, FALSE, TRUE), ==, 0);
  g_assert_cmpint (review_link_guard (REVIEW_LINK_ADDRESS, 2, FALSE, TRUE), ==, 0);
}

static void
test_strength (void)
{
  double two = review_link_strength (REVIEW_LINK_DEVICE, 2, 0), before = two;

  g_assert_cmpfloat_with_epsilon (two, 0.8, 1e-12);
  for (gint64 n = 3; n <= REVIEW_LINK_CROWD; n++)
    {
      double now = review_link_strength (REVIEW_LINK_DEVICE, n, 0);

      g_assert_cmpfloat (now, <, before);
      g_assert_cmpfloat (now, >=, 0);
      before = now;
    }
  g_assert_cmpfloat_with_epsilon (before, 0, 1e-12);
  g_assert_cmpfloat (review_link_strength (REVIEW_LINK_DEVICE, 100000, 0), ==, 0);
  g_assert_cmpfloat (review_link_strength (REVIEW_LINK_DEVICE, 1, 0), ==, two);
  g_assert_cmpfloat (review_link_strength (REVIEW_LINK_DOCUMENT, 2, REVIEW_GUARD_CROWD), ==, 0);
  g_assert_cmpfloat (review_link_strength (99, 2, 0), ==, 0);
  g_assert_cmpint (review_link_grade (two), ==, REVIEW_GRADE_STRONG);
  g_assert_cmpint (review_link_grade (review_link_strength (REVIEW_LINK_IP, 2, 0)), ==,
                   REVIEW_GRADE_MODERATE);
  g_assert_cmpint (review_link_grade (0), ==, REVIEW_GRADE_WEAK);
  /* Two middling links together are more than each. */
  g_assert_cmpfloat (review_link_combine (0.4, 0.5), >, 0.5);
  g_assert_cmpfloat_with_epsilon (review_link_combine (0.4, 0), 0.4, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/link/same", test_same);
  g_test_add_func ("/link/no-key", test_no_key);
  g_test_add_func ("/link/subject", test_subject);
  g_test_add_func ("/link/gateway", test_gateway);
  g_test_add_func ("/link/household", test_household);
  g_test_add_func ("/link/unique", test_unique);
  g_test_add_func ("/link/guard", test_guard);
  g_test_add_func ("/link/strength", test_strength);
  return g_test_run ();
}
