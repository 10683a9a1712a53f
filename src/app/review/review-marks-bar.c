/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Above the rows, while several are chosen together: how many, and what a lead does with them. */
#define G_LOG_DOMAIN "review-app"
#include "review-marks-bar.h"

#include <glib/gi18n.h>

#include "review-bulk.h"
#include "review-tip.h"

struct _ReviewMarksBar
{
  AdwBin parent;
  GtkLabel *count;        /* template */
  ReviewSession *session; /* owned */
};

G_DEFINE_FINAL_TYPE (ReviewMarksBar, review_marks_bar, ADW_TYPE_BIN)

static void
update (ReviewMarksBar *self)
{
  guint n = review_queue_marks_get_count (review_session_get_marks (self->session));
  /* Translators: rows of the queue that are chosen together. */
  g_autofree char *text = g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  gtk_label_set_text (self->count, text);
  review_tip_set (GTK_WIDGET (self->count), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
too_many_cb (ReviewMarksBar *self)
{
  g_autofree char *text = g_strdup_printf (
      _ ("At most %d cases can be selected together: filter the queue first."), REVIEW_BULK_MAX);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", text);
}

static void
review_marks_bar_dispose (GObject *object)
{
  ReviewMarksBar *self = REVIEW_MARKS_BAR (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_MARKS_BAR);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_marks_bar_parent_class)->dispose (object);
}

static void
review_marks_bar_class_init (ReviewMarksBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_marks_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-marks-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewMarksBar, count);
}

static void
review_marks_bar_init (ReviewMarksBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * review_marks_bar_bind:
 *
 * Shows how many rows of @session's queue are marked. Called once.
 */
void
review_marks_bar_bind (ReviewMarksBar *self, ReviewSession *session)
{
  ReviewQueueMarks *marks = review_session_get_marks (session);

  g_return_if_fail (REVIEW_IS_MARKS_BAR (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (marks, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (marks, "too-many", G_CALLBACK (too_many_cb), self, G_CONNECT_SWAPPED);
  update (self);
}
