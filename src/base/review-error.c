/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one error domain that crosses rooms. */
#define G_LOG_DOMAIN "review-base"
#include "review-error.h"

#include <string.h>

G_DEFINE_QUARK (review - error - quark, review_error)

/**
 * review_error_set_field:
 * @error: where to set the error
 * @field: path of the wrong member, as `evidence[3].at`; no spaces, no colon
 * @format: what is wrong with it
 *
 * Sets a %REVIEW_ERROR_INVALID whose message is "field: text".
 */
void
review_error_set_field (GError **error, const char *field, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "%s: %s", field, text);
}

/**
 * review_error_dup_field:
 * @error: an error
 *
 * Returns: (transfer full) (nullable): the field an INVALID error names
 */
char *
review_error_dup_field (const GError *error)
{
  const char *colon;

  if (!g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_INVALID))
    return NULL;
  colon = strstr (error->message, ": ");
  if (colon == NULL || memchr (error->message, ' ', (gsize) (colon - error->message)) != NULL)
    return NULL;
  return g_strndup (error->message, (gsize) (colon - error->message));
}

/**
 * review_error_refuse:
 * @error: where to set the error
 * @text: why, in words for the log and for who calls the API
 *
 * Returns: %FALSE, always: `return is_so || review_error_refuse (…)`
 */
gboolean
review_error_refuse (GError **error, ReviewErrorCode code, const char *text)
{
  g_set_error_literal (error, REVIEW_ERROR, (int) code, text);
  return FALSE;
}
