/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened in a takeover case, before it becomes evidence; private to this room. */
#pragma once

#include "review-demo-trail.h"

G_BEGIN_DECLS

/* Nobody asked the carrier. */
#define ATO_SIM_UNKNOWN -1

typedef struct
{
  gboolean device_new;
  gboolean network_new;
  gboolean abroad;
  const char *kind; /* (nullable): of the network in use */
  gboolean usual_hour;
  gboolean passkey;
  guint failures;    /* in the minutes before the login */
  guint ip_accounts; /* tried from the address; 0: the source does not say */
  double ip_risk;
  gboolean hijacked; /* no login: activity of a session that somebody else began */
  gboolean token_reuse;
  guint pushes;
  double owner_hours; /* before it the owner was seen at home; 0: not that day */
} AtoEntry;

typedef struct
{
  guint changes; /* security changes, first of the list */
  const char *const *list;
  gboolean on_new_device;
  double hours;     /* since the first change */
  double sim_hours; /* since the SIM card changed; 0: it did not; ATO_SIM_UNKNOWN */
  gboolean remote;
  gboolean leaked;
  const char *owner; /* (nullable): owner_report, owner_confirmation */
  gboolean verified; /* on a verified channel */
} AtoControl;

/* Shares of the assets that are gone or on their way. */
typedef struct
{
  double withdrawal, thin_market, internal, cash, copied;
  guint api_trades;
} AtoLoss;

typedef struct
{
  const ReviewDemoMarket *market;
  double account_days;
  double assets;
  guint level;
  guint logins;
  double idle_days;
  AtoEntry entry;
  AtoControl control;
  AtoLoss loss;
  guint shared_device, shared_network, shared_destination; /* other accounts */
  gboolean wrong_place; /* the source of places is wrong about the last login */
} AtoStory;

void review_demo_draw_ato (Making *self, AtoStory *story);
void review_demo_write_ato (Making *self, const AtoStory *story);

G_END_DECLS
