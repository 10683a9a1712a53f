/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ReviewHttp:
 * A listening HTTP server. Requests are checked and read on its one I/O
 * thread, answered on a bounded pool of workers, and cut off at absolute
 * deadlines. It knows nothing of routes; tests drive it alone.
 */
typedef struct _ReviewHttp ReviewHttp;

/* One exchange. Owned by the server; valid inside the callbacks only. */
typedef struct _ReviewHttpRequest ReviewHttpRequest;

/* The open end of an answer that is sent piece by piece; any thread may write. */
typedef struct _ReviewHttpStream ReviewHttpStream;

typedef struct
{
  const char *address; /* to listen on, IPv4 */
  guint16 port;        /* 0: any free one */
  guint connections;   /* most at once */
  gsize memory;        /* per connection, bytes: headers must fit into it */
  guint workers;
  guint waiting;      /* most requests that wait for a worker; more are refused with 503 */
  gint64 header_time; /* µs from the connection to the end of its first headers */
  gint64 idle_time;   /* µs from an answer to the end of the next headers */
  gint64 body_time;   /* µs from the headers to the end of the body */
  gint64 work_time;   /* µs from the body to a cancelled request */
  gint64 write_time;  /* µs for a whole answer that is no stream */
  gint64 stop_time;   /* µs that a stop waits for requests in work */
  gsize bodies;       /* bytes of bodies at once; who comes when they are many gets 503 */
} ReviewHttpLimits;

extern const ReviewHttpLimits review_http_default_limits;

typedef struct
{
  /* After the headers, on the I/O thread, so it may not wait: sets the body's limit, or
   * answers by itself and returns %FALSE. */
  gboolean (*admit) (ReviewHttpRequest *request, gpointer user_data);
  /* With the whole body, on a worker: must answer. */
  void (*answer) (ReviewHttpRequest *request, gpointer user_data);
  /* Answers for the server itself: a refusal with @status and one sentence. */
  void (*refuse) (ReviewHttpRequest *request, guint status, const char *why, gpointer user_data);
} ReviewHttpHandler;

ReviewHttp *review_http_start (const ReviewHttpLimits *limits,
                               const ReviewHttpHandler *handler,
                               gpointer user_data,
                               GError **error);
guint16 review_http_get_port (const ReviewHttp *self);
gboolean review_http_stop (ReviewHttp *self);

const char *review_http_request_get_method (const ReviewHttpRequest *self);
const char *review_http_request_get_path (const ReviewHttpRequest *self);
const char *review_http_request_get_query (const ReviewHttpRequest *self, const char *name);
gboolean review_http_request_has_query (const ReviewHttpRequest *self);
const char *review_http_request_get_header (const ReviewHttpRequest *self, const char *name);
GBytes *review_http_request_get_body (const ReviewHttpRequest *self);
GCancellable *review_http_request_get_cancellable (const ReviewHttpRequest *self);
void review_http_request_set_body_limit (ReviewHttpRequest *self, gsize bytes);
void review_http_request_take_bytes (ReviewHttpRequest *self);

void review_http_request_add_header (ReviewHttpRequest *self, const char *name, const char *value);
void review_http_request_answer (ReviewHttpRequest *self,
                                 guint status,
                                 const char *content_type,
                                 GBytes *body);
ReviewHttpStream *review_http_request_answer_stream (ReviewHttpRequest *self,
                                                     const char *content_type);

ReviewHttpStream *review_http_stream_ref (ReviewHttpStream *self);
void review_http_stream_unref (ReviewHttpStream *self);
gboolean review_http_stream_write (ReviewHttpStream *self, const char *text);
void review_http_stream_close (ReviewHttpStream *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewHttpStream, review_http_stream_unref)

G_END_DECLS
