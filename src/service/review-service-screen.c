/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Screening: what arrives is looked up in the lists, and every match becomes evidence of the case
 * before it is stored. The lists are held in memory until a newer revision is in the store. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-private.h"
#include "review-store-audit.h"
#include "review-store-cases.h"
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

#define PAGE 100 /* open cases that are read at a time */

typedef struct
{
  ReviewService *service;
  const ReviewUser *actor;
  char *after;     /* (owned): id of the last case that was looked at */
  gint64 n_looked; /* at on this page */
  gint64 n_matched;
} Rescreening;

static gboolean
screen_again (ReviewTx *tx, Rescreening *r, const char *id, GError **error)
{
  g_autoptr (ReviewIntake) values = review_store_load_values (tx, id, 0, error);
  g_autoptr (ReviewIntake) screened = NULL;
  ReviewIntakeOutcome outcome = REVIEW_INTAKE_UNCHANGED;

  if (values == NULL || !review_service_screen (r->service, tx, values, &screened, error))
    return FALSE;
  if (screened == values)
    return TRUE;
  if (!review_service_intake_in (r->service, tx, r->actor, values, REVIEW_INTAKE_AUTO, &outcome,
                                 NULL, error))
    return FALSE;
  r->n_matched += outcome == REVIEW_INTAKE_EXTENDED;
  return TRUE;
}

static gboolean
screen_page (ReviewTx *tx, gpointer user_data, GError **error)
{
  Rescreening *r = user_data;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT id FROM case_file WHERE history = 0 AND state NOT IN ('auto_decided', "
      "'decided', 'effects_pending', 'closed') "
      "AND id > $1 ORDER BY id LIMIT $2",
      "si", r->after, (gint64) PAGE);

  if (rows == NULL)
    return FALSE;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (ids, review_rows_dup_text (rows, 0));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  for (guint i = 0; i < ids->len; i++)
    if (!screen_again (tx, r, ids->pdata[i], error))
      return FALSE;
  r->n_looked = ids->len;
  if (ids->len > 0)
    {
      g_free (r->after);
      r->after = g_strdup (ids->pdata[ids->len - 1]);
    }
  return TRUE;
}

/**
 * review_service_screen_open:
 * @actor: who asks for it
 *
 * Screens every case that is not decided against the lists as they are now. One that an entry
 * matches gets the evidence and waits for a new assessment.
 *
 * Returns: how many cases got new evidence; -1 with @error set when the store fails, after what
 *   was screened so far is kept
 */
gint64
review_service_screen_open (ReviewService *self, const ReviewUser *actor, GError **error)
{
  Rescreening r = { .service = self, .actor = actor, .after = g_strdup ("") };
  gboolean ok;

  do
    ok = review_store_write (self->store, screen_page, &r, error);
  while (ok && r.n_looked > 0);
  g_free (r.after);
  return ok ? r.n_matched : -1;
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
