/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Decision Hub of the fake server: versions of the policy with their states, and for each case
 * type a world in which every share follows from one formula. */
#pragma once

#include "review-catalog.h"
#include "review-hub.h"
#include "review-people.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *versions;  /* ReviewPolicyVersion, the newest first */
  GHashTable *policies; /* version → ReviewPolicy */
  char *live;
  guint backtests;    /* how many were asked for */
  gboolean no_model;  /* as on the first day */
  gboolean no_labels; /* a model, but nothing is certified */
} FakeHub;

FakeHub *fake_hub_new (void);
void fake_hub_free (FakeHub *self);

/* Answers `METHOD /v1/PART[1]/…`: a record (transfer full), or NULL and @error. */
gpointer fake_hub_serve (FakeHub *self,
                         const ReviewUser *user,
                         const char *method,
                         char **part,
                         const char *body,
                         GError **error);

ReviewHubView *fake_hub_view (FakeHub *self, const char *case_type);

G_END_DECLS
