/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_SOP_VERSION_BUTTON (review_sop_version_button_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewSopVersionButton, review_sop_version_button, REVIEW, SOP_VERSION_BUTTON, GtkWidget)

void review_sop_version_button_bind (ReviewSopVersionButton *self, ReviewSession *session);
void review_sop_version_button_set_version (ReviewSopVersionButton *self, const char *version);

G_END_DECLS
