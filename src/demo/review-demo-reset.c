/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stories behind requests to reset 2FA: a lost phone, an old portrait, a journey; and those who
 * have the password already and want the rest. Each begins as an ordinary request with ordinary
 * noise; the scenario changes what is special. */
#define G_LOG_DOMAIN "review-demo"
#include "review-demo-reset.h"

#include <math.h>

static void
tell_lost_phone (Random *r, ResetStory *s, double x)
{
}

/* The portrait is years old and the face is not (RC-R02's look-alike). */
static void
tell_old_portrait (Random *r, ResetStory *s, double x)
{
  s->face.portrait_days = uniform (r, 1300, 2600);
  s->face.face = uniform (r, 0.58, 0.82);
  s->account_days = fmax (s->account_days, s->face.portrait_days);
}

/* A new phone on the old network (RC-R05's look-alike). */
static void
tell_new_phone (Random *r, ResetStory *s, double x)
{
  s->asker.device_known = FALSE;
  s->asker.network_known = TRUE;
  s->idle_days = uniform (r, 0.3, 4);
}

static void
tell_abroad (Random *r, ResetStory *s, double x)
{
  s->asker.abroad = TRUE;
  s->asker.network_known = FALSE;
  s->asker.device_known = chance (r, 0.6);
}

static void
tell_moved_number (Random *r, ResetStory *s, double x)
{
  s->channel.phone_days = uniform (r, 9, 60);
  s->channel.channel = "email";
  s->channel.confirmed = TRUE;
  s->asker.device_known = chance (r, 0.5);
}

static void
tell_impatient (Random *r, ResetStory *s, double x)
{
  s->tries.contacts = between (r, 3, 6);
  s->tries.agents = between (r, 1, 2);
  s->tries.requests = chance (r, 0.3) ? 1 : 0;
  s->tries.wrong_codes = between (r, 1, 4);
}

/* No clause speaks of either; reviewers disagree. */
static void
tell_passkey_stolen (Random *r, ResetStory *s, double x)
{
  s->asker.police_report = TRUE;
  s->asker.device_known = FALSE;
  s->asker.network_known = chance (r, 0.4);
}

static void
tell_face_changed (Random *r, ResetStory *s, double x)
{
  s->asker.appearance_change = TRUE;
  s->face.face = uniform (r, 0.35, 0.68);
}

/* There is nothing to reset: the customer has another way in. */
static void
tell_other_factor (Random *r, ResetStory *s, double x)
{
  s->factors = between (r, 1, 2);
}

static void
tell_credentials (Random *r, ResetStory *s, double x)
{
  s->asker.device_known = s->asker.network_known = FALSE;
  s->asker.abroad = chance (r, 0.3 + 0.4 * x);
  s->asker.ip_risk = uniform (r, 0.4, 0.95);
  s->face.made = chance (r, 0.5 - 0.3 * x);
  s->face.face = uniform (r, 0.15, 0.6);
  s->channel.confirmed = chance (r, 0.3);
  s->channel.stable_days = uniform (r, 0.1, 20);
  s->channel.email_days = chance (r, 0.6) ? uniform (r, 0.1, 6) : RESET_NEVER;
  s->channel.password_hours = chance (r, 0.6) ? uniform (r, 0.5, 48) : RESET_NEVER;
  s->tries.pushes = between (r, 1, 6);
  s->withdrawal = chance (r, 0.3);
}

/* Picture and face are good; how the picture came in is not. */
static void
tell_deepfake (Random *r, ResetStory *s, double x)
{
  s->face.signs = 1 + (chance (r, 0.4 + 0.4 * x) ? 1 : 0);
  s->face.liveness = uniform (r, 0.72 - 0.1 * x, 0.93);
  s->face.face = uniform (r, 0.82, 0.98);
  s->asker.device_known = FALSE;
  s->asker.network_known = chance (r, 0.1);
  s->asker.ip_risk = uniform (r, 0.2, 0.8);
}

static void
tell_sim_swap (Random *r, ResetStory *s, double x)
{
  s->channel.channel = "phone";
  s->channel.confirmed = TRUE;
  s->channel.sim_hours = chance (r, 0.88) ? spread (r, 20, 0.7) : RESET_SIM_UNKNOWN;
  s->channel.password_hours = chance (r, 0.5) ? uniform (r, 0.5, 24) : RESET_NEVER;
  s->asker.device_known = FALSE;
  s->asker.network_known = chance (r, 0.2);
  s->face.made = chance (r, 0.5);
  s->face.face = uniform (r, 0.2, 0.65);
}

/* A dormant account, and a mailbox that somebody recovered (RC-R06's story). */
static void
tell_mailbox (Random *r, ResetStory *s, double x)
{
  s->idle_days = uniform (r, 30, 80);
  s->logins = between (r, 1, 3);
  s->channel.channel = "email";
  s->channel.confirmed = TRUE;
  s->channel.recovered_days = chance (r, 0.85) ? uniform (r, 0.5, 20) : RESET_NEVER;
  s->asker.device_known = s->asker.network_known = FALSE;
  s->face.face = uniform (r, 0.3, 0.75);
}

static void
tell_talked (Random *r, ResetStory *s, double x)
{
  s->tries.contacts = between (r, 3, 7);
  s->tries.agents = between (r, 3, 4) + (guint) (2 * x);
  s->tries.rounds = between (r, 2, 4);
  s->tries.right = between (r, 2, 4);
  s->tries.requests = between (r, 0, 2);
  s->tries.refused = s->tries.requests;
  s->asker.device_known = FALSE;
  s->face.made = chance (r, 0.4);
  s->face.face = uniform (r, 0.3, 0.7);
}

static void
tell_coerced (Random *r, ResetStory *s, double x)
{
  s->asker.pressure = between (r, 1, 3);
  s->withdrawal = chance (r, 0.6);
  s->tries.contacts = between (r, 1, 3);
}

static void
tell_relative (Random *r, ResetStory *s, double x)
{
  static const char *const who[] = { "relative", "relative", "heir", "representative", NULL };

  s->asker.requester = pick (r, who);
  s->asker.device_known = chance (r, 0.5);
  s->face.made = chance (r, 0.4);
  s->face.face = uniform (r, 0.2, 0.6);
}

/* One machine asks for account after account. */
static void
tell_farm (Random *r, ResetStory *s, double x)
{
  s->shared_device = between (r, 2, 12);
  s->shared_network = between (r, 2, 20);
  s->asker.device_known = s->asker.network_known = FALSE;
  s->asker.ip_risk = uniform (r, 0.5, 1);
  s->face.made = chance (r, 0.4);
  s->face.face = uniform (r, 0.2, 0.8);
  s->face.signs = chance (r, 0.5) ? 1 : 0;
}

typedef struct
{
  ReviewDemoScenario base; /* first, so that a scenario is one */
  void (*tell) (Random *random, ResetStory *story, double intensity);
} ResetScenario;

/* clang-format off */
static const ResetScenario scenarios[] = {
  /* id, share of the history, of the arriving, risk in log-odds: mean, deviation, nature,
   * typologies, planted error, waves */
  { { "lost_phone", .32, .31, -4.60, .39, REVIEW_NATURE_THIRD_PARTY, "new_typology", NULL, FALSE },
    tell_lost_phone },
  { { "old_portrait", .07, .07, -3.70, .45, REVIEW_NATURE_THIRD_PARTY, "stolen_identity", NULL, FALSE },
    tell_old_portrait },
  { { "new_phone", .11, .11, -4.00, .45, REVIEW_NATURE_THIRD_PARTY, "phishing", NULL, FALSE },
    tell_new_phone },
  { { "abroad", .06, .06, -3.40, .45, REVIEW_NATURE_THIRD_PARTY, "phishing", NULL, FALSE },
    tell_abroad },
  { { "moved_number", .05, .05, -3.30, .45, REVIEW_NATURE_THIRD_PARTY, "sim_swap", NULL, FALSE },
    tell_moved_number },
  { { "impatient", .05, .05, -3.50, .45, REVIEW_NATURE_THIRD_PARTY, "phishing", NULL, FALSE },
    tell_impatient },
  { { "passkey_stolen", .012, .015, -0.20, .60, REVIEW_NATURE_THIRD_PARTY, "stolen_identity",
      "RC-X08", FALSE }, tell_passkey_stolen },
  { { "face_changed", .012, .015, -0.30, .60, REVIEW_NATURE_THIRD_PARTY, "stolen_identity",
      "RC-X08", FALSE }, tell_face_changed },
  { { "other_factor", .03, .03, 2.95, .52, REVIEW_NATURE_UNFIT, "new_typology", NULL, FALSE },
    tell_other_factor },
  { { "credentials", .08, .08, 3.45, .59, REVIEW_NATURE_THIRD_PARTY, "phishing credential_stuffing",
      NULL, FALSE }, tell_credentials },
  { { "deepfake", .05, .05, 3.35, .59, REVIEW_NATURE_THIRD_PARTY, "deepfake", NULL, FALSE },
    tell_deepfake },
  { { "sim_swap", .05, .05, 3.45, .59, REVIEW_NATURE_THIRD_PARTY, "sim_swap", NULL, FALSE },
    tell_sim_swap },
  { { "mailbox", .04, .04, 3.05, .52, REVIEW_NATURE_THIRD_PARTY, "phishing", NULL, FALSE },
    tell_mailbox },
  { { "talked", .04, .04, 3.05, .52, REVIEW_NATURE_THIRD_PARTY, "impersonation_scam", NULL, FALSE },
    tell_talked },
  { { "coerced", .02, .02, 2.75, .52, REVIEW_NATURE_DECEIVED, "impersonation_scam remote_access",
      NULL, FALSE }, tell_coerced },
  { { "relative", .03, .03, 2.75, .52, REVIEW_NATURE_THIRD_PARTY, "stolen_identity", NULL, FALSE },
    tell_relative },
  { { "farm", .04, .04, 3.55, .52, REVIEW_NATURE_THIRD_PARTY, "credential_stuffing", NULL, TRUE },
    tell_farm },
};
/* clang-format on */

/* An ordinary request, with the noise that makes single facts worth little. */
static void
tell_base (Random *r, ResetStory *s)
{
  static const char *const channels[] = { "email", "email", "app", "phone", NULL };

  *s = (ResetStory){ .market = review_demo_draw_market (r) };
  s->account_days = CLAMP (spread (r, 600, 0.8), 100, 2800);
  s->assets = CLAMP (spread (r, 2600, 1.0), 50, 9500);
  s->level = between (r, 1, 3);
  s->logins = between (r, 3, 7);
  s->idle_days = uniform (r, 1, 12);
  s->face = (ResetFace){ chance (r, 0.97),
                         uniform (r, 0.3, 20),
                         uniform (r, 0.86, 1),
                         uniform (r, 0.8, 0.99),
                         fmin (s->account_days, spread (r, 420, 0.6)),
                         chance (r, 0.01) ? 1 : 0 };
  s->channel = (ResetChannel){ pick (r, channels), chance (r, 0.97), uniform (r, 34, 700) };
  s->channel.sim_hours = chance (r, 0.25) ? RESET_SIM_UNKNOWN : RESET_NEVER;
  s->channel.password_hours = chance (r, 0.06) ? uniform (r, 1, 70) : RESET_NEVER;
  s->asker = (ResetAsker){ chance (r, 0.8), chance (r, 0.9), chance (r, 0.02),
                           uniform (r, 0.02, 0.4), "customer" };
  s->tries = (ResetTries){ chance (r, 0.4) ? 1 : 0, 1, chance (r, 0.3) ? 1 : 0, between (r, 4, 5) };
  s->tries.wrong_codes = chance (r, 0.2) ? between (r, 1, 3) : 0;
  s->tries.requests = chance (r, 0.03) ? 1 : 0;
  s->shared_device = chance (r, 0.03) ? 1 : 0;
  s->withdrawal = chance (r, 0.05);
}

/* Who goes after a large account takes pains: the facts look milder than for a small one. Scores
 * rank well among the large accounts; the one threshold is too high for them (RC-R08, path B). */
static void
shift_segment (Making *self, ResetStory *s)
{
  Random *r = &self->random;
  gboolean planted = g_strcmp0 (self->scenario->id, "credentials") == 0;

  if (!chance (r, planted ? 0.2 : 0.06))
    return;
  s->assets = spread (r, 90000, 0.5);
  if (!planted)
    return;
  s->asker.network_known = TRUE;
  s->asker.abroad = FALSE;
  s->asker.ip_risk = uniform (r, 0.05, 0.4);
  s->face.made = TRUE;
  s->face.face = uniform (r, 0.66, 0.8);
  s->channel.confirmed = TRUE;
  s->channel.stable_days = uniform (r, 25, 60);
  s->channel.email_days = RESET_NEVER;
  s->tries.pushes = 1;
  self->made->planted = "RC-R08";
}

/* For a week up to now the carriers' source answers late and gives the day of the answer as that
 * of the change (RC-R04's source, path D). */
static void
misdate_sim (Making *self, ResetStory *s)
{
  if (self->at < self->options->now - DAY (7) || self->made->planted != NULL
      || self->scenario->mean > -4.3 || !chance (&self->random, 0.1))
    return;
  s->channel.sim_hours = uniform (&self->random, 0.5, 20);
  self->made->planted = "RC-X05";
}

/* What happened; the truth of @self is drawn with it. */
void
review_demo_draw_reset (Making *self, ResetStory *story)
{
  const ResetScenario *scenario =
      review_demo_draw_scenario (self, scenarios, G_N_ELEMENTS (scenarios), sizeof *scenarios);

  tell_base (&self->random, story);
  scenario->tell (&self->random, story, review_demo_intensity (self));
  review_demo_settle_truth (self);
  shift_segment (self, story);
  misdate_sim (self, story);
  /* He takes an old portrait for another face. */
  review_demo_misread (self, "old_portrait", 0.12, REVIEW_NATURE_THIRD_PARTY, "stolen_identity");
}
