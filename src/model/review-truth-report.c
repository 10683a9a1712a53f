/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "review-model"
#include "review-truth-report.h"

#include <string.h>

#include "review-record-table.h"

static const ReviewMember review_truth_report_type_members[] = {
  REVIEW_M_STRING (ReviewTruthReport, source, REQ),
  REVIEW_M_STRING (ReviewTruthReport, type, REQ),
  REVIEW_M_STRING (ReviewTruthReport, external_id, REQ),
  REVIEW_M_RECORD (ReviewTruthReport, truth, review_truth_type, REQ),
  REVIEW_M_END,
};
TYPE (review_truth_report_type, ReviewTruthReport, "truth_report")

static const ReviewMember review_truth_receipt_type_members[] = {
  REVIEW_M_STRING (ReviewTruthReceipt, case_id, REQ),
  REVIEW_M_BOOLEAN (ReviewTruthReceipt, added, REQ),
  REVIEW_M_INT (ReviewTruthReceipt, corrections, REQ),
  REVIEW_M_END,
};
TYPE (review_truth_receipt_type, ReviewTruthReceipt, "truth_receipt")

static const ReviewMember review_label_count_type_members[] = {
  REVIEW_M_STRING (ReviewLabelCount, name, REQ),
  REVIEW_M_INT (ReviewLabelCount, n, REQ),
  REVIEW_M_END,
};
TYPE (review_label_count_type, ReviewLabelCount, "label_count")

static const ReviewMember review_label_card_type_members[] = {
  REVIEW_M_INT (ReviewLabelCard, after, REQ),
  REVIEW_M_INT (ReviewLabelCard, until, REQ),
  REVIEW_M_TIME (ReviewLabelCard, at, REQ),
  REVIEW_M_INT (ReviewLabelCard, rows, REQ),
  REVIEW_M_INT (ReviewLabelCard, cases, REQ),
  REVIEW_M_INT (ReviewLabelCard, corrections, REQ),
  REVIEW_M_INT (ReviewLabelCard, unfit, REQ),
  REVIEW_M_INT (ReviewLabelCard, trainable, REQ),
  REVIEW_M_RECORDS (ReviewLabelCard, labels, review_label_count_type, OPT),
  REVIEW_M_RECORDS (ReviewLabelCard, maturities, review_label_count_type, OPT),
  REVIEW_M_RECORDS (ReviewLabelCard, streams, review_label_count_type, OPT),
  REVIEW_M_RECORDS (ReviewLabelCard, types, review_label_count_type, OPT),
  REVIEW_M_RECORDS (ReviewLabelCard, models, review_label_count_type, OPT),
  REVIEW_M_RECORDS (ReviewLabelCard, policies, review_label_count_type, OPT),
  REVIEW_M_DOUBLE (ReviewLabelCard, least_pi, OPT),
  REVIEW_M_DOUBLE (ReviewLabelCard, weight, OPT),
  REVIEW_M_TIME (ReviewLabelCard, first_at, OPT),
  REVIEW_M_TIME (ReviewLabelCard, last_at, OPT),
  REVIEW_M_STRING (ReviewLabelCard, sha256, REQ),
  REVIEW_M_END,
};
TYPE (review_label_card_type, ReviewLabelCard, "label_card")

/**
 * review_label_csv_field:
 * @text: (nullable): %NULL is empty
 *
 * A text that a spreadsheet would take for a formula gets an apostrophe in front (ASVS 1.2.10), also
 * behind blanks.
 *
 * Returns: (transfer full): the text as a field of a CSV row (RFC 4180)
 */
char *
review_label_csv_field (const char *text)
{
  GString *field = g_string_new (NULL);
  const char *first = text != NULL ? text + strspn (text, " ") : "";

  if (*first != '\0' && strchr ("=+-@\t\r\n", *first) != NULL)
    g_string_append_c (field, '\'');
  g_string_append (field, text != NULL ? text : "");
  if (strpbrk (field->str, "\",\r\n") == NULL && *first == *field->str)
    return g_string_free (field, FALSE);
  g_string_replace (field, "\"", "\"\"", 0);
  g_string_prepend_c (field, '"');
  g_string_append_c (field, '"');
  return g_string_free (field, FALSE);
}
