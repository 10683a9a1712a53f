/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 200 files that are damaged on purpose, and some that are meant to do harm: every one ends as pages
 * or as an error, in bounded time, and never as anything else. The same seed damages the same. */
#define G_LOG_DOMAIN "review-test"
#include <string.h>

#include "decoder-fixture.h"
#include "decoder-frame.h"
#include "review-attachment.h"

#define SEED      20261125
#define FILES     200
#define AT_ONCE   6
#define MOST_TIME (240 * G_TIME_SPAN_SECOND) /* of all of them on a busy machine */

typedef struct
{
  ReviewDecoder *decoder;
  guint running;
  guint opened, refused;
} Tally;

static void
check_pages (ReviewDocument *document)
{
  guint n = review_document_get_n_pages (document), width, height;
  guint64 pixels = 0;

  g_assert_cmpuint (n, >=, 1);
  g_assert_cmpuint (n, <=, DECODER_MAX_PAGES);
  for (guint i = 0; i < n; i++)
    {
      GBytes *page = review_document_get_page (document, i, &width, &height);

      g_assert_cmpuint (g_bytes_get_size (page), ==, (gsize) width * height * 4);
      pixels += (guint64) width * height;
    }
  g_assert_cmpuint (pixels, <=, DECODER_MAX_PIXELS);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Tally *tally = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewDocument) document =
      review_decoder_open_finish (REVIEW_DECODER (source), result, &error);

  tally->running--;
  if (document != NULL)
    {
      check_pages (document);
      tally->opened++;
      return;
    }
  g_assert_true (error->domain == REVIEW_DECODER_ERROR);
  g_assert_cmpint (error->code, <, REVIEW_DECODER_ERROR_NO_ISOLATION);
  tally->refused++;
}

static void
test_damaged (void)
{
  g_autoptr (ReviewDecoder) decoder = review_decoder_new (NULL, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  GBytes *whole[] = { fixture_draw ("kyc_audit", REVIEW_MEDIA_TYPE_JPEG),
                      fixture_draw ("poa_review", REVIEW_MEDIA_TYPE_PDF),
                      fixture_make_png (400, 300, TRUE),
                      fixture_draw ("poa_review", REVIEW_MEDIA_TYPE_JPEG) };
  gint64 end = g_get_monotonic_time () + MOST_TIME;
  Tally tally = { .decoder = decoder };

  review_decoder_set_time_limit (decoder, 60000); /* that of the processor is the one that counts */
  for (guint i = 0; i < FILES; i++)
    {
      g_autoptr (GBytes) file = fixture_damage (rand, whole[i % G_N_ELEMENTS (whole)]);

      tally.running++;
      review_decoder_open_async (decoder, file, NULL, opened_cb, &tally);
      while (tally.running >= AT_ONCE)
        g_main_context_iteration (NULL, TRUE);
    }
  while (tally.running > 0)
    g_main_context_iteration (NULL, TRUE);
  g_test_message ("%u opened, %u refused", tally.opened, tally.refused);
  g_assert_cmpuint (tally.opened + tally.refused, ==, FILES);
  g_assert_cmpuint (tally.opened, >, 10);
  g_assert_cmpuint (tally.refused, >, 30);
  g_assert_cmpint (g_get_monotonic_time (), <, end);
  for (gsize i = 0; i < G_N_ELEMENTS (whole); i++)
    g_bytes_unref (whole[i]);
}

/* Forms that draw the next one ten times each: ten to the twelfth rectangles. */
static GBytes *
make_bomb (void)
{
  GString *pdf = g_string_new ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                               "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                               "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]"
                               "/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>endobj\n"
                               "4 0 obj<</Length 5>>stream\n/F Do\nendstream endobj\n");

  for (int i = 0; i < 12; i++)
    {
      g_string_append_printf (pdf,
                              "%d 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 600 800]"
                              "/Resources<</XObject<</F %d 0 R>>>>/Length 60>>stream\n",
                              5 + i, 6 + i);
      for (int k = 0; k < 10; k++)
        g_string_append (pdf, i < 11 ? "/F Do " : "0 0 9 9 re f ");
      g_string_append (pdf, "\nendstream endobj\n");
    }
  g_string_append (pdf, "trailer<</Root 1 0 R>>\n");
  return g_string_free_to_bytes (pdf);
}

static void
test_bombs (void)
{
  g_autoptr (ReviewDecoder) decoder = review_decoder_new (NULL, NULL);
  g_autoptr (GBytes) forms = make_bomb ();
  g_autoptr (GBytes) flood = fixture_make_png (7000, 7000, TRUE);
  GBytes *bombs[] = { forms, flood };

  review_decoder_set_time_limit (decoder, 60000);
  for (gsize i = 0; i < G_N_ELEMENTS (bombs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ReviewDocument) document = fixture_open (decoder, bombs[i], &error);

      if (document != NULL)
        check_pages (document);
      else
        g_assert_true (error->domain == REVIEW_DECODER_ERROR);
      g_test_message ("bomb %zu: %s", i, document != NULL ? "opened" : error->message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/damaged", test_damaged);
  g_test_add_func ("/hostile/bombs", test_bombs);
  return g_test_run ();
}
