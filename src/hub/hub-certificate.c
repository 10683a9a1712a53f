/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The proof of an automation boundary: which thresholds keep what is promised, with what
 * probability, on which labels. */
#define G_LOG_DOMAIN "review-hub"
#include "hub-certificate.h"

#include <math.h>

#include "hub-strata.h"
#include "review-error.h"
#include "stats-interval.h"
#include "stats-threshold.h"

/* Of the pass side's delta, what each of the two bounds beside the test is given where people are
 * measured: gold cases and bad cases are many and their bounds tight, the test has a handful of errors. */
#define BOUND_SHARE 0.1
#define MOST_SCALE  10000.0

/**
 * hub_targets_init:
 * @self: (out): receives the defaults
 */
void
hub_targets_init (HubTargets *self)
{
  *self = (HubTargets){ HUB_RECALL_TARGET, HUB_PRECISION_TARGET, HUB_DELTA, NAN };
}

static gboolean
is_share (double value)
{
  return value > 0 && value < 1;
}

static gboolean
check (const HubSample *sample,
       const HubSensitivity *sensitivity,
       const HubTargets *targets,
       GError **error)
{
  const char *field = !is_share (targets->recall)      ? "recall"
                      : !is_share (targets->precision) ? "precision"
                      : !is_share (targets->delta)     ? "delta"
                                                       : NULL;

  if (field != NULL)
    review_error_set_field (error, field, "must lie between 0 and 1, both excluded");
  else if (sensitivity->found > sensitivity->seen)
    review_error_set_field (error, "sensitivity", "people found %u of %u bad cases",
                            sensitivity->found, sensitivity->seen);
  else
    return hub_sample_check (sample, error);
  return FALSE;
}

/* What the pass side is tested for, as long as nothing passes. */
typedef struct
{
  double sensitivity; /* lower bound */
  double to_people;   /* upper bound of the share of bad cases below the block threshold */
  double missed;      /* the most that may pass, of the bad; not above 0: nothing can be proven */
  double delta;       /* of the test */
} Room;

/* As if there were so many times as many labels of people's work and of bad cases. */
static Room
make_room (const HubUnits *units,
           const HubSensitivity *sensitivity,
           const HubTargets *targets,
           double block,
           double of_people,
           double of_bad)
{
  Room room = { 1, 1, 1 - targets->recall, targets->delta / 2 };
  double delta = BOUND_SHARE * room.delta;
  guint below = 0;

  if (sensitivity->seen == 0)
    return room;
  room.delta -= 2 * delta;
  room.sensitivity = stats_clopper_pearson_lower ((guint) (sensitivity->found * of_people),
                                                  (guint) (sensitivity->seen * of_people), delta);
  for (guint i = 0; i < units->n; i++)
    below += units->positives[i] && !(units->risks[i] >= block) ? 1 : 0;
  if (units->equal && units->bad > 0)
    room.to_people =
        fmin (1, (double) below / units->bad + sqrt (-log (delta) / (2 * of_bad * units->bad)));
  room.missed = (1 - targets->recall - room.to_people * (1 - room.sensitivity)) / room.sensitivity;
  return room;
}

/* Where people's measured sensitivity leaves no room: how many more labels would, of their work
 * alone or of both. */
static guint
labels_for_room (const HubUnits *units,
                 const HubSensitivity *sensitivity,
                 const HubTargets *targets,
                 double block)
{
  for (int both = 0; both <= 1; both++)
    for (double scale = 1; scale < MOST_SCALE; scale *= 1.1)
      {
        double of_bad = both ? scale : 1;
        Room room = make_room (units, sensitivity, targets, block, scale, of_bad);

        if (room.missed > 0 && pow (1 - room.missed, of_bad * units->bad) <= room.delta)
          return (guint) ceil ((scale - 1) * (sensitivity->seen + (both ? units->bad : 0)));
      }
  return STATS_NEVER;
}

static ReviewCertificate *
new_certificate (ReviewSide side, const HubTargets *targets, const StatsLtt *found)
{
  ReviewCertificate *self = review_record_new (&review_certificate_type);

  self->side = (int) side;
  self->target = side == REVIEW_SIDE_PASS ? targets->recall : targets->precision;
  self->lambda = found->lambda;
  self->n = found->n;
  self->k = found->k;
  self->delta = targets->delta;
  self->bound = found->bound;
  self->sensitivity = 1;
  self->more = found->more != STATS_NEVER ? found->more : 0;
  return self;
}

/* Only units at or above the cut: the cut is no choice of the labels'. */
static void
keep_from (HubUnits *units, double cut)
{
  guint n = 0;

  for (guint i = 0; i < units->n; i++)
    if (!(units->risks[i] < cut))
      {
        units->risks[n] = units->risks[i];
        units->positives[n] = units->positives[i];
        units->pi[n++] = units->pi[i];
      }
  units->n = n;
}

/* The cases that a block threshold may decide. Those that a gate takes before it are often bad and
 * easy, and would lend their precision to blocks that never contain them. */
typedef struct
{
  double *risks;
  guint8 *positives;
  double *pi;
  const char **clusters;
  guint n;
} Free;

static void
free_init (Free *self, const HubSample *sample)
{
  guint room = sample->n + 1;

  *self = (Free){ g_new (double, room), g_new (guint8, room),
                  sample->pi != NULL ? g_new (double, room) : NULL,
                  sample->clusters != NULL ? g_new (const char *, room) : NULL, 0 };
  for (guint i = 0; i < sample->n; i++)
    {
      if (sample->forced != NULL && sample->forced[i])
        continue;
      self->risks[self->n] = sample->risks[i];
      self->positives[self->n] = sample->positives[i];
      if (self->pi != NULL)
        self->pi[self->n] = sample->pi[i];
      if (self->clusters != NULL)
        self->clusters[self->n] = sample->clusters[i];
      self->n++;
    }
}

static void
free_clear (Free *self)
{
  g_free (self->risks);
  g_free (self->positives);
  g_free (self->pi);
  g_free (self->clusters);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Free, free_clear)

static ReviewCertificate *
certify_block (const HubSample *labels, const HubTargets *targets)
{
  g_auto (Free) free = { 0 };
  HubSample decidable;
  const HubSample *sample = &decidable;
  g_auto (HubUnits) units = { 0 };
  StatsLtt found;
  guint all;

  free_init (&free, labels);
  decidable = (HubSample){ free.risks, free.positives, free.pi, free.clusters, free.n };
  hub_units_init (&units, sample, REVIEW_SIDE_BLOCK);
  all = units.n;
  keep_from (&units, targets->cut);
  if (units.equal)
    stats_ltt_precision (units.risks, units.positives, units.n, targets->precision,
                         targets->delta / 2, &found);
  else
    found = hub_strata_certify (&units, REVIEW_SIDE_BLOCK, targets->precision, targets->delta / 2);
  if (found.more != STATS_NEVER && units.n > 0)
    found.more = (guint) fmin (ceil ((double) found.more * all / units.n), G_MAXUINT / 2);
  return new_certificate (REVIEW_SIDE_BLOCK, targets, &found);
}

/* The pass threshold stays below @limit: the highest risk of the sample that does. */
static void
keep_below (const HubUnits *units, const Room *room, double limit, StatsLtt *found)
{
  double lambda = NAN;

  if (isnan (found->lambda) || !(found->lambda >= limit))
    return;
  for (guint i = 0; i < units->n; i++)
    if (units->risks[i] < limit && !(units->risks[i] <= lambda))
      lambda = units->risks[i];
  found->lambda = lambda;
  found->k = 0;
  if (!units->equal)
    found->n = 0;
  for (guint i = 0; i < units->n; i++)
    if (units->risks[i] <= lambda)
      {
        found->k += units->positives[i];
        found->n += units->equal ? 0 : 1;
      }
  if (units->equal)
    found->bound = 1 - stats_clopper_pearson_upper (found->k, found->n, room->delta);
}

static StatsLtt
find_pass (const HubUnits *units, const Room *room)
{
  StatsLtt found = { NAN, units->bad, 0, NAN, NAN, STATS_NEVER };

  if (room->missed <= 0)
    return found;
  if (!units->equal)
    return hub_strata_certify (units, REVIEW_SIDE_PASS, 1 - room->missed, room->delta);
  stats_ltt_recall (units->risks, units->positives, units->n, 1 - room->missed, room->delta,
                    &found);
  return found;
}

static ReviewCertificate *
certify_pass (const HubSample *sample,
              const HubSensitivity *sensitivity,
              const HubTargets *targets,
              double block)
{
  g_auto (HubUnits) units = { 0 };
  ReviewCertificate *self;
  Room room;
  StatsLtt found;

  hub_units_init (&units, sample, REVIEW_SIDE_PASS);
  room = make_room (&units, sensitivity, targets, block, 1, 1);
  found = find_pass (&units, &room);
  keep_below (&units, &room, fmin (block, targets->cut), &found); /* NaN is no limit */
  if (isnan (found.lambda) && sensitivity->seen > 0)
    found.more = labels_for_room (&units, sensitivity, targets, block);
  self = new_certificate (REVIEW_SIDE_PASS, targets, &found);
  self->sensitivity = room.sensitivity;
  self->sensitivity_measured = sensitivity->seen > 0;
  /* found.bound is of the share that does not pass; the claim is of what is found in the end. */
  self->bound = 1 - (1 - found.bound) * room.sensitivity
                - (sensitivity->seen > 0 ? room.to_people * (1 - room.sensitivity) : 0);
  return self;
}

gboolean
hub_certify (const HubSample *sample,
             const HubSensitivity *sensitivity,
             const HubTargets *targets,
             ReviewCertificate **ret_pass,
             ReviewCertificate **ret_block,
             GError **error)
{
  static const HubSensitivity nothing = { 0, 0 };
  HubTargets defaults;

  hub_targets_init (&defaults);
  if (sensitivity == NULL)
    sensitivity = &nothing;
  if (targets == NULL)
    targets = &defaults;
  if (!check (sample, sensitivity, targets, error))
    return FALSE;
  *ret_block = certify_block (sample, targets);
  *ret_pass = certify_pass (sample, sensitivity, targets, (*ret_block)->lambda);
  return TRUE;
}

static ReviewTypePolicy *
propose_type (const ReviewTypePolicy *before,
              const char *case_type,
              ReviewCertificate *pass,
              ReviewCertificate *block)
{
  ReviewTypePolicy *type = review_record_copy (before);

  g_free (type->case_type);
  type->case_type = g_strdup (case_type);
  type->threshold_pass = isnan (pass->lambda) ? 0 : pass->lambda;
  type->threshold_block = isnan (block->lambda) ? 1 : block->lambda;
  type->certified = TRUE;
  g_clear_pointer (&type->certificates, g_ptr_array_unref);
  type->certificates = review_records_new ();
  g_ptr_array_add (type->certificates, review_record_ref (pass));
  g_ptr_array_add (type->certificates, review_record_ref (block));
  return type;
}

/**
 * hub_propose_policy:
 * @live: the policy in force, which says something of @case_type
 * @pass: of the auto-pass threshold, with the model and calibration that it was certified for
 * @block: of the auto-block threshold, likewise
 *
 * Returns: (transfer full): @live with the certified thresholds of @case_type and the certificates
 *   they rest on, to be drafted; a side that cannot be certified decides nothing
 */
ReviewPolicy *
hub_propose_policy (const ReviewPolicy *live,
                    const char *case_type,
                    ReviewCertificate *pass,
                    ReviewCertificate *block)
{
  const ReviewTypePolicy *before = review_policy_find_type (live, case_type);
  ReviewPolicy *policy = review_record_copy (live);

  g_free (policy->base);
  policy->base = g_steal_pointer (&policy->version);
  policy->version = g_strdup ("draft");
  g_clear_pointer (&policy->author, g_free);
  g_clear_pointer (&policy->approver, g_free);
  g_clear_pointer (&policy->types, g_ptr_array_unref);
  policy->types = review_records_new ();
  for (guint i = 0; i < live->types->len; i++)
    if (g_strcmp0 (((ReviewTypePolicy *) live->types->pdata[i])->case_type, case_type) != 0)
      g_ptr_array_add (policy->types, review_record_ref (live->types->pdata[i]));
  g_ptr_array_add (policy->types, propose_type (before, case_type, pass, block));
  return policy;
}
