/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures that may be looked at after every label. An ordinary 95 % interval that is looked at
 * again and again is wrong at some moment in a third of all runs; these are not. */
#define G_LOG_DOMAIN "review-stats"
#include "stats-sequential.h"

#include <math.h>

/* ln B(a, b); the plain lgamma() writes a global, which threads share. */
static double
log_beta (double a, double b)
{
  int sign;

  return lgamma_r (a, &sign) + lgamma_r (b, &sign) - lgamma_r (a + b, &sign);
}

/* k ln p + (n - k) ln (1 - p), with 0 ln 0 = 0. */
static double
log_likelihood (guint k, guint n, double p)
{
  return (k > 0 ? k * log (p) : 0) + (n > k ? (n - k) * log1p (-p) : 0);
}

/* Between @inside, which belongs to the sequence, and @outside, which may not: the edge. */
static double
find_edge (guint k, guint n, double least, double inside, double outside)
{
  double middle = outside;

  if (log_likelihood (k, n, outside) > least)
    return outside;
  do
    {
      middle = inside + (outside - inside) / 2;
      *(log_likelihood (k, n, middle) > least ? &inside : &outside) = middle;
    }
  while (fabs (outside - inside) > 1e-12);
  return outside;
}

/**
 * stats_beta_binomial_cs:
 * @k: successes of the first @n
 * @a: of the prior Beta(a, b); 1, 1 unless something is known
 * @b: of the prior
 * @alpha: probability that the interval is ever wrong, 0.05
 * @ret_low: (out): lower end
 * @ret_high: (out): upper end
 *
 * Beta-binomial mixture confidence sequence (Robbins 1970; Howard, Ramdas, McAuliffe & Sekhon, Ann.
 * Stat. 2021): the p with ln B(a + k, b + n - k) - ln B(a, b) - k ln p - (n - k) ln (1 - p) <
 * ln (1 / alpha), valid for all n at once by Ville's inequality. Two bisections to 1e-12.
 * Without observations it is [0, 1].
 */
void
stats_beta_binomial_cs (
    guint k, guint n, double a, double b, double alpha, double *ret_low, double *ret_high)
{
  double least = log_beta (a + k, b + n - k) - log_beta (a, b) + log (alpha);
  double p = n > 0 ? (double) k / n : .5;

  *ret_low = n > 0 ? find_edge (k, n, least, p, 0) : 0;
  *ret_high = n > 0 ? find_edge (k, n, least, p, 1) : 1;
}

/**
 * stats_msprt:
 * @first: success rate of the first arm
 * @second: of the second
 * @n: cases in each arm
 * @tau_squared: variance of the difference that is expected, 1e-4
 *
 * Mixture sequential probability ratio test of two proportions (Johari, Pekelis & Walsh, arXiv
 * 1512.04922): with V the sum of p (1 - p), sqrt (V / (V + n tau^2)) exp (n^2 tau^2 d^2 /
 * (2 V (V + n tau^2))). The p-value that holds at every look is the least 1 / ratio so far.
 *
 * Returns: the ratio; 1, no evidence, where the normal law behind it has no variance
 */
double
stats_msprt (double first, double second, guint n, double tau_squared)
{
  double v = first * (1 - first) + second * (1 - second), wide = v + n * tau_squared;
  double moved = n * (first - second);

  if (!(v > 0))
    return 1;
  return sqrt (v / wide) * exp (tau_squared * moved * moved / (2 * v * wide));
}

/**
 * stats_paired_log_e:
 * @wins: discordant cases in which the new rule was right
 * @losses: in which the old one was
 *
 * Two rules decide the same cases, and only where they differ somebody judges: the evidence against
 * "they win equally often", ln B(1 + w, 1 + l) - ln B(1, 1) + (w + l) ln 2. It is valid at every
 * look (an e-process: a mixture of likelihood ratios, Robbins 1970; Ramdas et al. 2023); stop when
 * it reaches ln (1 / alpha).
 *
 * Returns: natural logarithm of the e-value
 */
double
stats_paired_log_e (guint wins, guint losses)
{
  return log_beta (1.0 + wins, 1.0 + losses) + ((double) wins + losses) * G_LN2;
}

/**
 * stats_paired_wins_needed:
 * @losses: so far
 * @alpha: above 0 and below 1
 *
 * Returns: the fewest wins at which stats_paired_log_e() stops for the new rule
 */
guint
stats_paired_wins_needed (guint losses, double alpha)
{
  guint wins = losses;

  while (stats_paired_log_e (wins, losses) < -log (alpha))
    wins++;
  return wins;
}
