/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_EXPERIMENT_CARD (review_experiment_card_get_type ())
G_DECLARE_FINAL_TYPE (ReviewExperimentCard, review_experiment_card, REVIEW, EXPERIMENT_CARD, AdwBin)

void review_experiment_card_bind (ReviewExperimentCard *self, ReviewSession *session);

G_END_DECLS
