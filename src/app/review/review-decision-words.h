/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"

G_BEGIN_DECLS

char *review_decision_words_label (ReviewSession *session);
char *review_decision_words_annotation (ReviewSession *session);
char *review_decision_words_conflict (ReviewSession *session);
char *review_decision_words_unmet (ReviewSession *session);

G_END_DECLS
