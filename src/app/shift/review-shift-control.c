/* SPDX-License-Identifier: GPL-3.0-or-later */
/* My shift, in the window's head: whether one is on, and below it what hangs on one, and what one does
 * about it. Whoever plans no shifts sees a word and nothing that asks for one. */
#define G_LOG_DOMAIN "review-app"
#include "review-shift-control.h"

#include <glib/gi18n.h>

#include "review-compat.h"
#include "review-role.h"
#include "review-shift-parts.h"
#include "review-shift-words.h"

struct _ReviewShiftControl
{
  AdwBin parent;
  /* (borrowed) */
  GtkMenuButton *button;
  GtkWidget *popover;
  GtkBox *facts;
  GtkWidget *accept;
  GtkWidget *start;
  GtkWidget *end;
  ReviewSession *session; /* (owned) */
  gboolean looks;
};

G_DEFINE_FINAL_TYPE (ReviewShiftControl, review_shift_control, ADW_TYPE_BIN)

static ReviewShiftBoard *
get_board (ReviewShiftControl *self)
{
  return review_session_get_shift_board (self->session);
}

static const ReviewPerson *
get_person (ReviewShiftControl *self)
{
  ReviewItem *item = review_shift_board_get_person (get_board (self));

  return item != NULL ? review_item_get_record (item) : NULL;
}

static const char *
pick_word (const ReviewPerson *person)
{
  return person->standing == REVIEW_STANDING_ON || person->standing == REVIEW_STANDING_ABSENT
             ? review_shift_words_standing (person->standing)
             : C_ ("page", "Shift");
}

static void
show_button (ReviewShiftControl *self, const ReviewPerson *person)
{
  guint n = review_shift_board_get_to_accept (get_board (self));
  g_autofree char *text = NULL, *name = NULL;

  text = n > 0 ? g_strdup_printf ("%s · %u", pick_word (person), n) : g_strdup (pick_word (person));
  name = n > 0
             /* Translators: how one stands ("On shift"), and handovers that wait for one */
             ? g_strdup_printf (ngettext ("My shift: %s. %d handover to accept",
                                          "My shift: %s. %d handovers to accept", n),
                                review_shift_words_standing (person->standing), (int) n)
             /* Translators: how one stands: "On shift" */
             : g_strdup_printf (_ ("My shift: %s"), review_shift_words_standing (person->standing));
  gtk_menu_button_set_label (self->button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  review_compat_name_widget (gtk_widget_get_first_child (GTK_WIDGET (self->button)), name);
}

static void
update (ReviewShiftControl *self)
{
  const ReviewPerson *person = get_person (self);
  guint n = review_shift_board_get_to_accept (get_board (self));
  g_autofree char *accept =
      g_strdup_printf (ngettext ("%d handover to accept", "%d handovers to accept", n), (int) n);

  gtk_widget_set_visible (GTK_WIDGET (self), person != NULL);
  if (person == NULL)
    return;
  show_button (self, person);
  review_shift_fill_desk (self->facts, person);
  gtk_button_set_label (GTK_BUTTON (self->accept), accept);
  gtk_widget_set_visible (self->accept, n > 0);
  gtk_widget_set_visible (self->start, person->standing != REVIEW_STANDING_ON);
  gtk_widget_set_visible (self->end, person->standing == REVIEW_STANDING_ON);
}

/* What hangs on one is kept up to date while one looks at it. */
static void
look (ReviewShiftControl *self, gboolean looks)
{
  if (looks != self->looks)
    review_shift_board_look (get_board (self), looks);
  self->looks = looks;
}

static void
popover_cb (ReviewShiftControl *self)
{
  if (self->session != NULL)
    look (self, gtk_widget_get_visible (self->popover));
}

/* Whose shift it is; who works on no cases has none. */
static void
user_cb (ReviewShiftControl *self)
{
  const ReviewUser *user = review_session_get_user (self->session);

  if (user != NULL && review_role_may_decide (user->role))
    review_shift_board_watch (get_board (self));
  update (self);
}

static void
review_shift_control_dispose (GObject *object)
{
  ReviewShiftControl *self = REVIEW_SHIFT_CONTROL (object);

  if (self->session != NULL)
    look (self, FALSE);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_shift_control_parent_class)->dispose (object);
}

static void
review_shift_control_class_init (ReviewShiftControlClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_shift_control_dispose;
}

static GtkWidget *
add_button (ReviewShiftControl *self,
            GtkWidget *box,
            const char *text,
            const char *action,
            const char *target)
{
  GtkWidget *button = gtk_button_new_with_label (text);

  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  g_signal_connect_object (button, "clicked", G_CALLBACK (gtk_popover_popdown), self->popover,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
review_shift_control_init (ReviewShiftControl *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->popover = gtk_popover_new ();
  self->facts = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  gtk_widget_set_size_request (box, 320, -1);
  gtk_widget_add_css_class (box, "shift-popover");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->facts));
  self->accept = add_button (self, box, "", "win.go-to", "handovers");
  self->start = add_button (self, box, _ ("Start my shift"), "win.shift-start", NULL);
  self->end = add_button (self, box, _ ("End my shift…"), "win.shift-end", NULL);
  add_button (self, box, _ ("Hand over…"), "win.hand-over", "me");
  add_button (self, box, _ ("Open Shift"), "win.page", "shift");
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("My shift"), -1);
  gtk_menu_button_set_popover (self->button, self->popover);
  g_signal_connect_object (self->popover, "notify::visible", G_CALLBACK (popover_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * review_shift_control_bind:
 *
 * Shows the shift of @session's person. Called once.
 */
void
review_shift_control_bind (ReviewShiftControl *self, ReviewSession *session)
{
  static const char *const notes[] = { "notify::person", "notify::handovers", "notify::to-accept",
                                       NULL };

  g_return_if_fail (REVIEW_IS_SHIFT_CONTROL (self));

  self->session = g_object_ref (session);
  for (int i = 0; notes[i] != NULL; i++)
    g_signal_connect_object (get_board (self), notes[i], G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::user", G_CALLBACK (user_cb), self, G_CONNECT_SWAPPED);
  user_cb (self);
}
