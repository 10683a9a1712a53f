/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a model in shadow is worth so far: where it differs from the live one, who was right, and by
 * how much its risks are better, on the cases whose truth is known. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-models.h"
#include "review-service-private.h"
#include "review-store-shadow.h"
#include "stats-pair.h"

#define LEVEL 0.9 /* as of the comparison that the gate reads */

typedef struct
{
  double *risks[2];
  guint8 *positives;
  double *weights;
  guint n;
} Known;

static void
known_clear (Known *self)
{
  g_free (self->risks[0]);
  g_free (self->risks[1]);
  g_free (self->positives);
  g_free (self->weights);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Known, known_clear)

static void
add_known (Known *self, const ReviewShadowRow *row)
{
  self->risks[0][self->n] = row->risks[0];
  self->risks[1][self->n] = row->risks[1];
  self->positives[self->n] = row->positive ? 1 : 0;
  self->weights[self->n++] = 1 / row->pi;
}

static void
count (ReviewModelShadow *shadow, const ReviewShadowRow *row)
{
  gboolean live = row->risks[0] >= row->cut, other = row->risks[1] >= row->cut;

  shadow->cases++;
  if (live == other)
    return;
  shadow->blocks += other;
  shadow->passes += live;
  shadow->right += row->known && other == row->positive;
  shadow->wrong += row->known && other != row->positive;
}

/**
 * review_model_comparison_of:
 * @name: what was compared
 * @passed: whether the gate lets the candidate pass there
 *
 * Returns: (transfer full): the figures for the wire
 */
ReviewModelComparison *
review_model_comparison_of (const char *name, const StatsComparison *c, gboolean passed)
{
  ReviewModelComparison *self = review_record_new (&review_model_comparison_type);

  self->name = g_strdup (name);
  self->n = c->n;
  self->positives = c->positives;
  self->auc_live = c->auc[0];
  self->auc_candidate = c->auc[1];
  self->log_loss_live = c->log_loss[0];
  self->log_loss_candidate = c->log_loss[1];
  self->gain = c->gain.value;
  self->gain_low = c->gain.low;
  self->gain_high = c->gain.high;
  self->passed = passed;
  return self;
}

static ReviewModelShadow *
measure (GArray *rows, gint64 since)
{
  ReviewModelShadow *shadow = review_record_new (&review_model_shadow_type);
  g_auto (Known) known = { { g_new (double, rows->len + 1), g_new (double, rows->len + 1) },
                           g_new (guint8, rows->len + 1),
                           g_new (double, rows->len + 1),
                           0 };
  StatsComparison c;

  shadow->since = REVIEW_WHOLE_MS (since);
  for (guint i = 0; i < rows->len; i++)
    {
      const ReviewShadowRow *row = &g_array_index (rows, ReviewShadowRow, i);

      count (shadow, row);
      if (row->known)
        add_known (&known, row);
    }
  stats_compare (
      &(StatsPair){
          { known.risks[0], known.risks[1] }, known.positives, known.weights, NULL, known.n },
      LEVEL, &c);
  shadow->known = review_model_comparison_of ("shadow", &c, !(c.gain.high < 0));
  return shadow;
}

/**
 * review_service_measure_shadow:
 * @model: gets its shadow's figures, if it ever was in shadow
 */
gboolean
review_service_measure_shadow (ReviewTx *tx, ReviewModelVersion *model, GError **error)
{
  g_autoptr (GArray) rows = NULL;
  gint64 since = 0;

  if (!review_store_find_shadow_start (tx, model->version, &since, error))
    return FALSE;
  if (since == 0)
    return TRUE;
  rows = review_store_list_shadow (tx, model->version, error);
  if (rows != NULL)
    model->shadow = measure (rows, since);
  return rows != NULL;
}
