/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_CONDITION_GROUP (review_condition_group_get_type ())
G_DECLARE_FINAL_TYPE (ReviewConditionGroup, review_condition_group, REVIEW, CONDITION_GROUP, AdwBin)

GtkWidget *review_condition_group_new (ReviewSession *session,
                                       const ReviewCondition *condition,
                                       gboolean removable);
ReviewCondition *review_condition_group_dup (ReviewConditionGroup *self, char **ret_missing);

G_END_DECLS
