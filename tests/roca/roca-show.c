/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Not a test: trains on generated history and prints assessments of arriving cases, as a person
 * would read them.   roca-show TYPE [COUNT] */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "hub-route.h"
#include "review-catalog-load.h"
#include "review-data-resource.h"
#include "review-demo.h"
#include "roca-fixture.h"
#include "stats-binary.h"

static void
print_assessment (const ReviewAssessment *a, const ReviewDemoCase *one)
{
  printf ("\n=== %s (%s) p %.2f  risk %.3f verdict %s route %s: %s\n", one->intake->external_id,
          one->scenario, one->probability, a->risk, review_enum_nick (&review_verdicts, a->verdict),
          review_enum_nick (&review_routes, a->route), a->reason_text->en);
  for (guint i = 0; i < a->signals->len; i++)
    {
      const ReviewSignal *s = a->signals->pdata[i];
      g_autofree char *rows = s->evidence != NULL ? g_strjoinv (" ", s->evidence) : g_strdup ("");

      printf ("  %+.2f  %s: %s | %s：%s [%s]%s\n", s->contribution, s->name->en, s->display->en,
              s->name->zh_cn, s->display->zh_cn, rows, s->covered ? " covered" : "");
    }
  printf ("  rest %+.2f of %d, base %+.2f, raw %+.2f\n", a->rest, (int) a->rest_count, a->base,
          a->raw_score);
  for (guint i = 0; i < a->steps->len; i++)
    {
      const ReviewStep *s = a->steps->pdata[i];

      printf ("  %d. [%s %s %s%s%s] %s\n     %s\n", (int) s->n, s->clause != NULL ? s->clause : "-",
              review_enum_nick (&review_answers, s->answer),
              review_enum_nick (&review_directions, s->direction), s->decisive ? " decisive" : "",
              s->no_clause ? " NO-CLAUSE" : "", s->claim->en, s->claim->zh_cn);
      for (guint c = 0; c < s->citations->len; c++)
        {
          const ReviewCitation *citation = s->citations->pdata[c];

          printf ("       %s %s = %s\n", citation->evidence, citation->field, citation->value);
        }
    }
}

int
main (int argc, char **argv)
{
  const char *type = argc > 1 ? argv[1] : "withdrawal_anomaly";
  guint count = argc > 2 ? (guint) atoi (argv[2]) : 5, steps = 0, gaps = 0, blocks = 0, autos = 0;
  ReviewDemoOptions options;
  RocaTrainOptions how;
  g_autoptr (ReviewCatalog) catalog = NULL;
  g_autoptr (ReviewPolicy) policy = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RocaSchema) schema = NULL;
  g_autoptr (RocaMatrix) matrix = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RocaModel) model = NULL;
  gint64 start;

  if (!review_catalog_load (review_data_get_resource (), &catalog, &policy, &error))
    g_error ("%s", error->message);
  review_demo_options_init (&options, T0);
  schema = roca_schema_new (catalog, policy, type);
  matrix = roca_matrix_new (schema);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < options.history; i++)
    {
      g_autoptr (ReviewDemoCase) one = review_demo_make (&options, type, i);

      if (one->intake->truth != NULL && one->intake->truth->maturity != REVIEW_MATURITY_PROVISIONAL)
        roca_matrix_add_case (matrix, schema, one->intake, 0);
    }
  printf ("features %.2f s\n", (double) (g_get_monotonic_time () - start) / 1e6);
  start = g_get_monotonic_time ();
  roca_train_options_init (&how);
  bytes = roca_train (matrix, "show", &how, NULL, NULL, &error);
  printf ("training %.2f s\n", (double) (g_get_monotonic_time () - start) / 1e6);
  model = roca_model_load (bytes, &error);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < options.arriving; i++)
    {
      g_autoptr (ReviewDemoCase) one = review_demo_make (&options, type, options.history + i);
      g_autoptr (ReviewAssessment) a = NULL;
      HubFacts facts = { one->intake, 0, NULL, NULL };
      gboolean gap = FALSE;

      fixture_label (one->intake);
      a = roca_assess (model, catalog, policy, one->intake, 0, &error);
      if (a == NULL)
        g_error ("%s", error->message);
      hub_route_intake (policy, &facts, 0.5, 0, a);
      steps += a->steps->len;
      for (guint s = 0; s < a->steps->len; s++)
        gap |= ((ReviewStep *) a->steps->pdata[s])->no_clause;
      gaps += gap ? 1 : 0;
      blocks += a->verdict == REVIEW_VERDICT_BLOCK ? 1 : 0;
      autos += a->route != REVIEW_ROUTE_HUMAN ? 1 : 0;
      if (i < count)
        print_assessment (a, one);
    }
  printf ("\n%u assessed in %.2f s: %.1f steps each, %u with a gap, %u block, %u automatic\n",
          options.arriving, (double) (g_get_monotonic_time () - start) / 1e6,
          (double) steps / options.arriving, gaps, blocks, autos);
  return 0;
}
