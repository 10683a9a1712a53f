/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reason of a confirmation by hand is asked for in the same place, not in a dialog. What is typed
 * stays while the effect changes under it; the effect that is acted upon is the one that was seen. */
#define G_LOG_DOMAIN "review-app"
#include "review-effect-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "review-effect-words.h"
#include "review-label.h"
#include "review-sentence-area.h"
#include "review-tag.h"
#include "review-tip.h"
#include "review-words.h"
#include "review-wrap.h"

struct _ReviewEffectView
{
  AdwBin parent;
  /* template */
  GtkLabel *title;
  ReviewTag *state;
  GtkLabel *words;
  GtkLabel *notice;
  GtkWidget *acts;
  GtkWidget *retry;
  GtkToggleButton *by_hand;
  GtkWidget *form;
  ReviewSentenceArea *reason;
  GtkWidget *confirm;
  GtkLabel *status;
  /* owned */
  ReviewSession *session;
  ReviewEffect *effect;      /* (nullable) until it is shown */
  GCancellable *cancellable; /* of what was asked for */
};

G_DEFINE_FINAL_TYPE (ReviewEffectView, review_effect_view, ADW_TYPE_BIN)

static ReviewEffectBoard *
get_board (ReviewEffectView *self)
{
  return review_session_get_effect_board (self->session);
}

static void
show_status (ReviewEffectView *self, const char *text)
{
  review_label_show (self->status, text);
}

static void
set_busy (ReviewEffectView *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->acts, !busy);
  gtk_widget_set_sensitive (self->form, !busy);
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewEffectView) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = review_effect_board_act_finish (REVIEW_EFFECT_BOARD (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (ok)
    {
      gtk_toggle_button_set_active (self->by_hand, FALSE);
      review_sentence_area_set_text (self->reason, NULL);
    }
  show_status (self, ok ? NULL : review_words_error (error->code));
}

static void
retry_clicked_cb (ReviewEffectView *self)
{
  set_busy (self, TRUE);
  show_status (self, NULL);
  review_effect_board_retry_async (get_board (self), self->effect, self->cancellable, acted_cb,
                                   g_object_ref (self));
}

static void
by_hand_toggled_cb (ReviewEffectView *self)
{
  if (gtk_toggle_button_get_active (self->by_hand))
    gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

static void
reason_edited_cb (ReviewEffectView *self)
{
  review_sentence_area_set_status (self->reason, "", FALSE);
}

static void
confirm_clicked_cb (ReviewEffectView *self)
{
  g_autofree char *reason = review_sentence_area_dup_text (self->reason);

  if (*g_strstrip (reason) == '\0')
    {
      review_sentence_area_set_status (self->reason, _ ("Say how you know that it was done."),
                                       TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->reason));
      return;
    }
  set_busy (self, TRUE);
  show_status (self, NULL);
  review_effect_board_confirm_async (get_board (self), self->effect, reason, self->cancellable,
                                     acted_cb, g_object_ref (self));
}

static void
name_button (GtkWidget *button, const char *word, const char *title)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", word, title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* What is on its way is left alone; only what failed or is late is anybody's to see to. */
static void
show_acts (ReviewEffectView *self, const char *title, gboolean own)
{
  const ReviewEffect *effect = self->effect;
  gboolean open =
      review_session_get_can_pick (self->session)
      && review_effect_may_confirm (effect, review_session_get_server_time (self->session));

  gtk_widget_set_visible (self->acts, open);
  gtk_widget_set_visible (self->retry, strcmp (effect->kind, REVIEW_EFFECT_BY_HAND) != 0);
  if (!open)
    gtk_toggle_button_set_active (self->by_hand, FALSE);
  name_button (self->retry, _ ("Send again"), title);
  name_button (GTK_WIDGET (self->by_hand), _ ("Confirm by hand"), title);
  name_button (self->confirm, _ ("Confirm that it was done"), title);
  gtk_widget_set_sensitive (GTK_WIDGET (self->by_hand), !own);
  review_tip_set (GTK_WIDGET (self->by_hand),
                  own ? _ ("You decided this case: another person confirms it.") : NULL);
}

static void
show_notice (ReviewEffectView *self)
{
  const ReviewText *notice = self->effect->notice;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->notice), notice != NULL);
  if (notice == NULL)
    return;
  text = g_strdup_printf (_ ("The customer reads: “%s”"),
                          review_session_get_text (self->session, notice));
  gtk_label_set_text (self->notice, text);
}

static void
review_effect_view_dispose (GObject *object)
{
  ReviewEffectView *self = REVIEW_EFFECT_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_EFFECT_VIEW);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->effect, review_record_unref);
  G_OBJECT_CLASS (review_effect_view_parent_class)->dispose (object);
}

static void
review_effect_view_class_init (ReviewEffectViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_effect_view_dispose;
  g_type_ensure (REVIEW_TYPE_SENTENCE_AREA);
  g_type_ensure (REVIEW_TYPE_TAG);
  g_type_ensure (REVIEW_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-effect-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewEffectView, title);
  gtk_widget_class_bind_template_child (widget_class, ReviewEffectView, state);
  gtk_widget_class_bind_template_child (widget_class, ReviewEffectView, words);
  gtk_widget_class_bind_template_child (widget_class, ReviewEffectView, notice);
  gtk_widget_class_bind_template_child (widget_class, ReviewEffectView, acts);
  gtk_widget_class_bind_template_child (widget_class, ReviewEffectView, retry);
  gtk_widget_class_bind_template_child (widget_class, ReviewEffectView, by_hand);
  gtk_widget_class_bind_template_child (widget_class, ReviewEffectView, form);
  gtk_widget_class_bind_template_child (widget_class, ReviewEffectView, reason);
  gtk_widget_class_bind_template_child (widget_class, ReviewEffectView, confirm);
  gtk_widget_class_bind_template_child (widget_class, ReviewEffectView, status);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, by_hand_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_clicked_cb);
}

static void
review_effect_view_init (ReviewEffectView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  review_sentence_area_set_name (self->reason, _ ("How you know that it was done"));
  review_sentence_area_set_editable (self->reason, TRUE);
}

/**
 * review_effect_view_new:
 *
 * Returns: (transfer floating): a view that shows nothing yet
 */
GtkWidget *
review_effect_view_new (ReviewSession *session)
{
  ReviewEffectView *self = g_object_new (REVIEW_TYPE_EFFECT_VIEW, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

/**
 * review_effect_view_show:
 * @case_name: (nullable): display id, where effects of several cases stand together
 * @own: the person decided the case
 */
void
review_effect_view_show (ReviewEffectView *self,
                         const ReviewEffect *effect,
                         const char *case_name,
                         gboolean own)
{
  gint64 now = review_session_get_server_time (self->session);
  const char *kind = review_words_code (self->session, "effect", effect->kind);
  g_autofree char *title =
      case_name != NULL ? g_strdup_printf ("%s · %s", case_name, kind) : g_strdup (kind);
  g_autofree char *words = review_effect_words_describe (self->session, effect, now);
  g_autofree char *spoken = NULL;

  g_clear_pointer (&self->effect, review_record_unref);
  self->effect = review_record_ref ((gpointer) effect);
  spoken = g_strdup_printf ("%s: %s. %s", title, review_effect_words_state (effect, now), words);
  gtk_label_set_text (self->title, title);
  review_tag_set_text (self->state, review_effect_words_state (effect, now));
  review_tag_set_tone (self->state, review_effect_words_tone (effect, now));
  review_tag_set_icon_name (self->state, review_effect_words_icon (effect, now));
  gtk_label_set_text (self->words, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  show_notice (self);
  show_acts (self, title, own);
}

/**
 * review_effect_view_get_id:
 *
 * Returns: (nullable): id of the effect that is shown
 */
const char *
review_effect_view_get_id (ReviewEffectView *self)
{
  return self->effect != NULL ? self->effect->id : NULL;
}
