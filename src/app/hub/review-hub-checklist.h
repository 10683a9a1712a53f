/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_HUB_CHECKLIST (review_hub_checklist_get_type ())
G_DECLARE_FINAL_TYPE (ReviewHubChecklist, review_hub_checklist, REVIEW, HUB_CHECKLIST, AdwBin)

void review_hub_checklist_bind (ReviewHubChecklist *self, ReviewSession *session);

G_END_DECLS
