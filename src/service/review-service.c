/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The service itself: what all its parts share, and how a write is run once. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-private.h"

#include <string.h>

#include "review-canonical.h"
#include "review-catalog-load.h"
#include "review-codec.h"
#include "review-store-audit.h"
#include "review-store-events.h"
#include "review-store-fields.h"
#include "review-store-identity.h"

#define DEFAULT_SLA_MINUTES 240
#define MAX_ANSWER          (64 * 1024 * 1024)

/**
 * review_service_new:
 * @store: (transfer none): must outlive the service
 * @catalog: (transfer none): checked catalogue, texts with parameters in braces
 * @policy: (transfer none): the policy that the program came with, in force until the store's is
 *   read
 *
 * Returns: (transfer full): a service; call review_service_publish() before it serves
 */
ReviewService *
review_service_new (ReviewStore *store, ReviewCatalog *catalog, ReviewPolicy *policy)
{
  ReviewService *self = g_new0 (ReviewService, 1);

  self->store = store;
  self->catalogs = review_records_new ();
  g_ptr_array_add (self->catalogs, review_record_ref (catalog));
  self->catalog = catalog;
  g_mutex_init (&self->lock);
  g_mutex_init (&self->following);
  g_mutex_init (&self->screening_lock);
  self->policies = review_records_new ();
  review_service_set_policy (self, policy);
  self->views = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, NULL);
  return self;
}

ReviewStore *
review_service_get_store (ReviewService *self)
{
  return self->store;
}

/**
 * review_service_get_catalog:
 *
 * Returns: (transfer none): the catalogue as it is now; it stays readable as long as the service, also
 *   when a version of an SOP takes its place
 */
const ReviewCatalog *
review_service_get_catalog (const ReviewService *self)
{
  return g_atomic_pointer_get (&((ReviewService *) self)->catalog);
}

/*
 * review_service_set_catalog:
 * @catalog: (transfer full): for what is assessed and served from now on
 */
void
review_service_set_catalog (ReviewService *self, ReviewCatalog *catalog)
{
  ReviewCatalog *expanded = review_catalog_expand (catalog, review_service_get_policy (self));
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_ptr_array_add (self->catalogs, catalog);
  g_atomic_pointer_set (&self->catalog, catalog);
  g_clear_pointer (&self->expanded, review_record_unref);
  self->expanded = expanded;
}

/**
 * review_service_get_policy:
 *
 * Returns: (transfer none): the policy in force now; it stays readable as long as the service,
 *   also when another goes live
 */
const ReviewPolicy *
review_service_get_policy (ReviewService *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->policy;
}

/* Puts @policy in force: for what is assessed and served from now on. */
void
review_service_set_policy (ReviewService *self, ReviewPolicy *policy)
{
  ReviewCatalog *expanded = review_catalog_expand (review_service_get_catalog (self), policy);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_clear_pointer (&self->expanded, review_record_unref);
  self->expanded = expanded;
  self->policy = policy;
  g_ptr_array_add (self->policies, review_record_ref (policy));
}

/**
 * review_service_dup_expanded_catalog:
 *
 * Returns: (transfer full): the catalogue with the policy's numbers in its texts, as it is served
 */
ReviewCatalog *
review_service_dup_expanded_catalog (ReviewService *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return review_record_ref (self->expanded);
}

/**
 * review_service_get_sop:
 *
 * Returns: (transfer full): the SOP of the type, with numbers in its texts; %NULL with
 *   %REVIEW_ERROR_NOT_FOUND
 */
ReviewSop *
review_service_get_sop (ReviewService *self, const char *case_type, GError **error)
{
  g_autoptr (ReviewCatalog) expanded = review_service_dup_expanded_catalog (self);
  const ReviewSop *sop = review_catalog_find_sop (expanded, case_type);

  if (sop == NULL)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no such object");
  return review_record_ref ((gpointer) sop);
}

/**
 * review_service_set_assessor:
 * @assessor: (nullable): copied; its self must outlive the service
 */
void
review_service_set_assessor (ReviewService *self, const ReviewAssessor *assessor)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->assessor = assessor != NULL ? *assessor : (ReviewAssessor){ 0 };
}

/**
 * review_service_set_notify:
 * @notify: (nullable): called after each commit that made events
 */
void
review_service_set_notify (ReviewService *self, ReviewServiceNotify notify, gpointer user_data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->notify = notify;
  self->notify_data = user_data;
}

static void
tell (ReviewService *self, gint64 seq)
{
  ReviewServiceNotify notify;
  gpointer data;

  g_mutex_lock (&self->lock);
  notify = self->notify;
  data = self->notify_data;
  g_mutex_unlock (&self->lock);
  if (seq > 0 && notify != NULL)
    notify (seq, data);
}

typedef struct
{
  ReviewTxFunc func;
  gpointer data;
  gint64 last_event;
} Plain;

static gboolean
run_plain (ReviewTx *tx, gpointer user_data, GError **error)
{
  Plain *plain = user_data;
  gboolean ok = plain->func (tx, plain->data, error);

  plain->last_event = review_tx_get_last_event (tx);
  return ok;
}

/* A write without a key: internal jobs. Tells the listener when events were made. */
gboolean
review_service_write (ReviewService *self, ReviewTxFunc func, gpointer data, GError **error)
{
  Plain plain = { func, data, 0 };

  if (!review_store_write (self->store, run_plain, &plain, error))
    return FALSE;
  tell (self, plain.last_event);
  return TRUE;
}

static char *
hash_request (const ReviewWrite *write)
{
  g_autoptr (ReviewCanonical) bytes = review_canonical_new (1);
  g_autofree char *body = review_record_hash (write->body);

  review_canonical_add (bytes, write->operation);
  review_canonical_add (bytes, write->object);
  review_canonical_add_int (bytes, write->call->version);
  review_canonical_add (bytes, body);
  return review_canonical_hash (bytes);
}

static gboolean
keep_answer (ReviewTx *tx, const ReviewWrite *write, GError **error)
{
  g_autofree char *json = NULL;
  gint64 until = write->keep > 0 ? review_tx_get_now (tx) + write->keep : 0;

  if (write->call->key == NULL)
    return TRUE;
  json = review_encode (write->answer);
  return review_store_keep_answer (tx, write->call->user->id, write->call->key, write->operation,
                                   write->request_sha256, json, until, error);
}

static gboolean
run_once (ReviewTx *tx, gpointer user_data, GError **error)
{
  ReviewWrite *write = user_data;
  g_autofree char *known = NULL;

  if (write->call->key != NULL
      && !review_store_find_answer (tx, write->call->user->id, write->call->key,
                                    write->request_sha256, &known, error))
    return FALSE;
  if (known != NULL)
    {
      write->answer = review_decode_limited (write->answer_type, known, -1, MAX_ANSWER, error);
      return write->answer != NULL;
    }
  write->answer = write->run (tx, write, error);
  write->last_event = review_tx_get_last_event (tx);
  return write->answer != NULL && keep_answer (tx, write, error);
}

/**
 * review_service_run:
 * @write: what to run; its answer is handed over
 *
 * Runs a write once. The same key with the same request answers what was answered before; with
 * another request it is %REVIEW_ERROR_KEY_REUSED.
 *
 * Returns: (transfer full): the answer
 */
gpointer
review_service_run (ReviewWrite *write, GError **error)
{
  gboolean ok;

  if (write->versioned && write->call->version <= 0)
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_MISSING_KEY,
                           "this write needs the version it saw");
      return NULL;
    }
  write->request_sha256 = hash_request (write);
  ok = review_store_write (write->service->store, run_once, write, error);
  g_clear_pointer (&write->request_sha256, g_free);
  if (ok && write->committed != NULL)
    write->committed (write->service);
  if (ok)
    tell (write->service, write->last_event);
  else
    g_clear_pointer (&write->answer, review_record_unref);
  return g_steal_pointer (&write->answer);
}

/* What of the queue @user may see, as part of each query. */
ReviewScope
review_service_scope (const ReviewUser *user)
{
  gboolean vendor = review_role_is_vendor (user->role);

  return (ReviewScope){ user->id, vendor, user->vendor,
                        !vendor && user->role != REVIEW_ROLE_MODEL };
}

gint64
review_service_sla_minutes (ReviewService *self, const char *case_type)
{
  const ReviewTypePolicy *type =
      review_policy_find_type (review_service_get_policy (self), case_type);

  return type != NULL && type->sla_minutes > 0 ? type->sla_minutes : DEFAULT_SLA_MINUTES;
}

/* The audit row that every write about a case leaves in its own transaction. */
gboolean
review_service_audit_case (ReviewTx *tx,
                           const ReviewUser *actor,
                           const char *action,
                           const char *case_id,
                           const char *ref,
                           const char *reason,
                           gconstpointer before,
                           gconstpointer after,
                           GError **error)
{
  g_autofree char *object = g_strconcat ("case:", case_id, NULL);
  ReviewAuditEntry entry = { actor->id, action, object, ref, reason, before, after };

  return review_audit_add (tx, &entry, error);
}

/* Tells the floor that a work item changed; its vendor's people too. */
gboolean
review_service_note (ReviewTx *tx, const ReviewWork *work, const char *kind, GError **error)
{
  return review_event_add (tx, kind, work->item->id, work->vendor, error);
}

/* %REVIEW_ERROR_INVALID naming @field when @code is not in the closed list. */
gboolean
review_service_check_code (ReviewService *self,
                           const char *list,
                           const char *code,
                           const char *case_type,
                           const char *field,
                           GError **error)
{
  const ReviewCode *found =
      code != NULL
          ? review_catalog_find_code (review_service_get_catalog (self), list, code, case_type)
          : NULL;

  if (found != NULL && !found->retired)
    return TRUE;
  review_error_set_field (error, field, "'%s' is not in the list of %s codes",
                          code != NULL ? code : "", list);
  return FALSE;
}
