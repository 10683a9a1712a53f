/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts one's own case off: when it comes back, and for oneself why. What may not be is said in the
 * same place. What is chosen is kept in the session's screen state, so that a switch of language loses
 * nothing. */
#define G_LOG_DOMAIN "review-app"
#include "review-snooze-popover.h"

#include <glib/gi18n.h>

#include "review-clock.h"
#include "review-format.h"
#include "review-key-content.h"
#include "review-personal-data.h"
#include "review-when.h"

#define WHEN  "case/snooze-when"  /* screen state: one of the choices below */
#define TYPED "case/snooze-typed" /* screen state: of another time */
#define NOTE  "case/snooze-note"  /* screen state */

struct _ReviewSnoozePopover
{
  GtkPopover parent;
  /* template */
  ReviewChips *whens;
  GtkEditable *typed;
  GtkEditable *note;
  GtkLabel *says;
  GtkWidget *send;
  ReviewKeyContent *content;
  /* borrowed */
  ReviewSession *session; /* (weak) */
};

G_DEFINE_FINAL_TYPE (ReviewSnoozePopover, review_snooze_popover, GTK_TYPE_POPOVER)

static const ReviewWhen whens[] = {
  { "15min", N_ ("In 15 min"), 15 * REVIEW_MINUTE },
  { "30min", N_ ("In 30 min"), 30 * REVIEW_MINUTE },
  { "1h", N_ ("In 1 h"), REVIEW_HOUR },
  { "2h", N_ ("In 2 h"), 2 * REVIEW_HOUR },
  { REVIEW_WHEN_OTHER, N_ ("Another time…"), 0 },
};

static ReviewDesk *
get_desk (ReviewSnoozePopover *self)
{
  return review_session_get_desk (self->session);
}

static gint64
get_until (ReviewSnoozePopover *self)
{
  return review_when_find (whens, G_N_ELEMENTS (whens),
                           review_session_get_ui_string (self->session, WHEN),
                           review_session_get_ui_string (self->session, TYPED),
                           review_session_get_server_time (self->session));
}

static gboolean
points_to_person (ReviewSnoozePopover *self)
{
  g_autofree char *personal = review_personal_data_find (gtk_editable_get_text (self->note));

  return personal != NULL;
}

/* (transfer full) (nullable): what keeps the case from being put off; NULL: nothing does. */
static char *
dup_unmet (ReviewSnoozePopover *self)
{
  gint64 until = get_until (self), limit = review_desk_get_snooze_limit (get_desk (self));
  g_autofree char *latest = review_format_local_time (limit);

  if (limit == 0)
    return g_strdup (review_desk_get_escalated (get_desk (self))
                         ? _ ("An escalation waits for your answer: it cannot be put off.")
                         : _ ("Only a case that you hold can be put off."));
  if (until == 0)
    /* Translators: %s is a date and a time. */
    return g_strdup_printf (_ ("At the latest %s. A time is like 14:30."), latest);
  if (until > limit)
    /* Translators: %s is a date and a time. */
    return g_strdup_printf (_ ("Too late: it can be put off until %s."), latest);
  return points_to_person (self)
             ? g_strdup (_ ("No personal data in notes: cite evidence instead."))
             : NULL;
}

static void
show_says (ReviewSnoozePopover *self)
{
  g_autofree char *unmet = dup_unmet (self);
  g_autofree char *when = review_format_local_time (get_until (self));
  g_autofree char *text =
      /* Translators: %s is a date and a time. */
      unmet == NULL ? g_strdup_printf (_ ("Comes back to you %s. Its clock runs on."), when) : NULL;

  gtk_label_set_text (self->says, unmet != NULL ? unmet : text);
  gtk_widget_set_sensitive (self->send, unmet == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->send), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  unmet != NULL ? unmet : text, -1);
}

static void
refresh (ReviewSnoozePopover *self)
{
  const char *when = review_session_get_ui_string (self->session, WHEN);
  const char *typed = review_session_get_ui_string (self->session, TYPED);
  const char *note = review_session_get_ui_string (self->session, NOTE);
  const char *word =
      review_session_get_can_take_next (self->session) ? _ ("Put off & next") : _ ("Put off");

  review_chips_set_active_one (self->whens, when);
  gtk_widget_set_visible (GTK_WIDGET (self->typed), g_strcmp0 (when, REVIEW_WHEN_OTHER) == 0);
  if (g_strcmp0 (gtk_editable_get_text (self->typed), typed != NULL ? typed : "") != 0)
    gtk_editable_set_text (self->typed, typed != NULL ? typed : "");
  if (g_strcmp0 (gtk_editable_get_text (self->note), note != NULL ? note : "") != 0)
    gtk_editable_set_text (self->note, note != NULL ? note : "");
  review_key_content_set_text (self->content, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->send), GTK_ACCESSIBLE_PROPERTY_LABEL, word,
                                  -1);
  show_says (self);
}

static void
when_chosen_cb (ReviewChips *chips, const char *id, gboolean active, ReviewSnoozePopover *self)
{
  review_session_set_ui_string (self->session, WHEN, id);
  refresh (self);
  if (g_str_equal (id, REVIEW_WHEN_OTHER))
    gtk_widget_grab_focus (GTK_WIDGET (self->typed));
}

static void
typed_cb (ReviewSnoozePopover *self)
{
  if (self->session == NULL)
    return;
  review_session_set_ui_string (self->session, TYPED, gtk_editable_get_text (self->typed));
  show_says (self);
}

static void
note_changed_cb (ReviewSnoozePopover *self)
{
  if (self->session == NULL)
    return;
  review_session_set_ui_string (self->session, NOTE, gtk_editable_get_text (self->note));
  show_says (self);
}

static void
send_cb (ReviewSnoozePopover *self)
{
  g_autofree char *unmet = dup_unmet (self);
  g_autofree char *note = g_strstrip (g_strdup (gtk_editable_get_text (self->note)));

  if (unmet != NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  review_desk_snooze_async (get_desk (self), get_until (self), *note != '\0' ? note : NULL,
                            review_session_get_can_take_next (self->session), NULL, NULL, NULL);
}

static gboolean
send_pressed_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  send_cb (REVIEW_SNOOZE_POPOVER (widget));
  return TRUE;
}

/* A number chooses when; typed into a text it is one. */
static gboolean
number_pressed_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return !GTK_IS_EDITABLE (focus)
         && review_chips_choose (REVIEW_SNOOZE_POPOVER (widget)->whens,
                                 g_variant_get_uint32 (args) - 1);
}

static void
review_snooze_popover_show (GtkWidget *widget)
{
  ReviewSnoozePopover *self = REVIEW_SNOOZE_POPOVER (widget);

  if (self->session != NULL)
    refresh (self);
  GTK_WIDGET_CLASS (review_snooze_popover_parent_class)->show (widget);
  gtk_widget_grab_focus (GTK_WIDGET (self->whens));
}

static void
review_snooze_popover_dispose (GObject *object)
{
  ReviewSnoozePopover *self = REVIEW_SNOOZE_POPOVER (object);

  g_clear_weak_pointer (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_SNOOZE_POPOVER);
  G_OBJECT_CLASS (review_snooze_popover_parent_class)->dispose (object);
}

static void
review_snooze_popover_class_init (ReviewSnoozePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const guint enters[] = { GDK_KEY_Return, GDK_KEY_KP_Enter };

  G_OBJECT_CLASS (klass)->dispose = review_snooze_popover_dispose;
  widget_class->show = review_snooze_popover_show;
  g_type_ensure (REVIEW_TYPE_CHIPS);
  g_type_ensure (REVIEW_TYPE_KEY_CONTENT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-snooze-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewSnoozePopover, whens);
  gtk_widget_class_bind_template_child (widget_class, ReviewSnoozePopover, typed);
  gtk_widget_class_bind_template_child (widget_class, ReviewSnoozePopover, note);
  gtk_widget_class_bind_template_child (widget_class, ReviewSnoozePopover, says);
  gtk_widget_class_bind_template_child (widget_class, ReviewSnoozePopover, send);
  gtk_widget_class_bind_template_child (widget_class, ReviewSnoozePopover, content);
  gtk_widget_class_bind_template_callback (widget_class, when_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (enters); i++)
    gtk_widget_class_add_binding (widget_class, enters[i], GDK_CONTROL_MASK, send_pressed_cb, NULL);
  for (guint i = 1; i <= G_N_ELEMENTS (whens); i++)
    {
      gtk_widget_class_add_binding (widget_class, GDK_KEY_0 + i, 0, number_pressed_cb, "u", i);
      gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_0 + i, 0, number_pressed_cb, "u", i);
    }
}

static void
review_snooze_popover_init (ReviewSnoozePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  review_when_fill (self->whens, whens, G_N_ELEMENTS (whens));
}

/**
 * review_snooze_popover_bind:
 *
 * Puts off the case on @session's desk. Called once.
 */
void
review_snooze_popover_bind (ReviewSnoozePopover *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_SNOOZE_POPOVER (self));

  /* The page holds it; a popover that was shown may outlive the page by a while. */
  g_set_weak_pointer (&self->session, session);
}
