/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *review_compare_table_new (ReviewSession *session, GPtrArray *evidence);
gboolean review_compare_table_has (const char *field);

G_END_DECLS
