/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_SNOOZE_POPOVER (review_snooze_popover_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewSnoozePopover, review_snooze_popover, REVIEW, SNOOZE_POPOVER, GtkPopover)

void review_snooze_popover_bind (ReviewSnoozePopover *self, ReviewSession *session);

G_END_DECLS
