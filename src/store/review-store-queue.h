/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-decision.h"
#include "review-id.h"
#include "review-people.h"
#include "review-requests.h"
#include "review-store.h"

G_BEGIN_DECLS

/* Which work items a caller may see: everything, or one vendor's only. It is part of each query. */
typedef struct
{
  const char *account;
  gboolean vendor_only;
  const char *vendor; /* (nullable) */
  gboolean of_house;  /* finds notes, and long identifiers of personal fields by all of them */
} ReviewScope;

/* A work item as the server knows it: the record, and what never leaves. */
typedef struct
{
  ReviewWorkItem *item; /* (owned) */
  char *case_type;
  char *language;
  char *vendor;
  gboolean key_user;
  int stage;        /* ReviewStage of the decision it asks for */
  char *assessment; /* (nullable): the one the person sees */
  char *policy;     /* (nullable) */
  int blind;        /* ReviewBlindMode that it was queued with; 0: before there was one */
  char *holder;     /* (nullable): account that holds the lease */
  char *holder_name;
  gint64 lease_until;
} ReviewWork;

void review_work_free (ReviewWork *self);
gboolean review_work_has_effects (const ReviewWork *self);

typedef struct
{
  const char *case_id;
  int purpose; /* ReviewPurpose */
  int stage;   /* ReviewStage */
  gint64 round;
  gint64 sla_minutes;
  gint64 as_of; /* 0: the case's */
  const char *assessment;
  const char *policy;
  int blind; /* ReviewBlindMode */
} ReviewNewWork;

char *review_store_add_work (ReviewTx *tx, const ReviewNewWork *work, GError **error);
ReviewWork *
review_store_load_work (ReviewTx *tx, const char *id, const ReviewScope *scope, GError **error);
char *review_store_find_work_of_case (ReviewTx *tx, const char *case_id, GError **error);
gboolean review_store_update_bands (ReviewTx *tx, gint64 *ret_changed, GError **error);

/* What is to be taken next. */
typedef struct
{
  const char *case_type; /* (nullable): only this type */
  const char *of_shift;  /* (nullable): the types of the shift, " ato reset_2fa " */
  gint64 lease_time;     /* µs */
} ReviewTake;

char *review_store_take_next (ReviewTx *tx,
                              const ReviewScope *scope,
                              const ReviewTake *take,
                              GError **error);
gboolean review_store_take (ReviewTx *tx,
                            const ReviewScope *scope,
                            const char *id,
                            gint64 version,
                            gint64 lease_time,
                            GError **error);
gboolean review_store_renew_lease (
    ReviewTx *tx, const char *id, const char *account, gint64 lease_time, GError **error);

gboolean review_store_take_back (
    ReviewTx *tx, const char *id, const char *account, gint64 lease_time, GError **error);

/* What leaves the desk: from leased, by the holder, at the version seen, to another state. */
typedef struct
{
  const char *id;
  const char *account;
  gint64 version;
  int to; /* ReviewWorkState */
} ReviewMove;

gboolean review_store_is_own (
    ReviewTx *tx, const char *id, const char *account, gboolean *ret, GError **error);
gboolean review_store_move (ReviewTx *tx, const ReviewMove *move, GError **error);
gboolean review_store_show_state (ReviewTx *tx, const char *id, int state, GError **error);
gboolean review_store_requeue (ReviewTx *tx, const char *id, GError **error);
gboolean review_store_pause (ReviewTx *tx, const char *id, GError **error);
gboolean review_store_resume (ReviewTx *tx, const char *id, GError **error);
GPtrArray *review_store_list_expired (ReviewTx *tx, GError **error);
gboolean review_store_exclude (
    ReviewTx *tx, const char *id, const char *account, const char *reason, GError **error);
gboolean review_store_has_qualification (
    ReviewTx *tx, const char *account, const char *id, gboolean *ret, GError **error);

/* A view of the queue: its ids, packed, in the order of the queue, and how many each band has. */
typedef struct
{
  guint8 bytes[REVIEW_ID_LENGTH / 2];
} ReviewPackedId;

typedef struct
{
  GArray *ids; /* (owned): ReviewPackedId */
  gint64 bands[REVIEW_N_BANDS];
} ReviewViewIds;

gboolean review_store_list_view (ReviewTx *tx,
                                 const ReviewScope *scope,
                                 const ReviewViewRequest *request,
                                 ReviewViewIds *ret,
                                 GError **error);
ReviewSavedFilters *review_store_load_filters (ReviewTx *tx, const char *account, GError **error);
gboolean review_store_save_filters (ReviewTx *tx,
                                    const char *account,
                                    const ReviewSavedFilters *filters,
                                    GError **error);
void review_packed_id_from_text (const char *text, ReviewPackedId *id);
void review_packed_id_to_text (const ReviewPackedId *id, char text[REVIEW_ID_LENGTH + 1]);
GPtrArray *review_store_count_types (ReviewTx *tx, const ReviewScope *scope, GError **error);
ReviewQueueRow *review_store_load_queue_row (ReviewTx *tx,
                                             const char *id,
                                             const ReviewScope *scope,
                                             GError **error);

gboolean review_store_save_draft (ReviewTx *tx,
                                  const char *work_item,
                                  const char *account,
                                  const ReviewDraft *draft,
                                  GError **error);
ReviewDraft *
review_store_load_draft (ReviewTx *tx, const char *work_item, const char *account, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewWork, review_work_free)

G_END_DECLS
