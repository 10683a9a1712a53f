/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements inside a transaction: bound parameters in, rows out. Values never become SQL text. */
#define G_LOG_DOMAIN "review-store"
#include <string.h>

#include "review-id.h"
#include "review-store-driver.h"

struct _ReviewRows
{
  ReviewTx *tx;       /* (borrowed) */
  gpointer statement; /* (owned) */
};

static ReviewParam
next_param (char type, va_list *args)
{
  ReviewParam param = { .type = type };

  if (type == 's')
    param.text = va_arg (*args, const char *);
  else if (type == 'i' || type == 't')
    param.integer = va_arg (*args, gint64);
  else if (type == 'e')
    param.integer = va_arg (*args, int);
  else if (type == 'd')
    param.real = va_arg (*args, double);
  else if (type == 'b')
    param.bytes = va_arg (*args, GBytes *);
  else
    g_error ("unknown parameter type '%c'", type);
  return param;
}

static gpointer
prepare (ReviewTx *self, const char *sql, const char *types, va_list *args, GError **error)
{
  gpointer statement = self->driver->prepare (self->connection, sql, error);

  if (statement == NULL)
    {
      g_prefix_error (error, "%.40s…: ", sql);
      return NULL;
    }
  /* A parameter too many or too few is a slip of ours, not of the input. */
  if (strlen (types) != self->driver->count_params (statement))
    g_error ("%zu values for another number of parameters: %s", strlen (types), sql);
  for (guint i = 0; types[i] != '\0'; i++)
    {
      ReviewParam param = next_param (types[i], args);

      if (!self->driver->bind (statement, i + 1, &param))
        g_error ("cannot bind $%u of: %s", i + 1, sql);
    }
  return statement;
}

/**
 * review_tx_exec:
 * @sql: one statement, static text; parameters are $1, $2 …
 * @types: one letter for each argument that follows (see review-store.h)
 *
 * Returns: how many rows it changed; -1 on error. A broken constraint is %REVIEW_ERROR_CONFLICT.
 */
gint64
review_tx_exec (ReviewTx *self, GError **error, const char *sql, const char *types, ...)
{
  gpointer statement;
  gint64 changed = -1;
  va_list args;
  int rc = 1;

  va_start (args, types);
  statement = prepare (self, sql, types, &args, error);
  va_end (args);
  if (statement == NULL)
    return -1;
  while (rc == 1)
    rc = self->driver->step (self->connection, statement, error);
  if (rc == 0)
    changed = self->driver->changes (self->connection);
  self->driver->finish (self->connection, statement);
  return changed;
}

/**
 * review_tx_query:
 * @sql: one statement that answers rows (SELECT, or a change with RETURNING)
 *
 * Returns: (transfer full): the rows, before the first one; %NULL on error
 */
ReviewRows *
review_tx_query (ReviewTx *self, GError **error, const char *sql, const char *types, ...)
{
  ReviewRows *rows = NULL;
  gpointer statement;
  va_list args;

  va_start (args, types);
  statement = prepare (self, sql, types, &args, error);
  va_end (args);
  if (statement == NULL)
    return NULL;
  rows = g_new0 (ReviewRows, 1);
  rows->tx = self;
  rows->statement = statement;
  return rows;
}

/**
 * review_tx_get_int:
 * @ret: (out): the first column of the first row
 *
 * Returns: %FALSE without an error when there is no row or it is NULL
 */
gboolean
review_tx_get_int (
    ReviewTx *self, gint64 *ret, GError **error, const char *sql, const char *types, ...)
{
  gpointer statement;
  gboolean found;
  va_list args;

  va_start (args, types);
  statement = prepare (self, sql, types, &args, error);
  va_end (args);
  if (statement == NULL)
    return FALSE;
  found = self->driver->step (self->connection, statement, error) == 1
          && !self->driver->is_null (statement, 0);
  if (found)
    *ret = self->driver->get_int (statement, 0);
  self->driver->finish (self->connection, statement);
  return found;
}

/**
 * review_rows_next:
 *
 * Returns: %TRUE when a row is there; %FALSE at the end, or with @error set
 */
gboolean
review_rows_next (ReviewRows *self, GError **error)
{
  return self->tx->driver->step (self->tx->connection, self->statement, error) == 1;
}

gboolean
review_rows_is_null (ReviewRows *self, int column)
{
  return self->tx->driver->is_null (self->statement, column);
}

/**
 * review_rows_get_text:
 *
 * Returns: (transfer none) (nullable): valid until the next row
 */
const char *
review_rows_get_text (ReviewRows *self, int column)
{
  return self->tx->driver->get_text (self->statement, column);
}

char *
review_rows_dup_text (ReviewRows *self, int column)
{
  return g_strdup (review_rows_get_text (self, column));
}

/**
 * review_rows_get_int:
 *
 * Returns: the column; 0 when it is NULL
 */
gint64
review_rows_get_int (ReviewRows *self, int column)
{
  return self->tx->driver->get_int (self->statement, column);
}

/**
 * review_rows_get_double:
 *
 * Returns: the column; NaN when it is NULL
 */
double
review_rows_get_double (ReviewRows *self, int column)
{
  return self->tx->driver->get_double (self->statement, column);
}

/**
 * review_rows_dup_bytes:
 *
 * Returns: (transfer full): the column's bytes
 */
GBytes *
review_rows_dup_bytes (ReviewRows *self, int column)
{
  return self->tx->driver->dup_bytes (self->statement, column);
}

void
review_rows_free (ReviewRows *self)
{
  if (self == NULL)
    return;
  self->tx->driver->finish (self->tx->connection, self->statement);
  g_free (self);
}

/**
 * review_tx_next:
 * @counter: its name; the first value is 1
 *
 * Returns: the counter's next value, without gaps among committed transactions; -1 on error
 */
gint64
review_tx_next (ReviewTx *self, const char *counter, GError **error)
{
  gint64 value = -1;

  if (!review_tx_get_int (self, &value, error,
                          "INSERT INTO counter (name, value) VALUES ($1, 1) "
                          "ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 "
                          "RETURNING value",
                          "s", counter))
    return -1;
  return value;
}

const ReviewClock *
review_tx_get_clock (ReviewTx *self)
{
  return self->clock;
}

/**
 * review_tx_get_now:
 *
 * Returns: µs since 1970 at which the transaction began: one time for all its rows
 */
gint64
review_tx_get_now (ReviewTx *self)
{
  return self->now;
}

/**
 * review_tx_new_id:
 *
 * Returns: (transfer full): a new id (see review_id_new())
 */
char *
review_tx_new_id (ReviewTx *self)
{
  return review_id_new (self->clock);
}

/**
 * review_tx_get_last_event:
 *
 * Returns: sequence number of the newest event that this transaction made; 0 when it made none
 */
gint64
review_tx_get_last_event (ReviewTx *self)
{
  return self->last_event;
}
