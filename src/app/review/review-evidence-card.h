/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_EVIDENCE_CARD (review_evidence_card_get_type ())
G_DECLARE_FINAL_TYPE (ReviewEvidenceCard, review_evidence_card, REVIEW, EVIDENCE_CARD, AdwBin)

void review_evidence_card_bind (ReviewEvidenceCard *self, ReviewSession *session);
gboolean review_evidence_card_show (ReviewEvidenceCard *self, const char *label);
char *review_evidence_card_dup_current (ReviewEvidenceCard *self);
gboolean review_evidence_card_show_tab (ReviewEvidenceCard *self, const char *id);
void review_evidence_card_move_tab (ReviewEvidenceCard *self, int step);
void review_evidence_card_detach (ReviewEvidenceCard *self);
gboolean review_evidence_card_get_ready (ReviewEvidenceCard *self, const ReviewCaseView *view);
void review_evidence_card_turn (ReviewEvidenceCard *self);
void review_evidence_card_save (ReviewEvidenceCard *self);

G_END_DECLS
