/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stories behind proofs of address: forged bills, sold templates, people who live elsewhere or
 * where no service may be offered, and the honest ones whose bill looks odd. */
#define G_LOG_DOMAIN "review-demo"
#include "review-demo-poa.h"

#include <math.h>

typedef struct
{
  ReviewDemoScenario base; /* first, so that a scenario is one */
  void (*tell) (Random *random, Bill *bill, double intensity);
} PoaScenario;

static void
tell_clean (Random *r, Bill *d, double x)
{
}

/* The same address in another script or order: rare in the history (RC-P01). */
static void
tell_other_script (Random *r, Bill *d, double x)
{
  d->address = ADDRESS_TURNED;
}

static void
tell_family_bill (Random *r, Bill *d, double x)
{
  d->name = BILL_RELATIVE;
}

static void
tell_exported (Random *r, Bill *d, double x)
{
  d->edited = TRUE;
  d->document_type = "bank_statement";
}

static void
tell_poor_image (Random *r, Bill *d, double x)
{
  d->quality = uniform (r, 0.2, 0.5);
  d->cropped = TRUE;
  d->address = ADDRESS_ABBREVIATED;
}

static void
tell_moved (Random *r, Bill *d, double x)
{
  d->address = x > 0.6           ? ADDRESS_OTHER_CITY
               : chance (r, 0.5) ? ADDRESS_OTHER_STREET
                                 : ADDRESS_OTHER_NUMBER;
  d->country_matches = chance (r, 0.5 - 0.3 * x);
}

static void
tell_forged (Random *r, Bill *d, double x)
{
  d->total_bad = chance (r, 0.4 + 0.4 * x);
  d->number_bad = chance (r, 0.4 + 0.3 * x);
  d->date_bad = chance (r, 0.3);
  d->edited = chance (r, 0.6);
  d->fonts = chance (r, 0.5 + 0.4 * x) ? between (r, 2, 14) : 0;
  if (d->total_bad + d->number_bad + d->date_bad + (d->fonts > 0) < 1)
    d->total_bad = d->number_bad = TRUE;
  d->account_days = fmin (d->account_days, spread (r, 30, 0.8));
}

static void
tell_template (Random *r, Bill *d, double x)
{
  d->shared = between (r, 1, 2) + (guint) (4 * x);
  d->templates = d->shared + between (r, 0, 3);
  d->templates = d->shared + between (r, 0, 3);
  d->fonts = chance (r, 0.3) ? between (r, 1, 6) : 0;
  d->account_days = spread (r, 12, 0.8);
}

static void
tell_restricted (Random *r, Bill *d, double x)
{
  d->restricted = TRUE;
  d->country_matches = chance (r, 0.6);
}

static void
tell_mailbox (Random *r, Bill *d, double x)
{
  d->po_box = TRUE;
  d->country_matches = chance (r, 0.6 - 0.3 * x);
}

static void
tell_expired (Random *r, Bill *d, double x)
{
  d->age_days = spread (r, 170 + 120 * x, 0.3);
  d->requests = between (r, 1, 2);
}

/* Reviewers disagree on both, no clause applies. */
static void
tell_no_fixed_residence (Random *r, Bill *d, double x)
{
  d->document_type = "co_living_contract";
  d->listed = FALSE;
  d->issuer = chance (r, 0.7);
}

static void
tell_digital_statement (Random *r, Bill *d, double x)
{
  d->document_type = "digital_bank_statement";
  d->address = ADDRESS_NONE;
}

/* clang-format off */
static const PoaScenario scenarios[] = {
  { { "clean", .38, .32, -4.70, .39, REVIEW_NATURE_FIRST_PARTY, "new_typology", NULL, FALSE },
    tell_clean },
  { { "other_script", .006, .035, -3.90, .39, REVIEW_NATURE_FIRST_PARTY, "forged_document", "RC-P01",
      FALSE }, tell_other_script },
  { { "family_bill", .06, .06, -3.00, .39, REVIEW_NATURE_THIRD_PARTY, "stolen_identity", NULL, FALSE },
    tell_family_bill },
  { { "exported", .10, .09, -3.70, .39, REVIEW_NATURE_FIRST_PARTY, "forged_document", NULL, FALSE },
    tell_exported },
  { { "poor_image", .09, .08, -3.30, .39, REVIEW_NATURE_UNFIT, "forged_document", NULL, FALSE },
    tell_poor_image },
  { { "moved", .07, .07, 2.95, .52, REVIEW_NATURE_FIRST_PARTY, "forged_document", NULL, FALSE },
    tell_moved },
  { { "forged", .09, .09, 3.55, .59, REVIEW_NATURE_FIRST_PARTY, "forged_document synthetic_identity",
      NULL, FALSE }, tell_forged },
  { { "template", .05, .06, 3.55, .52, REVIEW_NATURE_THIRD_PARTY, "sybil stolen_identity", NULL, TRUE },
    tell_template },
  { { "restricted", .05, .05, 3.75, .45, REVIEW_NATURE_INELIGIBLE, "restricted_market", NULL, FALSE },
    tell_restricted },
  { { "mailbox", .03, .03, 2.55, .52, REVIEW_NATURE_INELIGIBLE, "new_typology", NULL, FALSE },
    tell_mailbox },
  { { "expired", .05, .05, 2.75, .52, REVIEW_NATURE_UNFIT, "new_typology", NULL, FALSE },
    tell_expired },
  { { "no_fixed_residence", .022, .015, -0.20, .60, REVIEW_NATURE_INELIGIBLE, "new_typology", "RC-X08",
      FALSE }, tell_no_fixed_residence },
  { { "digital_statement", .015, .015, -0.30, .60, REVIEW_NATURE_UNFIT, "new_typology", "RC-X08", FALSE },
    tell_digital_statement },
};
/* clang-format on */

/* An ordinary document, with the noise that makes single facts worth little. */
static void
tell_base (Random *r, Bill *d)
{
  static const char *const types[] = { "utility_bill", "bank_statement", "tax_notice", "phone_bill",
                                       NULL };

  *d = (Bill){ .listed = TRUE, .issuer = TRUE };
  d->market = review_demo_draw_market (r);
  d->document_type = pick (r, types);
  d->age_days = uniform (r, 2, 84);
  d->period_gap = uniform (r, 1, 18);
  d->name = chance (r, 0.85) ? BILL_OWN : BILL_OWN_OTHERWISE;
  d->address = chance (r, 0.75)   ? ADDRESS_SAME
               : chance (r, 0.96) ? ADDRESS_ABBREVIATED
                                  : ADDRESS_OTHER_NUMBER;
  d->quality = uniform (r, 0.6, 1);
  d->edited = chance (r, 0.04);
  d->total_bad = chance (r, 0.01);
  d->fonts = chance (r, 0.015) ? 1 : 0;
  d->shared = chance (r, 0.005) ? 1 : 0;
  d->country_matches = chance (r, 0.93);
  d->requests = chance (r, 0.08) ? 1 : 0;
  d->account_days = CLAMP (spread (r, 200, 1.1), 1, 2400);
}

/* Documents of one market are usually older and lawful there: one limit for all markets is too
 * tight (RC-P10, path B). */
static void
shift_segment (Making *self, Bill *d)
{
  if (self->scenario->mean > -4 || g_strcmp0 (d->market->code, "BR") != 0)
    return;
  d->age_days = uniform (&self->random, 92, 128);
  d->requests = chance (&self->random, 0.4) ? 1 : 0;
  self->made->planted = "RC-P10";
}

/* For a week up to now one reader of bills takes the end of the billing period, or day for month,
 * for the issue date (RC-P03, path D). */
static void
misread_dates (Making *self, Bill *d)
{
  if (self->at < self->options->now - DAY (7) || self->made->planted != NULL
      || g_strcmp0 (d->document_type, "utility_bill") != 0 || !chance (&self->random, 0.26))
    return;
  d->age_days = uniform (&self->random, 0, 1) < 0.3
                    ? -uniform (&self->random, 10, 60)
                    : d->age_days + uniform (&self->random, 95, 270);
  self->made->printed_on = review_demo_format_day (self->at - DAY (d->printed_age));
  self->made->planted = "RC-P03";
}

void
review_demo_make_poa (Making *self)
{
  const PoaScenario *scenario =
      review_demo_draw_scenario (self, scenarios, G_N_ELEMENTS (scenarios), sizeof *scenarios);
  Bill bill;

  tell_base (&self->random, &bill);
  scenario->tell (&self->random, &bill, review_demo_intensity (self));
  review_demo_settle_truth (self);
  shift_segment (self, &bill);
  bill.printed_age = bill.age_days;
  misread_dates (self, &bill);
  /* He reads export marks as forgery. */
  review_demo_misread (self, "exported", 0.08, REVIEW_NATURE_FIRST_PARTY, "forged_document");
  self->intake->market = g_strdup (bill.market->code);
  self->intake->language = g_strdup (bill.market->language);
  review_demo_set_priority (self, 0, 0, bill.account_days);
  review_demo_write_bill (self, &bill);
}
