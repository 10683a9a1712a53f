/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-agent.h"
#include "review-command.h"

G_BEGIN_DECLS

/**
 * ReviewRuntime:
 * Everything a subcommand works with: the open store, the catalogue and the
 * policy compiled in, the agent and the service over them.
 */
typedef struct
{
  ReviewStore *store;
  ReviewCatalog *catalog;
  ReviewPolicy *policy;
  ReviewAgent *agent;
  ReviewService *service;
} ReviewRuntime;

ReviewStore *
review_command_open_store (const ReviewCommand *command, ReviewStoreFlags flags, GError **error);
ReviewRuntime *
review_runtime_open (const ReviewCommand *command, ReviewStoreFlags flags, GError **error);
RocaModel *review_runtime_dup_model (ReviewRuntime *self, const char *case_type, GError **error);
void review_runtime_close (ReviewRuntime *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewRuntime, review_runtime_close)

G_END_DECLS
