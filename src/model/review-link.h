/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What links one case to another: the keys that its evidence carries, how much sharing one says,
 * and when sharing says nothing. Pure. */
#pragma once

#include "review-case.h"

G_BEGIN_DECLS

/**
 * ReviewLinkKey:
 * One thing that cases may share, in the canonical form under which it is found again. The value
 * itself is not kept: @hash stands for it.
 */
typedef struct
{
  int kind;         /* ReviewLinkKind */
  char *hash;       /* 32 hexadecimal digits over kind and canonical value */
  gint64 n;         /* number of the evidence row that carries it; 0: the case itself */
  gint64 at;        /* of that row, µs; 0: undated */
  gboolean gateway; /* the row says that many strangers come from there */
} ReviewLinkKey;

/* A thing that more customers than this share tells them apart no more: a gateway, an exchange's
 * wallet, a model's name. Its strength fades to nothing on the way there. */
#define REVIEW_LINK_CROWD 50

/* Keys that one delivery of a case adds to the index at most; of more, those seen last. */
#define REVIEW_LINK_MAX_KEYS 500

void review_link_key_free (gpointer key);
void
review_link_add_row_keys (GPtrArray *keys, const char *source, const ReviewEvidence *row, gint64 n);
void
review_link_add_subject_keys (GPtrArray *keys, const char *source, const ReviewSubject *subject);
char *review_link_hash (int kind, const char *value, const char *source);
GPtrArray *review_link_keys_unique (GPtrArray *keys);

int review_link_guard (int kind, gint64 customers, gboolean gateway, gboolean household);
double review_link_strength (int kind, gint64 customers, int guard);
double review_link_combine (double strength, double another);
int review_link_grade (double strength);

G_END_DECLS
