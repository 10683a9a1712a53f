/* SPDX-License-Identifier: GPL-3.0-or-later */
/* riskops-review-decoder: one customer's file on standard input, its pages as raw pixels on standard
 * output (decoder-frame.h), and nothing else: it has no options but --probe, reads no environment
 * and no configuration, and confines itself before the first byte is looked at. Customer files are
 * hostile; whatever one does to this process, it does to nobody else. */
#define G_LOG_DOMAIN "review-decoder"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "decoder-private.h"

static GBytes *
read_file (void)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  guint8 piece[64 * 1024];
  gssize n;

  while ((n = read (STDIN_FILENO, piece, sizeof piece)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 || file->len + (gsize) n > DECODER_MAX_FILE)
        return NULL;
      g_byte_array_append (file, piece, (guint) n);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&file));
}

/* By the first bytes; the server took in nothing else, but this program trusts no server. */
static DecoderStatus
show (GBytes *file)
{
  gsize len;
  const char *data = g_bytes_get_data (file, &len);

  if (len >= 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return decoder_show_image (file, "png");
  if (len >= 3 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    return decoder_show_image (file, "jpeg");
  if (len >= 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return decoder_show_image (file, "webp");
  if (len >= 5 && memcmp (data, "%PDF-", 5) == 0)
    return decoder_show_pdf (file);
  return DECODER_UNSUPPORTED;
}

int
main (int argc, char **argv)
{
  g_autoptr (GBytes) file = NULL;
  DecoderStatus status;

  if (!decoder_confine ())
    status = DECODER_NOT_CONFINED;
  else if (argc > 1 && strcmp (argv[1], "--probe") == 0)
    {
      decoder_write_header (DECODER_OK, 0);
      return EXIT_SUCCESS;
    }
  else
    {
      file = read_file ();
      status = file != NULL ? show (file) : DECODER_TOO_LARGE;
    }
  if (status != DECODER_OK)
    decoder_write_header (status, 0);
  return EXIT_SUCCESS;
}
