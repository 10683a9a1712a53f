/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scorecard on paper: the tables of the page, each with its interval. */
#define G_LOG_DOMAIN "review-app"
#include "review-score-report.h"

#include <glib/gi18n.h>

#include "review-format.h"
#include "review-score-sheets.h"
#include "review-score-words.h"
#include "review-words.h"

static void
add_shares (ReviewReport *report, const ReviewScoreSlice *all)
{
  g_autofree char *alone =
      review_score_words_share (all->automation, all->automation_low, all->automation_high);
  g_autofree char *right =
      review_score_words_share (all->first_pass, all->first_pass_low, all->first_pass_high);
  g_autofree char *covered = review_format_share (all->coverage);

  review_report_add_fact (report, _ ("Decided without a person"), alone);
  review_report_add_fact (report, _ ("ROCA right at once"), right);
  review_report_add_fact (report, _ ("SOP coverage"), covered);
}

static void
print (ReviewReport *report, const char *heading, ReviewSheet *sheet)
{
  review_sheet_print (sheet, report, heading);
  review_sheet_free (sheet);
}

/**
 * review_score_report_new:
 * @session: whose language and catalogue the words are of, and whose user takes it out
 * @card: with all its lists
 * @case_type: (nullable): of which the card is; %NULL: of all
 *
 * Returns: (transfer full): the scorecard as a document
 */
ReviewReport *
review_score_report_new (ReviewSession *session, const ReviewScorecard *card, const char *case_type)
{
  const ReviewUser *user = review_session_get_user (session);
  const ReviewScoreSlice *all = review_scorecard_find (card, REVIEW_DIMENSION_ALL, NULL);
  const char *of = case_type != NULL ? review_words_type (session, case_type) : _ ("All types");
  g_autofree char *title = g_strdup_printf ("%s · %s", _ ("Scorecard"), of);
  g_autofree char *window = review_score_words_window (card);
  g_autofree char *time = review_format_time (card->until);
  g_autofree char *taken =
      g_strdup_printf (_ ("Taken out by %s, %s UTC"), user != NULL ? user->name : "—", time);
  ReviewReport *report = review_report_new (title, window, review_session_get_language (session));

  review_report_set_footer (report, taken);
  review_report_add_paragraph (
      report,
      _ ("Shares with their interval at 95 percent, weighted so that audits stand for the cases "
         "that they were drawn from. Precision and recall stand where the labels carry "
         "them; what is proven is under “What is certified”."));
  if (all != NULL)
    {
      add_shares (report, all);
      print (report, _ ("Precision and recall"), review_score_sheet_scopes (all));
      print (report, _ ("What is certified"), review_score_sheet_claims (all));
      print (report, _ ("Confusion matrix"), review_score_sheet_matrix (all));
    }
  for (int dimension = REVIEW_DIMENSION_TYPE; dimension <= REVIEW_DIMENSION_WEEK; dimension++)
    print (report, review_score_words_dimension (dimension),
           review_score_sheet_by (session, card, dimension));
  print (report, _ ("Money"), review_score_sheet_money (card));
  print (report, _ ("Customers and people"), review_score_sheet_people (card));
  print (report, _ ("Drift"), review_score_sheet_drift (session, card));
  print (report, _ ("SLA attainment"), review_score_sheet_time (session, card, case_type));
  print (report, _ ("Reopened cases"), review_score_sheet_overturned (card));
  return report;
}
