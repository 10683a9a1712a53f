/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trail that a customer leaves: devices, networks, places, logins. Shared by the generators of
 * account takeover and of the 2FA reset; private to this room. */
#pragma once

#include "review-demo-private.h"

G_BEGIN_DECLS

/* Where somebody is, and what the address says of it. */
typedef struct
{
  const char *place;
  const char *country;
  double latitude;
  double longitude;
  const char *network;
  const char *network_kind;
} ReviewDemoSpot;

typedef struct
{
  Making *making;
  Random *random;
  ReviewIntake *intake;
  gint64 at;
  const ReviewDemoMarket *market;
  char *device;       /* the customer's */
  char *other_device; /* new to the account */
  ReviewDemoSpot home;
  ReviewDemoSpot away; /* another network, in another country where the story says so */
  guint next_session;
} ReviewDemoTrail;

void review_demo_trail_init (ReviewDemoTrail *self, Making *making, const ReviewDemoMarket *market);
void review_demo_trail_clear (ReviewDemoTrail *self);
void review_demo_trail_go_abroad (ReviewDemoTrail *self);
void review_demo_trail_misplace (ReviewDemoTrail *self);
void review_demo_trail_share (ReviewDemoTrail *self);
ReviewEvidence *review_demo_trail_event (ReviewDemoTrail *self, gint64 at, const char *event);
ReviewEvidence *review_demo_trail_visit (ReviewDemoTrail *self,
                                         gint64 at,
                                         gboolean login,
                                         const char *device,
                                         const ReviewDemoSpot *spot);
void review_demo_trail_write_past (
    ReviewDemoTrail *self, guint logins, double first_days, double last_days, gboolean same_hour);
void review_demo_trail_write_profile (ReviewDemoTrail *self,
                                      double account_days,
                                      double assets,
                                      guint level);
void review_demo_trail_write_shared (ReviewDemoTrail *self,
                                     const char *relation,
                                     guint accounts,
                                     const char *network_kind);
void review_demo_trail_finish (ReviewDemoTrail *self);

G_END_DECLS
