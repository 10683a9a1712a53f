/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Generated cases from a seed: pure, no clock, no file. The risk of a case is drawn first, truth
 * from the risk, facts from the risk and chance: given the risk, the facts say nothing more about
 * the truth. So the oracle that knows the risk is the best that any model can be, and ROCA above
 * it would be a leak. */
#define G_LOG_DOMAIN "review-demo"
#include "review-demo.h"

#include <math.h>
#include <string.h>

#include "review-demo-private.h"

/* A case type that can be generated. @subject keeps the customers of the types apart: the ids of
 * one type are of one residue, 0 to 7. */
typedef struct
{
  const char *case_type;
  const char *prefix; /* of external ids */
  guint first;        /* the number that external ids of the first seed count from */
  guint subject;
  void (*make) (Making *self);
  gboolean returns; /* customers may have had such a case before */
} Maker;

static const Maker makers[] = {
  { "withdrawal_anomaly", "wd", 48213000, 0, review_demo_make_withdrawal, TRUE },
  { "poa_review", "poa", 22086000, 1, review_demo_make_poa, TRUE },
  { "kyc_audit", "kyc", 31507000, 2, review_demo_make_kyc, FALSE },
  { "ato", "ato", 31054000, 3, review_demo_make_ato, TRUE },
  { "reset_2fa", "2fa", 17402000, 4, review_demo_make_reset, TRUE },
};

/**
 * review_demo_options_init:
 * @now: µs UTC
 *
 * The demo of a first start: small enough to be there in seconds.
 */
void
review_demo_options_init (ReviewDemoOptions *options, gint64 now)
{
  options->seed = 20261122;
  options->now = now;
  options->history = 1500;
  options->arriving = 150;
}

/**
 * review_demo_list_types:
 *
 * Returns: (transfer none): case types that can be generated; ends with NULL
 */
const char *const *
review_demo_list_types (void)
{
  /* The one with the fewest rows first: a first start has something to show within seconds. */
  static const char *const types[] = { "poa_review", "kyc_audit", "withdrawal_anomaly",
                                       "reset_2fa",  "ato",       NULL };

  return types;
}

static double
get_share (const Making *self, const ReviewDemoScenario *scenario)
{
  return self->history ? scenario->history : scenario->arriving;
}

/* Draws one of @scenarios by its share, then the risk.
 * @scenarios: a table whose rows begin with a ReviewDemoScenario
 * @n: rows
 * @size: of a row, bytes
 *
 * Returns: (transfer none): the row that was drawn; @self->scenario is its beginning */
gconstpointer
review_demo_draw_scenario (Making *self, gconstpointer scenarios, guint n, gsize size)
{
  const char *row = scenarios;
  const char *last = row + (n - 1) * size;
  double total = 0, at;

  for (const char *each = row; each <= last; each += size)
    total += get_share (self, (gconstpointer) each);
  at = uniform (&self->random, 0, total);
  for (; row < last; row += size)
    {
      at -= get_share (self, (gconstpointer) row);
      if (at < 0)
        break;
    }
  self->scenario = (gconstpointer) row;
  self->risk = normal (&self->random, self->scenario->mean, self->scenario->deviation);
  self->shown = self->risk;
  self->made->scenario = self->scenario->id;
  self->made->planted = self->scenario->planted;
  self->made->probability = 1 / (1 + exp (-self->risk));
  self->made->positive = chance (&self->random, self->made->probability);
  return row;
}

/* How strongly the facts of the scenario show, 0..1: rises with the risk inside the scenario. */
double
review_demo_intensity (const Making *self)
{
  double z = (self->shown - self->scenario->mean) / self->scenario->deviation;

  return 1 / (1 + exp (-1.5 * z));
}

static char *
draw_typology (Making *self)
{
  g_auto (GStrv) codes = g_strsplit (self->scenario->typologies, " ", -1);

  return g_strdup (pick (&self->random, (const char *const *) codes));
}

/* Truth of history: what the file says today, from a source that says so. Whatever nothing in
 * the record pointed to came to light late and by new evidence (path N). */
void
review_demo_settle_truth (Making *self)
{
  static const char *const late[] = { "law_enforcement", "chargeback", "owner_report", NULL };
  static const char *const usual[] = { "investigation", "owner_report", "second_review", NULL };
  ReviewTruth *truth = NULL;
  gboolean unknowable = self->made->positive && self->made->probability < 0.08;

  if (unknowable && self->made->planted == NULL)
    self->made->planted = "RC-X03";
  if (!self->history)
    return;
  truth = review_record_new (&review_truth_type);
  truth->positive = self->made->positive;
  truth->source = g_strdup (!truth->positive ? "no_complaint_90d"
                            : unknowable     ? pick (&self->random, late)
                                             : pick (&self->random, usual));
  truth->maturity =
      unknowable || !truth->positive ? REVIEW_MATURITY_MATURED : REVIEW_MATURITY_CONFIRMED;
  truth->basis = unknowable ? REVIEW_BASIS_NEW_EVIDENCE : REVIEW_BASIS_ON_RECORD;
  if (truth->positive)
    {
      truth->nature = self->scenario->nature;
      truth->typology = draw_typology (self);
    }
  if (self->scenario->waves)
    truth->cluster_id = g_strdup_printf ("demo-%s-%u", self->scenario->id, self->index / 40);
  self->intake->truth = truth;
}

/* One simulated reviewer reads what is harmless in one kind of case as bad: in the history these
 * cases carry his word, not the truth (RC-X10, path E).
 * @scenario: the kind of case
 * @share: how many of them, 0..1
 * @nature: ReviewNature, as he says
 * @typology: code, as he says */
void
review_demo_misread (
    Making *self, const char *scenario, double share, int nature, const char *typology)
{
  ReviewTruth *truth = self->intake->truth;

  if (truth == NULL || truth->positive || strcmp (self->scenario->id, scenario) != 0
      || !chance (&self->random, share))
    return;
  truth->positive = TRUE;
  g_free (truth->source);
  truth->source = g_strdup ("reviewer r-07");
  truth->nature = nature;
  truth->typology = g_strdup (typology);
  truth->maturity = REVIEW_MATURITY_PROVISIONAL;
  self->made->planted = "RC-X10";
}

static void
set_time (Making *self)
{
  const ReviewDemoOptions *options = self->options;
  guint n = self->history ? options->history : options->arriving;
  guint k = self->history ? self->index : self->index - options->history;
  double share = (k + uniform (&self->random, 0, 1)) / MAX (n, 1);

  /* The oldest first: history over four months up to yesterday, arriving over the last 3.5 h. */
  if (self->history)
    self->at = options->now - DAY (120) + (gint64) (share * (double) DAY (119));
  else
    self->at = options->now - MINUTES (210) + (gint64) (share * (double) MINUTES (208));
  self->at -= self->at % REVIEW_SECOND;
}

static void
set_identity (Making *self, const Maker *maker)
{
  ReviewIntake *intake = self->intake;

  intake->schema = g_strdup (REVIEW_INTAKE_SCHEMA);
  intake->source = g_strdup (REVIEW_DEMO_SOURCE);
  intake->type = g_strdup (maker->case_type);
  /* Numbers as a busy desk hands them out: rising, with gaps, none twice; another seed counts
   * from elsewhere. */
  intake->external_id =
      g_strdup_printf ("%s-%u", maker->prefix,
                       maker->first + (guint) (self->options->seed % 997) * 1000000u
                           + self->index * 17u + between (&self->random, 0, 16));
  if (self->index % 3 == 0)
    intake->vendor = g_strdup (REVIEW_DEMO_VENDOR);
  intake->subject = review_record_new (&review_subject_type);
  intake->subject->external_id = g_strdup_printf (
      "u%u", 10000000u + (guint) (bits (&self->random) % 89000000u) / 8u * 8u + maker->subject);
  intake->subject->profile = review_records_new ();
  intake->evidence = review_records_new ();
  intake->features = review_records_new ();
  intake->opened_at = self->at;
  intake->as_of = self->at;
}

/**
 * review_demo_make:
 * @options: the same options and @index give the same case, byte for byte
 * @case_type: one of review_demo_list_types()
 * @index: below @history: a case with truth; from there up to @history + @arriving: one without
 *
 * Returns: (transfer full) (nullable): the case; NULL for another @case_type
 */
ReviewDemoCase *
review_demo_make (const ReviewDemoOptions *options, const char *case_type, guint index)
{
  g_autoptr (ReviewDemoCase) made = g_new0 (ReviewDemoCase, 1);
  Making making = { .options = options, .index = index, .made = made };

  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    if (strcmp (makers[i].case_type, case_type) == 0)
      {
        making.history = index < options->history;
        made->intake = review_record_new (&review_intake_type);
        making.intake = made->intake;
        review_demo_random_init (&making.random, options->seed, case_type, index);
        set_time (&making);
        set_identity (&making, &makers[i]);
        makers[i].make (&making);
        if (makers[i].returns)
          review_demo_come_again (&making);
        return g_steal_pointer (&made);
      }
  return NULL;
}

void
review_demo_case_free (ReviewDemoCase *self)
{
  if (self == NULL)
    return;
  review_record_unref (self->intake);
  g_free (self->printed_on);
  g_free (self);
}
