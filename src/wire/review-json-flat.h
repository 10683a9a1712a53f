/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GHashTable *review_json_flatten (const char *json, gsize len, gsize max_len, GError **error);
char *review_json_indent (const char *json, GError **error);

G_END_DECLS
