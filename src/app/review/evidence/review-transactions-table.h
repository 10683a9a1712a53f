/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "review-session.h"

G_BEGIN_DECLS

GtkSelectionModel *
review_transactions_table_fill (GtkColumnView *view, ReviewSession *session, GListModel *rows);

G_END_DECLS
