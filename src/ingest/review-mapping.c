/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mapping: a record like any other, so that the strict codec reads and writes it; here are its
 * member tables. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-codec.h"
#include "review-error.h"
#include "review-mapping-private.h"

#define OPT         REVIEW_MEMBER_OPTIONAL
#define REQ         REVIEW_MEMBER_REQUIRED
#define MAPPING_MAX (4 * 1024 * 1024) /* bytes of a mapping file */
#define TYPE(symbol, Struct, wire_name) \
  const ReviewRecordType symbol = { wire_name, sizeof (Struct), symbol##_members };

const ReviewEnum review_mapping_ops = {
  "mapping_ops",
  (const char *const[]){ "copy", "constant", "scale", "direction", "counterparty", "is", "present",
                         "domain_of", "in_list", "length", "digit_share", "entropy", "hour",
                         "age_days", "count_by", "share_by", NULL },
};
const ReviewEnum review_file_roles = { "file_roles",
                                       (const char *const[]){ "cases", "rows", NULL } };

static const ReviewMember review_mapping_value_type_members[] = {
  REVIEW_M_STRING (ReviewMappingValue, name, OPT),
  REVIEW_M_ENUM (ReviewMappingValue, type, review_value_types, OPT),
  REVIEW_M_ENUM (ReviewMappingValue, klass, review_classes, OPT),
  REVIEW_M_ENUM (ReviewMappingValue, op, review_mapping_ops, OPT),
  REVIEW_M_STRING (ReviewMappingValue, column, OPT),
  REVIEW_M_STRINGS (ReviewMappingValue, columns, OPT),
  REVIEW_M_STRING (ReviewMappingValue, constant, OPT),
  REVIEW_M_INT (ReviewMappingValue, decimals, OPT),
  REVIEW_M_STRING (ReviewMappingValue, decimals_column, OPT),
  REVIEW_M_STRINGS (ReviewMappingValue, from, OPT),
  REVIEW_M_STRINGS (ReviewMappingValue, to, OPT),
  REVIEW_M_STRINGS (ReviewMappingValue, values, OPT),
  REVIEW_M_STRING (ReviewMappingValue, format, OPT),
  REVIEW_M_BOOLEAN (ReviewMappingValue, lower, OPT),
  REVIEW_M_BOOLEAN (ReviewMappingValue, required, OPT),
  REVIEW_M_RECORD (ReviewMappingValue, of, review_mapping_value_type, OPT),
  REVIEW_M_STRING (ReviewMappingValue, list, OPT),
  REVIEW_M_RECORD (ReviewMappingValue, until, review_mapping_value_type, OPT),
  REVIEW_M_STRING (ReviewMappingValue, window, OPT),
  REVIEW_M_END,
};
TYPE (review_mapping_value_type, ReviewMappingValue, "mapping_value")

static const ReviewMember review_mapping_feature_type_members[] = {
  REVIEW_M_STRING (ReviewMappingFeature, id, REQ),
  REVIEW_M_RECORD (ReviewMappingFeature, value, review_mapping_value_type, REQ),
  REVIEW_M_STRING (ReviewMappingFeature, unit, OPT),
  REVIEW_M_TEXT (ReviewMappingFeature, name, REQ),
  REVIEW_M_TEXT (ReviewMappingFeature, meaning, OPT),
  REVIEW_M_ENUM (ReviewMappingFeature, klass, review_classes, OPT),
  REVIEW_M_INT (ReviewMappingFeature, monotone, OPT),
  REVIEW_M_END,
};
TYPE (review_mapping_feature_type, ReviewMappingFeature, "mapping_feature")

static const ReviewMember review_mapping_evidence_type_members[] = {
  REVIEW_M_ENUM (ReviewMappingEvidence, kind, review_evidence_kinds, REQ),
  REVIEW_M_RECORD (ReviewMappingEvidence, at, review_mapping_value_type, OPT),
  REVIEW_M_RECORD (ReviewMappingEvidence, external_id, review_mapping_value_type, OPT),
  REVIEW_M_RECORDS (ReviewMappingEvidence, fields, review_mapping_value_type, REQ),
  REVIEW_M_END,
};
TYPE (review_mapping_evidence_type, ReviewMappingEvidence, "mapping_evidence")

static const ReviewMember review_mapping_join_type_members[] = {
  REVIEW_M_STRING (ReviewMappingJoin, column, REQ),
  REVIEW_M_STRING (ReviewMappingJoin, key, OPT),
  REVIEW_M_BOOLEAN (ReviewMappingJoin, lower, OPT),
  REVIEW_M_END,
};
TYPE (review_mapping_join_type, ReviewMappingJoin, "mapping_join")

static const ReviewMember review_mapping_transfers_type_members[] = {
  REVIEW_M_RECORD (ReviewMappingTransfers, from, review_mapping_value_type, REQ),
  REVIEW_M_RECORD (ReviewMappingTransfers, to, review_mapping_value_type, REQ),
  REVIEW_M_RECORD (ReviewMappingTransfers, amount, review_mapping_value_type, REQ),
  REVIEW_M_RECORD (ReviewMappingTransfers, at, review_mapping_value_type, REQ),
  REVIEW_M_END,
};
TYPE (review_mapping_transfers_type, ReviewMappingTransfers, "mapping_transfers")

static const ReviewMember review_mapping_file_type_members[] = {
  REVIEW_M_STRING (ReviewMappingFile, name, REQ),
  REVIEW_M_ENUM (ReviewMappingFile, role, review_file_roles, REQ),
  REVIEW_M_STRINGS (ReviewMappingFile, match, OPT),
  REVIEW_M_BOOLEAN (ReviewMappingFile, optional, OPT),
  REVIEW_M_STRINGS (ReviewMappingFile, columns, OPT),
  REVIEW_M_STRING (ReviewMappingFile, delimiter, OPT),
  REVIEW_M_STRINGS (ReviewMappingFile, skip_when_empty, OPT),
  REVIEW_M_RECORDS (ReviewMappingFile, joins, review_mapping_join_type, OPT),
  REVIEW_M_RECORDS (ReviewMappingFile, evidence, review_mapping_evidence_type, OPT),
  REVIEW_M_RECORD (ReviewMappingFile, transfers, review_mapping_transfers_type, OPT),
  REVIEW_M_END,
};
TYPE (review_mapping_file_type, ReviewMappingFile, "mapping_file")

static const ReviewMember review_mapping_key_type_members[] = {
  REVIEW_M_STRING (ReviewMappingKey, name, REQ),
  REVIEW_M_STRING (ReviewMappingKey, column, REQ),
  REVIEW_M_END,
};
TYPE (review_mapping_key_type, ReviewMappingKey, "mapping_key")

static const ReviewMember review_mapping_truth_type_members[] = {
  REVIEW_M_STRING (ReviewMappingTruth, column, REQ),
  REVIEW_M_STRINGS (ReviewMappingTruth, positive, REQ),
  REVIEW_M_STRINGS (ReviewMappingTruth, negative, OPT),
  REVIEW_M_ENUM (ReviewMappingTruth, nature, review_natures, OPT),
  REVIEW_M_STRING (ReviewMappingTruth, nature_column, OPT),
  REVIEW_M_STRING (ReviewMappingTruth, typology_column, OPT),
  REVIEW_M_STRING (ReviewMappingTruth, cluster_column, OPT),
  REVIEW_M_STRING (ReviewMappingTruth, source, OPT),
  REVIEW_M_ENUM (ReviewMappingTruth, maturity, review_maturities, OPT),
  REVIEW_M_ENUM (ReviewMappingTruth, basis, review_bases, OPT),
  REVIEW_M_END,
};
TYPE (review_mapping_truth_type, ReviewMappingTruth, "mapping_truth")

static const ReviewMember review_mapping_type_members[] = {
  REVIEW_M_STRING (ReviewMapping, schema, REQ),
  REVIEW_M_STRING (ReviewMapping, source, REQ),
  REVIEW_M_STRING (ReviewMapping, case_type, REQ),
  REVIEW_M_RECORD (ReviewMapping, type, review_case_type_type, OPT),
  REVIEW_M_STRING (ReviewMapping, id_column, REQ),
  REVIEW_M_STRINGS (ReviewMapping, missing, OPT),
  REVIEW_M_RECORDS (ReviewMapping, files, review_mapping_file_type, REQ),
  REVIEW_M_RECORDS (ReviewMapping, keys, review_mapping_key_type, OPT),
  REVIEW_M_RECORD (ReviewMapping, opened_at, review_mapping_value_type, OPT),
  REVIEW_M_RECORD (ReviewMapping, as_of, review_mapping_value_type, OPT),
  REVIEW_M_RECORD (ReviewMapping, value, review_mapping_value_type, OPT),
  REVIEW_M_RECORD (ReviewMapping, currency, review_mapping_value_type, OPT),
  REVIEW_M_RECORD (ReviewMapping, priority, review_mapping_value_type, OPT),
  REVIEW_M_RECORD (ReviewMapping, market, review_mapping_value_type, OPT),
  REVIEW_M_RECORD (ReviewMapping, language, review_mapping_value_type, OPT),
  REVIEW_M_RECORD (ReviewMapping, vendor, review_mapping_value_type, OPT),
  REVIEW_M_RECORD (ReviewMapping, subject, review_mapping_value_type, OPT),
  REVIEW_M_RECORDS (ReviewMapping, profile, review_mapping_value_type, OPT),
  REVIEW_M_RECORDS (ReviewMapping, features, review_mapping_feature_type, OPT),
  REVIEW_M_RECORD (ReviewMapping, truth, review_mapping_truth_type, OPT),
  REVIEW_M_END,
};
TYPE (review_mapping_type, ReviewMapping, "mapping")

/**
 * review_mapping_parse:
 * @json: a mapping (data/schema/mapping-1.schema.json) of @len bytes, -1: ends with NUL
 *
 * What was left out is filled in, so that a user of the mapping sees no default.
 *
 * Returns: (transfer full): the mapping; %NULL with INVALID naming the member
 */
ReviewMapping *
review_mapping_parse (const char *json, gssize len, GError **error)
{
  g_autoptr (ReviewMapping) self =
      review_decode_limited (&review_mapping_type, json, len, MAPPING_MAX, error);

  if (self == NULL || !review_mapping_complete (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * review_mapping_load:
 * @path: a mapping file
 *
 * Returns: (transfer full): as review_mapping_parse(); the error begins with the file's name
 */
ReviewMapping *
review_mapping_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *name = g_path_get_basename (path);
  gsize len;
  ReviewMapping *self;

  if (!g_file_get_contents (path, &text, &len, error))
    return NULL;
  self = review_mapping_parse (text, (gssize) len, error);
  if (self == NULL)
    g_prefix_error (error, "%s: ", name);
  return self;
}
