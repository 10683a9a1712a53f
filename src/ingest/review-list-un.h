/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-watchlist.h"

G_BEGIN_DECLS

gboolean
review_list_un_read (const char *path, const char *list, GPtrArray *entries, GError **error);

G_END_DECLS
