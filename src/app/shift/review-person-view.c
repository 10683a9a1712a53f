/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person of the team: how they stand, and what a lead does about it: plan a shift on their clock,
 * note an absence, set how many cases they hold at once. One's own absence is everybody's to say. What
 * is typed is kept in the session's screen state, for this person. */
#define G_LOG_DOMAIN "review-app"
#include "review-person-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "review-card.h"
#include "review-chips.h"
#include "review-entry.h"
#include "review-error.h"
#include "review-shift-parts.h"
#include "review-shift-words.h"
#include "review-wake.h"
#include "review-words.h"

#define REASONS "absence_reason"

struct _ReviewPersonView
{
  AdwBin parent;
  /* template */
  ReviewCard *card;
  GtkBox *facts;
  GtkWidget *give;
  GtkWidget *plan_card;
  GtkEditable *start;
  GtkEditable *end;
  GtkEditable *zone;
  ReviewChips *types;
  GtkWidget *absence_card;
  GtkWidget *absence;
  GtkLabel *absence_text;
  GtkWidget *absence_form;
  ReviewChips *reasons;
  GtkEditable *from;
  GtkEditable *until;
  GtkWidget *limit_card;
  GtkEditable *limit;
  GtkEditable *limit_reason;
  /* owned */
  ReviewSession *session;
  ReviewPerson *person; /* (nullable): who is shown */
  gboolean own;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (ReviewPersonView, review_person_view, ADW_TYPE_BIN)

static ReviewTeam *
get_team (ReviewPersonView *self)
{
  return review_session_get_team (self->session);
}

static char *
dup_text (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static char *
dup_chosen (ReviewChips *chips)
{
  g_auto (GStrv) ids = review_chips_dup_active (chips);

  return g_strdup (ids[0]);
}

/* µs UTC; 0: no time that lies ahead. */
static gint64
parse_ahead (ReviewPersonView *self, GtkEditable *entry)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return review_wake_parse (gtk_editable_get_text (entry),
                            review_session_get_server_time (self->session), zone);
}

static void
update_actions (ReviewPersonView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autofree char *reason = dup_chosen (self->reasons);
  gboolean online = review_session_get_connection (self->session) == REVIEW_CONNECTION_ONLINE;

  gtk_widget_action_set_enabled (widget, "person.plan",
                                 online && !review_entry_is_blank (self->start)
                                     && !review_entry_is_blank (self->end)
                                     && !review_entry_is_blank (self->zone));
  gtk_widget_action_set_enabled (
      widget, "person.away",
      online && reason != NULL && parse_ahead (self, self->until) != 0
          && (review_entry_is_blank (self->from) || parse_ahead (self, self->from) != 0));
  gtk_widget_action_set_enabled (widget, "person.back", online);
  gtk_widget_action_set_enabled (widget, "person.limit",
                                 online && !review_entry_is_blank (self->limit)
                                     && !review_entry_is_blank (self->limit_reason));
}

static void
typed_cb (ReviewPersonView *self)
{
  if (self->session != NULL && !self->filling)
    update_actions (self);
}

/* What a field is kept under, for the person who is shown. */
static char *
make_key (ReviewPersonView *self, GtkEditable *field)
{
  return g_strdup_printf ("%s/%s", gtk_widget_get_name (GTK_WIDGET (field)),
                          self->person != NULL ? self->person->account : "");
}

static void
field_cb (GtkEditable *field, ReviewPersonView *self)
{
  g_autofree char *key = make_key (self, field);

  if (self->session == NULL || self->filling)
    return;
  review_session_set_ui_string (self->session, key, gtk_editable_get_text (field));
  update_actions (self);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewPersonView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!review_team_act_finish (REVIEW_TEAM (source), result, &error))
    {
      g_autofree char *field = review_error_dup_field (error);

      text = review_shift_words_error (error->code, field);
    }
  if (self->session != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s",
                                text != NULL ? text : _ ("It is noted."));
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ReviewPersonView *self = user_data;

  if (!g_task_had_error (G_TASK (result)) && self->session != NULL)
    {
      gtk_editable_set_text (self->start, "");
      gtk_editable_set_text (self->end, "");
    }
  done_cb (source, result, user_data);
}

static void
away_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ReviewPersonView *self = user_data;

  if (!g_task_had_error (G_TASK (result)) && self->session != NULL)
    {
      gtk_editable_set_text (self->from, "");
      gtk_editable_set_text (self->until, "");
    }
  done_cb (source, result, user_data);
}

/* "2026-11-27 08:00" as the wire wants it. */
static char *
dup_wall (GtkEditable *entry)
{
  char *text = dup_text (entry), *blank = strchr (text, ' ');

  if (blank != NULL)
    *blank = 'T';
  return text;
}

static void
do_plan (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewPersonView *self = REVIEW_PERSON_VIEW (widget);
  g_autoptr (ReviewShiftRequest) request = review_record_new (&review_shift_request_type);

  request->account = g_strdup (self->person->account);
  request->zone = dup_text (self->zone);
  request->start = dup_wall (self->start);
  request->end = dup_wall (self->end);
  request->case_types = review_chips_dup_active (self->types);
  review_team_plan_async (get_team (self), request, planned_cb, g_object_ref (self));
}

static void
do_away (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewPersonView *self = REVIEW_PERSON_VIEW (widget);
  g_autoptr (ReviewAbsenceRequest) request = review_record_new (&review_absence_request_type);

  request->account = g_strdup (self->person->account);
  request->reason = dup_chosen (self->reasons);
  request->from = review_entry_is_blank (self->from)
                      ? review_session_get_server_time (self->session)
                      : parse_ahead (self, self->from);
  request->until = parse_ahead (self, self->until);
  review_team_say_absent_async (get_team (self), request, away_cb, g_object_ref (self));
}

static void
do_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewPersonView *self = REVIEW_PERSON_VIEW (widget);

  if (self->person->absence != NULL)
    review_team_end_absence_async (get_team (self), self->person->absence, done_cb,
                                   g_object_ref (self));
}

static void
do_limit (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ReviewPersonView *self = REVIEW_PERSON_VIEW (widget);
  g_autoptr (ReviewLimitRequest) request = review_record_new (&review_limit_request_type);
  g_autofree char *text = dup_text (self->limit);

  if (!g_ascii_string_to_signed (text, 10, 0, REVIEW_HELD_MAX, &request->at_most, NULL))
    request->at_most = -1; /* refused, and said so */
  request->reason = dup_text (self->limit_reason);
  review_team_set_limit_async (get_team (self), self->person->account, request, done_cb,
                               g_object_ref (self));
}

static void
review_person_view_dispose (GObject *object)
{
  ReviewPersonView *self = REVIEW_PERSON_VIEW (object);

  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_PERSON_VIEW);
  g_clear_object (&self->session);
  g_clear_pointer (&self->person, review_record_unref);
  G_OBJECT_CLASS (review_person_view_parent_class)->dispose (object);
}

#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, ReviewPersonView, name)

static void
bind_children (GtkWidgetClass *widget_class)
{
  CHILD (card);
  CHILD (facts);
  CHILD (give);
  CHILD (plan_card);
  CHILD (start);
  CHILD (end);
  CHILD (zone);
  CHILD (types);
  CHILD (absence_card);
  CHILD (absence);
  CHILD (absence_text);
  CHILD (absence_form);
  CHILD (reasons);
  CHILD (from);
  CHILD (until);
  CHILD (limit_card);
  CHILD (limit);
  CHILD (limit_reason);
}

static void
review_person_view_class_init (ReviewPersonViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_person_view_dispose;
  g_type_ensure (REVIEW_TYPE_CARD);
  g_type_ensure (REVIEW_TYPE_CHIPS);
  gtk_widget_class_install_action (widget_class, "person.plan", NULL, do_plan);
  gtk_widget_class_install_action (widget_class, "person.away", NULL, do_away);
  gtk_widget_class_install_action (widget_class, "person.back", NULL, do_back);
  gtk_widget_class_install_action (widget_class, "person.limit", NULL, do_limit);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-person-view.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
}

static void
review_person_view_init (ReviewPersonView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_choices (ReviewPersonView *self)
{
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);

  review_chips_clear (self->types);
  review_chips_clear (self->reasons);
  for (guint i = 0; catalog != NULL && i < catalog->case_types->len; i++)
    {
      const ReviewCaseType *type = catalog->case_types->pdata[i];

      review_chips_add (self->types, type->id, review_words_type (self->session, type->id), NULL);
    }
  for (guint i = 0; catalog != NULL && i < catalog->codes->len; i++)
    {
      const ReviewCode *code = catalog->codes->pdata[i];

      if (g_str_equal (code->list, REASONS) && !code->retired)
        review_chips_add (self->reasons, code->code,
                          review_session_get_text (self->session, code->text), NULL);
    }
}

/**
 * review_person_view_bind:
 *
 * Called once; the window has "win.tell" and "win.hand-over".
 */
void
review_person_view_bind (ReviewPersonView *self, ReviewSession *session)
{
  GtkEditable *fields[] = { self->start, self->end,   self->zone,        self->from,
                            self->until, self->limit, self->limit_reason };

  g_return_if_fail (REVIEW_IS_PERSON_VIEW (self));

  self->session = g_object_ref (session);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_signal_connect_object (fields[i], "changed", G_CALLBACK (field_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (fill_choices), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::connection", G_CALLBACK (typed_cb), self,
                           G_CONNECT_SWAPPED);
  fill_choices (self);
}

/* What was typed for them before; where nothing was, what is likely. */
static void
fill_field (ReviewPersonView *self, GtkEditable *field, const char *likely)
{
  g_autofree char *key = make_key (self, field);
  const char *typed = review_session_get_ui_string (self->session, key);

  gtk_editable_set_text (field, typed != NULL && *typed != '\0' ? typed
                                : likely != NULL                ? likely
                                                                : "");
}

/* The clock that they live by, or their last shift was planned on, or this computer's. */
static const char *
find_zone (const ReviewPerson *person, GTimeZone *local)
{
  if (person->zone != NULL)
    return person->zone;
  if (person->next != NULL && person->next->zone != NULL)
    return person->next->zone;
  if (person->shift != NULL && person->shift->zone != NULL)
    return person->shift->zone;
  return g_time_zone_get_identifier (local);
}

static void
fill_fields (ReviewPersonView *self, const ReviewPerson *person)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  g_autofree char *limit =
      person->limited ? g_strdup_printf ("%d", (int) person->at_most) : g_strdup ("");

  self->filling = TRUE;
  fill_field (self, self->start, NULL);
  fill_field (self, self->end, NULL);
  fill_field (self, self->zone, find_zone (person, local));
  fill_field (self, self->from, NULL);
  fill_field (self, self->until, NULL);
  fill_field (self, self->limit, limit);
  fill_field (self, self->limit_reason, person->limit_reason);
  review_chips_set_active (self->types, NULL);
  review_chips_set_active (self->reasons, NULL);
  self->filling = FALSE;
}

/**
 * review_person_view_show:
 * @own: whether it is oneself
 */
void
review_person_view_show (ReviewPersonView *self, const ReviewPerson *person, gboolean own)
{
  gboolean another =
      self->person == NULL || g_strcmp0 (self->person->account, person->account) != 0;
  gboolean lead = review_team_may_plan (get_team (self));
  g_autofree char *title =
      g_strdup_printf ("%s · %s", person->name, review_words_role (person->role));
  g_autofree char *absence = person->absence != NULL
                                 ? review_shift_words_absence (self->session, person->absence)
                                 : g_strdup ("");

  g_return_if_fail (REVIEW_IS_PERSON_VIEW (self));

  if (!another && review_record_equal (self->person, person))
    return;
  g_clear_pointer (&self->person, review_record_unref);
  self->person = review_record_ref ((gpointer) person);
  self->own = own;
  review_card_set_title (self->card, title);
  review_shift_fill_person (self->facts, self->session, person);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->give), "s", own ? "me" : person->account);
  gtk_button_set_label (GTK_BUTTON (self->give),
                        own ? _ ("Hand over…") : _ ("Hand over their cases…"));
  gtk_widget_set_visible (self->give, own || lead);
  gtk_widget_set_visible (self->plan_card, lead);
  gtk_widget_set_visible (self->absence_card, own || lead);
  gtk_widget_set_visible (self->limit_card, lead);
  gtk_label_set_text (self->absence_text, absence);
  gtk_widget_set_visible (self->absence, person->absence != NULL);
  gtk_widget_set_visible (self->absence_form, person->absence == NULL);
  if (another)
    fill_fields (self, person);
  update_actions (self);
}
