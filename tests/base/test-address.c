/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses part by part: what counts between two of them, and what does not. */
#include <math.h>
#include <string.h>

#include "review-address.h"

#define UNKNOWN NAN

static void
assert_parts (const char *a, const char *b, double street, double number, double city, double code)
{
  g_autoptr (ReviewAddress) x = review_address_parse (a);
  g_autoptr (ReviewAddress) y = review_address_parse (b);
  double expected[] = { street, number, city, code };
  double there[REVIEW_ADDRESS_PARTS], back[REVIEW_ADDRESS_PARTS];

  review_address_compare (x, y, there);
  review_address_compare (y, x, back);
  for (guint i = 0; i < REVIEW_ADDRESS_PARTS; i++)
    {
      g_test_message ("part %u: %g, expected %g", i, there[i], expected[i]);
      g_assert_true (isnan (expected[i]) ? isnan (there[i]) : there[i] == expected[i]);
      g_assert_true (isnan (there[i]) ? isnan (back[i]) : there[i] == back[i]);
    }
}

/* Order, case, abbreviation, diacritics, and a flat that one of the two leaves out. */
static void
test_agree (void)
{
  static const char *const pairs[][2] = {
    { "12 Orchid Rise #03-07, Singapore 238801", "Singapore 238801, 12 Orchid Rise #03-07" },
    { "14 Millbrook Lane, Flat 3, Manchester M14 4QX",
      "Flat 3, 14 MILLBROOK LN\nManchester\nM14 4QX" },
    { "Hauptstraße 7, 10178 Berlin", "HAUPTSTR. 7\n10178 BERLIN" },
    { "Rua das Araucárias 8, Curitiba 80123", "Rua das Araucarias 8, Curitiba 80123" },
    { "5 Acacia Road, Block 2, Ibadan 200123", "5 Acacia Rd, Ibadan 200123" },
    { "ul. Ленина 5, Москва 101000", "ul. Lenina 5, Moskva 101000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_test_message ("%s", pairs[i][0]);
      assert_parts (pairs[i][0], pairs[i][1], 0, 0, 0, 0);
    }
}

static void
test_differ (void)
{
  const char *home = "12 Orchid Rise, Singapore 238801";

  assert_parts (home, "14 Orchid Rise, Singapore 238801", 0, 1, 0, 0);
  assert_parts (home, "12 Harbour Court, Singapore 238801", 1, 0, 0, 0);
  assert_parts (home, "12 Orchid Rise, Brookhaven 238801", 0, 0, 1, 0);
  assert_parts (home, "12 Orchid Rise, Singapore 099999", 0, 0, 0, 1);
  assert_parts (home, "7 Lantern Road, Brookhaven 10178", 1, 1, 1, 1);
}

static void
test_unknown (void)
{
  assert_parts ("", "12 Orchid Rise, Singapore 238801", UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);
  assert_parts ("Singapore", "12 Orchid Rise, Singapore 238801", 0, UNKNOWN, 0, UNKNOWN);
  /* Scripts that cannot be compared leave the words open, the digits not. */
  assert_parts ("香港海港街12号, 香港 238801", "12 Harbour Street, Hong Kong 238801", UNKNOWN, 1,
                UNKNOWN, 0);
}

static void
test_parts_given (void)
{
  g_autoptr (ReviewAddress) given = review_address_new ("Hauptstraße", "7", "Berlin", "10178");
  g_autoptr (ReviewAddress) same = review_address_parse ("Berlin 10178 · Hauptstr. 7");
  g_autoptr (ReviewAddress) other = review_address_parse ("Lindenallee 9, 04109 Leipzig");
  g_autoptr (ReviewAddress) empty = review_address_new (NULL, NULL, NULL, NULL);
  double differ[REVIEW_ADDRESS_PARTS];

  review_address_compare (given, same, differ);
  for (guint i = 0; i < REVIEW_ADDRESS_PARTS; i++)
    g_assert_cmpfloat (differ[i], ==, 0);
  review_address_compare (given, other, differ);
  for (guint i = 0; i < REVIEW_ADDRESS_PARTS; i++)
    g_assert_cmpfloat (differ[i], ==, 1);
  review_address_compare (given, empty, differ);
  for (guint i = 0; i < REVIEW_ADDRESS_PARTS; i++)
    g_assert_true (isnan (differ[i]));
  g_assert_true (review_address_is_whole (given));
  g_assert_true (review_address_is_whole (other));
  g_assert_false (review_address_is_whole (empty));
}

static void
test_written_otherwise (void)
{
  static const struct
  {
    const char *a, *b;
    gboolean otherwise;
  } table[] = {
    { "12 Orchid Rise, Singapore 238801", "Singapore 238801 · 12 Orchid Rise", TRUE },
    { "12 Orchid Rise, Singapore 238801", "12 Orchid Rise, Singapore 238801", FALSE },
    { "12 Orchid Rise, Singapore 238801", "7 Lantern Road, Leipzig 04109", FALSE },
    { "海港街12号", "12 Harbour Street", TRUE },
    { "", "12 Harbour Street", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (ReviewAddress) a = review_address_parse (table[i].a);
      g_autoptr (ReviewAddress) b = review_address_parse (table[i].b);

      g_test_message ("%s", table[i].b);
      g_assert_true (review_address_is_written_otherwise (a, b) == table[i].otherwise);
    }
}

static void
test_box (void)
{
  static const char *const boxes[] = { "P.O. Box 12, Dubai",
                                       "PO BOX 7",
                                       "Postfach 30 02, Berlin",
                                       "Apartado 5, Lisboa",
                                       "c/o Mail Forwarding Ltd, 1 High St",
                                       "Poste restante, Paris",
                                       "邮政信箱 12" };
  static const char *const homes[] = { "12 Boxwood Rise, Leeds", "1 Post Office Lane, York", "" };

  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      g_autoptr (ReviewAddress) address = review_address_parse (boxes[i]);

      g_test_message ("%s", boxes[i]);
      g_assert_true (review_address_is_box (address));
    }
  for (guint i = 0; i < G_N_ELEMENTS (homes); i++)
    {
      g_autoptr (ReviewAddress) address = review_address_parse (homes[i]);

      g_assert_false (review_address_is_box (address));
    }
}

/* Whatever comes: no crash, and each part is 0, 1 or unknown. */
static void
test_random (void)
{
  static const char *const pieces[] = { "12",  "Rise", ", ", "\n", "M14 4QX", "海", "str.", "\xff",
                                        "PO ", "Box",  "·",  " ",  "10178",   "é",  "/",    "#3" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint n = 0; n < 1500; n++)
    {
      g_autoptr (GString) x = g_string_new (NULL);
      g_autoptr (GString) y = g_string_new (NULL);
      g_autoptr (ReviewAddress) a = NULL;
      g_autoptr (ReviewAddress) b = NULL;
      double differ[REVIEW_ADDRESS_PARTS];
      gint32 length = g_rand_int_range (rand, 0, 60);

      for (gint32 i = 0; i < length; i++)
        g_string_append (g_rand_boolean (rand) ? x : y,
                         pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      a = review_address_parse (x->str);
      b = review_address_parse (y->str);
      review_address_compare (a, b, differ);
      for (guint i = 0; i < REVIEW_ADDRESS_PARTS; i++)
        g_assert_true (isnan (differ[i]) || differ[i] == 0 || differ[i] == 1);
      review_address_compare (a, a, differ);
      for (guint i = 0; i < REVIEW_ADDRESS_PARTS; i++)
        g_assert_true (isnan (differ[i]) || differ[i] == 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/address/agree", test_agree);
  g_test_add_func ("/address/differ", test_differ);
  g_test_add_func ("/address/unknown", test_unknown);
  g_test_add_func ("/address/parts-given", test_parts_given);
  g_test_add_func ("/address/written-otherwise", test_written_otherwise);
  g_test_add_func ("/address/box", test_box);
  g_test_add_func ("/address/random", test_random);
  return g_test_run ();
}
