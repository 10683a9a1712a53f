/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_CONDITION_LEAF (review_condition_leaf_get_type ())
G_DECLARE_FINAL_TYPE (ReviewConditionLeaf, review_condition_leaf, REVIEW, CONDITION_LEAF, AdwBin)

GtkWidget *review_condition_leaf_new (ReviewSession *session, const ReviewCondition *leaf);
ReviewCondition *review_condition_leaf_dup (ReviewConditionLeaf *self, char **ret_missing);

G_END_DECLS
