/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suspicious-transaction referrals in words: how far one is, and the document for compliance. */
#define G_LOG_DOMAIN "review-app"
#include "review-referral-words.h"

#include <glib/gi18n.h>

#include "review-format.h"
#include "review-words.h"

/** review_referral_words_state: @state: #ReviewReferralState. Returns: it in a word. */
const char *
review_referral_words_state (int state)
{
  static const char *const states[] = { NC_ ("referral", "Draft"),
                                        NC_ ("referral", "With compliance"),
                                        NC_ ("referral", "Filed"), NC_ ("referral", "Not filed") };

  return state >= 1 && state <= (int) G_N_ELEMENTS (states)
             ? g_dpgettext2 (NULL, "referral", states[state - 1])
             : "—";
}

/** review_referral_words_tone: Returns: the colour of the word; one that is over has none. */
ReviewTone
review_referral_words_tone (int state)
{
  return state == REVIEW_REFERRAL_SENT    ? REVIEW_TONE_WARNING
         : state == REVIEW_REFERRAL_FILED ? REVIEW_TONE_SUCCESS
                                          : REVIEW_TONE_NEUTRAL;
}

/** review_referral_words_history: Returns: (transfer full): who wrote it, who brought it how far. */
char *
review_referral_words_history (const ReviewReferral *one)
{
  g_autofree char *at = review_format_time (one->at);
  g_autofree char *changed = one->changed_at != 0 ? review_format_time (one->changed_at) : NULL;
  GString *out = g_string_new (NULL);

  /* Translators: a person and a time. */
  g_string_append_printf (out, _ ("Drafted by %s, %s UTC."),
                          one->by_name != NULL ? one->by_name : one->by, at);
  g_string_append_c (out, ' ');
  if (changed != NULL && one->state == REVIEW_REFERRAL_SENT)
    g_string_append_printf (out, _ ("Sent to compliance by %s, %s UTC."), one->changed_by_name,
                            changed);
  else if (changed != NULL && one->state == REVIEW_REFERRAL_FILED)
    /* Translators: a person, a time, the authority's number. */
    g_string_append_printf (out, _ ("Filed by %s, %s UTC: %s"), one->changed_by_name, changed,
                            one->note);
  else if (changed != NULL)
    /* Translators: a person, a time, the reason. */
    g_string_append_printf (out, _ ("Not filed, by %s, %s UTC: %s"), one->changed_by_name, changed,
                            one->note);
  return g_string_free (out, FALSE);
}

/**
 * review_referral_words_report:
 *
 * Returns: (transfer full): the referral for paper, with the person and the minute as its watermark
 */
ReviewReport *
review_referral_words_report (ReviewSession *session, const ReviewReferral *one)
{
  const ReviewUser *user = review_session_get_user (session);
  const char *who = user != NULL ? user->name : "—";
  const char *type = one->case_type != NULL ? review_words_type (session, one->case_type) : "—";
  g_autofree char *time = review_format_time (review_session_get_server_time (session));
  g_autofree char *title =
      g_strdup_printf ("%s · %s", _ ("Suspicious-transaction referral"), one->display_id);
  g_autofree char *taken = g_strdup_printf (/* Translators: a person and a time */
                                            _ ("Taken out by %s, %s UTC"), who, time);
  g_autofree char *mark = g_strdup_printf ("%s · %s · %s UTC", who, one->display_id, time);
  g_autofree char *history = review_referral_words_history (one);
  ReviewReport *report = review_report_new (title, taken, review_session_get_language (session));

  review_report_set_watermark (report, mark);
  review_report_set_footer (report, taken);
  review_report_add_heading (report, _ ("Case"));
  review_report_add_fact (report, _ ("Case type"), type);
  review_report_add_fact (report, _ ("Customer"), one->subject != NULL ? one->subject : "—");
  review_report_add_fact (report, _ ("State"), review_referral_words_state (one->state));
  review_report_add_paragraph (report, history);
  review_report_add_heading (report, _ ("What is suspected, and why"));
  review_report_add_paragraph (report, one->text);
  review_report_add_heading (report, _ ("Tipping-off"));
  review_report_add_paragraph (
      report, _ ("The customer must not learn, directly or from what they are told, that this "
                 "referral exists."));
  return report;
}
