/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lead acts on many cases at once: gives them to a person, or closes them without a decision, for a
 * listed reason. Every case is looked at for itself, as those of a wave are; what speaks against it is
 * named and leaves it alone. The act is planned in one transaction and carried out in small ones, so
 * that a server that is killed in between goes on, and each case is looked at once more then.
 *
 * Closing decides nothing about the customer: no label, no effect, nothing that they read. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-bulk.h"

#include <string.h>

#include "review-service-campaigns.h"
#include "review-service-shifts.h"
#include "review-store-audit.h"
#include "review-store-cases.h"
#include "review-store-events.h"
#include "review-store-moving.h"
#include "review-work-steps.h"

#define BATCH     25 /* cases of one transaction */
#define LOOK_BACK (30 * REVIEW_DAY)

/* An act while its cases are looked at, or carried out. */
typedef struct
{
  ReviewService *service;
  const ReviewUser *lead;
  ReviewUser *to; /* (owned) (nullable) */
  gint64 room;    /* of @to */
  int kind;       /* ReviewBulkKind */
} Act;

static void
act_clear (Act *self)
{
  g_clear_pointer (&self->to, review_record_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Act, act_clear)

/* What speaks against giving the case to the person; it takes one place of theirs where nothing does. */
static gboolean
check_given (ReviewTx *tx, Act *act, const char *work_item, int *ret, GError **error)
{
  ReviewScope scope = review_service_scope (act->to);
  gboolean may = FALSE;

  if (!review_store_may_have (tx, &scope, work_item, &may, error))
    return FALSE;
  *ret = !may ? REVIEW_EXCEPTION_UNQUALIFIED : act->room <= 0 ? REVIEW_EXCEPTION_OVER_LIMIT : 0;
  act->room -= *ret == 0;
  return TRUE;
}

/* Whom a lead was kept from, and evidence that is not assessed yet, say nothing against giving a case
 * to somebody. */
static gboolean
is_of_deciding (int exception)
{
  return exception == REVIEW_EXCEPTION_OWN_WORK || exception == REVIEW_EXCEPTION_NEW_EVIDENCE;
}

/* -1 on error. */
static int
check_case (ReviewTx *tx, Act *act, const char *work_item, const char *case_id, GError **error)
{
  g_auto (ReviewCampaignCheck) check = {
    .service = act->service, .lead = act->lead, .case_id = case_id, .work_item = work_item
  };
  int exception = review_campaign_check_case (&check, tx, error);

  if (exception < 0 || act->kind != REVIEW_BULK_ASSIGN)
    return exception;
  if (is_of_deciding (exception))
    exception = 0;
  return exception != 0 || check_given (tx, act, work_item, &exception, error) ? exception : -1;
}

static gboolean
is_named_before (GPtrArray *items, const char *work_item)
{
  for (guint i = 0; i < items->len; i++)
    if (strcmp (((ReviewBulkItem *) items->pdata[i])->work_item, work_item) == 0)
      return TRUE;
  return FALSE;
}

static ReviewBulkItem *
look_at (ReviewTx *tx, Act *act, const char *work_item, GError **error)
{
  g_autoptr (ReviewWork) work = review_store_load_work (tx, work_item, NULL, error);
  g_autoptr (ReviewCase) item_case =
      work != NULL ? review_store_load_case (tx, work->item->case_id, error) : NULL;
  g_autoptr (ReviewBulkItem) item = review_record_new (&review_bulk_item_type);

  if (item_case == NULL)
    return NULL;
  item->work_item = g_strdup (work_item);
  item->case_id = g_strdup (item_case->id);
  item->display_id = g_strdup (item_case->display_id);
  item->case_type = g_strdup (item_case->type);
  item->exception = check_case (tx, act, work_item, item_case->id, error);
  item->outcome = item->exception != 0 ? REVIEW_BULK_CASE_EXCLUDED : REVIEW_BULK_CASE_PLANNED;
  return item->exception >= 0 ? g_steal_pointer (&item) : NULL;
}

static gboolean
act_init (Act *self,
          ReviewService *service,
          ReviewTx *tx,
          const ReviewUser *lead,
          const ReviewBulkRequest *request,
          GError **error)
{
  *self = (Act){ .service = service, .lead = lead, .kind = request->kind };
  if (request->kind != REVIEW_BULK_ASSIGN)
    return TRUE;
  self->to = review_service_load_assignee (tx, request->to, error);
  return self->to != NULL
         && review_service_find_room (service, tx, self->to->id, &self->room, error);
}

/* (transfer full): what the act would do, case by case. */
static ReviewBulk *
plan (ReviewService *self,
      ReviewTx *tx,
      const ReviewUser *lead,
      const ReviewBulkRequest *request,
      GError **error)
{
  g_auto (Act) act = { 0 };
  g_autoptr (ReviewBulk) bulk = review_record_new (&review_bulk_type);

  if (!act_init (&act, self, tx, lead, request, error))
    return NULL;
  bulk->kind = request->kind;
  bulk->to = g_strdup (request->to);
  bulk->to_name = act.to != NULL ? g_strdup (act.to->name) : NULL;
  bulk->code = g_strdup (request->code);
  bulk->reason = g_strdup (request->reason);
  bulk->items = review_records_new ();
  for (guint i = 0; request->work_items[i] != NULL; i++)
    {
      ReviewBulkItem *item;

      if (is_named_before (bulk->items, request->work_items[i]))
        continue;
      item = look_at (tx, &act, request->work_items[i], error);
      if (item == NULL)
        return NULL;
      g_ptr_array_add (bulk->items, item);
      bulk->planned += item->exception == 0;
    }
  bulk->excluded = bulk->items->len - bulk->planned;
  return g_steal_pointer (&bulk);
}

/* What an act is: enough to say what it would leave alone. */
static gboolean
check_shape (const ReviewBulkRequest *request, GError **error)
{
  guint n = request->work_items != NULL ? g_strv_length (request->work_items) : 0;
  gboolean assigns = request->kind == REVIEW_BULK_ASSIGN;

  if (n < 1 || n > REVIEW_BULK_MAX)
    review_error_set_field (error, "work_items", "1 to %d", REVIEW_BULK_MAX);
  else if (assigns != (request->to != NULL))
    review_error_set_field (error, "to", assigns ? "is required" : "is not expected");
  else if (assigns && request->code != NULL)
    review_error_set_field (error, "code", "is not expected");
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_request (ReviewService *self, const ReviewBulkRequest *request, GError **error)
{
  return check_shape (request, error)
         && (request->kind == REVIEW_BULK_ASSIGN
             || review_service_check_code (self, "close_reason", request->code, NULL, "code",
                                           error))
         && review_service_check_text (request->reason, "reason", error);
}

typedef struct
{
  ReviewService *service;
  const ReviewUser *user;
  const ReviewBulkRequest *request;
  const char *id;
  gpointer answer; /* (owned) (nullable) */
} Job;

static gboolean
read_plan (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->answer = plan (job->service, tx, job->user, job->request, error);
  return job->answer != NULL;
}

/**
 * review_service_check_bulk:
 *
 * @request: its reason and its code may still be missing
 *
 * Returns: (transfer full): what the act would leave alone, and why; nothing is written
 */
ReviewBulk *
review_service_check_bulk (ReviewService *self,
                           const ReviewUser *user,
                           const ReviewBulkRequest *request,
                           GError **error)
{
  Job job = { .service = self, .user = user, .request = request };

  return check_shape (request, error) && review_store_read (self->store, read_plan, &job, error)
             ? job.answer
             : NULL;
}

static gboolean
audit (ReviewTx *tx, const ReviewUser *actor, const ReviewBulk *bulk, GError **error)
{
  g_autofree char *object = g_strconcat ("bulk:", bulk->id, NULL);
  ReviewAuditEntry entry = { .actor = actor->id,
                             .action = "bulk",
                             .object = object,
                             .ref = bulk->id,
                             .reason = bulk->reason,
                             .after = bulk };

  return review_audit_add (tx, &entry, error);
}

static gpointer
begin (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewUser *lead = write->call->user;
  g_autoptr (ReviewBulk) bulk = plan (write->service, tx, lead, write->body, error);

  if (bulk == NULL)
    return NULL;
  if (bulk->planned == 0)
    {
      review_error_refuse (error, REVIEW_ERROR_CONFLICT, "it would leave every case alone");
      return NULL;
    }
  bulk->id = review_tx_new_id (tx);
  bulk->by = g_strdup (lead->id);
  bulk->at = review_tx_get_now (tx);
  bulk->state = REVIEW_BULK_RUNNING;
  if (!review_store_add_bulk (tx, bulk, error) || !audit (tx, lead, bulk, error)
      || !review_event_add (tx, "bulk", bulk->id, NULL, error))
    return NULL;
  return review_store_load_bulk (tx, bulk->id, error);
}

/**
 * review_service_begin_bulk:
 * @call: a lead's
 * @request: which cases, and what is done with them for what reason
 *
 * Plans the act; the timer job carries it out within a second or so, also after a restart.
 *
 * Returns: (transfer full): the act, being carried out; %NULL with %REVIEW_ERROR_CONFLICT when it
 *   would leave every case alone
 */
ReviewBulk *
review_service_begin_bulk (ReviewService *self,
                           const ReviewCall *call,
                           const ReviewBulkRequest *request,
                           GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "bulk",
                        .body = request,
                        .answer_type = &review_bulk_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = begin };

  return check_request (self, request, error) ? review_service_run (&write, error) : NULL;
}

static gboolean
read_bulk (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->answer = review_store_load_bulk (tx, job->id, error);
  return job->answer != NULL;
}

/**
 * review_service_get_bulk:
 *
 * Returns: (transfer full): the act, with what became of each case
 */
ReviewBulk *
review_service_get_bulk (ReviewService *self, const char *id, GError **error)
{
  Job job = { .id = id };

  return review_store_read (self->store, read_bulk, &job, error) ? job.answer : NULL;
}

static gboolean
list_bulk (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewBulkList) list = review_record_new (&review_bulk_list_type);

  list->items = review_store_list_bulk (tx, review_tx_get_now (tx) - LOOK_BACK, error);
  if (list->items == NULL)
    return FALSE;
  job->answer = g_steal_pointer (&list);
  return TRUE;
}

/**
 * review_service_list_bulk:
 *
 * Returns: (transfer full): acts of the last thirty days without their cases, the newest first
 */
ReviewBulkList *
review_service_list_bulk (ReviewService *self, GError **error)
{
  Job job = { 0 };

  return review_store_read (self->store, list_bulk, &job, error) ? job.answer : NULL;
}

/* One transaction's worth of an act. */
typedef struct
{
  ReviewService *service;
  const char *id;
  GPtrArray *ids; /* (owned) (nullable) */
  gboolean more;
} Run;

static gboolean
close_case (ReviewTx *tx,
            const Act *act,
            const ReviewBulk *bulk,
            ReviewWork *work,
            gboolean *ret_done,
            GError **error)
{
  g_autoptr (ReviewWork) after = NULL;

  if (!review_store_close_queued (tx, work->item->id, ret_done, error))
    return FALSE;
  if (!*ret_done)
    return TRUE;
  after = review_store_load_work (tx, work->item->id, NULL, error);
  return after != NULL
         && review_store_set_case_state (tx, work->item->case_id, REVIEW_CASE_CLOSED, error)
         && review_service_audit_case (tx, act->lead, "close", work->item->case_id, work->item->id,
                                       bulk->code, work->item, after->item, error)
         && review_service_note (tx, after, "queue", error);
}

static gboolean
do_case (ReviewTx *tx, Act *act, const ReviewBulk *bulk, const ReviewBulkItem *item, GError **error)
{
  g_autoptr (ReviewWork) work = review_store_load_work (tx, item->work_item, NULL, error);
  int exception = work != NULL ? check_case (tx, act, item->work_item, item->case_id, error) : -1;
  gboolean done = FALSE;

  if (exception < 0)
    return FALSE;
  if (exception == 0
      && !(act->kind == REVIEW_BULK_CLOSE
               ? close_case (tx, act, bulk, work, &done, error)
               : review_service_give (tx, &(ReviewGift){ act->lead, act->to, bulk->reason },
                                      item->work_item, 0, &done, error)))
    return FALSE;
  if (exception == 0 && !done)
    exception = REVIEW_EXCEPTION_LEASED;
  return review_store_set_bulk_item (tx, bulk->id, item->work_item,
                                     done ? REVIEW_BULK_CASE_DONE : REVIEW_BULK_CASE_EXCLUDED,
                                     exception, error);
}

/* The receiver has gone since: their cases are left alone and say so. */
static gboolean
leave_rest (ReviewTx *tx, const ReviewBulk *bulk, GError **error)
{
  for (guint i = 0; i < bulk->items->len; i++)
    if (!review_store_set_bulk_item (
            tx, bulk->id, ((ReviewBulkItem *) bulk->items->pdata[i])->work_item,
            REVIEW_BULK_CASE_EXCLUDED, REVIEW_EXCEPTION_UNQUALIFIED, error))
      return FALSE;
  return review_store_end_bulk (tx, bulk->id, error);
}

static gboolean
do_batch (ReviewTx *tx, Run *run, Act *act, const ReviewBulk *bulk, GError **error)
{
  guint n = 0;

  for (guint i = 0; i < bulk->items->len && n < BATCH; i++)
    {
      const ReviewBulkItem *item = bulk->items->pdata[i];

      if (item->outcome != REVIEW_BULK_CASE_PLANNED)
        continue;
      n++;
      if (!do_case (tx, act, bulk, item, error))
        return FALSE;
    }
  run->more = n == BATCH;
  return (run->more || review_store_end_bulk (tx, bulk->id, error))
         && review_event_add (tx, "bulk", bulk->id, NULL, error);
}

static gboolean
run_some (ReviewTx *tx, gpointer user_data, GError **error)
{
  Run *run = user_data;
  g_autoptr (ReviewBulk) bulk = review_store_load_bulk (tx, run->id, error);
  g_autoptr (ReviewUser) lead =
      bulk != NULL ? review_store_load_account (tx, bulk->by, error) : NULL;
  g_autoptr (ReviewBulkRequest) request = NULL;
  g_auto (Act) act = { 0 };
  GError *local = NULL;

  run->more = FALSE;
  if (lead == NULL || bulk->over_at != 0)
    return lead != NULL;
  request = review_record_new (&review_bulk_request_type);
  request->kind = bulk->kind;
  request->to = g_strdup (bulk->to);
  if (act_init (&act, run->service, tx, lead, request, &local))
    return do_batch (tx, run, &act, bulk, error);
  if (g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_INVALID))
    {
      g_error_free (local);
      return leave_rest (tx, bulk, error) && review_event_add (tx, "bulk", bulk->id, NULL, error);
    }
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
list_running (ReviewTx *tx, gpointer user_data, GError **error)
{
  Run *run = user_data;

  run->ids = review_store_list_running_bulk (tx, error);
  return run->ids != NULL;
}

/*
 * review_service_run_bulk:
 *
 * Carries out what leads began, to its end. One that fails stays for the next round.
 */
gboolean
review_service_run_bulk (ReviewService *self, GError **error)
{
  Run run = { .service = self };

  if (!review_store_read (self->store, list_running, &run, error))
    return FALSE;
  for (guint i = 0; i < run.ids->len; i++)
    {
      g_autoptr (GError) local = NULL;

      run.id = run.ids->pdata[i];
      while (review_service_write (self, run_some, &run, &local) && run.more)
        ;
      if (local != NULL)
        g_message ("act %s is not carried out: %s", run.id, local->message);
    }
  g_ptr_array_unref (run.ids);
  return TRUE;
}
