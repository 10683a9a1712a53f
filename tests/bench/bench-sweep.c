/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole sweep of the Decision Hub, weighted and with intervals at every threshold, against the
 * least that any sweep has to do: sort the scores once and count. */
#define G_LOG_DOMAIN "bench"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "hub-sweep.h"

typedef struct
{
  double risk;
  guint8 positive;
} Label;

typedef struct
{
  double *risks;
  guint8 *positives;
  double *pi;
  guint n;
  Label *labels; /* what the baseline sorts, again and again */
  guint points[HUB_SWEEP_POINTS];
} Data;

static void
sweep (gpointer user_data)
{
  Data *data = user_data;
  HubCases cases = { .labelled = { data->risks, data->positives, data->pi, NULL, data->n } };
  g_autoptr (ReviewHubView) view = review_record_new (&review_hub_view_type);
  g_autoptr (GError) error = NULL;

  view->case_type = g_strdup ("bench");
  view->recall_target = 0.99;
  view->precision_target = 0.95;
  if (!hub_sweep_fill (&cases, view, &error) || view->points->len != HUB_SWEEP_POINTS)
    g_error ("the sweep failed: %s", error != NULL ? error->message : "points are missing");
}

static int
compare_labels (const void *a, const void *b)
{
  double x = ((const Label *) a)->risk, y = ((const Label *) b)->risk;

  return (x > y) - (x < y);
}

static void
sort_and_count (gpointer user_data)
{
  Data *data = user_data;
  guint bad = 0, point = 0;

  for (guint i = 0; i < data->n; i++)
    data->labels[i] = (Label){ data->risks[i], data->positives[i] };
  qsort (data->labels, data->n, sizeof (Label), compare_labels);
  for (guint i = 0; i < data->n; i++)
    {
      while (point < HUB_SWEEP_POINTS && data->labels[i].risk > point / (HUB_SWEEP_POINTS - 1.0))
        data->points[point++] = bad;
      bad += data->labels[i].positive;
    }
}

void
bench_sweep (guint divisor)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  Data data = { .n = 1000000 / divisor };
  BenchMeasure measure = { "sweep", "sorting the scores once with qsort, and counting", "labels",
                           data.n, 5 };

  data.risks = g_new (double, data.n);
  data.positives = g_new (guint8, data.n);
  data.pi = g_new (double, data.n);
  data.labels = g_new (Label, data.n);
  for (guint i = 0; i < data.n; i++)
    {
      double u = g_rand_double (rand);

      data.risks[i] = u * u;
      data.positives[i] = g_rand_double (rand) < data.risks[i] ? 1 : 0;
      data.pi[i] = g_rand_double (rand) < 0.7 ? 1 : g_rand_double_range (rand, 0.02, 0.5);
    }
  bench_compare (&measure, sweep, sort_and_count, &data);
  g_free (data.risks);
  g_free (data.positives);
  g_free (data.pi);
  g_free (data.labels);
}
