/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REVIEW_INDEX_WHOLE_MIN 20 /* characters of an identifier that is found as a whole */

char *review_index_text (const char *text);
char **review_index_query (const char *text);
char *review_index_whole (const char *value);

G_END_DECLS
