/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts to the last digit, times in their formats, derivations, mappings that are wrong. */
#include <math.h>
#include <string.h>

#include "ingest-helper.h"
#include "review-codec.h"
#include "review-decimal.h"
#include "review-error.h"
#include "review-moment.h"
#include "review-row-case.h"
#include "review-staging.h"
#include "review-time.h"

static void
test_decimal (void)
{
  static const struct
  {
    const char *text;
    gint64 decimals;
    const char *result;
  } cases[] = {
    { "724147640000000000", 18, "0.72414764" },
    { "4813775920000000000", 18, "4.81377592" },
    { "1", 18, "0.000000000000000001" },
    { "115792089237316195423570985008687907853269984665640564039457584007913129639935", 18,
      "115792089237316195423570985008687907853269984665640564039457.584007913129639935" },
    { "0", 18, "0" },
    { "000", 0, "0" },
    { "-0", 2, "0" },
    { "-150", 2, "-1.5" },
    { "1500", 2, "15" },
    { "1.50", 0, "1.5" },
    { "007.5", 0, "7.5" },
    { "0.1", -3, "100" },
    { "1.5e18", 18, "1.5" },
    { "1E-3", 0, "0.001" },
    { "3750000", 0, "3750000" },
    { "", 0, NULL },
    { "-", 0, NULL },
    { "1.", 0, NULL },
    { ".5", 0, NULL },
    { "1,5", 0, NULL },
    { "0x10", 0, NULL },
    { "1e", 0, NULL },
    { "1e999", 0, NULL },
    { "1 000", 0, NULL },
    { "nan", 0, NULL },
    { "1", 78, NULL },
    { "1", -78, NULL },
    { "١", 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *result = review_decimal_scale (cases[i].text, cases[i].decimals);

      g_assert_cmpstr (result, ==, cases[i].result);
    }
}

/* Moving the point there and back gives the number, for every shift and many numbers. */
static void
test_decimal_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);

  for (int i = 0; i < 2000; i++)
    {
      g_autofree char *whole = g_strdup_printf ("%u%09u", g_rand_int (rand), g_rand_int (rand));
      gint64 shift = g_rand_int_range (rand, 0, 60);
      g_autofree char *there = review_decimal_scale (whole, shift);
      g_autofree char *back = review_decimal_scale (there, -shift);
      g_autofree char *plain = review_decimal_scale (whole, 0);

      g_assert_cmpstr (back, ==, plain);
    }
}

static void
test_moments (void)
{
  static const struct
  {
    const char *text;
    const char *format;
    const char *result; /* NULL: refused */
  } cases[] = {
    { "1497321498", "unix_s", "2017-06-13T02:38:18.000Z" },
    { "1497321498.25", "unix_s", "2017-06-13T02:38:18.250Z" },
    { "1497321498250", "unix_ms", "2017-06-13T02:38:18.250Z" },
    { "1497321498250000", "unix_us", "2017-06-13T02:38:18.250Z" },
    { "2017-06-13T04:38:18+02:00", "rfc3339", "2017-06-13T02:38:18.000Z" },
    { "2017-06-13 02:38:18", "%Y-%m-%d %H:%M:%S", "2017-06-13T02:38:18.000Z" },
    { "13.06.2017", "%d.%m.%Y", "2017-06-13T00:00:00.000Z" },
    { "2017-06-13 02:38:18.250 -0130", "%Y-%m-%d %H:%M:%S.%f %z", "2017-06-13T04:08:18.250Z" },
    { "0", "unix_s", NULL },
    { "-5", "unix_s", NULL },
    { "1497321498", "unix_us", "1970-01-01T00:24:57.321Z" },
    { "99999999999999999", "unix_s", NULL },
    { "1.5e9", "unix_s", NULL },
    { "2017-02-30", "%Y-%m-%d", NULL },
    { "2017-06-13 02:38:18", "rfc3339", NULL },
    { "2017-06-13 tail", "%Y-%m-%d", NULL },
    { "1969-12-31", "%Y-%m-%d", NULL },
    { "", "unix_s", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 time = 0;
      gboolean ok = review_moment_parse (cases[i].text, cases[i].format, &time);
      g_autofree char *text = ok ? review_time_format (time) : NULL;

      g_assert_cmpstr (text, ==, cases[i].result);
    }
  g_assert_false (review_moment_format_is_known ("%H:%M"));
  g_assert_false (review_moment_format_is_known ("%Y-%m-%d %b"));
  g_assert_true (review_moment_format_is_known ("%Y-%m-%d %%"));
  g_assert_cmpstr (review_moment_guess ("1497321498"), ==, "unix_s");
  g_assert_cmpstr (review_moment_guess ("1497321498250"), ==, "unix_ms");
  g_assert_cmpstr (review_moment_guess ("2022-05-30T00:00:18Z"), ==, "rfc3339");
  g_assert_null (review_moment_guess ("21000"));
  g_assert_null (review_moment_guess ("hello"));
}

/* A row of the columns a, b, c … with the values that follow. */
static char *
derive (const char *json, const char *case_id, const char *a, const char *b, const char *c)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  const char *values[] = { a, b, c };
  g_autoptr (GHashTable) places = NULL;
  g_autofree char *mapping_json = g_strdup_printf (
      "{\"schema\":\"riskops-mapping/1\",\"source\":\"s\",\"case_type\":\"t\",\"id_column\":\"a\","
      "\"files\":[{\"name\":\"f\",\"role\":\"cases\"}],\"profile\":[%s]}",
      json);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewMapping) mapping = review_mapping_parse (mapping_json, -1, &error);
  ReviewMappingRow row = { NULL, values, case_id };
  const char *column = NULL;
  char *text = NULL;

  g_assert_no_error (error);
  g_ptr_array_add (columns, (char *) "a");
  g_ptr_array_add (columns, (char *) "b");
  g_ptr_array_add (columns, (char *) "c");
  row.places = places = review_mapping_row_places (columns);
  if (review_mapping_value_make (mapping->profile->pdata[0], &row, &text, &column, &error))
    return text != NULL ? text : g_strdup ("(missing)");
  return g_strdup_printf ("!%s %s", column, error->message);
}

static void
test_derivations (void)
{
#define DIRECTION "{\"name\":\"n\",\"op\":\"direction\",\"from\":[\"a\"],\"to\":[\"b\",\"c\"]}"
#define OTHER     "{\"name\":\"n\",\"op\":\"counterparty\",\"from\":[\"a\"],\"to\":[\"b\",\"c\"]}"
#define SCALE     "{\"name\":\"n\",\"op\":\"scale\",\"column\":\"a\",\"decimals_column\":\"b\"}"
  static const struct
  {
    const char *json, *id, *a, *b, *c, *result;
  } cases[] = {
    { DIRECTION, "x", "x", "y", NULL, "out" },
    { DIRECTION, "x", "y", "x", NULL, "in" },
    { DIRECTION, "x", "x", "x", NULL, "out" },
    { DIRECTION, "x", "y", NULL, "x", "in" },
    { DIRECTION, "x", "y", "z", NULL, "(missing)" },
    { DIRECTION, NULL, "y", "z", NULL, "(missing)" },
    { DIRECTION, "X", "x", "z", NULL, "(missing)" },
    { OTHER, "x", "x", "y", NULL, "y" },
    { OTHER, "x", "y", "x", NULL, "y" },
    { OTHER, "x", "x", "x", NULL, "x" },
    { SCALE, NULL, "3750000", "3", NULL, "3750" },
    { SCALE, NULL, "3750000", NULL, NULL, "(missing)" },
    { SCALE, NULL, "3750000", "x", NULL, "!b \"x\" is no number of decimals" },
    { SCALE, NULL, "3750000", "999", NULL, "!b \"999\" is no number of decimals" },
    { SCALE, NULL, "many", "3", NULL, "!a \"many\" is no amount" },
    { "{\"name\":\"n\",\"constant\":\"ETH\"}", NULL, NULL, NULL, NULL, "ETH" },
    { "{\"name\":\"n\",\"op\":\"is\",\"column\":\"a\",\"values\":[\"1\"]}", NULL, "1", NULL, NULL,
      "true" },
    { "{\"name\":\"n\",\"op\":\"is\",\"column\":\"a\",\"values\":[\"1\"]}", NULL, "2", NULL, NULL,
      "false" },
    { "{\"name\":\"n\",\"op\":\"is\",\"column\":\"a\",\"values\":[\"1\"]}", NULL, NULL, NULL, NULL,
      "(missing)" },
    { "{\"name\":\"n\",\"op\":\"present\",\"column\":\"a\"}", NULL, NULL, NULL, NULL, "false" },
    { "{\"name\":\"n\",\"columns\":[\"a\",\"b\"]}", NULL, NULL, "2", NULL, "2" },
    { "{\"name\":\"n\",\"column\":\"a\",\"lower\":true}", NULL, "0xAB", NULL, NULL, "0xab" },
    { "{\"name\":\"n\",\"column\":\"a\",\"required\":true}", NULL, NULL, NULL, NULL,
      "!a nothing, where a value is required" },
    { "{\"name\":\"n\",\"column\":\"a\",\"type\":\"number\"}", NULL, " 1.5 ", NULL, NULL, "1.5" },
    { "{\"name\":\"n\",\"column\":\"a\",\"type\":\"number\"}", NULL, "1,5", NULL, NULL,
      "!a \"1,5\" is no number" },
    { "{\"name\":\"n\",\"column\":\"a\",\"type\":\"number\"}", NULL, "inf", NULL, NULL,
      "!a \"inf\" is no number" },
    { "{\"name\":\"n\",\"column\":\"a\",\"type\":\"amount\"}", NULL, "1.50", NULL, NULL, "1.5" },
    { "{\"name\":\"n\",\"column\":\"a\",\"type\":\"boolean\"}", NULL, "Yes", NULL, NULL, "true" },
    { "{\"name\":\"n\",\"column\":\"a\",\"type\":\"boolean\"}", NULL, "2", NULL, NULL,
      "!a \"2\" is no yes or no" },
    { "{\"name\":\"n\",\"column\":\"a\",\"type\":\"time\",\"format\":\"unix_s\"}", NULL,
      "1497321498", NULL, NULL, "2017-06-13T02:38:18.000Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
          derive (cases[i].json, cases[i].id, cases[i].a, cases[i].b, cases[i].c);

      g_assert_cmpstr (text, ==, cases[i].result);
    }
}

static void
test_derivations_of_text (void)
{
#define AGE                                                                       \
  "{\"name\":\"n\",\"op\":\"age_days\",\"column\":\"a\",\"format\":\"%Y-%m-%d\"," \
  "\"until\":{\"column\":\"b\",\"format\":\"%Y-%m-%d %H:%M:%S\"}}"
  static const struct
  {
    const char *json, *id, *a, *b, *c, *result;
  } cases[] = {
    { "{\"name\":\"n\",\"op\":\"domain_of\",\"column\":\"a\"}", NULL, "A@Mail.Example.org", NULL,
      NULL, "example.org" },
    { "{\"name\":\"n\",\"op\":\"domain_of\",\"column\":\"a\"}", NULL, "no domain", NULL, NULL,
      "(missing)" },
    { "{\"name\":\"n\",\"op\":\"length\",\"column\":\"a\"}", NULL, "多ab", NULL, NULL, "3" },
    { "{\"name\":\"n\",\"op\":\"length\",\"column\":\"a\"}", NULL, NULL, NULL, NULL, "(missing)" },
    { "{\"name\":\"n\",\"op\":\"length\",\"of\":{\"op\":\"domain_of\",\"column\":\"a\"}}", NULL,
      "a@b.x.org", NULL, NULL, "5" },
    { "{\"name\":\"n\",\"op\":\"is\",\"of\":{\"op\":\"domain_of\",\"column\":\"a\"},\"values\":["
      "\"x.org\"]}",
      NULL, "a@b.x.org", NULL, NULL, "true" },
    { "{\"name\":\"n\",\"op\":\"digit_share\",\"column\":\"a\"}", NULL, "a1b2", NULL, NULL, "0.5" },
    { "{\"name\":\"n\",\"op\":\"entropy\",\"column\":\"a\"}", NULL, "abab", NULL, NULL, "1" },
    { "{\"name\":\"n\",\"op\":\"hour\",\"column\":\"a\",\"format\":\"rfc3339\"}", NULL,
      "2024-01-01T01:30:00+02:00", NULL, NULL, "23" },
    { "{\"name\":\"n\",\"op\":\"hour\",\"column\":\"a\",\"format\":\"rfc3339\"}", NULL, "noon",
      NULL, NULL, "!a \"noon\" is no time of the format rfc3339" },
    { AGE, NULL, "2024-01-01", "2024-01-03 12:00:00", NULL, "2.5" },
    { AGE, NULL, "2024-01-03", "2024-01-01 00:00:00", NULL, "-2" },
    { AGE, NULL, "2024-01-03", NULL, NULL, "(missing)" },
    { AGE, NULL, "2024-01-03", "soon", NULL,
      "!b \"soon\" is no time of the format %Y-%m-%d %H:%M:%S" },
    { "{\"name\":\"n\",\"op\":\"count_by\",\"column\":\"a\",\"window\":\"all\",\"required\":true}",
      NULL, "x", NULL, NULL, "(missing)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
          derive (cases[i].json, cases[i].id, cases[i].a, cases[i].b, cases[i].c);

      g_assert_cmpstr (text, ==, cases[i].result);
    }
}

#define HEAD  "{\"schema\":\"riskops-mapping/1\",\"source\":\"s\",\"case_type\":\"t\","
#define FILES "\"files\":[{\"name\":\"f\",\"role\":\"cases\"}]"

#define BAD(value) HEAD "\"id_column\":\"a\"," FILES ",\"profile\":[{\"name\":\"n\"," value "}]}"

static void
test_bad_mappings (void)
{
  static const struct
  {
    const char *json, *field;
  } cases[] = {
    { HEAD FILES "}", "id_column" },
    { HEAD "\"id_column\":\"a\"," FILES ",\"surprise\":1}", "surprise" },
    { HEAD "\"id_column\":\"a\",\"files\":[{\"name\":\"f\",\"role\":\"rows\"}]}",
      "files[0].joins" },
    { HEAD "\"id_column\":\"a\",\"files\":[]}", "files" },
    { HEAD "\"id_column\":\"a\"," FILES ",\"opened_at\":{\"column\":\"b\"}}", "opened_at.format" },
    { HEAD "\"id_column\":\"a\"," FILES ",\"opened_at\":{\"column\":\"b\",\"format\":\"later\"}}",
      "opened_at.format" },
    { HEAD "\"id_column\":\"a\"," FILES ",\"profile\":[{\"column\":\"b\"}]}", "profile[0].name" },
    { HEAD "\"id_column\":\"a\"," FILES ",\"profile\":[{\"name\":\"b\"}]}", "profile[0].column" },
    { HEAD "\"id_column\":\"a\"," FILES ",\"profile\":[{\"name\":\"b\",\"op\":\"guess\"}]}",
      "profile[0].op" },
    { HEAD "\"id_column\":\"a\"," FILES
           ",\"features\":[{\"id\":\"x\",\"value\":{\"column\":\"b\"},\"name\":{\"en\":\"X\"}}]}",
      "features[0].name" },
    { HEAD "\"id_column\":\"a\"," FILES
           ",\"features\":[{\"id\":\"x\",\"value\":{\"column\":\"b\",\"type\":\"time\","
           "\"format\":\"unix_s\"},\"name\":{\"en\":\"X\",\"zh-CN\":\"X\"}}]}",
      "features[0].value.type" },
    { HEAD "\"id_column\":\"a\",\"files\":[{\"name\":\"f\",\"role\":\"cases\"},"
           "{\"name\":\"g\",\"role\":\"rows\",\"joins\":[{\"column\":\"c\",\"key\":\"mail\"}],"
           "\"evidence\":[{\"kind\":\"event\",\"fields\":[]}]}]}",
      "files[1].joins[0].key" },
    { BAD ("\"op\":\"count_by\",\"column\":\"b\""), "profile[0].window" },
    { BAD ("\"op\":\"count_by\",\"column\":\"b\",\"window\":\"a day\""), "profile[0].window" },
    /* rows have no time: */
    { BAD ("\"op\":\"count_by\",\"column\":\"b\",\"window\":\"24h\""), "profile[0].window" },
    { BAD ("\"op\":\"length\",\"column\":\"b\",\"window\":\"24h\""), "profile[0].window" },
    { BAD ("\"op\":\"in_list\",\"column\":\"b\""), "profile[0].list" },
    { BAD ("\"op\":\"in_list\",\"column\":\"b\",\"list\":\"\""), "profile[0].list" },
    { BAD ("\"column\":\"b\",\"list\":\"l\""), "profile[0].list" },
    { BAD ("\"op\":\"hour\",\"column\":\"b\""), "profile[0].format" },
    { BAD ("\"op\":\"length\",\"column\":\"b\",\"type\":\"text\""), "profile[0].type" },
    { BAD ("\"op\":\"length\""), "profile[0].column" },
    { BAD ("\"op\":\"length\",\"column\":\"b\",\"of\":{\"column\":\"c\"}"), "profile[0].of" },
    { BAD ("\"op\":\"length\",\"of\":{\"op\":\"length\",\"column\":\"c\"}"), "profile[0].of.type" },
    { BAD ("\"op\":\"length\",\"of\":{\"op\":\"domain_of\"}"), "profile[0].of.column" },
    { BAD ("\"op\":\"age_days\",\"column\":\"b\",\"format\":\"unix_s\",\"until\":{\"column\":"
           "\"c\"}"),
      "profile[0].until.format" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ReviewMapping) mapping = review_mapping_parse (cases[i].json, -1, &error);
      g_autofree char *field = NULL;

      g_assert_null (mapping);
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
      field = review_error_dup_field (error);
      g_assert_cmpstr (field, ==, cases[i].field);
    }
}

static void
test_pack (void)
{
  const char *values[] = { "a", NULL, "", "12:-", NULL, "多\nline" };
  const char *back[G_N_ELEMENTS (values)];
  g_autofree char *body = review_staging_pack (values, G_N_ELEMENTS (values));
  g_autofree char *copy = g_strdup (body);

  g_assert_true (review_staging_unpack (body, back, G_N_ELEMENTS (back)));
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_cmpstr (back[i], ==, values[i]);
  g_assert_false (review_staging_unpack (copy, back, G_N_ELEMENTS (back) - 1));
}

static ReviewEvidence *
new_transfer (gint64 at, const char *amount)
{
  ReviewEvidence *e = review_record_new (&review_evidence_type);
  ReviewField *field = review_record_new (&review_field_type);

  e->kind = REVIEW_EVIDENCE_TRANSACTION;
  e->at = at;
  field->name = g_strdup ("amount");
  field->value = g_strdup (amount);
  e->fields = review_records_new ();
  g_ptr_array_add (e->fields, field);
  return e;
}

/* Whatever order rows come in, the same list leaves; equal rows stay two. */
static void
test_settle (void)
{
  char *hashes[3] = { NULL };

  for (int turn = 0; turn < 3; turn++)
    {
      g_autoptr (GPtrArray) list = review_records_new ();
      static const gint64 times[3][4] = { { 5, 1, 5, 9 }, { 9, 5, 5, 1 }, { 5, 9, 1, 5 } };

      for (int i = 0; i < 4; i++)
        g_ptr_array_add (list, new_transfer (times[turn][i], "1"));
      review_evidence_settle (list);
      g_assert_cmpint (((ReviewEvidence *) list->pdata[0])->at, ==, 1);
      g_assert_cmpint (((ReviewEvidence *) list->pdata[3])->at, ==, 9);
      g_assert_null (((ReviewEvidence *) list->pdata[1])->external_id);
      g_assert_cmpstr (((ReviewEvidence *) list->pdata[2])->external_id, ==, "copy 2");
      for (guint i = 0; i < list->len; i++)
        {
          ReviewEvidence *e = list->pdata[i];

          e->sha256 = review_evidence_hash (e);
        }
      hashes[turn] = review_evidence_set_hash (list);
    }
  g_assert_cmpstr (hashes[0], ==, hashes[1]);
  g_assert_cmpstr (hashes[0], ==, hashes[2]);
  for (int turn = 0; turn < 3; turn++)
    g_free (hashes[turn]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/values/decimal", test_decimal);
  g_test_add_func ("/values/decimal-round-trip", test_decimal_round_trip);
  g_test_add_func ("/values/moments", test_moments);
  g_test_add_func ("/values/derivations", test_derivations);
  g_test_add_func ("/values/derivations-of-text", test_derivations_of_text);
  g_test_add_func ("/values/bad-mappings", test_bad_mappings);
  g_test_add_func ("/values/pack", test_pack);
  g_test_add_func ("/values/settle", test_settle);
  return g_test_run ();
}
