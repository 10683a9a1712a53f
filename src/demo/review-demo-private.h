/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the generators of the case types share; no one outside this room includes it. */
#pragma once

#include "review-clock.h"
#include "review-demo-random.h"
#include "review-demo.h"

G_BEGIN_DECLS

typedef ReviewDemoRandom Random;
#define bits(r)          review_demo_random_bits (r)
#define uniform(r, a, b) review_demo_random_uniform (r, a, b)
#define normal(r, m, s)  review_demo_random_normal (r, m, s)
#define spread(r, m, s)  review_demo_random_spread (r, m, s)
#define chance(r, p)     review_demo_random_chance (r, p)
#define between(r, a, b) review_demo_random_between (r, a, b)
#define pick(r, list)    review_demo_random_pick (r, list)
#define DAY(n)           ((gint64) ((n) *REVIEW_DAY))
#define HOURS(n)         ((gint64) ((n) *REVIEW_HOUR))
#define MINUTES(n)       ((gint64) ((n) *REVIEW_MINUTE))

/* A kind of story. Its risk in log-odds is drawn first, from @mean and @deviation; the facts
 * follow from it, and truth is drawn from the risk alone, so that nothing in the record can say
 * more about the truth than the oracle knows. */
typedef struct
{
  const char *id;
  double history;  /* share among the cases with truth */
  double arriving; /* share among the arriving ones */
  double mean;
  double deviation;
  int nature;             /* ReviewNature when it is positive */
  const char *typologies; /* codes, space-separated, when it is positive */
  const char *planted;    /* (nullable): root-cause code of the error planted by it */
  gboolean waves;         /* comes in clusters of linked cases */
} ReviewDemoScenario;

/* A case while it is made. */
typedef struct
{
  const ReviewDemoOptions *options;
  Random random;
  guint index;
  gboolean history;
  const ReviewDemoScenario *scenario;
  double risk;  /* log-odds of the truth */
  double shown; /* log-odds that the facts are drawn from */
  gint64 at;    /* when the case was opened */
  ReviewDemoCase *made;
  ReviewIntake *intake; /* (borrowed): @made's */
} Making;

gconstpointer
review_demo_draw_scenario (Making *self, gconstpointer scenarios, guint n, gsize size);
double review_demo_intensity (const Making *self);
void review_demo_settle_truth (Making *self);
void review_demo_misread (
    Making *self, const char *scenario, double share, int nature, const char *typology);

/* People and the account (review-demo-people.c) */
typedef struct
{
  const char *code;
  const char *language;
  const char *place;
  const char *street_format;
} ReviewDemoMarket;

const ReviewDemoMarket *review_demo_draw_market (Random *random);
char *review_demo_draw_name (Random *random);
char *review_demo_draw_street (Random *random, const ReviewDemoMarket *market);
char *review_demo_draw_address (Random *random, const char *asset);
void review_demo_set_priority (Making *self, double value, double assets, double age_days);

/* Beside the case's own stream (review-demo-shared.c) */
void review_demo_begin_side (const Making *self, Random *side, const char *what, gboolean wave);
char *review_demo_mark_device (Random *side, const char *model);
char *review_demo_draw_home_ip (Random *side);
void review_demo_come_again (Making *self);

/* Records (review-demo-build.c) */
ReviewEvidence *review_demo_add_row (ReviewIntake *intake, int kind, gint64 at);
void review_demo_add_text (GPtrArray *fields, const char *name, const char *value);
void review_demo_add_open (GPtrArray *fields, const char *name, const char *value);
void review_demo_add_amount (GPtrArray *fields, const char *name, double value, int decimals);
void review_demo_add_number (GPtrArray *fields, const char *name, double value);
void review_demo_add_time (GPtrArray *fields, const char *name, gint64 value);
void review_demo_add_boolean (GPtrArray *fields, const char *name, gboolean value);
void review_demo_add_feature (ReviewIntake *intake, const char *name, double value);
char *review_demo_format_amount (double value, int decimals);
char *review_demo_format_day (gint64 time);
void review_demo_sort_rows (ReviewIntake *intake);

/* The case types. */
void review_demo_make_withdrawal (Making *self);
void review_demo_make_poa (Making *self);
void review_demo_make_kyc (Making *self);
void review_demo_make_ato (Making *self);
void review_demo_make_reset (Making *self);

G_END_DECLS
