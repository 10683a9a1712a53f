/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Declared against found: by which rule two values agree, and which characters do not. */
#include "review-compare.h"

static void
test_values (void)
{
  static const struct
  {
    ReviewCompareKind kind;
    const char *a, *b;
    ReviewCompared result;
  } table[] = {
    { REVIEW_COMPARE_NAME, "Mara Quill", "Mara Quill", REVIEW_COMPARED_SAME },
    { REVIEW_COMPARE_NAME, "Mara Quill", "QUILL, MARA", REVIEW_COMPARED_OTHERWISE },
    { REVIEW_COMPARE_NAME, "José Müller", "Jose Mueller", REVIEW_COMPARED_OTHERWISE },
    { REVIEW_COMPARE_NAME, "Mara Quill", "Jorin Feld", REVIEW_COMPARED_DIFFERS },
    { REVIEW_COMPARE_NAME, "Mara Quill", NULL, REVIEW_COMPARED_UNKNOWN },
    { REVIEW_COMPARE_NAME, "", "Mara Quill", REVIEW_COMPARED_UNKNOWN },
    { REVIEW_COMPARE_CODE, "A1234567", "A 123-4567", REVIEW_COMPARED_OTHERWISE },
    { REVIEW_COMPARE_CODE, "A1234567", "A1234568", REVIEW_COMPARED_DIFFERS },
    { REVIEW_COMPARE_ADDRESS, "12 Orchid Road, Singapore 238801", "Singapore 238801 · 12 Orchid Rd",
      REVIEW_COMPARED_OTHERWISE },
    { REVIEW_COMPARE_ADDRESS, "12 Orchid Road, Singapore 238801",
      "14 Orchid Road, Singapore 238801", REVIEW_COMPARED_DIFFERS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    g_assert_cmpint (review_compare (table[i].kind, table[i].a, table[i].b), ==, table[i].result);
}

static void
test_parts (void)
{
  ReviewCompared parts[REVIEW_COMPARE_PARTS];

  review_compare_parts ("12 Orchid Road, Singapore 238801", "14 Orchid Road, Singapore 238801",
                        parts);
  g_assert_cmpint (parts[0], ==, REVIEW_COMPARED_SAME);
  g_assert_cmpint (parts[1], ==, REVIEW_COMPARED_DIFFERS);
  g_assert_cmpint (parts[2], ==, REVIEW_COMPARED_SAME);
  review_compare_parts (NULL, "", parts);
  for (guint i = 0; i < REVIEW_COMPARE_PARTS; i++)
    g_assert_cmpint (parts[i], ==, REVIEW_COMPARED_UNKNOWN);
}

static void
test_marks (void)
{
  static const struct
  {
    const char *text, *other, *marks;
  } table[] = {
    { "A1234567", "A1234568", ".......x" },
    { "abc", "abc", "..." },
    { "abc", "", "xxx" },
    { "", "abc", "" },
    { "北京路", "北平路", ".x." },
    { "0x7be4", "0x7bf4", "....x." },
    { "abcd", "acd", ".x.." },
    { "acd", "abcd", "..." },
  };
  g_autofree char *endless = g_strnfill (1000, 'x');

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *marks = review_compare_mark (table[i].text, table[i].other);

      g_assert_cmpstr (marks, ==, table[i].marks);
    }
  g_assert_null (review_compare_mark (endless, "x"));
}

static void
add_text (GPtrArray *fields, const char *name, const char *value)
{
  ReviewField *field = review_record_new (&review_field_type);

  field->name = g_strdup (name);
  field->value = g_strdup (value);
  g_ptr_array_add (fields, field);
}

static GPtrArray *
make_zone (const char *second)
{
  GPtrArray *evidence = review_records_new ();
  ReviewEvidence *row = review_record_new (&review_evidence_type);

  row->at = G_GINT64_CONSTANT (1795341600000000);
  row->fields = review_records_new ();
  add_text (row->fields, "mrz_1", "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<");
  add_text (row->fields, "mrz_2", second);
  g_ptr_array_add (evidence, row);
  return evidence;
}

/* The specimen of ICAO Doc 9303. */
static void
test_zone (void)
{
  g_autoptr (GPtrArray) good = make_zone ("L898902C36UTO7408122F1204159ZE184226B<<<<<10");
  g_autoptr (GPtrArray) bad = make_zone ("L898902C35UTO7408122F1204159ZE184226B<<<<<10");
  g_autoptr (GPtrArray) none = make_zone ("nothing of the kind");
  g_autoptr (ReviewZone) zone = review_zone_read (good);
  g_autoptr (ReviewZone) failing = review_zone_read (bad);

  g_assert_cmpstr (zone->name, ==, "ERIKSSON, ANNA MARIA");
  g_assert_cmpstr (zone->number, ==, "L898902C3");
  g_assert_cmpstr (zone->birth, ==, "1974-08-12");
  g_assert_cmpuint (zone->failed, ==, 0);
  g_assert_cmpuint (failing->failed, >, 0);
  g_assert_null (review_zone_read (none));
  g_assert_null (review_zone_read (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compare/values", test_values);
  g_test_add_func ("/compare/parts", test_parts);
  g_test_add_func ("/compare/marks", test_marks);
  g_test_add_func ("/compare/zone", test_zone);
  return g_test_run ();
}
