/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suspicious-transaction referrals, for seniors and leads: those that there are, and a draft for the
 * case on the desk. It stands apart from the case, where customers' texts are written. */
#define G_LOG_DOMAIN "review-app"
#include "review-referral-window.h"

#include <glib/gi18n.h>
#include "review-format.h"
#include "review-label.h"
#include "review-list.h"
#include "review-reason-popover.h"
#include "review-referral-words.h"
#include "review-report-export.h"
#include "review-tab-stop.h"
#include "review-tag.h"
#include "review-text.h"
#include "review-waves-words.h"
#include "review-words.h"

#define DRAFT "case/referral" /* screen state: what is typed of a draft */

struct _ReviewReferralWindow
{
  AdwWindow parent;
  /* template */
  GtkWidget *draft_new;
  GtkListBox *list;
  GtkStack *stack;
  GtkLabel *about;
  GtkTextView *text;
  GtkWidget *save;
  GtkLabel *title;
  ReviewTag *state;
  GtkLabel *history;
  GtkLabel *said;
  GtkWidget *send;
  GtkMenuButton *file;
  GtkMenuButton *decline;
  GtkWidget *waits;
  GtkLabel *failed;
  /* owned */
  ReviewSession *session;
  char *case_id; /* (nullable): that a draft would be of */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (ReviewReferralWindow, review_referral_window, ADW_TYPE_WINDOW)

static ReviewReferrals *
get_referrals (ReviewReferralWindow *self)
{
  return review_session_get_referrals (self->session);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  ReviewReferralWindow *self = user_data;
  const ReviewReferral *one = review_item_get_record (item);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *at =
      review_format_clock (one->at, review_session_get_server_time (self->session));
  g_autofree char *detail =
      g_strdup_printf ("%s · %s · %s", review_referral_words_state (one->state),
                       one->by_name != NULL ? one->by_name : "—", at);
  g_autofree char *name = g_strdup_printf ("%s, %s", one->display_id, detail);

  gtk_box_append (GTK_BOX (box), review_label_new_tipped (one->display_id, "heading"));
  gtk_box_append (GTK_BOX (box), review_label_new_tipped (detail, "caption"));
  return review_list_row_new (box, name, one->id);
}

static void
selected_cb (ReviewReferralWindow *self, GtkListBoxRow *row)
{
  if (row != NULL && !self->filling)
    review_referrals_select (get_referrals (self), review_list_row_get_id (row));
}

static void
draft_new_cb (ReviewReferralWindow *self)
{
  review_referrals_select (get_referrals (self), NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static char *
dup_text (ReviewReferralWindow *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (self->text), &start, &end);
  return gtk_text_buffer_get_text (gtk_text_view_get_buffer (self->text), &start, &end, FALSE);
}

static void
update_save (ReviewReferralWindow *self)
{
  g_autofree char *text = dup_text (self);
  gboolean blank = review_text_is_blank (text);

  gtk_widget_set_sensitive (self->save,
                            !blank && self->case_id != NULL
                                && g_utf8_strlen (text, -1) <= REVIEW_REFERRAL_MAX_TEXT
                                && !review_board_get_busy (REVIEW_BOARD (get_referrals (self))));
}

static void
typed_cb (ReviewReferralWindow *self)
{
  g_autofree char *text = dup_text (self);

  review_session_set_ui_string (self->session, DRAFT, text);
  update_save (self);
}

static void
save_cb (ReviewReferralWindow *self)
{
  g_autofree char *text = dup_text (self);

  review_referrals_draft (get_referrals (self), self->case_id, text);
}

static void
send_cb (ReviewReferralWindow *self)
{
  review_referrals_move (get_referrals (self), REVIEW_REFERRAL_SENT, NULL);
}

static void
file_cb (ReviewReferralWindow *self, const char *number)
{
  review_referrals_move (get_referrals (self), REVIEW_REFERRAL_FILED, number);
}

static void
decline_cb (ReviewReferralWindow *self, const char *reason)
{
  review_referrals_move (get_referrals (self), REVIEW_REFERRAL_DECLINED, reason);
}

static void
fetch (ReviewSession *session, GAsyncReadyCallback callback, gpointer user_data)
{
  review_referrals_export_async (review_session_get_referrals (session), NULL, callback, user_data);
}

static ReviewReport *
finish (ReviewSession *session, GAsyncResult *result, GError **error)
{
  g_autoptr (ReviewReferral) one =
      review_referrals_export_finish (review_session_get_referrals (session), result, error);

  return one != NULL ? review_referral_words_report (session, one) : NULL;
}

static void
pdf_cb (ReviewReferralWindow *self)
{
  static const ReviewReportSource source = { fetch, finish };
  const ReviewReferral *one = review_referrals_get_selected (get_referrals (self));
  g_autofree char *name = one != NULL ? g_strdup_printf ("%s-referral.pdf", one->display_id) : NULL;

  if (one != NULL)
    review_report_export_from (GTK_WIDGET (self), self->session, name, &source);
}

/* Whether what has the focus is on that page, or had it and cannot be pressed now. */
static gboolean
has_focus (ReviewReferralWindow *self, GtkWidget *page)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  return focus == NULL || (page != NULL && gtk_widget_is_ancestor (focus, page));
}

/* What had the focus is gone with its page: it goes on to what is done next. */
static void
show_page (ReviewReferralWindow *self, const char *name)
{
  GtkWidget *before = gtk_stack_get_visible_child (self->stack);
  gboolean had = has_focus (self, before);

  gtk_stack_set_visible_child_name (self->stack, name);
  if (had && gtk_stack_get_visible_child (self->stack) != before
      && !gtk_widget_grab_focus (self->send))
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
show_one (ReviewReferralWindow *self, const ReviewReferral *one)
{
  ReviewReferrals *referrals = get_referrals (self);
  g_autofree char *title = g_strdup_printf (
      "%s · %s", one->display_id,
      one->case_type != NULL ? review_words_type (self->session, one->case_type) : "—");
  g_autofree char *history = review_referral_words_history (one);
  gboolean over = one->state == REVIEW_REFERRAL_FILED || one->state == REVIEW_REFERRAL_DECLINED;
  gboolean decline = review_referrals_may_become (referrals, REVIEW_REFERRAL_DECLINED);

  gtk_label_set_text (self->title, title);
  review_tag_set_text (self->state, review_referral_words_state (one->state));
  review_tag_set_tone (self->state, review_referral_words_tone (one->state));
  gtk_label_set_text (self->history, history);
  gtk_label_set_text (self->said, one->text);
  gtk_widget_set_visible (self->send, one->state == REVIEW_REFERRAL_DRAFTED);
  gtk_widget_set_sensitive (self->send,
                            review_referrals_may_become (referrals, REVIEW_REFERRAL_SENT));
  gtk_widget_set_visible (GTK_WIDGET (self->file),
                          review_referrals_may_become (referrals, REVIEW_REFERRAL_FILED));
  gtk_widget_set_visible (GTK_WIDGET (self->decline), decline);
  gtk_widget_set_visible (self->waits,
                          !over && !decline && !review_board_get_busy (REVIEW_BOARD (referrals)));
  show_page (self, "one");
}

static void
select_row (ReviewReferralWindow *self, const ReviewReferral *one)
{
  self->filling = TRUE;
  if (one == NULL)
    gtk_list_box_unselect_all (self->list);
  else
    review_list_select (self->list, one->id);
  self->filling = FALSE;
}

static void
update (ReviewReferralWindow *self)
{
  ReviewReferrals *referrals = get_referrals (self);
  const ReviewReferral *one = review_referrals_get_selected (referrals);
  int code = review_board_get_error_code (REVIEW_BOARD (referrals));
  g_autofree char *error =
      code != 0
          ? review_waves_words_error (code, review_board_get_error_field (REVIEW_BOARD (referrals)))
          : NULL;

  review_label_show (self->failed, error);
  select_row (self, one);
  update_save (self);
  if (one != NULL)
    show_one (self, one);
  else
    show_page (self, self->case_id != NULL ? "draft" : "none");
}

/* What was drafted stands in the list now. */
static void
items_changed_cb (ReviewReferralWindow *self)
{
  const ReviewReferral *one = review_referrals_get_selected (get_referrals (self));
  g_autofree char *text = dup_text (self);

  if (one != NULL && g_strcmp0 (g_strstrip (text), one->text) == 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), "", -1);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
review_referral_window_dispose (GObject *object)
{
  ReviewReferralWindow *self = REVIEW_REFERRAL_WINDOW (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_REFERRAL_WINDOW);
  g_clear_object (&self->session);
  g_clear_pointer (&self->case_id, g_free);
  G_OBJECT_CLASS (review_referral_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ReviewReferralWindow, name)
  BIND (draft_new);
  BIND (list);
  BIND (stack);
  BIND (about);
  BIND (text);
  BIND (save);
  BIND (title);
  BIND (state);
  BIND (history);
  BIND (said);
  BIND (send);
  BIND (file);
  BIND (decline);
  BIND (waits);
  BIND (failed);
#undef BIND
}

static void
review_referral_window_class_init (ReviewReferralWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_referral_window_dispose;
  g_type_ensure (REVIEW_TYPE_TAB_STOP);
  g_type_ensure (REVIEW_TYPE_TAG);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-referral-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, draft_new_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, pdf_cb);
}

static void
add_popover (ReviewReferralWindow *self,
             GtkMenuButton *button,
             const char *question,
             const char *act,
             void (*given_cb) (ReviewReferralWindow *self, const char *text))
{
  GtkWidget *popover = review_reason_popover_new (question, act);

  g_signal_connect_object (popover, "given", G_CALLBACK (given_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, popover);
}

static void
review_referral_window_init (ReviewReferralWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_popover (self, self->file, _ ("The authority's number"), _ ("Filed"), file_cb);
  add_popover (self, self->decline, _ ("Why it is not filed"), _ ("Do not file"), decline_cb);
}

/** review_referral_window_is_for: Returns: whether the user may know of referrals. */
gboolean
review_referral_window_is_for (ReviewSession *session)
{
  return review_session_get_can_pick (session);
}

static void
bind (ReviewReferralWindow *self, ReviewSession *session)
{
  const ReviewCaseView *view = review_desk_get_view (review_session_get_desk (session));
  const char *draft = review_session_get_ui_string (session, DRAFT);
  g_autofree char *about = NULL;

  self->session = g_object_ref (session);
  if (view != NULL)
    {
      self->case_id = g_strdup (view->item_case->id);
      about = g_strdup_printf ("%s · %s", view->item_case->display_id,
                               review_words_type (session, view->item_case->type));
      gtk_label_set_text (self->about, about);
    }
  gtk_widget_set_visible (self->draft_new, view != NULL);
  gtk_list_box_bind_model (self->list, review_referrals_get_items (get_referrals (self)), make_row,
                           self, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), draft != NULL ? draft : "", -1);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (typed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review_referrals_get_items (get_referrals (self)), "items-changed",
                           G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (get_referrals (self), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

/**
 * review_referral_window_present:
 * @parent: the window above which it stands
 *
 * Shows the referrals, and a draft for the case on the desk; nothing where
 * review_referral_window_is_for() says no.
 */
void
review_referral_window_present (GtkWindow *parent, ReviewSession *session)
{
  ReviewReferralWindow *self;

  if (!review_referral_window_is_for (session))
    return;
  self = g_object_new (REVIEW_TYPE_REFERRAL_WINDOW, "transient-for", parent, NULL);
  bind (self, session);
  review_referrals_select (get_referrals (self), NULL);
  review_board_read_soon (REVIEW_BOARD (get_referrals (self)));
  update (self);
  gtk_window_set_focus (GTK_WINDOW (self),
                        self->case_id != NULL ? GTK_WIDGET (self->text) : GTK_WIDGET (self->list));
  gtk_window_present (GTK_WINDOW (self));
}
