/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts that the views of shifts and handovers are made of. */
#pragma once

#include <gtk/gtk.h>

#include "review-session.h"
#include "review-tone.h"

G_BEGIN_DECLS

GtkWidget *review_shift_new_standing (const ReviewPerson *person);
void review_shift_fill_desk (GtkBox *box, const ReviewPerson *person);
void review_shift_fill_person (GtkBox *box, ReviewSession *session, const ReviewPerson *person);
gboolean review_shift_same (GPtrArray *one, GPtrArray *other);

G_END_DECLS
