/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of candidates and experiments: states, what stands in the way of a step, and figures with
 * their intervals. */
#define G_LOG_DOMAIN "review-app"
#include "review-trial-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "review-error.h"
#include "review-format.h"
#include "review-words.h"

#define MARKET "market:"
#define GUARD  "guard:"

typedef struct
{
  const char *word;
  ReviewTone tone;
} State;

/* In the order of the enumerations. */
static const State model_states[] = {
  { NULL, REVIEW_TONE_NEUTRAL },
  { NC_ ("model", "candidate"), REVIEW_TONE_NEUTRAL },
  { NC_ ("model", "in shadow"), REVIEW_TONE_ACCENT },
  { NC_ ("model", "live"), REVIEW_TONE_SUCCESS },
  { NC_ ("model", "retired"), REVIEW_TONE_NEUTRAL },
};
static const State states[] = {
  { NULL, REVIEW_TONE_NEUTRAL },
  { NC_ ("experiment", "proposed"), REVIEW_TONE_NEUTRAL },
  { NC_ ("experiment", "in shadow"), REVIEW_TONE_ACCENT },
  { NC_ ("experiment", "rolling out"), REVIEW_TONE_ACCENT },
  { NC_ ("experiment", "promoted"), REVIEW_TONE_SUCCESS },
  { NC_ ("experiment", "ended"), REVIEW_TONE_NEUTRAL },
  { NC_ ("experiment", "stopped by itself"), REVIEW_TONE_ERROR },
};
static const State verdicts[] = {
  { NULL, REVIEW_TONE_NEUTRAL },
  { N_ ("not decided yet"), REVIEW_TONE_NEUTRAL },
  { N_ ("shown to be better"), REVIEW_TONE_SUCCESS },
  { N_ ("shown to be worse"), REVIEW_TONE_ERROR },
};
static const char *const methods[] = {
  NULL,
  N_ ("trained anew"),
  N_ ("trees added to the live model"),
};
static const char *const measures[] = {
  NULL,          N_ ("automation share"),       N_ ("block rate"), N_ ("precision"),
  N_ ("recall"), N_ ("decided within the SLA"), N_ ("appeals"),
};

typedef struct
{
  const char *code;
  const char *words;
} Word;

static const Word model_unmet[] = {
  { "role", N_ ("A lead or an administrator lets a model decide.") },
  { "own", N_ ("You asked for this candidate: another person lets it decide.") },
  { "gate", N_ ("It did not pass its gate.") },
  { "base", N_ ("Another model went live since it was compared: train a new candidate.") },
  { "shadow", N_ ("On live cases it is surely worse than the live model.") },
  { "reason", N_ ("It takes a reason.") },
  { "running", N_ ("One candidate at a time is trained.") },
};
static const Word unmet[] = {
  { "role", N_ ("Leads and administrators run experiments.") },
  { "own", N_ ("You proposed it: another person promotes it.") },
  { "policy", N_ ("Choose what is tried.") },
  { "reason", N_ ("An end takes a reason.") },
  { "policy_not_approved", N_ ("The policy on trial waits for approval by another person.") },
  { "shadow_goes_on", N_ ("Shadow has not shown it to be better yet.") },
  { "too_few_cases", N_ ("The policy on trial has decided too few cases yet.") },
};
static const Word reasons[] = {
  { "shadow_worse", N_ ("Shadow showed it to be worse.") },
  { "policy_changed", N_ ("Another policy went live.") },
};

static const State *
find_state (const State *table, gsize n, int state)
{
  return &table[state > 0 && (gsize) state < n ? state : 0];
}

static const char *
find_word (const Word *table, gsize n, const char *code)
{
  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (table[i].code, code) == 0)
      return _ (table[i].words);
  return NULL;
}

const char *
review_trial_words_model_state (int state)
{
  const State *found = find_state (model_states, G_N_ELEMENTS (model_states), state);

  return found->word != NULL ? g_dpgettext2 (NULL, "model", found->word) : "";
}

ReviewTone
review_trial_words_model_tone (int state)
{
  return find_state (model_states, G_N_ELEMENTS (model_states), state)->tone;
}

/** review_trial_words_method: Returns: (transfer none) (nullable): how a model was made. */
const char *
review_trial_words_method (int method)
{
  return method > 0 && (gsize) method < G_N_ELEMENTS (methods) ? _ (methods[method]) : NULL;
}

char *
review_trial_words_comparison (const char *name)
{
  if (g_str_has_prefix (name, MARKET))
    return g_strdup_printf (_ ("market %s"), name + strlen (MARKET));
  if (strcmp (name, "all") == 0)
    return g_strdup (_ ("all cases since"));
  if (strcmp (name, "slice") == 0)
    return g_strdup (_ ("what it is for"));
  if (strcmp (name, "audit") == 0)
    return g_strdup (_ ("blind audits"));
  return g_strdup (strcmp (name, "shadow") == 0 ? _ ("live cases") : name);
}

/** review_trial_words_model_unmet: Returns: (nullable): what stands in the way of an act. */
const char *
review_trial_words_model_unmet (const char *code)
{
  return find_word (model_unmet, G_N_ELEMENTS (model_unmet), code);
}

char *
review_trial_words_model_error (int code)
{
  return code == REVIEW_ERROR_CONFLICT
             ? g_strdup (_ ("It changed meanwhile: what is shown now is new."))
             : g_strdup (review_words_error (code));
}

const char *
review_trial_words_state (int state)
{
  const State *found = find_state (states, G_N_ELEMENTS (states), state);

  return found->word != NULL ? g_dpgettext2 (NULL, "experiment", found->word) : "";
}

ReviewTone
review_trial_words_state_tone (int state)
{
  return find_state (states, G_N_ELEMENTS (states), state)->tone;
}

const char *
review_trial_words_verdict (int verdict)
{
  const State *found = find_state (verdicts, G_N_ELEMENTS (verdicts), verdict);

  return found->word != NULL ? _ (found->word) : "";
}

ReviewTone
review_trial_words_verdict_tone (int verdict)
{
  return find_state (verdicts, G_N_ELEMENTS (verdicts), verdict)->tone;
}

const char *
review_trial_words_measure (int measure)
{
  return measure > 0 && (gsize) measure < G_N_ELEMENTS (measures) ? _ (measures[measure]) : "";
}

const char *
review_trial_words_unmet (const char *code)
{
  return find_word (unmet, G_N_ELEMENTS (unmet), code);
}

char *
review_trial_words_reason (const char *reason)
{
  const char *known = find_word (reasons, G_N_ELEMENTS (reasons), reason);

  if (known != NULL || reason == NULL)
    return g_strdup (known);
  if (g_str_has_prefix (reason, GUARD))
    return g_strdup_printf (
        _ ("Its guardrail was broken: %s."),
        review_trial_words_measure (review_enum_value (&review_measures, reason + strlen (GUARD))));
  return g_strdup (reason);
}

char *
review_trial_words_interval (double value, double low, double high)
{
  g_autofree char *middle = review_format_share (value);
  g_autofree char *from = review_format_figure (100 * low, 1);
  g_autofree char *to = review_format_figure (100 * high, 1);

  if (isnan (value))
    return g_strdup ("—");
  return isnan (low) || isnan (high) ? g_steal_pointer (&middle)
                                     : g_strdup_printf ("%s (%s … %s)", middle, from, to);
}

char *
review_trial_words_score (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return isnan (value) ? g_strdup ("—")
                       : g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.3f", value));
}

char *
review_trial_words_pair (double live, double candidate)
{
  g_autofree char *before = review_trial_words_score (live);
  g_autofree char *after = review_trial_words_score (candidate);

  return g_strdup_printf ("%s → %s", before, after);
}

char *
review_trial_words_gain (const ReviewModelComparison *one)
{
  g_autofree char *gain = review_format_change (one->gain, 3);
  g_autofree char *low = review_format_change (one->gain_low, 3);
  g_autofree char *high = review_format_change (one->gain_high, 3);

  return isnan (one->gain) ? g_strdup ("—") : g_strdup_printf ("%s (%s … %s)", gain, low, high);
}
