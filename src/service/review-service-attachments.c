/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that customers hand in: taken in by the hash of their bytes, and given out to nobody but
 * the one who holds the lease of a case that names them, with an audit row before a byte leaves. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-private.h"

#include <string.h>

#include "review-canonical.h"
#include "review-store-attachments.h"
#include "review-store-audit.h"
#include "review-store-cases.h"
#include "review-store-events.h"

/* What the bytes say of themselves; NULL when they are not what may be taken in. @sha256: what the
 * sender found them to be, NULL: nothing. */
static ReviewAttachment *
describe (GBytes *bytes, const char *sha256, GError **error)
{
  g_autoptr (ReviewAttachment) self = review_record_new (&review_attachment_type);
  gsize len;
  gconstpointer data = g_bytes_get_data (bytes, &len);

  self->sha256 = review_sha256 (data != NULL ? data : "", len);
  self->size = (gint64) len;
  self->media_type = review_media_type_sniff (bytes);
  if (sha256 != NULL && strcmp (self->sha256, sha256) != 0)
    review_error_set_field (error, "sha256", "is not that of the bytes");
  else if (len > REVIEW_ATTACHMENT_MAX_SIZE)
    review_error_set_field (error, "body", "is larger than %d bytes", REVIEW_ATTACHMENT_MAX_SIZE);
  else if (self->media_type == 0)
    review_error_set_field (error, "body", "is no PNG, JPEG, WebP or PDF");
  else
    return g_steal_pointer (&self);
  return NULL;
}

static gboolean
tell_cases (ReviewTx *tx, const char *sha256, GError **error)
{
  g_autoptr (GPtrArray) cases = review_store_list_attachment_cases (tx, sha256, error);

  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      g_autoptr (ReviewCase) one = review_store_load_case (tx, cases->pdata[i], error);

      if (one == NULL || !review_event_add (tx, "case", one->id, one->vendor, error))
        return FALSE;
    }
  return cases != NULL;
}

static gboolean
keep (ReviewTx *tx,
      const ReviewAttachment *attachment,
      GBytes *bytes,
      const ReviewUser *actor,
      GError **error)
{
  g_autofree char *object = g_strconcat ("attachment:", attachment->sha256, NULL);
  ReviewAuditEntry entry = { .actor = actor->id,
                             .action = "attachment",
                             .object = object,
                             .ref = attachment->sha256,
                             .after = attachment };
  gboolean added;

  if (!review_store_put_attachment (tx, attachment, bytes, actor->id, &added, error))
    return FALSE;
  return !added
         || (review_audit_add (tx, &entry, error) && tell_cases (tx, attachment->sha256, error));
}

/**
 * review_service_put_attachment_in:
 * @tx: the caller's write transaction
 * @bytes: a file
 *
 * Takes a file in; the same bytes again add nothing.
 *
 * Returns: (transfer full): what it is; %NULL with %REVIEW_ERROR_INVALID when it may not be taken
 */
ReviewAttachment *
review_service_put_attachment_in (ReviewTx *tx,
                                  const ReviewUser *actor,
                                  GBytes *bytes,
                                  GError **error)
{
  g_autoptr (ReviewAttachment) attachment = describe (bytes, NULL, error);

  if (attachment == NULL || !keep (tx, attachment, bytes, actor, error))
    return NULL;
  return g_steal_pointer (&attachment);
}

/* What a write of bytes has beside what every write has. */
typedef struct
{
  ReviewWrite write; /* first, so that a write is one */
  GBytes *bytes;     /* (borrowed) */
} BytesWrite;

static gpointer
put (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  GBytes *bytes = ((BytesWrite *) write)->bytes;

  return keep (tx, write->body, bytes, write->call->user, error)
             ? review_record_ref ((gpointer) write->body)
             : NULL;
}

/**
 * review_service_put_attachment:
 * @sha256: of @bytes, as the sender computed it
 *
 * Takes a file in, before or after the case that names it. Screens that show such a case follow.
 *
 * Returns: (transfer full): what it is; %NULL with %REVIEW_ERROR_INVALID when the hash is another,
 *   or the bytes are too many or none of the types that are taken
 */
ReviewAttachment *
review_service_put_attachment (
    ReviewService *self, const ReviewCall *call, const char *sha256, GBytes *bytes, GError **error)
{
  g_autoptr (ReviewAttachment) attachment = describe (bytes, sha256, error);
  BytesWrite put_bytes = { { .service = self,
                             .call = call,
                             .operation = "put_attachment",
                             .object = sha256,
                             .body = attachment,
                             .answer_type = &review_attachment_type,
                             .keep = REVIEW_KEEP_WRITE,
                             .run = put },
                           bytes };

  return attachment != NULL ? review_service_run (&put_bytes.write, error) : NULL;
}

typedef struct
{
  ReviewService *service;
  const ReviewUser *user;
  const char *work_item;
  const char *sha256;
  GBytes *bytes; /* (owned) */
} Opening;

static gboolean
is_named (GPtrArray *evidence, const char *sha256)
{
  for (guint i = 0; i < evidence->len; i++)
    {
      const ReviewEvidence *row = evidence->pdata[i];

      for (guint k = 0; row->attachments != NULL && k < row->attachments->len; k++)
        if (strcmp (((ReviewAttachment *) row->attachments->pdata[k])->sha256, sha256) == 0)
          return TRUE;
    }
  return FALSE;
}

/* Only what the look shows: in a blind one nothing that came later. */
static gboolean
check_look (Opening *self, ReviewTx *tx, ReviewWork *work, GError **error)
{
  g_auto (ReviewLook) look = { 0 };

  if (!review_look_init (&look, self->service, tx, self->user, work, error))
    return FALSE;
  if (!look.holds)
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN,
                           "documents are open to who holds the case");
      return FALSE;
    }
  if (is_named (look.evidence, self->sha256))
    return TRUE;
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no such object");
  return FALSE;
}

static gboolean
open_in (ReviewTx *tx, gpointer user_data, GError **error)
{
  Opening *self = user_data;
  ReviewScope scope = review_service_scope (self->user);
  g_autoptr (ReviewWork) work = review_store_load_work (tx, self->work_item, &scope, error);

  if (work == NULL || !check_look (self, tx, work, error))
    return FALSE;
  self->bytes = review_store_load_attachment (tx, self->sha256, error);
  return self->bytes != NULL
         && review_service_audit_case (tx, self->user, "open_attachment", work->item->case_id,
                                       self->sha256, NULL, NULL, NULL, error);
}

/**
 * review_service_open_attachment:
 * @sha256: of a file that the case of @work_item names
 *
 * Each opening is a row of the case's audit, committed before this returns.
 *
 * Returns: (transfer full): the bytes; %NULL with %REVIEW_ERROR_FORBIDDEN without the lease,
 *   %REVIEW_ERROR_NOT_FOUND when the case does not name the file or its bytes have not come
 */
GBytes *
review_service_open_attachment (ReviewService *self,
                                const ReviewUser *user,
                                const char *work_item,
                                const char *sha256,
                                GError **error)
{
  Opening opening = { self, user, work_item, sha256, NULL };

  if (!review_service_write (self, open_in, &opening, error))
    g_clear_pointer (&opening.bytes, g_bytes_unref);
  return opening.bytes;
}
