/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is there, and whether they may take another case. A shift that is on says so, an absence and a
 * shift that ended say the opposite; of a person without any, what they did lately does. So a team
 * that plans nothing works as it did, and whoever starts one shift is believed about it. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-shifts.h"
#include "review-service-today.h"
#include "review-store-audit.h"
#include "review-store-events.h"
#include "review-store-waiting.h"

#define ON_DUTY (30 * REVIEW_MINUTE) /* since the last act at a desk */

static int
stand_without_shift (ReviewTx *tx, const char *account, GError **error)
{
  gboolean there = FALSE;

  if (!review_store_is_on_duty (tx, account, review_tx_get_now (tx) - ON_DUTY, &there, error))
    return 0;
  return there ? REVIEW_STANDING_PRESENT : REVIEW_STANDING_OFF;
}

/*
 * review_service_find_standing:
 *
 * Returns: the person's #ReviewStanding; 0 on error
 */
int
review_service_find_standing (ReviewTx *tx, const char *account, GError **error)
{
  g_autoptr (ReviewAbsence) absence = NULL;
  g_autoptr (ReviewShift) on = NULL;
  g_autoptr (ReviewShift) ended = NULL;

  if (!review_store_find_absence (tx, account, TRUE, &absence, error)
      || !review_store_find_shift (tx, account, REVIEW_SHIFT_THAT_IS_ON, &on, error)
      || !review_store_find_shift (tx, account, REVIEW_SHIFT_THAT_ENDED, &ended, error))
    return 0;
  if (absence != NULL)
    return REVIEW_STANDING_ABSENT;
  if (on != NULL)
    return REVIEW_STANDING_ON;
  return ended != NULL ? REVIEW_STANDING_OFF : stand_without_shift (tx, account, error);
}

static gboolean
is_at_work (int standing)
{
  return standing == REVIEW_STANDING_ON || standing == REVIEW_STANDING_PRESENT;
}

/* For each type of one person, from @first to before @end: at work, and not in a shift for others. */
static gboolean
fill_on (ReviewTx *tx, GPtrArray *able, guint first, guint end, GError **error)
{
  const char *account = ((ReviewAble *) able->pdata[first])->account;
  g_autoptr (ReviewShift) on = NULL;
  int standing = review_service_find_standing (tx, account, error);

  if (standing == 0 || !review_store_find_shift (tx, account, REVIEW_SHIFT_THAT_IS_ON, &on, error))
    return FALSE;
  for (guint i = first; i < end; i++)
    {
      ReviewAble *one = able->pdata[i];

      one->on = is_at_work (standing)
                && (on == NULL || on->case_types == NULL
                    || g_strv_contains ((const char *const *) on->case_types, one->case_type));
    }
  return TRUE;
}

/*
 * review_service_list_able:
 *
 * Returns: (transfer full): array of #ReviewAble, by person: each with each type that they may take,
 *   and whether they are at work on it
 */
GPtrArray *
review_service_list_able (ReviewTx *tx, GError **error)
{
  g_autoptr (GPtrArray) able = review_store_list_able (tx, error);

  for (guint first = 0, end; able != NULL && first < able->len; first = end)
    {
      for (end = first + 1; end < able->len; end++)
        if (!g_str_equal (((ReviewAble *) able->pdata[end])->account,
                          ((ReviewAble *) able->pdata[first])->account))
          break;
      if (!fill_on (tx, able, first, end, error))
        return NULL;
    }
  return g_steal_pointer (&able);
}

/*
 * review_service_is_there:
 * @ret: (out): whether a case that comes back can be theirs
 */
gboolean
review_service_is_there (ReviewTx *tx, const char *account, gboolean *ret, GError **error)
{
  g_autoptr (ReviewUser) user = NULL;
  GError *local = NULL;
  int standing;

  *ret = FALSE;
  user = review_store_load_account (tx, account, &local);
  if (user == NULL)
    {
      gboolean gone = g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND);

      if (gone)
        g_error_free (local);
      else
        g_propagate_error (error, local);
      return gone;
    }
  standing = review_role_may_decide (user->role) ? review_service_find_standing (tx, account, error)
                                                 : (int) REVIEW_STANDING_ON;
  *ret = is_at_work (standing);
  return standing != 0;
}

/*
 * review_service_find_limit:
 * @ret: (out): how many cases the person may hold at once
 */
gboolean
review_service_find_limit (
    ReviewService *self, ReviewTx *tx, const char *account, gint64 *ret, GError **error)
{
  g_auto (ReviewLimitRow) own = { 0 };

  if (!review_store_load_limit (tx, account, &own, error))
    return FALSE;
  *ret = own.at_most > 0 ? own.at_most
                         : review_policy_get_number (review_service_get_policy (self),
                                                     "held_at_once", NULL, REVIEW_HELD_AT_ONCE);
  return TRUE;
}

/* The types of a shift with a blank around each, as take-next compares them. */
static char *
join_types (const ReviewShift *shift)
{
  g_autofree char *joined = NULL;

  if (shift == NULL || shift->case_types == NULL)
    return NULL;
  joined = g_strjoinv (" ", shift->case_types);
  return g_strconcat (" ", joined, " ", NULL);
}

/*
 * review_service_check_desk:
 * @ret_of_shift: (out) (optional) (transfer full) (nullable): the types that their shift is for
 *
 * Whether the person may take one more case now: %REVIEW_ERROR_OFF_DUTY while they are absent or
 * when their shift is over, %REVIEW_ERROR_FULL when they hold as many as they may.
 */
gboolean
review_service_check_desk (
    ReviewService *self, ReviewTx *tx, const char *account, char **ret_of_shift, GError **error)
{
  g_autoptr (ReviewAbsence) absence = NULL;
  g_autoptr (ReviewShift) on = NULL;
  g_autoptr (ReviewShift) ended = NULL;
  gint64 held = 0, at_most = 0;

  if (!review_store_find_absence (tx, account, TRUE, &absence, error)
      || !review_store_find_shift (tx, account, REVIEW_SHIFT_THAT_IS_ON, &on, error)
      || !review_store_find_shift (tx, account, REVIEW_SHIFT_THAT_ENDED, &ended, error)
      || !review_store_count_leased (tx, account, &held, error)
      || !review_service_find_limit (self, tx, account, &at_most, error))
    return FALSE;
  if (absence != NULL)
    return review_error_refuse (error, REVIEW_ERROR_OFF_DUTY, "you are absent");
  if (on == NULL && ended != NULL)
    return review_error_refuse (error, REVIEW_ERROR_OFF_DUTY, "your shift is over");
  if (held >= at_most)
    return review_error_refuse (error, REVIEW_ERROR_FULL, "you hold as many cases as you may");
  if (ret_of_shift != NULL)
    *ret_of_shift = join_types (on);
  return TRUE;
}

/*
 * review_service_load_receiver:
 *
 * Returns: (transfer full): a person to whom cases may be given; %NULL with %REVIEW_ERROR_INVALID
 *   naming `to` for anybody who works on no cases or is absent
 */
ReviewUser *
review_service_load_receiver (ReviewTx *tx, const char *account, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewUser) user = review_store_load_account (tx, account, &local);
  int standing;

  if (user == NULL && !g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, local);
      return NULL;
    }
  g_clear_error (&local);
  if (user == NULL || !review_role_may_decide (user->role))
    {
      review_error_set_field (error, "to", "nobody who works on cases");
      return NULL;
    }
  standing = review_service_find_standing (tx, account, error);
  if (standing == REVIEW_STANDING_ABSENT)
    review_error_set_field (error, "to", "is absent");
  else if (standing != 0)
    return g_steal_pointer (&user);
  return NULL;
}

/* Every write about a person is a row of their chain. */
gboolean
review_service_audit_person (ReviewTx *tx,
                             const ReviewUser *actor,
                             const char *action,
                             const char *account,
                             const char *ref,
                             const char *reason,
                             gconstpointer after,
                             GError **error)
{
  g_autofree char *object = g_strconcat ("user:", account, NULL);
  ReviewAuditEntry entry = { .actor = actor->id,
                             .action = action,
                             .object = object,
                             .ref = ref,
                             .reason = reason,
                             .after = after };

  return review_audit_add (tx, &entry, error);
}

/* Tells the house, and of a vendor's person their vendor. */
gboolean
review_service_tell_person (ReviewTx *tx,
                            const char *kind,
                            const ReviewUser *person,
                            GError **error)
{
  return review_event_add (tx, kind, person->id, person->vendor, error);
}
