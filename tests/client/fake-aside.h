/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Related cases and notes of the fake server: what a test puts there, the same for every case. */
#pragma once

#include "review-note.h"
#include "review-related.h"

G_BEGIN_DECLS

typedef struct
{
  ReviewRelated *related; /* (owned): its work item is filled in when it is served */
  GPtrArray *notes;       /* (owned): ReviewNote, the newest first */
  GPtrArray *evidence;    /* (owned) (nullable): ReviewEvidence of every case that is looked at */
  GPtrArray *decisions;   /* (owned) (nullable): ReviewDecision of every such case */
  gboolean blind;
  guint sent;        /* notes that came in */
  GPtrArray *people; /* (owned): ReviewColleague who may be named */
} FakeAside;

FakeAside *fake_aside_new (void);
void fake_aside_free (FakeAside *self);
/* Another case that shares a device with this one. */
ReviewRelatedCase *fake_aside_add_case (FakeAside *self, const char *display_id, int grade);
void fake_aside_add_note (FakeAside *self, int scope, const char *text);
/* (transfer full) (nullable): the answer to "METHOD /v1/work-items/@work_item/@what". */
gpointer fake_aside_serve (FakeAside *self,
                           const char *method,
                           const char *work_item,
                           const char *what,
                           const char *body,
                           GError **error);

G_END_DECLS
