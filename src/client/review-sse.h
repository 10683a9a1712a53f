/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a server-sent event stream, cut into events. Pure: bytes in, data out. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REVIEW_SSE_MAX_EVENT (64 * 1024) /* bytes of a line and of an event's data */

typedef struct _ReviewSse ReviewSse;

/* @id: (nullable), @kind: (nullable): as the server sent them; @data: lines joined by \n. */
typedef void (*ReviewSseFunc) (const char *id,
                               const char *kind,
                               const char *data,
                               gpointer user_data);

ReviewSse *review_sse_new (ReviewSseFunc func, gpointer user_data);
void review_sse_free (ReviewSse *self);
gboolean review_sse_feed (ReviewSse *self, const char *bytes, gsize len, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewSse, review_sse_free)

G_END_DECLS
