/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "review-desk.h"
#include "review-sop.h"

G_BEGIN_DECLS

/**
 * ReviewSopVersions:
 * The versions of the SOP of the open case, and an older one while somebody reads it. A decision is
 * pinned to the one in force; looking back ends with the case.
 *
 * Signal "changed": any of what the getters answer is different now.
 */
#define REVIEW_TYPE_SOP_VERSIONS (review_sop_versions_get_type ())
G_DECLARE_FINAL_TYPE (ReviewSopVersions, review_sop_versions, REVIEW, SOP_VERSIONS, GObject)

ReviewSopVersions *review_sop_versions_new (ReviewDesk *desk);

/* Reads the list anew; what is known stays until then. */
void review_sop_versions_read (ReviewSopVersions *self);
/* (transfer none) (nullable): NULL while it is being read, or could not be. */
const ReviewSopVersionList *review_sop_versions_get_list (ReviewSopVersions *self);
/* ReviewErrorCode of the last reading, 0: none. */
int review_sop_versions_get_error (ReviewSopVersions *self);

/* Reads a version that is not in force; NULL: back to the one in force. */
void review_sop_versions_open (ReviewSopVersions *self, const char *version);
/* (transfer none) (nullable): the older version that is being read; NULL: the one in force is. */
const ReviewSop *review_sop_versions_get_older (ReviewSopVersions *self);

G_END_DECLS
