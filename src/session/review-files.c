/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of the open case: fetched once, compared with their hash, decoded in another process.
 * A file whose case is gone is cancelled and forgotten. */
#define G_LOG_DOMAIN "review-session"
#include "review-files.h"

#include <string.h>

#include "review-canonical.h"
#include "review-desk-private.h"
#include "review-error.h"

struct _ReviewFile
{
  GObject parent_instance;
  ReviewAttachment *attachment; /* (owned) */
  ReviewEvidence *evidence;     /* (owned) */
  ReviewFileState state;
  ReviewDocument *document; /* (owned) (nullable) */
  GError *error;            /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ReviewFile, review_file, G_TYPE_OBJECT)

static guint signal_changed;

struct _ReviewFiles
{
  GObject parent_instance;
  ReviewDesk *desk;          /* (weak): owns this */
  GPtrArray *files;          /* (owned): ReviewFile */
  char *work_item;           /* (owned) (nullable): whose files these are */
  GCancellable *cancellable; /* (owned): of the case */
  ReviewDecoder *decoder;    /* (owned) (nullable): made when it is first needed */
};

static void review_files_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReviewFiles,
                               review_files,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      review_files_list_model_init))

static void
review_file_finalize (GObject *object)
{
  ReviewFile *self = REVIEW_FILE (object);

  review_record_unref (self->attachment);
  review_record_unref (self->evidence);
  g_clear_object (&self->document);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (review_file_parent_class)->finalize (object);
}

static void
review_file_class_init (ReviewFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = review_file_finalize;
  signal_changed = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
review_file_init (ReviewFile *self)
{
}

static ReviewFile *
file_new (ReviewEvidence *evidence, ReviewAttachment *attachment)
{
  ReviewFile *self = g_object_new (REVIEW_TYPE_FILE, NULL);

  self->evidence = review_record_ref (evidence);
  self->attachment = review_record_ref (attachment);
  if (attachment->sha256 == NULL)
    self->state = REVIEW_FILE_MASKED;
  else if (attachment->media_type == 0)
    self->state = REVIEW_FILE_ABSENT;
  return self;
}

const ReviewAttachment *
review_file_get_attachment (ReviewFile *self)
{
  return self->attachment;
}

const ReviewEvidence *
review_file_get_evidence (ReviewFile *self)
{
  return self->evidence;
}

ReviewFileState
review_file_get_state (ReviewFile *self)
{
  return self->state;
}

ReviewDocument *
review_file_get_document (ReviewFile *self)
{
  return self->document;
}

const GError *
review_file_get_error (ReviewFile *self)
{
  return self->error;
}

static void
set_state (ReviewFile *self, ReviewFileState state)
{
  self->state = state;
  g_signal_emit (self, signal_changed, 0);
}

static void
fail (ReviewFile *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  set_state (self, REVIEW_FILE_FAILED);
}

/* The same file before, with its pages, as long as as much of it may be seen. */
static ReviewFile *
find_same (ReviewFiles *self, const ReviewFile *file)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      ReviewFile *old = self->files->pdata[i];

      if (review_record_equal (old->attachment, file->attachment)
          && g_strcmp0 (old->evidence->label, file->evidence->label) == 0)
        return old;
    }
  return NULL;
}

static void
add_row (ReviewFiles *self, ReviewEvidence *row, GPtrArray *files)
{
  for (guint i = 0; row->attachments != NULL && i < row->attachments->len; i++)
    {
      g_autoptr (ReviewFile) file = file_new (row, row->attachments->pdata[i]);
      ReviewFile *same = find_same (self, file);

      g_ptr_array_add (files, g_object_ref (same != NULL ? same : file));
    }
}

static gboolean
is_same (GPtrArray *a, GPtrArray *b)
{
  return a->len == b->len
         && (a->len == 0 || memcmp (a->pdata, b->pdata, a->len * sizeof (gpointer)) == 0);
}

static void
forget_case (ReviewFiles *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
}

static void
follow (ReviewFiles *self)
{
  const ReviewCaseView *view = review_desk_get_view (self->desk);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  guint before = self->files->len;

  if (g_strcmp0 (self->work_item, view != NULL ? view->work_item->id : NULL) != 0)
    {
      forget_case (self);
      g_free (self->work_item);
      self->work_item = view != NULL ? g_strdup (view->work_item->id) : NULL;
      g_ptr_array_set_size (self->files, 0);
    }
  for (guint i = 0; view != NULL && view->evidence != NULL && i < view->evidence->len; i++)
    add_row (self, view->evidence->pdata[i], files);
  if (before == self->files->len && is_same (files, self->files))
    return;
  g_ptr_array_unref (self->files);
  self->files = g_steal_pointer (&files);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->files->len);
}

static void
review_files_dispose (GObject *object)
{
  ReviewFiles *self = REVIEW_FILES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->desk);
  G_OBJECT_CLASS (review_files_parent_class)->dispose (object);
}

static void
review_files_finalize (GObject *object)
{
  ReviewFiles *self = REVIEW_FILES (object);

  g_ptr_array_unref (self->files);
  g_free (self->work_item);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->decoder);
  G_OBJECT_CLASS (review_files_parent_class)->finalize (object);
}

static void
review_files_class_init (ReviewFilesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_files_dispose;
  G_OBJECT_CLASS (klass)->finalize = review_files_finalize;
}

static void
review_files_init (ReviewFiles *self)
{
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

static GType
review_files_get_item_type (GListModel *model)
{
  return REVIEW_TYPE_FILE;
}

static guint
review_files_get_n_items (GListModel *model)
{
  return REVIEW_FILES (model)->files->len;
}

static gpointer
review_files_get_item (GListModel *model, guint position)
{
  GPtrArray *files = REVIEW_FILES (model)->files;

  return position < files->len ? g_object_ref (files->pdata[position]) : NULL;
}

static void
review_files_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = review_files_get_item_type;
  iface->get_n_items = review_files_get_n_items;
  iface->get_item = review_files_get_item;
}

/**
 * review_desk_get_files:
 *
 * Returns: (transfer none): the files of what lies on the desk; the same object for its life
 */
ReviewFiles *
review_desk_get_files (ReviewDesk *desk)
{
  ReviewFiles *self;

  if (desk->files != NULL)
    return desk->files;
  self = g_object_new (REVIEW_TYPE_FILES, NULL);
  g_set_weak_pointer (&self->desk, desk);
  desk->files = self;
  g_signal_connect_object (desk, "notify::view", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  follow (self);
  return self;
}

/**
 * review_files_set_decoder:
 * @decoder: opens files from now on
 */
void
review_files_set_decoder (ReviewFiles *self, ReviewDecoder *decoder)
{
  g_set_object (&self->decoder, decoder);
}

/* Cancelled is no outcome: the case is gone, and who looks next opens it anew. */
static void
end_opening (ReviewFile *file, GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      fail (file, error);
      return;
    }
  g_error_free (error);
  set_state (file, REVIEW_FILE_CLOSED);
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewFile) file = user_data;
  GError *error = NULL;

  file->document = review_decoder_open_finish (REVIEW_DECODER (source), result, &error);
  if (file->document != NULL)
    set_state (file, REVIEW_FILE_OPEN);
  else
    end_opening (file, error);
}

/* What a fetch needs to go on with. */
typedef struct
{
  ReviewFile *file;          /* (owned) */
  ReviewDecoder *decoder;    /* (owned) */
  GCancellable *cancellable; /* (owned) */
} Opening;

static void
opening_free (Opening *self)
{
  g_object_unref (self->file);
  g_object_unref (self->decoder);
  g_object_unref (self->cancellable);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static gboolean
is_whole (GBytes *bytes, const char *sha256)
{
  gsize len;
  gconstpointer data = g_bytes_get_data (bytes, &len);
  g_autofree char *found = review_sha256 (data != NULL ? data : "", len);

  return strcmp (found, sha256) == 0;
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes =
      review_client_get_attachment_finish (REVIEW_CLIENT (source), result, &error);

  if (bytes != NULL && !is_whole (bytes, opening->file->attachment->sha256))
    g_set_error_literal (&error, REVIEW_ERROR, REVIEW_ERROR_PROTOCOL,
                         "these are not the bytes that were asked for");
  if (error != NULL)
    end_opening (opening->file, error);
  else
    review_decoder_open_async (opening->decoder, bytes, opening->cancellable, decoded_cb,
                               g_object_ref (opening->file));
}

/**
 * review_files_open:
 * @file: one of these
 *
 * Fetches and decodes the file where that can be done and is not done. A file that failed is tried
 * again.
 */
void
review_files_open (ReviewFiles *self, ReviewFile *file)
{
  Opening *opening;

  if ((file->state != REVIEW_FILE_CLOSED && file->state != REVIEW_FILE_FAILED)
      || self->work_item == NULL || self->desk == NULL || self->desk->client == NULL)
    return;
  if (self->decoder == NULL)
    self->decoder = review_decoder_new (NULL, NULL);
  opening = g_new0 (Opening, 1);
  opening->file = g_object_ref (file);
  opening->decoder = g_object_ref (self->decoder);
  opening->cancellable = g_object_ref (self->cancellable);
  g_clear_error (&file->error);
  set_state (file, REVIEW_FILE_LOADING);
  review_client_get_attachment_async (self->desk->client, self->work_item, file->attachment->sha256,
                                      self->cancellable, fetched_cb, opening);
}
