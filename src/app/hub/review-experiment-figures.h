/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_EXPERIMENT_FIGURES (review_experiment_figures_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewExperimentFigures, review_experiment_figures, REVIEW, EXPERIMENT_FIGURES, AdwBin)

void review_experiment_figures_bind (ReviewExperimentFigures *self, ReviewSession *session);

G_END_DECLS
