/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the Shift page begins with: my own shift, handovers, and for those who oversee the team and what
 * is planned. A list is built anew only when it says something else, and the focus goes back to where
 * it was. */
#define G_LOG_DOMAIN "review-app"
#include "review-shift-overview.h"

#include <glib/gi18n.h>

#include "review-card.h"
#include "review-columns.h"
#include "review-focus.h"
#include "review-list.h"
#include "review-shift-parts.h"
#include "review-shift-rows.h"
#include "review-shift-words.h"
#include "review-wrap.h"

struct _ReviewShiftOverview
{
  AdwBin parent;
  /* template */
  GtkWidget *own_card;
  GtkBox *own;
  GtkWidget *start;
  GtkWidget *end;
  GtkWidget *handovers_card;
  GtkLabel *no_handovers;
  GtkListBox *handovers;
  ReviewCard *team_card;
  GtkListBox *team;
  GtkWidget *give_team;
  GtkWidget *plans_card;
  GtkWidget *no_plans;
  GtkListBox *plans;
  /* owned */
  ReviewSession *session;
  ReviewRoster *shown_team;     /* (nullable) */
  ReviewShiftList *shown_plans; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (ReviewShiftOverview, review_shift_overview, ADW_TYPE_BIN)

static ReviewShiftBoard *
get_board (ReviewShiftOverview *self)
{
  return review_session_get_shift_board (self->session);
}

static void
restore_focus (ReviewShiftOverview *self, const char *name)
{
  GtkWidget *widget = name != NULL && review_focus_get_name (GTK_WIDGET (self)) == NULL
                          ? review_focus_find (GTK_WIDGET (self), name)
                          : NULL;

  if (widget != NULL)
    gtk_widget_grab_focus (widget);
}

static void
show_own (ReviewShiftOverview *self)
{
  ReviewItem *item = review_shift_board_get_person (get_board (self));
  const ReviewPerson *person = item != NULL ? review_item_get_record (item) : NULL;

  gtk_widget_set_visible (self->own_card, person != NULL);
  if (person == NULL)
    return;
  review_shift_fill_person (self->own, self->session, person);
  gtk_widget_set_visible (self->start, person->standing != REVIEW_STANDING_ON);
  gtk_widget_set_visible (self->end, person->standing == REVIEW_STANDING_ON);
}

static void
show_handovers (ReviewShiftOverview *self)
{
  GListModel *model = review_shift_board_get_handovers (get_board (self));
  const ReviewUser *user = review_session_get_user (self->session);
  g_autofree char *name = g_strdup (review_focus_get_name (GTK_WIDGET (self)));
  gboolean any = g_list_model_get_n_items (model) > 0;

  if (user == NULL)
    return;
  review_shift_fill_handovers (self->handovers, model, user);
  gtk_widget_set_visible (GTK_WIDGET (self->handovers), any);
  gtk_widget_set_visible (GTK_WIDGET (self->no_handovers), !any);
  restore_focus (self, name);
}

static void
caption_team (ReviewShiftOverview *self, const ReviewRoster *roster)
{
  g_autofree char *caption = NULL;
  guint on = 0;

  for (guint i = 0; i < roster->people->len; i++)
    {
      int standing = ((ReviewPerson *) roster->people->pdata[i])->standing;

      on += standing == REVIEW_STANDING_ON || standing == REVIEW_STANDING_PRESENT;
    }
  /* Translators: people at work, and all of them */
  caption = g_strdup_printf (_ ("%d of %d at work"), (int) on, (int) roster->people->len);
  review_card_set_caption (self->team_card, caption);
}

static void
show_team (ReviewShiftOverview *self)
{
  ReviewTeam *team = review_session_get_team (self->session);
  ReviewRoster *roster = (ReviewRoster *) review_team_get_roster (team);
  g_autofree char *name = g_strdup (review_focus_get_name (GTK_WIDGET (self)));

  gtk_widget_set_visible (GTK_WIDGET (self->team_card), roster != NULL);
  gtk_widget_set_visible (self->give_team, review_team_may_plan (team));
  if (roster == NULL) /* another person's, from now on */
    g_clear_pointer (&self->shown_team, review_record_unref);
  if (roster == NULL
      || (self->shown_team != NULL && review_shift_same (self->shown_team->people, roster->people)))
    return;
  caption_team (self, roster);
  review_shift_fill_team (self->team, self->session, roster->people);
  g_clear_pointer (&self->shown_team, review_record_unref);
  self->shown_team = review_record_ref (roster);
  restore_focus (self, name);
}

static void
show_plans (ReviewShiftOverview *self)
{
  ReviewTeam *team = review_session_get_team (self->session);
  ReviewShiftList *shifts = (ReviewShiftList *) review_team_get_shifts (team);
  g_autofree char *name = g_strdup (review_focus_get_name (GTK_WIDGET (self)));
  guint n;

  gtk_widget_set_visible (self->plans_card, shifts != NULL);
  if (shifts == NULL)
    g_clear_pointer (&self->shown_plans, review_record_unref);
  if (shifts == NULL
      || (self->shown_plans != NULL && review_shift_same (self->shown_plans->items, shifts->items)))
    return;
  n = review_shift_fill_plans (self->plans, self->session, shifts->items,
                               review_team_may_plan (team));
  gtk_widget_set_visible (GTK_WIDGET (self->plans), n > 0);
  gtk_widget_set_visible (self->no_plans, n == 0);
  g_clear_pointer (&self->shown_plans, review_record_unref);
  self->shown_plans = review_record_ref (shifts);
  restore_focus (self, name);
}

static void
update_team (ReviewShiftOverview *self)
{
  show_team (self);
  show_plans (self);
}

static void
handover_cb (ReviewShiftOverview *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "shift.handover", "s",
                              review_list_row_get_id (row));
}

static void
person_cb (ReviewShiftOverview *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "shift.person", "s", review_list_row_get_id (row));
}

static void
review_shift_overview_dispose (GObject *object)
{
  ReviewShiftOverview *self = REVIEW_SHIFT_OVERVIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_SHIFT_OVERVIEW);
  g_clear_object (&self->session);
  g_clear_pointer (&self->shown_team, review_record_unref);
  g_clear_pointer (&self->shown_plans, review_record_unref);
  G_OBJECT_CLASS (review_shift_overview_parent_class)->dispose (object);
}

#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, ReviewShiftOverview, name)

static void
review_shift_overview_class_init (ReviewShiftOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_shift_overview_dispose;
  g_type_ensure (REVIEW_TYPE_CARD);
  g_type_ensure (REVIEW_TYPE_COLUMNS);
  g_type_ensure (REVIEW_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-shift-overview.ui");
  CHILD (own_card);
  CHILD (own);
  CHILD (start);
  CHILD (end);
  CHILD (handovers_card);
  CHILD (no_handovers);
  CHILD (handovers);
  CHILD (team_card);
  CHILD (team);
  CHILD (give_team);
  CHILD (plans_card);
  CHILD (no_plans);
  CHILD (plans);
  gtk_widget_class_bind_template_callback (widget_class, handover_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_cb);
}

static void
review_shift_overview_init (ReviewShiftOverview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Handovers are those of another person then. */
static void
user_cb (ReviewShiftOverview *self)
{
  gtk_widget_set_visible (self->handovers_card,
                          review_session_get_can_take_next (self->session)
                              || review_session_get_can_oversee (self->session));
  show_handovers (self);
}

/**
 * review_shift_overview_bind:
 *
 * Shows the shift of @session's person, and what they oversee. Called once.
 */
void
review_shift_overview_bind (ReviewShiftOverview *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_SHIFT_OVERVIEW (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (get_board (self), "notify::person", G_CALLBACK (show_own), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (review_shift_board_get_handovers (get_board (self)), "items-changed",
                           G_CALLBACK (show_handovers), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review_session_get_team (session), "changed", G_CALLBACK (update_team),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::user", G_CALLBACK (user_cb), self, G_CONNECT_SWAPPED);
  show_own (self);
  user_cb (self);
  update_team (self);
}
