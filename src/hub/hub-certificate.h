/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hub-sample.h"

G_BEGIN_DECLS

/* What is promised: `domain.md`, "Targets". */
#define HUB_RECALL_TARGET    REVIEW_RECALL_TARGET
#define HUB_PRECISION_TARGET REVIEW_PRECISION_TARGET
#define HUB_DELTA            0.1

/* How many of the truly bad cases that people were given they found: from gold and QA labels. */
typedef struct
{
  guint found;
  guint seen; /* 0: nothing measured */
} HubSensitivity;

typedef struct
{
  double recall;    /* of the system */
  double precision; /* of automatic blocks */
  double delta;     /* probability with which either claim may be wrong, together */
  double cut;       /* of the verdict: nothing below it is blocked and nothing from it on passes,
                     * because a policy may not decide against the verdict; NaN: not asked */
} HubTargets;

void hub_targets_init (HubTargets *self);

/**
 * hub_certify:
 * @sample: labelled cases; those that chose the model's parameters are best left out
 * @sensitivity: (nullable): people's; NULL or nothing seen: 1, said to be assumed
 * @targets: (nullable): NULL: the defaults
 * @ret_pass: (out) (transfer full): the certificate of the auto-pass threshold
 * @ret_block: (out) (transfer full): the certificate of the auto-block threshold
 * @error: INVALID names what is wrong with sample, targets or sensitivity; nothing is returned
 *
 * Learn Then Test (Angelopoulos et al. 2021; `statistics.md` 5.3) for two families of thresholds,
 * each with half of delta. Block: precision of what has risk >= lambda. Pass: recall of the whole
 * system. With m the share of bad cases that pass, F that of bad cases below the block threshold
 * and s people's sensitivity,
 *
 *   recall = 1 - m - (F - m) (1 - s),  so  m <= ((1 - target) - F (1 - s)) / s
 *
 * is what the pass threshold is tested for. Where s is measured, the pass side's half of delta is
 * shared: a tenth each for the Clopper-Pearson lower bound of s and for an upper bound of F that
 * holds at every threshold at once (Massart 1990: F + sqrt (ln (1 / delta) / 2n)), because the block
 * threshold was chosen on the same labels, and the rest for the test itself.
 *
 * The block side rests on the cases that a threshold may decide; the pass side on all, because what
 * a gate sends to people does not pass.
 *
 * Clusters count once, see hub_units_init(). Labels with unequal pi: hub_strata_certify(), and
 * every bad case that does not pass then counts as one that goes to people.
 *
 * The certificates hold where the labelled cases are like those to come and their scores were not
 * fitted on them. With out-of-fold scores, which are those of other models than the one that
 * serves, the guarantee is approximate; tests/roca/test-hub-cross-fit.c shows its coverage.
 *
 * Thresholds never cross: where both could have a case, the pass threshold stays below the block
 * threshold and below the cut (its risk is monotone, so that stricter than certified is certified
 * too); the block threshold is sought from the cut upwards. lambda is NaN where nothing can be
 * certified; then `more` says about how many more labels are needed, 0: no number would do at the
 * rates seen. Members `model`, `since` and `until` are the caller's to fill.
 */
gboolean hub_certify (const HubSample *sample,
                      const HubSensitivity *sensitivity,
                      const HubTargets *targets,
                      ReviewCertificate **ret_pass,
                      ReviewCertificate **ret_block,
                      GError **error);

ReviewPolicy *hub_propose_policy (const ReviewPolicy *live,
                                  const char *case_type,
                                  ReviewCertificate *pass,
                                  ReviewCertificate *block);

G_END_DECLS
