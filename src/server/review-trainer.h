/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-agent.h"

G_BEGIN_DECLS

/**
 * ReviewTrainer:
 * Who carries out training jobs: one thread, one job after the other, each in a process of its own.
 * A job that was interrupted by the end of the server begins again with the next one.
 */
typedef struct _ReviewTrainer ReviewTrainer;

ReviewTrainer *review_trainer_start (ReviewService *service, ReviewAgent *agent);
void review_trainer_stop (ReviewTrainer *self);

G_END_DECLS
