/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "loop-world.h"

G_BEGIN_DECLS

/* How a label came to be. */
typedef enum
{
  LOOP_STREAM_HISTORY = 1, /* before anything was automatic: everybody's work */
  LOOP_STREAM_SLA,         /* the queue */
  LOOP_STREAM_AUDIT,       /* drawn from what was decided without a person */
  LOOP_STREAM_OUTCOME,     /* it came to light: an appeal, a chargeback */
  LOOP_STREAM_ASSUMED /* decided automatically and not looked at: no label, as it was decided */
} LoopStream;

/* What became known of a case. */
typedef struct
{
  guint row;
  gboolean positive;
  gboolean confirmed; /* it may train */
  gboolean unfit;
  gboolean forced;  /* a gate took the case before any threshold */
  gboolean uniform; /* drawn with the same chance as every case of its week, whatever its route */
  gboolean open[2]; /* by side, pass and block: nothing was decided so automatically in its week, so
                     * that all is labelled but for what the other side decided */
  double pi;   /* probability with which it was to be labelled; NaN: it came to light because of
                     * what it is, and says nothing of others */
  int stream;  /* LoopStream */
  int verdict; /* ReviewVerdict: ROCA's when the label came; 0: there was none yet */
  guint week;  /* 0: history */
} LoopLabel;

/**
 * LoopLabels:
 * What a floor knows: one label per case at most, the newest word of it.
 */
typedef struct
{
  GArray *items; /* LoopLabel, in the order in which they came */
  GHashTable *places;
} LoopLabels;

LoopLabels *loop_labels_new (void);
void loop_labels_set_verdict (LoopLabels *self, guint i, int verdict);
void loop_labels_put (LoopLabels *self, const LoopLabel *label);
const LoopLabel *loop_labels_find (const LoopLabels *self, guint row);
guint loop_labels_get_n (const LoopLabels *self);
const LoopLabel *loop_labels_get (const LoopLabels *self, guint i);
void loop_labels_free (LoopLabels *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LoopLabels, loop_labels_free)

G_END_DECLS
