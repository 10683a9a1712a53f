/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a form about a person must hold before it is a decision. One table of rules, read by the
 * session (to say what is missing while the form is filled in) and by the service (to refuse what
 * is not complete), so that the two can never disagree. Pure over values. */
#define G_LOG_DOMAIN "review-model"
#include "review-form-rules.h"

#include <string.h>

#include "review-annotation.h"
#include "review-customer-text.h"
#include "review-error.h"
#include "review-personal-data.h"
#include "review-record-table.h"
#include "review-text.h"
#include "review-tipping-off.h"

static const ReviewMember review_unmet_type_members[] = {
  REVIEW_M_STRING (ReviewUnmet, code, REQ),
  REVIEW_M_STRING (ReviewUnmet, field, REQ),
  REVIEW_M_END,
};
TYPE (review_unmet_type, ReviewUnmet, "unmet")

typedef gboolean (*BrokenFunc) (const ReviewForm *form, const ReviewFormContext *context);

static gboolean
is_final (const ReviewForm *form)
{
  return form->choice == REVIEW_CHOICE_PASS || form->choice == REVIEW_CHOICE_BLOCK;
}

static gboolean
is_escalation (const ReviewForm *form)
{
  return form->choice == REVIEW_CHOICE_ESCALATE;
}

static gboolean
is_key_user (const ReviewFormContext *context)
{
  return review_priority_is_key_user (context->item_case->priority);
}

static int
label_of (const ReviewForm *form, const ReviewFormContext *context)
{
  return context->blind ? 0 : review_form_label (form, context->assessment);
}

/* FP, FN, escalations and blocks of key users teach: they carry root cause and annotation. */
static gboolean
teaches (const ReviewForm *form, const ReviewFormContext *context)
{
  int label = label_of (form, context);

  return is_escalation (form) || label == REVIEW_LABEL_FP || label == REVIEW_LABEL_FN
         || (form->choice == REVIEW_CHOICE_BLOCK && is_key_user (context));
}

static gboolean
is_listed (const ReviewFormContext *context, const char *list, const char *code)
{
  const ReviewCode *found =
      review_catalog_find_code (context->catalog, list, code, context->item_case->type);

  return found != NULL && !found->retired;
}

static gboolean
type_has_dispositions (const ReviewFormContext *context)
{
  g_autoptr (GPtrArray) codes =
      review_catalog_list_codes (context->catalog, "disposition", context->item_case->type);

  return codes->len > 0;
}

static gboolean
needs_choice (const ReviewForm *form, const ReviewFormContext *context)
{
  return form->choice == 0;
}

static gboolean
key_user_needs_escalation (const ReviewForm *form, const ReviewFormContext *context)
{
  return is_final (form) && is_key_user (context) && !review_role_decides_key_users (context->role);
}

/* The rule of the policy that wants an escalation; NULL: none, or not to be told to this person. */
static const char *
escalation_rule (const ReviewFormContext *context)
{
  const ReviewAssessment *said = context->blind ? NULL : context->assessment;

  return said != NULL && said->gates != NULL ? said->gates->escalation_rule : NULL;
}

/* High-risk patterns are decided like key users: never alone by a junior role. */
static gboolean
rule_needs_escalation (const ReviewForm *form, const ReviewFormContext *context)
{
  return is_final (form) && escalation_rule (context) != NULL
         && !review_role_decides_key_users (context->role);
}

static gboolean
needs_disposition (const ReviewForm *form, const ReviewFormContext *context)
{
  return form->choice == REVIEW_CHOICE_BLOCK && form->disposition == NULL
         && type_has_dispositions (context);
}

static gboolean
unknown_disposition (const ReviewForm *form, const ReviewFormContext *context)
{
  return form->choice == REVIEW_CHOICE_BLOCK && form->disposition != NULL
         && !is_listed (context, "disposition", form->disposition);
}

static gboolean
unexpected_disposition (const ReviewForm *form, const ReviewFormContext *context)
{
  return form->choice != REVIEW_CHOICE_BLOCK && form->disposition != NULL;
}

static gboolean
needs_escalation_reason (const ReviewForm *form, const ReviewFormContext *context)
{
  return is_escalation (form) && (form->reason_codes == NULL || form->reason_codes[0] == NULL);
}

static gboolean
unknown_escalation_reason (const ReviewForm *form, const ReviewFormContext *context)
{
  for (char **code = form->reason_codes; is_escalation (form) && code && *code != NULL; code++)
    if (!is_listed (context, "escalation_reason", *code))
      return TRUE;
  return FALSE;
}

static gboolean
unexpected_reason_codes (const ReviewForm *form, const ReviewFormContext *context)
{
  return !is_escalation (form) && form->reason_codes != NULL && form->reason_codes[0] != NULL;
}

static gboolean
needs_recommendation (const ReviewForm *form, const ReviewFormContext *context)
{
  return is_escalation (form) && form->recommendation == 0;
}

static gboolean
unexpected_recommendation (const ReviewForm *form, const ReviewFormContext *context)
{
  return !is_escalation (form) && form->recommendation != 0;
}

static gboolean
needs_checked (const ReviewForm *form, const ReviewFormContext *context)
{
  return is_escalation (form) && review_text_is_blank (form->checked);
}

static gboolean
unexpected_checked (const ReviewForm *form, const ReviewFormContext *context)
{
  return !is_escalation (form) && !review_text_is_blank (form->checked);
}

static gboolean
needs_reasoning (const ReviewForm *form, const ReviewFormContext *context)
{
  return is_final (form) && !context->blind && context->assessment != NULL && form->reasoning == 0;
}

static gboolean
needs_root_cause (const ReviewForm *form, const ReviewFormContext *context)
{
  return teaches (form, context) && form->root_cause == NULL;
}

static gboolean
unknown_root_cause (const ReviewForm *form, const ReviewFormContext *context)
{
  return form->root_cause != NULL && !is_listed (context, "root_cause", form->root_cause);
}

static gboolean
root_cause_not_for_label (const ReviewForm *form, const ReviewFormContext *context)
{
  const ReviewCode *code;

  if (form->root_cause == NULL)
    return FALSE;
  code = review_catalog_find_code (context->catalog, "root_cause", form->root_cause,
                                   context->item_case->type);
  return code != NULL && !review_code_is_for_label (code, label_of (form, context));
}

static gboolean
needs_path (const ReviewForm *form, const ReviewFormContext *context)
{
  return form->root_cause != NULL && form->path == 0;
}

static gboolean
needs_annotation (const ReviewForm *form, const ReviewFormContext *context)
{
  return teaches (form, context) && review_text_is_blank (form->annotation);
}

static gboolean
annotation_too_long (const ReviewForm *form, const ReviewFormContext *context)
{
  return form->annotation != NULL
         && review_text_count_sentences (form->annotation) > REVIEW_FORM_MAX_SENTENCES;
}

static gboolean
annotation_personal (const ReviewForm *form, const ReviewFormContext *context)
{
  g_autofree char *found = review_personal_data_find (form->annotation);

  return found != NULL;
}

/* Where an annotation teaches, it rests on evidence that can be looked up. */
static gboolean
annotation_cites_nothing (const ReviewForm *form, const ReviewFormContext *context)
{
  return teaches (form, context) && !review_text_is_blank (form->annotation)
         && context->evidence != NULL && context->evidence->len > 0
         && review_annotation_cites (form->annotation, context->evidence) == REVIEW_CITES_NOTHING;
}

static gboolean
annotation_cites_unknown (const ReviewForm *form, const ReviewFormContext *context)
{
  return form->annotation != NULL && context->evidence != NULL
         && review_annotation_cites (form->annotation, context->evidence) == REVIEW_CITES_UNKNOWN;
}

static gboolean
has_step (const ReviewFormContext *context, gint64 n)
{
  GPtrArray *steps = context->assessment != NULL ? context->assessment->steps : NULL;

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    if (((ReviewStep *) steps->pdata[i])->n == n)
      return TRUE;
  return FALSE;
}

static gboolean
unknown_step (const ReviewForm *form, const ReviewFormContext *context)
{
  return form->step != 0 && !has_step (context, form->step);
}

/* A mark is on a step of the very assessment that was seen, and there is one for a step. */
static gboolean
unknown_step_mark (const ReviewForm *form, const ReviewFormContext *context)
{
  gint64 before = 0;

  if (form->step_marks == NULL)
    return FALSE;
  if (context->assessment == NULL || g_strcmp0 (form->marked, context->assessment->id) != 0)
    return TRUE;
  for (guint i = 0; i < form->step_marks->len; i++)
    {
      gint64 n = ((ReviewStepMark *) form->step_marks->pdata[i])->n;

      if (n <= before || !has_step (context, n))
        return TRUE;
      before = n;
    }
  return FALSE;
}

static gboolean
has_clause (const ReviewFormContext *context, const char *clause)
{
  const ReviewSop *sop = review_catalog_find_sop (context->catalog, context->item_case->type);

  return sop != NULL && review_sop_find_clause (sop, clause) != NULL;
}

static gboolean
unknown_clause (const ReviewForm *form, const ReviewFormContext *context)
{
  return form->clause != NULL && !has_clause (context, form->clause);
}

static gboolean
unknown_sop_ref (const ReviewForm *form, const ReviewFormContext *context)
{
  for (char **ref = form->sop_refs; ref != NULL && *ref != NULL; ref++)
    if (!has_clause (context, *ref))
      return TRUE;
  return FALSE;
}

static gboolean
unknown_language (const ReviewForm *form, const ReviewFormContext *context)
{
  return form->annotation_language != NULL && !g_str_equal (form->annotation_language, "en")
         && !g_str_equal (form->annotation_language, "zh-CN");
}

static gboolean
is_too_long (const char *text)
{
  return text != NULL && g_utf8_strlen (text, -1) > REVIEW_FORM_MAX_CHARS;
}

static gboolean
annotation_over_limit (const ReviewForm *form, const ReviewFormContext *context)
{
  return is_too_long (form->annotation);
}

static gboolean
rationale_over_limit (const ReviewForm *form, const ReviewFormContext *context)
{
  return is_too_long (form->rationale);
}

static gboolean
checked_over_limit (const ReviewForm *form, const ReviewFormContext *context)
{
  return is_too_long (form->checked);
}

static gboolean
customer_reason_over_limit (const ReviewForm *form, const ReviewFormContext *context)
{
  return is_too_long (form->customer_reason);
}

/* What goes with a decision of which the customer is told nothing would be read by nobody. */
static gboolean
customer_reason_unread (const ReviewForm *form, const ReviewFormContext *context)
{
  g_autoptr (ReviewText) notice = NULL;

  if (review_text_is_blank (form->customer_reason) || !is_final (form))
    return FALSE;
  notice = review_customer_text_notice (context->catalog, context->item_case->type, form, NULL);
  return notice == NULL;
}

static gboolean
customer_reason_tips_off (const ReviewForm *form, const ReviewFormContext *context)
{
  g_autofree char *found = review_tipping_off_find (form->customer_reason);

  return found != NULL;
}

static gboolean
customer_reason_personal (const ReviewForm *form, const ReviewFormContext *context)
{
  g_autofree char *found = review_personal_data_find (form->customer_reason);

  return found != NULL;
}

/* In the order in which a person fills the form in. */
static const struct
{
  const char *code;
  const char *field;
  BrokenFunc is_broken;
} rules[] = {
  { "needs_choice", "choice", needs_choice },
  { "key_user_needs_escalation", "choice", key_user_needs_escalation },
  { "rule_needs_escalation", "choice", rule_needs_escalation },
  { "needs_disposition", "disposition", needs_disposition },
  { "unknown_disposition", "disposition", unknown_disposition },
  { "unexpected_disposition", "disposition", unexpected_disposition },
  { "needs_escalation_reason", "reason_codes", needs_escalation_reason },
  { "unknown_escalation_reason", "reason_codes", unknown_escalation_reason },
  { "unexpected_reason_codes", "reason_codes", unexpected_reason_codes },
  { "needs_recommendation", "recommendation", needs_recommendation },
  { "unexpected_recommendation", "recommendation", unexpected_recommendation },
  { "needs_checked", "checked", needs_checked },
  { "unexpected_checked", "checked", unexpected_checked },
  { "needs_reasoning", "reasoning", needs_reasoning },
  { "needs_root_cause", "root_cause", needs_root_cause },
  { "unknown_root_cause", "root_cause", unknown_root_cause },
  { "root_cause_not_for_label", "root_cause", root_cause_not_for_label },
  { "needs_path", "path", needs_path },
  { "unknown_step", "step", unknown_step },
  { "unknown_step_mark", "step_marks", unknown_step_mark },
  { "unknown_clause", "clause", unknown_clause },
  { "unknown_sop_ref", "sop_refs", unknown_sop_ref },
  { "needs_annotation", "annotation", needs_annotation },
  { "annotation_too_long", "annotation", annotation_too_long },
  { "annotation_personal", "annotation", annotation_personal },
  { "annotation_cites_unknown", "annotation", annotation_cites_unknown },
  { "annotation_cites_nothing", "annotation", annotation_cites_nothing },
  { "unknown_language", "annotation_language", unknown_language },
  { "text_over_limit", "annotation", annotation_over_limit },
  { "text_over_limit", "rationale", rationale_over_limit },
  { "text_over_limit", "checked", checked_over_limit },
  { "text_over_limit", "customer_reason", customer_reason_over_limit },
  { "customer_reason_tips_off", "customer_reason", customer_reason_tips_off },
  { "customer_reason_personal", "customer_reason", customer_reason_personal },
  { "customer_reason_unread", "customer_reason", customer_reason_unread },
};

/**
 * review_role_decides_key_users:
 * @role: a #ReviewRole
 *
 * Key users are never decided alone by a junior role: theirs is to escalate with a recommendation.
 *
 * Returns: whether @role may pass or block a key user
 */
gboolean
review_role_decides_key_users (int role)
{
  return role == REVIEW_ROLE_SENIOR || role == REVIEW_ROLE_LEAD;
}

/**
 * review_form_label:
 * @assessment: (nullable): what ROCA said
 *
 * The label that submitting @form would give: a block says that granting would have been wrong, a
 * pass that it would not.
 *
 * Returns: a #ReviewLabel; 0 for an escalation, without a choice, or without a verdict
 */
int
review_form_label (const ReviewForm *form, const ReviewAssessment *assessment)
{
  if (!is_final (form) || assessment == NULL || assessment->verdict == 0)
    return 0;
  return (int) review_label_compute ((ReviewVerdict) assessment->verdict,
                                     form->choice == REVIEW_CHOICE_BLOCK);
}

/**
 * review_form_label_maturity:
 * @label: a #ReviewLabel, or 0
 *
 * A disagreement with ROCA is provisional until a second source confirms it; where a person and
 * ROCA agree there are two sources.
 *
 * Returns: a #ReviewMaturity; 0 without a label
 */
int
review_form_label_maturity (int label)
{
  if (label == 0)
    return 0;
  if (label == REVIEW_LABEL_FP || label == REVIEW_LABEL_FN)
    return REVIEW_MATURITY_PROVISIONAL;
  return REVIEW_MATURITY_CONFIRMED;
}

/**
 * review_form_check:
 * @form: valid UTF-8 throughout
 * @context: catalogue and case are needed
 *
 * Returns: (transfer full) (element-type ReviewUnmet): what keeps @form from being submitted, in
 *   the order in which a person fills it in; empty when it may be submitted
 */
GPtrArray *
review_form_check (const ReviewForm *form, const ReviewFormContext *context)
{
  GPtrArray *unmet = review_records_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      ReviewUnmet *one;

      if (!rules[i].is_broken (form, context))
        continue;
      one = review_record_new (&review_unmet_type);
      one->code = g_strdup (rules[i].code);
      one->field = g_strdup (rules[i].field);
      g_ptr_array_add (unmet, one);
    }
  return unmet;
}

/**
 * review_form_validate:
 *
 * The same check as an error, for the service: INVALID, naming the first unmet rule's field as
 * `form.FIELD` and its code, with the rule of the policy where that is what wants an escalation.
 *
 * Returns: whether @form may be submitted
 */
gboolean
review_form_validate (const ReviewForm *form, const ReviewFormContext *context, GError **error)
{
  g_autoptr (GPtrArray) unmet = review_form_check (form, context);
  g_autofree char *field = NULL;
  const ReviewUnmet *first;

  if (unmet->len == 0)
    return TRUE;
  first = unmet->pdata[0];
  field = g_strconcat ("form.", first->field, NULL);
  if (strcmp (first->code, "rule_needs_escalation") == 0)
    review_error_set_field (error, field, "%s: rule %s", first->code, escalation_rule (context));
  else
    review_error_set_field (error, field, "%s", first->code);
  return FALSE;
}

/**
 * review_form_trim:
 *
 * A person may fill in an escalation and then pass: the draft keeps every word, the decision holds
 * only what belongs to its choice. Blank texts become absent.
 *
 * Returns: (transfer full): a copy of @form as it may be submitted
 */
ReviewForm *
review_form_trim (const ReviewForm *form)
{
  ReviewForm *copy = review_record_copy (form);
  char **texts[] = { &copy->rationale, &copy->checked, &copy->annotation, &copy->customer_reason };

  if (copy->choice != REVIEW_CHOICE_BLOCK)
    g_clear_pointer (&copy->disposition, g_free);
  if (copy->choice != REVIEW_CHOICE_ESCALATE)
    {
      g_clear_pointer (&copy->reason_codes, g_strfreev);
      g_clear_pointer (&copy->checked, g_free);
      copy->recommendation = 0;
    }
  if (copy->root_cause == NULL)
    copy->path = 0;
  if (copy->step_marks != NULL && copy->step_marks->len == 0)
    g_clear_pointer (&copy->step_marks, g_ptr_array_unref);
  if (copy->step_marks == NULL)
    g_clear_pointer (&copy->marked, g_free);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (review_text_is_blank (*texts[i]))
      g_clear_pointer (texts[i], g_free);
  if (copy->annotation == NULL)
    g_clear_pointer (&copy->annotation_language, g_free);
  return copy;
}
