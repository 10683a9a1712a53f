/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkListItemFactory *review_timeline_row_factory_new (ReviewSession *session);
char *review_timeline_row_describe_time (gint64 at);

G_END_DECLS
