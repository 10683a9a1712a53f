/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client against answers that are right, wrong, late and lost; the event stream's parser; where
 * a token may come from, and where it never goes. */
#include <glib/gstdio.h>
#include <string.h>

#include "fake-server.h"

#include "review-client.h"
#include "review-credentials.h"
#include "review-embedded-server.h"
#include "review-error.h"
#include "review-event-listener.h"
#include "review-sse.h"

typedef struct
{
  FakeServer *server;
  ReviewClient *client;
} Fixture;

typedef struct
{
  const ReviewRecordType *type;
  gboolean done;
  gpointer record;
  GError *error;
} Answer;

static void
answer_clear (Answer *answer)
{
  review_record_unref (answer->record);
  g_clear_error (&answer->error);
  memset (answer, 0, sizeof *answer);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static GString *logged; /* everything that was logged */

static void
log_handler (const char *domain, GLogLevelFlags level, const char *message, gpointer unused)
{
  g_string_append (logged, message);
  if (level & (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR))
    g_log_default_handler (domain, level, message, NULL);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->record =
      review_client_finish (REVIEW_CLIENT (source), answer->type, result, &answer->error);
  answer->done = TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->server = fake_server_new (2);
  fixture->client = review_client_new (fixture->server->url, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (review_client_set_token (fixture->client, FAKE_TOKEN, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_assert_finalize_object (fixture->client);
  fake_server_free (fixture->server);
}

static void
get_catalog (Fixture *fixture, Answer *answer, GCancellable *cancellable)
{
  answer_clear (answer);
  answer->type = &review_catalog_type;
  review_client_get_catalog_async (fixture->client, cancellable, answered_cb, answer);
  WAIT_FOR (answer->done);
}

static void
take_next (Fixture *fixture, Answer *answer, const char *key)
{
  answer_clear (answer);
  answer->type = &review_case_view_type;
  review_client_take_next_async (fixture->client, NULL, key, NULL, answered_cb, answer);
  WAIT_FOR (answer->done);
}

static void
test_address (void)
{
  static const char *const wrong[] = { "http://example.org",
                                       "ftp://127.0.0.1",
                                       "example.org",
                                       "https://user:pw@example.org",
                                       "https://example.org/?a=b",
                                       "http://127.0.0.1.example.org",
                                       "" };
  static const char *const right[] = { "https://example.org", "https://example.org/risk/",
                                       "http://127.0.0.1:8080", "http://localhost:1",
                                       "http://[::1]:8080" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ReviewClient) client = review_client_new (wrong[i], NULL, &error);

      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
      g_assert_null (client);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_autoptr (ReviewClient) client = review_client_new (right[i], NULL, NULL);

      g_assert_nonnull (client);
      g_assert_false (review_client_set_token (client, "two\r\nlines: 1", NULL));
    }
}

static void
test_right (Fixture *fixture, gconstpointer unused)
{
  g_auto (Answer) answer = { 0 };

  get_catalog (fixture, &answer, NULL);
  g_assert_no_error (answer.error);
  g_assert_nonnull (review_catalog_find_type (answer.record, "withdrawal_anomaly"));
  g_assert_cmpint (ABS (review_client_get_server_time (fixture->client) - g_get_real_time ()), <,
                   2 * G_USEC_PER_SEC);
}

static void
test_no_token (Fixture *fixture, gconstpointer unused)
{
  g_auto (Answer) answer = { 0 };

  review_client_set_token (fixture->client, NULL, NULL);
  get_catalog (fixture, &answer, NULL);
  g_assert_error (answer.error, REVIEW_ERROR, REVIEW_ERROR_UNAUTHORIZED);
}

/* Answers that no server of ours gives: each has its code, none is taken for data. */
static void
test_wrong_answers (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    guint status;
    const char *type;
    const char *body;
    int code;
  } wrong[] = {
    { 200, "text/html", "{}", REVIEW_ERROR_PROTOCOL },
    { 200, "application/json", "{\"surprise\":1}", REVIEW_ERROR_PROTOCOL },
    { 200, "application/json", "{\"codes\":[{}]}", REVIEW_ERROR_PROTOCOL },
    { 200, "application/json", "[]", REVIEW_ERROR_PROTOCOL },
    { 200, "application/json", "{", REVIEW_ERROR_PROTOCOL },
    { 200, "application/json", "", REVIEW_ERROR_PROTOCOL },
    { 302, "text/plain", "elsewhere", REVIEW_ERROR_PROTOCOL },
    { 404, "text/plain", "no", REVIEW_ERROR_PROTOCOL },
    { 403, "text/html", "<html>proxy</html>", REVIEW_ERROR_FORBIDDEN },
    { 500, "application/problem+json", "{\"status\":500,\"code\":\"corrupt\"}",
      REVIEW_ERROR_CORRUPT },
    { 409, "application/problem+json", "{\"status\":409,\"code\":\"conflict\"}",
      REVIEW_ERROR_CONFLICT },
    { 418, "application/problem+json", "{\"status\":418,\"code\":\"teapot\"}",
      REVIEW_ERROR_PROTOCOL },
    { 422, "application/problem+json",
      "{\"status\":422,\"code\":\"invalid\",\"detail\":\"form.path: is wrong\"}",
      REVIEW_ERROR_INVALID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_auto (Answer) answer = { 0 };

      fake_server_fault (fixture->server, "/catalog", wrong[i].status, 1);
      fixture->server->body_instead = wrong[i].body;
      fixture->server->type_instead = wrong[i].type;
      fixture->server->location = "http://127.0.0.1:1/v1/catalog";
      get_catalog (fixture, &answer, NULL);
      g_assert_error (answer.error, REVIEW_ERROR, wrong[i].code);
      g_assert_null (answer.record);
    }
  g_assert_cmpuint (fake_server_count (fixture->server, "GET /v1/catalog"), ==,
                    G_N_ELEMENTS (wrong));
}

/* A server that sheds load is asked again, under the same key; three times and no more. */
static void
test_repeats (Fixture *fixture, gconstpointer unused)
{
  g_auto (Answer) answer = { 0 };
  g_autofree char *key = review_client_new_key ();

  fake_server_fault (fixture->server, "/take-next", 503, 2);
  take_next (fixture, &answer, key);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (fake_server_count (fixture->server, "POST"), ==, 3);
  take_next (fixture, &answer, key); /* the same intent: the same case */
  g_assert_cmpstr (((ReviewCaseView *) answer.record)->work_item->id, ==, "w0");
  fake_server_fault (fixture->server, "/take-next", 503, 100);
  take_next (fixture, &answer, NULL);
  g_assert_error (answer.error, REVIEW_ERROR, REVIEW_ERROR_BUSY);
  g_assert_cmpuint (fake_server_count (fixture->server, "POST"), ==, 7);
}

/* The answer was lost after the work was done: the repeat gets the first answer. */
static void
test_lost_answer (Fixture *fixture, gconstpointer unused)
{
  g_auto (Answer) answer = { 0 };

  fake_server_fault (fixture->server, "/take-next", 0, 1);
  take_next (fixture, &answer, NULL);
  g_assert_no_error (answer.error);
  g_assert_cmpstr (((ReviewCaseView *) answer.record)->work_item->id, ==, "w0");
  g_assert_cmpint (fake_server_item (fixture->server, 1)->row->state, ==, REVIEW_WORK_QUEUED);
}

static void
test_late (Fixture *fixture, gconstpointer unused)
{
  g_auto (Answer) answer = { 0 };
  gint64 before = g_get_monotonic_time ();

  review_client_set_deadline (fixture->client, 300);
  fake_server_fault (fixture->server, "/catalog", FAKE_HANG, 100);
  get_catalog (fixture, &answer, NULL);
  g_assert_error (answer.error, REVIEW_ERROR, REVIEW_ERROR_OFFLINE);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 5 * G_USEC_PER_SEC);
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

static void
test_cancelled (Fixture *fixture, gconstpointer unused)
{
  g_auto (Answer) answer = { 0 };
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_autoptr (GCancellable) during = g_cancellable_new ();

  g_cancellable_cancel (before);
  get_catalog (fixture, &answer, before);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fake_server_fault (fixture->server, "/catalog", FAKE_HANG, 100);
  g_timeout_add (50, cancel_cb, during);
  get_catalog (fixture, &answer, during);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_offline (Fixture *fixture, gconstpointer unused)
{
  g_auto (Answer) answer = { 0 };

  fake_server_stop_listening (fixture->server);
  get_catalog (fixture, &answer, NULL);
  g_assert_error (answer.error, REVIEW_ERROR, REVIEW_ERROR_OFFLINE);
}

/* An answer over the decoder's threshold comes back whole from its thread. */
static void
test_large (Fixture *fixture, gconstpointer unused)
{
  g_auto (Answer) answer = { 0 };
  ReviewCaseView *view = review_record_copy (fake_server_item (fixture->server, 0)->view);

  view->evidence = review_records_new ();
  for (guint i = 0; i < 3000; i++)
    {
      ReviewEvidence *evidence = review_record_new (&review_evidence_type);

      evidence->kind = REVIEW_EVIDENCE_TRANSACTION;
      evidence->label = g_strdup_printf ("E%u", i + 1);
      g_ptr_array_add (view->evidence, evidence);
    }
  review_record_unref (fake_server_item (fixture->server, 0)->view);
  fake_server_item (fixture->server, 0)->view = view;
  take_next (fixture, &answer, NULL);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (((ReviewCaseView *) answer.record)->evidence->len, ==, 3000);
}

static void
heard_cb (const char *id, const char *kind, const char *data, gpointer user_data)
{
  g_string_append_printf (user_data, "[%s|%s|%s]", id != NULL ? id : "", kind != NULL ? kind : "",
                          data);
}

static void
test_sse (void)
{
  static const char stream[] = ": hello\n\nevent: queue\ndata: {\"a\":1}\nid: 7\n\n"
                               "data:one\r\ndata: two\r\n\r\nid: 9\n\nretry: 5\n\ndata\n\n";

  for (gsize cut = 1; cut < sizeof stream; cut++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (ReviewSse) sse = review_sse_new (heard_cb, text);

      for (gsize at = 0; at < sizeof stream - 1; at += cut)
        g_assert_true (review_sse_feed (sse, stream + at, MIN (cut, sizeof stream - 1 - at), NULL));
      g_assert_cmpstr (text->str, ==, "[7|queue|{\"a\":1}][||one\ntwo][||]");
    }
}

static void
test_sse_limits (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (ReviewSse) endless = review_sse_new (heard_cb, text);
  g_autoptr (ReviewSse) nul = review_sse_new (heard_cb, text);
  g_autofree char *line = g_strnfill (REVIEW_SSE_MAX_EVENT + 1, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_false (review_sse_feed (endless, line, REVIEW_SSE_MAX_EVENT + 1, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_PROTOCOL);
  g_assert_false (review_sse_feed (nul, "data: \0\n\n", 9, NULL));
  g_assert_cmpstr (text->str, ==, "");
}

typedef struct
{
  guint opened, lost;
  gint64 seq;
  int code;
} Listened;

static void
opened_cb (ReviewEventListener *listener, Listened *heard)
{
  heard->opened++;
}

static void
lost_cb (ReviewEventListener *listener, int code, guint wait, Listened *heard)
{
  heard->lost++;
  heard->code = code;
}

static void
event_cb (ReviewEventListener *listener, ReviewItem *item, Listened *heard)
{
  heard->seq = ((ReviewEvent *) review_item_get_record (item))->seq;
}

static void
test_listener (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (ReviewEventListener) listener = review_event_listener_new (fixture->client);
  Listened heard = { 0 };

  g_signal_connect (listener, "opened", G_CALLBACK (opened_cb), &heard);
  g_signal_connect (listener, "lost", G_CALLBACK (lost_cb), &heard);
  g_signal_connect (listener, "event", G_CALLBACK (event_cb), &heard);
  review_event_listener_start (listener);
  WAIT_FOR (heard.opened == 1);
  fake_server_event (fixture->server, "queue", "w0");
  WAIT_FOR (heard.seq == 1);
  fake_server_stop_listening (fixture->server);
  WAIT_FOR (heard.lost >= 2);
  g_assert_cmpint (heard.code, ==, REVIEW_ERROR_OFFLINE);
  fake_server_listen_again (fixture->server);
  WAIT_FOR (heard.opened == 2);
  g_assert_cmpuint (fixture->server->saw_last_event_id, ==, 1);
  fake_server_event (fixture->server, "queue", "w0");
  WAIT_FOR (heard.seq == 2);
  review_event_listener_stop (listener);
  review_client_set_token (fixture->client, "another", NULL);
  review_event_listener_start (listener);
  WAIT_FOR (heard.code == REVIEW_ERROR_UNAUTHORIZED);
}

static void
token_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **token = user_data;
  g_autoptr (GError) error = NULL;

  *token = review_credentials_lookup_finish (result, &error);
  if (*token == NULL)
    *token = g_strdup_printf ("error %d", error->code);
}

static char *
look_up_token (void)
{
  char *token = NULL;

  review_credentials_lookup_async ("https://example.org", NULL, token_cb, &token);
  WAIT_FOR (token != NULL);
  return token;
}

static void
test_credentials (void)
{
  g_autofree char *dir = g_build_filename (g_get_user_config_dir (), "riskops-review", NULL);
  g_autofree char *path = g_build_filename (dir, "token", NULL);
  g_autofree char *absent = look_up_token ();
  g_autofree char *open_to_all = NULL;
  g_autofree char *private = NULL;
  g_autofree char *variable = NULL;
  g_autofree char *refused = g_strdup_printf ("error %d", REVIEW_ERROR_FORBIDDEN);
  g_autofree char *not_found = g_strdup_printf ("error %d", REVIEW_ERROR_NOT_FOUND);

  g_assert_cmpstr (absent, ==, not_found);
  g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);
  g_assert_true (
      g_file_set_contents_full (path, "from-the-file\n", -1, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
  open_to_all = look_up_token ();
  g_assert_cmpstr (open_to_all, ==, refused);
  g_chmod (path, 0600);
  private = look_up_token ();
  g_assert_cmpstr (private, ==, "from-the-file");
  g_setenv ("RISKOPS_REVIEW_TOKEN", "from-the-variable", TRUE);
  variable = look_up_token ();
  g_assert_cmpstr (variable, ==, "from-the-variable");
  g_unsetenv ("RISKOPS_REVIEW_TOKEN");
  g_unlink (path);
  g_rmdir (dir);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->record =
      review_embedded_server_start_finish (REVIEW_EMBEDDED_SERVER (source), result, &answer->error);
  answer->done = TRUE;
}

/* Programs that are not our server: each start ends in order, and leaves nothing running. */
static void
test_no_server (void)
{
  g_autofree char *babbler = g_build_filename (g_get_user_data_dir (), "babbler", NULL);
  const struct
  {
    const char *program;
    int code;
  } wrong[] = { { "/bin/true", REVIEW_ERROR_FAILED }, { babbler, REVIEW_ERROR_PROTOCOL } };

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents_full (babbler, "#!/bin/sh\necho hello\nexec cat\n", -1,
                                           G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (ReviewEmbeddedServer) server =
          review_embedded_server_new (wrong[i].program, NULL, FALSE);
      g_auto (Answer) answer = { 0 };

      review_embedded_server_start_async (server, NULL, started_cb, &answer);
      WAIT_FOR (answer.done);
      g_assert_error (answer.error, REVIEW_ERROR, wrong[i].code);
      g_assert_null (review_embedded_server_get_pid (server));
    }
  g_unlink (babbler);
}

/* Runs last: after all of the above, with every message logged. */
static void
test_token_unseen (void)
{
  g_message ("the handler hears");
  g_assert_nonnull (strstr (logged->str, "the handler hears"));
  g_assert_null (strstr (logged->str, FAKE_TOKEN));
  g_assert_null (strstr (logged->str, "from-the-file"));
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("riskops-review-client-XXXXXX", NULL);
  int result;

  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  logged = g_string_new (NULL);
  g_log_set_default_handler (log_handler, NULL);
#define ADD(name, func) g_test_add ("/client/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("right", test_right);
  ADD ("no-token", test_no_token);
  ADD ("wrong-answers", test_wrong_answers);
  ADD ("repeats", test_repeats);
  ADD ("lost-answer", test_lost_answer);
  ADD ("late", test_late);
  ADD ("cancelled", test_cancelled);
  ADD ("offline", test_offline);
  ADD ("large", test_large);
  ADD ("listener", test_listener);
  g_test_add_func ("/client/address", test_address);
  g_test_add_func ("/client/sse", test_sse);
  g_test_add_func ("/client/sse-limits", test_sse_limits);
  g_test_add_func ("/client/credentials", test_credentials);
  g_test_add_func ("/client/no-server", test_no_server);
  g_test_add_func ("/client/token-unseen", test_token_unseen);
  result = g_test_run ();
  g_string_free (logged, TRUE);
  g_rmdir (home);
  return result;
}
