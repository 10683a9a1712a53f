/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What counts between two names, and what does not. */
#include <math.h>

#include "review-likeness.h"

static void
test_fold (void)
{
  static const char *const table[][2] = {
    { "Çınar", "cinar" },
    { "Müller", "muller" },
    { "MUELLER", "muller" },
    { "Łódź", "lodz" },
    { "O’Neill", "oneill" },
    { "  Jean-Pierre ", "jean pierre" },
    { "Сергей", "sergei" },
    { "Γιάννης", "giannis" },
    { "Sergey", "sergei" },
    { "Nguyễn Văn A", "nguien van a" },
    { "陈 伟", "陈 伟" },
    { "№ 12/3", "no 12 3" },
    { "", "" },
    { "\xff\xfe", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *folded = review_fold_text (table[i][0]);

      g_assert_cmpstr (folded, ==, table[i][1]);
    }
}

static void
test_distance (void)
{
  g_assert_cmpuint (review_edit_distance ("kitten", "sitting"), ==, 3);
  g_assert_cmpuint (review_edit_distance ("", "abc"), ==, 3);
  g_assert_cmpuint (review_edit_distance ("öl", "ol"), ==, 1);
  g_assert_cmpfloat (review_code_distance ("AC-123 45", "ac12346"), ==, 1);
  g_assert_cmpfloat (review_code_distance ("AC12345", "AC12345"), ==, 0);
  g_assert_true (isnan (review_code_distance (NULL, "1")));
  g_assert_true (isnan (review_code_distance ("--", "1")));
}

/* Agreeing names are above the policy's limit of 0.85, others well below. */
static void
test_names (void)
{
  static const char *const same[][2] = {
    { "Anna Maria Eriksson", "ERIKSSON, ANNA MARIA" },
    { "Anna Eriksson", "Eriksson, Anna Maria" },
    { "Jürgen Groß", "GROSS JUERGEN" },
    { "Сергей Иванов", "Sergey Ivanov" },
    { "Jean-Pierre Dumas", "Dumas Jeanpierre" },
    { "Nguyễn Thị Hoa", "NGUYEN THI HOA" },
    { "J. Kestrane", "Jorin Kestrane" },
    { "陈伟", "陈 伟" },
  };
  static const char *const other[][2] = {
    { "Mira Aldane", "Rhea Aldane" },
    { "Mira Aldane", "Tobin Brevost" },
    { "Anna Maria Eriksson", "Anna Maria Svensson" },
    { "陈伟", "李娜" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      double likeness = review_name_likeness (same[i][0], same[i][1]);

      g_test_message ("%s / %s: %.3f", same[i][0], same[i][1], likeness);
      g_assert_cmpfloat (likeness, >=, 0.85);
      g_assert_cmpfloat (likeness, ==, review_name_likeness (same[i][1], same[i][0]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (other); i++)
    {
      double likeness = review_name_likeness (other[i][0], other[i][1]);

      g_test_message ("%s / %s: %.3f", other[i][0], other[i][1], likeness);
      g_assert_cmpfloat (likeness, <, 0.85);
      g_assert_cmpfloat (likeness, >=, 0);
    }
  g_assert_cmpfloat (review_name_likeness ("a", "a"), ==, 1);
}

/* Missing, and not to be compared. */
static void
test_missing (void)
{
  g_assert_true (isnan (review_name_likeness (NULL, "a")));
  g_assert_true (isnan (review_name_likeness ("a", " - ")));
  g_assert_true (isnan (review_name_likeness ("陈伟", "Wei Chen")));
  g_assert_true (isnan (review_text_likeness ("", "a")));
  g_assert_cmpfloat (review_text_likeness ("Anna B", "anna b"), ==, 1);
  g_assert_cmpfloat (review_text_likeness ("Anna Berg", "Berg Anna"), <, 0.5);
}

/* Whatever comes: no crash, and a value between 0 and 1 or none. */
static void
test_random (void)
{
  static const char *const pieces[] = {
    "a", "é", "ß", "陈", " ", "-", "9", "Ж", "\xff", "ﬁ", "؀"
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint n = 0; n < 2000; n++)
    {
      g_autoptr (GString) x = g_string_new (NULL);
      g_autoptr (GString) y = g_string_new (NULL);
      gint32 length = g_rand_int_range (rand, 0, 300);
      double likeness;

      for (gint32 i = 0; i < length; i++)
        g_string_append (g_rand_boolean (rand) ? x : y,
                         pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      likeness = review_name_likeness (x->str, y->str);
      g_assert_true (isnan (likeness) || (likeness >= 0 && likeness <= 1));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/likeness/fold", test_fold);
  g_test_add_func ("/likeness/distance", test_distance);
  g_test_add_func ("/likeness/names", test_names);
  g_test_add_func ("/likeness/missing", test_missing);
  g_test_add_func ("/likeness/random", test_random);
  return g_test_run ();
}
