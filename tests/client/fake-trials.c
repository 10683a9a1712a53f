/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "review-test"
#include "fake-trials.h"

#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "review-codec.h"
#include "review-error.h"

#define NOW ((gint64) 1764028800 * G_USEC_PER_SEC)

static ReviewModelComparison *
comparison_new (const char *name, gint64 n, gint64 bad, double gain, double spread)
{
  ReviewModelComparison *self = review_record_new (&review_model_comparison_type);

  self->name = g_strdup (name);
  self->n = n;
  self->positives = bad;
  self->auc_live = 0.951;
  self->auc_candidate = 0.951 + gain / 3;
  self->log_loss_live = 0.184;
  self->log_loss_candidate = 0.184 - gain;
  self->gain = gain;
  self->gain_low = gain - spread;
  self->gain_high = gain + spread;
  self->passed = gain + spread > 0;
  return self;
}

static ReviewModelVersion *
model_new (const char *version, int state)
{
  ReviewModelVersion *self = review_record_new (&review_model_version_type);

  self->version = g_strdup (version);
  self->case_type = g_strdup ("withdrawal_anomaly");
  self->state = state;
  self->created_at = NOW - 20 * 24 * REVIEW_HOUR;
  return self;
}

static ReviewModelVersion *
candidate_new (void)
{
  ReviewModelVersion *self = model_new (FAKE_CANDIDATE, REVIEW_MODEL_SHADOW);
  ReviewModelShadow *shadow = review_record_new (&review_model_shadow_type);

  self->created_at = NOW - 30 * REVIEW_HOUR;
  self->method = REVIEW_TRAINING_ANEW;
  self->base = g_strdup (FAKE_LIVE_MODEL);
  self->dataset = g_strdup ("5f1c0a7e9b2d4c6f8a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5");
  self->rows = 4218;
  self->positives = 391;
  self->reason = g_strdup ("Night withdrawals to own wallets are blocked too often");
  self->asked_by = g_strdup ("u-model");
  self->asked_by_name = g_strdup ("M. Ito");
  self->passed = TRUE;
  self->comparison = review_records_new ();
  g_ptr_array_add (self->comparison, comparison_new ("all", 1312, 121, 0.012, 0.009));
  g_ptr_array_add (self->comparison, comparison_new ("slice", 208, 31, 0.071, 0.024));
  g_ptr_array_add (self->comparison, comparison_new ("audit", 164, 12, 0.004, 0.021));
  g_ptr_array_add (self->comparison, comparison_new ("market:BR", 214, 25, -0.003, 0.018));
  shadow->since = NOW - 29 * REVIEW_HOUR;
  shadow->cases = 1840;
  shadow->blocks = 12;
  shadow->passes = 57;
  shadow->right = 31;
  shadow->wrong = 4;
  shadow->known = comparison_new ("shadow", 412, 38, 0.015, 0.013);
  self->shadow = shadow;
  return self;
}

static ReviewGuard *
guard_new (int measure, double limit, double tolerance)
{
  ReviewGuard *self = review_record_new (&review_guard_type);

  self->measure = measure;
  self->limit = limit;
  self->tolerance = tolerance;
  return self;
}

static void
add_row (ReviewExperiment *self, int measure, gint64 n, double live, double tried, double spread)
{
  ReviewExperimentRow *row = review_record_new (&review_experiment_row_type);

  row->measure = measure;
  row->live_n = row->tried_n = n;
  row->live = live;
  row->live_low = fmax (0, live - spread);
  row->live_high = fmin (1, live + spread);
  row->tried = tried;
  row->tried_low = fmax (0, tried - spread);
  row->tried_high = fmin (1, tried + spread);
  row->limit = row->tolerance = (double) NAN;
  for (guint i = 0; i < self->guards->len; i++)
    {
      const ReviewGuard *guard = self->guards->pdata[i];

      if (guard->measure != measure)
        continue;
      row->guarded = TRUE;
      row->limit = guard->limit;
      row->tolerance = guard->tolerance;
    }
  g_ptr_array_add (self->rows, row);
}

static void
add_step (ReviewExperiment *self, int state, double share, const char *by, const char *reason)
{
  ReviewExperimentStep *step = review_record_new (&review_experiment_step_type);

  step->state = state;
  step->share = share;
  step->by = g_strdup (by);
  step->by_name = g_strdup (by);
  step->at = NOW - (gint64) (5 - self->steps->len) * 12 * REVIEW_HOUR;
  step->reason = g_strdup (reason);
  g_ptr_array_add (self->steps, step);
  self->state = state;
  self->share = share;
}

static ReviewBacktest *
backtest_new (void)
{
  static const char *const measures[] = { "auto_pass", "auto_block", "queue_per_day",
                                          "system_recall" };
  static const double live[] = { 0.61, 0.031, 480, 0.9921 }, tried[] = { 0.66, 0.031, 418, 0.9915 };
  ReviewBacktest *self = review_record_new (&review_backtest_type);

  self->case_type = g_strdup ("withdrawal_anomaly");
  self->cases = 41207;
  self->labels = 2310;
  self->changed = 2034;
  self->rows = review_records_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (measures); i++)
    {
      ReviewBacktestRow *row = review_record_new (&review_backtest_row_type);

      row->measure = g_strdup (measures[i]);
      row->live = live[i];
      row->tried = tried[i];
      row->difference = tried[i] - live[i];
      row->difference_low = row->difference - fabs (row->difference) / 4;
      row->difference_high = row->difference + fabs (row->difference) / 4;
      g_ptr_array_add (self->rows, row);
    }
  return self;
}

static ReviewExperiment *
experiment_new (const char *id, const char *tried, const char *author, const char *name)
{
  ReviewExperiment *self = review_record_new (&review_experiment_type);

  self->id = g_strdup (id);
  self->case_type = g_strdup ("withdrawal_anomaly");
  self->version = 1;
  self->live = g_strdup ("r1");
  self->tried = g_strdup (tried);
  self->alpha = 0.05;
  self->error_cost = 19;
  self->adjudicated = 1;
  self->min_cases = 200;
  self->author = g_strdup (author);
  self->author_name = g_strdup (name);
  self->created_at = NOW - 3 * 24 * REVIEW_HOUR;
  self->backtest = backtest_new ();
  self->steps = review_records_new ();
  self->rows = review_records_new ();
  self->guards = review_records_new ();
  self->duel = review_record_new (&review_duel_type);
  self->duel->verdict = REVIEW_TRIAL_GOES_ON;
  g_ptr_array_add (self->guards, guard_new (REVIEW_MEASURE_PRECISION, 0.95, (double) NAN));
  g_ptr_array_add (self->guards, guard_new (REVIEW_MEASURE_RECALL, (double) NAN, 0.01));
  g_ptr_array_add (self->guards, guard_new (REVIEW_MEASURE_ON_TIME, (double) NAN, 0.05));
  add_step (self, REVIEW_EXPERIMENT_PROPOSED, 0, name, "Quiet withdrawals need nobody");
  return self;
}

static ReviewExperiment *
rollout_new (void)
{
  static const char *const missing[] = { "too_few_cases", NULL };
  ReviewExperiment *self = experiment_new (FAKE_ROLLOUT, "r3", "u-admin", "A. Diaz");

  self->note = g_strdup ("Quiet withdrawals to addresses of old customers need nobody.");
  add_step (self, REVIEW_EXPERIMENT_SHADOW, 0, "A. Diaz", NULL);
  add_step (self, REVIEW_EXPERIMENT_ROLLOUT, 0.25, "A. Diaz", NULL);
  self->version = 3;
  self->duel->cases = 2410;
  self->duel->differ = 173;
  self->duel->adjudicated = 61;
  self->duel->open = 9;
  self->duel->saved = 47;
  self->duel->spent = 3;
  self->duel->avoided = 1;
  self->duel->made = 1;
  self->duel->e_better = 312;
  self->duel->e_worse = 0.01;
  self->duel->verdict = REVIEW_TRIAL_BETTER;
  add_row (self, REVIEW_MEASURE_AUTOMATION, 164, 0.64, 0.71, 0.06);
  add_row (self, REVIEW_MEASURE_BLOCKS, 164, 0.052, 0.049, 0.031);
  add_row (self, REVIEW_MEASURE_PRECISION, 38, 0.974, 0.98, 0.03);
  add_row (self, REVIEW_MEASURE_RECALL, 41, 0.991, 0.99, 0.024);
  add_row (self, REVIEW_MEASURE_ON_TIME, 59, 0.97, 0.98, 0.04);
  self->missing = g_strdupv ((char **) missing);
  return self;
}

FakeTrials *
fake_trials_new (void)
{
  FakeTrials *self = g_new0 (FakeTrials, 1);
  ReviewModelVersion *live = model_new (FAKE_LIVE_MODEL, REVIEW_MODEL_LIVE);
  ReviewModelVersion *before = model_new ("wd-2026.9.14-77aa", REVIEW_MODEL_RETIRED);

  before->created_at -= 50 * 24 * REVIEW_HOUR;
  self->models = review_records_new ();
  self->jobs = review_records_new ();
  self->experiments = review_records_new ();
  g_ptr_array_add (self->models, candidate_new ());
  g_ptr_array_add (self->models, live);
  g_ptr_array_add (self->models, before);
  g_ptr_array_add (self->experiments, rollout_new ());
  g_ptr_array_add (self->experiments, experiment_new (FAKE_PROPOSED, "r4", "u-lead", "W. Zhao"));
  return self;
}

void
fake_trials_free (FakeTrials *self)
{
  g_ptr_array_unref (self->models);
  g_ptr_array_unref (self->jobs);
  g_ptr_array_unref (self->experiments);
  g_free (self);
}

static gpointer
refuse (int code, GError **error)
{
  g_set_error (error, REVIEW_ERROR, code, "SERVER-TEXT: not so");
  return NULL;
}

static gpointer
list_models (FakeTrials *self, const char *case_type)
{
  ReviewModelList *list = review_record_new (&review_model_list_type);

  list->case_type = g_strdup (case_type);
  list->models = review_records_new ();
  list->jobs = review_records_new ();
  for (guint i = 0; strcmp (case_type, "withdrawal_anomaly") == 0 && i < self->models->len; i++)
    {
      ReviewModelVersion *one = self->models->pdata[i];

      if (one->state == REVIEW_MODEL_LIVE)
        list->live = g_strdup (one->version);
      g_ptr_array_add (list->models, review_record_copy (one));
    }
  for (guint i = 0; strcmp (case_type, "withdrawal_anomaly") == 0 && i < self->jobs->len; i++)
    g_ptr_array_add (list->jobs, review_record_copy (self->jobs->pdata[i]));
  return list;
}

static gpointer
ask (FakeTrials *self,
     const ReviewUser *user,
     const char *case_type,
     const char *body,
     GError **error)
{
  g_autoptr (ReviewTrainingRequest) request =
      review_decode (&review_training_request_type, body, -1, error);
  ReviewTrainingJob *job;

  if (request == NULL)
    return NULL;
  job = review_record_new (&review_training_job_type);
  job->id = g_strdup ("00000000000000000000000000000a01");
  job->case_type = g_strdup (case_type);
  job->state = REVIEW_TRAINING_RUNNING;
  job->method = request->method;
  job->reason = g_strdup (request->reason);
  job->slice = request->slice != NULL ? review_record_ref (request->slice) : NULL;
  job->asked_by = g_strdup (user->id);
  job->done = 12;
  job->total = 30;
  g_ptr_array_insert (self->jobs, 0, job);
  return review_record_copy (job);
}

static gpointer
act_on_model (
    FakeTrials *self, const ReviewUser *user, const char *version, const char *act, GError **error)
{
  for (guint i = 0; i < self->models->len; i++)
    {
      ReviewModelVersion *one = self->models->pdata[i];

      if (strcmp (one->version, version) == 0)
        {
          if (g_strcmp0 (one->asked_by, user->id) == 0 && strcmp (act, "live") == 0)
            return refuse (REVIEW_ERROR_FORBIDDEN, error);
          for (guint j = 0; strcmp (act, "live") == 0 && j < self->models->len; j++)
            if (((ReviewModelVersion *) self->models->pdata[j])->state == REVIEW_MODEL_LIVE)
              ((ReviewModelVersion *) self->models->pdata[j])->state = REVIEW_MODEL_RETIRED;
          one->state = strcmp (act, "live") == 0     ? REVIEW_MODEL_LIVE
                       : strcmp (act, "shadow") == 0 ? REVIEW_MODEL_SHADOW
                                                     : REVIEW_MODEL_RETIRED;
          return review_record_copy (one);
        }
    }
  return refuse (REVIEW_ERROR_NOT_FOUND, error);
}

static ReviewExperiment *
find_experiment (FakeTrials *self, const char *id)
{
  for (guint i = 0; i < self->experiments->len; i++)
    if (strcmp (((ReviewExperiment *) self->experiments->pdata[i])->id, id) == 0)
      return self->experiments->pdata[i];
  return NULL;
}

static gpointer
propose (FakeTrials *self, const ReviewUser *user, const char *body, GError **error)
{
  g_autoptr (ReviewExperimentRequest) request =
      review_decode (&review_experiment_request_type, body, -1, error);
  ReviewExperiment *one;

  if (request == NULL)
    return NULL;
  one = experiment_new ("00000000000000000000000000000e03", request->policy, user->id, user->name);
  g_free (one->case_type);
  one->case_type = g_strdup (request->case_type);
  one->note = g_strdup (request->note);
  g_ptr_array_insert (self->experiments, 0, one);
  return review_record_copy (one);
}

static gpointer
take_step (ReviewExperiment *one,
           const ReviewUser *user,
           const char *act,
           const char *body,
           gint64 version,
           GError **error)
{
  g_autoptr (ReviewExperimentAct) asked =
      body != NULL && *body != '\0' ? review_decode (&review_experiment_act_type, body, -1, error)
                                    : review_record_new (&review_experiment_act_type);
  static const struct
  {
    const char *act;
    int state;
  } steps[] = { { "shadow", REVIEW_EXPERIMENT_SHADOW },
                { "rollout", REVIEW_EXPERIMENT_ROLLOUT },
                { "promote", REVIEW_EXPERIMENT_PROMOTED },
                { "end", REVIEW_EXPERIMENT_ENDED } };

  if (asked == NULL)
    return NULL;
  if (version != one->version)
    return refuse (REVIEW_ERROR_CONFLICT, error);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (strcmp (steps[i].act, act) == 0)
      {
        add_step (one, steps[i].state,
                  steps[i].state == REVIEW_EXPERIMENT_ROLLOUT ? asked->share : 0, user->name,
                  asked->reason);
        one->version++;
        return review_record_copy (one);
      }
  return refuse (REVIEW_ERROR_NOT_FOUND, error);
}

static gpointer
list_experiments (FakeTrials *self)
{
  ReviewExperimentList *list = review_record_new (&review_experiment_list_type);

  list->items = review_records_new ();
  for (guint i = 0; i < self->experiments->len; i++)
    g_ptr_array_add (list->items, review_record_copy (self->experiments->pdata[i]));
  return list;
}

static gpointer
serve_experiments (FakeTrials *self,
                   const ReviewUser *user,
                   gboolean post,
                   char **part,
                   const char *body,
                   gint64 version,
                   GError **error)
{
  guint n = g_strv_length (part);
  ReviewExperiment *one = n > 2 ? find_experiment (self, part[2]) : NULL;

  if (n == 2)
    return post ? propose (self, user, body, error) : list_experiments (self);
  if (one == NULL)
    return refuse (REVIEW_ERROR_NOT_FOUND, error);
  return n == 4 ? take_step (one, user, part[3], body, version, error) : review_record_copy (one);
}

gpointer
fake_trials_serve (FakeTrials *self,
                   const ReviewUser *user,
                   const char *method,
                   char **part,
                   const char *body,
                   gint64 version,
                   GError **error)
{
  gboolean post = strcmp (method, "POST") == 0;

  if (strcmp (part[1], "experiments") == 0)
    return serve_experiments (self, user, post, part, body, version, error);
  if (strcmp (part[1], "training") == 0 && self->jobs->len > 0)
    {
      ((ReviewTrainingJob *) self->jobs->pdata[0])->state = REVIEW_TRAINING_CANCELLED;
      return review_record_copy (self->jobs->pdata[0]);
    }
  if (!post)
    return list_models (self, part[2]);
  return strcmp (part[3], "candidates") == 0 ? ask (self, user, part[2], body, error)
                                             : act_on_model (self, user, part[2], part[3], error);
}
