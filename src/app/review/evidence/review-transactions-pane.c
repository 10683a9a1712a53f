/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The transactions of the case: as a table, or as a graph of who paid whom. Both are of the same
 * rows, so what is selected in one is selected in the other. */
#define G_LOG_DOMAIN "review-app"
#include "review-transactions-pane.h"

#include "review-evidence-rows.h"
#include "review-item.h"
#include "review-money-view.h"
#include "review-transactions-table.h"

#define ROW_HEIGHT  27
#define HEAD_HEIGHT 32
#define MOST_HEIGHT 270
#define UI_GRAPH    "transactions/graph" /* kept from case to case: it is how a person works */

struct _ReviewTransactionsPane
{
  ReviewEvidencePane parent;
  /* template */
  GtkToggleButton *as_table;
  GtkToggleButton *as_graph;
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkColumnView *table;
  ReviewMoneyView *graph;

  gboolean drawn;   /* the graph is of the case that is shown */
  gboolean linking; /* one side is told what the other selected */
};

G_DEFINE_FINAL_TYPE (ReviewTransactionsPane, review_transactions_pane, REVIEW_TYPE_EVIDENCE_PANE)

static void
draw_graph (ReviewTransactionsPane *self)
{
  ReviewEvidencePane *pane = REVIEW_EVIDENCE_PANE (self);

  self->drawn = TRUE;
  review_money_view_set (self->graph, review_evidence_pane_get_session (pane),
                         review_evidence_pane_get_view (pane));
}

/* The graph is laid out by another program: only for those who look at it. */
static void
show_side (ReviewTransactionsPane *self)
{
  gboolean graph = gtk_toggle_button_get_active (self->as_graph);
  ReviewSession *session = review_evidence_pane_get_session (REVIEW_EVIDENCE_PANE (self));

  gtk_stack_set_visible_child_name (self->stack, graph ? "graph" : "table");
  if (session == NULL)
    return;
  review_session_set_ui_number (session, UI_GRAPH, graph ? 1 : 0);
  if (graph && !self->drawn)
    draw_graph (self);
}

static void
row_selected_cb (ReviewTransactionsPane *self)
{
  GtkSelectionModel *model = gtk_column_view_get_model (self->table);
  gpointer item =
      model != NULL ? gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model)) : NULL;

  if (self->linking || item == NULL)
    return;
  self->linking = TRUE;
  review_money_view_select_evidence (self->graph, review_item_get_record (item));
  self->linking = FALSE;
}

static void
party_selected_cb (ReviewTransactionsPane *self)
{
  GtkSelectionModel *model = gtk_column_view_get_model (self->table);
  g_auto (GStrv) labels = NULL;
  guint found = GTK_INVALID_LIST_POSITION;

  g_object_get (self->graph, "evidence", &labels, NULL);
  for (guint i = 0; labels != NULL && labels[i] != NULL && found == GTK_INVALID_LIST_POSITION; i++)
    found = review_evidence_rows_find (G_LIST_MODEL (model), labels[i]);
  if (self->linking || found == GTK_INVALID_LIST_POSITION)
    return;
  self->linking = TRUE;
  review_evidence_rows_mark (self->table, found);
  self->linking = FALSE;
}

/* The table estimates its height before it has drawn a row: so the rows are counted instead. */
static void
review_transactions_pane_set_view (ReviewEvidencePane *pane, const ReviewCaseView *view)
{
  ReviewTransactionsPane *self = REVIEW_TRANSACTIONS_PANE (pane);
  GListStore *rows =
      review_evidence_rows_list (view != NULL ? view->evidence : NULL, REVIEW_EVIDENCE_TRANSACTION);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (rows));
  GtkSelectionModel *model;

  gtk_scrolled_window_set_min_content_height (
      self->scrolled, (int) MIN (n * ROW_HEIGHT + HEAD_HEIGHT, MOST_HEIGHT));
  model = review_transactions_table_fill (self->table, review_evidence_pane_get_session (pane),
                                          G_LIST_MODEL (rows));
  g_signal_connect_object (model, "notify::selected-item", G_CALLBACK (row_selected_cb), self,
                           G_CONNECT_SWAPPED);
  self->drawn = FALSE;
  if (gtk_toggle_button_get_active (self->as_graph))
    draw_graph (self);
}

static gboolean
review_transactions_pane_show_evidence (ReviewEvidencePane *pane, const char *label)
{
  return review_evidence_rows_show (REVIEW_TRANSACTIONS_PANE (pane)->table, label);
}

static void
review_transactions_pane_restore (ReviewEvidencePane *pane)
{
  ReviewTransactionsPane *self = REVIEW_TRANSACTIONS_PANE (pane);

  if (review_session_get_ui_number (review_evidence_pane_get_session (pane), UI_GRAPH, 0) > 0)
    gtk_toggle_button_set_active (self->as_graph, TRUE);
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

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ReviewTransactionsPane, name)

static void
review_transactions_pane_class_init (ReviewTransactionsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ReviewEvidencePaneClass *pane_class = REVIEW_EVIDENCE_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_transactions_pane_dispose;
  pane_class->set_view = review_transactions_pane_set_view;
  pane_class->show_evidence = review_transactions_pane_show_evidence;
  pane_class->restore = review_transactions_pane_restore;
  g_type_ensure (REVIEW_TYPE_MONEY_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/riskops/Review/ui/review-transactions-pane.ui");
  BIND (as_table);
  BIND (as_graph);
  BIND (stack);
  BIND (scrolled);
  BIND (table);
  BIND (graph);
}

static void
review_transactions_pane_init (ReviewTransactionsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->as_graph, "toggled", G_CALLBACK (show_side), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->graph, "notify::evidence", G_CALLBACK (party_selected_cb), self,
                           G_CONNECT_SWAPPED);
}
