/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sign-in logs of vendors as evidence: events in the shapes of Okta, Auth0, AWS, Azure and others,
 * checked by hand against the features they must give. The first set is made up here; the second
 * names events of a public set by rule and test and is read where that set lies beside the
 * project. Each event happens to a customer whose last logins are known: from London, at the
 * meridian, two days and two hours before it; the case is looked at an hour after it. */
#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "review-json-flat.h"
#include "review-time.h"
#include "roca-fixture.h"

#define EVENTS   "identity-events-labelled/events.jsonl.gz"
#define MAX_LINE (1024 * 1024)

/* How a vendor's event becomes a row: what tells it, the row's own fields, and which members
 * become which fields ("field=path|other path"). */
typedef struct
{
  const char *case_type; /* NULL: any */
  const char *path;
  const char *value;  /* NULL: anything */
  const char *unless; /* (nullable): a member whose presence says that nothing happened */
  int kind;
  const char *constants;
  const char *fields;
} Rule;

#define LOGIN REVIEW_EVIDENCE_LOGIN
#define EVENT REVIEW_EVIDENCE_EVENT
#define GEO   "p_enrichment.ipinfo_location.client.ipAddress."
#define OPEN  "p_enrichment.ipinfo_privacy.client.ipAddress."
#define OKTA                                                                              \
  "result=outcome.result ip=client.ipAddress network=securityContext.asNumber "           \
  "session=authenticationContext.externalSessionId "                                      \
  "country=client.geographicalContext.country|" GEO "country "                            \
  "latitude=client.geographicalContext.geolocation.lat|" GEO "lat "                       \
  "longitude=client.geographicalContext.geolocation.lon|" GEO "lng "                      \
  "vpn=" OPEN "vpn proxy=" OPEN "proxy tor=" OPEN "tor relay=" OPEN "relay hosting=" OPEN \
  "hosting"
#define AZURE                                               \
  "ip=callerIpAddress session=properties.sessionId "        \
  "country=properties.location.countryOrRegion "            \
  "latitude=properties.location.geoCoordinates.latitude "   \
  "longitude=properties.location.geoCoordinates.longitude " \
  "risk_level=properties.riskLevelDuringSignIn"
/* clang-format off */
static const Rule rules[] = {
  { NULL, "eventType", "user.session.start", NULL, LOGIN, "", OKTA },
  { NULL, "eventType", "user.account.reset_password", NULL, EVENT, "event=password_reset", "" },
  { NULL, "eventtype", "user.mfa.factor.reset_all", NULL, EVENT, "event=2fa_reset", "" },
  { NULL, "eventtype", "user.account.report_suspicious_activity_by_enduser", NULL, EVENT,
    "event=owner_report channel=email verified=true", "" },
  { NULL, "eventtype", "app.oauth2.token.detect_reuse", NULL, EVENT, "event=token_reuse", "" },
  { NULL, "eventType", "system.api_token.create", NULL, EVENT, "event=api_key_created", "" },
  { NULL, "data.type", "gd_send_pn", NULL, EVENT, "event=push_prompt", "" },
  { NULL, "data.type", "pwd_leak", NULL, EVENT, "event=password_leaked", "" },
  { NULL, "data.type", "ferrt", NULL, EVENT, "event=token_reuse", "" },
  { NULL, "eventName", "ConsoleLogin", NULL, LOGIN, "",
    "result=responseElements.ConsoleLogin ip=sourceIPAddress" },
  { "reset_2fa", "additionalEventData.MFAUsed", "Yes", "errorMessage", EVENT,
    "event=factor_check factor=passkey working=true", "" },
  { NULL, "eventName", "ChangePassword", "errorCode", EVENT, "event=password_change", "" },
  { NULL, "operationName", "Sign-in activity", NULL, LOGIN, "result=success", AZURE },
  { NULL, "event_type_id", "6", NULL, LOGIN, "result=failure", "ip_risk=risk_score" },
  { NULL, "event.action", "AuditAction.LoginFrom", NULL, LOGIN, "",
    "result=event.params.status ip=event.params.ip tor=p_enrichment.tor_exit_nodes" },
  { NULL, "EVENT_TYPE", "LOGIN", NULL, LOGIN, "method=password",
    "result=IS_SUCCESS ip=CLIENT_IP" },
  { "reset_2fa", "SECOND_AUTHENTICATION_FACTOR", NULL, NULL, EVENT,
    "event=factor_check factor=totp working=true", "" },
  { NULL, "type", "login.failed", NULL, LOGIN, "result=failure",
    "ip=actor.session.ip_address" },
  { NULL, "type", "api_key.created", NULL, EVENT, "event=api_key_created", "" },
  { NULL, "event_type._tag", "tfa_change_status", NULL, EVENT, "event=2fa_change", "" },
  { "reset_2fa", "details.used_rescue_code", "true", NULL, EVENT,
    "event=factor_check factor=recovery_code working=true", "" },
};
/* clang-format on */

static const char *const times[] = { "published", "p_event_time", "eventTime",    "EVENT_TIMESTAMP",
                                     "data.date", "timestamp",    "effective_at", "time" };

/* An event, and what it must come to: "feature=value", "–" for missing. */
typedef struct
{
  const char *rule;  /* of the public set; NULL: made up */
  const char *event; /* test name, or the made-up JSON */
  const char *case_type;
  const char *expected;
} Fixture;

/* clang-format off */
static const Fixture made_up[] = {
  { NULL, "{\"eventType\":\"user.session.start\",\"published\":\"2026-03-01T10:00:00.000Z\","
    "\"outcome\":{\"result\":\"SUCCESS\"},\"securityContext\":{\"asNumber\":64501},\"client\":{"
    "\"ipAddress\":\"203.0.113.9\",\"geographicalContext\":{\"country\":\"Singapore\","
    "\"geolocation\":{\"lat\":1.35,\"lon\":103.8}}}}", "ato",
    "travel_speed_kmh=5419.10583 travel_left_out=0 country_new=1 network_new=1 new_elements=2 "
    "failed_logins_24h=0" },
  { NULL, "{\"eventType\":\"user.session.start\",\"published\":\"2026-03-01 10:00:00.5\","
    "\"outcome\":{\"result\":\"SUCCESS\"},\"client\":{\"ipAddress\":\"203.0.113.9\"},"
    "\"p_enrichment\":{\"ipinfo_location\":{\"client.ipAddress\":{\"country\":\"SG\",\"lat\":"
    "\"1.35\",\"lng\":\"103.8\"}},\"ipinfo_privacy\":{\"client.ipAddress\":{\"vpn\":true}}}}",
    "ato", "travel_speed_kmh=0 travel_left_out=1 country_new=0 anonymous_network=1" },
  { NULL, "{\"data\":{\"type\":\"gd_send_pn\",\"date\":\"2026-03-01 10:00:00.000000000\"}}",
    "reset_2fa", "push_refused_24h=– factors_working=–" },
  { NULL, "{\"eventName\":\"ChangePassword\",\"errorCode\":\"AccessDenied\",\"eventTime\":"
    "\"2026-03-01T10:00:00Z\"}", "ato",
    "hours_since_credential_change=8760 credential_changes_24h=0" },
  { NULL, "{\"eventName\":\"ConsoleLogin\",\"eventTime\":\"2026-03-01T10:00:00Z\","
    "\"responseElements\":{\"ConsoleLogin\":\"Success\"},\"additionalEventData\":{\"MFAUsed\":"
    "\"Yes\"}}", "reset_2fa", "factors_working=1" },
  { NULL, "{\"operationName\":\"Sign-in activity\",\"time\":\"2026-03-01 10:00:00.1\","
    "\"properties\":{\"riskLevelDuringSignIn\":\"medium\"}}", "ato",
    "ip_risk=0.5 country_new=0 travel_speed_kmh=0" },
  { NULL, "{\"type\":\"login.failed\",\"effective_at\":1780000000}", "ato",
    "failed_logins_24h=1 failures_before_success=0 pattern_match=1" },
  { NULL, "{\"event_type_id\":\"6\",\"risk_score\":90}", "ato", "failed_logins_24h=0 ip_risk=–" },
};

static const Fixture public_set[] = {
  { "Standard.ImpossibleTravel.Login", "Okta sign-in with history and impossible travel", "ato",
    "travel_speed_kmh=9167.18674 travel_left_out=0 country_new=1 shared_exit=–" },
  { "Standard.ImpossibleTravel.Login",
    "Okta sign-in with history and impossible travel, Apple Private Relay", "ato",
    "travel_speed_kmh=0 travel_left_out=1 shared_exit=1 anonymous_network=1 country_new=0" },
  { "Standard.ImpossibleTravel.Login",
    "Okta sign-in with history and impossible travel, VPN with service", "ato",
    "travel_speed_kmh=0 travel_left_out=1 shared_exit=0 anonymous_network=1" },
  { "Standard.ImpossibleTravel.Login",
    "Okta sign-in with history and impossible travel, no VPN, Intelsat ASN", "ato",
    "travel_speed_kmh=2957.79523 travel_left_out=0 anonymous_network=0 country_new=1" },
  { "Standard.SignInFromRogueState", "Okta - Rogue State Sign-In", "ato",
    "travel_speed_kmh=1246.41181 country_new=1 network_new=1 new_elements=2" },
  { "Okta.Login.Success", "Failed Login", "ato",
    "failed_logins_24h=1 failures_before_success=0 network_new=0 travel_speed_kmh=0" },
  { "Okta.Login.Success", "Successful Login", "ato", "failed_logins_24h=0 network_new=1" },
  { "Okta.Support.Reset", "Support Reset Credential", "ato",
    "hours_since_credential_change=1 credential_changes_24h=1 owner_report=0" },
  { "Okta.Support.Reset", "Support Reset Credential", "reset_2fa",
    "password_reset_72h=1 email_change_d=365" },
  { "Okta.User.MFA.Reset.All", "Reset All Event", "ato",
    "hours_since_credential_change=1 credential_changes_24h=1 contact_changed_72h=0" },
  { "Okta.User.Reported.Suspicious.Activity", "Suspicious Report Event", "ato",
    "owner_report=1 owner_confirmed=0" },
  { "Okta.Refresh.Access.Token.Reuse", "Reuse Event", "ato",
    "token_reuse=1 session_without_login=0" },
  { "Okta.APIKeyCreated", "API Key Created", "ato",
    "api_key_changed_72h=1 credential_changes_24h=1" },
  { "Auth0.PushNotification.Fatigue", "Push Notification Fatigue", "ato", "push_refused_24h=–" },
  { "Auth0.PushNotification.Fatigue", "Push Notification Fatigue", "reset_2fa",
    "push_refused_24h=– failed_codes_24h=0 factors_working=–" },
  { "Auth0.Leaked.Password.Login.Attempt", "FCOA Event", "ato",
    "password_leaked_30d=1 credential_changes_24h=0" },
  { "Auth0.RefreshToken.Reuse", "Auth0 Bot Detection Policy Disabled", "ato", "token_reuse=1" },
  { "AWS.Unsuccessful.MFA.attempt", "Unsuccessful Login w/ MFA", "ato", "failed_logins_24h=1" },
  { "AWS.Unsuccessful.MFA.attempt", "Unsuccessful Login w/ MFA", "reset_2fa", "factors_working=–" },
  { "AWS.Unsuccessful.MFA.attempt", "Successful Login w/ MFA", "reset_2fa", "factors_working=1" },
  { "AWS.IAM.CredentialsUpdated", "User Password Was Changed", "ato",
    "hours_since_credential_change=1 credential_changes_24h=1" },
  { "AWS.IAM.CredentialsUpdated", "User Password Change Error", "ato",
    "hours_since_credential_change=8760 credential_changes_24h=0" },
  { "Azure.Audit.HighRiskSignIn", "High Risk During Sign-In", "ato",
    "ip_risk=0.9 country_new=1 travel_speed_kmh=1246.46533" },
  { "OneLogin.HighRiskFailedLogin", "Failed High Risk Login", "ato",
    "failed_logins_24h=0 ip_risk=–" },
  { "Axonius.TorLogin", "TOR Successful Login", "ato",
    "anonymous_network=1 failed_logins_24h=0 travel_left_out=0" },
  { "Snowflake.Stream.LoginWithoutMFA", "Login Without MFA", "ato",
    "failed_logins_24h=0 passkey_login=0" },
  { "Snowflake.Stream.LoginWithoutMFA", "Login With MFA", "reset_2fa", "factors_working=1" },
  { "OpenAI.CredentialStuffing", "Match - Failed Login", "ato", "failed_logins_24h=1" },
  { "OpenAI.API.Key.Anomalous.Activity", "API key with 'all' scope - Alert HIGH", "ato",
    "api_key_changed_72h=1" },
  { "Dropbox.User.Disabled.2FA", "2FA Disabled", "ato", "credential_changes_24h=1" },
  { "Dropbox.User.Disabled.2FA", "2FA Disabled", "reset_2fa", "factors_working=1" },
};
/* clang-format on */

/* A member of the event; @prefix is where the event lies in what was read. */
static const char *
get_text (GHashTable *texts, const char *prefix, const char *path)
{
  g_autofree char *whole = g_strconcat (prefix, path, NULL);

  return g_hash_table_lookup (texts, whole);
}

/* Vendors write times as RFC 3339, with a blank instead of T, without a zone, or as seconds. */
static gint64
read_time (GHashTable *texts, const char *prefix)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      const char *text = get_text (texts, prefix, times[i]);
      g_autofree char *iso = g_strdelimit (g_strdup (text != NULL ? text : ""), " ", 'T');
      g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, utc);
      double seconds = g_ascii_strtod (iso, NULL);

      if (time != NULL)
        return g_date_time_to_unix (time) * REVIEW_SECOND + g_date_time_get_microsecond (time);
      if (seconds > 1e9)
        return (gint64) (seconds * (double) REVIEW_SECOND);
    }
  return 0;
}

static void
add_constants (ReviewEvidence *row, const char *pairs)
{
  g_auto (GStrv) list = g_strsplit (pairs, " ", -1);

  for (guint i = 0; list[i] != NULL && list[i][0] != '\0'; i++)
    {
      g_auto (GStrv) pair = g_strsplit (list[i], "=", 2);

      fixture_field (row, pair[0], pair[1]);
    }
}

static void
add_members (ReviewEvidence *row, GHashTable *texts, const char *prefix, const char *fields)
{
  g_auto (GStrv) list = g_strsplit (fields, " ", -1);

  for (guint i = 0; list[i] != NULL && list[i][0] != '\0'; i++)
    {
      g_auto (GStrv) pair = g_strsplit (list[i], "=", 2);
      g_auto (GStrv) paths = g_strsplit (pair[1], "|", -1);
      const char *text = NULL;

      for (guint p = 0; text == NULL && paths[p] != NULL; p++)
        text = get_text (texts, prefix, paths[p]);
      if (text != NULL && *text != '\0')
        fixture_field (row, pair[0], text);
    }
}

/* Adds what the rules make of an event. Returns: how many rows */
static guint
add_event (ReviewIntake *intake, GHashTable *texts, const char *prefix, gint64 at)
{
  guint added = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const Rule *rule = &rules[i];
      const char *text = get_text (texts, prefix, rule->path);
      ReviewEvidence *row;

      if (text == NULL || (rule->value != NULL && strcmp (text, rule->value) != 0)
          || (rule->case_type != NULL && strcmp (rule->case_type, intake->type) != 0))
        continue;
      added++;
      if (rule->unless != NULL && get_text (texts, prefix, rule->unless) != NULL)
        continue;
      row = fixture_row (intake, (ReviewEvidenceKind) rule->kind, at);
      add_constants (row, rule->constants);
      add_members (row, texts, prefix, rule->fields);
    }
  return added;
}

static void
add_past (ReviewIntake *intake, gint64 at)
{
  static const char *const past = "device=d1 network=1 country=GB latitude=51.5 longitude=0 "
                                  "result=success method=password session=s1";

  add_constants (fixture_row (intake, REVIEW_EVIDENCE_LOGIN, at - 48 * REVIEW_HOUR), past);
  add_constants (fixture_row (intake, REVIEW_EVIDENCE_LOGIN, at - 2 * REVIEW_HOUR), past);
}

static void
check_features (const ReviewIntake *intake, const Fixture *fixture)
{
  g_autoptr (RocaSchema) schema = roca_schema_new (NULL, NULL, intake->type);
  g_autoptr (RocaFeatures) features = roca_extract (schema, intake, 0);
  g_auto (GStrv) list = g_strsplit (fixture->expected, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (list[i], "=", 2);
      int column = roca_schema_find (schema, pair[0]);
      double value, expected = g_ascii_strtod (pair[1], NULL);

      g_assert_cmpint (column, >=, 0);
      value = roca_features_get_values (features)[column];
      if (strcmp (pair[1], "–") == 0 ? !isnan (value) : !(fabs (value - expected) < 1e-4))
        g_error ("%s %s: %s = %g, expected %s", fixture->rule != NULL ? fixture->rule : "",
                 fixture->event, pair[0], value, pair[1]);
    }
}

static void
check_event (GHashTable *texts, const char *prefix, const Fixture *fixture)
{
  g_autoptr (ReviewIntake) intake = fixture_intake (fixture->case_type, "v-1");
  gint64 at = read_time (texts, prefix);
  gint64 around = at != 0 ? at : T0;

  add_past (intake, around);
  g_assert_cmpuint (add_event (intake, texts, prefix, at), >, 0);
  intake->opened_at = intake->as_of = around + REVIEW_HOUR;
  check_features (intake, fixture);
}

static void
test_made_up (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (made_up); i++)
    {
      const char *json = made_up[i].event;
      g_autoptr (GError) error = NULL;
      g_autoptr (GHashTable) texts = review_json_flatten (json, strlen (json), MAX_LINE, &error);

      g_assert_no_error (error);
      check_event (texts, "", &made_up[i]);
    }
}

static gboolean
is_of (GHashTable *texts, const Fixture *fixture)
{
  return g_strcmp0 (g_hash_table_lookup (texts, "rule_id"), fixture->rule) == 0
         && g_strcmp0 (g_hash_table_lookup (texts, "test"), fixture->event) == 0;
}

/* Checks every fixture of one line of the set. Returns: how many there are */
static guint
check_line (const char *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) texts = review_json_flatten (line, strlen (line), MAX_LINE, &error);
  guint found = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (public_set); i++)
    if (is_of (texts, &public_set[i]))
      {
        check_event (texts, "event.", &public_set[i]);
        found++;
      }
  return found;
}

/* The fixtures name at least twenty different events; all of them are found where the set is. */
static void
test_public_set (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "shared", "data", EVENTS, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) raw = g_file_read (file, NULL, NULL);
  g_autoptr (GConverter) gunzip =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) plain = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint found = 0;
  char *line;

  if (raw == NULL)
    {
      g_test_message ("the public set is not here: its events are not checked");
      return;
    }
  plain = g_converter_input_stream_new (G_INPUT_STREAM (raw), gunzip);
  lines = g_data_input_stream_new (plain);
  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, &error)) != NULL)
    {
      found += check_line (line);
      g_free (line);
    }
  g_assert_no_error (error);
  g_test_message ("%u fixtures checked", found);
  g_assert_cmpuint (found, ==, G_N_ELEMENTS (public_set));
}

static void
test_twenty (void)
{
  g_autoptr (GHashTable) events = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (public_set); i++)
    g_hash_table_add (events, g_strconcat (public_set[i].rule, "|", public_set[i].event, NULL));
  g_assert_cmpuint (g_hash_table_size (events), >=, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vendor-events/made-up", test_made_up);
  g_test_add_func ("/vendor-events/public-set", test_public_set);
  g_test_add_func ("/vendor-events/twenty", test_twenty);
  return g_test_run ();
}
