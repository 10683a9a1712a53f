/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The transactions of a case as a table: one row of this file's own table per column, sortable by
 * value (amounts as numbers, not as text). */
#define G_LOG_DOMAIN "review-app"
#include "review-transactions-table.h"

#include <glib/gi18n.h>

#include "review-compat.h"
#include "review-evidence-rows.h"
#include "review-format.h"
#include "review-tip.h"

#define WHOLE_FIGURE \
  22 /* characters: as many of a figure are never cut; a table cannot wait for more */

typedef char *(*TextFunc) (const ReviewEvidence *evidence, gint64 reference);
typedef int (*CompareFunc) (const ReviewEvidence *a, const ReviewEvidence *b);

static char *
get_time (const ReviewEvidence *evidence, gint64 reference)
{
  return review_format_clock (evidence->at, reference);
}

static char *
get_label (const ReviewEvidence *evidence, gint64 reference)
{
  return g_strdup (evidence->label);
}

static char *
get_direction (const ReviewEvidence *evidence, gint64 reference)
{
  const char *direction = review_fields_get (evidence->fields, "direction");

  if (direction == NULL)
    return g_strdup ("—");
  return g_strdup (g_str_equal (direction, "in") ? _ ("← received") : _ ("→ sent"));
}

static char *
get_amount (const ReviewEvidence *evidence, gint64 reference)
{
  return review_format_amount (review_fields_get (evidence->fields, "amount"),
                               review_fields_get (evidence->fields, "asset"));
}

static char *
get_value (const ReviewEvidence *evidence, gint64 reference)
{
  const char *value = review_fields_get (evidence->fields, "amount_ref");

  return value != NULL
             ? review_format_amount (value, review_fields_get (evidence->fields, "currency"))
             : g_strdup ("—");
}

static char *
get_counterparty (const ReviewEvidence *evidence, gint64 reference)
{
  return review_format_address (review_fields_get (evidence->fields, "counterparty"));
}

static char *
get_state (const ReviewEvidence *evidence, gint64 reference)
{
  if (g_strcmp0 (review_fields_get (evidence->fields, "failed"), "true") == 0)
    return g_strdup (_ ("failed"));
  if (g_strcmp0 (review_fields_get (evidence->fields, "token"), "true") == 0)
    return g_strdup (_ ("token"));
  return g_strdup ("");
}

static int
compare_time (const ReviewEvidence *a, const ReviewEvidence *b)
{
  return (a->at > b->at) - (a->at < b->at);
}

static int
compare_amount (const ReviewEvidence *a, const ReviewEvidence *b)
{
  double x = review_fields_get_number (a->fields, "amount");
  double y = review_fields_get_number (b->fields, "amount");

  return (x > y) - (x < y);
}

static int
compare_value (const ReviewEvidence *a, const ReviewEvidence *b)
{
  double x = review_fields_get_number (a->fields, "amount_ref");
  double y = review_fields_get_number (b->fields, "amount_ref");

  return (x > y) - (x < y);
}

static int
compare_direction (const ReviewEvidence *a, const ReviewEvidence *b)
{
  return g_strcmp0 (review_fields_get (a->fields, "direction"),
                    review_fields_get (b->fields, "direction"));
}

static int
compare_counterparty (const ReviewEvidence *a, const ReviewEvidence *b)
{
  return g_strcmp0 (review_fields_get (a->fields, "counterparty"),
                    review_fields_get (b->fields, "counterparty"));
}

typedef struct
{
  const char *title;
  TextFunc text;
  CompareFunc compare;
  gboolean right;
  gboolean wide;
} Column;

static const Column columns[] = {
  { N_ ("Time (UTC)"), get_time, compare_time, FALSE, FALSE },
  { N_ ("Evidence"), get_label, compare_time, FALSE, FALSE },
  { N_ ("Direction"), get_direction, compare_direction, FALSE, FALSE },
  { N_ ("Amount"), get_amount, compare_amount, TRUE, FALSE },
  { N_ ("Value"), get_value, compare_value, TRUE, FALSE },
  { N_ ("Counterparty"), get_counterparty, compare_counterparty, FALSE, TRUE },
  { N_ ("Note"), get_state, NULL, FALSE, FALSE },
};

static int
compare_items (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Column *column = user_data;

  return column->compare (review_item_get_record ((ReviewItem *) a),
                          review_item_get_record ((ReviewItem *) b));
}

static void
cell_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const Column *column = user_data;
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column->right ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

/* The row by its cells, as one reads it. */
static char *
name_row (const ReviewEvidence *evidence, gint64 reference)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *text = columns[i].text (evidence, reference);

      if (*text != '\0')
        g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", text);
    }
  return g_string_free (out, FALSE);
}

static void
cell_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const Column *column = user_data;
  const ReviewEvidence *evidence = review_item_get_record (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_list_item_get_child (item);
  const gint64 *reference = g_object_get_data (G_OBJECT (factory), "reference");
  g_autofree char *text = column->text (evidence, *reference);

  gtk_label_set_text (GTK_LABEL (label), text);
  review_tip_set (label, text);
  /* A figure or a time that is cut is another one. */
  if (column->right || column == &columns[0])
    gtk_label_set_width_chars (GTK_LABEL (label),
                               (int) MIN (g_utf8_strlen (text, -1), WHOLE_FIGURE));
  if (column == &columns[0])
    {
      g_autofree char *name = name_row (evidence, *reference);
      review_compat_name_table_row (item, name);
    }
}

static void
add_column (GtkColumnView *view, const Column *column, gint64 reference)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) made = NULL;

  g_object_set_data_full (G_OBJECT (factory), "reference", g_memdup2 (&reference, sizeof reference),
                          g_free);
  g_signal_connect (factory, "setup", G_CALLBACK (cell_setup_cb), (gpointer) column);
  g_signal_connect (factory, "bind", G_CALLBACK (cell_bind_cb), (gpointer) column);
  made = gtk_column_view_column_new (_ (column->title), factory);
  if (column->compare != NULL)
    {
      g_autoptr (GtkSorter) sorter =
          GTK_SORTER (gtk_custom_sorter_new (compare_items, (gpointer) column, NULL));
      gtk_column_view_column_set_sorter (made, sorter);
    }
  gtk_column_view_column_set_expand (made, column->wide);
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_append_column (view, made);
}

/* A column without a word in it takes room from the others. */
static gboolean
is_needed (const Column *column, GListModel *rows)
{
  if (column->compare != NULL)
    return TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (rows, i);
      g_autofree char *text = column->text (review_item_get_record (item), 0);

      if (*text != '\0')
        return TRUE;
    }
  return FALSE;
}

/**
 * review_transactions_table_fill:
 * @view: gets the columns, once for a new table
 * @rows: (transfer full): #ReviewItem of ReviewEvidence of kind transaction
 *
 * Returns: (transfer none): the selection over the sorted rows; @view owns it
 */
GtkSelectionModel *
review_transactions_table_fill (GtkColumnView *view, ReviewSession *session, GListModel *rows)
{
  GtkSortListModel *sorted;
  GtkSelectionModel *selection;
  GListModel *made = gtk_column_view_get_columns (view);

  while (g_list_model_get_n_items (made) > 0)
    {
      g_autoptr (GtkColumnViewColumn) old = g_list_model_get_item (made, 0);
      gtk_column_view_remove_column (view, old);
    }
  review_compat_name_table (view, _ ("Transactions"), _ ("Column titles"));
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (is_needed (&columns[i], rows))
      add_column (view, &columns[i], review_session_get_server_time (session));
  sorted = gtk_sort_list_model_new (rows, NULL);
  gtk_sort_list_model_set_sorter (sorted, gtk_column_view_get_sorter (view));
  selection = review_evidence_rows_select_none (G_LIST_MODEL (sorted));
  gtk_column_view_set_model (view, selection);
  g_object_unref (selection);
  return selection;
}
