/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scorecard's figures in words. A figure whose interval is as wide as half of what it could be
 * says nothing: it is not written. */
#define G_LOG_DOMAIN "review-app"
#include "review-score-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-clock.h"
#include "review-format.h"
#include "review-words.h"

#define WIDEST 0.5 /* of an interval beside a figure */

/** review_score_words_scope: @scope: #ReviewScoreScope. Returns: it in words. */
const char *
review_score_words_scope (int scope)
{
  static const char *const scopes[] = {
    NC_ ("scope", "ROCA’s verdict on all cases"),
    NC_ ("scope", "Decided by ROCA alone"),
    NC_ ("scope", "Whole system, with people"),
  };

  return scope >= 1 && scope <= (int) G_N_ELEMENTS (scopes)
             ? g_dpgettext2 (NULL, "scope", scopes[scope - 1])
             : "—";
}

/** review_score_words_scope_short: @scope: #ReviewScope. Returns: it where there is little room. */
const char *
review_score_words_scope_short (int scope)
{
  return scope == REVIEW_SCOPE_VERDICT     ? C_ ("scope", "Verdict")
         : scope == REVIEW_SCOPE_AUTOMATIC ? C_ ("scope", "ROCA alone")
                                           : C_ ("scope", "System");
}

/** review_score_words_dimension: @dimension: #ReviewDimension. Returns: it in words. */
const char *
review_score_words_dimension (int dimension)
{
  static const char *const dimensions[] = {
    NC_ ("dimension", "All"),    NC_ ("dimension", "Case type"), NC_ ("dimension", "Model"),
    NC_ ("dimension", "Policy"), NC_ ("dimension", "Market"),    NC_ ("dimension", "Week"),
  };

  return dimension >= 1 && dimension <= (int) G_N_ELEMENTS (dimensions)
             ? g_dpgettext2 (NULL, "dimension", dimensions[dimension - 1])
             : "—";
}

/** review_score_words_rung: @rung: #ReviewRung. Returns: what was seen of drift, in words. */
const char *
review_score_words_rung (int rung)
{
  static const char *const rungs[] = {
    NC_ ("rung", "nothing seen"),
    NC_ ("rung", "input has moved"),
    NC_ ("rung", "calibration is off"),
    NC_ ("rung", "promise broken"),
  };

  return rung >= 1 && rung <= (int) G_N_ELEMENTS (rungs)
             ? g_dpgettext2 (NULL, "rung", rungs[rung - 1])
             : "—";
}

ReviewTone
review_score_words_rung_tone (int rung)
{
  return rung == REVIEW_RUNG_RISK          ? REVIEW_TONE_ERROR
         : rung == REVIEW_RUNG_CALIBRATION ? REVIEW_TONE_WARNING
                                           : REVIEW_TONE_NEUTRAL;
}

/** review_score_words_value: Returns: (transfer full): which cases the slice is of. */
char *
review_score_words_value (ReviewSession *session, const ReviewScoreSlice *slice)
{
  if (slice->dimension == REVIEW_DIMENSION_WEEK)
    return review_score_words_week (slice->since);
  if (slice->value == NULL)
    return g_strdup (slice->dimension == REVIEW_DIMENSION_ALL ? C_ ("dimension", "All")
                                                              : C_ ("dimension", "none"));
  return g_strdup (slice->dimension == REVIEW_DIMENSION_TYPE
                       ? review_words_type (session, slice->value)
                       : slice->value);
}

/** review_score_words_week: Returns: (transfer full): the day on which the week began, UTC. */
char *
review_score_words_week (gint64 since)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (since / REVIEW_SECOND);

  /* Translators: the day on which a week began, as of g_date_time_format(). */
  return g_date_time_format (time, _ ("%-d %b"));
}

/** review_score_words_carries: Returns: whether the sample carries the figure. */
gboolean
review_score_words_carries (double value, double low, double high)
{
  return !isnan (value) && (isnan (low) || isnan (high) || high - low < WIDEST);
}

/** review_score_words_share: Returns: (transfer full): a share with its interval. */
char *
review_score_words_share (double value, double low, double high)
{
  g_autofree char *figure = review_format_share (value);
  g_autofree char *from = review_format_figure (100 * low, 1);
  g_autofree char *to = review_format_figure (100 * high, 1);

  if (isnan (value))
    return g_strdup ("—");
  if (!review_score_words_carries (value, low, high))
    return g_strdup (C_ ("share", "too few labels"));
  if (isnan (low) || isnan (high))
    return g_strdup (figure);
  /* Translators: a share and the ends of its interval, per cent: "94.3 % (89.0 … 97.3)". */
  return g_strdup_printf (_ ("%s (%s … %s)"), figure, from, to);
}

/**
 * review_score_words_missing:
 * @more: labels still needed; 0: no number would do
 *
 * Returns: (transfer full): whether something is proven, or what that lacks
 */
char *
review_score_words_missing (gboolean met, gint64 more)
{
  g_autofree char *count = review_format_figure ((double) more, 0);

  if (met)
    return g_strdup (_ ("certified"));
  /* Translators: a number of labels. */
  return more > 0 ? g_strdup_printf (_ ("about %s more labels needed"), count)
                  : g_strdup (_ ("not certifiable yet"));
}

/**
 * review_score_words_claim:
 * @more: labels still needed; 0: no number would do
 *
 * Returns: (transfer full): whether it is proven that the target is reached, or what that lacks
 */
char *
review_score_words_claim (gboolean met, gint64 more, double target)
{
  g_autofree char *aim = review_format_share (target);
  g_autofree char *count = review_format_figure ((double) more, 0);

  if (met)
    /* Translators: a share that is proven to be reached. */
    return g_strdup_printf (_ ("certified at %s"), aim);
  return more > 0 ? g_strdup_printf (_ ("about %s more labels to certify %s"), count, aim)
                  : g_strdup_printf (_ ("not certifiable yet at %s"), aim);
}

/** review_score_words_hours: Returns: (transfer full): hours, in days where they are many. */
char *
review_score_words_hours (double hours)
{
  g_autofree char *figure = review_format_figure (hours, hours < 10 ? 1 : 0);

  /* Translators: a number of hours. */
  return g_strdup_printf (_ ("%s h"), figure);
}

/** review_score_words_window: Returns: (transfer full): which days, how many cases and labels. */
char *
review_score_words_window (const ReviewScorecard *card)
{
  g_autofree char *until = review_format_local_time (card->until);
  g_autofree char *cases = review_format_figure ((double) card->cases, 0);
  g_autofree char *labels = review_format_figure ((double) card->labels, 0);
  g_autofree char *text =
      /* Translators: a moment, a number of cases, a number of labels. */
      g_strdup_printf (_ ("to %s · %s cases · %s labels"), until, cases, labels);
  g_autoptr (GString) out = g_string_new (text);

  if (card->provisional > 0)
    {
      g_autofree char *n = review_format_figure ((double) card->provisional, 0);

      g_string_append (out, " · ");
      g_string_append_printf (out, _ ("%s of them provisional"), n);
    }
  if (card->unfit > 0)
    {
      g_autofree char *n = review_format_figure ((double) card->unfit, 0);

      g_string_append (out, " · ");
      g_string_append_printf (out, _ ("%s unfit, left out"), n);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/** review_score_words_find: Returns: (transfer none) (nullable): the scope's figures. */
const ReviewScore *
review_score_words_find (const ReviewScoreSlice *slice, int scope)
{
  for (guint i = 0; slice->scores != NULL && i < slice->scores->len; i++)
    if (((ReviewScore *) slice->scores->pdata[i])->scope == scope)
      return slice->scores->pdata[i];
  return NULL;
}
