/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ids: 48 bits of milliseconds, then 80 random bits, so that ids sort by time
 * of making and cannot be guessed. Not secrets: tokens are 256 random bits. */
#define G_LOG_DOMAIN "review-base"
#include "review-id.h"

static char *
to_hex (const guint8 *bytes, gsize len)
{
  static const char digits[] = "0123456789abcdef";
  char *hex = g_malloc (2 * len + 1);

  for (gsize i = 0; i < len; i++)
    {
      hex[2 * i] = digits[bytes[i] >> 4];
      hex[2 * i + 1] = digits[bytes[i] & 15];
    }
  hex[2 * len] = '\0';
  return hex;
}

/**
 * review_id_new:
 *
 * Returns: (transfer full): a new id of %REVIEW_ID_LENGTH characters
 */
char *
review_id_new (const ReviewClock *clock)
{
  guint8 bytes[16];
  guint64 ms = (guint64) (review_clock_now (clock) / 1000);

  review_clock_random (clock, bytes, sizeof bytes);
  for (int i = 0; i < 6; i++)
    bytes[i] = (guint8) (ms >> (40 - 8 * i));
  return to_hex (bytes, sizeof bytes);
}

/**
 * review_id_is_valid:
 * @id: (nullable): text that claims to be an id
 */
gboolean
review_id_is_valid (const char *id)
{
  gsize n = 0;

  if (id == NULL)
    return FALSE;
  for (; id[n] != '\0'; n++)
    if (!((id[n] >= '0' && id[n] <= '9') || (id[n] >= 'a' && id[n] <= 'f')))
      return FALSE;
  return n == REVIEW_ID_LENGTH;
}

/**
 * review_token_new:
 *
 * Returns: (transfer full): a bearer token, 256 random bits in hex; store only its hash
 */
char *
review_token_new (const ReviewClock *clock)
{
  guint8 bytes[32];

  review_clock_random (clock, bytes, sizeof bytes);
  return to_hex (bytes, sizeof bytes);
}
