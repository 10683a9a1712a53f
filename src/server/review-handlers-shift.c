/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of shifts, handovers and moving over, as those of review-handlers.c: one call of the service each. */
#define G_LOG_DOMAIN "review-server"
#include "review-handlers.h"

gpointer
review_handle_roster (ReviewExchange *x, GError **error)
{
  return review_service_get_roster (x->service, x->user, error);
}

gpointer
review_handle_own_shift (ReviewExchange *x, GError **error)
{
  return review_service_get_person (x->service, x->user, error);
}

gpointer
review_handle_start_shift (ReviewExchange *x, GError **error)
{
  return review_service_start_shift (x->service, &x->call, error);
}

gpointer
review_handle_end_shift (ReviewExchange *x, GError **error)
{
  return review_service_finish_shift (x->service, &x->call, error);
}

gpointer
review_handle_shifts (ReviewExchange *x, GError **error)
{
  return review_service_list_shifts (x->service, error);
}

gpointer
review_handle_plan_shift (ReviewExchange *x, GError **error)
{
  return review_service_plan_shift (x->service, &x->call, x->body, error);
}

gpointer
review_handle_cancel_shift (ReviewExchange *x, GError **error)
{
  return review_service_cancel_shift (x->service, &x->call, x->param, error);
}

gpointer
review_handle_add_absence (ReviewExchange *x, GError **error)
{
  return review_service_add_absence (x->service, &x->call, x->body, error);
}

gpointer
review_handle_cancel_absence (ReviewExchange *x, GError **error)
{
  return review_service_cancel_absence (x->service, &x->call, x->param, error);
}

gpointer
review_handle_set_limit (ReviewExchange *x, GError **error)
{
  return review_service_set_limit (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_desk_cases (ReviewExchange *x, GError **error)
{
  return review_service_list_desk (x->service, x->user, x->param, error);
}

gpointer
review_handle_receivers (ReviewExchange *x, GError **error)
{
  return review_service_list_receivers (x->service, x->user, x->param, error);
}

gpointer
review_handle_handovers (ReviewExchange *x, GError **error)
{
  return review_service_list_handovers (x->service, x->user, error);
}

gpointer
review_handle_hand_over (ReviewExchange *x, GError **error)
{
  return review_service_hand_over (x->service, &x->call, x->body, error);
}

gpointer
review_handle_handover (ReviewExchange *x, GError **error)
{
  return review_service_get_handover (x->service, x->user, x->param, error);
}

gpointer
review_handle_accept_handover (ReviewExchange *x, GError **error)
{
  return review_service_accept_handover (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_withdraw_handover (ReviewExchange *x, GError **error)
{
  return review_service_withdraw_handover (x->service, &x->call, x->param, error);
}

gpointer
review_handle_assign (ReviewExchange *x, GError **error)
{
  return review_service_assign (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_snooze (ReviewExchange *x, GError **error)
{
  return review_service_snooze (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_colleagues (ReviewExchange *x, GError **error)
{
  return review_service_list_colleagues (x->service, x->user, x->param, error);
}

gpointer
review_handle_read_mention (ReviewExchange *x, GError **error)
{
  return review_service_read_mention (x->service, &x->call, x->param, error);
}

gpointer
review_handle_bulks (ReviewExchange *x, GError **error)
{
  return review_service_list_bulk (x->service, error);
}

gpointer
review_handle_begin_bulk (ReviewExchange *x, GError **error)
{
  return review_service_begin_bulk (x->service, &x->call, x->body, error);
}

gpointer
review_handle_check_bulk (ReviewExchange *x, GError **error)
{
  return review_service_check_bulk (x->service, x->user, x->body, error);
}

gpointer
review_handle_bulk (ReviewExchange *x, GError **error)
{
  return review_service_get_bulk (x->service, x->param, error);
}
