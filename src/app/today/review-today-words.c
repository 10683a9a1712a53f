/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the Today page. */
#define G_LOG_DOMAIN "review-app"
#include "review-today-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-error.h"
#include "review-format.h"
#include "review-waves-words.h"
#include "review-words.h"

/* What each count is called, where it leads, and what its urgent part is. */
static const struct
{
  const char *title;
  const char *place; /* of win.go-to; NULL: a list on the page */
  ReviewTone tone;   /* of its urgent part */
} kinds[] = {
  [REVIEW_TODAY_HANDOVERS] = { N_ ("Handovers to accept"), "handovers", REVIEW_TONE_ERROR },
  [REVIEW_TODAY_ESCALATIONS] = { N_ ("Escalated to you"), "escalations", REVIEW_TONE_ERROR },
  [REVIEW_TODAY_EFFECTS] = { N_ ("Effects to see to"), "effects", REVIEW_TONE_ERROR },
  [REVIEW_TODAY_WAVES] = { N_ ("Waves"), "waves", REVIEW_TONE_WARNING },
  [REVIEW_TODAY_ENTRIES] = { N_ ("List entries to judge"), "lists", REVIEW_TONE_WARNING },
  [REVIEW_TODAY_POLICIES] = { N_ ("Policies to approve"), "hub", REVIEW_TONE_NEUTRAL },
  [REVIEW_TODAY_REFERRALS] = { N_ ("Referrals under way"), NULL, REVIEW_TONE_NEUTRAL },
  [REVIEW_TODAY_REOPENED] = { N_ ("Looked at again"), NULL, REVIEW_TONE_WARNING },
  [REVIEW_TODAY_FINDS] = { N_ ("Audit finds"), NULL, REVIEW_TONE_ERROR },
  [REVIEW_TODAY_PEOPLE] = { N_ ("People to coach"), NULL, REVIEW_TONE_WARNING },
  [REVIEW_TODAY_WAITING] = { N_ ("My waiting cases"), "waiting", REVIEW_TONE_ACCENT },
  [REVIEW_TODAY_FEEDBACK] = { N_ ("Feedback to read"), "feedback", REVIEW_TONE_ACCENT },
};

static gboolean
is_kind (int kind)
{
  return kind > 0 && kind < (int) G_N_ELEMENTS (kinds);
}

/** review_today_words_kind: Returns: (transfer none): what is counted. */
const char *
review_today_words_kind (int kind)
{
  return is_kind (kind) ? _ (kinds[kind].title) : "";
}

/**
 * review_today_words_kind_place:
 *
 * Returns: (transfer none) (nullable): the target of `win.go-to` that shows the list; %NULL: the page
 *   has it
 */
const char *
review_today_words_kind_place (int kind)
{
  return is_kind (kind) ? kinds[kind].place : NULL;
}

static char *
describe_urgent (int kind, gint64 n)
{
  gulong count = (gulong) n;

  switch (kind)
    {
    case REVIEW_TODAY_HANDOVERS:
      return g_strdup_printf (
          ngettext ("%d nobody accepted in time", "%d nobody accepted in time", count), (int) n);
    case REVIEW_TODAY_ESCALATIONS:
      return g_strdup_printf (
          ngettext ("%d not answered in time", "%d not answered in time", count), (int) n);
    case REVIEW_TODAY_EFFECTS:
      return g_strdup_printf (ngettext ("%d failed", "%d failed", count), (int) n);
    case REVIEW_TODAY_WAVES:
    case REVIEW_TODAY_ENTRIES:
      return g_strdup_printf (ngettext ("%d to look at again", "%d to look at again", count),
                              (int) n);
    case REVIEW_TODAY_REFERRALS:
      return g_strdup_printf (ngettext ("%d with compliance", "%d with compliance", count),
                              (int) n);
    case REVIEW_TODAY_REOPENED:
      return g_strdup_printf (ngettext ("%d appeal", "%d appeals", count), (int) n);
    default:
      return g_strdup_printf (ngettext ("%d came back", "%d came back", count), (int) n);
    }
}

/**
 * review_today_words_note:
 * @now: µs: the server's time
 *
 * Returns: (transfer full): the line under the figure
 */
char *
review_today_words_note (const ReviewTodayCount *count, gint64 now)
{
  g_autofree char *age = NULL;

  if (count->urgent > 0)
    return describe_urgent (count->kind, count->urgent);
  if (count->kind == REVIEW_TODAY_PEOPLE)
    return g_strdup (_ ("below the target, beyond doubt"));
  if (count->since == 0)
    return g_strdup ("");
  age = review_format_age (count->since, now);
  /* Translators: %s is how long ago something happened, as in "3 h" */
  return g_strdup_printf (_ ("the oldest: %s"), age);
}

/** review_today_words_tone: Returns: how much the figure wants to be seen. */
ReviewTone
review_today_words_tone (const ReviewTodayCount *count)
{
  gboolean finds = count->kind == REVIEW_TODAY_FINDS || count->kind == REVIEW_TODAY_PEOPLE;

  return is_kind (count->kind) && (count->urgent > 0 || (finds && count->count > 0))
             ? kinds[count->kind].tone
             : REVIEW_TONE_NEUTRAL;
}

/** review_today_words_rate: Returns: (transfer none): what the share is. */
const char *
review_today_words_rate (int kind)
{
  switch (kind)
    {
    case REVIEW_RATE_AUTOMATION:
      return _ ("Automation share");
    case REVIEW_RATE_BLOCK:
      return _ ("Blocks by people");
    default:
      return _ ("Appeals to decisions");
    }
}

/** review_today_words_level: Returns: (transfer none): how a share lies against what is usual. */
const char *
review_today_words_level (int level)
{
  switch (level)
    {
    case REVIEW_LEVEL_INSIDE:
      return C_ ("share", "as usual");
    case REVIEW_LEVEL_BELOW:
      return C_ ("share", "below what is usual");
    case REVIEW_LEVEL_ABOVE:
      return C_ ("share", "above what is usual");
    default:
      return C_ ("share", "too few to judge");
    }
}

/** review_today_words_live: Returns: (transfer none): what went live. */
const char *
review_today_words_live (int kind)
{
  switch (kind)
    {
    case REVIEW_LIVE_POLICY:
      return _ ("Policy");
    case REVIEW_LIVE_MODEL:
      return _ ("Model");
    case REVIEW_LIVE_CALIBRATION:
      return C_ ("model", "Calibration");
    default:
      return _ ("SOP");
    }
}

/** review_today_words_cause: Returns: (transfer none): what made a case late. */
const char *
review_today_words_cause (int cause)
{
  switch (cause)
    {
    case REVIEW_CAUSE_QUEUE_WAIT:
      return _ ("waited in the queue");
    case REVIEW_CAUSE_NO_QUALIFIED_PERSON:
      return _ ("nobody qualified was there");
    case REVIEW_CAUSE_REVIEW_TIME:
      return _ ("with the reviewer");
    case REVIEW_CAUSE_ESCALATION_WAIT:
      return _ ("waited for an answer to the escalation");
    case REVIEW_CAUSE_CORE_SYSTEM:
      return _ ("core system");
    case REVIEW_CAUSE_CUSTOMER:
      return _ ("waited for the customer");
    default:
      return _ ("on hold");
    }
}

/** review_today_words_basis: Returns: (transfer none): what a second look rested on. */
const char *
review_today_words_basis (int basis)
{
  return basis == REVIEW_BASIS_ON_RECORD ? _ ("Overturned on what was on record")
                                         : _ ("Overturned by new evidence");
}

static const char *
describe_state (const ReviewTodayItem *item)
{
  if (g_strcmp0 (item->state, "drafted") == 0)
    return C_ ("referral", "drafted");
  if (g_strcmp0 (item->state, "sent") == 0)
    return C_ ("referral", "with compliance");
  return review_waves_words_trigger (review_enum_value (&review_reopen_triggers, item->state));
}

/** review_today_words_item: Returns: (transfer full): what is to be known of a case in a list. */
char *
review_today_words_item (ReviewSession *session, const ReviewTodayItem *item)
{
  const char *type = review_words_type (session, item->case_type);
  g_autofree char *at = review_format_local_time (item->at);
  g_autofree char *amount =
      item->value != NULL ? review_format_amount (item->value, item->currency) : NULL;
  g_autofree char *what = NULL;

  if (item->kind == REVIEW_TODAY_FINDS)
    /* Translators: what the machine decided, and what the person who audited it would have */
    what = g_strdup_printf (_ ("automatic: %s, audit: %s"),
                            review_words_choice (session, item->case_type, item->machine),
                            review_words_choice (session, item->case_type, item->person));
  else
    what = g_strdup (describe_state (item));
  return amount != NULL ? g_strdup_printf ("%s · %s · %s · %s", type, what, amount, at)
                        : g_strdup_printf ("%s · %s · %s", type, what, at);
}

/** review_today_words_share: Returns: (transfer full): a share with its interval and its sample. */
char *
review_today_words_share (double rate, double low, double high, gint64 n)
{
  g_autofree char *figure = NULL, *from = NULL, *to = NULL;

  if (isnan (rate))
    return g_strdup (C_ ("share", "none yet"));
  figure = review_format_share (rate);
  from = review_format_share (low);
  to = review_format_share (high);
  /* Translators: a share, its interval, and of how many cases it is */
  return g_strdup_printf (_ ("%s (%s … %s) of %d"), figure, from, to, (int) n);
}

/** review_today_words_error: Returns: (transfer full): why the page could not be read. */
char *
review_today_words_error (int code)
{
  return code == REVIEW_ERROR_FORBIDDEN ? g_strdup (_ ("Your role has no part in this page."))
                                        : g_strdup (review_words_error (code));
}
