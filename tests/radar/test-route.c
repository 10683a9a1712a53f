/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a pattern is sent: each planted flaw to the path that mends it, and nothing to nowhere. */
#define G_LOG_DOMAIN "test-radar"
#include "radar-fixture.h"
#include "radar-route.h"

#define CASES 3000
#define SEEDS 20

/* The flaw of the slice "market=NG". */
typedef enum
{
  FLAW_NONE,
  FLAW_WEIGHT,  /* a feature that says nothing there pushes the score up */
  FLAW_FEATURE, /* the fact that clears customers there is no feature */
  FLAW_CUT,     /* scores rank well, and all are too high */
  FLAW_CLAUSE,  /* people do not agree, and no clause applies */
} Flaw;

typedef struct
{
  RadarTable *table;
  RadarWitness *witnesses;
  double *pushes[2];
} World;

static double
squash (double x)
{
  return 1 / (1 + exp (-x));
}

static void
add_world_case (World *w, GRand *rand, Flaw flaw)
{
  gboolean inside = g_rand_double (rand) < .15;
  double truth_score = -1.2 + 1.8 * draw_normal (rand);
  gboolean positive = g_rand_double (rand) < squash (truth_score);
  double bent = g_rand_double (rand) < .5 ? 2.2 : 0;
  double score = truth_score;
  RadarCase one = { .positive = positive, .cut = .5, .weight = 1, .at = 1 };
  RadarWitness *witness;
  guint row;

  if (inside && flaw == FLAW_WEIGHT)
    score += bent;
  if (inside && flaw == FLAW_FEATURE && !positive)
    score += 2.2;
  if (inside && flaw == FLAW_CUT)
    score += 1.3;
  one.risk = squash (score);
  one.blocks = one.risk >= .5;
  row = radar_table_add (w->table, &one);
  radar_table_set_text (w->table, row, "market", inside ? "NG" : "DE");
  w->pushes[0][row] = inside && flaw == FLAW_WEIGHT ? bent : .1 * draw_normal (rand);
  radar_table_set_number (w->table, row, "amount_ratio", w->pushes[0][row] > 1 ? 1 : 0);
  w->pushes[1][row] = truth_score + .1 * draw_normal (rand);
  witness = &w->witnesses[row];
  witness->coded = one.blocks && !positive;
  witness->missing_feature = inside && flaw == FLAW_FEATURE && witness->coded;
  if (row % 3 == 0)
    {
      double slip = inside && flaw == FLAW_CLAUSE ? .35 : .03;

      witness->first = (g_rand_double (rand) < slip) != positive ? 2 : 1;
      witness->second = (g_rand_double (rand) < slip) != positive ? 2 : 1;
    }
  witness->no_clause = g_rand_double (rand) < (inside && flaw == FLAW_CLAUSE ? .4 : .03);
}

static RadarRouting *
route_slice (Flaw flaw, guint32 seed, gboolean by_feature)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) conditions = radar_conditions_new ();
  World w = { radar_table_new (), g_new0 (RadarWitness, CASES), { NULL } };
  RadarPush pushes[2] = { { "amount_ratio", NULL }, { "age_days", NULL } };
  RadarEvidence evidence = { w.table, w.witnesses, pushes, 2, 0, G_MAXINT64 };
  RadarRouting *routing;

  for (guint i = 0; i < 2; i++)
    pushes[i].contributions = w.pushes[i] = g_new0 (double, CASES);
  for (guint i = 0; i < CASES; i++)
    add_world_case (&w, rand, flaw);
  g_ptr_array_add (conditions, radar_condition_new_text ("market", "NG"));
  if (by_feature)
    g_ptr_array_add (conditions, radar_condition_new_range ("amount_ratio", .5, INFINITY));
  routing = radar_route (&evidence, RADAR_FP, conditions);
  radar_table_free (w.table);
  g_free (w.witnesses);
  g_free (w.pushes[0]);
  g_free (w.pushes[1]);
  return routing;
}

static RadarRouting *
route_flaw (Flaw flaw, guint32 seed)
{
  return route_slice (flaw, seed, FALSE);
}

static void
check_flaw (Flaw flaw, RadarPath path, const char *feature, guint at_least)
{
  guint right = 0;

  for (guint32 seed = 1; seed <= SEEDS; seed++)
    {
      g_autoptr (RadarRouting) routing = route_flaw (flaw, seed);

      g_assert_cmpuint (routing->proofs->len, ==, RADAR_ASK_CONTRIBUTION);
      if (routing->path == path)
        {
          right++;
          if (feature != NULL)
            g_assert_cmpstr (routing->feature, ==, feature);
        }
    }
  g_test_message ("flaw %d: %u of %d seeds are sent to path %d", flaw, right, SEEDS, path);
  g_assert_cmpuint (right, >=, at_least);
}

static void
test_weight (void)
{
  check_flaw (FLAW_WEIGHT, RADAR_PATH_A_WEIGHT, "amount_ratio", 18);
}

/* The same flaw, told by the radar as "market=NG and the feature is high": there all are pushed alike,
 * and a threshold of its own would do; but it is the weight that is wrong. */
static void
test_weight_made (void)
{
  guint right = 0;

  for (guint32 seed = 1; seed <= SEEDS; seed++)
    {
      g_autoptr (RadarRouting) routing = route_slice (FLAW_WEIGHT, seed, TRUE);

      right +=
          routing->path == RADAR_PATH_A_WEIGHT && g_strcmp0 (routing->feature, "amount_ratio") == 0;
    }
  g_test_message ("a slice made by the feature: %u of %d seeds are sent to path 1", right, SEEDS);
  g_assert_cmpuint (right, >=, 18);
}

static void
test_feature (void)
{
  check_flaw (FLAW_FEATURE, RADAR_PATH_A_FEATURE, NULL, 18);
}

static void
test_cut (void)
{
  check_flaw (FLAW_CUT, RADAR_PATH_B, NULL, 18);
}

static void
test_clause (void)
{
  check_flaw (FLAW_CLAUSE, RADAR_PATH_C, NULL, 19);
}

/* Where nothing is wrong with the slice nothing is claimed of it, but that its errors lie near the
 * cut, as all do. */
static void
test_none (void)
{
  guint sent = 0;

  for (guint32 seed = 1; seed <= SEEDS; seed++)
    {
      g_autoptr (RadarRouting) routing = route_flaw (FLAW_NONE, seed);

      sent += routing->path == RADAR_PATH_A_WEIGHT || routing->path == RADAR_PATH_A_FEATURE
              || routing->path == RADAR_PATH_C;
      g_assert_false (radar_routing_find (routing, RADAR_ASK_CALIBRATION)->yes);
    }
  g_assert_cmpuint (sent, <=, 1);
}

/* Too little to say anything: sampling goes on. */
static void
test_few (void)
{
  g_autoptr (RadarTable) table = radar_table_new ();
  g_autoptr (GPtrArray) conditions = radar_conditions_new ();
  RadarWitness witnesses[3] = { { 0 } };
  RadarEvidence evidence = { table, witnesses, NULL, 0, 0, G_MAXINT64 };
  g_autoptr (RadarRouting) routing = NULL;

  for (guint i = 0; i < 3; i++)
    {
      RadarCase one = { .blocks = TRUE, .risk = .9, .cut = .5, .weight = 1, .at = 1 };

      radar_table_set_text (table, radar_table_add (table, &one), "market", "NG");
    }
  g_ptr_array_add (conditions, radar_condition_new_text ("market", "NG"));
  routing = radar_route (&evidence, RADAR_FP, conditions);
  g_assert_cmpint (routing->path, ==, RADAR_KEEP_SAMPLING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/radar/route/weight", test_weight);
  g_test_add_func ("/radar/route/weight-made", test_weight_made);
  g_test_add_func ("/radar/route/feature", test_feature);
  g_test_add_func ("/radar/route/cut", test_cut);
  g_test_add_func ("/radar/route/clause", test_clause);
  g_test_add_func ("/radar/route/none", test_none);
  g_test_add_func ("/radar/route/few", test_few);
  return g_test_run ();
}
