/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the questions of the tree work on. Private to this room. */
#pragma once

#include "radar-route.h"

G_BEGIN_DECLS

#define RADAR_ALPHA .01 /* of each test */
#define RADAR_FEW   5   /* a class or a group of fewer says nothing */

/* The cases of the period, by what the questions ask. */
typedef struct
{
  const RadarEvidence *evidence;
  RadarKind kind;
  guint n;
  guint *rows;    /* (owned) */
  guint8 *inside; /* (owned): in the slice */
  guint8 *errors; /* (owned): an error of the pattern's kind */
  RadarRouting *out;
} RadarInquiry;

void radar_inquiry_init (RadarInquiry *q, GPtrArray *conditions);
void radar_inquiry_clear (RadarInquiry *q);
const RadarCase *radar_inquiry_case (const RadarInquiry *q, guint i);
const RadarWitness *radar_inquiry_witness (const RadarInquiry *q, guint i);
gboolean radar_inquiry_answer (RadarInquiry *q, const RadarProof *proof);
guint radar_inquiry_collect (const RadarInquiry *q,
                             gboolean only_inside,
                             double *ret_risks,
                             guint8 *ret_positives);
guint radar_smaller_class (const guint8 *positives, guint n);
double radar_logit (double risk);
gboolean radar_ask_contribution (RadarInquiry *q, GPtrArray *conditions, gboolean *ret_bends);

G_END_DECLS
