/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

void review_today_fill_changes (GtkBox *box, ReviewSession *session, const ReviewToday *page);
void review_today_fill_time (GtkBox *box, ReviewSession *session, const ReviewToday *page);
void review_today_fill_quality (GtkBox *box, const ReviewToday *page);
void review_today_fill_list (GtkListBox *list,
                             ReviewSession *session,
                             const ReviewToday *page,
                             int kind);
void review_today_fill_findings (GtkListBox *list,
                                 ReviewSession *session,
                                 const ReviewToday *page,
                                 const ReviewFloorChoice *choice);
void review_today_fill_rates (GtkListBox *list,
                              ReviewSession *session,
                              const ReviewToday *page,
                              int kind);

G_END_DECLS
