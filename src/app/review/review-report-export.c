/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as a PDF file: where to, what is in it from the server (which writes down that it
 * leaves), drawn on a thread, saved so that only its owner can read it. */
#define G_LOG_DOMAIN "review-app"
#include "review-report-export.h"

#include <glib/gi18n.h>

#include "review-case-report.h"
#include "review-compat.h"
#include "review-error.h"
#include "review-words.h"

typedef struct
{
  GWeakRef widget; /* where the outcome is told; it may be gone by then */
  ReviewSession *session;
  const ReviewReportSource *source;
  GFile *file;
} Export;

static void
export_free (Export *self)
{
  g_weak_ref_clear (&self->widget);
  g_clear_object (&self->session);
  g_clear_object (&self->file);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
tell (Export *self, const char *text)
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&self->widget);
  GtkRoot *root = widget != NULL ? gtk_widget_get_root (widget) : NULL;
  GtkWindow *above = GTK_IS_WINDOW (root) ? gtk_window_get_transient_for (GTK_WINDOW (root)) : NULL;

  if (widget != NULL && !gtk_widget_activate_action (widget, "win.tell", "s", text)
      && above != NULL)
    gtk_widget_activate_action (GTK_WIDGET (above), "win.tell", "s", text);
}

static void
tell_error (Export *self, const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = g_strdup_printf (_ ("The report was not saved: %s"), error->domain == REVIEW_ERROR
                                                                  ? review_words_error (error->code)
                                                                  : error->message);
  tell (self, text);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      tell_error (self, error);
      return;
    }
  name = g_file_get_basename (self->file);
  text = g_strdup_printf (_ ("Saved as %s"), name);
  tell (self, text);
}

static void
draw (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *pdf = review_report_to_pdf (task_data, NULL, &error);

  if (pdf != NULL)
    g_task_return_pointer (task, pdf, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = g_task_propagate_pointer (G_TASK (result), &error);
  GFile *file = self->file;

  if (pdf == NULL)
    tell_error (self, error);
  else
    g_file_replace_contents_bytes_async (file, pdf, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                         saved_cb, g_steal_pointer (&self));
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  ReviewReport *report = self->source->finish (self->session, result, &error);
  GFile *file = self->file; /* arguments have no order */

  if (report == NULL)
    {
      tell_error (self, error);
      return;
    }
  task = g_task_new (file, NULL, drawn_cb, g_steal_pointer (&self));
  g_task_set_source_tag (task, review_report_export);
  g_task_set_task_data (task, report, (GDestroyNotify) review_report_free);
  g_task_run_in_thread (task, draw);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  const ReviewReportSource *from = self->source;
  ReviewSession *session = self->session;

  self->file = review_compat_save_file_finish (result, NULL);
  if (self->file != NULL)
    from->fetch (session, fetched_cb, g_steal_pointer (&self));
}

/**
 * review_report_export_from:
 * @widget: over whose window the question stands; it, or the window that this one stands above, has
 *   the action "win.tell"
 * @name: of the file that is offered
 * @source: (transfer none): where the document comes from; outlives everything
 *
 * Asks where to and saves the document as a PDF; tells the outcome.
 */
void
review_report_export_from (GtkWidget *widget,
                           ReviewSession *session,
                           const char *name,
                           const ReviewReportSource *source)
{
  Export *self = g_new0 (Export, 1);

  g_weak_ref_init (&self->widget, widget);
  self->session = g_object_ref (session);
  self->source = source;
  review_compat_save_file_async (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Save the report"),
                                 name, chosen_cb, self);
}

static void
fetch_case (ReviewSession *session, GAsyncReadyCallback callback, gpointer user_data)
{
  review_desk_export_async (review_session_get_desk (session), NULL, callback, user_data);
}

static ReviewReport *
finish_case (ReviewSession *session, GAsyncResult *result, GError **error)
{
  g_autoptr (ReviewCaseView) view =
      review_desk_export_finish (review_session_get_desk (session), result, error);

  return view != NULL ? review_case_report_new (session, view) : NULL;
}

/**
 * review_report_export:
 * @widget: over whose window the question stands; has the window's action "win.tell"
 * @session: whose open case is saved
 *
 * Asks where to and saves the open case as a PDF; tells the outcome. Does nothing without a case.
 */
void
review_report_export (GtkWidget *widget, ReviewSession *session)
{
  static const ReviewReportSource source = { fetch_case, finish_case };
  const ReviewCaseView *view = review_desk_get_view (review_session_get_desk (session));
  g_autofree char *name = NULL;

  if (view == NULL)
    return;
  name = g_strdup_printf ("%s.pdf", view->item_case->display_id);
  review_report_export_from (widget, session, name, &source);
}
