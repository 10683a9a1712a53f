/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_HANDOVER_FORM (review_handover_form_get_type ())
G_DECLARE_FINAL_TYPE (ReviewHandoverForm, review_handover_form, REVIEW, HANDOVER_FORM, AdwBin)

void review_handover_form_bind (ReviewHandoverForm *self, ReviewSession *session);
void review_handover_form_take_focus (ReviewHandoverForm *self);

G_END_DECLS
