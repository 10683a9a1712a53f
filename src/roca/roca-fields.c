/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which field of a row a citation shows for a feature: one of its own, or whatever a person would
 * look for in such a row. */
#define G_LOG_DOMAIN "review-roca"
#include <string.h>

#include "roca-chain.h"

/* Beginning of a feature's id, field. */
static const char *const by_fact[][2] = { { "amount", "amount_ref" },
                                          { "amount", "amount" },
                                          { "asset_share", "amount_ref" },
                                          { "asset", "assets" },
                                          { "account_age", "opened_at" },
                                          { "periodic", "destination" },
                                          { "periodic", "counterparty" },
                                          { "same_pattern", "destination" },
                                          { "same_pattern", "amount_ref" },
                                          { "device", "device" },
                                          { "split", "amount_ref" },
                                          { "destination_age", "destination_first_seen" },
                                          { "destination_self", "destination_kind" },
                                          { "destination_contract", "destination_kind" },
                                          { "destination", "destination" },
                                          { "destination", "counterparty" },
                                          { "payers", "counterparty" },
                                          { "payees", "counterparty" },
                                          { "counterparties", "counterparty" },
                                          { "token_kinds", "asset" },
                                          { "exposure", "exposure" },
                                          { "network_new", "network" },
                                          { "request_network", "network" },
                                          { "country_new", "country" },
                                          { "request_country", "country" },
                                          { "travel", "place" },
                                          { "fail", "result" },
                                          { "session_without", "session" },
                                          { "passkey_login", "method" },
                                          { "channel_stable", "unchanged_since" },
                                          { "shared_", "accounts" },
                                          { "new_place", "place" },
                                          { "places", "place" } };

/* What such a row is about. */
static const char *const any[] = { "event",  "amount",   "device", "exposure",
                                   "result", "relation", "place",  NULL };

/* Features of documents: whole id, field, and the value that the row has to have there. A row that
 * has none of a feature's fields is not cited for it. */
static const struct
{
  const char *fact, *field, *value;
} by_document[] = {
  { "submission_complete", "document_side", NULL },
  { "submission_complete", "declared_name", NULL },
  { "submission_complete", "event", "selfie_check" },
  { "unreadable_fields", "unreadable", NULL },
  { "document_listed", "listed", NULL },
  { "document_listed", "document_type", NULL },
  { "template_known", "template", NULL },
  { "document_days_left", "expires_on", NULL },
  { "document_issued_days", "issued_on", NULL },
  { "issuing_state_retired", "issuing_state", NULL },
  { "mrz_checks_failed", "mrz_2", NULL },
  { "mrz_number_failed", "mrz_1", NULL },
  { "mrz_number_failed", "mrz_2", NULL },
  { "mrz_dates_failed", "mrz_2", NULL },
  { "mrz_fields_differ", "mrz_2", NULL },
  { "mrz_fields_differ", "document_number", NULL },
  { "name_match", "declared_name", NULL },
  { "name_match", "name_on_document", NULL },
  { "name_text_match", "declared_name", NULL },
  { "name_text_match", "name_on_document", NULL },
  { "birth_date_differs", "declared_birth_date", NULL },
  { "birth_date_differs", "birth_date", NULL },
  { "document_number_differs", "declared_document_number", NULL },
  { "document_number_differs", "document_number", NULL },
  { "applicant_age", "birth_date", NULL },
  { "applicant_age", "declared_birth_date", NULL },
  { "liveness_weakest", "liveness_texture", NULL },
  { "capture_injected", "capture_channel", NULL },
  { "capture_emulator", "capture_channel", NULL },
  { "capture_gallery", "capture_channel", NULL },
  { "face_reuse_accounts", "relation", "shared_face" },
  { "document_reuse_accounts", "relation", "shared_document" },
  { "device_applications_7d", "relation", "shared_device" },
  { "network_applications_24h", "relation", "shared_network" },
  { "earlier_refusals", "result", "refused" },
  { "screening_score", "score", NULL },
  { "screening_identifiers_agree", "birth_date_agrees", NULL },
  { "screening_identifiers_differ", "birth_date_agrees", NULL },
  { "screening_uncleared", "match", NULL },
  { "countries_differ", "residence_country", NULL },
  { "countries_differ", "ip_country", NULL },
  { "countries_differ", "issuing_state", NULL },
  { "residence_restricted", "residence_status", NULL },
  { "email_domain_age_days", "email_domain_first_seen", NULL },
  { "third_party_signs", "event", "second_person" },
  { "third_party_signs", "event", "screen_share" },
  { "third_party_signs", "event", "remote_session" },
  { "issuer_named", "issuer", NULL },
  { "issuer_named", "document_type", NULL },
  { "name_full", "name_on_document", NULL },
  { "address_full", "address_on_document", NULL },
  { "document_age_days", "issued_on", NULL },
  { "billing_period_days", "period_to", NULL },
  { "issue_gap_days", "issued_on", NULL },
  { "same_surname", "declared_name", NULL },
  { "same_surname", "name_on_document", NULL },
  { "relation_proof", "document_type", NULL },
  { "address_match", "declared_address", NULL },
  { "address_match", "address_on_document", NULL },
  { "address_parts_differ", "declared_address", NULL },
  { "address_parts_differ", "address_on_document", NULL },
  { "street_differs", "declared_address", NULL },
  { "street_differs", "address_on_document", NULL },
  { "house_number_differs", "declared_address", NULL },
  { "house_number_differs", "address_on_document", NULL },
  { "city_differs", "declared_address", NULL },
  { "city_differs", "address_on_document", NULL },
  { "postcode_differs", "declared_address", NULL },
  { "postcode_differs", "address_on_document", NULL },
  { "address_other_script", "declared_address", NULL },
  { "address_other_script", "address_on_document", NULL },
  { "total_mismatch", "total", NULL },
  { "account_number_format_bad", "bill_number", NULL },
  { "date_inconsistent", "due_on", NULL },
  { "edited_file", "file_producer", NULL },
  { "shared_scan_accounts", "relation", "shared_scan" },
  { "shared_scan_accounts", "relation", "shared_number" },
  { "shared_template_accounts", "relation", "shared_template" },
  { "po_box", "address_kind", NULL },
  { "market_restricted", "market_status", NULL },
  { "country_matches_ip", "usual_country", NULL },
  { "earlier_requests", "event", "document_request" },
  { "defect_curable", "cropped", NULL },
  { "forgery_signs", "font_irregular", "true" },
  { "forgery_signs", "layout_irregular", "true" },
  { "forgery_signs", "security_feature_wrong", "true" },
  { "forgery_signs", "screen_recaptured", "true" },
  { "forgery_signs", "file_edited", "true" },
  { "forgery_signs", "file_producer", NULL },
  { "forgery_signs", "total", NULL },
  { "forgery_signs", "font_irregular", NULL },
};

/* The first field of @fact that @row has; @ret_listed: whether the feature is one of a document. */
static const char *
choose_of_document (const ReviewEvidence *row, const char *fact, gboolean *ret_listed)
{
  *ret_listed = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (by_document); i++)
    {
      const char *value = review_fields_get (row->fields, by_document[i].field);

      if (strcmp (by_document[i].fact, fact) != 0)
        continue;
      *ret_listed = TRUE;
      if (value != NULL
          && (by_document[i].value == NULL || strcmp (by_document[i].value, value) == 0))
        return by_document[i].field;
    }
  return NULL;
}

/**
 * roca_choose_field:
 * @row: a row that the feature read
 * @fact: id of a feature
 * @own_only: leave out what the row is about, unless the feature means it
 *
 * Returns: (transfer none) (nullable): the field of @row that says most about @fact
 */
const char *
roca_choose_field (const ReviewEvidence *row, const char *fact, gboolean own_only)
{
  gboolean listed;
  const char *field = choose_of_document (row, fact, &listed);

  if (field != NULL)
    return field;
  if (review_fields_get (row->fields, fact) != NULL)
    return fact;
  if (listed)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (by_fact); i++)
    if (g_str_has_prefix (fact, by_fact[i][0])
        && review_fields_get (row->fields, by_fact[i][1]) != NULL)
      return by_fact[i][1];
  for (guint i = 0; !own_only && any[i] != NULL; i++)
    if (review_fields_get (row->fields, any[i]) != NULL)
      return any[i];
  return NULL;
}
