/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks why a case that is over is looked at again, and on what the second look rests. Nothing is
 * chosen beforehand: what counts against a colleague depends on it. */
#define G_LOG_DOMAIN "review-app"
#include "review-reopen-dialog.h"

#include <glib/gi18n.h>
#include "review-chips.h"
#include "review-sentence-area.h"
#include "review-text.h"
#include "review-waves-words.h"
#include "review-words.h"

struct _ReviewReopenDialog
{
  AdwWindow parent;
  /* template */
  GtkLabel *what;
  ReviewChips *triggers;
  ReviewChips *bases;
  ReviewSentenceArea *reason;
  GtkLabel *failed;
  GtkWidget *send;
  /* owned */
  ReviewSession *session;
  GCancellable *cancellable;
  char *case_id;
  int trigger;
  int basis;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (ReviewReopenDialog, review_reopen_dialog, ADW_TYPE_WINDOW)

static gboolean
has_reason (ReviewReopenDialog *self)
{
  g_autofree char *text = review_sentence_area_dup_text (self->reason);

  return !review_text_is_blank (text);
}

static void
update (ReviewReopenDialog *self)
{
  gtk_widget_set_sensitive (self->send, self->trigger != 0 && self->basis != 0 && !self->busy
                                            && has_reason (self));
}

static void
trigger_cb (ReviewChips *chips, const char *id, gboolean active, ReviewReopenDialog *self)
{
  self->trigger = review_enum_value (&review_reopen_triggers, id);
  review_chips_set_active_one (chips, id);
  update (self);
}

static void
basis_cb (ReviewChips *chips, const char *id, gboolean active, ReviewReopenDialog *self)
{
  self->basis = review_enum_value (&review_bases, id);
  review_chips_set_active_one (chips, id);
  update (self);
}

static void
reopened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewReopenDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (review_session_reopen_finish (REVIEW_SESSION (source), result, &error))
    {
      if (parent != NULL)
        gtk_widget_activate_action (GTK_WIDGET (parent), "win.tell", "s",
                                    _ ("Reopened: another person looks at it."));
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  self->busy = FALSE;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *field = NULL;
      g_autofree char *text = review_waves_words_error (error->code, field);

      gtk_label_set_text (self->failed, text);
      gtk_widget_set_visible (GTK_WIDGET (self->failed), TRUE);
      update (self);
    }
}

static void
send_cb (ReviewReopenDialog *self)
{
  g_autoptr (ReviewReopenRequest) request = review_record_new (&review_reopen_request_type);

  request->trigger = self->trigger;
  request->basis = self->basis;
  request->reason = review_sentence_area_dup_text (self->reason);
  self->busy = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->failed), FALSE);
  update (self);
  review_session_reopen_async (self->session, self->case_id, request, self->cancellable,
                               reopened_cb, g_object_ref (self));
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
review_reopen_dialog_dispose (GObject *object)
{
  ReviewReopenDialog *self = REVIEW_REOPEN_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_REOPEN_DIALOG);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->case_id, g_free);
  G_OBJECT_CLASS (review_reopen_dialog_parent_class)->dispose (object);
}

static void
review_reopen_dialog_class_init (ReviewReopenDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_reopen_dialog_dispose;
  g_type_ensure (REVIEW_TYPE_CHIPS);
  g_type_ensure (REVIEW_TYPE_SENTENCE_AREA);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-reopen-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewReopenDialog, what);
  gtk_widget_class_bind_template_child (widget_class, ReviewReopenDialog, triggers);
  gtk_widget_class_bind_template_child (widget_class, ReviewReopenDialog, bases);
  gtk_widget_class_bind_template_child (widget_class, ReviewReopenDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, ReviewReopenDialog, failed);
  gtk_widget_class_bind_template_child (widget_class, ReviewReopenDialog, send);
  gtk_widget_class_bind_template_callback (widget_class, trigger_cb);
  gtk_widget_class_bind_template_callback (widget_class, basis_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
}

static void
review_reopen_dialog_init (ReviewReopenDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  review_sentence_area_set_name (self->reason, _ ("Reason, without personal data"));
  for (int i = REVIEW_REOPEN_APPEAL; i <= REVIEW_REOPEN_LIST_REMOVAL; i++)
    review_chips_add (self->triggers, review_enum_nick (&review_reopen_triggers, i),
                      review_waves_words_trigger (i), NULL);
  for (int i = REVIEW_BASIS_ON_RECORD; i <= REVIEW_BASIS_NEW_EVIDENCE; i++)
    review_chips_add (self->bases, review_enum_nick (&review_bases, i),
                      review_waves_words_basis (i), NULL);
  update (self);
}

/**
 * review_reopen_dialog_is_for:
 *
 * Returns: whether the case on the desk is over, as far as it shows, and the user may have it looked
 *   at again
 */
gboolean
review_reopen_dialog_is_for (ReviewSession *session)
{
  const ReviewCaseView *view = review_desk_get_view (review_session_get_desk (session));

  return view != NULL && review_session_get_can_reopen (session)
         && (view->item_case->state == REVIEW_CASE_CLOSED
             || view->item_case->state == REVIEW_CASE_EFFECTS_PENDING
             || view->item_case->state == REVIEW_CASE_AUTO_DECIDED);
}

/**
 * review_reopen_dialog_present_for:
 * @parent: the window above which it stands
 * @case_id: of a case that is over
 * @name: how it is called: its type and id
 *
 * Asks about that case; nothing where the user may not have cases looked at again.
 */
void
review_reopen_dialog_present_for (GtkWindow *parent,
                                  ReviewSession *session,
                                  const char *case_id,
                                  const char *name)
{
  ReviewReopenDialog *self;
  g_autofree char *what = NULL;

  if (!review_session_get_can_reopen (session))
    return;
  self = g_object_new (REVIEW_TYPE_REOPEN_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->case_id = g_strdup (case_id);
  /* Translators: a case. */
  what = g_strdup_printf (_ ("%s goes to another person, with a clock of its own."), name);
  gtk_label_set_text (self->what, what);
  gtk_window_present (GTK_WINDOW (self));
}

/**
 * review_reopen_dialog_present:
 * @parent: the window above which it stands
 *
 * Asks about the case on the desk; nothing where review_reopen_dialog_is_for() says no.
 */
void
review_reopen_dialog_present (GtkWindow *parent, ReviewSession *session)
{
  const ReviewCaseView *view = review_desk_get_view (review_session_get_desk (session));
  g_autofree char *name = NULL;

  if (!review_reopen_dialog_is_for (session))
    return;
  name = g_strdup_printf ("%s %s", review_words_type (session, view->item_case->type),
                          view->item_case->display_id);
  review_reopen_dialog_present_for (parent, session, view->item_case->id, name);
}
