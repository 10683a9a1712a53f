/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key that commands are signed with: a file that nobody else may read, with one line `ID SECRET`.
 * The signature is that of Standard Webhooks: HMAC-SHA256 over "id.timestamp.body". */
#define G_LOG_DOMAIN "review-courier"
#include "review-core-key.h"

#include <string.h>
#include <sys/stat.h>

#include "review-error.h"

#define SHORTEST 32 /* characters of a secret */
#define LONGEST  4096

static gboolean
refuse (GError **error, const char *path, const char *why)
{
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "%s: %s", path, why);
  return FALSE;
}

static gboolean
check_file (const char *path, GError **error)
{
  struct stat about;

  if (stat (path, &about) != 0)
    return refuse (error, path, "cannot be read");
  if (!S_ISREG (about.st_mode) || about.st_size > LONGEST)
    return refuse (error, path, "is no key file");
  return (about.st_mode & 077) == 0
         || refuse (error, path, "others may read it: chmod 600 is needed");
}

static gboolean
is_name (const char *text)
{
  gsize len = strspn (text, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_.");

  return len > 0 && len <= 64 && text[len] == '\0';
}

/**
 * review_core_key_load:
 * @path: of a file with one line, `ID SECRET`, and mode 0600
 *
 * Returns: (transfer full): the key; %NULL with %REVIEW_ERROR_INVALID
 */
ReviewCoreKey *
review_core_key_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  ReviewCoreKey *self;

  if (!check_file (path, error))
    return NULL;
  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      refuse (error, path, "cannot be read");
      return NULL;
    }
  words = g_strsplit (g_strstrip (text), " ", -1);
  if (g_strv_length (words) != 2 || !is_name (words[0]) || strlen (words[1]) < SHORTEST)
    {
      refuse (error, path, "needs one line: an id, a space, a secret of 32 characters or more");
      return NULL;
    }
  self = g_new0 (ReviewCoreKey, 1);
  self->id = g_strdup (words[0]);
  self->secret = g_strdup (words[1]);
  return self;
}

/** review_core_key_free: */
void
review_core_key_free (ReviewCoreKey *self)
{
  if (self->secret != NULL)
    explicit_bzero (self->secret, strlen (self->secret));
  g_free (self->secret);
  g_free (self->id);
  g_free (self);
}

/**
 * review_core_key_sign:
 * @id: of the message
 * @seconds: since 1970 UTC, when it is sent
 *
 * Returns: (transfer full): the value of `webhook-signature`
 */
char *
review_core_key_sign (const ReviewCoreKey *self, const char *id, gint64 seconds, GBytes *body)
{
  GHmac *hmac =
      g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) self->secret, strlen (self->secret));
  g_autofree char *head = g_strdup_printf ("%s.%" G_GINT64_FORMAT ".", id, seconds);
  g_autofree char *base64 = NULL;
  guint8 digest[32];
  gsize len = sizeof digest, body_len;
  const guchar *bytes = g_bytes_get_data (body, &body_len);

  g_hmac_update (hmac, (const guchar *) head, (gssize) strlen (head));
  g_hmac_update (hmac, bytes, (gssize) body_len);
  g_hmac_get_digest (hmac, digest, &len);
  g_hmac_unref (hmac);
  base64 = g_base64_encode (digest, len);
  return g_strconcat ("v1,", base64, NULL);
}
