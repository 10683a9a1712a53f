/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reset of 2FA: what proves that the owner asks. The face, the channel that confirms, the factors
 * that still work, and answers to questions, which prove little. Everything is counted back from
 * the newest `reset_2fa_request`, or from as_of without one. */
#define G_LOG_DOMAIN "review-roca"
#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "review-time.h"
#include "roca-scene.h"

enum
{
  FACTORS_WORKING,
  LIVENESS_FOR_REQUEST,
  LIVENESS_HOURS,
  LIVENESS_SCORE,
  FACE_SCORE,
  INJECTION_SIGNS,
  PORTRAIT_AGE,
  CHANNEL_CONFIRMED,
  CHANNEL_STABLE,
  EMAIL_CHANGE,
  PHONE_CHANGE,
  SINCE_SIM_CHANGE,
  EMAIL_RECOVERED,
  PASSWORD_RESET,
  PUSH_REFUSED,
  FAILED_CODES,
  KNOWLEDGE_SCORE,
  KNOWLEDGE_ATTEMPTS,
  N_FEATURES
};

#define REQUEST  ROCA_READS_REQUEST
#define FACE     (ROCA_READS_REQUEST | ROCA_READS_FACE)
#define CHANNEL  (ROCA_READS_REQUEST | ROCA_READS_OWNER | ROCA_READS_SECURITY)
#define SECURITY ROCA_READS_SECURITY
/* clang-format off */
static const RocaFeatureDef defs[N_FEATURES] = {
  [FACTORS_WORKING] = { "factors_working", "count", "Other factors that still work", "仍可用的其他验证方式数",
    "Second factors of the account that the customer can still use; then there is nothing to reset. "
    "Missing when they were not checked.", ROCA_READS_FACTOR, 1, 1 },
  [LIVENESS_FOR_REQUEST] = { "liveness_for_request", "bool", "Liveness made for this request",
    "为本次申请所做的活体检测", "Whether a liveness check was made for this request; an older one proves "
    "who opened the account, not who asks now.", FACE, 1, -1 },
  [LIVENESS_HOURS] = { "liveness_hours", "h", "Age of the liveness check", "活体检测距今时间",
    "Time from the newest liveness check made for this request to now.", FACE, 1, 1 },
  [LIVENESS_SCORE] = { "liveness_score", "ratio", "Liveness score", "活体分",
    "Score of the newest liveness check made for this request; a replay or a generated face is low, "
    "a good one is not.", FACE, 1, -1 },
  [FACE_SCORE] = { "face_score", "ratio", "Face match with the portrait", "与首次认证人像的比对分",
    "How well the face of that check agrees with the portrait of the original identity check.",
    FACE, 1, -1 },
  [INJECTION_SIGNS] = { "injection_signs", "count", "Signs of a fed-in picture", "摄像头注入迹象数",
    "Signs that the camera's picture was fed in: virtual camera, emulator, replayed video, known "
    "generator.", FACE, 1, 1 },
  [PORTRAIT_AGE] = { "portrait_age_d", "d", "Age of the portrait", "底图距今时间",
    "Age of the portrait that the face is compared with; an old one lowers the score of an honest "
    "face.", FACE, 1, 0 },
  [CHANNEL_CONFIRMED] = { "channel_confirmed", "bool", "Confirmed on a channel", "经渠道确认",
    "Whether the request was confirmed on e-mail, phone or app.", CHANNEL, 1, -1 },
  [CHANNEL_STABLE] = { "channel_stable_d", "d", "Confirming channel unchanged for", "确认渠道未变更时间",
    "How long the channel that confirms, or else the one of the request, had not changed; counted to "
    "its last change, or to when the source says it was set up.", CHANNEL, 1, -1 },
  [EMAIL_CHANGE] = { "email_change_d", "d", "Last change of e-mail", "最近一次邮箱变更",
    "Time since the e-mail address changed; a year when it did not.", SECURITY, 1, -1 },
  [PHONE_CHANGE] = { "phone_change_d", "d", "Last change of phone", "最近一次手机变更",
    "Time since the phone number changed; a year when it did not.", SECURITY, 1, -1 },
  [SINCE_SIM_CHANGE] = { "hours_since_sim_change", "h", "SIM change", "SIM 卡更换",
    "Time since the SIM card was changed or the number ported; a year when the carrier was asked and "
    "knows of none, missing when nobody asked.", ROCA_READS_SIM, 1, -1 },
  [EMAIL_RECOVERED] = { "email_recovered_30d", "bool", "E-mail account recovered within 30 days",
    "30 天内邮箱曾被找回", "Whether the mail provider reports a recovery of the mail account: whoever "
    "holds the mailbox confirms everything.", ROCA_READS_EVENT, 1, 1 },
  [PASSWORD_RESET] = { "password_reset_72h", "bool", "Password reset within 72 h", "72 小时内重置密码",
    "Whether the password was reset in the 72 h before: the second factor is all that is left.",
    SECURITY, 1, 1 },
  [PUSH_REFUSED] = { "push_refused_24h", "count", "Pushes not approved in 24 h", "24 小时内未批准的推送次数",
    "Push prompts of the 24 h before that were not approved: somebody with the password is trying.",
    ROCA_READS_FACTOR, 2, 1 },
  [FAILED_CODES] = { "failed_codes_24h", "count", "Wrong codes in 24 h", "24 小时内验证码错误次数",
    "Wrong second-factor codes of the 24 h before.", ROCA_READS_FACTOR, 2, 0 },
  [KNOWLEDGE_SCORE] = { "knowledge_score", "ratio", "Right answers", "问答正确率",
    "Share of right answers to knowledge questions. They can be known or guessed: right answers "
    "prove little, wrong ones much.", ROCA_READS_SUPPORT, 1, -1 },
  [KNOWLEDGE_ATTEMPTS] = { "knowledge_attempts_7d", "count", "Rounds of questions in 7 days",
    "7 天内问答次数", "Rounds of knowledge questions in the 7 days before.", ROCA_READS_SUPPORT, 1, 1 },
};
/* clang-format on */

/* Factors whose newest check says that they work. */
static double
count_working (const RocaScene *scene)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *rows = scene->ledger->rows;
  double working = 0;

  for (guint i = rows->len; i-- > 0;)
    {
      const ReviewEvidence *row = rows->pdata[i];
      const char *factor = review_fields_get (row->fields, "factor");

      if (factor != NULL && roca_row_is_event (row, ROCA_EVENTS ("factor_check"))
          && g_hash_table_add (seen, (gpointer) factor))
        working += roca_row_is_true (row, "working") ? 1 : 0;
    }
  return g_hash_table_size (seen) > 0 ? working : NAN;
}

/* The newest liveness check made for the reset, NULL without one. */
static const ReviewEvidence *
find_liveness (const RocaScene *scene)
{
  GPtrArray *rows = scene->ledger->rows;

  for (guint i = rows->len; i-- > 0;)
    if (roca_row_is_event (rows->pdata[i], ROCA_EVENTS ("liveness_check"))
        && g_strcmp0 (review_fields_get (((ReviewEvidence *) rows->pdata[i])->fields, "purpose"),
                      "reset_2fa")
               == 0)
      return rows->pdata[i];
  return NULL;
}

static double
count_signs (const ReviewEvidence *row)
{
  static const char *const signs[] = { "virtual_camera", "emulator", "replay", "generated" };
  double count = NAN;

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (review_fields_get (row->fields, signs[i]) != NULL)
      count = (isnan (count) ? 0 : count) + ROCA_FLAG (roca_row_is_true (row, signs[i]));
  return count;
}

static void
fill_face (const RocaScene *scene, double *values)
{
  const ReviewEvidence *row = find_liveness (scene);
  const char *portrait;
  gint64 taken = 0;

  values[LIVENESS_FOR_REQUEST] = ROCA_FLAG (row != NULL);
  if (row == NULL)
    return;
  /* Its age is counted to as_of: the check usually follows the request. */
  values[LIVENESS_HOURS] = roca_between (row->at, scene->ledger->as_of, REVIEW_HOUR);
  values[LIVENESS_SCORE] = review_fields_get_number (row->fields, "liveness_score");
  values[FACE_SCORE] = review_fields_get_number (row->fields, "face_score");
  values[INJECTION_SIGNS] = count_signs (row);
  portrait = review_fields_get (row->fields, "portrait_at");
  if (portrait != NULL && review_time_parse (portrait, &taken))
    values[PORTRAIT_AGE] = roca_between (taken, row->at, REVIEW_DAY);
}

/* The change that makes a channel another one. */
static const char *
get_change (const char *channel)
{
  static const char *const changes[][2] = { { "email", "email_change" },
                                            { "phone", "phone_change" },
                                            { "sms", "phone_change" },
                                            { "app", "new_device" } };

  for (guint i = 0; channel != NULL && i < G_N_ELEMENTS (changes); i++)
    if (strcmp (channel, changes[i][0]) == 0)
      return changes[i][1];
  return NULL;
}

static void
fill_channel (const RocaScene *scene, double *values)
{
  const ReviewEvidence *confirmed = roca_scene_newest (scene, ROCA_EVENTS ("channel_confirmation"));
  const ReviewEvidence *row =
      confirmed != NULL ? confirmed : roca_scene_newest (scene, ROCA_EVENTS ("reset_2fa_request"));
  const char *change, *since;
  const ReviewEvidence *changed;
  gint64 at = 0;

  values[CHANNEL_CONFIRMED] = ROCA_FLAG (confirmed != NULL);
  if (row == NULL)
    return;
  change = get_change (review_fields_get (row->fields, "channel"));
  since = review_fields_get (row->fields, "unchanged_since");
  if (since != NULL && review_time_parse (since, &at))
    values[CHANNEL_STABLE] = roca_scene_hours (scene, at) / 24;
  changed = change != NULL ? roca_scene_newest (scene, ROCA_EVENTS (change)) : NULL;
  if (changed != NULL)
    {
      double days = roca_scene_hours (scene, changed->at) / 24;

      values[CHANNEL_STABLE] =
          isnan (values[CHANNEL_STABLE]) ? days : fmin (days, values[CHANNEL_STABLE]);
    }
}

static double
days_since (const RocaScene *scene, const char *event)
{
  return roca_scene_hours_since (scene, ROCA_EVENTS (event)) / 24;
}

static void
fill_factors (const RocaScene *scene, double *values)
{
  values[PUSH_REFUSED] =
      roca_scene_count_results (scene, "push_prompt", "approved", FALSE, ROCA_INCIDENT_HOURS);
  values[FAILED_CODES] =
      roca_scene_count_results (scene, "factor_code", "wrong", TRUE, ROCA_INCIDENT_HOURS);
}

static void
fill_questions (const RocaScene *scene, double *values)
{
  const ReviewEvidence *row = roca_scene_newest (scene, ROCA_EVENTS ("knowledge_check"));

  values[KNOWLEDGE_ATTEMPTS] = roca_scene_count (scene, ROCA_EVENTS ("knowledge_check"), 7 * 24);
  if (row != NULL)
    values[KNOWLEDGE_SCORE] = roca_ratio (review_fields_get_number (row->fields, "right"),
                                          review_fields_get_number (row->fields, "asked"));
}

static void
fill (const RocaLedger *ledger, double *values)
{
  g_autoptr (RocaScene) scene = roca_scene_new (ledger, "reset_2fa_request");

  for (int i = 0; i < N_FEATURES; i++)
    values[i] = NAN;
  values[FACTORS_WORKING] = count_working (scene);
  if (roca_scene_records (scene, ROCA_READS_SIM))
    values[SINCE_SIM_CHANGE] = roca_scene_hours_since (scene, ROCA_EVENTS ("sim_change"));
  if (roca_scene_records (scene, ROCA_READS_REQUEST | ROCA_READS_FACE))
    fill_face (scene, values);
  if (roca_scene_records (scene, ROCA_READS_REQUEST | ROCA_READS_OWNER))
    fill_channel (scene, values);
  if (!roca_scene_records (scene, SECURITY | ROCA_READS_LOGIN | ROCA_READS_EVENT))
    return;
  values[EMAIL_CHANGE] = days_since (scene, "email_change");
  values[PHONE_CHANGE] = days_since (scene, "phone_change");
  values[EMAIL_RECOVERED] = ROCA_FLAG (days_since (scene, "email_recovered") <= 30);
  values[PASSWORD_RESET] = ROCA_FLAG (days_since (scene, "password_reset") <= 3);
  fill_factors (scene, values);
  fill_questions (scene, values);
}

const RocaFamily roca_family_reset_proof = { defs, N_FEATURES, fill };
