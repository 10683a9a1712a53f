/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_EXPERIMENT_FORM (review_experiment_form_get_type ())
G_DECLARE_FINAL_TYPE (ReviewExperimentForm, review_experiment_form, REVIEW, EXPERIMENT_FORM, AdwBin)

void review_experiment_form_bind (ReviewExperimentForm *self, ReviewSession *session);

G_END_DECLS
