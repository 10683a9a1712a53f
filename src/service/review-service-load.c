/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is going to breach: for each type what waits, by the hour in which it is due, and what the
 * people who are at work will not get done.
 *
 * People are shared out: each spends their time on the types that they may take, in proportion to the
 * work there is (cases that wait, and those of the next hours, times the handling time). Arrivals are
 * those of the last four weeks at the same hour of the day, or of all hours while there is less than
 * a week; handling time is from taking a case to deciding it. With too little of either there is no
 * forecast, and only what is already known is said. A forecast is given with the ends of the 95 %
 * intervals of both rates (normal approximations of a Poisson count and of a mean). */
#define G_LOG_DOMAIN "review-service"
#include <math.h>
#include <string.h>

#include "review-service-private.h"
#include "review-service-today.h"
#include "stats-queue.h"

#define WEEKS       (28 * REVIEW_DAY)
#define HOURS       8  /* that are looked ahead */
#define LEAST       20 /* arrivals and decisions without which nothing is forecast */
#define LEAST_HOURS 24 /* that arrivals were seen in */
#define LEAST_DAYS  7  /* before hours of the day are told apart */
#define ON_TIME     0.95
#define MOST_PEOPLE 200
#define Z           1.96

/* One type while it is forecast. */
typedef struct
{
  ReviewTodayType *type; /* (borrowed) */
  ReviewArrivals arrivals;
  ReviewHandling handling;
  double limit; /* hours */
  double load;  /* minutes of work that there is, for sharing people out */
} Load;

typedef struct
{
  ReviewTx *tx;
  gint64 now, since;
  double hours_seen;
  GArray *loads; /* (owned): Load */
} Job;

static gboolean
is_known (const Job *job, const Load *load)
{
  return load->arrivals.n >= LEAST && job->hours_seen >= LEAST_HOURS && load->handling.n >= LEAST;
}

/* Cases that come in the hour that begins @ahead hours from now. */
static double
get_arrivals (const Job *job, const Load *load, guint ahead)
{
  gint64 hour = (job->now / REVIEW_HOUR + ahead) % 24;

  if (job->hours_seen < LEAST_DAYS * 24)
    return (double) load->arrivals.n / job->hours_seen;
  return (double) load->arrivals.by_hour[hour] / (job->hours_seen / 24);
}

static double
get_handling_error (const Load *load)
{
  double n = (double) load->handling.n, mean = load->handling.minutes;

  return Z * sqrt (fmax (0, load->handling.squares - mean * mean) / n);
}

static gboolean
read_load (Job *job, ReviewService *self, ReviewTodayType *type, GError **error)
{
  Load load = { .type = type,
                .limit = (double) review_service_sla_minutes (self, type->case_type) / 60 };

  if (!review_store_count_waiting (job->tx, type, error)
      || !review_store_count_arrivals (job->tx, type->case_type, job->since, &load.arrivals, error)
      || !review_store_measure_handling (job->tx, type->case_type, job->since, &load.handling,
                                         error))
    return FALSE;
  type->arrivals = load.arrivals.n;
  type->hours_seen = job->hours_seen;
  type->handled = load.handling.n;
  type->minutes = load.handling.n >= LEAST ? load.handling.minutes : NAN;
  load.load = (double) type->waiting;
  for (guint i = 0; i < HOURS && job->hours_seen > 0; i++)
    load.load += get_arrivals (job, &load, i);
  load.load *= load.handling.n > 0 ? load.handling.minutes : 1;
  g_array_append_val (job->loads, load);
  return TRUE;
}

static Load *
find_load (Job *job, const char *case_type)
{
  for (guint i = 0; i < job->loads->len; i++)
    if (strcmp (g_array_index (job->loads, Load, i).type->case_type, case_type) == 0)
      return &g_array_index (job->loads, Load, i);
  return NULL;
}

/* The rows of one person, from @first to before @end. */
static void
share_out (Job *job, GPtrArray *able, guint first, guint end)
{
  double all = 0;

  for (guint i = first; i < end; i++)
    {
      Load *load = find_load (job, ((ReviewAble *) able->pdata[i])->case_type);

      all += load != NULL ? load->load : 0;
    }
  for (guint i = first; i < end; i++)
    {
      const ReviewAble *one = able->pdata[i];
      Load *load = find_load (job, one->case_type);

      if (load == NULL)
        continue;
      load->type->people++;
      load->type->people_on += one->on ? 1 : 0;
      load->type->share_on += !one->on ? 0 : all > 0 ? load->load / all : 1.0 / (end - first);
    }
}

static gboolean
find_people (Job *job, GError **error)
{
  g_autoptr (GPtrArray) able = review_service_list_able (job->tx, error);

  if (able == NULL)
    return FALSE;
  for (guint first = 0, end; first < able->len; first = end)
    {
      for (end = first + 1; end < able->len; end++)
        if (strcmp (((ReviewAble *) able->pdata[end])->account,
                    ((ReviewAble *) able->pdata[first])->account)
            != 0)
          break;
      share_out (job, able, first, end);
    }
  return TRUE;
}

/* @ends: -1 with the ends of the intervals that make fewest late, 1 with those that make most. */
static void
forecast (const Job *job, const Load *load, const GArray *due, int ends, double *ret_late)
{
  double arrivals[HOURS], n = (double) load->arrivals.n;
  double share = n > 0 ? fmax (0, 1 + ends * Z / sqrt (n)) : 1;
  double minutes = fmax (0.1, load->handling.minutes + ends * get_handling_error (load));
  StatsQueue queue = { (const double *) due->data,          due->len, arrivals, load->limit,
                       load->type->share_on * 60 / minutes, HOURS };

  for (guint i = 0; i < HOURS; i++)
    arrivals[i] = get_arrivals (job, load, i) * share;
  stats_queue_late (&queue, ret_late);
}

static void
fill_needed (const Job *job, Load *load)
{
  double most = 0;
  guint people;

  for (guint i = 0; i < HOURS; i++)
    most = fmax (most, get_arrivals (job, load, i));
  people =
      stats_queue_people (most, load->handling.minutes, load->limit * 60, 1 - ON_TIME, MOST_PEOPLE);
  load->type->needed = people <= MOST_PEOPLE ? people : 0;
}

static gboolean
fill_hours (Job *job, Load *load, GError **error)
{
  g_autoptr (GArray) due = review_store_list_due (job->tx, load->type->case_type, job->now, error);
  double late[3][HOURS];
  gboolean known = is_known (job, load);

  if (due == NULL)
    return FALSE;
  for (int ends = -1; known && ends <= 1; ends++)
    forecast (job, load, due, ends, late[ends + 1]);
  if (known)
    fill_needed (job, load);
  load->type->hours = review_records_new ();
  for (guint i = 0; i < HOURS; i++)
    {
      ReviewTodayHour *hour = review_record_new (&review_today_hour_type);

      hour->at = REVIEW_WHOLE_MS (job->now + i * REVIEW_HOUR);
      hour->late_low = known ? late[0][i] : NAN;
      hour->late = known ? late[1][i] : NAN;
      hour->late_high = known ? late[2][i] : NAN;
      for (guint j = 0; j < due->len; j++)
        {
          double when = g_array_index (due, double, j);

          hour->due += when > i && when <= i + 1 ? 1 : 0;
        }
      g_ptr_array_add (load->type->hours, hour);
    }
  return TRUE;
}

/*
 * review_service_forecast:
 *
 * Returns: (transfer full): array of #ReviewTodayType, in the order of the catalogue
 */
GPtrArray *
review_service_forecast (ReviewService *self, ReviewTx *tx, GError **error)
{
  const ReviewCatalog *catalog = review_service_get_catalog (self);
  g_autoptr (GPtrArray) types = review_records_new ();
  g_autoptr (GArray) loads = g_array_new (FALSE, FALSE, sizeof (Load));
  Job job = { .tx = tx, .now = review_tx_get_now (tx), .loads = loads };
  gint64 first = 0;

  job.since = job.now - WEEKS;
  if (!review_store_find_first_arrival (tx, job.since, &first, error))
    return NULL;
  job.hours_seen = first > 0 ? (double) (job.now - first) / (double) REVIEW_HOUR : 0;
  for (guint i = 0; i < catalog->case_types->len; i++)
    {
      ReviewTodayType *type = review_record_new (&review_today_type_type);

      type->share_on = 0;
      type->case_type = g_strdup (((ReviewCaseType *) catalog->case_types->pdata[i])->id);
      g_ptr_array_add (types, type);
      if (!read_load (&job, self, type, error))
        return NULL;
    }
  if (!find_people (&job, error))
    return NULL;
  for (guint i = 0; i < loads->len; i++)
    if (!fill_hours (&job, &g_array_index (loads, Load, i), error))
      return NULL;
  return g_steal_pointer (&types);
}
