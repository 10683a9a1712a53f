/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes an applicant as raw evidence: profile, document, selfie, login, links, screening. Nothing
 * here knows the truth; features are computed from these rows by ROCA's extractor. */
#define G_LOG_DOMAIN "review-demo"
#include "review-demo-kyc.h"

#include <math.h>
#include <string.h>

#define YEAR_END \
  3 /* last digit of the year in YYYY-MM-DD: what comes of it is nearly always a day */

/* What the rows of one case share. */
typedef struct
{
  Making *making;
  const Applicant *applicant;
  Random *random;
  ReviewIntake *intake;
  gint64 at;
  char *name;    /* declared */
  char *printed; /* on the document */
  char *number;
  gint64 birth, issued, expires;
} Writer;

static ReviewEvidence *
add_event (Writer *w, gint64 at, const char *event)
{
  ReviewEvidence *row = review_demo_add_row (w->intake, REVIEW_EVIDENCE_EVENT, at);

  review_demo_add_open (row->fields, "event", event);
  return row;
}

static void
add_day (GPtrArray *fields, const char *name, gint64 time)
{
  g_autofree char *day = review_demo_format_day (time);

  review_demo_add_text (fields, name, day);
}

/* The family name first and in capitals, or with the marks that a telephone does not write. */
static char *
write_otherwise (Random *r, const char *name)
{
  g_autoptr (GString) text = g_string_new (name);
  g_auto (GStrv) words = NULL;
  g_autofree char *family = NULL;

  g_string_replace (text, "a", "á", 1);
  g_string_replace (text, "o", "ö", 1);
  if (chance (r, 0.3))
    return g_strdup (text->str);
  words = g_strsplit (text->str, " ", 2);
  family = g_utf8_strup (words[1], -1);
  return g_strdup_printf ("%s, %s", family, words[0]);
}

static char *
write_printed (Writer *w)
{
  g_autofree char *other = review_demo_draw_name (w->random);
  const char *given = strchr (w->name, ' ');

  switch (w->applicant->paper.name)
    {
    case NAME_OTHERWISE:
      return write_otherwise (w->random, w->name);
    case NAME_CHANGED:
      return g_strdup_printf ("%.*s%s", (int) (given - w->name), w->name, strchr (other, ' '));
    case NAME_STRANGER:
      return g_steal_pointer (&other);
    case NAME_AS_DECLARED:
    default:
      return g_strdup (w->name);
    }
}

/* One digit for another. */
static char *
misread (const char *text, gsize offset)
{
  char *copy = g_strdup (text);
  char *at = copy + offset;

  *at = *at == '9' ? '0' : (char) (*at + 1);
  return copy;
}

static void
write_profile (Writer *w)
{
  static const char *const domains[] = { "postbox.example", "mailhouse.example",
                                         "letterbox.example", NULL };
  static const char *const elsewhere[] = { "RO", "UA", "KH", "GH", "PA", NULL };
  const Applicant *a = w->applicant;
  ReviewEvidence *row =
      review_demo_add_row (w->intake, REVIEW_EVIDENCE_PROFILE, w->at - MINUTES (6));
  gint64 seen = w->at - DAY (a->domain_days);

  review_demo_add_time (w->intake->subject->profile, "opened_at", w->at - MINUTES (40));
  review_demo_add_number (w->intake->subject->profile, "level", 0);
  review_demo_add_open (w->intake->subject->profile, "market", a->market->code);
  review_demo_add_open (w->intake->subject->profile, "language", a->market->language);
  review_demo_add_text (row->fields, "declared_name", w->name);
  add_day (row->fields, "declared_birth_date", w->birth);
  review_demo_add_text (row->fields, "declared_document_number", w->number);
  review_demo_add_open (row->fields, "residence_country", a->market->code);
  review_demo_add_open (row->fields, "residence_status", a->restricted ? "restricted" : "allowed");
  review_demo_add_open (row->fields, "phone_country",
                        a->phone_elsewhere ? pick (w->random, elsewhere) : a->market->code);
  review_demo_add_text (row->fields, "email_domain",
                        a->disposable ? "ten-minutes.example" : pick (w->random, domains));
  if (!chance (w->random, 0.05))
    review_demo_add_time (row->fields, "email_domain_first_seen", seen - seen % REVIEW_SECOND);
  review_demo_add_boolean (row->fields, "email_disposable", a->disposable);
}

static void
write_login (Writer *w)
{
  static const char *const elsewhere[] = { "RO", "UA", "KH", "GH", "PA", NULL };
  static const char *const devices[] = { "Pixel 9",  "iPhone 17",   "Galaxy S25", "ThinkPad X1",
                                         "Redmi 14", "MacBook Air", NULL };
  g_autofree char *gateway = g_strdup_printf ("203.0.113.%u", between (w->random, 2, 250));
  const char *model = pick (w->random, devices);
  gboolean farm = w->making->scenario->waves && w->applicant->traces.device > 0;
  g_autofree char *device = NULL;
  g_autofree char *home = NULL;
  Random side;
  ReviewEvidence *row = review_demo_add_row (w->intake, REVIEW_EVIDENCE_LOGIN, w->at - MINUTES (8));

  /* One operator opens many accounts from one device. */
  review_demo_begin_side (w->making, &side, "home", farm);
  device = review_demo_mark_device (&side, farm ? pick (&side, devices) : model);
  home = review_demo_draw_home_ip (&side);
  review_demo_add_text (row->fields, "device", device);
  review_demo_add_text (row->fields, "ip", w->applicant->ip_elsewhere ? gateway : home);
  if (!chance (w->random, 0.03))
    review_demo_add_open (row->fields, "ip_country",
                          w->applicant->ip_elsewhere ? pick (w->random, elsewhere)
                                                     : w->applicant->market->code);
  review_demo_add_boolean (row->fields, "vpn", chance (w->random, 0.08));
}

static void
add_zone (Writer *w, GPtrArray *fields)
{
  const Paper *paper = &w->applicant->paper;
  g_autofree char *other = misread (w->number, 5);
  Zone zone = { .passport = strcmp (paper->type, "passport") == 0,
                .state = paper->state,
                .name = paper->name == NAME_OTHERWISE ? w->name : w->printed,
                .number = paper->zone_unlike ? other : w->number,
                .birth = w->birth,
                .expiry = w->expires,
                .number_bad = paper->zone_number_bad,
                .birth_bad = paper->zone_birth_bad };

  if (strcmp (paper->type, "driving_licence") != 0)
    review_demo_write_zone (fields, &zone);
}

static void
add_checks (Writer *w, GPtrArray *fields)
{
  static const struct
  {
    guint sign;
    const char *field;
  } signs[] = { { SIGN_FONT, "font_irregular" },
                { SIGN_LAYOUT, "layout_irregular" },
                { SIGN_SECURITY, "security_feature_wrong" },
                { SIGN_SCREEN, "screen_recaptured" },
                { SIGN_FILE, "file_edited" } };
  const Paper *paper = &w->applicant->paper;

  review_demo_add_boolean (fields, "listed", paper->listed);
  review_demo_add_open (fields, "template", paper->template_known ? "known" : "unknown");
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    review_demo_add_boolean (fields, signs[i].field, (paper->signs & signs[i].sign) != 0);
  review_demo_add_open (fields, "unreadable", paper->unreadable);
}

static ReviewEvidence *
add_side (Writer *w, const char *side)
{
  ReviewEvidence *row =
      review_demo_add_row (w->intake, REVIEW_EVIDENCE_DOCUMENT, w->at - MINUTES (4));

  review_demo_add_open (row->fields, "document_type", w->applicant->paper.type);
  review_demo_add_open (row->fields, "document_side", side);
  review_demo_add_number (row->fields, "image_quality",
                          round (w->applicant->paper.quality * uniform (w->random, 0.97, 1) * 100)
                              / 100);
  return row;
}

static void
write_document (Writer *w)
{
  const Paper *paper = &w->applicant->paper;
  gboolean passport = strcmp (paper->type, "passport") == 0;
  ReviewEvidence *front = add_side (w, "front");
  g_autofree char *birth = review_demo_format_day (w->birth);
  g_autofree char *read_birth = paper->misread ? misread (birth, YEAR_END) : g_strdup (birth);
  g_autofree char *read_number = paper->misread ? misread (w->number, 5) : g_strdup (w->number);

  review_demo_add_open (front->fields, "issuing_state", paper->state);
  review_demo_add_text (front->fields, "name_on_document", w->printed);
  review_demo_add_text (front->fields, "birth_date", read_birth);
  review_demo_add_text (front->fields, "document_number", read_number);
  add_day (front->fields, "issued_on", w->issued);
  add_day (front->fields, "expires_on", w->expires);
  add_checks (w, front->fields);
  if (passport)
    add_zone (w, front->fields);
  else if (!paper->side_missing)
    add_zone (w, add_side (w, "back")->fields);
}

static void
write_selfie (Writer *w)
{
  static const char *const parts[] = { "liveness_texture", "liveness_motion", "liveness_depth" };
  const Selfie *selfie = &w->applicant->selfie;
  ReviewEvidence *row = add_event (w, w->at - MINUTES (3), "selfie_check");
  guint weakest = between (w->random, 0, 2);

  review_demo_add_open (row->fields, "capture_channel", selfie->channel);
  review_demo_add_number (row->fields, "liveness_score", round (selfie->liveness * 1000) / 1000);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    review_demo_add_number (
        row->fields, parts[i],
        round ((i == weakest ? selfie->weakest : uniform (w->random, selfie->weakest, 1)) * 1000)
            / 1000);
  if (!chance (w->random, 0.02))
    review_demo_add_number (row->fields, "deepfake_score",
                            round (fmin (selfie->deepfake, 1) * 1000) / 1000);
  review_demo_add_number (row->fields, "face_score", round (selfie->face * 1000) / 1000);
  if (selfie->second_person)
    add_event (w, w->at - MINUTES (3), "second_person");
  if (selfie->screen_share)
    add_event (w, w->at - MINUTES (3), "screen_share");
  if (selfie->remote)
    add_event (w, w->at - MINUTES (5), "remote_session");
}

/* Each linked account once, within the time that counts; and that it was looked for at all. */
static void
write_links (Writer *w, const char *relation, guint accounts, double within_days)
{
  ReviewEvidence *row;

  for (guint i = 0; i < accounts; i++)
    {
      g_autofree char *other = g_strdup_printf ("u%u", between (w->random, 10000000, 98999999));

      row = review_demo_add_row (w->intake, REVIEW_EVIDENCE_GRAPH_EDGE,
                                 w->at - DAY (uniform (w->random, 0.05, within_days)));
      review_demo_add_open (row->fields, "relation", relation);
      review_demo_add_text (row->fields, "account", other);
    }
  if (accounts > 0)
    return;
  row = review_demo_add_row (w->intake, REVIEW_EVIDENCE_GRAPH_EDGE, w->at - MINUTES (1));
  review_demo_add_open (row->fields, "relation", relation);
  review_demo_add_number (row->fields, "accounts", 0);
}

static void
write_traces (Writer *w)
{
  const Traces *traces = &w->applicant->traces;

  if (!chance (w->random, 0.02))
    write_links (w, "shared_face", traces->faces, 200);
  write_links (w, "shared_document", traces->documents, 200);
  write_links (w, "shared_device", traces->device, 6.5);
  write_links (w, "shared_network", traces->network, 0.9);
  for (guint i = 0; i < traces->refusals; i++)
    {
      ReviewEvidence *row = add_event (w, w->at - DAY (4 * i + 2), "identity_attempt");

      review_demo_add_open (row->fields, "result", "refused");
    }
  add_event (w, w->at - MINUTES (2), "identity_submission");
}

static void
write_screening (Writer *w)
{
  const Screening *screening = &w->applicant->screening;
  ReviewEvidence *row;
  g_autofree char *entry = NULL;

  if (chance (w->random, 0.015))
    return; /* the provider did not answer: missing stays missing */
  row = review_demo_add_row (w->intake, REVIEW_EVIDENCE_SCREENING, w->at - MINUTES (1));
  review_demo_add_open (row->fields, "list", "sanctions");
  review_demo_add_number (row->fields, "score", round (screening->score * 1000) / 1000);
  review_demo_add_open (row->fields, "match", screening->match);
  if (strcmp (screening->match, "none") == 0)
    return;
  entry = g_strdup_printf ("S-%u", between (w->random, 10000, 99999));
  review_demo_add_open (row->fields, "entry_id", entry);
  review_demo_add_text (row->fields, "matched_name", w->printed);
  review_demo_add_open (row->fields, "matched_on", "name");
  review_demo_add_open (row->fields, "birth_date_agrees", screening->birth);
  review_demo_add_open (row->fields, "nationality_agrees", screening->nationality);
}

void
review_demo_write_applicant (Making *self, const Applicant *applicant)
{
  Random *r = &self->random;
  Writer w = {
    .making = self, .applicant = applicant, .random = r, .intake = self->intake, .at = self->at
  };

  w.name = review_demo_draw_name (r);
  w.printed = write_printed (&w);
  w.number =
      g_strdup_printf ("%c%u", (char) ('A' + between (r, 0, 25)), between (r, 10000000, 99999999));
  w.birth = w.at - DAY (applicant->age_years * 365.2425);
  w.issued = w.at - DAY (applicant->paper.issued_days);
  w.expires = w.at + DAY (applicant->paper.days_left);
  write_profile (&w);
  write_login (&w);
  write_document (&w);
  write_selfie (&w);
  write_traces (&w);
  write_screening (&w);
  review_demo_sort_rows (self->intake);
  g_free (w.name);
  g_free (w.printed);
  g_free (w.number);
}
