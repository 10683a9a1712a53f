/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The money of a case: what its evidence sums up to, who is in the graph, and how it grows; and where
 * the customer was seen. */
#include <math.h>

#include "review-clock.h"
#include "review-money-graph.h"
#include "review-travel.h"

#define ADDRESS "0x7be4aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaae91c"
#define POISON  "0x7be4bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbe91c"
#define OWN     "0x1111111111111111111111111111111111111111"
#define HOUR(n) ((gint64) (n) *REVIEW_HOUR)

static void
add_field (ReviewEvidence *row, const char *name, const char *value)
{
  ReviewField *field = review_record_new (&review_field_type);

  field->name = g_strdup (name);
  field->value = g_strdup (value);
  g_ptr_array_add (row->fields, field);
}

static ReviewEvidence *
add_row (GPtrArray *evidence, int kind, gint64 at)
{
  ReviewEvidence *row = review_record_new (&review_evidence_type);

  row->kind = kind;
  row->at = at;
  row->label = g_strdup_printf ("E%u", evidence->len + 1);
  row->fields = review_records_new ();
  g_ptr_array_add (evidence, row);
  return row;
}

static ReviewEvidence *
add_move (GPtrArray *evidence,
          gint64 at,
          gboolean in,
          const char *amount,
          const char *usd,
          const char *who)
{
  ReviewEvidence *row = add_row (evidence, REVIEW_EVIDENCE_TRANSACTION, at);

  add_field (row, "direction", in ? "in" : "out");
  add_field (row, "amount", amount);
  add_field (row, "asset", "ETH");
  if (usd != NULL)
    {
      add_field (row, "amount_ref", usd);
      add_field (row, "currency", "USD");
    }
  add_field (row, "counterparty", who);
  return row;
}

static ReviewCaseView *
make_view (GPtrArray *evidence)
{
  ReviewCaseView *view = review_record_new (&review_case_view_type);

  view->item_case = review_record_new (&review_case_type);
  view->item_case->subject = review_record_new (&review_subject_type);
  view->item_case->subject->external_id = g_strdup ("u31337");
  view->evidence = g_ptr_array_ref (evidence);
  return view;
}

static void
test_flows (void)
{
  g_autoptr (GPtrArray) evidence = review_records_new ();
  g_autoptr (GPtrArray) flows = NULL;
  const ReviewFlow *flow;

  add_move (evidence, HOUR (3), FALSE, "0.1", "200.10", ADDRESS);
  add_move (evidence, HOUR (1), FALSE, "0.2", "100.05",
            "0x7BE4AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE91C");
  add_move (evidence, HOUR (2), TRUE, "5", NULL, "u77");
  add_field (add_move (evidence, HOUR (2), TRUE, "9", "1", "u78"), "failed", "true");
  add_row (evidence, REVIEW_EVIDENCE_LOGIN, HOUR (1));
  flows = review_flows_from_evidence (evidence);
  g_assert_cmpuint (flows->len, ==, 2);
  flow = flows->pdata[0];
  g_assert_cmpstr (flow->party, ==, ADDRESS); /* one address, however it is written */
  g_assert_true (flow->out);
  g_assert_cmpint (flow->transfers, ==, 2);
  g_assert_cmpstr (flow->amount, ==, "0.3");
  g_assert_cmpstr (flow->value, ==, "300.15");
  g_assert_cmpint (flow->first_at, ==, HOUR (1));
  g_assert_cmpint (flow->last_at, ==, HOUR (3));
  g_assert_cmpstr (flow->evidence[1], ==, "E2");
  flow = flows->pdata[1];
  g_assert_cmpstr (flow->party, ==, "u77");
  g_assert_null (flow->value); /* nobody says what it was worth */
  g_assert_false (flow->out);
}

static void
test_alike (void)
{
  g_assert_true (review_party_is_alike (ADDRESS, POISON));
  g_assert_false (review_party_is_alike (ADDRESS, ADDRESS));
  g_assert_false (review_party_is_alike (ADDRESS, OWN));
  g_assert_false (review_party_is_alike ("0x7be4e91c", "0x7be4f91c"));
}

static void
add_story (GPtrArray *evidence)
{
  ReviewEvidence *row;

  add_move (evidence, HOUR (1), FALSE, "2", "4000", ADDRESS);
  add_move (evidence, HOUR (2), TRUE, "3", "6000", OWN);
  add_move (evidence, HOUR (3), TRUE, "0", "0.01", POISON);
  row = add_row (evidence, REVIEW_EVIDENCE_EVENT, HOUR (4));
  add_field (row, "event", "withdrawal_request");
  add_field (row, "amount_ref", "9000");
  add_field (row, "currency", "USD");
  add_field (row, "destination", POISON);
  row = add_row (evidence, REVIEW_EVIDENCE_GRAPH_EDGE, HOUR (4));
  add_field (row, "relation", "own_wallet");
  add_field (row, "from", OWN);
  add_field (row, "to", POISON);
  row = add_row (evidence, REVIEW_EVIDENCE_SCREENING, HOUR (4));
  add_field (row, "address", POISON);
  add_field (row, "exposure", "indirect");
  add_field (row, "category", "mixer");
  add_field (row, "share", "0.4");
}

static void
test_graph (void)
{
  g_autoptr (GPtrArray) evidence = review_records_new ();
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewMoneyGraph) graph = NULL;
  const ReviewParty *party;
  guint requested = 0;

  add_story (evidence);
  view = make_view (evidence);
  graph = review_money_graph_new (view);
  g_assert_cmpuint (review_money_graph_get_n_parties (graph), ==, 5);
  g_assert_cmpstr (review_money_graph_get_party (graph, 0)->id, ==, REVIEW_MONEY_CUSTOMER);
  party = review_money_graph_find_party (graph, POISON);
  g_assert_true (party->destination && party->own_wallet);
  g_assert_cmpstr (party->alike, ==, ADDRESS);
  party = review_money_graph_find_party (graph, "exposure:mixer");
  g_assert_cmpint (party->kind, ==, REVIEW_PARTY_EXPOSURE);
  g_assert_cmpfloat (party->share, ==, 0.4);
  for (guint i = 0; i < review_money_graph_get_n_links (graph); i++)
    {
      const ReviewPartyLink *link = review_money_graph_get_link (graph, i);

      requested += link->requested ? 1 : 0;
      if (link->requested)
        g_assert_cmpfloat_with_epsilon (review_money_graph_get_weight (graph, i), 1, 1e-9);
    }
  g_assert_cmpuint (requested, ==, 1);
}

static ReviewFlowPage *
make_page (const char *party, guint n, gint64 count)
{
  ReviewFlowPage *page = review_record_new (&review_flow_page_type);

  page->party = g_strdup (party);
  page->count = count;
  page->flows = review_records_new ();
  for (guint i = 0; i < n; i++)
    {
      ReviewFlow *flow = review_record_new (&review_flow_type);

      flow->party = g_strdup_printf ("u%u", 5000 + i);
      flow->out = FALSE;
      flow->transfers = 1;
      flow->value = g_strdup ("10");
      flow->cases = 2;
      g_ptr_array_add (page->flows, flow);
    }
  return page;
}

static void
test_grow (void)
{
  g_autoptr (GPtrArray) evidence = review_records_new ();
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewMoneyGraph) graph = NULL;
  g_autoptr (ReviewFlowPage) page = make_page (ADDRESS, 50, 73);
  g_autoptr (ReviewFlowPage) strange = make_page ("0xnobody", 2, 2);
  g_autoptr (ReviewFlowPage) huge = make_page (OWN, 900, 900);
  ReviewFlow *self = review_record_new (&review_flow_type);
  guint links;

  add_story (evidence);
  view = make_view (evidence);
  graph = review_money_graph_new (view);
  /* The customer of this case under the name that other cases have for them. */
  self->party = g_strdup ("u31337");
  self->transfers = 1;
  g_ptr_array_add (page->flows, self);
  links = review_money_graph_get_n_links (graph);
  g_assert_cmpuint (review_money_graph_add_page (graph, page), ==, 50);
  g_assert_cmpuint (review_money_graph_get_n_links (graph), ==, links + 50);
  g_assert_cmpuint (review_money_graph_find_party (graph, ADDRESS)->more, ==, 22);
  g_assert_cmpuint (review_money_graph_find_party (graph, "u5003")->hop, ==, 2);
  g_assert_cmpint (review_money_graph_find_party (graph, "u5003")->cases, ==, 2);
  g_assert_cmpuint (review_money_graph_add_page (graph, strange), ==, 0);
  review_money_graph_add_page (graph, huge);
  g_assert_cmpuint (review_money_graph_get_n_parties (graph), ==, REVIEW_MONEY_MAX_PARTIES);
  g_assert_cmpuint (review_money_graph_get_left_out (graph), >, 0);
}

/* Without the lease nothing is known of anybody, and the screen has to say so. */
static void
test_masked (void)
{
  g_autoptr (GPtrArray) evidence = review_records_new ();
  g_autoptr (ReviewCaseView) view = NULL;
  g_autoptr (ReviewMoneyGraph) graph = NULL;
  ReviewEvidence *row = add_move (evidence, HOUR (1), FALSE, "2", "4000", ADDRESS);
  ReviewField *field = row->fields->pdata[row->fields->len - 1];

  g_clear_pointer (&field->value, g_free);
  field->masked = TRUE;
  view = make_view (evidence);
  graph = review_money_graph_new (view);
  g_assert_cmpuint (review_money_graph_get_n_parties (graph), ==, 1);
  g_assert_cmpuint (review_money_graph_get_masked (graph), ==, 1);
}

static ReviewEvidence *
add_visit (GPtrArray *evidence, gint64 at, const char *place, const char *lat, const char *lon)
{
  ReviewEvidence *row = add_row (evidence, REVIEW_EVIDENCE_LOGIN, at);

  add_field (row, "place", place);
  add_field (row, "latitude", lat);
  add_field (row, "longitude", lon);
  return row;
}

static void
test_travel (void)
{
  g_autoptr (GPtrArray) evidence = review_records_new ();
  g_autoptr (ReviewTravel) travel = NULL;
  const ReviewTrip *trip;

  add_visit (evidence, HOUR (30), "Lagos", "6.455", "3.394");
  add_visit (evidence, HOUR (1), "Leipzig", "51.34", "12.375");
  add_field (add_visit (evidence, HOUR (29), "Manila", "14.599", "120.984"), "vpn", "true");
  add_field (add_visit (evidence, HOUR (29), "Hanoi", "21.028", "105.834"), "result", "failure");
  add_visit (evidence, HOUR (28), "Leipzig", "51.34", "12.375");
  add_visit (evidence, HOUR (2), "Nowhere", "999", "3");
  travel = review_travel_new (evidence);
  g_assert_cmpuint (travel->visits->len, ==, 6);
  g_assert_cmpuint (travel->places->len, ==, 4);
  /* From home to Lagos in two hours; VPN and refused logins are nobody's journey. */
  g_assert_cmpuint (travel->trips->len, ==, 1);
  trip = &g_array_index (travel->trips, ReviewTrip, 0);
  g_assert_cmpfloat (trip->kmh, >, 2000);
  g_assert_cmpfloat (trip->kmh, <, 3000);
  g_assert_true (review_travel_find_trip (travel, trip->after) == trip);
  g_assert_null (review_travel_find_trip (travel, 0));
  for (guint i = 0; i < travel->places->len; i++)
    {
      const ReviewPlace *place = &g_array_index (travel->places, ReviewPlace, i);

      g_assert_cmpint (place->reliable, ==, !g_str_equal (place->name, "Manila"));
      g_assert_cmpint (place->new, ==, !g_str_equal (place->name, "Leipzig"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/money-graph/flows", test_flows);
  g_test_add_func ("/money-graph/alike", test_alike);
  g_test_add_func ("/money-graph/graph", test_graph);
  g_test_add_func ("/money-graph/grow", test_grow);
  g_test_add_func ("/money-graph/masked", test_masked);
  g_test_add_func ("/travel/trips", test_travel);
  return g_test_run ();
}
