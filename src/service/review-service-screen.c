/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Screening: what arrives is looked up in the lists, and every match becomes evidence of the case
 * before it is stored. The lists are held in memory until a newer revision is in the store. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-private.h"
#include "review-store-audit.h"
#include "review-store-lists.h"
#include "screening-case.h"

/* The index over the lists as they are in @tx; NULL without an error when there is none. */
static gboolean
get_index (ReviewService *self, ReviewTx *tx, ScreeningIndex **ret_index, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->screening_lock);
  gint64 revision = review_store_get_list_revision (tx, error);
  g_autoptr (GPtrArray) entries = NULL;

  *ret_index = NULL;
  if (revision < 0)
    return FALSE;
  if (revision != self->screening_revision)
    {
      entries = review_store_load_lists (tx, error);
      if (entries == NULL)
        return FALSE;
      g_clear_pointer (&self->screening, screening_index_unref);
      self->screening = entries->len > 0 ? screening_index_new (entries) : NULL;
      self->screening_revision = revision;
    }
  *ret_index = self->screening != NULL ? screening_index_ref (self->screening) : NULL;
  return TRUE;
}

/*
 * review_service_screen:
 * @intake: a checked case
 * @ret_screened: (out) (transfer full): @intake itself, or where entries match a copy with a row of
 *   kind screening for each
 *
 * Returns: %FALSE when the lists cannot be read
 */
gboolean
review_service_screen (ReviewService *self,
                       ReviewTx *tx,
                       const ReviewIntake *intake,
                       ReviewIntake **ret_screened,
                       GError **error)
{
  g_autoptr (ScreeningIndex) index = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  ReviewIntake *screened;

  if (!get_index (self, tx, &index, error))
    return FALSE;
  rows = index != NULL ? screening_case_match (index, intake) : NULL;
  if (rows == NULL || rows->len == 0)
    {
      *ret_screened = review_record_ref ((gpointer) intake);
      return TRUE;
    }
  screened = review_record_copy (intake);
  if (screened->evidence == NULL)
    screened->evidence = review_records_new ();
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (screened->evidence, review_record_ref (rows->pdata[i]));
  *ret_screened = screened;
  return TRUE;
}

typedef struct
{
  const ReviewUser *actor;
  const char *list;
  const char *part;
  const char *sha256;
  GPtrArray *entries;
} Put;

static gboolean
put_list (ReviewTx *tx, gpointer user_data, GError **error)
{
  Put *put = user_data;
  g_autofree char *object = g_strdup_printf ("list:%s/%s", put->list, put->part);
  ReviewAuditEntry entry = {
    .actor = put->actor->id, .action = "import_list", .object = object, .reason = put->sha256
  };

  return review_store_put_list (tx, put->list, put->part, put->entries, put->sha256, error)
         && review_audit_add (tx, &entry, error);
}

/**
 * review_service_put_list:
 * @actor: who imports it
 * @list: name of the list
 * @part: what of it this is; replaced as a whole
 * @entries: (element-type ReviewListEntry): at least one
 * @sha256: of the file that they came from, kept with the audit row
 *
 * Puts a part of a screening list in force for what arrives from now on.
 */
gboolean
review_service_put_list (ReviewService *self,
                         const ReviewUser *actor,
                         const char *list,
                         const char *part,
                         GPtrArray *entries,
                         const char *sha256,
                         GError **error)
{
  Put put = { actor, list, part, sha256, entries };

  return review_store_write (self->store, put_list, &put, error);
}
