/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All evidence of the case in order of time: a strip to look at a part of it, the kinds and a text
 * to look for, and below the list every field of the row that is chosen. What is hidden is counted:
 * a filter is never silent, and another case starts without one. */
#define G_LOG_DOMAIN "review-app"
#include "review-timeline-pane.h"

#include <glib/gi18n.h>
#include <string.h>

#include "review-evidence-rows.h"
#include "review-evidence-words.h"
#include "review-field-list.h"
#include "review-format.h"
#include "review-time-strip.h"
#include "review-timeline-row.h"
#include "review-tip.h"

#define ROW_HEIGHT  27
#define MOST_HEIGHT 270
#define LEAST_STRIP 2 /* dated rows, for a strip to say something */

struct _ReviewTimelinePane
{
  ReviewEvidencePane parent;
  /* template */
  GtkStack *stack;
  GtkBox *kinds;
  GtkLabel *shown;
  GtkWidget *all;
  GtkEditable *search;
  ReviewTimeStrip *strip;
  GtkScrolledWindow *scrolled;
  GtkListView *list;
  GtkWidget *no_match;
  GtkWidget *details;
  GtkLabel *details_title;
  ReviewFieldList *fields;
  /* owned */
  GPtrArray *evidence; /* (nullable): of the case, in order */
  guint hidden;        /* bits 1 << kind */
  gboolean setting;    /* what is shown is being set, not chosen */
};

G_DEFINE_FINAL_TYPE (ReviewTimelinePane, review_timeline_pane, REVIEW_TYPE_EVIDENCE_PANE)

static ReviewSession *
get_session (ReviewTimelinePane *self)
{
  return review_evidence_pane_get_session (REVIEW_EVIDENCE_PANE (self));
}

static const ReviewEvidence *
get_chosen (ReviewTimelinePane *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);
  ReviewItem *item =
      model != NULL ? gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model)) : NULL;

  return item != NULL ? review_item_get_record (item) : NULL;
}

/* The chosen row with all its fields. */
static void
show_details (ReviewTimelinePane *self)
{
  const ReviewEvidence *row = get_chosen (self);
  g_autofree char *when = NULL;
  g_autofree char *title = NULL;

  gtk_widget_set_visible (self->details, row != NULL);
  if (row == NULL)
    {
      review_field_list_show (self->fields, NULL, NULL);
      return;
    }
  when = review_timeline_row_describe_time (row->at);
  title = g_strdup_printf ("%s · %s · %s", row->label,
                           review_evidence_words_head (get_session (self), row), when);
  gtk_label_set_text (self->details_title, title);
  review_field_list_show (self->fields, row->label, row->fields);
}

static gboolean
is_shown (ReviewTimelinePane *self, const ReviewEvidence *row, const char *wanted)
{
  gint64 from, to;
  g_autofree char *words = NULL;
  g_autofree char *folded = NULL;

  if ((self->hidden & (1u << row->kind)) != 0)
    return FALSE;
  if (review_time_strip_get_range (self->strip, &from, &to) && row->at != 0
      && (row->at < from || row->at > to))
    return FALSE;
  if (*wanted == '\0' || g_ascii_strcasecmp (wanted, row->label) == 0)
    return TRUE;
  words = review_evidence_words_describe (get_session (self), row);
  folded = g_utf8_casefold (words, -1);
  return strstr (folded, wanted) != NULL;
}

static GPtrArray *
list_shown (ReviewTimelinePane *self)
{
  GPtrArray *rows = g_ptr_array_new ();
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (self->search), -1);

  g_strstrip (wanted);
  for (guint i = 0; self->evidence != NULL && i < self->evidence->len; i++)
    if (is_shown (self, self->evidence->pdata[i], wanted))
      g_ptr_array_add (rows, self->evidence->pdata[i]);
  return rows;
}

static void
show_count (ReviewTimelinePane *self, guint n)
{
  guint all = self->evidence != NULL ? self->evidence->len : 0;
  g_autofree char *text = n < all ? g_strdup_printf (_ ("%u of %u rows"), n, all) : g_strdup ("");

  gtk_label_set_text (self->shown, text);
  gtk_widget_set_visible (self->all, n < all);
  gtk_widget_set_visible (self->no_match, n == 0 && all > 0);
}

/* The list is filled anew, so that each row is told what is before it now. */
static void
show_rows (ReviewTimelinePane *self)
{
  const ReviewEvidence *chosen = get_chosen (self);
  g_autofree char *label = chosen != NULL ? g_strdup (chosen->label) : NULL;
  g_autoptr (GPtrArray) rows = list_shown (self);
  GListStore *store = review_evidence_rows_list (rows, 0);
  guint position = label != NULL ? review_evidence_rows_find (G_LIST_MODEL (store), label)
                                 : GTK_INVALID_LIST_POSITION;
  g_autoptr (GtkSelectionModel) selection = review_evidence_rows_select_none (G_LIST_MODEL (store));

  /* The list estimates its height before it has drawn a row: so the rows are counted instead. */
  gtk_scrolled_window_set_min_content_height (self->scrolled,
                                              (int) MIN (rows->len * ROW_HEIGHT, MOST_HEIGHT));
  gtk_scrolled_window_set_max_content_height (self->scrolled, MOST_HEIGHT);
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (selection), position);
  g_signal_connect_object (selection, "notify::selected-item", G_CALLBACK (show_details), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, selection);
  show_count (self, rows->len);
  show_details (self);
}

static void
filter_changed_cb (ReviewTimelinePane *self)
{
  if (!self->setting)
    show_rows (self);
}

static void
kind_toggled_cb (ReviewTimelinePane *self, GtkToggleButton *button)
{
  guint bit = 1u << GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "kind"));

  self->hidden = gtk_toggle_button_get_active (button) ? self->hidden & ~bit : self->hidden | bit;
  filter_changed_cb (self);
}

static GtkWidget *
make_kind (ReviewTimelinePane *self, int kind, guint count)
{
  const char *words = review_evidence_words_kind (kind);
  g_autofree char *number = g_strdup_printf ("%u", count);
  g_autofree char *name = g_strdup_printf ("%s, %u", words, count);
  g_autofree char *focus = g_strdup_printf ("focus-kind-%d", kind);
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_box_append (GTK_BOX (content),
                  gtk_image_new_from_icon_name (review_evidence_words_icon (kind)));
  gtk_box_append (GTK_BOX (content), gtk_label_new (number));
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_name (button, focus);
  gtk_widget_add_css_class (button, "kind-chip");
  gtk_widget_add_css_class (button, "numeric");
  review_tip_set (button, words);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), (self->hidden & (1u << kind)) == 0);
  g_object_set_data (G_OBJECT (button), "kind", GUINT_TO_POINTER ((guint) kind));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (kind_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  return button;
}

static void
show_kinds (ReviewTimelinePane *self)
{
  guint counts[REVIEW_EVIDENCE_SCREENING + 1] = { 0 };
  GtkWidget *child;
  guint kinds = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->kinds))) != NULL)
    gtk_box_remove (self->kinds, child);
  for (guint i = 0; self->evidence != NULL && i < self->evidence->len; i++)
    counts[((const ReviewEvidence *) self->evidence->pdata[i])->kind]++;
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > 0)
      {
        gtk_box_append (self->kinds, make_kind (self, (int) i, counts[i]));
        kinds++;
      }
  gtk_widget_set_visible (GTK_WIDGET (self->kinds), kinds > 1);
}

static void
show_strip (ReviewTimelinePane *self)
{
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (ReviewTimeMark));
  guint lanes[REVIEW_EVIDENCE_SCREENING + 1] = { 0 };
  guint n = 0;

  for (guint i = 0; self->evidence != NULL && i < self->evidence->len; i++)
    {
      const ReviewEvidence *row = self->evidence->pdata[i];
      ReviewTimeMark mark = { row->at, 0 };

      if (row->at == 0)
        continue;
      if (lanes[row->kind] == 0)
        lanes[row->kind] = ++n;
      mark.lane = lanes[row->kind] - 1;
      g_array_append_val (marks, mark);
    }
  review_time_strip_set_marks (self->strip, (const ReviewTimeMark *) (void *) marks->data,
                               marks->len, n);
  gtk_widget_set_visible (GTK_WIDGET (self->strip), marks->len >= LEAST_STRIP);
}

static void
range_changed_cb (ReviewTimelinePane *self)
{
  gint64 from, to;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *name = NULL;

  review_time_strip_get_range (self->strip, &from, &to);
  first = review_format_time (from);
  last = review_format_time (to);
  name = g_strdup_printf (_ ("Time that is shown: %s to %s UTC"), first, last);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->strip), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  filter_changed_cb (self);
}

static void
show_everything (ReviewTimelinePane *self)
{
  self->setting = TRUE;
  self->hidden = 0;
  gtk_editable_set_text (self->search, "");
  review_time_strip_set_range (self->strip, 0, 0);
  show_kinds (self);
  self->setting = FALSE;
  show_rows (self);
}

/* What happened last is what the case is about. */
static void
scroll_to_newest (ReviewTimelinePane *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (self->list)));

  if (n > 0 && get_chosen (self) == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", n - 1);
}

static void
review_timeline_pane_set_view (ReviewEvidencePane *pane, const ReviewCaseView *view)
{
  ReviewTimelinePane *self = REVIEW_TIMELINE_PANE (pane);
  guint n = view != NULL && view->evidence != NULL ? view->evidence->len : 0;

  if (gtk_list_view_get_factory (self->list) == NULL)
    {
      g_autoptr (GtkListItemFactory) factory = review_timeline_row_factory_new (get_session (self));

      gtk_list_view_set_factory (self->list, factory);
      review_field_list_bind (self->fields, get_session (self));
    }
  g_clear_pointer (&self->evidence, g_ptr_array_unref);
  self->evidence = n > 0 ? g_ptr_array_ref (view->evidence) : NULL;
  self->setting = TRUE;
  show_strip (self);
  range_changed_cb (self);
  self->setting = FALSE;
  show_everything (self);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "rows" : "none");
  scroll_to_newest (self);
}

/* A row that is asked for is shown, whatever was filtered out. */
static gboolean
review_timeline_pane_show_evidence (ReviewEvidencePane *pane, const char *label)
{
  ReviewTimelinePane *self = REVIEW_TIMELINE_PANE (pane);
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);
  guint position = review_evidence_rows_find (G_LIST_MODEL (model), label);

  if (position == GTK_INVALID_LIST_POSITION)
    {
      show_everything (self);
      model = gtk_list_view_get_model (self->list);
      position = review_evidence_rows_find (G_LIST_MODEL (model), label);
    }
  if (position == GTK_INVALID_LIST_POSITION)
    return FALSE;
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (model), position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  return TRUE;
}

static void
review_timeline_pane_save (ReviewEvidencePane *pane)
{
  ReviewTimelinePane *self = REVIEW_TIMELINE_PANE (pane);
  ReviewSession *session = get_session (self);
  const ReviewEvidence *chosen = get_chosen (self);
  gint64 from, to;
  gboolean part = review_time_strip_get_range (self->strip, &from, &to);

  if (chosen != NULL)
    review_session_set_ui_string (session, "case/evidence", chosen->label);
  review_session_set_ui_number (session, "case/timeline-hidden", self->hidden);
  review_session_set_ui_string (session, "case/timeline-find",
                                gtk_editable_get_text (self->search));
  review_session_set_ui (session, "case/timeline-range",
                         g_variant_new ("(xx)", part ? from : 0, part ? to : 0));
}

static void
review_timeline_pane_restore (ReviewEvidencePane *pane)
{
  ReviewTimelinePane *self = REVIEW_TIMELINE_PANE (pane);
  ReviewSession *session = get_session (self);
  const char *find = review_session_get_ui_string (session, "case/timeline-find");
  GVariant *range = review_session_get_ui (session, "case/timeline-range");
  gint64 from = 0, to = 0;

  if (range != NULL)
    g_variant_get (range, "(xx)", &from, &to);
  self->setting = TRUE;
  self->hidden = (guint) review_session_get_ui_number (session, "case/timeline-hidden", 0);
  gtk_editable_set_text (self->search, find != NULL ? find : "");
  review_time_strip_set_range (self->strip, from, to);
  show_kinds (self);
  self->setting = FALSE;
  show_rows (self);
}

static void
review_timeline_pane_dispose (GObject *object)
{
  ReviewTimelinePane *self = REVIEW_TIMELINE_PANE (object);

  g_clear_pointer (&self->evidence, g_ptr_array_unref);
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
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ReviewTimelinePane, stack);
  gtk_widget_class_bind_template_child (widget_class, ReviewTimelinePane, kinds);
  gtk_widget_class_bind_template_child (widget_class, ReviewTimelinePane, shown);
  gtk_widget_class_bind_template_child (widget_class, ReviewTimelinePane, all);
  gtk_widget_class_bind_template_child (widget_class, ReviewTimelinePane, search);
  gtk_widget_class_bind_template_child (widget_class, ReviewTimelinePane, strip);
  gtk_widget_class_bind_template_child (widget_class, ReviewTimelinePane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ReviewTimelinePane, list);
  gtk_widget_class_bind_template_child (widget_class, ReviewTimelinePane, no_match);
  gtk_widget_class_bind_template_child (widget_class, ReviewTimelinePane, details);
  gtk_widget_class_bind_template_child (widget_class, ReviewTimelinePane, details_title);
  gtk_widget_class_bind_template_child (widget_class, ReviewTimelinePane, fields);
}

static void
review_timeline_pane_class_init (ReviewTimelinePaneClass *klass)
{
  ReviewEvidencePaneClass *pane_class = REVIEW_EVIDENCE_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_timeline_pane_dispose;
  pane_class->set_view = review_timeline_pane_set_view;
  pane_class->show_evidence = review_timeline_pane_show_evidence;
  pane_class->save = review_timeline_pane_save;
  pane_class->restore = review_timeline_pane_restore;
  g_type_ensure (REVIEW_TYPE_FIELD_LIST);
  g_type_ensure (REVIEW_TYPE_TIME_STRIP);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/riskops/Review/ui/review-timeline-pane.ui");
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
review_timeline_pane_init (ReviewTimelinePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (filter_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->strip, "range-changed", G_CALLBACK (range_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->all, "clicked", G_CALLBACK (show_everything), self,
                           G_CONNECT_SWAPPED);
}
