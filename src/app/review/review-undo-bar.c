/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For ten seconds after a decision: what undo would undo, and how long it still can; after asking
 * or holding: what became of the case. */
#define G_LOG_DOMAIN "review-app"
#include "review-undo-bar.h"

#include <glib/gi18n.h>

#include "review-format.h"
#include "review-key-content.h"
#include "review-words.h"

struct _ReviewUndoBar
{
  AdwBin parent;
  GtkLabel *text;         /* template */
  GtkWidget *button;      /* template */
  ReviewSession *session; /* owned */
};

G_DEFINE_FINAL_TYPE (ReviewUndoBar, review_undo_bar, ADW_TYPE_BIN)

/* (transfer full) (nullable): what can be undone. */
static char *
say_undo (ReviewUndoBar *self, ReviewDesk *desk)
{
  guint count = review_desk_get_undo_count (desk);
  int seconds = review_desk_get_undo_seconds (desk);
  const char *type = review_desk_get_undo_case_type (desk);
  g_autofree char *what = NULL;

  if (count == 0)
    return NULL;
  /* Translators: case type, case, decision: "Withdrawal anomaly WD-48213: Release". */
  what = g_strdup_printf (
      _ ("%s %s: %s"), review_words_type (self->session, type),
      review_desk_get_undo_display_id (desk),
      review_words_choice (self->session, type, review_desk_get_undo_choice (desk)));
  if (count > 1)
    /* Translators: what was decided, seconds left to undo it, decisions that can be undone. */
    return g_strdup_printf (_ ("%s · takes effect in %d s · %u can be undone"), what, seconds,
                            count);
  return g_strdup_printf (_ ("%s · takes effect in %d s"), what, seconds);
}

/* (transfer full) (nullable): what became of a case that left without a decision. */
static char *
say_left (ReviewUndoBar *self, ReviewDesk *desk)
{
  const ReviewLeft *left = review_desk_get_left (desk);
  g_autofree char *when = review_format_local_time (left->at);

  if (left->action == REVIEW_DESK_ACTION_REQUEST)
    /* Translators: case type, case, date and time. */
    return g_strdup_printf (_ ("%s %s: the customer was asked, answer due %s"),
                            review_words_type (self->session, left->case_type), left->display_id,
                            when);
  if (left->action == REVIEW_DESK_ACTION_HOLD)
    /* Translators: case type, case, date and time. */
    return g_strdup_printf (_ ("%s %s: on hold, comes back %s"),
                            review_words_type (self->session, left->case_type), left->display_id,
                            when);
  if (left->action == REVIEW_DESK_ACTION_SNOOZE)
    /* Translators: case type, case, date and time. */
    return g_strdup_printf (_ ("%s %s: put off, comes back %s"),
                            review_words_type (self->session, left->case_type), left->display_id,
                            when);
  return NULL;
}

static void
update (ReviewUndoBar *self)
{
  ReviewDesk *desk = review_session_get_desk (self->session);
  g_autofree char *undo = say_undo (self, desk);
  g_autofree char *left = say_left (self, desk);
  g_autofree char *both =
      undo != NULL && left != NULL ? g_strdup_printf ("%s\n%s", left, undo) : NULL;
  const char *text = both != NULL ? both : undo != NULL ? undo : left;

  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  if (text == NULL)
    return;
  gtk_label_set_text (self->text, text);
  gtk_widget_set_visible (self->button, undo != NULL);
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
  gtk_widget_class_bind_template_child (widget_class, ReviewUndoBar, button);
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
  static const char *const notes[] = { "notify::undo-count", "notify::undo-seconds",
                                       "notify::left-action", "notify::left-display-id", NULL };
  ReviewDesk *desk = review_session_get_desk (session);

  g_return_if_fail (REVIEW_IS_UNDO_BAR (self));

  self->session = g_object_ref (session);
  for (int i = 0; notes[i] != NULL; i++)
    g_signal_connect_object (desk, notes[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
