/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Shift page in its window: the control in the head, the team, a handover that is written and one
 * that is accepted, a person and their plan; what is typed outlives a switch of language; pictures. */
#include "review-chips.h"
#include "review-clock.h"
#include "review-shift-page.h"
#include "screen-check.h"
#include "window-fixture.h"

#define AT ((gint64) 1780000000 * REVIEW_SECOND)

static void
qualify (GPtrArray *list, const char *case_type)
{
  ReviewQualification *one = review_record_new (&review_qualification_type);

  one->case_type = g_strdup (case_type);
  one->language = g_strdup ("*");
  one->stage = REVIEW_QUALIFIED_CERTIFIED;
  g_ptr_array_add (list, one);
}

static ReviewPerson *
make_person (const char *account, const char *name, int role, int standing)
{
  ReviewPerson *person = review_record_new (&review_person_type);

  person->account = g_strdup (account);
  person->name = g_strdup (name);
  person->role = role;
  person->standing = standing;
  person->leased = 1;
  person->waiting = 2;
  person->at_most = 20;
  person->qualifications = review_records_new ();
  qualify (person->qualifications, "kyc_audit");
  qualify (person->qualifications, "withdrawal_anomaly");
  return person;
}

static ReviewShift *
make_shift (const char *id, int state, gint64 start)
{
  ReviewShift *shift = review_record_new (&review_shift_type);

  shift->id = g_strdup (id);
  shift->account = g_strdup ("u-agent");
  shift->account_name = g_strdup ("M. Okafor");
  shift->state = state;
  shift->version = 1;
  shift->zone = g_strdup ("Asia/Shanghai");
  shift->start_at = start;
  shift->end_at = start + 8 * REVIEW_HOUR;
  shift->started_at = state == REVIEW_SHIFT_ON ? start : 0;
  return shift;
}

/* Oneself on shift, a colleague on a planned one for one type, another absent. */
static ReviewRoster *
make_roster (int own_standing)
{
  ReviewRoster *roster = review_record_new (&review_roster_type);
  ReviewPerson *agent = make_person ("u-agent", "M. Okafor", REVIEW_ROLE_AGENT, REVIEW_STANDING_ON);
  ReviewPerson *bpo = make_person ("u-bpo", "R. Santos", REVIEW_ROLE_BPO, REVIEW_STANDING_ABSENT);

  agent->shift = make_shift ("s-on", REVIEW_SHIFT_ON, AT - REVIEW_HOUR);
  agent->shift->case_types = g_strsplit ("kyc_audit", " ", -1);
  agent->leased = agent->at_most = 4;
  agent->limited = TRUE;
  agent->limit_reason = g_strdup ("Trains the newcomers.");
  bpo->absence = review_record_new (&review_absence_type);
  bpo->absence->id = g_strdup ("a-1");
  bpo->absence->account = g_strdup ("u-bpo");
  bpo->absence->reason = g_strdup ("training");
  bpo->absence->from = AT;
  bpo->absence->until = AT + 4 * REVIEW_HOUR;
  bpo->absence->at = AT;
  bpo->absence->version = 1;
  roster->at = AT;
  roster->people = review_records_new ();
  g_ptr_array_add (roster->people, agent);
  g_ptr_array_add (roster->people, bpo);
  g_ptr_array_add (roster->people,
                   make_person ("u-lead", "W. Zhao", REVIEW_ROLE_LEAD, own_standing));
  return roster;
}

static ReviewHandoverItem *
make_item (const char *id, const char *step, int state)
{
  ReviewHandoverItem *item = review_record_new (&review_handover_item_type);

  item->work_item = g_strdup (id);
  item->case_id = g_strconcat ("c-", id, NULL);
  item->display_id = g_strconcat ("WD-", id, NULL);
  item->case_type = g_strdup ("withdrawal_anomaly");
  item->kind = REVIEW_DESK_WAITING_CUSTOMER;
  item->owner = g_strdup ("u-agent");
  item->owner_name = g_strdup ("M. Okafor");
  item->due_at = AT + REVIEW_HOUR;
  item->step = g_strdup (step);
  item->state = state;
  return item;
}

/* Nobody accepted it in time; of its three cases one was decided meanwhile. */
static ReviewHandoverList *
make_handovers (void)
{
  ReviewHandoverList *list = review_record_new (&review_handover_list_type);
  ReviewHandover *one = review_record_new (&review_handover_type);
  ReviewHandoverItem *noted = make_item ("501", "other", REVIEW_HANDED_OPEN);

  noted->note = g_strdup ("用旧号码再次询问本人。");
  one->id = g_strdup ("h-1");
  one->state = REVIEW_HANDOVER_OPEN;
  one->version = 3;
  one->from = g_strdup ("u-agent");
  one->from_name = g_strdup ("M. Okafor");
  one->at = AT - REVIEW_HOUR;
  one->due_at = AT - 30 * REVIEW_MINUTE;
  one->red = TRUE;
  one->open = 2;
  one->dropped = 1;
  one->items = review_records_new ();
  g_ptr_array_add (one->items, noted);
  g_ptr_array_add (one->items, make_item ("502", NULL, REVIEW_HANDED_OPEN));
  g_ptr_array_add (one->items, make_item ("503", "reread", REVIEW_HANDED_DECIDED));
  list->items = review_records_new ();
  g_ptr_array_add (list->items, one);
  return list;
}

static ReviewDeskCases *
make_cases (void)
{
  ReviewDeskCases *list = review_record_new (&review_desk_cases_type);

  list->items = review_records_new ();
  for (int kind = REVIEW_DESK_LEASED; kind <= REVIEW_DESK_KEPT; kind++)
    {
      ReviewDeskCase *one = review_record_new (&review_desk_case_type);

      one->work_item = g_strdup_printf ("60%d", kind);
      one->case_id = g_strdup_printf ("c-60%d", kind);
      one->display_id = g_strdup_printf ("KYC-60%d", kind);
      one->case_type = g_strdup ("kyc_audit");
      one->kind = kind;
      one->owner = g_strdup ("u-lead");
      one->owner_name = g_strdup ("W. Zhao");
      one->key_user = kind == REVIEW_DESK_KEPT;
      one->due_at = AT + REVIEW_HOUR;
      g_ptr_array_add (list->items, one);
    }
  return list;
}

static ReviewReceivers *
make_receivers (void)
{
  ReviewReceivers *list = review_record_new (&review_receivers_type);
  ReviewReceiver *one = review_record_new (&review_receiver_type);

  one->account = g_strdup ("u-agent");
  one->name = g_strdup ("M. Okafor");
  one->role = REVIEW_ROLE_AGENT;
  one->standing = REVIEW_STANDING_ON;
  list->people = review_records_new ();
  g_ptr_array_add (list->people, one);
  return list;
}

static void
can (WindowFixture *fixture, const char *call, gpointer record)
{
  fake_server_can (fixture->server, call, record);
  review_record_unref (record);
}

static void
set_up (WindowFixture *fixture, gconstpointer unused)
{
  ReviewShiftList *shifts = review_record_new (&review_shift_list_type);

  shifts->items = review_records_new ();
  g_ptr_array_add (shifts->items, make_shift ("s-1", REVIEW_SHIFT_PLANNED, AT + 20 * REVIEW_HOUR));
  window_fixture_set_up_lead (fixture, NULL);
  can (fixture, "GET /v1/shift",
       make_person ("u-lead", "W. Zhao", REVIEW_ROLE_LEAD, REVIEW_STANDING_ON));
  can (fixture, "GET /v1/roster", make_roster (REVIEW_STANDING_ON));
  can (fixture, "GET /v1/handovers", make_handovers ());
  can (fixture, "GET /v1/shifts", shifts);
  can (fixture, "GET /v1/people/me/cases", make_cases ());
  can (fixture, "GET /v1/people/me/receivers", make_receivers ());
  window_fixture_show (fixture, "en", 1440, 900);
}

static GtkWidget *
find (WindowFixture *fixture, const char *name)
{
  return window_fixture_find (GTK_WIDGET (fixture->window), name);
}

static gboolean
has_text (WindowFixture *fixture, const char *text)
{
  return window_fixture_has_text (GTK_WIDGET (fixture->window), text);
}

static gboolean
is_seen (WindowFixture *fixture, const char *name)
{
  GtkWidget *widget = find (fixture, name);

  return widget != NULL && gtk_widget_get_mapped (widget);
}

static void
press (WindowFixture *fixture, const char *name)
{
  GtkWidget *button = find (fixture, name);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
has_sent (WindowFixture *fixture, const char *call)
{
  return fake_server_count (fixture->server, call) > 0;
}

static void
open_page (WindowFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.shift", NULL);
  WAIT_FOR (is_seen (fixture, "focus-shift-person-u-agent"));
  WAIT_FOR (is_seen (fixture, "focus-shift-handover-h-1"));
  window_fixture_settle (fixture, 50);
}

static void
test_overview (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *row;

  open_page (fixture);
  row = find (fixture, "focus-shift-person-u-agent");
  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (
      row, GTK_ACCESSIBLE_PROPERTY_LABEL,
      "M. Okafor, Agent, On shift. Holds 4 of 4. Waiting elsewhere: Waits for the customer 2");
  row = find (fixture, "focus-shift-handover-h-1");
  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  g_assert_true (has_text (fixture, "Nobody accepted in time"));
  g_assert_true (has_text (fixture, "3 cases · 2 not accepted · 1 dropped out"));
  g_assert_true (has_text (fixture, "2 of 3 at work"));
  g_assert_true (has_text (fixture, "Asia/Shanghai · all that they may take"));
  g_assert_true (has_text (fixture, "Absence: Training"));
  g_assert_true (has_text (fixture, "On shift · 1")); /* in the head: one to accept */
  g_assert_true (is_seen (fixture, "focus-shift-end"));
  g_assert_false (is_seen (fixture, "focus-shift-start"));
  can (fixture, "POST /v1/shifts/s-1/cancel",
       make_shift ("s-1", REVIEW_SHIFT_CANCELLED, AT + 20 * REVIEW_HOUR));
  press (fixture, "focus-shift-cancel-s-1");
  WAIT_FOR (has_sent (fixture, "POST /v1/shifts/s-1/cancel"));
}

/* Whole or by cases; the place leads back to where one came from. */
static void
test_accept (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (ReviewHandoverList) after = make_handovers ();

  open_page (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.go-to", "s", "handovers");
  window_fixture_settle (fixture, 50);
  g_assert_true (is_seen (fixture, "focus-handover-accept"));
  g_assert_true (has_text (fixture, "Accept 2 cases"));
  g_assert_true (has_text (fixture, "As the note says"));
  g_assert_true (has_text (fixture, "用旧号码再次询问本人。"));
  g_assert_true (has_text (fixture, "No next step was said"));
  g_assert_true (has_text (fixture, "Decided meanwhile"));
  g_assert_false (is_seen (fixture, "focus-handover-withdraw"));
  g_assert_null (find (fixture, "focus-handover-accept-503"));
  gtk_test_accessible_assert_property (find (fixture, "focus-handover-accept-502"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Accept WD-502");
  fake_server_can (fixture->server, "POST /v1/handovers/h-1/accept", after->items->pdata[0]);
  press (fixture, "focus-handover-accept-502");
  WAIT_FOR (has_sent (fixture, "POST /v1/handovers/h-1/accept"));
  g_assert_nonnull (strstr (fixture->server->canned_body, "\"502\""));
  window_fixture_settle (fixture, 300);
  press (fixture, "focus-handover-accept");
  WAIT_FOR (fake_server_count (fixture->server, "POST /v1/handovers/h-1/accept") == 2);
  g_assert_null (strstr (fixture->server->canned_body, "50"));
  press (fixture, "focus-shift-back");
  window_fixture_settle (fixture, 50);
  g_assert_true (is_seen (fixture, "focus-shift-person-u-agent"));
}

static void
choose (WindowFixture *fixture, const char *name, guint place)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (fixture, name)), place);
}

/* An end with cases left leads into handing them over; both come to the server, in this order. */
static void
test_end (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (ReviewHandoverList) made = make_handovers ();
  GtkWidget *step, *submit;

  open_page (fixture);
  press (fixture, "focus-shift-end");
  WAIT_FOR (is_seen (fixture, "focus-give-step-601"));
  g_assert_false (has_sent (fixture, "POST /v1/shift/end"));
  g_assert_true (has_text (fixture, "Hand over and end my shift"));
  step = find (fixture, "focus-give-step-601");
  gtk_test_accessible_assert_property (step, GTK_ACCESSIBLE_PROPERTY_LABEL, "Next step of KYC-601");
  submit = find (fixture, "focus-give-submit");
  g_assert_true (gtk_widget_is_sensitive (submit));
  choose (fixture, "focus-give-step-601", 7); /* as the note says */
  g_assert_false (gtk_widget_is_sensitive (submit));
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "focus-give-note-601")),
                         "Compare the faces.");
  g_assert_true (gtk_widget_is_sensitive (submit));
  window_fixture_show (fixture, "zh-CN", 1440, 900);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (fixture, "focus-give-note-601"))), ==,
                   "Compare the faces.");
  g_assert_true (has_text (fixture, "交接并下班"));
  window_fixture_show (fixture, "en", 1440, 900);
  choose (fixture, "focus-give-to", 1);
  fake_server_can (fixture->server, "POST /v1/handovers", made->items->pdata[0]);
  press (fixture, "focus-give-submit");
  WAIT_FOR (has_sent (fixture, "POST /v1/handovers"));
  g_assert_nonnull (strstr (fixture->server->canned_body, "\"to\":\"u-agent\""));
  g_assert_nonnull (strstr (fixture->server->canned_body, "Compare the faces."));
  g_assert_nonnull (strstr (fixture->server->canned_body, "\"602\""));
  WAIT_FOR (has_sent (fixture, "POST /v1/shift/end"));
}

/* It is kept as it was written when the server does not take it, and dropped when one says so. */
static void
test_refused (WindowFixture *fixture, gconstpointer unused)
{
  open_page (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.hand-over", "s", "me");
  WAIT_FOR (is_seen (fixture, "focus-give-note-602"));
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "focus-give-note-602")), "Later.");
  press (fixture, "focus-give-submit");
  WAIT_FOR (has_text (fixture, "It is no longer there, or you may not see it."));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (fixture, "focus-give-note-602"))), ==,
                   "Later.");
  press (fixture, "focus-give-drop");
  window_fixture_settle (fixture, 50);
  g_assert_true (is_seen (fixture, "focus-shift-person-u-agent"));
}

static void
test_person (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *plan;

  open_page (fixture);
  gtk_widget_activate_action (find (fixture, "focus-shift-person-u-agent"), "shift.person", "s",
                              "u-agent");
  window_fixture_settle (fixture, 50);
  plan = find (fixture, "focus-person-plan");
  g_assert_false (gtk_widget_is_sensitive (plan));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (fixture, "focus-person-zone"))), ==,
                   "Asia/Shanghai");
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "focus-person-start")), "2026-11-30 08:00");
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "focus-person-end")), "2026-11-30 16:00");
  g_assert_true (gtk_widget_is_sensitive (plan));
  can (fixture, "POST /v1/shifts", make_shift ("s-2", REVIEW_SHIFT_PLANNED, AT));
  press (fixture, "focus-person-plan");
  WAIT_FOR (has_sent (fixture, "POST /v1/shifts"));
  g_assert_nonnull (strstr (fixture->server->canned_body, "\"start\":\"2026-11-30T08:00\""));
  g_assert_nonnull (strstr (fixture->server->canned_body, "\"zone\":\"Asia/Shanghai\""));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (fixture, "focus-person-limit"))), ==,
                   "4");
  can (fixture, "POST /v1/people/u-agent/limit",
       make_person ("u-agent", "M. Okafor", REVIEW_ROLE_AGENT, REVIEW_STANDING_ON));
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "focus-person-limit")), "9");
  press (fixture, "focus-person-set-limit");
  WAIT_FOR (has_sent (fixture, "POST /v1/people/u-agent/limit"));
  g_assert_nonnull (strstr (fixture->server->canned_body, "\"at_most\":9"));
}

/* What one made oneself is taken back as long as nothing of it was accepted. */
static void
test_withdraw (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (ReviewHandoverList) list = make_handovers ();
  ReviewHandover *one = list->items->pdata[0];

  g_free (one->from);
  one->from = g_strdup ("u-lead");
  fake_server_can (fixture->server, "GET /v1/handovers", list);
  open_page (fixture);
  WAIT_FOR (has_text (fixture, "You → the next lead"));
  g_assert_false (has_text (fixture, "On shift · 1"));
  gtk_widget_activate_action (find (fixture, "focus-shift-handover-h-1"), "shift.handover", "s",
                              "h-1");
  window_fixture_settle (fixture, 50);
  g_assert_false (is_seen (fixture, "focus-handover-accept"));
  g_assert_null (find (fixture, "focus-handover-accept-502"));
  one->state = REVIEW_HANDOVER_WITHDRAWN;
  fake_server_can (fixture->server, "POST /v1/handovers/h-1/withdraw", one);
  fake_server_can (fixture->server, "GET /v1/handovers", list);
  press (fixture, "focus-handover-withdraw");
  WAIT_FOR (has_sent (fixture, "POST /v1/handovers/h-1/withdraw"));
  WAIT_FOR (has_text (fixture, "Withdrawn"));
  WAIT_FOR (!is_seen (fixture, "focus-handover-withdraw"));
}

static void
set_up_agent (WindowFixture *fixture, gconstpointer unused)
{
  ReviewHandoverList *none = review_record_new (&review_handover_list_type);

  window_fixture_set_up_as (fixture, "u-agent", "M. Okafor", REVIEW_ROLE_AGENT);
  can (fixture, "GET /v1/shift",
       make_person ("u-agent", "M. Okafor", REVIEW_ROLE_AGENT, REVIEW_STANDING_PRESENT));
  can (fixture, "GET /v1/handovers", none);
  window_fixture_show (fixture, "en", 1440, 900);
}

/* A reviewer sees themselves, starts a shift without a plan and says that they are absent. */
static void
test_reviewer (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *away;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.shift", NULL);
  WAIT_FOR (is_seen (fixture, "focus-shift-start"));
  g_assert_true (has_text (fixture, "At work without a shift"));
  g_assert_true (has_text (fixture, "Nothing was handed over."));
  g_assert_false (has_text (fixture, "Team"));
  g_assert_false (has_text (fixture, "Planned shifts"));
  g_assert_false (has_sent (fixture, "GET /v1/roster"));
  can (fixture, "POST /v1/shift/start",
       make_person ("u-agent", "M. Okafor", REVIEW_ROLE_AGENT, REVIEW_STANDING_ON));
  press (fixture, "focus-shift-start");
  WAIT_FOR (has_sent (fixture, "POST /v1/shift/start"));
  press (fixture, "focus-shift-absent");
  window_fixture_settle (fixture, 50);
  g_assert_false (is_seen (fixture, "focus-person-plan"));
  g_assert_false (is_seen (fixture, "focus-person-limit"));
  away = find (fixture, "focus-person-away");
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "focus-person-until")), "23:59");
  g_assert_false (gtk_widget_is_sensitive (away));
  g_assert_true (review_chips_choose (
      REVIEW_CHIPS (window_fixture_find (GTK_WIDGET (fixture->window), "reasons")), 0));
  g_assert_true (gtk_widget_is_sensitive (away));
  press (fixture, "focus-person-away");
  WAIT_FOR (has_sent (fixture, "POST /v1/absences"));
}

static const struct
{
  const char *language;
  AdwColorScheme scheme;
  int width;
  int height;
  const char *name;
} looks[] = {
  { "en", ADW_COLOR_SCHEME_FORCE_LIGHT, 1440, 900, "en-light-1440" },
  { "zh-CN", ADW_COLOR_SCHEME_FORCE_DARK, 1440, 900, "zh-dark-1440" },
  { "en", ADW_COLOR_SCHEME_FORCE_DARK, 1100, 700, "en-dark-1100" },
  { "zh-CN", ADW_COLOR_SCHEME_FORCE_LIGHT, 1100, 700, "zh-light-1100" },
};

static void
check_place (WindowFixture *fixture, guint look, const char *place, const char *what)
{
  g_autofree char *name = g_strdup_printf ("shift-%s-%s", what, looks[look].name);
  g_autoptr (ScreenCheck) check = screen_check_new ();
  GtkWidget *page = window_fixture_find_type (GTK_WIDGET (fixture->window), REVIEW_TYPE_SHIFT_PAGE);

  gtk_widget_activate_action (page, "shift.show", "s", place);
  window_fixture_settle (fixture, 150);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, looks[look].width);
  screen_check_names (check, page);
  screen_check_contrast (check, page);
  if (g_str_has_prefix (looks[look].language, "zh"))
    screen_check_language (check, page);
  screen_check_report (check);
  window_fixture_shot (fixture, name);
}

static void
test_pictures (WindowFixture *fixture, gconstpointer unused)
{
  open_page (fixture);
  review_handover_draft_begin (review_session_get_handover (fixture->session), "me");
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), looks[i].scheme);
      window_fixture_show (fixture, looks[i].language, looks[i].width, looks[i].height);
      WAIT_FOR (window_fixture_find_type (GTK_WIDGET (fixture->window), REVIEW_TYPE_SHIFT_PAGE)
                != NULL);
      check_place (fixture, i, "", "page");
      check_place (fixture, i, "give", "give");
      check_place (fixture, i, "handover:h-1", "handover");
      check_place (fixture, i, "person:u-agent", "person");
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_LIGHT);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
#define ADD(path, func) window_fixture_add (path, set_up, func)
  ADD ("/shift-page/overview", test_overview);
  ADD ("/shift-page/accept", test_accept);
  ADD ("/shift-page/end", test_end);
  ADD ("/shift-page/refused", test_refused);
  ADD ("/shift-page/person", test_person);
  ADD ("/shift-page/withdraw", test_withdraw);
  ADD ("/shift-page/pictures", test_pictures);
  window_fixture_add ("/shift-page/reviewer", set_up_agent, test_reviewer);
#undef ADD
  return g_test_run ();
}
