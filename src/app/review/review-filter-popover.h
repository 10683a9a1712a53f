/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_FILTER_POPOVER (review_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewFilterPopover, review_filter_popover, REVIEW, FILTER_POPOVER, GtkPopover)

void review_filter_popover_bind (ReviewFilterPopover *self, ReviewSession *session);

G_END_DECLS
