/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A year in an hour: the same cases, the same people and the same first model, once with everything
 * that learns and once without. */
#define G_LOG_DOMAIN "review-loop"
#include "loop-run.h"

#include <gio/gio.h>
#include <math.h>

#include "loop-arm.h"
#include "review-error.h"
#include "roca-matrix.h"

#define LEAST_GAP 0.02 /* a clause that is planted as missing speaks of so many cases */
#define MOST_GAP  0.3

static gboolean
check (const LoopWorld *world, const LoopOptions *options, GError **error)
{
  guint n = loop_world_get_n (world);
  const LoopPeople *people = &options->people;

  if (options->weeks == 0)
    review_error_set_field (error, "weeks", "needs one week at least");
  else if (options->every == 0)
    review_error_set_field (error, "every", "needs one week at least");
  else if (!(people->sensitivity > 0.5 && people->sensitivity <= 1))
    review_error_set_field (error, "sensitivity", "must be above 0.5 and at most 1");
  else if (!(people->specificity > 0.5 && people->specificity <= 1))
    review_error_set_field (error, "specificity", "must be above 0.5 and at most 1");
  else if (!(options->audit > 0 && options->audit <= 1))
    review_error_set_field (error, "audit", "must be above 0 and at most 1");
  else if (options->history == 0 || options->history >= n || n - options->history < options->weeks)
    review_error_set_field (error, "history", "%u of %u cases leave no case for each of %u weeks",
                            options->history, n, options->weeks);
  else
    return TRUE;
  return FALSE;
}

static double
measure_share (const LoopWorld *world, const guint *rows, guint n, int column)
{
  guint applies = 0;

  for (guint i = 0; i < n; i++)
    applies += roca_matrix_get_row (world->matrix, rows[i])[column] > 0.5f ? 1 : 0;
  return (double) applies / n;
}

/* The clause that the SOP is made to lack: no check, and one that speaks of some cases of history
 * and not of most. */
static const char *
choose_clause (const LoopWorld *world, const guint *history, guint n)
{
  const char *chosen = NULL;
  double most = LEAST_GAP;

  for (guint i = 0; i < world->schema->columns->len; i++)
    {
      const RocaColumn *column = world->schema->columns->pdata[i];
      double share;

      if (column->clause == NULL || column->clause->kind == REVIEW_CLAUSE_CHECK)
        continue;
      share = measure_share (world, history, n, (int) i);
      if (share <= most || share > MOST_GAP)
        continue;
      most = share;
      chosen = column->id;
    }
  return chosen;
}

/* Before anything was automatic two people read every case, and a third where they differed. */
static LoopLabels *
read_history (const LoopWorld *world, const LoopOptions *options, const guint *rows)
{
  LoopLabels *labels = loop_labels_new ();
  LoopPeople people = options->people;
  g_autoptr (ReviewAssessment) said = review_record_new (&review_assessment_type);
  g_autofree gpointer facts = NULL;

  said->risk = 0.5;
  said->verdict = REVIEW_VERDICT_PASS;
  people.second = LOOP_SECOND_ALL;
  for (guint i = 0; i < options->history; i++)
    {
      const LoopCase *one = loop_world_get_case (world, rows[i]);
      LoopAnswer answer = loop_people_answer (&people, "case", one->id, one->positive, 0);
      g_auto (HubRoute) route = { 0 };
      LoopLabel label = { .row = rows[i],
                          .positive = answer.positive,
                          .confirmed = TRUE,
                          .unfit = one->unfit,
                          .uniform = TRUE,
                          .open = { TRUE, TRUE },
                          .pi = 1,
                          .stream = LOOP_STREAM_HISTORY };
      HubCase item;

      loop_world_get_gate (world, rows[i], said, &item, &facts);
      hub_route (world->policy, &item, &route);
      label.forced = isnan (route.threshold) && route.reason != NULL;
      loop_labels_put (labels, &label);
    }
  return labels;
}

static LoopLabels *
copy_labels (const LoopLabels *from)
{
  LoopLabels *self = loop_labels_new ();

  for (guint i = 0; i < loop_labels_get_n (from); i++)
    loop_labels_put (self, loop_labels_get (from, i));
  return self;
}

static gboolean
run_weeks (LoopArm *arm,
           const guint *rows,
           guint per_week,
           LoopProgressFunc progress,
           gpointer user_data,
           GError **error)
{
  const LoopOptions *options = arm->options;

  for (guint week = 0; week < options->weeks; week++)
    {
      if (!loop_arm_run_week (arm, rows + (gsize) week * per_week, per_week, error))
        return FALSE;
      if (progress == NULL || progress (arm->learns, week + 1, options->weeks, user_data))
        continue;
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the simulation was stopped");
      return FALSE;
    }
  return TRUE;
}

static gboolean
run_arm (const LoopWorld *world,
         const LoopOptions *options,
         const LoopBrain *brain,
         const LoopLabels *history,
         const guint *order,
         gboolean learns,
         LoopProgressFunc progress,
         gpointer user_data,
         LoopResult *result,
         GError **error)
{
  LoopArm arm = { .world = world, .options = options, .learns = learns };
  gboolean ok;

  loop_brain_copy (&arm.brain, brain);
  arm.labels = copy_labels (history);
  arm.outcomes = g_array_new (FALSE, FALSE, sizeof (LoopOutcome));
  arm.series = learns ? &result->with_loop : &result->without_loop;
  ok = run_weeks (&arm, order + options->history, result->per_week, progress, user_data, error);
  loop_arm_clear (&arm);
  return ok;
}

/**
 * loop_run:
 * @world: cases with known truth
 * @options: their `clause` NULL: one of the SOP is chosen; "": none is missing
 * @progress: (nullable): after each week
 * @ret_result: (out): clear with loop_result_clear(), also after an error
 * @error: REVIEW_ERROR_INVALID names the option that is wrong, or says that there is too little to
 *   train on; G_IO_ERROR_CANCELLED
 *
 * Cases arrive in an order that follows from the seed, as many every week. The year without the
 * loop keeps model, calibration, thresholds and SOP of the first week. Both see the same cases, and
 * people err on the same looks.
 */
gboolean
loop_run (const LoopWorld *world,
          const LoopOptions *options,
          LoopProgressFunc progress,
          gpointer user_data,
          LoopResult *ret_result,
          GError **error)
{
  g_autofree guint *order = loop_world_shuffle (world, options->seed);
  g_autoptr (LoopLabels) history = NULL;
  LoopOptions own = *options;
  LoopBrain brain = { 0 };
  gboolean ok;

  *ret_result = (LoopResult){ .history = options->history };
  loop_series_init (&ret_result->with_loop);
  loop_series_init (&ret_result->without_loop);
  if (!check (world, options, error))
    return FALSE;
  ret_result->per_week = (loop_world_get_n (world) - options->history) / options->weeks;
  if (own.clause == NULL)
    own.clause = choose_clause (world, order, options->history);
  else if (*own.clause == '\0')
    own.clause = NULL;
  ret_result->clause = g_strdup (own.clause);
  history = read_history (world, &own, order);
  ok = loop_brain_begin (&brain, world, history, &own, error)
       && run_arm (world, &own, &brain, history, order, FALSE, progress, user_data, ret_result,
                   error)
       && run_arm (world, &own, &brain, history, order, TRUE, progress, user_data, ret_result,
                   error);
  loop_brain_clear (&brain);
  return ok;
}

void
loop_result_clear (LoopResult *self)
{
  if (self->with_loop.weeks != NULL)
    loop_series_clear (&self->with_loop);
  if (self->without_loop.weeks != NULL)
    loop_series_clear (&self->without_loop);
  g_clear_pointer (&self->clause, g_free);
}
