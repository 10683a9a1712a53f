/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Word by word, in both languages, and always both texts whole. */
#include "review-diff.h"

static const struct
{
  const char *before, *after, *parts; /* [removed] {added} */
} cases[] = {
  { "", "", "" },
  { "same", "same", "same" },
  { "", "new", "{new}" },
  { "old", "", "[old]" },
  { "Wait 24 h.", "Wait 48 h.", "Wait [24]{48} h." },
  { "Block the transfer.", "Block and freeze the transfer.", "Block {and freeze }the transfer." },
  /* Spaces between two changes belong to the change. */
  { "one two.", "three four.", "[one two]{three four}." },
  { "决定前暂缓提币。", "决定后暂缓提币。", "决定[前]{后}暂缓提币。" },
  { "24 小时内未获答复", "48 小时内未获本人答复", "[24]{48} 小时内未获{本人}答复" },
  { "ATO 案件", "KYC 案件", "[ATO]{KYC} 案件" },
  { "naïve", "naive", "[naïve]{naive}" },
};

static char *
rebuild (GPtrArray *parts, ReviewDiffKind without)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const ReviewDiffPart *part = parts->pdata[i];

      if (part->kind != without)
        g_string_append (out, part->text);
    }
  return g_string_free (out, FALSE);
}

static char *
show (GPtrArray *parts)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const ReviewDiffPart *part = parts->pdata[i];

      g_string_append_printf (out,
                              part->kind == REVIEW_DIFF_SAME      ? "%s"
                              : part->kind == REVIEW_DIFF_REMOVED ? "[%s]"
                                                                  : "{%s}",
                              part->text);
    }
  return g_string_free (out, FALSE);
}

static void
test_words (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) parts = review_diff_words (cases[i].before, cases[i].after);
      g_autofree char *shown = show (parts);

      g_assert_cmpstr (shown, ==, cases[i].parts);
    }
}

/* Whatever the texts are, what is not added is the text before, what is not removed the one after. */
static void
test_whole (void)
{
  static const char *const words[] = { "a", "bb", " ", "。", "提", "币", "7", ", " };

  for (int run = 0; run < 300; run++)
    {
      g_autoptr (GString) before = g_string_new (NULL);
      g_autoptr (GString) after = g_string_new (NULL);
      g_autoptr (GPtrArray) parts = NULL;
      g_autofree char *old_text = NULL;
      g_autofree char *new_text = NULL;

      for (int i = g_test_rand_int_range (0, 40); i > 0; i--)
        g_string_append (before, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
      for (int i = g_test_rand_int_range (0, 40); i > 0; i--)
        g_string_append (after, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
      parts = review_diff_words (before->str, after->str);
      old_text = rebuild (parts, REVIEW_DIFF_ADDED);
      new_text = rebuild (parts, REVIEW_DIFF_REMOVED);
      g_assert_cmpstr (old_text, ==, before->str);
      g_assert_cmpstr (new_text, ==, after->str);
    }
}

/* Too long for the table: replaced as a whole, not left out. */
static void
test_long (void)
{
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);
  g_autoptr (GPtrArray) parts = NULL;

  for (int i = 0; i < 3000; i++)
    {
      g_string_append_printf (before, "%d ", i);
      g_string_append_printf (after, "x%d ", i);
    }
  parts = review_diff_words (before->str, after->str);
  g_assert_cmpint (((ReviewDiffPart *) parts->pdata[0])->kind, ==, REVIEW_DIFF_REMOVED);
  g_assert_cmpuint (parts->len, <=, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/diff/words", test_words);
  g_test_add_func ("/diff/whole", test_whole);
  g_test_add_func ("/diff/long", test_long);
  return g_test_run ();
}
