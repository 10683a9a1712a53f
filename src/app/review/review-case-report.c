/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case put into words for paper: who and what it is about, what ROCA said and why, the evidence,
 * what people decided. Masked stays masked; what is hidden in a blind look is not in the view. */
#define G_LOG_DOMAIN "review-app"
#include "review-case-report.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-evidence-words.h"
#include "review-format.h"
#include "review-words.h"

typedef struct
{
  ReviewReport *report;
  ReviewSession *session;
  const ReviewCaseView *view;
} Writer;

static void
add_time (Writer *self, const char *name, gint64 time)
{
  g_autofree char *text = time != 0 ? review_format_time (time) : NULL;
  g_autofree char *utc = text != NULL ? g_strdup_printf (_ ("%s UTC"), text) : NULL;

  if (utc != NULL)
    review_report_add_fact (self->report, name, utc);
}

static void
add_case (Writer *self)
{
  const ReviewCase *one = self->view->item_case;
  g_autofree char *priority = g_strdup_printf (
      review_priority_is_key_user (one->priority) ? _ ("Key user · P %d") : _ ("P %d"),
      (int) one->priority);

  review_report_add_heading (self->report, _ ("Case"));
  review_report_add_fact (
      self->report, _ ("Customer"),
      one->subject != NULL && one->subject->display != NULL ? one->subject->display : "—");
  review_report_add_fact (self->report, _ ("Priority"), priority);
  if (one->market != NULL)
    review_report_add_fact (self->report, _ ("Market"), one->market);
  if (one->value != NULL)
    {
      g_autofree char *amount = review_format_amount (one->value, one->currency);

      review_report_add_fact (self->report, _ ("At stake"), amount);
    }
  add_time (self, _ ("Opened"), one->opened_at);
  add_time (self, _ ("Due"), self->view->work_item->due_at);
  if (self->view->lease != NULL)
    review_report_add_fact (self->report, _ ("Held by"), self->view->lease->user_name);
}

static void
add_profile (Writer *self)
{
  const ReviewSubject *subject = self->view->item_case->subject;

  if (subject == NULL || subject->profile == NULL || subject->profile->len == 0)
    return;
  review_report_add_heading (self->report, _ ("Customer profile"));
  for (guint i = 0; i < subject->profile->len; i++)
    {
      const ReviewField *field = subject->profile->pdata[i];
      g_autofree char *value = review_format_field (field);

      review_report_add_fact (self->report, review_words_code (self->session, "field", field->name),
                              value);
    }
}

static void
add_signals (Writer *self, const ReviewAssessment *said)
{
  const ReviewReportColumn columns[] = { { _ ("Signal"), 6, FALSE },
                                         { _ ("Value"), 4, FALSE },
                                         { _ ("Contribution"), 2, TRUE } };
  double other = (isnan (said->rest) ? 0 : said->rest) + (isnan (said->base) ? 0 : said->base);
  g_autofree char *rest = review_format_log_odds (other);
  const char *last[] = { _ ("Everything else and base"), NULL, rest };

  if (said->signals == NULL || said->signals->len == 0)
    return;
  review_report_add_heading (self->report, _ ("Signals"));
  review_report_begin_table (self->report, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < said->signals->len; i++)
    {
      const ReviewSignal *signal = said->signals->pdata[i];
      g_autofree char *figure = review_format_log_odds (signal->contribution);
      const char *cells[] = { review_session_get_text (self->session, signal->name),
                              review_session_get_text (self->session, signal->display), figure };

      review_report_add_row (self->report, cells);
    }
  review_report_add_row (self->report, last);
}

static char *
list_citations (const ReviewStep *step)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; step->citations != NULL && i < step->citations->len; i++)
    {
      const ReviewCitation *citation = step->citations->pdata[i];

      g_string_append_printf (out, "%s%s", i > 0 ? " " : "", citation->evidence);
      if (citation->status > REVIEW_CITATION_OK)
        g_string_append_printf (out, " (%s)", review_words_citation (citation->status));
    }
  return g_string_free (out, FALSE);
}

static void
add_chain (Writer *self, const ReviewAssessment *said)
{
  const ReviewReportColumn columns[] = { { _ ("Step"), 1, FALSE },
                                         { _ ("Claim"), 9, FALSE },
                                         { _ ("Evidence"), 3, FALSE },
                                         { _ ("Clause"), 3, FALSE } };

  if (said->steps == NULL || said->steps->len == 0)
    return;
  review_report_add_heading (self->report, _ ("Reasoning chain"));
  review_report_begin_table (self->report, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < said->steps->len; i++)
    {
      const ReviewStep *step = said->steps->pdata[i];
      g_autofree char *n = g_strdup_printf ("%d", (int) step->n);
      g_autofree char *cited = list_citations (step);
      g_autofree char *clause =
          step->clause == NULL ? g_strdup (step->no_clause ? _ ("no clause") : "")
          : step->answer != 0
              ? g_strdup_printf ("%s · %s", step->clause, review_words_answer (step->answer))
              : g_strdup (step->clause);
      const char *cells[] = { n, review_session_get_text (self->session, step->claim), cited,
                              clause };

      review_report_add_row (self->report, cells);
    }
}

static void
add_roca (Writer *self)
{
  const ReviewAssessment *said = self->view->assessment;
  g_autofree char *risk = said != NULL ? review_format_probability (said->risk) : NULL;

  review_report_add_heading (self->report, _ ("ROCA"));
  if (said == NULL)
    {
      review_report_add_paragraph (self->report,
                                   _ ("No assessment is shown: there is none, or it is hidden "
                                      "until the first call."));
      return;
    }
  review_report_add_fact (self->report, _ ("Verdict"),
                          said->verdict == REVIEW_VERDICT_BLOCK
                              ? C_ ("roca", "ROCA suggests block")
                              : C_ ("roca", "ROCA suggests pass"));
  review_report_add_fact (self->report, _ ("Risk"), risk);
  review_report_add_fact (self->report, _ ("Why a person decides"),
                          review_session_get_text (self->session, said->reason_text));
  review_report_add_fact (self->report, _ ("Model"), said->model != NULL ? said->model : "—");
  review_report_add_fact (self->report, _ ("Policy"), said->policy != NULL ? said->policy : "—");
  add_signals (self, said);
  add_chain (self, said);
}

static void
add_evidence (Writer *self)
{
  const ReviewReportColumn columns[] = { { _ ("Evidence"), 2, FALSE },
                                         { _ ("Time (UTC)"), 4, FALSE },
                                         { _ ("What it says"), 12, FALSE } };
  GPtrArray *rows = self->view->evidence;

  if (rows == NULL || rows->len == 0)
    return;
  review_report_add_heading (self->report, _ ("Evidence"));
  review_report_begin_table (self->report, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < rows->len; i++)
    {
      const ReviewEvidence *row = rows->pdata[i];
      g_autofree char *time = row->at != 0 ? review_format_time (row->at) : NULL;
      g_autofree char *words = review_evidence_words_describe (self->session, row);
      const char *cells[] = { row->label, time, words };

      review_report_add_row (self->report, cells);
    }
}

static void
add_decision (Writer *self, const ReviewDecision *decision)
{
  const ReviewForm *form = decision->form;
  const char *type = self->view->item_case->type;
  g_autofree char *time = review_format_time (decision->decided_at);
  g_autofree char *who = g_strdup_printf (
      "%s · %s UTC", decision->actor_name != NULL ? decision->actor_name : decision->actor, time);

  review_report_add_fact (self->report, who,
                          decision->retracted_at != 0
                              ? _ ("taken back")
                              : review_words_choice (self->session, type, decision->choice));
  if (form == NULL)
    return;
  if (form->disposition != NULL)
    review_report_add_fact (self->report, _ ("Disposition"),
                            review_words_code (self->session, "disposition", form->disposition));
  if (decision->label != 0)
    review_report_add_fact (self->report, _ ("Label"), review_words_label_long (decision->label));
  if (form->root_cause != NULL)
    review_report_add_fact (self->report, _ ("Root cause"),
                            review_words_code (self->session, "root_cause", form->root_cause));
  if (form->annotation != NULL)
    review_report_add_fact (self->report, _ ("Annotation"), form->annotation);
  if (form->rationale != NULL)
    review_report_add_fact (self->report, _ ("Rationale"), form->rationale);
}

static void
add_decisions (Writer *self)
{
  GPtrArray *decisions = self->view->decisions;

  review_report_add_heading (self->report, _ ("Decisions"));
  if (decisions == NULL || decisions->len == 0)
    review_report_add_paragraph (self->report, _ ("Nobody has decided this case yet."));
  for (guint i = 0; decisions != NULL && i < decisions->len; i++)
    add_decision (self, decisions->pdata[i]);
}

/**
 * review_case_report_new:
 * @session: whose language and catalogue the words are of, and whose user takes it out
 * @view: the case as the server gave it for this report
 *
 * Returns: (transfer full): the case's document, with the person and the minute as its watermark
 */
ReviewReport *
review_case_report_new (ReviewSession *session, const ReviewCaseView *view)
{
  const ReviewUser *user = review_session_get_user (session);
  const char *who = user != NULL ? user->name : "—";
  g_autofree char *title = g_strdup_printf (
      "%s · %s", review_words_type (session, view->item_case->type), view->item_case->display_id);
  g_autofree char *time = review_format_time (view->server_time);
  g_autofree char *taken = g_strdup_printf (/* Translators: a person and a time */
                                            _ ("Taken out by %s, %s UTC"), who, time);
  g_autofree char *mark =
      g_strdup_printf ("%s · %s · %s UTC", who, view->item_case->display_id, time);
  Writer self = { review_report_new (title, taken, review_session_get_language (session)), session,
                  view };

  review_report_set_watermark (self.report, mark);
  review_report_set_footer (self.report, taken);
  add_case (&self);
  add_profile (&self);
  add_roca (&self);
  add_evidence (&self);
  add_decisions (&self);
  return self.report;
}
