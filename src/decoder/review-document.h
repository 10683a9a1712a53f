/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewDocument: a decoded file: its pages as pixels, and behind which walls they were made.
 * Immutable; may be handed between threads. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ReviewIsolation:
 * @REVIEW_ISOLATION_NONE: files cannot be opened safely on this computer, so none is
 * @REVIEW_ISOLATION_CONFINED: a process of its own, without network, files to write, other
 *   programs, or more memory and time than it needs; but it could read files of this user
 * @REVIEW_ISOLATION_SANDBOX: the same inside bubblewrap, where there are no files of this user
 */
typedef enum
{
  REVIEW_ISOLATION_NONE,
  REVIEW_ISOLATION_CONFINED,
  REVIEW_ISOLATION_SANDBOX
} ReviewIsolation;

#define REVIEW_TYPE_DOCUMENT (review_document_get_type ())
G_DECLARE_FINAL_TYPE (ReviewDocument, review_document, REVIEW, DOCUMENT, GObject)

ReviewDocument *review_document_new (ReviewIsolation isolation, guint total);
void review_document_add_page (ReviewDocument *self, guint width, guint height, GBytes *pixels);
guint review_document_get_n_pages (ReviewDocument *self);
guint review_document_get_total (ReviewDocument *self);
ReviewIsolation review_document_get_isolation (ReviewDocument *self);
GBytes *review_document_get_page (ReviewDocument *self, guint page, guint *width, guint *height);

G_END_DECLS
