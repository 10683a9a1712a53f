/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proof-of-address cases: features come with the case, evidence shows the document and what was
 * declared. That a type without an extractor works shows that a type is data. */
#define G_LOG_DOMAIN "review-demo"
#include "review-demo-private.h"

#include <math.h>

typedef struct
{
  double age_days;   /* of the document, from issue to upload, as read */
  double period_end; /* days since the billing period ended */
  double name_match, address_match, parts_differ, quality;
  gboolean listed, issuer, name_full, address_full;
  gboolean same_surname, other_script;
  gboolean total_bad, number_bad, date_bad, edited;
  double fonts;
  double shared;
  gboolean po_box, restricted, country_matches, curable;
  guint requests;
  double account_days;
  const char *document_type;
  const ReviewDemoMarket *market;
} Document;

typedef struct
{
  ReviewDemoScenario base;
  void (*tell) (Random *random, Document *document, double intensity);
} PoaScenario;

static void
tell_clean (Random *r, Document *d, double x)
{
}

/* The same address in another script or order: rare in the history (RC-P01). */
static void
tell_other_script (Random *r, Document *d, double x)
{
  d->other_script = TRUE;
  d->address_match = uniform (r, 0.15, 0.5);
  d->parts_differ = 0;
}

static void
tell_family_bill (Random *r, Document *d, double x)
{
  d->name_match = uniform (r, 0.3, 0.6);
  d->same_surname = TRUE;
}

static void
tell_exported (Random *r, Document *d, double x)
{
  d->edited = TRUE;
  d->document_type = "bank_statement";
}

static void
tell_poor_image (Random *r, Document *d, double x)
{
  d->quality = uniform (r, 0.2, 0.5);
  d->curable = TRUE;
  d->address_match = uniform (r, 0.6, 0.9);
}

static void
tell_moved (Random *r, Document *d, double x)
{
  d->parts_differ = between (r, 1, 2) + (x > 0.6 ? 1 : 0);
  d->address_match = uniform (r, 0.2, 0.6);
  d->country_matches = chance (r, 0.5 - 0.3 * x);
}

static void
tell_forged (Random *r, Document *d, double x)
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
tell_template (Random *r, Document *d, double x)
{
  d->shared = between (r, 1, 2) + (guint) (4 * x);
  d->fonts = chance (r, 0.3) ? between (r, 1, 6) : 0;
  d->account_days = spread (r, 12, 0.8);
}

static void
tell_restricted (Random *r, Document *d, double x)
{
  d->restricted = TRUE;
  d->country_matches = chance (r, 0.6);
}

static void
tell_mailbox (Random *r, Document *d, double x)
{
  d->po_box = TRUE;
  d->country_matches = chance (r, 0.6 - 0.3 * x);
}

static void
tell_expired (Random *r, Document *d, double x)
{
  d->age_days = spread (r, 170 + 120 * x, 0.3);
  d->curable = TRUE;
  d->requests = between (r, 1, 2);
}

/* Reviewers disagree on both, no clause applies. */
static void
tell_no_fixed_residence (Random *r, Document *d, double x)
{
  d->document_type = "co_living_contract";
  d->listed = FALSE;
  d->issuer = chance (r, 0.7);
}

static void
tell_digital_statement (Random *r, Document *d, double x)
{
  d->document_type = "digital_bank_statement";
  d->address_full = FALSE;
  d->address_match = NAN;
  d->parts_differ = NAN;
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
tell_base (Random *r, Document *d)
{
  static const char *const types[] = { "utility_bill", "bank_statement", "tax_notice", "phone_bill",
                                       NULL };

  *d = (Document){ .listed = TRUE, .issuer = TRUE, .name_full = TRUE, .address_full = TRUE };
  d->market = review_demo_draw_market (r);
  d->document_type = pick (r, types);
  d->age_days = uniform (r, 2, 84);
  d->period_end = d->age_days + uniform (r, 1, 18);
  d->name_match = uniform (r, 0.88, 1);
  d->address_match = chance (r, 0.9) ? uniform (r, 0.8, 1) : uniform (r, 0.62, 0.8);
  d->parts_differ = chance (r, 0.01) ? 1 : 0;
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
shift_segment (Making *self, Document *d)
{
  if (self->scenario->mean > -4 || g_strcmp0 (d->market->code, "BR") != 0)
    return;
  d->age_days = uniform (&self->random, 92, 128);
  d->curable = TRUE;
  d->requests = chance (&self->random, 0.4) ? 1 : 0;
  self->made->planted = "RC-P10";
}

/* For a week up to now one reader of bills takes the end of the billing period, or day for month,
 * for the issue date (RC-P03, path D). */
static void
misread_dates (Making *self, Document *d)
{
  if (self->at < self->options->now - DAY (7) || self->made->planted != NULL
      || g_strcmp0 (d->document_type, "utility_bill") != 0 || !chance (&self->random, 0.16))
    return;
  d->age_days = uniform (&self->random, 0, 1) < 0.3
                    ? -uniform (&self->random, 10, 60)
                    : d->age_days + uniform (&self->random, 95, 270);
  self->made->planted = "RC-P03";
}

/* One simulated reviewer reads export marks as forgery: in the history these cases carry his
 * word, not the truth (RC-X10, path E). */
static void
misread_export (Making *self)
{
  ReviewTruth *truth = self->intake->truth;

  if (truth == NULL || truth->positive || g_strcmp0 (self->scenario->id, "exported") != 0
      || !chance (&self->random, 0.08))
    return;
  truth->positive = TRUE;
  g_free (truth->source);
  truth->source = g_strdup ("reviewer r-07");
  truth->nature = REVIEW_NATURE_FIRST_PARTY;
  truth->typology = g_strdup ("forged_document");
  truth->maturity = REVIEW_MATURITY_PROVISIONAL;
  self->made->planted = "RC-X10";
}

static double
flag (gboolean value)
{
  return value ? 1 : 0;
}

static void
write_features (Making *self, const Document *d)
{
  double signs = flag (d->total_bad) + flag (d->number_bad) + flag (d->date_bad) + flag (d->edited)
                 + flag (d->fonts > 0);
  const struct
  {
    const char *name;
    double value;
  } features[] = {
    { "document_listed", flag (d->listed) },
    { "issuer_named", flag (d->issuer) },
    { "name_full", flag (d->name_full) },
    { "address_full", flag (d->address_full) },
    { "document_age_days", round (d->age_days) },
    { "billing_period_days", round (d->period_end) },
    { "name_match", round (d->name_match * 100) / 100 },
    { "same_surname", flag (d->same_surname || d->name_match > 0.85) },
    { "address_match", round (d->address_match * 100) / 100 },
    { "address_parts_differ", d->parts_differ },
    { "address_other_script", flag (d->other_script) },
    { "total_mismatch", flag (d->total_bad) },
    { "account_number_format_bad", flag (d->number_bad) },
    { "font_outliers", d->fonts },
    { "date_inconsistent", flag (d->date_bad) },
    { "edited_file", flag (d->edited) },
    { "forgery_signs", signs },
    { "shared_scan_accounts", d->shared },
    { "po_box", flag (d->po_box) },
    { "market_restricted", flag (d->restricted) },
    { "country_matches_ip", chance (&self->random, 0.05) ? NAN : flag (d->country_matches) },
    { "image_quality", round (d->quality * 100) / 100 },
    { "defect_curable", flag (d->curable) },
    { "earlier_requests", d->requests },
    { "account_age_days", round (d->account_days) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (features); i++)
    review_demo_add_feature (self->intake, features[i].name, features[i].value);
}

static void
write_profile (Making *self, const Document *d, const char *name, const char *street)
{
  GPtrArray *profile = self->intake->subject->profile;
  gint64 opened = self->at - DAY (d->account_days);
  ReviewEvidence *row;

  review_demo_add_time (profile, "opened_at", opened - opened % REVIEW_SECOND);
  review_demo_add_number (profile, "level", 1);
  review_demo_add_open (profile, "market", d->market->code);
  review_demo_add_open (profile, "language", d->market->language);
  row = review_demo_add_row (self->intake, REVIEW_EVIDENCE_PROFILE, self->at - MINUTES (2));
  review_demo_add_text (row->fields, "declared_name", name);
  review_demo_add_text (row->fields, "declared_address", street);
  review_demo_add_text (row->fields, "usual_country",
                        d->country_matches ? d->market->code : "elsewhere");
}

/* The same address in another order, as another script or country writes it. */
static char *
reorder (const char *street)
{
  g_auto (GStrv) parts = g_strsplit (street, ", ", -1);
  GString *text = g_string_new (NULL);

  for (guint i = g_strv_length (parts); i > 0; i--)
    g_string_append_printf (text, "%s%s", parts[i - 1], i > 1 ? " · " : "");
  return g_string_free (text, FALSE);
}

static void
write_document (Making *self, const Document *d, const char *name, const char *street)
{
  static const char *const issuers[] = { "Northgrid Energy", "Bluewater Utilities",
                                         "Civic Tax Office", "Meridian Bank",
                                         "Halcyon Telecom",  NULL };
  Random *r = &self->random;
  g_autofree char *other_street = review_demo_draw_street (r, d->market);
  g_autofree char *reordered = reorder (street);
  g_autofree char *other_name = review_demo_draw_name (r);
  g_autofree char *relative = g_strconcat ("Rhea", strchr (name, ' '), NULL);
  g_autofree char *issued = review_demo_format_day (self->at - DAY (d->age_days));
  g_autofree char *bill =
      g_strdup_printf ("%s%u", d->number_bad ? "0" : "AC", between (r, 1000000, 9999999));
  ReviewEvidence *row =
      review_demo_add_row (self->intake, REVIEW_EVIDENCE_DOCUMENT, self->at - MINUTES (1));

  review_demo_add_open (row->fields, "document_type", d->document_type);
  review_demo_add_open (row->fields, "issuer", d->issuer ? pick (r, issuers) : "");
  review_demo_add_open (row->fields, "issued_on", issued);
  review_demo_add_text (row->fields, "name_on_document",
                        d->name_match > 0.85 ? name
                        : d->same_surname    ? relative
                                             : other_name);
  if (d->address_full)
    review_demo_add_text (row->fields, "address_on_document",
                          d->parts_differ > 0 ? other_street
                          : d->other_script   ? reordered
                                              : street);
  review_demo_add_text (row->fields, "bill_number", bill);
  review_demo_add_open (row->fields, "file_type", chance (r, 0.6) ? "pdf" : "jpeg");
  review_demo_add_open (row->fields, "file_producer", d->edited ? "editor" : "issuer");
  review_demo_add_number (row->fields, "pages", between (r, 1, 3));
  if (d->shared > 0)
    review_demo_add_number (row->fields, "reused_by", d->shared);
}

static void
write_events (Making *self, const Document *d)
{
  ReviewEvidence *row;

  for (guint i = d->requests; i > 0; i--)
    {
      row = review_demo_add_row (self->intake, REVIEW_EVIDENCE_EVENT, self->at - DAY (3 * i));
      review_demo_add_open (row->fields, "event", "document_request");
    }
  row = review_demo_add_row (self->intake, REVIEW_EVIDENCE_EVENT, self->at);
  review_demo_add_open (row->fields, "event", "document_upload");
}

void
review_demo_make_poa (Making *self)
{
  ReviewDemoScenario bases[G_N_ELEMENTS (scenarios)];
  g_autofree char *name = NULL;
  g_autofree char *street = NULL;
  Document document;
  guint picked;

  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    bases[i] = scenarios[i].base;
  review_demo_draw_scenario (self, bases, G_N_ELEMENTS (scenarios));
  picked = (guint) (self->scenario - bases);
  self->scenario = &scenarios[picked].base;
  tell_base (&self->random, &document);
  scenarios[picked].tell (&self->random, &document, review_demo_intensity (self));
  review_demo_settle_truth (self);
  shift_segment (self, &document);
  misread_dates (self, &document);
  misread_export (self);
  self->intake->market = g_strdup (document.market->code);
  self->intake->language = g_strdup (document.market->language);
  name = review_demo_draw_name (&self->random);
  street = review_demo_draw_street (&self->random, document.market);
  review_demo_set_priority (self, 0, 0, document.account_days);
  write_features (self, &document);
  write_profile (self, &document, name, street);
  write_document (self, &document, name, street);
  write_events (self, &document);
}
