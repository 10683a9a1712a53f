/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts that the cards of the Today page are made of. */
#pragma once

#include <adwaita.h>

#include "review-session.h"
#include "review-tone.h"

G_BEGIN_DECLS

void review_today_empty (GtkBox *box);
GtkWidget *review_today_new_tile (const ReviewTodayCount *count, gint64 now);
GtkWidget *
review_today_new_row (const char *title, const char *figure, const char *note, ReviewTone tone);
void review_today_lead (GtkWidget *row, const char *name, const char *action, GVariant *target);
GtkWidget *review_today_new_figure (const char *figure, const char *name, const char *spoken);

G_END_DECLS
