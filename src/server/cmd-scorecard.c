/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scorecard: how good ROCA, what it decides alone and the whole are, as GET /v1/scorecard says it. */
#define G_LOG_DOMAIN "review-server"

#include <math.h>

#include "commands.h"
#include "review-codec.h"
#include "review-error.h"
#include "review-runtime.h"
#include "review-time.h"

#define DAYS     30
#define MOST     92
#define NUMBER   32
#define PER_CENT 100

typedef struct
{
  ReviewCommand command;
  char *type;
  int days;
} Options;

static void
clear_options (Options *self)
{
  review_command_clear (&self->command);
  g_free (self->type);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static void
print_share (const char *name, double value, double low, double high)
{
  char text[3][NUMBER];

  if (isnan (value))
    {
      review_command_print ("  %s: not known\n", name);
      return;
    }
  review_command_print ("  %s: %s %%", name,
                        g_ascii_formatd (text[0], NUMBER, "%.1f", PER_CENT * value));
  if (!isnan (low) && !isnan (high))
    review_command_print (" (%s to %s)", g_ascii_formatd (text[1], NUMBER, "%.1f", PER_CENT * low),
                          g_ascii_formatd (text[2], NUMBER, "%.1f", PER_CENT * high));
  review_command_print ("\n");
}

static void
print_claim (const char *name, gboolean met, gint64 more, double target)
{
  char text[NUMBER];

  review_command_print ("    %s of %s %%: ", name,
                        g_ascii_formatd (text, NUMBER, "%.1f", PER_CENT * target));
  if (met)
    review_command_print ("certified\n");
  else if (more > 0)
    review_command_print ("not certified, %" G_GINT64_FORMAT " more labels needed\n", more);
  else
    review_command_print ("not certified\n");
}

static void
print_score (const ReviewScore *score)
{
  char counts[4][NUMBER];
  const double values[] = { score->tp, score->fp, score->fn, score->tn };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    g_ascii_formatd (counts[i], NUMBER, "%.0f", values[i]);
  review_command_print ("%s, %" G_GINT64_FORMAT " labels: TP %s, FP %s, FN %s, TN %s\n",
                        review_enum_nick (&review_score_scopes, score->scope), score->labels,
                        counts[0], counts[1], counts[2], counts[3]);
  print_share ("precision", score->precision, score->precision_low, score->precision_high);
  print_claim ("precision", score->precision_met, score->precision_more, score->precision_target);
  print_share ("recall", score->recall, score->recall_low, score->recall_high);
  print_claim ("recall", score->recall_met, score->recall_more, score->recall_target);
  print_share ("F1", score->f1, score->f1_low, score->f1_high);
}

static void
print_weeks (const ReviewScorecard *card)
{
  review_command_print ("decided without a person, by week\n");
  for (guint i = 0; i < card->slices->len; i++)
    {
      const ReviewScoreSlice *one = card->slices->pdata[i];

      if (one->dimension == REVIEW_DIMENSION_WEEK)
        print_share (one->value, one->automation, one->automation_low, one->automation_high);
    }
}

static void
print_drift (const ReviewScorecard *card)
{
  for (guint i = 0; i < card->drift->len; i++)
    {
      const ReviewDrift *one = card->drift->pdata[i];

      review_command_print ("drift of %s: %s\n", one->case_type,
                            review_enum_nick (&review_rungs, one->rung));
    }
}

static void
print_card (const ReviewScorecard *card)
{
  const ReviewScoreSlice *all = review_scorecard_find (card, REVIEW_DIMENSION_ALL, NULL);
  g_autofree char *since = review_time_format (card->since);
  g_autofree char *until = review_time_format (card->until);

  review_command_print ("%s to %s: %" G_GINT64_FORMAT " cases, %" G_GINT64_FORMAT
                        " labels, %" G_GINT64_FORMAT " of them provisional, %" G_GINT64_FORMAT
                        " unfit and left out\n",
                        since, until, card->cases, card->labels, card->provisional, card->unfit);
  if (all == NULL)
    return;
  print_share ("decided without a person", all->automation, all->automation_low,
               all->automation_high);
  print_share ("ROCA right at once", all->first_pass, all->first_pass_low, all->first_pass_high);
  print_share ("SOP coverage", all->coverage, NAN, NAN);
  for (guint i = 0; i < all->scores->len; i++)
    print_score (all->scores->pdata[i]);
  print_weeks (card);
  print_drift (card);
}

static gboolean
show (const Options *options, GError **error)
{
  g_autoptr (ReviewRuntime) runtime =
      review_runtime_open (&options->command, REVIEW_STORE_MUST_EXIST, error);
  g_autoptr (ReviewScorecard) card = NULL;
  g_autofree char *json = NULL;

  if (runtime == NULL)
    return FALSE;
  card = review_service_get_scorecard (runtime->service, options->days, options->type, error);
  if (card == NULL)
    return FALSE;
  if (!options->command.json)
    {
      print_card (card);
      return TRUE;
    }
  json = review_encode (card);
  review_command_print ("%s\n", json);
  return TRUE;
}

int
review_cmd_scorecard (int argc, char **argv)
{
  g_auto (Options) o = { .days = DAYS };
  g_autoptr (GError) error = NULL;
  const GOptionEntry extra[] = {
    { "type", 't', 0, G_OPTION_ARG_STRING, &o.type, "Only this case type", "TYPE" },
    { "days", 'd', 0, G_OPTION_ARG_INT, &o.days, "How far back, 1 to 92; default: 30", "DAYS" },
    G_OPTION_ENTRY_NULL,
  };

  if (!review_command_parse (&o.command, &argc, &argv, NULL,
                             "Says how good ROCA, what it decides alone and the whole are.", extra,
                             &error))
    return review_command_fail (error);
  if (o.days < 1 || o.days > MOST)
    review_error_set_field (&error, "days", "a whole number of 1 to %d", MOST);
  if (error != NULL || !show (&o, &error))
    return review_command_fail (error);
  return 0;
}
