/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waves, lists and second looks in words. */
#define G_LOG_DOMAIN "review-app"
#include "review-waves-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "review-words.h"

static const char *
pick (const char *const *words, gsize n, int value)
{
  return value > 0 && value <= (int) n ? _ (words[value - 1]) : "";
}

/**
 * review_waves_words_exception:
 * @exception: #ReviewCampaignException
 *
 * Returns: (transfer none): why a case is not decided with the others
 */
const char *
review_waves_words_exception (int exception)
{
  static const char *const words[] = { N_ ("To be read without knowing"),
                                       N_ ("Decided already"),
                                       N_ ("Key user"),
                                       N_ ("Screening match"),
                                       N_ ("Legal hold"),
                                       N_ ("In second review"),
                                       N_ ("Somebody has it"),
                                       N_ ("Waits for the customer, or on hold"),
                                       N_ ("Escalated"),
                                       N_ ("You are kept from it"),
                                       N_ ("New evidence, not assessed yet"),
                                       N_ ("ROCA says the opposite"),
                                       N_ ("Needs more than the group's form"),
                                       N_ ("The person may not take it"),
                                       N_ ("The person has as many as they may hold") };

  return pick (words, G_N_ELEMENTS (words), exception);
}

/**
 * review_waves_words_outcome:
 * @outcome: #ReviewCampaignOutcome
 *
 * Returns: (transfer none): what the decision about the wave made of a case
 */
const char *
review_waves_words_outcome (int outcome)
{
  static const char *const words[] = { N_ ("Being decided"), N_ ("Drawn: read singly"),
                                       N_ ("Left out"), N_ ("Decided with the wave"),
                                       N_ ("Taken back") };

  return pick (words, G_N_ELEMENTS (words), outcome);
}

/**
 * review_waves_words_state:
 * @state: #ReviewCampaignState
 *
 * Returns: (transfer none): "Waits for a lead"
 */
const char *
review_waves_words_state (int state)
{
  static const char *const words[] = { N_ ("Waits for a lead"), N_ ("Being decided"),
                                       N_ ("Being taken back"), N_ ("Decided"), N_ ("No wave") };

  return pick (words, G_N_ELEMENTS (words), state);
}

ReviewTone
review_waves_words_state_tone (int state)
{
  static const ReviewTone tones[] = { REVIEW_TONE_WARNING, REVIEW_TONE_ACCENT, REVIEW_TONE_ACCENT,
                                      REVIEW_TONE_SUCCESS, REVIEW_TONE_NEUTRAL };

  return state > 0 && state <= (int) G_N_ELEMENTS (tones) ? tones[state - 1] : REVIEW_TONE_NEUTRAL;
}

/**
 * review_waves_words_unmet:
 * @code: of review_waves_get_unmet()
 *
 * Returns: (transfer none) (nullable): what is still needed; %NULL where nothing helps
 */
const char *
review_waves_words_unmet (const char *code)
{
  static const struct
  {
    const char *code;
    const char *text;
  } words[] = {
    { "choice", N_ ("Still needed: the decision") },
    { "disposition", N_ ("Still needed: the disposition") },
    { "reasoning", N_ ("Still needed: is ROCA's reasoning sound") },
    { "rationale", N_ ("Still needed: the reason that holds for all of them") },
    { "ready", N_ ("No case is left that can be decided with the others") },
    { "role", N_ ("A lead decides about a wave") },
  };

  for (gsize i = 0; code != NULL && i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].code, code) == 0)
      return _ (words[i].text);
  return NULL;
}

/**
 * review_waves_words_list:
 * @list: #ReviewHouseList
 *
 * Returns: (transfer none): "Block list"
 */
const char *
review_waves_words_list (int list)
{
  static const char *const words[] = { N_ ("Block list"), N_ ("Allow list"), N_ ("Watch list") };

  return pick (words, G_N_ELEMENTS (words), list);
}

ReviewTone
review_waves_words_list_tone (int list)
{
  static const ReviewTone tones[] = { REVIEW_TONE_ERROR, REVIEW_TONE_SUCCESS, REVIEW_TONE_WARNING };

  return list > 0 && list <= (int) G_N_ELEMENTS (tones) ? tones[list - 1] : REVIEW_TONE_NEUTRAL;
}

/**
 * review_waves_words_entry_state:
 * @state: #ReviewEntryState
 *
 * Returns: (transfer none): "Waits for a second person"
 */
const char *
review_waves_words_entry_state (int state)
{
  static const char *const words[] = {
    N_ ("Waits for a second person"), NC_ ("list entry", "In force"),
    NC_ ("list entry", "Rejected"),   NC_ ("list entry", "Withdrawn"),
    NC_ ("list entry", "Expired"),    NC_ ("list entry", "Removed")
  };

  if (state == REVIEW_ENTRY_PROPOSED)
    return _ (words[0]);
  return state > 0 && state <= (int) G_N_ELEMENTS (words)
             ? g_dpgettext2 (NULL, "list entry", words[state - 1])
             : "";
}

/**
 * review_waves_words_kind:
 * @kind: #ReviewLinkKind
 *
 * Returns: (transfer none): what a value is: "Device"
 */
const char *
review_waves_words_kind (int kind)
{
  static const char *const words[] = { N_ ("Device"),
                                       N_ ("Wallet address"),
                                       N_ ("IP address"),
                                       N_ ("Document number"),
                                       N_ ("Scan"),
                                       N_ ("Template"),
                                       N_ ("Face"),
                                       N_ ("Account"),
                                       N_ ("Phone or e-mail"),
                                       N_ ("Household") };

  return pick (words, G_N_ELEMENTS (words), kind);
}

/**
 * review_waves_words_trigger:
 * @trigger: #ReviewReopenTrigger
 *
 * Returns: (transfer none): why a case is looked at again
 */
const char *
review_waves_words_trigger (int trigger)
{
  static const char *const words[] = { N_ ("Appeal"),     N_ ("New evidence"),
                                       N_ ("QA finding"), N_ ("Request of an authority"),
                                       N_ ("Chargeback"), N_ ("Removed from a list") };

  return pick (words, G_N_ELEMENTS (words), trigger);
}

/**
 * review_waves_words_basis:
 * @basis: #ReviewBasis
 *
 * Returns: (transfer none): what the second look rests on
 */
const char *
review_waves_words_basis (int basis)
{
  static const char *const words[] = { N_ ("On the record as it was"), N_ ("On new evidence") };

  return pick (words, G_N_ELEMENTS (words), basis);
}

/**
 * review_waves_words_error:
 * @code: #ReviewErrorCode
 * @field: (nullable): the member that the server found wrong
 *
 * Returns: (transfer full): what went wrong, in words
 */
char *
review_waves_words_error (int code, const char *field)
{
  static const struct
  {
    const char *field;
    const char *text;
  } words[] = {
    { "value", N_ ("This value tells nobody from anybody: a model's name, a private network.") },
    { "kind", N_ ("Such values are kept on no list.") },
    { "expires_at", N_ ("The end is missing or lies in the past: an allow entry needs one.") },
    { "case_id", N_ ("An account means something only beside a case: name the case.") },
    { "reason", N_ ("The reason is missing, too long, or points to a person.") },
    { "rationale", N_ ("The reason is missing, too long, or points to a person.") },
    { "text", N_ ("The note is missing, too long, or points to a person.") },
    { "text.en", N_ ("The note is missing, too long, or points to a person.") },
    { "text.zh-CN", N_ ("The note is missing, too long, or points to a person.") },
  };

  for (gsize i = 0; field != NULL && i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].field, field) == 0)
      return g_strdup (_ (words[i].text));
  return g_strdup (review_words_error (code));
}
