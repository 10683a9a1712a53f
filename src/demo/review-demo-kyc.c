/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stories behind KYC audits: forged, stolen, invented and rented identities, people who may
 * not have an account, and the honest applicants who look like them. Each begins as an ordinary
 * application with ordinary noise; the scenario changes what is special about it. */
#define G_LOG_DOMAIN "review-demo"
#include "review-demo-kyc.h"

#include <math.h>
#include <string.h>

typedef struct
{
  ReviewDemoScenario base; /* first, so that a scenario is one */
  void (*tell) (Random *random, Applicant *applicant, double intensity);
} KycScenario;

static void
tell_clean (Random *r, Applicant *a, double x)
{
}

/* A laminated card in poor light: one sign of tampering that is none, rare in the history, so the
 * model learns that a sign is a sign (RC-K01). */
static void
tell_lamination (Random *r, Applicant *a, double x)
{
  a->paper.type = "id_card";
  a->paper.signs = chance (r, 0.5) ? SIGN_SECURITY : SIGN_LAYOUT;
  a->paper.quality = uniform (r, 0.35, 0.6);
}

static void
tell_poor_image (Random *r, Applicant *a, double x)
{
  a->paper.quality = uniform (r, 0.2, 0.5);
  a->paper.unreadable = chance (r, 0.5) ? "document_number" : "birth_date document_number";
}

static void
tell_name_otherwise (Random *r, Applicant *a, double x)
{
  a->paper.name = NAME_OTHERWISE;
}

static void
tell_old_portrait (Random *r, Applicant *a, double x)
{
  a->paper.issued_days = uniform (r, 2300, 3500);
  a->paper.days_left = uniform (r, 30, 700);
  a->selfie.face = uniform (r, 0.58, 0.78);
  a->age_years = uniform (r, 26, 60);
}

/* Another person of that name. */
static void
tell_namesake (Random *r, Applicant *a, double x)
{
  a->screening = (Screening){ "weak", uniform (r, 0.7, 0.86), "differ",
                              chance (r, 0.6) ? "differ" : "unknown" };
}

static void
tell_migrant (Random *r, Applicant *a, double x)
{
  a->paper.type = chance (r, 0.5) ? "passport" : "residence_permit";
  a->paper.state = pick (r, ((const char *const[]){ "IND", "PHL", "COL", "UKR", "EGY", NULL }));
  a->phone_elsewhere = chance (r, 0.4);
  a->ip_elsewhere = chance (r, 0.15 + 0.2 * x);
}

/* No clause says what to do with either; reviewers disagree. */
static void
tell_name_change (Random *r, Applicant *a, double x)
{
  a->paper.name = NAME_CHANGED;
  a->traces.refusals = chance (r, 0.3) ? 1 : 0;
}

static void
tell_renamed_state (Random *r, Applicant *a, double x)
{
  a->paper.type = "passport";
  a->paper.state = pick (r, ((const char *const[]){ "YUG", "ZAR", "SCG", "BUR", "TMP", NULL }));
  a->paper.template_known = chance (r, 0.5);
  a->paper.issued_days = uniform (r, 2600, 3500);
}

static guint
draw_signs (Random *r, guint n)
{
  guint signs = 0, found = 0;

  while (found < n)
    {
      guint sign = 1u << between (r, 0, 4);

      found += (signs & sign) == 0 ? 1 : 0;
      signs |= sign;
    }
  return signs;
}

static void
tell_forged (Random *r, Applicant *a, double x)
{
  a->paper.signs = draw_signs (r, 1 + (chance (r, 0.65 + 0.3 * x) ? 1 : 0) + (x > 0.7 ? 1 : 0));
  a->paper.zone_number_bad = chance (r, 0.3 + 0.3 * x);
  a->paper.zone_birth_bad = chance (r, 0.4);
  a->paper.zone_unlike = chance (r, 0.5 + 0.3 * x);
  a->selfie.face = uniform (r, 0.75, 0.97);
}

static void
tell_deepfake (Random *r, Applicant *a, double x)
{
  a->selfie.deepfake = uniform (r, 0.35 + 0.2 * x, 0.97);
  a->selfie.channel = chance (r, 0.45 + 0.4 * x) ? "virtual_camera" : "emulator";
  a->selfie.weakest = uniform (r, 0.15, 0.6);
  a->selfie.liveness = uniform (r, 0.5, 0.9);
  a->traces.device = chance (r, 0.3) ? between (r, 1, 3) : 0;
}

/* A real document of somebody else. */
static void
tell_stolen (Random *r, Applicant *a, double x)
{
  a->selfie.face = uniform (r, 0.15, 0.62 - 0.12 * x);
  a->ip_elsewhere = chance (r, 0.35 + 0.3 * x);
  a->traces.refusals = chance (r, 0.4) ? between (r, 1, 2) : 0;
  a->traces.documents = chance (r, 0.2 + 0.2 * x) ? 1 : 0;
  a->domain_days = spread (r, 200, 1.3);
}

/* Nobody was ever born of that name. */
static void
tell_synthetic (Random *r, Applicant *a, double x)
{
  a->paper.zone_number_bad = chance (r, 0.6 + 0.3 * x);
  a->paper.template_known = chance (r, 0.4);
  a->paper.signs = chance (r, 0.4) ? SIGN_FONT : 0;
  a->disposable = chance (r, 0.4 + 0.3 * x);
  a->domain_days = spread (r, 20, 1);
  a->traces.network = between (r, 0, 4);
}

/* One operator, many accounts, within days. */
static void
tell_farm (Random *r, Applicant *a, double x)
{
  a->traces.device = between (r, 2, 5) + (guint) (6 * x);
  a->traces.network = between (r, 2, 12);
  a->traces.faces = chance (r, 0.4 + 0.3 * x) ? between (r, 1, 4) : 0;
  a->traces.documents = chance (r, 0.3) ? between (r, 1, 2) : 0;
  a->selfie.channel = chance (r, 0.5) ? "emulator" : "camera";
  a->disposable = chance (r, 0.5);
  a->domain_days = spread (r, 15, 0.9);
}

static void
tell_coached (Random *r, Applicant *a, double x)
{
  a->selfie.second_person = chance (r, 0.6 + 0.3 * x);
  a->selfie.screen_share = chance (r, 0.35 + 0.2 * x);
  a->selfie.remote = chance (r, 0.3);
  if (!a->selfie.second_person && !a->selfie.screen_share && !a->selfie.remote)
    a->selfie.second_person = TRUE;
  a->traces.device = chance (r, 0.4) ? between (r, 1, 2) : 0;
}

static void
tell_listed_person (Random *r, Applicant *a, double x)
{
  a->screening = (Screening){ chance (r, 0.5 + 0.4 * x) ? "exact" : "strong", uniform (r, 0.88, 1),
                              chance (r, 0.7 + 0.2 * x) ? "agree" : "unknown",
                              chance (r, 0.7) ? "agree" : "unknown" };
}

static void
tell_restricted (Random *r, Applicant *a, double x)
{
  a->restricted = TRUE;
  a->ip_elsewhere = chance (r, 0.3);
}

static void
tell_underage (Random *r, Applicant *a, double x)
{
  a->age_years = uniform (r, 14.2, 17.95);
  a->paper.issued_days = uniform (r, 100, 1500);
}

/* Asked more than once, and still expired or half. */
static void
tell_unfit (Random *r, Applicant *a, double x)
{
  if (chance (r, 0.6))
    a->paper.days_left = -uniform (r, 20, 900);
  else
    {
      a->paper.type = "id_card";
      a->paper.side_missing = TRUE;
    }
  a->traces.refusals = between (r, 1, 2) + (x > 0.7 ? 1 : 0);
}

/* clang-format off */
static const KycScenario scenarios[] = {
  /* id, share of the history, of the arriving, risk in log-odds: mean, deviation, nature,
   * typologies, planted error, waves */
  { { "clean", .30, .25, -4.70, .39, REVIEW_NATURE_THIRD_PARTY, "new_typology", NULL, FALSE }, tell_clean },
  { { "lamination", .006, .035, -3.90, .39, REVIEW_NATURE_FIRST_PARTY, "forged_document", "RC-K01", FALSE },
    tell_lamination },
  { { "poor_image", .08, .07, -3.60, .39, REVIEW_NATURE_UNFIT, "forged_document", NULL, FALSE },
    tell_poor_image },
  { { "name_otherwise", .09, .08, -3.80, .39, REVIEW_NATURE_THIRD_PARTY, "stolen_identity", NULL, FALSE },
    tell_name_otherwise },
  { { "old_portrait", .05, .05, -3.20, .45, REVIEW_NATURE_THIRD_PARTY, "stolen_identity", NULL, FALSE },
    tell_old_portrait },
  { { "namesake", .05, .05, -3.60, .39, REVIEW_NATURE_INELIGIBLE, "sanctions", NULL, FALSE },
    tell_namesake },
  { { "migrant", .07, .07, -3.50, .45, REVIEW_NATURE_THIRD_PARTY, "rented_account", NULL, FALSE },
    tell_migrant },
  { { "name_change", .018, .018, -0.20, .60, REVIEW_NATURE_THIRD_PARTY, "stolen_identity", "RC-X08", FALSE },
    tell_name_change },
  { { "renamed_state", .015, .015, -0.30, .60, REVIEW_NATURE_INELIGIBLE, "forged_document", "RC-X08", FALSE },
    tell_renamed_state },
  { { "forged", .07, .08, 3.45, .59, REVIEW_NATURE_FIRST_PARTY, "forged_document", NULL, FALSE },
    tell_forged },
  { { "deepfake", .05, .06, 3.55, .59, REVIEW_NATURE_THIRD_PARTY, "deepfake", NULL, TRUE }, tell_deepfake },
  { { "stolen", .06, .06, 3.05, .59, REVIEW_NATURE_THIRD_PARTY, "stolen_identity", NULL, FALSE },
    tell_stolen },
  { { "synthetic", .04, .04, 3.15, .52, REVIEW_NATURE_FIRST_PARTY, "synthetic_identity", NULL, FALSE },
    tell_synthetic },
  { { "farm", .05, .06, 3.55, .52, REVIEW_NATURE_THIRD_PARTY, "sybil rented_account", NULL, TRUE },
    tell_farm },
  { { "coached", .03, .03, 2.75, .52, REVIEW_NATURE_DECEIVED, "rented_account mule", NULL, FALSE },
    tell_coached },
  { { "listed_person", .02, .02, 3.35, .45, REVIEW_NATURE_INELIGIBLE, "sanctions", NULL, FALSE },
    tell_listed_person },
  { { "restricted", .03, .03, 3.75, .45, REVIEW_NATURE_INELIGIBLE, "restricted_market", NULL, FALSE },
    tell_restricted },
  { { "underage", .02, .02, 3.65, .45, REVIEW_NATURE_INELIGIBLE, "underage", NULL, FALSE },
    tell_underage },
  { { "unfit", .04, .04, 2.75, .52, REVIEW_NATURE_UNFIT, "new_typology", NULL, FALSE }, tell_unfit },
};
/* clang-format on */

static void
tell_paper (Random *r, Applicant *a)
{
  static const char *const types[] = { "passport",         "passport",        "id_card", "id_card",
                                       "residence_permit", "driving_licence", NULL };

  a->paper = (Paper){ .state = review_demo_get_state (a->market), .unreadable = "none" };
  a->paper.type = pick (r, types);
  a->paper.issued_days = uniform (r, 60, 2900);
  a->paper.days_left = uniform (r, 120, 3300);
  a->paper.listed = chance (r, 0.985);
  a->paper.template_known = chance (r, 0.97);
  a->paper.side_missing = chance (r, 0.01);
  a->paper.quality = uniform (r, 0.6, 1);
  a->paper.signs = chance (r, 0.015) ? SIGN_FILE : 0;
  a->paper.misread = chance (r, 0.006);
  a->paper.name = chance (r, 0.05) ? NAME_OTHERWISE : NAME_AS_DECLARED;
}

/* An ordinary application, with the noise that makes single facts worth little. */
static void
tell_base (Random *r, Applicant *a)
{
  *a = (Applicant){ .market = review_demo_draw_market (r) };
  a->age_years = CLAMP (spread (r, 33, 0.3), 18.1, 88);
  a->ip_elsewhere = chance (r, 0.06);
  a->phone_elsewhere = chance (r, 0.05);
  a->disposable = chance (r, 0.006);
  a->domain_days = CLAMP (spread (r, 4500, 0.6), 10, 12000);
  tell_paper (r, a);
  a->selfie.channel = chance (r, 0.97) ? "camera" : "gallery";
  a->selfie.liveness = uniform (r, 0.86, 1);
  a->selfie.weakest = a->selfie.liveness - uniform (r, 0.02, 0.2);
  a->selfie.deepfake = fabs (normal (r, 0, 0.09));
  a->selfie.face = chance (r, 0.96) ? uniform (r, 0.82, 0.99) : uniform (r, 0.68, 0.82);
  a->selfie.second_person = chance (r, 0.012);
  a->screening = (Screening){ "none", uniform (r, 0.1, 0.6), "unknown", "unknown" };
  a->traces.device = chance (r, 0.03) ? 1 : 0;
  a->traces.network = chance (r, 0.12) ? between (r, 1, 4) : 0;
  a->traces.refusals = chance (r, 0.05) ? 1 : 0;
}

/* In one market a few family names are everybody's, and the list gives no more than a name: weak
 * matches there mean less than the one threshold says (RC-K08, path B). */
static void
shift_segment (Making *self, Applicant *a)
{
  Random *r = &self->random;

  if (strcmp (self->scenario->id, "clean") != 0 || strcmp (a->market->code, "VN") != 0
      || !chance (r, 0.6))
    return;
  a->screening = (Screening){ "weak", uniform (r, 0.72, 0.87), "unknown", "unknown" };
  self->made->planted = "RC-K08";
}

/* For a week up to now one reader of identity cards takes one digit for another (RC-K03, path D). */
static void
misread_cards (Making *self, Applicant *a)
{
  if (self->at < self->options->now - DAY (7) || self->made->planted != NULL
      || strcmp (a->paper.type, "id_card") != 0 || !chance (&self->random, 0.2))
    return;
  a->paper.misread = TRUE;
  self->made->planted = "RC-K03";
}

/* Who applies; the truth of @self is drawn with it. */
void
review_demo_draw_applicant (Making *self, Applicant *ret_applicant)
{
  const KycScenario *scenario =
      review_demo_draw_scenario (self, scenarios, G_N_ELEMENTS (scenarios), sizeof *scenarios);

  tell_base (&self->random, ret_applicant);
  scenario->tell (&self->random, ret_applicant, review_demo_intensity (self));
  review_demo_settle_truth (self);
  shift_segment (self, ret_applicant);
  misread_cards (self, ret_applicant);
  /* He reads another order of names as another person. */
  review_demo_misread (self, "name_otherwise", 0.08, REVIEW_NATURE_THIRD_PARTY, "stolen_identity");
}

void
review_demo_make_kyc (Making *self)
{
  Applicant applicant;

  review_demo_draw_applicant (self, &applicant);
  self->intake->market = g_strdup (applicant.market->code);
  self->intake->language = g_strdup (applicant.market->language);
  review_demo_set_priority (self, 0, 0, 0);
  review_demo_write_applicant (self, &applicant);
}
