/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-service.h"
#include "roca-model.h"

G_BEGIN_DECLS

/**
 * ReviewAgent:
 * ROCA and the Decision Hub at work: the live models of a store, loaded when
 * they are first needed, and the assessor that the service calls. Thread-safe.
 */
typedef struct _ReviewAgent ReviewAgent;

ReviewAgent *review_agent_new (ReviewStore *store);
void review_agent_free (ReviewAgent *self);
void review_agent_reload (ReviewAgent *self);
RocaModel *review_agent_load_model (ReviewAgent *self, const char *case_type, GError **error);
RocaModel *review_agent_dup_model (ReviewAgent *self, const char *case_type, GError **error);
ReviewAssessor review_agent_get_assessor (ReviewAgent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewAgent, review_agent_free)

G_END_DECLS
