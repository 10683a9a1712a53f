/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ReviewError:
 * The expected outcomes that cross a room's wall. A code is chosen by what the
 * caller can do about it; the message names the thing that is wrong. `wire`
 * maps each code to an HTTP status and back in one table.
 */
typedef enum
{
  REVIEW_ERROR_FAILED = 1,   /* none of the below: a fault of ours or of the machine */
  REVIEW_ERROR_INVALID,      /* the input is wrong; the message names the field */
  REVIEW_ERROR_NOT_FOUND,    /* absent, or not visible to the caller: never told apart */
  REVIEW_ERROR_CONFLICT,     /* the version seen is stale, or the state does not allow it */
  REVIEW_ERROR_FORBIDDEN,    /* the role may not */
  REVIEW_ERROR_UNAUTHORIZED, /* no or no valid token */
  REVIEW_ERROR_BUSY,         /* another process holds it, or the server sheds load */
  REVIEW_ERROR_TOO_LARGE,    /* over a size limit */
  REVIEW_ERROR_SYNTAX,       /* not JSON, not CSV, not UTF-8 … */
  REVIEW_ERROR_MISSING_KEY,  /* a write came without its idempotency key or version */
  REVIEW_ERROR_KEY_REUSED,   /* same idempotency key, other payload */
  REVIEW_ERROR_CORRUPT,      /* the store or an artefact fails its check */
  REVIEW_ERROR_MIGRATION,    /* the store cannot be brought to this version */
  REVIEW_ERROR_OFFLINE,      /* client: the server cannot be reached */
  REVIEW_ERROR_PROTOCOL,     /* client: the answer is not what the API promises */
  REVIEW_ERROR_LIMITED,      /* as often as the rules allow it for now; waiting helps */
  REVIEW_ERROR_OFF_DUTY,     /* the person's shift is over, or they are absent */
  REVIEW_ERROR_FULL          /* the person holds as many cases as they may at once */
} ReviewErrorCode;

#define REVIEW_ERROR (review_error_quark ())
GQuark review_error_quark (void);

/* The field that an INVALID error names: errors made with this carry "field: message". */
void review_error_set_field (GError **error, const char *field, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
char *review_error_dup_field (const GError *error);
gboolean review_error_refuse (GError **error, ReviewErrorCode code, const char *text);

G_END_DECLS
