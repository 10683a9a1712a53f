/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Today page in its window: each figure leads to its list, what waits for nobody is no tile, the
 * focus stays when the page is read anew, and its states; pictures in both languages. */
#include <math.h>

#include "review-clock.h"
#include "review-hours-chart.h"
#include "review-today-page.h"
#include "screen-check.h"
#include "window-fixture.h"

static void
add_count (ReviewToday *page, int kind, gint64 n, gint64 urgent)
{
  ReviewTodayCount *one = review_record_new (&review_today_count_type);

  one->kind = kind;
  one->count = n;
  one->urgent = urgent;
  one->since = page->at - 3 * REVIEW_HOUR;
  g_ptr_array_add (page->counts, one);
}

static void
add_type (ReviewToday *page, const char *id, gint64 waiting, gboolean known)
{
  ReviewTodayType *type = review_record_new (&review_today_type_type);

  type->case_type = g_strdup (id);
  type->waiting = waiting;
  type->breached = 1;
  type->minutes_20 = 2;
  type->people = 4;
  type->people_on = 1;
  type->share_on = 0.5;
  type->arrivals = known ? 300 : 4;
  type->handled = known ? 120 : 2;
  type->hours_seen = 200;
  type->minutes = known ? 11 : NAN;
  type->needed = known ? 3 : 0;
  type->hours = review_records_new ();
  for (guint i = 0; i < 8; i++)
    {
      ReviewTodayHour *hour = review_record_new (&review_today_hour_type);

      hour->at = page->at + i * REVIEW_HOUR;
      hour->due = (8 - i) * 3;
      hour->late = known ? i * 2 : NAN;
      hour->late_low = known ? i : NAN;
      hour->late_high = known ? i * 4 : NAN;
      g_ptr_array_add (type->hours, hour);
    }
  g_ptr_array_add (page->types, type);
}

static void
add_rate (ReviewToday *page, int kind, const char *case_type, int level)
{
  ReviewTodayRate *rate = review_record_new (&review_today_rate_type);

  rate->kind = kind;
  rate->case_type = g_strdup (case_type);
  rate->n = 210;
  rate->hits = 42;
  rate->rate = 0.2;
  rate->low = 0.15;
  rate->high = 0.26;
  rate->before_n = 2100;
  rate->before_rate = 0.1;
  rate->band_low = 0.04;
  rate->band_high = 0.16;
  rate->level = level;
  g_ptr_array_add (page->rates, rate);
}

static void
add_find (ReviewToday *page)
{
  ReviewTodayItem *item = review_record_new (&review_today_item_type);

  item->kind = REVIEW_TODAY_FINDS;
  item->case_id = g_strdup ("0190aaaa0000000000000000000000aa");
  item->work_item = g_strdup ("0190aaaa0000000000000000000000ab");
  item->display_id = g_strdup ("WD-48213");
  item->case_type = g_strdup ("withdrawal_anomaly");
  item->value = g_strdup ("12500");
  item->currency = g_strdup ("USDT");
  item->machine = REVIEW_CHOICE_PASS;
  item->person = REVIEW_CHOICE_BLOCK;
  item->at = page->at - REVIEW_DAY;
  g_ptr_array_add (page->items, item);
}

static void
add_attainment (ReviewToday *page)
{
  ReviewTypeAttainment *type = review_record_new (&review_type_attainment_type);
  ReviewCauseCount *cause = review_record_new (&review_cause_count_type);

  page->attainment = review_record_new (&review_attainment_type);
  page->attainment->since = page->at - 7 * REVIEW_DAY;
  page->attainment->until = page->at;
  page->attainment->types = review_records_new ();
  page->attainment->escalations = review_record_new (&review_escalation_counts_type);
  cause->cause = REVIEW_CAUSE_QUEUE_WAIT;
  cause->count = 7;
  type->case_type = g_strdup ("withdrawal_anomaly");
  type->looks = 320;
  type->open = 20;
  type->open_late = 3;
  type->late = 7;
  type->causes = review_records_new ();
  g_ptr_array_add (type->causes, cause);
  g_ptr_array_add (page->attainment->types, type);
}

static void
add_finding (GPtrArray *list, int kind, const char *id)
{
  ReviewFinding *one = review_record_new (&review_finding_type);

  one->kind = kind;
  one->case_id = g_strdup ("0190aaaa0000000000000000000000ba");
  one->work_item = g_strdup ("0190aaaa0000000000000000000000bb");
  one->display_id = g_strdup (id);
  one->case_type = g_strdup ("withdrawal_anomaly");
  one->at = (gint64) 1780000000 * REVIEW_SECOND - REVIEW_HOUR;
  if (kind == REVIEW_FINDING_LATE)
    {
      one->cause = REVIEW_CAUSE_QUEUE_WAIT;
      one->late_s = 7200;
    }
  if (kind == REVIEW_FINDING_OVERTURNED)
    {
      one->trigger = REVIEW_REOPEN_APPEAL;
      one->basis = REVIEW_BASIS_ON_RECORD;
    }
  g_ptr_array_add (list, one);
}

/* A late case, three escalations with one that was needless, and one of two appeals overturned. */
static void
add_behind (ReviewToday *page)
{
  page->attainment->escalations->made = 3;
  page->attainment->escalations->needless = 1;
  page->attainment->escalations->decided = 40;
  page->attainment->findings = review_records_new ();
  add_finding (page->attainment->findings, REVIEW_FINDING_LATE, "WD-1001");
  add_finding (page->attainment->findings, REVIEW_FINDING_NEEDLESS, "WD-1002");
  add_finding (page->attainment->findings, REVIEW_FINDING_ESCALATED, "WD-1003");
  page->overturns = review_record_new (&review_overturn_rates_type);
  page->overturns->rows = review_records_new ();
  for (int trigger = 0; trigger <= REVIEW_REOPEN_APPEAL; trigger++)
    {
      ReviewOverturnRate *rate = review_record_new (&review_overturn_rate_type);

      rate->basis = REVIEW_BASIS_ON_RECORD;
      rate->trigger = trigger;
      rate->n = 2;
      rate->overturned = 1;
      rate->rate = 0.5;
      rate->low = 0.1;
      rate->high = 0.9;
      g_ptr_array_add (page->overturns->rows, rate);
    }
  page->overturns->cases = review_records_new ();
  add_finding (page->overturns->cases, REVIEW_FINDING_OVERTURNED, "WD-1004");
}

static ReviewToday *
make_page (gint64 escalations)
{
  ReviewToday *page = review_record_new (&review_today_type);

  page->at = (gint64) 1780000000 * REVIEW_SECOND;
  page->since = page->at - 14 * REVIEW_HOUR;
  page->counts = review_records_new ();
  page->items = review_records_new ();
  page->types = review_records_new ();
  page->rates = review_records_new ();
  page->audited = 12;
  add_count (page, REVIEW_TODAY_ESCALATIONS, escalations, 1);
  add_count (page, REVIEW_TODAY_EFFECTS, 4, 2);
  add_count (page, REVIEW_TODAY_WAVES, 0, 0);
  add_count (page, REVIEW_TODAY_FINDS, 1, 0);
  add_find (page);
  add_type (page, "withdrawal_anomaly", 24, TRUE);
  add_type (page, "ato", 9, FALSE);
  add_rate (page, REVIEW_RATE_BLOCK, NULL, REVIEW_LEVEL_ABOVE);
  add_rate (page, REVIEW_RATE_BLOCK, "withdrawal_anomaly", REVIEW_LEVEL_INSIDE);
  add_attainment (page);
  add_behind (page);
  page->corridor = review_record_new (&review_today_accuracy_type);
  page->corridor->account = g_strdup ("u-lead");
  page->corridor->n = 12;
  page->corridor->more = 18;
  page->corridor->target = 0.98;
  return page;
}

static ReviewTodayBoard *
get_board (WindowFixture *fixture)
{
  return review_session_get_today (fixture->session);
}

static gint64
get_escalations (WindowFixture *fixture)
{
  const ReviewToday *page = review_today_board_get_page (get_board (fixture));

  return page != NULL ? review_today_find_count (page, REVIEW_TODAY_ESCALATIONS)->count : -1;
}

/* The server answers with a page that has so many escalations. */
static void
serve (WindowFixture *fixture, gint64 escalations)
{
  g_autoptr (ReviewToday) page = make_page (escalations);

  fake_server_can (fixture->server, "GET /v1/today", page);
  review_board_look (REVIEW_BOARD (get_board (fixture)), TRUE);
  WAIT_FOR (get_escalations (fixture) == escalations);
  window_fixture_settle (fixture, 50);
}

static GtkWidget *
find (WindowFixture *fixture, const char *name)
{
  return window_fixture_find (GTK_WIDGET (fixture->window), name);
}

static gboolean
is_seen (WindowFixture *fixture, const char *name)
{
  GtkWidget *widget = find (fixture, name);

  return widget != NULL && gtk_widget_get_mapped (widget);
}

static const char *
get_page_name (WindowFixture *fixture)
{
  return review_session_get_ui_string (fixture->session, "window/page");
}

/* A lead begins with the day; what cannot be read says so, and is tried again. */
static void
test_states (WindowFixture *fixture, gconstpointer unused)
{
  g_assert_cmpstr (get_page_name (fixture), ==, "today");
  WAIT_FOR (review_board_get_error_code (REVIEW_BOARD (get_board (fixture))) != 0);
  window_fixture_settle (fixture, 50);
  g_assert_true (window_fixture_has_text (GTK_WIDGET (fixture->window), "Today could not be read"));
  g_assert_true (is_seen (fixture, "focus-today-retry"));
  serve (fixture, 3);
  g_assert_false (is_seen (fixture, "focus-today-retry"));
  g_assert_true (is_seen (fixture, "focus-today-effects"));
}

static void
test_figures (WindowFixture *fixture, gconstpointer unused)
{
  const ReviewViewRequest *filter;
  GtkWidget *tile, *cell, *chart;

  serve (fixture, 3);
  tile = find (fixture, "focus-today-escalations");
  g_assert_nonnull (tile);
  gtk_test_accessible_assert_property (tile, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Escalated to you: 3. 1 not answered in time");
  g_assert_null (find (fixture, "focus-today-waves"));
  g_assert_true (window_fixture_has_text (GTK_WIDGET (fixture->window), "Nothing waits: Waves"));
  g_assert_true (window_fixture_has_text (GTK_WIDGET (fixture->window), "1 of 4 on, 3 needed"));
  g_assert_true (window_fixture_has_text (GTK_WIDGET (fixture->window), "above what is usual"));
  g_assert_true (window_fixture_has_text (GTK_WIDGET (fixture->window),
                                          "waited in the queue 7 · open and late 3"));
  chart = window_fixture_find_type (GTK_WIDGET (fixture->window), REVIEW_TYPE_HOURS_CHART);
  g_assert_cmpuint (review_hours_chart_get_count (REVIEW_HOURS_CHART (chart)), ==, 8);
  g_assert_true (window_fixture_has_text (GTK_WIDGET (fixture->window), "No forecast yet"));
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (find (fixture, "focus-today-type-withdrawal_anomaly")), TRUE);
  g_assert_false (window_fixture_has_text (GTK_WIDGET (fixture->window), "No forecast yet"));
  cell = find (fixture, "focus-today-withdrawal_anomaly-2");
  gtk_test_accessible_assert_property (cell, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Withdrawal anomaly, < 20 min: 2. Opens the queue");
  g_signal_emit_by_name (cell, "clicked");
  filter = review_queue_get_filter (review_session_get_queue (fixture->session));
  g_assert_cmpstr (get_page_name (fixture), ==, "review");
  g_assert_cmpstr (filter->case_type, ==, "withdrawal_anomaly");
  g_assert_cmpstr (filter->bands[0], ==, "under_20_min");
  g_assert_cmpstr (filter->states[0], ==, "queued");
}

static void
test_list (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *tile;

  serve (fixture, 3);
  tile = find (fixture, "focus-today-finds");
  g_assert_true (gtk_widget_grab_focus (tile));
  g_signal_emit_by_name (tile, "clicked");
  window_fixture_settle (fixture, 50);
  g_assert_true (window_fixture_has_text (GTK_WIDGET (fixture->window), "WD-48213"));
  g_assert_true (find (fixture, "focus-today-back")
                 == gtk_window_get_focus (GTK_WINDOW (fixture->window)));
  g_assert_true (
      gtk_widget_grab_focus (find (fixture, "focus-today-case-0190aaaa0000000000000000000000ab")));
  serve (fixture, 4); /* it stays open when the page is read anew, and the focus is where it was */
  g_assert_true (window_fixture_has_text (GTK_WIDGET (fixture->window), "WD-48213"));
  g_assert_true (find (fixture, "focus-today-case-0190aaaa0000000000000000000000ab")
                 == gtk_window_get_focus (GTK_WINDOW (fixture->window)));
  gtk_widget_activate_action (find (fixture, "focus-today-back"), "today.back", NULL);
  window_fixture_settle (fixture, 50);
  g_assert_false (is_seen (fixture, "focus-today-back"));
  g_assert_true (find (fixture, "focus-today-finds")
                 == gtk_window_get_focus (GTK_WINDOW (fixture->window)));
}

/* What was late, escalated or overturned: its cases, each with why, and back to the figure. */
static void
test_findings (WindowFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *figure;
    const char *id;
    const char *why;
  } lists[] = {
    { "focus-today-findings-70:0:0:0:0:withdrawal_anomaly", "WD-1001", "Late by" },
    { "focus-today-findings-440:0:0:0:0:", "WD-1002", "Escalated without need" },
    { "focus-today-findings-440:0:0:0:0:", "WD-1003", "Escalated, still open" },
    { "focus-today-findings-1536:0:0:1:1:", "WD-1004", "Overturned · Appeal" },
  };
  GtkWidget *window = GTK_WIDGET (fixture->window), *people;

  serve (fixture, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      GtkWidget *figure = find (fixture, lists[i].figure);

      g_assert_nonnull (figure);
      g_assert_true (gtk_widget_grab_focus (figure));
      g_signal_emit_by_name (figure, "clicked");
      window_fixture_settle (fixture, 50);
      g_assert_true (window_fixture_has_text (window, lists[i].id));
      g_assert_true (window_fixture_has_text (window, lists[i].why));
      gtk_widget_activate_action (find (fixture, "focus-today-back"), "today.back", NULL);
      window_fixture_settle (fixture, 50);
      g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == figure);
    }
  people = find (fixture, "focus-today-people-ato");
  gtk_test_accessible_assert_property (
      people, GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Account takeover (ATO), people qualified: 1 of 4 on. Opens the shift");
  g_signal_emit_by_name (people, "clicked");
  g_assert_cmpstr (get_page_name (fixture), ==, "shift");
}

static void
test_focus (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *before, *after;

  serve (fixture, 3);
  before = find (fixture, "focus-today-effects");
  g_assert_true (gtk_widget_grab_focus (before));
  serve (fixture, 5);
  after = find (fixture, "focus-today-effects");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == after);
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
test_pictures (WindowFixture *fixture, gconstpointer unused)
{
  serve (fixture, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *name = g_strdup_printf ("today-%s", looks[i].name);
      g_autoptr (ScreenCheck) check = screen_check_new ();
      GtkWidget *page;

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), looks[i].scheme);
      window_fixture_show (fixture, looks[i].language, looks[i].width, looks[i].height);
      window_fixture_settle (fixture, 100);
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, looks[i].width);
      page = window_fixture_find_type (GTK_WIDGET (fixture->window), REVIEW_TYPE_TODAY_PAGE);
      screen_check_names (check, page);
      screen_check_contrast (check, page);
      if (g_str_has_prefix (looks[i].language, "zh"))
        screen_check_language (check, page);
      screen_check_report (check);
      window_fixture_shot (fixture, name);
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_LIGHT);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv, "en");
#define ADD(path, func) window_fixture_add (path, window_fixture_set_up_lead_window, func)
  ADD ("/today-page/states", test_states);
  ADD ("/today-page/figures", test_figures);
  ADD ("/today-page/list", test_list);
  ADD ("/today-page/findings", test_findings);
  ADD ("/today-page/focus", test_focus);
  ADD ("/today-page/pictures", test_pictures);
#undef ADD
  return g_test_run ();
}
