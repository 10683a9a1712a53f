/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-effect.h"

G_BEGIN_DECLS

/* What a core system says of an effect. */
typedef struct
{
  char *effect;
  int reply;     /* ReviewEffectReply; 0: no answer came */
  char *reason;  /* (nullable): in its words */
  gint64 wait;   /* µs after which it wants to be asked again; 0: it does not say */
  gboolean down; /* nobody was there: others need not be tried now */
} ReviewCoreAnswer;

/**
 * ReviewCore:
 * The system that moves money and locks accounts, behind a small table. @send takes one command to it
 * and waits for the answer; the same command may come again, and the core does it once. @collect
 * (nullable) brings what it said later of its own accord; a core that calls our API needs none.
 * @interrupt (nullable) lets a @send in progress come back soon, from any thread. @now is the time of
 * the service, µs UTC.
 */
typedef struct
{
  void (*send) (gpointer self,
                const ReviewCommandOut *command,
                gint64 now,
                ReviewCoreAnswer *ret_answer);
  GPtrArray *(*collect) (gpointer self, gint64 now);
  void (*interrupt) (gpointer self);
  void (*free) (gpointer self);
  gpointer self;
  gboolean simulated;
} ReviewCore;

static inline void
review_core_answer_clear (ReviewCoreAnswer *answer)
{
  g_clear_pointer (&answer->effect, g_free);
  g_clear_pointer (&answer->reason, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReviewCoreAnswer, review_core_answer_clear)

G_END_DECLS
