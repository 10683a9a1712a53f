/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session against a server in this process, and what a reviewer does in it. */
#pragma once

#include "fake-server.h"

#include "review-session.h"

G_BEGIN_DECLS

typedef struct
{
  FakeServer *server;
  ReviewSession *session;
  ReviewDesk *desk;
  ReviewQueue *queue;
} Fixture;

typedef struct
{
  gboolean done;
  gboolean ok;
  GError *error;
} Outcome;

void outcome_clear (Outcome *outcome);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

/* Every act of the desk and the session ends with a boolean. */
void outcome_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data);
void fixture_set_up_offline (Fixture *fixture, guint n, const char *token);
void fixture_go_online (Fixture *fixture);
void fixture_set_up (Fixture *fixture, gconstpointer n);
void fixture_tear_down (Fixture *fixture, gconstpointer n);
void fixture_take_next (Fixture *fixture);
/* Fills in a pass against ROCA's block: a false positive that teaches. */
void fixture_fill_in_fp (Fixture *fixture);
void fixture_fill_in_tp (Fixture *fixture);
void fixture_submit (Fixture *fixture, gboolean then_next);
void fixture_undo (Fixture *fixture);

G_END_DECLS
