/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-record.h"

G_BEGIN_DECLS

gpointer review_decode (const ReviewRecordType *type, const char *json, gssize len, GError **error);
gpointer review_decode_limited (
    const ReviewRecordType *type, const char *json, gssize len, gsize max_len, GError **error);
GPtrArray *
review_decode_list (const ReviewRecordType *type, const char *json, gssize len, GError **error);
char *review_encode (gconstpointer record);
char *review_encode_private (gconstpointer record);
char *review_encode_list (GPtrArray *records);

G_END_DECLS
