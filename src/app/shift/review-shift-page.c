/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Shift page: an overview, and behind it a handover that is written, one that is accepted, and a
 * person of the team. Which of them is shown is screen state, so that a switch of language stays. */
#define G_LOG_DOMAIN "review-app"
#include "review-shift-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "review-banner.h"
#include "review-error.h"
#include "review-focus.h"
#include "review-handover-form.h"
#include "review-handover-view.h"
#include "review-person-view.h"
#include "review-role.h"
#include "review-shift-overview.h"
#include "review-shift-words.h"

#define GIVE     "give"
#define HANDOVER "handover:" /* before its id */
#define PERSON   "person:"   /* before the account */

struct _ReviewShiftPage
{
  ReviewSidePage parent;
  /* template */
  ReviewBanner *banner;
  GtkWidget *back;
  GtkLabel *title;
  GtkStack *stack;
  AdwStatusPage *status;
  ReviewShiftOverview *overview;
  ReviewHandoverForm *form;
  ReviewHandoverView *handover;
  ReviewPersonView *person;
  /* owned */
  ReviewSession *session;
  char *came_from; /* (nullable): name of what had the focus in the overview */
  gboolean shown;
};

G_DEFINE_FINAL_TYPE (ReviewShiftPage, review_shift_page, REVIEW_TYPE_SIDE_PAGE)

static ReviewShiftBoard *
get_board (ReviewShiftPage *self)
{
  return review_session_get_shift_board (self->session);
}

static const ReviewPerson *
get_own (ReviewShiftPage *self)
{
  ReviewItem *item = review_shift_board_get_person (get_board (self));

  return item != NULL ? review_item_get_record (item) : NULL;
}

/* (transfer full) (nullable) */
static ReviewItem *
find_handover (ReviewShiftPage *self, const char *id)
{
  GListModel *model = review_shift_board_get_handovers (get_board (self));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (model, i);

      if (g_strcmp0 (((const ReviewHandover *) review_item_get_record (item))->id, id) == 0)
        return g_steal_pointer (&item);
    }
  return NULL;
}

static gboolean
show_person (ReviewShiftPage *self, const char *account)
{
  const ReviewPerson *own = get_own (self);
  gboolean me =
      strcmp (account, "me") == 0 || (own != NULL && g_strcmp0 (own->account, account) == 0);
  const ReviewPerson *person =
      me ? own : review_team_find (review_session_get_team (self->session), account);

  if (person == NULL)
    return FALSE;
  review_person_view_show (self->person, person, me);
  gtk_label_set_text (self->title, person->name);
  gtk_stack_set_visible_child_name (self->stack, "person");
  return TRUE;
}

static gboolean
show_handover (ReviewShiftPage *self, const char *id)
{
  g_autoptr (ReviewItem) item = find_handover (self, id);

  if (item == NULL)
    return FALSE;
  review_handover_view_show (self->handover, review_item_get_record (item));
  gtk_label_set_text (self->title, _ ("Handover"));
  gtk_stack_set_visible_child_name (self->stack, "handover");
  return TRUE;
}

static gboolean
show_give (ReviewShiftPage *self)
{
  ReviewHandoverDraft *draft = review_session_get_handover (self->session);
  const char *account = review_handover_draft_get_account (draft);
  const ReviewPerson *person =
      account != NULL ? review_team_find (review_session_get_team (self->session), account) : NULL;
  g_autofree char *of = NULL;

  if (account == NULL)
    return FALSE;
  if (person != NULL)
    /* Translators: %s is a person */
    of = g_strdup_printf (_ ("Hand over the cases of %s"), person->name);
  gtk_label_set_text (self->title, of != NULL                      ? of
                                   : strcmp (account, "team") == 0 ? _ ("Hand over for the team")
                                                                   : _ ("Hand over"));
  gtk_stack_set_visible_child_name (self->stack, "give");
  return TRUE;
}

/* A place of which nothing is there any more is the overview. */
static gboolean
show_place (ReviewShiftPage *self, const char *place)
{
  if (place == NULL)
    return FALSE;
  if (strcmp (place, GIVE) == 0)
    return show_give (self);
  if (g_str_has_prefix (place, HANDOVER))
    return show_handover (self, place + strlen (HANDOVER));
  return g_str_has_prefix (place, PERSON) && show_person (self, place + strlen (PERSON));
}

static void
show_state (ReviewShiftPage *self, const char *icon, const char *title, const char *text)
{
  adw_status_page_set_icon_name (self->status, icon);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, text);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->status))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_stack_set_visible_child_name (self->stack, "state");
}

static void
update_banner (ReviewShiftPage *self, gboolean online, int code)
{
  g_autofree char *text = code != 0 ? review_shift_words_error (code, NULL) : NULL;

  if (!online)
    review_banner_show (self->banner, REVIEW_TONE_WARNING, "network-offline-symbolic",
                        _ ("Offline. What is shown may be old."), NULL, NULL);
  else if (text != NULL)
    review_banner_show (self->banner, REVIEW_TONE_ERROR, "dialog-warning-symbolic", text,
                        _ ("Try again"), "shift.retry");
  else
    review_banner_hide (self->banner);
}

static void
update_overview (ReviewShiftPage *self, gboolean online, int code)
{
  gboolean read = get_own (self) != NULL
                  || review_team_get_roster (review_session_get_team (self->session)) != NULL;

  gtk_label_set_text (self->title, C_ ("page", "Shift"));
  update_banner (self, online || !read, code);
  if (read)
    gtk_stack_set_visible_child_name (self->stack, "overview");
  else if (!online)
    show_state (self, "network-offline-symbolic", _ ("Offline"),
                _ ("The server cannot be reached. It is tried again by itself."));
  else if (code == 0)
    show_state (self, NULL, _ ("Reading shifts"), NULL);
  else
    show_state (self, "dialog-warning-symbolic", _ ("Shifts could not be read"), NULL);
}

static int
get_error_code (ReviewShiftPage *self)
{
  int code = review_shift_board_get_error_code (get_board (self));

  return code != 0
             ? code
             : review_board_get_error_code (REVIEW_BOARD (review_session_get_team (self->session)));
}

static void
update (ReviewShiftPage *self)
{
  gboolean online = review_session_get_connection (self->session) == REVIEW_CONNECTION_ONLINE;
  const char *place = review_session_get_ui_string (self->session, REVIEW_SHIFT_PLACE);
  gboolean inside = show_place (self, place);

  gtk_widget_set_visible (self->back, inside);
  if (inside)
    update_banner (self, online, get_error_code (self));
  else
    update_overview (self, online, get_error_code (self));
}

/* The focus is where one would go on: in what is behind, or where one came from. */
static void
move_focus (ReviewShiftPage *self, gboolean inside)
{
  GtkWidget *before = !inside && self->came_from != NULL
                          ? review_focus_find (GTK_WIDGET (self->overview), self->came_from)
                          : NULL;

  if (before != NULL && gtk_widget_grab_focus (before))
    return;
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "give") == 0)
    review_handover_form_take_focus (self->form);
  else
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
go (ReviewShiftPage *self, const char *place)
{
  gboolean inside = *place != '\0';

  if (inside && !gtk_widget_get_visible (self->back))
    {
      g_free (self->came_from);
      self->came_from = g_strdup (review_focus_get_name (GTK_WIDGET (self)));
    }
  review_session_set_ui_string (self->session, REVIEW_SHIFT_PLACE, place);
  update (self);
  move_focus (self, inside);
}

/* A handover that was written is handed over, or dropped. */
static void
draft_cb (ReviewShiftPage *self)
{
  ReviewHandoverDraft *draft = review_session_get_handover (self->session);
  gboolean gives = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "give") == 0;

  if (gives && review_handover_draft_get_account (draft) == NULL)
    go (self, "");
  else
    update (self);
}

static void
do_go (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewShiftPage *self = REVIEW_SHIFT_PAGE (widget);
  const char *target = g_variant_get_string (parameter, NULL);
  g_autofree char *place = g_strconcat (strcmp (name, "shift.handover") == 0 ? HANDOVER
                                        : strcmp (name, "shift.person") == 0 ? PERSON
                                                                             : "",
                                        target, NULL);

  go (self, place);
}

static void
do_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewShiftPage *self = REVIEW_SHIFT_PAGE (widget);

  if (!gtk_widget_get_visible (self->back))
    return;
  go (self, "");
  review_handover_draft_leave (review_session_get_handover (self->session));
}

static void
do_retry (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewShiftPage *self = REVIEW_SHIFT_PAGE (widget);

  review_shift_board_refresh (get_board (self));
  review_board_refresh (REVIEW_BOARD (review_session_get_team (self->session)));
}

static void
tell (ReviewShiftPage *self, const GError *error, const char *done)
{
  g_autofree char *wrong = NULL;

  if (error != NULL)
    {
      g_autofree char *field = review_error_dup_field (error);

      wrong = review_shift_words_error (error->code, field);
    }
  if (self->session != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", wrong != NULL ? wrong : done);
}

static void
accepted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewShiftPage) self = user_data;
  g_autoptr (GError) error = NULL;

  review_shift_board_act_finish (REVIEW_SHIFT_BOARD (source), result, &error);
  tell (self, error, _ ("Accepted."));
}

static void
do_accept (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewShiftPage *self = REVIEW_SHIFT_PAGE (widget);
  const ReviewHandover *one = review_handover_view_get (self->handover);
  const char *only[] = { g_variant_get_string (parameter, NULL), NULL };

  if (one != NULL)
    review_shift_board_accept_async (get_board (self), one, *only[0] != '\0' ? only : NULL, NULL,
                                     accepted_cb, g_object_ref (self));
}

static void
withdrawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewShiftPage) self = user_data;
  g_autoptr (GError) error = NULL;

  review_shift_board_act_finish (REVIEW_SHIFT_BOARD (source), result, &error);
  tell (self, error, _ ("Withdrawn. The cases are yours again."));
}

static void
do_withdraw (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewShiftPage *self = REVIEW_SHIFT_PAGE (widget);
  const ReviewHandover *one = review_handover_view_get (self->handover);

  if (one != NULL)
    review_shift_board_withdraw_async (get_board (self), one, NULL, withdrawn_cb,
                                       g_object_ref (self));
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewShiftPage) self = user_data;
  g_autoptr (GError) error = NULL;

  review_team_act_finish (REVIEW_TEAM (source), result, &error);
  tell (self, error, _ ("The shift is cancelled."));
}

static void
do_cancel (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewShiftPage *self = REVIEW_SHIFT_PAGE (widget);
  ReviewTeam *team = review_session_get_team (self->session);
  const ReviewShiftList *list = review_team_get_shifts (team);
  const char *id = g_variant_get_string (parameter, NULL);

  for (guint i = 0; list != NULL && i < list->items->len; i++)
    if (g_strcmp0 (((ReviewShift *) list->items->pdata[i])->id, id) == 0)
      {
        review_team_cancel_shift_async (team, list->items->pdata[i], cancelled_cb,
                                        g_object_ref (self));
        return;
      }
}

static void
do_open_case (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewShiftPage *self = REVIEW_SHIFT_PAGE (widget);

  review_desk_open_async (review_session_get_desk (self->session),
                          g_variant_get_string (parameter, NULL), NULL, NULL, NULL);
  gtk_widget_activate_action (widget, "win.go-to", "s", "case");
}

static void
look (ReviewShiftPage *self, gboolean shown)
{
  if (shown == self->shown)
    return;
  self->shown = shown;
  review_shift_board_look (get_board (self), shown);
  review_board_look (REVIEW_BOARD (review_session_get_team (self->session)), shown);
}

static void
review_shift_page_dispose (GObject *object)
{
  ReviewShiftPage *self = REVIEW_SHIFT_PAGE (object);

  if (self->session != NULL)
    look (self, FALSE);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_SHIFT_PAGE);
  g_clear_object (&self->session);
  g_clear_pointer (&self->came_from, g_free);
  G_OBJECT_CLASS (review_shift_page_parent_class)->dispose (object);
}

/* Shows the shift of @session's person. Called once. */
static void
review_shift_page_bind (ReviewSidePage *page, ReviewSession *session)
{
  ReviewShiftPage *self = REVIEW_SHIFT_PAGE (page);

  self->session = g_object_ref (session);
  review_shift_overview_bind (self->overview, session);
  review_handover_form_bind (self->form, session);
  review_handover_view_bind (self->handover, session);
  review_person_view_bind (self->person, session);
  g_signal_connect_object (get_board (self), "notify::person", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_board (self), "notify::error-code", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (review_shift_board_get_handovers (get_board (self)), "items-changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review_session_get_team (session), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (review_session_get_handover (session), "changed", G_CALLBACK (draft_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::connection", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

static void
review_shift_page_set_shown (ReviewSidePage *page, gboolean shown)
{
  look (REVIEW_SHIFT_PAGE (page), shown);
}

static void
review_shift_page_take_focus (ReviewSidePage *page)
{
  ReviewShiftPage *self = REVIEW_SHIFT_PAGE (page);

  move_focus (self, gtk_widget_get_visible (self->back));
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "shift.handover", "s", do_go);
  gtk_widget_class_install_action (widget_class, "shift.person", "s", do_go);
  gtk_widget_class_install_action (widget_class, "shift.show", "s", do_go);
  gtk_widget_class_install_action (widget_class, "shift.back", NULL, do_back);
  gtk_widget_class_install_action (widget_class, "shift.retry", NULL, do_retry);
  gtk_widget_class_install_action (widget_class, "shift.accept", "s", do_accept);
  gtk_widget_class_install_action (widget_class, "shift.withdraw", NULL, do_withdraw);
  gtk_widget_class_install_action (widget_class, "shift.cancel", "s", do_cancel);
  gtk_widget_class_install_action (widget_class, "shift.open-case", "s", do_open_case);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "shift.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "shift.back",
                                       NULL);
}

#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, ReviewShiftPage, name)

static void
review_shift_page_class_init (ReviewShiftPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ReviewSidePageClass *page_class = REVIEW_SIDE_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_shift_page_dispose;
  page_class->bind = review_shift_page_bind;
  page_class->set_shown = review_shift_page_set_shown;
  page_class->take_focus = review_shift_page_take_focus;
  g_type_ensure (REVIEW_TYPE_BANNER);
  g_type_ensure (REVIEW_TYPE_HANDOVER_FORM);
  g_type_ensure (REVIEW_TYPE_HANDOVER_VIEW);
  g_type_ensure (REVIEW_TYPE_PERSON_VIEW);
  g_type_ensure (REVIEW_TYPE_SHIFT_OVERVIEW);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-shift-page.ui");
  CHILD (banner);
  CHILD (back);
  CHILD (title);
  CHILD (stack);
  CHILD (status);
  CHILD (overview);
  CHILD (form);
  CHILD (handover);
  CHILD (person);
}

static void
review_shift_page_init (ReviewShiftPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
