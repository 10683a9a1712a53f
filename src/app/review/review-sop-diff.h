/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-sop-clause.h"

G_BEGIN_DECLS

GtkWidget *review_sop_diff_new (const ReviewText *before,
                                const ReviewText *after,
                                ReviewSopLanguages languages);

G_END_DECLS
