/* SPDX-License-Identifier: GPL-3.0-or-later */
/* To whom cases can be handed over: who works on cases, is not absent and may have all of them. Leads
 * answer for any case, and give it on. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-service-shifts.h"

typedef struct
{
  const ReviewUser *user;
  const char *account; /* (nullable): everybody's cases */
  gpointer answer;     /* (owned) (nullable) */
} Job;

/* Their own cases stay with them where everybody's are handed over. */
static gboolean
may_have_all (ReviewTx *tx, const ReviewUser *to, GPtrArray *desk, gboolean *ret, GError **error)
{
  ReviewScope scope = review_service_scope (to);

  *ret = TRUE;
  for (guint i = 0; *ret && to->role != REVIEW_ROLE_LEAD && i < desk->len; i++)
    {
      const ReviewDeskCase *one = desk->pdata[i];

      if (strcmp (one->owner, to->id) != 0
          && !review_store_may_have (tx, &scope, one->work_item, ret, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_receiver (ReviewTx *tx, const ReviewUser *user, GPtrArray *people, GError **error)
{
  ReviewReceiver *one;
  g_autoptr (ReviewShift) on = NULL;
  int standing = review_service_find_standing (tx, user->id, error);

  if (standing == 0 || !review_store_find_shift (tx, user->id, REVIEW_SHIFT_THAT_IS_ON, &on, error))
    return FALSE;
  if (standing == REVIEW_STANDING_ABSENT)
    return TRUE;
  one = review_record_new (&review_receiver_type);
  one->account = g_strdup (user->id);
  one->name = g_strdup (user->name);
  one->role = user->role;
  one->standing = standing;
  one->end_at = on != NULL ? on->end_at : 0;
  g_ptr_array_add (people, one);
  return TRUE;
}

/* Nobody hands over to themselves, nor somebody's cases to them. */
static gboolean
is_giving (const Job *job, const char *account)
{
  return strcmp (job->user->id, account) == 0 || g_strcmp0 (job->account, account) == 0;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const ReviewReceiver *const *x = a, *const *y = b;

  return (*x)->standing != (*y)->standing ? (*x)->standing - (*y)->standing
                                          : g_utf8_collate ((*x)->name, (*y)->name);
}

static gboolean
list_receivers (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewReceivers) list = review_record_new (&review_receivers_type);
  g_autoptr (GPtrArray) users = review_store_list_accounts (tx, FALSE, error);
  g_autoptr (GPtrArray) desk =
      users != NULL ? review_store_list_desk (tx, job->account, error) : NULL;

  if (desk == NULL)
    return FALSE;
  list->people = review_records_new ();
  for (guint i = 0; i < users->len; i++)
    {
      const ReviewUser *user = users->pdata[i];
      gboolean may = FALSE;

      if (!review_role_may_decide (user->role) || is_giving (job, user->id))
        continue;
      if (!may_have_all (tx, user, desk, &may, error)
          || (may && !add_receiver (tx, user, list->people, error)))
        return FALSE;
    }
  g_ptr_array_sort (list->people, compare);
  job->answer = g_steal_pointer (&list);
  return TRUE;
}

/**
 * review_service_list_receivers:
 * @account: whose cases; "me"; or "team": everybody's
 *
 * Returns: (transfer full): to whom they can be handed over, those who are there first; %NULL with
 *   %REVIEW_ERROR_NOT_FOUND for another's, but for leads
 */
ReviewReceivers *
review_service_list_receivers (ReviewService *self,
                               const ReviewUser *user,
                               const char *account,
                               GError **error)
{
  Job job = { user, NULL, NULL };

  return review_service_find_desk (user, account, &job.account, error)
                 && review_store_read (self->store, list_receivers, &job, error)
             ? job.answer
             : NULL;
}
