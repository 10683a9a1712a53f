/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents on paper: every word is there, as text and never as markup; tables go on over pages. */
#include "review-report.h"

#include <string.h>

static const ReviewReportColumn columns[] = { { "Evidence", 2, FALSE },
                                              { "What it says", 10, FALSE },
                                              { "Amount", 3, TRUE } };

/* The text of the pages, or NULL where the program that reads it is not installed. */
static char *
read_text (GBytes *pdf)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GError) error = NULL;

  if (program == NULL)
    return NULL;
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                            program, "-layout", "-", "-", NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate (child, pdf, NULL, &out, NULL, &error));
  return g_strndup (g_bytes_get_data (out, NULL), g_bytes_get_size (out));
}

static GBytes *
draw (ReviewReport *report, guint *ret_pages)
{
  g_autoptr (GError) error = NULL;
  GBytes *pdf = review_report_to_pdf (report, ret_pages, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (pdf), >, 500);
  g_assert_cmpint (memcmp (g_bytes_get_data (pdf, NULL), "%PDF-", 5), ==, 0);
  return pdf;
}

static void
test_words (void)
{
  g_autoptr (ReviewReport) report = review_report_new ("异常提币 · WD-1", "as of now", "zh-CN");
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  guint pages = 0;

  review_report_set_watermark (report, "L. Chen · WD-1");
  review_report_set_footer (report, "taken out by L. Chen");
  review_report_add_heading (report, "Case");
  review_report_add_fact (report, "客户", "<b>u•••3307</b> & co");
  review_report_add_fact (report, "Hidden",
                          "pay\xe2\x80\xae"
                          "gnp.exe");
  review_report_add_paragraph (report, "线条更清晰");
  pdf = draw (report, &pages);
  g_assert_cmpuint (pages, ==, 1);
  text = read_text (pdf);
  if (text == NULL)
    {
      g_test_skip ("pdftotext is not installed");
      return;
    }
  g_assert_nonnull (strstr (text, "WD-1"));
  g_assert_nonnull (strstr (text, "<b>u"));
  g_assert_nonnull (strstr (text, "U+202E"));
}

static void
test_pages (void)
{
  g_autoptr (ReviewReport) report = review_report_new ("Case", NULL, "en");
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  g_autofree char *last = NULL;
  g_auto (GStrv) heads = NULL;
  guint pages = 0;

  review_report_add_heading (report, "Evidence");
  review_report_begin_table (report, columns, G_N_ELEMENTS (columns));
  for (int i = 0; i < 150; i++)
    {
      g_autofree char *label = g_strdup_printf ("E%d", i);
      const char *cells[] = { label, "a transaction", i % 2 == 0 ? "12.50" : NULL };

      review_report_add_row (report, cells);
    }
  pdf = draw (report, &pages);
  g_assert_cmpuint (pages, >, 2);
  text = read_text (pdf);
  if (text == NULL)
    {
      g_test_skip ("pdftotext is not installed");
      return;
    }
  g_assert_nonnull (strstr (text, "E149"));
  last = g_strdup_printf ("%u/%u", pages, pages);
  heads = g_strsplit (text, "What it says", -1);
  g_assert_cmpuint (g_strv_length (heads), ==, pages + 1);
  g_strfreev (heads);
  heads = g_strsplit (text, " ", -1); /* how far apart letters are is the reader's guess */
  g_free (text);
  text = g_strjoinv (NULL, heads);
  g_assert_nonnull (strstr (text, last));
}

/* Nothing that is written fills a page, and no page is drawn for ever. */
static void
test_long (void)
{
  g_autoptr (ReviewReport) report = review_report_new ("Case", NULL, "en");
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *endless = g_strnfill (20000, 'w');
  const char *cells[] = { endless, endless, endless };
  guint pages = 0;

  review_report_add_paragraph (report, endless);
  review_report_begin_table (report, columns, G_N_ELEMENTS (columns));
  review_report_add_row (report, cells);
  pdf = draw (report, &pages);
  g_assert_cmpuint (pages, <=, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/words", test_words);
  g_test_add_func ("/report/pages", test_pages);
  g_test_add_func ("/report/long", test_long);
  return g_test_run ();
}
