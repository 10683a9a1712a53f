/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handing over: to whom, and each case with its next step. Rows come and go with their cases; what is
 * typed goes to the session's draft at once, so that a row that is made anew loses nothing. */
#define G_LOG_DOMAIN "review-app"
#include "review-handover-form.h"

#include <glib/gi18n.h>

#include "review-card.h"
#include "review-compat.h"
#include "review-format.h"
#include "review-label.h"
#include "review-shift-words.h"
#include "review-tag.h"
#include "review-today-parts.h"
#include "review-words.h"

#define STEPS "handover_step"

struct _ReviewHandoverForm
{
  AdwBin parent;
  /* template */
  GtkDropDown *to;
  ReviewCard *card;
  GtkBox *rows;
  GtkLabel *hint;
  GtkWidget *submit;
  /* owned */
  ReviewSession *session;
  GtkSizeGroup *columns;  /* of the next steps */
  GPtrArray *steps;       /* ReviewCode: in the order in which they are offered */
  ReviewReceivers *shown; /* (nullable): that the list of receivers is of */
  gboolean setting;       /* a choice is being shown, not made */
};

G_DEFINE_FINAL_TYPE (ReviewHandoverForm, review_handover_form, ADW_TYPE_BIN)

static ReviewHandoverDraft *
get_draft (ReviewHandoverForm *self)
{
  return review_session_get_handover (self->session);
}

static void
read_steps (ReviewHandoverForm *self)
{
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);

  g_ptr_array_set_size (self->steps, 0);
  for (guint i = 0; catalog != NULL && catalog->codes != NULL && i < catalog->codes->len; i++)
    {
      ReviewCode *code = catalog->codes->pdata[i];

      if (g_str_equal (code->list, STEPS) && !code->retired)
        g_ptr_array_add (self->steps, review_record_ref (code));
    }
}

static void
update_bar (ReviewHandoverForm *self)
{
  ReviewHandoverDraft *draft = get_draft (self);
  ReviewHandoverDraftState state = review_handover_draft_get_state (draft);
  int code = review_board_get_error_code (REVIEW_BOARD (draft));
  g_autofree char *wrong =
      code != 0
          ? review_shift_words_error (code, review_board_get_error_field (REVIEW_BOARD (draft)))
          : NULL;
  const char *text = review_handover_draft_get_ends_shift (draft) ? _ ("Hand over and end my shift")
                                                                  : _ ("Hand over");

  gtk_label_set_text (self->hint, wrong != NULL ? wrong : review_shift_words_draft (state));
  gtk_button_set_label (GTK_BUTTON (self->submit), text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "give.submit",
                                 state == REVIEW_HANDOVER_DRAFT_READY);
}

static void
to_cb (ReviewHandoverForm *self)
{
  const ReviewReceivers *list = self->shown;
  guint chosen = gtk_drop_down_get_selected (self->to);

  if (self->setting || self->session == NULL || list == NULL)
    return;
  review_handover_draft_set_to (
      get_draft (self), chosen == 0 || chosen > list->people->len
                            ? NULL
                            : ((ReviewReceiver *) list->people->pdata[chosen - 1])->account);
  update_bar (self);
}

static void
show_receivers (ReviewHandoverForm *self)
{
  ReviewReceivers *list =
      (ReviewReceivers *) review_handover_draft_get_receivers (get_draft (self));
  const char *to = review_handover_draft_get_to (get_draft (self));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  if (list == self->shown)
    return;
  self->setting = TRUE;
  gtk_string_list_append (names, _ ("Whichever lead comes next"));
  for (guint i = 0; list != NULL && i < list->people->len; i++)
    {
      const ReviewReceiver *one = list->people->pdata[i];
      g_autofree char *name = review_shift_words_receiver (one);

      gtk_string_list_append (names, name);
      if (g_strcmp0 (one->account, to) == 0)
        chosen = i + 1;
    }
  gtk_drop_down_set_model (self->to, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->to, chosen);
  g_clear_pointer (&self->shown, review_record_unref);
  self->shown = list != NULL ? review_record_ref (list) : NULL;
  self->setting = FALSE;
}

static const char *
get_work_item (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), "id");
}

static void
step_cb (GtkDropDown *list, GParamSpec *pspec, ReviewHandoverForm *self)
{
  guint chosen = gtk_drop_down_get_selected (list);

  if (chosen >= self->steps->len)
    return;
  review_handover_draft_set_step (get_draft (self), get_work_item (list),
                                  ((ReviewCode *) self->steps->pdata[chosen])->code);
  update_bar (self);
}

static void
note_cb (GtkEditable *entry, ReviewHandoverForm *self)
{
  review_handover_draft_set_note (get_draft (self), get_work_item (entry),
                                  gtk_editable_get_text (entry));
  update_bar (self);
}

static void
name_field (GtkWidget *field, const ReviewDeskCase *one, const char *id, const char *spoken)
{
  g_autofree char *name = g_strdup_printf ("focus-give-%s-%s", id, one->work_item);

  gtk_widget_set_name (field, name);
  g_object_set_data_full (G_OBJECT (field), "id", g_strdup (one->work_item), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

static GtkWidget *
new_step (ReviewHandoverForm *self, const ReviewDeskCase *one)
{
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);
  const char *step = review_handover_draft_get_step (get_draft (self), one->work_item);
  /* Translators: %s is a case */
  g_autofree char *spoken = g_strdup_printf (_ ("Next step of %s"), one->display_id);
  guint chosen = GTK_INVALID_LIST_POSITION;
  GtkWidget *list;

  for (guint i = 0; i < self->steps->len; i++)
    {
      const ReviewCode *code = self->steps->pdata[i];

      gtk_string_list_append (texts, review_session_get_text (self->session, code->text));
      if (g_strcmp0 (code->code, step) == 0)
        chosen = i;
    }
  list = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&texts)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), chosen);
  gtk_size_group_add_widget (self->columns, list);
  name_field (list, one, "step", spoken);
  review_compat_name_drop_down (GTK_DROP_DOWN (list), spoken);
  g_signal_connect_object (list, "notify::selected", G_CALLBACK (step_cb), self, G_CONNECT_DEFAULT);
  return list;
}

static GtkWidget *
new_note (ReviewHandoverForm *self, const ReviewDeskCase *one)
{
  GtkWidget *entry = gtk_entry_new ();
  const char *note = review_handover_draft_get_note (get_draft (self), one->work_item);
  /* Translators: %s is a case */
  g_autofree char *spoken = g_strdup_printf (_ ("Note for %s"), one->display_id);

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Note: what to look at, what is missing"));
  gtk_editable_set_text (GTK_EDITABLE (entry), note != NULL ? note : "");
  gtk_widget_set_hexpand (entry, TRUE);
  name_field (entry, one, "note", spoken);
  g_signal_connect_object (entry, "changed", G_CALLBACK (note_cb), self, G_CONNECT_DEFAULT);
  return entry;
}

/* Which case, how it hangs on whom, and until when. */
static GtkWidget *
new_head (ReviewHandoverForm *self, const ReviewDeskCase *one)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *due = one->due_at != 0 ? review_format_local_time (one->due_at) : NULL;
  g_autoptr (GString) text = g_string_new (review_words_type (self->session, one->case_type));
  GtkWidget *tags[] = { review_tag_new (review_shift_words_desk (one->kind), REVIEW_TONE_NEUTRAL),
                        review_tag_new (_ ("Key user"), REVIEW_TONE_WARNING) };

  if (g_strcmp0 (review_handover_draft_get_account (get_draft (self)), "me") != 0)
    g_string_append_printf (text, " · %s", one->owner_name);
  if (due != NULL)
    /* Translators: %s is a moment: by when the case is to be decided */
    g_string_append_printf (text, _ (" · due %s"), due);
  gtk_box_append (GTK_BOX (head), review_label_new_tipped (one->display_id, "heading"));
  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      gtk_widget_set_valign (tags[i], GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (head), tags[i]);
    }
  gtk_widget_set_visible (tags[1], one->key_user);
  gtk_box_append (GTK_BOX (head), review_label_new_tipped (text->str, "dim-label"));
  return head;
}

static GtkWidget *
new_row (ReviewHandoverForm *self, const ReviewDeskCase *one)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *fields = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (fields), new_step (self, one));
  gtk_box_append (GTK_BOX (fields), new_note (self, one));
  gtk_box_append (GTK_BOX (row), new_head (self, one));
  gtk_box_append (GTK_BOX (row), fields);
  gtk_widget_add_css_class (row, "give-row");
  return row;
}

static GtkWidget *
get_nth (GtkBox *box, guint n)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box));

  for (guint i = 0; i < n && child != NULL; i++)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static void
cases_cb (GListModel *cases, guint position, guint removed, guint added, ReviewHandoverForm *self)
{
  GtkWidget *before = position > 0 ? get_nth (self->rows, position - 1) : NULL;
  g_autofree char *count = NULL;
  guint n = g_list_model_get_n_items (cases);

  for (guint i = 0; i < removed; i++)
    gtk_box_remove (self->rows, get_nth (self->rows, position));
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (cases, position + i);
      GtkWidget *row = new_row (self, review_item_get_record (item));

      gtk_box_insert_child_after (self->rows, row, before);
      before = row;
    }
  count = g_strdup_printf (ngettext ("%d case", "%d cases", n), (int) n);
  review_card_set_caption (self->card, count);
  update_bar (self);
}

static void
update (ReviewHandoverForm *self)
{
  show_receivers (self);
  update_bar (self);
}

/* Texts in another language, or steps of another catalogue. */
static void
rebuild (ReviewHandoverForm *self)
{
  GListModel *cases = review_handover_draft_get_cases (get_draft (self));

  read_steps (self);
  review_today_empty (self->rows);
  cases_cb (cases, 0, 0, g_list_model_get_n_items (cases), self);
}

typedef struct
{
  ReviewHandoverForm *form; /* (owned) */
  gboolean ends_shift;
} Submission;

/* What went wrong stands beside the button. */
static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Submission *submission = user_data;
  GtkWidget *widget = GTK_WIDGET (submission->form);

  if (review_handover_draft_submit_finish (REVIEW_HANDOVER_DRAFT (source), result, NULL)
      && gtk_widget_get_root (widget) != NULL)
    gtk_widget_activate_action (widget, "win.tell", "s",
                                submission->ends_shift
                                    ? _ ("Handed over. Your shift is over.")
                                    : _ ("Handed over. It waits to be accepted."));
  g_object_unref (submission->form);
  g_free (submission);
}

static void
do_submit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewHandoverForm *self = REVIEW_HANDOVER_FORM (widget);
  Submission *submission = g_new0 (Submission, 1);

  submission->form = g_object_ref (self);
  submission->ends_shift = review_handover_draft_get_ends_shift (get_draft (self));
  review_handover_draft_submit_async (get_draft (self), submitted_cb, submission);
}

static void
do_drop (GtkWidget *widget, const char *name, GVariant *parameter)
{
  review_handover_draft_drop (get_draft (REVIEW_HANDOVER_FORM (widget)));
}

static void
review_handover_form_dispose (GObject *object)
{
  ReviewHandoverForm *self = REVIEW_HANDOVER_FORM (object);

  self->setting = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_HANDOVER_FORM);
  g_clear_object (&self->session);
  g_clear_object (&self->columns);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->shown, review_record_unref);
  G_OBJECT_CLASS (review_handover_form_parent_class)->dispose (object);
}

static void
review_handover_form_class_init (ReviewHandoverFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_handover_form_dispose;
  g_type_ensure (REVIEW_TYPE_CARD);
  gtk_widget_class_install_action (widget_class, "give.submit", NULL, do_submit);
  gtk_widget_class_install_action (widget_class, "give.drop", NULL, do_drop);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "give.submit", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-handover-form.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewHandoverForm, to);
  gtk_widget_class_bind_template_child (widget_class, ReviewHandoverForm, card);
  gtk_widget_class_bind_template_child (widget_class, ReviewHandoverForm, rows);
  gtk_widget_class_bind_template_child (widget_class, ReviewHandoverForm, hint);
  gtk_widget_class_bind_template_child (widget_class, ReviewHandoverForm, submit);
  gtk_widget_class_bind_template_callback (widget_class, to_cb);
}

static void
review_handover_form_init (ReviewHandoverForm *self)
{
  self->columns = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->steps = review_records_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  review_compat_name_drop_down (self->to, _ ("To whom"));
}

/**
 * review_handover_form_bind:
 *
 * Shows the handover that is written in @session. Called once; the window has "win.tell".
 */
void
review_handover_form_bind (ReviewHandoverForm *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_HANDOVER_FORM (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (review_handover_draft_get_cases (get_draft (self)), "items-changed",
                           G_CALLBACK (cases_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (get_draft (self), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (rebuild), self,
                           G_CONNECT_SWAPPED);
  rebuild (self);
  update (self);
}

/** review_handover_form_take_focus: the focus goes to whom it is handed over to. */
void
review_handover_form_take_focus (ReviewHandoverForm *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->to));
}
