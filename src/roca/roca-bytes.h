/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is in a sealed file. */
#define ROCA_BYTES_MODEL  'M'
#define ROCA_BYTES_MATRIX 'X'

void roca_put_int (GByteArray *out, guint64 value);
void roca_put_double (GByteArray *out, double value);
void roca_put_bytes (GByteArray *out, const void *bytes, gsize len);
void roca_put_string (GByteArray *out, const char *text);
GBytes *roca_seal (char kind, GByteArray *payload);

/* Reads what was put, in the same order. After the first fault everything reads as zero and
 * @failed is set. */
typedef struct
{
  const guint8 *at;
  gsize left;
  gboolean failed;
} RocaReader;

gboolean roca_open (GBytes *sealed, char kind, RocaReader *ret_reader, GError **error);
guint64 roca_get_int (RocaReader *self);
guint32 roca_get_count (RocaReader *self, guint64 max);
double roca_get_double (RocaReader *self);
const guint8 *roca_get_bytes (RocaReader *self, gsize *ret_len);
char *roca_get_string (RocaReader *self);
gboolean roca_reader_finish (RocaReader *self, GError **error);

G_END_DECLS
