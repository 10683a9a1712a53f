/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

/**
 * ReviewNominationPopover:
 * A form for what somebody thinks recurs.
 *
 * Signals:
 * - "given" (#ReviewItem of ReviewPatternNomination): it is complete
 */
#define REVIEW_TYPE_NOMINATION_POPOVER (review_nomination_popover_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewNominationPopover, review_nomination_popover, REVIEW, NOMINATION_POPOVER, GtkPopover)

GtkWidget *review_nomination_popover_new (ReviewSession *session);

G_END_DECLS
