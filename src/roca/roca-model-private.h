/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roca-artefact.h"
#include "roca-model.h"
#include "roca-xgboost.h"

G_BEGIN_DECLS

struct _RocaModel
{
  gint ref_count;
  RocaArtefact *artefact;
  char *sha256;
  char *calibration;
  GPtrArray *boosters; /* RocaBooster */
  GPtrArray *ranked;   /* RocaTrainedRow, borrowed: rising out-of-fold score */
  GHashTable *trained; /* set of RocaTrainedRow by source and id, borrowed from the artefact */
  GMutex lock;         /* a booster predicts for one thread at a time */
};

GPtrArray *roca_rank_rows (GPtrArray *rows);

G_END_DECLS
