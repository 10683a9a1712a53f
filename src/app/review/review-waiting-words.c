/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case waits for, in words. */
#define G_LOG_DOMAIN "review-app"
#include "review-waiting-words.h"

#include <glib/gi18n.h>

#include "review-format.h"
#include "review-words.h"

static char *
join_codes (ReviewSession *session, char **codes)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    {
      if (i > 0)
        /* Translators: between the things that a customer is asked for. */
        g_string_append (out, C_ ("list of codes", "; "));
      g_string_append (out, review_words_code (session, "request_information", codes[i]));
    }
  return g_string_free (out, FALSE);
}

static char *
describe_question (ReviewSession *session, const ReviewWaiting *one)
{
  g_autofree char *codes = join_codes (session, one->codes);

  return g_strdup_printf (one->state == REVIEW_WORK_QUEUED ? _ ("The customer answered: %s")
                                                           : _ ("The customer was asked: %s"),
                          codes);
}

static char *
describe_hold (ReviewSession *session, const ReviewWaiting *one)
{
  const char *reason = review_words_code (session, "hold_reason", one->reason);
  const char *event =
      one->wake_on != NULL ? review_words_code (session, "wake_event", one->wake_on) : NULL;

  if (one->state != REVIEW_WORK_QUEUED)
    return event != NULL
               /* Translators: why a case is held, and what ends that. */
               ? g_strdup_printf (_ ("Held: %s · until: %s"), reason, event)
               : g_strdup_printf (_ ("Held: %s"), reason);
  if (one->woken == REVIEW_WOKEN_EVENT && event != NULL)
    return g_strdup_printf (_ ("Back: %s"), event);
  if (one->woken == REVIEW_WOKEN_MAXIMUM && event != NULL)
    return g_strdup_printf (_ ("Back, although this did not happen: %s"), event);
  return g_strdup_printf (_ ("Back: the hold is over (%s)"), reason);
}

static char *
describe_snooze (const ReviewWaiting *one)
{
  g_autofree char *at = review_format_local_time (one->snoozed_until);

  return one->note != NULL
             /* Translators: when a case comes back that one put off, and a note to oneself. */
             ? g_strdup_printf (_ ("Put off until %s: %s"), at, one->note)
             : g_strdup_printf (_ ("Put off until %s"), at);
}

static char *
describe_return (const ReviewWaiting *one)
{
  return one->note != NULL
             /* Translators: a case that one put off is back; and one's note to oneself. */
             ? g_strdup_printf (_ ("Back, was put off: %s"), one->note)
             : g_strdup (_ ("Back, was put off"));
}

/**
 * review_waiting_words_row:
 *
 * Returns: (transfer full): one line on a case of one's own that waits or has come back
 */
char *
review_waiting_words_row (ReviewSession *session, const ReviewWaiting *one)
{
  if (one->snoozed_until != 0)
    return describe_snooze (one);
  if (one->assigned_by_name != NULL)
    /* Translators: which lead gave one a case, and why, in their words. */
    return g_strdup_printf (_ ("From %s: %s"), one->assigned_by_name, one->reason);
  if (one->codes == NULL && one->reason == NULL)
    return describe_return (one);
  return one->codes != NULL ? describe_question (session, one) : describe_hold (session, one);
}

/* A note to colleagues belongs to what it was written beside. */
static char *
add_note (char *text, const char *note)
{
  g_autofree char *owned = text;

  if (note == NULL || *note == '\0')
    return g_steal_pointer (&owned);
  /* Translators: what happened, and on a line of its own a colleague's note on it. */
  return g_strdup_printf (_ ("%s\nNote: “%s”"), owned, note);
}

/**
 * review_waiting_words_request:
 *
 * Returns: (transfer full): who asked the customer for what, and what came of it
 */
char *
review_waiting_words_request (ReviewSession *session, const ReviewCustomerRequest *one)
{
  const char *who = one->account_name != NULL ? one->account_name : one->account;
  g_autofree char *codes = join_codes (session, one->codes);
  g_autofree char *at = review_format_local_time (one->at);
  g_autofree char *end =
      review_format_local_time (one->ended_at != 0 ? one->ended_at : one->due_at);

  if (one->delivery == REVIEW_EFFECT_FAILED)
    /* Translators: who asked the customer, when, for what, and what the system that carries it said. */
    return add_note (g_strdup_printf (_ ("%s asked, %s: %s. Not delivered: %s"), who, at, codes,
                                      one->delivery_detail != NULL
                                          ? one->delivery_detail
                                          : _ ("the system that carries it did not answer.")),
                     one->note);
  if (one->ended_at == 0 && one->delivery == REVIEW_EFFECT_REQUESTED)
    /* Translators: who asked the customer, when, for what, and until when an answer is awaited. */
    return add_note (
        g_strdup_printf (_ ("%s asked, %s: %s. On its way; an answer is awaited until %s."), who,
                         at, codes, end),
        one->note);
  if (one->ended_at == 0 && one->delivery == REVIEW_EFFECT_CONFIRMED)
    /* Translators: who asked the customer, when, for what, and until when an answer is awaited. */
    return add_note (
        g_strdup_printf (_ ("%s asked, %s: %s. Delivered; an answer is awaited until %s."), who, at,
                         codes, end),
        one->note);
  if (one->ended_at == 0)
    /* Translators: who asked the customer, when, for what, and until when an answer is awaited. */
    return add_note (
        g_strdup_printf (_ ("%s asked, %s: %s. Answer awaited until %s."), who, at, codes, end),
        one->note);
  if (one->outcome == REVIEW_REQUEST_ANSWERED)
    /* Translators: who asked the customer, when, for what, and when the answer came. */
    return add_note (
        g_strdup_printf (_ ("%s asked, %s: %s. Answered %s; the answer is among the evidence."),
                         who, at, codes, end),
        one->note);
  /* Translators: who asked the customer, when, for what, and when the time was over. */
  return add_note (g_strdup_printf (_ ("%s asked, %s: %s. No answer by %s."), who, at, codes, end),
                   one->note);
}

static char *
describe_end (ReviewSession *session, const ReviewHold *one, const char *end)
{
  const char *event =
      one->wake_on != NULL ? review_words_code (session, "wake_event", one->wake_on) : "";

  if (one->woken_at == 0)
    return one->wake_on != NULL
               ? g_strdup_printf (_ ("Comes back when this happens, or %s: %s."), end, event)
               : g_strdup_printf (_ ("Comes back %s."), end);
  switch (one->woken)
    {
    case REVIEW_WOKEN_EVENT:
      return g_strdup_printf (_ ("Came back %s: %s."), end, event);
    case REVIEW_WOKEN_MAXIMUM:
      return g_strdup_printf (_ ("Came back %s, although this had not happened: %s."), end, event);
    case REVIEW_WOKEN_PERSON:
      return g_strdup_printf (_ ("Ended by hand %s."), end);
    case REVIEW_WOKEN_TIME:
    default:
      return g_strdup_printf (_ ("Came back %s."), end);
    }
}

/**
 * review_waiting_words_hold:
 *
 * Returns: (transfer full): who held the case and why, and what ended that or will
 */
char *
review_waiting_words_hold (ReviewSession *session, const ReviewHold *one)
{
  const char *who = one->account_name != NULL ? one->account_name : one->account;
  g_autofree char *at = review_format_local_time (one->at);
  g_autofree char *end =
      review_format_local_time (one->woken_at != 0 ? one->woken_at : one->wake_at);
  g_autofree char *ended = describe_end (session, one, end);

  /* Translators: who held the case, when, why, and a sentence on how that ends or ended. */
  return add_note (g_strdup_printf (_ ("%s held it, %s: %s. %s"), who, at,
                                    review_words_code (session, "hold_reason", one->reason), ended),
                   one->note);
}
