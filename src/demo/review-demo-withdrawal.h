/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened in a withdrawal case, before it becomes evidence; private to this room. */
#pragma once

#include "review-demo-private.h"

G_BEGIN_DECLS

typedef struct
{
  double age_days;
  double assets; /* USD, before the withdrawal */
  double usual;  /* USD: a usual withdrawal of this customer */
  guint level;
  guint outs; /* usual withdrawals of the last 90 days */
  guint ins;
  guint trades; /* of the last 7 days */
  const ReviewDemoMarket *market;
} Account;

typedef struct
{
  double amount;    /* USD */
  const char *kind; /* self_hosted, exchange, contract */
  gboolean first_use;
  double age_hours;   /* of the destination address */
  gboolean lookalike; /* of an address the customer uses */
  gboolean own_funded;
  guint payers;   /* other customers who paid it */
  guint periodic; /* earlier payments, one a quarter */
  guint split;    /* alike withdrawals in the last hours */
} Request;

typedef struct
{
  const char *change; /* (nullable): security event */
  double change_hours;
  double device_hours; /* since the device in use was first seen */
  gboolean vpn;
  gboolean far_place;
  gboolean remote;     /* a remote-control session was noticed */
  const char *answers; /* (nullable): to the scam questionnaire */
  gboolean warned;
} Access;

typedef struct
{
  guint payers; /* new ones in the last 7 days */
  double dwell; /* minutes from their payments to the request */
  double fresh; /* USD that came in with them */
} Flow;

typedef struct
{
  const char *exposure; /* none, direct, indirect */
  const char *category;
  double share;
  guint hops;
} Exposure;

typedef struct
{
  Account account;
  Request request;
  Access access;
  Flow flow;
  Exposure exposure;
} Story;

typedef struct
{
  ReviewDemoScenario base; /* first, so that a scenario is one */
  void (*tell) (Making *self, Story *story, double intensity);
} WithdrawalScenario;

const WithdrawalScenario *review_demo_draw_story (Making *self, Story *ret_story);
void review_demo_write_evidence (Making *self, const Story *story);

G_END_DECLS
