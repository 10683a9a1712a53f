/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who seems to be at the keyboard: security changes, devices, places, screening. Everything is
 * counted back from the withdrawal request; without one it is missing. "Never" is told apart
 * from "not in the data": where logins, devices or security events are recorded at all, a change
 * that is not among them counts as one a year ago. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-ledger.h"

#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "review-time.h"

enum
{
  SINCE_CHANGE,
  CHANGES_72H,
  PASSWORD_RESET_24H,
  CHANGE_UNKNOWN_DEVICE,
  SINCE_NEW_DEVICE,
  DEVICE_KNOWN_DAYS,
  DEVICE_KNOWN,
  LOGINS_24H,
  UNKNOWN_LOGINS_72H,
  PLACES_7D,
  NEW_PLACE,
  REMOTE_SESSION,
  WARNINGS_72H,
  EXPOSURE_DIRECT,
  EXPOSURE_SHARE,
  EXPOSURE_HOPS,
  ACCOUNT_AGE,
  ASSETS,
  N_FEATURES
};

#define NEVER_HOURS (365 * 24)
#define REQUEST     ROCA_READS_REQUEST
#define SECURITY    (ROCA_READS_REQUEST | ROCA_READS_SECURITY)
#define LOGIN       (ROCA_READS_REQUEST | ROCA_READS_LOGIN)
/* clang-format off */
static const RocaFeatureDef defs[N_FEATURES] = {
  [SINCE_CHANGE] = { "hours_since_security_change", "h", "Last security change", "最近一次安全变更",
    "Time from the last change of password, 2FA, e-mail, phone, key or allowlist to the request; at "
    "most a year.", SECURITY, 1 },
  [CHANGES_72H] = { "security_changes_72h", "count", "Security changes in 72 h", "72 小时内安全变更次数",
    "Security changes in the 72 h before the request.", SECURITY, 1 },
  [PASSWORD_RESET_24H] = { "password_reset_24h", "bool", "Password reset within 24 h",
    "24 小时内重置密码", "Whether the password was reset in the 24 h before the request.", SECURITY, 1 },
  [CHANGE_UNKNOWN_DEVICE] = { "security_change_new_device", "bool",
    "Security change on an unknown device", "陌生设备上的安全变更",
    "Whether the last security change of 72 h was made on a device not seen in an earlier login.",
    SECURITY | ROCA_READS_LOGIN, 2 },
  [SINCE_NEW_DEVICE] = { "hours_since_new_device", "h", "Newest device", "最近一次新增设备",
    "Time from the first appearance of the newest device to the request; at most a year.", LOGIN, 1 },
  [DEVICE_KNOWN_DAYS] = { "device_known_days", "d", "Device known since", "设备已知时长",
    "Time from the first appearance of the device in use to the request.", LOGIN, 1 },
  [DEVICE_KNOWN] = { "device_known", "bool", "Known device", "已知设备",
    "Whether the last login before the request was on a known device.", LOGIN, 1 },
  [LOGINS_24H] = { "logins_24h", "count", "Logins in 24 h", "24 小时内登录次数",
    "Logins in the 24 h before the request.", LOGIN, 2 },
  [UNKNOWN_LOGINS_72H] = { "unknown_device_logins_72h", "count", "Logins on unknown devices in 72 h",
    "72 小时内陌生设备登录次数", "Logins on devices not known, in the 72 h before the request.", LOGIN, 2 },
  [PLACES_7D] = { "places_7d", "count", "Places in 7 days", "7 天内登录地点数",
    "Different places of login in the 7 days before the request.", LOGIN, 2 },
  [NEW_PLACE] = { "new_place", "bool", "New place", "新登录地点",
    "Whether the last login came from a place not seen before.", LOGIN, 1 },
  [REMOTE_SESSION] = { "remote_session_72h", "bool", "Remote session within 72 h", "72 小时内有远程会话",
    "Whether a remote-control session was noticed in the 72 h before the request.",
    REQUEST | ROCA_READS_EVENT, 1 },
  [WARNINGS_72H] = { "scam_warnings_72h", "count", "Scam warnings shown in 72 h", "72 小时内防骗提示次数",
    "Scam warnings shown to the customer in the 72 h before the request.",
    REQUEST | ROCA_READS_EVENT, 1 },
  [EXPOSURE_DIRECT] = { "exposure_direct", "bool", "Direct exposure to illicit funds", "直接敞口",
    "Whether screening found direct exposure of the destination to sanctioned, stolen or ransom funds.",
    ROCA_READS_SCREENING, 2 },
  [EXPOSURE_SHARE] = { "exposure_indirect_share", "ratio", "Indirect exposure", "间接敞口占比",
    "Largest share of illicit funds found at some distance.", ROCA_READS_SCREENING, 2 },
  [EXPOSURE_HOPS] = { "exposure_hops", "count", "Hops to illicit funds", "间接敞口跳数",
    "Fewest hops to illicit funds.", ROCA_READS_SCREENING, 1 },
  [ACCOUNT_AGE] = { "account_age_d", "d", "Account age", "账户存续时间",
    "Time from the opening of the account to the request.", REQUEST | ROCA_READS_PROFILE, 1 },
  [ASSETS] = { "assets", "USD", "Assets of the customer", "客户资产",
    "Assets of the customer in the reference currency.", ROCA_READS_PROFILE, 1 },
};
/* clang-format on */

static gboolean
is_event (const ReviewEvidence *row, const char *name)
{
  return row->kind == REVIEW_EVIDENCE_EVENT
         && g_strcmp0 (review_fields_get (row->fields, "event"), name) == 0;
}

static double
hours_before (const RocaLedger *ledger, gint64 at)
{
  return fmin (NEVER_HOURS, roca_between (at, ledger->request->at, REVIEW_HOUR));
}

static gboolean
device_seen_before (const RocaLedger *ledger, const char *device, gint64 at)
{
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const ReviewEvidence *row = ledger->rows->pdata[i];

      if (row->kind == REVIEW_EVIDENCE_LOGIN && row->at != 0 && row->at < at - REVIEW_DAY
          && g_strcmp0 (review_fields_get (row->fields, "device"), device) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
fill_changes (const RocaLedger *ledger, double *values)
{
  double changes = 0, since = NEVER_HOURS, reset = 0, unknown = 0;

  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const ReviewEvidence *row = ledger->rows->pdata[i];
      const char *device = review_fields_get (row->fields, "device");
      double hours;

      if (row->at == 0 || !roca_ledger_row_is_read (ledger, row, ROCA_READS_SECURITY))
        continue;
      hours = hours_before (ledger, row->at);
      since = fmin (since, hours);
      if (hours > 72)
        continue;
      changes++;
      unknown = device == NULL ? NAN : device_seen_before (ledger, device, row->at) ? 0 : 1;
      reset = fmax (reset, is_event (row, "password_reset") && hours <= 24 ? 1 : 0);
    }
  values[SINCE_CHANGE] = since;
  values[CHANGES_72H] = changes;
  values[PASSWORD_RESET_24H] = reset;
  values[CHANGE_UNKNOWN_DEVICE] = unknown;
}

/* When @device was first seen: its device row's `first_seen`, or its first login or event. */
static gint64
first_seen (const RocaLedger *ledger, const char *device)
{
  gint64 first = 0;

  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const ReviewEvidence *row = ledger->rows->pdata[i];
      const char *stated = review_fields_get (row->fields, "first_seen");
      gint64 at = row->at;

      if (g_strcmp0 (review_fields_get (row->fields, "device"), device) != 0)
        continue;
      if (row->kind == REVIEW_EVIDENCE_DEVICE && stated != NULL && !review_time_parse (stated, &at))
        at = row->at;
      if (at != 0 && (first == 0 || at < first))
        first = at;
    }
  return first;
}

static void
fill_devices (const RocaLedger *ledger, double *values)
{
  const char *in_use = review_fields_get (ledger->request->fields, "device");
  const char *known = NULL;
  double newest = NEVER_HOURS;

  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const ReviewEvidence *row = ledger->rows->pdata[i];
      const char *device = review_fields_get (row->fields, "device");
      gint64 seen = 0;

      if (device == NULL || row == ledger->request || row->at > ledger->request->at)
        continue;
      seen = first_seen (ledger, device);
      if (seen != 0 && roca_ledger_row_is_read (ledger, row, ROCA_READS_LOGIN))
        newest = fmin (newest, hours_before (ledger, seen));
      if (row->kind == REVIEW_EVIDENCE_LOGIN)
        {
          in_use = review_fields_get (ledger->request->fields, "device") != NULL ? in_use : device;
          known = review_fields_get (row->fields, "known_device");
        }
    }
  values[SINCE_NEW_DEVICE] = newest;
  if (in_use != NULL)
    values[DEVICE_KNOWN_DAYS] =
        roca_between (first_seen (ledger, in_use), ledger->request->at, REVIEW_DAY);
  if (known != NULL)
    values[DEVICE_KNOWN] = strcmp (known, "true") == 0 ? 1 : 0;
}

/* Of the logins of the last @hours that say whether their device is known, those that say no; NaN
 * where there were some and none says. */
static double
count_unknown_logins (const RocaLedger *ledger, double hours)
{
  guint all = 0, said = 0, unknown = 0;

  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const ReviewEvidence *row = ledger->rows->pdata[i];
      const char *known = review_fields_get (row->fields, "known_device");

      if (row->kind != REVIEW_EVIDENCE_LOGIN || row->at > ledger->request->at
          || hours_before (ledger, row->at) > hours)
        continue;
      all++;
      said += known != NULL ? 1 : 0;
      unknown += g_strcmp0 (known, "false") == 0 ? 1 : 0;
    }
  return all > 0 && said == 0 ? NAN : unknown;
}

/* Without a login in the data nothing is known of logins; without a place in them, of places. */
static void
fill_logins (const RocaLedger *ledger, double *values)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) week = g_hash_table_new (g_str_hash, g_str_equal);
  guint all = 0, logins = 0;

  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const ReviewEvidence *row = ledger->rows->pdata[i];
      const char *place = review_fields_get (row->fields, "place");

      if (row->kind != REVIEW_EVIDENCE_LOGIN || row->at > ledger->request->at)
        continue;
      all++;
      logins += hours_before (ledger, row->at) <= 24 ? 1 : 0;
      if (place == NULL)
        continue;
      values[NEW_PLACE] = g_hash_table_size (places) > 0 && !g_hash_table_contains (places, place);
      g_hash_table_add (places, (gpointer) place);
      if (hours_before (ledger, row->at) <= 7 * 24)
        g_hash_table_add (week, (gpointer) place);
    }
  if (all == 0)
    return;
  values[LOGINS_24H] = logins;
  values[UNKNOWN_LOGINS_72H] = count_unknown_logins (ledger, 72);
  if (g_hash_table_size (places) > 0)
    values[PLACES_7D] = g_hash_table_size (week);
}

static void
fill_events (const RocaLedger *ledger, double *values)
{
  values[REMOTE_SESSION] = 0;
  values[WARNINGS_72H] = 0;
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const ReviewEvidence *row = ledger->rows->pdata[i];

      if (hours_before (ledger, row->at) > 72)
        continue;
      if (is_event (row, "remote_session"))
        values[REMOTE_SESSION] = 1;
      if (is_event (row, "scam_warning"))
        values[WARNINGS_72H]++;
    }
}

static double
max_known (double a, double b)
{
  return isnan (a) ? b : isnan (b) ? a : fmax (a, b);
}

/* Screening rows: `exposure` none, direct or indirect, with `share` and `hops`. A row without it,
 * such as one of a name list, says nothing about funds. */
static void
fill_exposure (const RocaLedger *ledger, double *values)
{
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const ReviewEvidence *row = ledger->rows->pdata[i];
      const char *exposure = review_fields_get (row->fields, "exposure");
      double hops = review_fields_get_number (row->fields, "hops");
      gboolean indirect = g_strcmp0 (exposure, "indirect") == 0;

      if (row->kind != REVIEW_EVIDENCE_SCREENING)
        continue;
      if (exposure != NULL)
        values[EXPOSURE_DIRECT] =
            max_known (values[EXPOSURE_DIRECT], strcmp (exposure, "direct") == 0 ? 1 : 0);
      if (exposure != NULL)
        values[EXPOSURE_SHARE] = max_known (
            values[EXPOSURE_SHARE], indirect ? review_fields_get_number (row->fields, "share") : 0);
      if (!isnan (hops))
        values[EXPOSURE_HOPS] =
            isnan (values[EXPOSURE_HOPS]) ? hops : fmin (values[EXPOSURE_HOPS], hops);
    }
}

static void
fill_profile (const RocaLedger *ledger, double *values)
{
  const ReviewSubject *subject = ledger->intake->subject;
  GPtrArray *profile = subject != NULL ? subject->profile : NULL;
  const char *opened = review_fields_get (profile, "opened_at");
  gint64 at = 0;

  values[ASSETS] = review_fields_get_number (profile, "assets");
  if (opened != NULL && review_time_parse (opened, &at))
    values[ACCOUNT_AGE] = roca_between (at, ledger->request->at, REVIEW_DAY);
}

static gboolean
records_security (const RocaLedger *ledger)
{
  for (guint i = 0; i < ledger->rows->len; i++)
    if (roca_ledger_row_is_read (ledger, ledger->rows->pdata[i],
                                 ROCA_READS_SECURITY | ROCA_READS_LOGIN))
      return TRUE;
  return FALSE;
}

static void
fill (const RocaLedger *ledger, double *values)
{
  for (int i = 0; i < N_FEATURES; i++)
    values[i] = NAN;
  fill_exposure (ledger, values);
  if (ledger->request == NULL)
    return;
  fill_profile (ledger, values);
  fill_events (ledger, values);
  if (!records_security (ledger))
    return;
  fill_changes (ledger, values);
  fill_devices (ledger, values);
  fill_logins (ledger, values);
}

const RocaFamily roca_family_security = { defs, N_FEATURES, fill };
