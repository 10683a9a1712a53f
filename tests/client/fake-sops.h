/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clauses that people propose, as the fake server keeps them: the same for every case. */
#pragma once

#include "review-catalog.h"
#include "review-people.h"
#include "review-sop.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): the answer to "METHOD /v1/work-items/ID/sop-drafts" and to "POST
 * /v1/sop-drafts/ID/withdraw", whose path is in @part. @drafts: (element-type ReviewSopDraft), the
 * newest first. */
gpointer fake_sops_serve (GPtrArray *drafts,
                          const ReviewUser *user,
                          const char *method,
                          char **part,
                          const char *body,
                          GError **error);

/* (transfer full) (nullable): the answer to "GET /v1/sops/TYPE/versions" and to one of them. */
gpointer fake_sops_serve_version (const ReviewCatalog *catalog, char **part, GError **error);

G_END_DECLS
