/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stories behind takeover cases: how accounts are entered and emptied, and the honest
 * customers who look like it: a new phone, a journey, a VPN, a carrier's gateway, a family. Each
 * begins as an ordinary alert with ordinary noise; the scenario changes what is special. */
#define G_LOG_DOMAIN "review-demo"
#include "review-demo-ato.h"

#include <math.h>

static const char *const takes[] = { "password_change", "email_change",     "2fa_reset",
                                     "phone_change",    "allowlist_change", NULL };
static const char *const keys[] = { "api_key_created", "api_key_change", NULL };
static const char *const quiet[] = { "anti_phishing_change", "allowlist_change", "passkey_added",
                                     NULL };
static const char *const resets[] = { "password_reset", NULL };

static void
tell_ordinary (Random *r, AtoStory *s, double x)
{
}

static void
tell_new_phone (Random *r, AtoStory *s, double x)
{
  s->entry.device_new = TRUE;
  s->entry.network_new = chance (r, 0.1);
  s->control.changes = chance (r, 0.4) ? 1 : 0;
  s->control.on_new_device = chance (r, 0.3);
  s->loss.withdrawal = chance (r, 0.1) ? uniform (r, 0, 0.2) : 0;
}

static void
tell_travel (Random *r, AtoStory *s, double x)
{
  s->entry.abroad = s->entry.network_new = TRUE;
  s->entry.owner_hours = chance (r, 0.4) ? uniform (r, 19, 23) : 0;
  s->entry.usual_hour = chance (r, 0.4);
  s->control.owner = chance (r, 0.3) ? "owner_confirmation" : NULL;
}

/* A known device behind a tunnel: its place is the tunnel's (RC-A02's look-alike). */
static void
tell_tunnel (Random *r, AtoStory *s, double x)
{
  static const char *const kinds[] = { "vpn", "vpn", "relay", "proxy", NULL };

  s->entry.abroad = s->entry.network_new = TRUE;
  s->entry.kind = pick (r, kinds);
  s->entry.owner_hours = chance (r, 0.5) ? uniform (r, 0.5, 6) : 0;
  s->entry.ip_risk = uniform (r, 0.2, 0.7);
  s->entry.ip_accounts = between (r, 2, 30);
}

static void
tell_forgetful (Random *r, AtoStory *s, double x)
{
  s->entry.failures = between (r, 2, 5) + (guint) (2 * x);
  s->control.changes = chance (r, 0.8) ? 1 : 0;
  s->control.list = resets;
  s->control.hours = uniform (r, 0.1, 1);
}

static void
tell_family (Random *r, AtoStory *s, double x)
{
  s->entry.device_new = TRUE;
  s->shared_device = between (r, 1, 2);
  s->entry.usual_hour = chance (r, 0.4);
}

/* The gateway of a carrier: very many strangers on one address. Rare in the history, so the model
 * learns that many accounts on an address mean stuffing (RC-A01). */
static void
tell_carrier (Random *r, AtoStory *s, double x)
{
  s->entry.network_new = TRUE;
  s->entry.device_new = chance (r, 0.6);
  s->entry.kind = "carrier_gateway";
  s->entry.ip_accounts = between (r, 60, 400);
  s->entry.ip_risk = uniform (r, 0.5, 0.85);
  s->entry.failures = between (r, 1, 4);
  s->shared_network = between (r, 40, 300);
}

/* A customer who trades by machine. */
static void
tell_trader (Random *r, AtoStory *s, double x)
{
  s->control.changes = 1;
  s->control.list = keys;
  s->control.hours = uniform (r, 1, 20);
  s->loss.api_trades = between (r, 4, 10);
  s->entry.kind = chance (r, 0.4) ? "hosting" : NULL;
}

/* Back after a long time, with whatever is new by then. */
static void
tell_returning (Random *r, AtoStory *s, double x)
{
  s->idle_days = uniform (r, 40, 80);
  s->logins = between (r, 1, 3);
  s->account_days = fmax (s->account_days, 200);
  s->entry.device_new = TRUE;
  s->entry.network_new = chance (r, 0.5);
  s->entry.usual_hour = FALSE;
  s->control.changes = chance (r, 0.3) ? 1 : 0;
  s->control.list = resets;
}

/* No clause speaks of either; reviewers disagree. */
static void
tell_copy_trading (Random *r, AtoStory *s, double x)
{
  s->loss.copied = uniform (r, 0.1, 0.6);
  s->entry.network_new = chance (r, 0.3);
}

static void
tell_same_city (Random *r, AtoStory *s, double x)
{
  s->entry.token_reuse = TRUE;
  s->entry.network_new = chance (r, 0.7);
}

static void
tell_phishing (Random *r, AtoStory *s, double x)
{
  s->entry.network_new = TRUE;
  s->entry.device_new = chance (r, 0.7); /* else its fingerprint is imitated */
  s->entry.abroad = !s->entry.device_new || chance (r, 0.3 + 0.4 * x);
  s->entry.owner_hours = chance (r, s->entry.device_new ? 0.5 : 0.95) ? uniform (r, 0.5, 5) : 0;
  s->entry.kind = chance (r, s->entry.device_new ? 0.4 : 0.1) ? "hosting" : NULL;
  s->entry.usual_hour = FALSE;
  s->entry.ip_risk = uniform (r, 0.4, 0.9);
  s->control.changes = chance (r, 0.5 + 0.4 * x) ? between (r, 1, 3) : 0;
  s->control.list = takes;
  s->control.on_new_device = TRUE;
  s->control.hours = spread (r, 3, 0.7);
  s->control.owner = chance (r, 0.25) ? "owner_report" : NULL;
  s->loss.withdrawal = chance (r, 0.6 + 0.3 * x) ? uniform (r, 0.5, 1) : 0;
  s->shared_destination = chance (r, 0.4 + 0.4 * x) ? between (r, 1, 8) : 0;
}

static void
tell_stuffing (Random *r, AtoStory *s, double x)
{
  s->entry.device_new = s->entry.network_new = TRUE;
  s->entry.kind = chance (r, 0.6) ? "proxy" : "hosting";
  s->entry.failures = between (r, 2, 8);
  s->entry.ip_accounts = between (r, 40, 900);
  s->entry.ip_risk = uniform (r, 0.6, 1);
  s->entry.usual_hour = FALSE;
  s->control.leaked = chance (r, 0.5 + 0.3 * x);
  s->control.changes = chance (r, 0.3) ? 1 : 0;
  s->control.list = takes;
  s->control.on_new_device = TRUE;
  s->shared_network = between (r, 2, 30);
  s->shared_device = chance (r, 0.5) ? between (r, 2, 9) : 0;
  s->loss.cash = chance (r, 0.4) ? uniform (r, 0.1, 0.7) : 0;
}

static void
tell_hijack (Random *r, AtoStory *s, double x)
{
  s->entry.hijacked = TRUE;
  s->entry.network_new = TRUE;
  s->entry.device_new = chance (r, 0.4);
  s->entry.abroad = chance (r, 0.5 + 0.4 * x);
  s->entry.owner_hours = chance (r, 0.8) ? uniform (r, 0.5, 5) : 0;
  s->control.changes = chance (r, 0.5 + 0.3 * x) ? between (r, 1, 2) : 0;
  s->control.list = quiet;
  s->control.on_new_device = TRUE;
  s->control.hours = spread (r, 4, 0.7);
  s->loss.withdrawal = chance (r, 0.5) ? uniform (r, 0.3, 0.95) : 0;
}

static void
tell_sim_swap (Random *r, AtoStory *s, double x)
{
  s->entry.device_new = TRUE;
  s->entry.network_new = chance (r, 0.8);
  s->entry.pushes = between (r, 0, 4);
  s->control.sim_hours = chance (r, 0.9) ? spread (r, 12, 0.7) : ATO_SIM_UNKNOWN;
  s->control.changes = between (r, 1, 3);
  s->control.list = takes;
  s->control.on_new_device = TRUE;
  s->control.hours = spread (r, 3, 0.6);
  s->loss.withdrawal = uniform (r, 0.4, 1);
}

/* The owner's own device and place, somebody else's hands. */
static void
tell_remote (Random *r, AtoStory *s, double x)
{
  s->control.remote = chance (r, 0.88 + 0.1 * x);
  s->control.changes = chance (r, 0.4) ? 1 : 0;
  s->control.list = quiet;
  s->loss.withdrawal = uniform (r, 0.4, 1);
  s->shared_destination = chance (r, 0.3) ? between (r, 1, 5) : 0;
}

static void
tell_api_abuse (Random *r, AtoStory *s, double x)
{
  s->entry.device_new = TRUE;
  s->entry.network_new = chance (r, 0.8);
  s->entry.kind = "hosting";
  s->control.changes = 1;
  s->control.list = keys;
  s->control.on_new_device = TRUE;
  s->control.hours = uniform (r, 1, 20);
  s->loss.api_trades = between (r, 8, 14);
  s->loss.thin_market = uniform (r, 0.1, 0.6);
}

/* Emptied without a withdrawal, by trades against the thief or transfers inside the house. No
 * extractor that is switched on reads it (RC-A06); the rest of the record says little. */
static void
tell_silent_loss (Random *r, AtoStory *s, double x)
{
  s->entry.network_new = chance (r, 0.7);
  s->entry.device_new = chance (r, 0.3 + 0.2 * x);
  s->entry.ip_risk = uniform (r, 0.25, 0.75);
  s->entry.usual_hour = chance (r, 0.3);
  s->loss.thin_market = chance (r, 0.6) ? uniform (r, 0.2, 0.8) : 0;
  s->loss.internal = s->loss.thin_market > 0 ? 0 : uniform (r, 0.3, 0.9);
}

typedef struct
{
  ReviewDemoScenario base; /* first, so that a scenario is one */
  void (*tell) (Random *random, AtoStory *story, double intensity);
} AtoScenario;

/* clang-format off */
static const AtoScenario scenarios[] = {
  /* id, share of the history, of the arriving, risk in log-odds: mean, deviation, nature,
   * typologies, planted error, waves */
  { { "ordinary", .28, .25, -4.60, .39, REVIEW_NATURE_THIRD_PARTY, "new_typology", NULL, FALSE },
    tell_ordinary },
  { { "new_phone", .08, .08, -3.50, .45, REVIEW_NATURE_THIRD_PARTY, "sim_swap", NULL, FALSE },
    tell_new_phone },
  { { "travel", .06, .06, -3.70, .45, REVIEW_NATURE_THIRD_PARTY, "phishing", NULL, FALSE },
    tell_travel },
  { { "tunnel", .07, .07, -3.90, .45, REVIEW_NATURE_THIRD_PARTY, "session_hijack", NULL, FALSE },
    tell_tunnel },
  { { "forgetful", .07, .06, -3.80, .45, REVIEW_NATURE_THIRD_PARTY, "credential_stuffing", NULL,
      FALSE }, tell_forgetful },
  { { "family", .03, .03, -3.40, .45, REVIEW_NATURE_THIRD_PARTY, "insider", NULL, FALSE },
    tell_family },
  { { "carrier", .005, .03, -3.30, .39, REVIEW_NATURE_THIRD_PARTY, "credential_stuffing", "RC-A01",
      FALSE }, tell_carrier },
  { { "trader", .04, .04, -3.70, .45, REVIEW_NATURE_THIRD_PARTY, "api_key_abuse", NULL, FALSE },
    tell_trader },
  { { "returning", .04, .04, -3.10, .45, REVIEW_NATURE_THIRD_PARTY, "phishing", NULL, FALSE },
    tell_returning },
  { { "copy_trading", .022, .015, -0.20, .60, REVIEW_NATURE_DECEIVED, "investment_scam", "RC-X08",
      FALSE }, tell_copy_trading },
  { { "token_same_city", .022, .015, -0.30, .60, REVIEW_NATURE_THIRD_PARTY, "session_hijack",
      "RC-X08", FALSE }, tell_same_city },
  { { "phishing", .09, .09, 3.45, .59, REVIEW_NATURE_THIRD_PARTY, "phishing malware", NULL, TRUE },
    tell_phishing },
  { { "stuffing", .06, .06, 3.45, .59, REVIEW_NATURE_THIRD_PARTY, "credential_stuffing", NULL, TRUE },
    tell_stuffing },
  { { "hijack", .04, .04, 3.15, .59, REVIEW_NATURE_THIRD_PARTY, "session_hijack malware", NULL, FALSE },
    tell_hijack },
  { { "sim_swap", .04, .04, 3.45, .52, REVIEW_NATURE_THIRD_PARTY, "sim_swap", NULL, FALSE },
    tell_sim_swap },
  { { "remote", .03, .03, 2.95, .52, REVIEW_NATURE_DECEIVED, "remote_access impersonation_scam",
      NULL, FALSE }, tell_remote },
  { { "api_abuse", .02, .02, 3.15, .52, REVIEW_NATURE_THIRD_PARTY, "api_key_abuse", NULL, FALSE },
    tell_api_abuse },
  { { "silent_loss", .02, .015, 2.75, .52, REVIEW_NATURE_THIRD_PARTY, "session_hijack malware", "RC-A06",
      FALSE }, tell_silent_loss },
};
/* clang-format on */

/* An ordinary alert, with the noise that makes single facts worth little. */
static void
tell_base (Random *r, AtoStory *s)
{
  *s = (AtoStory){ .market = review_demo_draw_market (r) };
  s->account_days = CLAMP (spread (r, 500, 0.8), 100, 2600);
  s->assets = CLAMP (spread (r, 9000, 1.2), 200, 3000000);
  s->level = between (r, 1, 3);
  s->logins = between (r, 4, 8);
  s->idle_days = uniform (r, 2, 9);
  s->entry.usual_hour = chance (r, 0.85);
  s->entry.device_new = chance (r, 0.03);
  s->entry.network_new = chance (r, 0.15);
  s->entry.abroad = chance (r, 0.02);
  s->entry.kind = chance (r, 0.06) ? "vpn" : NULL;
  s->entry.passkey = chance (r, 0.2);
  s->entry.owner_hours = chance (r, 0.15) ? uniform (r, 2, 20) : 0;
  s->entry.failures = chance (r, 0.1) ? 1 : 0;
  s->entry.ip_accounts = chance (r, 0.7) ? between (r, 1, 4) : 0;
  s->entry.ip_risk = uniform (r, 0.02, 0.4);
  s->entry.pushes = chance (r, 0.03) ? 1 : 0;
  s->control.changes = chance (r, 0.05) ? 1 : 0;
  s->control.list = quiet;
  s->control.hours = uniform (r, 2, 60);
  s->control.sim_hours = chance (r, 0.3) ? ATO_SIM_UNKNOWN : 0;
  s->control.owner = chance (r, 0.06) ? "owner_confirmation" : NULL;
  s->control.verified = TRUE;
  s->loss.withdrawal = chance (r, 0.25) ? uniform (r, 0.02, 0.35) : 0;
  s->loss.internal = chance (r, 0.05) ? uniform (r, 0.005, 0.05) : 0;
  s->loss.thin_market = chance (r, 0.04) ? uniform (r, 0.001, 0.02) : 0;
  s->loss.cash = chance (r, 0.05) ? uniform (r, 0.005, 0.04) : 0;
  s->loss.api_trades = chance (r, 0.04) ? between (r, 1, 6) : 0;
  s->shared_device = chance (r, 0.04) ? 1 : 0;
}

/* For a week up to now the source of places gives one block of addresses to a stranger on
 * another continent: the customer seems to have flown faster than anybody can, and what builds on
 * the source thinks badly of the address (RC-A10, path D). */
static void
misplace (Making *self, AtoStory *s)
{
  if (self->at < self->options->now - DAY (7) || self->made->planted != NULL
      || self->scenario->mean > -4 || !chance (&self->random, 0.1))
    return;
  s->wrong_place = TRUE;
  s->entry.owner_hours = uniform (&self->random, 0.5, 2);
  s->entry.ip_risk = uniform (&self->random, 0.5, 0.9);
  s->entry.kind = NULL;
  self->made->planted = "RC-A10";
}

/* What happened; the truth of @self is drawn with it. */
void
review_demo_draw_ato (Making *self, AtoStory *story)
{
  const AtoScenario *scenario =
      review_demo_draw_scenario (self, scenarios, G_N_ELEMENTS (scenarios), sizeof *scenarios);

  tell_base (&self->random, story);
  scenario->tell (&self->random, story, review_demo_intensity (self));
  review_demo_settle_truth (self);
  misplace (self, story);
  /* He reads a tunnel as a stranger. */
  review_demo_misread (self, "tunnel", 0.10, REVIEW_NATURE_THIRD_PARTY, "session_hijack");
}
