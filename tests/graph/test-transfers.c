/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patterns on the graph of transfers: rings against a search that tries everything, fans, time. */
#define G_LOG_DOMAIN "test"

#include <math.h>

#include "review-clock.h"
#include "review-transfers.h"

#define T0     1750000000000000
#define DAY(n) (T0 + (gint64) (n) *REVIEW_DAY)

static GArray *
find (const ReviewTransfer *transfers, gsize n, guint n_accounts, guint account, gint64 as_of)
{
  ReviewTransferLimits limits;
  g_autoptr (ReviewTransfers) graph = review_transfers_new (transfers, n, n_accounts);

  review_transfer_limits_init (&limits);
  return review_transfers_find (graph, &limits, account, as_of);
}

static const ReviewTransferPattern *
first_of (GArray *list, int kind)
{
  for (guint i = 0; i < list->len; i++)
    if (g_array_index (list, ReviewTransferPattern, i).kind == kind)
      return &g_array_index (list, ReviewTransferPattern, i);
  return NULL;
}

static const ReviewTransfer ring[] = {
  { 0, 1, 100, DAY (1) }, { 1, 2, 98, DAY (2) },  { 2, 3, 96, DAY (3) },
  { 3, 0, 95, DAY (5) },  { 1, 4, 400, DAY (2) }, /* not alike */
  { 4, 0, 100, DAY (2) },
};

static void
test_ring (void)
{
  for (guint account = 0; account < 4; account++)
    {
      g_autoptr (GArray) list = find (ring, G_N_ELEMENTS (ring), 5, account, G_MAXINT64);
      const ReviewTransferPattern *found = first_of (list, REVIEW_TRANSFER_RING);

      g_assert_nonnull (found);
      g_assert_cmpuint (found->accounts, ==, 4);
      g_assert_cmpuint (found->counterparty, ==, (account + 1) % 4);
      g_assert_cmpfloat_with_epsilon (found->kept, 0.95, 1e-12);
      g_assert_cmpint (found->from, ==, DAY (1));
      g_assert_cmpint (found->until, ==, DAY (5));
      g_assert_cmpint (found->in_order, ==, account == 0);
    }
}

/* Before its last transfer nobody could see the ring; a ring over months is no flow. */
static void
test_time (void)
{
  ReviewTransfer slow[4] = { ring[0], ring[1], ring[2], ring[3] };
  g_autoptr (GArray) early = find (ring, 4, 5, 0, DAY (5) - 1);
  g_autoptr (GArray) late = NULL;

  g_assert_null (first_of (early, REVIEW_TRANSFER_RING));
  slow[2].at = DAY (30);
  late = find (slow, 4, 5, 0, G_MAXINT64);
  g_assert_null (first_of (late, REVIEW_TRANSFER_RING));
}

/* The very same amount may take months. */
static void
test_same_amount (void)
{
  ReviewTransfer slow[4] = { ring[0], ring[1], ring[2], ring[3] };
  g_autoptr (GArray) list = NULL;
  g_autoptr (GArray) chain = NULL;
  const ReviewTransferPattern *found;

  for (int i = 0; i < 4; i++)
    slow[i] = (ReviewTransfer){ ring[i].from, ring[i].to, 10.14, DAY (40 * i) };
  list = find (slow, 4, 5, 2, G_MAXINT64);
  g_assert_cmpuint (first_of (list, REVIEW_TRANSFER_RING)->accounts, ==, 4);
  /* Without the last transfer it is a chain of four, wherever one stands in it. */
  chain = find (slow, 3, 5, 1, G_MAXINT64);
  found = first_of (chain, REVIEW_TRANSFER_CHAIN);
  g_assert_null (first_of (chain, REVIEW_TRANSFER_RING));
  g_assert_cmpuint (found->accounts, ==, 4);
  g_assert_cmpint (found->from, ==, DAY (0));
  g_assert_cmpint (found->until, ==, DAY (80));
  g_clear_pointer (&chain, g_array_unref);
  chain = find (slow, 2, 5, 1, G_MAXINT64);
  g_assert_null (first_of (chain, REVIEW_TRANSFER_CHAIN));
}

static void
test_fans (void)
{
  ReviewTransfer many[12];

  for (guint i = 0; i < 10; i++)
    many[i] = (ReviewTransfer){ i + 1, 0, 50 + i * 0.2, DAY (i) };
  many[10] = (ReviewTransfer){ 1, 0, 50, DAY (3) };   /* the same payer again */
  many[11] = (ReviewTransfer){ 11, 0, 500, DAY (3) }; /* not alike */
  {
    g_autoptr (GArray) middle = find (many, 12, 12, 0, G_MAXINT64);
    g_autoptr (GArray) payer = find (many, 12, 12, 4, G_MAXINT64);
    g_autoptr (GArray) other = find (many, 12, 12, 11, G_MAXINT64);
    const ReviewTransferPattern *in = first_of (middle, REVIEW_TRANSFER_FAN_IN);
    const ReviewTransferPattern *far = first_of (payer, REVIEW_TRANSFER_PAYEE_FAN_IN);

    g_assert_cmpuint (in->accounts, ==, 10);
    g_assert_cmpuint (far->accounts, ==, 9); /* the others */
    g_assert_cmpuint (far->counterparty, ==, 0);
    g_assert_cmpuint (other->len, ==, 0);
  }
  for (guint i = 0; i < 12; i++)
    many[i] = (ReviewTransfer){ many[i].to, many[i].from, many[i].amount, many[i].at };
  {
    g_autoptr (GArray) middle = find (many, 12, 12, 0, G_MAXINT64);
    g_autoptr (GArray) payee = find (many, 12, 12, 4, G_MAXINT64);

    g_assert_cmpuint (first_of (middle, REVIEW_TRANSFER_FAN_OUT)->accounts, ==, 10);
    g_assert_cmpuint (first_of (payee, REVIEW_TRANSFER_PAYER_FAN_OUT)->accounts, ==, 9);
  }
}

/* Transfers that mean nothing are left out, and an account without any has no pattern. */
static void
test_bad_input (void)
{
  const ReviewTransfer bad[] = {
    { 0, 0, 10, DAY (1) }, { 0, 1, NAN, DAY (1) }, { 1, 0, INFINITY, DAY (1) },
    { 0, 1, -5, DAY (1) }, { 0, 9, 10, DAY (1) },  { 1, 0, 0, DAY (1) },
  };
  g_autoptr (GArray) list = find (bad, G_N_ELEMENTS (bad), 2, 0, G_MAXINT64);
  g_autoptr (GArray) none = find (NULL, 0, 1, 0, G_MAXINT64);

  g_assert_cmpuint (list->len, ==, 0);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Length of the shortest way back to @account over alike transfers, by trying every path. */
static guint
shortest_by_trying (const ReviewTransfer *all,
                    guint n,
                    const ReviewTransfer *opening,
                    guint account,
                    guint at,
                    guint depth,
                    guint best)
{
  if (depth >= best)
    return best;
  for (guint i = 0; i < n; i++)
    if (all[i].from == at && fabs (all[i].amount - opening->amount) <= 0.1 * opening->amount
        && ABS (all[i].at - opening->at)
               <= (fabs (all[i].amount - opening->amount) <= 0.005 * opening->amount ? 180 : 14)
                      * REVIEW_DAY)
      {
        if (all[i].to == account)
          best = MIN (best, depth + 1);
        else
          best = shortest_by_trying (all, n, opening, account, all[i].to, depth + 1, best);
      }
  return best;
}

static void
test_against_trying (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  guint rings = 0;

  for (guint round = 0; round < 150; round++)
    {
      ReviewTransfer all[24];
      guint best = 9;
      g_autoptr (GArray) list = NULL;
      const ReviewTransferPattern *found;

      for (guint i = 0; i < 24; i++)
        all[i] = (ReviewTransfer){ (guint) g_rand_int_range (rand, 0, 8),
                                   (guint) g_rand_int_range (rand, 0, 8),
                                   g_rand_double_range (rand, 80, 120),
                                   DAY (g_rand_int_range (rand, 0, 50)) };
      for (guint i = 0; i < 24; i++)
        all[i].to = all[i].to == all[i].from ? (all[i].to + 1) % 8 : all[i].to;
      for (guint i = 0; i < 24; i++)
        if (all[i].from == 0)
          best = shortest_by_trying (all, 24, &all[i], 0, all[i].to, 1, best);
      list = find (all, 24, 8, 0, G_MAXINT64);
      found = first_of (list, REVIEW_TRANSFER_RING);
      g_assert_cmpuint (found != NULL ? found->accounts : 9, ==, best);
      rings += found != NULL ? 1 : 0;
    }
  g_assert_cmpuint (rings, >, 30);
}

/* Planted rings stand out of 2,000 accounts that pay each other at random. */
static void
test_planted (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (ReviewTransfer));
  guint planted = 0, chance = 0;
  ReviewTransferLimits limits;
  g_autoptr (ReviewTransfers) graph = NULL;

  for (guint i = 0; i < 12000; i++)
    {
      ReviewTransfer one = { (guint) g_rand_int_range (rand, 0, 2000),
                             (guint) g_rand_int_range (rand, 0, 2000),
                             g_rand_double_range (rand, 50, 600),
                             DAY (g_rand_int_range (rand, 0, 150)) };

      g_array_append_val (all, one);
    }
  for (guint r = 0; r < 20; r++)
    for (guint k = 0; k < 5; k++)
      {
        ReviewTransfer one = { r * 5 + k, r * 5 + (k + 1) % 5, 700 + r, DAY (40 + k) };

        g_array_append_val (all, one);
      }
  review_transfer_limits_init (&limits);
  graph = review_transfers_new ((ReviewTransfer *) (void *) all->data, all->len, 2000);
  for (guint account = 0; account < 2000; account++)
    {
      g_autoptr (GArray) list = review_transfers_find (graph, &limits, account, G_MAXINT64);
      gboolean found = first_of (list, REVIEW_TRANSFER_RING) != NULL;

      planted += found && account < 100 ? 1 : 0;
      chance += found && account >= 100 ? 1 : 0;
    }
  g_assert_cmpuint (planted, ==, 100);
  g_assert_cmpuint (chance, <, 190); /* a tenth */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfers/ring", test_ring);
  g_test_add_func ("/transfers/time", test_time);
  g_test_add_func ("/transfers/same-amount", test_same_amount);
  g_test_add_func ("/transfers/fans", test_fans);
  g_test_add_func ("/transfers/bad-input", test_bad_input);
  g_test_add_func ("/transfers/against-trying", test_against_trying);
  g_test_add_func ("/transfers/planted", test_planted);
  return g_test_run ();
}
