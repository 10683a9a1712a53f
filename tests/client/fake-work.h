/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fake-reply.h"
#include "fake-server.h"

G_BEGIN_DECLS

FakeReply fake_work_take_next (FakeServer *self, const char *body);
FakeReply fake_work_retract (FakeServer *self, const char *decision, gint64 version);
/* @what: (nullable): the last part of the path; NULL: the work item itself. */
FakeReply fake_work_serve (FakeServer *self,
                           const char *method,
                           const char *id,
                           const char *what,
                           const char *body,
                           gint64 version);

G_END_DECLS
