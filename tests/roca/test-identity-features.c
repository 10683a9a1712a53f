/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Account takeover and the 2FA reset: every feature on evidence small enough to work out by hand,
 * "never" told apart from "not in the data", and nothing read that is later than as_of. */
#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "review-time.h"
#include "roca-fixture.h"

/* The moment in question of every case here. */
#define NOW (T0 + 100 * REVIEW_DAY)

static const char *const types[] = { "ato", "reset_2fa" };

/* A row @hours before @now with "name=value" pairs; a value in <> is a time, in hours before. */
static ReviewEvidence *
add_at (ReviewIntake *intake, gint64 now, int kind, double hours, const char *pairs)
{
  ReviewEvidence *row = fixture_row (intake, (ReviewEvidenceKind) kind,
                                     now - (gint64) (hours * (double) REVIEW_HOUR));
  g_auto (GStrv) list = g_strsplit (pairs, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (list[i], "=", 2);
      g_autofree char *time = NULL;

      g_assert_nonnull (pair[1]);
      if (pair[1][0] == '<')
        time = review_time_format (
            now - (gint64) (g_ascii_strtod (pair[1] + 1, NULL) * (double) REVIEW_HOUR));
      fixture_field (row, pair[0], time != NULL ? time : pair[1]);
    }
  return row;
}

#define LOGIN(i, h, pairs)    add_at (i, NOW, REVIEW_EVIDENCE_LOGIN, h, pairs)
#define EVENT(i, h, pairs)    add_at (i, NOW, REVIEW_EVIDENCE_EVENT, h, "event=" pairs)
#define EDGE(i, h, pairs)     add_at (i, NOW, REVIEW_EVIDENCE_GRAPH_EDGE, h, pairs)
#define DOCUMENT(i, h, pairs) add_at (i, NOW, REVIEW_EVIDENCE_DOCUMENT, h, pairs)

static ReviewIntake *
new_case (const char *type)
{
  ReviewIntake *intake = fixture_intake (type, "i-1");

  intake->opened_at = intake->as_of = NOW;
  return intake;
}

static void
add_profile (ReviewIntake *intake, const char *name, const char *value)
{
  ReviewField *field = review_record_new (&review_field_type);

  field->name = g_strdup (name);
  field->value = g_strdup (value);
  g_ptr_array_add (intake->subject->profile, field);
}

static double
get (const ReviewIntake *intake, const char *id)
{
  g_autoptr (RocaSchema) schema = roca_schema_new (NULL, NULL, intake->type);
  g_autoptr (RocaFeatures) features = roca_extract (schema, intake, 0);
  int column = roca_schema_find (schema, id);

  g_assert_cmpint (column, >=, 0);
  return roca_features_get_values (features)[column];
}

static void
check (const ReviewIntake *intake, const char *id, double expected)
{
  double value = get (intake, id);

  if (isnan (expected) ? !isnan (value) : !(fabs (value - expected) < 1e-6))
    g_error ("%s = %g, expected %g", id, value, expected);
}

static void
test_table (void)
{
  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    {
      g_autoptr (RocaSchema) schema = roca_schema_new (NULL, NULL, types[t]);
      g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

      g_test_message ("%s: %u features", types[t], schema->columns->len);
      g_assert_cmpuint (schema->columns->len, >=, 20);
      g_assert_cmpuint (schema->columns->len, <=, 40);
      for (guint i = 0; i < schema->columns->len; i++)
        {
          const RocaColumn *column = schema->columns->pdata[i];

          g_assert_true (g_hash_table_add (ids, column->id));
          g_assert_true (strlen (column->name->en) > 2 && strlen (column->meaning->en) > 20);
          g_assert_true (strlen (column->name->zh_cn)
                         > (gsize) g_utf8_strlen (column->name->zh_cn, -1));
          g_assert_true (column->version >= 1 && column->reads != 0);
          g_assert_true (column->monotone >= -1 && column->monotone <= 1);
        }
    }
}

/* No rows at all: nothing is known, and nothing is zero. */
static void
test_empty (void)
{
  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    {
      g_autoptr (ReviewIntake) intake = new_case (types[t]);
      g_autoptr (RocaSchema) schema = roca_schema_new (NULL, NULL, types[t]);
      g_autoptr (RocaFeatures) features = roca_extract (schema, intake, 0);

      for (guint i = 0; i < schema->columns->len; i++)
        if (!isnan (roca_features_get_values (features)[i]))
          g_error ("%s is not missing", ((RocaColumn *) schema->columns->pdata[i])->id);
    }
}

/* A past of two logins in Leipzig, now one from Lagos on another device and network. */
static ReviewIntake *
stranger (void)
{
  ReviewIntake *intake = new_case ("ato");

  LOGIN (intake, 240,
         "device=phone network=AS1 country=DE latitude=51.34 longitude=12.37 "
         "session=s0 method=password");
  LOGIN (intake, 30,
         "device=phone network=AS1 country=DE latitude=51.34 longitude=12.37 "
         "session=s1 method=passkey");
  LOGIN (intake, 9.8, "result=failure device=laptop network=AS9 ip_accounts=40");
  LOGIN (intake, 9.7, "result=FAILURE device=laptop network=AS9");
  LOGIN (intake, 9.5,
         "result=success device=laptop network=AS9 country=NG latitude=6.45 "
         "longitude=3.39 session=s2 method=password ip_risk=0.8");
  return intake;
}

static void
test_stranger (void)
{
  g_autoptr (ReviewIntake) intake = stranger ();

  check (intake, "device_new", 1);
  check (intake, "network_new", 1);
  check (intake, "country_new", 1);
  check (intake, "new_elements", 3);
  /* 9.5 h before now is 20.5 and 230.5 h after the others: 3.5 and 9.5 h apart on the clock. */
  check (intake, "pattern_match", 0);
  check (intake, "ip_risk", 0.8);
  check (intake, "ip_accounts", 40);
  check (intake, "failed_logins_24h", 2);
  check (intake, "failures_before_success", 2);
  check (intake, "session_without_login", 0);
  check (intake, "token_reuse", 0);
  check (intake, "passkey_login", 0);
  check (intake, "idle_days", 30.0 / 24);
  check (intake, "anonymous_network", NAN); /* nobody says what kind of network */
  check (intake, "shared_exit", NAN);
  check (intake, "push_refused_24h", 0);
  LOGIN (intake, 9, "result=success network_kind=residential");
  check (intake, "anonymous_network", 0);
  check (intake, "shared_exit", 0);
}

/* What a source does not say of a row is missing, and never the harmless answer. */
static void
test_not_said (void)
{
  g_autoptr (ReviewIntake) sessions = new_case ("ato");
  g_autoptr (ReviewIntake) pushes = new_case ("ato");
  g_autoptr (ReviewIntake) undated = new_case ("ato");
  g_autoptr (ReviewIntake) reset = new_case ("reset_2fa");

  EVENT (sessions, 3, "session session=s1 device=phone vpn=false");
  check (sessions, "failed_logins_24h", NAN);
  check (sessions, "failures_before_success", NAN);
  check (sessions, "anonymous_network", 0);
  check (sessions, "shared_exit", NAN);
  LOGIN (sessions, 50, "session=s1 device=phone");
  check (sessions, "failed_logins_24h", 0);
  EVENT (pushes, 3, "push_prompt");
  check (pushes, "push_refused_24h", NAN);
  EVENT (pushes, 30, "push_prompt result=refused");
  check (pushes, "push_refused_24h", NAN);
  LOGIN (undated, 1, "device=laptop")->at = 0;
  EVENT (undated, 2, "password_change device=laptop");
  check (undated, "credential_change_new_device", 1);
  EVENT (reset, 6, "reset_2fa_request channel=phone");
  check (reset, "appearance_change", NAN);
  check (reset, "pressure_signs", 0); /* nobody was spoken to */
  EVENT (reset, 7, "support_contact");
  EVENT (reset, 7, "push_prompt");
  EVENT (reset, 7, "factor_code");
  EVENT (reset, 7, "password_change");
  check (reset, "pressure_signs", NAN);
  check (reset, "support_agents_7d", NAN);
  check (reset, "push_refused_24h", NAN);
  check (reset, "failed_codes_24h", NAN);
}

/* Leipzig to Lagos is 5,059.87 km by the angle between two vectors; 20.5 h for it is a flight. */
static void
test_travel (void)
{
  g_autoptr (ReviewIntake) flight = stranger ();
  g_autoptr (ReviewIntake) tunnel = stranger ();
  g_autoptr (ReviewIntake) same = new_case ("ato");
  double speed = get (flight, "travel_speed_kmh");

  g_assert_cmpfloat_with_epsilon (speed * 20.5, 5059.865, 0.01);
  check (flight, "travel_left_out", 0);
  LOGIN (flight, 8.5, "device=phone network=AS1 country=DE latitude=51.34 longitude=12.37");
  g_assert_cmpfloat_with_epsilon (get (flight, "travel_speed_kmh"), speed * 20.5, 1e-6);
  /* The same two places, but the second is a VPN's, a relay's, a carrier's: nothing to count. */
  LOGIN (tunnel, 8, "device=laptop vpn=true country=BR latitude=-25.4 longitude=-49.3");
  LOGIN (tunnel, 7, "device=laptop network_kind=relay latitude=35.7 longitude=139.7");
  LOGIN (tunnel, 6, "device=laptop carrier_gateway=true latitude=1.3 longitude=103.8");
  g_assert_cmpfloat_with_epsilon (get (tunnel, "travel_speed_kmh"), speed, 1e-9);
  check (tunnel, "travel_left_out", 3);
  check (tunnel, "anonymous_network", 1);
  check (tunnel, "shared_exit", 1);
  /* One reliable place is no journey; two in one city stand still. */
  LOGIN (same, 5, "latitude=51.34 longitude=12.37");
  check (same, "travel_speed_kmh", NAN);
  LOGIN (same, 5, "latitude=51.40 longitude=12.40");
  check (same, "travel_speed_kmh", 0);
}

/* A country seen through a tunnel is not the person's; a source that knows the device is heard. */
static void
test_news (void)
{
  g_autoptr (ReviewIntake) intake = new_case ("ato");

  LOGIN (intake, 100, "device=phone network=AS1 country=DE");
  LOGIN (intake, 4, "device=other network=AS1 country=RU vpn=true known_device=true");
  check (intake, "device_new", 0);
  check (intake, "network_new", 0);
  check (intake, "country_new", NAN);
  check (intake, "new_elements", 0);
  check (intake, "pattern_match", 1);
  LOGIN (intake, 13, "network=AS2 country=FR");
  check (intake, "network_new", 1);
  check (intake, "country_new", 1);
  check (intake, "new_elements", 2);
  check (intake, "pattern_match", 0); /* 87 h apart: nine hours on the clock */
}

/* Without a past there is nothing that it could be new to. */
static void
test_no_past (void)
{
  g_autoptr (ReviewIntake) intake = new_case ("ato");

  LOGIN (intake, 2, "device=phone network=AS1 country=DE risk_level=HIGH");
  check (intake, "device_new", NAN);
  check (intake, "network_new", NAN);
  check (intake, "new_elements", NAN);
  check (intake, "idle_days", NAN);
  check (intake, "ip_risk", 0.9);
  check (intake, "passkey_login", NAN);
  check (intake, "ip_accounts", NAN);
  check (intake, "hours_since_sim_change", NAN);
  check (intake, "hours_since_credential_change", 365 * 24);
  check (intake, "shared_device_accounts", NAN);
  check (intake, "withdrawal_share_24h", NAN);
}

static void
test_sessions (void)
{
  g_autoptr (ReviewIntake) intake = new_case ("ato");

  LOGIN (intake, 50, "session=s1 device=phone network=AS1 method=webauthn");
  EVENT (intake, 3, "session session=s1 device=phone network=AS1");
  check (intake, "session_without_login", 0);
  check (intake, "token_reuse", 0);
  EVENT (intake, 2, "session session=s1 device=phone network=AS7");
  check (intake, "token_reuse", 0); /* one thing differs: a train */
  EVENT (intake, 1, "session session=s1 device=laptop network=AS7");
  check (intake, "token_reuse", 1);
  check (intake, "session_without_login", 0);
  EVENT (intake, 1, "session session=s9 device=laptop network=AS7");
  check (intake, "session_without_login", 1);
}

static void
test_token_and_pushes (void)
{
  g_autoptr (ReviewIntake) intake = new_case ("ato");

  EVENT (intake, 71, "token_reuse");
  EVENT (intake, 5, "push_prompt result=refused");
  EVENT (intake, 4, "push_prompt");
  EVENT (intake, 3, "push_prompt result=approved");
  EVENT (intake, 30, "push_prompt result=refused");
  check (intake, "token_reuse", 1);
  check (intake, "push_refused_24h", 1); /* how the second one ended is not said */
}

static void
test_changes (void)
{
  g_autoptr (ReviewIntake) intake = new_case ("ato");

  LOGIN (intake, 200, "device=phone");
  LOGIN (intake, 20, "device=laptop");
  check (intake, "hours_since_credential_change", 365 * 24);
  check (intake, "credential_change_new_device", 0);
  check (intake, "hours_since_change_at_funds", 365 * 24);
  EVENT (intake, 60, "anti_phishing_change device=phone");
  check (intake, "credential_change_new_device", 0);
  EVENT (intake, 19, "password_change device=laptop");
  EVENT (intake, 18, "email_change device=laptop");
  EVENT (intake, 17, "api_key_created known_device=false");
  check (intake, "hours_since_credential_change", 17);
  check (intake, "credential_changes_24h", 3);
  check (intake, "credential_change_new_device", 1);
  check (intake, "hours_since_change_at_funds", 365 * 24);
  EVENT (intake, 15, "gift_card amount_ref=100");
  check (intake, "hours_since_change_at_funds", 2);
  check (intake, "contact_changed_72h", 1);
  check (intake, "api_key_changed_72h", 1);
  check (intake, "allowlist_changed_72h", 0);
  check (intake, "anti_phishing_changed_72h", 1);
}

/* Money that left before the change says nothing about it; a change on a known device is the
 * owner's. */
static void
test_change_and_funds (void)
{
  g_autoptr (ReviewIntake) intake = new_case ("ato");

  LOGIN (intake, 200, "device=phone");
  EVENT (intake, 10, "withdrawal_request amount_ref=5");
  EVENT (intake, 9, "password_change device=laptop");
  check (intake, "hours_since_change_at_funds", 365 * 24);
  EVENT (intake, 8, "password_change device=phone");
  EVENT (intake, 3, "withdrawal_request amount_ref=5");
  check (intake, "hours_since_change_at_funds", 6);
}

static void
test_owner_and_sim (void)
{
  g_autoptr (ReviewIntake) intake = new_case ("ato");

  EVENT (intake, 30, "sim_check result=none");
  check (intake, "hours_since_sim_change", 365 * 24);
  check (intake, "owner_report", 0);
  check (intake, "owner_confirmed", 0);
  EVENT (intake, 26, "sim_change");
  EVENT (intake, 5, "owner_report verified=false channel=chat");
  check (intake, "hours_since_sim_change", 26);
  check (intake, "owner_report", 0);
  EVENT (intake, 4, "owner_report verified=true channel=app");
  EVENT (intake, 80, "owner_confirmation verified=true");
  check (intake, "owner_report", 1);
  check (intake, "owner_confirmed", 0);
  EVENT (intake, 4, "owner_confirmation verified=true");
  EVENT (intake, 70, "remote_session");
  EVENT (intake, 300, "password_leaked");
  check (intake, "owner_confirmed", 1);
  check (intake, "remote_control_72h", 1);
  check (intake, "password_leaked_30d", 1);
}

static void
test_loss (void)
{
  g_autoptr (ReviewIntake) intake = new_case ("ato");

  add_profile (intake, "assets", "2000");
  EVENT (intake, 500, "internal_transfer counterparty=u1 amount_ref=10");
  EVENT (intake, 20, "internal_transfer counterparty=u1 amount_ref=100");
  EVENT (intake, 19, "internal_transfer counterparty=u2 amount_ref=300");
  EVENT (intake, 18, "trade thin_market=true loss_ref=400 via=api");
  EVENT (intake, 18, "trade thin_market=false loss_ref=50 via=api");
  EVENT (intake, 17, "trade via=copy_trading loss_ref=200");
  EVENT (intake, 16, "gift_card amount_ref=60");
  EVENT (intake, 15, "p2p_sale amount_ref=40");
  EVENT (intake, 14, "withdrawal_request amount_ref=500");
  EVENT (intake, 30, "withdrawal_request amount_ref=900");
  check (intake, "internal_transfer_share", 300.0 / 2000);
  check (intake, "thin_market_loss_share", 400.0 / 2000);
  check (intake, "copy_trading_loss_share", 200.0 / 2000);
  check (intake, "cash_out_share_24h", 100.0 / 2000);
  check (intake, "withdrawal_share_24h", 500.0 / 2000);
  check (intake, "api_trades_24h", 2);
  EDGE (intake, 1, "relation=shared_device accounts=4");
  EDGE (intake, 1, "relation=shared_network accounts=900 network_kind=carrier_gateway");
  check (intake, "shared_device_accounts", 4);
  check (intake, "shared_network_accounts", 0);
  check (intake, "shared_destination_accounts", NAN);
  EVENT (intake, 1, "gift_card asset=card"); /* of an amount that nobody says */
  check (intake, "cash_out_share_24h", NAN);
}

/* Where links were looked for and nothing left, there is no destination to share. */
static void
test_no_destination (void)
{
  g_autoptr (ReviewIntake) intake = new_case ("ato");

  LOGIN (intake, 2, "device=phone");
  check (intake, "shared_destination_accounts", NAN);
  EDGE (intake, 1, "relation=shared_device accounts=0");
  check (intake, "shared_destination_accounts", 0);
  EVENT (intake, 1, "withdrawal_request amount_ref=5");
  check (intake, "shared_destination_accounts", NAN);
  EDGE (intake, 1, "relation=shared_destination accounts=3");
  check (intake, "shared_destination_accounts", 3);
}

/* A feature that the catalogue switches off keeps its column and is missing, whatever the evidence
 * or the case say; the others stay. */
static void
test_switched_off (void)
{
  g_autoptr (ReviewCatalog) catalog = review_record_new (&review_catalog_type);
  ReviewFeatureDef *def = review_record_new (&review_feature_def_type);
  ReviewFeatureValue *value = review_record_new (&review_feature_value_type);
  g_autoptr (ReviewIntake) intake = new_case ("ato");
  g_autoptr (RocaSchema) plain = roca_schema_new (NULL, NULL, "ato");
  g_autoptr (RocaSchema) schema = NULL;
  g_autoptr (RocaFeatures) features = NULL;
  int column;

  def->case_type = g_strdup ("ato");
  def->id = g_strdup ("internal_transfer_share");
  def->name = review_text_new ("Off", "停用");
  def->off = TRUE;
  catalog->features = review_records_new ();
  g_ptr_array_add (catalog->features, def);
  value->name = g_strdup ("internal_transfer_share");
  value->value = 0.5;
  g_ptr_array_add (intake->features, value);
  add_profile (intake, "assets", "2000");
  EVENT (intake, 19, "internal_transfer counterparty=u2 amount_ref=300");
  EVENT (intake, 18, "gift_card amount_ref=100");
  check (intake, "internal_transfer_share", 0.15);
  schema = roca_schema_new (catalog, NULL, "ato");
  g_assert_cmpuint (schema->columns->len, ==, plain->columns->len);
  features = roca_extract (schema, intake, 0);
  column = roca_schema_find (schema, "internal_transfer_share");
  g_assert_true (((RocaColumn *) schema->columns->pdata[column])->off);
  g_assert_true (isnan (roca_features_get_values (features)[column]));
  column = roca_schema_find (schema, "cash_out_share_24h");
  g_assert_cmpfloat_with_epsilon (roca_features_get_values (features)[column], 0.05, 1e-9);
}

/* An honest reset: known network, a new phone, face and channel agree. */
static ReviewIntake *
honest_reset (void)
{
  ReviewIntake *intake = new_case ("reset_2fa");

  add_profile (intake, "assets", "4200");
  LOGIN (intake, 90, "device=old network=AS1 country=DE");
  LOGIN (intake, 400, "device=old network=AS2 country=FR");
  EVENT (intake, 6,
         "reset_2fa_request channel=email requester=customer device=new network=AS1 "
         "country=DE ip_risk=0.1 appearance_change=false");
  EVENT (intake, 5,
         "liveness_check purpose=reset_2fa liveness_score=0.97 face_score=0.91 "
         "virtual_camera=false emulator=false portrait_at=<12005");
  EVENT (intake, 4, "channel_confirmation channel=email unchanged_since=<2406");
  EVENT (intake, 4, "factor_check factor=totp working=false");
  EVENT (intake, 4, "factor_check factor=passkey working=false");
  return intake;
}

static void
test_honest_reset (void)
{
  g_autoptr (ReviewIntake) intake = honest_reset ();
  g_autofree char *opened = review_time_format (NOW - 6 * REVIEW_HOUR - 412 * REVIEW_DAY);

  check (intake, "factors_working", 0);
  check (intake, "liveness_for_request", 1);
  check (intake, "liveness_hours", 5);
  check (intake, "liveness_score", 0.97);
  check (intake, "face_score", 0.91);
  check (intake, "injection_signs", 0);
  check (intake, "portrait_age_d", 500);
  check (intake, "channel_confirmed", 1);
  check (intake, "channel_stable_d", 100);
  check (intake, "email_change_d", 365);
  check (intake, "phone_change_d", 365);
  check (intake, "hours_since_sim_change", NAN);
  check (intake, "email_recovered_30d", 0);
  check (intake, "password_reset_72h", 0);
  check (intake, "push_refused_24h", 0);
  check (intake, "failed_codes_24h", 0);
  check (intake, "knowledge_score", NAN);
  check (intake, "knowledge_attempts_7d", 0);
  check (intake, "third_party", 0);
  check (intake, "pressure_signs", 0);
  check (intake, "request_device_known", 0);
  check (intake, "request_network_known", 1);
  check (intake, "request_country_new", 0);
  check (intake, "history_unbroken", 1);
  check (intake, "ip_risk", 0.1);
  check (intake, "idle_days", 84.0 / 24);
  check (intake, "earlier_request_d", 365);
  check (intake, "earlier_requests_30d", 0);
  check (intake, "refused_requests_30d", 0);
  check (intake, "support_contacts_7d", 0);
  check (intake, "support_agents_7d", 0);
  check (intake, "assets", 4200);
  check (intake, "withdrawal_waits", 0);
  check (intake, "shared_device_accounts", NAN);
  check (intake, "theft_report", 0);
  check (intake, "appearance_change", 0);
  check (intake, "account_age_d", NAN);
  add_profile (intake, "opened_at", opened);
  check (intake, "account_age_d", 412);
}

static void
test_attacked_reset (void)
{
  g_autoptr (ReviewIntake) intake = honest_reset ();

  EVENT (intake, 54, "email_change device=new");
  EVENT (intake, 30, "sim_change");
  EVENT (intake, 40, "password_reset");
  EVENT (intake, 70, "email_recovered");
  EVENT (intake, 20, "push_prompt result=refused");
  EVENT (intake, 7, "push_prompt result=timeout");
  EVENT (intake, 7, "factor_code result=wrong");
  EVENT (intake, 9, "knowledge_check asked=5 right=2");
  EVENT (intake, 8, "knowledge_check asked=5 right=4");
  EVENT (intake, 8, "support_contact support_agent=a1");
  EVENT (intake, 7, "support_contact support_agent=a2 pressure_signs=2");
  EVENT (intake, 7, "support_contact support_agent=a2");
  EVENT (intake, 246, "reset_2fa_request requester=relative");
  EVENT (intake, 245, "reset_2fa_refused");
  EVENT (intake, 3, "withdrawal_request amount_ref=10");
  EVENT (intake, 3, "factor_check factor=totp working=true");
  EDGE (intake, 1, "relation=shared_device accounts=2");
  DOCUMENT (intake, 2, "document_type=police_report");
  check (intake, "email_change_d", 2);
  check (intake, "channel_stable_d", 2); /* it confirms, but it is two days old */
  check (intake, "hours_since_sim_change", 24);
  check (intake, "password_reset_72h", 1);
  check (intake, "email_recovered_30d", 1);
  check (intake, "push_refused_24h", 2);
  check (intake, "failed_codes_24h", 1);
  check (intake, "knowledge_score", 0.8);
  check (intake, "knowledge_attempts_7d", 2);
  check (intake, "support_contacts_7d", 3);
  check (intake, "support_agents_7d", 2);
  check (intake, "pressure_signs", 2);
  check (intake, "earlier_request_d", 10);
  check (intake, "earlier_requests_30d", 1);
  check (intake, "refused_requests_30d", 1);
  check (intake, "third_party", 0);
  check (intake, "withdrawal_waits", 1);
  check (intake, "factors_working", 1); /* the newest word on each factor */
  check (intake, "shared_device_accounts", 2);
  check (intake, "theft_report", 1);
}

/* A liveness check of the account's opening is none of this request. */
static void
test_other_liveness (void)
{
  g_autoptr (ReviewIntake) intake = new_case ("reset_2fa");

  EVENT (intake, 6, "reset_2fa_request requester=heir appearance_change=true channel=phone");
  EVENT (intake, 3000, "liveness_check purpose=kyc face_score=0.99");
  check (intake, "liveness_for_request", 0);
  check (intake, "face_score", NAN);
  check (intake, "liveness_hours", NAN);
  check (intake, "third_party", 1);
  check (intake, "appearance_change", 1);
  check (intake, "channel_confirmed", 0);
  check (intake, "channel_stable_d", NAN); /* nobody says since when */
  check (intake, "factors_working", NAN);
  check (intake, "request_device_known", NAN);
  check (intake, "history_unbroken", NAN);
  check (intake, "idle_days", NAN);
}

/* Anything, in numbers and order that the seed decides; times as offsets from @now only. */
static ReviewIntake *
random_case (const char *type, guint seed, gint64 now)
{
  static const char *const events[] = {
    "event=session session=s1 device=d2 network=AS2",
    "event=session session=s2 device=d1 network=AS1 latitude=1 longitude=2",
    "event=token_reuse",
    "event=push_prompt result=refused",
    "event=password_change device=d2",
    "event=email_change known_device=false",
    "event=sim_change",
    "event=owner_report verified=true",
    "event=trade thin_market=true loss_ref=3",
    "event=internal_transfer counterparty=u2 amount_ref=7",
    "event=withdrawal_request amount_ref=9",
    "event=reset_2fa_request channel=email requester=customer device=d2 network=AS1 country=DE",
    "event=reset_2fa_refused",
    "event=liveness_check purpose=reset_2fa face_score=0.7 portrait_at=<9000",
    "event=channel_confirmation channel=phone unchanged_since=<700",
    "event=knowledge_check asked=4 right=3",
    "event=support_contact support_agent=a3 pressure_signs=1",
    "event=factor_check factor=totp working=true",
  };
  static const char *const logins[] = {
    "device=d1 network=AS1 country=DE latitude=51 longitude=12 session=s1 method=passkey",
    "device=d2 network=AS2 country=NG latitude=6 longitude=3 session=s2 ip_risk=0.4",
    "device=d2 network=AS2 result=failure ip_accounts=12",
    "device=d3 network=AS3 country=US vpn=true latitude=40 longitude=-74",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  ReviewIntake *intake = fixture_intake (type, "r-1");
  gint32 n = g_rand_int_range (rand, 0, 40);

  add_profile (intake, "assets", "100");
  for (gint32 i = 0; i < n; i++)
    {
      double hours = g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 48 : 2400);

      if (g_rand_boolean (rand))
        add_at (intake, now, REVIEW_EVIDENCE_LOGIN, hours,
                logins[g_rand_int_range (rand, 0, G_N_ELEMENTS (logins))]);
      else
        add_at (intake, now, REVIEW_EVIDENCE_EVENT, hours,
                events[g_rand_int_range (rand, 0, G_N_ELEMENTS (events))]);
    }
  return intake;
}

static void
reverse (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len / 2; i++)
    {
      gpointer swap = rows->pdata[i];

      rows->pdata[i] = rows->pdata[rows->len - 1 - i];
      rows->pdata[rows->len - 1 - i] = swap;
    }
}

/* Three years later, in another order: the same customer. */
static void
test_shift_and_order (void)
{
  const gint64 shift = (gint64) 3 * 365 * REVIEW_DAY + 12345 * REVIEW_SECOND;

  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    for (guint seed = 0; seed < 120; seed++)
      {
        g_autoptr (ReviewIntake) intake = random_case (types[t], seed, NOW);
        g_autoptr (ReviewIntake) moved = random_case (types[t], seed, NOW + shift);

        reverse (moved->evidence);
        fixture_check_same (intake, NOW, moved, NOW + shift);
        fixture_check_same (intake, NOW - 30 * REVIEW_HOUR, moved, NOW - 30 * REVIEW_HOUR + shift);
      }
}

/* As of a moment, rows after it do not exist. */
static void
test_as_of (void)
{
  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    for (guint seed = 0; seed < 120; seed++)
      {
        g_autoptr (ReviewIntake) whole = random_case (types[t], seed, NOW);
        g_autoptr (ReviewIntake) early = random_case (types[t], seed, NOW);
        gint64 as_of = NOW - (gint64) (seed % 60) * REVIEW_HOUR;

        for (guint i = early->evidence->len; i-- > 0;)
          if (((ReviewEvidence *) early->evidence->pdata[i])->at > as_of)
            g_ptr_array_remove_index (early->evidence, i);
        fixture_check_same (whole, as_of, early, as_of);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/identity/table", test_table);
  g_test_add_func ("/identity/empty", test_empty);
  g_test_add_func ("/identity/ato/stranger", test_stranger);
  g_test_add_func ("/identity/not-said", test_not_said);
  g_test_add_func ("/identity/ato/travel", test_travel);
  g_test_add_func ("/identity/ato/news", test_news);
  g_test_add_func ("/identity/ato/no-past", test_no_past);
  g_test_add_func ("/identity/ato/sessions", test_sessions);
  g_test_add_func ("/identity/ato/token-and-pushes", test_token_and_pushes);
  g_test_add_func ("/identity/ato/changes", test_changes);
  g_test_add_func ("/identity/ato/change-and-funds", test_change_and_funds);
  g_test_add_func ("/identity/ato/owner-and-sim", test_owner_and_sim);
  g_test_add_func ("/identity/ato/loss", test_loss);
  g_test_add_func ("/identity/ato/no-destination", test_no_destination);
  g_test_add_func ("/identity/ato/switched-off", test_switched_off);
  g_test_add_func ("/identity/reset/honest", test_honest_reset);
  g_test_add_func ("/identity/reset/attacked", test_attacked_reset);
  g_test_add_func ("/identity/reset/other-liveness", test_other_liveness);
  g_test_add_func ("/identity/shift-and-order", test_shift_and_order);
  g_test_add_func ("/identity/as-of", test_as_of);
  return g_test_run ();
}
