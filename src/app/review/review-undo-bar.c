/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For ten seconds after a decision: what undo would undo, and how long it still can. */
#define G_LOG_DOMAIN "review-app"
#include "review-undo-bar.h"

#include <glib/gi18n.h>

#include "review-key-content.h"
#include "review-words.h"

struct _ReviewUndoBar
{
  AdwBin parent;
  GtkLabel *text;         /* template */
  ReviewSession *session; /* owned */
};

G_DEFINE_FINAL_TYPE (ReviewUndoBar, review_undo_bar, ADW_TYPE_BIN)

static void
update (ReviewUndoBar *self)
{
  ReviewDesk *desk = review_session_get_desk (self->session);
  guint count = review_desk_get_undo_count (desk);
  int seconds = review_desk_get_undo_seconds (desk);
  g_autofree char *what = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), count > 0);
  if (count == 0)
    return;
  /* Translators: case type, case, decision: "Withdrawal anomaly WD-48213: Release". */
  what = g_strdup_printf (_ ("%s %s: %s"),
                          review_words_type (self->session, review_desk_get_undo_case_type (desk)),
                          review_desk_get_undo_display_id (desk),
                          review_words_choice (self->session, review_desk_get_undo_case_type (desk),
                                               review_desk_get_undo_choice (desk)));
  if (count > 1)
    /* Translators: what was decided, seconds left to undo it, decisions that can be undone. */
    text =
        g_strdup_printf (_ ("%s · takes effect in %d s · %u can be undone"), what, seconds, count);
  else
    text = g_strdup_printf (_ ("%s · takes effect in %d s"), what, seconds);
  gtk_label_set_text (self->text, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
review_undo_bar_dispose (GObject *object)
{
  ReviewUndoBar *self = REVIEW_UNDO_BAR (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_UNDO_BAR);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_undo_bar_parent_class)->dispose (object);
}

static void
review_undo_bar_class_init (ReviewUndoBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_undo_bar_dispose;
  g_type_ensure (REVIEW_TYPE_KEY_CONTENT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-undo-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewUndoBar, text);
}

static void
review_undo_bar_init (ReviewUndoBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * review_undo_bar_bind:
 *
 * Shows what can be undone on the desk of @session. Called once.
 */
void
review_undo_bar_bind (ReviewUndoBar *self, ReviewSession *session)
{
  ReviewDesk *desk = review_session_get_desk (session);

  g_return_if_fail (REVIEW_IS_UNDO_BAR (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (desk, "notify::undo-count", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::undo-seconds", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
