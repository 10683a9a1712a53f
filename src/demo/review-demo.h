/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-case.h"

G_BEGIN_DECLS

#define REVIEW_DEMO_SOURCE "demo"
#define REVIEW_DEMO_VENDOR "brightdesk" /* of every third case; that of the local vendor users */

/* What is generated. Numbers of cases are per case type. */
typedef struct
{
  guint64 seed;
  gint64 now;     /* µs UTC: history lies before it, arriving cases in the hours up to it */
  guint history;  /* cases with truth */
  guint arriving; /* cases that wait for a person */
} ReviewDemoOptions;

void review_demo_options_init (ReviewDemoOptions *options, gint64 now);

/* One generated case, and what only the generator knows of it. An arriving case carries no truth
 * in its intake; @positive is for measuring ROCA against the oracle and goes nowhere else. */
typedef struct
{
  ReviewIntake *intake; /* (owned) */
  double probability;   /* the true probability that @positive was drawn with */
  gboolean positive;
  const char *scenario; /* (static) */
  const char *planted;  /* (static) (nullable): root-cause code of the error planted here */
  char *printed_on; /* (owned) (nullable): day of issue on a proof of address, where its reader took
                     * another one */
} ReviewDemoCase;

const char *const *review_demo_list_types (void);
ReviewDemoCase *
review_demo_make (const ReviewDemoOptions *options, const char *case_type, guint index);
void review_demo_case_free (ReviewDemoCase *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewDemoCase, review_demo_case_free)

G_END_DECLS
