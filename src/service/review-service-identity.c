/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who calls: accounts, tokens, qualifications. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-canonical.h"
#include "review-form-rules.h"
#include "review-id.h"
#include "review-service-private.h"
#include "review-store-audit.h"
#include "review-store-identity.h"
#include "review-time.h"

/* A junior role never decides a key user alone. */
gboolean
review_role_is_junior (int role)
{
  return !review_role_decides_key_users (role);
}

static ReviewUser *
make_user (const char *id, const char *name, int role)
{
  ReviewUser *user = review_record_new (&review_user_type);

  user->id = g_strdup (id);
  user->name = g_strdup (name);
  user->role = role;
  return user;
}

/**
 * review_service_system_user:
 *
 * Returns: (transfer none): the account under which the server itself acts; never a human label
 */
const ReviewUser *
review_service_system_user (void)
{
  static gsize once = 0;
  static ReviewUser *user = NULL;

  if (g_once_init_enter (&once))
    {
      user = make_user ("system", "RiskOps Review", REVIEW_ROLE_SERVICE);
      g_once_init_leave (&once, 1);
    }
  return user;
}

typedef struct
{
  ReviewService *service;
  const char *id;
  const char *text;
  const ReviewUser *actor;
  const ReviewUser *user;
  gint64 lifetime;
  gboolean flag;
  ReviewUser *found; /* (owned) (nullable) */
  GPtrArray *list;   /* (owned) (nullable) */
} Job;

static gboolean
audit_user (ReviewTx *tx,
            const ReviewUser *actor,
            const char *action,
            const char *id,
            gconstpointer after,
            GError **error)
{
  g_autofree char *object = g_strconcat ("user:", id, NULL);
  ReviewAuditEntry entry = {
    .actor = actor->id, .action = action, .object = object, .ref = id, .after = after
  };

  return review_audit_add (tx, &entry, error);
}

static const struct
{
  const char *id, *name;
  int role;
  const char *vendor;
  int stage; /* 0: not qualified for anything */
} local_users[] = {
  { "u-bpo", "R. Santos", REVIEW_ROLE_BPO, "brightdesk", REVIEW_QUALIFIED_CERTIFIED },
  { "u-vendor-lead", "P. Reyes", REVIEW_ROLE_VENDOR_LEAD, "brightdesk", 0 },
  { "u-agent", "M. Okafor", REVIEW_ROLE_AGENT, NULL, REVIEW_QUALIFIED_CERTIFIED },
  { "u-senior", "L. Chen", REVIEW_ROLE_SENIOR, NULL, REVIEW_QUALIFIED_CERTIFIED },
  { "u-qa", "J. Lindqvist", REVIEW_ROLE_QA, NULL, REVIEW_QUALIFIED_CERTIFIED },
  { "u-lead", "W. Zhao", REVIEW_ROLE_LEAD, NULL, REVIEW_QUALIFIED_CERTIFIED },
  { "u-model", "K. Tanaka", REVIEW_ROLE_MODEL, NULL, 0 },
  { "u-admin", "A. Novak", REVIEW_ROLE_ADMIN, NULL, 0 },
};

static gboolean
is_qualified (const ReviewUser *user, const char *case_type)
{
  for (guint i = 0; i < user->qualifications->len; i++)
    if (strcmp (((ReviewQualification *) user->qualifications->pdata[i])->case_type, case_type)
        == 0)
      return TRUE;
  return FALSE;
}

/* Adds what the user has no qualification for yet; returns whether there was anything. */
static gboolean
qualify (ReviewUser *user, const ReviewCatalog *catalog, int stage)
{
  guint before = user->qualifications->len;

  for (guint i = 0; stage != 0 && catalog->case_types != NULL && i < catalog->case_types->len; i++)
    {
      const char *type = ((ReviewCaseType *) catalog->case_types->pdata[i])->id;
      ReviewQualification *q;

      if (is_qualified (user, type))
        continue;
      q = review_record_new (&review_qualification_type);
      q->case_type = g_strdup (type);
      q->language = g_strdup ("*");
      q->stage = stage;
      g_ptr_array_add (user->qualifications, q);
    }
  return user->qualifications->len > before;
}

static gboolean
put_local_users (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (local_users); i++)
    {
      g_autoptr (ReviewUser) user = review_store_load_account (tx, local_users[i].id, NULL);
      gboolean known = user != NULL;

      if (!known)
        {
          user = make_user (local_users[i].id, local_users[i].name, local_users[i].role);
          user->vendor = g_strdup (local_users[i].vendor);
          user->qualifications = review_records_new ();
        }
      if (!qualify (user, review_service_get_catalog (job->service), local_users[i].stage) && known)
        continue;
      if (!review_store_put_account (tx, user, TRUE, error)
          || !audit_user (tx, review_service_system_user (), known ? "put_user" : "add_user",
                          user->id, user, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * review_service_ensure_local_users:
 *
 * Adds the embedded server's users, one for each role to try, and qualifies those that exist for
 * case types that came since.
 */
gboolean
review_service_ensure_local_users (ReviewService *self, GError **error)
{
  Job job = { .service = self };

  return review_service_write (self, put_local_users, &job, error);
}

static gboolean
list_users (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->list = review_store_list_accounts (tx, job->flag, error);
  return job->list != NULL;
}

/**
 * review_service_list_users:
 *
 * Returns: (transfer full): array of #ReviewUser
 */
GPtrArray *
review_service_list_users (ReviewService *self, gboolean local_only, GError **error)
{
  Job job = { .flag = local_only };

  return review_store_read (self->store, list_users, &job, error) ? job.list : NULL;
}

static gboolean
find_user (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->found = review_store_load_account (tx, job->id, error);
  return job->found != NULL;
}

/**
 * review_service_find_user:
 *
 * Returns: (transfer full): the enabled user; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewUser *
review_service_find_user (ReviewService *self, const char *id, GError **error)
{
  Job job = { .id = id };

  return review_store_read (self->store, find_user, &job, error) ? job.found : NULL;
}

static gboolean
put_user (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  return review_store_put_account (tx, job->user, FALSE, error)
         && audit_user (tx, job->actor, "put_user", job->user->id, job->user, error);
}

/**
 * review_service_put_user:
 * @user: added, or replaced with its qualifications
 */
gboolean
review_service_put_user (ReviewService *self,
                         const ReviewUser *actor,
                         const ReviewUser *user,
                         GError **error)
{
  Job job = { .actor = actor, .user = user };

  if (review_role_is_vendor (user->role) && user->vendor == NULL)
    {
      review_error_set_field (error, "vendor", "this role needs one");
      return FALSE;
    }
  if (user->zone != NULL && !review_time_is_zone (user->zone))
    {
      review_error_set_field (error, "zone", "is no time zone: Europe/Berlin");
      return FALSE;
    }
  return review_service_write (self, put_user, &job, error);
}

static gboolean
disable_user (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  return review_store_disable_account (tx, job->id, error)
         && audit_user (tx, job->actor, "disable_user", job->id, NULL, error);
}

/**
 * review_service_disable_user:
 *
 * From the next request on their tokens do not work; their leases go back with the next settling.
 */
gboolean
review_service_disable_user (ReviewService *self,
                             const ReviewUser *actor,
                             const char *id,
                             GError **error)
{
  Job job = { .actor = actor, .id = id };

  return review_service_write (self, disable_user, &job, error);
}

static char *
hash_token (const char *token)
{
  return review_sha256 (token, strlen (token));
}

static gboolean
put_token (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autofree char *hash = hash_token (job->text);
  g_autoptr (ReviewUser) user = review_store_load_account (tx, job->id, error);

  return user != NULL
         && review_store_put_token (tx, hash, job->id, review_tx_get_now (tx) + job->lifetime,
                                    error)
         && audit_user (tx, review_service_system_user (), "issue_token", job->id, NULL, error);
}

/**
 * review_service_issue_token:
 * @lifetime: µs
 *
 * Returns: (transfer full): a new bearer token; only its hash is kept
 */
char *
review_service_issue_token (ReviewService *self,
                            const char *user_id,
                            gint64 lifetime,
                            GError **error)
{
  g_autofree char *token = review_token_new (review_store_get_clock (self->store));
  Job job = { .id = user_id, .text = token, .lifetime = lifetime };

  return review_service_write (self, put_token, &job, error) ? g_steal_pointer (&token) : NULL;
}

static gboolean
find_token (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autofree char *hash = hash_token (job->text);

  job->found = review_store_find_token (tx, hash, error);
  return job->found != NULL;
}

/**
 * review_service_authenticate:
 * @token: as it came; anything
 *
 * Returns: (transfer full): whose it is; %NULL with %REVIEW_ERROR_UNAUTHORIZED when it is unknown,
 *   expired or revoked, or its person disabled: never told apart
 */
ReviewUser *
review_service_authenticate (ReviewService *self, const char *token, GError **error)
{
  Job job = { .text = token };
  GError *local = NULL;

  if (review_store_read (self->store, find_token, &job, &local))
    return job.found;
  if (!g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, local);
      return NULL;
    }
  g_error_free (local);
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_UNAUTHORIZED, "the token is not valid");
  return NULL;
}

static gboolean
revoke_token (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;
  g_autofree char *hash = hash_token (job->text);

  return review_store_revoke_token (tx, hash, error);
}

gboolean
review_service_revoke_token (ReviewService *self, const char *token, GError **error)
{
  Job job = { .text = token };

  return review_service_write (self, revoke_token, &job, error);
}
