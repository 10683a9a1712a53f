/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_EXPERIMENTS_VIEW (review_experiments_view_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewExperimentsView, review_experiments_view, REVIEW, EXPERIMENTS_VIEW, AdwBin)

void review_experiments_view_bind (ReviewExperimentsView *self, ReviewSession *session);

G_END_DECLS
