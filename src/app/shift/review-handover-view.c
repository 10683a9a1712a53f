/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A handover: from whom to whom, and each case with what is to be done next. Whoever is to accept it
 * does so whole or by cases; whoever made it takes it back as long as nothing of it was accepted. */
#define G_LOG_DOMAIN "review-app"
#include "review-handover-view.h"

#include <glib/gi18n.h>

#include "review-card.h"
#include "review-focus.h"
#include "review-format.h"
#include "review-label.h"
#include "review-shift-words.h"
#include "review-tag.h"
#include "review-today-parts.h"
#include "review-words.h"

struct _ReviewHandoverView
{
  AdwBin parent;
  /* template */
  ReviewCard *card;
  ReviewTag *state;
  GtkLabel *times;
  GtkWidget *withdraw;
  GtkWidget *accept;
  GtkBox *rows;
  /* owned */
  ReviewSession *session;
  ReviewHandover *shown; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (ReviewHandoverView, review_handover_view, ADW_TYPE_BIN)

static gboolean
waits_for_me (ReviewHandoverView *self, const ReviewHandover *one)
{
  const ReviewUser *user = review_session_get_user (self->session);

  /* A lead may accept any, before it is red, too. */
  return user != NULL && one->state == REVIEW_HANDOVER_OPEN && g_strcmp0 (one->from, user->id) != 0
         && (user->role == REVIEW_ROLE_LEAD
             || review_handover_waits_for (one, user->id, user->role));
}

static GtkWidget *
new_button (const char *text,
            const char *id,
            const char *action,
            const ReviewHandoverItem *item,
            const char *spoken)
{
  GtkWidget *button = gtk_button_new_with_label (text);
  g_autofree char *name = g_strdup_printf ("focus-handover-%s-%s", id, item->work_item);

  gtk_widget_set_name (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", item->work_item);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  return button;
}

static GtkWidget *
new_open (const ReviewHandoverItem *item)
{
  /* Translators: %s is a case */
  g_autofree char *spoken = g_strdup_printf (_ ("Open %s"), item->display_id);
  GtkWidget *button = new_button (item->display_id, "open", "shift.open-case", item, spoken);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "heading");
  gtk_widget_add_css_class (button, "case-link");
  return button;
}

static GtkWidget *
new_accept (const ReviewHandoverItem *item)
{
  /* Translators: %s is a case */
  g_autofree char *spoken = g_strdup_printf (_ ("Accept %s"), item->display_id);

  return new_button (C_ ("handover", "Accept"), "accept", "shift.accept", item, spoken);
}

static GtkWidget *
new_state (const ReviewHandoverItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *tag =
      review_tag_new (review_shift_words_handed (item), review_shift_words_handed_tone (item));

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (tag, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), tag);
  if (item->state != REVIEW_HANDED_OPEN && item->by_name != NULL)
    {
      GtkWidget *by = review_label_new_tipped (item->by_name, "caption");

      gtk_label_set_xalign (GTK_LABEL (by), 1);
      gtk_box_append (GTK_BOX (box), by);
    }
  return box;
}

static GtkWidget *
new_head (ReviewHandoverView *self, const ReviewHandoverItem *item)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *due = item->due_at != 0 ? review_format_local_time (item->due_at) : NULL;
  g_autoptr (GString) text = g_string_new (review_words_type (self->session, item->case_type));
  GtkWidget *tag = review_tag_new (review_shift_words_desk (item->kind), REVIEW_TONE_NEUTRAL);

  if (g_strcmp0 (item->owner, self->shown->from) != 0)
    g_string_append_printf (text, " · %s", item->owner_name);
  if (item->key_user)
    g_string_append_printf (text, " · %s", _ ("Key user"));
  if (due != NULL)
    g_string_append_printf (text, _ (" · due %s"), due);
  gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (head), new_open (item));
  gtk_box_append (GTK_BOX (head), tag);
  gtk_box_append (GTK_BOX (head), review_label_new_tipped (text->str, "dim-label"));
  return head;
}

static GtkWidget *
new_row (ReviewHandoverView *self, const ReviewHandoverItem *item, gboolean mine)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *step = review_label_new_text (
      item->step != NULL ? review_words_code (self->session, "handover_step", item->step)
                         : _ ("No next step was said: the shift ended without it."),
      item->step != NULL ? "handover-step" : "dim-label");

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), new_head (self, item));
  gtk_box_append (GTK_BOX (words), step);
  if (item->note != NULL)
    gtk_box_append (GTK_BOX (words), review_label_new_text (item->note, NULL));
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), new_state (item));
  if (mine && item->state == REVIEW_HANDED_OPEN)
    gtk_box_append (GTK_BOX (row), new_accept (item));
  gtk_widget_add_css_class (row, "give-row");
  return row;
}

static void
show_head (ReviewHandoverView *self, const ReviewHandover *one, gboolean mine)
{
  const ReviewUser *user = review_session_get_user (self->session);
  const char *account = user != NULL ? user->id : NULL;
  g_autofree char *title = review_shift_words_parties (one, account);
  g_autofree char *count = review_shift_words_count (one);
  g_autofree char *at = review_format_local_time (one->at);
  g_autofree char *due = review_format_local_time (one->due_at);
  g_autofree char *times =
      one->state == REVIEW_HANDOVER_OPEN
          /* Translators: when it was handed over, how many cases, by when it is to be accepted */
          ? g_strdup_printf (_ ("%s · %s · to accept by %s"), at, count, due)
          : g_strdup_printf ("%s · %s", at, count);
  g_autofree char *accept = g_strdup_printf (
      ngettext ("Accept %d case", "Accept %d cases", (gulong) one->open), (int) one->open);

  review_card_set_title (self->card, title);
  review_tag_set_text (self->state, review_shift_words_handover (one, mine));
  review_tag_set_tone (self->state, review_shift_words_handover_tone (one, mine));
  gtk_label_set_text (self->times, times);
  gtk_button_set_label (GTK_BUTTON (self->accept), accept);
  gtk_widget_set_visible (self->accept, mine && one->open > 0);
  gtk_widget_set_visible (self->withdraw, one->state == REVIEW_HANDOVER_OPEN && one->accepted == 0
                                              && g_strcmp0 (one->from, account) == 0);
}

static void
review_handover_view_dispose (GObject *object)
{
  ReviewHandoverView *self = REVIEW_HANDOVER_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_HANDOVER_VIEW);
  g_clear_object (&self->session);
  g_clear_pointer (&self->shown, review_record_unref);
  G_OBJECT_CLASS (review_handover_view_parent_class)->dispose (object);
}

static void
review_handover_view_class_init (ReviewHandoverViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_handover_view_dispose;
  g_type_ensure (REVIEW_TYPE_CARD);
  g_type_ensure (REVIEW_TYPE_TAG);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-handover-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewHandoverView, card);
  gtk_widget_class_bind_template_child (widget_class, ReviewHandoverView, state);
  gtk_widget_class_bind_template_child (widget_class, ReviewHandoverView, times);
  gtk_widget_class_bind_template_child (widget_class, ReviewHandoverView, withdraw);
  gtk_widget_class_bind_template_child (widget_class, ReviewHandoverView, accept);
  gtk_widget_class_bind_template_child (widget_class, ReviewHandoverView, rows);
}

static void
review_handover_view_init (ReviewHandoverView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** review_handover_view_bind: whose reader it is. Called once. */
void
review_handover_view_bind (ReviewHandoverView *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_HANDOVER_VIEW (self));

  self->session = g_object_ref (session);
}

/**
 * review_handover_view_show:
 * @handover: referenced
 *
 * The focus stays where it was, where the same thing is still there.
 */
void
review_handover_view_show (ReviewHandoverView *self, const ReviewHandover *handover)
{
  g_autofree char *name = g_strdup (review_focus_get_name (GTK_WIDGET (self)));
  gboolean mine = waits_for_me (self, handover);
  GtkWidget *again;

  g_return_if_fail (REVIEW_IS_HANDOVER_VIEW (self));

  if (self->shown != NULL && review_record_equal (self->shown, handover))
    return;
  g_clear_pointer (&self->shown, review_record_unref);
  self->shown = review_record_ref ((gpointer) handover);
  show_head (self, handover, mine);
  review_today_empty (self->rows);
  for (guint i = 0; handover->items != NULL && i < handover->items->len; i++)
    gtk_box_append (self->rows, new_row (self, handover->items->pdata[i], mine));
  again = name != NULL && g_str_has_prefix (name, "focus-handover-")
              ? review_focus_find (GTK_WIDGET (self), name)
              : NULL;
  if (again != NULL)
    gtk_widget_grab_focus (again);
}

/** review_handover_view_get: Returns: (transfer none) (nullable): what is shown. */
const ReviewHandover *
review_handover_view_get (ReviewHandoverView *self)
{
  return self->shown;
}
