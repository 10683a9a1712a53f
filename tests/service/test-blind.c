/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blind looks: what is withheld until the first call or until it is asked for, what is kept of both
 * acts, and that nothing tells a look that measures from an ordinary one. */
#define G_LOG_DOMAIN "test-blind"
#include "service-fixture.h"

#include <math.h>
#include <string.h>

#include "review-codec.h"

static ReviewFirstCall *
make_call (const ReviewCaseView *view, int choice)
{
  ReviewFirstCall *call = review_record_new (&review_first_call_type);

  call->choice = choice;
  call->seen = review_record_new (&review_seen_type);
  call->seen->evidence_hash = g_strdup (view->evidence_hash);
  call->seen->active_ms = 900;
  return call;
}

static ReviewCaseView *
first_call (Desk *f, const ReviewUser *user, const ReviewCaseView *view, int choice, GError **error)
{
  g_autoptr (ReviewFirstCall) call = make_call (view, choice);

  return review_service_make_first_call (f->service, CALL (user, view->work_item->version),
                                         view->work_item->id, call, error);
}

static ReviewCaseView *
ask (Desk *f, const ReviewUser *user, const ReviewCaseView *view, int choice, GError **error)
{
  g_autoptr (ReviewVerdictRequest) request = review_record_new (&review_verdict_request_type);

  request->choice = choice;
  return review_service_show_verdict (f->service, CALL (user, view->work_item->version),
                                      view->work_item->id, request, error);
}

static ReviewCaseView *
get (Desk *f, const ReviewUser *user, const char *work_item)
{
  g_autoptr (GError) error = NULL;
  ReviewCaseView *view = review_service_get_work_item (f->service, user, work_item, &error);

  g_assert_no_error (error);
  return view;
}

static void
add (Desk *f, const char *id, double risk, int route)
{
  g_autofree char *added = desk_add_case (f, &(CaseSpec){ .id = id, .risk = risk, .route = route });
}

/* Nothing of ROCA before the call; the call is checked, kept once, and holds through an undo. */
static void
test_hidden (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewCaseView) shown = NULL;
  g_autoptr (ReviewCaseView) other = NULL;
  g_autoptr (ReviewCaseView) back = NULL;
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_blind (f, REVIEW_BLIND_HIDDEN, NAN);
  add (f, "h", 0.8, 0);
  view = desk_take_next (f, f->agent);
  g_assert_true (view->blind);
  g_assert_cmpint (view->blind_mode, ==, REVIEW_BLIND_HIDDEN);
  g_assert_null (view->assessment);
  g_assert_null (
      desk_decide (f, f->agent, view, desk_make_form (REVIEW_CHOICE_PASS, view), &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "first_call: "));
  g_clear_error (&error);
  g_assert_null (ask (f, f->agent, view, 0, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (first_call (f, f->senior, view, REVIEW_RECOMMEND_PASS, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);

  shown = first_call (f, f->agent, view, REVIEW_RECOMMEND_PASS, &error);
  g_assert_no_error (error);
  g_assert_false (shown->blind);
  g_assert_cmpint (shown->assessment->verdict, ==, REVIEW_VERDICT_BLOCK);
  g_assert_cmpint (shown->first_call->choice, ==, REVIEW_RECOMMEND_PASS);
  g_assert_null (first_call (f, f->agent, shown, REVIEW_RECOMMEND_BLOCK, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);
  other = get (f, f->senior, view->work_item->id);
  g_assert_true (other->blind);
  g_assert_null (other->assessment);
  g_assert_null (other->first_call);

  decision = desk_decide (f, f->agent, shown, desk_make_form (REVIEW_CHOICE_BLOCK, shown), &error);
  g_assert_no_error (error);
  g_assert_cmpint (decision->label, ==, REVIEW_LABEL_TP);
  g_assert_cmpint (decision->label_maturity, ==, REVIEW_MATURITY_PROVISIONAL);
  back = review_service_retract (f->service, CALL (f->agent, decision->work_item_version),
                                 decision->id, &error);
  g_assert_no_error (error);
  g_assert_false (back->blind);
  g_assert_cmpint (back->first_call->choice, ==, REVIEW_RECOMMEND_PASS);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM first_call WHERE choice = 'pass' "
                                  "AND assessment IS NOT NULL"),
                   ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'first_call'"), ==, 1);
}

static gboolean
keep_label (const ReviewLabelRow *row, gpointer user_data, GError **error)
{
  g_ptr_array_add (user_data, review_record_ref ((gpointer) row));
  return TRUE;
}

static GPtrArray *
export_labels (Desk *f, const ReviewUser *user)
{
  GPtrArray *rows = review_records_new ();
  g_autoptr (GError) error = NULL;

  review_service_export_labels (f->service, user, -1, keep_label, rows, &error);
  g_assert_no_error (error);
  return rows;
}

/* The export says what was called before the verdict was shown, and that the mind was changed. */
static void
test_export (Desk *f, gconstpointer data)
{
  static const int calls[] = { REVIEW_RECOMMEND_PASS, REVIEW_RECOMMEND_BLOCK,
                               REVIEW_RECOMMEND_UNDECIDED };
  g_autoptr (GPtrArray) rows = NULL;

  desk_set_blind (f, REVIEW_BLIND_HIDDEN, NAN);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *id = g_strdup_printf ("e%u", i);
      g_autoptr (ReviewCaseView) view = NULL;
      g_autoptr (ReviewCaseView) shown = NULL;
      g_autoptr (ReviewDecision) decision = NULL;
      g_autoptr (GError) error = NULL;

      add (f, id, 0.8, 0);
      view = desk_take_next (f, f->agent);
      shown = first_call (f, f->agent, view, calls[i], &error);
      g_assert_no_error (error);
      decision =
          desk_decide (f, f->agent, shown, desk_make_form (REVIEW_CHOICE_BLOCK, shown), &error);
      g_assert_no_error (error);
      desk_settle_after (f, 11 * REVIEW_SECOND);
    }
  rows = export_labels (f, f->qa);
  g_assert_cmpuint (rows->len, ==, 3);
  for (guint i = 0; i < rows->len; i++)
    {
      const ReviewLabelRow *row = rows->pdata[i];

      g_assert_cmpint (row->blind, ==, REVIEW_BLIND_HIDDEN);
      g_assert_cmpint (row->first_call, ==, calls[i]);
      g_assert_cmpint (row->first_call_at, >=, START);
      g_assert_true (row->verdict_visible);
      g_assert_cmpint (row->changed_mind, ==, calls[i] == REVIEW_RECOMMEND_PASS);
      g_assert_cmpint (row->label_maturity, ==,
                       calls[i] == REVIEW_RECOMMEND_PASS ? REVIEW_MATURITY_PROVISIONAL
                                                         : REVIEW_MATURITY_CONFIRMED);
    }
}

/* On demand: asking is an act, with what had been chosen by then; nobody has to ask. */
static void
test_on_demand (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewCaseView) shown = NULL;
  g_autoptr (ReviewCaseView) second = NULL;
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  const ReviewLabelRow *row;

  desk_set_blind (f, REVIEW_BLIND_ON_DEMAND, 0);
  add (f, "d1", 0.8, 0);
  view = desk_take_next (f, f->agent);
  g_assert_true (view->blind);
  g_assert_cmpint (view->blind_mode, ==, REVIEW_BLIND_ON_DEMAND);
  g_assert_null (view->assessment);
  g_assert_null (first_call (f, f->agent, view, REVIEW_RECOMMEND_PASS, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);
  shown = ask (f, f->agent, view, REVIEW_CHOICE_BLOCK, &error);
  g_assert_no_error (error);
  g_assert_false (shown->blind);
  g_assert_nonnull (shown->assessment);
  g_assert_cmpint (shown->assessment->route, ==, REVIEW_ROUTE_HUMAN);
  g_assert_null (ask (f, f->agent, shown, 0, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);
  decision = desk_decide (f, f->agent, shown, desk_make_form (REVIEW_CHOICE_BLOCK, shown), &error);
  g_assert_no_error (error);
  g_clear_pointer (&decision, review_record_unref);

  add (f, "d2", 0.8, 0);
  second = desk_take_next (f, f->agent);
  decision =
      desk_decide (f, f->agent, second, desk_make_form (REVIEW_CHOICE_BLOCK, second), &error);
  g_assert_no_error (error);
  g_assert_cmpint (decision->label, ==, 0);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  rows = export_labels (f, f->qa);
  g_assert_cmpuint (rows->len, ==, 2);
  row = rows->pdata[0];
  g_assert_cmpint (row->verdict_shown_at, >=, START);
  g_assert_cmpint (row->verdict_shown_after, ==, REVIEW_CHOICE_BLOCK);
  row = rows->pdata[1];
  g_assert_cmpint (row->verdict_shown_at, ==, 0);
  g_assert_false (row->verdict_visible);
  /* A person who agrees without having seen it is a source of their own. */
  g_assert_cmpint (row->label, ==, REVIEW_LABEL_TP);
  g_assert_cmpint (row->label_maturity, ==, REVIEW_MATURITY_CONFIRMED);
}

/* A rule that wants an escalation holds for a junior who did not ask for the verdict, too. */
static void
test_rule_holds (Desk *f, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_blind (f, REVIEW_BLIND_ON_DEMAND, 0);
  id = desk_add_case (f, &(CaseSpec){ .id = "rule", .risk = 0.6, .escalate = TRUE });
  view = desk_take_next (f, f->agent);
  g_assert_null (
      desk_decide (f, f->agent, view, desk_make_form (REVIEW_CHOICE_BLOCK, view), &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "rule_needs_escalation"));
}

/* A share of an open queue is hidden, while audits can be among its cases. */
static void
test_share (Desk *f, gconstpointer data)
{
  static const struct
  {
    double share;
    double risk;
    double audit_rate;
    gint64 least, most;
  } rows[] = {
    { 0, 0.6, 0.02, 0, 0 }, { 1, 0.6, 0.02, 40, 40 }, { 0.3, 0.6, 0.02, 4, 22 },
    { 1, NAN, 0.02, 0, 0 }, { 1, 0.6, 0, 0, 0 },
  };
  gint64 before = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 hidden;

      desk_set_blind (f, REVIEW_BLIND_OPEN, rows[i].share);
      ((ReviewTypePolicy *) review_policy_find_type (review_service_get_policy (f->service),
                                                     WD_TYPE))
          ->audit_rate = rows[i].audit_rate;
      for (guint n = 0; n < 40; n++)
        {
          g_autofree char *id = g_strdup_printf ("s%u-%u", i, n);

          add (f, id, rows[i].risk, 0);
        }
      desk_settle_after (f, 5 * REVIEW_MINUTE);
      hidden = desk_count (f, "SELECT COUNT(*) FROM work_item WHERE blind = 'hidden'");
      g_assert_cmpint (hidden - before, >=, rows[i].least);
      g_assert_cmpint (hidden - before, <=, rows[i].most);
      before = hidden;
    }
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM work_item WHERE blind IS NULL"), ==, 0);
}

/* What a reader gets of a case, with all that differs between any two cases taken out. */
static char *
flatten (gconstpointer record)
{
  g_autofree char *json = review_encode (record);
  g_autoptr (GRegex) ids = g_regex_new ("[0-9a-f]{32,64}|[0-9]{4}-[0-9T:.-]+Z|WD-[0-9]+|"
                                        "0x[a-z]+|customer-[a-z]+|\"external_id\":\"[a-z]+\"|"
                                        "\"subject\":\"[^\"]+\"|\"display\":\"[^\"]+\"",
                                        0, 0, NULL);
  char *flat = g_regex_replace_literal (ids, json, -1, 0, "#", 0, NULL);

  g_assert_nonnull (flat);
  return flat;
}

static void
assert_alike (gconstpointer a, gconstpointer b)
{
  g_autofree char *one = flatten (a);
  g_autofree char *two = flatten (b);

  g_assert_cmpstr (one, ==, two);
}

static ReviewCaseView *
get_case (Desk *f, const ReviewUser *user, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  ReviewCaseView *view = review_service_get_case (f->service, user, case_id, &error);

  g_assert_no_error (error);
  return view;
}

/* An audit and an ordinary hidden case, side by side, from the queue to the decision. */
static void
test_audit_looks_ordinary (Desk *f, gconstpointer data)
{
  ReviewCaseView *views[2] = { NULL }, *shown[2] = { NULL };
  ReviewDecision *decisions[2] = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewViewRequest) request = review_record_new (&review_view_request_type);
  g_autoptr (ReviewViewPage) page = NULL;

  desk_set_blind (f, REVIEW_BLIND_OPEN, 1);
  add (f, "ordinary", 0.97, 0);
  add (f, "audited", 0.97, REVIEW_ROUTE_AUDIT);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM work_item WHERE purpose = 'audit'"), ==, 1);
  page = review_service_open_view (f->service, f->agent, request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (page->count, ==, 2);
  assert_alike (page->rows->pdata[0], page->rows->pdata[1]);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (ReviewCaseView) whole = NULL;

      views[i] = desk_take_next (f, f->agent);
      whole = get_case (f, f->agent, views[i]->item_case->id);
      g_assert_cmpstr (whole->work_item->id, ==, views[i]->work_item->id);
      assert_alike (views[i], whole);
    }
  assert_alike (views[0], views[1]);
  for (guint i = 0; i < 2; i++)
    {
      shown[i] = first_call (f, f->agent, views[i], REVIEW_RECOMMEND_BLOCK, &error);
      g_assert_no_error (error);
      g_assert_cmpint (shown[i]->assessment->verdict, ==, REVIEW_VERDICT_BLOCK);
    }
  assert_alike (shown[0], shown[1]);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (ReviewForm) form = desk_make_form (REVIEW_CHOICE_BLOCK, shown[i]);

      decisions[i] = desk_decide (f, f->agent, shown[i], g_steal_pointer (&form), &error);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < 2; i++)
    {
      review_record_unref (views[i]);
      views[i] = get (f, f->agent, decisions[i]->work_item);
      review_record_unref (decisions[i]->seen);
      decisions[i]->seen = NULL;
      decisions[i]->n = 0; /* of the case; what ROCA decided alone has a number too */
    }
  g_assert_cmpint (views[1]->decisions->len, ==, 1);
  g_assert_cmpint (decisions[0]->stage, ==, decisions[1]->stage);
  for (guint i = 0; i < 2; i++)
    {
      review_record_unref (views[i]);
      review_record_unref (shown[i]);
      review_record_unref (decisions[i]);
    }
}

static char *
list_kinds (Desk *f, const ReviewUser *user, gint64 after)
{
  g_autoptr (GError) error = NULL;
  gint64 last = 0;
  g_autoptr (GPtrArray) events =
      review_service_list_events (f->service, user, after, 1000, &last, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < events->len; i++)
    g_string_append_printf (out, "%s ", ((ReviewEvent *) events->pdata[i])->kind);
  return g_string_free (out, FALSE);
}

/* An audit arrives with the events of an ordinary case; what it found is for those who answer. */
static void
test_events (Desk *f, gconstpointer data)
{
  g_autofree char *ordinary = NULL;
  g_autofree char *audited = NULL;
  g_autofree char *agent = NULL;
  g_autofree char *lead = NULL;
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewCaseView) shown = NULL;
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = review_service_last_event (f->service, NULL), middle;

  desk_set_blind (f, REVIEW_BLIND_OPEN, 1);
  add (f, "x", 0.97, 0);
  ordinary = list_kinds (f, f->agent, start);
  middle = review_service_last_event (f->service, NULL);
  add (f, "y", 0.97, REVIEW_ROUTE_AUDIT);
  audited = list_kinds (f, f->agent, middle);
  g_assert_cmpstr (ordinary, ==, audited);

  middle = review_service_last_event (f->service, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&view, review_record_unref);
      g_clear_pointer (&shown, review_record_unref);
      g_clear_pointer (&decision, review_record_unref);
      view = desk_take_next (f, f->agent);
      shown = first_call (f, f->agent, view, REVIEW_RECOMMEND_PASS, &error);
      g_assert_no_error (error);
      decision =
          desk_decide (f, f->agent, shown, desk_make_form (REVIEW_CHOICE_PASS, shown), &error);
      g_assert_no_error (error);
    }
  desk_settle_after (f, 11 * REVIEW_SECOND);
  agent = list_kinds (f, f->agent, middle);
  lead = list_kinds (f, f->lead, middle);
  g_assert_null (strstr (agent, "incident"));
  g_assert_nonnull (strstr (lead, "incident"));
}

/* The call made blind is what an audit counts, whatever is decided after the verdict was shown. */
static void
test_audit_counts_the_call (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewCaseView) shown = NULL;
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (GError) error = NULL;

  add (f, "a", 0.97, REVIEW_ROUTE_AUDIT);
  view = desk_take_next (f, f->agent);
  shown = first_call (f, f->agent, view, REVIEW_RECOMMEND_PASS, &error);
  g_assert_no_error (error);
  decision = desk_decide (f, f->agent, shown, desk_make_form (REVIEW_CHOICE_BLOCK, shown), &error);
  g_assert_no_error (error);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM event WHERE kind = 'incident'"), ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM work_item WHERE purpose = 'sla' "
                                  "AND round = 2"),
                   ==, 1);
}

static gboolean
run_sql (ReviewTx *tx, gpointer user_data, GError **error)
{
  return review_tx_exec (tx, error, user_data, "") >= 0;
}

/* A second look that is hidden hides the first, and its label, from whoever may take it. */
static void
test_other_look_hides (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewCaseView) later = NULL;
  g_autoptr (ReviewCaseView) whole = NULL;
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (GPtrArray) lead = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  add (f, "g", 0.8, 0);
  view = desk_take_next (f, f->senior);
  decision = desk_decide (f, f->senior, view, desk_make_form (REVIEW_CHOICE_BLOCK, view), &error);
  g_assert_no_error (error);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  later = get (f, f->agent, view->work_item->id);
  g_assert_nonnull (later->assessment);
  g_clear_pointer (&later, review_record_unref);
  review_store_write (f->store, run_sql,
                      (gpointer) "INSERT INTO work_item (id, case_id, purpose, round, as_of, "
                                 "queued_at, due_at, state, version, band, case_type, key_user, "
                                 "value_rank, stage, assessment, blind) "
                                 "SELECT 'f' || substr (id, 2), case_id, 'gold', 1, as_of, "
                                 "queued_at + 1, due_at, 'queued', 1, band, case_type, key_user, "
                                 "value_rank, stage, assessment, 'hidden' FROM work_item",
                      &error);
  g_assert_no_error (error);
  later = get (f, f->agent, view->work_item->id);
  g_assert_true (later->blind);
  g_assert_null (later->assessment);
  g_assert_null (later->effects);
  g_assert_cmpint (later->decisions->len, ==, 0);
  whole = get_case (f, f->agent, view->item_case->id);
  g_assert_true (whole->blind);
  lead = export_labels (f, f->lead);
  all = export_labels (f, review_service_system_user ());
  g_assert_cmpuint (lead->len, ==, 0);
  g_assert_cmpuint (all->len, ==, 1);
}

static void
test_rows_stay (Desk *f, gconstpointer data)
{
  static const char *const statements[] = {
    "UPDATE first_call SET choice = 'block'",
    "DELETE FROM first_call",
  };
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_blind (f, REVIEW_BLIND_HIDDEN, NAN);
  add (f, "k", 0.8, 0);
  view = desk_take_next (f, f->agent);
  desk_ignore (first_call (f, f->agent, view, REVIEW_RECOMMEND_PASS, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_assert_false (review_store_write (f->store, run_sql, (gpointer) statements[i], &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
    }
}

#define ADD(name, func) g_test_add ("/blind/" name, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("hidden", test_hidden);
  ADD ("export", test_export);
  ADD ("on-demand", test_on_demand);
  ADD ("rule-holds", test_rule_holds);
  ADD ("share", test_share);
  ADD ("audit-looks-ordinary", test_audit_looks_ordinary);
  ADD ("events", test_events);
  ADD ("audit-counts-the-call", test_audit_counts_the_call);
  ADD ("other-look-hides", test_other_look_hides);
  ADD ("rows-stay", test_rows_stay);
  return g_test_run ();
}
