/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What another agent delivers is believed no more than what a customer types: every number, code
 * and citation is held against the case, the catalogue and the policy, and the first that does not
 * fit is named. */
#define G_LOG_DOMAIN "review-model"
#include "review-delivery.h"

#include <math.h>
#include <string.h>

#include "review-error.h"
#include "review-record-table.h"

#define MAX_NAME    64
#define MAX_SIGNALS 64
#define MAX_STEPS   64
#define MAX_ASKS    16
#define MAX_TEXT    1000 /* characters of a claim */
/* Nobody's evidence is worth more than this, in log-odds. */
#define MAX_SCORE  100.0
#define ADDS_UP    1e-3
#define CLOCK_SKEW (5 * G_TIME_SPAN_MINUTE)

static const ReviewMember review_delivery_type_members[] = {
  REVIEW_M_STRING (ReviewDelivery, agent, REQ),
  REVIEW_M_STRING (ReviewDelivery, model, REQ),
  REVIEW_M_STRING (ReviewDelivery, calibration, OPT),
  REVIEW_M_TIME (ReviewDelivery, as_of, REQ),
  REVIEW_M_STRING (ReviewDelivery, evidence_hash, REQ),
  REVIEW_M_DOUBLE (ReviewDelivery, risk, REQ),
  REVIEW_M_ENUM (ReviewDelivery, verdict, review_verdicts, REQ),
  REVIEW_M_DOUBLE (ReviewDelivery, raw_score, OPT),
  REVIEW_M_DOUBLE (ReviewDelivery, base, OPT),
  REVIEW_M_DOUBLE (ReviewDelivery, rest, OPT),
  REVIEW_M_RECORDS (ReviewDelivery, signals, review_signal_type, OPT),
  REVIEW_M_RECORDS (ReviewDelivery, steps, review_step_type, OPT),
  REVIEW_M_RECORDS (ReviewDelivery, asks, review_ask_type, OPT),
  REVIEW_M_END,
};
TYPE (review_delivery_type, ReviewDelivery, "delivery")

static const ReviewMember review_agent_view_type_members[] = {
  REVIEW_M_RECORD (ReviewAgentView, values, review_intake_type, REQ),
  REVIEW_M_STRING (ReviewAgentView, evidence_hash, REQ),
  REVIEW_M_DOUBLE (ReviewAgentView, verdict_cut, OPT),
  REVIEW_M_RECORD (ReviewAgentView, sop, review_sop_type, OPT),
  REVIEW_M_END,
};
TYPE (review_agent_view_type, ReviewAgentView, "agent_view")

typedef struct
{
  const ReviewDelivery *self;
  const ReviewDeliveryGround *ground;
  const ReviewSop *sop;
} Check;

static guint
count (const GPtrArray *list)
{
  return list != NULL ? list->len : 0;
}

static const ReviewEvidence *
find_evidence (const Check *check, const char *label)
{
  GPtrArray *rows = check->ground->values->evidence;

  for (guint i = 0; label != NULL && i < count (rows); i++)
    {
      const ReviewEvidence *row = rows->pdata[i];

      if (g_strcmp0 (row->label, label) == 0 && row->at <= check->self->as_of)
        return row;
    }
  return NULL;
}

static gboolean
check_name (const char *name, const char *field, GError **error)
{
  gsize len = strlen (name);

  if (len > 0 && len <= MAX_NAME
      && strspn (name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_./") == len)
    return TRUE;
  review_error_set_field (error, field, "is 1 to %d of letters, digits, - _ . and /", MAX_NAME);
  return FALSE;
}

static gboolean
check_score (double value, const char *field, GError **error)
{
  if (isnan (value) || fabs (value) <= MAX_SCORE)
    return TRUE;
  review_error_set_field (error, field, "is out of range");
  return FALSE;
}

static gboolean
check_verdict (const Check *check, GError **error)
{
  const ReviewDelivery *self = check->self;
  const ReviewTypePolicy *type =
      review_policy_find_type (check->ground->policy, check->ground->values->type);
  char cut[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean block;

  if (!(self->risk >= 0 && self->risk <= 1))
    {
      review_error_set_field (error, "risk", "is a probability, 0 to 1");
      return FALSE;
    }
  if (type == NULL)
    {
      review_error_set_field (error, "verdict", "the policy has no cut for this type");
      return FALSE;
    }
  block = self->risk >= type->verdict_cut;
  if (block == (self->verdict == REVIEW_VERDICT_BLOCK))
    return TRUE;
  g_ascii_formatd (cut, sizeof cut, "%.4g", type->verdict_cut);
  review_error_set_field (error, "verdict", "contradicts the risk: the policy's cut is %s", cut);
  return FALSE;
}

static gboolean
check_head (const Check *check, GError **error)
{
  const ReviewDelivery *self = check->self;
  g_autofree char *hash = review_evidence_set_hash (check->ground->values->evidence);

  if (!check_name (self->agent, "agent", error) || !check_name (self->model, "model", error)
      || (self->calibration != NULL && !check_name (self->calibration, "calibration", error)))
    return FALSE;
  if (g_ascii_strcasecmp (self->agent, REVIEW_AGENT_ROCA) == 0)
    {
      review_error_set_field (error, "agent", "is the house's own agent");
      return FALSE;
    }
  if (self->as_of < check->ground->values->as_of)
    {
      review_error_set_field (error, "as_of", "lies before the case's newest evidence");
      return FALSE;
    }
  if (self->as_of <= 0 || self->as_of > check->ground->now + CLOCK_SKEW)
    {
      review_error_set_field (error, "as_of", "lies in the future");
      return FALSE;
    }
  if (strcmp (hash, self->evidence_hash) != 0)
    {
      review_error_set_field (error, "evidence_hash", "is of other evidence than the case has now");
      return FALSE;
    }
  return check_verdict (check, error);
}

static gboolean
wrong (GError **error, const char *list, guint i, const char *member, const char *why)
{
  g_autofree char *field = g_strdup_printf ("%s[%u].%s", list, i, member);

  review_error_set_field (error, field, "%s", why);
  return FALSE;
}

static gboolean
is_text (const ReviewText *text)
{
  const char *one = text != NULL ? review_text_get (text, "en") : NULL;

  return one != NULL && *one != '\0' && g_utf8_strlen (one, -1) <= MAX_TEXT
         && (text->zh_cn == NULL || g_utf8_strlen (text->zh_cn, -1) <= MAX_TEXT);
}

static gboolean
check_signals (const Check *check, GError **error)
{
  const ReviewDelivery *self = check->self;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  double sum = isnan (self->rest) ? 0 : self->rest;

  for (guint i = 0; i < count (self->signals); i++)
    {
      const ReviewSignal *signal = self->signals->pdata[i];

      if (signal->feature == NULL || *signal->feature == '\0'
          || !g_hash_table_add (seen, signal->feature))
        return wrong (error, "signals", i, "feature", "is missing or there twice");
      if (!is_text (signal->name))
        return wrong (error, "signals", i, "name", "is missing or too long");
      if (!is_text (signal->display))
        return wrong (error, "signals", i, "display", "is missing or too long");
      if (isnan (signal->contribution) || fabs (signal->contribution) > MAX_SCORE)
        return wrong (error, "signals", i, "contribution", "is missing or out of range");
      for (char **label = signal->evidence; label != NULL && *label != NULL; label++)
        if (find_evidence (check, *label) == NULL)
          return wrong (error, "signals", i, "evidence", "names no row that could be read");
      sum += signal->contribution;
    }
  if (!check_score (self->raw_score, "raw_score", error) || !check_score (self->base, "base", error)
      || !check_score (self->rest, "rest", error))
    return FALSE;
  if (count (self->signals) == 0 || isnan (self->raw_score)
      || fabs (self->raw_score - sum - (isnan (self->base) ? 0 : self->base)) <= ADDS_UP)
    return TRUE;
  review_error_set_field (error, "raw_score", "is not base, rest and signals added up");
  return FALSE;
}

static gboolean
check_citation (const Check *check, const ReviewCitation *citation, guint step, GError **error)
{
  const ReviewEvidence *row = find_evidence (check, citation->evidence);
  const ReviewField *field;

  if (row == NULL)
    return wrong (error, "steps", step, "citations", "names no row that could be read");
  if (citation->field == NULL)
    return TRUE;
  field = review_fields_find (row->fields, citation->field);
  if (field == NULL)
    return wrong (error, "steps", step, "citations", "names a field that the row does not have");
  if (g_strcmp0 (field->value, citation->value) != 0)
    return wrong (error, "steps", step, "citations", "quotes another value than the row has");
  return TRUE;
}

static gboolean
check_step (const Check *check, const ReviewStep *step, guint i, GError **error)
{
  if (step->kind == 0)
    return wrong (error, "steps", i, "kind", "is required");
  if (!is_text (step->claim))
    return wrong (error, "steps", i, "claim", "is missing or too long");
  if (step->clause != NULL
      && (check->sop == NULL || review_sop_find_clause (check->sop, step->clause) == NULL))
    return wrong (error, "steps", i, "clause", "is no clause of the type's SOP");
  if (step->answer != 0 && step->clause == NULL)
    return wrong (error, "steps", i, "answer", "answers no clause");
  for (guint k = 0; k < count (step->citations); k++)
    if (!check_citation (check, step->citations->pdata[k], i, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_steps (const Check *check, GError **error)
{
  for (guint i = 0; i < count (check->self->steps); i++)
    if (!check_step (check, check->self->steps->pdata[i], i, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_asks (const Check *check, GError **error)
{
  for (guint i = 0; i < count (check->self->asks); i++)
    {
      const ReviewAsk *ask = check->self->asks->pdata[i];

      if (ask->code == NULL
          || review_catalog_find_code (check->ground->catalog, "request_information", ask->code,
                                       check->ground->values->type)
                 == NULL)
        return wrong (error, "asks", i, "code", "is no code of request_information");
    }
  return TRUE;
}

static gboolean
check_length (const GPtrArray *list, guint most, const char *field, GError **error)
{
  if (count (list) <= most)
    return TRUE;
  review_error_set_field (error, field, "has more than %u", most);
  return FALSE;
}

/**
 * review_delivery_check:
 * @ground: the case as it is now, and what is in force
 *
 * Returns: %FALSE with INVALID naming the first member that does not fit
 */
gboolean
review_delivery_check (const ReviewDelivery *self,
                       const ReviewDeliveryGround *ground,
                       GError **error)
{
  const Check check = { self, ground,
                        review_catalog_find_sop (ground->catalog, ground->values->type) };

  return check_length (self->signals, MAX_SIGNALS, "signals", error)
         && check_length (self->steps, MAX_STEPS, "steps", error)
         && check_length (self->asks, MAX_ASKS, "asks", error) && check_head (&check, error)
         && check_signals (&check, error) && check_steps (&check, error)
         && check_asks (&check, error);
}

/* A decisive step without a clause is a gap of the SOP, whoever found it; where there is none, nothing
 * is missing in it. */
static GPtrArray *
number_steps (const ReviewDelivery *self, const ReviewSop *sop)
{
  GPtrArray *steps = review_records_new ();

  for (guint i = 0; i < count (self->steps); i++)
    {
      ReviewStep *step = review_record_copy (self->steps->pdata[i]);

      step->n = i + 1;
      step->no_clause = sop != NULL && step->decisive && step->clause == NULL;
      g_ptr_array_add (steps, step);
    }
  return steps;
}

static GPtrArray *
copy_list (const GPtrArray *from)
{
  GPtrArray *to = review_records_new ();

  for (guint i = 0; i < count (from); i++)
    g_ptr_array_add (to, review_record_ref (from->pdata[i]));
  return to;
}

/**
 * review_delivery_to_assessment:
 * @self: checked
 *
 * Returns: (transfer full): the assessment, without what the gates and the store add
 */
ReviewAssessment *
review_delivery_to_assessment (const ReviewDelivery *self, const ReviewDeliveryGround *ground)
{
  const ReviewTypePolicy *type = review_policy_find_type (ground->policy, ground->values->type);
  const ReviewSop *sop = review_catalog_find_sop (ground->catalog, ground->values->type);
  ReviewAssessment *out = review_record_new (&review_assessment_type);

  out->agent = g_strdup (self->agent);
  out->model = g_strdup (self->model);
  out->calibration = g_strdup (self->calibration);
  out->policy = g_strdup (ground->policy->version);
  out->sop_version = sop != NULL ? g_strdup (sop->version) : NULL;
  out->as_of = self->as_of;
  out->risk = self->risk;
  out->raw_score = self->raw_score;
  out->base = self->base;
  out->rest = self->rest;
  out->verdict = self->verdict;
  out->verdict_cut = type->verdict_cut;
  out->threshold_pass = type->threshold_pass;
  out->threshold_block = type->threshold_block;
  out->certified = review_type_policy_is_proven_for (type, self->model, self->calibration);
  out->signals = copy_list (self->signals);
  out->steps = number_steps (self, sop);
  out->asks = copy_list (self->asks);
  return out;
}
