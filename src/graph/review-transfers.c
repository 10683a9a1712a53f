/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patterns of money on the graph of transfers: rings, and many alike payments to or from one
 * account. A pattern is one flow: its amounts are alike and its transfers close in time, which is
 * what tells a ring of mules from accounts that happen to be connected. */
#define G_LOG_DOMAIN "review-graph"
#include "review-transfers.h"

#include <math.h>
#include <string.h>

#include "review-clock.h"

/* The transfers of each account lie together, ordered by amount: alike ones are a range. */
typedef struct
{
  gsize *first; /* n_accounts + 1: where the transfers of an account begin */
  ReviewTransfer *list;
} Side;

struct _ReviewTransfers
{
  guint n_accounts;
  Side out; /* by ReviewTransfer.from */
  Side in;  /* by ReviewTransfer.to */
};

/* One search. */
typedef struct
{
  const ReviewTransfers *graph;
  const ReviewTransferLimits *limits;
  guint account;
  gint64 as_of;
  guint steps;
  gboolean same_only; /* alike is not enough */
} Search;

/**
 * review_transfer_limits_init:
 * @limits: (out): amounts within 10 % and two weeks, or within 0.5 % and half a year; rings of up
 *   to 8; bounds that keep one account under a few milliseconds
 */
void
review_transfer_limits_init (ReviewTransferLimits *limits)
{
  *limits = (ReviewTransferLimits){
    .alike = 0.1,
    .window = 14 * REVIEW_DAY,
    .same = 0.005,
    .same_window = 180 * REVIEW_DAY,
    .max_ring = 8,
    .max_steps = 20000,
    .max_found = 4,
  };
}

static int
compare_amounts (gconstpointer a, gconstpointer b)
{
  const ReviewTransfer *x = a, *y = b;

  if (x->amount != y->amount)
    return x->amount < y->amount ? -1 : 1;
  return (x->at > y->at) - (x->at < y->at);
}

static guint
get_owner (const ReviewTransfer *transfer, gboolean out)
{
  return out ? transfer->from : transfer->to;
}

static guint
get_other (const ReviewTransfer *transfer, gboolean out)
{
  return out ? transfer->to : transfer->from;
}

static gboolean
is_usable (const ReviewTransfer *transfer, guint n_accounts)
{
  return transfer->from < n_accounts && transfer->to < n_accounts && transfer->from != transfer->to
         && isfinite (transfer->amount) && transfer->amount > 0;
}

static void
side_init (Side *side, const ReviewTransfer *transfers, gsize n, guint n_accounts, gboolean out)
{
  g_autofree gsize *next = NULL;

  side->first = g_new0 (gsize, (gsize) n_accounts + 2);
  side->list = g_new (ReviewTransfer, MAX (n, 1));
  for (gsize i = 0; i < n; i++)
    if (is_usable (&transfers[i], n_accounts))
      side->first[get_owner (&transfers[i], out) + 1]++;
  for (guint i = 0; i < n_accounts; i++)
    side->first[i + 1] += side->first[i];
  next = g_memdup2 (side->first, ((gsize) n_accounts + 1) * sizeof (gsize));
  for (gsize i = 0; i < n; i++)
    if (is_usable (&transfers[i], n_accounts))
      side->list[next[get_owner (&transfers[i], out)]++] = transfers[i];
  for (guint i = 0; i < n_accounts; i++)
    qsort (side->list + side->first[i], side->first[i + 1] - side->first[i],
           sizeof (ReviewTransfer), compare_amounts);
}

/**
 * review_transfers_new:
 * @transfers: in any order, copied; those to oneself, without a finite amount above zero or of an
 *   account out of range are left out
 * @n: how many
 * @n_accounts: accounts are 0 to @n_accounts - 1
 *
 * Returns: (transfer full): the graph
 */
ReviewTransfers *
review_transfers_new (const ReviewTransfer *transfers, gsize n, guint n_accounts)
{
  ReviewTransfers *self = g_new0 (ReviewTransfers, 1);

  self->n_accounts = n_accounts;
  side_init (&self->out, transfers, n, n_accounts, TRUE);
  side_init (&self->in, transfers, n, n_accounts, FALSE);
  return self;
}

void
review_transfers_free (ReviewTransfers *self)
{
  if (self == NULL)
    return;
  g_free (self->out.first);
  g_free (self->out.list);
  g_free (self->in.first);
  g_free (self->in.list);
  g_free (self);
}

guint
review_transfers_get_n_accounts (const ReviewTransfers *self)
{
  return self->n_accounts;
}

/* The first transfer of @account with at least @amount. */
static gsize
find_amount (const Side *side, guint account, double amount)
{
  gsize low = side->first[account], high = side->first[account + 1];

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (side->list[middle].amount < amount)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

typedef struct
{
  const ReviewTransfer *at;
  const ReviewTransfer *end;
  double most;
} Alike;

/* Transfers of @account on @side that may belong to the same flow as @model. */
static Alike
begin_alike (const Search *search, const Side *side, guint account, const ReviewTransfer *model)
{
  double share = search->same_only ? search->limits->same : search->limits->alike;
  gsize from = find_amount (side, account, model->amount * (1 - share));

  return (Alike){ side->list + from, side->list + side->first[account + 1],
                  model->amount * (1 + share) };
}

/* The nearer the amounts, the further apart the times may be. */
static gboolean
is_in_time (const Search *search, const ReviewTransfer *transfer, const ReviewTransfer *model)
{
  const ReviewTransferLimits *limits = search->limits;
  gboolean same = fabs (transfer->amount - model->amount) <= limits->same * model->amount;

  return transfer->at <= search->as_of
         && ABS (transfer->at - model->at) <= (same ? limits->same_window : limits->window);
}

static const ReviewTransfer *
next_alike (Search *search, Alike *alike, const ReviewTransfer *model)
{
  while (alike->at < alike->end && alike->at->amount <= alike->most
         && search->steps < search->limits->max_steps)
    {
      const ReviewTransfer *transfer = alike->at++;

      search->steps++;
      if (is_in_time (search, transfer, model))
        return transfer;
    }
  return NULL;
}

static void
widen (ReviewTransferPattern *pattern, double *low, double *high, const ReviewTransfer *transfer)
{
  pattern->from = MIN (pattern->from, transfer->at);
  pattern->until = MAX (pattern->until, transfer->at);
  *low = fmin (*low, transfer->amount);
  *high = fmax (*high, transfer->amount);
  pattern->kept = *low / *high;
}

/* An account that a search has reached, and over which transfer. */
typedef struct
{
  const ReviewTransfer *over;
  guint before; /* index of the place before it; G_MAXUINT: the search began here */
  guint depth;
} Place;

/* Walks back from the last place. The ring is in order when time never runs backwards along it,
 * beginning at the account's own transfer. */
static ReviewTransferPattern
describe_ring (GArray *places, guint last, const ReviewTransfer *closing)
{
  const ReviewTransfer *opening = g_array_index (places, Place, 0).over;
  ReviewTransferPattern ring = { REVIEW_TRANSFER_RING, opening->to, 1, 1, TRUE,
                                 closing->at,          closing->at };
  double low = closing->amount, high = closing->amount;
  gint64 later = closing->at;

  for (guint i = last; i != G_MAXUINT; i = g_array_index (places, Place, i).before)
    {
      const ReviewTransfer *over = g_array_index (places, Place, i).over;

      ring.accounts++;
      ring.in_order &= over->at <= later;
      later = over->at;
      widen (&ring, &low, &high, over);
    }
  return ring;
}

/* The shortest ring that begins with @opening, breadth first over alike transfers. */
static gboolean
find_ring (Search *search, const ReviewTransfer *opening, ReviewTransferPattern *ret_ring)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GHashTable) reached = g_hash_table_new (NULL, NULL);
  Place start = { opening, G_MAXUINT, 1 };

  g_array_append_val (places, start);
  g_hash_table_add (reached, GUINT_TO_POINTER (opening->to));
  for (guint i = 0; i < places->len; i++)
    {
      Place place = g_array_index (places, Place, i);
      Alike alike = begin_alike (search, &search->graph->out, place.over->to, opening);
      const ReviewTransfer *transfer;

      while ((transfer = next_alike (search, &alike, opening)) != NULL)
        {
          Place further = { transfer, i, place.depth + 1 };

          if (transfer->to == search->account)
            {
              *ret_ring = describe_ring (places, i, transfer);
              return TRUE;
            }
          if (further.depth < search->limits->max_ring
              && g_hash_table_add (reached, GUINT_TO_POINTER (transfer->to)))
            g_array_append_val (places, further);
        }
    }
  return FALSE;
}

/* How many steps the flow of @opening goes on from @account, onwards or back; what it passes is
 * added to @chain. */
static guint
follow (Search *search,
        guint account,
        gboolean out,
        const ReviewTransfer *opening,
        GHashTable *reached,
        ReviewTransferPattern *chain)
{
  const Side *side = out ? &search->graph->out : &search->graph->in;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  double low = opening->amount * chain->kept, high = opening->amount;
  guint depth = 0;

  for (guint i = 0; i <= places->len; i++)
    {
      Place place = i == 0 ? (Place){ NULL, G_MAXUINT, 0 } : g_array_index (places, Place, i - 1);
      guint at = i == 0 ? account : get_other (place.over, out);
      Alike alike = begin_alike (search, side, at, opening);
      const ReviewTransfer *transfer;

      while (place.depth < search->limits->max_ring
             && (transfer = next_alike (search, &alike, opening)) != NULL)
        {
          Place further = { transfer, i, place.depth + 1 };

          if (!g_hash_table_add (reached, GUINT_TO_POINTER (get_other (transfer, out))))
            continue;
          depth = MAX (depth, further.depth);
          widen (chain, &low, &high, transfer);
          g_array_append_val (places, further);
        }
    }
  return depth;
}

/* The way that the very same amount takes through the account. Two payments in a row are nothing
 * yet: four accounts are needed, one of them on each side. */
static void
find_chains (Search *search, GArray *list)
{
  const Side *side = &search->graph->out;
  ReviewTransferPattern longest = { 0 };

  search->same_only = TRUE;
  for (gsize i = side->first[search->account]; i < side->first[search->account + 1]; i++)
    {
      const ReviewTransfer *opening = &side->list[i];
      g_autoptr (GHashTable) reached = g_hash_table_new (NULL, NULL);
      ReviewTransferPattern chain = { REVIEW_TRANSFER_CHAIN, opening->to, 0, 1, FALSE,
                                      opening->at,           opening->at };
      guint before, after;

      if (opening->at > search->as_of)
        continue;
      g_hash_table_add (reached, GUINT_TO_POINTER (search->account));
      g_hash_table_add (reached, GUINT_TO_POINTER (opening->to));
      before = follow (search, search->account, FALSE, opening, reached, &chain);
      after = follow (search, opening->to, TRUE, opening, reached, &chain);
      chain.accounts = before + after + 2;
      if (chain.accounts >= 4 && chain.accounts > longest.accounts)
        longest = chain;
    }
  search->same_only = FALSE;
  if (longest.accounts > 0)
    g_array_append_val (list, longest);
}

/* How many different others are on the other end of @account's transfers like @model. */
static ReviewTransferPattern
gather (Search *search, guint account, gboolean out, const ReviewTransfer *model, int kind)
{
  g_autoptr (GHashTable) others = g_hash_table_new (NULL, NULL);
  Alike alike =
      begin_alike (search, out ? &search->graph->out : &search->graph->in, account, model);
  ReviewTransferPattern found = { kind, G_MAXUINT, 0, 1, FALSE, model->at, model->at };
  double low = model->amount, high = model->amount;
  const ReviewTransfer *transfer;

  while ((transfer = next_alike (search, &alike, model)) != NULL)
    {
      if (get_other (transfer, out) == search->account
          || !g_hash_table_add (others, GUINT_TO_POINTER (get_other (transfer, out))))
        continue;
      widen (&found, &low, &high, transfer);
    }
  found.accounts = g_hash_table_size (others);
  return found;
}

/* Keeps @found when it is the largest yet with its counterparty. */
static void
keep_largest (GArray *list, const ReviewTransferPattern *found)
{
  for (guint i = 0; i < list->len; i++)
    {
      ReviewTransferPattern *one = &g_array_index (list, ReviewTransferPattern, i);

      if (one->kind != found->kind || one->counterparty != found->counterparty)
        continue;
      if (found->accounts > one->accounts)
        *one = *found;
      return;
    }
  g_array_append_val (list, *found);
}

/* Fans that the account's transfers on one side are part of. One payment among none others is
 * no fan. */
static void
find_fans (Search *search, gboolean out, GArray *list)
{
  const Side *side = out ? &search->graph->out : &search->graph->in;

  for (gsize i = side->first[search->account]; i < side->first[search->account + 1]; i++)
    {
      const ReviewTransfer *transfer = &side->list[i];
      ReviewTransferPattern own, far;

      if (transfer->at > search->as_of)
        continue;
      own = gather (search, search->account, out, transfer,
                    out ? REVIEW_TRANSFER_FAN_OUT : REVIEW_TRANSFER_FAN_IN);
      far = gather (search, get_other (transfer, out), !out, transfer,
                    out ? REVIEW_TRANSFER_PAYEE_FAN_IN : REVIEW_TRANSFER_PAYER_FAN_OUT);
      far.counterparty = get_other (transfer, out);
      if (own.accounts >= 2)
        keep_largest (list, &own);
      if (far.accounts >= 2)
        keep_largest (list, &far);
    }
}

static void
find_rings (Search *search, GArray *list)
{
  const Side *side = &search->graph->out;

  for (gsize i = side->first[search->account]; i < side->first[search->account + 1]; i++)
    {
      const ReviewTransfer *transfer = &side->list[i];
      ReviewTransferPattern ring;

      /* The same payment again leads into the same ring. */
      if (transfer->at > search->as_of
          || (i > side->first[search->account] && transfer->to == transfer[-1].to
              && transfer->amount == transfer[-1].amount))
        continue;
      if (find_ring (search, transfer, &ring))
        g_array_append_val (list, ring);
    }
}

/* Rings: the shortest first, then the one that kept most. Fans: the widest first. */
static int
compare_patterns (gconstpointer a, gconstpointer b)
{
  const ReviewTransferPattern *x = a, *y = b;
  gboolean ring = x->kind == REVIEW_TRANSFER_RING;

  if (x->kind != y->kind)
    return x->kind - y->kind;
  if (x->accounts != y->accounts)
    return (x->accounts > y->accounts) == ring ? 1 : -1;
  if (x->kept != y->kept)
    return x->kept < y->kept ? 1 : -1;
  return (x->counterparty > y->counterparty) - (x->counterparty < y->counterparty);
}

/**
 * review_transfers_find:
 * @limits: what counts as one flow, and how much is looked at
 * @account: whose patterns
 * @as_of: µs UTC: later transfers are not seen; G_MAXINT64: all are
 *
 * Rings and chains through the account, and fans that it or its counterparties are the middle of. The search
 * is bounded: in a very dense part of the graph a pattern may be missed, none is made up.
 *
 * Returns: (transfer full): ReviewTransferPattern, at most @limits->max_found of each kind,
 *   ordered by kind and then by strength
 */
GArray *
review_transfers_find (const ReviewTransfers *self,
                       const ReviewTransferLimits *limits,
                       guint account,
                       gint64 as_of)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (ReviewTransferPattern));
  Search search = { self, limits, account, as_of, 0, FALSE };
  guint kept = 0, of_kind = 0;

  g_return_val_if_fail (account < self->n_accounts, list);

  find_rings (&search, list);
  search.steps = 0;
  find_chains (&search, list);
  search.steps = 0;
  find_fans (&search, TRUE, list);
  search.steps = 0;
  find_fans (&search, FALSE, list);
  g_array_sort (list, compare_patterns);
  for (guint i = 0; i < list->len; i++)
    {
      ReviewTransferPattern *one = &g_array_index (list, ReviewTransferPattern, i);

      of_kind = i > 0 && one->kind == one[-1].kind ? of_kind + 1 : 0;
      if (of_kind < limits->max_found)
        g_array_index (list, ReviewTransferPattern, kept++) = *one;
    }
  g_array_set_size (list, kept);
  return list;
}
