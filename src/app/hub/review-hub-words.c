/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the Decision Hub: measures, states, effects of rules, errors, and where two versions
 * of the policy differ. */
#define G_LOG_DOMAIN "review-app"
#include "review-hub-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "review-error.h"
#include "review-format.h"
#include "review-words.h"

typedef struct
{
  const char *id;
  const char *word;
  ReviewMeasureKind kind;
  int better; /* +1: more, -1: less, 0: neither by itself */
} Measure;

static const Measure measures[] = {
  { "auto_pass", N_ ("automatic pass"), REVIEW_MEASURE_SHARE, 0 },
  { "auto_block", N_ ("automatic block"), REVIEW_MEASURE_SHARE, 0 },
  { "queue_per_day", N_ ("cases for people per day"), REVIEW_MEASURE_COUNT, -1 },
  { "false_blocks_per_10000", N_ ("false blocks per 10,000"), REVIEW_MEASURE_COUNT, -1 },
  { "missed_per_10000", N_ ("missed bad per 10,000"), REVIEW_MEASURE_COUNT, -1 },
  { "verdict_precision", N_ ("precision of ROCA’s verdict"), REVIEW_MEASURE_SHARE, 1 },
  { "verdict_recall", N_ ("recall of ROCA’s verdict"), REVIEW_MEASURE_SHARE, 1 },
  { "auto_precision", N_ ("precision of automatic decisions"), REVIEW_MEASURE_SHARE, 1 },
  { "auto_recall", N_ ("recall of automatic decisions"), REVIEW_MEASURE_SHARE, 1 },
  { "system_precision", N_ ("system precision"), REVIEW_MEASURE_SHARE, 1 },
  { "system_recall", N_ ("system recall"), REVIEW_MEASURE_SHARE, 1 },
};

static const char *const state_words[] = {
  NULL,
  NC_ ("policy", "draft"),
  NC_ ("policy", "approved"),
  NC_ ("policy", "live"),
  NC_ ("policy", "superseded"),
  NC_ ("policy", "withdrawn"),
};

static const char *const effect_words[] = {
  NULL,
  N_ ("goes to people"),
  N_ ("is blocked"),
  N_ ("must be escalated"),
  N_ ("gets a higher priority"),
};

/* As on the buttons of the condition's form. */
static const char *const op_words[] = {
  NULL,
  NC_ ("comparison", "is below"),
  NC_ ("comparison", "is at most"),
  NC_ ("comparison", "is above"),
  NC_ ("comparison", "is at least"),
  NC_ ("comparison", "is"),
  NC_ ("comparison", "is not"),
  NC_ ("comparison", "is known"),
  NC_ ("comparison", "is one of"),
};

static const struct
{
  const char *list;
  const char *member;
  const char *word;
} member_words[] = {
  { "types", "threshold_pass", N_ ("auto-pass threshold") },
  { "types", "threshold_block", N_ ("auto-block threshold") },
  { "types", "verdict_cut", N_ ("cut of the verdict") },
  { "types", "certified", N_ ("certified") },
  { "types", "audit_rate", N_ ("audit rate") },
  { "types", "sla_minutes", N_ ("SLA in minutes") },
  { "types", "certificates", N_ ("certificates") },
  { "types", "blind", N_ ("when the verdict is shown") },
  { "types", "blind_share", N_ ("share that is asked blind") },
  { "parameters", "value", N_ ("value") },
  { "rules", "name", N_ ("name") },
  { "rules", "case_types", N_ ("case types") },
  { "rules", "when", N_ ("condition") },
  { "rules", "effect", N_ ("effect") },
  { "rules", "priority", N_ ("priority") },
  { "rules", "key_user_reason", N_ ("reason of the key user") },
  { "rules", "reason", N_ ("reason of the escalation") },
  { "rules", "off", N_ ("switched off") },
  { NULL, "note", N_ ("note") },
  { NULL, "base", N_ ("made from") },
  { NULL, "version", N_ ("version") },
  { NULL, "author", N_ ("author") },
  { NULL, "approver", N_ ("approver") },
  { NULL, "valid_from", N_ ("valid from") },
  { NULL, "valid_until", N_ ("valid until") },
  { NULL, "rules.order", N_ ("order of the rules") },
};

static const char *const act_words[] = {
  NULL,
  N_ ("The Decision Hub could not be read."),
  N_ ("The draft was not saved."),
  N_ ("The version was not approved."),
  N_ ("The version did not go live."),
  N_ ("The version was not put back."),
  N_ ("The version was not withdrawn."),
};

static const Measure *
find_measure (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (measures); i++)
    if (g_strcmp0 (measures[i].id, id) == 0)
      return &measures[i];
  return NULL;
}

/** review_hub_words_measure: Returns: (transfer none): its name; its id when it is not known. */
const char *
review_hub_words_measure (const char *measure)
{
  const Measure *found = find_measure (measure);

  return found != NULL ? _ (found->word) : measure;
}

/** review_hub_words_measure_kind: Returns: how its figures are written. */
ReviewMeasureKind
review_hub_words_measure_kind (const char *measure)
{
  const Measure *found = find_measure (measure);

  return found != NULL ? found->kind : REVIEW_MEASURE_COUNT;
}

/** review_hub_words_measure_better: Returns: +1 where more is better, -1 where less is, or 0. */
int
review_hub_words_measure_better (const char *measure)
{
  const Measure *found = find_measure (measure);

  return found != NULL ? found->better : 0;
}

static const char *
pick (const char *const *words, gsize n, const char *context, int value)
{
  if (value <= 0 || (gsize) value >= n)
    return "";
  return context != NULL ? g_dpgettext2 (NULL, context, words[value]) : _ (words[value]);
}

/** review_hub_words_state: Returns: (transfer none): a #ReviewPolicyState in a word. */
const char *
review_hub_words_state (int state)
{
  return pick (state_words, G_N_ELEMENTS (state_words), "policy", state);
}

ReviewTone
review_hub_words_state_tone (int state)
{
  if (state == REVIEW_POLICY_LIVE)
    return REVIEW_TONE_SUCCESS;
  if (state == REVIEW_POLICY_APPROVED)
    return REVIEW_TONE_ACCENT;
  return state == REVIEW_POLICY_DRAFT ? REVIEW_TONE_WARNING : REVIEW_TONE_NEUTRAL;
}

/** review_hub_words_effect: Returns: (transfer none): what a rule does to a case. */
const char *
review_hub_words_effect (int effect)
{
  return pick (effect_words, G_N_ELEMENTS (effect_words), NULL, effect);
}

/** review_hub_words_op: Returns: (transfer none): a #ReviewOp in words. */
const char *
review_hub_words_op (int op)
{
  return pick (op_words, G_N_ELEMENTS (op_words), "comparison", op);
}

/**
 * review_hub_words_error:
 * @code: a #ReviewErrorCode
 * @act: a #ReviewHubAct
 *
 * Returns: (transfer full): what was not done, and why
 */
char *
review_hub_words_error (int code, int act)
{
  const char *why = code == REVIEW_ERROR_CONFLICT
                        ? _ ("Somebody was quicker: the version has moved on.")
                        : review_words_error (code);

  return g_strdup_printf ("%s %s", pick (act_words, G_N_ELEMENTS (act_words), NULL, act), why);
}

/**
 * review_hub_words_version:
 *
 * Returns: (transfer full): "r41 · live"
 */
char *
review_hub_words_version (const ReviewPolicyVersion *version)
{
  return g_strdup_printf ("%s · %s", version->version, review_hub_words_state (version->state));
}

/**
 * review_hub_words_person:
 * @name: (nullable): as the server has it
 * @id: (nullable): account
 *
 * Returns: (transfer none) (nullable): the name, on this computer also of who only has an id
 */
const char *
review_hub_words_person (ReviewSession *session, const char *name, const char *id)
{
  GListModel *users = review_session_get_local_users (session);

  for (guint i = 0; name == NULL && i < g_list_model_get_n_items (users); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (users, i);
      const ReviewUser *user = review_item_get_record (item);

      if (g_strcmp0 (user->id, id) == 0)
        name = user->name;
    }
  return name != NULL ? name : id;
}

static const char *
find_member (const ReviewChange *change)
{
  for (gsize i = 0; i < G_N_ELEMENTS (member_words); i++)
    if (g_strcmp0 (member_words[i].list, change->list) == 0
        && g_strcmp0 (member_words[i].member, change->member) == 0)
      return _ (member_words[i].word);
  return change->member != NULL ? change->member : "";
}

static const ReviewRule *
find_rule (const ReviewPolicy *policy, const char *id)
{
  for (guint i = 0; policy != NULL && policy->rules != NULL && i < policy->rules->len; i++)
    if (g_strcmp0 (((ReviewRule *) policy->rules->pdata[i])->id, id) == 0)
      return policy->rules->pdata[i];
  return NULL;
}

/* The item of a list that differs: a case type, a rule, a parameter. */
static char *
name_item (ReviewSession *session, const ReviewChange *change)
{
  if (g_str_equal (change->list, "types"))
    return g_strdup (g_str_equal (change->key, REVIEW_POLICY_OTHER_TYPES)
                         ? _ ("other case types")
                         : review_words_type (session, change->key));
  if (g_str_equal (change->list, "rules"))
    return g_strdup_printf (_ ("rule %s"), change->key);
  return g_strdup (change->key);
}

/**
 * review_hub_words_change:
 *
 * Returns: (transfer full): where it is: "Withdrawal anomaly · auto-pass threshold"
 */
char *
review_hub_words_change (ReviewSession *session, const ReviewChange *change)
{
  g_autofree char *item = NULL;

  if (change->list == NULL)
    return g_strdup (find_member (change));
  item = name_item (session, change);
  if (change->member == NULL)
    return g_steal_pointer (&item);
  return g_strdup_printf ("%s · %s", item, find_member (change));
}

static char *
format_member (ReviewSession *session, const ReviewChange *change, const char *text)
{
  const char *member = change->member;

  if (text == NULL)
    return g_strdup ("—");
  if (g_str_has_prefix (member, "threshold") || g_str_equal (member, "verdict_cut"))
    return review_format_threshold (g_ascii_strtod (text, NULL));
  if (g_str_equal (member, "audit_rate"))
    return review_format_share (g_ascii_strtod (text, NULL));
  if (g_str_equal (member, "value"))
    return review_format_figure (g_ascii_strtod (text, NULL), 4);
  if (g_str_equal (member, "effect"))
    return g_strdup (review_hub_words_effect (review_enum_value (&review_rule_effects, text)));
  if (g_str_equal (member, "valid_from") || g_str_equal (member, "valid_until"))
    return review_format_time (g_ascii_strtoll (text, NULL, 10));
  return g_strdup (review_words_value (text));
}

/**
 * review_hub_words_change_side:
 * @after: the newer side
 * @policy: (nullable): the policy of that side: a condition is taken from there
 *
 * Returns: (transfer full): the value of that side as people read it
 */
char *
review_hub_words_change_side (ReviewSession *session,
                              const ReviewChange *change,
                              gboolean after,
                              const ReviewPolicy *policy)
{
  const ReviewRule *rule =
      g_strcmp0 (change->list, "rules") == 0 ? find_rule (policy, change->key) : NULL;

  if (change->list != NULL && change->member == NULL)
    {
      if (rule != NULL)
        return review_hub_words_rule (session, rule);
      return g_strdup ((after ? change->added : change->removed) ? _ ("there") : "—");
    }
  if (rule != NULL && g_str_equal (change->member, "when"))
    return review_hub_words_condition (session, rule->when);
  if (change->before == NULL && change->after == NULL)
    return g_strdup (after ? _ ("changed") : "");
  return format_member (session, change, after ? change->after : change->before);
}
