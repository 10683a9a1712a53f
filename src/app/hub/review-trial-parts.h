/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts that the cards of candidates and experiments are made of. */
#pragma once

#include <adwaita.h>

#include "review-figure-table.h"
#include "review-tone.h"

G_BEGIN_DECLS

void review_trial_empty (GtkBox *box);
GtkWidget *review_trial_new_entry (const char *focus, const char *text);
GtkWidget *review_trial_new_button (const char *focus, const char *text, const char *css_class);
GtkWidget *review_trial_new_table (const char *name);
GtkWidget *review_trial_new_list (const char *name);
GtkWidget *review_trial_new_row (
    const char *title, const char *text, const char *spoken, const char *focus, const char *id);
void review_trial_add_tag (GtkWidget *row, const char *text, ReviewTone tone);
GtkToggleButton *
review_trial_add_form (GtkBox *box, const char *focus, const char *text, GtkWidget *form);
gboolean review_trial_show_act (GtkWidget *button, gboolean offered, const char *unmet);
void review_trial_add_fact (GtkBox *box, GtkSizeGroup *names, const char *name, const char *value);
void review_trial_set_entry (GtkEntry *entry, const char *text);

G_END_DECLS
