/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from a decision: root cause, escalation, pauses, labels. */
#define G_LOG_DOMAIN "review-store"
#include <string.h>

#include "review-codec.h"
#include "review-store-decisions.h"
#include "review-store-private.h"

/**
 * review_store_add_root_cause:
 * @decision: nothing is written when its form names no root cause
 */
gboolean
review_store_add_root_cause (ReviewTx *tx, const ReviewDecision *decision, GError **error)
{
  const ReviewForm *form = decision->form;
  g_autofree char *features = NULL;

  if (form == NULL || form->root_cause == NULL)
    return TRUE;
  features = form->features != NULL ? g_strjoinv (" ", form->features) : NULL;
  return review_tx_exec (tx, error,
                         "INSERT INTO root_cause (decision, code, path, features, step, "
                         "sop_clause, text, language) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                         "sssstsss", decision->id, form->root_cause,
                         review_enum_nick (&review_paths, form->path), features, form->step,
                         form->clause, form->annotation, form->annotation_language)
         == 1;
}

/**
 * review_store_add_escalation:
 * @to_role: who is to answer
 * @wait: µs in which they are
 */
gboolean
review_store_add_escalation (
    ReviewTx *tx, const ReviewDecision *decision, const char *to_role, gint64 wait, GError **error)
{
  g_autofree char *id = review_tx_new_id (tx);
  const ReviewForm *form = decision->form;

  return review_tx_exec (
             tx, error,
             "INSERT INTO escalation (id, work_item, case_id, decision, from_account, to_role, "
             "reason_code, recommendation, checked, at, due_at) "
             "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
             "sssssssssii", id, decision->work_item, decision->case_id, decision->id,
             decision->actor, to_role, form->reason_codes[0],
             review_enum_nick (&review_recommendations, form->recommendation), form->checked,
             review_tx_get_now (tx), review_tx_get_now (tx) + wait)
         == 1;
}

/**
 * review_store_answer_escalation:
 * @answer: code of the closed list
 * @guidance: (nullable): for the person it returns to
 *
 * %REVIEW_ERROR_CONFLICT when no escalation of the item is open.
 */
gboolean
review_store_answer_escalation (ReviewTx *tx,
                                const char *work_item,
                                const char *account,
                                const char *answer,
                                const char *guidance,
                                GError **error)
{
  gint64 n = review_tx_exec (tx, error,
                             "UPDATE escalation SET answered_by = $2, answer = $3, "
                             "guidance = $4, answered_at = $5 WHERE work_item = $1 "
                             "AND answered_at IS NULL",
                             "ssssi", work_item, account, answer, guidance, review_tx_get_now (tx));

  if (n == 0)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT,
                         "no escalation of this case is open");
  return n >= 1;
}

/**
 * review_store_pass_escalation:
 * @account: who just answered it
 * @to_role: (nullable): who is to answer next; %NULL: the same role again
 * @wait: µs in which they are
 *
 * The escalation that was answered in this transaction goes on, as a row of its own.
 */
gboolean
review_store_pass_escalation (ReviewTx *tx,
                              const char *work_item,
                              const char *account,
                              const char *to_role,
                              gint64 wait,
                              GError **error)
{
  g_autofree char *id = review_tx_new_id (tx);

  return review_tx_exec (
             tx, error,
             "INSERT INTO escalation (id, work_item, case_id, decision, from_account, to_role, "
             "reason_code, recommendation, checked, at, due_at) SELECT $4, work_item, case_id, "
             "decision, from_account, COALESCE($5, to_role), reason_code, recommendation, checked, "
             "$3, $6 FROM escalation "
             "WHERE work_item = $1 AND answered_at = $3 AND answered_by = $2 "
             "ORDER BY at DESC LIMIT 1",
             "ssissi", work_item, account, review_tx_get_now (tx), id, to_role,
             review_tx_get_now (tx) + wait)
         == 1;
}

/**
 * review_store_list_unanswered:
 *
 * Returns: (transfer full): ids of work items whose escalation to a senior has no answer in its time
 */
GPtrArray *
review_store_list_unanswered (ReviewTx *tx, GError **error)
{
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT e.work_item FROM escalation e JOIN work_item w "
                       "ON w.id = e.work_item WHERE e.answered_at IS NULL "
                       "AND e.to_role = 'senior' AND e.due_at <= $1 AND w.state = 'escalated'",
                       "i", review_tx_get_now (tx));

  return review_rows_read_ids (rows, error);
}

static char **
split_words (const char *text)
{
  return text != NULL ? g_strsplit (text, " ", -1) : NULL;
}

static void
read_cause (ReviewLabelRow *row, ReviewRows *rows)
{
  row->root_cause = review_rows_dup_text (rows, 15);
  row->path = review_rows_get_enum (rows, 16, &review_paths);
  row->features = split_words (review_rows_get_text (rows, 17));
  row->step = review_rows_get_int (rows, 18);
  row->clause = review_rows_dup_text (rows, 19);
  row->annotation = review_rows_dup_text (rows, 20);
  row->annotation_language = review_rows_dup_text (rows, 21);
}

/* What the person had seen, and what they said before. */
static void
read_blindness (ReviewLabelRow *row, ReviewRows *rows, const ReviewDecision *decision)
{
  ReviewFirstCall call = { .choice = review_rows_get_enum (rows, 24, &review_recommendations) };
  int purpose = review_rows_get_enum (rows, 23, &review_purposes);

  row->blind = review_rows_get_enum (rows, 22, &review_blind_modes);
  if (row->blind == 0)
    row->blind = purpose == REVIEW_PURPOSE_AUDIT ? REVIEW_BLIND_HIDDEN : REVIEW_BLIND_OPEN;
  row->first_call = call.choice;
  row->first_call_at = review_rows_get_int (rows, 25);
  row->changed_mind = review_first_call_differs (&call, decision->choice);
  row->verdict_shown_at = review_rows_get_int (rows, 26);
  row->verdict_shown_after = review_rows_get_enum (rows, 27, &review_choices);
  row->verdict_visible = decision->seen != NULL && decision->seen->verdict_visible;
}

/* What counts as true of the case, by the entry of the log. */
static void
read_truth (ReviewLabelRow *row, ReviewRows *rows)
{
  row->seq = review_rows_get_int (rows, 29);
  row->correction = review_rows_get_int (rows, 30) != 0;
  row->stream = review_rows_get_enum (rows, 23, &review_purposes);
  if (row->verdict != 0)
    row->truth_label = (int) review_label_compute ((ReviewVerdict) row->verdict,
                                                   review_rows_get_int (rows, 31) != 0);
  row->truth_maturity = review_rows_get_enum (rows, 32, &review_maturities);
  row->truth_source = review_rows_dup_text (rows, 33);
  row->basis = review_rows_get_enum (rows, 34, &review_bases);
  row->nature = review_rows_get_enum (rows, 35, &review_natures);
  row->typology = review_rows_dup_text (rows, 36);
  row->policy = review_rows_dup_text (rows, 37);
}

static ReviewLabelRow *
read_label (ReviewRows *rows, GError **error)
{
  g_autoptr (ReviewLabelRow) row = review_record_new (&review_label_row_type);
  g_autoptr (ReviewDecision) decision =
      review_decode (&review_decision_type, review_rows_get_text (rows, 6), -1, error);

  if (decision == NULL)
    return NULL;
  row->case_id = review_rows_dup_text (rows, 0);
  row->external_id = review_rows_dup_text (rows, 1);
  row->source = review_rows_dup_text (rows, 2);
  row->type = review_rows_dup_text (rows, 3);
  row->decision = g_strdup (decision->id);
  row->decided_at = decision->decided_at;
  row->effective_at = decision->effective_at;
  row->actor = g_strdup (decision->actor);
  row->choice = decision->choice;
  if (decision->form != NULL)
    {
      row->reasoning = decision->form->reasoning;
      if (decision->form->step_marks != NULL)
        row->step_marks = g_ptr_array_ref (decision->form->step_marks);
    }
  row->verdict = review_rows_get_enum (rows, 7, &review_verdicts);
  row->risk = review_rows_get_double (rows, 8);
  row->model = review_rows_dup_text (rows, 9);
  row->assessment = review_rows_dup_text (rows, 10);
  row->pi = review_rows_get_double (rows, 11);
  row->route = review_rows_get_enum (rows, 12, &review_routes);
  if (row->assessment == NULL)
    {
      row->route = REVIEW_ROUTE_NO_ASSESSMENT;
      row->pi = 1;
    }
  if (row->verdict != 0)
    row->label = (int) review_label_compute ((ReviewVerdict) row->verdict,
                                             review_rows_get_int (rows, 13) != 0);
  row->label_maturity = review_rows_get_enum (rows, 14, &review_maturities);
  row->cluster_id = review_rows_dup_text (rows, 28);
  read_truth (row, rows);
  row->as_group = decision->campaign != NULL;
  read_cause (row, rows);
  read_blindness (row, rows, decision);
  return g_steal_pointer (&row);
}

/**
 * review_store_each_label:
 * @takes: the reader takes cases: rows of a case with a blind look that is not over wait
 * @after: -1: the newest entry of each decision; otherwise the entries of the log after it, up to the
 *   first that waits, so that none is passed over
 * @func: gets the rows, in the order in which they became known
 *
 * The label is computed from the verdict and the newest truth that rests on the decision. Machine
 * decisions, escalations and retracted decisions have none. Beside it stands what the person had
 * called before the verdict was shown to them.
 */
gboolean
review_store_each_label (ReviewTx *tx,
                         gboolean takes,
                         gint64 after,
                         ReviewLabelRowFunc func,
                         gpointer user_data,
                         GError **error)
{
  GError *local = NULL;
  gboolean more = TRUE;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT c.id, c.external_id, c.source, c.type, d.id, d.account, d.body, s.verdict, s.risk, "
      "s.model, s.id, s.pi, s.route, t.positive, t.maturity, r.code, r.path, r.features, r.step, "
      "r.sop_clause, r.text, r.language, w.blind, w.purpose, f.choice, f.at, v.at, v.choice, "
      "t.cluster_id, l.seq, l.correction, k.positive, k.maturity, k.source, k.basis, k.nature, "
      "k.typology, s.policy, CASE WHEN $1 <> 0 AND EXISTS (SELECT 1 FROM work_item o "
      "WHERE o.case_id = c.id AND o.state <> 'closed' AND (o.blind = 'hidden' "
      "OR o.purpose IN ('audit', 'gold', 'calibration'))) THEN 1 ELSE 0 END "
      "FROM label_log l JOIN truth k ON k.case_id = l.case_id AND k.n = l.truth_n "
      "JOIN effective_decision e ON e.decision = l.decision "
      "JOIN decision d ON d.id = e.decision JOIN case_file c ON c.id = d.case_id "
      "JOIN work_item w ON w.id = d.work_item JOIN account a ON a.id = d.account "
      "JOIN truth t ON t.decision = d.id AND t.n = (SELECT MAX(u.n) FROM truth u "
      "WHERE u.decision = d.id) "
      "LEFT JOIN assessment s ON s.id = w.assessment LEFT JOIN root_cause r ON r.decision = d.id "
      "LEFT JOIN first_call f ON f.work_item = d.work_item AND f.account = d.account "
      "LEFT JOIN verdict_shown v ON v.work_item = d.work_item AND v.account = d.account "
      "WHERE a.role <> 'service' AND l.seq > $2 AND ($2 >= 0 OR l.seq = (SELECT MAX(m.seq) "
      "FROM label_log m WHERE m.decision = d.id)) ORDER BY l.seq",
      "ei", takes, after);

  if (rows == NULL)
    return FALSE;
  while (more && review_rows_next (rows, &local))
    {
      gboolean waits = review_rows_get_int (rows, 38) != 0;
      g_autoptr (ReviewLabelRow) row = NULL;

      if (waits && after >= 0)
        break;
      if (waits)
        continue;
      row = read_label (rows, &local);
      more = row != NULL && func (row, user_data, &local);
    }
  return review_rows_end (error, local);
}
