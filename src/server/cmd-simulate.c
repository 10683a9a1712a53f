/* SPDX-License-Identifier: GPL-3.0-or-later */
/* simulate: a year of the learning loop on generated cases, or on real ones whose truth is known. It
 * changes nothing. */
#define G_LOG_DOMAIN "review-server"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "review-error.h"
#include "review-report.h"
#include "review-simulation.h"

#define GENERATED_PER_WEEK 300
#define MOST_WEEKS         520
#define MOST_PER_WEEK      5000
#define LEAST_PER_WEEK     20 /* of stored cases, where the number of weeks is left open */
#define STORED_HISTORY     4  /* one case in so many comes before the first week */
#define MOST_HISTORY       1500

typedef struct
{
  ReviewCommand command;
  char *type;
  char **data;
  char *mapping;
  char *second;
  char *clause;
  gint64 seed;
  int weeks;   /* 0: chosen */
  int cases;   /* generated, a week */
  int history; /* 0: chosen */
  int every;
  int gold;
  double sensitivity;
  double specificity;
  double audit;
  double delta;
  double outcomes;
} Options;

static void
clear_options (Options *self)
{
  review_command_clear (&self->command);
  g_free (self->type);
  g_strfreev (self->data);
  g_free (self->mapping);
  g_free (self->second);
  g_free (self->clause);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
parse_second (const Options *options, LoopSecond *ret_second, GError **error)
{
  static const char *const names[] = { "none", "disagreements", "all" };

  *ret_second = LOOP_SECOND_DISAGREEMENTS;
  for (guint i = 0; options->second != NULL && i < G_N_ELEMENTS (names); i++)
    if (strcmp (options->second, names[i]) == 0)
      {
        *ret_second = (LoopSecond) i;
        return TRUE;
      }
  if (options->second == NULL)
    return TRUE;
  review_error_set_field (error, "second-review", "\"%s\" is none of none, disagreements and all",
                          options->second);
  return FALSE;
}

static gboolean
check_numbers (const Options *o, GError **error)
{
  if (o->seed < 0)
    review_error_set_field (error, "seed", "must not be below 0");
  else if (o->weeks < 0 || o->weeks > MOST_WEEKS)
    review_error_set_field (error, "weeks", "must be between 1 and %d", MOST_WEEKS);
  else if (o->cases < 1 || o->cases > MOST_PER_WEEK)
    review_error_set_field (error, "cases", "must be between 1 and %d", MOST_PER_WEEK);
  else if (o->history < 0 || o->every < 1 || o->gold < 0)
    review_error_set_field (error,
                            o->history < 0 ? "history"
                            : o->every < 1 ? "every"
                                           : "gold",
                            "is too small");
  else if (!(o->delta > 0 && o->delta < 1))
    review_error_set_field (error, "delta", "must lie between 0 and 1");
  else if (!(o->outcomes >= 0 && o->outcomes <= 1))
    review_error_set_field (error, "outcomes", "must be between 0 and 1");
  else
    return TRUE;
  return FALSE;
}

static gboolean
fill_loop_options (const Options *options, LoopOptions *loop, GError **error)
{
  loop_options_init (loop);
  loop->seed = (guint64) options->seed;
  loop->people.seed = loop->seed;
  loop->every = (guint) options->every;
  loop->people.sensitivity = options->sensitivity;
  loop->people.specificity = options->specificity;
  loop->audit = options->audit;
  loop->gold_before = (guint) options->gold;
  loop->outcomes = options->outcomes;
  loop->targets.delta = options->delta;
  loop->threads = g_get_num_processors ();
  if (g_strcmp0 (options->clause, "none") == 0)
    loop->clause = "";
  else
    loop->clause = options->clause;
  return check_numbers (options, error) && parse_second (options, &loop->people.second, error);
}

/* How long the year is, and what comes before it, where that was left open. */
static void
choose_times (const Options *options, const LoopWorld *world, LoopOptions *loop)
{
  guint n = loop_world_get_n (world);

  if (options->history > 0)
    loop->history = (guint) options->history;
  else
    loop->history = MIN (n / STORED_HISTORY, MOST_HISTORY);
  if (options->weeks > 0)
    loop->weeks = (guint) options->weeks;
  else if (n > loop->history)
    loop->weeks = CLAMP ((n - loop->history) / LEAST_PER_WEEK, 1, 52);
}

static gboolean
show_progress (gboolean learns, guint week, guint weeks, gpointer user_data)
{
  if (week == weeks || week % 4 == 0)
    fprintf (stderr, "%s %s the loop: week %u of %u\n", (const char *) user_data,
             learns ? "with" : "without", week, weeks);
  return TRUE;
}

typedef double (*Reader) (const LoopRolling *rolling);

#define READER(name) \
  static double read_##name (const LoopRolling *rolling) { return rolling->name; }

READER (automation)
READER (system_precision)
READER (system_recall)
READER (recall_lower)
READER (workload)
READER (interventions)
READER (ceiling)
READER (seen_recall)
READER (seen_lower)

static void
report_values (ReviewReport *report,
               const char *name,
               const LoopSeries *series,
               const LoopPeople *people,
               Reader reader)
{
  g_autofree double *values = g_new (double, series->weeks->len + 1);

  for (guint week = 0; week < series->weeks->len; week++)
    {
      LoopRolling rolling;

      loop_series_roll (series, week, people, &rolling);
      values[week] = reader (&rolling);
    }
  review_report_add_numbers (report, name, values, series->weeks->len);
}

static void
report_arm (ReviewReport *report,
            const char *name,
            const LoopSeries *series,
            const LoopPeople *people)
{
  review_report_open (report, name);
  report_values (report, "automation", series, people, read_automation);
  report_values (report, "system_precision", series, people, read_system_precision);
  report_values (report, "system_recall", series, people, read_system_recall);
  report_values (report, "recall_lower", series, people, read_recall_lower);
  report_values (report, "workload", series, people, read_workload);
  report_values (report, "interventions", series, people, read_interventions);
  review_report_close (report);
}

/* What is not asked of the last line: the ceiling, what the floor itself sees, what was done. */
static void
print_details (const char *type, const LoopResult *result, const LoopOptions *options)
{
  g_autoptr (ReviewReport) report = review_report_new ();
  const LoopSeries *arms[2] = { &result->with_loop, &result->without_loop };

  review_report_add_text (report, "type", type);
  review_report_add_int (report, "history", result->history);
  review_report_add_int (report, "per_week", result->per_week);
  review_report_add_text (report, "missing_clause", result->clause);
  review_report_add_number (report, "recall_target", options->targets.recall);
  review_report_add_number (report, "precision_target", options->targets.precision);
  for (int k = 0; k < 2; k++)
    {
      review_report_open (report, k == 0 ? "with_loop" : "without_loop");
      report_values (report, "recall_ceiling", arms[k], &options->people, read_ceiling);
      report_values (report, "seen_recall", arms[k], &options->people, read_seen_recall);
      report_values (report, "seen_recall_lower", arms[k], &options->people, read_seen_lower);
      review_report_open (report, "events");
      for (guint i = 0; i < arms[k]->events->len; i++)
        {
          const LoopEvent *event = &g_array_index (arms[k]->events, LoopEvent, i);
          g_autofree char *name = g_strdup_printf ("%u %s", event->week, event->code);

          review_report_add_text (report, name, event->text);
        }
      review_report_close (report);
      review_report_close (report);
    }
  review_report_print (report);
}

static void
print_last_line (const LoopResult *result, const LoopPeople *people)
{
  g_autoptr (ReviewReport) report = review_report_new ();

  report_arm (report, "with_loop", &result->with_loop, people);
  report_arm (report, "without_loop", &result->without_loop, people);
  review_report_print (report);
}

static const char *
format_share (char *buffer, double value)
{
  return isnan (value) ? "-" : g_ascii_formatd (buffer, G_ASCII_DTOSTR_BUF_SIZE, "%.3f", value);
}

static void
print_row (const LoopSeries *series, guint week, const LoopPeople *people)
{
  char b[6][G_ASCII_DTOSTR_BUF_SIZE];
  LoopRolling r;

  loop_series_roll (series, week, people, &r);
  review_command_print (" %6s %6s %6s %6s %6s %5s %3.0f", format_share (b[0], r.automation),
                        format_share (b[1], r.system_precision),
                        format_share (b[2], r.system_recall), format_share (b[3], r.recall_lower),
                        format_share (b[4], r.ceiling),
                        g_ascii_formatd (b[5], sizeof b[5], "%.0f", r.workload), r.interventions);
}

static void
print_events (const LoopSeries *series)
{
  for (guint i = 0; i < series->events->len; i++)
    {
      const LoopEvent *event = &g_array_index (series->events, LoopEvent, i);

      review_command_print ("week %2u  %-12s %s\n", event->week, event->code, event->text);
    }
}

static void
print_table (const char *type, const LoopResult *result, const LoopPeople *people)
{
  guint n = result->with_loop.weeks->len;

  review_command_print ("%s: %u cases before, %u a week. Rolling over %d weeks.\n"
                        "     with the loop                                  "
                        "without the loop\n"
                        "week   auto  prec.   rec.  lower ceil'g looks act"
                        "   auto  prec.   rec.  lower ceil'g looks act\n",
                        type, result->history, result->per_week, LOOP_WINDOW);
  for (guint week = 0; week < n; week++)
    {
      if ((week + 1) % LOOP_WINDOW != 0 && week + 1 != n)
        continue;
      review_command_print ("%4u", week + 1);
      print_row (&result->with_loop, week, people);
      print_row (&result->without_loop, week, people);
      review_command_print ("\n");
    }
}

static gboolean
run_type (const Options *options,
          const ReviewSimulation *simulation,
          const char *type,
          LoopOptions *loop,
          LoopResult *total,
          GError **error)
{
  g_auto (LoopResult) result = { 0 };
  g_autoptr (LoopWorld) world = NULL;
  guint generated = loop->history + loop->weeks * (guint) options->cases;

  fprintf (stderr, "%s: reading cases\n", type);
  world = review_simulation_read (simulation, type, loop->seed, generated, error);
  if (world == NULL)
    return FALSE;
  if (simulation->source == REVIEW_SIMULATION_STORED)
    choose_times (options, world, loop);
  if (!loop_run (world, loop, show_progress, (gpointer) type, &result, error))
    {
      g_prefix_error (error, "%s: ", type);
      return FALSE;
    }
  if (options->command.json)
    print_details (type, &result, loop);
  else
    {
      print_table (type, &result, &loop->people);
      print_events (&result.with_loop);
    }
  loop_series_add (&total->with_loop, &result.with_loop);
  loop_series_add (&total->without_loop, &result.without_loop);
  total->history += result.history;
  total->per_week += result.per_week;
  return TRUE;
}

static gboolean
run_types (const Options *options,
           const ReviewSimulation *simulation,
           LoopOptions *loop,
           GError **error)
{
  g_auto (GStrv) types = review_simulation_list_types (simulation, options->type, error);
  g_auto (LoopResult) total = { 0 };

  if (types == NULL)
    return FALSE;
  loop_series_init (&total.with_loop);
  loop_series_init (&total.without_loop);
  for (guint i = 0; types[i] != NULL; i++)
    if (!run_type (options, simulation, types[i], loop, &total, error))
      return FALSE;
  if (options->command.json)
    print_last_line (&total, &loop->people);
  else if (types[1] != NULL)
    print_table ("all types", &total, &loop->people);
  return TRUE;
}

static ReviewSimulation *
open_simulation (const Options *options, gboolean stored, GError **error)
{
  g_autoptr (GError) local = NULL;
  ReviewSimulation *simulation;

  if (options->data != NULL)
    return review_simulation_new_imported (options->mapping, options->data, error);
  if (!stored)
    return review_simulation_new_generated (error);
  simulation = review_simulation_new_stored (options->command.database, &local);
  if (g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
    {
      fprintf (stderr, "%s; the cases are generated\n", local->message);
      return review_simulation_new_generated (error);
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return simulation;
}

/* Those of loop_options_init(), before the command line. */
static void
init_options (Options *self)
{
  LoopOptions loop;

  loop_options_init (&loop);
  self->seed = (gint64) loop.seed;
  self->every = (int) loop.every;
  self->gold = (int) loop.gold_before;
  self->sensitivity = loop.people.sensitivity;
  self->specificity = loop.people.specificity;
  self->audit = loop.audit;
  self->delta = loop.targets.delta;
  self->outcomes = loop.outcomes;
}

static gboolean
parse (Options *o, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "type", 't', 0, G_OPTION_ARG_STRING, &o->type, "Case type (all that there are)", "TYPE" },
    { "data", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->data,
      "File of cases with known truth, instead of generated ones; more may follow", "FILE" },
    { "mapping", 'm', 0, G_OPTION_ARG_FILENAME, &o->mapping, "How the files become cases",
      "M.json" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &o->seed, "What chance follows from (1)", "N" },
    { "weeks", 0, 0, G_OPTION_ARG_INT, &o->weeks, "Weeks (52; fewer where cases are few)", "N" },
    { "cases", 0, 0, G_OPTION_ARG_INT, &o->cases, "Generated cases a week (300)", "N" },
    { "history", 0, 0, G_OPTION_ARG_INT, &o->history,
      "Cases before the first week (1200; of given ones a quarter)", "N" },
    { "every", 0, 0, G_OPTION_ARG_INT, &o->every, "Weeks from one learning to the next (4)", "N" },
    { "sensitivity", 0, 0, G_OPTION_ARG_DOUBLE, &o->sensitivity,
      "Of the bad cases, what a person finds at one look (0.995)", "P" },
    { "specificity", 0, 0, G_OPTION_ARG_DOUBLE, &o->specificity,
      "Of the good cases, what a person lets pass at one look (0.995)", "P" },
    { "second-review", 0, 0, G_OPTION_ARG_STRING, &o->second,
      "none, disagreements (with ROCA; the default) or all", "WHICH" },
    { "audit", 0, 0, G_OPTION_ARG_DOUBLE, &o->audit,
      "Of the automatic decisions, those that are drawn for a blind look (0.2)", "P" },
    { "gold", 0, 0, G_OPTION_ARG_INT, &o->gold,
      "Gold cases, all bad, that people were given before the first week (4530)", "N" },
    { "outcomes", 0, 0, G_OPTION_ARG_DOUBLE, &o->outcomes,
      "Of the wrong decisions, those that come to light by themselves (0.3)", "P" },
    { "delta", 0, 0, G_OPTION_ARG_DOUBLE, &o->delta,
      "Probability with which a certificate may be wrong (0.1)", "D" },
    { "missing-clause", 0, 0, G_OPTION_ARG_STRING, &o->clause,
      "Clause that the SOP lacks at first, clause:ID, or none (chosen)", "CLAUSE" },
    /* --data FILE FILE: a shell's pattern gives them so. */
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->data, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  return review_command_parse (&o->command, argc, argv, "[FILE…]",
                               "Runs the learning loop on a year of cases with simulated "
                               "reviewers, once as it is and once without learning. Without "
                               "--database or --data the cases are generated. Changes nothing.",
                               entries, error);
}

static gboolean
names_database (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    if (g_str_has_prefix (argv[i], "--database") || g_str_has_prefix (argv[i], "-d"))
      return TRUE;
  return FALSE;
}

int
review_cmd_simulate (int argc, char **argv)
{
  LoopOptions loop;
  g_auto (Options) options = { .cases = GENERATED_PER_WEEK };
  gboolean stored = names_database (argc, argv);
  g_autoptr (ReviewSimulation) simulation = NULL;
  g_autoptr (GError) error = NULL;

  init_options (&options);
  if (!parse (&options, &argc, &argv, &error) || !fill_loop_options (&options, &loop, &error))
    return review_command_fail (error);
  if (options.weeks > 0)
    loop.weeks = (guint) options.weeks;
  if (options.history > 0)
    loop.history = (guint) options.history;
  simulation = open_simulation (&options, stored, &error);
  if (simulation == NULL || !run_types (&options, simulation, &loop, &error))
    return review_command_fail (error);
  return 0;
}
