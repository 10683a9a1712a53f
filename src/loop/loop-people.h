/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-enums.h"

G_BEGIN_DECLS

/* Which answers a second person looks at. */
typedef enum
{
  LOOP_SECOND_NONE = 0,
  LOOP_SECOND_DISAGREEMENTS, /* with ROCA's verdict */
  LOOP_SECOND_ALL
} LoopSecond;

/* How well a person sees, on one look. */
typedef struct
{
  guint64 seed;
  double sensitivity; /* of a bad case: it is called bad */
  double specificity; /* of a good case: it is called good */
  LoopSecond second;
} LoopPeople;

/* What people make of a case together. */
typedef struct
{
  gboolean positive;
  gboolean confirmed; /* it may train: nobody contradicts it, or a second person agreed */
  guint looks;
} LoopAnswer;

LoopAnswer loop_people_answer (
    const LoopPeople *self, const char *what, const char *id, gboolean truth, int verdict);
double loop_people_find (const LoopPeople *self, double blocked);

G_END_DECLS
