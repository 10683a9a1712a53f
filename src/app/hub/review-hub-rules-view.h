/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_HUB_RULES_VIEW (review_hub_rules_view_get_type ())
G_DECLARE_FINAL_TYPE (ReviewHubRulesView, review_hub_rules_view, REVIEW, HUB_RULES_VIEW, AdwBin)

void review_hub_rules_view_bind (ReviewHubRulesView *self, ReviewSession *session);
void review_hub_rules_view_edit (ReviewHubRulesView *self, const char *id);
void review_hub_rules_view_save (ReviewHubRulesView *self);

G_END_DECLS
