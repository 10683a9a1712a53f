/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-session.h"
#include "review-wrap.h"

G_BEGIN_DECLS

void review_misled_fill (GtkBox *box, ReviewSession *session);
void review_misled_fill_chips (ReviewWrap *chips, ReviewSession *session);

G_END_DECLS
