/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers: each is one call of the service. Roles, versions, keys and bodies were checked by
 * the route table before; what a caller may see of an object is the service's to say. */
#define G_LOG_DOMAIN "review-server"
#include "review-handlers.h"

#include <string.h>

#include "review-codec.h"
#include "review-error.h"
#include "review-routes-describe.h"

#define PAGE_DEFAULT 100
#define PAGE_MAX     500
#define DAYS_MAX     92 /* of a report */

gpointer
review_handle_health (ReviewExchange *x, GError **error)
{
  return review_server_dup_health (x->server);
}

gpointer
review_handle_openapi (ReviewExchange *x, GError **error)
{
  char *json = review_routes_describe ();
  g_autoptr (GBytes) body = g_bytes_new_take (json, strlen (json));

  review_http_request_answer (x->http, 200, "application/json", body);
  return NULL;
}

static ReviewSessionInfo *
describe_session (ReviewExchange *x, const ReviewUser *user, GError **error)
{
  g_autoptr (ReviewSessionInfo) info = review_record_new (&review_session_info_type);

  info->user = review_record_ref ((gpointer) user);
  info->embedded = review_server_get_sessions (x->server) != NULL;
  if (info->embedded)
    {
      info->local_users = review_service_list_users (x->service, TRUE, error);
      if (info->local_users == NULL)
        return NULL;
    }
  return g_steal_pointer (&info);
}

gpointer
review_handle_get_session (ReviewExchange *x, GError **error)
{
  return describe_session (x, x->user, error);
}

static const ReviewUser *
find_local (const ReviewSessionInfo *info, const char *id)
{
  for (guint i = 0; i < info->local_users->len; i++)
    {
      const ReviewUser *user = info->local_users->pdata[i];

      if (strcmp (user->id, id) == 0)
        return user;
    }
  return NULL;
}

/* Exchanges the one-time token, or switches to another local user. */
gpointer
review_handle_post_session (ReviewExchange *x, GError **error)
{
  ReviewSessions *sessions = review_server_get_sessions (x->server);
  const ReviewSessionRequest *request = x->body;
  g_autoptr (ReviewUser) user = NULL;
  g_autoptr (ReviewSessionInfo) info = NULL;

  if (sessions != NULL)
    user = review_service_find_user (x->service, request->user, NULL);
  if (user != NULL && (info = describe_session (x, user, error)) == NULL)
    return NULL;
  if (user == NULL || find_local (info, user->id) == NULL)
    {
      review_error_set_field (error, "user", "there is no such local user");
      return NULL;
    }
  if (x->user == NULL && !review_sessions_redeem (sessions, x->token))
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_UNAUTHORIZED,
                           "the token was used already");
      return NULL;
    }
  info->token = review_sessions_open (sessions, user->id);
  return g_steal_pointer (&info);
}

gpointer
review_handle_catalog (ReviewExchange *x, GError **error)
{
  return review_service_dup_expanded_catalog (x->service);
}

gpointer
review_handle_sop (ReviewExchange *x, GError **error)
{
  return review_service_get_sop (x->service, x->param, error);
}

gpointer
review_handle_causes (ReviewExchange *x, GError **error)
{
  return review_service_count_causes (x->service, x->user, x->param, error);
}

gpointer
review_handle_sop_versions (ReviewExchange *x, GError **error)
{
  return review_service_list_sop_versions (x->service, x->param, error);
}

gpointer
review_handle_sop_version (ReviewExchange *x, GError **error)
{
  return review_service_get_sop_version (x->service, x->param, x->second, error);
}

gpointer
review_handle_sop_drafts (ReviewExchange *x, GError **error)
{
  return review_service_list_sop_drafts (x->service, x->user, x->param, error);
}

gpointer
review_handle_add_sop_draft (ReviewExchange *x, GError **error)
{
  return review_service_add_sop_draft (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_withdraw_sop_draft (ReviewExchange *x, GError **error)
{
  return review_service_withdraw_sop_draft (x->service, &x->call, x->param, error);
}

gpointer
review_handle_intake (ReviewExchange *x, GError **error)
{
  return review_service_intake (x->service, &x->call, x->body, error);
}

gpointer
review_handle_case (ReviewExchange *x, GError **error)
{
  return review_service_get_case (x->service, x->user, x->param, error);
}

gpointer
review_handle_values (ReviewExchange *x, GError **error)
{
  return review_service_read_for_agent (x->service, x->param, error);
}

gpointer
review_handle_deliver (ReviewExchange *x, GError **error)
{
  return review_service_deliver (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_open_view (ReviewExchange *x, GError **error)
{
  return review_service_open_view (x->service, x->user, x->body, error);
}

static gboolean
parse_parameter (
    ReviewExchange *x, const char *name, guint64 max, gint64 *ret_value, GError **error)
{
  const char *text = review_http_request_get_query (x->http, name);
  guint64 value;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, max, &value, NULL))
    {
      review_error_set_field (error, name, "a whole number up to %" G_GUINT64_FORMAT, max);
      return FALSE;
    }
  *ret_value = (gint64) value;
  return TRUE;
}

gpointer
review_handle_read_view (ReviewExchange *x, GError **error)
{
  gint64 offset = 0;
  gint64 limit = PAGE_DEFAULT;

  if (!parse_parameter (x, "offset", G_MAXINT32, &offset, error)
      || !parse_parameter (x, "limit", PAGE_MAX, &limit, error))
    return NULL;
  return review_service_read_view (x->service, x->user, x->param, offset, limit, error);
}

gpointer
review_handle_find_in_view (ReviewExchange *x, GError **error)
{
  return review_service_find_in_view (x->service, x->user, x->param, x->second, error);
}

static gboolean
parse_days (const ReviewExchange *x, guint64 *ret, GError **error)
{
  if (g_ascii_string_to_unsigned (x->param, 10, 1, DAYS_MAX, ret, NULL))
    return TRUE;
  review_error_set_field (error, "days", "a whole number of 1 to %d", DAYS_MAX);
  return FALSE;
}

gpointer
review_handle_attainment (ReviewExchange *x, GError **error)
{
  guint64 days;

  return parse_days (x, &days, error)
             ? review_service_measure_attainment (x->service, (gint64) days, error)
             : NULL;
}

gpointer
review_handle_scorecard (ReviewExchange *x, GError **error)
{
  guint64 days;

  return parse_days (x, &days, error)
             ? review_service_get_scorecard (x->service, (gint64) days, x->second, error)
             : NULL;
}

gpointer
review_handle_take_next (ReviewExchange *x, GError **error)
{
  return review_service_take_next (x->service, &x->call, x->body, error);
}

gpointer
review_handle_work_item (ReviewExchange *x, GError **error)
{
  return review_service_get_work_item (x->service, x->user, x->param, error);
}

gpointer
review_handle_related (ReviewExchange *x, GError **error)
{
  return review_service_get_related (x->service, x->user, x->param, error);
}

gpointer
review_handle_look (ReviewExchange *x, GError **error)
{
  return review_service_look_at (x->service, x->user, x->param, x->body, error);
}

gpointer
review_handle_notes (ReviewExchange *x, GError **error)
{
  return review_service_list_notes (x->service, x->user, x->param, error);
}

gpointer
review_handle_add_note (ReviewExchange *x, GError **error)
{
  return review_service_add_note (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_take (ReviewExchange *x, GError **error)
{
  return review_service_take (x->service, &x->call, x->param, error);
}

gpointer
review_handle_flows (ReviewExchange *x, GError **error)
{
  return review_service_ask_flows (x->service, x->user, x->param, x->body, error);
}

gpointer
review_handle_lease (ReviewExchange *x, GError **error)
{
  return review_service_renew_lease (x->service, &x->call, x->param, error);
}

gpointer
review_handle_release (ReviewExchange *x, GError **error)
{
  return review_service_release (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_export (ReviewExchange *x, GError **error)
{
  return review_service_export_case (x->service, &x->call, x->param, error);
}

gpointer
review_handle_get_filters (ReviewExchange *x, GError **error)
{
  return review_service_get_filters (x->service, x->user, error);
}

gpointer
review_handle_put_filters (ReviewExchange *x, GError **error)
{
  return review_service_save_filters (x->service, &x->call, x->body, error);
}

gpointer
review_handle_draft (ReviewExchange *x, GError **error)
{
  return review_service_save_draft (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_inbox (ReviewExchange *x, GError **error)
{
  return review_service_read_inbox (x->service, x->user, error);
}

gpointer
review_handle_effects (ReviewExchange *x, GError **error)
{
  return review_service_list_effects (x->service, x->user, error);
}

gpointer
review_handle_retry_effect (ReviewExchange *x, GError **error)
{
  return review_service_retry_effect (x->service, &x->call, x->param, error);
}

gpointer
review_handle_confirm_effect (ReviewExchange *x, GError **error)
{
  return review_service_confirm_effect (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_report_effect (ReviewExchange *x, GError **error)
{
  return review_service_report_effect (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_mark_read (ReviewExchange *x, GError **error)
{
  return review_service_mark_read (x->service, &x->call, x->param, error);
}

gpointer
review_handle_first_call (ReviewExchange *x, GError **error)
{
  return review_service_make_first_call (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_verdict (ReviewExchange *x, GError **error)
{
  return review_service_show_verdict (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_decide (ReviewExchange *x, GError **error)
{
  return review_service_decide (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_retract (ReviewExchange *x, GError **error)
{
  return review_service_retract (x->service, &x->call, x->param, error);
}

gpointer
review_handle_reveal (ReviewExchange *x, GError **error)
{
  return review_service_reveal (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_answer (ReviewExchange *x, GError **error)
{
  return review_service_answer_escalation (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_put_attachment (ReviewExchange *x, GError **error)
{
  return review_service_put_attachment (x->service, &x->call, x->param,
                                        review_http_request_get_body (x->http), error);
}

/* Always as a download of bytes: no reader is asked to open what a customer made. */
gpointer
review_handle_attachment (ReviewExchange *x, GError **error)
{
  g_autoptr (GBytes) bytes =
      review_service_open_attachment (x->service, x->user, x->param, x->second, error);

  if (bytes == NULL)
    return NULL;
  review_http_request_add_header (x->http, "Content-Disposition", "attachment");
  review_http_request_answer (x->http, 200, "application/octet-stream", bytes);
  return NULL;
}

static gboolean
append_label (const ReviewLabelRow *row, gpointer user_data, GError **error)
{
  g_autofree char *line = review_encode (row);

  g_string_append (user_data, line);
  g_string_append_c (user_data, '\n');
  return TRUE;
}

gpointer
review_handle_label_card (ReviewExchange *x, GError **error)
{
  gint64 after = -1;

  return parse_parameter (x, "after", G_MAXINT64, &after, error)
             ? review_service_describe_labels (x->service, x->user, after, error)
             : NULL;
}

gpointer
review_handle_truth (ReviewExchange *x, GError **error)
{
  return review_service_report_truth (x->service, &x->call, x->body, error);
}

gpointer
review_handle_labels (ReviewExchange *x, GError **error)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GBytes) body = NULL;
  gint64 after = -1;

  if (!parse_parameter (x, "after", G_MAXINT64, &after, error)
      || !review_service_export_labels (x->service, x->user, after, append_label, lines, error))
    return NULL;
  body = g_string_free_to_bytes (g_steal_pointer (&lines));
  review_http_request_answer (x->http, 200, "application/jsonl", body);
  return NULL;
}

/* Resumes after Last-Event-ID; without one, starts with what comes next. */
gpointer
review_handle_events (ReviewExchange *x, GError **error)
{
  const char *text = review_http_request_get_header (x->http, "last-event-id");
  guint64 after = 0;

  if (text != NULL)
    {
      if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &after, NULL))
        {
          review_error_set_field (error, "Last-Event-ID", "the number of an event");
          return NULL;
        }
    }
  else
    {
      gint64 last = review_service_last_event (x->service, error);

      if (last < 0)
        return NULL;
      after = (guint64) last;
    }
  review_push_add (review_server_get_push (x->server), x->user, (gint64) after, x->http, error);
  return NULL;
}
