/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roca-model.h"
#include "stats-calibration.h"

G_BEGIN_DECLS

/* How a feature is spread among the training rows of each class: quantiles at equal steps, over
 * the rows that carry it. */
#define ROCA_QUANTILES 41

typedef struct
{
  guint count[2]; /* negatives, positives */
  double quantiles[2][ROCA_QUANTILES];
} RocaPeers;

/* Everything that a trained model is, before it is sealed and after it is opened. */
typedef struct
{
  char *version;
  char *case_type;
  char *library; /* version of XGBoost */
  RocaTrainOptions options;
  GPtrArray *columns; /* char *: feature ids */
  GArray *versions;   /* int: of their definitions */
  StatsBeta beta;
  RocaTrainMetrics metrics;
  GArray *peers;       /* RocaPeers, one per column */
  GArray *reads;       /* guint, rising: the columns that the boosters read, in their order */
  GPtrArray *rows;     /* RocaTrainedRow */
  GPtrArray *boosters; /* GBytes */
} RocaArtefact;

RocaArtefact *roca_artefact_new (void);
void roca_artefact_free (RocaArtefact *self);
GBytes *roca_artefact_seal (const RocaArtefact *self);
RocaArtefact *roca_artefact_open (GBytes *sealed, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RocaArtefact, roca_artefact_free)

G_END_DECLS
