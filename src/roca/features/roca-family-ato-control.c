/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Account takeover: who holds the account's controls. Changes of credentials, keys and lists, the
 * SIM card, remote control, and what the owner says on a verified channel. "Never" is told apart
 * from "not in the data": only where security is recorded at all is a change that is not among the
 * rows one that did not happen. */
#define G_LOG_DOMAIN "review-roca"
#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "roca-scene.h"

enum
{
  SINCE_CHANGE,
  CHANGES_24H,
  CHANGE_UNKNOWN_DEVICE,
  CHANGE_AT_FUNDS,
  CONTACT_CHANGED,
  API_KEY_CHANGED,
  ALLOWLIST_CHANGED,
  ANTI_PHISHING_CHANGED,
  SINCE_SIM_CHANGE,
  REMOTE_CONTROL,
  PASSWORD_LEAKED,
  OWNER_REPORT,
  OWNER_CONFIRMED,
  N_FEATURES
};

#define SECURITY ROCA_READS_SECURITY
#define EVENT    ROCA_READS_EVENT
#define OWNER    ROCA_READS_OWNER
#define HOURS_3D 72
#define HOURS_1M (30.0 * 24)
/* clang-format off */
static const RocaFeatureDef defs[N_FEATURES] = {
  [SINCE_CHANGE] = { "hours_since_credential_change", "h", "Last security change", "最近一次安全变更",
    "Time since the last change of password, 2FA, e-mail, phone, passkey, API key, allowlist or "
    "anti-phishing code; at most a year.", SECURITY, 1, -1 },
  [CHANGES_24H] = { "credential_changes_24h", "count", "Security changes in 24 h", "24 小时内安全变更次数",
    "Security changes of the last 24 h; a thief changes several at once.", SECURITY, 1, 1 },
  [CHANGE_UNKNOWN_DEVICE] = { "credential_change_new_device", "bool",
    "Security change on an unknown device", "陌生设备上的安全变更",
    "Whether a security change of the last 72 h was made on a device not seen in the account a day "
    "before it.", SECURITY | ROCA_READS_LOGIN, 2, 1 },
  [CHANGE_AT_FUNDS] = { "hours_since_change_at_funds", "h", "Security change before funds moved",
    "资金转出前的安全变更", "Shortest time from a security change on an unknown device to money leaving "
    "the account after it, within 72 h; a year when there is no such pair.",
    SECURITY | ROCA_READS_LOGIN | ROCA_READS_REQUEST | ROCA_READS_OUT | ROCA_READS_LOSS, 2, -1 },
  [CONTACT_CHANGED] = { "contact_changed_72h", "bool", "E-mail or phone changed within 72 h",
    "72 小时内变更邮箱或手机", "Whether e-mail or phone changed: the owner's messages go elsewhere.",
    SECURITY, 1, 1 },
  [API_KEY_CHANGED] = { "api_key_changed_72h", "bool", "API key within 72 h", "72 小时内 API 密钥变更",
    "Whether an API key was made or given more rights in the last 72 h; it outlives a password "
    "change.", SECURITY, 1, 1 },
  [ALLOWLIST_CHANGED] = { "allowlist_changed_72h", "bool", "Allowlist changed within 72 h",
    "72 小时内变更提币白名单", "Whether the withdrawal allowlist changed in the last 72 h.", SECURITY, 1, 1 },
  [ANTI_PHISHING_CHANGED] = { "anti_phishing_changed_72h", "bool",
    "Anti-phishing code changed within 72 h", "72 小时内变更防钓鱼码",
    "Whether the code that proves our own messages was changed or removed in the last 72 h.",
    SECURITY, 1, 1 },
  [SINCE_SIM_CHANGE] = { "hours_since_sim_change", "h", "SIM change", "SIM 卡更换",
    "Time since the SIM card was changed or the number ported; a year when the carrier was asked and "
    "knows of none, missing when nobody asked.", ROCA_READS_SIM, 1, -1 },
  [REMOTE_CONTROL] = { "remote_control_72h", "bool", "Remote control within 72 h", "72 小时内有远程控制迹象",
    "Whether a remote-control tool was noticed in the last 72 h: the owner's own device and place, "
    "somebody else's hands.", EVENT, 1, 1 },
  [PASSWORD_LEAKED] = { "password_leaked_30d", "bool", "Leaked password", "密码已泄露",
    "Whether in the last 30 days somebody used a password of this account that is in a known leak.",
    EVENT, 1, 1 },
  [OWNER_REPORT] = { "owner_report", "bool", "Owner reports a takeover", "本人报告被盗",
    "Whether the owner reported a takeover on a verified channel in the last 30 days.", OWNER, 1, 1 },
  [OWNER_CONFIRMED] = { "owner_confirmed", "bool", "Owner confirms the activity", "本人确认为其操作",
    "Whether the owner confirmed the activity of the last 72 h on a channel that did not change.",
    OWNER, 1, -1 },
};
/* clang-format on */

/* Whether @device was used in the account more than a day before @at; when an undated visit was
 * is not known. */
static gboolean
is_used_before (const RocaScene *scene, const char *device, gint64 at)
{
  for (guint i = 0; i < scene->visits->len; i++)
    {
      const RocaVisit *visit = ROCA_VISIT (scene, i);

      if (!visit->failed && visit->at != 0 && visit->at < at - REVIEW_DAY
          && g_strcmp0 (visit->device, device) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Whether the change in @row was made on a device that the account did not know; NaN where
 * neither the source nor the device says. */
static double
is_on_unknown_device (const RocaScene *scene, const ReviewEvidence *row)
{
  const char *known = review_fields_get (row->fields, "known_device");
  const char *device = review_fields_get (row->fields, "device");

  if (known != NULL)
    return ROCA_FLAG (strcmp (known, "true") != 0);
  return device != NULL ? ROCA_FLAG (!is_used_before (scene, device, row->at)) : NAN;
}

static gboolean
moves_funds (const RocaLedger *ledger, const ReviewEvidence *row)
{
  return roca_row_is_event (
             row, ROCA_EVENTS ("withdrawal_request", "internal_transfer", "gift_card", "p2p_sale"))
         || roca_ledger_row_is_read (ledger, row, ROCA_READS_OUT);
}

/* Hours from @change to the first money that left after it; a year when none did. */
static double
hours_to_funds (const RocaScene *scene, const ReviewEvidence *change)
{
  for (guint i = 0; i < scene->ledger->rows->len; i++)
    {
      const ReviewEvidence *row = scene->ledger->rows->pdata[i];

      if (row->at >= change->at && moves_funds (scene->ledger, row))
        return roca_between (change->at, row->at, REVIEW_HOUR);
    }
  return ROCA_NEVER_HOURS;
}

static void
fill_changes (const RocaScene *scene, double *values)
{
  const RocaLedger *ledger = scene->ledger;

  values[SINCE_CHANGE] = values[CHANGE_AT_FUNDS] = ROCA_NEVER_HOURS;
  values[CHANGES_24H] = values[CHANGE_UNKNOWN_DEVICE] = 0;
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const ReviewEvidence *row = ledger->rows->pdata[i];
      double hours = roca_scene_hours (scene, row->at), unknown;

      if (isnan (hours) || !roca_ledger_row_is_read (ledger, row, SECURITY))
        continue;
      values[SINCE_CHANGE] = fmin (values[SINCE_CHANGE], hours);
      values[CHANGES_24H] += hours <= ROCA_INCIDENT_HOURS ? 1 : 0;
      if (hours > HOURS_3D)
        continue;
      unknown = is_on_unknown_device (scene, row);
      if (unknown > 0)
        values[CHANGE_AT_FUNDS] = fmin (values[CHANGE_AT_FUNDS], hours_to_funds (scene, row));
      /* One known device does not excuse an unknown one; silence excuses nothing. */
      if (unknown > 0 || (isnan (unknown) && !(values[CHANGE_UNKNOWN_DEVICE] > 0)))
        values[CHANGE_UNKNOWN_DEVICE] = unknown;
    }
}

static double
has (const RocaScene *scene, const char *const *events, double hours)
{
  return ROCA_FLAG (roca_scene_count (scene, events, hours) > 0);
}

/* Whether there is a row of @event on a verified channel. */
static double
has_verified (const RocaScene *scene, const char *event, double hours)
{
  GPtrArray *rows = scene->ledger->rows;

  for (guint i = 0; i < rows->len; i++)
    if (roca_row_is_event (rows->pdata[i], ROCA_EVENTS (event))
        && roca_row_is_true (rows->pdata[i], "verified")
        && roca_scene_is_recent (scene, rows->pdata[i], hours))
      return 1;
  return 0;
}

static void
fill (const RocaLedger *ledger, double *values)
{
  g_autoptr (RocaScene) scene = roca_scene_new (ledger, NULL);

  for (int i = 0; i < N_FEATURES; i++)
    values[i] = NAN;
  if (roca_scene_records (scene, ROCA_READS_SIM))
    values[SINCE_SIM_CHANGE] = roca_scene_hours_since (scene, ROCA_EVENTS ("sim_change"));
  if (!roca_scene_records (scene, SECURITY | ROCA_READS_LOGIN | EVENT))
    return;
  fill_changes (scene, values);
  values[CONTACT_CHANGED] = has (scene, ROCA_EVENTS ("email_change", "phone_change"), HOURS_3D);
  values[API_KEY_CHANGED] =
      has (scene, ROCA_EVENTS ("api_key_created", "api_key_change"), HOURS_3D);
  values[ALLOWLIST_CHANGED] = has (scene, ROCA_EVENTS ("allowlist_change"), HOURS_3D);
  values[ANTI_PHISHING_CHANGED] = has (scene, ROCA_EVENTS ("anti_phishing_change"), HOURS_3D);
  values[REMOTE_CONTROL] = has (scene, ROCA_EVENTS ("remote_session"), HOURS_3D);
  values[PASSWORD_LEAKED] = has (scene, ROCA_EVENTS ("password_leaked"), HOURS_1M);
  values[OWNER_REPORT] = has_verified (scene, "owner_report", HOURS_1M);
  values[OWNER_CONFIRMED] = has_verified (scene, "owner_confirmation", HOURS_3D);
}

const RocaFamily roca_family_ato_control = { defs, N_FEATURES, fill };
