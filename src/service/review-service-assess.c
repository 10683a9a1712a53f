/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a case to its assessment and from there to a person, or to an automatic decision. ROCA
 * thinks outside any transaction; what it says is stored only if the case is still as it was. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-wide-bands.h"
#include "review-service-private.h"
#include "review-service-sample.h"
#include "review-store-cases.h"
#include "review-store-decisions.h"
#include "review-store-events.h"
#include "review-store-patterns.h"

/* Code of list priority_reason for a rule that names none of its own. */
#define RULE_REASON "policy_rule"

typedef struct
{
  ReviewService *service;
  const char *case_id;
  const char *case_type;
  const ReviewUser *actor;  /* who says @said */
  const ReviewTrial *trial; /* (nullable): an experiment runs on the type */
  ReviewTrial own;          /* what it points at, where the case was read here */
  double draw;              /* of the audit lot */
  gint64 limit;
  gint64 version;         /* of the case when it was read */
  int state;              /* of the case, likewise */
  ReviewIntake *values;   /* (owned) */
  ReviewAssessment *said; /* (owned) (nullable) */
  GPtrArray *sampled;     /* (owned): ReviewPattern that wait for more labels */
  GPtrArray *ids;         /* (owned) (nullable) */
} Job;

static void
clear_job (Job *self)
{
  g_clear_pointer (&self->values, review_record_unref);
  g_clear_pointer (&self->said, review_record_unref);
  g_clear_pointer (&self->sampled, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  review_trial_clear (&self->own);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, clear_job)

static gboolean
read_values (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewCase) item_case = review_store_load_case (tx, job->case_id, error);

  if (item_case == NULL)
    return FALSE;
  job->version = item_case->version;
  job->state = item_case->state;
  job->values = review_store_load_values (tx, job->case_id, 0, error);
  if (job->values != NULL)
    job->sampled = review_store_list_sampled_patterns (tx, item_case->type, error);
  return job->values != NULL && job->sampled != NULL
         && review_trial_init (&job->own, job->service, tx, job->case_id, item_case->type,
                               job->draw, error);
}

/* Where a decisive step rests on no clause, the SOP has a gap. */
static gboolean
note_gaps (ReviewTx *tx, const ReviewAssessment *said, GError **error)
{
  for (guint i = 0; said->steps != NULL && i < said->steps->len; i++)
    {
      const ReviewStep *step = said->steps->pdata[i];
      g_autofree char *id = review_tx_new_id (tx);

      if (step->no_clause
          && review_tx_exec (tx, error,
                             "INSERT INTO sop_gap (id, case_id, assessment, step, feature, state, "
                             "at) VALUES ($1, $2, $3, $4, $5, 'open', $6)",
                             "sssisi", id, said->case_id, said->id, step->n,
                             step->features != NULL ? step->features[0] : NULL,
                             review_tx_get_now (tx))
                 != 1)
        return FALSE;
    }
  return TRUE;
}

/* The clock of a case runs since it was opened. One that waited longer than its whole limit, as
 * imported history did, gets the limit from now. */
static gint64
minutes_left (ReviewTx *tx, const Job *job, const ReviewCase *item_case)
{
  gint64 limit = review_service_sla_minutes (job->service, item_case->type);
  gint64 waited = (review_tx_get_now (tx) - item_case->opened_at) / REVIEW_MINUTE;

  return waited > 0 && waited < limit ? limit - waited : limit;
}

static gboolean
add_work (ReviewTx *tx, const Job *job, const ReviewCase *item_case, int purpose, GError **error)
{
  ReviewNewWork work = { .case_id = job->case_id,
                         .purpose = purpose,
                         .stage = REVIEW_STAGE_FIRST,
                         .round = 1,
                         .sla_minutes = minutes_left (tx, job, item_case),
                         .as_of = job->said->as_of,
                         .assessment = job->said->id,
                         .policy = job->said->policy };
  g_autofree char *id = NULL;

  if (!review_service_set_blind (job->service, &work, item_case->type, job->said, error))
    return FALSE;
  if (job->trial != NULL && job->trial->adjudicated)
    work.blind = REVIEW_BLIND_HIDDEN;
  id = review_store_add_work (tx, &work, error);
  return id != NULL && review_event_add (tx, "queue", id, item_case->vendor, error);
}

/* The first disposition that the type lists is the one a machine uses: it can be undone. */
static const char *
automatic_disposition (const ReviewService *self, const char *case_type)
{
  g_autoptr (GPtrArray) codes =
      review_catalog_list_codes (review_service_get_catalog (self), "disposition", case_type);

  return codes != NULL && codes->len > 0 ? ((ReviewCode *) codes->pdata[0])->code : NULL;
}

/* What the gates decided; a rule may block what ROCA alone would have passed. */
static int
choose (const ReviewAssessment *said)
{
  int act = said->gates != NULL && said->gates->act != 0 ? said->gates->act : said->verdict;

  return act == REVIEW_VERDICT_BLOCK ? REVIEW_CHOICE_BLOCK : REVIEW_CHOICE_PASS;
}

/* Who answers for it: the house's own agent, or the account that delivered; never a name that was
 * typed into a delivery. */
static const char *
get_decider (const Job *job)
{
  return review_assessment_is_foreign (job->said) ? job->actor->id : REVIEW_AGENT_ROCA;
}

static ReviewDecision *
make_automatic (ReviewTx *tx, const Job *job, const ReviewCase *item_case, GError **error)
{
  gint64 n = review_store_next_decision (tx, job->case_id, error);
  ReviewDecision *decision;

  if (n < 0)
    return NULL;
  decision = review_record_new (&review_decision_type);
  decision->id = review_tx_new_id (tx);
  decision->work_item = g_strdup ("");
  decision->case_id = g_strdup (job->case_id);
  decision->n = n;
  decision->actor = g_strdup (get_decider (job));
  decision->decided_at = REVIEW_WHOLE_MS (review_tx_get_now (tx));
  decision->effective_at = decision->decided_at;
  decision->stage = REVIEW_STAGE_FIRST;
  decision->choice = choose (job->said);
  decision->form = review_record_new (&review_form_type);
  decision->form->choice = decision->choice;
  if (decision->choice == REVIEW_CHOICE_BLOCK)
    decision->form->disposition = g_strdup (automatic_disposition (job->service, item_case->type));
  decision->seen = review_record_new (&review_seen_type);
  decision->seen->assessment = g_strdup (job->said->id);
  return decision;
}

static gboolean
decide_alone (ReviewTx *tx, const Job *job, const ReviewCase *item_case, GError **error)
{
  g_autoptr (ReviewDecision) decision = make_automatic (tx, job, item_case, error);

  return decision != NULL && review_store_add_decision (tx, decision, FALSE, error)
         && review_service_audit_case (tx, job->actor, "auto_decide", job->case_id, decision->id,
                                       job->said->reason, NULL, decision, error)
         && review_service_start_effects (job->service, tx, decision, item_case->type, error);
}

/* Gates are the Hub's; a key user and a missing route go to a person whatever it said. */
static gboolean
is_automatic (const ReviewAssessment *said, const ReviewCase *item_case)
{
  return !review_priority_is_key_user (item_case->priority)
         && (said->route == REVIEW_ROUTE_AUTO_PASS || said->route == REVIEW_ROUTE_AUTO_BLOCK
             || said->route == REVIEW_ROUTE_AUDIT);
}

static gboolean
follow_route (ReviewTx *tx, const Job *job, const ReviewCase *item_case, GError **error)
{
  if (!is_automatic (job->said, item_case))
    return add_work (tx, job, item_case, REVIEW_PURPOSE_SLA, error)
           && review_store_set_case_state (tx, job->case_id, REVIEW_CASE_QUEUED, error);
  if (!decide_alone (tx, job, item_case, error))
    return FALSE;
  /* An audit is announced like a case that goes to people, and not as one that was decided. */
  return job->said->route == REVIEW_ROUTE_AUDIT
             ? add_work (tx, job, item_case, REVIEW_PURPOSE_AUDIT, error)
             : review_event_add (tx, "case", job->case_id, item_case->vendor, error);
}

/* A case that waits or is being read shows the newer assessment from now on. The version grows, so
 * that whoever read the older one reads the new one before deciding; blind looks stay as they are. */
static gboolean
refresh_work (ReviewTx *tx, const Job *job, const ReviewCase *item_case, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "UPDATE work_item SET assessment = $2, as_of = $3, version = version + 1 "
                       "WHERE case_id = $1 AND state NOT IN ('decided', 'closed') "
                       "AND purpose IN ('sla', 'second_review') RETURNING id",
                       "ssi", job->case_id, job->said->id, job->said->as_of);

  if (rows == NULL)
    return FALSE;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (ids, review_rows_dup_text (rows, 0));
  for (guint i = 0; local == NULL && i < ids->len; i++)
    review_event_add (tx, "queue", ids->pdata[i], item_case->vendor, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* What a rule raised the priority to stands with the case, as one more of the reasons that add up
 * to it. It is not taken back by a later policy: only a lead lowers a priority. */
static ReviewCase *
raise_priority (ReviewTx *tx,
                const ReviewCase *item_case,
                const ReviewAssessment *said,
                GError **error)
{
  const ReviewGates *gates = said->gates;
  g_autoptr (ReviewCase) raised = review_record_copy (item_case);
  ReviewPriorityReason *reason;

  if (gates == NULL || gates->priority_rule == NULL || gates->priority <= item_case->priority)
    return g_steal_pointer (&raised);
  reason = review_record_new (&review_priority_reason_type);
  reason->code = g_strdup (gates->priority_reason != NULL ? gates->priority_reason : RULE_REASON);
  reason->points = gates->priority - item_case->priority;
  reason->key_user_reason = gates->priority_reason != NULL;
  if (raised->priority_reasons == NULL)
    raised->priority_reasons = review_records_new ();
  g_ptr_array_add (raised->priority_reasons, reason);
  raised->priority = gates->priority;
  if (!review_store_raise_priority (tx, raised, error)
      || !review_service_audit_case (tx, review_service_system_user (), "raise_priority",
                                     item_case->id, said->id, gates->priority_rule, item_case,
                                     raised, error))
    return NULL;
  return g_steal_pointer (&raised);
}

/* People will label it: whatever the gates would have done with it is nothing that happens, and counting
 * it as drawn with a small probability would weigh its label as many. A route to people stays, because
 * its reason says more. */
static void
leave_to_people (ReviewAssessment *said, const char *reason, const char *en, const char *zh)
{
  if (said->gates != NULL)
    {
      ReviewGates *gates = review_record_copy (said->gates);

      gates->act = 0;
      review_record_unref (said->gates);
      said->gates = gates;
    }
  said->pi = 1;
  if (said->route == REVIEW_ROUTE_HUMAN)
    return;
  said->route = REVIEW_ROUTE_HUMAN;
  g_free (said->reason);
  said->reason = g_strdup (reason);
  review_text_free (said->reason_text);
  said->reason_text = review_text_new (en, zh);
}

/* ROCA speaks again when there is new evidence, which people have to see. An agent may speak as often
 * as it likes: what people hold in their hands it does not change, and what waits only where it says
 * pass instead of block, or the other way round. */
static gboolean
is_shown (ReviewTx *tx, const Job *job, gboolean *ret_shown, GError **error)
{
  gint64 held = 0, same = 0;

  *ret_shown = TRUE;
  if (!review_assessment_is_foreign (job->said))
    return TRUE;
  if (!review_tx_get_int (tx, &held, error,
                          "SELECT COUNT(*) FROM work_item WHERE case_id = $1 AND state NOT IN "
                          "('queued', 'closed') AND purpose IN ('sla', 'second_review')",
                          "s", job->case_id)
      || !review_tx_get_int (tx, &same, error,
                             "SELECT COUNT(*) FROM case_file c JOIN assessment a ON "
                             "a.id = c.assessment WHERE c.id = $1 AND a.verdict = $2",
                             "ss", job->case_id,
                             review_enum_nick (&review_verdicts, job->said->verdict)))
    return FALSE;
  *ret_shown = held == 0 && same == 0;
  return TRUE;
}

static gboolean
add_to_people (ReviewTx *tx, const Job *job, const ReviewCase *item_case, GError **error)
{
  gboolean shown;

  if (!is_shown (tx, job, &shown, error))
    return FALSE;
  return shown ? review_store_add_assessment (tx, job->said, error)
                     && refresh_work (tx, job, item_case, error)
               : review_store_keep_assessment (tx, job->said, error);
}

/**
 * review_service_file_assessment:
 * @item_case: not yet decided
 * @said: new, with its route; receives id, case and time
 * @actor: who said it
 * @trial: (nullable): of the experiment that runs on the type
 *
 * Keeps what was said of a case, and follows its route or, where people have the case already, leaves
 * it to them: what ROCA says is shown, what another agent says only where nobody has begun and its
 * verdict is another than the one that is shown.
 */
gboolean
review_service_file_assessment (ReviewService *self,
                                ReviewTx *tx,
                                const ReviewCase *item_case,
                                ReviewAssessment *said,
                                const ReviewUser *actor,
                                const ReviewTrial *trial,
                                GError **error)
{
  const Job job = { .service = self,
                    .case_id = item_case->id,
                    .said = said,
                    .actor = actor,
                    .trial = trial != NULL && trial->experiment != NULL ? trial : NULL };
  gboolean fresh = item_case->state == REVIEW_CASE_NEW;
  g_autoptr (ReviewCase) raised = NULL;

  said->id = review_tx_new_id (tx);
  said->case_id = g_strdup (item_case->id);
  said->created_at = review_tx_get_now (tx);
  if (!fresh)
    leave_to_people (said, "already_with_people", "People have the case already: a person decides.",
                     "案件已由人工处理，由人工决定。");
  if (!(fresh ? review_store_add_assessment (tx, said, error)
              : add_to_people (tx, &job, item_case, error))
      || !note_gaps (tx, said, error)
      || !review_service_audit_case (tx, actor, "assess", item_case->id, said->id, NULL, NULL, said,
                                     error))
    return FALSE;
  if (fresh && job.trial != NULL
      && !review_trial_keep (job.trial, self, tx, said, item_case->type, error))
    return FALSE;
  raised = raise_priority (tx, item_case, said, error);
  return raised != NULL && (!fresh || follow_route (tx, &job, raised, error));
}

/* Whether the case is out of the hands of assessments. */
gboolean
review_case_state_is_decided (int state)
{
  static const ReviewCaseState decided[] = { REVIEW_CASE_AUTO_DECIDED, REVIEW_CASE_DECIDED,
                                             REVIEW_CASE_EFFECTS_PENDING, REVIEW_CASE_CLOSED };

  for (gsize i = 0; i < G_N_ELEMENTS (decided); i++)
    if (state == (int) decided[i])
      return TRUE;
  return FALSE;
}

/* A decided case keeps the assessment that it was decided on. A match that is open in it now is no
 * reason to decide again by machine, and none to be silent. */
static gboolean
note_decided (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewCase) item_case = review_store_load_case (tx, job->case_id, error);

  if (item_case == NULL)
    return FALSE;
  if (item_case->version != job->version)
    return TRUE;
  if (review_tx_exec (tx, error, "UPDATE case_file SET stale = 0 WHERE id = $1", "s", job->case_id)
      != 1)
    return FALSE;
  return !review_evidence_has_open_match (job->values->evidence)
         || (review_service_audit_case (tx, review_service_system_user (), "match_after_decision",
                                        job->case_id, NULL, "screening_match", NULL, NULL, error)
             && review_event_add (tx, "case", job->case_id, item_case->vendor, error));
}

/**
 * review_service_widen_band:
 * @said: new; goes to people where the band of its side is widened and they have room
 * @ret_band: (out) (transfer full) (nullable): id of the band in which the case has to wait; %NULL: it
 *   has not
 */
gboolean
review_service_widen_band (ReviewService *self,
                           ReviewTx *tx,
                           const ReviewCase *item_case,
                           ReviewAssessment *said,
                           char **ret_band,
                           GError **error)
{
  ReviewBandAnswer answer = REVIEW_BAND_LEAVES;
  g_autofree char *band = NULL;

  *ret_band = NULL;
  if (item_case->state != REVIEW_CASE_NEW || !is_automatic (said, item_case))
    return TRUE;
  if (!review_service_ask_band (self, tx, item_case->type, said, &answer, &band, error))
    return FALSE;
  if (answer == REVIEW_BAND_TAKES)
    leave_to_people (said, "band_widened",
                     "What is decided alone here keeps its promise no longer: a person decides.",
                     "此处的自动决策已不达标：改由人工决定。");
  else if (answer == REVIEW_BAND_HOLDS)
    *ret_band = g_steal_pointer (&band);
  return TRUE;
}

static gboolean
file_or_hold (ReviewTx *tx, Job *job, const ReviewCase *item_case, GError **error)
{
  g_autofree char *band = NULL;

  if (!review_service_widen_band (job->service, tx, item_case, job->said, &band, error))
    return FALSE;
  return band != NULL
             ? review_service_hold_case (tx, band, item_case->id, error)
             : review_service_file_assessment (job->service, tx, item_case, job->said,
                                               review_service_system_user (), &job->own, error);
}

static gboolean
store_said (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autoptr (ReviewCase) item_case = review_store_load_case (tx, job->case_id, error);
  gboolean runs = TRUE;

  if (item_case == NULL || !review_trial_still_runs (&job->own, tx, &runs, error))
    return FALSE;
  /* It, or its experiment, changed while ROCA thought: it stays waiting for the next round. */
  return item_case->version != job->version || !runs || file_or_hold (tx, job, item_case, error);
}

/* What ROCA says of the case under the policy in force and, in an experiment, under the one on trial;
 * the experiment says which of them is followed. */
static ReviewAssessment *
think (Job *job, const ReviewAssessor *assessor, GError **error)
{
  const ReviewPolicy *policy = review_service_get_policy (job->service);
  g_autoptr (ReviewAssessment) live =
      assessor->assess (assessor->self, job->values, policy,
                        review_service_get_catalog (job->service), job->draw, error);
  ReviewAssessment *tried;

  if (live != NULL && job->own.experiment == NULL)
    review_service_sample_more (job->service, job->sampled, live, job->values, job->draw);
  if (live == NULL || job->own.experiment == NULL)
    return g_steal_pointer (&live);
  tried = assessor->assess (assessor->self, job->values, job->own.tried,
                            review_service_get_catalog (job->service), job->draw, error);
  return tried != NULL ? review_trial_choose (&job->own, policy, g_steal_pointer (&live), tried)
                       : NULL;
}

/**
 * review_service_assess_case:
 *
 * Has ROCA assess one case as of now and sends it where the Hub says. Without a model for its
 * type nothing happens: after a few minutes people get it without a number. A decided case keeps
 * its assessment; where a screening match is open in it, that is put on record.
 *
 * Returns: %FALSE with @error set when the assessment failed
 */
gboolean
review_service_assess_case (ReviewService *self, const char *case_id, GError **error)
{
  g_auto (Job) job = { .service = self, .case_id = case_id };
  ReviewAssessor assessor;
  GError *local = NULL;

  g_mutex_lock (&self->lock);
  assessor = self->assessor;
  g_mutex_unlock (&self->lock);
  if (assessor.assess == NULL)
    return TRUE;
  if (!review_service_draw (self, case_id, &job.draw, error)
      || !review_store_read (self->store, read_values, &job, error))
    return FALSE;
  if (review_case_state_is_decided (job.state))
    return review_service_write (self, note_decided, &job, error);
  job.said = think (&job, &assessor, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return job.said == NULL || review_service_write (self, store_said, &job, error);
}

static gboolean
list_stale (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT id FROM case_file WHERE stale = 1 AND ($1 IS NULL OR type = $1) "
      "AND NOT EXISTS (SELECT 1 FROM wide_band_held h WHERE h.case_id = case_file.id) "
      "ORDER BY received_at, id LIMIT $2",
      "si", job->case_type, job->limit);

  if (rows == NULL)
    return FALSE;
  job->ids = g_ptr_array_new_with_free_func (g_free);
  while (review_rows_next (rows, &local))
    g_ptr_array_add (job->ids, review_rows_dup_text (rows, 0));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * review_service_assess_pending:
 * @case_type: (nullable): only of this type
 * @limit: at most so many
 * @progress: (nullable): called after each; returns %FALSE to stop
 *
 * Assesses the cases that wait for it, oldest first. One that fails is logged and stays waiting.
 *
 * Returns: how many were tried; -1 with @error set when the list cannot be read
 */
gint64
review_service_assess_pending (ReviewService *self,
                               const char *case_type,
                               gint64 limit,
                               ReviewProgressFunc progress,
                               gpointer user_data,
                               GError **error)
{
  g_auto (Job) job = { .service = self, .case_type = case_type, .limit = limit };
  guint i = 0;

  if (!review_store_read (self->store, list_stale, &job, error))
    return -1;
  for (; i < job.ids->len; i++)
    {
      g_autoptr (GError) local = NULL;

      if (!review_service_assess_case (self, job.ids->pdata[i], &local))
        g_message ("case %s is not assessed: %s", (char *) job.ids->pdata[i], local->message);
      if (progress != NULL && !progress (i + 1, job.ids->len, user_data))
        return i + 1;
    }
  return i;
}
