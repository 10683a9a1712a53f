/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <microhttpd.h>

#include "review-http.h"

G_BEGIN_DECLS

/* What a socket is waiting for decides which deadline holds for it. */
typedef enum
{
  REVIEW_HTTP_HEADERS = 1,
  REVIEW_HTTP_BODY,
  REVIEW_HTTP_WORKING,
  REVIEW_HTTP_WRITING,
  REVIEW_HTTP_STREAMING
} ReviewHttpPhase;

/* An open socket, on the server's own list. Guarded by the server's lock. */
typedef struct
{
  int fd;
  ReviewHttpPhase phase;
  gint64 deadline;            /* monotonic µs; 0: none */
  ReviewHttpRequest *request; /* (borrowed) (nullable): in work */
} ReviewHttpSocket;

struct _ReviewHttpRequest
{
  gint ref_count; /* atomic */
  struct MHD_Connection *connection;
  ReviewHttpSocket *socket; /* (borrowed) */
  char *method;
  char *path;
  GHashTable *query;      /* name → value */
  GHashTable *headers;    /* lower-case name → value */
  const char *raw_target; /* (borrowed): only compared, never read later */
  gsize raw_length;
  const char *wrong; /* (static) (nullable): why the target or the headers are refused */
  gsize body_limit;
  GByteArray *body;
  GBytes *whole; /* the body, complete */
  GCancellable *cancellable;
  gsize reserved; /* of the server's memory for bodies */
  gboolean raw;   /* the body is bytes, not JSON */
  gboolean admitted;
  gboolean too_large;
  gboolean answered;

  guint status;
  GBytes *answer;
  GPtrArray *answer_headers; /* name, value, name, value … */
  ReviewHttpStream *stream;
};

ReviewHttpRequest *review_http_request_new (const char *target, struct MHD_Connection *connection);
ReviewHttpRequest *review_http_request_ref (ReviewHttpRequest *self);
void review_http_request_unref (ReviewHttpRequest *self);
const char *review_http_request_check (ReviewHttpRequest *self,
                                       const char *method,
                                       const char *version,
                                       guint *ret_status);
const char *review_http_request_check_type (const ReviewHttpRequest *self);
guint64 review_http_request_get_length (const ReviewHttpRequest *self);
gboolean review_http_request_append (ReviewHttpRequest *self, const char *bytes, gsize len);
enum MHD_Result review_http_request_send (ReviewHttpRequest *self, gboolean close);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewHttpRequest, review_http_request_unref)

G_END_DECLS
