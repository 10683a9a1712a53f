/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Simulated reviewers: they err by chance, each look for itself. */
#define G_LOG_DOMAIN "review-loop"
#include "loop-people.h"

#include "loop-world.h"

static gboolean
look (const LoopPeople *self, const char *what, guint k, const char *id, gboolean truth)
{
  g_autofree char *name = g_strdup_printf ("%s look %u", what, k);
  gboolean right =
      loop_draw (self->seed, name, id) < (truth ? self->sensitivity : self->specificity);

  return right ? truth : !truth;
}

/**
 * loop_people_answer:
 * @what: the occasion; another one is another look
 * @id: of the case
 * @truth: whether it is bad
 * @verdict: a #ReviewVerdict: ROCA's; 0: it said nothing
 *
 * A first look; then, where it has to be confirmed, a second one by somebody else, and where the two
 * differ a third that decides. A claim that ROCA missed something is always confirmed; that it
 * accuses wrongly only where @self says so, and is otherwise left provisional.
 */
LoopAnswer
loop_people_answer (
    const LoopPeople *self, const char *what, const char *id, gboolean truth, int verdict)
{
  LoopAnswer answer = { look (self, what, 1, id, truth), TRUE, 1 };
  gboolean differs = verdict != 0 && answer.positive != (verdict == REVIEW_VERDICT_BLOCK);
  gboolean second = self->second == LOOP_SECOND_ALL
                    || (differs && (self->second != LOOP_SECOND_NONE || answer.positive));

  answer.confirmed = !differs || second;
  if (!second)
    return answer;
  answer.looks++;
  if (look (self, what, 2, id, truth) == answer.positive)
    return answer;
  answer.looks++;
  answer.positive = look (self, what, 3, id, truth);
  return answer;
}

/**
 * loop_people_find:
 * @blocked: of the bad cases that people see, the share for which ROCA's verdict is block, 0..1
 *
 * Returns: the share of the bad cases that people find, after second looks: what recall cannot be
 *   above on what they are given
 */
double
loop_people_find (const LoopPeople *self, double blocked)
{
  double s = self->sensitivity, both = s * s * (3 - 2 * s), agreed = s * s * (2 - s);

  switch (self->second)
    {
    case LOOP_SECOND_ALL:
      return both; /* two of at most three */
    case LOOP_SECOND_DISAGREEMENTS:
      /* A first look that passes is looked at again where ROCA blocks; one that blocks, where it
       * passes. */
      return blocked * (s + (1 - s) * s * s) + (1 - blocked) * agreed;
    case LOOP_SECOND_NONE:
    default:
      return blocked * s + (1 - blocked) * agreed;
    }
}
