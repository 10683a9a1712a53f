/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which root causes are frequent, and the order in which they are offered. */
#define G_LOG_DOMAIN "review-model"
#include "review-cause.h"

#include <string.h>

#include "review-record-table.h"

static const ReviewMember review_root_cause_count_type_members[] = {
  REVIEW_M_STRING (ReviewRootCauseCount, code, REQ),
  REVIEW_M_INT (ReviewRootCauseCount, n, REQ),
  REVIEW_M_END,
};
TYPE (review_root_cause_count_type, ReviewRootCauseCount, "root_cause_count")

static const ReviewMember review_cause_counts_type_members[] = {
  REVIEW_M_STRING (ReviewCauseCounts, case_type, REQ),
  REVIEW_M_TIME (ReviewCauseCounts, since, REQ),
  REVIEW_M_RECORDS (ReviewCauseCounts, counts, review_root_cause_count_type, OPT),
  REVIEW_M_END,
};
TYPE (review_cause_counts_type, ReviewCauseCounts, "cause_counts")

/**
 * review_cause_counts_get:
 * @self: (nullable)
 *
 * Returns: how often @code was given; 0 where nothing was counted
 */
gint64
review_cause_counts_get (const ReviewCauseCounts *self, const char *code)
{
  for (guint i = 0; self != NULL && self->counts != NULL && i < self->counts->len; i++)
    if (strcmp (((ReviewRootCauseCount *) self->counts->pdata[i])->code, code) == 0)
      return ((ReviewRootCauseCount *) self->counts->pdata[i])->n;
  return 0;
}

typedef struct
{
  const ReviewCauseCounts *counts;
  int reasoning;
  GPtrArray *codes; /* as in the data: breaks ties */
} Order;

/* 0: nothing to do suits reasoning that is sound, work to do suits reasoning that is flawed. */
static int
misfit (const ReviewCode *code, int reasoning)
{
  gboolean quiet = code->path == REVIEW_PATH_N;

  if (reasoning == 0)
    return 0;
  return quiet == (reasoning == REVIEW_REASONING_SOUND) ? 0 : 1;
}

static guint
find_position (GPtrArray *codes, gconstpointer code)
{
  guint position = 0;

  g_ptr_array_find (codes, code, &position);
  return position;
}

static int
compare_codes (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const ReviewCode *one = *(const ReviewCode *const *) a, *other = *(const ReviewCode *const *) b;
  const Order *order = user_data;
  int by_fit = misfit (one, order->reasoning) - misfit (other, order->reasoning);
  gint64 n_one = review_cause_counts_get (order->counts, one->code);
  gint64 n_other = review_cause_counts_get (order->counts, other->code);
  int by_labels = (one->labels == NULL) - (other->labels == NULL);
  int by_type = (one->types == NULL) - (other->types == NULL);

  if (by_fit != 0)
    return by_fit;
  if (n_one != n_other)
    return n_one > n_other ? -1 : 1;
  if (by_labels != 0 || by_type != 0)
    return by_labels != 0 ? by_labels : by_type;
  return (int) find_position (order->codes, one) - (int) find_position (order->codes, other);
}

/**
 * review_root_causes_sort:
 * @codes: (element-type ReviewCode): root causes as in the data
 * @counts: (nullable): what the team gave lately
 * @reasoning: a #ReviewReasoning, 0: not answered yet
 *
 * Sorts them for a person: those that suit the answer about the reasoning before the others, then
 * the frequent ones, then those made for a label before those for any, those of a case type before
 * the common ones, and at last as in the data.
 */
void
review_root_causes_sort (GPtrArray *codes, const ReviewCauseCounts *counts, int reasoning)
{
  g_autoptr (GPtrArray) data = g_ptr_array_copy (codes, NULL, NULL);
  Order order = { counts, reasoning, data };

  g_ptr_array_set_free_func (data, NULL);
  g_ptr_array_sort_with_data (codes, compare_codes, &order);
}
