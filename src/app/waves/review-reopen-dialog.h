/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_REOPEN_DIALOG (review_reopen_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ReviewReopenDialog, review_reopen_dialog, REVIEW, REOPEN_DIALOG, AdwWindow)

gboolean review_reopen_dialog_is_for (ReviewSession *session);
void review_reopen_dialog_present_for (GtkWindow *parent,
                                       ReviewSession *session,
                                       const char *case_id,
                                       const char *name);
void review_reopen_dialog_present (GtkWindow *parent, ReviewSession *session);

G_END_DECLS
