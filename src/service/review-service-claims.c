/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A repair that makes ROCA say it no more: the cases of a pattern's slice, whether their truth is
 * known or not, and what ROCA said of each at first. They are read only where a pattern was repaired. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-radar.h"

typedef struct
{
  const char *case_type;
  gint64 since;
  gint64 until;
  GPtrArray *measured;    /* (owned) */
  ReviewRadarDetails now; /* of the case being read */
} Reader;

static void
clear_reader (Reader *self)
{
  review_radar_details_clear (&self->now);
  g_clear_pointer (&self->measured, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, clear_reader)

static gboolean
read_list (ReviewTx *tx, gpointer user_data, GError **error)
{
  Reader *r = user_data;

  r->measured = review_store_list_measured (tx, r->case_type, r->since, r->until, error);
  return r->measured != NULL;
}

/*
 * review_radar_read_claims:
 * @since: µs
 * @until: µs; exclusive
 *
 * Returns: (transfer full): all cases of the type of which ROCA said pass or block, with what rules
 *   know of them
 */
RadarTable *
review_radar_read_claims (
    ReviewService *service, const char *case_type, gint64 since, gint64 until, GError **error)
{
  g_auto (Reader) r = { .case_type = case_type, .since = since, .until = until };
  g_autoptr (RadarTable) table = radar_table_new ();

  if (!review_store_read (service->store, read_list, &r, error))
    return NULL;
  for (guint i = 0; i < r.measured->len; i++)
    {
      const ReviewMeasured *one = r.measured->pdata[i];
      RadarCase row = { .weight = 1 };
      guint n;

      if (one->verdict == 0)
        continue;
      if (!review_radar_read_details (service, one, &r.now, error))
        return NULL;
      row.blocks = one->verdict == REVIEW_VERDICT_BLOCK;
      row.cluster = one->cluster;
      row.at = one->as_of;
      n = radar_table_add (table, &row);
      radar_table_set_text (table, n, "market", one->market);
      radar_table_set_text (table, n, "language", one->language);
      review_radar_add_features (service, table, n, r.now.said, r.now.values);
    }
  return g_steal_pointer (&table);
}

/*
 * review_radar_verify_claims:
 * @claims: (nullable): review_radar_read_claims()
 * @query: of the pattern; gets the figures
 *
 * Returns: whether ROCA says it so much less that the pattern is gone
 */
gboolean
review_radar_verify_claims (const RadarTable *claims,
                            const ReviewPattern *pattern,
                            ReviewPatternQuery *query,
                            gint64 until)
{
  g_autoptr (GPtrArray) slice = review_pattern_list_slice (pattern);
  const ReviewPatternCount *found = pattern->found;
  RadarKind kind = review_radar_kind (pattern->label);
  RadarQuery limits = { query->limit, query->alpha };
  g_autoptr (GPtrArray) conditions = NULL;
  RadarShare before, now;

  if (claims == NULL || slice == NULL || found == NULL || !(found->rate > 0))
    return FALSE;
  conditions = review_radar_conditions (slice);
  before = radar_count_claims (claims, kind, conditions, found->since, found->until);
  now = radar_count_claims (claims, kind, conditions, query->since, until);
  if (before.claims == 0)
    return FALSE;
  query->cases = now.cases;
  query->claims = now.claims;
  query->claim_share = (double) before.claims / before.cases;
  return radar_verify_claims (&before, &now, MIN (query->limit / found->rate, 1), &limits,
                              &query->claim_limit, &query->claim_high)
         == RADAR_GONE;
}
