/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_CASE_PANE (review_case_pane_get_type ())
G_DECLARE_FINAL_TYPE (ReviewCasePane, review_case_pane, REVIEW, CASE_PANE, AdwBin)

void review_case_pane_bind (ReviewCasePane *self, ReviewSession *session);
void review_case_pane_save (ReviewCasePane *self);
void review_case_pane_take_focus (ReviewCasePane *self);
void review_case_pane_decide (ReviewCasePane *self, const char *action);
void review_case_pane_put_off (ReviewCasePane *self);
void review_case_pane_choose_option (ReviewCasePane *self, guint n);
void review_case_pane_cite (ReviewCasePane *self);
void review_case_pane_mark_step (ReviewCasePane *self, int mark);
void review_case_pane_show_evidence (ReviewCasePane *self, const char *label);
void review_case_pane_detach_tab (ReviewCasePane *self);
void review_case_pane_move_tab (ReviewCasePane *self, int step);
void review_case_pane_show_tab (ReviewCasePane *self, const char *id);

G_END_DECLS
