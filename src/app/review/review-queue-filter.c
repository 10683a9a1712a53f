/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Above the queue: what is searched for, the button of the other filters, and a chip for each that
 * is in use, which takes it off. */
#define G_LOG_DOMAIN "review-app"
#include "review-queue-filter.h"

#include <glib/gi18n.h>

#include "review-filter-popover.h"
#include "review-queue-words.h"
#include "review-tip.h"
#include "review-wrap.h"

struct _ReviewQueueFilter
{
  AdwBin parent;
  /* template */
  GtkEditable *entry;
  GtkMenuButton *button;
  ReviewFilterPopover *popover;
  ReviewWrap *chips;
  /* owned */
  ReviewSession *session;
};

G_DEFINE_FINAL_TYPE (ReviewQueueFilter, review_queue_filter, ADW_TYPE_BIN)

static ReviewQueue *
get_queue (ReviewQueueFilter *self)
{
  return review_session_get_queue (self->session);
}

static void
chip_clicked_cb (ReviewQueueFilter *self, GtkButton *chip)
{
  ReviewFilterKind kind =
      (ReviewFilterKind) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (chip), "kind"));

  review_filter_set (get_queue (self), kind, g_object_get_data (G_OBJECT (chip), "value"), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
add_chip (ReviewQueueFilter *self, const ReviewFilterPart *part)
{
  g_autofree char *name = g_strdup_printf (_ ("Remove the filter “%s”"), part->text);
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (part->text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "filter-chip");
  gtk_widget_add_css_class (chip, "in-use");
  review_tip_set (chip, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (chip), "kind", GINT_TO_POINTER ((int) part->kind));
  g_object_set_data_full (G_OBJECT (chip), "value", g_strdup (part->value), g_free);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, G_CONNECT_SWAPPED);
  review_wrap_append (self->chips, chip);
}

/* The text has its own place; everything else that is asked for is a chip. */
static void
show_filter (ReviewQueueFilter *self)
{
  const ReviewViewRequest *filter = review_queue_get_filter (get_queue (self));
  g_autoptr (GPtrArray) parts = review_filter_list_parts (filter);
  guint shown = 0;

  review_wrap_remove_all (self->chips);
  for (guint i = 0; i < parts->len; i++)
    {
      const ReviewFilterPart *part = parts->pdata[i];

      if (part->kind == REVIEW_FILTER_TEXT)
        continue;
      add_chip (self, part);
      shown++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->chips), shown > 0);
  if (g_strcmp0 (gtk_editable_get_text (self->entry), filter->text != NULL ? filter->text : "") != 0
      && !gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (self->entry))))
    gtk_editable_set_text (self->entry, filter->text != NULL ? filter->text : "");
}

static void
search_changed_cb (ReviewQueueFilter *self)
{
  review_filter_set (get_queue (self), REVIEW_FILTER_TEXT, gtk_editable_get_text (self->entry),
                     TRUE);
}

/* Escape: nothing is searched for any more, and one is back in the list. */
static void
stop_search_cb (ReviewQueueFilter *self)
{
  gtk_editable_set_text (self->entry, "");
  review_filter_set (get_queue (self), REVIEW_FILTER_TEXT, NULL, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self), "queue.focus-list", NULL);
}

static void
activate_cb (ReviewQueueFilter *self)
{
  search_changed_cb (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "queue.focus-list", NULL);
}

static void
review_queue_filter_dispose (GObject *object)
{
  ReviewQueueFilter *self = REVIEW_QUEUE_FILTER (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_QUEUE_FILTER);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_queue_filter_parent_class)->dispose (object);
}

static void
review_queue_filter_class_init (ReviewQueueFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_queue_filter_dispose;
  g_type_ensure (REVIEW_TYPE_FILTER_POPOVER);
  g_type_ensure (REVIEW_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-queue-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewQueueFilter, entry);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueueFilter, button);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueueFilter, popover);
  gtk_widget_class_bind_template_child (widget_class, ReviewQueueFilter, chips);
}

static void
review_queue_filter_init (ReviewQueueFilter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * review_queue_filter_bind:
 *
 * Shows and sets the filter of @session's queue. Called once.
 */
void
review_queue_filter_bind (ReviewQueueFilter *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_QUEUE_FILTER (self));

  self->session = g_object_ref (session);
  review_filter_popover_bind (self->popover, session);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (stop_search_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_queue (self), "notify::filter", G_CALLBACK (show_filter), self,
                           G_CONNECT_SWAPPED);
  show_filter (self);
}

/**
 * review_queue_filter_take_focus:
 *
 * Puts the focus on what is searched for (`/`).
 */
void
review_queue_filter_take_focus (ReviewQueueFilter *self)
{
  g_return_if_fail (REVIEW_IS_QUEUE_FILTER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
