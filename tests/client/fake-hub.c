/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See fake-hub.h. Of 41,207 cases 6 % are truly bad; a good case has a risk below t with
 * probability 1 - (1 - t)^6, a bad one with t^5. */
#define G_LOG_DOMAIN "review-test"
#include "fake-hub.h"

#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "review-codec.h"
#include "review-error.h"

#define CASES        41207
#define BAD_SHARE    0.06
#define PASS_PROVEN  0.16
#define BLOCK_PROVEN 0.90
#define N_BINS       40
#define N_POINTS     201
#define NOW          ((gint64) 1764028800 * G_USEC_PER_SEC)
#define PER_DAY      1373.0

static const char *const types[] = { "kyc_audit", "ato", "reset_2fa", "poa_review",
                                     "withdrawal_anomaly" };

static double
good_below (double t)
{
  return 1 - pow (1 - t, 6);
}

static double
bad_below (double t)
{
  return pow (t, 5);
}

static ReviewTypePolicy *
type_policy_new (const char *case_type)
{
  ReviewTypePolicy *type = review_record_new (&review_type_policy_type);

  type->case_type = g_strdup (case_type);
  type->threshold_pass = 0.10;
  type->threshold_block = 0.94;
  type->verdict_cut = 0.5;
  type->certified = TRUE;
  type->audit_rate = 0.02;
  type->sla_minutes = 240;
  return type;
}

static ReviewRule *
rule_new (void)
{
  ReviewRule *rule = review_record_new (&review_rule_type);

  rule->id = g_strdup ("sanctions");
  rule->name = review_text_new ("Screening match", "名单命中");
  rule->when = review_record_new (&review_condition_type);
  rule->when->fact = g_strdup ("priority");
  rule->when->op = REVIEW_OP_GE;
  rule->when->number = 75;
  rule->effect = REVIEW_RULE_FORCE_HUMAN;
  return rule;
}

static ReviewPolicy *
first_policy (void)
{
  ReviewPolicy *policy = review_record_new (&review_policy_type);
  ReviewParameter *parameter = review_record_new (&review_parameter_type);

  policy->version = g_strdup ("r1");
  policy->author = g_strdup ("u-admin");
  policy->approver = g_strdup ("u-lead");
  policy->parameters = review_records_new ();
  policy->types = review_records_new ();
  policy->rules = review_records_new ();
  parameter->name = g_strdup ("amount_ratio");
  parameter->value = 10;
  g_ptr_array_add (policy->parameters, parameter);
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    g_ptr_array_add (policy->types, type_policy_new (types[i]));
  g_ptr_array_add (policy->rules, rule_new ());
  return policy;
}

static ReviewPolicyVersion *
add_version (FakeHub *self, ReviewPolicy *policy, int state)
{
  ReviewPolicyVersion *version = review_record_new (&review_policy_version_type);

  version->version = g_strdup (policy->version);
  version->base = g_strdup (policy->base);
  version->note = g_strdup (policy->note);
  version->state = state;
  version->author = g_strdup (policy->author);
  version->author_name = g_strdup (policy->author);
  version->created_at = NOW - (gint64) (10 - self->versions->len) * REVIEW_HOUR;
  g_ptr_array_insert (self->versions, 0, version);
  g_hash_table_insert (self->policies, g_strdup (policy->version), policy);
  return version;
}

FakeHub *
fake_hub_new (void)
{
  FakeHub *self = g_new0 (FakeHub, 1);
  ReviewPolicyVersion *first;

  self->versions = review_records_new ();
  self->policies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, review_record_unref);
  first = add_version (self, first_policy (), REVIEW_POLICY_LIVE);
  first->approver = g_strdup ("u-lead");
  first->approver_name = g_strdup ("W. Zhao");
  first->live_by = g_strdup ("u-lead");
  first->live_by_name = g_strdup ("W. Zhao");
  first->live_at = first->created_at;
  self->live = g_strdup ("r1");
  return self;
}

void
fake_hub_free (FakeHub *self)
{
  g_ptr_array_unref (self->versions);
  g_hash_table_unref (self->policies);
  g_free (self->live);
  g_free (self);
}

static ReviewHubPoint *
point_at (FakeHub *self, double t)
{
  ReviewHubPoint *point = review_record_new (&review_hub_point_type);

  point->risk = t;
  point->pass_share = (1 - BAD_SHARE) * good_below (t) + BAD_SHARE * bad_below (t);
  point->missed = CASES * BAD_SHARE * bad_below (t);
  point->recall = 1 - bad_below (t);
  point->recall_low = fmax (0, point->recall - 0.006);
  point->recall_high = fmin (1, point->recall + 0.004);
  point->pass_certified = !self->no_labels && t <= PASS_PROVEN;
  point->pass_unseen = t > 0.6;
  point->block_share = 1 - point->pass_share;
  point->wrongly_blocked = CASES * (1 - BAD_SHARE) * (1 - good_below (t));
  point->precision =
      point->block_share > 0 ? BAD_SHARE * (1 - bad_below (t)) / point->block_share : NAN;
  point->precision_low = fmax (0, point->precision - 0.01);
  point->precision_high = fmin (1, point->precision + 0.008);
  point->block_certified = !self->no_labels && t >= BLOCK_PROVEN;
  point->block_unseen = t < 0.4;
  return point;
}

static ReviewCertificate *
certificate_new (FakeHub *self, int side)
{
  ReviewCertificate *certificate = review_record_new (&review_certificate_type);
  gboolean pass = side == REVIEW_SIDE_PASS;

  certificate->side = side;
  certificate->target = pass ? 0.99 : 0.95;
  certificate->n = 2310;
  certificate->k = pass ? 4 : 21;
  certificate->delta = 0.1;
  certificate->sensitivity = 1;
  if (self->no_labels)
    certificate->more = pass ? 540 : 130;
  else
    {
      certificate->lambda = pass ? PASS_PROVEN : BLOCK_PROVEN;
      certificate->bound = pass ? 0.992 : 0.953;
    }
  return certificate;
}

static void
fill_series (FakeHub *self, ReviewHubView *view)
{
  view->bins = review_records_new ();
  view->points = review_records_new ();
  view->loads = review_records_new ();
  view->reliability = review_records_new ();
  for (int i = 0; i < N_BINS; i++)
    {
      ReviewHubBin *bin = review_record_new (&review_hub_bin_type);

      bin->low = (double) i / N_BINS;
      bin->high = (double) (i + 1) / N_BINS;
      bin->good = CASES * (1 - BAD_SHARE) * (good_below (bin->high) - good_below (bin->low));
      bin->bad = CASES * BAD_SHARE * (bad_below (bin->high) - bad_below (bin->low));
      bin->unknown = 3;
      g_ptr_array_add (view->bins, bin);
    }
  for (int i = 0; i < N_POINTS; i++)
    g_ptr_array_add (view->points, point_at (self, (double) i / (N_POINTS - 1)));
  for (int i = 0; i <= 10; i++)
    {
      ReviewHubLoad *load = review_record_new (&review_hub_load_type);

      load->share = i / 10.0;
      load->per_day = PER_DAY * load->share;
      load->sla_breach = load->share < 0.3 ? 0.003 : fmin (1, 0.003 + (load->share - 0.3));
      g_ptr_array_add (view->loads, load);
    }
  for (int i = 0; i < 9; i++)
    {
      ReviewReliabilityPoint *point = review_record_new (&review_reliability_point_type);

      point->risk = 0.05 + 0.11 * i;
      point->observed = fmin (1, pow (point->risk, 1.2));
      point->n = 400 - 40 * i;
      g_ptr_array_add (view->reliability, point);
    }
}

ReviewHubView *
fake_hub_view (FakeHub *self, const char *case_type)
{
  ReviewHubView *view = review_record_new (&review_hub_view_type);
  const ReviewTypePolicy *type =
      review_policy_find_type (g_hash_table_lookup (self->policies, self->live), case_type);

  view->case_type = g_strdup (case_type);
  view->policy = g_strdup (self->live);
  view->threshold_pass = type->threshold_pass;
  view->threshold_block = type->threshold_block;
  view->verdict_cut = type->verdict_cut;
  view->certified = type->certified;
  if (self->no_model)
    return view;
  view->model = g_strdup_printf ("%s-2026.11.3", case_type);
  view->since = NOW - 30 * 24 * REVIEW_HOUR;
  view->until = NOW;
  view->cases = CASES;
  view->labels = 2310;
  view->audits = 412;
  view->auc = 0.981;
  view->auc_low = 0.972;
  view->auc_high = 0.988;
  view->brier = 0.031;
  view->miscalibration = 0.002;
  view->discrimination = 0.027;
  view->uncertainty = 0.056;
  view->cases_per_day = PER_DAY;
  view->forced_share = 0.02;
  view->recall_target = 0.99;
  view->precision_target = 0.95;
  view->certificate_pass = certificate_new (self, REVIEW_SIDE_PASS);
  view->certificate_block = certificate_new (self, REVIEW_SIDE_BLOCK);
  fill_series (self, view);
  return view;
}

static gpointer
overview (FakeHub *self)
{
  ReviewHubOverview *overview = review_record_new (&review_hub_overview_type);
  const ReviewPolicy *live = g_hash_table_lookup (self->policies, self->live);

  overview->policy = g_strdup (self->live);
  overview->rules = live->rules != NULL ? live->rules->len : 0;
  overview->types = review_records_new ();
  for (guint i = 0; i < self->versions->len; i++)
    overview->drafts +=
        ((ReviewPolicyVersion *) self->versions->pdata[i])->state == REVIEW_POLICY_DRAFT;
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      ReviewHubType *type = review_record_new (&review_hub_type_type);

      type->case_type = g_strdup (types[i]);
      if (!self->no_model)
        {
          type->automation = 0.64 + 0.07 * (double) i;
          type->model = g_strdup_printf ("%s-2026.11.3", types[i]);
          type->certified = !self->no_labels;
        }
      g_ptr_array_add (overview->types, type);
    }
  return overview;
}

static ReviewPolicyVersion *
find_version (FakeHub *self, const char *name, GError **error)
{
  for (guint i = 0; i < self->versions->len; i++)
    if (strcmp (((ReviewPolicyVersion *) self->versions->pdata[i])->version, name) == 0)
      return self->versions->pdata[i];
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "SERVER-TEXT: no version %s", name);
  return NULL;
}

static gboolean
check_policy (const ReviewPolicy *policy, GError **error)
{
  for (guint i = 0; i < policy->types->len; i++)
    {
      const ReviewTypePolicy *type = policy->types->pdata[i];
      g_autofree char *path = g_strdup_printf ("types[%u].threshold_pass", i);

      if (type->threshold_pass >= type->threshold_block)
        {
          review_error_set_field (error, path, "SERVER-TEXT: the thresholds cross");
          return FALSE;
        }
    }
  for (guint i = 0; policy->rules != NULL && i < policy->rules->len; i++)
    {
      const ReviewRule *rule = policy->rules->pdata[i];
      g_autofree char *path = g_strdup_printf ("rules[%u].when", i);
      g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);

      if (!review_condition_check (rule->when, path, error))
        return FALSE;
      review_condition_collect_facts (rule->when, facts);
      if (g_ptr_array_find_with_equal_func (facts, "no_such_fact", g_str_equal, NULL))
        {
          review_error_set_field (error, path, "SERVER-TEXT: unknown fact");
          return FALSE;
        }
    }
  return TRUE;
}

static gpointer
save (FakeHub *self, const ReviewUser *user, const char *body, GError **error)
{
  g_autoptr (ReviewPolicy) policy = review_decode (&review_policy_type, body, -1, error);
  ReviewPolicyVersion *version;

  if (policy == NULL || !check_policy (policy, error))
    return NULL;
  g_free (policy->version);
  g_free (policy->author);
  policy->version = g_strdup_printf ("r%u", self->versions->len + 1);
  policy->author = g_strdup (user->id);
  version = add_version (self, g_steal_pointer (&policy), REVIEW_POLICY_DRAFT);
  g_free (version->author_name);
  version->author_name = g_strdup (user->name);
  return review_record_copy (version);
}

static gboolean
expect (gboolean condition, int code, GError **error)
{
  if (!condition)
    g_set_error (error, REVIEW_ERROR, code, "SERVER-TEXT: not in this state");
  return condition;
}

static void
make_live (FakeHub *self, const ReviewUser *user, ReviewPolicyVersion *version)
{
  ReviewPolicyVersion *before = find_version (self, self->live, NULL);

  before->state = REVIEW_POLICY_SUPERSEDED;
  before->ended_at = NOW;
  version->state = REVIEW_POLICY_LIVE;
  version->live_at = NOW;
  g_free (version->live_by_name);
  version->live_by_name = g_strdup (user->name);
  g_free (self->live);
  self->live = g_strdup (version->version);
}

static gpointer
act (FakeHub *self,
     const ReviewUser *user,
     const char *name,
     const char *what,
     const char *body,
     GError **error)
{
  ReviewPolicyVersion *version = find_version (self, name, error);
  g_autoptr (ReviewPolicyAct) request = NULL;

  if (version == NULL)
    return NULL;
  if (strcmp (what, "approve") == 0)
    {
      if (!expect (version->state == REVIEW_POLICY_DRAFT, REVIEW_ERROR_CONFLICT, error)
          || !expect (strcmp (version->author, user->id) != 0, REVIEW_ERROR_FORBIDDEN, error))
        return NULL;
      version->state = REVIEW_POLICY_APPROVED;
      version->approver = g_strdup (user->id);
      version->approver_name = g_strdup (user->name);
      version->approved_at = NOW;
      return review_record_copy (version);
    }
  request = review_decode (&review_policy_act_type, body, -1, error);
  if (request == NULL || !expect (request->reason != NULL, REVIEW_ERROR_INVALID, error))
    return NULL;
  if (strcmp (what, "withdraw") == 0)
    version->state = REVIEW_POLICY_WITHDRAWN;
  else if (expect (version->state == REVIEW_POLICY_APPROVED
                       || version->state == REVIEW_POLICY_SUPERSEDED,
                   REVIEW_ERROR_CONFLICT, error))
    make_live (self, user, version);
  else
    return NULL;
  return review_record_copy (version);
}

static void
add_row (ReviewBacktest *answer, const char *measure, double live, double tried, double spread)
{
  ReviewBacktestRow *row = review_record_new (&review_backtest_row_type);

  row->measure = g_strdup (measure);
  row->live = live;
  row->live_low = live - spread;
  row->live_high = live + spread;
  row->tried = tried;
  row->tried_low = tried - spread;
  row->tried_high = tried + spread;
  row->difference = tried - live;
  row->difference_low = row->difference - spread / 3;
  row->difference_high = row->difference + spread / 3;
  g_ptr_array_add (answer->rows, row);
}

static gpointer
backtest (FakeHub *self, const char *case_type, const char *body, GError **error)
{
  g_autoptr (ReviewBacktestRequest) request =
      review_decode (&review_backtest_request_type, body, -1, error);
  g_autoptr (ReviewHubPoint) pass = NULL, block = NULL, live_pass = NULL, live_block = NULL;
  const ReviewTypePolicy *tried, *live;
  ReviewBacktest *answer;

  if (request == NULL || !check_policy (request->policy, error))
    return NULL;
  self->backtests++;
  tried = review_policy_find_type (request->policy, case_type);
  live = review_policy_find_type (g_hash_table_lookup (self->policies, self->live), case_type);
  pass = point_at (self, tried->threshold_pass);
  block = point_at (self, tried->threshold_block);
  live_pass = point_at (self, live->threshold_pass);
  live_block = point_at (self, live->threshold_block);
  answer = review_record_new (&review_backtest_type);
  answer->case_type = g_strdup (case_type);
  answer->live = g_strdup (self->live);
  answer->tried = g_strdup (request->policy->version);
  answer->cases = CASES;
  answer->labels = 2310;
  answer->changed = (gint64) (fabs (pass->pass_share - live_pass->pass_share) * CASES);
  answer->rows = review_records_new ();
  add_row (answer, "auto_pass", live_pass->pass_share, pass->pass_share, 0.009);
  add_row (answer, "auto_block", live_block->block_share, block->block_share, 0.006);
  add_row (answer, "queue_per_day", PER_DAY * (1 - live_pass->pass_share - live_block->block_share),
           PER_DAY * (1 - pass->pass_share - block->block_share), 9);
  add_row (answer, "false_blocks_per_10000", 1e4 * live_block->wrongly_blocked / CASES,
           1e4 * block->wrongly_blocked / CASES, 15);
  add_row (answer, "missed_per_10000", 1e4 * live_pass->missed / CASES, 1e4 * pass->missed / CASES,
           4);
  add_row (answer, "system_precision", live_block->precision, block->precision, 0.01);
  add_row (answer, "system_recall", live_pass->recall, pass->recall, 0.004);
  return answer;
}

gpointer
fake_hub_serve (FakeHub *self,
                const ReviewUser *user,
                const char *method,
                char **part,
                const char *body,
                GError **error)
{
  guint n = g_strv_length (part);
  gboolean post = strcmp (method, "POST") == 0;

  if (strcmp (part[1], "hub") == 0)
    {
      if (n == 2)
        return overview (self);
      return post ? backtest (self, part[2], body, error)
                  : (gpointer) fake_hub_view (self, part[2]);
    }
  if (n == 2 && post)
    return save (self, user, body, error);
  if (n == 2)
    {
      ReviewPolicyList *list = review_record_new (&review_policy_list_type);

      list->live = g_strdup (self->live);
      list->items = review_records_new ();
      for (guint i = 0; i < self->versions->len; i++)
        g_ptr_array_add (list->items, review_record_copy (self->versions->pdata[i]));
      return list;
    }
  if (n == 4)
    return act (self, user, part[2], part[3], body, error);
  if (strcmp (part[2], "live") == 0)
    return review_record_ref (g_hash_table_lookup (self->policies, self->live));
  return find_version (self, part[2], error) != NULL
             ? review_record_ref (g_hash_table_lookup (self->policies, part[2]))
             : NULL;
}
