/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes beside the case and its customer: a place to write one, and what is there, the newest
 * first. Alt+Enter adds the note: Ctrl+Enter submits the decision wherever the focus is, and Enter
 * belongs to the text and to input methods. */
#define G_LOG_DOMAIN "review-app"
#include "review-notes-pane.h"

#include <glib/gi18n.h>

#include "review-format.h"
#include "review-label.h"
#include "review-mention-list.h"
#include "review-personal-data.h"
#include "review-tag.h"
#include "review-text.h"
#include "review-words.h"

struct _ReviewNotesPane
{
  ReviewEvidencePane parent;
  /* template */
  GtkTextView *text;
  ReviewMentionList *mentions;
  GtkWidget *scopes;
  GtkToggleButton *on_case;
  GtkToggleButton *on_subject;
  GtkLabel *status;
  GtkWidget *add;
  GtkLabel *sentence;
  GtkWidget *scrolled;
  GtkBox *list;
  /* owned */
  ReviewAside *aside;    /* (nullable): followed once the pane has shown a case */
  ReviewNoteList *shown; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (ReviewNotesPane, review_notes_pane, REVIEW_TYPE_EVIDENCE_PANE)

static char *
dup_text (ReviewNotesPane *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static gboolean
names_user (ReviewSession *session, const ReviewNote *note)
{
  const ReviewUser *user = review_session_get_user (session);

  for (guint i = 0; user != NULL && note->mentions != NULL && i < note->mentions->len; i++)
    if (g_strcmp0 (((ReviewColleague *) note->mentions->pdata[i])->account, user->id) == 0)
      return TRUE;
  return FALSE;
}

static GtkWidget *
make_note (ReviewSession *session, const ReviewNote *note)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                 2, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *when = review_format_clock (note->at, review_session_get_server_time (session));
  g_autofree char *words = review_text_visible (note->text);
  const char *author = note->author_name != NULL ? note->author_name : note->author;
  g_autofree char *who = g_strdup_printf ("%s  ·  %s", author, when);
  g_autofree char *name = g_strdup_printf (_ ("Note by %s: %s"), author, words);
  GtkWidget *by = gtk_label_new (who), *text = gtk_label_new (words);

  gtk_widget_add_css_class (by, "dim-label");
  gtk_widget_add_css_class (by, "numeric");
  gtk_box_append (GTK_BOX (head), by);
  if (note->scope == REVIEW_NOTE_SUBJECT)
    gtk_box_append (GTK_BOX (head), review_tag_new (_ ("on the customer"), REVIEW_TONE_ACCENT));
  if (names_user (session, note))
    gtk_box_append (GTK_BOX (head), review_tag_new (_ ("names you"), REVIEW_TONE_WARNING));
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  review_label_wrap (GTK_LABEL (text));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return box;
}

/* Somebody came for this note: it has the focus, and the list goes to it. */
static void
show_wanted (ReviewNotesPane *self, GtkWidget *note)
{
  ReviewSession *session = review_evidence_pane_get_session (REVIEW_EVIDENCE_PANE (self));

  gtk_widget_set_focusable (note, TRUE);
  gtk_widget_add_css_class (note, "note-wanted");
  gtk_widget_grab_focus (note);
  gtk_widget_activate_action (GTK_WIDGET (self), "review.show-tab", "s", "notes");
  review_session_set_ui_string (session, REVIEW_NOTE_WANTED, NULL);
}

static void
show_list (ReviewNotesPane *self, const ReviewNoteList *notes)
{
  ReviewSession *session = review_evidence_pane_get_session (REVIEW_EVIDENCE_PANE (self));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  gtk_widget_set_visible (self->scrolled, notes != NULL && notes->notes->len > 0);
  for (guint i = 0; notes != NULL && i < notes->notes->len; i++)
    {
      const ReviewNote *note = notes->notes->pdata[i];

      child = make_note (session, note);
      gtk_box_append (self->list, child);
      if (g_strcmp0 (note->id, review_session_get_ui_string (session, REVIEW_NOTE_WANTED)) == 0)
        show_wanted (self, child);
    }
}

static const char *
describe (const ReviewNoteList *notes, int error)
{
  if (notes == NULL)
    return error == 0 ? _ ("Reading notes …") : _ ("The notes could not be read.");
  if (notes->others_hidden)
    return _ ("What colleagues wrote is shown after your decision.");
  return notes->notes->len == 0 ? _ ("Nobody has written anything yet.") : NULL;
}

/* Notes follow a customer and outlive a case: nobody's number or address belongs into them. */
static gboolean
points_to_person (ReviewNotesPane *self)
{
  g_autofree char *personal = review_personal_data_find (review_aside_get_draft (self->aside));

  return personal != NULL;
}

static const char *
describe_sending (ReviewNotesPane *self)
{
  if (points_to_person (self))
    return _ ("No personal data in notes: cite evidence instead.");
  if (review_aside_get_sending (self->aside))
    return _ ("Being sent …");
  if (review_aside_get_send_error (self->aside) != 0)
    return review_words_error (review_aside_get_send_error (self->aside));
  return "";
}

static void
show_composer (ReviewNotesPane *self)
{
  const ReviewNoteList *notes = review_aside_get_notes (self->aside);
  g_autofree char *typed = dup_text (self);
  const char *draft = review_aside_get_draft (self->aside);

  if (g_strcmp0 (typed, draft) != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), draft, -1);
  gtk_toggle_button_set_active (review_aside_get_scope (self->aside) == REVIEW_NOTE_SUBJECT
                                    ? self->on_subject
                                    : self->on_case,
                                TRUE);
  gtk_widget_set_visible (self->scopes, notes != NULL && notes->subject_allowed);
  gtk_widget_set_sensitive (self->add, *draft != '\0' && !points_to_person (self)
                                           && !review_aside_get_sending (self->aside));
  gtk_label_set_text (self->status, describe_sending (self));
}

static void
changed_cb (ReviewNotesPane *self)
{
  const ReviewNoteList *notes = review_aside_get_notes (self->aside);
  const char *sentence = describe (notes, review_aside_get_notes_error (self->aside));

  show_composer (self);
  review_label_show (self->sentence, sentence);
  if (notes == self->shown && notes != NULL)
    return;
  g_clear_pointer (&self->shown, review_record_unref);
  if (notes != NULL)
    self->shown = review_record_ref ((gpointer) notes);
  show_list (self, notes);
}

static void
typed_cb (ReviewNotesPane *self)
{
  g_autofree char *text = dup_text (self);

  if (self->aside != NULL)
    review_aside_set_draft (self->aside, text);
}

static void
scope_cb (ReviewNotesPane *self)
{
  if (self->aside != NULL)
    review_aside_set_scope (self->aside, gtk_toggle_button_get_active (self->on_subject)
                                             ? REVIEW_NOTE_SUBJECT
                                             : REVIEW_NOTE_CASE);
}

static void
add_cb (ReviewNotesPane *self)
{
  if (self->aside != NULL)
    review_aside_send_note (self->aside);
}

static gboolean
add_pressed_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  add_cb (REVIEW_NOTES_PANE (user_data));
  return TRUE;
}

static void
add_key (ReviewNotesPane *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_ALT_MASK),
                        gtk_callback_action_new (add_pressed_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->text), controller);
}

static void
review_notes_pane_set_view (ReviewEvidencePane *pane, const ReviewCaseView *view)
{
  ReviewNotesPane *self = REVIEW_NOTES_PANE (pane);

  if (self->aside == NULL)
    {
      self->aside =
          g_object_ref (review_session_get_aside (review_evidence_pane_get_session (pane)));
      g_signal_connect_object (self->aside, "changed", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
      review_mention_list_bind (self->mentions, self->text, self->aside);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->text), view != NULL);
  changed_cb (self);
}

static void
review_notes_pane_dispose (GObject *object)
{
  ReviewNotesPane *self = REVIEW_NOTES_PANE (object);

  g_clear_object (&self->aside);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_NOTES_PANE);
  g_clear_pointer (&self->shown, review_record_unref);
  G_OBJECT_CLASS (review_notes_pane_parent_class)->dispose (object);
}

static void
review_notes_pane_class_init (ReviewNotesPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_notes_pane_dispose;
  REVIEW_EVIDENCE_PANE_CLASS (klass)->set_view = review_notes_pane_set_view;
  g_type_ensure (REVIEW_TYPE_MENTION_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-notes-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewNotesPane, text);
  gtk_widget_class_bind_template_child (widget_class, ReviewNotesPane, mentions);
  gtk_widget_class_bind_template_child (widget_class, ReviewNotesPane, scopes);
  gtk_widget_class_bind_template_child (widget_class, ReviewNotesPane, on_case);
  gtk_widget_class_bind_template_child (widget_class, ReviewNotesPane, on_subject);
  gtk_widget_class_bind_template_child (widget_class, ReviewNotesPane, status);
  gtk_widget_class_bind_template_child (widget_class, ReviewNotesPane, add);
  gtk_widget_class_bind_template_child (widget_class, ReviewNotesPane, sentence);
  gtk_widget_class_bind_template_child (widget_class, ReviewNotesPane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ReviewNotesPane, list);
}

static void
review_notes_pane_init (ReviewNotesPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_key (self);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (typed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->on_subject, "toggled", G_CALLBACK (scope_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
}
