/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-case.h"

G_BEGIN_DECLS

char *review_fields_pack (GPtrArray *fields);
GPtrArray *review_fields_unpack (const char *text, GError **error);
char *review_features_pack (GPtrArray *features);
GPtrArray *review_features_unpack (const char *text, GError **error);
char *review_record_hash (gconstpointer record);
char *review_record_content_hash (gconstpointer record);
/* How the hashes of review_record_content_hash() begin. */
#define REVIEW_CONTENT_HASH "2:"

G_END_DECLS
