/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_ESCALATION_CARD (review_escalation_card_get_type ())
G_DECLARE_FINAL_TYPE (ReviewEscalationCard, review_escalation_card, REVIEW, ESCALATION_CARD, AdwBin)

void review_escalation_card_bind (ReviewEscalationCard *self, ReviewSession *session);

G_END_DECLS
