/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which path the facts of one case point to, and why: the questions that are asked of a pattern of
 * errors, asked of a single one. First whether there was anything to go by (SOP, data), then whether
 * only the cut was wrong, then what weighed too much or was not seen. Pure over values. */
#define G_LOG_DOMAIN "review-model"
#include "review-path-hint.h"

#include <math.h>

#include "review-form-rules.h"

/* Whom a person has said to be right is not to blame. */
static gboolean
is_cleared (const ReviewForm *form, const ReviewStep *step)
{
  return review_form_get_mark (form, step->n) == REVIEW_STEP_MARK_RIGHT;
}

static gboolean
is_blamed (const ReviewForm *form, const ReviewStep *step)
{
  return review_form_get_mark (form, step->n) == REVIEW_STEP_MARK_WRONG;
}

static const ReviewSignal *
find_signal (const ReviewAssessment *assessment, const char *feature)
{
  for (guint i = 0; feature != NULL && assessment->signals != NULL && i < assessment->signals->len;
       i++)
    if (g_strcmp0 (((ReviewSignal *) assessment->signals->pdata[i])->feature, feature) == 0)
      return assessment->signals->pdata[i];
  return NULL;
}

static const char *
first_feature (const ReviewStep *step)
{
  return step->features != NULL ? step->features[0] : NULL;
}

static gboolean
has_no_clause (const ReviewForm *form, const ReviewAssessment *assessment, const ReviewStep *step)
{
  return step->no_clause;
}

static gboolean
has_failed_citation (const ReviewForm *form,
                     const ReviewAssessment *assessment,
                     const ReviewStep *step)
{
  for (guint i = 0; step->citations != NULL && i < step->citations->len; i++)
    if (((ReviewCitation *) step->citations->pdata[i])->status > REVIEW_CITATION_OK)
      return TRUE;
  return FALSE;
}

/* Much is missing in any case; it counts where a step decides, or was said to be wrong. */
static gboolean
lacks_data (const ReviewForm *form, const ReviewAssessment *assessment, const ReviewStep *step)
{
  return step->missing != NULL && step->missing[0] != NULL
         && (step->decisive || is_blamed (form, step));
}

static gboolean
is_not_in_model (const ReviewForm *form, const ReviewAssessment *assessment, const ReviewStep *step)
{
  return step->not_in_model
         && ((assessment->verdict == REVIEW_VERDICT_BLOCK
              && step->direction == REVIEW_DIRECTION_LOWERS)
             || (assessment->verdict == REVIEW_VERDICT_PASS
                 && step->direction == REVIEW_DIRECTION_RAISES));
}

typedef gboolean (*StepFunc) (const ReviewForm *form,
                              const ReviewAssessment *assessment,
                              const ReviewStep *step);

/* The step of which it is true: one that was said to be wrong before the others. */
static const ReviewStep *
find_step (const ReviewForm *form, const ReviewAssessment *assessment, StepFunc is_so)
{
  const ReviewStep *found = NULL;

  for (guint i = 0; assessment->steps != NULL && i < assessment->steps->len; i++)
    {
      const ReviewStep *step = assessment->steps->pdata[i];

      if (is_cleared (form, step) || !is_so (form, assessment, step))
        continue;
      if (is_blamed (form, step))
        return step;
      if (found == NULL)
        found = step;
    }
  return found;
}

/* The signal that moved the score most towards a verdict that was wrong. */
static const ReviewSignal *
find_culprit (const ReviewAssessment *assessment)
{
  double sign = assessment->verdict == REVIEW_VERDICT_BLOCK ? 1 : -1;
  const ReviewSignal *most = NULL;

  for (guint i = 0; assessment->signals != NULL && i < assessment->signals->len; i++)
    {
      const ReviewSignal *one = assessment->signals->pdata[i];
      double weight = sign * one->contribution;

      if (weight > 0 && (most == NULL || weight > sign * most->contribution))
        most = one;
    }
  return most;
}

static ReviewPathHint
hint_of_step (const ReviewAssessment *assessment,
              int path,
              ReviewPathFact fact,
              const ReviewStep *step)
{
  const ReviewSignal *signal = find_signal (assessment, first_feature (step));

  return (ReviewPathHint){ .path = path,
                           .fact = fact,
                           .step = step->n,
                           .feature = first_feature (step),
                           .name = signal != NULL ? signal->name : NULL };
}

/* ROCA was wrong. */
static ReviewPathHint
hint_of_error (const ReviewForm *form, const ReviewAssessment *assessment)
{
  double distance = fabs (assessment->risk - assessment->verdict_cut);
  const ReviewStep *unseen = find_step (form, assessment, is_not_in_model);
  const ReviewSignal *culprit = find_culprit (assessment);

  if (isfinite (distance) && assessment->verdict_cut > 0 && distance <= REVIEW_PATH_NEAR_CUT)
    return (ReviewPathHint){ .path = REVIEW_PATH_B,
                             .fact = REVIEW_PATH_FACT_NEAR_CUT,
                             .distance = distance };
  if (unseen != NULL)
    return hint_of_step (assessment, REVIEW_PATH_A, REVIEW_PATH_FACT_NOT_IN_MODEL, unseen);
  if (culprit == NULL)
    return (ReviewPathHint){ 0 };
  return (ReviewPathHint){ .path = REVIEW_PATH_A,
                           .fact = REVIEW_PATH_FACT_ONE_SIGNAL,
                           .feature = culprit->feature,
                           .name = culprit->name,
                           .distance = distance };
}

/**
 * review_path_hint:
 * @form: as it is filled in: choice, reasoning and marks count
 * @assessment: (nullable): as it was seen; %NULL in a blind look
 *
 * Returns: which path the case itself points to and by which fact; path 0 where it points to none
 */
ReviewPathHint
review_path_hint (const ReviewForm *form, const ReviewAssessment *assessment)
{
  static const struct
  {
    StepFunc is_so;
    int path;
    ReviewPathFact fact;
  } first[] = { { has_no_clause, REVIEW_PATH_C, REVIEW_PATH_FACT_NO_CLAUSE },
                { has_failed_citation, REVIEW_PATH_D, REVIEW_PATH_FACT_CITATION },
                { lacks_data, REVIEW_PATH_D, REVIEW_PATH_FACT_MISSING } };
  int label = assessment != NULL ? review_form_label (form, assessment) : 0;
  gboolean agrees = label == REVIEW_LABEL_TP || label == REVIEW_LABEL_TN;

  if (assessment == NULL)
    return (ReviewPathHint){ 0 };
  if (agrees && form->reasoning == REVIEW_REASONING_SOUND)
    return (ReviewPathHint){ .path = REVIEW_PATH_N, .fact = REVIEW_PATH_FACT_SOUND };
  for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
    {
      const ReviewStep *step = find_step (form, assessment, first[i].is_so);

      if (step != NULL)
        return hint_of_step (assessment, first[i].path, first[i].fact, step);
    }
  if (agrees && form->reasoning == REVIEW_REASONING_FLAWED)
    return (ReviewPathHint){ .path = REVIEW_PATH_A, .fact = REVIEW_PATH_FACT_FLAWED };
  if (label == REVIEW_LABEL_FP || label == REVIEW_LABEL_FN)
    return hint_of_error (form, assessment);
  return (ReviewPathHint){ 0 };
}
