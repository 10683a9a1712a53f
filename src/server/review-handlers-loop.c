/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of the learning loop, as those of review-handlers.c: one call of the service each. */
#define G_LOG_DOMAIN "review-server"
#include "review-handlers.h"

#include "review-service-features.h"
#include "review-service-scans.h"

gpointer
review_handle_patterns (ReviewExchange *x, GError **error)
{
  return review_service_list_patterns (x->service, error);
}

gpointer
review_handle_nominate_pattern (ReviewExchange *x, GError **error)
{
  return review_service_nominate_pattern (x->service, &x->call, x->body, error);
}

gpointer
review_handle_scan_patterns (ReviewExchange *x, GError **error)
{
  return review_service_scan_patterns (x->service, &x->call, x->body, NULL, NULL, error);
}

gpointer
review_handle_scans (ReviewExchange *x, GError **error)
{
  return review_service_list_scans (x->service, error);
}

gpointer
review_handle_ask_scan (ReviewExchange *x, GError **error)
{
  return review_service_ask_scan (x->service, &x->call, x->body, error);
}

gpointer
review_handle_cancel_scan (ReviewExchange *x, GError **error)
{
  return review_service_cancel_scan (x->service, &x->call, x->param, error);
}

gpointer
review_handle_pattern (ReviewExchange *x, GError **error)
{
  return review_service_get_pattern (x->service, x->param, error);
}

gpointer
review_handle_accept_pattern (ReviewExchange *x, GError **error)
{
  return review_service_accept_pattern (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_repair_pattern (ReviewExchange *x, GError **error)
{
  return review_service_repair_pattern (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_dismiss_pattern (ReviewExchange *x, GError **error)
{
  return review_service_dismiss_pattern (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_request_feature (ReviewExchange *x, GError **error)
{
  return review_service_request_feature (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_answer_feature (ReviewExchange *x, GError **error)
{
  return review_service_answer_feature (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_sop_gaps (ReviewExchange *x, GError **error)
{
  return review_service_list_sop_gaps (x->service, error);
}

gpointer
review_handle_publish_sop_draft (ReviewExchange *x, GError **error)
{
  return review_service_publish_sop_draft (x->service, &x->call, x->param, x->body, error);
}
