/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table: our error codes, their HTTP status and their name in problem+json, both ways. */
#define G_LOG_DOMAIN "review-wire"
#include "review-problem.h"

#include <string.h>

#include "review-error.h"

static const struct
{
  ReviewErrorCode error;
  guint status;
  const char *code;
  const char *title;
} table[] = {
  { REVIEW_ERROR_FAILED, 500, "failed", "The server could not do this" },
  { REVIEW_ERROR_INVALID, 422, "invalid", "A member of the request is wrong" },
  { REVIEW_ERROR_NOT_FOUND, 404, "not_found", "There is no such object" },
  { REVIEW_ERROR_CONFLICT, 409, "conflict", "The object has changed since it was read" },
  { REVIEW_ERROR_FORBIDDEN, 403, "forbidden", "The role may not do this" },
  { REVIEW_ERROR_UNAUTHORIZED, 401, "unauthorized", "No valid token" },
  { REVIEW_ERROR_BUSY, 503, "busy", "Try again shortly" },
  { REVIEW_ERROR_TOO_LARGE, 413, "too_large", "Over a size limit" },
  { REVIEW_ERROR_SYNTAX, 400, "syntax", "The request cannot be read" },
  { REVIEW_ERROR_MISSING_KEY, 428, "missing_key", "A write needs its key and version" },
  { REVIEW_ERROR_KEY_REUSED, 422, "key_reused", "The key belongs to another request" },
  { REVIEW_ERROR_CORRUPT, 500, "corrupt", "Stored data fails its check" },
  { REVIEW_ERROR_MIGRATION, 500, "migration", "The store is of another version" },
  { REVIEW_ERROR_OFFLINE, 503, "offline", "The server cannot be reached" },
  { REVIEW_ERROR_PROTOCOL, 502, "protocol", "The answer is not what the API promises" },
  { REVIEW_ERROR_LIMITED, 429, "limited", "Not more often for now" },
  { REVIEW_ERROR_OFF_DUTY, 409, "off_duty", "The shift is over, or the person is absent" },
  { REVIEW_ERROR_FULL, 409, "full", "As many cases as may be held at once" },
};

/**
 * review_problem_status:
 * @error_code: a #ReviewErrorCode
 *
 * Returns: its HTTP status, 500 for anything unknown
 */
guint
review_problem_status (int error_code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if ((int) table[i].error == error_code)
      return table[i].status;
  return 500;
}

/**
 * review_problem_from_error:
 * @error: of any domain; errors that are not ours keep their text to themselves
 *
 * Returns: (transfer full): what the server sends
 */
ReviewProblem *
review_problem_from_error (const GError *error)
{
  ReviewProblem *problem = review_record_new (&review_problem_type);
  gsize at = 0;

  for (gsize i = 0; error->domain == REVIEW_ERROR && i < G_N_ELEMENTS (table); i++)
    if ((int) table[i].error == error->code)
      at = i;
  problem->type = g_strdup_printf ("urn:riskops:problem:%s", table[at].code);
  problem->title = g_strdup (table[at].title);
  problem->status = table[at].status;
  problem->code = g_strdup (table[at].code);
  if (table[at].status != 500)
    problem->detail = g_strdup (error->message);
  problem->field = review_error_dup_field (error);
  return problem;
}

/**
 * review_problem_to_error:
 *
 * Returns: (transfer full): the same error on the client's side
 */
GError *
review_problem_to_error (const ReviewProblem *problem)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (strcmp (table[i].code, problem->code) == 0)
      return g_error_new_literal (REVIEW_ERROR, table[i].error,
                                  problem->detail != NULL ? problem->detail : table[i].title);
  return g_error_new (REVIEW_ERROR, REVIEW_ERROR_PROTOCOL, "unknown problem \"%s\"", problem->code);
}
