/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hub-certificate.h"
#include "review-report.h"
#include "review-sample.h"

G_BEGIN_DECLS

/**
 * ReviewProof:
 * What can be certified of a model's automation boundary today.
 */
typedef struct
{
  HubSensitivity people;
  ReviewCertificate *pass;  /* (owned) */
  ReviewCertificate *block; /* (owned) */
} ReviewProof;

gboolean review_proof_measure_people (ReviewService *service,
                                      const char *case_type,
                                      HubSensitivity *ret_people,
                                      GError **error);
gboolean review_proof_make (ReviewService *service,
                            const RocaModel *model,
                            const ReviewSample *sample,
                            double delta,
                            ReviewProof *ret_proof,
                            GError **error);
ReviewSample *
review_proof_read_training (ReviewService *service, const RocaModel *model, GError **error);
void review_proof_clear (ReviewProof *self);
void review_proof_report_certificate (ReviewReport *report,
                                      const char *name,
                                      const ReviewCertificate *certificate);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReviewProof, review_proof_clear)

G_END_DECLS
