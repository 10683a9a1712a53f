/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who was seen in the account, when and from where: what the features of account takeover and of
 * the 2FA reset share. */
#pragma once

#include "review-visit.h"
#include "roca-ledger.h"

G_BEGIN_DECLS

/* "Never" in hours and days, where the data would have shown it. */
#define ROCA_NEVER_HOURS (365.0 * 24)
#define ROCA_NEVER_DAYS  365.0
/* What lies this long before the moment in question is the customer's past, not the incident. */
#define ROCA_INCIDENT_HOURS 24.0
#define ROCA_BASELINE_DAYS  90.0

typedef ReviewVisit RocaVisit;

typedef struct
{
  const RocaLedger *ledger;
  gint64 at;      /* the moment in question */
  GArray *visits; /* RocaVisit, oldest first */
} RocaScene;

RocaScene *roca_scene_new (const RocaLedger *ledger, const char *request_event);
void roca_scene_free (RocaScene *self);
double roca_scene_hours (const RocaScene *self, gint64 at);
gboolean roca_scene_is_recent (const RocaScene *self, const ReviewEvidence *row, double hours);
gboolean roca_scene_records (const RocaScene *self, guint reads);
double roca_scene_count (const RocaScene *self, const char *const *events, double hours);
double roca_scene_count_results (
    const RocaScene *self, const char *event, const char *result, gboolean is_it, double hours);
double roca_scene_hours_since (const RocaScene *self, const char *const *events);
const ReviewEvidence *roca_scene_newest (const RocaScene *self, const char *const *events);
double roca_scene_accounts (const RocaScene *self, const char *relation);
double roca_scene_account_days (const RocaScene *self);
const RocaVisit *roca_scene_last (const RocaScene *self);
gboolean roca_scene_is_baseline (const RocaScene *self, const RocaVisit *visit);

gboolean roca_row_is_event (const ReviewEvidence *row, const char *const *events);
gboolean roca_row_is_true (const ReviewEvidence *row, const char *field);

#define ROCA_EVENTS(...)     ((const char *const[]){ __VA_ARGS__, NULL })
#define ROCA_VISIT(scene, i) (&g_array_index ((scene)->visits, RocaVisit, (i)))
#define ROCA_FLAG(condition) ((condition) ? 1.0 : 0.0)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RocaScene, roca_scene_free)

G_END_DECLS
