/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reset of 2FA: who asks, from where, how often, and what is at stake. */
#define G_LOG_DOMAIN "review-roca"
#include <math.h>
#include <string.h>

#include "roca-scene.h"

enum
{
  THIRD_PARTY,
  PRESSURE_SIGNS,
  DEVICE_KNOWN,
  NETWORK_KNOWN,
  COUNTRY_NEW,
  HISTORY_UNBROKEN,
  IP_RISK,
  IDLE_DAYS,
  SINCE_EARLIER_REQUEST,
  REQUESTS_30D,
  REFUSED_30D,
  SUPPORT_CONTACTS,
  SUPPORT_AGENTS,
  ASSETS,
  WITHDRAWAL_WAITS,
  SHARED_DEVICE,
  SHARED_NETWORK,
  THEFT_REPORT,
  APPEARANCE_CHANGE,
  ACCOUNT_AGE,
  N_FEATURES
};

#define REQUEST ROCA_READS_REQUEST
#define VISITS  (ROCA_READS_REQUEST | ROCA_READS_LOGIN | ROCA_READS_SESSION)
#define DAYS_30 (30.0 * 24)
/* clang-format off */
static const RocaFeatureDef defs[N_FEATURES] = {
  [THIRD_PARTY] = { "third_party", "bool", "Somebody else asks", "由第三方代办",
    "Whether a relative, an heir or a representative asks instead of the customer.", REQUEST, 1, 1 },
  [PRESSURE_SIGNS] = { "pressure_signs", "count", "Signs of pressure", "受压迹象数",
    "Signs in a call or a recording that somebody directs or threatens the customer.",
    REQUEST | ROCA_READS_SUPPORT | ROCA_READS_FACE, 2, 1 },
  [DEVICE_KNOWN] = { "request_device_known", "bool", "Known device asks", "申请来自已知设备",
    "Whether the request came from a device used in the account in the 90 days before.", VISITS, 1, -1 },
  [NETWORK_KNOWN] = { "request_network_known", "bool", "Known network asks", "申请来自已知网络",
    "Whether the request came from a network used in the account in the 90 days before.", VISITS, 1, -1 },
  [COUNTRY_NEW] = { "request_country_new", "bool", "New country asks", "申请来自陌生国家",
    "Whether the request came from a country not seen in the account in the 90 days before.",
    VISITS, 1, 1 },
  [HISTORY_UNBROKEN] = { "history_unbroken", "bool", "New phone, unbroken history", "换新机且历史连续",
    "A new device, but on a network of the customer's that another device of theirs used in the 14 "
    "days before: a replaced phone rather than a stranger.", VISITS, 1, -1 },
  [IP_RISK] = { "ip_risk", "ratio", "Risk of the address", "IP 风险评分",
    "A provider's opinion of the address that asks, 0 to 1.", REQUEST, 1, 1 },
  [IDLE_DAYS] = { "idle_days", "d", "Idle before", "此前闲置时间",
    "Time from the last visit before the request; nobody watches a dormant account.", VISITS, 1, 0 },
  [SINCE_EARLIER_REQUEST] = { "earlier_request_d", "d", "Earlier request", "上一次申请",
    "Time since the reset request before this one; a year when there is none.", REQUEST, 1, -1 },
  [REQUESTS_30D] = { "earlier_requests_30d", "count", "Earlier requests in 30 days", "30 天内此前申请次数",
    "Reset requests in the 30 days before this one.", REQUEST, 1, 1 },
  [REFUSED_30D] = { "refused_requests_30d", "count", "Refused requests in 30 days", "30 天内被拒次数",
    "Reset requests refused in the 30 days before.", REQUEST, 1, 1 },
  [SUPPORT_CONTACTS] = { "support_contacts_7d", "count", "Contacts with support in 7 days",
    "7 天内联系客服次数", "Contacts with support in the 7 days before.", ROCA_READS_SUPPORT, 1, 0 },
  [SUPPORT_AGENTS] = { "support_agents_7d", "count", "Support people tried in 7 days", "7 天内接触的客服人数",
    "Different people of support in the 7 days before; who is refused tries another.",
    ROCA_READS_SUPPORT, 2, 1 },
  [ASSETS] = { "assets", "USD", "Assets at stake", "在险资产",
    "Assets of the customer in the reference currency.", ROCA_READS_PROFILE, 1, 0 },
  [WITHDRAWAL_WAITS] = { "withdrawal_waits", "bool", "Withdrawal waits for the factor", "有待验证的提币",
    "Whether a withdrawal was asked for in the 24 h around the request.", REQUEST, 1, 1 },
  [SHARED_DEVICE] = { "shared_device_accounts", "count", "Other accounts on the device",
    "同设备的其他账户数", "Other accounts that asked for a reset from the same device.",
    ROCA_READS_GRAPH, 1, 1 },
  [SHARED_NETWORK] = { "shared_network_accounts", "count", "Other accounts on the network address",
    "同网络地址的其他账户数", "Other accounts that asked for a reset from the same address. Exits of "
    "carriers, relays and satellites do not count.", ROCA_READS_GRAPH, 1, 1 },
  [THEFT_REPORT] = { "theft_report", "bool", "Police report of a theft", "已提交失窃报案证明",
    "Whether a police report of a stolen device was handed in.", ROCA_READS_DOCUMENT, 1, 0 },
  [APPEARANCE_CHANGE] = { "appearance_change", "bool", "Changed face declared", "申报容貌变化",
    "Whether the customer says that the face changed, after surgery or an accident.", REQUEST, 2, 0 },
  [ACCOUNT_AGE] = { "account_age_d", "d", "Account age", "账户存续时间",
    "Time from the opening of the account to the request.", ROCA_READS_PROFILE, 1, 0 },
};
/* clang-format on */

/* The visit of the past that has @value in @field, NULL without one. Of another device than
 * @but_device where that is given, and at most @days old. */
static const RocaVisit *
find_past (const RocaScene *scene,
           const char *field,
           const char *value,
           const char *but_device,
           double days)
{
  for (guint i = scene->visits->len; i-- > 0;)
    {
      const RocaVisit *visit = ROCA_VISIT (scene, i);
      const char *own = review_fields_get (visit->row->fields, field);

      if (roca_scene_is_baseline (scene, visit) && own != NULL
          && g_ascii_strcasecmp (own, value) == 0
          && (but_device == NULL || g_strcmp0 (visit->device, but_device) != 0)
          && roca_scene_hours (scene, visit->at) <= days * 24)
        return visit;
    }
  return NULL;
}

/* 1 or 0 where both the request and the past say something of @field, else NaN. */
static double
is_in_past (const RocaScene *scene, const ReviewEvidence *request, const char *field)
{
  const char *value = review_fields_get (request->fields, field);

  if (value == NULL)
    return NAN;
  if (find_past (scene, field, value, NULL, ROCA_BASELINE_DAYS) != NULL)
    return 1;
  for (guint i = 0; i < scene->visits->len; i++)
    if (roca_scene_is_baseline (scene, ROCA_VISIT (scene, i))
        && review_fields_get (ROCA_VISIT (scene, i)->row->fields, field) != NULL)
      return 0;
  return NAN;
}

static void
fill_origin (const RocaScene *scene, const ReviewEvidence *request, double *values)
{
  const char *device = review_fields_get (request->fields, "device");
  const char *network = review_fields_get (request->fields, "network");

  values[IP_RISK] = review_fields_get_number (request->fields, "ip_risk");
  values[DEVICE_KNOWN] = is_in_past (scene, request, "device");
  values[NETWORK_KNOWN] = is_in_past (scene, request, "network");
  values[COUNTRY_NEW] = 1 - is_in_past (scene, request, "country");
  if (!isnan (values[DEVICE_KNOWN]) && network != NULL)
    values[HISTORY_UNBROKEN] = ROCA_FLAG (
        values[DEVICE_KNOWN] < 1 && find_past (scene, "network", network, device, 14) != NULL);
}

static void
fill_idle (const RocaScene *scene, const ReviewEvidence *request, double *values)
{
  for (guint i = scene->visits->len; i-- > 0;)
    if (!ROCA_VISIT (scene, i)->failed && ROCA_VISIT (scene, i)->at != 0
        && ROCA_VISIT (scene, i)->at < request->at)
      {
        values[IDLE_DAYS] = roca_scene_hours (scene, ROCA_VISIT (scene, i)->at) / 24;
        return;
      }
}

static void
fill_earlier (const RocaScene *scene, const ReviewEvidence *request, double *values)
{
  GPtrArray *rows = scene->ledger->rows;

  values[SINCE_EARLIER_REQUEST] = ROCA_NEVER_DAYS;
  values[REQUESTS_30D] = values[REFUSED_30D] = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      const ReviewEvidence *row = rows->pdata[i];
      double hours = roca_scene_hours (scene, row->at);

      if (row == request || isnan (hours) || row->at > request->at)
        continue;
      if (roca_row_is_event (row, ROCA_EVENTS ("reset_2fa_request")))
        {
          values[SINCE_EARLIER_REQUEST] = fmin (values[SINCE_EARLIER_REQUEST], hours / 24);
          values[REQUESTS_30D] += hours <= DAYS_30 ? 1 : 0;
        }
      else if (roca_row_is_event (row, ROCA_EVENTS ("reset_2fa_refused")))
        values[REFUSED_30D] += hours <= DAYS_30 ? 1 : 0;
    }
}

/* What the request itself says, or the newest call about it. */
static void
fill_asker (const RocaScene *scene, const ReviewEvidence *request, double *values)
{
  const char *requester = review_fields_get (request->fields, "requester");
  GPtrArray *rows = scene->ledger->rows;

  if (requester != NULL)
    values[THIRD_PARTY] = ROCA_FLAG (strcmp (requester, "customer") != 0);
  if (review_fields_get (request->fields, "appearance_change") != NULL)
    values[APPEARANCE_CHANGE] = ROCA_FLAG (roca_row_is_true (request, "appearance_change"));
  /* Whoever was not spoken to put nobody under pressure; a call that was not judged may have. */
  if (roca_scene_count (scene, ROCA_EVENTS ("support_contact"), 7 * 24) == 0)
    values[PRESSURE_SIGNS] = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      const ReviewEvidence *row = rows->pdata[i];
      double signs = review_fields_get_number (row->fields, "pressure_signs");

      if (!isnan (signs) && roca_scene_is_recent (scene, row, 7 * 24))
        values[PRESSURE_SIGNS] =
            isnan (values[PRESSURE_SIGNS]) ? signs : fmax (values[PRESSURE_SIGNS], signs);
    }
}

/* NaN where there were contacts and none names its agent. */
static double
count_agents (const RocaScene *scene)
{
  g_autoptr (GHashTable) agents = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *rows = scene->ledger->rows;

  for (guint i = 0; i < rows->len; i++)
    {
      const char *agent =
          review_fields_get (((ReviewEvidence *) rows->pdata[i])->fields, "support_agent");

      if (agent != NULL && roca_row_is_event (rows->pdata[i], ROCA_EVENTS ("support_contact"))
          && roca_scene_is_recent (scene, rows->pdata[i], 7 * 24))
        g_hash_table_add (agents, (gpointer) agent);
    }
  if (g_hash_table_size (agents) == 0
      && roca_scene_count (scene, ROCA_EVENTS ("support_contact"), 7 * 24) > 0)
    return NAN;
  return g_hash_table_size (agents);
}

static double
has_theft_report (const RocaScene *scene)
{
  GPtrArray *rows = scene->ledger->rows;

  for (guint i = 0; i < rows->len; i++)
    {
      const ReviewEvidence *row = rows->pdata[i];

      if (row->kind == REVIEW_EVIDENCE_DOCUMENT
          && g_strcmp0 (review_fields_get (row->fields, "document_type"), "police_report") == 0)
        return 1;
    }
  return 0;
}

static void
fill (const RocaLedger *ledger, double *values)
{
  g_autoptr (RocaScene) scene = roca_scene_new (ledger, "reset_2fa_request");
  const ReviewEvidence *request = roca_scene_newest (scene, ROCA_EVENTS ("reset_2fa_request"));
  const ReviewSubject *subject = ledger->intake->subject;

  for (int i = 0; i < N_FEATURES; i++)
    values[i] = NAN;
  values[ACCOUNT_AGE] = roca_scene_account_days (scene);
  values[SHARED_DEVICE] = roca_scene_accounts (scene, "shared_device");
  values[SHARED_NETWORK] = roca_scene_accounts (scene, "shared_network");
  if (subject != NULL)
    values[ASSETS] = review_fields_get_number (subject->profile, "assets");
  if (request == NULL)
    return;
  fill_asker (scene, request, values);
  fill_origin (scene, request, values);
  fill_idle (scene, request, values);
  fill_earlier (scene, request, values);
  values[SUPPORT_CONTACTS] = roca_scene_count (scene, ROCA_EVENTS ("support_contact"), 7 * 24);
  values[SUPPORT_AGENTS] = count_agents (scene);
  values[WITHDRAWAL_WAITS] =
      ROCA_FLAG (roca_scene_count (scene, ROCA_EVENTS ("withdrawal_request"), 24) > 0);
  values[THEFT_REPORT] = has_theft_report (scene);
}

const RocaFamily roca_family_reset_setting = { defs, N_FEATURES, fill };
