/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-policy.h"

G_BEGIN_DECLS

/**
 * HubRules:
 * The rules of a policy that are on and hold for one case type, prepared: facts are columns of an
 * array of doubles, parameters are numbers, texts are codes. Preparing costs a few microseconds a
 * rule, evaluating a few nanoseconds a leaf. Immutable, so threads may share it.
 */
typedef struct _HubRules HubRules;

HubRules *
hub_rules_new (const ReviewPolicy *policy, const char *case_type, const char *const *columns);
void hub_rules_free (HubRules *self);
guint hub_rules_get_n (const HubRules *self);
const ReviewRule *hub_rules_get_rule (const HubRules *self, guint rule);
const char *const *hub_rules_get_columns (const HubRules *self);
int hub_rules_find_column (const HubRules *self, const char *name);
double hub_rules_encode (const HubRules *self, const char *text);
ReviewAnswer hub_rules_evaluate (const HubRules *self, guint rule, const double *values);

gboolean hub_fact_is_text (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HubRules, hub_rules_free)

G_END_DECLS
