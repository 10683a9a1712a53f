/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scorecard: what was assessed in a window is read once, cut along each dimension, and put beside
 * the reports on time and on reversals. */
#define G_LOG_DOMAIN "review-service"
#include <math.h>
#include <string.h>

#include "review-service-wide-bands.h"
#include "review-service-private.h"
#include "review-service-score.h"
#include "review-store-measure.h"
#include "review-store-scorecard.h"

#define MOST_SLICES 60 /* of a dimension */
#define EPOCH_DAY   3  /* of the week, from Monday, on which time begins */

typedef struct
{
  ReviewService *service;
  const char *case_type; /* (nullable): of all */
  gint64 days;
  gint64 since;          /* of the window; before it the reference */
  ReviewScorecard *card; /* (owned) */
  GStringChunk *strings; /* (owned) */
  GHashTable *clusters;  /* (owned): (borrowed) name to number + 1 */
  GPtrArray *reference;  /* (owned) (element-type ReviewScored) */
  GPtrArray *rows;       /* (owned) (element-type ReviewScored) */
  ReviewPeopleFound people;
} Job;

static void
init_job (Job *self)
{
  self->strings = g_string_chunk_new (4096);
  self->clusters = g_hash_table_new (g_str_hash, g_str_equal);
  self->reference = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new_with_free_func (g_free);
}

static void
clear_job (Job *self)
{
  g_string_chunk_free (self->strings);
  g_hash_table_unref (self->clusters);
  g_ptr_array_unref (self->reference);
  g_ptr_array_unref (self->rows);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, clear_job)

static const char *
keep (Job *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (self->strings, text) : NULL;
}

/* A number that only alike cases share. */
static guint
number_cluster (Job *self, const char *name, guint next)
{
  const char *kept = keep (self, name);
  guint known = kept != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->clusters, kept)) : 0;

  if (known > 0)
    return known - 1;
  if (kept != NULL && *kept != '\0')
    g_hash_table_insert (self->clusters, (gpointer) kept, GUINT_TO_POINTER (next + 1));
  return next;
}

static void
add_row (const ReviewScoreRow *from, gpointer user_data)
{
  Job *job = user_data;
  ReviewScored *row = g_new (ReviewScored, 1);

  *row = (ReviewScored){ .case_type = keep (job, from->case_type),
                         .market = keep (job, from->market),
                         .model = keep (job, from->model),
                         .policy = keep (job, from->policy),
                         .currency = keep (job, from->currency),
                         .value = from->value != NULL ? g_ascii_strtod (from->value, NULL) : NAN,
                         .risk = from->risk,
                         .pi = from->pi,
                         .draw = 1,
                         .verdict = from->verdict,
                         .audited = from->audited,
                         .known = from->known,
                         .positive = from->positive,
                         .provisional = from->provisional,
                         .unfit = from->unfit,
                         .covered = from->covered,
                         .act = from->act,
                         .final = from->final,
                         .at = from->at,
                         .acted_at = from->acted_at,
                         .final_at = from->final_at,
                         .received_at = from->received_at };
  row->cluster = number_cluster (job, from->cluster, job->rows->len + job->reference->len);
  if (row->audited)
    review_service_draw (job->service, from->case_id, &row->draw, NULL);
  g_ptr_array_add (row->at < job->since ? job->reference : job->rows, row);
}

/* The Monday of @at, as a date. */
static char *
name_week (gint64 at, gint64 *ret_since)
{
  gint64 days = at / REVIEW_DAY, monday = days - (days + EPOCH_DAY) % 7;
  g_autoptr (GDateTime) date =
      g_date_time_new_from_unix_utc (monday * (REVIEW_DAY / REVIEW_SECOND));

  *ret_since = monday * REVIEW_DAY;
  return g_date_time_format (date, "%F");
}

static const char *
value_of (Job *job, const ReviewScored *row, int dimension)
{
  const char *const values[] = { NULL, "", row->case_type, row->model, row->policy, row->market };
  g_autofree char *week = NULL;
  gint64 since;

  if (dimension != REVIEW_DIMENSION_WEEK)
    return values[dimension] != NULL ? values[dimension] : "";
  week = name_week (row->at, &since);
  return keep (job, week);
}

/* The rows of each value, in the order in which the values came. */
static GPtrArray *
cut (Job *job, int dimension, GPtrArray *names)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < job->rows->len; i++)
    {
      const char *value = value_of (job, job->rows->pdata[i], dimension);
      GPtrArray *part = g_hash_table_lookup (known, value);

      if (part == NULL)
        {
          if (parts->len == MOST_SLICES)
            continue;
          part = g_ptr_array_new ();
          g_ptr_array_add (parts, part);
          g_ptr_array_add (names, (gpointer) value);
          g_hash_table_insert (known, (gpointer) value, part);
        }
      g_ptr_array_add (part, job->rows->pdata[i]);
    }
  return parts;
}

static void
add_slices (Job *job, int dimension)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) parts = cut (job, dimension, names);

  for (guint i = 0; i < parts->len; i++)
    {
      GPtrArray *part = parts->pdata[i];
      ReviewScoreSlice *slice = review_score_slice (part, dimension, names->pdata[i], &job->people);

      if (dimension == REVIEW_DIMENSION_WEEK)
        g_free (name_week (((ReviewScored *) part->pdata[0])->at, &slice->since));
      g_ptr_array_add (job->card->slices, slice);
    }
}

static GPtrArray *
pick_type (GPtrArray *rows, const char *case_type)
{
  GPtrArray *some = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    if (strcmp (((ReviewScored *) rows->pdata[i])->case_type, case_type) == 0)
      g_ptr_array_add (some, rows->pdata[i]);
  return some;
}

static gboolean
add_types (Job *job, ReviewTx *tx, GError **error)
{
  GPtrArray *types = review_service_get_catalog (job->service)->case_types;
  const char *policy = review_service_get_policy (job->service)->version;

  for (guint i = 0; types != NULL && i < types->len; i++)
    {
      const char *id = ((ReviewCaseType *) types->pdata[i])->id;
      g_autoptr (GPtrArray) reference = pick_type (job->reference, id);
      g_autoptr (GPtrArray) rows = pick_type (job->rows, id);
      guint found = 0, seen = 0;

      if (job->case_type != NULL && strcmp (job->case_type, id) != 0)
        continue;
      if (!review_store_count_found (tx, id, &found, &seen, error))
        return FALSE;
      job->people.found += found;
      job->people.seen += seen;
      if (rows->len > 0)
        g_ptr_array_add (job->card->drift, review_score_drift (id, reference, rows, policy));
    }
  return TRUE;
}

static void
count_labels (ReviewScorecard *card, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const ReviewScored *row = rows->pdata[i];
      gboolean labelled = review_scored_is_labelled (row);

      card->labels += labelled ? 1 : 0;
      card->provisional += labelled && row->provisional ? 1 : 0;
      card->unfit += row->unfit ? 1 : 0;
      card->found_later += row->known && !labelled ? 1 : 0;
    }
  card->cases = rows->len;
}

static ReviewAutomationBias *
describe_bias (const ReviewSwitches *counts)
{
  ReviewAutomationBias *self = review_record_new (&review_automation_bias_type);
  gint64 n = counts->n[0] + counts->n[1];

  self->wrong_n = counts->n[0];
  self->wrong_switched = counts->switched[0];
  self->right_n = counts->n[1];
  self->right_switched = counts->switched[1];
  if (n > 0)
    self->switched = (double) (counts->switched[0] + counts->switched[1]) / (double) n;
  if (counts->n[0] > 0 && counts->n[1] > 0)
    self->index = (double) counts->switched[0] / (double) counts->n[0]
                  - (double) counts->switched[1] / (double) counts->n[1];
  return self;
}

static gboolean
read_card (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  ReviewScorecard *card = job->card;
  gint64 now = review_tx_get_now (tx), length = job->days * REVIEW_DAY;
  ReviewSwitches switches;

  job->since = now - length;
  card->since = job->since;
  card->until = now;
  card->slices = review_records_new ();
  card->drift = review_records_new ();
  if (!review_store_each_score (tx, job->since - length, now + 1, job->case_type, add_row, job,
                                error)
      || !add_types (job, tx, error)
      || !review_store_count_switches (tx, job->since, now + 1, &switches, error))
    return FALSE;
  count_labels (card, job->rows);
  card->people_found = job->people.found;
  card->people_seen = job->people.seen;
  card->people_low = job->people.seen > 0 ? review_people_bound (&job->people) : NAN;
  for (int dimension = REVIEW_DIMENSION_ALL; dimension <= REVIEW_DIMENSION_WEEK; dimension++)
    add_slices (job, dimension);
  card->money = review_score_money (job->rows);
  card->delayed = review_score_delays (job->rows, now);
  card->bias = describe_bias (&switches);
  return TRUE;
}

/**
 * review_service_get_scorecard:
 * @days: how far back the cases were first assessed; drift is held against as many days before
 * @case_type: (nullable): only its cases; what is said of time and of reversals stays of all
 *
 * Labels count as they stand, those that wait for a second source included: leaving out what contradicts
 * ROCA until it is confirmed would flatter it. How many they are is said.
 *
 * Returns: (transfer full): the scorecard; %NULL with %REVIEW_ERROR_NOT_FOUND where there is no such
 *   type
 */
ReviewScorecard *
review_service_get_scorecard (ReviewService *self,
                              gint64 days,
                              const char *case_type,
                              GError **error)
{
  g_autoptr (ReviewScorecard) card = review_record_new (&review_scorecard_type);
  g_auto (Job) job = { .service = self, .case_type = case_type, .days = days, .card = card };
  double any;

  init_job (&job);
  if (case_type != NULL
      && review_catalog_find_type (review_service_get_catalog (self), case_type) == NULL)
    {
      review_error_refuse (error, REVIEW_ERROR_NOT_FOUND, "there is no such case type");
      return NULL;
    }

  /* The salt is there before a transaction asks for lots. */
  if (!review_service_draw (self, "scorecard", &any, error)
      || !review_store_read (self->store, read_card, &job, error))
    return NULL;
  card->attainment = review_service_measure_attainment (self, days, error);
  if (card->attainment == NULL)
    return NULL;
  /* A scorecard is of figures: those who read it may not all know the cases. */
  g_clear_pointer (&card->attainment->findings, g_ptr_array_unref);
  card->overturned = review_service_get_overturn_rates (self, NULL, error);
  return card->overturned != NULL ? g_steal_pointer (&card) : NULL;
}

/**
 * review_service_watch_side:
 * @side: a #ReviewSide
 * @since: µs: cases first assessed from then on
 *
 * Returns: (transfer full): whether the type's decisions on that side under the policy in force keep what
 *   was promised
 */
ReviewDriftSide *
review_service_watch_side (ReviewService *self,
                           ReviewTx *tx,
                           const char *case_type,
                           int side,
                           gint64 since,
                           GError **error)
{
  g_auto (Job) job = { .service = self, .since = since };

  init_job (&job);
  return review_store_each_score (tx, since, review_tx_get_now (tx) + 1, case_type, add_row, &job,
                                  error)
             ? review_score_watch_side (job.rows, side, review_service_get_policy (self)->version)
             : NULL;
}
