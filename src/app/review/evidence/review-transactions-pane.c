/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The transactions of the case as a table. */
#define G_LOG_DOMAIN "review-app"
#include "review-transactions-pane.h"

#include "review-evidence-rows.h"
#include "review-transactions-table.h"

#define ROW_HEIGHT  27
#define HEAD_HEIGHT 32
#define MOST_HEIGHT 270

struct _ReviewTransactionsPane
{
  ReviewEvidencePane parent;
  /* template */
  GtkScrolledWindow *scrolled;
  GtkColumnView *table;
};

G_DEFINE_FINAL_TYPE (ReviewTransactionsPane, review_transactions_pane, REVIEW_TYPE_EVIDENCE_PANE)

/* The table estimates its height before it has drawn a row: so the rows are counted instead. */
static void
review_transactions_pane_set_view (ReviewEvidencePane *pane, const ReviewCaseView *view)
{
  ReviewTransactionsPane *self = REVIEW_TRANSACTIONS_PANE (pane);
  GListStore *rows =
      review_evidence_rows_list (view != NULL ? view->evidence : NULL, REVIEW_EVIDENCE_TRANSACTION);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (rows));

  gtk_scrolled_window_set_min_content_height (
      self->scrolled, (int) MIN (n * ROW_HEIGHT + HEAD_HEIGHT, MOST_HEIGHT));
  review_transactions_table_fill (self->table, review_evidence_pane_get_session (pane),
                                  G_LIST_MODEL (rows));
}

static gboolean
review_transactions_pane_show_evidence (ReviewEvidencePane *pane, const char *label)
{
  ReviewTransactionsPane *self = REVIEW_TRANSACTIONS_PANE (pane);
  GtkSelectionModel *model = gtk_column_view_get_model (self->table);
  guint position = review_evidence_rows_find (G_LIST_MODEL (model), label);

  if (position == GTK_INVALID_LIST_POSITION)
    return FALSE;
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (model), position);
  gtk_widget_activate_action (GTK_WIDGET (self->table), "list.scroll-to-item", "u", position);
  return TRUE;
}

static void
review_transactions_pane_dispose (GObject *object)
{
  ReviewTransactionsPane *self = REVIEW_TRANSACTIONS_PANE (object);

  if (self->table != NULL)
    gtk_column_view_set_model (self->table, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_TRANSACTIONS_PANE);
  G_OBJECT_CLASS (review_transactions_pane_parent_class)->dispose (object);
}

static void
review_transactions_pane_class_init (ReviewTransactionsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ReviewEvidencePaneClass *pane_class = REVIEW_EVIDENCE_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_transactions_pane_dispose;
  pane_class->set_view = review_transactions_pane_set_view;
  pane_class->show_evidence = review_transactions_pane_show_evidence;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/riskops/Review/ui/review-transactions-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewTransactionsPane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ReviewTransactionsPane, table);
}

static void
review_transactions_pane_init (ReviewTransactionsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
