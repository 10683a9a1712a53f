/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is on trial at the fake server: the models of one case type with a candidate in shadow, and
 * two experiments. States move as on the real one; nothing is trained. */
#pragma once

#include "review-experiment.h"
#include "review-people.h"
#include "review-training-job.h"

G_BEGIN_DECLS

#define FAKE_CANDIDATE  "wd-2026.11.24-c3d4"
#define FAKE_LIVE_MODEL "wd-2026.11.3-a1b2"
#define FAKE_ROLLOUT    "00000000000000000000000000000e01"
#define FAKE_PROPOSED   "00000000000000000000000000000e02"

typedef struct
{
  GPtrArray *models;      /* ReviewModelVersion, the newest first */
  GPtrArray *jobs;        /* ReviewTrainingJob, the newest first */
  GPtrArray *experiments; /* ReviewExperiment, the newest first */
} FakeTrials;

FakeTrials *fake_trials_new (void);
void fake_trials_free (FakeTrials *self);

/* Answers `METHOD /v1/PART[1]/…`: a record (transfer full), or NULL and @error. */
gpointer fake_trials_serve (FakeTrials *self,
                            const ReviewUser *user,
                            const char *method,
                            char **part,
                            const char *body,
                            gint64 version,
                            GError **error);

G_END_DECLS
