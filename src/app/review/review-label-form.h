/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_LABEL_FORM (review_label_form_get_type ())
G_DECLARE_FINAL_TYPE (ReviewLabelForm, review_label_form, REVIEW, LABEL_FORM, AdwBin)

void review_label_form_bind (ReviewLabelForm *self, ReviewSession *session);
void review_label_form_open_root_cause (ReviewLabelForm *self);

G_END_DECLS
