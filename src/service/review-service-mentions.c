/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colleagues named in notes. Only somebody who may read the note can be named, and whoever is named
 * hears of it; but not while a look of theirs at that case has to be made without knowing: a notice
 * says what colleagues think as well as the note does. It is there once their call is made. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-mentions.h"

#include <string.h>

#include "review-mention.h"
#include "review-store-events.h"
#include "review-store-identity.h"
#include "review-store-moving.h"

#define READ_FOR (2 * REVIEW_DAY) /* for which what was read is looked back at */

/* A vendor's people read the notes of their own vendor on its cases; the house reads all. */
static gboolean
may_read (const ReviewUser *reader, const ReviewUser *author, const ReviewWork *work)
{
  if (!review_role_may_take (reader->role))
    return FALSE;
  if (!review_role_is_vendor (reader->role))
    return TRUE;
  return review_role_is_vendor (author->role) && g_strcmp0 (reader->vendor, author->vendor) == 0
         && g_strcmp0 (reader->vendor, work->vendor) == 0;
}

/* (transfer full): array of #ReviewColleague who may be named by @author beside the item. */
static GPtrArray *
list_colleagues (ReviewTx *tx, const ReviewUser *author, const ReviewWork *work, GError **error)
{
  g_autoptr (GPtrArray) users = review_store_list_accounts (tx, FALSE, error);
  GPtrArray *people = users != NULL ? review_records_new () : NULL;

  for (guint i = 0; users != NULL && i < users->len; i++)
    {
      const ReviewUser *user = users->pdata[i];
      ReviewColleague *one;

      if (strcmp (user->id, author->id) == 0 || !may_read (user, author, work))
        continue;
      one = review_record_new (&review_colleague_type);
      one->account = g_strdup (user->id);
      one->name = g_strdup (user->name);
      one->role = user->role;
      g_ptr_array_add (people, one);
    }
  return people;
}

typedef struct
{
  ReviewService *service;
  const ReviewUser *user;
  const char *work_item;
  ReviewColleagues *answer; /* (owned) (nullable) */
} Job;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const ReviewColleague *const *x = a, *const *y = b;

  return g_utf8_collate ((*x)->name, (*y)->name);
}

static gboolean
read_colleagues (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  ReviewScope scope = review_service_scope (job->user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, job->work_item, &scope, error);
  g_autoptr (ReviewColleagues) list = review_record_new (&review_colleagues_type);

  if (work == NULL || (list->people = list_colleagues (tx, job->user, work, error)) == NULL)
    return FALSE;
  g_ptr_array_sort (list->people, compare_names);
  job->answer = g_steal_pointer (&list);
  return TRUE;
}

/**
 * review_service_list_colleagues:
 *
 * Returns: (transfer full): who may be named in a note beside the work item: those who may read it
 */
ReviewColleagues *
review_service_list_colleagues (ReviewService *self,
                                const ReviewUser *user,
                                const char *work_item,
                                GError **error)
{
  Job job = { self, user, work_item, NULL };

  return review_store_read (self->store, read_colleagues, &job, error) ? job.answer : NULL;
}

static gboolean
is_blind (ReviewService *self,
          ReviewTx *tx,
          const ReviewUser *user,
          const char *work_item,
          gboolean *ret,
          GError **error)
{
  g_autoptr (ReviewWork) work = review_store_load_work (tx, work_item, NULL, error);
  g_auto (ReviewLook) look = { .service = self, .tx = tx, .user = user, .work = work };

  if (work == NULL || !review_look_load_blindness (&look, error))
    return FALSE;
  *ret = look.blind;
  return TRUE;
}

/*
 * review_service_is_withheld:
 * @ret: (out): whether a look at the case is open that @user would have to make without knowing
 */
gboolean
review_service_is_withheld (ReviewService *self,
                            ReviewTx *tx,
                            const ReviewUser *user,
                            const char *case_id,
                            gboolean *ret,
                            GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT id FROM work_item WHERE case_id = $1 AND state <> 'closed'", "s", case_id);
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;

  *ret = FALSE;
  if (rows == NULL)
    return FALSE;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (open, review_rows_dup_text (rows, 0));
  g_clear_pointer (&rows, review_rows_free);
  for (guint i = 0; local == NULL && !*ret && i < open->len; i++)
    if (!is_blind (self, tx, user, open->pdata[i], ret, error))
      return FALSE;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
tell (ReviewService *self,
      ReviewTx *tx,
      const ReviewNote *note,
      const ReviewColleague *one,
      GError **error)
{
  g_autoptr (ReviewUser) user = review_store_load_account (tx, one->account, error);
  g_autofree char *id = review_tx_new_id (tx);
  gboolean withheld = FALSE;

  return user != NULL && review_store_add_mention (tx, id, note->id, one->account, error)
         && review_service_is_withheld (self, tx, user, note->case_id, &withheld, error)
         && (withheld || review_event_add_for (tx, "mention", id, one->account, error));
}

/*
 * review_service_mention:
 * @note: is stored; gets its mentions
 *
 * Puts on record who is named in the note, and tells them.
 */
gboolean
review_service_mention (ReviewService *self,
                        ReviewTx *tx,
                        const ReviewUser *author,
                        const ReviewWork *work,
                        ReviewNote *note,
                        GError **error)
{
  g_autoptr (GPtrArray) people = list_colleagues (tx, author, work, error);

  if (people == NULL)
    return FALSE;
  note->mentions = review_mention_find (note->text, people);
  for (guint i = 0; i < note->mentions->len; i++)
    if (!tell (self, tx, note, note->mentions->pdata[i], error))
      return FALSE;
  return TRUE;
}

/*
 * review_service_list_mentions:
 *
 * Returns: (transfer full): array of #ReviewMention of @user, without those that are withheld
 */
GPtrArray *
review_service_list_mentions (ReviewService *self,
                              ReviewTx *tx,
                              const ReviewUser *user,
                              GError **error)
{
  g_autoptr (GPtrArray) all =
      review_store_list_mentions (tx, user->id, review_tx_get_now (tx) - READ_FOR, error);

  for (guint i = all != NULL ? all->len : 0; i > 0; i--)
    {
      const ReviewMention *one = all->pdata[i - 1];
      gboolean withheld = FALSE;

      if (!review_service_is_withheld (self, tx, user, one->case_id, &withheld, error))
        return NULL;
      if (withheld)
        g_ptr_array_remove_index (all, i - 1);
    }
  return g_steal_pointer (&all);
}

static gpointer
mark_read (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewUser *user = write->call->user;
  g_autoptr (ReviewMention) one = review_store_load_mention (tx, user->id, write->object, error);
  gboolean withheld = FALSE;

  if (one == NULL
      || !review_service_is_withheld (write->service, tx, user, one->case_id, &withheld, error))
    return NULL;
  if (withheld)
    {
      review_error_refuse (error, REVIEW_ERROR_NOT_FOUND, "there is no such object");
      return NULL;
    }
  if (one->read_at == 0
      && (!review_store_read_mention (tx, one->id, error)
          || !review_service_audit_case (tx, user, write->operation, one->case_id, one->id, NULL,
                                         NULL, NULL, error)
          || !review_event_add_for (tx, "mention", one->id, user->id, error)))
    return NULL;
  return review_store_load_mention (tx, user->id, write->object, error);
}

/**
 * review_service_read_mention:
 *
 * Returns: (transfer full): it, as read; %NULL with %REVIEW_ERROR_NOT_FOUND for another person's
 */
ReviewMention *
review_service_read_mention (ReviewService *self,
                             const ReviewCall *call,
                             const char *mention,
                             GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "mention_read",
                        .object = mention,
                        .answer_type = &review_mention_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = mark_read };

  return review_service_run (&write, error);
}
