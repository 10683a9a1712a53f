/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Related cases in words: what is shared, why sharing it says nothing, how the other case ended. */
#define G_LOG_DOMAIN "review-app"
#include "review-related-words.h"

#include <glib/gi18n.h>

#include "review-words.h"

/**
 * review_related_words_kind:
 *
 * Returns: (transfer none): what two cases share: "Same device"
 */
const char *
review_related_words_kind (int kind)
{
  static const char *const words[] = { N_ ("Same device"),
                                       N_ ("Same wallet address"),
                                       N_ ("Same IP address"),
                                       N_ ("Same document number"),
                                       N_ ("Same scan"),
                                       N_ ("Same template"),
                                       N_ ("Same face"),
                                       N_ ("Same account named"),
                                       N_ ("Same phone or e-mail"),
                                       N_ ("Same family and address") };

  return kind > 0 && kind <= (int) G_N_ELEMENTS (words) ? _ (words[kind - 1]) : "";
}

/**
 * review_related_words_grade:
 *
 * Returns: (transfer none): a heading for links of this strength
 */
const char *
review_related_words_grade (int grade)
{
  static const char *const words[] = { N_ ("Strong links"), N_ ("Moderate links"),
                                       N_ ("Weak links") };

  return grade > 0 && grade <= (int) G_N_ELEMENTS (words) ? _ (words[grade - 1]) : "";
}

static const char *
describe_guard (int guard)
{
  static const char *const words[] = { N_ ("carrier gateway or VPN"), N_ ("too many share it"),
                                       N_ ("one family") };

  return guard > 0 && guard <= (int) G_N_ELEMENTS (words) ? _ (words[guard - 1]) : NULL;
}

/**
 * review_related_words_link:
 *
 * Returns: (transfer full): "Same device · E4 · 3 customers", and the guard where there is one
 */
char *
review_related_words_link (const ReviewLink *link)
{
  GString *out = g_string_new (review_related_words_kind (link->kind));
  const char *guard = describe_guard (link->guard);

  if (link->evidence != NULL)
    g_string_append_printf (out, " · %s", link->evidence);
  g_string_append (out, " · ");
  /* Translators: how many customers share a device, an address … */
  g_string_append_printf (out, ngettext ("%d customer", "%d customers", (gulong) link->customers),
                          (int) link->customers);
  if (guard != NULL)
    g_string_append_printf (out, " · %s", guard);
  return g_string_free (out, FALSE);
}

static const char *
describe_outcome (int outcome)
{
  static const char *const words[] = { NC_ ("outcome", "open"), NC_ ("outcome", "passed"),
                                       NC_ ("outcome", "blocked"), NC_ ("outcome", "escalated"),
                                       NC_ ("outcome", "closed") };

  return outcome > 0 && outcome <= (int) G_N_ELEMENTS (words)
             ? g_dpgettext2 (NULL, "outcome", words[outcome - 1])
             : NULL;
}

/**
 * review_related_words_outcome:
 *
 * Returns: (transfer full) (nullable): how the case ended, and what turned out to be true; %NULL
 *   where it is hidden
 */
char *
review_related_words_outcome (ReviewSession *session, const ReviewRelatedCase *one)
{
  const char *outcome = describe_outcome (one->outcome);
  const char *truth;

  if (outcome == NULL || !one->established)
    return g_strdup (outcome);
  truth = one->nature != 0 ? review_words_code (session, "nature",
                                                review_enum_nick (&review_natures, one->nature))
                           : C_ ("outcome", "found harmless");
  return one->outcome == REVIEW_OUTCOME_CLOSED ? g_strdup (truth)
                                               : g_strdup_printf ("%s · %s", outcome, truth);
}

ReviewTone
review_related_words_outcome_tone (const ReviewRelatedCase *one)
{
  if (one->established)
    return one->nature != 0 ? REVIEW_TONE_ERROR : REVIEW_TONE_SUCCESS;
  if (one->outcome == REVIEW_OUTCOME_PASSED)
    return REVIEW_TONE_SUCCESS;
  if (one->outcome == REVIEW_OUTCOME_BLOCKED)
    return REVIEW_TONE_ERROR;
  return one->outcome == REVIEW_OUTCOME_ESCALATED ? REVIEW_TONE_WARNING : REVIEW_TONE_NEUTRAL;
}

/* Counts of equal outcomes, in the order in which they come. */
static char *
list_outcomes (ReviewSession *session, const ReviewRelated *related, gint64 opened_at)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (guint));
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < related->cases->len; i++)
    {
      const ReviewRelatedCase *one = related->cases->pdata[i];
      char *word = one->same_subject && one->opened_at <= opened_at
                       ? review_related_words_outcome (session, one)
                       : NULL;
      guint at = 0, first = 1;

      if (word == NULL)
        continue;
      if (g_ptr_array_find_with_equal_func (words, word, g_str_equal, &at))
        {
          g_array_index (counts, guint, at)++;
          g_free (word);
          continue;
        }
      g_ptr_array_add (words, word);
      g_array_append_val (counts, first);
    }
  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (out, "%s%u %s", i > 0 ? ", " : "", g_array_index (counts, guint, i),
                            (const char *) words->pdata[i]);
  return g_string_free (out, FALSE);
}

/**
 * review_related_words_earlier:
 * @related: (nullable)
 * @opened_at: of the open case, µs
 *
 * Returns: (transfer full) (nullable): "2 earlier cases: 1 passed, 1 blocked"; without the outcomes
 *   in a blind look; %NULL when the customer has none
 */
char *
review_related_words_earlier (ReviewSession *session,
                              const ReviewRelated *related,
                              gint64 opened_at)
{
  g_autofree char *count = NULL;
  g_autofree char *outcomes = NULL;

  if (related == NULL || related->earlier == 0)
    return NULL;
  count =
      g_strdup_printf (ngettext ("%d earlier case", "%d earlier cases", (gulong) related->earlier),
                       (int) related->earlier);
  outcomes = list_outcomes (session, related, opened_at);
  if (*outcomes == '\0')
    return g_steal_pointer (&count);
  /* Translators: "2 earlier cases", then how they ended */
  return g_strdup_printf (_ ("%s: %s"), count, outcomes);
}
