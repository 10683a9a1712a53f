/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-exchange.h"

G_BEGIN_DECLS

typedef enum
{
  REVIEW_ROUTE_OPEN = 1 << 0,     /* no token needed */
  REVIEW_ROUTE_EXCHANGE = 1 << 1, /* the one-time token is accepted too */
  REVIEW_ROUTE_KEY = 1 << 2,      /* needs Idempotency-Key */
  REVIEW_ROUTE_VERSION = 1 << 3,  /* needs If-Match */
  REVIEW_ROUTE_QUERY = 1 << 4,    /* takes parameters */
  REVIEW_ROUTE_LINES = 1 << 5,    /* answers JSON Lines */
  REVIEW_ROUTE_STREAM = 1 << 6,   /* answers server-sent events */
  REVIEW_ROUTE_BYTES_IN = 1 << 7, /* takes the bytes of a file */
  REVIEW_ROUTE_BYTES_OUT = 1 << 8 /* answers the bytes of a file */
} ReviewRouteFlags;

/**
 * ReviewApiRoute:
 * A row of the one table of routes. @roles is the set of roles that may call
 * it, as bits `1 << role`: a row without any does not compile. @handle returns
 * the record that is the answer, or %NULL after it answered by itself, or with
 * an error.
 */
typedef struct
{
  const char *method;
  const char *pattern; /* "{}" stands for one segment; at most two */
  guint roles;
  guint flags;                    /* ReviewRouteFlags */
  const ReviewRecordType *body;   /* NULL: takes none */
  const ReviewRecordType *answer; /* NULL: no record of ours */
  const char *summary;            /* for the description of the API */
  gpointer (*handle) (ReviewExchange *exchange, GError **error);
} ReviewApiRoute;

extern const ReviewHttpHandler review_routes_http_handler;

const ReviewApiRoute *review_routes_get (gsize *ret_n);
const ReviewApiRoute *
review_routes_find (const char *method, const char *path, GStrv *ret_params, char **ret_allow);

G_END_DECLS
