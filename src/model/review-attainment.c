/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "review-model"
#include "review-attainment.h"

#include <string.h>

#include "review-record-table.h"
#include "review-reopening.h"

static const ReviewMember review_cause_count_type_members[] = {
  REVIEW_M_ENUM (ReviewCauseCount, cause, review_causes, REQ),
  REVIEW_M_INT (ReviewCauseCount, count, REQ),
  REVIEW_M_END,
};
TYPE (review_cause_count_type, ReviewCauseCount, "cause_count")

static const ReviewMember review_type_attainment_type_members[] = {
  REVIEW_M_STRING (ReviewTypeAttainment, case_type, REQ),
  REVIEW_M_INT (ReviewTypeAttainment, looks, REQ),
  REVIEW_M_INT (ReviewTypeAttainment, open, REQ),
  REVIEW_M_INT (ReviewTypeAttainment, open_late, OPT),
  REVIEW_M_INT (ReviewTypeAttainment, late, REQ),
  REVIEW_M_INT (ReviewTypeAttainment, too_long, REQ),
  REVIEW_M_RECORDS (ReviewTypeAttainment, causes, review_cause_count_type, OPT),
  REVIEW_M_END,
};
TYPE (review_type_attainment_type, ReviewTypeAttainment, "type_attainment")

const ReviewEnum review_finding_kinds = {
  "finding_kinds",
  (const char *const[]){ "late", "too_long", "needless", "overruled", "missed", "open_late",
                         "escalated", "answered", "upheld", "overturned", NULL }
};

static const ReviewMember review_day_attainment_type_members[] = {
  REVIEW_M_TIME (ReviewDayAttainment, day, REQ),
  REVIEW_M_STRING (ReviewDayAttainment, case_type, REQ),
  REVIEW_M_INT (ReviewDayAttainment, looks, REQ),
  REVIEW_M_INT (ReviewDayAttainment, open, OPT),
  REVIEW_M_INT (ReviewDayAttainment, late, REQ),
  REVIEW_M_INT (ReviewDayAttainment, too_long, REQ),
  REVIEW_M_END,
};
TYPE (review_day_attainment_type, ReviewDayAttainment, "day_attainment")

static const ReviewMember review_finding_type_members[] = {
  REVIEW_M_ENUM (ReviewFinding, kind, review_finding_kinds, REQ),
  REVIEW_M_STRING (ReviewFinding, work_item, REQ),
  REVIEW_M_STRING (ReviewFinding, case_id, REQ),
  REVIEW_M_STRING (ReviewFinding, display_id, REQ),
  REVIEW_M_STRING (ReviewFinding, case_type, REQ),
  REVIEW_M_ENUM (ReviewFinding, cause, review_causes, OPT),
  REVIEW_M_TIME (ReviewFinding, at, REQ),
  REVIEW_M_INT (ReviewFinding, late_s, OPT),
  REVIEW_M_ENUM (ReviewFinding, trigger, review_reopen_triggers, OPT),
  REVIEW_M_ENUM (ReviewFinding, basis, review_bases, OPT),
  REVIEW_M_END,
};
TYPE (review_finding_type, ReviewFinding, "finding")

static const ReviewMember review_escalation_counts_type_members[] = {
  REVIEW_M_INT (ReviewEscalationCounts, made, REQ),
  REVIEW_M_INT (ReviewEscalationCounts, open, REQ),
  REVIEW_M_INT (ReviewEscalationCounts, overruled, REQ),
  REVIEW_M_INT (ReviewEscalationCounts, needless, REQ),
  REVIEW_M_INT (ReviewEscalationCounts, decided, REQ),
  REVIEW_M_INT (ReviewEscalationCounts, missed, REQ),
  REVIEW_M_END,
};
TYPE (review_escalation_counts_type, ReviewEscalationCounts, "escalation_counts")

static const ReviewMember review_attainment_type_members[] = {
  REVIEW_M_TIME (ReviewAttainment, since, REQ),
  REVIEW_M_TIME (ReviewAttainment, until, REQ),
  REVIEW_M_RECORDS (ReviewAttainment, types, review_type_attainment_type, OPT),
  REVIEW_M_RECORDS (ReviewAttainment, days, review_day_attainment_type, OPT),
  REVIEW_M_RECORD (ReviewAttainment, escalations, review_escalation_counts_type, OPT),
  REVIEW_M_RECORDS (ReviewAttainment, findings, review_finding_type, OPT),
  REVIEW_M_INT (ReviewAttainment, left_off, OPT),
  REVIEW_M_END,
};
TYPE (review_attainment_type, ReviewAttainment, "attainment")

static int
get_rest (const ReviewTrail *self)
{
  return self->escalated ? REVIEW_CAUSE_ESCALATION_WAIT : REVIEW_CAUSE_QUEUE_WAIT;
}

static void
decide (ReviewTrail *self, const char *choice)
{
  self->was_escalated = self->escalated;
  self->escalated = g_strcmp0 (choice, "escalate") == 0;
  self->cause = self->escalated ? REVIEW_CAUSE_ESCALATION_WAIT : REVIEW_CAUSE_CORE_SYSTEM;
}

static void
answer (ReviewTrail *self, const char *code)
{
  self->escalated = g_strcmp0 (code, "returned_with_guidance") != 0;
  self->cause = get_rest (self);
}

/* What an audit row does to a look; rows that are in no row here do nothing. */
static const struct
{
  const char *action;
  int cause; /* 0: see follow() */
} acts[] = {
  { "take_next", REVIEW_CAUSE_REVIEW_TIME },
  { "take", REVIEW_CAUSE_REVIEW_TIME },
  { "take_back", REVIEW_CAUSE_REVIEW_TIME },
  { "request", REVIEW_CAUSE_CUSTOMER },
  { "hold", REVIEW_CAUSE_HOLD },
  { "escalation_up", REVIEW_CAUSE_ESCALATION_WAIT },
  { "close", REVIEW_CAUSE_CORE_SYSTEM }, /* nothing of ours runs any more */
};

static const char *const rests[] = { "release", "lease_expired", "resume",
                                     "wake",    "snooze",        "hand_over" };

/**
 * review_trail_follow:
 * @action: of an audit row that is about the look or a decision on it
 * @detail: (nullable): its reason, or the choice of the decision
 */
void
review_trail_follow (ReviewTrail *self, const char *action, const char *detail)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (strcmp (acts[i].action, action) == 0)
      self->cause = acts[i].cause;
  for (gsize i = 0; i < G_N_ELEMENTS (rests); i++)
    if (strcmp (rests[i], action) == 0)
      self->cause = get_rest (self);
  if (strcmp (action, "decide") == 0)
    decide (self, detail);
  else if (strcmp (action, "no_answer") == 0 && detail != NULL)
    decide (self, detail);
  else if (strcmp (action, "no_answer") == 0)
    self->cause = get_rest (self);
  else if (strcmp (action, "answer") == 0)
    answer (self, detail);
  else if (strcmp (action, "dispute") == 0)
    decide (self, "escalate");
  else if (strcmp (action, "retract") == 0)
    {
      self->escalated = self->was_escalated;
      self->cause = REVIEW_CAUSE_REVIEW_TIME;
    }
}

static gboolean
is_pause (int cause)
{
  return cause == REVIEW_CAUSE_CUSTOMER || cause == REVIEW_CAUSE_HOLD;
}

/* Of the causes that are pauses or are not, the one with most time; the first of two that are alike. */
static int
find_longest (const gint64 *sums, gboolean pauses)
{
  int longest = 0;

  for (int cause = 1; cause <= REVIEW_N_CAUSES; cause++)
    if (is_pause (cause) == pauses && sums[cause] > 0
        && (longest == 0 || sums[cause] > sums[longest]))
      longest = cause;
  return longest;
}

/**
 * review_attainment_judge:
 * @spells: in order, without gaps
 * @due_at: µs: as the pauses moved it
 * @limit: µs in which it was to be done, without pauses
 * @paused: µs of all pauses
 *
 * Returns: whether it kept its time, and what made it late
 */
ReviewVerdictOnTime
review_attainment_judge (
    const ReviewSpell *spells, gsize n, gint64 due_at, gint64 limit, gint64 paused)
{
  gint64 sums[REVIEW_N_CAUSES + 1] = { 0 };
  ReviewVerdictOnTime verdict = { FALSE, FALSE, 0 };
  gboolean stands = n > 0 && is_pause (spells[n - 1].cause);

  if (n == 0)
    return verdict;
  for (gsize i = 0; i < n; i++)
    sums[spells[i].cause] += spells[i].until - spells[i].from;
  /* While a pause goes on our clock stands, however late it is. */
  verdict.late = !stands && spells[n - 1].until > due_at;
  verdict.too_long = spells[n - 1].until - spells[0].from > limit;
  if (verdict.late)
    verdict.cause = find_longest (sums, FALSE);
  else if (verdict.too_long)
    verdict.cause = paused > 0 || stands ? find_longest (sums, TRUE) : find_longest (sums, FALSE);
  return verdict;
}
