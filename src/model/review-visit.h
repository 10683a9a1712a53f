/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-case.h"

G_BEGIN_DECLS

/* A login, or activity of a session, as a row of evidence says it. Texts are the row's own, NULL
 * where it does not say or they are masked. */
typedef struct
{
  const ReviewEvidence *row;
  gint64 at; /* 0: undated */
  const char *device;
  const char *network;
  const char *country;
  const char *ip;
  const char *session;
  const char *method;
  double latitude;
  double longitude;
  double risk;          /* of the address, 0..1; NaN: nobody says */
  int known;            /* the source says that the device is known: 1, unknown: 0, nothing: -1 */
  gboolean login;       /* a login row, not only activity of a session */
  gboolean failed;      /* the login was refused */
  gboolean masked;      /* VPN, proxy, Tor or a data centre: the place is not the person's */
  gboolean shared;      /* carrier gateway, relay or satellite: an exit of very many people */
  gboolean says_masked; /* the row says whether it is, and @masked is not only a default */
  gboolean says_shared; /* likewise */
} ReviewVisit;

gboolean review_visit_read (const ReviewEvidence *row, ReviewVisit *ret_visit);
gboolean review_visit_is_placed (const ReviewVisit *self);
gboolean review_visit_is_reliable (const ReviewVisit *self);
double review_visit_travel (const ReviewVisit *before, const ReviewVisit *after, double *ret_km);

G_END_DECLS
