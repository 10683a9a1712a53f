/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewEmbeddedServer: the real server as a child of this program, on this computer's loopback. */
#pragma once

#include <gio/gio.h>

#include "review-requests.h"

G_BEGIN_DECLS

/**
 * ReviewEmbeddedServer:
 *
 * Signal "exited": the server ended without being asked to; at most once for each start.
 */
#define REVIEW_TYPE_EMBEDDED_SERVER (review_embedded_server_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewEmbeddedServer, review_embedded_server, REVIEW, EMBEDDED_SERVER, GObject)

#define REVIEW_EMBEDDED_START_SECONDS 15
#define REVIEW_EMBEDDED_STOP_SECONDS  3

char *review_embedded_server_find (GError **error);
ReviewEmbeddedServer *
review_embedded_server_new (const char *program, const char *database, gboolean demo);
void review_embedded_server_start_async (ReviewEmbeddedServer *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
ReviewReady *review_embedded_server_start_finish (ReviewEmbeddedServer *self,
                                                  GAsyncResult *result,
                                                  GError **error);
void review_embedded_server_stop_async (ReviewEmbeddedServer *self,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean review_embedded_server_stop_finish (ReviewEmbeddedServer *self,
                                             GAsyncResult *result,
                                             GError **error);
const char *review_embedded_server_get_pid (ReviewEmbeddedServer *self);

G_END_DECLS
