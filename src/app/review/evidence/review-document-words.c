/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file of a customer is called, and what is said where it cannot be seen. */
#define G_LOG_DOMAIN "review-app"
#include "review-document-words.h"

#include <glib/gi18n.h>

#include "review-error.h"
#include "review-words.h"

/**
 * review_document_words_role:
 *
 * Returns: (transfer none): the word of a #ReviewDocumentRole
 */
const char *
review_document_words_role (int role)
{
  static const char *const words[] = { NULL,
                                       NC_ ("document", "Front"),
                                       NC_ ("document", "Back"),
                                       NC_ ("document", "Selfie"),
                                       NC_ ("document", "Proof of address"),
                                       NC_ ("document", "Other document") };

  return g_dpgettext2 (
      NULL, "document",
      role > 0 && (gsize) role < G_N_ELEMENTS (words) ? words[role] : words[REVIEW_DOCUMENT_OTHER]);
}

/**
 * review_document_words_title:
 *
 * Returns: (transfer full): what it shows, and the row that names it: "Front · E5"
 */
char *
review_document_words_title (ReviewFile *file)
{
  return g_strdup_printf ("%s · %s",
                          review_document_words_role (review_file_get_attachment (file)->role),
                          review_file_get_evidence (file)->label);
}

static const char *
say_decoder_error (int code)
{
  static const char *const words[] = {
    [REVIEW_DECODER_ERROR_UNREADABLE] =
        N_ ("This file is damaged and cannot be shown. Ask the customer for a new one."),
    [REVIEW_DECODER_ERROR_TOO_LARGE] = N_ ("This file is larger than what is opened."),
    [REVIEW_DECODER_ERROR_UNSUPPORTED] = N_ ("Files of this type are not opened."),
    [REVIEW_DECODER_ERROR_ENCRYPTED] =
        N_ ("This file needs a password. Ask the customer for one that does not."),
    [REVIEW_DECODER_ERROR_CRASHED] =
        N_ ("Opening this file failed. The decoder was ended; nothing else is affected."),
    [REVIEW_DECODER_ERROR_TIME] = N_ ("Opening this file took too long and was ended."),
    [REVIEW_DECODER_ERROR_NO_ISOLATION] =
        N_ ("The decoder cannot be isolated on this computer, so customers’ files are not opened. "
            "Ask your administrator."),
    [REVIEW_DECODER_ERROR_MISSING] =
        N_ ("The document decoder is not installed. Ask your administrator."),
  };

  return code > 0 && (gsize) code < G_N_ELEMENTS (words) ? _ (words[code]) : "";
}

/**
 * review_document_words_state:
 *
 * Returns: (transfer none): a sentence for a file that is not open
 */
const char *
review_document_words_state (ReviewFile *file)
{
  const GError *error = review_file_get_error (file);

  switch (review_file_get_state (file))
    {
    case REVIEW_FILE_MASKED:
      return _ ("Documents are open to whoever holds the case. Take it to see this one.");
    case REVIEW_FILE_ABSENT:
      return _ ("This file has not arrived yet. It appears here as soon as it does.");
    case REVIEW_FILE_FAILED:
      return error->domain == REVIEW_DECODER_ERROR ? say_decoder_error (error->code)
                                                   : review_words_error (error->code);
    case REVIEW_FILE_CLOSED:
    case REVIEW_FILE_LOADING:
      return _ ("Opening the document …");
    case REVIEW_FILE_OPEN:
    default:
      return "";
    }
}

/**
 * review_document_words_isolation:
 *
 * Returns: (transfer none): behind which walls documents are opened on this computer
 */
const char *
review_document_words_isolation (ReviewIsolation isolation)
{
  if (isolation == REVIEW_ISOLATION_SANDBOX)
    return _ ("Opened in a sandbox without files and network");
  return _ ("Opened in a process without network. Bubblewrap does not run on this computer, so "
            "there is no full sandbox.");
}
