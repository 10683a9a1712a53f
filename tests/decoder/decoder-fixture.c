/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See decoder-fixture.h. */
#define G_LOG_DOMAIN "review-test"
#include "decoder-fixture.h"

#include <string.h>

#include "review-papers.h"

#define START ((gint64) 1795341600 * G_TIME_SPAN_SECOND)

GBytes *
fixture_draw (const char *case_type, int media_type)
{
  ReviewDemoOptions options;

  review_demo_options_init (&options, START);
  options.history = 0;
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (ReviewDemoCase) one = review_demo_make (&options, case_type, i);
      g_autoptr (GPtrArray) files = review_papers_draw (one);

      for (guint k = 0; k < files->len; k++)
        if (review_media_type_sniff (files->pdata[k]) == media_type)
          return g_bytes_ref (files->pdata[k]);
    }
  g_error ("no %s has such a file", case_type);
}

static guint32
count_crc (const guint8 *bytes, gsize len)
{
  guint32 crc = 0xffffffffu;

  for (gsize i = 0; i < len; i++)
    {
      crc ^= bytes[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
    }
  return ~crc;
}

static void
add_number (GByteArray *file, guint32 number)
{
  number = GUINT32_TO_BE (number);
  g_byte_array_append (file, (const guint8 *) &number, 4);
}

static void
add_chunk (GByteArray *file, const char *kind, const guint8 *data, guint len)
{
  guint at;

  add_number (file, len);
  at = file->len;
  g_byte_array_append (file, (const guint8 *) kind, 4);
  if (len > 0)
    g_byte_array_append (file, data, len);
  add_number (file, count_crc (file->data + at, file->len - at));
}

/* Grey lines, packed. */
static GByteArray *
pack_lines (guint width, guint height)
{
  g_autoptr (GConverter) packer =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1));
  gsize len = (gsize) height * (width + 1), read, written;
  g_autofree guint8 *lines = g_malloc0 (len);
  guint size = (guint) (len + 1024);
  g_autofree guint8 *packed = g_malloc (size);

  g_assert_cmpint (g_converter_convert (packer, lines, len, packed, size, G_CONVERTER_INPUT_AT_END,
                                        &read, &written, NULL),
                   ==, G_CONVERTER_FINISHED);
  return g_byte_array_append (g_byte_array_new (), packed, (guint) written);
}

GBytes *
fixture_make_png (guint width, guint height, gboolean whole)
{
  GByteArray *file = g_byte_array_new ();
  g_autoptr (GByteArray) head = g_byte_array_new ();
  g_autoptr (GByteArray) lines = whole ? pack_lines (width, height) : g_byte_array_new ();

  g_byte_array_append (file, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  add_number (head, width);
  add_number (head, height);
  g_byte_array_append (head, (const guint8 *) "\x08\0\0\0\0", 5);
  add_chunk (file, "IHDR", head->data, head->len);
  add_chunk (file, "IDAT", lines->data, lines->len);
  add_chunk (file, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (file);
}

static void
store_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
give_up_cb (gpointer unused)
{
  g_error ("the decoder had no outcome in time");
  return G_SOURCE_REMOVE;
}

ReviewDocument *
fixture_open (ReviewDecoder *decoder, GBytes *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint limit = g_timeout_add_seconds (90, give_up_cb, NULL);

  review_decoder_open_async (decoder, file, NULL, store_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
  return review_decoder_open_finish (decoder, result, error);
}

/* Ways in which a file is damaged */

static void
flip (GRand *rand, GByteArray *file)
{
  int n = g_rand_int_range (rand, 1, 24);

  for (int i = 0; i < n; i++)
    file->data[g_rand_int_range (rand, 0, (int) file->len)] ^=
        (guint8) (1 << g_rand_int_range (rand, 0, 8));
}

static void
cut (GRand *rand, GByteArray *file)
{
  g_byte_array_set_size (file, (guint) g_rand_int_range (rand, 1, (int) file->len));
}

/* Runs of the largest and the smallest: lengths, offsets and sizes that lie. */
static void
overwrite (GRand *rand, GByteArray *file)
{
  static const int values[] = { 0x00, 0xff, 0x7f, 0x80 };

  for (int i = 0; i < 3; i++)
    {
      guint at = (guint) g_rand_int_range (rand, 0, (int) file->len);
      guint n = MIN ((guint) g_rand_int_range (rand, 1, 9), file->len - at);

      memset (file->data + at, values[g_rand_int_range (rand, 0, 4)], n);
    }
}

/* Only the first bytes, where sizes stand. */
static void
spoil_head (GRand *rand, GByteArray *file)
{
  for (int i = 0; i < 6; i++)
    file->data[g_rand_int_range (rand, 8, MIN (64, (int) file->len))] =
        (guint8) g_rand_int_range (rand, 0, 256);
}

static void
repeat (GRand *rand, GByteArray *file)
{
  guint at = (guint) g_rand_int_range (rand, 0, (int) file->len);
  g_autoptr (GBytes) piece = g_bytes_new (file->data + at, file->len - at);

  g_byte_array_append (file, g_bytes_get_data (piece, NULL), (guint) g_bytes_get_size (piece));
}

GBytes *
fixture_damage (GRand *rand, GBytes *whole)
{
  static void (*const ways[]) (GRand *, GByteArray *) = { flip, cut, overwrite, spoil_head,
                                                          repeat };
  GByteArray *file = g_byte_array_new ();

  g_byte_array_append (file, g_bytes_get_data (whole, NULL), (guint) g_bytes_get_size (whole));
  ways[g_rand_int_range (rand, 0, G_N_ELEMENTS (ways))](rand, file);
  return g_byte_array_free_to_bytes (file);
}
