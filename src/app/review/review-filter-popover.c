/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filters of the queue that are no text: each takes effect when it is set, and the list is seen
 * behind it. And the filters that a person keeps. */
#define G_LOG_DOMAIN "review-app"
#include "review-filter-popover.h"

#include <glib/gi18n.h>

#include "review-queue-words.h"
#include "review-tip.h"
#include "review-wrap.h"

struct _ReviewFilterPopover
{
  GtkPopover parent;
  /* template */
  ReviewWrap *bands;
  ReviewWrap *holders;
  ReviewWrap *states;
  GtkEditable *min_value;
  GtkEditable *language;
  GtkEditable *market;
  GtkWidget *saved_box;
  GtkBox *saved;
  GtkEditable *name;
  GtkWidget *keep;
  GtkWidget *clear;
  ReviewSession *session; /* (weak) */
  GPtrArray *toggles;     /* of GtkToggleButton (borrowed) */
  gboolean showing;       /* what the filter says is being shown */
};

G_DEFINE_FINAL_TYPE (ReviewFilterPopover, review_filter_popover, GTK_TYPE_POPOVER)

static ReviewQueue *
get_queue (ReviewFilterPopover *self)
{
  return review_session_get_queue (self->session);
}

static ReviewFilterKind
kind_of (gpointer widget)
{
  return (ReviewFilterKind) GPOINTER_TO_INT (g_object_get_data (widget, "kind"));
}

static void
toggled_cb (ReviewFilterPopover *self, GtkToggleButton *toggle)
{
  if (!self->showing)
    review_filter_set (get_queue (self), kind_of (toggle),
                       g_object_get_data (G_OBJECT (toggle), "value"),
                       gtk_toggle_button_get_active (toggle));
}

static void
add_toggle (ReviewFilterPopover *self,
            ReviewWrap *wrap,
            ReviewFilterKind kind,
            const char *value,
            const char *words)
{
  GtkWidget *toggle = gtk_toggle_button_new_with_label (words);

  gtk_widget_add_css_class (toggle, "filter-chip");
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_object_set_data (G_OBJECT (toggle), "kind", GINT_TO_POINTER ((int) kind));
  g_object_set_data (G_OBJECT (toggle), "value", (gpointer) value);
  g_signal_connect_object (toggle, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  review_wrap_append (wrap, toggle);
  g_ptr_array_add (self->toggles, toggle);
}

static void
add_toggles (ReviewFilterPopover *self)
{
  for (int band = REVIEW_BAND_BREACHED; band <= REVIEW_BAND_REST; band++)
    add_toggle (self, self->bands, REVIEW_FILTER_BAND, review_enum_nick (&review_bands, band),
                review_words_band (band));
  add_toggle (self, self->bands, REVIEW_FILTER_KEY_USER, NULL, _ ("Key user"));
  for (int holder = REVIEW_HOLDER_MINE; holder <= REVIEW_HOLDER_FREE; holder++)
    add_toggle (self, self->holders, REVIEW_FILTER_HOLDER,
                review_enum_nick (&review_holders, holder), review_words_holder (holder));
  for (int state = REVIEW_WORK_QUEUED; state <= REVIEW_WORK_ESCALATED; state++)
    add_toggle (self, self->states, REVIEW_FILTER_STATE,
                review_enum_nick (&review_work_states, state), review_words_work_state (state));
}

static void
entry_done_cb (ReviewFilterPopover *self, GtkEditable *entry)
{
  if (!self->showing && self->session != NULL)
    review_filter_set (get_queue (self), kind_of (entry), gtk_editable_get_text (entry), TRUE);
}

static void
entry_left_cb (GtkEventControllerFocus *focus, ReviewFilterPopover *self)
{
  entry_done_cb (self,
                 GTK_EDITABLE (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus))));
}

static void
watch_entry (ReviewFilterPopover *self, GtkEditable *entry, ReviewFilterKind kind)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_object_set_data (G_OBJECT (entry), "kind", GINT_TO_POINTER ((int) kind));
  g_signal_connect_object (entry, "activate", G_CALLBACK (entry_done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (entry_left_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (entry), focus);
}

static void
set_text (GtkEditable *entry, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (entry), text != NULL ? text : "") != 0)
    gtk_editable_set_text (entry, text != NULL ? text : "");
}

static void
show_keep (ReviewFilterPopover *self)
{
  gtk_widget_set_sensitive (self->keep, *gtk_editable_get_text (self->name) != '\0'
                                            && review_queue_get_filtered (get_queue (self)));
}

static void
show_filter (ReviewFilterPopover *self)
{
  const ReviewViewRequest *filter = review_queue_get_filter (get_queue (self));

  self->showing = TRUE;
  for (guint i = 0; i < self->toggles->len; i++)
    gtk_toggle_button_set_active (
        self->toggles->pdata[i],
        review_filter_has (filter, kind_of (self->toggles->pdata[i]),
                           g_object_get_data (self->toggles->pdata[i], "value")));
  set_text (self->min_value, filter->min_value);
  set_text (self->language, filter->language);
  set_text (self->market, filter->market);
  gtk_widget_set_sensitive (self->clear, review_queue_get_filtered (get_queue (self)));
  show_keep (self);
  self->showing = FALSE;
}

static ReviewSavedFilter *
saved_of (GtkWidget *button)
{
  return review_item_get_record (g_object_get_data (G_OBJECT (button), "saved"));
}

static void
saved_clicked_cb (ReviewFilterPopover *self, GtkWidget *button)
{
  review_queue_set_filter (get_queue (self), saved_of (button)->filter);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
forget_clicked_cb (ReviewFilterPopover *self, GtkWidget *button)
{
  review_queue_forget_filter (get_queue (self), saved_of (button)->name);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

static void
add_button (ReviewFilterPopover *self,
            GtkWidget *row,
            GtkWidget *button,
            ReviewItem *item,
            const char *name,
            GCallback clicked)
{
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  review_tip_set (button, name);
  g_object_set_data_full (G_OBJECT (button), "saved", g_object_ref (item), g_object_unref);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), button);
}

static void
add_saved (ReviewFilterPopover *self, ReviewItem *item)
{
  const ReviewSavedFilter *saved = review_item_get_record (item);
  g_autofree char *use = g_strdup_printf (_ ("Use the filter “%s”"), saved->name);
  g_autofree char *forget = g_strdup_printf (_ ("Forget the filter “%s”"), saved->name);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (saved->name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_button_set_child (GTK_BUTTON (button), label);
  add_button (self, row, button, item, use, G_CALLBACK (saved_clicked_cb));
  add_button (self, row, gtk_button_new_from_icon_name ("user-trash-symbolic"), item, forget,
              G_CALLBACK (forget_clicked_cb));
  gtk_box_append (self->saved, row);
}

static void
show_saved (ReviewFilterPopover *self)
{
  GListModel *saved = review_queue_get_saved (get_queue (self));
  guint n = g_list_model_get_n_items (saved);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->saved))) != NULL)
    gtk_box_remove (self->saved, child);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (saved, i);

      add_saved (self, item);
    }
  gtk_widget_set_visible (self->saved_box, n > 0);
}

static void
keep_cb (ReviewFilterPopover *self)
{
  if (!gtk_widget_get_sensitive (self->keep))
    return;
  review_queue_save_filter (get_queue (self), gtk_editable_get_text (self->name));
  gtk_editable_set_text (self->name, "");
}

static void
review_filter_popover_dispose (GObject *object)
{
  ReviewFilterPopover *self = REVIEW_FILTER_POPOVER (object);

  gtk_popover_set_child (GTK_POPOVER (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_FILTER_POPOVER);
  g_clear_weak_pointer (&self->session);
  g_clear_pointer (&self->toggles, g_ptr_array_unref);
  G_OBJECT_CLASS (review_filter_popover_parent_class)->dispose (object);
}

static void
review_filter_popover_class_init (ReviewFilterPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_filter_popover_dispose;
  g_type_ensure (REVIEW_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-filter-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewFilterPopover, bands);
  gtk_widget_class_bind_template_child (widget_class, ReviewFilterPopover, holders);
  gtk_widget_class_bind_template_child (widget_class, ReviewFilterPopover, states);
  gtk_widget_class_bind_template_child (widget_class, ReviewFilterPopover, min_value);
  gtk_widget_class_bind_template_child (widget_class, ReviewFilterPopover, language);
  gtk_widget_class_bind_template_child (widget_class, ReviewFilterPopover, market);
  gtk_widget_class_bind_template_child (widget_class, ReviewFilterPopover, saved_box);
  gtk_widget_class_bind_template_child (widget_class, ReviewFilterPopover, saved);
  gtk_widget_class_bind_template_child (widget_class, ReviewFilterPopover, name);
  gtk_widget_class_bind_template_child (widget_class, ReviewFilterPopover, keep);
  gtk_widget_class_bind_template_child (widget_class, ReviewFilterPopover, clear);
}

static void
review_filter_popover_init (ReviewFilterPopover *self)
{
  self->toggles = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * review_filter_popover_bind:
 *
 * Shows and sets the filter of @session's queue. Called once.
 */
void
review_filter_popover_bind (ReviewFilterPopover *self, ReviewSession *session)
{
  ReviewQueue *queue = review_session_get_queue (session);

  g_return_if_fail (REVIEW_IS_FILTER_POPOVER (self));

  /* The page holds it; a popover that was shown may outlive the page by a while. */
  g_set_weak_pointer (&self->session, session);
  add_toggles (self);
  watch_entry (self, self->min_value, REVIEW_FILTER_MIN_VALUE);
  watch_entry (self, self->language, REVIEW_FILTER_LANGUAGE);
  watch_entry (self, self->market, REVIEW_FILTER_MARKET);
  g_signal_connect_object (self->name, "changed", G_CALLBACK (show_keep), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->name, "activate", G_CALLBACK (keep_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keep, "clicked", G_CALLBACK (keep_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (queue, "notify::filter", G_CALLBACK (show_filter), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (review_queue_get_saved (queue), "items-changed", G_CALLBACK (show_saved),
                           self, G_CONNECT_SWAPPED);
  show_filter (self);
  show_saved (self);
}
