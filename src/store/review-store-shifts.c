/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shifts, absences, limits. The state of a shift is not kept: it follows from its times. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-shifts.h"

#include "review-clock.h"
#include "review-store-private.h"

#define BEFORE_START (4 * REVIEW_HOUR) /* in which a planned shift may be started early */
#define LOOK_BACK    (2 * REVIEW_DAY)
#define AFTER_END    (30 * REVIEW_MINUTE) /* of a plan, before a shift nobody works in ends itself */
#define LONGEST      (12 * REVIEW_HOUR)   /* of one without a plan, likewise */
#define MOST         500

#define COLUMNS                                                                             \
  "SELECT s.id, s.account, a.name, s.version, s.zone, s.start_at, s.end_at, s.started_at, " \
  "s.ended_at, s.case_types, b.name, s.cancelled_at FROM shift s "                          \
  "JOIN account a ON a.id = s.account LEFT JOIN account b ON b.id = s.by_account "

static int
find_state (ReviewRows *rows, const ReviewShift *shift, gint64 now)
{
  if (!review_rows_is_null (rows, 11))
    return REVIEW_SHIFT_CANCELLED;
  if (shift->ended_at != 0)
    return REVIEW_SHIFT_ENDED;
  if (shift->started_at != 0)
    return REVIEW_SHIFT_ON;
  return shift->end_at <= now ? REVIEW_SHIFT_MISSED : REVIEW_SHIFT_PLANNED;
}

static ReviewShift *
read_shift (ReviewRows *rows, gint64 now)
{
  ReviewShift *shift = review_record_new (&review_shift_type);

  shift->id = review_rows_dup_text (rows, 0);
  shift->account = review_rows_dup_text (rows, 1);
  shift->account_name = review_rows_dup_text (rows, 2);
  shift->version = review_rows_get_int (rows, 3);
  shift->zone = review_rows_dup_text (rows, 4);
  shift->start_at = review_rows_get_int (rows, 5);
  shift->end_at = review_rows_get_int (rows, 6);
  shift->started_at = review_rows_get_int (rows, 7);
  shift->ended_at = review_rows_get_int (rows, 8);
  if (!review_rows_is_null (rows, 9))
    shift->case_types = g_strsplit (review_rows_get_text (rows, 9), " ", -1);
  shift->by_name = review_rows_dup_text (rows, 10);
  shift->state = find_state (rows, shift, now);
  return shift;
}

/**
 * review_store_add_shift:
 * @shift: complete, with id: planned, or started without a plan
 * @by: whose doing it is
 */
gboolean
review_store_add_shift (ReviewTx *tx, const ReviewShift *shift, const char *by, GError **error)
{
  g_autofree char *types = shift->case_types != NULL ? g_strjoinv (" ", shift->case_types) : NULL;

  return review_tx_exec (tx, error,
                         "INSERT INTO shift (id, account, version, zone, start_at, end_at, "
                         "started_at, case_types, by_account, at) "
                         "VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9)",
                         "ssstttssi", shift->id, shift->account, shift->zone, shift->start_at,
                         shift->end_at, shift->started_at, types, by, review_tx_get_now (tx))
         == 1;
}

/* Takes @rows; @ret is untouched where there is none. */
static gboolean
read_one (ReviewTx *tx, ReviewRows *rows, ReviewShift **ret, GError **error)
{
  g_autoptr (ReviewRows) owned = rows;
  GError *local = NULL;

  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local))
    *ret = read_shift (rows, review_tx_get_now (tx));
  return review_rows_end (error, local);
}

/**
 * review_store_load_shift:
 *
 * Returns: (transfer full): %NULL with %REVIEW_ERROR_NOT_FOUND when there is none
 */
ReviewShift *
review_store_load_shift (ReviewTx *tx, const char *id, GError **error)
{
  ReviewShift *shift = NULL;

  if (read_one (tx, review_tx_query (tx, error, COLUMNS "WHERE s.id = $1", "s", id), &shift, error)
      && shift == NULL)
    review_store_set_not_found (error);
  return shift;
}

/**
 * review_store_find_shift:
 * @ret: (out) (transfer full) (nullable): it; %NULL: there is none
 */
gboolean
review_store_find_shift (
    ReviewTx *tx, const char *account, ReviewWhichShift which, ReviewShift **ret, GError **error)
{
  static const char *const sql[] = {
    [REVIEW_SHIFT_THAT_IS_ON] = COLUMNS "WHERE s.account = $1 AND s.started_at IS NOT NULL "
                                        "AND s.ended_at IS NULL AND $2 = $2 AND $3 = $3",
    [REVIEW_SHIFT_THAT_IS_DUE] =
        COLUMNS "WHERE s.account = $1 AND s.started_at IS NULL AND s.cancelled_at IS NULL "
                "AND s.end_at > $2 AND s.start_at <= $3 ORDER BY s.start_at LIMIT 1",
    [REVIEW_SHIFT_THAT_ENDED] =
        COLUMNS "WHERE s.account = $1 AND s.ended_at > $3 AND $2 = $2 AND NOT EXISTS "
                "(SELECT 1 FROM shift o WHERE o.account = $1 AND o.started_at >= s.ended_at "
                "AND o.id <> s.id) ORDER BY s.ended_at DESC LIMIT 1",
    [REVIEW_SHIFT_THAT_COMES] =
        COLUMNS "WHERE s.account = $1 AND s.started_at IS NULL AND s.cancelled_at IS NULL "
                "AND s.end_at > $2 AND $3 = $3 ORDER BY s.start_at LIMIT 1",
  };
  gint64 now = review_tx_get_now (tx);
  gint64 bound =
      which == REVIEW_SHIFT_THAT_ENDED ? now - REVIEW_SHIFT_OVER_FOR : now + BEFORE_START;

  *ret = NULL;
  return read_one (tx, review_tx_query (tx, error, sql[which], "sii", account, now, bound), ret,
                   error);
}

/**
 * review_store_list_shifts:
 *
 * Returns: (transfer full): array of #ReviewShift: planned ones and those of the last two days
 */
GPtrArray *
review_store_list_shifts (ReviewTx *tx, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  gint64 now = review_tx_get_now (tx);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       COLUMNS "WHERE COALESCE(s.ended_at, s.end_at, s.started_at) > $1 "
                               "OR (s.started_at IS NOT NULL AND s.ended_at IS NULL) "
                               "ORDER BY COALESCE(s.start_at, s.started_at), s.id LIMIT $2",
                       "ie", now - LOOK_BACK, MOST);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_shift (rows, now));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_list_overrun:
 *
 * Returns: (transfer full): ids of shifts that are on though their time is over
 */
GPtrArray *
review_store_list_overrun (ReviewTx *tx, GError **error)
{
  gint64 now = review_tx_get_now (tx);
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT id FROM shift WHERE started_at IS NOT NULL AND ended_at IS NULL "
                       "AND (end_at <= $1 OR (end_at IS NULL AND started_at <= $2)) LIMIT 200",
                       "ii", now - AFTER_END, now - LONGEST);

  return review_rows_read_ids (rows, error);
}

/**
 * review_store_has_shift_between:
 * @account: (nullable): %NULL: anybody
 * @ret: (out): whether one is planned that shares a moment with @start to @end
 */
gboolean
review_store_has_shift_between (
    ReviewTx *tx, const char *account, gint64 start, gint64 end, gboolean *ret, GError **error)
{
  gint64 n = 0;

  if (!review_tx_get_int (tx, &n, error,
                          "SELECT COUNT(*) FROM shift WHERE ($1 IS NULL OR account = $1) "
                          "AND cancelled_at IS NULL AND start_at < $3 AND end_at > $2",
                          "sii", account, start, end))
    return FALSE;
  *ret = n > 0;
  return TRUE;
}

gboolean
review_store_start_shift (ReviewTx *tx, const char *id, GError **error)
{
  return review_tx_exec (tx, error,
                         "UPDATE shift SET started_at = $2, version = version + 1 WHERE id = $1 "
                         "AND started_at IS NULL AND cancelled_at IS NULL",
                         "si", id, review_tx_get_now (tx))
         == 1;
}

gboolean
review_store_end_shift (ReviewTx *tx, const char *id, GError **error)
{
  return review_tx_exec (tx, error,
                         "UPDATE shift SET ended_at = $2, version = version + 1 WHERE id = $1 "
                         "AND started_at IS NOT NULL AND ended_at IS NULL",
                         "si", id, review_tx_get_now (tx))
         == 1;
}

static gboolean
check_changed (gint64 n, GError **error)
{
  return n == 1
         || (n == 0
             && review_error_refuse (error, REVIEW_ERROR_CONFLICT,
                                     "it changed meanwhile, or is over"));
}

/**
 * review_store_cancel_shift:
 *
 * A plan that nobody has started; else %REVIEW_ERROR_CONFLICT.
 */
gboolean
review_store_cancel_shift (ReviewTx *tx, const char *id, gint64 version, GError **error)
{
  return check_changed (review_tx_exec (tx, error,
                                        "UPDATE shift SET cancelled_at = $3, "
                                        "version = version + 1 WHERE id = $1 AND version = $2 "
                                        "AND started_at IS NULL AND cancelled_at IS NULL",
                                        "sii", id, version, review_tx_get_now (tx)),
                        error);
}

#define ABSENCE                                                                                \
  "SELECT s.id, s.account, a.name, s.reason, s.from_at, s.until_at, b.name, s.at, s.version, " \
  "s.cancelled_at FROM absence s JOIN account a ON a.id = s.account "                          \
  "LEFT JOIN account b ON b.id = s.by_account "

/* Takes @rows; @ret is untouched where there is none. */
static gboolean
read_absence (ReviewRows *rows, ReviewAbsence **ret, GError **error)
{
  g_autoptr (ReviewRows) owned = rows;
  GError *local = NULL;
  ReviewAbsence *one;

  if (rows == NULL)
    return FALSE;
  if (!review_rows_next (rows, &local))
    return review_rows_end (error, local);
  one = review_record_new (&review_absence_type);
  one->id = review_rows_dup_text (rows, 0);
  one->account = review_rows_dup_text (rows, 1);
  one->account_name = review_rows_dup_text (rows, 2);
  one->reason = review_rows_dup_text (rows, 3);
  one->from = review_rows_get_int (rows, 4);
  one->until = review_rows_get_int (rows, 5);
  one->by_name = review_rows_dup_text (rows, 6);
  one->at = review_rows_get_int (rows, 7);
  one->version = review_rows_get_int (rows, 8);
  one->cancelled_at = review_rows_get_int (rows, 9);
  *ret = one;
  return TRUE;
}

/**
 * review_store_add_absence:
 * @absence: complete, with id
 */
gboolean
review_store_add_absence (ReviewTx *tx,
                          const ReviewAbsence *absence,
                          const char *by,
                          GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO absence (id, account, reason, from_at, until_at, "
                         "by_account, at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, 1)",
                         "sssiisi", absence->id, absence->account, absence->reason, absence->from,
                         absence->until, by, review_tx_get_now (tx))
         == 1;
}

/**
 * review_store_load_absence:
 *
 * Returns: (transfer full): %NULL with %REVIEW_ERROR_NOT_FOUND when there is none
 */
ReviewAbsence *
review_store_load_absence (ReviewTx *tx, const char *id, GError **error)
{
  ReviewAbsence *one = NULL;

  if (read_absence (review_tx_query (tx, error, ABSENCE "WHERE s.id = $1", "s", id), &one, error)
      && one == NULL)
    review_store_set_not_found (error);
  return one;
}

/**
 * review_store_find_absence:
 * @now_only: that stands now; %FALSE: or comes
 * @ret: (out) (transfer full) (nullable): the first
 */
gboolean
review_store_find_absence (
    ReviewTx *tx, const char *account, gboolean now_only, ReviewAbsence **ret, GError **error)
{
  *ret = NULL;
  return read_absence (review_tx_query (tx, error,
                                        ABSENCE "WHERE s.account = $1 AND s.cancelled_at IS NULL "
                                                "AND s.until_at > $2 AND ($3 = 0 OR "
                                                "s.from_at <= $2) ORDER BY s.from_at LIMIT 1",
                                        "sie", account, review_tx_get_now (tx), now_only),
                       ret, error);
}

/* One that is not over yet; else %REVIEW_ERROR_CONFLICT. */
gboolean
review_store_cancel_absence (ReviewTx *tx, const char *id, gint64 version, GError **error)
{
  return check_changed (review_tx_exec (tx, error,
                                        "UPDATE absence SET cancelled_at = $3, "
                                        "version = version + 1 WHERE id = $1 AND version = $2 "
                                        "AND cancelled_at IS NULL AND until_at > $3",
                                        "sii", id, version, review_tx_get_now (tx)),
                        error);
}

void
review_limit_row_clear (ReviewLimitRow *self)
{
  g_clear_pointer (&self->reason, g_free);
}

/**
 * review_store_load_limit:
 * @ret: (out caller-allocates): all 0 where there is none
 */
gboolean
review_store_load_limit (ReviewTx *tx, const char *account, ReviewLimitRow *ret, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT at_most, reason, version FROM person_limit WHERE account = $1", "s",
      account);

  *ret = (ReviewLimitRow){ 0 };
  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local))
    {
      ret->at_most = review_rows_get_int (rows, 0);
      ret->reason = review_rows_dup_text (rows, 1);
      ret->version = review_rows_get_int (rows, 2);
    }
  return review_rows_end (error, local);
}

gboolean
review_store_set_limit (ReviewTx *tx,
                        const char *account,
                        const ReviewLimitRequest *request,
                        const char *by,
                        GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO person_limit (account, at_most, reason, by_account, at, "
                         "version) VALUES ($1, $2, $3, $4, $5, 1) ON CONFLICT (account) "
                         "DO UPDATE SET at_most = excluded.at_most, reason = excluded.reason, "
                         "by_account = excluded.by_account, at = excluded.at, "
                         "version = person_limit.version + 1",
                         "sissi", account, request->at_most, request->reason, by,
                         review_tx_get_now (tx))
         == 1;
}
