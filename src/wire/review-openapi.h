/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-record.h"

G_BEGIN_DECLS

/* What an operation answers with. */
typedef enum
{
  REVIEW_MEDIA_JSON,
  REVIEW_MEDIA_LINES,  /* JSON Lines */
  REVIEW_MEDIA_EVENTS, /* server-sent events */
  REVIEW_MEDIA_BYTES   /* of a file */
} ReviewMedia;

/* One method of one path, as a server offers it. */
typedef struct
{
  const char *method;
  const char *pattern;       /* "{}" stands for one segment; at most two */
  const char *parameters[2]; /* what each of them is called */
  const char *summary;
  const char *const *roles;       /* who may call it */
  const char *const *query;       /* (nullable): whole numbers that it takes as parameters */
  const ReviewRecordType *body;   /* (nullable) */
  gboolean bytes;                 /* the body is a file's bytes */
  const ReviewRecordType *answer; /* (nullable): an object that is described elsewhere */
  ReviewMedia media;
  gboolean open;      /* no token needed */
  gboolean key;       /* needs Idempotency-Key */
  gboolean versioned; /* needs If-Match */
} ReviewOperation;

char *review_openapi_describe (const ReviewOperation *operations, gsize n, const char *version);

G_END_DECLS
