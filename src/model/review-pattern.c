/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recurring errors as they are served, and when two of them are the same. */
#define G_LOG_DOMAIN "review-model"
#include "review-pattern.h"

#include <math.h>
#include <string.h>

#include "review-canonical.h"
#include "review-error.h"
#include "review-record-table.h"

const ReviewEnum review_pattern_states = {
  "pattern_states", (const char *const[]){ "candidate", "confirmed", "working", "repaired",
                                           "closed", "dismissed", NULL }
};
const ReviewEnum review_pattern_origins = { "pattern_origins",
                                            (const char *const[]){ "radar", "person", NULL } };
const ReviewEnum review_pattern_acts = {
  "pattern_acts",
  (const char *const[]){ "find", "nominate", "confirm", "refute", "accept", "repair", "pass",
                         "fail", "reopen", "dismiss", "request", "answer", "arrive", NULL }
};
const ReviewEnum review_questions = {
  "questions",
  (const char *const[]){ "agreement", "no_clause", "escalated", "ranking", "near_cut", "remap",
                         "confident", "calibration", "missing_feature", "contribution", NULL }
};

static const ReviewMember review_pattern_condition_type_members[] = {
  REVIEW_M_STRING (ReviewPatternCondition, attribute, REQ),
  REVIEW_M_STRING (ReviewPatternCondition, equals, OPT),
  REVIEW_M_DOUBLE (ReviewPatternCondition, low, OPT),
  REVIEW_M_DOUBLE (ReviewPatternCondition, high, OPT),
  REVIEW_M_BOOLEAN (ReviewPatternCondition, missing, OPT),
  REVIEW_M_END,
};
TYPE (review_pattern_condition_type, ReviewPatternCondition, "pattern_condition")

static const ReviewMember review_pattern_count_type_members[] = {
  REVIEW_M_TIME (ReviewPatternCount, since, OPT),
  REVIEW_M_TIME (ReviewPatternCount, until, OPT),
  REVIEW_M_INT (ReviewPatternCount, n, REQ),
  REVIEW_M_INT (ReviewPatternCount, errors, REQ),
  REVIEW_M_INT (ReviewPatternCount, n_outside, REQ),
  REVIEW_M_INT (ReviewPatternCount, errors_outside, REQ),
  REVIEW_M_DOUBLE (ReviewPatternCount, rate, OPT),
  REVIEW_M_DOUBLE (ReviewPatternCount, rate_outside, OPT),
  REVIEW_M_DOUBLE (ReviewPatternCount, lift, OPT),
  REVIEW_M_DOUBLE (ReviewPatternCount, low, OPT),
  REVIEW_M_DOUBLE (ReviewPatternCount, high, OPT),
  REVIEW_M_DOUBLE (ReviewPatternCount, p, OPT),
  REVIEW_M_END,
};
TYPE (review_pattern_count_type, ReviewPatternCount, "pattern_count")

static const ReviewMember review_pattern_proof_type_members[] = {
  REVIEW_M_ENUM (ReviewPatternProof, question, review_questions, REQ),
  REVIEW_M_DOUBLE (ReviewPatternProof, value, OPT),
  REVIEW_M_DOUBLE (ReviewPatternProof, other, OPT),
  REVIEW_M_DOUBLE (ReviewPatternProof, limit, OPT),
  REVIEW_M_DOUBLE (ReviewPatternProof, p, OPT),
  REVIEW_M_INT (ReviewPatternProof, n, OPT),
  REVIEW_M_BOOLEAN (ReviewPatternProof, yes, OPT),
  REVIEW_M_END,
};
TYPE (review_pattern_proof_type, ReviewPatternProof, "pattern_proof")

static const ReviewMember review_pattern_query_type_members[] = {
  REVIEW_M_DOUBLE (ReviewPatternQuery, limit, REQ),
  REVIEW_M_DOUBLE (ReviewPatternQuery, alpha, REQ),
  REVIEW_M_TIME (ReviewPatternQuery, since, OPT),
  REVIEW_M_INT (ReviewPatternQuery, n, OPT),
  REVIEW_M_INT (ReviewPatternQuery, errors, OPT),
  REVIEW_M_DOUBLE (ReviewPatternQuery, low, OPT),
  REVIEW_M_DOUBLE (ReviewPatternQuery, high, OPT),
  REVIEW_M_INT (ReviewPatternQuery, cases, OPT),
  REVIEW_M_INT (ReviewPatternQuery, claims, OPT),
  REVIEW_M_DOUBLE (ReviewPatternQuery, claim_share, OPT),
  REVIEW_M_DOUBLE (ReviewPatternQuery, claim_limit, OPT),
  REVIEW_M_DOUBLE (ReviewPatternQuery, claim_high, OPT),
  REVIEW_M_END,
};
TYPE (review_pattern_query_type, ReviewPatternQuery, "pattern_query")

static const ReviewMember review_pattern_step_type_members[] = {
  REVIEW_M_INT (ReviewPatternStep, n, REQ),
  REVIEW_M_ENUM (ReviewPatternStep, act, review_pattern_acts, REQ),
  REVIEW_M_ENUM (ReviewPatternStep, state, review_pattern_states, REQ),
  REVIEW_M_STRING (ReviewPatternStep, by, REQ),
  REVIEW_M_STRING (ReviewPatternStep, by_name, OPT),
  REVIEW_M_TIME (ReviewPatternStep, at, REQ),
  REVIEW_M_STRING (ReviewPatternStep, reason, OPT),
  REVIEW_M_END,
};
TYPE (review_pattern_step_type, ReviewPatternStep, "pattern_step")

static const ReviewMember review_pattern_case_type_members[] = {
  REVIEW_M_STRING (ReviewPatternCase, case_id, REQ),
  REVIEW_M_STRING (ReviewPatternCase, display_id, REQ),
  REVIEW_M_END,
};
TYPE (review_pattern_case_type, ReviewPatternCase, "pattern_case")

static const ReviewMember review_pattern_fact_type_members[] = {
  REVIEW_M_ENUM (ReviewPatternFact, kind, review_evidence_kinds, REQ),
  REVIEW_M_STRINGS (ReviewPatternFact, fields, OPT),
  REVIEW_M_INT (ReviewPatternFact, citations, REQ),
  REVIEW_M_INT (ReviewPatternFact, cases, REQ),
  REVIEW_M_RECORDS (ReviewPatternFact, examples, review_pattern_case_type, OPT),
  REVIEW_M_END,
};
TYPE (review_pattern_fact_type, ReviewPatternFact, "pattern_fact")

static const ReviewMember review_feature_request_type_members[] = {
  REVIEW_M_STRING (ReviewFeatureRequest, reason, REQ),
  REVIEW_M_STRING (ReviewFeatureRequest, asked_by, REQ),
  REVIEW_M_STRING (ReviewFeatureRequest, asked_by_name, OPT),
  REVIEW_M_TIME (ReviewFeatureRequest, asked_at, REQ),
  REVIEW_M_INT (ReviewFeatureRequest, cases, REQ),
  REVIEW_M_INT (ReviewFeatureRequest, cited, REQ),
  REVIEW_M_RECORDS (ReviewFeatureRequest, facts, review_pattern_fact_type, OPT),
  REVIEW_M_STRING (ReviewFeatureRequest, answer, OPT),
  REVIEW_M_STRING (ReviewFeatureRequest, answered_by, OPT),
  REVIEW_M_STRING (ReviewFeatureRequest, answered_by_name, OPT),
  REVIEW_M_TIME (ReviewFeatureRequest, answered_at, OPT),
  REVIEW_M_STRING (ReviewFeatureRequest, feature, OPT),
  REVIEW_M_TIME (ReviewFeatureRequest, arrived_at, OPT),
  REVIEW_M_INT (ReviewFeatureRequest, known, OPT),
  REVIEW_M_DOUBLE (ReviewFeatureRequest, separation, OPT),
  REVIEW_M_DOUBLE (ReviewFeatureRequest, low, OPT),
  REVIEW_M_DOUBLE (ReviewFeatureRequest, high, OPT),
  REVIEW_M_BOOLEAN (ReviewFeatureRequest, tells, OPT),
  REVIEW_M_END,
};
TYPE (review_feature_request_type, ReviewFeatureRequest, "feature_request")

static const ReviewMember review_feature_answer_type_members[] = {
  REVIEW_M_STRING (ReviewFeatureAnswer, text, REQ),
  REVIEW_M_STRING (ReviewFeatureAnswer, feature, OPT),
  REVIEW_M_END,
};
TYPE (review_feature_answer_type, ReviewFeatureAnswer, "feature_answer")

static const ReviewMember review_pattern_type_members[] = {
  REVIEW_M_STRING (ReviewPattern, id, REQ),
  REVIEW_M_STRING (ReviewPattern, display_id, REQ),
  REVIEW_M_STRING (ReviewPattern, case_type, REQ),
  REVIEW_M_ENUM (ReviewPattern, label, review_labels, REQ),
  REVIEW_M_RECORDS (ReviewPattern, conditions, review_pattern_condition_type, OPT),
  REVIEW_M_ENUM (ReviewPattern, state, review_pattern_states, REQ),
  REVIEW_M_ENUM (ReviewPattern, origin, review_pattern_origins, REQ),
  REVIEW_M_INT (ReviewPattern, version, REQ),
  REVIEW_M_STRING (ReviewPattern, nominated_by, OPT),
  REVIEW_M_TIME (ReviewPattern, found_at, REQ),
  REVIEW_M_RECORD (ReviewPattern, found, review_pattern_count_type, OPT),
  REVIEW_M_RECORD (ReviewPattern, later, review_pattern_count_type, OPT),
  REVIEW_M_DOUBLE (ReviewPattern, q, OPT),
  REVIEW_M_ENUM (ReviewPattern, suggested, review_paths, OPT),
  REVIEW_M_STRING (ReviewPattern, fix, OPT),
  REVIEW_M_STRING (ReviewPattern, feature, OPT),
  REVIEW_M_RECORDS (ReviewPattern, proofs, review_pattern_proof_type, OPT),
  REVIEW_M_ENUM (ReviewPattern, path, review_paths, OPT),
  REVIEW_M_BOOLEAN (ReviewPattern, overridden, OPT),
  REVIEW_M_STRING (ReviewPattern, owner, OPT),
  REVIEW_M_STRING (ReviewPattern, owner_name, OPT),
  REVIEW_M_TIME (ReviewPattern, due, OPT),
  REVIEW_M_STRING (ReviewPattern, reference, OPT),
  REVIEW_M_RECORD (ReviewPattern, query, review_pattern_query_type, OPT),
  REVIEW_M_RECORD (ReviewPattern, request, review_feature_request_type, OPT),
  REVIEW_M_INT (ReviewPattern, reopened, OPT),
  REVIEW_M_RECORDS (ReviewPattern, exemplars, review_pattern_case_type, OPT),
  REVIEW_M_RECORDS (ReviewPattern, steps, review_pattern_step_type, OPT),
  REVIEW_M_END,
};
TYPE (review_pattern_type, ReviewPattern, "pattern")

static const ReviewMember review_pattern_list_type_members[] = {
  REVIEW_M_RECORDS (ReviewPatternList, items, review_pattern_type, OPT),
  REVIEW_M_END,
};
TYPE (review_pattern_list_type, ReviewPatternList, "pattern_list")

static const ReviewMember review_pattern_scan_request_type_members[] = {
  REVIEW_M_STRING (ReviewPatternScanRequest, case_type, REQ),
  REVIEW_M_TIME (ReviewPatternScanRequest, since, OPT),
  REVIEW_M_TIME (ReviewPatternScanRequest, split, OPT),
  REVIEW_M_TIME (ReviewPatternScanRequest, until, OPT),
  REVIEW_M_END,
};
TYPE (review_pattern_scan_request_type, ReviewPatternScanRequest, "pattern_scan_request")

static const ReviewMember review_pattern_scan_type_members[] = {
  REVIEW_M_STRING (ReviewPatternScan, case_type, REQ),
  REVIEW_M_TIME (ReviewPatternScan, since, REQ),
  REVIEW_M_TIME (ReviewPatternScan, split, REQ),
  REVIEW_M_TIME (ReviewPatternScan, until, REQ),
  REVIEW_M_INT (ReviewPatternScan, cases, REQ),
  REVIEW_M_INT (ReviewPatternScan, tried, REQ),
  REVIEW_M_INT (ReviewPatternScan, found, REQ),
  REVIEW_M_INT (ReviewPatternScan, known, REQ),
  REVIEW_M_INT (ReviewPatternScan, confirmed, REQ),
  REVIEW_M_INT (ReviewPatternScan, refuted, REQ),
  REVIEW_M_INT (ReviewPatternScan, closed, REQ),
  REVIEW_M_INT (ReviewPatternScan, failed, REQ),
  REVIEW_M_INT (ReviewPatternScan, reopened, REQ),
  REVIEW_M_END,
};
TYPE (review_pattern_scan_type, ReviewPatternScan, "pattern_scan")

static const ReviewMember review_pattern_nomination_type_members[] = {
  REVIEW_M_STRING (ReviewPatternNomination, case_type, REQ),
  REVIEW_M_ENUM (ReviewPatternNomination, label, review_labels, REQ),
  REVIEW_M_RECORDS (ReviewPatternNomination, conditions, review_pattern_condition_type, OPT),
  REVIEW_M_STRING (ReviewPatternNomination, reason, REQ),
  REVIEW_M_END,
};
TYPE (review_pattern_nomination_type, ReviewPatternNomination, "pattern_nomination")

static const ReviewMember review_pattern_acceptance_type_members[] = {
  REVIEW_M_ENUM (ReviewPatternAcceptance, path, review_paths, REQ),
  REVIEW_M_STRING (ReviewPatternAcceptance, owner, REQ),
  REVIEW_M_TIME (ReviewPatternAcceptance, due, OPT),
  REVIEW_M_STRING (ReviewPatternAcceptance, reason, OPT),
  REVIEW_M_END,
};
TYPE (review_pattern_acceptance_type, ReviewPatternAcceptance, "pattern_acceptance")

static const ReviewMember review_pattern_act_request_type_members[] = {
  REVIEW_M_STRING (ReviewPatternActRequest, reference, OPT),
  REVIEW_M_TIME (ReviewPatternActRequest, since, OPT),
  REVIEW_M_STRING (ReviewPatternActRequest, reason, REQ),
  REVIEW_M_END,
};
TYPE (review_pattern_act_request_type, ReviewPatternActRequest, "pattern_act_request")

/* A condition says one thing. */
static gboolean
check_condition (const ReviewPatternCondition *one, GError **error)
{
  gboolean ranged = !isnan (one->low) || !isnan (one->high);
  int said = (one->equals != NULL ? 1 : 0) + (ranged ? 1 : 0) + (one->missing ? 1 : 0);

  if (one->attribute[0] == '\0' || strlen (one->attribute) > 100)
    review_error_set_field (error, "conditions", "an attribute has 1 to 100 bytes");
  else if (said != 1)
    review_error_set_field (error, "conditions", "%s: needs a text, a range, or to be missing",
                            one->attribute);
  else if (!isnan (one->low) && !isnan (one->high) && one->low >= one->high)
    review_error_set_field (error, "conditions", "%s: the range is empty", one->attribute);
  else
    return TRUE;
  return FALSE;
}

/**
 * review_pattern_check_conditions:
 * @conditions: (element-type ReviewPatternCondition) (nullable)
 *
 * Returns: whether they may make a pattern: one to three, each on an attribute of its own
 */
gboolean
review_pattern_check_conditions (GPtrArray *conditions, GError **error)
{
  if (conditions == NULL || conditions->len == 0 || conditions->len > REVIEW_PATTERN_MAX_CONDITIONS)
    {
      review_error_set_field (error, "conditions", "1 to %d of them",
                              REVIEW_PATTERN_MAX_CONDITIONS);
      return FALSE;
    }
  for (guint i = 0; i < conditions->len; i++)
    {
      const ReviewPatternCondition *one = conditions->pdata[i];

      if (!check_condition (one, error))
        return FALSE;
      for (guint j = 0; j < i; j++)
        if (strcmp (one->attribute, ((ReviewPatternCondition *) conditions->pdata[j])->attribute)
            == 0)
          {
            review_error_set_field (error, "conditions", "%s is there twice", one->attribute);
            return FALSE;
          }
    }
  return TRUE;
}

static ReviewCondition *
new_leaf (const char *fact, int op, double number, const char *text)
{
  ReviewCondition *leaf = review_record_new (&review_condition_type);

  leaf->fact = g_strdup (fact);
  leaf->op = op;
  leaf->number = number;
  leaf->text = g_strdup (text);
  return leaf;
}

static void
add_leaves (GPtrArray *all, const ReviewPatternCondition *one)
{
  ReviewCondition *absent;

  if (one->equals != NULL)
    g_ptr_array_add (all, new_leaf (one->attribute, REVIEW_OP_EQ, (double) NAN, one->equals));
  if (!isnan (one->low))
    g_ptr_array_add (all, new_leaf (one->attribute, REVIEW_OP_GE, one->low, NULL));
  if (!isnan (one->high))
    g_ptr_array_add (all, new_leaf (one->attribute, REVIEW_OP_LT, one->high, NULL));
  if (!one->missing)
    return;
  absent = review_record_new (&review_condition_type);
  absent->not_ = new_leaf (one->attribute, REVIEW_OP_PRESENT, (double) NAN, NULL);
  g_ptr_array_add (all, absent);
}

/**
 * review_pattern_list_slice:
 *
 * What said the risk, and under which policy, is no fact of a case and left out: the error is theirs,
 * the cases are anybody's.
 *
 * Returns: (transfer container) (element-type ReviewPatternCondition) (nullable): the conditions that
 *   say which cases the pattern is of; %NULL where it is about what is known of errors alone, or of
 *   clauses, or of nothing else
 */
GPtrArray *
review_pattern_list_slice (const ReviewPattern *self)
{
  static const char *const speakers[] = { "model", "policy", "agent", NULL };
  static const char *const errors[] = { "cause", "wrong_step", NULL };
  g_autoptr (GPtrArray) slice = g_ptr_array_new ();

  for (guint i = 0; self->conditions != NULL && i < self->conditions->len; i++)
    {
      const ReviewPatternCondition *one = self->conditions->pdata[i];

      if (g_strv_contains (errors, one->attribute) || g_str_has_prefix (one->attribute, "clause:"))
        return NULL;
      if (!g_strv_contains (speakers, one->attribute))
        g_ptr_array_add (slice, (gpointer) one);
    }
  return slice->len > 0 ? g_steal_pointer (&slice) : NULL;
}

/**
 * review_pattern_dup_slice:
 *
 * Returns: (transfer full) (nullable): review_pattern_list_slice() as a condition over the facts of
 *   rules
 */
ReviewCondition *
review_pattern_dup_slice (const ReviewPattern *self)
{
  g_autoptr (GPtrArray) conditions = review_pattern_list_slice (self);
  ReviewCondition *slice;

  if (conditions == NULL)
    return NULL;
  slice = review_record_new (&review_condition_type);
  slice->all = review_records_new ();
  for (guint i = 0; i < conditions->len; i++)
    add_leaves (slice->all, conditions->pdata[i]);
  return slice;
}

static int
compare_attributes (gconstpointer a, gconstpointer b)
{
  const ReviewPatternCondition *x = *(const ReviewPatternCondition *const *) a;
  const ReviewPatternCondition *y = *(const ReviewPatternCondition *const *) b;

  return strcmp (x->attribute, y->attribute);
}

/* The shortest digits that are read back as the same number; canonical bytes hold no floats. */
static void
add_end (ReviewCanonical *bytes, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  review_canonical_add (bytes,
                        isnan (value) ? NULL : g_ascii_dtostr (digits, sizeof digits, value));
}

/**
 * review_pattern_hash:
 * @label: #ReviewLabel
 * @conditions: (element-type ReviewPatternCondition)
 *
 * Returns: (transfer full): the same for the same conditions, in whatever order they are
 */
char *
review_pattern_hash (const char *case_type, int label, GPtrArray *conditions)
{
  g_autoptr (ReviewCanonical) bytes = review_canonical_new (1);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; i < conditions->len; i++)
    g_ptr_array_add (sorted, conditions->pdata[i]);
  g_ptr_array_sort (sorted, compare_attributes);
  review_canonical_add (bytes, case_type);
  review_canonical_add_int (bytes, label);
  for (guint i = 0; i < sorted->len; i++)
    {
      const ReviewPatternCondition *one = sorted->pdata[i];

      review_canonical_add (bytes, one->attribute);
      review_canonical_add (bytes, one->equals);
      add_end (bytes, one->low);
      add_end (bytes, one->high);
      review_canonical_add_int (bytes, one->missing);
    }
  return review_canonical_hash (bytes);
}
