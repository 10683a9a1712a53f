/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-desk.h"

G_BEGIN_DECLS

#define REVIEW_SLA_SOON (20 * 60) /* s: the band of the queue before the breach */
#define REVIEW_SLA_LAST (5 * 60)  /* s: the last word */

/**
 * ReviewSlaWatch:
 *
 * Watches the handling time of the case that the user holds.
 *
 * Signals:
 * - "due-soon" (gint64 seconds): the time left has come down to REVIEW_SLA_SOON, or to
 *   REVIEW_SLA_LAST, for the first time with this case. A case that is taken with less time than
 *   that is told of once, too; one that is breached already is not: there is nothing to save.
 * - "over": the case that was told of is not in hand any more, or its clock stands
 */
#define REVIEW_TYPE_SLA_WATCH (review_sla_watch_get_type ())
G_DECLARE_FINAL_TYPE (ReviewSlaWatch, review_sla_watch, REVIEW, SLA_WATCH, GObject)

ReviewSlaWatch *review_sla_watch_new (ReviewDesk *desk);

G_END_DECLS
