/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurring errors in words: which cases, how often, which path and why. */
#define G_LOG_DOMAIN "review-app"
#include "review-pattern-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "review-error.h"
#include "review-evidence-words.h"
#include "review-format.h"
#include "review-hub-words.h"
#include "review-words.h"

#define CLAUSE "clause:"

/** review_pattern_words_state: @state: #ReviewPatternState. Returns: it in words. */
const char *
review_pattern_words_state (int state)
{
  static const char *const states[] = {
    NC_ ("pattern", "candidate"),    NC_ ("pattern", "confirmed"),
    NC_ ("pattern", "being mended"), NC_ ("pattern", "mended, on trial"),
    NC_ ("pattern", "closed"),       NC_ ("pattern", "dismissed"),
  };

  return state >= 1 && state <= (int) G_N_ELEMENTS (states)
             ? g_dpgettext2 (NULL, "pattern", states[state - 1])
             : "—";
}

ReviewTone
review_pattern_words_state_tone (int state)
{
  return state == REVIEW_PATTERN_CONFIRMED                                     ? REVIEW_TONE_WARNING
         : state == REVIEW_PATTERN_WORKING || state == REVIEW_PATTERN_REPAIRED ? REVIEW_TONE_ACCENT
         : state == REVIEW_PATTERN_CLOSED                                      ? REVIEW_TONE_SUCCESS
                                          : REVIEW_TONE_NEUTRAL;
}

/** review_pattern_words_act: @act: #ReviewPatternAct. Returns: what happened, in words. */
const char *
review_pattern_words_act (int act)
{
  static const char *const acts[] = {
    NC_ ("pattern", "found"),
    NC_ ("pattern", "nominated"),
    NC_ ("pattern", "confirmed by what followed"),
    NC_ ("pattern", "not confirmed by what followed"),
    NC_ ("pattern", "taken on"),
    NC_ ("pattern", "said to be mended"),
    NC_ ("pattern", "closed: new cases pass"),
    NC_ ("pattern", "new cases do not pass"),
    NC_ ("pattern", "back again"),
    NC_ ("pattern", "dismissed"),
    NC_ ("pattern", "feature asked for"),
    NC_ ("pattern", "feature answered"),
    NC_ ("pattern", "feature arrived"),
  };

  return act >= 1 && act <= (int) G_N_ELEMENTS (acts)
             ? g_dpgettext2 (NULL, "pattern", acts[act - 1])
             : "—";
}

/** review_pattern_words_attribute: Returns: (transfer full): what a condition is about. */
char *
review_pattern_words_attribute (ReviewSession *session, const char *attribute)
{
  static const struct
  {
    const char *name;
    const char *word;
  } others[] = {
    { "market", NC_ ("attribute", "market") },
    { "language", NC_ ("attribute", "language") },
    { "model", NC_ ("attribute", "model") },
    { "policy", NC_ ("attribute", "policy") },
    { "agent", NC_ ("attribute", "agent") },
    { "cause", NC_ ("attribute", "root cause") },
    { "wrong_step", NC_ ("attribute", "wrong step") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (strcmp (others[i].name, attribute) == 0)
      return g_strdup (g_dpgettext2 (NULL, "attribute", others[i].word));
  return review_hub_words_fact (session, attribute);
}

static char *
name_value (ReviewSession *session, const ReviewPatternCondition *one)
{
  if (g_str_has_prefix (one->attribute, CLAUSE))
    return g_strdup (review_words_answer (review_enum_value (&review_answers, one->equals)));
  if (strcmp (one->attribute, "cause") == 0)
    return g_strdup (review_words_code (session, "root_cause", one->equals));
  return g_strdup (review_words_value (one->equals));
}

static char *
describe_condition (ReviewSession *session, const ReviewPatternCondition *one)
{
  g_autofree char *name = review_pattern_words_attribute (session, one->attribute);
  g_autofree char *low = review_format_figure (one->low, 4);
  g_autofree char *high = review_format_figure (one->high, 4);
  g_autofree char *value = one->equals != NULL ? name_value (session, one) : NULL;

  if (one->missing)
    return g_strdup_printf (C_ ("slice", "%s is missing"), name);
  if (value != NULL)
    return g_strdup_printf (C_ ("slice", "%s is %s"), name, value);
  if (isnan (one->high))
    return g_strdup_printf (C_ ("slice", "%s is at least %s"), name, low);
  if (isnan (one->low))
    return g_strdup_printf (C_ ("slice", "%s is below %s"), name, high);
  return g_strdup_printf (C_ ("slice", "%s is from %s to below %s"), name, low, high);
}

/** review_pattern_words_slice: Returns: (transfer full): which cases the pattern is of. */
char *
review_pattern_words_slice (ReviewSession *session, const ReviewPattern *pattern)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; pattern->conditions != NULL && i < pattern->conditions->len; i++)
    {
      g_autofree char *words = describe_condition (session, pattern->conditions->pdata[i]);

      if (i > 0)
        g_string_append (out, C_ ("condition", " and "));
      g_string_append (out, words);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
describe_lift (const ReviewPatternCount *count)
{
  g_autofree char *lift = review_format_figure (count->lift, 1);
  g_autofree char *low = review_format_figure (count->low, 1);
  g_autofree char *high = review_format_figure (count->high, 1);

  if (isnan (count->lift))
    return g_strdup ("—");
  return isnan (count->low) || isnan (count->high)
             ? g_strdup_printf ("×%s", lift)
             : g_strdup_printf (C_ ("lift", "×%s (%s … %s)"), lift, low, high);
}

/** review_pattern_words_lift: Returns: (transfer full): how many errors, and how much more often. */
char *
review_pattern_words_lift (const ReviewPattern *pattern)
{
  g_autofree char *lift = NULL;

  if (pattern->found == NULL)
    return g_strdup (_ ("not counted yet"));
  lift = describe_lift (pattern->found);
  /* Translators: numbers of cases, and how many times as often as elsewhere. */
  return g_strdup_printf (_ ("%d of %d · %s"), (int) pattern->found->errors,
                          (int) pattern->found->n, lift);
}

/** review_pattern_words_path: Returns: (transfer full): which path mends it, and who says so. */
char *
review_pattern_words_path (const ReviewPattern *pattern)
{
  const char *suggested = pattern->suggested != 0 ? review_words_path_long (pattern->suggested)
                                                  : _ ("keep sampling: too little to tell");

  if (pattern->path == 0)
    return pattern->fix != NULL && g_str_equal (pattern->fix, "feature")
               ? g_strdup_printf (_ ("%s; a fact that no feature carries"), suggested)
               : g_strdup (suggested);
  return pattern->overridden ? g_strdup_printf (_ ("%s, against the suggestion: %s"),
                                                review_words_path_long (pattern->path), suggested)
                             : g_strdup (review_words_path_long (pattern->path));
}

/* The other way: ROCA says it no more. */
static char *
describe_claims (const ReviewPatternQuery *query)
{
  g_autofree char *limit = review_format_share (query->claim_limit);
  g_autofree char *high = review_format_share (query->claim_high);

  if (query->cases == 0 || isnan (query->claim_limit))
    return g_strdup ("");
  return g_strdup_printf (
      /* Translators: two shares, numbers of cases, a share. */
      _ (" Or when ROCA says it of less than %s of such cases: it did of %d of %d since (at most "
         "%s)."),
      limit, (int) query->claims, (int) query->cases, high);
}

/** review_pattern_words_query: Returns: (transfer full): what closes it, and how far that is. */
char *
review_pattern_words_query (const ReviewPattern *pattern)
{
  const ReviewPatternQuery *query = pattern->query;
  g_autofree char *limit = NULL, *low = NULL, *high = NULL, *claims = NULL;

  if (query == NULL)
    return g_strdup (_ ("What closes it is set once it is counted."));
  limit = review_format_share (query->limit);
  if (query->since == 0)
    /* Translators: a share. */
    return g_strdup_printf (
        _ ("Closes by itself when new cases show less than %s errors with certainty."), limit);
  low = review_format_share (query->low);
  high = review_format_share (query->high);
  claims = describe_claims (query);
  return g_strdup_printf (
      /* Translators: a share, numbers of cases, the ends of an interval; more sentences. */
      _ ("Closes by itself below %s; since it was mended %d of %d are errors (%s … %s).%s"), limit,
      (int) query->errors, (int) query->n, low, high, claims);
}

/** review_pattern_words_request: Returns: (transfer full): what is missing, and who says so. */
char *
review_pattern_words_request (const ReviewFeatureRequest *request)
{
  g_autofree char *at = review_format_local_time (request->asked_at);

  return g_strdup_printf (
      /* Translators: a reason, a person, a time, numbers of cases. */
      _ ("“%s” (%s, %s). In %d of %d errors reviewers cited evidence."), request->reason,
      request->asked_by_name != NULL ? request->asked_by_name : request->asked_by, at,
      (int) request->cited, (int) request->cases);
}

static char *
describe_arrival (const ReviewFeatureRequest *request)
{
  g_autofree char *area = review_format_figure (request->separation, 2);
  g_autofree char *low = review_format_figure (request->low, 2);
  g_autofree char *high = review_format_figure (request->high, 2);

  if (request->feature == NULL)
    return g_strdup (_ (" No feature will carry it."));
  if (request->arrived_at == 0)
    return g_strdup_printf (_ (" It is asked again when cases carry %s."), request->feature);
  return g_strdup_printf (
      request->tells
          /* Translators: id of a feature, number of cases, an area and its interval. */
          ? _ (" %s is there: in %d cases it tells the errors from the rest (AUC %s, %s … %s).")
          : _ (" %s is there: in %d cases it does not tell the errors from the rest (AUC %s, %s … "
               "%s)."),
      request->feature, (int) request->known, area, low, high);
}

/** review_pattern_words_answer: Returns: (transfer full): what the model team says of it. */
char *
review_pattern_words_answer (const ReviewFeatureRequest *request)
{
  g_autofree char *at = NULL;
  g_autofree char *arrival = NULL;

  if (request->answered_at == 0)
    return g_strdup (_ ("The model team has not answered yet."));
  at = review_format_local_time (request->answered_at);
  arrival = describe_arrival (request);
  return g_strdup_printf (
      /* Translators: an answer, a person, a time; more sentences. */
      _ ("“%s” (%s, %s).%s"), request->answer,
      request->answered_by_name != NULL ? request->answered_by_name : request->answered_by, at,
      arrival);
}

static char *
describe_scan (const ReviewPatternScan *scan)
{
  return g_strdup_printf (
      /* Translators: numbers: of cases, of conjunctions, of patterns. */
      _ ("%d cases, %d conjunctions tried: %d found, %d of them known; %d confirmed, %d closed, "
         "%d back again"),
      (int) scan->cases, (int) scan->tried, (int) scan->found, (int) scan->known,
      (int) scan->confirmed, (int) scan->closed, (int) scan->reopened);
}

/**
 * review_pattern_words_scan:
 * @job: (nullable): one is being asked for
 *
 * Returns: (transfer full): how far a search is, or what it did
 */
char *
review_pattern_words_scan (const ReviewScanJob *job)
{
  if (job == NULL || job->state == REVIEW_TRAINING_WAITING)
    return g_strdup (_ ("The search waits for the server"));
  if (job->state == REVIEW_TRAINING_RUNNING)
    return job->done < job->total
               /* Translators: numbers of cases. */
               ? g_strdup_printf (_ ("%d of %d cases read"), (int) job->done, (int) job->total)
               : g_strdup (_ ("Conjunctions are tried"));
  if (job->state == REVIEW_TRAINING_DONE && job->scan != NULL)
    return describe_scan (job->scan);
  return g_strdup (job->state == REVIEW_TRAINING_CANCELLED ? _ ("The last search was cancelled.")
                                                           : _ ("The last search failed."));
}

/** review_pattern_words_error: Returns: (transfer full): why it was not done. */
char *
review_pattern_words_error (int code, const char *field)
{
  if (code == REVIEW_ERROR_CONFLICT)
    return g_strdup (_ ("It has changed meanwhile, or is on record already."));
  if (code == REVIEW_ERROR_INVALID && g_strcmp0 (field, "reason") == 0)
    return g_strdup (_ ("Another path than the suggested one needs a reason; no customer’s data "
                        "in it."));
  if (code == REVIEW_ERROR_INVALID && g_strcmp0 (field, "owner") == 0)
    return g_strdup (_ ("That person cannot see to it."));
  return g_strdup (review_words_error (code));
}

static void
add_count (ReviewSheet *sheet, const char *title, const ReviewPatternCount *count)
{
  g_autofree char *since = review_format_time (count->since);
  g_autofree char *until = review_format_time (count->until);
  g_autofree char *row = g_strdup_printf ("%s, %.10s … %.10s", title, since, until);

  review_sheet_add_row (sheet, row, FALSE);
  review_sheet_take (sheet, g_strdup_printf (_ ("%d of %d"), (int) count->errors, (int) count->n));
  review_sheet_take (sheet, review_format_share (count->rate));
  review_sheet_take (sheet, review_format_share (count->rate_outside));
  review_sheet_take (sheet, describe_lift (count));
}

/** review_pattern_sheet_counts: Returns: (transfer full): how often, in both periods. */
ReviewSheet *
review_pattern_sheet_counts (const ReviewPattern *pattern)
{
  const char *heads[] = { C_ ("pattern", "Period"),
                          C_ ("pattern", "Errors"),
                          C_ ("pattern", "Rate"),
                          C_ ("pattern", "Elsewhere"),
                          C_ ("pattern", "How much more often"),
                          NULL };
  ReviewSheet *sheet = review_sheet_new (heads);

  if (pattern->found != NULL)
    add_count (sheet, _ ("Found in"), pattern->found);
  if (pattern->later != NULL)
    add_count (sheet, _ ("What followed"), pattern->later);
  return sheet;
}

/** review_pattern_sheet_facts: Returns: (transfer full): what reviewers cited, and where. */
ReviewSheet *
review_pattern_sheet_facts (ReviewSession *session, const ReviewFeatureRequest *request)
{
  const char *heads[] = { C_ ("fact", "Evidence"), C_ ("fact", "Its fields"), C_ ("fact", "Cases"),
                          C_ ("fact", "Times"),    C_ ("fact", "Such as"),    NULL };
  ReviewSheet *sheet = review_sheet_new (heads);

  for (guint i = 0; request->facts != NULL && i < request->facts->len; i++)
    {
      const ReviewPatternFact *fact = request->facts->pdata[i];
      g_autoptr (GStrvBuilder) fields = g_strv_builder_new (), cases = g_strv_builder_new ();
      g_auto (GStrv) names = NULL, ids = NULL;

      for (char **one = fact->fields; one != NULL && *one != NULL; one++)
        g_strv_builder_add (fields, review_evidence_words_field (session, *one));
      for (guint j = 0; fact->examples != NULL && j < fact->examples->len; j++)
        g_strv_builder_add (cases, ((ReviewPatternCase *) fact->examples->pdata[j])->display_id);
      names = g_strv_builder_end (fields);
      ids = g_strv_builder_end (cases);
      review_sheet_add_row (sheet, review_evidence_words_kind (fact->kind), FALSE);
      review_sheet_take (sheet, g_strjoinv (C_ ("list", ", "), names));
      review_sheet_take (sheet, g_strdup_printf ("%d", (int) fact->cases));
      review_sheet_take (sheet, g_strdup_printf ("%d", (int) fact->citations));
      review_sheet_take (sheet, g_strjoinv (C_ ("list", ", "), ids));
    }
  return sheet;
}

static const char *
name_question (int question)
{
  static const char *const questions[] = {
    NC_ ("question", "Do people disagree more here?"),
    NC_ ("question", "Does no clause apply too often?"),
    NC_ ("question", "Is it escalated twice as often?"),
    NC_ ("question", "Does ROCA rank as well as elsewhere?"),
    NC_ ("question", "Are the errors near the threshold?"),
    NC_ ("question", "Does one re-mapping mend the risk?"),
    NC_ ("question", "Is ROCA confidently wrong?"),
    NC_ ("question", "Is the risk out of calibration?"),
    NC_ ("question", "Does a deciding fact have no feature?"),
    NC_ ("question", "Does one feature weigh wrongly?"),
  };

  return question >= 1 && question <= (int) G_N_ELEMENTS (questions)
             ? g_dpgettext2 (NULL, "question", questions[question - 1])
             : "—";
}

/** review_pattern_sheet_proofs: Returns: (transfer full): the answers that led to the path. */
ReviewSheet *
review_pattern_sheet_proofs (const ReviewPattern *pattern)
{
  const char *heads[] = { C_ ("proof", "Question"),
                          C_ ("proof", "Answer"),
                          C_ ("proof", "Here"),
                          C_ ("proof", "Elsewhere"),
                          C_ ("proof", "Limit"),
                          C_ ("proof", "Cases"),
                          NULL };
  ReviewSheet *sheet = review_sheet_new (heads);

  for (guint i = 0; pattern->proofs != NULL && i < pattern->proofs->len; i++)
    {
      const ReviewPatternProof *one = pattern->proofs->pdata[i];

      review_sheet_add_row (sheet, name_question (one->question), FALSE);
      review_sheet_add (sheet, one->yes ? _ ("yes") : _ ("no"),
                        one->yes ? REVIEW_TONE_WARNING : REVIEW_TONE_NEUTRAL);
      review_sheet_take (sheet, review_format_figure (one->value, 3));
      review_sheet_take (sheet, review_format_figure (one->other, 3));
      review_sheet_take (sheet, review_format_figure (one->limit, 3));
      review_sheet_take (sheet, review_format_figure ((double) one->n, 0));
    }
  return sheet;
}

/** review_pattern_sheet_steps: Returns: (transfer full): what happened to it, the newest first. */
ReviewSheet *
review_pattern_sheet_steps (const ReviewPattern *pattern)
{
  const char *heads[] = { C_ ("pattern", "What happened"), C_ ("pattern", "By"),
                          C_ ("pattern", "When (UTC)"), NULL };
  ReviewSheet *sheet = review_sheet_new (heads);

  for (guint i = pattern->steps != NULL ? pattern->steps->len : 0; i > 0; i--)
    {
      const ReviewPatternStep *one = pattern->steps->pdata[i - 1];
      g_autofree char *title =
          one->reason != NULL
              ? g_strdup_printf ("%s · %s", review_pattern_words_act (one->act), one->reason)
              : g_strdup (review_pattern_words_act (one->act));

      review_sheet_add_row (sheet, title, FALSE);
      review_sheet_add (sheet, one->by_name != NULL ? one->by_name : C_ ("pattern", "the radar"),
                        REVIEW_TONE_NEUTRAL);
      review_sheet_take (sheet, review_format_time (one->at));
    }
  return sheet;
}
