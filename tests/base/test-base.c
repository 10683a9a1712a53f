/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ids, times, sentences, masks, visible text, canonical bytes. */
#include <string.h>

#include "review-canonical.h"
#include "review-error.h"
#include "review-id.h"
#include "review-index-text.h"
#include "review-text.h"
#include "review-time.h"

static void
test_ids (void)
{
  ReviewTestClock clock;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *token = NULL;

  review_test_clock_init (&clock, 1700000000 * REVIEW_SECOND, 7);
  first = review_id_new (&clock.clock);
  review_test_clock_advance (&clock, 2000);
  second = review_id_new (&clock.clock);
  token = review_token_new (&clock.clock);
  g_assert_true (review_id_is_valid (first));
  g_assert_cmpstr (first, <, second);
  g_assert_cmpuint (strlen (token), ==, 64);
  g_assert_false (review_id_is_valid (NULL));
  g_assert_false (review_id_is_valid ("xyz"));
  g_assert_false (review_id_is_valid ("0123456789ABCDEF0123456789abcdef"));
}

static void
test_time (void)
{
  static const struct
  {
    const char *text;
    gint64 time;
  } good[] = {
    { "1970-01-01T00:00:00Z", 0 },
    { "2026-11-20T08:00:00.125Z", G_GINT64_CONSTANT (1795161600125000) },
    { "2026-11-20T16:00:00.125+08:00", G_GINT64_CONSTANT (1795161600125000) },
    { "1969-12-31T23:59:59.500Z", -500000 },
  };
  static const char *const bad[] = { "",
                                     "2026-11-20",
                                     "2026-11-20T08:00:00",
                                     "20261120T080000Z",
                                     "yesterday or so ago now",
                                     "2026-13-20T08:00:00Z" };
  gint64 time = 42;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *back = NULL;
      gint64 again;

      g_assert_true (review_time_parse (good[i].text, &time));
      g_assert_cmpint (time, ==, good[i].time);
      back = review_time_format (time);
      g_assert_true (review_time_parse (back, &again));
      g_assert_cmpint (again, ==, time);
    }
  time = 42;
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (review_time_parse (bad[i], &time));
  g_assert_cmpint (time, ==, 42);
}

/* Clocks are set forward and back in Berlin and never in Shanghai. */
static void
test_wall (void)
{
  static const struct
  {
    const char *text, *zone;
    ReviewWallChoice choice;
    const char *utc; /* NULL: the clock never says it */
  } rows[] = {
    { "2026-11-20T08:00", "Asia/Shanghai", REVIEW_WALL_EARLIER, "2026-11-20T00:00:00.000Z" },
    { "2026-11-20T08:00", "Europe/Berlin", REVIEW_WALL_EARLIER, "2026-11-20T07:00:00.000Z" },
    { "2026-07-20T08:00", "Europe/Berlin", REVIEW_WALL_LATER, "2026-07-20T06:00:00.000Z" },
    { "2026-03-29T01:59", "Europe/Berlin", REVIEW_WALL_EARLIER, "2026-03-29T00:59:00.000Z" },
    { "2026-03-29T02:30", "Europe/Berlin", REVIEW_WALL_EARLIER, NULL },
    { "2026-03-29T03:00", "Europe/Berlin", REVIEW_WALL_EARLIER, "2026-03-29T01:00:00.000Z" },
    { "2026-10-25T02:30", "Europe/Berlin", REVIEW_WALL_EARLIER, "2026-10-25T00:30:00.000Z" },
    { "2026-10-25T02:30", "Europe/Berlin", REVIEW_WALL_LATER, "2026-10-25T01:30:00.000Z" },
    { "2026-10-25T03:00", "Europe/Berlin", REVIEW_WALL_LATER, "2026-10-25T02:00:00.000Z" },
    { "2026-11-20T08:00", "Nowhere/Atall", REVIEW_WALL_EARLIER, NULL },
    { "2026-11-20T25:00", "Asia/Shanghai", REVIEW_WALL_EARLIER, NULL },
    { "2026-11-20", "Asia/Shanghai", REVIEW_WALL_EARLIER, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 time = 0;
      g_autofree char *said = NULL;
      gboolean ok = review_time_parse_wall (rows[i].text, rows[i].zone, rows[i].choice, &time);

      said = ok ? review_time_format (time) : NULL;
      g_assert_cmpstr (said, ==, rows[i].utc);
    }
}

static void
test_sentences (void)
{
  static const struct
  {
    const char *text;
    guint n;
  } cases[] = {
    { "", 0 },
    { "  \n ", 0 },
    { "...", 0 },
    { "Address age (E15) outweighs it", 1 },
    { "Risk 0.71 of model wd-2026.11.3 is fine. See v1.2!", 2 },
    { "One. Two? Three", 3 },
    { "地址账龄（E15）权重过高。应以资金来源为准。", 2 },
    { "地址账龄权重过高", 1 },
    { "E15 权重过高。See E3.", 2 },
    { "Wait… really?! Yes.", 3 },
    { "He said \"no.\" Then left.", 2 },
    { "first line\nsecond line", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (review_text_count_sentences (cases[i].text), ==, cases[i].n);
    }
}

static void
test_mask (void)
{
  g_autofree char *user = review_text_mask ("u88123307");
  g_autofree char *brief = review_text_mask ("u12");
  g_autofree char *five = review_text_mask ("12345");
  g_autofree char *han = review_text_mask ("客户一二三四五六");

  g_assert_cmpstr (user, ==, "u•••3307");
  g_assert_cmpstr (brief, ==, "•••");
  g_assert_null (strstr (five, "12345"));
  g_assert_cmpstr (han, ==, "客•••三四五六");
}

static void
test_visible (void)
{
  g_autofree char *override = review_text_visible ("pay\xe2\x80\xae"
                                                   "gnp.exe");
  g_autofree char *zero = review_text_visible ("a\xe2\x80\x8b"
                                               "b");
  g_autofree char *broken = review_text_visible ("a\xff"
                                                 "b");
  g_autofree char *none = review_text_visible (NULL);

  g_assert_cmpstr (override, ==, "pay⟨U+202E⟩gnp.exe");
  g_assert_cmpstr (zero, ==, "a⟨U+200B⟩b");
  g_assert_true (g_utf8_validate (broken, -1, NULL));
  g_assert_cmpstr (none, ==, "");
}

static void
test_amounts (void)
{
  g_assert_true (review_text_is_amount ("0"));
  g_assert_true (review_text_is_amount ("-12.5"));
  g_assert_true (review_text_is_amount (
      "115792089237316195423570985008687907853269984665640564039457584007913129639935"));
  g_assert_false (review_text_is_amount (""));
  g_assert_false (review_text_is_amount ("1."));
  g_assert_false (review_text_is_amount (".5"));
  g_assert_false (review_text_is_amount ("1e5"));
  g_assert_false (review_text_is_amount ("12 "));
}

static void
test_words (void)
{
  static const char *const texts[] = { "RC-W05", "Payment by a deceived customer missed",
                                       "漏判客户受骗转账", NULL };

  g_assert_true (review_text_has_words (texts, ""));
  g_assert_true (review_text_has_words (texts, "  DECEIVED  w05 "));
  g_assert_true (review_text_has_words (texts, "受骗 pay"));
  g_assert_false (review_text_has_words (texts, "deceived w06"));
  g_assert_false (review_text_has_words (texts, "骗受"));
}

static void
test_canonical (void)
{
  g_autoptr (ReviewCanonical) a = review_canonical_new (1);
  g_autoptr (ReviewCanonical) b = review_canonical_new (1);
  g_autoptr (ReviewCanonical) absent = review_canonical_new (1);
  g_autoptr (ReviewCanonical) empty = review_canonical_new (1);
  g_autofree char *hash_a = NULL, *hash_b = NULL, *hash_absent = NULL, *hash_empty = NULL;
  g_autofree char *known = review_sha256 ("abc", 3);

  review_canonical_add (a, "ab");
  review_canonical_add (a, "c");
  review_canonical_add (b, "a");
  review_canonical_add (b, "bc");
  review_canonical_add (absent, NULL);
  review_canonical_add (empty, "");
  hash_a = review_canonical_hash (a);
  hash_b = review_canonical_hash (b);
  hash_absent = review_canonical_hash (absent);
  hash_empty = review_canonical_hash (empty);
  g_assert_cmpstr (hash_a, !=, hash_b);
  g_assert_cmpstr (hash_absent, !=, hash_empty);
  g_assert_cmpstr (known, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void
test_error_field (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) plain =
      g_error_new (REVIEW_ERROR, REVIEW_ERROR_INVALID, "no field here: none");
  g_autofree char *field = NULL;
  g_autofree char *none = review_error_dup_field (plain);

  review_error_set_field (&error, "evidence[3].at", "a time is expected, not %d", 7);
  field = review_error_dup_field (error);
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_assert_cmpstr (field, ==, "evidence[3].at");
  g_assert_null (none);
}

/* Uniform over cases, fixed for each, and another salt is another lottery. */
static void
test_draw (void)
{
  guint below = 0, same = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *id = g_strdup_printf ("case-%u", i);
      double draw = review_hash_draw ("salt", id);

      g_assert_true (draw >= 0 && draw < 1);
      g_assert_true (!(draw < review_hash_draw ("salt", id))
                     && !(draw > review_hash_draw ("salt", id)));
      below += draw < 0.1 ? 1 : 0;
      same += draw < 0.1 && review_hash_draw ("pepper", id) < 0.1 ? 1 : 0;
    }
  g_assert_cmpuint (below, >, 1800); /* 2000 expected, deviation 42 */
  g_assert_cmpuint (below, <, 2200);
  g_assert_cmpuint (same, >, 130); /* 200 expected, deviation 14 */
  g_assert_cmpuint (same, <, 270);
}

static void
test_index_text (void)
{
  static const struct
  {
    const char *text, *grams;
  } cases[] = {
    { NULL, "" },
    { " — ", "" },
    { "ab", "ab b" },
    { "W-10322", "w10 103 032 322 22 2" },
    { "Ｗ１０", "w10 10 0" },
    { "Émile", "emi mil ile le e" },
    { "张三丰", "张三 三丰 丰" },
    { "张三abc", "张三 三 abc bc c" },
    { "u•••4821", "u 482 821 21 1" },
    { "end. Next", "end nd d nex ext xt t" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *grams = review_index_text (cases[i].text);

      g_assert_cmpstr (grams, ==, cases[i].grams);
    }
}

/* What is searched for is found when each of its phrases is a run of grams of the text. */
static gboolean
finds (const char *query, const char *text)
{
  g_auto (GStrv) phrases = review_index_query (query);
  g_autofree char *grams = review_index_text (text);
  g_autofree char *padded = g_strconcat (" ", grams, " ", NULL);

  for (guint i = 0; phrases[i] != NULL; i++)
    {
      gsize n = strlen (phrases[i]);
      gboolean prefix = phrases[i][n - 1] == '*';
      g_autofree char *want =
          g_strdup_printf (" %.*s%s", (int) (prefix ? n - 1 : n), phrases[i], prefix ? "" : " ");

      if (strstr (padded, want) == NULL)
        return FALSE;
    }
  return phrases[0] != NULL;
}

static void
test_index_query (void)
{
  static const struct
  {
    const char *query, *text;
    gboolean found;
  } cases[] = {
    { "W-10322", "W-10322", TRUE },
    { "w10322", "W-10322", TRUE },
    { "0322", "W-10322", TRUE },
    { "W-", "W-10322", TRUE },
    { "22", "W-10322", TRUE },
    { "2", "W-10322", TRUE },
    { "10323", "W-10322", FALSE },
    { "冷钱包", "转入冷钱包地址", TRUE },
    { "钱包", "转入冷钱包地址", TRUE },
    { "址", "转入冷钱包地址", TRUE },
    { "钱地", "转入冷钱包地址", FALSE },
    { "包 地址", "转入冷钱包地址", TRUE },
    { "ＲＥＳＵＭＥ", "résumé", TRUE },
    { "冷钱包abc", "abc 冷钱包", TRUE },
    { "", "anything", FALSE },
    { "…", "anything", FALSE },
    { "\"* OR", "or", TRUE },
    { "bc1", "abc123", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (finds (cases[i].query, cases[i].text) != cases[i].found)
      g_error ("“%s” in “%s”: not %d", cases[i].query, cases[i].text, cases[i].found);
}

static void
test_index_whole (void)
{
  g_autofree char *address = review_index_whole ("0xA94F5374Fce5edBC8E2a8697C15331677e6EbF0B");

  g_assert_cmpstr (address, ==, "0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b");
  g_assert_null (review_index_whole (NULL));
  g_assert_null (review_index_whole ("0xA94F"));
  g_assert_null (review_index_whole ("maria.lopez1990@example.com"));
  g_assert_null (review_index_whole ("onlyletterswithoutadigit"));
  g_assert_null (review_index_whole ("12345678901234567890"));
  g_assert_null (review_index_whole ("12 Long Street 3, 80331 Munich"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/ids", test_ids);
  g_test_add_func ("/base/time", test_time);
  g_test_add_func ("/base/wall", test_wall);
  g_test_add_func ("/base/sentences", test_sentences);
  g_test_add_func ("/base/mask", test_mask);
  g_test_add_func ("/base/visible", test_visible);
  g_test_add_func ("/base/amounts", test_amounts);
  g_test_add_func ("/base/words", test_words);
  g_test_add_func ("/base/index/text", test_index_text);
  g_test_add_func ("/base/index/query", test_index_query);
  g_test_add_func ("/base/index/whole", test_index_whole);
  g_test_add_func ("/base/canonical", test_canonical);
  g_test_add_func ("/base/error-field", test_error_field);
  g_test_add_func ("/canonical/draw", test_draw);
  return g_test_run ();
}
