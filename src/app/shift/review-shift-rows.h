/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "review-session.h"

G_BEGIN_DECLS

void
review_shift_fill_handovers (GtkListBox *list, GListModel *handovers, const ReviewUser *reader);
void review_shift_fill_team (GtkListBox *list, ReviewSession *session, GPtrArray *people);
guint review_shift_fill_plans (GtkListBox *list,
                               ReviewSession *session,
                               GPtrArray *shifts,
                               gboolean may_cancel);

G_END_DECLS
