/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_BULK_DIALOG (review_bulk_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ReviewBulkDialog, review_bulk_dialog, REVIEW, BULK_DIALOG, AdwWindow)

void review_bulk_dialog_present (GtkWindow *parent,
                                 ReviewSession *session,
                                 int kind,
                                 const char *const *work_items,
                                 const char *name);

G_END_DECLS
