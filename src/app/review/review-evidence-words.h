/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"

G_BEGIN_DECLS

char *review_evidence_words_describe (ReviewSession *session, const ReviewEvidence *evidence);
const char *review_evidence_words_kind (int kind);
const char *review_evidence_words_icon (int kind);
const char *review_evidence_words_head (ReviewSession *session, const ReviewEvidence *evidence);
const char *review_evidence_words_field (ReviewSession *session, const char *name);
char *
review_evidence_words_value (ReviewSession *session, const ReviewField *field, gboolean whole);

G_END_DECLS
