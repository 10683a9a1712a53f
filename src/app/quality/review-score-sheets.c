/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scorecard as tables. */
#define G_LOG_DOMAIN "review-app"
#include "review-score-sheets.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-floor-words.h"
#include "review-format.h"
#include "review-score-words.h"
#include "review-waves-words.h"
#include "review-words.h"

static void
add_count (ReviewSheet *sheet, double n)
{
  review_sheet_take (sheet, review_format_figure (n, 0));
}

static void
add_share (ReviewSheet *sheet, double value, double low, double high)
{
  review_sheet_take (sheet, review_score_words_share (value, low, high));
}

ReviewSheet *
review_score_sheet_scopes (const ReviewScoreSlice *slice)
{
  const char *heads[] = { _ ("Of whom"),          C_ ("score", "Labels"), C_ ("score", "Precision"),
                          C_ ("score", "Recall"), C_ ("score", "F1"),     NULL };
  ReviewSheet *sheet = review_sheet_new (heads);

  for (guint i = 0; i < slice->scores->len; i++)
    {
      const ReviewScore *one = slice->scores->pdata[i];

      review_sheet_add_row (sheet, review_score_words_scope (one->scope), FALSE);
      add_count (sheet, (double) one->labels);
      add_share (sheet, one->precision, one->precision_low, one->precision_high);
      add_share (sheet, one->recall, one->recall_low, one->recall_high);
      add_share (sheet, one->f1, one->f1_low, one->f1_high);
    }
  return sheet;
}

/* What the plot shows, and no more: it stands in a narrow card. */
ReviewSheet *
review_score_sheet_scopes_small (const ReviewScoreSlice *slice)
{
  const char *heads[] = { _ ("Of whom"), C_ ("score", "Precision"), C_ ("score", "Recall"), NULL };
  ReviewSheet *sheet = review_sheet_new (heads);

  for (guint i = 0; i < slice->scores->len; i++)
    {
      const ReviewScore *one = slice->scores->pdata[i];

      review_sheet_add_row (sheet, review_score_words_scope_short (one->scope), FALSE);
      add_share (sheet, one->precision, one->precision_low, one->precision_high);
      add_share (sheet, one->recall, one->recall_low, one->recall_high);
    }
  return sheet;
}

static void
add_claim (ReviewSheet *sheet, double low, double target, gboolean met, gint64 more)
{
  review_sheet_take (sheet, review_format_share (target));
  review_sheet_take (sheet, review_format_share (low));
  review_sheet_take_toned (sheet, review_score_words_missing (met, more),
                           met ? REVIEW_TONE_SUCCESS : REVIEW_TONE_WARNING);
}

ReviewSheet *
review_score_sheet_claims (const ReviewScoreSlice *slice)
{
  const char *heads[] = { _ ("What is to be proven"), C_ ("score", "Target"),
                          C_ ("score", "At least"), C_ ("score", "State"), NULL };
  ReviewSheet *sheet = review_sheet_new (heads);
  const ReviewScore *alone = review_score_words_find (slice, REVIEW_SCOPE_AUTOMATIC);
  const ReviewScore *whole = review_score_words_find (slice, REVIEW_SCOPE_SYSTEM);

  if (alone != NULL)
    {
      review_sheet_add_row (sheet, _ ("precision of automatic decisions"), FALSE);
      add_claim (sheet, alone->precision_low, alone->precision_target, alone->precision_met,
                 alone->precision_more);
    }
  if (whole != NULL)
    {
      review_sheet_add_row (sheet, _ ("system precision"), FALSE);
      add_claim (sheet, whole->precision_low, whole->precision_target, whole->precision_met,
                 whole->precision_more);
      review_sheet_add_row (sheet, _ ("system recall"), FALSE);
      add_claim (sheet, whole->recall_bound, whole->recall_target, whole->recall_met,
                 whole->recall_more);
    }
  return sheet;
}

ReviewSheet *
review_score_sheet_matrix (const ReviewScoreSlice *slice)
{
  const char *heads[] = { _ ("Of whom"),
                          C_ ("matrix", "TP: bad, stopped"),
                          C_ ("matrix", "FP: good, stopped"),
                          C_ ("matrix", "FN: bad, passed"),
                          C_ ("matrix", "TN: good, passed"),
                          NULL };
  ReviewSheet *sheet = review_sheet_new (heads);

  for (guint i = 0; i < slice->scores->len; i++)
    {
      const ReviewScore *one = slice->scores->pdata[i];
      const double counts[] = { one->tp, one->fp, one->fn, one->tn };

      review_sheet_add_row (sheet, review_score_words_scope (one->scope), FALSE);
      for (gsize k = 0; k < G_N_ELEMENTS (counts); k++)
        add_count (sheet, one->labels > 0 ? counts[k] : NAN);
    }
  return sheet;
}

static void
add_system (ReviewSheet *sheet, const ReviewScoreSlice *slice)
{
  const ReviewScore *whole = review_score_words_find (slice, REVIEW_SCOPE_SYSTEM);

  add_share (sheet, whole != NULL ? whole->precision : NAN,
             whole != NULL ? whole->precision_low : NAN,
             whole != NULL ? whole->precision_high : NAN);
  add_share (sheet, whole != NULL ? whole->recall : NAN, whole != NULL ? whole->recall_low : NAN,
             whole != NULL ? whole->recall_high : NAN);
}

ReviewSheet *
review_score_sheet_by (ReviewSession *session, const ReviewScorecard *card, int dimension)
{
  const char *heads[] = { review_score_words_dimension (dimension),
                          C_ ("score", "Cases"),
                          C_ ("score", "Decided alone"),
                          C_ ("score", "System precision"),
                          C_ ("score", "System recall"),
                          C_ ("score", "ROCA right at once"),
                          C_ ("score", "SOP coverage"),
                          NULL };
  ReviewSheet *sheet = review_sheet_new (heads);

  for (guint i = 0; i < card->slices->len; i++)
    {
      const ReviewScoreSlice *one = card->slices->pdata[i];
      g_autofree char *title = NULL;

      if (one->dimension != dimension)
        continue;
      title = review_score_words_value (session, one);
      review_sheet_add_row (sheet, title, FALSE);
      add_count (sheet, (double) one->cases);
      add_share (sheet, one->automation, NAN, NAN);
      add_system (sheet, one);
      add_share (sheet, one->first_pass, one->first_pass_low, one->first_pass_high);
      add_share (sheet, one->coverage, NAN, NAN);
    }
  return sheet;
}

ReviewSheet *
review_score_sheet_money (const ReviewScorecard *card)
{
  const char *heads[] = { _ ("Currency"),
                          C_ ("score", "Labels"),
                          C_ ("money", "Loss prevented"),
                          C_ ("money", "Loss missed"),
                          C_ ("money", "Recall by value"),
                          NULL };
  ReviewSheet *sheet = review_sheet_new (heads);

  for (guint i = 0; i < card->money->len; i++)
    {
      const ReviewScoreMoney *one = card->money->pdata[i];

      review_sheet_add_row (sheet, one->currency, FALSE);
      add_count (sheet, (double) one->labels);
      add_count (sheet, one->prevented);
      add_count (sheet, one->missed);
      add_share (sheet, one->recall, NAN, NAN);
    }
  return sheet;
}

static void
add_part (ReviewSheet *sheet, const char *title, gint64 part, gint64 whole)
{
  review_sheet_add_row (sheet, title, FALSE);
  /* Translators: how many of how many. */
  review_sheet_take (sheet, whole > 0 ? g_strdup_printf (_ ("%d of %d"), (int) part, (int) whole)
                                      : g_strdup (C_ ("share", "none yet")));
}

static void
add_delays (ReviewSheet *sheet, const ReviewGoodDelayed *delayed)
{
  review_sheet_add_row (sheet, _ ("Good customers who waited or were blocked"), FALSE);
  add_count (sheet, delayed->cases);
  review_sheet_add_row (sheet, _ ("Hours they waited for a person"), FALSE);
  review_sheet_take (sheet, review_score_words_hours (delayed->waited_hours));
  review_sheet_add_row (sheet, _ ("Hours they were blocked without a person"), FALSE);
  review_sheet_take (sheet, review_score_words_hours (delayed->blocked_hours));
}

ReviewSheet *
review_score_sheet_people (const ReviewScorecard *card)
{
  const char *heads[] = { _ ("People"), C_ ("score", "Figure"), NULL };
  ReviewSheet *sheet = review_sheet_new (heads);
  const ReviewAutomationBias *bias = card->bias;

  if (card->delayed != NULL)
    add_delays (sheet, card->delayed);
  add_part (sheet, _ ("Bad cases that people found, of those whose truth came from elsewhere"),
            card->people_found, card->people_seen);
  if (bias == NULL)
    return sheet;
  add_part (sheet, _ ("Changed over to ROCA where it was wrong"), bias->wrong_switched,
            bias->wrong_n);
  add_part (sheet, _ ("Changed over to ROCA where it was right"), bias->right_switched,
            bias->right_n);
  review_sheet_add_row (sheet, _ ("Automation-bias index: the one share less the other"), FALSE);
  review_sheet_take (sheet, review_format_change (bias->index, 2));
  return sheet;
}

static void
add_side (ReviewSheet *sheet, const ReviewDrift *drift, int side)
{
  for (guint i = 0; i < drift->sides->len; i++)
    {
      const ReviewDriftSide *one = drift->sides->pdata[i];
      g_autofree char *low = review_format_figure (100 * one->low, 1);
      g_autofree char *high = review_format_figure (100 * one->high, 1);

      if (one->side != side || one->audited == 0)
        continue;
      review_sheet_take_toned (
          sheet,
          /* Translators: how many are wrong of how many audited, and the ends of what the share
           * certainly lies between, per cent: "1 of 40 wrong (0.1 … 9.8 %)". */
          g_strdup_printf (_ ("%d of %d wrong (%s … %s %%)"), (int) one->wrong, (int) one->audited,
                           low, high),
          one->broken ? REVIEW_TONE_ERROR : REVIEW_TONE_NEUTRAL);
      return;
    }
  review_sheet_add (sheet, C_ ("share", "no audit"), REVIEW_TONE_NEUTRAL);
}

ReviewSheet *
review_score_sheet_drift (ReviewSession *session, const ReviewScorecard *card)
{
  const char *heads[] = { _ ("Case type"),
                          C_ ("drift", "Alarm"),
                          C_ ("drift", "Input: PSI, and its limit"),
                          C_ ("drift", "Bad: foretold, happened"),
                          C_ ("drift", "Automatic pass"),
                          C_ ("drift", "Automatic block"),
                          NULL };
  ReviewSheet *sheet = review_sheet_new (heads);

  for (guint i = 0; i < card->drift->len; i++)
    {
      const ReviewDrift *one = card->drift->pdata[i];
      g_autofree char *psi = review_format_figure (one->psi, 3);
      g_autofree char *limit = review_format_figure (one->psi_limit, 3);
      g_autofree char *expected = review_format_figure (one->expected, 1);
      g_autofree char *observed = review_format_figure (one->observed, 1);

      review_sheet_add_row (sheet, review_words_type (session, one->case_type), FALSE);
      review_sheet_add (sheet, review_score_words_rung (one->rung),
                        review_score_words_rung_tone (one->rung));
      review_sheet_take_toned (sheet,
                               isnan (one->psi) ? g_strdup (C_ ("drift", "nothing to compare with"))
                                                : g_strdup_printf ("%s / %s", psi, limit),
                               one->psi > one->psi_limit ? REVIEW_TONE_WARNING
                                                         : REVIEW_TONE_NEUTRAL);
      review_sheet_take (sheet, isnan (one->expected) || isnan (one->observed)
                                    ? g_strdup ("—")
                                    : g_strdup_printf ("%s / %s", expected, observed));
      add_side (sheet, one, REVIEW_SIDE_PASS);
      add_side (sheet, one, REVIEW_SIDE_BLOCK);
    }
  return sheet;
}

/* The cause that most breaches have. */
static char *
name_cause (const ReviewTypeAttainment *type)
{
  const ReviewCauseCount *most = NULL;

  for (guint i = 0; type->causes != NULL && i < type->causes->len; i++)
    {
      const ReviewCauseCount *one = type->causes->pdata[i];

      if (most == NULL || one->count > most->count)
        most = one;
    }
  return most != NULL ? g_strdup_printf ("%s (%d)", review_floor_words_cause (most->cause),
                                         (int) most->count)
                      : g_strdup ("—");
}

ReviewSheet *
review_score_sheet_time (ReviewSession *session, const ReviewScorecard *card, const char *type)
{
  const char *heads[] = { _ ("Case type"),
                          C_ ("attainment", "Finished"),
                          C_ ("attainment", "Late"),
                          C_ ("attainment", "On time"),
                          C_ ("attainment", "What made most of them late"),
                          NULL };
  ReviewSheet *sheet = review_sheet_new (heads);

  for (guint i = 0; card->attainment != NULL && i < card->attainment->types->len; i++)
    {
      const ReviewTypeAttainment *one = card->attainment->types->pdata[i];
      gint64 over = one->looks - one->open;

      if (type != NULL && g_strcmp0 (type, one->case_type) != 0)
        continue;
      review_sheet_add_row (sheet, review_words_type (session, one->case_type), FALSE);
      add_count (sheet, (double) over);
      review_sheet_take_toned (sheet, review_format_figure ((double) one->late, 0),
                               one->late > 0 ? REVIEW_TONE_ERROR : REVIEW_TONE_NEUTRAL);
      add_share (sheet, over > 0 ? 1 - (double) one->late / (double) over : NAN, NAN, NAN);
      review_sheet_take (sheet, name_cause (one));
    }
  return sheet;
}

ReviewSheet *
review_score_sheet_overturned (const ReviewScorecard *card)
{
  const char *heads[] = { _ ("Reopened cases"), C_ ("attainment", "Decided again"),
                          C_ ("attainment", "Overturned"),
                          C_ ("attainment", "Share and its interval"), NULL };
  ReviewSheet *sheet = review_sheet_new (heads);

  for (guint i = 0; card->overturned != NULL && i < card->overturned->rows->len; i++)
    {
      const ReviewOverturnRate *one = card->overturned->rows->pdata[i];

      review_sheet_add_row (sheet,
                            one->trigger != 0 ? review_waves_words_trigger (one->trigger)
                                              : review_waves_words_basis (one->basis),
                            one->trigger == 0);
      add_count (sheet, (double) one->n);
      add_count (sheet, (double) one->overturned);
      review_sheet_take (sheet, review_floor_words_rate (one));
    }
  return sheet;
}
