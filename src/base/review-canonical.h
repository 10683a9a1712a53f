/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ReviewCanonical:
 * Bytes that are hashed: a version byte, then length-prefixed fields (64-bit
 * big-endian length, bytes). No floats, no JSON, no ambiguity between an
 * absent field and an empty one. SHA-256 over them.
 */
typedef struct _ReviewCanonical ReviewCanonical;

ReviewCanonical *review_canonical_new (guint8 version);
void review_canonical_free (ReviewCanonical *self);
void review_canonical_add (ReviewCanonical *self, const char *text);
void review_canonical_add_bytes (ReviewCanonical *self, const void *bytes, gsize len);
void review_canonical_add_int (ReviewCanonical *self, gint64 value);
char *review_canonical_hash (const ReviewCanonical *self);

char *review_sha256 (const void *bytes, gsize len);
double review_hash_draw (const char *salt, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewCanonical, review_canonical_free)

G_END_DECLS
