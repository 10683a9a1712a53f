/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_RULE_EDITOR (review_rule_editor_get_type ())
G_DECLARE_FINAL_TYPE (ReviewRuleEditor, review_rule_editor, REVIEW, RULE_EDITOR, AdwBin)

void review_rule_editor_bind (ReviewRuleEditor *self, ReviewSession *session);
void review_rule_editor_show (ReviewRuleEditor *self, const ReviewRule *rule);
ReviewRule *review_rule_editor_dup (ReviewRuleEditor *self, char **ret_missing);
void review_rule_editor_say (ReviewRuleEditor *self, const char *text);

G_END_DECLS
