/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ReviewList:
 * A file of values that a mapping's `in_list` asks: one per line, in any case; empty lines and
 * lines that begin with # say nothing.
 */
typedef struct _ReviewList ReviewList;

ReviewList *review_list_load (const char *path, GError **error);
void review_list_free (ReviewList *self);
gboolean review_list_contains (const ReviewList *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewList, review_list_free)

G_END_DECLS
