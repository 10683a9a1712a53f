/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-catalog.h"
#include "review-policy.h"

G_BEGIN_DECLS

/* Whether the case type has a feature of this id: those that are computed and those that come with
 * the case. */
typedef gboolean (*HubFeatureFunc) (const char *case_type, const char *feature, gpointer user_data);

/* What a policy is checked against. Nothing is owned. */
typedef struct
{
  const ReviewCatalog *catalog; /* case types, lists of codes, SOPs */
  HubFeatureFunc has_feature;   /* ROCA's to answer */
  gpointer user_data;
} HubPolicyContext;

gboolean
hub_policy_check (const ReviewPolicy *policy, const HubPolicyContext *context, GError **error);
gboolean hub_policy_check_rules (const ReviewPolicy *policy,
                                 const HubPolicyContext *context,
                                 GError **error);

G_END_DECLS
