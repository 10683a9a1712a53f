/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Account takeover: who came in, on what and from where, against the customer's own past. What is
 * new is new to the account; without a past to compare with it is missing. */
#define G_LOG_DOMAIN "review-roca"
#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "roca-scene.h"

enum
{
  DEVICE_NEW,
  NETWORK_NEW,
  COUNTRY_NEW,
  NEW_ELEMENTS,
  PATTERN_MATCH,
  TRAVEL_SPEED,
  TRAVEL_LEFT_OUT,
  IP_RISK,
  ANONYMOUS_NETWORK,
  SHARED_EXIT,
  IP_ACCOUNTS,
  FAILED_LOGINS,
  FAILURES_BEFORE_SUCCESS,
  SESSION_WITHOUT_LOGIN,
  TOKEN_REUSE,
  PASSKEY_LOGIN,
  PUSH_REFUSED,
  IDLE_DAYS,
  N_FEATURES
};

#define LOGIN   ROCA_READS_LOGIN
#define SESSION (ROCA_READS_LOGIN | ROCA_READS_SESSION)
/* Of place, two sightings this close are one: an address is located to a city at best. */
#define TRAVEL_HOURS 72
/* clang-format off */
static const RocaFeatureDef defs[N_FEATURES] = {
  [DEVICE_NEW] = { "device_new", "bool", "New device", "陌生设备",
    "Whether a visit of the last 24 h came from a device that the account was not used on in the 90 "
    "days before. One new element alone does not show a takeover: phones are replaced.", SESSION, 1, 1 },
  [NETWORK_NEW] = { "network_new", "bool", "New network", "陌生网络",
    "Whether a visit of the last 24 h came from a network (ASN) not used in the 90 days before.",
    SESSION, 1, 1 },
  [COUNTRY_NEW] = { "country_new", "bool", "New country", "陌生国家",
    "Whether a visit of the last 24 h came from a country not seen in the 90 days before; VPN and "
    "shared exits are left out, their country is not the person's.", SESSION, 1, 1 },
  [NEW_ELEMENTS] = { "new_elements", "count", "New elements at once", "同时为新的要素数",
    "Of device, network and country, how many were new in one and the same visit of the last 24 h.",
    SESSION, 1, 1 },
  [PATTERN_MATCH] = { "pattern_match", "ratio", "Agrees with the habit", "与习惯相符程度",
    "Share of device, network, country and hour of day that the least usual visit of the last 24 h "
    "has in common with the 90 days before.", SESSION, 1, -1 },
  [TRAVEL_SPEED] = { "travel_speed_kmh", "km/h", "Speed between two places", "两地间移动速度",
    "Fastest great-circle speed between two successive visits of the last 72 h at reliable places. "
    "Above an airliner's speed two people are at work. Missing with fewer than two such visits.",
    SESSION, 1, 1 },
  [TRAVEL_LEFT_OUT] = { "travel_left_out", "count", "Places left out", "未采信的地点数",
    "Visits of the last 72 h whose place was left out of the travel speed: VPN, proxy, Tor, data "
    "centre, carrier gateway, relay or satellite.", SESSION, 1, 0 },
  [IP_RISK] = { "ip_risk", "ratio", "Risk of the address", "IP 风险评分",
    "Worst opinion of a provider about an address of the last 24 h, 0 to 1.", SESSION, 1, 1 },
  [ANONYMOUS_NETWORK] = { "anonymous_network", "bool", "Hidden origin", "隐匿来源网络",
    "Whether a visit of the last 24 h came through a VPN, proxy, Tor or a data centre. Customers do "
    "that too.", SESSION, 2, 0 },
  [SHARED_EXIT] = { "shared_exit", "bool", "Shared exit address", "共用出口 IP",
    "Whether the last visit came through the gateway of a carrier, a relay or a satellite, whose "
    "address very many strangers share.", SESSION, 2, 0 },
  [IP_ACCOUNTS] = { "ip_accounts", "count", "Accounts tried from the address", "同一 IP 尝试的账户数",
    "Most accounts that an address of the last 24 h tried to enter; stuffing tries hundreds, and a "
    "shared exit shows many as well.", LOGIN, 1, 0 },
  [FAILED_LOGINS] = { "failed_logins_24h", "count", "Failed logins in 24 h", "24 小时内登录失败次数",
    "Refused logins of the last 24 h.", LOGIN, 2, 1 },
  [FAILURES_BEFORE_SUCCESS] = { "failures_before_success", "count", "Failures before a success",
    "成功前失败次数", "Most refused logins in the hour before a successful one of the last 24 h: "
    "a list of passwords at work, or a forgetful owner.", LOGIN, 2, 1 },
  [SESSION_WITHOUT_LOGIN] = { "session_without_login", "bool", "Session without a login",
    "无登录事件的会话", "Whether a session was active in the last 24 h that no login began: its token "
    "was taken from somewhere.", SESSION, 1, 1 },
  [TOKEN_REUSE] = { "token_reuse", "bool", "Session token used twice", "会话令牌重复使用",
    "Whether in the last 72 h a token was used again, or one session was seen on two devices and two "
    "networks.", SESSION, 1, 1 },
  [PASSKEY_LOGIN] = { "passkey_login", "bool", "Passkey used", "使用通行密钥",
    "Whether every login of the last 24 h used a passkey, which cannot be phished.", LOGIN, 1, -1 },
  [PUSH_REFUSED] = { "push_refused_24h", "count", "Pushes not approved in 24 h", "24 小时内未批准的推送次数",
    "Push prompts of the last 24 h that were not approved; many wear the owner down.",
    ROCA_READS_FACTOR, 2, 1 },
  [IDLE_DAYS] = { "idle_days", "d", "Idle before", "此前闲置时间",
    "Time from the last visit before the last 24 h to now; nobody watches a dormant account.",
    SESSION, 1, 0 },
};
/* clang-format on */

typedef const char *(*GetFunc) (const RocaVisit *visit);

static const char *
get_device (const RocaVisit *visit)
{
  return visit->device;
}

static const char *
get_network (const RocaVisit *visit)
{
  return visit->network;
}

/* The country of an exit is not the person's. */
static const char *
get_country (const RocaVisit *visit)
{
  return visit->masked || visit->shared ? NULL : visit->country;
}

static gboolean
is_incident (const RocaScene *scene, const RocaVisit *visit)
{
  return !visit->failed && roca_scene_hours (scene, visit->at) <= ROCA_INCIDENT_HOURS;
}

/* 1 when the past does not know what @get says of @visit, 0 when it does, NaN when one of both
 * says nothing. */
static double
is_new (const RocaScene *scene, const RocaVisit *visit, GetFunc get)
{
  const char *value = get (visit);
  double found = NAN;

  for (guint i = 0; value != NULL && i < scene->visits->len; i++)
    {
      const char *past = get (ROCA_VISIT (scene, i));

      if (past == NULL || !roca_scene_is_baseline (scene, ROCA_VISIT (scene, i)))
        continue;
      if (g_ascii_strcasecmp (past, value) == 0)
        return 0;
      found = 1;
    }
  return found;
}

/* The source's own word on the device counts where there is one. */
static double
is_device_new (const RocaScene *scene, const RocaVisit *visit)
{
  return visit->known >= 0 ? ROCA_FLAG (visit->known == 0) : is_new (scene, visit, get_device);
}

/* 1 when the hour of day is not within two hours of one of the past; missing without a past. */
static double
is_hour_new (const RocaScene *scene, const RocaVisit *visit)
{
  double found = NAN;

  for (guint i = 0; i < scene->visits->len; i++)
    {
      const RocaVisit *past = ROCA_VISIT (scene, i);
      gint64 apart;

      if (!roca_scene_is_baseline (scene, past))
        continue;
      apart = (visit->at - past->at) % REVIEW_DAY;
      if (MIN (apart, REVIEW_DAY - apart) <= 2 * REVIEW_HOUR)
        return 0;
      found = 1;
    }
  return found;
}

static double
max_known (double a, double b)
{
  return isnan (a) ? b : isnan (b) ? a : fmax (a, b);
}

static void
fill_news (const RocaScene *scene, double *values)
{
  for (guint i = 0; i < scene->visits->len; i++)
    {
      const RocaVisit *visit = ROCA_VISIT (scene, i);
      double elements[4], new = 0, known = 0;

      if (!is_incident (scene, visit))
        continue;
      elements[0] = is_device_new (scene, visit);
      elements[1] = is_new (scene, visit, get_network);
      elements[2] = is_new (scene, visit, get_country);
      elements[3] = is_hour_new (scene, visit);
      values[DEVICE_NEW] = max_known (values[DEVICE_NEW], elements[0]);
      values[NETWORK_NEW] = max_known (values[NETWORK_NEW], elements[1]);
      values[COUNTRY_NEW] = max_known (values[COUNTRY_NEW], elements[2]);
      for (guint k = 0; k < 3; k++)
        {
          new += elements[k] > 0 ? 1 : 0;
          known += isnan (elements[k]) ? 0 : 1;
        }
      if (known == 0)
        continue;
      values[NEW_ELEMENTS] = max_known (values[NEW_ELEMENTS], new);
      known += isnan (elements[3]) ? 0 : 1;
      new += elements[3] > 0 ? 1 : 0;
      values[PATTERN_MATCH] =
          -max_known (-values[PATTERN_MATCH], -(known - new) / known); /* the least */
    }
}

static void
fill_travel (const RocaScene *scene, double *values)
{
  const RocaVisit *before = NULL;

  values[TRAVEL_LEFT_OUT] = 0;
  for (guint i = 0; i < scene->visits->len; i++)
    {
      const RocaVisit *visit = ROCA_VISIT (scene, i);
      gboolean recent = roca_scene_hours (scene, visit->at) <= TRAVEL_HOURS;

      if (!review_visit_is_placed (visit))
        continue;
      if (!review_visit_is_reliable (visit))
        {
          values[TRAVEL_LEFT_OUT] += recent ? 1 : 0;
          continue;
        }
      if (before != NULL && recent)
        values[TRAVEL_SPEED] =
            max_known (values[TRAVEL_SPEED], review_visit_travel (before, visit, NULL));
      before = visit;
    }
}

static void
fill_addresses (const RocaScene *scene, double *values)
{
  const RocaVisit *last = roca_scene_last (scene);

  if (last != NULL && last->says_shared)
    values[SHARED_EXIT] = ROCA_FLAG (last->shared);
  for (guint i = 0; i < scene->visits->len; i++)
    {
      const RocaVisit *visit = ROCA_VISIT (scene, i);

      if (!(roca_scene_hours (scene, visit->at) <= ROCA_INCIDENT_HOURS))
        continue;
      values[IP_RISK] = max_known (values[IP_RISK], visit->risk);
      values[IP_ACCOUNTS] = max_known (
          values[IP_ACCOUNTS], review_fields_get_number (visit->row->fields, "ip_accounts"));
      if (visit->says_masked && !visit->failed)
        values[ANONYMOUS_NETWORK] =
            max_known (values[ANONYMOUS_NETWORK], ROCA_FLAG (visit->masked));
    }
}

/* Refused logins in the hour before the visit at @index. */
static double
count_failures_before (const RocaScene *scene, guint index)
{
  gint64 at = ROCA_VISIT (scene, index)->at;
  double failures = 0;

  for (guint i = 0; i < index; i++)
    if (ROCA_VISIT (scene, i)->failed && ROCA_VISIT (scene, i)->at != 0
        && ROCA_VISIT (scene, i)->at >= at - REVIEW_HOUR)
      failures++;
  return failures;
}

static gboolean
is_passkey (const char *method)
{
  static const char *const names[] = {
    "passkey", "webauthn", "fido2", "u2f", "security_key", NULL
  };

  return method != NULL && g_strv_contains (names, method);
}

/* Whether logins are in the data: activity of sessions says nothing about attempts to get in. */
static gboolean
records_logins (const RocaScene *scene)
{
  for (guint i = 0; i < scene->visits->len; i++)
    if (ROCA_VISIT (scene, i)->login)
      return TRUE;
  return FALSE;
}

static void
fill_logins (const RocaScene *scene, double *values)
{
  if (!records_logins (scene))
    return;
  values[FAILED_LOGINS] = 0;
  values[FAILURES_BEFORE_SUCCESS] = 0;
  for (guint i = 0; i < scene->visits->len; i++)
    {
      const RocaVisit *visit = ROCA_VISIT (scene, i);

      if (!visit->login || !(roca_scene_hours (scene, visit->at) <= ROCA_INCIDENT_HOURS))
        continue;
      if (visit->failed)
        {
          values[FAILED_LOGINS]++;
          continue;
        }
      values[FAILURES_BEFORE_SUCCESS] =
          fmax (values[FAILURES_BEFORE_SUCCESS], count_failures_before (scene, i));
      if (visit->method != NULL)
        values[PASSKEY_LOGIN] = fmin (isnan (values[PASSKEY_LOGIN]) ? 1 : values[PASSKEY_LOGIN],
                                      ROCA_FLAG (is_passkey (visit->method)));
    }
}

static gboolean
began_with_login (const RocaScene *scene, const char *session)
{
  for (guint i = 0; i < scene->visits->len; i++)
    if (ROCA_VISIT (scene, i)->login && !ROCA_VISIT (scene, i)->failed
        && g_strcmp0 (ROCA_VISIT (scene, i)->session, session) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
differ (const char *a, const char *b)
{
  return a != NULL && b != NULL && g_ascii_strcasecmp (a, b) != 0;
}

/* Whether the session of the visit at @index was seen before on another device and network. */
static gboolean
is_taken_over (const RocaScene *scene, guint index)
{
  const RocaVisit *visit = ROCA_VISIT (scene, index);

  for (guint i = 0; visit->session != NULL && i < index; i++)
    {
      const RocaVisit *before = ROCA_VISIT (scene, i);

      if (g_strcmp0 (before->session, visit->session) == 0 && differ (before->device, visit->device)
          && differ (before->network, visit->network))
        return TRUE;
    }
  return FALSE;
}

static void
fill_sessions (const RocaScene *scene, double *values)
{
  values[SESSION_WITHOUT_LOGIN] = 0;
  values[TOKEN_REUSE] =
      ROCA_FLAG (roca_scene_count (scene, ROCA_EVENTS ("token_reuse"), TRAVEL_HOURS) > 0);
  for (guint i = 0; i < scene->visits->len; i++)
    {
      const RocaVisit *visit = ROCA_VISIT (scene, i);
      double hours = roca_scene_hours (scene, visit->at);

      if (!visit->login && hours <= ROCA_INCIDENT_HOURS && visit->session != NULL
          && !began_with_login (scene, visit->session))
        values[SESSION_WITHOUT_LOGIN] = 1;
      if (hours <= TRAVEL_HOURS && is_taken_over (scene, i))
        values[TOKEN_REUSE] = 1;
    }
}

static void
fill_idle (const RocaScene *scene, double *values)
{
  for (guint i = scene->visits->len; i-- > 0;)
    if (!ROCA_VISIT (scene, i)->failed
        && roca_scene_hours (scene, ROCA_VISIT (scene, i)->at) > ROCA_INCIDENT_HOURS)
      {
        values[IDLE_DAYS] = roca_scene_hours (scene, ROCA_VISIT (scene, i)->at) / 24;
        return;
      }
}

static void
fill (const RocaLedger *ledger, double *values)
{
  g_autoptr (RocaScene) scene = roca_scene_new (ledger, NULL);

  for (int i = 0; i < N_FEATURES; i++)
    values[i] = NAN;
  if (roca_scene_records (scene, ROCA_READS_LOGIN | ROCA_READS_FACTOR))
    values[PUSH_REFUSED] =
        roca_scene_count_results (scene, "push_prompt", "approved", FALSE, ROCA_INCIDENT_HOURS);
  if (roca_scene_records (scene, ROCA_READS_LOGIN | ROCA_READS_SESSION))
    fill_sessions (scene, values);
  if (scene->visits->len == 0)
    return;
  fill_news (scene, values);
  fill_travel (scene, values);
  fill_addresses (scene, values);
  fill_logins (scene, values);
  fill_idle (scene, values);
}

const RocaFamily roca_family_ato_access = { defs, N_FEATURES, fill };
