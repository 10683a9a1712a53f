/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The full-text index over cases that became work.
 *
 * What is in it decides what a search may say. A hit tells that a case holds what was typed, and
 * asking often enough spells a value out; so only what everybody who sees the row may read is
 * indexed in parts: display id, external id (not where it is the customer's own), the masked name
 * of the customer, and texts of class open. Of a personal field nothing is indexed but a long
 * identifier (an address on a chain, a hash), and that only as a whole: it is found by who has all
 * of it already. That, and the notes beside a case, have columns of their own, which vendors do not
 * search. A secret is not in it at all, and neither is anything that ROCA or a person concluded: a
 * search knows no verdict and no risk. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-search.h"

#include <string.h>

#include "review-index-text.h"
#include "review-store-cases.h"
#include "review-store-fields.h"
#include "review-store-private.h"

#define MAX_VALUE 1000 /* bytes of one value that are indexed */

typedef struct
{
  GString *open;  /* (owned): plain text */
  GString *whole; /* (owned): words of review_index_whole() */
  GString *note;  /* (owned): plain text */
  gint64 last;    /* number of the newest row of evidence in it */
  gint64 at;      /* µs: time of the newest */
} Doc;

static void
doc_clear (Doc *self)
{
  g_string_free (self->open, TRUE);
  g_string_free (self->whole, TRUE);
  g_string_free (self->note, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Doc, doc_clear)

static void
add_open (Doc *self, const char *text)
{
  if (text != NULL)
    g_string_append_printf (self->open, "%.*s\n", MAX_VALUE, text);
}

static void
add_fields (Doc *self, GPtrArray *fields)
{
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      const ReviewField *field = fields->pdata[i];
      g_autofree char *whole =
          field->klass != REVIEW_CLASS_SECRET ? review_index_whole (field->value) : NULL;

      if (whole != NULL)
        g_string_append_printf (self->whole, "%.*s ", MAX_VALUE, whole);
      if (field->klass == REVIEW_CLASS_OPEN && field->type == REVIEW_VALUE_TEXT)
        add_open (self, field->value);
    }
}

static gboolean
add_case (Doc *self, ReviewTx *tx, const char *case_id, GError **error)
{
  g_autoptr (ReviewCase) item = review_store_load_case (tx, case_id, error);

  if (item == NULL)
    return FALSE;
  add_open (self, item->display_id);
  if (g_strcmp0 (item->external_id, item->subject->external_id) != 0)
    add_open (self, item->external_id);
  add_open (self, item->subject->display);
  add_fields (self, item->subject->profile);
  return TRUE;
}

/* Returns how many rows after the newest indexed one there are; -1 on error. */
static gint64
add_evidence (Doc *self, ReviewTx *tx, const char *case_id, GError **error)
{
  GError *local = NULL;
  gint64 added = 0;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error, "SELECT n, at, fields FROM evidence WHERE case_id = $1 AND n > $2 ORDER BY n",
      "si", case_id, self->last);

  if (rows == NULL)
    return -1;
  while (review_rows_next (rows, &local))
    {
      g_autoptr (GPtrArray) fields = review_fields_unpack (review_rows_get_text (rows, 2), &local);

      if (fields == NULL)
        break;
      self->last = review_rows_get_int (rows, 0);
      self->at = MAX (self->at, review_rows_get_int (rows, 1));
      add_fields (self, fields);
      added++;
    }
  return review_rows_end (error, local) ? added : -1;
}

static gboolean
put_doc (ReviewTx *tx, const char *case_id, const Doc *doc, GError **error)
{
  g_autofree char *open = review_index_text (doc->open->str);
  g_autofree char *note = review_index_text (doc->note->str);
  gint64 n = review_tx_next (tx, "search", error);

  return n >= 0
         && review_tx_exec (tx, error,
                            "INSERT INTO search_doc (n, case_id, evidence_n, at) "
                            "VALUES ($1, $2, $3, $4)",
                            "isii", n, case_id, doc->last, doc->at)
                == 1
         && review_tx_exec (tx, error,
                            "INSERT INTO search_text (rowid, open, whole, note) "
                            "VALUES ($1, $2, $3, $4)",
                            "isss", n, open, doc->whole->str, note)
                >= 0;
}

/* Returns the number of the newest row of evidence that is indexed, -1 when the case is not. */
static gboolean
read_last (ReviewTx *tx, const char *case_id, gint64 *last, GError **error)
{
  GError *local = NULL;

  *last = -1;
  review_tx_get_int (tx, last, &local, "SELECT MAX(evidence_n) FROM search_doc WHERE case_id = $1",
                     "s", case_id);
  return review_rows_end (error, local);
}

/* A case is found by its ids whatever came later: they have a doc of their own. The next one has
 * them, too, so that all that is typed may be in it. */
static gboolean
put_news (ReviewTx *tx, const char *case_id, gint64 last, GError **error)
{
  g_auto (Doc)
      doc = { g_string_new (NULL), g_string_new (NULL), g_string_new (NULL), MAX (last, 0), 0 };
  gint64 added;

  if (!add_case (&doc, tx, case_id, error) || (last < 0 && !put_doc (tx, case_id, &doc, error)))
    return FALSE;
  added = add_evidence (&doc, tx, case_id, error);
  return added == 0 || (added > 0 && put_doc (tx, case_id, &doc, error));
}

/**
 * review_store_index_case:
 *
 * Puts a case that becomes work into the index, or what is new of it.
 */
gboolean
review_store_index_case (ReviewTx *tx, const char *case_id, GError **error)
{
  gint64 last;

  return read_last (tx, case_id, &last, error) && put_news (tx, case_id, last, error);
}

/**
 * review_store_index_news:
 *
 * Adds new evidence of a case that is in the index; others wait until they become work, so that
 * history costs nothing.
 */
gboolean
review_store_index_news (ReviewTx *tx, const char *case_id, GError **error)
{
  gint64 last;

  return read_last (tx, case_id, &last, error) && (last < 0 || put_news (tx, case_id, last, error));
}

/**
 * review_store_index_note:
 *
 * Makes a case that is in the index found by what was noted beside it: by people of the house, and
 * not in a blind look, which shows nobody's notes.
 */
gboolean
review_store_index_note (ReviewTx *tx, const char *case_id, const char *text, GError **error)
{
  g_auto (Doc)
      doc = { g_string_new (NULL), g_string_new (NULL), g_string_new (text), 0, G_MAXINT64 };

  return read_last (tx, case_id, &doc.last, error)
         && (doc.last < 0 || put_doc (tx, case_id, &doc, error));
}

/**
 * review_store_fill_index:
 *
 * Indexes the open work of a store that is older than the index; once.
 */
gboolean
review_store_fill_index (ReviewTx *tx, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ReviewRows) rows = NULL;
  GError *local = NULL;
  gint64 filled = review_tx_next (tx, "search_filled", error);

  if (filled != 1)
    return filled > 1;
  rows = review_tx_query (tx, error,
                          "SELECT DISTINCT w.case_id FROM work_item w WHERE w.state IN ('queued', "
                          "'leased', 'waiting_customer', 'on_hold', 'escalated') AND NOT EXISTS "
                          "(SELECT 1 FROM search_doc d WHERE d.case_id = w.case_id)",
                          "");
  if (rows == NULL)
    return FALSE;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (ids, review_rows_dup_text (rows, 0));
  for (guint i = 0; local == NULL && i < ids->len; i++)
    review_store_index_case (tx, ids->pdata[i], &local);
  return review_rows_end (error, local);
}

/* All of @phrases in the column. */
static void
add_column (GString *out, const char *column, char **phrases)
{
  g_string_append_printf (out, "%s%s : (", out->len > 0 ? " OR " : "", column);
  for (guint i = 0; phrases[i] != NULL; i++)
    {
      gsize n = strlen (phrases[i]);
      gboolean prefix = phrases[i][n - 1] == '*';

      g_string_append_printf (out, "%s\"%.*s\"%s", i > 0 ? " AND " : "", (int) (prefix ? n - 1 : n),
                              phrases[i], prefix ? "*" : "");
    }
  g_string_append_c (out, ')');
}

/**
 * review_store_search_expression:
 * @text: what a person typed
 * @house: whether they may find notes, and long identifiers of personal fields by all of them
 *
 * Returns: (transfer full) (nullable): what the index is asked; %NULL when there is nothing to ask
 */
char *
review_store_search_expression (const char *text, gboolean house)
{
  g_auto (GStrv) phrases = review_index_query (text);
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *whole = house ? review_index_whole (trimmed) : NULL;
  GString *out;

  if (phrases[0] == NULL)
    return NULL;
  out = g_string_new (NULL);
  add_column (out, "open", phrases);
  if (house)
    add_column (out, "note", phrases);
  if (whole != NULL)
    g_string_append_printf (out, " OR whole : \"%s\"", whole);
  return g_string_free (out, FALSE);
}
