/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-clock.h"

G_BEGIN_DECLS

/**
 * ReviewSessions:
 * Who is logged in to an embedded server. Lives in memory only, so that no
 * token outlives the process. Only hashes are kept. Thread-safe.
 */
typedef struct _ReviewSessions ReviewSessions;

ReviewSessions *review_sessions_new (const ReviewClock *clock);
void review_sessions_free (ReviewSessions *self);
char *review_sessions_issue_one_time (ReviewSessions *self);
gboolean review_sessions_is_one_time (ReviewSessions *self, const char *token);
gboolean review_sessions_redeem (ReviewSessions *self, const char *token);
char *review_sessions_open (ReviewSessions *self, const char *user_id);
char *review_sessions_find (ReviewSessions *self, const char *token);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewSessions, review_sessions_free)

G_END_DECLS
