/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holding a case, in the decision bar's place: a listed reason, and when it comes back. What is
 * chosen is kept in the session's screen state, so that a switch of language loses nothing. */
#define G_LOG_DOMAIN "review-app"
#include "review-hold-panel.h"

#include <glib/gi18n.h>

#include "review-chips.h"
#include "review-clock.h"
#include "review-columns.h"
#include "review-format.h"
#include "review-wake.h"
#include "review-when.h"

#define REASON "case/hold-reason" /* screen state */
#define WAKE   "case/hold-wake"   /* screen state: one of the choices below */
#define EVENT  "case/hold-event"  /* screen state: of wake_event */
#define NOTE   "case/hold-note"   /* screen state */
#define TYPED  "case/hold-typed"  /* screen state: of the choice "other" */

struct _ReviewHoldPanel
{
  GtkWidget parent;
  /* template */
  GtkWidget *columns;
  ReviewChips *reasons;
  ReviewChips *wakes;
  ReviewChips *events;
  GtkEditable *note;
  GtkEditable *typed;
  GtkLabel *comes_back;
  /* owned */
  ReviewSession *session; /* (nullable) until it is set */
  char *options_key;      /* (nullable): what the chips were made for */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReviewHoldPanel, review_hold_panel, GTK_TYPE_WIDGET)

static const ReviewWhen wakes[] = {
  { "1h", N_ ("In 1 h"), REVIEW_HOUR },
  { "4h", N_ ("In 4 h"), 4 * REVIEW_HOUR },
  { REVIEW_WHEN_TOMORROW, N_ ("Tomorrow 09:00"), 0 },
  { REVIEW_WHEN_OTHER, N_ ("Another time…"), 0 },
};

/* µs UTC; 0: none is chosen, or what was typed is no time. */
static gint64
get_wake (ReviewHoldPanel *self)
{
  return review_when_find (wakes, G_N_ELEMENTS (wakes),
                           review_session_get_ui_string (self->session, WAKE),
                           review_session_get_ui_string (self->session, TYPED),
                           review_session_get_server_time (self->session));
}

static int
get_most_hours (ReviewHoldPanel *self)
{
  const ReviewCaseView *view = review_desk_get_view (review_session_get_desk (self->session));
  gint64 hours = view != NULL && view->asking != NULL ? view->asking->hold_hours : 0;

  return hours > 0 ? (int) hours : REVIEW_WAKE_MOST_DAYS * 24;
}

static const char *
get_event (ReviewHoldPanel *self)
{
  const char *event = review_session_get_ui_string (self->session, EVENT);

  return event != NULL && *event != '\0' ? event : NULL;
}

static void
fill_codes (ReviewHoldPanel *self, ReviewChips *chips, const char *list, gboolean numbered)
{
  g_autoptr (GPtrArray) codes =
      review_desk_list_codes (review_session_get_desk (self->session), list);

  review_chips_clear (chips);
  for (guint i = 0; i < codes->len; i++)
    {
      const ReviewCode *code = codes->pdata[i];
      g_autofree char *cap = numbered && i < 9 ? g_strdup_printf ("%u", i + 1) : NULL;

      review_chips_add (chips, code->code, review_session_get_text (self->session, code->text),
                        cap);
    }
}

static void
fill_options (ReviewHoldPanel *self, const char *type)
{
  g_autofree char *key =
      g_strdup_printf ("%s %s", type, review_session_get_language (self->session));

  if (g_strcmp0 (key, self->options_key) == 0)
    return;
  g_free (self->options_key);
  self->options_key = g_steal_pointer (&key);
  fill_codes (self, self->reasons, "hold_reason", TRUE);
  fill_codes (self, self->events, "wake_event", FALSE);
  review_when_fill (self->wakes, wakes, G_N_ELEMENTS (wakes));
}

static void
show_comes_back (ReviewHoldPanel *self, gboolean other)
{
  gint64 wake = get_wake (self);
  g_autofree char *when = wake != 0 ? review_format_local_time (wake) : NULL;
  /* Translators: %s is a date and a time. */
  g_autofree char *text = when != NULL ? g_strdup_printf (_ ("Comes back %s"), when) : NULL;

  if (text == NULL && other)
    text = g_strdup_printf (_ ("A time like 14:30, or a date like 2026-11-27 14:30, within %d h"),
                            get_most_hours (self));
  else if (text == NULL && get_event (self) != NULL)
    text = g_strdup_printf (_ ("Comes back after %d h at the latest"), get_most_hours (self));
  gtk_label_set_text (self->comes_back, text != NULL ? text : "");
}

static void
refresh (ReviewHoldPanel *self)
{
  const ReviewCaseView *view = review_desk_get_view (review_session_get_desk (self->session));
  const char *typed = review_session_get_ui_string (self->session, TYPED);
  const char *wake = review_session_get_ui_string (self->session, WAKE);
  const char *note = review_session_get_ui_string (self->session, NOTE);
  gboolean other = g_strcmp0 (wake, REVIEW_WHEN_OTHER) == 0;

  if (view == NULL)
    return;
  fill_options (self, view->item_case->type);
  review_chips_set_active_one (self->reasons, review_session_get_ui_string (self->session, REASON));
  review_chips_set_active_one (self->wakes, wake);
  review_chips_set_active_one (self->events, get_event (self));
  if (g_strcmp0 (gtk_editable_get_text (self->note), note != NULL ? note : "") != 0)
    gtk_editable_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->typed), other);
  if (g_strcmp0 (gtk_editable_get_text (self->typed), typed != NULL ? typed : "") != 0)
    gtk_editable_set_text (self->typed, typed != NULL ? typed : "");
  show_comes_back (self, other);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
reason_chosen_cb (ReviewChips *chips, const char *code, gboolean active, ReviewHoldPanel *self)
{
  review_session_set_ui_string (self->session, REASON, code);
  refresh (self);
}

static void
wake_chosen_cb (ReviewChips *chips, const char *id, gboolean active, ReviewHoldPanel *self)
{
  review_session_set_ui_string (self->session, WAKE, id);
  refresh (self);
  if (g_str_equal (id, REVIEW_WHEN_OTHER))
    gtk_widget_grab_focus (GTK_WIDGET (self->typed));
}

/* At most one; chosen again, it is none. */
static void
event_chosen_cb (ReviewChips *chips, const char *code, gboolean active, ReviewHoldPanel *self)
{
  review_session_set_ui_string (self->session, EVENT, active ? code : NULL);
  refresh (self);
}

static void
note_changed_cb (ReviewHoldPanel *self)
{
  if (self->session != NULL)
    review_session_set_ui_string (self->session, NOTE, gtk_editable_get_text (self->note));
}

static void
typed_cb (ReviewHoldPanel *self)
{
  if (self->session == NULL)
    return;
  review_session_set_ui_string (self->session, TYPED, gtk_editable_get_text (self->typed));
  show_comes_back (self, TRUE);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
review_hold_panel_grab_focus (GtkWidget *widget)
{
  ReviewHoldPanel *self = REVIEW_HOLD_PANEL (widget);

  if (review_session_get_ui_string (self->session, REASON) == NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (self->reasons));
  return gtk_widget_grab_focus (gtk_widget_get_visible (GTK_WIDGET (self->typed))
                                    ? GTK_WIDGET (self->typed)
                                    : GTK_WIDGET (self->wakes));
}

static void
review_hold_panel_dispose (GObject *object)
{
  ReviewHoldPanel *self = REVIEW_HOLD_PANEL (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_HOLD_PANEL);
  g_clear_object (&self->session);
  g_clear_pointer (&self->options_key, g_free);
  G_OBJECT_CLASS (review_hold_panel_parent_class)->dispose (object);
}

static void
review_hold_panel_class_init (ReviewHoldPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_hold_panel_dispose;
  widget_class->grab_focus = review_hold_panel_grab_focus;
  /**
   * ReviewHoldPanel::changed:
   *
   * What is chosen is another now.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (REVIEW_TYPE_CHIPS);
  g_type_ensure (REVIEW_TYPE_COLUMNS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-hold-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewHoldPanel, columns);
  gtk_widget_class_bind_template_child (widget_class, ReviewHoldPanel, reasons);
  gtk_widget_class_bind_template_child (widget_class, ReviewHoldPanel, wakes);
  gtk_widget_class_bind_template_child (widget_class, ReviewHoldPanel, events);
  gtk_widget_class_bind_template_child (widget_class, ReviewHoldPanel, note);
  gtk_widget_class_bind_template_child (widget_class, ReviewHoldPanel, typed);
  gtk_widget_class_bind_template_child (widget_class, ReviewHoldPanel, comes_back);
  gtk_widget_class_bind_template_callback (widget_class, reason_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, wake_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, event_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_changed_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_hold_panel_init (ReviewHoldPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * review_hold_panel_set_session:
 * @session: shown from now on; once for a panel
 */
void
review_hold_panel_set_session (ReviewHoldPanel *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_HOLD_PANEL (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (review_session_get_desk (session), "notify::view", G_CALLBACK (refresh),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
}

/**
 * review_hold_panel_choose:
 * @position: from 0
 *
 * Chooses the reason at @position; where there is one already, when the case comes back.
 *
 * Returns: whether there is such a thing
 */
gboolean
review_hold_panel_choose (ReviewHoldPanel *self, guint position)
{
  g_return_val_if_fail (REVIEW_IS_HOLD_PANEL (self), FALSE);

  if (review_session_get_ui_string (self->session, REASON) == NULL)
    return review_chips_choose (self->reasons, position);
  return review_chips_choose (self->wakes, position);
}

static gboolean
is_too_late (ReviewHoldPanel *self)
{
  gint64 now = review_session_get_server_time (self->session);

  return get_wake (self) > now + get_most_hours (self) * REVIEW_HOUR;
}

/* An event alone is enough; a time that was begun has to be one. */
static gboolean
needs_wake (ReviewHoldPanel *self)
{
  return get_wake (self) == 0
         && (get_event (self) == NULL
             || review_session_get_ui_string (self->session, WAKE) != NULL);
}

/**
 * review_hold_panel_focus_note:
 *
 * Puts the focus into the note to colleagues.
 */
void
review_hold_panel_focus_note (ReviewHoldPanel *self)
{
  g_return_if_fail (REVIEW_IS_HOLD_PANEL (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->note));
}

/**
 * review_hold_panel_dup_unmet:
 *
 * Returns: (transfer full) (nullable): what keeps the case from being held, in words; %NULL:
 *   nothing does
 */
char *
review_hold_panel_dup_unmet (ReviewHoldPanel *self)
{
  g_return_val_if_fail (REVIEW_IS_HOLD_PANEL (self), NULL);

  if (review_session_get_ui_string (self->session, REASON) == NULL)
    return g_strdup (_ ("Still needed: why it is held"));
  if (is_too_late (self))
    return g_strdup_printf (_ ("A hold lasts at most %d h."), get_most_hours (self));
  return needs_wake (self) ? g_strdup (_ ("Still needed: when it comes back")) : NULL;
}

/**
 * review_hold_panel_send:
 * @then_next: whether the next case is taken afterwards
 *
 * Holds the case; it leaves the desk. The outcome shows in the desk's properties.
 */
void
review_hold_panel_send (ReviewHoldPanel *self, gboolean then_next)
{
  g_autofree char *unmet = NULL;
  g_autofree char *note = NULL;

  g_return_if_fail (REVIEW_IS_HOLD_PANEL (self));

  unmet = review_hold_panel_dup_unmet (self);
  note = g_strstrip (g_strdup (gtk_editable_get_text (self->note)));
  if (unmet == NULL)
    review_desk_hold_async (review_session_get_desk (self->session),
                            review_session_get_ui_string (self->session, REASON), get_wake (self),
                            get_event (self), *note != '\0' ? note : NULL, then_next, NULL, NULL,
                            NULL);
}
