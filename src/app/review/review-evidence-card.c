/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evidence of a case: everything in order of time, and the transactions as a table. A chip
 * elsewhere jumps here: the row is scrolled to and marked. */
#define G_LOG_DOMAIN "review-app"
#include "review-evidence-card.h"

#include <glib/gi18n.h>

#include "review-card.h"
#include "review-compat.h"
#include "review-evidence-words.h"
#include "review-format.h"
#include "review-transactions-table.h"

#define ROW_HEIGHT  27
#define TABLE_HEAD  32
#define MOST_HEIGHT 270

struct _ReviewEvidenceCard
{
  AdwBin parent;
  /* template */
  ReviewCard *card;
  GtkToggleButton *timeline_tab;
  GtkToggleButton *transactions_tab;
  GtkLabel *count;
  GtkStack *stack;
  GtkScrolledWindow *timeline_scrolled;
  GtkScrolledWindow *table_scrolled;
  GtkListView *timeline;
  GtkColumnView *table;
  /* owned */
  ReviewSession *session;
  char *evidence_hash; /* of the rows shown; the same rows are not built again */
  guint transactions;
  guint rows;
  guint newest; /* source that scrolls to the newest row */
};

G_DEFINE_FINAL_TYPE (ReviewEvidenceCard, review_evidence_card, ADW_TYPE_BIN)

static void
row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  static const struct
  {
    const char *css_class;
    int width;
  } parts[] = { { "dim-label", 15 }, { "heading", 5 }, { NULL, -1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_width_chars (GTK_LABEL (label), parts[i].width);
      gtk_widget_add_css_class (label, "numeric");
      if (parts[i].css_class != NULL)
        gtk_widget_add_css_class (label, parts[i].css_class);
      else
        gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_hexpand (gtk_widget_get_last_child (box), TRUE);
  gtk_list_item_set_child (item, box);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  ReviewEvidenceCard *self = user_data;
  const ReviewEvidence *evidence = review_item_get_record (gtk_list_item_get_item (item));
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *time = gtk_widget_get_first_child (box);
  GtkWidget *label = gtk_widget_get_next_sibling (time);
  GtkWidget *text = gtk_widget_get_next_sibling (label);
  g_autofree char *when =
      review_format_clock (evidence->at, review_session_get_server_time (self->session));
  g_autofree char *words = review_evidence_words_describe (self->session, evidence);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", evidence->label, when, words);

  gtk_label_set_text (GTK_LABEL (time), when);
  gtk_label_set_text (GTK_LABEL (label), evidence->label);
  gtk_label_set_text (GTK_LABEL (text), words);
  gtk_widget_set_tooltip_text (text, words);
  review_compat_name_row (item, name);
}

static GListStore *
list_rows (const ReviewCaseView *view, int kind)
{
  GListStore *store = g_list_store_new (REVIEW_TYPE_ITEM);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; view != NULL && view->evidence != NULL && i < view->evidence->len; i++)
    {
      ReviewEvidence *evidence = view->evidence->pdata[i];

      if (kind == 0 || evidence->kind == kind)
        g_ptr_array_add (items, review_item_new (evidence));
    }
  g_list_store_splice (store, 0, 0, items->pdata, items->len);
  return store;
}

static void
set_timeline (ReviewEvidenceCard *self, GListStore *rows)
{
  GtkSingleSelection *selection = gtk_single_selection_new (G_LIST_MODEL (rows));

  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_selected (selection, GTK_INVALID_LIST_POSITION);
  gtk_list_view_set_model (self->timeline, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}

/* The list estimates its height before it has drawn a row: so the rows are counted instead. */
static void
set_heights (ReviewEvidenceCard *self)
{
  gtk_scrolled_window_set_min_content_height (self->timeline_scrolled,
                                              (int) MIN (self->rows * ROW_HEIGHT, MOST_HEIGHT));
  gtk_scrolled_window_set_min_content_height (
      self->table_scrolled, (int) MIN (self->transactions * ROW_HEIGHT + TABLE_HEAD, MOST_HEIGHT));
}

static void
show_tab (ReviewEvidenceCard *self)
{
  gboolean table = gtk_toggle_button_get_active (self->transactions_tab);

  if (self->rows == 0)
    gtk_stack_set_visible_child_name (self->stack, "none");
  else
    gtk_stack_set_visible_child_name (self->stack, table ? "transactions" : "timeline");
}

static void
show_count (ReviewEvidenceCard *self)
{
  g_autofree char *all = g_strdup_printf (ngettext ("%u row", "%u rows", self->rows), self->rows);
  g_autofree char *transactions = g_strdup_printf (
      ngettext ("%u transaction", "%u transactions", self->transactions), self->transactions);
  g_autofree char *both = g_strdup_printf ("%s · %s", all, transactions);

  gtk_label_set_text (self->count, self->transactions > 0 ? both : all);
}

/* What happened last is what the case is about. */
static gboolean
scroll_to_newest (gpointer user_data)
{
  ReviewEvidenceCard *self = user_data;

  self->newest = 0;
  if (self->rows > 0
      && gtk_single_selection_get_selected (
             GTK_SINGLE_SELECTION (gtk_list_view_get_model (self->timeline)))
             == GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->timeline), "list.scroll-to-item", "u",
                                self->rows - 1);
  return G_SOURCE_REMOVE;
}

static void
update (ReviewEvidenceCard *self)
{
  const ReviewCaseView *view = review_desk_get_view (review_session_get_desk (self->session));
  g_autofree char *hash = NULL;
  GListStore *rows, *transactions;

  if (view == NULL)
    return;
  hash = g_strdup_printf ("%s %s", view->item_case->id, view->evidence_hash);
  if (g_strcmp0 (hash, self->evidence_hash) == 0)
    return;
  g_free (self->evidence_hash);
  self->evidence_hash = g_steal_pointer (&hash);
  rows = list_rows (view, 0);
  transactions = list_rows (view, REVIEW_EVIDENCE_TRANSACTION);
  self->rows = g_list_model_get_n_items (G_LIST_MODEL (rows));
  self->transactions = g_list_model_get_n_items (G_LIST_MODEL (transactions));
  set_timeline (self, rows);
  review_transactions_table_fill (self->table, self->session, G_LIST_MODEL (transactions));
  gtk_widget_set_visible (GTK_WIDGET (self->transactions_tab), self->transactions > 0);
  if (self->transactions == 0)
    gtk_toggle_button_set_active (self->timeline_tab, TRUE);
  set_heights (self);
  show_count (self);
  show_tab (self);
  if (self->newest == 0)
    self->newest = g_timeout_add (40, scroll_to_newest, self);
}

static guint
find_row (GListModel *model, const char *label)
{
  for (guint i = 0; model != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (model, i);
      const ReviewEvidence *evidence = review_item_get_record (item);

      if (g_strcmp0 (evidence->label, label) == 0)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
review_evidence_card_dispose (GObject *object)
{
  ReviewEvidenceCard *self = REVIEW_EVIDENCE_CARD (object);

  g_clear_handle_id (&self->newest, g_source_remove);
  if (self->timeline != NULL)
    {
      gtk_list_view_set_model (self->timeline, NULL);
      gtk_list_view_set_factory (self->timeline, NULL);
      gtk_column_view_set_model (self->table, NULL);
    }
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_EVIDENCE_CARD);
  g_clear_pointer (&self->evidence_hash, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_evidence_card_parent_class)->dispose (object);
}

static void
review_evidence_card_class_init (ReviewEvidenceCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_evidence_card_dispose;
  g_type_ensure (REVIEW_TYPE_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-evidence-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewEvidenceCard, card);
  gtk_widget_class_bind_template_child (widget_class, ReviewEvidenceCard, timeline_tab);
  gtk_widget_class_bind_template_child (widget_class, ReviewEvidenceCard, transactions_tab);
  gtk_widget_class_bind_template_child (widget_class, ReviewEvidenceCard, count);
  gtk_widget_class_bind_template_child (widget_class, ReviewEvidenceCard, stack);
  gtk_widget_class_bind_template_child (widget_class, ReviewEvidenceCard, timeline_scrolled);
  gtk_widget_class_bind_template_child (widget_class, ReviewEvidenceCard, table_scrolled);
  gtk_widget_class_bind_template_child (widget_class, ReviewEvidenceCard, timeline);
  gtk_widget_class_bind_template_child (widget_class, ReviewEvidenceCard, table);
}

static void
review_evidence_card_init (ReviewEvidenceCard *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->card), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Evidence"), -1);
  g_signal_connect_object (factory, "setup", G_CALLBACK (row_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (row_bind_cb), self, 0);
  gtk_list_view_set_factory (self->timeline, factory);
  g_signal_connect_object (self->transactions_tab, "toggled", G_CALLBACK (show_tab), self,
                           G_CONNECT_SWAPPED);
}

/**
 * review_evidence_card_bind:
 *
 * Shows the evidence of the open case. Called once.
 */
void
review_evidence_card_bind (ReviewEvidenceCard *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_EVIDENCE_CARD (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (review_session_get_desk (session), "notify::view", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  update (self);
  if (g_strcmp0 (review_session_get_ui_string (session, "case/tab"), "transactions") == 0
      && self->transactions > 0)
    gtk_toggle_button_set_active (self->transactions_tab, TRUE);
  if (review_session_get_ui_string (session, "case/evidence") != NULL)
    review_evidence_card_show (self, review_session_get_ui_string (session, "case/evidence"));
}

/**
 * review_evidence_card_show:
 * @label: of the row: "E12"
 *
 * Scrolls to the row, in the tab that is open when it is there, and marks it.
 *
 * Returns: whether there is such a row
 */
gboolean
review_evidence_card_show (ReviewEvidenceCard *self, const char *label)
{
  GtkSelectionModel *model;
  GtkWidget *list;
  guint position;

  g_return_val_if_fail (REVIEW_IS_EVIDENCE_CARD (self), FALSE);

  list = GTK_WIDGET (self->table);
  model = gtk_column_view_get_model (self->table);
  position = gtk_toggle_button_get_active (self->transactions_tab)
                 ? find_row (G_LIST_MODEL (model), label)
                 : GTK_INVALID_LIST_POSITION;
  if (position == GTK_INVALID_LIST_POSITION)
    {
      list = GTK_WIDGET (self->timeline);
      model = gtk_list_view_get_model (self->timeline);
      position = find_row (G_LIST_MODEL (model), label);
      if (position == GTK_INVALID_LIST_POSITION)
        return FALSE;
      gtk_toggle_button_set_active (self->timeline_tab, TRUE);
    }
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (model), position);
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
  review_session_set_ui_string (self->session, "case/evidence", label);
  return TRUE;
}

/**
 * review_evidence_card_save:
 *
 * Writes the open tab to the session.
 */
void
review_evidence_card_save (ReviewEvidenceCard *self)
{
  g_return_if_fail (REVIEW_IS_EVIDENCE_CARD (self));

  review_session_set_ui_string (
      self->session, "case/tab",
      gtk_toggle_button_get_active (self->transactions_tab) ? "transactions" : "timeline");
}
