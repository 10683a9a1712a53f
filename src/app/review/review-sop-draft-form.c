/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a clause for a gap, beside the case that shows it: its kind and its text in English and
 * Chinese. One half may be missing, and the form says so. What is written lies in the session. */
#define G_LOG_DOMAIN "review-app"
#include "review-sop-draft-form.h"

#include <glib/gi18n.h>

#include "review-chips.h"
#include "review-words.h"

struct _ReviewSopDraftForm
{
  GtkWidget parent;
  /* template */
  GtkWidget *box;
  GtkLabel *about;
  ReviewChips *kinds;
  GtkTextView *english;
  GtkTextView *chinese;
  GtkLabel *status;
  GtkWidget *send;
  GtkWidget *cancel;
  /* owned */
  ReviewSession *session;  /* (nullable) until it is bound */
  ReviewSopDrafts *drafts; /* (nullable) until it is bound */
};

G_DEFINE_FINAL_TYPE (ReviewSopDraftForm, review_sop_draft_form, GTK_TYPE_WIDGET)

static char *
dup_text (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
show_text (GtkTextView *view, const char *text)
{
  g_autofree char *typed = dup_text (view);

  if (g_strcmp0 (typed, text) != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, -1);
}

/* "For step 3, with WD-48213 as its example" */
static void
show_about (ReviewSopDraftForm *self)
{
  const ReviewCaseView *view = review_desk_get_view (review_session_get_desk (self->session));
  const char *id = view != NULL ? view->item_case->display_id : "";
  /* Translators: %d is the number of a step of ROCA's reasoning, %s the id of a case. */
  g_autofree char *text = g_strdup_printf (_ ("For the gap of step %d, with %s as its example"),
                                           (int) review_sop_drafts_get_step (self->drafts), id);

  gtk_label_set_label (self->about, text);
}

static const char *
describe (ReviewSopDraftForm *self)
{
  gboolean en = *review_sop_drafts_get_text (self->drafts, "en") != '\0';
  gboolean zh_cn = *review_sop_drafts_get_text (self->drafts, "zh-CN") != '\0';

  if (review_sop_drafts_get_sending (self->drafts))
    return _ ("Being sent …");
  if (review_sop_drafts_get_error (self->drafts) != 0)
    return review_words_error (review_sop_drafts_get_error (self->drafts));
  if (!en && !zh_cn)
    return _ ("Write it in one language at least, without any customer's data.");
  if (review_sop_drafts_get_kind (self->drafts) == 0)
    return _ ("Choose what kind of clause it is.");
  if (!zh_cn)
    return _ ("The Chinese half is missing: it will be shown as a gap.");
  if (!en)
    return _ ("The English half is missing: it will be shown as a gap.");
  return _ ("Others approve it; you can take it back.");
}

static void
update (ReviewSopDraftForm *self)
{
  int kind = review_sop_drafts_get_kind (self->drafts);

  gtk_widget_set_visible (GTK_WIDGET (self), review_sop_drafts_get_step (self->drafts) != 0);
  show_about (self);
  review_chips_set_active_one (self->kinds,
                               kind != 0 ? review_enum_nick (&review_clause_kinds, kind) : NULL);
  show_text (self->english, review_sop_drafts_get_text (self->drafts, "en"));
  show_text (self->chinese, review_sop_drafts_get_text (self->drafts, "zh-CN"));
  gtk_label_set_label (self->status, describe (self));
  gtk_widget_set_sensitive (self->send, review_sop_drafts_get_can_send (self->drafts));
}

static void
typed_cb (ReviewSopDraftForm *self, GtkTextBuffer *buffer)
{
  gboolean english = buffer == gtk_text_view_get_buffer (self->english);
  g_autofree char *text = dup_text (english ? self->english : self->chinese);

  if (self->drafts != NULL)
    review_sop_drafts_set_text (self->drafts, english ? "en" : "zh-CN", text);
}

static void
kind_chosen_cb (ReviewChips *chips, const char *id, gboolean active, ReviewSopDraftForm *self)
{
  review_sop_drafts_set_kind (self->drafts,
                              active ? review_enum_value (&review_clause_kinds, id) : 0);
}

static void
send_cb (ReviewSopDraftForm *self)
{
  review_sop_drafts_send (self->drafts);
}

static void
cancel_cb (ReviewSopDraftForm *self)
{
  review_sop_drafts_set_step (self->drafts, 0);
}

static gboolean
review_sop_draft_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (GTK_WIDGET (REVIEW_SOP_DRAFT_FORM (widget)->kinds),
                                 GTK_DIR_TAB_FORWARD);
}

static void
review_sop_draft_form_dispose (GObject *object)
{
  ReviewSopDraftForm *self = REVIEW_SOP_DRAFT_FORM (object);

  g_clear_object (&self->drafts);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_SOP_DRAFT_FORM);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_sop_draft_form_parent_class)->dispose (object);
}

static void
review_sop_draft_form_class_init (ReviewSopDraftFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_sop_draft_form_dispose;
  widget_class->grab_focus = review_sop_draft_form_grab_focus;
  g_type_ensure (REVIEW_TYPE_CHIPS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-sop-draft-form.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewSopDraftForm, box);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopDraftForm, about);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopDraftForm, kinds);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopDraftForm, english);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopDraftForm, chinese);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopDraftForm, status);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopDraftForm, send);
  gtk_widget_class_bind_template_child (widget_class, ReviewSopDraftForm, cancel);
  gtk_widget_class_bind_template_callback (widget_class, kind_chosen_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_sop_draft_form_init (ReviewSopDraftForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int kind = REVIEW_CLAUSE_CHECK; kind <= REVIEW_CLAUSE_ESCALATE; kind++)
    review_chips_add (self->kinds, review_enum_nick (&review_clause_kinds, kind),
                      review_words_clause_kind (kind), NULL);
  g_signal_connect_object (gtk_text_view_get_buffer (self->english), "changed",
                           G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->chinese), "changed",
                           G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->send, "clicked", G_CALLBACK (send_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cancel, "clicked", G_CALLBACK (cancel_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * review_sop_draft_form_bind:
 *
 * Shows the clause that is being written in @session, whenever one is. Called once.
 */
void
review_sop_draft_form_bind (ReviewSopDraftForm *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_SOP_DRAFT_FORM (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->drafts = g_object_ref (review_session_get_sop_drafts (session));
  g_signal_connect_object (self->drafts, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
