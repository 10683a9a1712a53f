/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "review-cause.h"
#include "review-desk.h"

G_BEGIN_DECLS

/**
 * ReviewCauses:
 * Which root causes the team gives lately in cases of the type on the desk. Read when a case of the
 * type is opened and what is known is older than ten minutes; without it the order is that of the
 * data.
 */
#define REVIEW_TYPE_CAUSES (review_causes_get_type ())
G_DECLARE_FINAL_TYPE (ReviewCauses, review_causes, REVIEW, CAUSES, GObject)

ReviewCauses *review_causes_new (ReviewDesk *desk);
/* (transfer none) (nullable): of the open case's type; NULL while it is not known. */
const ReviewCauseCounts *review_causes_get_counts (ReviewCauses *self);
/* (transfer full) (element-type ReviewCode): the root causes for the open case and the label that its
 * form gives, in the order in which they are offered. */
GPtrArray *review_causes_list (ReviewCauses *self);

G_END_DECLS
