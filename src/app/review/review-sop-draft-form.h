/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_SOP_DRAFT_FORM (review_sop_draft_form_get_type ())
G_DECLARE_FINAL_TYPE (ReviewSopDraftForm, review_sop_draft_form, REVIEW, SOP_DRAFT_FORM, GtkWidget)

void review_sop_draft_form_bind (ReviewSopDraftForm *self, ReviewSession *session);

G_END_DECLS
