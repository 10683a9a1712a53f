/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fake-server.h"

G_BEGIN_DECLS

gboolean fake_view_open (FakeServer *self, const char *body, GError **error);
ReviewViewPage *fake_view_page (FakeServer *self, const char *view, guint offset, guint limit);
ReviewViewPage *fake_view_find (FakeServer *self, const char *view, const char *work_item);
guint fake_query_number (GHashTable *query, const char *name, guint fallback);
gboolean fake_filters_put (FakeServer *self, const char *body, GError **error);

G_END_DECLS
