/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events for push, labels for export, and the data in force put on record. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-catalog-load.h"
#include "review-codec.h"
#include "review-service-private.h"
#include "review-store-audit.h"
#include "review-store-decisions.h"
#include "review-store-events.h"
#include "review-store-fields.h"
#include "review-store-search.h"
#include "review-store-sops.h"

typedef struct
{
  ReviewService *service;
  const ReviewUser *user;
  gint64 after, limit, last;
  GPtrArray *list; /* (owned) (nullable) */
  const ReviewEvent *event;
  ReviewLabelFunc func;
  gpointer data;
} Job;

/* What tells how an audit came out, or that a person reached a limit, is for those who answer for
 * it; what tells of effects that need somebody, for those who see to them; of an answer to a case that
 * is over, for those who may have it looked at again. */
static gboolean
may_hear (const ReviewUser *user, const ReviewEvent *event)
{
  static const char *const kinds[] = { "incident", "reveal_limit", NULL };

  if (strcmp (event->kind, "effects") == 0)
    return review_role_sees_effects (user->role);
  if (strcmp (event->kind, "late_answer") == 0)
    return review_role_oversees (user->role);
  return !g_strv_contains (kinds, event->kind) || user->role == REVIEW_ROLE_LEAD
         || user->role == REVIEW_ROLE_QA || user->role == REVIEW_ROLE_ADMIN;
}

static gboolean
list_events (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->list =
      review_event_list (tx, job->after, job->limit, review_role_is_vendor (job->user->role),
                         job->user->vendor, job->user->id, &job->last, error);
  for (guint i = job->list != NULL ? job->list->len : 0; i > 0; i--)
    if (!may_hear (job->user, job->list->pdata[i - 1]))
      g_ptr_array_remove_index (job->list, i - 1);
  return job->list != NULL;
}

/**
 * review_service_list_events:
 * @after: number of the last event the caller has
 * @ret_last: (out) (optional): where to go on from; passes over events hidden from the caller
 *
 * Returns: (transfer full): array of #ReviewEvent that the caller may see
 */
GPtrArray *
review_service_list_events (ReviewService *self,
                            const ReviewUser *user,
                            gint64 after,
                            gint64 limit,
                            gint64 *ret_last,
                            GError **error)
{
  Job job = { .user = user, .after = after, .limit = limit };

  if (!review_store_read (self->store, list_events, &job, error))
    return NULL;
  if (ret_last != NULL)
    *ret_last = job.last;
  return job.list;
}

static gboolean
last_event (ReviewTx *tx, gpointer user_data, GError **error)
{
  GError *local = NULL;

  review_tx_get_int (tx, user_data, &local, "SELECT MAX(seq) FROM event", "");
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * review_service_last_event:
 *
 * Returns: number of the newest event; 0 when there is none; -1 on error
 */
gint64
review_service_last_event (ReviewService *self, GError **error)
{
  gint64 seq = 0;

  return review_store_read (self->store, last_event, &seq, error) ? seq : -1;
}

static gboolean
post_event (ReviewTx *tx, gpointer user_data, GError **error)
{
  return review_event_add_whole (tx, ((Job *) user_data)->event, "*", error);
}

/**
 * review_service_post_event:
 * @object: (nullable): id it is about
 * @text: (nullable): stage, or another short word
 *
 * Tells everybody about long work.
 */
gboolean
review_service_post_event (ReviewService *self,
                           const char *kind,
                           const char *object,
                           const char *text,
                           gint64 done,
                           gint64 total,
                           GError **error)
{
  g_autoptr (ReviewEvent) event = review_record_new (&review_event_type);
  Job job = { .event = event };

  event->kind = g_strdup (kind);
  event->object = g_strdup (object);
  event->text = g_strdup (text);
  event->done = done;
  event->total = total;
  return review_service_write (self, post_event, &job, error);
}

static gboolean
each_label (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  return review_store_each_label (tx, review_role_may_take (job->user->role), job->after, job->func,
                                  job->data, error);
}

static gboolean
audit_export (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  ReviewAuditEntry entry = { .actor = job->user->id,
                             .action = "export_labels",
                             .object = "export:labels" };

  return review_audit_add (tx, &entry, error);
}

/**
 * review_service_export_labels:
 * @after: -1: what each decision's label is now; otherwise the entries of the log of labels after it
 * @func: gets each row; returns %FALSE with @error set to stop
 *
 * Rows are of effective decisions of people, in the order in which they became known; the label is
 * computed. A truth that turns one later is a row of its own, a correction. The export is audited before the first row leaves.
 */
gboolean
review_service_export_labels (ReviewService *self,
                              const ReviewUser *user,
                              gint64 after,
                              ReviewLabelFunc func,
                              gpointer user_data,
                              GError **error)
{
  Job job = { .user = user, .after = after, .func = func, .data = user_data };

  return review_service_write (self, audit_export, &job, error)
         && review_store_read (self->store, each_label, &job, error);
}

static gboolean
set_changed (GError **error, const char *what, const char *version)
{
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT,
               "%s, version %s, is on record with other content: a version never changes", what,
               version);
  return FALSE;
}

static gboolean
publish_sop (ReviewTx *tx, const ReviewSop *sop, GError **error)
{
  g_autofree char *hash = review_sop_hash (sop);
  const ReviewSopVersion one = { .author = sop->owner, .hash = hash };
  gint64 same = 0;

  switch (review_store_add_sop_version (tx, sop, &one, error))
    {
    case 1:
      return TRUE;
    case 0:
      break;
    default:
      return FALSE;
    }
  if (!review_tx_get_int (tx, &same, error,
                          "SELECT COUNT(*) FROM sop_version WHERE sop = $1 AND version = $2 "
                          "AND sha256 = $3",
                          "sss", sop->id, sop->version, hash))
    return FALSE;
  return same == 1 || set_changed (error, sop->id, sop->version);
}

static gboolean
publish_all (ReviewTx *tx, gpointer user_data, GError **error)
{
  ReviewService *self = ((Job *) user_data)->service;

  for (guint i = 0; review_service_get_catalog (self)->sops != NULL
                    && i < review_service_get_catalog (self)->sops->len;
       i++)
    if (!publish_sop (tx, review_service_get_catalog (self)->sops->pdata[i], error))
      return FALSE;
  return review_store_fill_index (tx, error) && review_service_publish_policy (self, tx, error);
}

/**
 * review_service_publish:
 *
 * Puts the SOPs of the program on record, once per version; one whose content differs from what is
 * on record is refused, for versions never change. What people published since is in force. On an empty store the program's policy goes
 * live; on any other the store's is in force, and a policy of the program that the store has not
 * seen becomes a draft, which people approve or withdraw. Open work of a store that is older than
 * the search is indexed.
 */
gboolean
review_service_publish (ReviewService *self, GError **error)
{
  Job job = { .service = self };

  return review_service_write (self, publish_all, &job, error)
         && review_service_reload_sops (self, error) && review_service_reload_policy (self, error);
}
