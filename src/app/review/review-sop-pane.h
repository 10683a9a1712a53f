/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_SOP_PANE (review_sop_pane_get_type ())
G_DECLARE_FINAL_TYPE (ReviewSopPane, review_sop_pane, REVIEW, SOP_PANE, AdwBin)

void review_sop_pane_bind (ReviewSopPane *self, ReviewSession *session, GSettings *settings);
void review_sop_pane_show_clause (ReviewSopPane *self, const char *clause);
void review_sop_pane_save (ReviewSopPane *self);

G_END_DECLS
