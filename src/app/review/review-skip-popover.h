/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_SKIP_POPOVER (review_skip_popover_get_type ())
G_DECLARE_FINAL_TYPE (ReviewSkipPopover, review_skip_popover, REVIEW, SKIP_POPOVER, GtkPopover)

void review_skip_popover_bind (ReviewSkipPopover *self, ReviewSession *session);

G_END_DECLS
