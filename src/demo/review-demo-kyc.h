/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who applies in a KYC audit, before it becomes evidence; private to this room. */
#pragma once

#include "review-demo-private.h"

G_BEGIN_DECLS

/* Signs of forgery that a forensic check may find. */
enum
{
  SIGN_FONT = 1 << 0,
  SIGN_LAYOUT = 1 << 1,
  SIGN_SECURITY = 1 << 2,
  SIGN_SCREEN = 1 << 3,
  SIGN_FILE = 1 << 4
};

/* How the name on the document is written. */
typedef enum
{
  NAME_AS_DECLARED,
  NAME_OTHERWISE, /* other order, diacritics */
  NAME_CHANGED,   /* another family name */
  NAME_STRANGER
} NameForm;

typedef struct
{
  const char *type;  /* passport, id_card, residence_permit, driving_licence */
  const char *state; /* of issue, as the zone writes it */
  NameForm name;
  double issued_days, days_left;
  gboolean listed, template_known, side_missing;
  double quality;
  const char *unreadable; /* fields, or none */
  guint signs;
  gboolean zone_number_bad, zone_birth_bad; /* check digits left as they were */
  gboolean zone_unlike;                     /* the printed number is another */
  gboolean misread; /* by the reader of the image: a digit of birth and number */
} Paper;

typedef struct
{
  const char *channel;
  double liveness, weakest, deepfake, face;
  gboolean second_person, screen_share, remote;
} Selfie;

typedef struct
{
  const char *match; /* none, weak, strong, exact */
  double score;
  const char *birth, *nationality; /* agree, differ, unknown */
} Screening;

typedef struct
{
  guint faces, documents, device, network; /* other accounts */
  guint refusals;
} Traces;

typedef struct
{
  const ReviewDemoMarket *market;
  double age_years;
  gboolean ip_elsewhere, phone_elsewhere, restricted, disposable;
  double domain_days;
  Paper paper;
  Selfie selfie;
  Screening screening;
  Traces traces;
} Applicant;

/* What a machine-readable zone says; check digits are computed. */
typedef struct
{
  gboolean passport; /* TD3; else TD1 */
  const char *state;
  const char *name;   /* given, then family */
  const char *number; /* nine characters */
  gint64 birth, expiry;
  gboolean number_bad, birth_bad; /* their digits and the composite do not agree */
} Zone;

void review_demo_draw_applicant (Making *self, Applicant *ret_applicant);
void review_demo_write_applicant (Making *self, const Applicant *applicant);
void review_demo_write_zone (GPtrArray *fields, const Zone *zone);
const char *review_demo_get_state (const ReviewDemoMarket *market);

G_END_DECLS
