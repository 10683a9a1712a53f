/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "review-session.h"
#include "review-travel.h"

G_BEGIN_DECLS

char *review_visits_words_speed (const ReviewTrip *trip, double most);
GtkSelectionModel *review_visits_table_fill (GtkColumnView *view,
                                             ReviewSession *session,
                                             const ReviewTravel *travel,
                                             GPtrArray *evidence);

G_END_DECLS
