/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stories behind withdrawals: how accounts are emptied, abused and deceived, and the honest
 * customers who look like it. Each begins as an ordinary withdrawal with ordinary noise; the
 * scenario changes what is special about it. */
#define G_LOG_DOMAIN "review-demo"
#include "review-demo-withdrawal.h"

#include <math.h>

static const char *const changes[] = { "password_reset", "2fa_reset",        "email_change",
                                       "phone_change",   "allowlist_change", NULL };

static void
tell_ordinary (Making *self, Story *story, double x)
{
}

/* A large payment to somebody paid before. */
static void
tell_large_known (Making *self, Story *story, double x)
{
  Random *r = &self->random;

  story->request.amount = fmin (story->account.usual * spread (r, 9 + 8 * x, 0.4),
                                story->account.assets * uniform (r, 0.3, 0.75));
  story->request.first_use = FALSE;
  story->account.age_days = fmax (story->account.age_days, 200);
}

/* Rent, suppliers, tax: the same sum to the same address each quarter (RC-W02's look-alike). */
static void
tell_quarter_end (Making *self, Story *story, double x)
{
  Random *r = &self->random;

  story->request.periodic = between (r, 3, 4);
  story->request.first_use = FALSE;
  story->request.amount = fmin (story->account.usual * spread (r, 14, 0.4),
                                story->account.assets * uniform (r, 0.25, 0.7));
  story->account.age_days = fmax (story->account.age_days, 480);
}

/* New phone, same person. */
static void
tell_phone_change (Making *self, Story *story, double x)
{
  Random *r = &self->random;

  story->access.device_hours = spread (r, 9, 0.8);
  story->access.change = chance (r, 0.55 + 0.3 * x) ? "phone_change" : NULL;
  story->access.change_hours = story->access.device_hours + uniform (r, 0.1, 2);
  story->request.first_use = chance (r, 0.1);
  story->request.amount = fmin (story->request.amount, story->account.assets * 0.4);
}

static void
tell_travel (Making *self, Story *story, double x)
{
  Random *r = &self->random;

  story->access.far_place = TRUE;
  story->access.vpn = chance (r, 0.6);
  story->request.first_use = chance (r, 0.2);
}

/* A fresh address, funded from the customer's own cold wallet: rare in the history, so the model
 * learns that fresh and large is bad (RC-W01). No clause covers it. */
static void
tell_own_cold_wallet (Making *self, Story *story, double x)
{
  Random *r = &self->random;

  story->request.kind = "self_hosted";
  story->request.first_use = TRUE;
  story->request.own_funded = TRUE;
  story->request.age_hours = spread (r, 1.2, 0.9);
  story->request.amount = story->account.assets * uniform (r, 0.3, 0.85);
  story->request.payers = 0;
  story->account.age_days = fmax (story->account.age_days, 150);
}

/* The first payment to somebody new, for a reason that holds. */
static void
tell_new_payee (Making *self, Story *story, double x)
{
  Random *r = &self->random;

  story->request.first_use = TRUE;
  story->request.kind = chance (r, 0.6) ? "self_hosted" : "exchange";
  story->request.age_hours = spread (r, 2600, 1);
  story->request.amount = fmin (story->account.usual * spread (r, 4 + 3 * x, 0.5),
                                story->account.assets * uniform (r, 0.25, 0.7));
  story->access.answers = "consistent";
  story->access.warned = chance (r, 0.7);
}

/* A shop collects from many customers, trades and pays out later: no mule. */
static void
tell_merchant (Making *self, Story *story, double x)
{
  Random *r = &self->random;

  story->flow.payers = between (r, 5, 14);
  story->flow.dwell = spread (r, 2400, 0.5);
  story->flow.fresh = story->account.assets * uniform (r, 0.2, 0.5);
  story->account.trades = between (r, 1, 5);
  story->request.first_use = FALSE;
  story->request.amount = story->account.assets * uniform (r, 0.3, 0.7);
}

/* A customer leaves and takes everything along, to an exchange used before. */
static void
tell_closing (Making *self, Story *story, double x)
{
  Random *r = &self->random;

  story->request.amount = story->account.assets * uniform (r, 0.93, 1);
  story->request.kind = "exchange";
  story->request.first_use = chance (r, 0.15);
}

/* A smart-contract wallet cannot sign, so nobody can prove it: no clause, reviewers disagree. */
static void
tell_contract_wallet (Making *self, Story *story, double x)
{
  Random *r = &self->random;

  story->request.kind = "contract";
  story->request.first_use = TRUE;
  story->request.age_hours = spread (r, 60, 1);
  story->request.amount = story->account.assets * uniform (r, 0.3, 0.8);
}

static void
tell_takeover (Making *self, Story *story, double x)
{
  Random *r = &self->random;

  story->access.device_hours = spread (r, 5, 0.9);
  story->access.change = chance (r, 0.55 + 0.4 * x) ? pick (r, changes) : NULL;
  story->access.change_hours = spread (r, 3, 0.8);
  story->access.vpn = chance (r, 0.5);
  story->access.far_place = chance (r, 0.4 + 0.4 * x);
  story->access.remote = chance (r, 0.08);
  story->request.amount =
      story->account.assets
      * (chance (r, 0.5 + 0.4 * x) ? uniform (r, 0.8, 1) : uniform (r, 0.3, 0.8));
  story->request.first_use = TRUE;
  story->request.kind = chance (r, 0.85) ? "self_hosted" : "exchange";
  story->request.age_hours = spread (r, 20, 1.4);
}

static void
tell_mule (Making *self, Story *story, double x)
{
  Random *r = &self->random;

  story->account.age_days = fmin (spread (r, 60, 0.8), 900);
  story->account.assets = spread (r, 6000, 0.6);
  story->account.outs = between (r, 2, 7);
  story->account.trades = chance (r, 0.9) ? 0 : 1;
  story->flow.payers = between (r, 4, 6) + (guint) (6 * x);
  story->flow.dwell = spread (r, 55 - 30 * x, 0.5);
  story->flow.fresh = story->account.assets * uniform (r, 0.8, 0.98);
  story->request.amount = story->account.assets * uniform (r, 0.85, 1);
  story->request.first_use = chance (r, 0.55);
  story->request.kind = chance (r, 0.7) ? "self_hosted" : "exchange";
  story->request.age_hours = spread (r, 300, 1);
  story->request.payers = between (r, 0, 4);
}

/* Dust from a look-alike address, copied by the customer later. */
static void
tell_poisoning (Making *self, Story *story, double x)
{
  Random *r = &self->random;

  story->request.lookalike = chance (r, 0.86 + 0.13 * x);
  story->request.first_use = TRUE;
  story->request.kind = "self_hosted";
  story->request.age_hours = spread (r, 40, 1);
  story->request.amount = story->account.usual * spread (r, 2, 0.5);
}

/* The customer pays of their own will, to a swindler. What tells them from a new payee is how
 * they answer the questionnaire, and no extractor reads that yet (RC-W05). */
static void
tell_deceived (Making *self, Story *story, double x)
{
  Random *r = &self->random;

  tell_new_payee (self, story, x);
  story->request.amount = story->account.assets * uniform (r, 0.35, 0.7 + 0.2 * x);
  story->request.age_hours = spread (r, 500, 1);
  story->flow.payers = chance (r, 0.6) ? 1 : 0;
  story->flow.dwell = spread (r, 1500, 0.6);
  story->flow.fresh = story->request.amount * uniform (r, 0.6, 1);
  story->access.answers = chance (r, 0.75 + 0.2 * x) ? "rehearsed" : "refused";
  story->account.trades = chance (r, 0.5) ? 0 : story->account.trades;
}

/* Several withdrawals just below the limit above which ownership is asked for. */
static void
tell_splitting (Making *self, Story *story, double x)
{
  Random *r = &self->random;

  story->request.split = between (r, 2, 4) + (guint) (3 * x);
  story->request.amount = uniform (r, 900, 995);
  story->account.assets = fmax (story->account.assets, 1200.0 * (story->request.split + 1));
  story->request.first_use = FALSE;
  story->request.kind = "self_hosted";
  story->request.age_hours = spread (r, 90, 1);
  story->access.device_hours = chance (r, 0.4) ? spread (r, 20, 0.8) : story->access.device_hours;
}

static void
tell_exposed (Making *self, Story *story, double x)
{
  static const char *const worst[] = { "sanctioned", "stolen", "ransom", NULL };
  Random *r = &self->random;
  gboolean direct = chance (r, 0.35 + 0.4 * x);

  story->exposure = (Exposure){ direct ? "direct" : "indirect", direct ? pick (r, worst) : "mixer",
                                direct ? uniform (r, 0.4, 1) : uniform (r, 0.15, 0.6),
                                direct ? 1 : between (r, 2, 3) };
  story->request.first_use = chance (r, 0.7);
  story->request.kind = "self_hosted";
  story->request.age_hours = spread (r, 900, 1);
  story->request.amount =
      fmin (story->account.usual * spread (r, 5, 0.7), story->account.assets * 0.9);
}

#define TAKEOVER "phishing credential_stuffing session_hijack sim_swap malware remote_access"
/* clang-format off */
static const WithdrawalScenario scenarios[] = {
  /* id, share of the history, of the arriving, risk in log-odds: mean, deviation, nature,
   * typologies, planted error, waves */
  { { "ordinary", .30, .25, -4.60, .39, REVIEW_NATURE_THIRD_PARTY, "new_typology", NULL, FALSE },
    tell_ordinary },
  { { "large_known", .08, .08, -3.70, .45, REVIEW_NATURE_THIRD_PARTY, "phishing", NULL, FALSE },
    tell_large_known },
  { { "quarter_end", .06, .07, -3.90, .45, REVIEW_NATURE_THIRD_PARTY, "new_typology", NULL, FALSE },
    tell_quarter_end },
  { { "phone_change", .06, .06, -3.20, .45, REVIEW_NATURE_THIRD_PARTY, "sim_swap", NULL, FALSE },
    tell_phone_change },
  { { "travel", .06, .06, -3.80, .45, REVIEW_NATURE_THIRD_PARTY, "session_hijack", NULL, FALSE },
    tell_travel },
  { { "own_cold_wallet", .005, .025, -3.20, .39, REVIEW_NATURE_THIRD_PARTY, "malware", "RC-W01", FALSE },
    tell_own_cold_wallet },
  { { "new_payee", .06, .06, -2.90, .45, REVIEW_NATURE_DECEIVED, "investment_scam", NULL, FALSE },
    tell_new_payee },
  { { "merchant", .04, .03, -3.50, .45, REVIEW_NATURE_ILLICIT_FUNDS, "mule", NULL, FALSE },
    tell_merchant },
  { { "closing", .05, .04, -3.40, .45, REVIEW_NATURE_THIRD_PARTY, TAKEOVER, NULL, FALSE },
    tell_closing },
  { { "contract_wallet", .015, .015, -0.20, .60, REVIEW_NATURE_DECEIVED, "approval_phishing", "RC-X08",
      FALSE }, tell_contract_wallet },
  { { "takeover", .09, .10, 3.35, .59, REVIEW_NATURE_THIRD_PARTY, TAKEOVER, NULL, TRUE },
    tell_takeover },
  { { "mule", .06, .06, 3.35, .59, REVIEW_NATURE_ILLICIT_FUNDS, "mule rented_account", NULL, TRUE },
    tell_mule },
  { { "poisoning", .03, .03, 3.35, .52, REVIEW_NATURE_DECEIVED, "address_poisoning", NULL, TRUE },
    tell_poisoning },
  { { "deceived", .03, .03, 2.75, .52, REVIEW_NATURE_DECEIVED, "investment_scam impersonation_scam",
      "RC-W05", FALSE }, tell_deceived },
  { { "splitting", .03, .03, 2.85, .52, REVIEW_NATURE_ILLICIT_FUNDS, "stolen_funds mule", NULL, FALSE },
    tell_splitting },
  { { "exposed", .04, .04, 3.05, .59, REVIEW_NATURE_ILLICIT_FUNDS, "sanctions mixer stolen_funds",
      NULL, FALSE }, tell_exposed },
};
/* clang-format on */

static void
tell_account (Making *self, Account *account)
{
  Random *r = &self->random;

  account->age_days = CLAMP (spread (r, 500, 0.8), 25, 2600);
  account->assets = CLAMP (spread (r, 22000, 1.2), 500, 3000000);
  account->usual = account->assets * uniform (r, 0.01, 0.06);
  account->level = between (r, 1, 3);
  account->outs = between (r, 6, 14);
  account->ins = between (r, 3, 8);
  account->trades = chance (r, 0.15) ? 0 : between (r, 1, 4);
  account->market = review_demo_draw_market (r);
}

/* An ordinary withdrawal, with the noise that makes single facts worth little. */
static void
tell_base (Making *self, Story *story)
{
  Random *r = &self->random;

  *story = (Story){ .exposure = { "none", "none", 0, 0 } };
  tell_account (self, &story->account);
  story->request.amount = fmin (story->account.usual * spread (r, 1.6, 0.7),
                                story->account.assets * uniform (r, 0.5, 0.95));
  story->request.first_use = chance (r, 0.2);
  story->request.kind = chance (r, 0.5)    ? "self_hosted"
                        : chance (r, 0.94) ? "exchange"
                                           : "contract";
  story->request.age_hours = CLAMP (spread (r, 5000, 1), 30, 60000);
  story->request.payers = between (r, 0, 6);
  story->access.change = chance (r, 0.05) ? pick (r, changes) : NULL;
  story->access.change_hours = uniform (r, 2, 600);
  story->access.device_hours = chance (r, 0.06) ? uniform (r, 2, 600) : spread (r, 6000, 0.6);
  story->access.vpn = chance (r, 0.08);
  story->access.far_place = chance (r, 0.04);
  story->access.answers = chance (r, 0.15) ? "consistent" : NULL;
  story->flow.payers = chance (r, 0.12) ? between (r, 1, 2) : 0;
  story->flow.dwell = spread (r, 3000, 0.7);
  story->flow.fresh = story->account.assets * uniform (r, 0.02, 0.15);
  if (chance (r, 0.08))
    story->exposure =
        (Exposure){ "indirect", "mixer", uniform (r, 0.005, 0.05), between (r, 2, 5) };
}

/* Large accounts look riskier than they are: a sum that is nothing to them is large for everybody
 * else (RC-W10, path B). Their scores rank well among themselves; the one threshold is wrong. */
static void
shift_segment (Making *self, Story *story)
{
  Random *r = &self->random;

  if (g_strcmp0 (self->scenario->id, "ordinary") != 0 || !chance (r, 0.06))
    return;
  self->made->planted = "RC-W10";
  story->account.assets = spread (r, 900000, 0.4);
  story->account.usual = story->account.assets * 0.002;
  story->request.amount = story->account.usual * spread (r, 30, 0.4);
  story->request.first_use = chance (r, 0.6);
  story->request.age_hours = spread (r, 600, 1);
}

/* What happened; the truth of @self is drawn with it. */
const WithdrawalScenario *
review_demo_draw_story (Making *self, Story *ret_story)
{
  const WithdrawalScenario *scenario =
      review_demo_draw_scenario (self, scenarios, G_N_ELEMENTS (scenarios), sizeof *scenarios);

  tell_base (self, ret_story);
  scenario->tell (self, ret_story, review_demo_intensity (self));
  shift_segment (self, ret_story);
  ret_story->request.amount =
      CLAMP (ret_story->request.amount, 20, ret_story->account.assets * 0.999);
  review_demo_settle_truth (self);
  /* He reads a foreign place as a stranger. */
  review_demo_misread (self, "travel", 0.15, REVIEW_NATURE_THIRD_PARTY, "session_hijack");
  return scenario;
}
