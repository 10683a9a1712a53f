/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files about recurring errors share. Private to this room. */
#pragma once

#include "radar-route.h"
#include "radar-search.h"
#include "review-pattern.h"
#include "review-service-private.h"
#include "review-store-measure.h"

G_BEGIN_DECLS

/* The labelled cases of a type, as the radar reads them. */
typedef struct
{
  GPtrArray *measured; /* (owned): ReviewMeasured */
  RadarTable *table;   /* (owned) */
  GPtrArray *rows;     /* (borrowed elements): ReviewMeasured of each row of @table */
  GArray *witnesses;   /* (owned): RadarWitness, by row */
  GHashTable *pushes;  /* (owned): feature to GArray of double, by row */
} ReviewRadarSet;

/* What is read of one case at a time. */
typedef struct
{
  const ReviewMeasured *one; /* (borrowed) */
  ReviewAssessment *said;    /* (owned) (nullable) */
  ReviewIntake *values;      /* (owned) (nullable) */
} ReviewRadarDetails;

ReviewRadarSet *review_radar_set_read (ReviewService *service,
                                       const char *case_type,
                                       gint64 since,
                                       gint64 until,
                                       ReviewProgressFunc progress,
                                       gpointer user_data,
                                       GError **error);
void review_radar_set_free (ReviewRadarSet *self);
RadarKind review_radar_kind (int label);
GPtrArray *review_radar_conditions (GPtrArray *conditions);
GPtrArray *review_radar_to_records (GPtrArray *conditions);
ReviewPatternCount *review_radar_count (const ReviewRadarSet *set,
                                        const ReviewPattern *pattern,
                                        gint64 since,
                                        gint64 until);
RadarCount review_radar_to_count (const ReviewPatternCount *count);
void review_radar_route (const ReviewRadarSet *set, ReviewPattern *pattern);
void review_radar_add_features (ReviewService *service,
                                RadarTable *table,
                                guint row,
                                const ReviewAssessment *said,
                                const ReviewIntake *values);
gboolean review_radar_read_details (ReviewService *service,
                                    const ReviewMeasured *one,
                                    ReviewRadarDetails *ret,
                                    GError **error);
void review_radar_details_clear (ReviewRadarDetails *self);
RadarTable *review_radar_read_claims (
    ReviewService *service, const char *case_type, gint64 since, gint64 until, GError **error);
gboolean review_radar_verify_claims (const RadarTable *claims,
                                     const ReviewPattern *pattern,
                                     ReviewPatternQuery *query,
                                     gint64 until);
gboolean
review_radar_recheck_feature (const ReviewRadarSet *set, ReviewPattern *pattern, gint64 now);
ReviewPattern *review_pattern_load_in (
    ReviewTx *tx, const ReviewWrite *write, guint states, gboolean own, GError **error);
gpointer review_pattern_finish (ReviewTx *tx,
                                const ReviewWrite *write,
                                const ReviewPattern *before,
                                ReviewPattern *after,
                                int act,
                                const char *reason,
                                GError **error);
gboolean review_pattern_audit (ReviewTx *tx,
                               const ReviewUser *actor,
                               const ReviewPattern *before,
                               const ReviewPattern *after,
                               int act,
                               const char *reason,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewRadarSet, review_radar_set_free)

G_END_DECLS
