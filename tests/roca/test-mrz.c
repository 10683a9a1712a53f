/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Machine-readable zones: the specimens of ICAO Doc 9303 (parts 3 to 6) as vectors, every digit
 * changed in turn, and what is no zone at all. */
#include <string.h>

#include "review-clock.h"
#include "review-error.h"
#include "review-time.h"
#include "roca-country.h"
#include "review-mrz.h"

static const char *const td3[] = { "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
                                   "L898902C36UTO7408122F1204159ZE184226B<<<<<10", NULL };
static const char *const td2[] = { "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
                                   "D231458907UTO7408122F1204159<<<<<<<6", NULL };
static const char *const td1[] = { "I<UTOD231458907<<<<<<<<<<<<<<<",
                                   "7408122F1204159UTO<<<<<<<<<<<6",
                                   "ERIKSSON<<ANNA<MARIA<<<<<<<<<<", NULL };
static const char *const td1_long[] = { "I<UTOD23145890<7349<<<<<<<<<<<",
                                        "3407127M9507122UTO<<<<<<<<<<<2",
                                        "STEVENSON<<PETER<JOHN<<<<<<<<<", NULL };
static const char *const td2_long[] = { "I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<",
                                        "D23145890<UTO3407127M95071227349<<<8", NULL };

static ReviewMrz
parse (const char *const *lines)
{
  g_autoptr (GError) error = NULL;
  ReviewMrz mrz = { 0 };

  review_mrz_parse (lines, g_strv_length ((char **) lines), &mrz, &error);
  g_assert_no_error (error);
  return mrz;
}

static void
test_check_digit (void)
{
  g_assert_cmpint (review_mrz_check_digit ("520727", 6), ==, 3);
  g_assert_cmpint (review_mrz_check_digit ("AB2134<<<", 9), ==, 5);
  g_assert_cmpint (review_mrz_check_digit ("<<<<<<", 6), ==, 0);
}

static void
test_specimens (void)
{
  static const struct
  {
    const char *const *lines;
    ReviewMrzFormat format;
    const char *name, *number, *birth, *expiry, *sex;
  } table[] = {
    { td3, REVIEW_MRZ_TD3, "ERIKSSON, ANNA MARIA", "L898902C3", "740812", "120415", "F" },
    { td2, REVIEW_MRZ_TD2, "ERIKSSON, ANNA MARIA", "D23145890", "740812", "120415", "F" },
    { td1, REVIEW_MRZ_TD1, "ERIKSSON, ANNA MARIA", "D23145890", "740812", "120415", "F" },
    { td1_long, REVIEW_MRZ_TD1, "STEVENSON, PETER JOHN", "D23145890734", "340712", "950712", "M" },
    { td2_long, REVIEW_MRZ_TD2, "STEVENSON, PETER JOHN", "D23145890734", "340712", "950712", "M" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      ReviewMrz mrz = parse (table[i].lines);

      g_assert_cmpint (mrz.format, ==, table[i].format);
      g_assert_cmpuint (mrz.failed, ==, 0);
      g_assert_cmpstr (mrz.name, ==, table[i].name);
      g_assert_cmpstr (mrz.number, ==, table[i].number);
      g_assert_cmpstr (mrz.birth, ==, table[i].birth);
      g_assert_cmpstr (mrz.expiry, ==, table[i].expiry);
      g_assert_cmpstr (mrz.sex, ==, table[i].sex);
      g_assert_cmpstr (mrz.state, ==, "UTO");
      g_assert_cmpstr (mrz.nationality, ==, "UTO");
      g_assert_cmpint (mrz.type[0], ==, table[i].lines == td3 ? 'P' : 'I');
      g_assert_true (((mrz.checks & REVIEW_MRZ_OPTIONAL) != 0) == (mrz.format == REVIEW_MRZ_TD3));
    }
}

/* One character at a time is replaced: whatever a check digit runs over, it notices. */
static void
test_each_digit (void)
{
  static const struct
  {
    guint at;
    guint failed;
  } table[] = {
    { 0, REVIEW_MRZ_NUMBER | REVIEW_MRZ_COMPOSITE },
    { 9, REVIEW_MRZ_NUMBER | REVIEW_MRZ_COMPOSITE },
    { 10, 0 },
    /* nationality is not checked */ { 13, REVIEW_MRZ_BIRTH | REVIEW_MRZ_COMPOSITE },
    { 19, REVIEW_MRZ_BIRTH | REVIEW_MRZ_COMPOSITE },
    { 20, 0 }, /* nor is sex */
    { 21, REVIEW_MRZ_EXPIRY | REVIEW_MRZ_COMPOSITE },
    { 27, REVIEW_MRZ_EXPIRY | REVIEW_MRZ_COMPOSITE },
    { 30, REVIEW_MRZ_OPTIONAL | REVIEW_MRZ_COMPOSITE },
    { 42, REVIEW_MRZ_OPTIONAL | REVIEW_MRZ_COMPOSITE },
    { 43, REVIEW_MRZ_COMPOSITE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *line = g_strdup (td3[1]);
      const char *lines[] = { td3[0], line, NULL };

      line[table[i].at] = line[table[i].at] == '5' ? '6' : '5';
      g_test_message ("character %u", table[i].at);
      g_assert_cmpuint (parse (lines).failed, ==, table[i].failed);
    }
}

/* Optional data that is not there may have a filler for a check digit; a filler behind something
 * is wrong. */
static void
test_fillers (void)
{
  char line[45] = "L898902C36UTO7408122F1204159<<<<<<<<<<<<<<<x";
  const char *lines[] = { td3[0], line, NULL };
  g_autofree char *all = g_strdup_printf ("%.10s%.7s%.22s", line, line + 13, line + 21);

  line[43] = (char) ('0' + review_mrz_check_digit (all, strlen (all)));
  g_assert_cmpuint (parse (lines).failed, ==, 0);
  line[42] = '0';
  g_assert_cmpuint (parse (lines).failed, ==, 0);
  line[9] = '<';
  g_assert_cmpuint (parse (lines).failed & REVIEW_MRZ_NUMBER, ==, REVIEW_MRZ_NUMBER);
}

static void
test_refused (void)
{
  static const char *const bad[][4] = {
    { NULL },
    { "", NULL },
    { "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", NULL },
    { "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C3", NULL },
    { "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
      "L898902C36UTO7408122F1204159ZE184226B<<<<<1 ", NULL },
    { "p<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
      "L898902C36UTO7408122F1204159ZE184226B<<<<<10", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *field = NULL;
      ReviewMrz mrz;

      g_assert_false (review_mrz_parse (bad[i], g_strv_length ((char **) bad[i]), &mrz, &error));
      field = review_error_dup_field (error);
      g_assert_cmpstr (field, ==, "mrz");
    }
}

static void
assert_day (gboolean (*get) (const ReviewMrz *mrz, gint64 reference, gint64 *ret_day),
            const ReviewMrz *mrz,
            gint64 reference,
            const char *expected)
{
  gint64 day = 0;
  g_autofree char *text = NULL;

  g_assert_true (get (mrz, reference, &day));
  text = review_time_format (day);
  g_assert_true (g_str_has_prefix (text, expected));
}

/* Two digits of a year: a birth is past, an expiry may lie ahead. */
static void
test_dates (void)
{
  ReviewMrz mrz = parse (td3);
  gint64 day = 0, reference = 0;

  review_time_parse ("2026-11-20T12:00:00.000Z", &reference);
  assert_day (review_mrz_get_birth, &mrz, reference, "1974-08-12");
  assert_day (review_mrz_get_expiry, &mrz, reference, "2012-04-15");
  strcpy (mrz.birth, "261121");
  assert_day (review_mrz_get_birth, &mrz, reference, "1926-11-21");
  strcpy (mrz.birth, "261120");
  assert_day (review_mrz_get_birth, &mrz, reference, "2026-11-20");
  strcpy (mrz.expiry, "361120");
  assert_day (review_mrz_get_expiry, &mrz, reference, "2036-11-20");
  strcpy (mrz.birth, "741301");
  g_assert_false (review_mrz_get_birth (&mrz, reference, &day));
  strcpy (mrz.birth, "74");
  g_assert_false (review_mrz_get_birth (&mrz, reference, &day));
}

static void
test_countries (void)
{
  static const char *const pairs[][2] = { { "SGP", "SG" }, { "sg", "SG" },  { "D", "DE" },
                                          { "D<<", "DE" }, { "GBN", "GB" }, { "VNM", "VN" },
                                          { "ABW", "AW" }, { "ZWE", "ZW" }, { "zw", "ZW" } };
  static const char *const none[] = { "UTO", "XX", "SUN", "", "<<<", "S", "SGPA" };
  char code[3];

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_assert_true (roca_country_normalise (pairs[i][0], code));
      g_assert_cmpstr (code, ==, pairs[i][1]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_false (roca_country_normalise (none[i], code));
  g_assert_false (roca_country_normalise (NULL, code));
  g_assert_cmpfloat (roca_country_differs ("DEU", "D"), ==, 0);
  g_assert_cmpfloat (roca_country_differs ("DEU", "AT"), ==, 1);
  g_assert_true (roca_country_differs ("DEU", "UTO") != roca_country_differs ("DEU", "UTO"));
  g_assert_true (roca_country_is_retired ("YUG"));
  g_assert_true (roca_country_is_retired ("ZAR"));
  g_assert_false (roca_country_is_retired ("SRB"));
  g_assert_false (roca_country_is_retired (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mrz/check-digit", test_check_digit);
  g_test_add_func ("/mrz/specimens", test_specimens);
  g_test_add_func ("/mrz/each-digit", test_each_digit);
  g_test_add_func ("/mrz/fillers", test_fillers);
  g_test_add_func ("/mrz/refused", test_refused);
  g_test_add_func ("/mrz/dates", test_dates);
  g_test_add_func ("/mrz/countries", test_countries);
  return g_test_run ();
}
