/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is found: planted slices are, noise is not, and of two that say the same the plain one. */
#define G_LOG_DOMAIN "test-radar"
#include "radar-fixture.h"
#include "radar-search.h"

#include <string.h>

#define SEEDS 40
#define CASES 2000

/* A slice in which ROCA errs with @rate instead of the base rate. */
typedef struct
{
  const char *market;   /* (nullable) */
  const char *language; /* (nullable) */
  int device;           /* -1: any */
  double ratio;         /* amount_ratio at or above it; negative: any */
  double rate;
} Planted;

#define N_SLICES 2
static const Planted strong[N_SLICES] = { { "NG", NULL, 1, -1, .35 },
                                          { NULL, "pt", -1, .75, .30 } };
static const Planted weak[N_SLICES] = { { "NG", NULL, 1, -1, .22 }, { NULL, "pt", -1, .75, .20 } };

static gboolean
is_planted (const RadarTable *table, guint row, const Planted *p)
{
  g_autoptr (GPtrArray) all = radar_conditions_new ();

  if (p->market != NULL)
    g_ptr_array_add (all, radar_condition_new_text ("market", p->market));
  if (p->language != NULL)
    g_ptr_array_add (all, radar_condition_new_text ("language", p->language));
  if (p->device >= 0)
    g_ptr_array_add (all, radar_condition_new_range ("known_device", p->device, p->device + 1));
  if (p->ratio >= 0)
    g_ptr_array_add (all, radar_condition_new_range ("amount_ratio", p->ratio, INFINITY));
  return radar_table_meets_all (table, row, all, FALSE);
}

/* A table in which what is planted errs more; its base rate is 4 %. */
static RadarTable *
make_table (guint32 seed, const Planted *planted, guint n_planted, guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  RadarTable *plain = radar_table_new ();
  RadarTable *table;
  double draw;

  /* The same draws twice: first to see what a case is, then with its outcome. */
  for (guint i = 0; i < n; i++)
    add_noise_case (plain, rand, i * 8 / n, FALSE);
  g_rand_set_seed (rand, seed);
  table = radar_table_new ();
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GRand) lot = g_rand_new_with_seed (seed * 7919 + i);
      double rate = .04;

      draw = g_rand_double (lot);
      for (guint p = 0; p < n_planted; p++)
        if (is_planted (plain, i, &planted[p]))
          rate = planted[p].rate;
      add_noise_case (table, rand, i * 8 / n, draw < rate);
    }
  radar_table_free (plain);
  return table;
}

/* Jaccard of the cases of the finding and of what was planted. */
static double
overlap (const RadarTable *table, const RadarFinding *finding, const Planted *planted)
{
  guint both = 0, either = 0;

  for (guint i = 0; i < radar_table_get_n (table); i++)
    {
      gboolean found = radar_table_meets_all (table, i, finding->conditions, FALSE);
      gboolean meant = is_planted (table, i, planted);

      both += found && meant ? 1 : 0;
      either += found || meant ? 1 : 0;
    }
  return either > 0 ? (double) both / either : 0;
}

static GPtrArray *
search (const RadarTable *table)
{
  RadarOptions options;

  radar_options_init (&options);
  return radar_search (table, RADAR_FP, &options, 0, 6 * WEEK, NULL);
}

typedef struct
{
  guint found;
  guint right;
  guint recovered;
  guint confirmed;
} Score;

/* Searches six weeks, and asks the two that follow. */
static void
score_seed (guint32 seed, const Planted *slices, Score *score)
{
  g_autoptr (RadarTable) table = make_table (seed, slices, N_SLICES, CASES);
  g_autoptr (GPtrArray) list = search (table);
  gboolean met[N_SLICES] = { FALSE };

  for (guint i = 0; i < list->len; i++)
    {
      RadarFinding *one = list->pdata[i];
      RadarCount later = radar_count (table, RADAR_FP, one->conditions, 6 * WEEK, G_MAXINT64, .95);
      gboolean right = FALSE;

      for (guint p = 0; p < N_SLICES; p++)
        {
          gboolean same = overlap (table, one, &slices[p]) >= .5;

          right |= same;
          met[p] |= same;
        }
      score->found++;
      score->right += right ? 1 : 0;
      score->confirmed +=
          radar_confirm (&later, one->count.lift, .05 / list->len) == RADAR_HOLDS ? 1 : 0;
    }
  for (guint p = 0; p < N_SLICES; p++)
    score->recovered += met[p] ? 1 : 0;
}

/* Precision and recall of discovery over seeds: at errors that nobody can overlook, and at such that
 * are about as rare as can be found at all. */
static void
test_planted (void)
{
  const struct
  {
    const char *name;
    const Planted *slices;
    double precision, recall, held;
  } sizes[] = { { "strong", strong, .95, .95, .9 }, { "weak", weak, .85, .75, .5 } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      Score score = { 0 };
      double precision, recall;

      for (guint32 seed = 1; seed <= SEEDS; seed++)
        score_seed (seed, sizes[i].slices, &score);
      precision = (double) score.right / score.found;
      recall = (double) score.recovered / (SEEDS * N_SLICES);
      g_test_message ("discovery, %s: %u found, %u right (precision %.3f); %u of %u planted "
                      "recovered (recall %.3f); %u hold in the following period",
                      sizes[i].name, score.found, score.right, precision, score.recovered,
                      (guint) (SEEDS * N_SLICES), recall, score.confirmed);
      g_assert_cmpfloat (precision, >=, sizes[i].precision);
      g_assert_cmpfloat (recall, >=, sizes[i].recall);
      g_assert_cmpfloat ((double) score.confirmed / score.found, >=, sizes[i].held);
    }
}

/* Errors that fall anywhere: where nothing is planted every finding is false, so the share of seeds
 * with one is the false discovery rate. */
static void
test_noise (void)
{
  guint with = 0, seeds = 150;
  guint64 tried = 0;

  for (guint32 seed = 1; seed <= seeds; seed++)
    {
      g_autoptr (RadarTable) table = make_table (1000 + seed, NULL, 0, 1500);
      RadarOptions options;
      g_autoptr (GPtrArray) list = NULL;

      radar_options_init (&options);
      options.min_errors = 5;
      list = radar_search (table, RADAR_FP, &options, 0, G_MAXINT64, &tried);
      with += list->len > 0 ? 1 : 0;
    }
  g_test_message ("noise: a false find in %u of %u seeds (%.3f), %" G_GUINT64_FORMAT
                  " conjunctions tried each time",
                  with, seeds, (double) with / seeds, tried);
  g_assert_cmpuint (tried, >, 1000);
  g_assert_cmpfloat ((double) with / seeds, <=, .1);
}

/* Risks that are what they say, and a feature that is hardly more than the risk: most errors lie near
 * the cut, and so in that feature's lower quarter. Nothing is wrong with it. */
static void
test_calibrated (void)
{
  guint with = 0;

  for (guint32 seed = 1; seed <= SEEDS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (RadarTable) table = radar_table_new ();
      g_autoptr (GPtrArray) list = NULL;

      for (guint i = 0; i < CASES; i++)
        {
          RadarCase one = { .blocks = TRUE, .cut = .5, .weight = 1, .at = WEEK };
          guint row;

          one.risk = .5 + .5 * g_rand_double (rand);
          one.positive = g_rand_double (rand) < one.risk;
          row = radar_table_add (table, &one);
          radar_table_set_number (table, row, "doubt", one.risk + .02 * draw_normal (rand));
          radar_table_set_text (table, row, "market", markets[g_rand_int_range (rand, 0, 6)]);
        }
      list = search (table);
      with += list->len > 0 ? 1 : 0;
    }
  g_test_message ("calibrated: a find in %u of %d seeds", with, SEEDS);
  g_assert_cmpuint (with, <=, SEEDS / 10);
}

/* A planted single condition is told as such, not as three. */
static void
test_simplest (void)
{
  const Planted plain = { "JP", NULL, -1, -1, .3 };
  g_autoptr (RadarTable) table = make_table (5, &plain, 1, CASES);
  g_autoptr (GPtrArray) list = search (table);
  RadarFinding *one = list->len > 0 ? list->pdata[0] : NULL;

  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpuint (one->conditions->len, ==, 1);
  g_assert_cmpstr (((RadarCondition *) one->conditions->pdata[0])->attribute, ==, "market");
  g_assert_cmpstr (((RadarCondition *) one->conditions->pdata[0])->equals, ==, "JP");
  g_assert_cmpuint (one->n_rows, ==, one->count.errors);
  g_assert_cmpfloat (one->count.low, >, 1);
  for (guint i = 0; i < one->n_rows; i++)
    g_assert_true (radar_table_is_error (table, one->rows[i], RADAR_FP));
  for (guint i = 1; i < one->n_rows; i++)
    g_assert_cmpfloat (radar_table_get (table, one->rows[i])->risk, <=,
                       radar_table_get (table, one->rows[i - 1])->risk);
}

/* The condition that makes the difference stays, also where the plain one covers the same errors. */
static void
test_sharper (void)
{
  const Planted both = { "SG", "zh-CN", -1, -1, .8 };
  g_autoptr (RadarTable) table = make_table (9, &both, 1, 2 * CASES);
  g_autoptr (GPtrArray) list = search (table);
  RadarFinding *one = list->len > 0 ? list->pdata[0] : NULL;

  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpuint (one->conditions->len, ==, 2);
  g_assert_cmpfloat (overlap (table, one, &both), >, .99);
}

/* A wave is one observation: forty alike errors are no pattern. */
static void
test_clusters (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (RadarTable) table = radar_table_new ();
  g_autoptr (GPtrArray) list = NULL;
  guint n;
  g_autofree guint *rows = NULL;

  for (guint i = 0; i < 800; i++)
    add_noise_case (table, rand, 1, i % 25 == 0);
  for (guint i = 0; i < 40; i++)
    {
      RadarCase one = {
        .blocks = TRUE, .risk = .9, .cut = .5, .weight = 1, .cluster = "WV-1", .at = WEEK + i
      };

      radar_table_set_text (table, radar_table_add (table, &one), "market", "DE");
    }
  list = search (table);
  g_assert_cmpuint (list->len, ==, 0);
  rows = radar_rows (table, RADAR_FP, 0, G_MAXINT64, &n);
  g_assert_cmpuint (n, ==, 801);
}

/* A root cause narrows the errors down, not the cases. */
static void
test_causes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autoptr (RadarTable) table = radar_table_new ();
  g_autoptr (GPtrArray) list = NULL;
  gboolean named = FALSE;

  radar_table_set_of_error (table, "cause");
  for (guint i = 0; i < 1600; i++)
    {
      guint row = add_noise_case (table, rand, 1, i % 8 == 0);

      if (i % 8 != 0)
        continue;
      /* Every fourth error is of the one kind, and all of those are of one market. */
      radar_table_set_text (table, row, "cause", i % 32 == 0 ? "RC-W01" : "RC-X03");
      if (i % 32 == 0)
        radar_table_set_text (table, row, "market", "BR");
    }
  list = search (table);
  for (guint i = 0; i < list->len; i++)
    {
      RadarFinding *one = list->pdata[i];

      for (guint j = 0; j < one->conditions->len; j++)
        {
          const RadarCondition *condition = one->conditions->pdata[j];

          named |= strcmp (condition->attribute, "cause") == 0
                   && strcmp (condition->equals, "RC-W01") == 0;
        }
      g_assert_cmpuint (one->count.n, >, one->count.errors);
    }
  g_assert_cmpuint (list->len, >, 0);
  g_assert_true (named);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/radar/search/planted", test_planted);
  g_test_add_func ("/radar/search/noise", test_noise);
  g_test_add_func ("/radar/search/calibrated", test_calibrated);
  g_test_add_func ("/radar/search/simplest", test_simplest);
  g_test_add_func ("/radar/search/sharper", test_sharper);
  g_test_add_func ("/radar/search/clusters", test_clusters);
  g_test_add_func ("/radar/search/causes", test_causes);
  return g_test_run ();
}
