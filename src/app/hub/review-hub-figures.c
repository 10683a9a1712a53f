/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No figure stands alone: it is certified with its bound, or it says what is missing for that, or
 * it has its interval. */
#define G_LOG_DOMAIN "review-app"
#include "review-hub-figures.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-format.h"

#define CALM_BREACH  0.01 /* probability of an SLA breach that nobody need look at */
#define GRAVE_BREACH 0.1
#define SAME         0.0005

/** review_hub_figures_none: nothing is measured for this type. */
void
review_hub_figures_none (ReviewKpi *kpi)
{
  review_kpi_set (kpi, "—", _ ("nothing measured yet"), REVIEW_TONE_NEUTRAL);
}

/** review_hub_figures_automation: share of all cases that ROCA decides, against the live policy. */
void
review_hub_figures_automation (ReviewKpi *kpi,
                               const ReviewHubView *view,
                               const ReviewHubForecast *now,
                               const ReviewHubForecast *live)
{
  g_autofree char *figure = review_format_share (now->automation);
  double difference = now->automation - live->automation;
  g_autofree char *change = review_format_change (100 * difference, 1);
  g_autofree char *note = NULL;

  if (isnan (difference))
    note = g_strdup (_ ("nothing measured yet"));
  else if (fabs (difference) < SAME)
    note = g_strdup_printf (_ ("as live (%s)"), view->policy != NULL ? view->policy : "—");
  else
    /* Translators: percentage points, with their sign. */
    note = g_strdup_printf (_ ("%s points against live"), change);
  review_kpi_set (kpi, figure, note, difference > SAME ? REVIEW_TONE_SUCCESS : REVIEW_TONE_NEUTRAL);
}

/**
 * review_hub_figures_missing:
 * @certificate: (nullable): what can be proven today
 * @target: what is to be proven, 0..1
 * @pass: of the auto-pass threshold
 *
 * Returns: (transfer full): what the threshold lacks to be certified, in words
 */
char *
review_hub_figures_missing (const ReviewCertificate *certificate, double target, gboolean pass)
{
  g_autofree char *aim = review_format_share (target);
  g_autofree char *more = NULL;
  g_autofree char *line = NULL;

  if (certificate != NULL && !isnan (certificate->lambda))
    {
      line = review_format_threshold (certificate->lambda);
      return g_strdup_printf (
          pass ? _ ("certified only up to %s") : _ ("certified only from %s on"), line);
    }
  if (certificate == NULL || certificate->more <= 0)
    return g_strdup_printf (_ ("not certifiable yet at %s"), aim);
  more = review_format_figure ((double) certificate->more, 0);
  return g_strdup_printf (_ ("about %s more labels to certify %s"), more, aim);
}

/* "≥ 95.3 % certified (δ 0.10)" */
static char *
certified_note (const ReviewCertificate *certificate)
{
  g_autofree char *bound = review_format_share (certificate->bound);
  g_autofree char *delta = review_format_probability (certificate->delta);

  return g_strdup_printf (_ ("≥ %s certified (δ %s)"), bound, delta);
}

static char *
interval_note (double low, double high)
{
  g_autofree char *from = review_format_share (low);
  g_autofree char *to = review_format_share (high);

  return isnan (low) || isnan (high) ? NULL : g_strdup_printf ("%s … %s", from, to);
}

static void
show_rate (ReviewKpi *kpi,
           double value,
           const char *interval,
           const ReviewCertificate *certificate,
           gboolean certified,
           gboolean unseen,
           const char *missing)
{
  g_autofree char *figure = review_format_share (value);
  g_autofree char *proven = NULL;
  g_autoptr (GString) note = g_string_new (NULL);

  if (certified && certificate != NULL && !isnan (certificate->bound))
    proven = certified_note (certificate);
  if (proven != NULL)
    g_string_append (note, proven);
  else if (certified)
    g_string_append (note, _ ("certified"));
  else
    g_string_append_printf (note, "%s%s%s", interval != NULL ? interval : "",
                            interval != NULL ? " · " : "", missing);
  if (unseen)
    g_string_append_printf (note, " · %s", _ ("beyond what was ever audited"));
  review_kpi_set (kpi, figure, note->str,
                  certified && !unseen ? REVIEW_TONE_SUCCESS : REVIEW_TONE_WARNING);
}

/** review_hub_figures_precision: of the automatic blocks. */
void
review_hub_figures_precision (ReviewKpi *kpi,
                              const ReviewHubView *view,
                              const ReviewHubForecast *now)
{
  g_autofree char *interval = interval_note (now->precision_low, now->precision_high);
  g_autofree char *missing =
      review_hub_figures_missing (view->certificate_block, view->precision_target, FALSE);

  if (isnan (now->precision) || !(now->block_share > 0))
    review_kpi_set (kpi, "—", _ ("nothing is blocked automatically"), REVIEW_TONE_NEUTRAL);
  else
    show_rate (kpi, now->precision, interval, view->certificate_block, now->block_certified,
               now->block_unseen, missing);
}

/** review_hub_figures_recall: of the system, people right on what they see. */
void
review_hub_figures_recall (ReviewKpi *kpi, const ReviewHubView *view, const ReviewHubForecast *now)
{
  g_autofree char *interval = interval_note (now->recall_low, now->recall_high);
  g_autofree char *missing =
      review_hub_figures_missing (view->certificate_pass, view->recall_target, TRUE);

  if (isnan (now->recall) || !(now->pass_share > 0))
    review_kpi_set (kpi, "—", _ ("nothing is passed automatically"), REVIEW_TONE_NEUTRAL);
  else
    show_rate (kpi, now->recall, interval, view->certificate_pass, now->pass_certified,
               now->pass_unseen, missing);
}

/** review_hub_figures_load: what people get in a day, and whether they can keep up. */
void
review_hub_figures_load (ReviewKpi *kpi, const ReviewHubForecast *now)
{
  g_autofree char *figure = review_format_figure (now->per_day, now->per_day < 10 ? 1 : 0);
  g_autofree char *risk = review_format_share (now->sla_breach);
  g_autofree char *note = isnan (now->sla_breach)
                              ? g_strdup (_ ("SLA breach risk: not known yet"))
                              : g_strdup_printf (_ ("SLA breach risk %s"), risk);
  ReviewTone tone = REVIEW_TONE_NEUTRAL;

  if (now->sla_breach <= CALM_BREACH)
    tone = REVIEW_TONE_SUCCESS;
  else if (now->sla_breach > GRAVE_BREACH)
    tone = REVIEW_TONE_ERROR;
  else if (!isnan (now->sla_breach))
    tone = REVIEW_TONE_WARNING;
  review_kpi_set (kpi, figure, note, tone);
}

/**
 * review_hub_figures_handle:
 * @pass: the auto-pass handle
 *
 * Returns: (transfer full): what the threshold does and whether that is certified
 */
char *
review_hub_figures_handle (const ReviewHubForecast *now, gboolean pass)
{
  g_autofree char *share = review_format_share (pass ? now->pass_share : now->block_share);
  const char *state = (pass ? now->pass_certified : now->block_certified)
                          ? _ ("certified")
                          : _ ("not certifiable yet");

  return g_strdup_printf (pass ? _ ("passes %s of the cases by itself, %s")
                               : _ ("blocks %s of the cases by itself, %s"),
                          share, state);
}
