/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"

G_BEGIN_DECLS

char *review_evidence_words_describe (ReviewSession *session, const ReviewEvidence *evidence);
const char *review_evidence_words_kind (int kind);
char *review_evidence_words_whole (ReviewSession *session, const ReviewField *field);

G_END_DECLS
