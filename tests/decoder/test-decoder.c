/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decoder and its starter: what opens, what is refused, and that a decoder which lies, hangs or
 * dies is an error and nothing more. */
#define G_LOG_DOMAIN "review-test"
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "decoder-fixture.h"
#include "decoder-frame.h"
#include "review-attachment.h"

/* Half a page of WebP, lossy, of one pixel. */
static const char webp[] = "UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=";

static void
assert_page (ReviewDocument *document, guint width, guint height)
{
  guint w = 0, h = 0;
  GBytes *pixels = review_document_get_page (document, 0, &w, &h);

  g_assert_nonnull (pixels);
  g_assert_cmpuint (w, ==, width);
  g_assert_cmpuint (h, ==, height);
  g_assert_cmpuint (g_bytes_get_size (pixels), ==, (gsize) w * h * 4);
}

static void
assert_refused (ReviewDecoder *decoder, GBytes *file, ReviewDecoderError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewDocument) document = fixture_open (decoder, file, &error);

  g_assert_null (document);
  g_assert_error (error, REVIEW_DECODER_ERROR, (int) code);
}

/* What every type opens as, and nothing differs without bubblewrap but what is said of it. */
static void
open_all (const char *bubblewrap, ReviewIsolation least)
{
  g_autoptr (ReviewDecoder) decoder = review_decoder_new (NULL, bubblewrap);
  g_autoptr (GBytes) bill = fixture_draw ("poa_review", REVIEW_MEDIA_TYPE_PDF);
  g_autoptr (GBytes) card = fixture_draw ("kyc_audit", REVIEW_MEDIA_TYPE_JPEG);
  g_autoptr (GBytes) png = fixture_make_png (30, 20, TRUE);
  gsize len = 0;
  guint8 *bytes = g_base64_decode (webp, &len);
  g_autoptr (GBytes) small = g_bytes_new_take (bytes, len);
  GBytes *files[] = { bill, card, png, small };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ReviewDocument) document = fixture_open (decoder, files[i], &error);

      g_assert_no_error (error);
      g_assert_cmpuint (review_document_get_n_pages (document), ==, 1);
      g_assert_cmpint (review_document_get_isolation (document), >=, least);
      if (files[i] == png)
        assert_page (document, 30, 20);
      if (files[i] == bill)
        assert_page (document, 1413, 2000);
    }
}

static void
test_opens (void)
{
  open_all (NULL, REVIEW_ISOLATION_CONFINED);
}

static void
test_opens_without_bubblewrap (void)
{
  open_all ("", REVIEW_ISOLATION_CONFINED);
  open_all ("/nonexistent/bwrap", REVIEW_ISOLATION_CONFINED);
  open_all ("/bin/false", REVIEW_ISOLATION_CONFINED);
}

/* Where bubblewrap runs it is used. */
static void
test_sandbox (void)
{
  g_autofree char *bubblewrap = g_find_program_in_path ("bwrap");
  const char *argv[] = { bubblewrap, "--unshare-all", "--ro-bind", "/", "/", "true", NULL };
  int status = 1;

  if (bubblewrap == NULL
      || !g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                        NULL, &status, NULL)
      || status != 0)
    {
      g_test_skip ("bubblewrap does not run here");
      return;
    }
  open_all (NULL, REVIEW_ISOLATION_SANDBOX);
}

static void
test_refuses (void)
{
  static const char locked[] =
      "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
      "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
      "3 0 obj<</Filter/Standard/V 2/R 3/Length 128/P -4/O<"
      "0102030405060708091011121314151617181920212223242526272829303132>/U<"
      "0102030405060708091011121314151617181920212223242526272829303132>>>endobj\n"
      "trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<01><01>]>>\n";
  g_autoptr (ReviewDecoder) decoder = review_decoder_new (NULL, NULL);
  g_autoptr (GBytes) flood = fixture_make_png (60000, 60000, FALSE);
  g_autoptr (GBytes) thin = fixture_make_png (2000000000, 1, FALSE);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) picture = g_bytes_new_static ("GIF89a, but no picture", 22);
  g_autoptr (GBytes) half = fixture_make_png (30, 20, FALSE);
  g_autoptr (GBytes) secret = g_bytes_new_static (locked, sizeof locked - 1);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("%PDF-1.7", 8);
  g_autoptr (GBytes) large = g_bytes_new_take (g_malloc0 (9000000), 9000000);

  assert_refused (decoder, flood, REVIEW_DECODER_ERROR_TOO_LARGE);
  assert_refused (decoder, thin, REVIEW_DECODER_ERROR_UNREADABLE);
  assert_refused (decoder, empty, REVIEW_DECODER_ERROR_UNSUPPORTED);
  assert_refused (decoder, picture, REVIEW_DECODER_ERROR_UNSUPPORTED);
  assert_refused (decoder, half, REVIEW_DECODER_ERROR_UNREADABLE);
  assert_refused (decoder, secret, REVIEW_DECODER_ERROR_ENCRYPTED);
  assert_refused (decoder, nothing, REVIEW_DECODER_ERROR_UNREADABLE);
  assert_refused (decoder, large, REVIEW_DECODER_ERROR_TOO_LARGE);
}

/* A large picture comes smaller, not whole. */
static void
test_shrinks (void)
{
  g_autoptr (ReviewDecoder) decoder = review_decoder_new (NULL, NULL);
  g_autoptr (GBytes) file = fixture_make_png (6000, 4000, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewDocument) document = fixture_open (decoder, file, &error);
  guint width, height;

  g_assert_no_error (error);
  review_document_get_page (document, 0, &width, &height);
  g_assert_cmpuint ((guint64) width * height, <=, DECODER_MAX_PAGE_PIXELS);
  g_assert_cmpuint (width, >, 4000);
}

/* A program that answers the probe and then does as @script says. */
typedef struct
{
  char *folder;
  char *path;
} Liar;

#define HEAD  "printf 'RRD1\\0\\0\\0\\0\\001\\0\\0\\0'\n"
#define BEGIN "#!/bin/sh\n[ \"$1\" = --probe ] && { " HEAD "exit; }\n"

static void
liar_init (Liar *self, const char *script)
{
  self->folder = g_dir_make_tmp ("review-liar-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "liar", NULL);
  g_assert_true (g_file_set_contents (self->path, script, -1, NULL));
  g_assert_cmpint (g_chmod (self->path, 0700), ==, 0);
}

static void
liar_clear (Liar *self)
{
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

static void
test_lies (void)
{
  static const struct
  {
    const char *script;
    ReviewDecoderError code;
  } lies[] = {
    { BEGIN "exit 0", REVIEW_DECODER_ERROR_CRASHED },
    { BEGIN "kill -SEGV $$", REVIEW_DECODER_ERROR_CRASHED },
    { BEGIN "printf 'Segmentation fault, or so'", REVIEW_DECODER_ERROR_CRASHED },
    { BEGIN HEAD "exit 0", REVIEW_DECODER_ERROR_CRASHED },
    { BEGIN "printf 'RRD1\\0\\0\\0'", REVIEW_DECODER_ERROR_CRASHED },
    { BEGIN "printf 'RRD1\\077\\0\\0\\0\\001\\0\\0\\0'", REVIEW_DECODER_ERROR_CRASHED },
    { BEGIN "printf 'RRD1\\001\\0\\0\\0\\001\\0\\0\\0'", REVIEW_DECODER_ERROR_UNREADABLE },
    /* No page at all; a page of no width; of 4294967295 by 4294967295; of 65536 by 65536, whose
     * bytes are 0 in 32 bits; one that does not come whole; one after the other for ever. */
    { BEGIN HEAD "printf '\\0\\0\\0\\0\\0\\0\\0\\0'", REVIEW_DECODER_ERROR_CRASHED },
    { BEGIN HEAD "printf '\\0\\0\\0\\0\\001\\0\\0\\0'", REVIEW_DECODER_ERROR_CRASHED },
    { BEGIN HEAD "printf '\\377\\377\\377\\377\\377\\377\\377\\377'",
      REVIEW_DECODER_ERROR_CRASHED },
    { BEGIN HEAD "printf '\\0\\0\\001\\0\\0\\0\\001\\0'", REVIEW_DECODER_ERROR_CRASHED },
    { BEGIN HEAD "printf '\\002\\0\\0\\0\\002\\0\\0\\0pixels'", REVIEW_DECODER_ERROR_CRASHED },
    { BEGIN HEAD "while :; do printf '\\001\\0\\0\\0\\001\\0\\0\\0pixl'; done",
      REVIEW_DECODER_ERROR_CRASHED },
  };
  g_autoptr (GBytes) file = g_bytes_new_static ("x", 1);

  for (gsize i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autoptr (ReviewDecoder) decoder = NULL;
      Liar liar;

      g_test_message ("lie %zu", i);
      liar_init (&liar, lies[i].script);
      decoder = review_decoder_new (liar.path, "");
      assert_refused (decoder, file, lies[i].code);
      liar_clear (&liar);
    }
}

/* Silence has an end: that of the clock, or of whoever asked. */
static void
test_hangs (void)
{
  g_autoptr (GBytes) file = g_bytes_new_static ("x", 1);
  g_autoptr (ReviewDecoder) decoder = NULL;
  gint64 begin = g_get_monotonic_time ();
  Liar liar;

  liar_init (&liar, BEGIN HEAD "exec sleep 600");
  decoder = review_decoder_new (liar.path, "");
  review_decoder_set_time_limit (decoder, 2000);
  assert_refused (decoder, file, REVIEW_DECODER_ERROR_TIME);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 60 * G_TIME_SPAN_SECOND);
  liar_clear (&liar);
}

static void
store_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

static void
test_cancels (void)
{
  g_autoptr (GBytes) file = g_bytes_new_static ("x", 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewDecoder) decoder = NULL;
  Liar liar;

  liar_init (&liar, BEGIN HEAD "exec sleep 600");
  decoder = review_decoder_new (liar.path, "");
  review_decoder_open_async (decoder, file, cancellable, store_result_cb, &result);
  g_timeout_add (100, cancel_cb, cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (review_decoder_open_finish (decoder, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  liar_clear (&liar);
}

/* Without walls nothing is opened, and without a decoder nothing is tried. */
static void
test_no_walls (void)
{
  g_autoptr (GBytes) file = fixture_make_png (3, 2, TRUE);
  g_autoptr (ReviewDecoder) decoder = NULL;
  g_autoptr (ReviewDecoder) none = review_decoder_new ("/nonexistent/decoder", "");
  Liar liar;

  liar_init (&liar, "#!/bin/sh\nprintf 'RRD1\\005\\0\\0\\0\\0\\0\\0\\0'");
  decoder = review_decoder_new (liar.path, "");
  assert_refused (decoder, file, REVIEW_DECODER_ERROR_NO_ISOLATION);
  assert_refused (none, file, REVIEW_DECODER_ERROR_NO_ISOLATION);
  liar_clear (&liar);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decoder/opens", test_opens);
  g_test_add_func ("/decoder/opens-without-bubblewrap", test_opens_without_bubblewrap);
  g_test_add_func ("/decoder/sandbox", test_sandbox);
  g_test_add_func ("/decoder/refuses", test_refuses);
  g_test_add_func ("/decoder/shrinks", test_shrinks);
  g_test_add_func ("/decoder/lies", test_lies);
  g_test_add_func ("/decoder/hangs", test_hangs);
  g_test_add_func ("/decoder/cancels", test_cancels);
  g_test_add_func ("/decoder/no-walls", test_no_walls);
  return g_test_run ();
}
