/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewDecoder: opens files of customers in a process of their own. The only way from a
 * customer's bytes to something on screen: nothing in the app parses them. */
#pragma once

#include "review-document.h"

G_BEGIN_DECLS

/**
 * ReviewDecoderError:
 * @REVIEW_DECODER_ERROR_UNREADABLE: damaged, or not what it says it is
 * @REVIEW_DECODER_ERROR_TOO_LARGE: more bytes or pixels than are decoded
 * @REVIEW_DECODER_ERROR_UNSUPPORTED: a type that is not opened
 * @REVIEW_DECODER_ERROR_ENCRYPTED: needs a password
 * @REVIEW_DECODER_ERROR_CRASHED: the decoder ended in the middle, or said what makes no sense
 * @REVIEW_DECODER_ERROR_TIME: it took too long and was ended
 * @REVIEW_DECODER_ERROR_NO_ISOLATION: the decoder cannot be confined here, so it was not used
 * @REVIEW_DECODER_ERROR_MISSING: the decoder is not installed
 */
typedef enum
{
  REVIEW_DECODER_ERROR_UNREADABLE = 1,
  REVIEW_DECODER_ERROR_TOO_LARGE,
  REVIEW_DECODER_ERROR_UNSUPPORTED,
  REVIEW_DECODER_ERROR_ENCRYPTED,
  REVIEW_DECODER_ERROR_CRASHED,
  REVIEW_DECODER_ERROR_TIME,
  REVIEW_DECODER_ERROR_NO_ISOLATION,
  REVIEW_DECODER_ERROR_MISSING
} ReviewDecoderError;

#define REVIEW_DECODER_ERROR (review_decoder_error_quark ())
GQuark review_decoder_error_quark (void);

#define REVIEW_TYPE_DECODER (review_decoder_get_type ())
G_DECLARE_FINAL_TYPE (ReviewDecoder, review_decoder, REVIEW, DECODER, GObject)

#define REVIEW_DECODER_SECONDS 12 /* of a file, by the clock on the wall */

ReviewDecoder *review_decoder_new (const char *program, const char *bubblewrap);
void review_decoder_set_time_limit (ReviewDecoder *self, guint milliseconds);
void review_decoder_open_async (ReviewDecoder *self,
                                GBytes *file,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
ReviewDocument *
review_decoder_open_finish (ReviewDecoder *self, GAsyncResult *result, GError **error);

G_END_DECLS
