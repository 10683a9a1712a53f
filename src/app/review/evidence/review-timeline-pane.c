/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All evidence of the case in order of time. */
#define G_LOG_DOMAIN "review-app"
#include "review-timeline-pane.h"

#include "review-compat.h"
#include "review-evidence-rows.h"
#include "review-evidence-words.h"
#include "review-format.h"

#define ROW_HEIGHT  27
#define MOST_HEIGHT 270

struct _ReviewTimelinePane
{
  ReviewEvidencePane parent;
  /* template */
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkListView *list;
  /* owned */
  guint newest; /* source that scrolls to the newest row */
};

G_DEFINE_FINAL_TYPE (ReviewTimelinePane, review_timeline_pane, REVIEW_TYPE_EVIDENCE_PANE)

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
  ReviewSession *session = review_evidence_pane_get_session (user_data);
  const ReviewEvidence *evidence = review_item_get_record (gtk_list_item_get_item (item));
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *time = gtk_widget_get_first_child (box);
  GtkWidget *label = gtk_widget_get_next_sibling (time);
  GtkWidget *text = gtk_widget_get_next_sibling (label);
  g_autofree char *when =
      review_format_clock (evidence->at, review_session_get_server_time (session));
  g_autofree char *words = review_evidence_words_describe (session, evidence);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", evidence->label, when, words);

  gtk_label_set_text (GTK_LABEL (time), when);
  gtk_label_set_text (GTK_LABEL (label), evidence->label);
  gtk_label_set_text (GTK_LABEL (text), words);
  gtk_widget_set_tooltip_text (text, words);
  review_compat_name_row (item, name);
}

/* What happened last is what the case is about. */
static gboolean
scroll_to_newest (gpointer user_data)
{
  ReviewTimelinePane *self = user_data;
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));

  self->newest = 0;
  if (n > 0
      && gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (model))
             == GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", n - 1);
  return G_SOURCE_REMOVE;
}

static void
review_timeline_pane_set_view (ReviewEvidencePane *pane, const ReviewCaseView *view)
{
  ReviewTimelinePane *self = REVIEW_TIMELINE_PANE (pane);
  GListStore *rows = review_evidence_rows_list (view != NULL ? view->evidence : NULL, 0);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (rows));
  g_autoptr (GtkSelectionModel) selection = review_evidence_rows_select_none (G_LIST_MODEL (rows));

  /* The list estimates its height before it has drawn a row: so the rows are counted instead. */
  gtk_scrolled_window_set_min_content_height (self->scrolled,
                                              (int) MIN (n * ROW_HEIGHT, MOST_HEIGHT));
  gtk_list_view_set_model (self->list, selection);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "rows" : "none");
  if (self->newest == 0 && n > 0)
    self->newest = g_timeout_add (40, scroll_to_newest, self);
}

static gboolean
review_timeline_pane_show_evidence (ReviewEvidencePane *pane, const char *label)
{
  ReviewTimelinePane *self = REVIEW_TIMELINE_PANE (pane);
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);
  guint position = review_evidence_rows_find (G_LIST_MODEL (model), label);

  if (position == GTK_INVALID_LIST_POSITION)
    return FALSE;
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (model), position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  return TRUE;
}

static void
review_timeline_pane_dispose (GObject *object)
{
  ReviewTimelinePane *self = REVIEW_TIMELINE_PANE (object);

  g_clear_handle_id (&self->newest, g_source_remove);
  if (self->list != NULL)
    {
      gtk_list_view_set_model (self->list, NULL);
      gtk_list_view_set_factory (self->list, NULL);
    }
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_TIMELINE_PANE);
  G_OBJECT_CLASS (review_timeline_pane_parent_class)->dispose (object);
}

static void
review_timeline_pane_class_init (ReviewTimelinePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ReviewEvidencePaneClass *pane_class = REVIEW_EVIDENCE_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_timeline_pane_dispose;
  pane_class->set_view = review_timeline_pane_set_view;
  pane_class->show_evidence = review_timeline_pane_show_evidence;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-timeline-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewTimelinePane, stack);
  gtk_widget_class_bind_template_child (widget_class, ReviewTimelinePane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ReviewTimelinePane, list);
}

static void
review_timeline_pane_init (ReviewTimelinePane *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (row_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (row_bind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
}
