/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Acts on many cases, and who is there to be given some, for the fake server. */
#pragma once

#include "review-bulk.h"
#include "review-shift.h"

G_BEGIN_DECLS

typedef struct
{
  ReviewRoster *roster; /* (owned) */
  GHashTable *left;     /* (owned): work item → ReviewCampaignException */
  ReviewBulk *act;      /* (owned) (nullable): the newest; the first look at it ends it */
} FakeBulk;

FakeBulk *fake_bulk_new (void);
void fake_bulk_free (FakeBulk *self);
void fake_bulk_leave_alone (FakeBulk *self, const char *work_item, int exception);
/* (transfer full) (nullable): the answer to "METHOD /v1/bulk…", whose path is in @part. */
gpointer
fake_bulk_serve (FakeBulk *self, const char *method, char **part, const char *body, GError **error);

G_END_DECLS
