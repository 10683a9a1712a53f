/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last rung of the alarm ladder. Where it is certain that a side's decisions do not keep what was
 * promised, its cases go to people, and the lead is told. The valve: never more of them than the people
 * at work can take; what is beyond waits undecided, so that no money moves, and follows as room comes.
 * The band is widened by the machine and narrowed by a person only. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-wide-bands.h"

#include <string.h>

#include "review-service-campaigns.h"
#include "review-service-private.h"
#include "review-service-today.h"
#include "review-store-audit.h"
#include "review-store-cases.h"
#include "review-store-events.h"

#define WINDOW (28 * REVIEW_DAY)

typedef struct
{
  ReviewService *service;
  gpointer answer;  /* (owned) (nullable) */
  GPtrArray *bands; /* (owned) (nullable): that stand, or are to be widened */
  const ReviewWideBand *band;
} Job;

static gboolean
audit_band (ReviewTx *tx,
            const ReviewUser *actor,
            const char *action,
            const ReviewWideBand *band,
            const char *reason,
            GError **error)
{
  g_autofree char *object = g_strconcat ("band:", band->id, NULL);
  ReviewAuditEntry entry = { .actor = actor->id,
                             .action = action,
                             .object = object,
                             .ref = band->id,
                             .reason = reason,
                             .after = band };

  return review_audit_add (tx, &entry, error)
         && review_event_add (tx, "band", band->id, NULL, error);
}

/* How many more cases of the type those who are at work can take; never below 0. */
static gboolean
count_room (ReviewService *self, ReviewTx *tx, const char *case_type, gint64 *ret, GError **error)
{
  gint64 each = review_policy_get_number (review_service_get_policy (self), REVIEW_BAND_CASES,
                                          case_type, REVIEW_BAND_CASES_DEFAULT);
  g_autoptr (GPtrArray) able = review_service_list_able (tx, error);
  gint64 people = 0, at_hand = 0;

  if (able == NULL || !review_store_count_at_hand (tx, case_type, &at_hand, error))
    return FALSE;
  for (guint i = 0; i < able->len; i++)
    {
      const ReviewAble *one = able->pdata[i];

      people += one->on && strcmp (one->case_type, case_type) == 0;
    }
  *ret = MAX (0, people * each - at_hand);
  return TRUE;
}

static gboolean
list_bands (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewWideBandList) list = review_record_new (&review_wide_band_list_type);

  list->items = review_store_list_bands (tx, error);
  if (list->items == NULL)
    return FALSE;
  for (guint i = 0; i < list->items->len; i++)
    {
      ReviewWideBand *band = list->items->pdata[i];

      if (band->ended_at == 0
          && !count_room (job->service, tx, band->case_type, &band->room, error))
        return FALSE;
    }
  job->answer = g_steal_pointer (&list);
  return TRUE;
}

/**
 * review_service_list_bands:
 *
 * Returns: (transfer full): the bands that were widened, those that stand first
 */
ReviewWideBandList *
review_service_list_bands (ReviewService *self, GError **error)
{
  Job job = { .service = self };

  return review_store_read (self->store, list_bands, &job, error) ? job.answer : NULL;
}

static gpointer
narrow (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewWideBandAct *act = write->body;
  g_autoptr (ReviewWideBand) seen = review_store_load_band (tx, write->object, error);
  g_autoptr (ReviewWideBand) after = NULL;

  if (seen == NULL)
    return NULL;
  if (seen->version != write->call->version)
    {
      review_error_refuse (error, REVIEW_ERROR_CONFLICT, "it changed meanwhile");
      return NULL;
    }
  if (!review_store_end_band (tx, seen, write->call->user->id, act->reason, error)
      || !review_store_let_through (tx, seen->id, G_MAXINT32, error))
    return NULL;
  after = review_store_load_band (tx, seen->id, error);
  return after != NULL
                 && audit_band (tx, write->call->user, "band_narrow", after, act->reason, error)
             ? g_steal_pointer (&after)
             : NULL;
}

/**
 * review_service_narrow_band:
 * @act: why it is right to decide alone again
 *
 * What was seen before does not widen it again; what is seen from now on may.
 *
 * Returns: (transfer full): the band; its cases that wait are read again
 */
ReviewWideBand *
review_service_narrow_band (ReviewService *self,
                            const ReviewCall *call,
                            const char *id,
                            const ReviewWideBandAct *act,
                            GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "narrow_band",
                        .object = id,
                        .body = act,
                        .answer_type = &review_wide_band_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = narrow };

  return review_service_check_text (act->reason, "reason", error)
             ? review_service_run (&write, error)
             : NULL;
}

static int
side_of (const ReviewAssessment *said)
{
  int act = said->gates != NULL && said->gates->act != 0 ? said->gates->act : said->verdict;

  return act == REVIEW_VERDICT_BLOCK ? REVIEW_SIDE_BLOCK : REVIEW_SIDE_PASS;
}

/**
 * review_service_ask_band:
 * @said: of a case that would be decided alone
 * @ret_answer: (out): whether the band leaves it alone, takes it to people, or holds it
 * @ret_band: (out) (transfer full) (nullable): id of the band that answers
 */
gboolean
review_service_ask_band (ReviewService *self,
                         ReviewTx *tx,
                         const char *case_type,
                         const ReviewAssessment *said,
                         ReviewBandAnswer *ret_answer,
                         char **ret_band,
                         GError **error)
{
  g_autoptr (ReviewWideBand) band = NULL;
  gint64 room = 0;

  *ret_answer = REVIEW_BAND_LEAVES;
  if (!review_store_find_band (tx, case_type, side_of (said), &band, error))
    return FALSE;
  if (band == NULL)
    return TRUE;
  *ret_band = g_strdup (band->id);
  if (!count_room (self, tx, case_type, &room, error))
    return FALSE;
  *ret_answer = room > 0 ? REVIEW_BAND_TAKES : REVIEW_BAND_HOLDS;
  return TRUE;
}

/* The case waits; the first of them calls the lead, through the band's event. */
gboolean
review_service_hold_case (ReviewTx *tx, const char *band_id, const char *case_id, GError **error)
{
  g_autoptr (ReviewWideBand) band = review_store_load_band (tx, band_id, error);
  gboolean fresh = FALSE;

  if (band == NULL || !review_store_hold_in_band (tx, band_id, case_id, &fresh, error))
    return FALSE;
  if (fresh
      && !review_service_audit_case (tx, review_service_system_user (), "band_hold", case_id,
                                     band_id, "no_room", NULL, NULL, error))
    return FALSE;
  return !fresh || band->held > 0
         || audit_band (tx, review_service_system_user (), "band_full", band, NULL, error);
}

static ReviewWideBand *
make_band (const char *case_type, const ReviewDriftSide *cause)
{
  ReviewWideBand *band = review_record_new (&review_wide_band_type);

  band->case_type = g_strdup (case_type);
  band->side = cause->side;
  band->version = 1;
  band->cause = review_record_ref ((gpointer) cause);
  return band;
}

/* Since when a side's decisions count: nothing from before its band was last narrowed. */
static gint64
find_since (GPtrArray *bands, const char *case_type, int side, gint64 since)
{
  for (guint i = 0; i < bands->len; i++)
    {
      const ReviewWideBand *band = bands->pdata[i];

      if (band->side == side && strcmp (band->case_type, case_type) == 0)
        since = MAX (since, band->ended_at != 0 ? band->ended_at : G_MAXINT64);
    }
  return since;
}

static gboolean
look_for_broken (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  GPtrArray *types = review_service_get_catalog (job->service)->case_types;
  g_autoptr (GPtrArray) bands = review_store_list_bands (tx, error);
  gint64 now = review_tx_get_now (tx);

  job->bands = review_records_new ();
  for (guint i = 0; bands != NULL && types != NULL && i < types->len; i++)
    for (int side = REVIEW_SIDE_PASS; side <= REVIEW_SIDE_BLOCK; side++)
      {
        const char *id = ((ReviewCaseType *) types->pdata[i])->id;
        gint64 since = find_since (bands, id, side, now - WINDOW);
        g_autoptr (ReviewDriftSide) seen = NULL;

        if (since >= now)
          continue;
        seen = review_service_watch_side (job->service, tx, id, side, since, error);
        if (seen == NULL)
          return FALSE;
        if (seen->broken)
          g_ptr_array_add (job->bands, make_band (id, seen));
      }
  return bands != NULL;
}

static gboolean
widen (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewWideBand) band = review_record_copy (job->band);
  g_autoptr (ReviewWideBand) stands = NULL;

  if (!review_store_find_band (tx, band->case_type, band->side, &stands, error))
    return FALSE;
  if (stands != NULL)
    return TRUE;
  band->id = review_tx_new_id (tx);
  band->since = REVIEW_WHOLE_MS (review_tx_get_now (tx));
  return review_store_add_band (tx, band, error)
         && audit_band (tx, review_service_system_user (), "band_widen", band, NULL, error);
}

/* Widens what is certain to be too narrow. Reads a month of cases: not every second. */
gboolean
review_service_watch_bands (ReviewService *self, GError **error)
{
  Job job = { .service = self };
  double any;
  /* The salt is there before a transaction asks for lots. */
  gboolean ok = review_service_draw (self, "band", &any, error)
                && review_store_read (self->store, look_for_broken, &job, error);

  for (guint i = 0; ok && i < job.bands->len; i++)
    {
      job.band = job.bands->pdata[i];
      ok = review_service_write (self, widen, &job, error);
    }
  g_clear_pointer (&job.bands, g_ptr_array_unref);
  return ok;
}

static gboolean
let_follow (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (GPtrArray) bands = review_store_list_bands (tx, error);

  for (guint i = 0; bands != NULL && i < bands->len; i++)
    {
      const ReviewWideBand *band = bands->pdata[i];
      gint64 room = 0;

      if (band->held > 0
          && (!count_room (job->service, tx, band->case_type, &room, error)
              || !review_store_let_through (tx, band->id, room, error)))
        return FALSE;
    }
  return bands != NULL;
}

/* Lets as many cases follow as there is room for. */
gboolean
review_service_drip_bands (ReviewService *self, GError **error)
{
  Job job = { .service = self };

  return review_service_write (self, let_follow, &job, error);
}
