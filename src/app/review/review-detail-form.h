/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_DETAIL_FORM (review_detail_form_get_type ())
G_DECLARE_FINAL_TYPE (ReviewDetailForm, review_detail_form, REVIEW, DETAIL_FORM, AdwBin)

void review_detail_form_bind (ReviewDetailForm *self, ReviewSession *session);
void review_detail_form_choose_option (ReviewDetailForm *self, guint n);

G_END_DECLS
