/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-core-key.h"
#include "review-core.h"

G_BEGIN_DECLS

gboolean
review_core_http_new (const char *uri, ReviewCoreKey *key, ReviewCore *ret_core, GError **error);

G_END_DECLS
