/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_ROOT_CAUSE_PICKER (review_root_cause_picker_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewRootCausePicker, review_root_cause_picker, REVIEW, ROOT_CAUSE_PICKER, GtkWidget)

void review_root_cause_picker_set_session (ReviewRootCausePicker *self, ReviewSession *session);
void review_root_cause_picker_open (ReviewRootCausePicker *self);
gboolean review_root_cause_picker_choose (ReviewRootCausePicker *self, guint position);

G_END_DECLS
