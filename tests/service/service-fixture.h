/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A service over a fresh store, the real catalogue, one user of every role, a clock that is moved
 * by hand, and an assessor that says what a case's features tell it to. */
#pragma once

#include "review-service.h"

#define START   ((gint64) 1780000000 * REVIEW_SECOND)
#define WD_TYPE "withdrawal_anomaly"

/* A case of this risk has a decisive step without a clause. */
#define SERVICE_GAP_RISK 0.77

typedef struct
{
  char *folder;
  char *uri;
  ReviewTestClock clock;
  ReviewStore *store;
  ReviewService *service;
  ReviewUser *bpo, *agent, *senior, *qa, *lead, *admin;
  gint key; /* of the next idempotency key; atomic */
} Desk;

/* How a case is to be: what the assessor says, and what the queue sorts by. */
typedef struct
{
  const char *id;
  double risk; /* NaN: no model for it */
  int route;   /* 0: human */
  gint64 priority;
  const char *value;
  const char *vendor;
  const char *type;  /* NULL: withdrawal_anomaly */
  int raise;         /* a rule raises the priority to this; 0: none does */
  gboolean escalate; /* a rule wants an escalation */
} CaseSpec;

void desk_set_up (Desk *f, gconstpointer data);
void desk_tear_down (Desk *f, gconstpointer data);
void desk_reopen (Desk *f);
void desk_set_blind (Desk *f, int mode, double share);
void desk_set_parameter (Desk *f, const char *name, double value);
ReviewIntake *desk_make_intake (const CaseSpec *spec);
char *desk_add_case (Desk *f, const CaseSpec *spec);
ReviewCaseView *desk_take_next (Desk *f, const ReviewUser *user);
ReviewCaseView *desk_make_first_call (Desk *f, const ReviewUser *user, const ReviewCaseView *view);
ReviewForm *desk_make_form (int choice, const ReviewCaseView *view);
ReviewDecideRequest *desk_make_request (ReviewForm *form, const ReviewCaseView *view);
ReviewDecision *desk_decide (
    Desk *f, const ReviewUser *user, const ReviewCaseView *view, ReviewForm *form, GError **error);
void desk_settle_after (Desk *f, gint64 time);
gint64 desk_count (Desk *f, const char *sql);
void desk_verify_audit (Desk *f);
char *desk_new_key (Desk *f);
void desk_ignore (gpointer record);

#define CALL(user, version)       (&(ReviewCall){ user, NULL, version })
#define KEYED(user, key, version) (&(ReviewCall){ user, key, version })
