/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The policy in force: read from the store, followed when another goes live, and what the program
 * itself brings to a store. With it, the salt of the audit lot. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-private.h"

#include <string.h>

#include "review-canonical.h"
#include "review-clock.h"
#include "review-store-audit.h"
#include "review-store-events.h"
#include "review-store-fields.h"
#include "review-store-policies.h"

#define SALT "audit_salt"

/* The audit row of a write about a version. */
gboolean
review_service_audit_policy (ReviewTx *tx,
                             const ReviewUser *actor,
                             const char *action,
                             const ReviewPolicy *policy,
                             const char *reason,
                             GError **error)
{
  g_autofree char *object = g_strconcat ("policy:", policy->version, NULL);
  ReviewAuditEntry entry = { .actor = actor->id,
                             .action = action,
                             .object = object,
                             .ref = policy->version,
                             .reason = reason,
                             .after = policy };

  return review_audit_add (tx, &entry, error);
}

static gint64
number_of (const char *version)
{
  guint64 n = 0;

  return version[0] == 'r' && g_ascii_string_to_unsigned (version + 1, 10, 1, G_MAXINT, &n, NULL)
             ? (gint64) n
             : 0;
}

/* The name that the next version gets: "r7" after "r6", whatever became of that. */
char *
review_service_next_policy (GPtrArray *versions)
{
  gint64 last = 0;

  for (guint i = 0; i < versions->len; i++)
    last = MAX (last, number_of (((ReviewPolicyVersion *) versions->pdata[i])->version));
  return g_strdup_printf ("r%" G_GINT64_FORMAT, last + 1);
}

/* A copy under another name, not approved. */
ReviewPolicy *
review_service_rename_policy (const ReviewPolicy *policy, const char *version, const char *author)
{
  ReviewPolicy *copy = review_record_copy (policy);

  g_free (copy->version);
  copy->version = g_strdup (version);
  g_free (copy->author);
  copy->author = g_strdup (author);
  g_clear_pointer (&copy->approver, g_free);
  return copy;
}

typedef struct
{
  const char *version;
  ReviewPolicyList *list; /* (owned) */
  ReviewPolicy *policy;   /* (owned) */
  char *text;             /* (owned) */
} Read;

static void
clear_read (Read *self)
{
  g_clear_pointer (&self->list, review_record_unref);
  g_clear_pointer (&self->policy, review_record_unref);
  g_clear_pointer (&self->text, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Read, clear_read)

static gboolean
read_list (ReviewTx *tx, gpointer user_data, GError **error)
{
  Read *read = user_data;

  read->list = review_record_new (&review_policy_list_type);
  read->list->live = review_store_find_live_policy (tx, error);
  if (read->list->live == NULL)
    return FALSE;
  read->list->items = review_store_list_policies (tx, error);
  return read->list->items != NULL;
}

/**
 * review_service_list_policies:
 *
 * Returns: (transfer full): all versions, the newest first, and which is in force
 */
ReviewPolicyList *
review_service_list_policies (ReviewService *self, const ReviewUser *user, GError **error)
{
  g_auto (Read) read = { 0 };

  if (!review_store_read (self->store, read_list, &read, error))
    return NULL;
  return g_steal_pointer (&read.list);
}

static gboolean
read_policy (ReviewTx *tx, gpointer user_data, GError **error)
{
  Read *read = user_data;
  gboolean alias = strcmp (read->version, "live") == 0;
  g_autoptr (ReviewPolicyVersion) version = NULL;

  read->text = alias ? review_store_find_live_policy (tx, error) : g_strdup (read->version);
  if (read->text == NULL)
    return FALSE;
  read->policy = review_store_load_policy (tx, read->text, error);
  version = read->policy != NULL ? review_store_load_policy_version (tx, read->text, error) : NULL;
  if (version == NULL)
    return FALSE;
  g_free (read->policy->approver);
  read->policy->approver = g_strdup (version->approver);
  return TRUE;
}

/**
 * review_service_load_policy:
 * @version: or "live"
 *
 * Returns: (transfer full): the version with who approved it; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewPolicy *
review_service_load_policy (ReviewService *self,
                            const ReviewUser *user,
                            const char *version,
                            GError **error)
{
  g_auto (Read) read = { .version = version };

  if (!review_store_read (self->store, read_policy, &read, error))
    return NULL;
  return g_steal_pointer (&read.policy);
}

/* What a policy says, whoever wrote it and whatever it is called. */
static char *
hash_substance (const ReviewPolicy *policy)
{
  g_autoptr (ReviewPolicy) copy = review_service_rename_policy (policy, "", NULL);

  g_clear_pointer (&copy->base, g_free);
  g_clear_pointer (&copy->note, g_free);
  return review_record_content_hash (copy);
}

static gboolean
is_on_record (
    ReviewTx *tx, GPtrArray *versions, const ReviewPolicy *policy, gboolean *ret, GError **error)
{
  g_autofree char *hash = hash_substance (policy);

  *ret = FALSE;
  for (guint i = 0; !*ret && i < versions->len; i++)
    {
      const ReviewPolicyVersion *version = versions->pdata[i];
      g_autoptr (ReviewPolicy) known = review_store_load_policy (tx, version->version, error);
      g_autofree char *other = known != NULL ? hash_substance (known) : NULL;

      if (known == NULL)
        return FALSE;
      *ret = strcmp (hash, other) == 0;
    }
  return TRUE;
}

static gboolean
add_shipped (ReviewTx *tx,
             const ReviewPolicy *policy,
             ReviewPolicyState state,
             const char *action,
             GError **error)
{
  static const char reason[] = "came with the program";
  const ReviewUser *system = review_service_system_user ();
  gint64 seq = 0;

  return review_store_lock_policies (tx, &seq, error) && review_store_add_policy (tx, policy, error)
         && review_store_add_policy_state (tx, seq, policy->version, state, system->id, reason,
                                           error)
         && review_service_audit_policy (tx, system, action, policy, reason, error)
         && review_event_add (tx, "policy", policy->version, "*", error);
}

/* On an empty store the program's policy goes live. Where people already keep theirs, one that
 * is new to them is a draft of the system's. */
gboolean
review_service_publish_policy (ReviewService *self, ReviewTx *tx, GError **error)
{
  const ReviewPolicy *shipped = self->policies->pdata[0];
  g_autoptr (GPtrArray) versions = review_store_list_policies (tx, error);
  g_autofree char *version = NULL;
  g_autoptr (ReviewPolicy) copy = NULL;
  gboolean known = FALSE;

  if (versions == NULL)
    return FALSE;
  if (versions->len == 0)
    return add_shipped (tx, shipped, REVIEW_POLICY_LIVE, "policy_live", error);
  if (!is_on_record (tx, versions, shipped, &known, error))
    return FALSE;
  if (known)
    return TRUE;
  version = review_service_next_policy (versions);
  copy = review_service_rename_policy (shipped, version, review_service_system_user ()->id);
  g_free (copy->base);
  copy->base = review_store_find_live_policy (tx, error);
  return copy->base != NULL && add_shipped (tx, copy, REVIEW_POLICY_DRAFT, "policy_draft", error);
}

static gboolean
read_live (ReviewTx *tx, gpointer user_data, GError **error)
{
  Read *read = user_data;
  g_autoptr (GError) local = NULL;

  read->text = review_store_find_live_policy (tx, &local);
  if (read->text == NULL && g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
    return TRUE;
  if (read->text == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (g_strcmp0 (read->text, read->version) == 0)
    return TRUE;
  else
    read->policy = review_store_load_policy (tx, read->text, error);
  return read->policy != NULL;
}

/* Follows the store: what another wrote there is in force here from the next call on. */
gboolean
review_service_reload_policy (ReviewService *self, GError **error)
{
  g_autoptr (GMutexLocker) alone = g_mutex_locker_new (&self->following);
  g_autofree char *known = NULL;
  g_auto (Read) read = { 0 };

  g_mutex_lock (&self->lock);
  known = g_strdup (self->live);
  g_mutex_unlock (&self->lock);
  read.version = known;
  if (!review_store_read (self->store, read_live, &read, error))
    return FALSE;
  if (read.policy == NULL)
    return TRUE;
  review_service_set_policy (self, read.policy);
  g_mutex_lock (&self->lock);
  g_free (self->live);
  self->live = g_steal_pointer (&read.text);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

static gboolean
make_salt (ReviewTx *tx, gpointer user_data, GError **error)
{
  guint8 bytes[32];
  char hex[2 * sizeof bytes + 1];

  review_clock_random (review_tx_get_clock (tx), bytes, sizeof bytes);
  for (guint i = 0; i < sizeof bytes; i++)
    g_snprintf (hex + 2 * i, 3, "%02x", bytes[i]);
  return review_store_put_secret (tx, SALT, hex, error);
}

static gboolean
read_salt (ReviewTx *tx, gpointer user_data, GError **error)
{
  Read *read = user_data;
  g_autoptr (GError) local = NULL;

  read->text = review_store_get_secret (tx, SALT, &local);
  if (read->text != NULL || g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
ensure_salt (ReviewService *self, GError **error)
{
  g_auto (Read) read = { 0 };

  if (!review_store_read (self->store, read_salt, &read, error))
    return FALSE;
  if (read.text == NULL
      && (!review_service_write (self, make_salt, NULL, error)
          || !review_store_read (self->store, read_salt, &read, error)))
    return FALSE;
  g_mutex_lock (&self->lock);
  if (self->salt == NULL)
    self->salt = g_steal_pointer (&read.text);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

/* The lot of @id: uniform in [0, 1), always the same in this store, and not to be told from the
 * id by anybody who does not know the salt, which never leaves the store. */
gboolean
review_service_draw (ReviewService *self, const char *id, double *ret, GError **error)
{
  const char *salt;

  g_mutex_lock (&self->lock);
  salt = self->salt; /* never changes once it is known */
  g_mutex_unlock (&self->lock);
  if (salt == NULL && !ensure_salt (self, error))
    return FALSE;
  *ret = review_hash_draw (self->salt, id);
  return TRUE;
}
