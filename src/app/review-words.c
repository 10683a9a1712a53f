/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the closed lists that are code, in the glossary's terms. Lists that are data carry
 * their own texts. A value without a word is shown as it is: it is never dropped. */
#define G_LOG_DOMAIN "review-app"
#include "review-words.h"

#include <glib/gi18n.h>

#include "review-error.h"

typedef struct
{
  const char *key;
  const char *word;
} Word;

static const char *
pick (const char *const *words, gsize n, int value)
{
  return value > 0 && (gsize) value < n ? _ (words[value]) : "";
}

#define PICK(words, value) pick (words, G_N_ELEMENTS (words), value)

static const char *
find (const Word *words, gsize n, const char *key)
{
  for (gsize i = 0; i < n && key != NULL; i++)
    if (g_str_equal (words[i].key, key))
      return _ (words[i].word);
  return key != NULL ? key : "";
}

#define FIND(words, key) find (words, G_N_ELEMENTS (words), key)

static const char *const role_words[] = {
  NULL,      N_ ("BPO agent"), N_ ("Vendor lead"), N_ ("Agent"),         N_ ("Senior agent"),
  N_ ("QA"), N_ ("Team lead"), N_ ("Model team"),  N_ ("Administrator"), N_ ("Service"),
};

static const char *const clause_words[] = {
  NULL,         N_ ("check"),    N_ ("request information"), N_ ("hold"), N_ ("pass"),
  N_ ("block"), N_ ("escalate"),
};

static const char *const answer_words[] = { NULL, N_ ("met"), N_ ("not met"), N_ ("unknown") };
static const char *const citation_words[] = { NULL, N_ ("citation valid"), N_ ("evidence missing"),
                                              N_ ("evidence changed") };
static const char *const step_kind_words[] = { NULL, NC_ ("step", "fact"),
                                               NC_ ("step", "inference"), NC_ ("step", "rule") };
static const char *const label_words[] = {
  NULL, N_ ("TP"), N_ ("TN"), N_ ("FP"), N_ ("FN"),
};
static const char *const label_long_words[] = {
  NULL,
  N_ ("True positive (TP)"),
  N_ ("True negative (TN)"),
  N_ ("False positive (FP)"),
  N_ ("False negative (FN)"),
};
static const char *const maturity_words[] = { NULL, N_ ("provisional"), N_ ("confirmed"),
                                              N_ ("matured") };
static const char *const path_words[] = {
  NULL, N_ ("Path A"), N_ ("Path B"), N_ ("Path C"), N_ ("Path D"), N_ ("Path E"), N_ ("Path N"),
};
static const char *const path_long_words[] = {
  NULL,
  N_ ("A · feature-weight bias → retrain"),
  N_ ("B · threshold off → Decision Hub change"),
  N_ ("C · SOP gap or logic error → revise the SOP"),
  N_ ("D · data error → repair the data"),
  N_ ("E · reviewer error → coaching"),
  N_ ("N · not knowable → nothing to do"),
};
static const char *const effect_state_words[] = { NULL, NC_ ("effect", "requested"),
                                                  NC_ ("effect", "confirmed"),
                                                  NC_ ("effect", "failed"),
                                                  NC_ ("effect", "cancelled") };

static const Word stage_words[] = {
  { "demo", N_ ("Making demo cases") },
  { "import", N_ ("Importing cases") },
  { "features", N_ ("Reading the evidence") },
  { "training", N_ ("Training ROCA") },
  { "assessing", N_ ("Assessing the waiting cases") },
};

static const Word unmet_words[] = {
  { "needs_choice", N_ ("a decision") },
  { "key_user_needs_escalation", N_ ("a key user: escalate with a recommendation") },
  { "rule_needs_escalation", N_ ("a rule of the policy: escalate with a recommendation") },
  { "needs_disposition", N_ ("how it is blocked") },
  { "unknown_disposition", N_ ("another way of blocking") },
  { "unexpected_disposition", N_ ("no way of blocking without a block") },
  { "needs_escalation_reason", N_ ("the reason of the escalation") },
  { "unknown_escalation_reason", N_ ("another reason of the escalation") },
  { "unexpected_reason_codes", N_ ("no reason without an escalation") },
  { "needs_recommendation", N_ ("your recommendation") },
  { "unexpected_recommendation", N_ ("no recommendation without an escalation") },
  { "needs_checked", N_ ("what you checked") },
  { "unexpected_checked", N_ ("nothing checked without an escalation") },
  { "needs_reasoning", N_ ("reasoning sound or flawed") },
  { "needs_root_cause", N_ ("the root cause") },
  { "unknown_root_cause", N_ ("another root cause") },
  { "root_cause_not_for_label", N_ ("a root cause that fits the label") },
  { "needs_path", N_ ("the path") },
  { "unknown_step", N_ ("a step of this chain") },
  { "unknown_step_mark", N_ ("marks on the steps of this chain") },
  { "unknown_clause", N_ ("a clause of this SOP") },
  { "unknown_sop_ref", N_ ("clauses of this SOP") },
  { "needs_annotation", N_ ("an annotation") },
  { "annotation_too_long", N_ ("an annotation of at most two sentences") },
  { "annotation_personal", N_ ("an annotation without personal data: cite evidence instead") },
  { "annotation_cites_unknown", N_ ("an annotation that cites evidence of this case") },
  { "annotation_cites_nothing", N_ ("an evidence id in the annotation (Ctrl+E)") },
  { "unknown_language", N_ ("an annotation in English or Chinese") },
  { "text_over_limit", N_ ("a shorter text") },
  { "customer_reason_tips_off",
    N_ ("a customer-facing reason that names no report, list, match or inquiry") },
  { "customer_reason_personal", N_ ("a customer-facing reason without personal data") },
  { "customer_reason_unread",
    N_ ("no customer-facing reason: the customer hears nothing of this decision") },
  { "needs_first_call", N_ ("your first call") },
  { "needs_update_read", N_ ("read the update") },
  { "needs_lease", N_ ("take the case") },
};

static const Word value_words[] = {
  { "true", N_ ("yes") },
  { "false", N_ ("no") },
  { "self_hosted", N_ ("self-hosted wallet") },
  { "exchange", N_ ("exchange") },
  { "contract", N_ ("smart contract") },
};

static const char *const connection_words[] = {
  N_ ("Not started"), N_ ("Starting"), N_ ("Connecting"), N_ ("Connected"),
  N_ ("Offline"),     N_ ("Refused"),  N_ ("Failed"),
};

static const struct
{
  int code;
  const char *words;
} error_words[] = {
  { REVIEW_ERROR_INVALID, N_ ("Something in the form is not accepted.") },
  { REVIEW_ERROR_NOT_FOUND, N_ ("It is no longer there, or you may not see it.") },
  { REVIEW_ERROR_CONFLICT, N_ ("Somebody was quicker, or the case has moved on.") },
  { REVIEW_ERROR_FORBIDDEN, N_ ("Your role does not allow it.") },
  { REVIEW_ERROR_UNAUTHORIZED, N_ ("You are no longer signed in.") },
  { REVIEW_ERROR_BUSY, N_ ("The server is busy; try again in a moment.") },
  { REVIEW_ERROR_TOO_LARGE, N_ ("It is too large.") },
  { REVIEW_ERROR_CORRUPT, N_ ("The data on the server is damaged.") },
  { REVIEW_ERROR_OFFLINE, N_ ("The server cannot be reached.") },
  { REVIEW_ERROR_PROTOCOL, N_ ("The server's answer was not understood.") },
  { REVIEW_ERROR_LIMITED, N_ ("That was as often as it may be within an hour; try again later.") },
  { REVIEW_ERROR_OFF_DUTY, N_ ("Your shift is over, or you are absent. Start a shift to go on.") },
  { REVIEW_ERROR_FULL, N_ ("You hold as many cases as you may at once. Finish one first.") },
};

static const char *const action_words[] = {
  NULL,
  N_ ("The case could not be taken."),
  N_ ("The case could not be opened."),
  N_ ("The draft is not saved yet; it is kept here and tried again."),
  N_ ("The case could not be kept for you."),
  N_ ("The decision was not submitted."),
  N_ ("The decision was not undone."),
  N_ ("The case could not be put back."),
  N_ ("The request was not sent."),
  N_ ("The case could not be put on hold."),
  N_ ("The answer was not sent."),
  N_ ("Your first call was not recorded."),
  N_ ("ROCA's verdict could not be shown."),
  N_ ("The case was not put off."),
};

/* Each of the following returns (transfer none) a translated word, "" for an unset value, and a
 * code of a list it does not know as it is. */

const char *
review_words_role (int role)
{
  return PICK (role_words, role);
}

const char *
review_words_clause_kind (int kind)
{
  return PICK (clause_words, kind);
}

const char *
review_words_answer (int answer)
{
  return PICK (answer_words, answer);
}

const char *
review_words_answer_icon (int answer)
{
  static const char *const icons[] = { NULL, "review-met-symbolic", "review-not-met-symbolic",
                                       "review-unknown-symbolic" };

  return answer > 0 && (gsize) answer < G_N_ELEMENTS (icons) ? icons[answer] : NULL;
}

ReviewTone
review_words_answer_tone (int answer)
{
  return answer == REVIEW_ANSWER_UNKNOWN ? REVIEW_TONE_WARNING : REVIEW_TONE_NEUTRAL;
}

const char *
review_words_citation (int status)
{
  return PICK (citation_words, status);
}

const char *
review_words_step_kind (int kind)
{
  return kind > 0 && kind < (int) G_N_ELEMENTS (step_kind_words)
             ? g_dpgettext2 (NULL, "step", step_kind_words[kind])
             : "";
}

const char *
review_words_label (int label)
{
  return PICK (label_words, label);
}

const char *
review_words_label_long (int label)
{
  return PICK (label_long_words, label);
}

const char *
review_words_maturity (int maturity)
{
  return PICK (maturity_words, maturity);
}

const char *
review_words_path (int path)
{
  return PICK (path_words, path);
}

const char *
review_words_path_long (int path)
{
  return PICK (path_long_words, path);
}

const char *
review_words_effect_state (int state)
{
  return state > 0 && (gsize) state < G_N_ELEMENTS (effect_state_words)
             ? g_dpgettext2 (NULL, "effect", effect_state_words[state])
             : "";
}

const char *
review_words_stage (const char *stage)
{
  return FIND (stage_words, stage);
}

const char *
review_words_unmet (const char *code)
{
  return FIND (unmet_words, code);
}

const char *
review_words_value (const char *value)
{
  return FIND (value_words, value);
}

const char *
review_words_connection (int connection)
{
  return connection >= 0 && (gsize) connection < G_N_ELEMENTS (connection_words)
             ? _ (connection_words[connection])
             : "";
}

const char *
review_words_error (int code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (error_words); i++)
    if (error_words[i].code == code)
      return _ (error_words[i].words);
  return _ ("Something went wrong.");
}

const char *
review_words_desk_action (int action)
{
  return PICK (action_words, action);
}

/**
 * review_words_code:
 * @list: a closed list of the catalogue: effect, event, field, priority_reason, …
 * @code: (nullable): its code
 *
 * Returns: (transfer none): the code's text, the code itself when the catalogue does not know it
 */
const char *
review_words_code (ReviewSession *session, const char *list, const char *code)
{
  const ReviewCatalog *catalog = review_session_get_catalog (session);
  const ReviewCode *found = NULL;

  if (code == NULL)
    return "";
  for (guint i = 0; catalog != NULL && catalog->codes != NULL && i < catalog->codes->len; i++)
    {
      const ReviewCode *candidate = catalog->codes->pdata[i];

      if (g_str_equal (candidate->list, list) && g_str_equal (candidate->code, code))
        found = candidate;
    }
  return found != NULL && found->text != NULL ? review_session_get_text (session, found->text)
                                              : code;
}

/**
 * review_words_fact:
 * @name: a feature or field that a clause or a step speaks of
 *
 * Returns: (transfer none): its name in words, as it is when nobody named it
 */
const char *
review_words_fact (ReviewSession *session, const char *case_type, const char *name)
{
  const ReviewCatalog *catalog = review_session_get_catalog (session);

  for (guint i = 0; catalog != NULL && catalog->features != NULL && i < catalog->features->len; i++)
    {
      const ReviewFeatureDef *feature = catalog->features->pdata[i];

      if (g_strcmp0 (feature->id, name) == 0 && g_strcmp0 (feature->case_type, case_type) == 0
          && feature->name != NULL)
        return review_session_get_text (session, feature->name);
    }
  return review_words_code (session, "field", name);
}

/**
 * review_words_choice:
 * @case_type: (nullable): id of the case type
 * @choice: a #ReviewChoice
 *
 * Returns: (transfer none): the verb that the case type puts on the button
 */
const char *
review_words_choice (ReviewSession *session, const char *case_type, int choice)
{
  const ReviewCatalog *catalog = review_session_get_catalog (session);
  const ReviewCaseType *type =
      catalog != NULL && case_type != NULL ? review_catalog_find_type (catalog, case_type) : NULL;

  if (choice == REVIEW_CHOICE_PASS)
    return type != NULL && type->pass_verb != NULL
               ? review_session_get_text (session, type->pass_verb)
               : _ ("Pass");
  if (choice == REVIEW_CHOICE_BLOCK)
    return type != NULL && type->block_verb != NULL
               ? review_session_get_text (session, type->block_verb)
               : _ ("Block");
  return choice == REVIEW_CHOICE_ESCALATE ? _ ("Escalate") : "";
}

/**
 * review_words_type:
 *
 * Returns: (transfer none): the name of a case type, its id when the catalogue does not know it
 */
const char *
review_words_type (ReviewSession *session, const char *case_type)
{
  const ReviewCatalog *catalog = review_session_get_catalog (session);
  const ReviewCaseType *type =
      catalog != NULL && case_type != NULL ? review_catalog_find_type (catalog, case_type) : NULL;

  if (type != NULL && type->name != NULL)
    return review_session_get_text (session, type->name);
  return case_type != NULL ? case_type : "";
}

/**
 * review_words_type_prefix:
 *
 * Returns: (transfer none): the short form of a case type ("WD")
 */
const char *
review_words_type_prefix (ReviewSession *session, const char *case_type)
{
  const ReviewCatalog *catalog = review_session_get_catalog (session);
  const ReviewCaseType *type =
      catalog != NULL && case_type != NULL ? review_catalog_find_type (catalog, case_type) : NULL;

  return type != NULL && type->prefix != NULL ? type->prefix : case_type;
}

/**
 * review_words_type_icon:
 *
 * Returns: (transfer none): the symbolic icon of a case type; types that are only data share one
 */
const char *
review_words_type_icon (const char *case_type)
{
  static const Word icons[] = {
    { "withdrawal_anomaly", "review-type-withdrawal_anomaly-symbolic" },
    { "kyc_audit", "review-type-kyc_audit-symbolic" },
    { "ato", "review-type-ato-symbolic" },
    { "reset_2fa", "review-type-reset_2fa-symbolic" },
    { "poa_review", "review-type-poa_review-symbolic" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (icons) && case_type != NULL; i++)
    if (g_str_equal (icons[i].key, case_type))
      return icons[i].word;
  return "review-type-other-symbolic";
}
