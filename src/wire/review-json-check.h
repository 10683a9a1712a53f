/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REVIEW_JSON_MAX_DEPTH 32
#define REVIEW_JSON_MAX_BODY  (256 * 1024) /* of a request body, bytes */

gboolean review_json_check (const char *bytes, gsize len, gsize max_len, GError **error);

G_END_DECLS
