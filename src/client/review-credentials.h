/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the token of a team server comes from. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void review_credentials_lookup_async (const char *server_url,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
char *review_credentials_lookup_finish (GAsyncResult *result, GError **error);

G_END_DECLS
