/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for a reason in the place where the act is, and says it when it was given. */
#define G_LOG_DOMAIN "review-app"
#include "review-reason-popover.h"

#include "review-entry.h"

struct _ReviewReasonPopover
{
  GtkPopover parent;
  GtkWidget *title;  /* (borrowed) */
  GtkWidget *entry;  /* (borrowed) */
  GtkWidget *button; /* (borrowed) */
};

enum
{
  SIGNAL_GIVEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReviewReasonPopover, review_reason_popover, GTK_TYPE_POPOVER)

static gboolean
has_reason (ReviewReasonPopover *self)
{
  return !review_entry_is_blank (GTK_EDITABLE (self->entry));
}

static void
changed_cb (ReviewReasonPopover *self)
{
  gtk_widget_set_sensitive (self->button, has_reason (self));
}

static void
given_cb (ReviewReasonPopover *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (!has_reason (self))
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_signal_emit (self, signals[SIGNAL_GIVEN], 0, text);
}

static void
review_reason_popover_dispose (GObject *object)
{
  gtk_popover_set_child (GTK_POPOVER (object), NULL);
  G_OBJECT_CLASS (review_reason_popover_parent_class)->dispose (object);
}

static void
review_reason_popover_class_init (ReviewReasonPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_reason_popover_dispose;
  /**
   * ReviewReasonPopover::given:
   * @reason: not blank
   */
  signals[SIGNAL_GIVEN] = g_signal_new ("given", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
review_reason_popover_init (ReviewReasonPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_widget_add_css_class (self->title, "section-label");
  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 32);
  self->button = gtk_button_new ();
  gtk_widget_set_halign (self->button, GTK_ALIGN_END);
  gtk_widget_set_sensitive (self->button, FALSE);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->button);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (given_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (given_cb), self, G_CONNECT_SWAPPED);
}

/**
 * review_reason_popover_new:
 * @title: what is asked
 * @button: the act
 */
GtkWidget *
review_reason_popover_new (const char *title, const char *button)
{
  ReviewReasonPopover *self = g_object_new (REVIEW_TYPE_REASON_POPOVER, NULL);

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_button_set_label (GTK_BUTTON (self->button), button);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  button, -1);
  return GTK_WIDGET (self);
}
