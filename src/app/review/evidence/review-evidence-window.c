/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pane of evidence in a window of its own, for a second monitor. It follows the open case as its
 * tab would, and says so when there is none. */
#define G_LOG_DOMAIN "review-app"
#include "review-evidence-window.h"

#include <glib/gi18n.h>

#include "review-presence.h"

struct _ReviewEvidenceWindow
{
  AdwWindow parent;
  /* template */
  AdwWindowTitle *title;
  GtkStack *stack;
  AdwBin *place;
  GtkLabel *sentence;
  /* owned */
  ReviewSession *session;
  const ReviewPaneKind *kind; /* static */
  ReviewEvidencePane *pane;   /* (nullable): child; NULL: the case has nothing for it */
};

enum
{
  SIGNAL_EVIDENCE_WANTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReviewEvidenceWindow, review_evidence_window, ADW_TYPE_WINDOW)

/* A pane with nothing to show goes, and everything it showed goes with it. */
static void
show_pane (ReviewEvidenceWindow *self, gboolean applies)
{
  if (applies && self->pane == NULL)
    {
      self->pane = review_evidence_panes_new (self->kind, self->session);
      adw_bin_set_child (self->place, GTK_WIDGET (self->pane));
      review_evidence_pane_set_active (self->pane, TRUE);
    }
  else if (!applies && self->pane != NULL)
    {
      self->pane = NULL;
      adw_bin_set_child (self->place, NULL);
    }
}

static void
show_case (ReviewEvidenceWindow *self)
{
  const ReviewCaseView *view = review_desk_get_view (review_session_get_desk (self->session));
  gboolean applies = view != NULL && self->kind->count (view) != 0;
  const char *id = view != NULL ? view->item_case->display_id : NULL;
  g_autofree char *title = id != NULL ? g_strdup_printf ("%s · %s", _ (self->kind->title), id)
                                      : g_strdup (_ (self->kind->title));

  adw_window_title_set_title (self->title, _ (self->kind->title));
  adw_window_title_set_subtitle (self->title, id != NULL ? id : "");
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_text (self->sentence, view == NULL ? _ ("No case is open. The next one shows here.")
                                                   : _ ("This case has nothing to show here."));
  show_pane (self, applies);
  gtk_stack_set_visible_child_name (self->stack, applies ? "pane" : "sentence");
}

/* The chips of a pane jump to a row: here, or where whoever opened the window has it. */
static void
show_evidence (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewEvidenceWindow *self = REVIEW_EVIDENCE_WINDOW (widget);
  const char *label = g_variant_get_string (parameter, NULL);

  if (!review_evidence_window_show_evidence (self, label))
    g_signal_emit (self, signals[SIGNAL_EVIDENCE_WANTED], 0, label);
}

static gboolean
close_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static gboolean
review_evidence_window_close_request (GtkWindow *window)
{
  review_evidence_window_save (REVIEW_EVIDENCE_WINDOW (window));
  return GTK_WINDOW_CLASS (review_evidence_window_parent_class)->close_request (window);
}

static void
review_evidence_window_dispose (GObject *object)
{
  ReviewEvidenceWindow *self = REVIEW_EVIDENCE_WINDOW (object);

  if (self->place != NULL)
    adw_bin_set_child (self->place, NULL);
  self->pane = NULL;
  adw_window_set_content (ADW_WINDOW (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_EVIDENCE_WINDOW);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_evidence_window_parent_class)->dispose (object);
}

static void
review_evidence_window_class_init (ReviewEvidenceWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_evidence_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = review_evidence_window_close_request;
  /**
   * ReviewEvidenceWindow::evidence-wanted:
   * @label: of a row that is not in this window: "E12"
   */
  signals[SIGNAL_EVIDENCE_WANTED] =
      g_signal_new ("evidence-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "review.show-evidence", "s", show_evidence);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, close_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-evidence-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewEvidenceWindow, title);
  gtk_widget_class_bind_template_child (widget_class, ReviewEvidenceWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ReviewEvidenceWindow, place);
  gtk_widget_class_bind_template_child (widget_class, ReviewEvidenceWindow, sentence);
}

static void
review_evidence_window_init (ReviewEvidenceWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
make_size_name (ReviewEvidenceWindow *self)
{
  return g_strconcat ("window/detached-", self->kind->id, NULL);
}

/**
 * review_evidence_window_new:
 * @kind: what the window shows
 *
 * Returns: (transfer none): a window that follows the open case of @session; GTK owns it
 */
ReviewEvidenceWindow *
review_evidence_window_new (const ReviewPaneKind *kind, ReviewSession *session)
{
  ReviewEvidenceWindow *self = g_object_new (REVIEW_TYPE_EVIDENCE_WINDOW, NULL);
  g_autofree char *name = NULL;
  GVariant *size;
  int width, height;

  self->kind = kind;
  self->session = g_object_ref (session);
  name = make_size_name (self);
  size = review_session_get_ui (session, name);
  if (size != NULL)
    {
      g_variant_get (size, "(ii)", &width, &height);
      gtk_window_set_default_size (GTK_WINDOW (self), width, height);
    }
  g_signal_connect_object (review_session_get_desk (session), "notify::view",
                           G_CALLBACK (show_case), self, G_CONNECT_SWAPPED);
  review_presence_watch (GTK_WINDOW (self), review_session_get_desk (session));
  show_case (self);
  return self;
}

/**
 * review_evidence_window_get_id:
 *
 * Returns: (transfer none): id of the pane in it
 */
const char *
review_evidence_window_get_id (ReviewEvidenceWindow *self)
{
  g_return_val_if_fail (REVIEW_IS_EVIDENCE_WINDOW (self), NULL);

  return self->kind->id;
}

/**
 * review_evidence_window_show_evidence:
 * @label: of a row: "E12"
 *
 * Returns: whether the window has the row; then it is marked
 */
gboolean
review_evidence_window_show_evidence (ReviewEvidenceWindow *self, const char *label)
{
  g_return_val_if_fail (REVIEW_IS_EVIDENCE_WINDOW (self), FALSE);

  return self->pane != NULL && review_evidence_pane_show_evidence (self->pane, label);
}

/**
 * review_evidence_window_save:
 *
 * Writes size, and where its pane is, to the session: before the window goes away.
 */
void
review_evidence_window_save (ReviewEvidenceWindow *self)
{
  g_autofree char *name = NULL;
  int width = 0, height = 0;

  g_return_if_fail (REVIEW_IS_EVIDENCE_WINDOW (self));

  name = make_size_name (self);
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  review_session_set_ui (self->session, name, g_variant_new ("(ii)", width, height));
  if (self->pane != NULL)
    review_evidence_pane_save (self->pane);
}
