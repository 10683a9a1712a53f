/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit chain: each row holds the hash of the previous row of its object; a checkpoint holds
 * the hash over all heads that changed since the last one, and that one's hash. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-audit.h"

#include <string.h>

#include "review-canonical.h"
#include "review-codec.h"
#include "review-decision.h"
#include "review-store-fields.h"

typedef struct
{
  gint64 seq, at, n;
  const char *actor, *action, *object, *ref, *reason, *before, *after, *prev;
} Row;

static char *
hash_row (const Row *row)
{
  g_autoptr (ReviewCanonical) bytes = review_canonical_new (1);

  review_canonical_add_int (bytes, row->seq);
  review_canonical_add_int (bytes, row->at);
  review_canonical_add (bytes, row->actor);
  review_canonical_add (bytes, row->action);
  review_canonical_add (bytes, row->object);
  review_canonical_add_int (bytes, row->n);
  review_canonical_add (bytes, row->ref);
  review_canonical_add (bytes, row->reason);
  review_canonical_add (bytes, row->before);
  review_canonical_add (bytes, row->after);
  review_canonical_add (bytes, row->prev);
  return review_canonical_hash (bytes);
}

static gboolean
read_head (ReviewTx *tx, const char *object, gint64 *n, char **hash, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error, "SELECT n, hash FROM audit_head WHERE object = $1", "s", object);

  *n = 0;
  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local))
    {
      *n = review_rows_get_int (rows, 0);
      *hash = review_rows_dup_text (rows, 1);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
insert_row (ReviewTx *tx, const Row *row, const char *hash, GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO audit (seq, at, actor, action, object, n, ref, reason, "
                         "before_hash, after_hash, prev_hash, hash) "
                         "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                         "iisssissssss", row->seq, row->at, row->actor, row->action, row->object,
                         row->n, row->ref, row->reason, row->before, row->after, row->prev, hash)
             == 1
         && review_tx_exec (tx, error,
                            "INSERT INTO audit_head (object, n, hash) VALUES ($1, $2, $3) "
                            "ON CONFLICT (object) DO UPDATE SET n = excluded.n, "
                            "hash = excluded.hash",
                            "sis", row->object, row->n, hash)
                == 1;
}

/**
 * review_audit_add:
 * @entry: what happened; written in the same transaction as what it speaks of
 */
gboolean
review_audit_add (ReviewTx *tx, const ReviewAuditEntry *entry, GError **error)
{
  g_autofree char *before = review_record_hash (entry->before);
  g_autofree char *after = review_record_hash (entry->after);
  g_autofree char *prev = NULL;
  g_autofree char *hash = NULL;
  Row row = { .at = review_tx_get_now (tx),
              .actor = entry->actor,
              .action = entry->action,
              .object = entry->object,
              .ref = entry->ref,
              .reason = entry->reason,
              .before = before,
              .after = after };

  row.seq = review_tx_next (tx, "audit", error);
  if (row.seq < 0 || !read_head (tx, entry->object, &row.n, &prev, error))
    return FALSE;
  row.n++;
  row.prev = prev;
  hash = hash_row (&row);
  return insert_row (tx, &row, hash, error);
}

/* The heads at the end of (first, last]: the last row of each object in that stretch. */
static char *
hash_heads (ReviewTx *tx, gint64 first, gint64 last, GError **error)
{
  g_autoptr (ReviewCanonical) bytes = review_canonical_new (1);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT a.object, a.n, a.hash FROM audit a JOIN "
      "(SELECT object, MAX(n) AS n FROM audit WHERE seq > $1 AND seq <= $2 GROUP BY object) h "
      "ON a.object = h.object AND a.n = h.n ORDER BY a.object",
      "ii", first, last);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      review_canonical_add (bytes, review_rows_get_text (rows, 0));
      review_canonical_add_int (bytes, review_rows_get_int (rows, 1));
      review_canonical_add (bytes, review_rows_get_text (rows, 2));
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return review_canonical_hash (bytes);
}

typedef struct
{
  gint64 seq, at, first, last;
  char *heads; /* (owned) */
  char *prev;  /* (owned) (nullable) */
} Checkpoint;

static void
clear_checkpoint (Checkpoint *self)
{
  g_free (self->heads);
  g_free (self->prev);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Checkpoint, clear_checkpoint)

static char *
hash_checkpoint (const Checkpoint *self)
{
  g_autoptr (ReviewCanonical) bytes = review_canonical_new (1);

  review_canonical_add_int (bytes, self->seq);
  review_canonical_add_int (bytes, self->at);
  review_canonical_add_int (bytes, self->first);
  review_canonical_add_int (bytes, self->last);
  review_canonical_add (bytes, self->heads);
  review_canonical_add (bytes, self->prev);
  return review_canonical_hash (bytes);
}

static gboolean
read_last_checkpoint (ReviewTx *tx, Checkpoint *next, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT seq, last_audit, hash FROM checkpoint ORDER BY seq DESC LIMIT 1", "");

  if (rows == NULL)
    return FALSE;
  next->seq = 1;
  if (review_rows_next (rows, &local))
    {
      next->seq = review_rows_get_int (rows, 0) + 1;
      next->first = review_rows_get_int (rows, 1);
      next->prev = review_rows_dup_text (rows, 2);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * review_audit_checkpoint:
 *
 * Seals the rows since the last checkpoint; does nothing when there are none. Called each minute.
 */
gboolean
review_audit_checkpoint (ReviewTx *tx, GError **error)
{
  g_auto (Checkpoint) next = { .at = review_tx_get_now (tx) };
  g_autofree char *hash = NULL;
  GError *local = NULL;

  if (!read_last_checkpoint (tx, &next, error))
    return FALSE;
  review_tx_get_int (tx, &next.last, &local, "SELECT value FROM counter WHERE name = 'audit'", "");
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (next.last <= next.first)
    return TRUE;
  next.heads = hash_heads (tx, next.first, next.last, error);
  if (next.heads == NULL)
    return FALSE;
  hash = hash_checkpoint (&next);
  return review_tx_exec (tx, error,
                         "INSERT INTO checkpoint (seq, at, first_audit, last_audit, heads_hash, "
                         "prev_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                         "iiiisss", next.seq, next.at, next.first, next.last, next.heads, next.prev,
                         hash)
         == 1;
}

static gboolean
fail (GError **error, const char *format, const char *what, gint64 n)
{
  g_autofree char *text = g_strdup_printf ("%s, row %" G_GINT64_FORMAT ": %s", what, n, format);

  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT, text);
  return FALSE;
}

typedef struct
{
  char *object; /* (owned) (nullable): of the chain being walked */
  gint64 n;
  char *hash; /* (owned) (nullable) */
} Walk;

static gboolean
check_end (ReviewTx *tx, const Walk *walk, GError **error)
{
  g_autofree char *hash = NULL;
  gint64 n = 0;

  if (walk->object == NULL)
    return TRUE;
  if (!read_head (tx, walk->object, &n, &hash, error))
    return FALSE;
  if (n != walk->n || g_strcmp0 (hash, walk->hash) != 0)
    return fail (error, "the chain does not end where its head says", walk->object, walk->n);
  return TRUE;
}

static gboolean
check_row (ReviewTx *tx, ReviewRows *rows, Walk *walk, ReviewAuditReport *report, GError **error)
{
  Row row = { .seq = review_rows_get_int (rows, 0),
              .at = review_rows_get_int (rows, 1),
              .actor = review_rows_get_text (rows, 2),
              .action = review_rows_get_text (rows, 3),
              .object = review_rows_get_text (rows, 4),
              .n = review_rows_get_int (rows, 5),
              .ref = review_rows_get_text (rows, 6),
              .reason = review_rows_get_text (rows, 7),
              .before = review_rows_get_text (rows, 8),
              .after = review_rows_get_text (rows, 9),
              .prev = review_rows_get_text (rows, 10) };
  g_autofree char *hash = hash_row (&row);

  if (g_strcmp0 (walk->object, row.object) != 0)
    {
      if (!check_end (tx, walk, error))
        return FALSE;
      g_clear_pointer (&walk->hash, g_free);
      g_free (walk->object);
      walk->object = g_strdup (row.object);
      walk->n = 0;
      report->objects++;
    }
  if (row.n != walk->n + 1)
    return fail (error, "a row before it is missing", row.object, row.n);
  if (g_strcmp0 (row.prev, walk->hash) != 0)
    return fail (error, "it does not follow the row before it", row.object, row.n);
  if (g_strcmp0 (hash, review_rows_get_text (rows, 11)) != 0)
    return fail (error, "its content was changed", row.object, row.n);
  walk->n = row.n;
  g_free (walk->hash);
  walk->hash = g_steal_pointer (&hash);
  report->rows++;
  return TRUE;
}

static gboolean
verify_rows (ReviewTx *tx, ReviewAuditReport *report, GError **error)
{
  Walk walk = { 0 };
  GError *local = NULL;
  gboolean ok = TRUE;
  gint64 heads = 0, made = 0;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT seq, at, actor, action, object, n, ref, reason, before_hash, after_hash, prev_hash, "
      "hash FROM audit ORDER BY object, n",
      "");

  if (rows == NULL)
    return FALSE;
  while (ok && review_rows_next (rows, &local))
    ok = check_row (tx, rows, &walk, report, &local);
  ok = ok && local == NULL && check_end (tx, &walk, &local);
  ok = ok && review_tx_get_int (tx, &heads, &local, "SELECT COUNT(*) FROM audit_head", "");
  if (ok && heads != report->objects)
    ok = fail (&local, "a whole chain is missing", "audit", report->rows);
  if (ok && report->rows > 0)
    ok =
        review_tx_get_int (tx, &made, &local, "SELECT value FROM counter WHERE name = 'audit'", "");
  if (ok && made != report->rows)
    ok = fail (&local, "the newest rows are missing", "audit", report->rows);
  g_free (walk.object);
  g_free (walk.hash);
  if (local != NULL)
    g_propagate_error (error, local);
  return ok;
}

/* One checkpoint against the one before it, and against the rows it seals. */
static gboolean
check_checkpoint (ReviewTx *tx, ReviewRows *rows, Checkpoint *last, char **hash, GError **error)
{
  g_autofree char *heads = NULL;
  g_autofree char *own = NULL;
  Checkpoint now = { .seq = review_rows_get_int (rows, 0),
                     .at = review_rows_get_int (rows, 1),
                     .first = review_rows_get_int (rows, 2),
                     .last = review_rows_get_int (rows, 3),
                     .heads = (char *) review_rows_get_text (rows, 4),
                     .prev = (char *) review_rows_get_text (rows, 5) };

  if (now.seq != last->seq + 1 || now.first != last->last || g_strcmp0 (now.prev, *hash) != 0)
    return fail (error, "it does not follow the one before it", "checkpoint", now.seq);
  own = hash_checkpoint (&now);
  if (g_strcmp0 (own, review_rows_get_text (rows, 6)) != 0)
    return fail (error, "its content was changed", "checkpoint", now.seq);
  heads = hash_heads (tx, now.first, now.last, error);
  if (heads == NULL)
    return FALSE;
  if (strcmp (heads, now.heads) != 0)
    return fail (error, "the rows it seals are not those that are there", "checkpoint", now.seq);
  last->seq = now.seq;
  last->last = now.last;
  g_free (*hash);
  *hash = g_steal_pointer (&own);
  return TRUE;
}

static gboolean
verify_checkpoints (ReviewTx *tx, ReviewAuditReport *report, GError **error)
{
  Checkpoint last = { 0 };
  g_autofree char *hash = NULL;
  GError *local = NULL;
  gboolean ok = TRUE;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT seq, at, first_audit, last_audit, heads_hash, prev_hash, hash FROM checkpoint "
      "ORDER BY seq",
      "");

  if (rows == NULL)
    return FALSE;
  while (ok && review_rows_next (rows, &local))
    {
      ok = check_checkpoint (tx, rows, &last, &hash, &local);
      report->checkpoints++;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return ok && local == NULL;
}

/* A decision's stored bytes must still be what its audit row hashed. */
static gboolean
verify_decisions (ReviewTx *tx, ReviewAuditReport *report, GError **error)
{
  GError *local = NULL;
  gboolean ok = TRUE;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT d.id, d.body, a.after_hash FROM decision d LEFT JOIN audit a "
                       "ON a.ref = d.id AND a.action IN ('decide', 'auto_decide', 'no_answer')",
                       "");

  if (rows == NULL)
    return FALSE;
  while (ok && review_rows_next (rows, &local))
    {
      g_autoptr (ReviewDecision) decision =
          review_decode (&review_decision_type, review_rows_get_text (rows, 1), -1, NULL);
      g_autofree char *hash = review_record_hash (decision);

      ok = g_strcmp0 (hash, review_rows_get_text (rows, 2)) == 0;
      if (!ok)
        fail (&local, "it is not what was audited", "decision", report->decisions + 1);
      report->decisions++;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return ok && local == NULL;
}

/**
 * review_audit_verify:
 * @ret_report: (out): what was read
 *
 * Recomputes every chain, every checkpoint and the bytes of every decision.
 *
 * Returns: %FALSE with %REVIEW_ERROR_CORRUPT naming the first row that does not fit
 */
gboolean
review_audit_verify (ReviewTx *tx, ReviewAuditReport *ret_report, GError **error)
{
  *ret_report = (ReviewAuditReport){ 0 };
  return verify_rows (tx, ret_report, error) && verify_checkpoints (tx, ret_report, error)
         && verify_decisions (tx, ret_report, error);
}
