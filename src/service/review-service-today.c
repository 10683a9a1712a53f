/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person is to know when their day begins, each role its own. Figures are the lengths of the
 * lists that the same person can open, counted in the same words.
 *
 * What changed is counted since the reader was last at work. A share is compared with the four weeks
 * before that; a person's accuracy is judged by what something else than their own decision
 * established, up to the beginning of the day, so that no single look shows in it at once. There is
 * no order of people: only who is beyond doubt below the target is named, to those who coach. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-today.h"

#include <math.h>

#include "review-service-private.h"
#include "review-store-campaigns.h"
#include "review-store-desk.h"
#include "review-store-effects.h"
#include "review-store-escalations.h"
#include "review-store-house.h"
#include "review-store-policies.h"
#include "review-store-waiting.h"
#include "stats-interval.h"

#define NIGHT        (6 * REVIEW_HOUR) /* a pause that ends a day's work */
#define LOOK_BACK    (14 * REVIEW_DAY) /* for the last time at work */
#define FIRST_DAY    REVIEW_DAY        /* what is told to who was never at work */
#define BEFORE       (28 * REVIEW_DAY) /* that says what is usual */
#define FIND_DAYS    (7 * REVIEW_DAY)
#define PEOPLE_DAYS  (90 * REVIEW_DAY)
#define REFERRAL_AGE (365 * REVIEW_DAY)
#define LEAST_USUAL  50 /* cases that say what is usual */
#define LEAST_NOW    10 /* cases that are judged by it */
#define LEAST_CALLS  30 /* decisions before a person's accuracy is shown */
#define MOST_READ    50 /* feedback that the inbox holds */
#define TARGET       0.98
#define LEVEL        0.95

#define R(role) (1u << REVIEW_ROLE_##role)

typedef struct
{
  ReviewService *service;
  const ReviewUser *user;
  ReviewTx *tx;
  gint64 now;
  ReviewToday *page; /* (owned) */
} Job;

static gboolean
is_one_of (const Job *job, guint roles)
{
  return (roles & (1u << job->user->role)) != 0;
}

/* @at: 0: no time. */
static void
add_one (ReviewTodayCount *count, gboolean urgent, gint64 at)
{
  count->count++;
  count->urgent += urgent ? 1 : 0;
  if (at != 0 && (count->since == 0 || at < count->since))
    count->since = at;
}

static gboolean
count_handovers (Job *job, ReviewTodayCount *count, GError **error)
{
  const ReviewUser *user = job->user;
  g_autoptr (GPtrArray) list = review_store_list_handovers (
      job->tx, review_role_oversees (user->role) ? NULL : user->id, job->now, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const ReviewHandover *one = list->pdata[i];

      if (review_handover_waits_for (one, user->id, user->role))
        add_one (count, one->red, one->at);
    }
  return list != NULL;
}

static gboolean
count_escalations (Job *job, ReviewTodayCount *count, GError **error)
{
  g_autoptr (GPtrArray) list = review_store_list_open_escalations (
      job->tx, job->user->id, job->user->role == REVIEW_ROLE_LEAD, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const ReviewEscalation *one = list->pdata[i];

      add_one (count, one->due_at != 0 && one->due_at <= job->now, one->at);
    }
  return list != NULL;
}

static gboolean
count_effects (Job *job, ReviewTodayCount *count, GError **error)
{
  ReviewEffectFilter filter = { .account = job->user->id,
                                .all = job->user->role == REVIEW_ROLE_ADMIN,
                                .late_before = job->now - REVIEW_EFFECT_LATE_AFTER };
  gint64 late = 0;

  if (!review_store_count_troubled (job->tx, &filter, &count->urgent, &late, error))
    return FALSE;
  count->count = count->urgent + late;
  return TRUE;
}

static gboolean
count_waves (Job *job, ReviewTodayCount *count, GError **error)
{
  g_autoptr (GPtrArray) list = review_store_list_campaigns (job->tx, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const ReviewCampaign *one = list->pdata[i];

      if (one->state == REVIEW_CAMPAIGN_OPEN || one->to_review > 0)
        add_one (count, one->to_review > 0, one->opened_at);
    }
  return list != NULL;
}

/* Of the proposals, those of others. */
static gboolean
count_entries (Job *job, ReviewTodayCount *count, GError **error)
{
  g_autoptr (GPtrArray) list = review_store_list_entries (job->tx, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const ReviewHouseEntry *one = list->pdata[i];

      if (one->review_at != 0
          || (one->state == REVIEW_ENTRY_PROPOSED
              && g_strcmp0 (one->proposed_by, job->user->id) != 0))
        add_one (count, one->review_at != 0,
                 one->review_at != 0 ? one->review_at : one->proposed_at);
    }
  return list != NULL;
}

static gboolean
count_policies (Job *job, ReviewTodayCount *count, GError **error)
{
  g_autoptr (GPtrArray) list = review_store_list_policies (job->tx, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const ReviewPolicyVersion *one = list->pdata[i];

      if (one->state == REVIEW_POLICY_DRAFT && g_strcmp0 (one->author, job->user->id) != 0)
        add_one (count, FALSE, one->created_at);
    }
  return list != NULL;
}

static gboolean
count_waiting (Job *job, ReviewTodayCount *count, GError **error)
{
  g_autoptr (GPtrArray) list = review_store_list_waiting (job->tx, job->user->id, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const ReviewWaiting *one = list->pdata[i];

      add_one (count, one->state == REVIEW_WORK_QUEUED, one->at);
    }
  return list != NULL;
}

static gboolean
count_feedback (Job *job, ReviewTodayCount *count, GError **error)
{
  g_autoptr (GPtrArray) list =
      review_store_list_feedback (job->tx, job->user->id, MOST_READ, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const ReviewFeedback *one = list->pdata[i];

      if (one->read_at == 0)
        add_one (count, FALSE, one->at);
    }
  return list != NULL;
}

/* Lists that have no page of their own come with the figure. */
static gboolean
count_items (Job *job, ReviewTodayCount *count, GError **error)
{
  gint64 back = count->kind == REVIEW_TODAY_FINDS ? FIND_DAYS : REFERRAL_AGE, of = 0;
  g_autoptr (GPtrArray) list =
      review_store_list_today (job->tx, count->kind, job->now - back, &of, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      ReviewTodayItem *one = list->pdata[i];

      add_one (count, g_strcmp0 (one->state, "sent") == 0 || g_strcmp0 (one->state, "appeal") == 0,
               one->at);
      g_ptr_array_add (job->page->items, review_record_ref (one));
    }
  if (count->kind == REVIEW_TODAY_FINDS)
    job->page->audited = of;
  return list != NULL;
}

static void
fill_accuracy (ReviewTodayAccuracy *one, double target)
{
  one->target = target;
  one->more = MAX (0, LEAST_CALLS - one->n);
  one->rate = one->more == 0 ? (double) one->right / (double) one->n : NAN;
  one->low = one->high = NAN;
  if (one->more == 0)
    stats_wilson ((guint) one->right, (guint) one->n, LEVEL, &one->low, &one->high);
}

static GPtrArray *
measure (Job *job, const char *account, const char *vendor, GError **error)
{
  gint64 midnight = job->now - job->now % REVIEW_DAY;

  return review_store_measure_people (job->tx, account, vendor, midnight - PEOPLE_DAYS, midnight,
                                      error);
}

static double
get_target (const Job *job)
{
  return review_service_parameter (job->service, "reviewer_accuracy", TARGET);
}

static gboolean
count_people (Job *job, ReviewTodayCount *count, GError **error)
{
  gboolean vendor = review_role_is_vendor (job->user->role);
  g_autoptr (GPtrArray) list = NULL;

  if (vendor && job->user->vendor == NULL)
    return TRUE;
  list = measure (job, NULL, vendor ? job->user->vendor : NULL, error);
  if (list == NULL)
    return FALSE;
  job->page->people = review_records_new ();
  for (guint i = 0; i < list->len; i++)
    {
      ReviewTodayAccuracy *one = list->pdata[i];

      fill_accuracy (one, get_target (job));
      job->page->measured += one->more == 0 ? 1 : 0;
      if (one->more > 0 || !(one->high < one->target))
        continue;
      add_one (count, FALSE, 0);
      g_ptr_array_add (job->page->people, review_record_ref (one));
    }
  return TRUE;
}

/* Whose business what is. */
static const struct
{
  int kind;
  guint roles;
  gboolean (*count) (Job *job, ReviewTodayCount *count, GError **error);
} counts[] = {
  { REVIEW_TODAY_HANDOVERS, R (BPO) | R (AGENT) | R (SENIOR) | R (QA) | R (LEAD), count_handovers },
  { REVIEW_TODAY_ESCALATIONS, R (SENIOR) | R (LEAD), count_escalations },
  { REVIEW_TODAY_EFFECTS, R (SENIOR) | R (LEAD) | R (ADMIN), count_effects },
  { REVIEW_TODAY_WAVES, R (SENIOR) | R (LEAD) | R (QA), count_waves },
  { REVIEW_TODAY_FINDS, R (LEAD) | R (QA), count_items },
  { REVIEW_TODAY_ENTRIES, R (SENIOR) | R (LEAD), count_entries },
  { REVIEW_TODAY_POLICIES, R (LEAD) | R (ADMIN), count_policies },
  { REVIEW_TODAY_REOPENED, R (SENIOR) | R (LEAD) | R (QA), count_items },
  { REVIEW_TODAY_REFERRALS, R (SENIOR) | R (LEAD), count_items },
  { REVIEW_TODAY_PEOPLE, R (LEAD) | R (QA) | R (VENDOR_LEAD), count_people },
  { REVIEW_TODAY_WAITING, R (BPO) | R (AGENT) | R (SENIOR) | R (LEAD), count_waiting },
  { REVIEW_TODAY_FEEDBACK, R (BPO) | R (AGENT) | R (SENIOR) | R (LEAD), count_feedback },
};

static gboolean
fill_counts (Job *job, GError **error)
{
  job->page->counts = review_records_new ();
  job->page->items = review_records_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      ReviewTodayCount *one;

      if (!is_one_of (job, counts[i].roles))
        continue;
      one = review_record_new (&review_today_count_type);
      one->kind = counts[i].kind;
      g_ptr_array_add (job->page->counts, one);
      if (!counts[i].count (job, one, error))
        return FALSE;
    }
  return TRUE;
}

static const ReviewTodayRate *
find_rate (GPtrArray *list, const char *case_type)
{
  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0 (((ReviewTodayRate *) list->pdata[i])->case_type, case_type) == 0)
      return list->pdata[i];
  return NULL;
}

/* All types together, first. */
static void
add_sum (GPtrArray *list, int kind)
{
  ReviewTodayRate *sum = review_record_new (&review_today_rate_type);

  sum->kind = kind;
  for (guint i = 0; i < list->len; i++)
    {
      const ReviewTodayRate *one = list->pdata[i];

      sum->n += one->n;
      sum->hits += one->hits;
    }
  g_ptr_array_insert (list, 0, sum);
}

static void
judge (ReviewTodayRate *one, const ReviewTodayRate *before)
{
  gint64 hits = MIN (one->hits, one->n);

  one->before_n = before != NULL ? before->n : 0;
  if (one->n > 0)
    {
      one->rate = (double) hits / (double) one->n;
      stats_wilson ((guint) hits, (guint) one->n, LEVEL, &one->low, &one->high);
    }
  if (one->before_n > 0)
    one->before_rate = (double) MIN (before->hits, before->n) / (double) before->n;
  if (one->before_n < LEAST_USUAL || one->n < LEAST_NOW)
    return;
  stats_share_band ((guint) MIN (before->hits, before->n), (guint) before->n, (guint) one->n,
                    &one->band_low, &one->band_high);
  one->level = one->rate < one->band_low    ? REVIEW_LEVEL_BELOW
               : one->rate > one->band_high ? REVIEW_LEVEL_ABOVE
                                            : REVIEW_LEVEL_INSIDE;
}

static gboolean
fill_rates (Job *job, GError **error)
{
  gint64 since = job->page->since;

  job->page->rates = review_records_new ();
  for (int kind = REVIEW_RATE_AUTOMATION; kind <= REVIEW_RATE_APPEAL; kind++)
    {
      g_autoptr (GPtrArray) present = review_records_new ();
      g_autoptr (GPtrArray) before = review_records_new ();

      if (!review_store_count_share (job->tx, kind, since, job->now + 1, present, error)
          || !review_store_count_share (job->tx, kind, since - BEFORE, since, before, error))
        return FALSE;
      add_sum (present, kind);
      add_sum (before, kind);
      for (guint i = 0; i < present->len; i++)
        {
          ReviewTodayRate *one = present->pdata[i];

          judge (one, find_rate (before, one->case_type));
          g_ptr_array_add (job->page->rates, review_record_ref (one));
        }
    }
  return TRUE;
}

static gboolean
is_qualified (const ReviewUser *user, const char *case_type)
{
  for (guint i = 0; user->qualifications != NULL && i < user->qualifications->len; i++)
    if (g_strcmp0 (((ReviewQualification *) user->qualifications->pdata[i])->case_type, case_type)
        == 0)
      return TRUE;
  return FALSE;
}

/* Models are the business of who sees the Decision Hub; a reviewer is told of the SOPs that they work
 * by. */
static gboolean
concerns (const Job *job, const ReviewTodayVersion *one)
{
  gboolean hub = is_one_of (job, R (SENIOR) | R (LEAD) | R (MODEL) | R (ADMIN));

  if (one->kind == REVIEW_LIVE_MODEL || one->kind == REVIEW_LIVE_CALIBRATION)
    return hub;
  return one->kind != REVIEW_LIVE_SOP || !review_role_is_junior (job->user->role)
         || is_qualified (job->user, one->case_type);
}

static gboolean
fill_versions (Job *job, GError **error)
{
  g_autoptr (GPtrArray) all = review_store_list_gone_live (job->tx, job->page->since, error);

  job->page->versions = review_records_new ();
  for (guint i = 0; all != NULL && i < all->len; i++)
    if (concerns (job, all->pdata[i]))
      g_ptr_array_add (job->page->versions, review_record_ref (all->pdata[i]));
  return all != NULL;
}

static gboolean
fill_corridor (Job *job, GError **error)
{
  g_autoptr (GPtrArray) list = measure (job, job->user->id, NULL, error);

  if (list == NULL)
    return FALSE;
  if (list->len > 0)
    job->page->corridor = review_record_ref (list->pdata[0]);
  else
    {
      job->page->corridor = review_record_new (&review_today_accuracy_type);
      job->page->corridor->account = g_strdup (job->user->id);
    }
  fill_accuracy (job->page->corridor, get_target (job));
  return TRUE;
}

static gboolean
find_since (Job *job, GError **error)
{
  gint64 last = 0;

  if (!review_store_find_last_work (job->tx, job->user->id, job->now - LOOK_BACK, NIGHT, &last,
                                    error))
    return FALSE;
  if (last > 0)
    last += REVIEW_MINUTE; /* their last decision took effect, too */
  job->page->since = REVIEW_WHOLE_MS (last > 0 ? last : job->now - FIRST_DAY);
  return TRUE;
}

static gboolean
read_page (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->tx = tx;
  job->now = review_tx_get_now (tx);
  job->page = review_record_new (&review_today_type);
  job->page->at = REVIEW_WHOLE_MS (job->now);
  if (!find_since (job, error) || !fill_counts (job, error) || !fill_versions (job, error))
    return FALSE;
  if (is_one_of (job, R (SENIOR) | R (LEAD)))
    job->page->types = review_service_forecast (job->service, tx, error);
  if (is_one_of (job, R (SENIOR) | R (LEAD)) && job->page->types == NULL)
    return FALSE;
  if (is_one_of (job, R (SENIOR) | R (LEAD) | R (QA) | R (ADMIN) | R (MODEL))
      && !fill_rates (job, error))
    return FALSE;
  return !is_one_of (job, R (BPO) | R (AGENT) | R (SENIOR) | R (LEAD))
         || fill_corridor (job, error);
}

/**
 * review_service_read_today:
 *
 * Returns: (transfer full): the page of the person, with what their role has a part in
 */
ReviewToday *
review_service_read_today (ReviewService *self, const ReviewUser *user, GError **error)
{
  Job job = { .service = self, .user = user };
  g_autoptr (ReviewToday) page = NULL;
  gboolean ok = review_store_read (self->store, read_page, &job, error);

  page = job.page;
  if (!ok)
    return NULL;
  if (is_one_of (&job, R (SENIOR) | R (LEAD) | R (QA)))
    {
      page->attainment = review_service_measure_attainment (self, 7, error);
      if (page->attainment == NULL)
        return NULL;
    }
  if (is_one_of (&job, R (SENIOR) | R (LEAD) | R (QA) | R (ADMIN)))
    {
      page->overturns = review_service_get_overturn_rates (self, user, error);
      if (page->overturns == NULL)
        return NULL;
    }
  return g_steal_pointer (&page);
}
