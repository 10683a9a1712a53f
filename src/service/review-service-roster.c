/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roster: who is there, what hangs on them, how much they may hold; and setting that. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-service-campaigns.h"
#include "review-service-shifts.h"

#define AROUND \
  (12 * REVIEW_HOUR) /* before and after now, in which a plan means that plans are made */

typedef struct
{
  ReviewService *service;
  const ReviewUser *user;
  const char *account;
  gpointer answer; /* (owned) (nullable) */
} Job;

static void
count_desk (ReviewPerson *person, GPtrArray *desk)
{
  gint64 *const counts[] = { NULL,
                             [REVIEW_DESK_LEASED] = &person->leased,
                             [REVIEW_DESK_KEPT] = &person->kept,
                             [REVIEW_DESK_WAITING_CUSTOMER] = &person->waiting,
                             [REVIEW_DESK_ON_HOLD] = &person->on_hold,
                             [REVIEW_DESK_ESCALATED] = &person->escalated };

  for (guint i = 0; i < desk->len; i++)
    {
      const ReviewDeskCase *one = desk->pdata[i];

      if (strcmp (one->owner, person->account) == 0)
        ++*counts[one->kind];
    }
}

static gboolean
fill_times (ReviewTx *tx, ReviewPerson *person, GError **error)
{
  const char *account = person->account;

  return (person->standing = review_service_find_standing (tx, account, error)) != 0
         && review_store_find_shift (tx, account, REVIEW_SHIFT_THAT_IS_ON, &person->shift, error)
         && (person->shift != NULL
             || review_store_find_shift (tx, account, REVIEW_SHIFT_THAT_ENDED, &person->shift,
                                         error))
         && review_store_find_shift (tx, account, REVIEW_SHIFT_THAT_COMES, &person->next, error)
         && review_store_find_absence (tx, account, FALSE, &person->absence, error);
}

/*
 * review_service_build_person:
 * @desk: (element-type ReviewDeskCase): at least the person's
 *
 * Returns: (transfer full): the person as the floor sees them
 */
ReviewPerson *
review_service_build_person (
    ReviewService *self, ReviewTx *tx, const ReviewUser *user, GPtrArray *desk, GError **error)
{
  g_autoptr (ReviewPerson) person = review_record_new (&review_person_type);
  g_auto (ReviewLimitRow) limit = { 0 };

  person->account = g_strdup (user->id);
  person->name = g_strdup (user->name);
  person->role = user->role;
  person->vendor = g_strdup (user->vendor);
  person->language = g_strdup (user->language);
  person->zone = g_strdup (user->zone);
  person->qualifications =
      user->qualifications != NULL ? g_ptr_array_ref (user->qualifications) : NULL;
  count_desk (person, desk);
  if (!fill_times (tx, person, error) || !review_store_load_limit (tx, user->id, &limit, error)
      || !review_service_find_limit (self, tx, user->id, &person->at_most, error))
    return NULL;
  person->limited = limit.at_most > 0;
  person->limit_reason = person->limited ? g_strdup (limit.reason) : NULL;
  person->version = limit.version;
  return g_steal_pointer (&person);
}

static gboolean
add_people (ReviewTx *tx, Job *job, GPtrArray *people, GError **error)
{
  ReviewScope scope = review_service_scope (job->user);
  g_autoptr (GPtrArray) users = review_store_list_accounts (tx, FALSE, error);
  g_autoptr (GPtrArray) desk = users != NULL ? review_store_list_desk (tx, NULL, error) : NULL;

  for (guint i = 0; desk != NULL && i < users->len; i++)
    {
      const ReviewUser *user = users->pdata[i];
      ReviewPerson *person;

      if (!review_role_may_decide (user->role)
          || (scope.vendor_only && g_strcmp0 (user->vendor, scope.vendor) != 0))
        continue;
      person = review_service_build_person (job->service, tx, user, desk, error);
      if (person == NULL)
        return FALSE;
      g_ptr_array_add (people, person);
    }
  return desk != NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const ReviewPerson *const *x = a, *const *y = b;
  int by_name = g_utf8_collate ((*x)->name, (*y)->name);

  return by_name != 0 ? by_name : strcmp ((*x)->account, (*y)->account);
}

static gboolean
read_roster (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewRoster) roster = review_record_new (&review_roster_type);
  gint64 now = review_tx_get_now (tx);

  roster->at = REVIEW_WHOLE_MS (now);
  roster->people = review_records_new ();
  if (!review_store_has_shift_between (tx, NULL, now - AROUND, now + AROUND, &roster->planned,
                                       error)
      || !add_people (tx, job, roster->people, error))
    return FALSE;
  g_ptr_array_sort (roster->people, compare_names);
  job->answer = g_steal_pointer (&roster);
  return TRUE;
}

/**
 * review_service_get_roster:
 *
 * Returns: (transfer full): everybody who works on cases; for a vendor's people theirs only
 */
ReviewRoster *
review_service_get_roster (ReviewService *self, const ReviewUser *user, GError **error)
{
  Job job = { self, user, NULL, NULL };

  return review_store_read (self->store, read_roster, &job, error) ? job.answer : NULL;
}

static gboolean
read_person (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (GPtrArray) desk = review_store_list_desk (tx, job->user->id, error);

  job->answer =
      desk != NULL ? review_service_build_person (job->service, tx, job->user, desk, error) : NULL;
  return job->answer != NULL;
}

/**
 * review_service_get_person:
 *
 * Returns: (transfer full): oneself as the floor sees one
 */
ReviewPerson *
review_service_get_person (ReviewService *self, const ReviewUser *user, GError **error)
{
  Job job = { self, user, NULL, NULL };

  return review_store_read (self->store, read_person, &job, error) ? job.answer : NULL;
}

static gboolean
read_desk (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewDeskCases) cases = review_record_new (&review_desk_cases_type);

  cases->items = review_store_list_desk (tx, job->account, error);
  if (cases->items == NULL)
    return FALSE;
  job->answer = g_steal_pointer (&cases);
  return TRUE;
}

/*
 * review_service_find_desk:
 * @account: "me", "team", or whose
 * @ret: (out) (nullable): whose; %NULL: everybody's
 *
 * Whose cases are asked for: %REVIEW_ERROR_NOT_FOUND for another's, but for leads.
 */
gboolean
review_service_find_desk (const ReviewUser *user,
                          const char *account,
                          const char **ret,
                          GError **error)
{
  gboolean own = strcmp (account, "me") == 0 || strcmp (account, user->id) == 0;

  *ret = own ? user->id : strcmp (account, "team") == 0 ? NULL : account;
  return own || user->role == REVIEW_ROLE_LEAD
         || review_error_refuse (error, REVIEW_ERROR_NOT_FOUND, "there is no such object");
}

/**
 * review_service_list_desk:
 * @account: whose; "me"; or "team": everybody's
 *
 * Returns: (transfer full): what a handover of theirs would contain; %NULL with
 *   %REVIEW_ERROR_NOT_FOUND for another's, but for leads
 */
ReviewDeskCases *
review_service_list_desk (ReviewService *self,
                          const ReviewUser *user,
                          const char *account,
                          GError **error)
{
  Job job = { self, user, NULL, NULL };

  return review_service_find_desk (user, account, &job.account, error)
                 && review_store_read (self->store, read_desk, &job, error)
             ? job.answer
             : NULL;
}

static gpointer
set_limit (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewLimitRequest *request = write->body;
  const ReviewUser *lead = write->call->user;
  g_autoptr (ReviewUser) user = review_store_load_account (tx, write->object, error);
  g_autoptr (GPtrArray) desk = NULL;

  if (user == NULL || !review_store_set_limit (tx, user->id, request, lead->id, error)
      || !review_service_audit_person (tx, lead, write->operation, user->id, user->id,
                                       request->reason, request, error)
      || !review_service_tell_person (tx, "shift", user, error))
    return NULL;
  desk = review_store_list_desk (tx, user->id, error);
  return desk != NULL ? review_service_build_person (write->service, tx, user, desk, error) : NULL;
}

/**
 * review_service_set_limit:
 * @call: a lead's
 * @request: how many cases @account may hold at once, or 0 for what the policy says; and why
 *
 * Returns: (transfer full): the person
 */
ReviewPerson *
review_service_set_limit (ReviewService *self,
                          const ReviewCall *call,
                          const char *account,
                          const ReviewLimitRequest *request,
                          GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "set_limit",
                        .object = account,
                        .body = request,
                        .answer_type = &review_person_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = set_limit };

  if (request->at_most < 0 || request->at_most > REVIEW_HELD_MAX)
    {
      review_error_set_field (error, "at_most", "0 to %d", REVIEW_HELD_MAX);
      return NULL;
    }
  return review_service_check_text (request->reason, "reason", error)
             ? review_service_run (&write, error)
             : NULL;
}
