/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-store.h"

G_BEGIN_DECLS

/**
 * ReviewAuditEntry:
 * What one audit row says. @object is "case:ID", "user:ID" …: each has a chain of its own. @ref
 * is the id of the row that was written, @before and @after are records (or NULL).
 */
typedef struct
{
  const char *actor;
  const char *action;
  const char *object;
  const char *ref;
  const char *reason;
  gconstpointer before;
  gconstpointer after;
} ReviewAuditEntry;

typedef struct
{
  gint64 rows;
  gint64 objects;
  gint64 checkpoints;
  gint64 decisions; /* whose stored bytes were compared with what was audited */
} ReviewAuditReport;

gboolean review_audit_add (ReviewTx *tx, const ReviewAuditEntry *entry, GError **error);
gboolean review_audit_checkpoint (ReviewTx *tx, GError **error);
gboolean review_audit_verify (ReviewTx *tx, ReviewAuditReport *ret_report, GError **error);

G_END_DECLS
