/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filters of the queue that a person keeps. They are on the server, not on a computer: they
 * follow the person to another desk, and what is searched for (an id, an address) stays off the
 * disks of desks. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-private.h"
#include "review-store-audit.h"

#define MAX_FILTERS 30
#define MAX_NAME    60 /* characters */

typedef struct
{
  const ReviewUser *user;
  ReviewSavedFilters *filters; /* (owned) */
} Job;

static gboolean
read_filters (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->filters = review_store_load_filters (tx, job->user->id, error);
  return job->filters != NULL;
}

/**
 * review_service_get_filters:
 *
 * Returns: (transfer full): what the caller keeps
 */
ReviewSavedFilters *
review_service_get_filters (ReviewService *self, const ReviewUser *user, GError **error)
{
  Job job = { user, NULL };

  return review_store_read (self->store, read_filters, &job, error) ? job.filters : NULL;
}

static gpointer
save_filters (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewSavedFilters *filters = write->body;
  const ReviewUser *user = write->call->user;
  g_autofree char *object = g_strconcat ("user:", user->id, NULL);
  g_autoptr (ReviewSavedFilters) before = review_store_load_filters (tx, user->id, error);
  ReviewAuditEntry entry = { .actor = user->id,
                             .action = "save_filters",
                             .object = object,
                             .before = before,
                             .after = filters };

  if (before == NULL || !review_store_save_filters (tx, user->id, filters, error)
      || !review_audit_add (tx, &entry, error))
    return NULL;
  return review_record_ref ((gpointer) filters);
}

static gboolean
check_name (GPtrArray *filters, guint n, GError **error)
{
  const char *name = ((ReviewSavedFilter *) filters->pdata[n])->name;
  gboolean ok = *name != '\0' && g_utf8_strlen (name, -1) <= MAX_NAME;

  for (guint i = 0; ok && i < n; i++)
    ok = g_strcmp0 (((ReviewSavedFilter *) filters->pdata[i])->name, name) != 0;
  if (!ok)
    review_error_set_field (error, "name", "each its own, of 1 to %d characters", MAX_NAME);
  return ok;
}

static gboolean
check_filters (const ReviewSavedFilters *all, GError **error)
{
  guint n = all->filters != NULL ? all->filters->len : 0;

  if (all->version < 1)
    review_error_set_field (error, "version", "starts at 1");
  else if (n > MAX_FILTERS)
    review_error_set_field (error, "filters", "at most %d", MAX_FILTERS);
  else
    {
      for (guint i = 0; i < n; i++)
        if (!check_name (all->filters, i, error)
            || !review_service_check_view (((ReviewSavedFilter *) all->filters->pdata[i])->filter,
                                           error))
          return FALSE;
      return TRUE;
    }
  return FALSE;
}

/**
 * review_service_save_filters:
 * @filters: all of them, of a version one more than was read
 *
 * Returns: (transfer full): what is kept now; %NULL with %REVIEW_ERROR_CONFLICT when another desk
 *   of the same person was quicker, %REVIEW_ERROR_INVALID when one could not be opened as a view
 */
ReviewSavedFilters *
review_service_save_filters (ReviewService *self,
                             const ReviewCall *call,
                             const ReviewSavedFilters *filters,
                             GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "save_filters",
                        .body = filters,
                        .answer_type = &review_saved_filters_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = save_filters };

  return check_filters (filters, error) ? review_service_run (&write, error) : NULL;
}
