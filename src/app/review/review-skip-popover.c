/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a case leaves the desk undecided: skipped for a reason of the closed list, and then it does
 * not come to the same person again, or put back as it was. Number keys choose. */
#define G_LOG_DOMAIN "review-app"
#include "review-skip-popover.h"

#include <glib/gi18n.h>

#include "review-key-content.h"

struct _ReviewSkipPopover
{
  GtkPopover parent;
  GtkBox *box;            /* (borrowed): the child */
  ReviewSession *session; /* (weak) */
};

G_DEFINE_FINAL_TYPE (ReviewSkipPopover, review_skip_popover, GTK_TYPE_POPOVER)

static void
clicked_cb (ReviewSkipPopover *self, GtkWidget *button)
{
  const char *code = g_object_get_data (G_OBJECT (button), "code");

  gtk_popover_popdown (GTK_POPOVER (self));
  if (code != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "review.skip", "s", code);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "review.release", NULL);
}

static void
add_choice (ReviewSkipPopover *self, const char *code, const char *words, guint key)
{
  g_autofree char *cap = g_strdup_printf ("%u", key);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = review_key_content_new (words, cap);

  gtk_widget_set_halign (content, GTK_ALIGN_START);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "code", g_strdup (code), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->box, button);
}

static void
review_skip_popover_show (GtkWidget *widget)
{
  ReviewSkipPopover *self = REVIEW_SKIP_POPOVER (widget);
  g_autoptr (GPtrArray) codes =
      review_desk_list_codes (review_session_get_desk (self->session), "skip_reason");
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  for (guint i = 0; i < codes->len; i++)
    {
      const ReviewCode *code = codes->pdata[i];

      add_choice (self, code->code, review_session_get_text (self->session, code->text), i + 1);
    }
  add_choice (self, NULL, _ ("Put back unread, draft kept"), 0);
  GTK_WIDGET_CLASS (review_skip_popover_parent_class)->show (widget);
}

/* 1 is the first reason; 0, the last choice, puts the case back without one. */
static gboolean
number_pressed_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  ReviewSkipPopover *self = REVIEW_SKIP_POPOVER (widget);
  GtkWidget *choice = gtk_widget_get_first_child (GTK_WIDGET (self->box));
  guint key = g_variant_get_uint32 (args);

  if (key == 0)
    choice = gtk_widget_get_last_child (GTK_WIDGET (self->box));
  for (guint i = 1; i < key && choice != NULL; i++)
    choice = gtk_widget_get_next_sibling (choice);
  if (choice == NULL || (key > 0 && choice == gtk_widget_get_last_child (GTK_WIDGET (self->box))))
    return FALSE;
  clicked_cb (self, choice);
  return TRUE;
}

static void
review_skip_popover_dispose (GObject *object)
{
  ReviewSkipPopover *self = REVIEW_SKIP_POPOVER (object);

  gtk_popover_set_child (GTK_POPOVER (self), NULL);
  g_clear_weak_pointer (&self->session);
  G_OBJECT_CLASS (review_skip_popover_parent_class)->dispose (object);
}

static void
review_skip_popover_class_init (ReviewSkipPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_skip_popover_dispose;
  widget_class->show = review_skip_popover_show;
  for (guint i = 0; i <= 9; i++)
    {
      gtk_widget_class_add_binding (widget_class, GDK_KEY_0 + i, 0, number_pressed_cb, "u", i);
      gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_0 + i, 0, number_pressed_cb, "u", i);
    }
}

static void
review_skip_popover_init (ReviewSkipPopover *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Why the case goes back"), -1);
  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->box));
}

/**
 * review_skip_popover_bind:
 *
 * Offers the reasons for the case on @session's desk. Called once.
 */
void
review_skip_popover_bind (ReviewSkipPopover *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_SKIP_POPOVER (self));

  /* The page holds it; a popover that was shown may outlive the page by a while. */
  g_set_weak_pointer (&self->session, session);
}
