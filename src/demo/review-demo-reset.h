/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened in a case of a 2FA reset, before it becomes evidence; private to this room. */
#pragma once

#include "review-demo-trail.h"

G_BEGIN_DECLS

/* How long ago; never. */
#define RESET_NEVER 0
/* Nobody asked the carrier. */
#define RESET_SIM_UNKNOWN -1

typedef struct
{
  gboolean made; /* a liveness check for this request */
  double hours;  /* before now */
  double liveness;
  double face;
  double portrait_days;
  guint signs; /* of a picture that was fed in, 0 to 4 */
} ResetFace;

typedef struct
{
  const char *channel;   /* email, phone or app */
  gboolean confirmed;    /* on that channel */
  double stable_days;    /* the channel did not change for so long */
  double email_days;     /* since the last change; RESET_NEVER */
  double phone_days;     /* since the last change; RESET_NEVER */
  double sim_hours;      /* since the SIM card changed; RESET_NEVER, RESET_SIM_UNKNOWN */
  double recovered_days; /* since the mail account was recovered; RESET_NEVER */
  double password_hours; /* since a password reset; RESET_NEVER */
} ResetChannel;

typedef struct
{
  gboolean device_known;
  gboolean network_known;
  gboolean abroad;
  double ip_risk;
  const char *requester;
  guint pressure;
  gboolean appearance_change;
  gboolean police_report;
} ResetAsker;

typedef struct
{
  guint contacts; /* with support */
  guint agents;   /* different people among them */
  guint rounds;   /* of knowledge questions */
  guint right;    /* of five, in the last round */
  guint pushes;
  guint wrong_codes;
  guint requests; /* earlier ones */
  guint refused;  /* of them */
} ResetTries;

typedef struct
{
  const ReviewDemoMarket *market;
  double account_days;
  double assets;
  guint level;
  guint logins;
  double idle_days;
  guint factors; /* that still work */
  ResetFace face;
  ResetChannel channel;
  ResetAsker asker;
  ResetTries tries;
  gboolean withdrawal;
  guint shared_device, shared_network; /* other accounts */
} ResetStory;

void review_demo_draw_reset (Making *self, ResetStory *story);
void review_demo_write_reset (Making *self, const ResetStory *story);

G_END_DECLS
