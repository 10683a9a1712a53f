/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The policy: one source of every threshold and parameter. */
#define G_LOG_DOMAIN "review-model"
#include "review-policy.h"

#include "review-record-table.h"

#include <math.h>
#include <string.h>

static const ReviewMember review_parameter_type_members[] = {
  REVIEW_M_STRING (ReviewParameter, name, REQ),
  REVIEW_M_DOUBLE (ReviewParameter, value, REQ),
  REVIEW_M_STRING (ReviewParameter, unit, OPT),
  REVIEW_M_END,
};
TYPE (review_parameter_type, ReviewParameter, "parameter")

static const ReviewMember review_certificate_type_members[] = {
  REVIEW_M_ENUM (ReviewCertificate, side, review_sides, REQ),
  REVIEW_M_DOUBLE (ReviewCertificate, target, REQ),
  REVIEW_M_DOUBLE (ReviewCertificate, lambda, OPT),
  REVIEW_M_INT (ReviewCertificate, n, OPT),
  REVIEW_M_INT (ReviewCertificate, k, OPT),
  REVIEW_M_DOUBLE (ReviewCertificate, delta, OPT),
  REVIEW_M_DOUBLE (ReviewCertificate, bound, OPT),
  REVIEW_M_DOUBLE (ReviewCertificate, sensitivity, OPT),
  REVIEW_M_BOOLEAN (ReviewCertificate, sensitivity_measured, OPT),
  REVIEW_M_TIME (ReviewCertificate, since, OPT),
  REVIEW_M_TIME (ReviewCertificate, until, OPT),
  REVIEW_M_STRING (ReviewCertificate, model, OPT),
  REVIEW_M_STRING (ReviewCertificate, calibration, OPT),
  REVIEW_M_INT (ReviewCertificate, more, OPT),
  REVIEW_M_END,
};
TYPE (review_certificate_type, ReviewCertificate, "certificate")

static const ReviewMember review_rule_type_members[] = {
  REVIEW_M_STRING (ReviewRule, id, REQ),
  REVIEW_M_TEXT (ReviewRule, name, REQ),
  REVIEW_M_STRINGS (ReviewRule, case_types, OPT),
  REVIEW_M_RECORD (ReviewRule, when, review_condition_type, REQ),
  REVIEW_M_ENUM (ReviewRule, effect, review_rule_effects, REQ),
  REVIEW_M_INT (ReviewRule, priority, OPT),
  REVIEW_M_STRING (ReviewRule, key_user_reason, OPT),
  REVIEW_M_STRING (ReviewRule, reason, OPT),
  REVIEW_M_BOOLEAN (ReviewRule, off, OPT),
  REVIEW_M_END,
};
TYPE (review_rule_type, ReviewRule, "rule")

static const ReviewMember review_type_policy_type_members[] = {
  REVIEW_M_STRING (ReviewTypePolicy, case_type, REQ),
  REVIEW_M_DOUBLE (ReviewTypePolicy, threshold_pass, REQ),
  REVIEW_M_DOUBLE (ReviewTypePolicy, threshold_block, REQ),
  REVIEW_M_DOUBLE (ReviewTypePolicy, verdict_cut, REQ),
  REVIEW_M_BOOLEAN (ReviewTypePolicy, certified, OPT),
  REVIEW_M_DOUBLE (ReviewTypePolicy, audit_rate, OPT),
  REVIEW_M_INT (ReviewTypePolicy, sla_minutes, REQ),
  REVIEW_M_RECORDS (ReviewTypePolicy, certificates, review_certificate_type, OPT),
  REVIEW_M_ENUM (ReviewTypePolicy, blind, review_blind_modes, OPT),
  REVIEW_M_DOUBLE (ReviewTypePolicy, blind_share, OPT),
  REVIEW_M_END,
};
TYPE (review_type_policy_type, ReviewTypePolicy, "type_policy")

static const ReviewMember review_policy_type_members[] = {
  REVIEW_M_STRING (ReviewPolicy, version, REQ),
  REVIEW_M_RECORDS (ReviewPolicy, parameters, review_parameter_type, OPT),
  REVIEW_M_RECORDS (ReviewPolicy, types, review_type_policy_type, REQ),
  REVIEW_M_RECORDS (ReviewPolicy, rules, review_rule_type, OPT),
  REVIEW_M_STRING (ReviewPolicy, base, OPT),
  REVIEW_M_STRING (ReviewPolicy, note, OPT),
  REVIEW_M_TIME (ReviewPolicy, valid_from, OPT),
  REVIEW_M_TIME (ReviewPolicy, valid_until, OPT),
  REVIEW_M_STRING (ReviewPolicy, author, OPT),
  REVIEW_M_STRING (ReviewPolicy, approver, OPT),
  REVIEW_M_END,
};
TYPE (review_policy_type, ReviewPolicy, "policy")

static const ReviewTypePolicy *
find_type (const ReviewPolicy *self, const char *case_type)
{
  for (guint i = 0; self->types != NULL && i < self->types->len; i++)
    {
      const ReviewTypePolicy *type = self->types->pdata[i];

      if (strcmp (type->case_type, case_type) == 0)
        return type;
    }
  return NULL;
}

/**
 * review_policy_find_type:
 *
 * Returns: (transfer none) (nullable): what the policy says of @case_type; where it does not name
 *   it, what it says of %REVIEW_POLICY_OTHER_TYPES, which is how types that come with data have
 *   a verdict
 */
const ReviewTypePolicy *
review_policy_find_type (const ReviewPolicy *self, const char *case_type)
{
  const ReviewTypePolicy *type = find_type (self, case_type);

  return type != NULL ? type : find_type (self, REVIEW_POLICY_OTHER_TYPES);
}

/**
 * review_type_policy_decides:
 * @side: a #ReviewSide
 *
 * Returns: whether the side's threshold decides any case without a person; see
 *   review_threshold_decides()
 */
gboolean
review_type_policy_decides (const ReviewTypePolicy *self, int side)
{
  return side == REVIEW_SIDE_PASS ? self->threshold_pass > 0 : self->threshold_block < 1;
}

static gboolean
covers (const ReviewCertificate *one, double threshold)
{
  return one->side == REVIEW_SIDE_PASS ? threshold <= one->lambda : threshold >= one->lambda;
}

/**
 * review_type_policy_find_certificate:
 * @side: a #ReviewSide
 * @model: (nullable): version that the risks are of; %NULL: of any that is named
 * @calibration: (nullable): likewise
 *
 * A certificate speaks of one model's risks on one calibration's scale and of nothing else. One
 * that names no calibration is of whatever calibration its model has.
 *
 * Returns: (transfer none) (nullable): the certificate that covers the side's threshold for them
 */
const ReviewCertificate *
review_type_policy_find_certificate (const ReviewTypePolicy *self,
                                     int side,
                                     const char *model,
                                     const char *calibration)
{
  double threshold = side == REVIEW_SIDE_PASS ? self->threshold_pass : self->threshold_block;

  for (guint i = 0; self->certificates != NULL && i < self->certificates->len; i++)
    {
      const ReviewCertificate *one = self->certificates->pdata[i];

      if (one->side == side && covers (one, threshold) && one->model != NULL
          && one->model[0] != '\0' && (model == NULL || strcmp (one->model, model) == 0)
          && (model == NULL || one->calibration == NULL
              || g_strcmp0 (one->calibration, calibration) == 0))
        return one;
    }
  return NULL;
}

/**
 * review_type_policy_is_proven_for:
 * @model: (nullable): version of what said the risk
 * @calibration: (nullable): of that risk
 *
 * Returns: whether the policy is certified, and every side of it that decides anything has a
 *   certificate of that very model and calibration; %FALSE where nothing is decided at all and no
 *   certificate is there
 */
gboolean
review_type_policy_is_proven_for (const ReviewTypePolicy *self,
                                  const char *model,
                                  const char *calibration)
{
  static const int sides[] = { REVIEW_SIDE_PASS, REVIEW_SIDE_BLOCK };

  if (!self->certified || model == NULL || self->certificates == NULL
      || self->certificates->len == 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    if (review_type_policy_decides (self, sides[i])
        && review_type_policy_find_certificate (self, sides[i], model, calibration) == NULL)
      return FALSE;
  return TRUE;
}

/**
 * review_type_policy_blind:
 * @self: (nullable): %NULL: no policy speaks of the type
 *
 * Open is what holds where nothing is said: whether the reasoning is sound, step by step, is half of
 * what a label teaches, and only who sees the chain can say it. What an open verdict does to people
 * is measured on the share that is asked blind all the same.
 *
 * Returns: the #ReviewBlindMode of the type's queue
 */
int
review_type_policy_blind (const ReviewTypePolicy *self)
{
  return self != NULL && self->blind != 0 ? self->blind : (int) REVIEW_BLIND_OPEN;
}

/**
 * review_type_policy_blind_share:
 * @self: (nullable)
 *
 * Audits of what was decided alone are blind in every queue. Where the queue's own cases are not, a
 * share of them is asked blind too, so that a blind card does not say which it is.
 *
 * Returns: the share of the type's own cases that is hidden until the first call, 0..1
 */
double
review_type_policy_blind_share (const ReviewTypePolicy *self)
{
  if (review_type_policy_blind (self) == REVIEW_BLIND_HIDDEN)
    return 1;
  return self != NULL && !isnan (self->blind_share) ? self->blind_share : REVIEW_BLIND_SHARE;
}

/**
 * review_policy_find_parameter:
 *
 * Returns: (transfer none) (nullable): the parameter; %NULL when the policy has none of that name
 */
const ReviewParameter *
review_policy_find_parameter (const ReviewPolicy *self, const char *name)
{
  for (guint i = 0; self->parameters != NULL && i < self->parameters->len; i++)
    {
      const ReviewParameter *parameter = self->parameters->pdata[i];

      if (strcmp (parameter->name, name) == 0)
        return parameter;
    }
  return NULL;
}

/**
 * review_policy_find_parameter_for:
 * @case_type: (nullable)
 *
 * Returns: (transfer none) (nullable): the parameter of the type, or else that of all types
 */
const ReviewParameter *
review_policy_find_parameter_for (const ReviewPolicy *self, const char *name, const char *case_type)
{
  g_autofree char *own = case_type != NULL ? g_strconcat (name, ":", case_type, NULL) : NULL;
  const ReviewParameter *found = own != NULL ? review_policy_find_parameter (self, own) : NULL;

  return found != NULL ? found : review_policy_find_parameter (self, name);
}

/**
 * review_policy_get_number:
 * @case_type: (nullable): whose own number counts before that of all types
 * @fallback: what counts where the policy is older than the parameter
 *
 * Returns: a whole number
 */
gint64
review_policy_get_number (const ReviewPolicy *self,
                          const char *name,
                          const char *case_type,
                          gint64 fallback)
{
  const ReviewParameter *found = review_policy_find_parameter_for (self, name, case_type);

  return found != NULL ? (gint64) found->value : fallback;
}

/**
 * review_policy_get_parameter:
 * @ret_value: (out): untouched when the policy has no such parameter
 */
gboolean
review_policy_get_parameter (const ReviewPolicy *self, const char *name, double *ret_value)
{
  const ReviewParameter *parameter = review_policy_find_parameter (self, name);

  if (parameter == NULL)
    return FALSE;
  *ret_value = parameter->value;
  return TRUE;
}

static void
append_parameter (GString *out, const ReviewParameter *parameter)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean share = g_strcmp0 (parameter->unit, "share") == 0;

  g_ascii_formatd (number, sizeof number, "%.10g",
                   share ? 100 * parameter->value : parameter->value);
  g_string_append_printf (out, "%s%s", number, share ? " %" : "");
  if (parameter->unit != NULL && g_ascii_isupper (parameter->unit[0]))
    g_string_append_printf (out, " %s", parameter->unit);
}

/**
 * review_policy_expand:
 * @text: SOP text with parameters in braces, `{amount_ratio}`
 * @case_type: (nullable): whose own parameters count before those of all types
 *
 * No number is written twice: the text, ROCA and the Hub read the same parameter. A currency
 * unit follows its number, a share is written in per cent; a name the policy does not have stays as it stands.
 *
 * Returns: (transfer full): the text with numbers in their places
 */
char *
review_policy_expand (const ReviewPolicy *self, const char *text, const char *case_type)
{
  GString *out = g_string_new (NULL);
  const char *p = text;

  while (*p != '\0')
    {
      const char *end = *p == '{' ? strchr (p, '}') : NULL;
      g_autofree char *name = end != NULL ? g_strndup (p + 1, (gsize) (end - p - 1)) : NULL;
      const ReviewParameter *parameter =
          name != NULL ? review_policy_find_parameter_for (self, name, case_type) : NULL;

      if (parameter != NULL)
        append_parameter (out, parameter);
      else
        g_string_append_c (out, *p);
      p = parameter != NULL ? end + 1 : p + 1;
    }
  return g_string_free (out, FALSE);
}

/**
 * review_threshold_decides:
 * @side: a #ReviewSide
 * @threshold: 0..1; NaN: there is none
 * @risk: 0..1; NaN: not known
 *
 * A pass threshold of 0 and a block threshold of 1 decide nothing, so that "nothing automatic"
 * holds at the ends of the scale too, where a risk may be exactly 0 or 1.
 *
 * Returns: whether the threshold decides a case of that risk without a person
 */
gboolean
review_threshold_decides (int side, double threshold, double risk)
{
  return side == REVIEW_SIDE_PASS ? threshold > 0 && risk <= threshold
                                  : threshold < 1 && risk >= threshold;
}
