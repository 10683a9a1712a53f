/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One HTTP exchange: the strict checks of what came, the body within its limit, and the answer,
 * whole or as a stream. Together with review-http.c the only code that knows libmicrohttpd. */
#define G_LOG_DOMAIN "review-server"
#include "review-http-private.h"

#include <string.h>

#define MAX_HEADERS       64
#define MAX_TARGET        1024
#define MAX_STREAM_BUFFER (1024 * 1024) /* of a reader that does not keep up, bytes */
#define STREAM_BLOCK      4096

struct _ReviewHttpStream
{
  gint ref_count; /* atomic */
  GMutex lock;
  struct MHD_Connection *connection; /* (borrowed): alive until @gone */
  GString *buffer;
  gboolean suspended; /* inside the content reader */
  gboolean closed;    /* by us */
  gboolean gone;      /* by the peer, or after the end */
};

/* Headers of which a second copy makes a request ambiguous. */
static const char *const single_headers[] = {
  "authorization", "content-encoding", "content-length", "content-type",  "expect",
  "host",          "idempotency-key",  "if-match",       "last-event-id", NULL,
};

static const char *const methods[] = { "GET", "POST", "PUT", NULL };

static void
end_stream (void *user_data)
{
  ReviewHttpStream *self = user_data;

  g_mutex_lock (&self->lock);
  self->gone = TRUE;
  g_mutex_unlock (&self->lock);
  review_http_stream_unref (self);
}

ReviewHttpRequest *
review_http_request_ref (ReviewHttpRequest *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
review_http_request_unref (ReviewHttpRequest *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_free (self->method);
  g_free (self->path);
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_clear_pointer (&self->headers, g_hash_table_unref);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_clear_pointer (&self->whole, g_bytes_unref);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_clear_pointer (&self->answer_headers, g_ptr_array_unref);
  if (self->stream != NULL)
    end_stream (self->stream); /* also when the answer was never sent */
  g_free (self);
}

/* Only characters that no escape, proxy or file system reads in two ways; so "%" is refused. */
static gboolean
is_plain_target (const char *target)
{
  for (const char *c = target; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("/?&=-_.~", *c) == NULL)
      return FALSE;
  return *target == '/';
}

static GHashTable *
parse_query (const char *text)
{
  g_autoptr (GHashTable) query = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) parts = g_strsplit (text, "&", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      char *equals = strchr (*part, '=');

      if (**part == '\0')
        continue;
      if (equals != NULL)
        *equals++ = '\0';
      if (!g_hash_table_insert (query, g_strdup (*part), g_strdup (equals != NULL ? equals : "")))
        return NULL;
    }
  return g_steal_pointer (&query);
}

/* Sees the request's target before anything decodes it. */
ReviewHttpRequest *
review_http_request_new (const char *target, struct MHD_Connection *connection)
{
  ReviewHttpRequest *self = g_new0 (ReviewHttpRequest, 1);
  const char *mark = target != NULL ? strchr (target, '?') : NULL;

  self->ref_count = 1;
  self->connection = connection;
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->answer_headers = g_ptr_array_new_with_free_func (g_free);
  self->cancellable = g_cancellable_new ();
  self->raw_target = target;
  self->raw_length = target != NULL ? strlen (target) : 0;
  if (target == NULL || self->raw_length > MAX_TARGET || !is_plain_target (target))
    {
      self->wrong = "the request target is not one of ours";
      return self;
    }
  self->path = mark != NULL ? g_strndup (target, (gsize) (mark - target)) : g_strdup (target);
  self->query = parse_query (mark != NULL ? mark + 1 : "");
  if (self->query == NULL)
    self->wrong = "a parameter comes twice";
  return self;
}

static gboolean
is_single (const char *name)
{
  return g_strv_contains (single_headers, name);
}

static enum MHD_Result
collect_header (void *user_data,
                enum MHD_ValueKind kind,
                const char *key,
                size_t key_size,
                const char *value,
                size_t value_size)
{
  ReviewHttpRequest *self = user_data;
  g_autofree char *name = g_ascii_strdown (key, (gssize) key_size);

  if (memchr (key, '\0', key_size) != NULL
      || (value != NULL && memchr (value, '\0', value_size) != NULL))
    self->wrong = "a header holds a NUL";
  else if (strspn (name, G_CSET_a_2_z G_CSET_DIGITS "-_") != strlen (name))
    self->wrong = "a header has a name that is none"; /* "Content-Length :", for one */
  else if (g_hash_table_contains (self->headers, name))
    {
      if (is_single (name))
        self->wrong = "a header comes twice";
    }
  else if (g_hash_table_size (self->headers) >= MAX_HEADERS)
    self->wrong = "too many headers";
  else
    g_hash_table_insert (self->headers, g_steal_pointer (&name),
                         g_strndup (value != NULL ? value : "", value_size));
  return MHD_YES;
}

/* The body's length as announced. FALSE: not a plain number. */
static gboolean
parse_length (const char *text, guint64 *ret_length)
{
  *ret_length = 0;
  return text == NULL
         || (g_ascii_isdigit (*text) && strlen (text) <= 18
             && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, ret_length, NULL));
}

static const char *
check_body_headers (ReviewHttpRequest *self, guint *ret_status)
{
  guint64 length;

  if (review_http_request_get_header (self, "transfer-encoding") != NULL)
    {
      *ret_status = MHD_HTTP_LENGTH_REQUIRED;
      return "a body comes with its length, not in chunks";
    }
  if (!parse_length (review_http_request_get_header (self, "content-length"), &length))
    return "the length of the body is not a number";
  if (length > 0 && strcmp (self->method, "GET") == 0)
    return "this method takes no body";
  if (review_http_request_get_header (self, "content-encoding") != NULL)
    {
      *ret_status = MHD_HTTP_UNSUPPORTED_MEDIA_TYPE;
      return "a body comes as it is, not packed";
    }
  return NULL;
}

/* The announced length of the body, once the request was checked. */
guint64
review_http_request_get_length (const ReviewHttpRequest *self)
{
  guint64 length;

  parse_length (review_http_request_get_header (self, "content-length"), &length);
  return length;
}

/* After the request was admitted, so that it is known what its body may be. Returns why not. */
const char *
review_http_request_check_type (const ReviewHttpRequest *self)
{
  static const char *const json[] = { "application/json", "application/json; charset=utf-8", NULL };
  static const char *const raw[] = { "application/octet-stream", NULL };
  const char *type = review_http_request_get_header (self, "content-type");
  g_autofree char *small = g_ascii_strdown (type != NULL ? type : "", -1);

  if (review_http_request_get_length (self) == 0 || g_strv_contains (self->raw ? raw : json, small))
    return NULL;
  return self->raw ? "a body is application/octet-stream" : "a body is application/json";
}

/**
 * review_http_request_check:
 * @version: as it came, pointing into the same line as the target
 * @ret_status: set when the request is refused
 *
 * Everything that makes a request ambiguous or none of ours, before a byte of its body is read.
 *
 * Returns: (nullable): why it is refused
 */
const char *
review_http_request_check (ReviewHttpRequest *self,
                           const char *method,
                           const char *version,
                           guint *ret_status)
{
  *ret_status = MHD_HTTP_BAD_REQUEST;
  self->method = g_strdup (method);
  /* libmicrohttpd cuts the target at a NUL; the version stands right behind its real end. */
  if (self->raw_target != NULL && version > self->raw_target
      && (gsize) (version - self->raw_target) < 64 * 1024
      && (gsize) (version - self->raw_target) != self->raw_length + 1)
    return "the request target is not one of ours";
  MHD_get_connection_values_n (self->connection, MHD_HEADER_KIND, collect_header, self);
  if (self->wrong != NULL)
    return self->wrong;
  if (strcmp (version, "HTTP/1.1") != 0 && strcmp (version, "HTTP/1.0") != 0)
    {
      *ret_status = MHD_HTTP_HTTP_VERSION_NOT_SUPPORTED;
      return "HTTP/1.1 is spoken here";
    }
  if (!g_strv_contains (methods, method))
    {
      *ret_status = MHD_HTTP_METHOD_NOT_ALLOWED;
      review_http_request_add_header (self, "Allow", "GET, POST, PUT");
      return "this method is not spoken here";
    }
  return check_body_headers (self, ret_status);
}

/* FALSE: over the limit; what came is dropped. */
gboolean
review_http_request_append (ReviewHttpRequest *self, const char *bytes, gsize len)
{
  if (self->too_large)
    return FALSE;
  if (self->body == NULL)
    self->body = g_byte_array_new ();
  if (len > self->body_limit || self->body->len > self->body_limit - len)
    {
      self->too_large = TRUE;
      g_clear_pointer (&self->body, g_byte_array_unref);
      return FALSE;
    }
  g_byte_array_append (self->body, (const guint8 *) bytes, (guint) len);
  return TRUE;
}

/**
 * review_http_request_get_method:
 *
 * Returns: one of GET, POST, PUT once the request was admitted
 */
const char *
review_http_request_get_method (const ReviewHttpRequest *self)
{
  return self->method;
}

/**
 * review_http_request_get_path:
 *
 * Returns: (nullable): the target up to its query; %NULL when it was refused
 */
const char *
review_http_request_get_path (const ReviewHttpRequest *self)
{
  return self->path;
}

/**
 * review_http_request_get_query:
 *
 * Returns: (nullable): the parameter called @name
 */
const char *
review_http_request_get_query (const ReviewHttpRequest *self, const char *name)
{
  return self->query != NULL ? g_hash_table_lookup (self->query, name) : NULL;
}

/**
 * review_http_request_has_query:
 *
 * Returns: %TRUE if there is any parameter
 */
gboolean
review_http_request_has_query (const ReviewHttpRequest *self)
{
  return self->query != NULL && g_hash_table_size (self->query) > 0;
}

/**
 * review_http_request_get_header:
 * @name: in lower case
 *
 * Returns: (nullable): its value, the first where several are allowed
 */
const char *
review_http_request_get_header (const ReviewHttpRequest *self, const char *name)
{
  return g_hash_table_lookup (self->headers, name);
}

/**
 * review_http_request_get_body:
 *
 * Returns: (transfer none): the body, empty where there is none
 */
GBytes *
review_http_request_get_body (const ReviewHttpRequest *self)
{
  return self->whole;
}

/**
 * review_http_request_get_cancellable:
 *
 * Returns: (transfer none): cancelled when the client is gone or the time is up
 */
GCancellable *
review_http_request_get_cancellable (const ReviewHttpRequest *self)
{
  return self->cancellable;
}

/**
 * review_http_request_set_body_limit:
 * @bytes: most that the body may have; 0 at first
 */
void
review_http_request_set_body_limit (ReviewHttpRequest *self, gsize bytes)
{
  self->body_limit = bytes;
}

/**
 * review_http_request_take_bytes:
 *
 * Says that the body is bytes of whatever kind instead of JSON.
 */
void
review_http_request_take_bytes (ReviewHttpRequest *self)
{
  self->raw = TRUE;
}

/**
 * review_http_request_add_header:
 *
 * Sets a header of the answer.
 */
void
review_http_request_add_header (ReviewHttpRequest *self, const char *name, const char *value)
{
  for (guint i = 0; i + 1 < self->answer_headers->len; i += 2)
    if (g_ascii_strcasecmp (self->answer_headers->pdata[i], name) == 0)
      {
        g_ptr_array_remove_range (self->answer_headers, i, 2);
        break;
      }
  g_ptr_array_add (self->answer_headers, g_strdup (name));
  g_ptr_array_add (self->answer_headers, g_strdup (value));
}

/**
 * review_http_request_answer:
 * @body: (transfer none): the whole answer
 *
 * Sets the answer; a later call replaces it.
 */
void
review_http_request_answer (ReviewHttpRequest *self,
                            guint status,
                            const char *content_type,
                            GBytes *body)
{
  self->status = status;
  g_clear_pointer (&self->answer, g_bytes_unref);
  self->answer = g_bytes_ref (body);
  review_http_request_add_header (self, "Content-Type", content_type);
}

/**
 * review_http_request_answer_stream:
 *
 * Answers 200 with what is written to the stream until it is closed.
 *
 * Returns: (transfer full): its open end
 */
ReviewHttpStream *
review_http_request_answer_stream (ReviewHttpRequest *self, const char *content_type)
{
  ReviewHttpStream *stream = g_new0 (ReviewHttpStream, 1);

  g_assert (self->stream == NULL);
  stream->ref_count = 1;
  g_mutex_init (&stream->lock);
  stream->connection = self->connection;
  stream->buffer = g_string_new (NULL);
  self->status = MHD_HTTP_OK;
  self->stream = review_http_stream_ref (stream);
  review_http_request_add_header (self, "Content-Type", content_type);
  return stream;
}

/**
 * review_http_stream_ref:
 */
ReviewHttpStream *
review_http_stream_ref (ReviewHttpStream *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

/**
 * review_http_stream_unref:
 */
void
review_http_stream_unref (ReviewHttpStream *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_string_free (self->buffer, TRUE);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static void
wake_locked (ReviewHttpStream *self)
{
  if (!self->suspended || self->gone)
    return;
  self->suspended = FALSE;
  MHD_resume_connection (self->connection);
}

/**
 * review_http_stream_write:
 * @text: sent as it is
 *
 * Never waits: a reader that is too far behind is cut off.
 *
 * Returns: %FALSE once nobody reads any more
 */
gboolean
review_http_stream_write (ReviewHttpStream *self, const char *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->gone || self->closed)
    return FALSE;
  if (self->buffer->len + strlen (text) > MAX_STREAM_BUFFER)
    self->closed = TRUE;
  else
    g_string_append (self->buffer, text);
  wake_locked (self);
  return !self->closed;
}

/**
 * review_http_stream_close:
 *
 * Ends the answer after what was written.
 */
void
review_http_stream_close (ReviewHttpStream *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->closed = TRUE;
  wake_locked (self);
}

/* On the I/O thread. With nothing to send it suspends its connection from in here; the next
 * write resumes it. */
static ssize_t
read_stream (void *user_data, uint64_t position, char *bytes, size_t max)
{
  ReviewHttpStream *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gsize n = MIN (max, self->buffer->len);

  if (n > 0)
    {
      memcpy (bytes, self->buffer->str, n);
      g_string_erase (self->buffer, 0, (gssize) n);
      return (ssize_t) n;
    }
  if (self->closed)
    return MHD_CONTENT_READER_END_OF_STREAM;
  self->suspended = TRUE;
  MHD_suspend_connection (self->connection);
  return 0;
}

static void
release_bytes (void *user_data)
{
  g_bytes_unref (user_data);
}

static struct MHD_Response *
make_response (ReviewHttpRequest *self)
{
  gsize size;
  gconstpointer data;

  if (self->stream != NULL)
    return MHD_create_response_from_callback (MHD_SIZE_UNKNOWN, STREAM_BLOCK, read_stream,
                                              review_http_stream_ref (self->stream), end_stream);
  data = g_bytes_get_data (self->answer, &size);
  return MHD_create_response_from_buffer_with_free_callback_cls (
      size, data != NULL ? (void *) data : (void *) "", release_bytes, g_bytes_ref (self->answer));
}

/* Queues the answer; @close also ends the connection after it. */
enum MHD_Result
review_http_request_send (ReviewHttpRequest *self, gboolean close)
{
  struct MHD_Response *response = make_response (self);
  enum MHD_Result result;

  for (guint i = 0; i + 1 < self->answer_headers->len; i += 2)
    MHD_add_response_header (response, self->answer_headers->pdata[i],
                             self->answer_headers->pdata[i + 1]);
  MHD_add_response_header (response, "Cache-Control", "no-store");
  MHD_add_response_header (response, "X-Content-Type-Options", "nosniff");
  if (close)
    MHD_add_response_header (response, "Connection", "close");
  result = MHD_queue_response (self->connection, self->status, response);
  MHD_destroy_response (response);
  return result;
}
