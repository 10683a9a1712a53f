/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work items: taking, keeping and leaving them. Each change is one statement that compares what
 * the caller saw and sets what it wants; whoever comes second changes nothing. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-queue.h"

#include "review-clock.h"
#include "review-store-cases.h"
#include "review-store-escalations.h"
#include "review-store-private.h"
#include "review-store-search.h"

#define MIN_LEFT_AFTER_PAUSE (30 * REVIEW_MINUTE)

/* The bands of the queue; everything else about order is columns. */
static int
band_of (gint64 due_at, gint64 now)
{
  if (due_at <= now)
    return 0;
  if (due_at < now + 20 * REVIEW_MINUTE)
    return 1;
  return due_at < now + REVIEW_HOUR ? 2 : 3;
}

/**
 * review_store_add_work:
 *
 * Puts a look at a case into the queue; it is due @sla_minutes after now.
 *
 * Returns: (transfer full): its id; %NULL with %REVIEW_ERROR_CONFLICT when the case already has
 *   one of this purpose and round
 */
char *
review_store_add_work (ReviewTx *tx, const ReviewNewWork *work, GError **error)
{
  g_autofree char *id = review_tx_new_id (tx);
  gint64 now = review_tx_get_now (tx);
  gint64 due = now + work->sla_minutes * REVIEW_MINUTE;
  gint64 added = review_tx_exec (
      tx, error,
      "INSERT INTO work_item (id, case_id, purpose, round, as_of, queued_at, due_at, state, "
      "version, band, case_type, language, vendor, key_user, value_rank, stage, assessment, "
      "policy, blind) SELECT $1, c.id, $3, $4, COALESCE($5, c.as_of), $6, $7, 'queued', 1, $8, "
      "c.type, "
      "c.language, c.vendor, CASE WHEN c.priority >= $9 THEN 1 ELSE 0 END, c.value_rank, $10, "
      "$11, $12, $13 FROM case_file c WHERE c.id = $2",
      "sssitiieessss", id, work->case_id, review_enum_nick (&review_purposes, work->purpose),
      work->round, work->as_of, now, due, band_of (due, now), REVIEW_KEY_USER_PRIORITY,
      review_enum_nick (&review_stages, work->stage), work->assessment, work->policy,
      review_enum_nick (&review_blind_modes, work->blind));

  return added == 1 && review_store_index_case (tx, work->case_id, error) ? g_steal_pointer (&id)
                                                                          : NULL;
}

/**
 * review_store_update_bands:
 * @ret_changed: (out): how many waiting items came nearer to their time
 *
 * Moves what has become more urgent into its band; each band is an index range, so this reads
 * only what it changes.
 */
gboolean
review_store_update_bands (ReviewTx *tx, gint64 *ret_changed, GError **error)
{
  gint64 now = review_tx_get_now (tx);
  const struct
  {
    int band;
    gint64 before;
  } steps[] = { { 2, now + REVIEW_HOUR }, { 1, now + 20 * REVIEW_MINUTE }, { 0, now + 1 } };

  *ret_changed = 0;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    for (int from = steps[i].band + 1; from <= 3; from++)
      {
        gint64 n = review_tx_exec (tx, error,
                                   "UPDATE work_item SET band = $1 WHERE state = 'queued' "
                                   "AND band = $2 AND due_at < $3",
                                   "eei", steps[i].band, from, steps[i].before);

        if (n < 0)
          return FALSE;
        *ret_changed += n;
      }
  return TRUE;
}

static gboolean
grant_lease (ReviewTx *tx, const char *id, const char *account, gint64 lease_time, GError **error)
{
  gint64 now = review_tx_get_now (tx);

  return review_tx_exec (tx, error,
                         "INSERT INTO lease (work_item, account, granted_at, until) "
                         "VALUES ($1, $2, $3, $4)",
                         "ssii", id, account, now, now + lease_time)
             == 1
         && review_tx_exec (tx, error,
                            "DELETE FROM work_owner WHERE work_item = $1 AND NOT EXISTS "
                            "(SELECT 1 FROM escalation e WHERE e.work_item = $1 "
                            "AND e.answered_at IS NULL)",
                            "s", id)
                >= 0;
}

/* A case shows where the work stands; looks without effects leave it alone. */
static gboolean
set_state_of_case (ReviewTx *tx, const char *id, int state, GError **error)
{
  static const int states[] = { 0,
                                REVIEW_CASE_QUEUED,
                                REVIEW_CASE_LEASED,
                                REVIEW_CASE_WAITING_CUSTOMER,
                                REVIEW_CASE_ON_HOLD,
                                REVIEW_CASE_ESCALATED,
                                REVIEW_CASE_DECIDED,
                                0 };

  return states[state] == 0
         || review_tx_exec (tx, error,
                            "UPDATE case_file SET state = $2, version = version + 1 WHERE id = "
                            "(SELECT case_id FROM work_item WHERE id = $1 "
                            "AND purpose IN ('sla', 'second_review'))",
                            "ss", id, review_enum_nick (&review_case_states, states[state]))
                >= 0;
}

/* Whose a waiting item is, to take again: theirs whom it is kept for, or else theirs whose lease of
 * it ran out last. Nobody else has had it since: who takes an item clears both. Who put it back gave
 * it up; a renewal that is late must not fetch it again. $1: the item, $2: the account. */
#define OWN                                                                          \
  "id = $1 AND state = 'queued' AND COALESCE(reserved_for, last_holder) = $2 "       \
  "AND NOT EXISTS (SELECT 1 FROM work_exclusion x WHERE x.work_item = work_item.id " \
  "AND x.account = $2)"
#define TAKEN                                                                          \
  "state = 'leased', version = version + 1, last_holder = NULL, reserved_for = NULL, " \
  "assigned = 0, snoozed_until = NULL"

/* A case that was returned to a person is the next one they take, until its time is over. One that
 * was assigned is not: it waits in its band. */
static gboolean
take_returned (
    ReviewTx *tx, const char *account, const char *case_type, char **ret_id, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "UPDATE work_item SET " TAKEN
      " WHERE id = (SELECT id FROM work_item WHERE reserved_for = $1 AND state = 'queued' "
      "AND assigned = 0 AND snoozed_until IS NULL AND ($2 IS NULL OR case_type = $2) ORDER BY "
      "reserved_until LIMIT 1) "
      "RETURNING id",
      "ss", account, case_type);

  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local))
    *ret_id = review_rows_dup_text (rows, 0);
  return review_rows_end (error, local);
}

/* The first of the pool, and the first that was assigned to $1; of two in one band the latter. What
 * the shift is for ($6, with blanks around) limits the pool only. */
#define FIRST_WAITING                                                                       \
  "SELECT id FROM (SELECT * FROM (SELECT w.id, w.band, 1 AS pool FROM work_item w "         \
  "WHERE w.state = 'queued' "                                                               \
  "AND ($2 IS NULL OR w.case_type = $2) AND ($3 = 0 OR w.vendor = $4) "                     \
  "AND ($6 IS NULL OR $6 LIKE '% ' || w.case_type || ' %') "                                \
  "AND EXISTS (SELECT 1 FROM qualification q WHERE q.account = $1 "                         \
  "AND q.case_type = w.case_type "                                                          \
  "AND (q.language = '*' OR w.language IS NULL OR q.language = w.language) "                \
  "AND (q.stage IN ('nesting', 'certified') OR (q.stage = 'limited' AND w.key_user = 0))) " \
  "AND NOT EXISTS (SELECT 1 FROM work_exclusion x WHERE x.work_item = w.id "                \
  "AND x.account = $1) AND (w.reserved_for IS NULL OR w.reserved_until <= $5) "             \
  "ORDER BY w.band, w.key_user DESC, w.value_rank DESC, w.queued_at, w.id LIMIT 1) p "      \
  "UNION ALL SELECT * FROM (SELECT v.id, v.band, 0 AS pool FROM work_item v "               \
  "WHERE v.reserved_for = $1 AND v.state = 'queued' AND v.assigned = 1 "                    \
  "AND ($2 IS NULL OR v.case_type = $2) "                                                   \
  "ORDER BY v.band, v.key_user DESC, v.value_rank DESC, v.queued_at, v.id LIMIT 1) m) b "   \
  "ORDER BY band, pool LIMIT 1"

static gboolean
take_first (
    ReviewTx *tx, const ReviewScope *scope, const ReviewTake *take, char **ret_id, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "UPDATE work_item SET " TAKEN " WHERE id = (" FIRST_WAITING
                       ") AND state = 'queued' RETURNING id",
                       "ssesis", scope->account, take->case_type, scope->vendor_only, scope->vendor,
                       review_tx_get_now (tx), take->of_shift);

  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local))
    *ret_id = review_rows_dup_text (rows, 0);
  return review_rows_end (error, local);
}

/**
 * review_store_take_next:
 * @scope: who takes; their qualifications, their vendor and their exclusions are obeyed
 * @take: what, and for how long
 *
 * Takes what was returned to the person, or else the first waiting item in the order of the queue,
 * in one statement.
 *
 * Returns: (transfer full): its id; %NULL with %REVIEW_ERROR_NOT_FOUND when nothing waits
 */
char *
review_store_take_next (ReviewTx *tx,
                        const ReviewScope *scope,
                        const ReviewTake *take,
                        GError **error)
{
  g_autofree char *id = NULL;

  if (!take_returned (tx, scope->account, take->case_type, &id, error)
      || (id == NULL && !take_first (tx, scope, take, &id, error)))
    return NULL;
  if (id == NULL)
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND,
                           "nothing that you may take is waiting");
      return NULL;
    }
  if (!grant_lease (tx, id, scope->account, take->lease_time, error)
      || !set_state_of_case (tx, id, REVIEW_WORK_LEASED, error))
    return NULL;
  return g_steal_pointer (&id);
}

static void
set_conflict (GError **error, const char *text)
{
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT, text);
}

/**
 * review_store_take:
 * @version: that the caller saw
 *
 * Takes one item that waits or was escalated, chosen by hand. Not one that the caller escalated
 * or is otherwise kept from.
 */
gboolean
review_store_take (ReviewTx *tx,
                   const ReviewScope *scope,
                   const char *id,
                   gint64 version,
                   gint64 lease_time,
                   GError **error)
{
  gint64 n = review_tx_exec (
      tx, error,
      "UPDATE work_item SET " TAKEN
      ", stage = CASE WHEN state = 'escalated' THEN 'lead' ELSE stage END "
      "WHERE id = $1 AND version = $2 AND state IN ('queued', 'escalated') "
      "AND ($3 = 0 OR vendor = $4) "
      "AND NOT EXISTS (SELECT 1 FROM work_exclusion x WHERE x.work_item = work_item.id "
      "AND x.account = $5) "
      "AND NOT EXISTS (SELECT 1 FROM pending_decision p JOIN decision d ON d.id = p.decision "
      "WHERE d.work_item = work_item.id)",
      "siess", id, version, scope->vendor_only, scope->vendor, scope->account);

  if (n == 0)
    set_conflict (error, "it changed meanwhile, or another person has it");
  return n == 1 && grant_lease (tx, id, scope->account, lease_time, error)
         && set_state_of_case (tx, id, REVIEW_WORK_LEASED, error);
}

/**
 * review_store_renew_lease:
 *
 * Keeps a lease that still lives; %REVIEW_ERROR_CONFLICT when it does not.
 */
gboolean
review_store_renew_lease (
    ReviewTx *tx, const char *id, const char *account, gint64 lease_time, GError **error)
{
  gint64 now = review_tx_get_now (tx);
  gint64 n = review_tx_exec (tx, error,
                             "UPDATE lease SET until = $3 WHERE work_item = $1 AND account = $2 "
                             "AND until > $4",
                             "ssii", id, account, now + lease_time, now);

  if (n == 0)
    set_conflict (error, "the lease has run out");
  return n == 1;
}

/**
 * review_store_is_own:
 * @ret: (out): whether the item waits and @account may take it again: it is kept for them, or their
 *   lease ran out, and nobody else has had it since
 */
gboolean
review_store_is_own (
    ReviewTx *tx, const char *id, const char *account, gboolean *ret, GError **error)
{
  gint64 n = 0;

  if (!review_tx_get_int (tx, &n, error, "SELECT COUNT(*) FROM work_item WHERE " OWN, "ss", id,
                          account))
    return FALSE;
  *ret = n > 0;
  return TRUE;
}

/**
 * review_store_take_back:
 *
 * Takes an item again that is the account's own, as review_store_is_own() says.
 * %REVIEW_ERROR_CONFLICT when it is not.
 */
gboolean
review_store_take_back (
    ReviewTx *tx, const char *id, const char *account, gint64 lease_time, GError **error)
{
  gint64 n =
      review_tx_exec (tx, error, "UPDATE work_item SET " TAKEN " WHERE " OWN, "ss", id, account);

  if (n == 0)
    set_conflict (error, "the lease has run out, and the case is not free");
  return n == 1 && grant_lease (tx, id, account, lease_time, error)
         && set_state_of_case (tx, id, REVIEW_WORK_LEASED, error);
}

/**
 * review_store_move:
 *
 * One statement checks holder, live lease, version and state, and moves the item on; the lease
 * ends. %REVIEW_ERROR_CONFLICT when any of them is not so.
 */
gboolean
review_store_move (ReviewTx *tx, const ReviewMove *move, GError **error)
{
  gint64 now = review_tx_get_now (tx);
  gint64 n = review_tx_exec (
      tx, error,
      "UPDATE work_item SET state = $4, version = version + 1 WHERE id = $1 AND version = $2 "
      "AND state = 'leased' AND EXISTS (SELECT 1 FROM lease l WHERE l.work_item = $1 "
      "AND l.account = $3 AND l.until > $5)",
      "sissi", move->id, move->version, move->account,
      review_enum_nick (&review_work_states, move->to), now);

  if (n == 0)
    set_conflict (error, "it changed meanwhile, or the lease has run out");
  return n == 1
         && review_tx_exec (tx, error, "DELETE FROM lease WHERE work_item = $1", "s", move->id) == 1
         && review_store_show_state (tx, move->id, move->to, error);
}

/**
 * review_store_show_state:
 * @state: that the item was given: its case follows, and in the queue it gets its band
 */
gboolean
review_store_show_state (ReviewTx *tx, const char *id, int state, GError **error)
{
  gint64 due = 0;

  if (state == REVIEW_WORK_QUEUED
      && (!review_tx_get_int (tx, &due, error, "SELECT due_at FROM work_item WHERE id = $1", "s",
                              id)
          || review_tx_exec (tx, error, "UPDATE work_item SET band = $2 WHERE id = $1", "se", id,
                             band_of (due, review_tx_get_now (tx)))
                 != 1))
    return FALSE;
  return set_state_of_case (tx, id, state, error);
}

/**
 * review_store_requeue:
 *
 * Puts an item back into the queue, or to those who answer while its escalation is open, whatever
 * state it was in; its clock ran on. Who held it is remembered.
 */
gboolean
review_store_requeue (ReviewTx *tx, const char *id, GError **error)
{
  int state = review_store_rest_state (tx, id, error);

  return state != 0
         && review_tx_exec (tx, error,
                            "UPDATE work_item SET state = $2, version = version + 1, "
                            "last_holder = (SELECT l.account FROM lease l WHERE l.work_item = $1) "
                            "WHERE id = $1",
                            "ss", id, review_enum_nick (&review_work_states, state))
                == 1
         && review_tx_exec (tx, error, "DELETE FROM lease WHERE work_item = $1", "s", id) >= 0
         && review_store_show_state (tx, id, state, error);
}

/**
 * review_store_pause:
 *
 * Stops the handling clock: a request to the customer is out, or a listed hold stands.
 */
gboolean
review_store_pause (ReviewTx *tx, const char *id, GError **error)
{
  return review_tx_exec (tx, error, "UPDATE work_item SET paused_at = $2 WHERE id = $1", "si", id,
                         review_tx_get_now (tx))
         == 1;
}

/**
 * review_store_resume:
 *
 * Lets the clock run again and queues the item; at least 30 minutes remain.
 */
gboolean
review_store_resume (ReviewTx *tx, const char *id, GError **error)
{
  gint64 now = review_tx_get_now (tx);

  return review_tx_exec (
             tx, error,
             "UPDATE work_item SET paused_ms = paused_ms + ($2 - COALESCE(paused_at, $2)) / 1000, "
             "due_at = CASE WHEN due_at + ($2 - COALESCE(paused_at, $2)) < $3 THEN $3 "
             "ELSE due_at + ($2 - COALESCE(paused_at, $2)) END, paused_at = NULL WHERE id = $1",
             "sii", id, now, now + MIN_LEFT_AFTER_PAUSE)
             == 1
         && review_store_requeue (tx, id, error);
}

/**
 * review_store_list_expired:
 *
 * Returns: (transfer full): ids of leased items whose lease has run out
 */
GPtrArray *
review_store_list_expired (ReviewTx *tx, GError **error)
{
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error, "SELECT work_item FROM lease WHERE until <= $1 ORDER BY until",
                       "i", review_tx_get_now (tx));

  return review_rows_read_ids (rows, error);
}

/**
 * review_store_exclude:
 *
 * Keeps @account from taking the item: it was skipped, or they decided the round before.
 */
gboolean
review_store_exclude (
    ReviewTx *tx, const char *id, const char *account, const char *reason, GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO work_exclusion (work_item, account, reason, at) "
                         "VALUES ($1, $2, $3, $4) ON CONFLICT (work_item, account) DO UPDATE "
                         "SET reason = excluded.reason, at = excluded.at",
                         "sssi", id, account, reason, review_tx_get_now (tx))
         == 1;
}

/**
 * review_store_has_qualification:
 * @ret: (out): whether @account may work on the item by the table of qualifications
 */
gboolean
review_store_has_qualification (
    ReviewTx *tx, const char *account, const char *id, gboolean *ret, GError **error)
{
  gint64 n = 0;

  if (!review_tx_get_int (
          tx, &n, error,
          "SELECT COUNT(*) FROM work_item w JOIN qualification q ON q.case_type = w.case_type "
          "WHERE w.id = $1 AND q.account = $2 "
          "AND (q.language = '*' OR w.language IS NULL OR q.language = w.language) "
          "AND (q.stage IN ('nesting', 'certified') OR (q.stage = 'limited' AND w.key_user = 0))",
          "ss", id, account))
    return FALSE;
  *ret = n > 0;
  return TRUE;
}
