/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of waves, lists, reopened cases and referrals, as those of review-handlers.c: one call
 * of the service each. */
#define G_LOG_DOMAIN "review-server"
#include "review-handlers.h"

gpointer
review_handle_campaigns (ReviewExchange *x, GError **error)
{
  return review_service_list_campaigns (x->service, x->user, error);
}

gpointer
review_handle_campaign (ReviewExchange *x, GError **error)
{
  return review_service_get_campaign (x->service, x->user, x->param, NULL, error);
}

gpointer
review_handle_check_campaign (ReviewExchange *x, GError **error)
{
  return review_service_get_campaign (x->service, x->user, x->param, x->body, error);
}

gpointer
review_handle_decide_campaign (ReviewExchange *x, GError **error)
{
  return review_service_decide_campaign (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_retract_campaign (ReviewExchange *x, GError **error)
{
  return review_service_retract_campaign (x->service, &x->call, x->param, error);
}

gpointer
review_handle_take_out (ReviewExchange *x, GError **error)
{
  return review_service_take_out (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_campaign_reviewed (ReviewExchange *x, GError **error)
{
  return review_service_mark_campaign_reviewed (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_dismiss_campaign (ReviewExchange *x, GError **error)
{
  return review_service_dismiss_campaign (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_note_campaign (ReviewExchange *x, GError **error)
{
  return review_service_note_campaign (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_export_campaign (ReviewExchange *x, GError **error)
{
  return review_service_export_campaign (x->service, &x->call, x->param, error);
}

gpointer
review_handle_entries (ReviewExchange *x, GError **error)
{
  return review_service_list_entries (x->service, error);
}

gpointer
review_handle_propose_entry (ReviewExchange *x, GError **error)
{
  return review_service_propose_entry (x->service, &x->call, x->body, error);
}

gpointer
review_handle_open_entry (ReviewExchange *x, GError **error)
{
  return review_service_open_entry (x->service, &x->call, x->param, error);
}

gpointer
review_handle_approve_entry (ReviewExchange *x, GError **error)
{
  return review_service_approve_entry (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_end_entry (ReviewExchange *x, GError **error)
{
  return review_service_end_entry (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_keep_entry (ReviewExchange *x, GError **error)
{
  return review_service_keep_entry (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_reopenings (ReviewExchange *x, GError **error)
{
  return review_service_list_reopenings (x->service, x->param, error);
}

gpointer
review_handle_reopen (ReviewExchange *x, GError **error)
{
  return review_service_reopen (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_overturn_rates (ReviewExchange *x, GError **error)
{
  return review_service_get_overturn_rates (x->service, x->user, error);
}

gpointer
review_handle_referrals (ReviewExchange *x, GError **error)
{
  return review_service_list_referrals (x->service, x->user, x->param, error);
}

gpointer
review_handle_all_referrals (ReviewExchange *x, GError **error)
{
  return review_service_list_referrals (x->service, x->user, NULL, error);
}

gpointer
review_handle_export_referral (ReviewExchange *x, GError **error)
{
  return review_service_export_referral (x->service, &x->call, x->param, error);
}

gpointer
review_handle_draft_referral (ReviewExchange *x, GError **error)
{
  return review_service_draft_referral (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_move_referral (ReviewExchange *x, GError **error)
{
  return review_service_move_referral (x->service, &x->call, x->param, x->body, error);
}
