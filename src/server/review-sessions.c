/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sessions of an embedded server: one token that is handed over a pipe and good for one
 * exchange, and the session tokens made for it. Hashes only, compared in constant time. */
#define G_LOG_DOMAIN "review-server"
#include "review-sessions.h"

#include <string.h>

#include "review-canonical.h"
#include "review-id.h"

struct _ReviewSessions
{
  const ReviewClock *clock; /* (borrowed) */
  GMutex lock;
  char *one_time;    /* (nullable): hash; gone once it was used */
  GHashTable *users; /* hash of a token → user id */
};

static char *
hash_token (const char *token)
{
  return review_sha256 (token, strlen (token));
}

/* Takes the same time wherever two texts of one length differ. */
static gboolean
equal_hashes (const char *a, const char *b)
{
  gsize len = strlen (a);
  guint8 difference = 0;

  if (strlen (b) != len)
    return FALSE;
  for (gsize i = 0; i < len; i++)
    difference = (guint8) (difference | ((guint8) a[i] ^ (guint8) b[i]));
  return difference == 0;
}

/**
 * review_sessions_new:
 * @clock: (transfer none): its random source makes the tokens
 *
 * Returns: (transfer full): without any session
 */
ReviewSessions *
review_sessions_new (const ReviewClock *clock)
{
  ReviewSessions *self = g_new0 (ReviewSessions, 1);

  self->clock = clock;
  g_mutex_init (&self->lock);
  self->users = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * review_sessions_free:
 */
void
review_sessions_free (ReviewSessions *self)
{
  g_free (self->one_time);
  g_hash_table_unref (self->users);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * review_sessions_issue_one_time:
 *
 * Returns: (transfer full): a token that review_sessions_redeem() takes once
 */
char *
review_sessions_issue_one_time (ReviewSessions *self)
{
  char *token = review_token_new (self->clock);

  g_mutex_lock (&self->lock);
  g_free (self->one_time);
  self->one_time = hash_token (token);
  g_mutex_unlock (&self->lock);
  return token;
}

/**
 * review_sessions_is_one_time:
 *
 * Returns: %TRUE if @token is the one-time token and still unused
 */
gboolean
review_sessions_is_one_time (ReviewSessions *self, const char *token)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autofree char *hash = hash_token (token);

  return self->one_time != NULL && equal_hashes (self->one_time, hash);
}

/**
 * review_sessions_redeem:
 *
 * Uses the one-time token up.
 *
 * Returns: %TRUE for the one caller who did
 */
gboolean
review_sessions_redeem (ReviewSessions *self, const char *token)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autofree char *hash = hash_token (token);

  if (self->one_time == NULL || !equal_hashes (self->one_time, hash))
    return FALSE;
  g_clear_pointer (&self->one_time, g_free);
  return TRUE;
}

/**
 * review_sessions_open:
 *
 * Returns: (transfer full): a token that stands for the user until the process ends
 */
char *
review_sessions_open (ReviewSessions *self, const char *user_id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  char *token = review_token_new (self->clock);

  g_hash_table_insert (self->users, hash_token (token), g_strdup (user_id));
  return token;
}

/**
 * review_sessions_find:
 *
 * Returns: (transfer full) (nullable): id of the user whose session @token is
 */
char *
review_sessions_find (ReviewSessions *self, const char *token)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autofree char *hash = hash_token (token);

  return g_strdup (g_hash_table_lookup (self->users, hash));
}
