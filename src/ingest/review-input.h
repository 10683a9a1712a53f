/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ReviewInput:
 * The bytes of a file, plain or gzip, read in pieces: what is told apart is
 * told apart by the first bytes, never by the name.
 */
typedef struct _ReviewInput ReviewInput;

ReviewInput *review_input_open (const char *path, GError **error);
void review_input_free (ReviewInput *self);
gboolean
review_input_read (ReviewInput *self, void *buffer, gsize size, gsize *ret_len, GError **error);
const char *review_input_get_name (const ReviewInput *self);
guint64 review_input_get_position (const ReviewInput *self);
guint64 review_input_get_size (const ReviewInput *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewInput, review_input_free)

G_END_DECLS
