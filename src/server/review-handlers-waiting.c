/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of what a case waits for, and of what waits for people: each is one call of the service. */
#define G_LOG_DOMAIN "review-server"
#include "review-handlers.h"

gpointer
review_handle_request (ReviewExchange *x, GError **error)
{
  return review_service_request_information (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_hold (ReviewExchange *x, GError **error)
{
  return review_service_hold (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_wake (ReviewExchange *x, GError **error)
{
  return review_service_wake (x->service, &x->call, x->param, error);
}

gpointer
review_handle_requests (ReviewExchange *x, GError **error)
{
  return review_service_list_outgoing (x->service, error);
}

gpointer
review_handle_customer_answer (ReviewExchange *x, GError **error)
{
  return review_service_receive_answer (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_today (ReviewExchange *x, GError **error)
{
  return review_service_read_today (x->service, x->user, error);
}
