/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-core.h"

G_BEGIN_DECLS

/* Of a thousand commands, how many meet each fate; the others are confirmed at once. */
typedef struct
{
  guint unheard;  /* the first time nobody is there */
  guint cut;      /* the first time it is done and the answer is lost */
  guint accepted; /* accepted, and confirmed some seconds later */
  guint refused;  /* refused in the first round, with a reason */
  guint twice;    /* confirmed at once and once more later */
} ReviewCoreFates;

extern const ReviewCoreFates review_core_demo_fates;

typedef struct _ReviewCoreSimulator ReviewCoreSimulator;

ReviewCoreSimulator *review_core_simulator_new (const char *seed, const ReviewCoreFates *fates);
void review_core_simulator_free (ReviewCoreSimulator *self);
ReviewCore review_core_simulator_get_core (ReviewCoreSimulator *self);
void review_core_simulator_set_down (ReviewCoreSimulator *self, gboolean down);
guint review_core_simulator_count_sent (ReviewCoreSimulator *self);
GPtrArray *review_core_simulator_get_done (ReviewCoreSimulator *self);

G_END_DECLS
