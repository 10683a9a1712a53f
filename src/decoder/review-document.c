/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a decoded file. */
#define G_LOG_DOMAIN "review-decoder"
#include "review-document.h"

typedef struct
{
  guint width, height;
  GBytes *pixels;
} Page;

struct _ReviewDocument
{
  GObject parent_instance;
  ReviewIsolation isolation;
  guint total;
  GArray *pages; /* Page */
};

G_DEFINE_FINAL_TYPE (ReviewDocument, review_document, G_TYPE_OBJECT)

static void
clear_page (gpointer page)
{
  g_bytes_unref (((Page *) page)->pixels);
}

static void
review_document_finalize (GObject *object)
{
  g_array_unref (REVIEW_DOCUMENT (object)->pages);
  G_OBJECT_CLASS (review_document_parent_class)->finalize (object);
}

static void
review_document_class_init (ReviewDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = review_document_finalize;
}

static void
review_document_init (ReviewDocument *self)
{
  self->pages = g_array_new (FALSE, FALSE, sizeof (Page));
  g_array_set_clear_func (self->pages, clear_page);
}

/**
 * review_document_new:
 * @total: pages of the file, of which not all need to be here
 *
 * Returns: (transfer full): a document without pages; its maker adds them before anybody else
 *   sees it
 */
ReviewDocument *
review_document_new (ReviewIsolation isolation, guint total)
{
  ReviewDocument *self = g_object_new (REVIEW_TYPE_DOCUMENT, NULL);

  self->isolation = isolation;
  self->total = total;
  return self;
}

/**
 * review_document_add_page:
 * @pixels: (transfer none): width * height pixels of 4 bytes, in cairo's native order, opaque
 */
void
review_document_add_page (ReviewDocument *self, guint width, guint height, GBytes *pixels)
{
  Page page = { width, height, g_bytes_ref (pixels) };

  g_return_if_fail (g_bytes_get_size (pixels) == (gsize) width * height * 4);
  g_array_append_val (self->pages, page);
}

/**
 * review_document_get_n_pages:
 *
 * Returns: how many pages were decoded, at least one
 */
guint
review_document_get_n_pages (ReviewDocument *self)
{
  return self->pages->len;
}

/**
 * review_document_get_total:
 *
 * Returns: how many pages the file has
 */
guint
review_document_get_total (ReviewDocument *self)
{
  return MAX (self->total, self->pages->len);
}

ReviewIsolation
review_document_get_isolation (ReviewDocument *self)
{
  return self->isolation;
}

/**
 * review_document_get_page:
 * @width: (out): pixels
 * @height: (out): pixels
 *
 * Returns: (transfer none) (nullable): the pixels of a page, rows without gaps
 */
GBytes *
review_document_get_page (ReviewDocument *self, guint page, guint *width, guint *height)
{
  const Page *found;

  if (page >= self->pages->len)
    return NULL;
  found = &g_array_index (self->pages, Page, page);
  *width = found->width;
  *height = found->height;
  return found->pixels;
}
