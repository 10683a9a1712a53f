/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions between the words of a form and the codes of a policy. */
#pragma once

#include "review-session.h"

G_BEGIN_DECLS

/* (transfer full) (element-type utf8): ids that a rule may ask for; @also among them */
GPtrArray *review_condition_words_facts (ReviewSession *session, const char *also);
/* (transfer full): a leaf's value as it is typed, and a typed word as its code. */
char *review_condition_words_value (ReviewSession *session, const ReviewCondition *leaf);
char *review_condition_words_code (ReviewSession *session, const char *fact, const char *word);
gboolean review_condition_words_is_parameter (ReviewSession *session, const char *name);

G_END_DECLS
