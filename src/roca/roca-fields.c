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
  if (review_fields_get (row->fields, fact) != NULL)
    return fact;
  for (guint i = 0; i < G_N_ELEMENTS (by_fact); i++)
    if (g_str_has_prefix (fact, by_fact[i][0])
        && review_fields_get (row->fields, by_fact[i][1]) != NULL)
      return by_fact[i][1];
  for (guint i = 0; !own_only && any[i] != NULL; i++)
    if (review_fields_get (row->fields, any[i]) != NULL)
      return any[i];
  return NULL;
}
