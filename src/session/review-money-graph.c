/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See review-money-graph.h. Parties come in the order of their flows, the largest first, so that
 * where there are too many it is the small ones that are left out, and counted. */
#define G_LOG_DOMAIN "review-session"
#include "review-money-graph.h"

#include <math.h>

#define NONE G_MAXUINT

struct _ReviewMoneyGraph
{
  GPtrArray *parties; /* ReviewParty */
  GPtrArray *links;   /* ReviewPartyLink */
  GHashTable *index;  /* id, borrowed → number + 1 */
  char *own;          /* (nullable): the customer's account as other cases name it */
  guint left_out;
  guint masked;
};

static void
party_free (gpointer data)
{
  ReviewParty *self = data;

  g_free (self->id);
  g_free (self->alike);
  g_free (self->category);
  g_strfreev (self->case_ids);
  g_free (self);
}

static void
link_free (gpointer data)
{
  ReviewPartyLink *self = data;

  g_free (self->relation);
  g_ptr_array_unref (self->flows);
  g_free (self);
}

void
review_money_graph_free (ReviewMoneyGraph *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->parties);
  g_ptr_array_unref (self->links);
  g_hash_table_unref (self->index);
  g_free (self->own);
  g_free (self);
}

static guint
find (const ReviewMoneyGraph *self, const char *id)
{
  if (self->own != NULL && g_str_equal (id, self->own))
    id = REVIEW_MONEY_CUSTOMER;
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->index, id)) - 1;
}

/* NONE where there are too many already. */
static guint
add_party (ReviewMoneyGraph *self, const char *id, int kind, guint hop)
{
  ReviewParty *party;
  guint known = find (self, id);

  if (known != NONE)
    return known;
  if (self->parties->len >= REVIEW_MONEY_MAX_PARTIES)
    {
      self->left_out++;
      return NONE;
    }
  party = g_new0 (ReviewParty, 1);
  party->id = g_strdup (id);
  party->kind = kind;
  party->hop = hop;
  party->share = party->hops = party->payers = (double) NAN;
  g_ptr_array_add (self->parties, party);
  g_hash_table_insert (self->index, party->id, GUINT_TO_POINTER (self->parties->len));
  return self->parties->len - 1;
}

static guint
add_payee (ReviewMoneyGraph *self, const char *id, guint hop)
{
  return add_party (
      self, id, review_party_is_account (id) ? REVIEW_PARTY_ACCOUNT : REVIEW_PARTY_ADDRESS, hop);
}

static ReviewPartyLink *
add_link (ReviewMoneyGraph *self, guint from, guint to, gboolean requested, const char *relation)
{
  ReviewPartyLink *link;

  for (guint i = 0; i < self->links->len; i++)
    {
      link = self->links->pdata[i];
      if (link->from == from && link->to == to && link->requested == requested
          && g_strcmp0 (link->relation, relation) == 0)
        return link;
    }
  link = g_new0 (ReviewPartyLink, 1);
  link->from = from;
  link->to = to;
  link->requested = requested;
  link->relation = g_strdup (relation);
  link->told = relation != NULL;
  link->flows = review_records_new ();
  link->value = (double) NAN;
  g_ptr_array_add (self->links, link);
  return link;
}

/* A sum over flows of one currency; two currencies have none. */
static void
add_flow_to (ReviewPartyLink *link, ReviewFlow *flow)
{
  double value = flow->value != NULL ? g_ascii_strtod (flow->value, NULL) : (double) NAN;
  const ReviewFlow *first = link->flows->len > 0 ? link->flows->pdata[0] : NULL;

  if (first == NULL)
    link->value = value;
  else if (g_strcmp0 (first->currency, flow->currency) == 0)
    link->value += value;
  else
    link->value = (double) NAN;
  link->transfers += flow->transfers;
  g_ptr_array_add (link->flows, review_record_ref (flow));
}

static void
add_flow (ReviewMoneyGraph *self, guint at, ReviewFlow *flow)
{
  ReviewParty *here = self->parties->pdata[at], *party;
  guint other = add_payee (self, flow->party, here->hop + 1);

  if (other == NONE)
    return;
  party = self->parties->pdata[other];
  party->destination = party->destination || (at == 0 && flow->out && flow->requested);
  if (flow->cases > party->cases)
    {
      party->cases = flow->cases;
      g_strfreev (party->case_ids);
      party->case_ids = g_strdupv (flow->case_ids);
    }
  add_flow_to (
      add_link (self, flow->out ? at : other, flow->out ? other : at, flow->requested, NULL), flow);
}

/* "own_wallet": from one address of the customer to the other; "paid_by": how many pay it. */
static void
add_edge_row (ReviewMoneyGraph *self, const ReviewEvidence *row)
{
  const char *relation = review_fields_get (row->fields, "relation");
  const char *from = review_fields_get (row->fields, "from");
  const char *to = review_fields_get (row->fields, "to");
  g_autofree char *from_key = from != NULL ? review_party_key (from) : NULL;
  g_autofree char *to_key = to != NULL ? review_party_key (to) : NULL;
  guint a = from != NULL ? add_payee (self, from_key, 1) : NONE;
  guint b = to != NULL ? add_payee (self, to_key, 1) : NONE;
  gboolean own = g_strcmp0 (relation, "own_wallet") == 0;
  guint paid = b != NONE ? b : a;

  if (a != NONE && b != NONE && relation != NULL)
    add_link (self, a, b, FALSE, relation)->transfers++;
  if (paid == NONE)
    return;
  ((ReviewParty *) self->parties->pdata[paid])->payers =
      review_fields_get_number (row->fields, "payers");
  if (own && a != NONE)
    ((ReviewParty *) self->parties->pdata[a])->own_wallet = TRUE;
  if (own && b != NONE)
    ((ReviewParty *) self->parties->pdata[b])->own_wallet = TRUE;
}

static void
add_screening_row (ReviewMoneyGraph *self, const ReviewEvidence *row)
{
  const char *address = review_fields_get (row->fields, "address");
  const char *category = review_fields_get (row->fields, "category");
  g_autofree char *key = address != NULL ? review_party_key (address) : NULL;
  g_autofree char *id = category != NULL ? g_strconcat ("exposure:", category, NULL) : NULL;
  guint at = key != NULL ? find (self, key) : NONE, exposure;
  ReviewParty *party;

  if (at == NONE || id == NULL)
    return;
  exposure = add_party (self, id, REVIEW_PARTY_EXPOSURE,
                        ((ReviewParty *) self->parties->pdata[at])->hop + 1);
  if (exposure == NONE)
    return;
  party = self->parties->pdata[exposure];
  g_free (party->category);
  party->category = g_strdup (category);
  party->share = review_fields_get_number (row->fields, "share");
  party->hops = review_fields_get_number (row->fields, "hops");
  add_link (self, at, exposure, FALSE, "exposure");
}

/* The one that was there for longer is the model, the other its imitation: where money is asked to
 * go or dust came from. */
static void
mark_alike (ReviewMoneyGraph *self)
{
  for (guint i = 1; i < self->parties->len; i++)
    for (guint j = 1; j < self->parties->len; j++)
      {
        ReviewParty *a = self->parties->pdata[i], *b = self->parties->pdata[j];

        if (i != j && a->alike == NULL && a->kind == REVIEW_PARTY_ADDRESS
            && b->kind == REVIEW_PARTY_ADDRESS && review_party_is_alike (a->id, b->id))
          a->alike = g_strdup (b->id);
      }
}

static void
count_masked (ReviewMoneyGraph *self, const ReviewEvidence *row)
{
  static const char *const names[] = { "counterparty", "destination" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const ReviewField *field = review_fields_find (row->fields, names[i]);

      self->masked += field != NULL && field->masked ? 1 : 0;
    }
}

static void
add_rows (ReviewMoneyGraph *self, GPtrArray *evidence)
{
  g_autoptr (GPtrArray) flows = review_flows_from_evidence (evidence);

  for (guint i = 0; i < flows->len; i++)
    add_flow (self, 0, flows->pdata[i]);
  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    {
      const ReviewEvidence *row = evidence->pdata[i];

      count_masked (self, row);
      if (row->kind == REVIEW_EVIDENCE_GRAPH_EDGE)
        add_edge_row (self, row);
      else if (row->kind == REVIEW_EVIDENCE_SCREENING)
        add_screening_row (self, row);
    }
}

/**
 * review_money_graph_new:
 *
 * Returns: (transfer full): the graph of the case; without its lease the parties are masked, and
 *   only the customer is in it
 */
ReviewMoneyGraph *
review_money_graph_new (const ReviewCaseView *view)
{
  ReviewMoneyGraph *self = g_new0 (ReviewMoneyGraph, 1);
  const ReviewSubject *subject = view->item_case->subject;

  self->parties = g_ptr_array_new_with_free_func (party_free);
  self->links = g_ptr_array_new_with_free_func (link_free);
  self->index = g_hash_table_new (g_str_hash, g_str_equal);
  if (subject != NULL && subject->external_id != NULL)
    self->own = review_party_key (subject->external_id);
  add_party (self, REVIEW_MONEY_CUSTOMER, REVIEW_PARTY_CUSTOMER, 0);
  add_rows (self, view->evidence);
  mark_alike (self);
  return self;
}

static gboolean
has_link (const ReviewMoneyGraph *self, guint a, guint b)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      const ReviewPartyLink *link = self->links->pdata[i];

      if ((link->from == a && link->to == b) || (link->from == b && link->to == a))
        return TRUE;
    }
  return FALSE;
}

/**
 * review_money_graph_add_page:
 * @page: what the server says of a party that is in the graph
 *
 * What the case's own evidence says of the customer stays as it is: other cases see the same
 * transfers from their side.
 *
 * Returns: how many parties are new
 */
guint
review_money_graph_add_page (ReviewMoneyGraph *self, const ReviewFlowPage *page)
{
  guint at = find (self, page->party), before = self->parties->len, said = 0;
  ReviewParty *party;

  if (at == NONE)
    return 0;
  for (guint i = 0; page->flows != NULL && i < page->flows->len; i++, said++)
    {
      ReviewFlow *flow = page->flows->pdata[i];
      guint other = find (self, flow->party);

      if ((at == 0 || other == 0) && other != NONE && has_link (self, at, other))
        continue;
      add_flow (self, at, flow);
    }
  party = self->parties->pdata[at];
  party->asked = TRUE;
  party->said = (guint) page->offset + said;
  party->more = (guint) MAX (0, page->count - party->said);
  mark_alike (self);
  return self->parties->len - before;
}

guint
review_money_graph_get_n_parties (const ReviewMoneyGraph *self)
{
  return self->parties->len;
}

/** review_money_graph_get_party: Returns: (transfer none): the ith party; the first is the customer. */
const ReviewParty *
review_money_graph_get_party (const ReviewMoneyGraph *self, guint i)
{
  return self->parties->pdata[i];
}

/** review_money_graph_find_party: Returns: (transfer none) (nullable): the party called @id. */
const ReviewParty *
review_money_graph_find_party (const ReviewMoneyGraph *self, const char *id)
{
  guint i = id != NULL ? find (self, id) : NONE;

  return i != NONE ? self->parties->pdata[i] : NULL;
}

guint
review_money_graph_get_n_links (const ReviewMoneyGraph *self)
{
  return self->links->len;
}

/** review_money_graph_get_link: Returns: (transfer none): the ith arrow. */
const ReviewPartyLink *
review_money_graph_get_link (const ReviewMoneyGraph *self, guint i)
{
  return self->links->pdata[i];
}

/* What makes an arrow wide: its value, or how often. */
static double
get_size (const ReviewPartyLink *link)
{
  return isnan (link->value) ? (double) link->transfers : link->value;
}

/**
 * review_money_graph_get_weight:
 *
 * Returns: 0..1: the logarithm of the arrow's value beside the largest one's
 */
double
review_money_graph_get_weight (const ReviewMoneyGraph *self, guint link)
{
  double most = 0;

  for (guint i = 0; i < self->links->len; i++)
    most = fmax (most, get_size (self->links->pdata[i]));
  return most > 0 ? log1p (fmax (0, get_size (self->links->pdata[link]))) / log1p (most) : 0;
}

/** review_money_graph_get_left_out: Returns: parties that there was no room for. */
guint
review_money_graph_get_left_out (const ReviewMoneyGraph *self)
{
  return self->left_out;
}

/** review_money_graph_get_masked: Returns: rows whose other side may not be seen. */
guint
review_money_graph_get_masked (const ReviewMoneyGraph *self)
{
  return self->masked;
}
