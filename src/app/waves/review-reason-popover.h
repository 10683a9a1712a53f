/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_REASON_POPOVER (review_reason_popover_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewReasonPopover, review_reason_popover, REVIEW, REASON_POPOVER, GtkPopover)

GtkWidget *review_reason_popover_new (const char *title, const char *button);

G_END_DECLS
