/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "review-radar"
#include "radar-inquiry.h"

#include <math.h>

#include "radar-count.h"

const RadarCase *
radar_inquiry_case (const RadarInquiry *q, guint i)
{
  return radar_table_get (q->evidence->table, q->rows[i]);
}

const RadarWitness *
radar_inquiry_witness (const RadarInquiry *q, guint i)
{
  return &q->evidence->witnesses[q->rows[i]];
}

void
radar_inquiry_init (RadarInquiry *q, GPtrArray *conditions)
{
  const RadarTable *table = q->evidence->table;
  RadarKind kinds[] = { RADAR_FP, RADAR_FN };

  q->rows = g_new (guint, MAX (radar_table_get_n (table), 1));
  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      guint n;
      g_autofree guint *rows =
          radar_rows (table, kinds[k], q->evidence->since, q->evidence->until, &n);

      for (guint i = 0; i < n; i++)
        q->rows[q->n++] = rows[i];
    }
  q->inside = g_new0 (guint8, MAX (q->n, 1));
  q->errors = g_new0 (guint8, MAX (q->n, 1));
  for (guint i = 0; i < q->n; i++)
    {
      q->inside[i] = radar_table_meets_all (table, q->rows[i], conditions, FALSE);
      q->errors[i] = radar_table_is_error (table, q->rows[i], q->kind);
    }
}

gboolean
radar_inquiry_answer (RadarInquiry *q, const RadarProof *proof)
{
  g_array_append_vals (q->out->proofs, proof, 1);
  return proof->yes;
}

/* Risks and truths of the slice, or of all. */
guint
radar_inquiry_collect (const RadarInquiry *q,
                       gboolean only_inside,
                       double *ret_risks,
                       guint8 *ret_positives)
{
  guint n = 0;

  for (guint i = 0; i < q->n; i++)
    if (!only_inside || q->inside[i])
      {
        ret_risks[n] = radar_inquiry_case (q, i)->risk;
        ret_positives[n++] = radar_inquiry_case (q, i)->positive ? 1 : 0;
      }
  return n;
}

guint
radar_smaller_class (const guint8 *positives, guint n)
{
  guint bad = 0;

  for (guint i = 0; i < n; i++)
    bad += positives[i];
  return MIN (bad, n - bad);
}

double
radar_logit (double risk)
{
  risk = CLAMP (risk, 1e-6, 1 - 1e-6);
  return log (risk / (1 - risk));
}

void
radar_inquiry_clear (RadarInquiry *q)
{
  g_free (q->rows);
  g_free (q->inside);
  g_free (q->errors);
}
