/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A related case, to look at: what links it, how it ended where that may be known, its evidence with
 * the values masked. It closes with the case from which one looks, and closing it changes nothing. */
#define G_LOG_DOMAIN "review-app"
#include "review-look-window.h"

#include <glib/gi18n.h>

#include "review-error.h"
#include "review-evidence-rows.h"
#include "review-format.h"
#include "review-presence.h"
#include "review-related-words.h"
#include "review-tag.h"
#include "review-text.h"
#include "review-timeline-row.h"
#include "review-words.h"
#include "review-wrap.h"

struct _ReviewLookWindow
{
  AdwWindow parent;
  /* template */
  AdwWindowTitle *title;
  GtkStack *stack;
  GtkLabel *sentence;
  GtkWidget *again;
  GtkLabel *facts;
  AdwBin *outcome;
  ReviewWrap *links;
  GtkBox *decisions;
  GtkLabel *count;
  GtkListView *list;
  /* owned */
  ReviewSession *session;
  GCancellable *cancellable; /* of the reading under way */
  char *case_id;
  char *work_item; /* from which one looks */
  gboolean blind;  /* as that was when this was read */
};

G_DEFINE_FINAL_TYPE (ReviewLookWindow, review_look_window, ADW_TYPE_WINDOW)

static void read_case (ReviewLookWindow *self);

static ReviewDesk *
get_desk (ReviewLookWindow *self)
{
  return review_session_get_desk (self->session);
}

static void
show_sentence (ReviewLookWindow *self, const char *sentence, gboolean again)
{
  gtk_label_set_text (self->sentence, sentence);
  gtk_widget_set_visible (self->again, again);
  gtk_stack_set_visible_child_name (self->stack, "sentence");
}

static void
add_line (ReviewLookWindow *self, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (self->decisions, label);
}

static void
add_decision (ReviewLookWindow *self, const char *type, const ReviewDecision *decision)
{
  const ReviewForm *form = decision->form;
  g_autofree char *time = review_format_time (decision->decided_at);
  const char *disposition =
      form != NULL && form->disposition != NULL
          ? review_words_code (self->session, "disposition", form->disposition)
          : NULL;
  g_autofree char *line = g_strdup_printf (
      "%s%s%s  ·  %s  ·  %s UTC",
      decision->retracted_at != 0 ? _ ("taken back")
                                  : review_words_choice (self->session, type, decision->choice),
      disposition != NULL ? "  ·  " : "", disposition != NULL ? disposition : "",
      decision->actor_name != NULL ? decision->actor_name : decision->actor, time);

  add_line (self, line, "numeric");
  if (form != NULL && form->rationale != NULL)
    {
      g_autofree char *rationale = review_text_visible (form->rationale);

      add_line (self, rationale, "dim-label");
    }
}

static void
show_decisions (ReviewLookWindow *self, const ReviewCaseLook *look)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->decisions))) != NULL)
    gtk_box_remove (self->decisions, child);
  if (look->outcome_hidden)
    add_line (self, _ ("How it ended is not shown while it, or your own case, is judged blind."),
              "dim-label");
  else if (look->decisions == NULL || look->decisions->len == 0)
    add_line (self, _ ("Nobody has decided this case yet."), "dim-label");
  for (guint i = 0; look->decisions != NULL && i < look->decisions->len; i++)
    add_decision (self, look->item_case->type, look->decisions->pdata[i]);
}

static void
show_facts (ReviewLookWindow *self, const ReviewCaseLook *look)
{
  const ReviewRelatedCase *one = look->related;
  g_autofree char *opened = review_format_time (one->opened_at);
  g_autofree char *subject = review_format_words (one->subject);
  g_autofree char *outcome = review_related_words_outcome (self->session, one);
  /* Translators: a case's type, its customer, when it was opened */
  g_autofree char *facts = g_strdup_printf (
      _ ("%s  ·  %s  ·  opened %s UTC"), review_words_type (self->session, one->type),
      one->same_subject ? _ ("same customer") : subject, opened);

  gtk_label_set_text (self->facts, facts);
  adw_bin_set_child (
      self->outcome,
      outcome != NULL ? review_tag_new (outcome, review_related_words_outcome_tone (one)) : NULL);
  review_wrap_remove_all (self->links);
  for (guint i = 0; one->links != NULL && i < one->links->len; i++)
    {
      g_autofree char *words = review_related_words_link (one->links->pdata[i]);

      review_wrap_append (self->links, review_tag_new (words, REVIEW_TONE_NEUTRAL));
    }
}

static void
show_evidence (ReviewLookWindow *self, const ReviewCaseLook *look)
{
  guint n = look->evidence != NULL ? look->evidence->len : 0;
  g_autoptr (GtkSelectionModel) rows =
      look->evidence != NULL ? review_evidence_rows_select_none (
          G_LIST_MODEL (review_evidence_rows_list (look->evidence, 0)))
                             : NULL;
  /* Translators: rows of evidence */
  g_autofree char *count =
      g_strdup_printf (ngettext ("%u row; values are masked, for you do not hold this case",
                                 "%u rows; values are masked, for you do not hold this case", n),
                       n);

  gtk_label_set_text (self->count, count);
  gtk_list_view_set_model (self->list, rows);
}

static void
show_look (ReviewLookWindow *self, const ReviewCaseLook *look)
{
  g_autofree char *title = g_strdup_printf (_ ("Related case %s"), look->related->display_id);

  adw_window_title_set_title (self->title, title);
  gtk_window_set_title (GTK_WINDOW (self), title);
  show_facts (self, look);
  show_decisions (self, look);
  show_evidence (self, look);
  gtk_stack_set_visible_child_name (self->stack, "look");
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewLookWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCaseLook) look = review_desk_look_finish (REVIEW_DESK (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  if (look != NULL)
    show_look (self, look);
  else
    show_sentence (self, review_words_error (error->domain == REVIEW_ERROR ? error->code : 0),
                   TRUE);
}

static void
forget_reading (ReviewLookWindow *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_case (ReviewLookWindow *self)
{
  const ReviewCaseView *view = review_desk_get_view (get_desk (self));

  forget_reading (self);
  self->blind = view != NULL && view->blind;
  self->cancellable = g_cancellable_new ();
  show_sentence (self, _ ("Reading the related case …"), FALSE);
  review_desk_look_async (get_desk (self), self->case_id, self->cancellable, looked_cb,
                          g_object_ref (self));
}

/* With the case goes what one saw from it; a first call may show more of it. */
static void
view_changed_cb (ReviewLookWindow *self)
{
  const ReviewCaseView *view = review_desk_get_view (get_desk (self));

  if (view == NULL || g_strcmp0 (view->work_item->id, self->work_item) != 0)
    gtk_window_close (GTK_WINDOW (self));
  else if (view->blind != self->blind)
    read_case (self);
}

static gboolean
close_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
review_look_window_dispose (GObject *object)
{
  ReviewLookWindow *self = REVIEW_LOOK_WINDOW (object);

  forget_reading (self);
  adw_window_set_content (ADW_WINDOW (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_LOOK_WINDOW);
  g_clear_object (&self->session);
  g_clear_pointer (&self->case_id, g_free);
  g_clear_pointer (&self->work_item, g_free);
  G_OBJECT_CLASS (review_look_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, ReviewLookWindow, title);
  gtk_widget_class_bind_template_child (klass, ReviewLookWindow, stack);
  gtk_widget_class_bind_template_child (klass, ReviewLookWindow, sentence);
  gtk_widget_class_bind_template_child (klass, ReviewLookWindow, again);
  gtk_widget_class_bind_template_child (klass, ReviewLookWindow, facts);
  gtk_widget_class_bind_template_child (klass, ReviewLookWindow, outcome);
  gtk_widget_class_bind_template_child (klass, ReviewLookWindow, links);
  gtk_widget_class_bind_template_child (klass, ReviewLookWindow, decisions);
  gtk_widget_class_bind_template_child (klass, ReviewLookWindow, count);
  gtk_widget_class_bind_template_child (klass, ReviewLookWindow, list);
}

static void
review_look_window_class_init (ReviewLookWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_look_window_dispose;
  g_type_ensure (REVIEW_TYPE_WRAP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, close_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, close_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-look-window.ui");
  bind_template (widget_class);
}

static void
review_look_window_init (ReviewLookWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_title (GTK_WINDOW (self), _ ("Related case"));
  g_signal_connect_object (self->again, "clicked", G_CALLBACK (read_case), self, G_CONNECT_SWAPPED);
}

static ReviewLookWindow *
find_window (ReviewSession *session, const char *case_id)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (REVIEW_IS_LOOK_WINDOW (window) && REVIEW_LOOK_WINDOW (window)->session == session
          && g_strcmp0 (REVIEW_LOOK_WINDOW (window)->case_id, case_id) == 0)
        return REVIEW_LOOK_WINDOW (window);
    }
  return NULL;
}

static ReviewLookWindow *
make_window (GtkWindow *parent, ReviewSession *session, const char *case_id)
{
  ReviewLookWindow *self = g_object_new (REVIEW_TYPE_LOOK_WINDOW, "transient-for", parent, NULL);
  g_autoptr (GtkListItemFactory) factory = review_timeline_row_factory_new (session);

  self->session = g_object_ref (session);
  self->case_id = g_strdup (case_id);
  self->work_item = g_strdup (review_desk_get_work_item (get_desk (self)));
  gtk_list_view_set_factory (self->list, factory);
  g_signal_connect_object (get_desk (self), "notify::view", G_CALLBACK (view_changed_cb), self,
                           G_CONNECT_SWAPPED);
  review_presence_watch (GTK_WINDOW (self), get_desk (self));
  read_case (self);
  return self;
}

/**
 * review_look_window_open:
 * @parent: (nullable): in front of it, and gone with it
 * @case_id: of a case that the open one is related to
 *
 * Shows the case, in the window that it has already if there is one.
 *
 * Returns: (transfer none): the window; GTK owns it
 */
ReviewLookWindow *
review_look_window_open (GtkWindow *parent, ReviewSession *session, const char *case_id)
{
  ReviewLookWindow *self = find_window (session, case_id);

  if (self == NULL)
    self = make_window (parent, session, case_id);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
