/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "review-session.h"

G_BEGIN_DECLS

GtkWidget *review_code_list_new_check (ReviewSession *session,
                                       const ReviewCode *code,
                                       GtkWidget *group,
                                       gboolean active);
const char *review_code_list_get_code (GtkWidget *check);
void review_code_list_clear (GtkBox *box);

G_END_DECLS
