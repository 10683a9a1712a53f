/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "radar-table.h"

G_BEGIN_DECLS

/* What a pattern amounts to in a period. Of cases alike one counts, the earliest. */
typedef struct
{
  guint n; /* cases in the slice of which ROCA said what can be this error */
  guint errors;
  guint n_outside;
  guint errors_outside;
  double rate; /* of errors, weighted by 1 / pi; NaN: there is no case */
  double rate_outside;
  double lift; /* rate over that of all; NaN: there is no error at all */
  double low;  /* interval of the lift */
  double high;
  double
      p; /* exact, one-sided: so many errors fall into the slice by chance; NaN: a side is empty */
} RadarCount;

/* What a later period says of a pattern. */
typedef enum
{
  RADAR_HOLDS = 1,
  RADAR_GONE,
  RADAR_TOO_FEW /* to say either */
} RadarAnswer;

/* What has to be seen before a repair is believed: machine-readable, looked at as often as one
 * likes. */
typedef struct
{
  double limit; /* error rate in the slice that a repair has to get below */
  double alpha; /* probability of ever believing it wrongly, on either of two ways: by the errors
                 * among ROCA's claims, or by the claims */
} RadarQuery;

/* Of how many cases of a slice ROCA said what can be the error. */
typedef struct
{
  guint claims;
  guint cases;
} RadarShare;

guint *
radar_rows (const RadarTable *table, RadarKind kind, gint64 since, gint64 until, guint *ret_n);
RadarCount radar_count (const RadarTable *table,
                        RadarKind kind,
                        GPtrArray *conditions,
                        gint64 since,
                        gint64 until,
                        double level);
RadarAnswer radar_confirm (const RadarCount *later, double found_lift, double alpha);
RadarQuery radar_query_new (const RadarCount *found, double alpha);
RadarAnswer
radar_verify (const RadarCount *later, const RadarQuery *query, double *ret_low, double *ret_high);
RadarShare radar_count_claims (
    const RadarTable *table, RadarKind kind, GPtrArray *conditions, gint64 since, gint64 until);
RadarAnswer radar_verify_claims (const RadarShare *found,
                                 const RadarShare *later,
                                 double keep,
                                 const RadarQuery *query,
                                 double *ret_limit,
                                 double *ret_high);

G_END_DECLS
