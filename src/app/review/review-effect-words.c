/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a command has come, in words: since when, what it waits for, why it failed. */
#define G_LOG_DOMAIN "review-app"
#include "review-effect-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "review-format.h"
#include "review-words.h"

/**
 * review_effect_words_state:
 * @now: µs UTC of the server
 *
 * Returns: its state in a word
 */
const char *
review_effect_words_state (const ReviewEffect *effect, gint64 now)
{
  return review_effect_is_late (effect, now) ? C_ ("effect", "late")
                                             : review_words_effect_state (effect->state);
}

/** review_effect_words_tone: Returns: what colour the word has */
ReviewTone
review_effect_words_tone (const ReviewEffect *effect, gint64 now)
{
  if (effect->state == REVIEW_EFFECT_FAILED)
    return REVIEW_TONE_ERROR;
  if (effect->state == REVIEW_EFFECT_CONFIRMED)
    return REVIEW_TONE_SUCCESS;
  return review_effect_is_late (effect, now) ? REVIEW_TONE_WARNING : REVIEW_TONE_NEUTRAL;
}

/** review_effect_words_icon: Returns: the sign beside the word */
const char *
review_effect_words_icon (const ReviewEffect *effect, gint64 now)
{
  if (effect->state == REVIEW_EFFECT_FAILED)
    return "dialog-error-symbolic";
  if (effect->state == REVIEW_EFFECT_CONFIRMED)
    return "object-select-symbolic";
  return review_effect_is_late (effect, now) ? "dialog-warning-symbolic" : "review-clock-symbolic";
}

static char *
name_kinds (ReviewSession *session, char **kinds)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (; kinds != NULL && *kinds != NULL; kinds++)
    g_ptr_array_add (names, (gpointer) review_words_code (session, "effect", *kinds));
  g_ptr_array_add (names, NULL);
  /* Translators: between the names of commands: "Reject the withdrawal, Return the amount". */
  return g_strjoinv (_ (", "), (char **) names->pdata);
}

static char *
describe_requested (ReviewSession *session, const ReviewEffect *effect, gint64 now)
{
  g_autofree char *sent = review_format_clock (effect->sent_at, now);
  g_autofree char *next = review_format_clock (effect->next_at, now);
  g_autofree char *accepted = review_format_clock (effect->accepted_at, now);
  g_autofree char *kinds = NULL;

  if (effect->next_at == 0)
    {
      kinds = name_kinds (session, effect->after);
      return g_strdup_printf (_ ("Waits until this is confirmed: %s"), kinds);
    }
  if (effect->accepted_at != 0)
    return g_strdup_printf (_ ("The other system has it since %s; its confirmation is awaited."),
                            accepted);
  if (effect->attempts > 0)
    return g_strdup_printf (ngettext ("No answer to %d attempt, the last at %s; the next at %s.",
                                      "No answer to %d attempts, the last at %s; the next at %s.",
                                      (gulong) effect->attempts),
                            (int) effect->attempts, sent, next);
  return g_strdup (_ ("Not sent yet."));
}

static char *
describe_failed (ReviewSession *session, const ReviewEffect *effect, gint64 now)
{
  g_autofree char *at = review_format_clock (effect->at, now);

  if (g_strcmp0 (effect->reason, "lasting") == 0)
    /* Translators: %s is a command that was carried out: "Release the withdrawal". */
    return g_strdup_printf (_ ("The decision was overturned, and no command takes this back: %s"),
                            review_words_code (session, "effect", effect->detail));
  if (g_strcmp0 (effect->reason, "unreachable") == 0)
    return g_strdup_printf (_ ("At %s: no answer for a day."), at);
  if (g_strcmp0 (effect->reason, "overdue") == 0)
    return g_strdup_printf (_ ("At %s: accepted, and not confirmed for a day."), at);
  if (effect->detail != NULL)
    return g_strdup_printf (_ ("At %s the other system refused: %s"), at, effect->detail);
  return g_strdup_printf (_ ("At %s the other system refused, without a reason."), at);
}

static char *
describe_confirmed (const ReviewEffect *effect, gint64 now)
{
  g_autofree char *at = review_format_clock (effect->at, now);
  const char *by = effect->by_name != NULL ? effect->by_name : effect->by;

  if (by == NULL)
    return g_strdup_printf (_ ("At %s."), at);
  if (effect->note == NULL)
    return g_strdup_printf (_ ("At %s by hand, by %s."), at, by);
  return g_strdup_printf (_ ("At %s by hand, by %s: “%s”"), at, by, effect->note);
}

static char *
describe_cancelled (const ReviewEffect *effect, gint64 now)
{
  g_autofree char *at = review_format_clock (effect->at, now);

  if (g_strcmp0 (effect->reason, "overturned") == 0)
    return g_strdup_printf (_ ("At %s: the decision was overturned."), at);
  return g_strdup_printf (_ ("At %s, before it was done: the case was reopened."), at);
}

/**
 * review_effect_words_describe:
 * @now: µs UTC of the server
 *
 * Returns: (transfer full): a sentence or two on how far it has come, and that it is simulated where
 *   it is
 */
char *
review_effect_words_describe (ReviewSession *session, const ReviewEffect *effect, gint64 now)
{
  char *text;
  g_autofree char *plain = NULL;

  if (effect->state == REVIEW_EFFECT_REQUESTED)
    text = describe_requested (session, effect, now);
  else if (effect->state == REVIEW_EFFECT_FAILED)
    text = describe_failed (session, effect, now);
  else if (effect->state == REVIEW_EFFECT_CONFIRMED)
    text = describe_confirmed (effect, now);
  else
    text = describe_cancelled (effect, now);
  if (!effect->simulated)
    return text;
  plain = text;
  /* Translators: after a sentence on how far a command has come. */
  return g_strdup_printf (_ ("%s Simulated: nothing was really moved."), plain);
}
