/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where too little is known of a recurring error to say what mends it, more of what ROCA decides in its
 * slice is looked at blind. The raised chance is what is stored with the case, so that every figure
 * weighs its label by it; it ends with the pattern. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-sample.h"

#include "review-service-radar.h"

#define TIMES 5  /* as often as elsewhere */
#define MOST  .5 /* and never more than every other case */

/* The case alone, as the radar sees it. */
static RadarTable *
make_table (ReviewService *service, const ReviewAssessment *said, const ReviewIntake *values)
{
  const RadarCase row = { .blocks = said->verdict == REVIEW_VERDICT_BLOCK, .weight = 1 };
  RadarTable *table = radar_table_new ();

  radar_table_add (table, &row);
  radar_table_set_text (table, 0, "market", values->market);
  radar_table_set_text (table, 0, "language", values->language);
  review_radar_add_features (service, table, 0, said, values);
  return table;
}

static gboolean
is_in (const RadarTable *table, const ReviewPattern *pattern)
{
  g_autoptr (GPtrArray) slice = review_pattern_list_slice (pattern);
  g_autoptr (GPtrArray) conditions = slice != NULL ? review_radar_conditions (slice) : NULL;

  return conditions != NULL && radar_table_is_asked (table, 0, review_radar_kind (pattern->label))
         && radar_table_meets_all (table, 0, conditions, FALSE);
}

static const ReviewPattern *
find_pattern (ReviewService *service,
              const GPtrArray *patterns,
              const ReviewAssessment *said,
              const ReviewIntake *values)
{
  g_autoptr (RadarTable) table = make_table (service, said, values);

  for (guint i = 0; i < patterns->len; i++)
    if (is_in (table, patterns->pdata[i]))
      return patterns->pdata[i];
  return NULL;
}

/*
 * review_service_sample_more:
 * @patterns: (element-type ReviewPattern): confirmed ones of the type that wait for more labels
 * @said: new, with its route
 * @values: of the case
 * @draw: the lot of the case: it is the one that the blind audit was drawn with, so that a case that
 *   was in the audit stays in it
 *
 * Raises the chance of a blind look where ROCA decides such a case without a person; a house that
 * audits nothing is not made to.
 */
void
review_service_sample_more (ReviewService *service,
                            const GPtrArray *patterns,
                            ReviewAssessment *said,
                            const ReviewIntake *values,
                            double draw)
{
  gboolean alone = said->route == REVIEW_ROUTE_AUTO_PASS || said->route == REVIEW_ROUTE_AUTO_BLOCK;
  const ReviewPattern *pattern;

  if (patterns->len == 0 || (!alone && said->route != REVIEW_ROUTE_AUDIT) || !(said->pi > 0)
      || said->pi >= MOST)
    return;
  pattern = find_pattern (service, patterns, said, values);
  if (pattern == NULL)
    return;
  said->pi = MIN (TIMES * said->pi, MOST);
  if (!alone || draw >= said->pi)
    return;
  said->route = REVIEW_ROUTE_AUDIT;
  g_free (said->reason);
  said->reason = g_strdup ("audit_pattern");
}
