/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HTTP server: one I/O thread of libmicrohttpd, a bounded pool of workers, a watcher that
 * enforces absolute deadlines on its own list of sockets (libmicrohttpd's timeout is an idle
 * timeout), and a stop in the order that loses no answer. */
#define G_LOG_DOMAIN "review-server"
#include "review-http.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "review-error.h"
#include "review-http-private.h"

#define WORK_POLL (500 * G_TIME_SPAN_MILLISECOND) /* how soon a vanished client is noticed */

const ReviewHttpLimits review_http_default_limits = {
  .address = "127.0.0.1",
  .port = 0,
  .connections = 256,
  .memory = 32 * 1024,
  .workers = 4,
  .waiting = 128,
  .header_time = 10 * G_TIME_SPAN_SECOND,
  .idle_time = 75 * G_TIME_SPAN_SECOND,
  .body_time = 20 * G_TIME_SPAN_SECOND,
  .work_time = 30 * G_TIME_SPAN_SECOND,
  .write_time = 120 * G_TIME_SPAN_SECOND,
  .stop_time = 20 * G_TIME_SPAN_SECOND,
  .bodies = 64 * 1024 * 1024,
};

struct _ReviewHttp
{
  ReviewHttpLimits limits;
  ReviewHttpHandler handler;
  gpointer user_data;
  struct MHD_Daemon *daemon;
  GThreadPool *pool;
  GThread *watcher;
  guint16 port;
  gint working; /* atomic: requests waiting for a worker or on one */

  GMutex lock;
  GCond changed;       /* a socket came, went or took a nearer deadline; or we stop */
  GHashTable *sockets; /* (set of ReviewHttpSocket) */
  gsize bodies;        /* bytes that the bodies of the requests at hand may have */
  gboolean stopping;
  gboolean stopped;
};

static void
set_phase (ReviewHttp *self, ReviewHttpRequest *request, ReviewHttpPhase phase, gint64 time)
{
  if (request->socket == NULL)
    return;
  g_mutex_lock (&self->lock);
  request->socket->phase = phase;
  request->socket->deadline = time > 0 ? g_get_monotonic_time () + time : 0;
  request->socket->request = phase == REVIEW_HTTP_WORKING ? request : NULL;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

static gboolean
is_stopping (ReviewHttp *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->stopping;
}

static void
connection_changed_cb (void *user_data,
                       struct MHD_Connection *connection,
                       void **socket_context,
                       enum MHD_ConnectionNotificationCode code)
{
  ReviewHttp *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (code == MHD_CONNECTION_NOTIFY_STARTED)
    {
      ReviewHttpSocket *socket = g_new0 (ReviewHttpSocket, 1);

      socket->fd =
          MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
      socket->phase = REVIEW_HTTP_HEADERS;
      socket->deadline = g_get_monotonic_time () + self->limits.header_time;
      g_hash_table_add (self->sockets, socket);
      *socket_context = socket;
    }
  else if (*socket_context != NULL)
    {
      g_hash_table_remove (self->sockets, *socket_context);
      *socket_context = NULL;
    }
  g_cond_signal (&self->changed);
}

static void *
request_started_cb (void *user_data, const char *target, struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info;
  ReviewHttpRequest *request = review_http_request_new (target, connection);

  info = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  request->socket = info != NULL ? info->socket_context : NULL;
  return request;
}

/* Bodies are held whole: what all of them may have together is bounded, however many come. */
static gboolean
reserve_body (ReviewHttp *self, ReviewHttpRequest *request, gsize length)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->bodies + length > self->limits.bodies)
    return FALSE;
  self->bodies += length;
  request->reserved = length;
  return TRUE;
}

static void
release_body (ReviewHttp *self, ReviewHttpRequest *request)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->bodies -= request->reserved;
  request->reserved = 0;
}

static void
request_completed_cb (void *user_data,
                      struct MHD_Connection *connection,
                      void **context,
                      enum MHD_RequestTerminationCode code)
{
  ReviewHttp *self = user_data;
  ReviewHttpRequest *request = *context;

  if (request == NULL)
    return;
  *context = NULL;
  release_body (self, request);
  set_phase (self, request, REVIEW_HTTP_HEADERS, self->limits.idle_time);
  review_http_request_unref (request);
}

static enum MHD_Result
refuse (ReviewHttp *self, ReviewHttpRequest *request, guint status, const char *why)
{
  if (status == MHD_HTTP_SERVICE_UNAVAILABLE)
    review_http_request_add_header (request, "Retry-After", "1");
  self->handler.refuse (request, status, why, self->user_data);
  set_phase (self, request, REVIEW_HTTP_WRITING, self->limits.body_time);
  return review_http_request_send (request, TRUE);
}

static enum MHD_Result
admit (ReviewHttp *self, ReviewHttpRequest *request, const char *method, const char *version)
{
  guint64 length;
  const char *why;
  guint status = MHD_HTTP_BAD_REQUEST;

  request->admitted = TRUE;
  why = review_http_request_check (request, method, version, &status);
  if (why != NULL)
    return refuse (self, request, status, why);
  if (is_stopping (self))
    return refuse (self, request, MHD_HTTP_SERVICE_UNAVAILABLE, "the server is stopping");
  length = review_http_request_get_length (request);
  if (!self->handler.admit (request, self->user_data))
    {
      set_phase (self, request, REVIEW_HTTP_WRITING, self->limits.body_time);
      return review_http_request_send (request, length > 0);
    }
  why = review_http_request_check_type (request);
  if (why != NULL)
    return refuse (self, request, MHD_HTTP_UNSUPPORTED_MEDIA_TYPE, why);
  if (length > request->body_limit)
    return refuse (self, request, MHD_HTTP_CONTENT_TOO_LARGE, "the body is too large");
  if (!reserve_body (self, request, length))
    return refuse (self, request, MHD_HTTP_SERVICE_UNAVAILABLE, "too many bodies wait");
  set_phase (self, request, REVIEW_HTTP_BODY, self->limits.body_time);
  return MHD_YES;
}

/* One step, so that a stop never sees an idle server that is about to begin a request. */
static gboolean
begin_work (ReviewHttp *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->stopping)
    return FALSE;
  g_atomic_int_inc (&self->working);
  return TRUE;
}

static enum MHD_Result
enqueue (ReviewHttp *self, ReviewHttpRequest *request)
{
  if (request->too_large)
    return refuse (self, request, MHD_HTTP_CONTENT_TOO_LARGE, "the body is too large");
  if (g_thread_pool_unprocessed (self->pool) >= self->limits.waiting)
    return refuse (self, request, MHD_HTTP_SERVICE_UNAVAILABLE, "too many requests wait");
  if (!begin_work (self))
    return refuse (self, request, MHD_HTTP_SERVICE_UNAVAILABLE, "the server is stopping");
  request->whole = request->body != NULL
                       ? g_byte_array_free_to_bytes (g_steal_pointer (&request->body))
                       : g_bytes_new (NULL, 0);
  set_phase (self, request, REVIEW_HTTP_WORKING, self->limits.work_time);
  MHD_suspend_connection (request->connection);
  g_thread_pool_push (self->pool, review_http_request_ref (request), NULL);
  return MHD_YES;
}

static enum MHD_Result
access_cb (void *user_data,
           struct MHD_Connection *connection,
           const char *url,
           const char *method,
           const char *version,
           const char *upload,
           size_t *upload_size,
           void **context)
{
  ReviewHttp *self = user_data;
  ReviewHttpRequest *request = *context;

  if (request == NULL)
    *context = request = request_started_cb (self, NULL, connection);
  if (!request->admitted)
    return admit (self, request, method, version);
  if (*upload_size > 0)
    {
      review_http_request_append (request, upload, *upload_size);
      *upload_size = 0;
      return MHD_YES;
    }
  if (!request->answered)
    return enqueue (self, request);
  set_phase (self, request, request->stream != NULL ? REVIEW_HTTP_STREAMING : REVIEW_HTTP_WRITING,
             request->stream != NULL ? 0 : self->limits.write_time);
  return review_http_request_send (request, is_stopping (self));
}

/* On a worker. A request that waited too long, or whose client is gone, is not begun. */
static void
work_cb (gpointer data, gpointer user_data)
{
  g_autoptr (ReviewHttpRequest) request = data;
  ReviewHttp *self = user_data;

  if (g_cancellable_is_cancelled (request->cancellable))
    self->handler.refuse (request, MHD_HTTP_SERVICE_UNAVAILABLE, "the request waited too long",
                          self->user_data);
  else
    self->handler.answer (request, self->user_data);
  if (request->answer == NULL && request->stream == NULL)
    self->handler.refuse (request, MHD_HTTP_INTERNAL_SERVER_ERROR, "there was no answer",
                          self->user_data);
  request->answered = TRUE;
  /* The watcher may not touch a request that the I/O thread is free to end. */
  set_phase (self, request, REVIEW_HTTP_WRITING, self->limits.write_time);
  MHD_resume_connection (request->connection);
  g_atomic_int_dec_and_test (&self->working);
}

static gboolean
is_gone (int fd)
{
  struct pollfd entry = { .fd = fd, .events = POLLRDHUP };

  return poll (&entry, 1, 0) > 0 && (entry.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

/* Looks at one socket; returns when it wants to be looked at again, 0 for never. */
static gint64
watch_socket (ReviewHttpSocket *socket, gint64 now)
{
  if (socket->phase == REVIEW_HTTP_WORKING)
    {
      if (now >= socket->deadline || is_gone (socket->fd))
        {
          g_cancellable_cancel (socket->request->cancellable);
          socket->deadline = G_MAXINT64;
        }
      return now + WORK_POLL;
    }
  if (socket->deadline != 0 && now >= socket->deadline)
    {
      shutdown (socket->fd, SHUT_RDWR);
      socket->deadline = 0;
    }
  return socket->deadline;
}

static gpointer
watch_sockets (gpointer user_data)
{
  ReviewHttp *self = user_data;

  g_mutex_lock (&self->lock);
  while (!self->stopped)
    {
      gint64 now = g_get_monotonic_time ();
      gint64 next = G_MAXINT64;
      GHashTableIter iter;
      gpointer socket;

      g_hash_table_iter_init (&iter, self->sockets);
      while (g_hash_table_iter_next (&iter, &socket, NULL))
        {
          gint64 at = watch_socket (socket, now);

          if (at != 0)
            next = MIN (next, at);
        }
      if (next == G_MAXINT64)
        g_cond_wait (&self->changed, &self->lock);
      else
        g_cond_wait_until (&self->changed, &self->lock, next);
    }
  g_mutex_unlock (&self->lock);
  return NULL;
}

static void
free_http (ReviewHttp *self)
{
  g_clear_pointer (&self->sockets, g_hash_table_unref);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

/* Without MHD_OPTION_LISTENING_ADDRESS_REUSE, which is SO_REUSEPORT: with it a second process
 * may listen on the same port, and the kernel hands one server's requests to the other. */
static struct MHD_Daemon *
start_daemon (ReviewHttp *self, struct sockaddr_in *address)
{
  return MHD_start_daemon (
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC, 0, NULL, NULL,
      access_cb, self, MHD_OPTION_SOCK_ADDR, (struct sockaddr *) address,
      MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_CONNECTION_LIMIT, self->limits.connections,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, self->limits.memory, MHD_OPTION_CONNECTION_TIMEOUT,
      (unsigned int) (self->limits.write_time / G_TIME_SPAN_SECOND + 1),
      MHD_OPTION_URI_LOG_CALLBACK, request_started_cb, self, MHD_OPTION_NOTIFY_COMPLETED,
      request_completed_cb, self, MHD_OPTION_NOTIFY_CONNECTION, connection_changed_cb, self,
      MHD_OPTION_END);
}

/**
 * review_http_start:
 * @limits: copied
 * @handler: copied; called with @user_data
 * @error: FAILED when the address cannot be listened on
 *
 * Returns: (transfer full): a server that listens; ended by review_http_stop()
 */
ReviewHttp *
review_http_start (const ReviewHttpLimits *limits,
                   const ReviewHttpHandler *handler,
                   gpointer user_data,
                   GError **error)
{
  ReviewHttp *self = g_new0 (ReviewHttp, 1);
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (limits->port) };

  self->limits = *limits;
  self->handler = *handler;
  self->user_data = user_data;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->sockets = g_hash_table_new_full (NULL, NULL, g_free, NULL);
  if (inet_pton (AF_INET, limits->address, &address.sin_addr) != 1)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
                   "address: \"%s\" is not an IPv4 address", limits->address);
      free_http (self);
      return NULL;
    }
  self->pool = g_thread_pool_new (work_cb, self, (int) limits->workers, FALSE, NULL);
  self->daemon = start_daemon (self, &address);
  if (self->daemon == NULL)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_FAILED, "cannot listen on %s port %u",
                   limits->address, limits->port);
      g_thread_pool_free (self->pool, TRUE, TRUE);
      free_http (self);
      return NULL;
    }
  self->port = MHD_get_daemon_info (self->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
  self->watcher = g_thread_new ("http-watcher", watch_sockets, self);
  return self;
}

/**
 * review_http_get_port:
 *
 * Returns: the port it listens on
 */
guint16
review_http_get_port (const ReviewHttp *self)
{
  return self->port;
}

/* Waits until @is_done, at most for @time µs; a bounded wait on things that signal nobody. */
static gboolean
wait_for (ReviewHttp *self, gboolean (*is_done) (ReviewHttp *), gint64 time)
{
  gint64 end = g_get_monotonic_time () + time;

  while (!is_done (self))
    {
      if (g_get_monotonic_time () >= end)
        return FALSE;
      g_usleep (2000);
    }
  return TRUE;
}

static gboolean
is_idle (ReviewHttp *self)
{
  return g_atomic_int_get (&self->working) == 0;
}

static gboolean
is_written (ReviewHttp *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GHashTableIter iter;
  gpointer socket;

  g_hash_table_iter_init (&iter, self->sockets);
  while (g_hash_table_iter_next (&iter, &socket, NULL))
    if (((ReviewHttpSocket *) socket)->phase > REVIEW_HTTP_BODY)
      return FALSE;
  return TRUE;
}

/**
 * review_http_stop:
 * @self: (transfer full)
 *
 * Takes no new connection, answers 503 to new requests, lets requests in work finish and their
 * answers leave, then closes everything. The caller has closed all streams for good before.
 *
 * Returns: %FALSE if a worker did not finish in time; @self is then still in use and lost, and
 * the caller ends the process
 */
gboolean
review_http_stop (ReviewHttp *self)
{
  int listening = MHD_quiesce_daemon (self->daemon);

  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_mutex_unlock (&self->lock);
  if (!wait_for (self, is_idle, self->limits.stop_time))
    return FALSE;
  wait_for (self, is_written, self->limits.stop_time / 4);
  g_thread_pool_free (self->pool, FALSE, TRUE);
  MHD_stop_daemon (self->daemon);
  if (listening != MHD_INVALID_SOCKET)
    close (listening);
  g_mutex_lock (&self->lock);
  self->stopped = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->watcher);
  free_http (self);
  return TRUE;
}
