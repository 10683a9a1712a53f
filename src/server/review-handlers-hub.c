/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of the Decision Hub, as those of review-handlers.c: one call of the service each. */
#define G_LOG_DOMAIN "review-server"
#include "review-handlers.h"

#include "review-service-models.h"

gpointer
review_handle_policies (ReviewExchange *x, GError **error)
{
  return review_service_list_policies (x->service, x->user, error);
}

gpointer
review_handle_draft_policy (ReviewExchange *x, GError **error)
{
  return review_service_draft_policy (x->service, &x->call, x->body, error);
}

gpointer
review_handle_policy (ReviewExchange *x, GError **error)
{
  return review_service_load_policy (x->service, x->user, x->param, error);
}

gpointer
review_handle_approve_policy (ReviewExchange *x, GError **error)
{
  return review_service_approve_policy (x->service, &x->call, x->param, error);
}

gpointer
review_handle_policy_live (ReviewExchange *x, GError **error)
{
  return review_service_make_policy_live (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_withdraw_policy (ReviewExchange *x, GError **error)
{
  return review_service_withdraw_policy (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_hub (ReviewExchange *x, GError **error)
{
  return review_service_describe_hub (x->service, x->user, error);
}

gpointer
review_handle_hub_type (ReviewExchange *x, GError **error)
{
  return review_service_describe_hub_type (x->service, x->user, x->param, error);
}

gpointer
review_handle_backtest (ReviewExchange *x, GError **error)
{
  return review_service_backtest (x->service, x->user, x->param, x->body, error);
}

gpointer
review_handle_experiments (ReviewExchange *x, GError **error)
{
  return review_service_list_experiments (x->service, error);
}

gpointer
review_handle_experiment (ReviewExchange *x, GError **error)
{
  return review_service_get_experiment (x->service, x->param, error);
}

gpointer
review_handle_propose_experiment (ReviewExchange *x, GError **error)
{
  return review_service_propose_experiment (x->service, &x->call, x->body, error);
}

gpointer
review_handle_shadow_experiment (ReviewExchange *x, GError **error)
{
  return review_service_shadow_experiment (x->service, &x->call, x->param, error);
}

gpointer
review_handle_roll_out_experiment (ReviewExchange *x, GError **error)
{
  return review_service_roll_out_experiment (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_promote_experiment (ReviewExchange *x, GError **error)
{
  return review_service_promote_experiment (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_end_experiment (ReviewExchange *x, GError **error)
{
  return review_service_end_experiment (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_bands (ReviewExchange *x, GError **error)
{
  return review_service_list_bands (x->service, error);
}

gpointer
review_handle_narrow_band (ReviewExchange *x, GError **error)
{
  return review_service_narrow_band (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_models (ReviewExchange *x, GError **error)
{
  return review_service_list_models (x->service, x->user, x->param, error);
}

gpointer
review_handle_ask_candidate (ReviewExchange *x, GError **error)
{
  return review_service_ask_candidate (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_cancel_training (ReviewExchange *x, GError **error)
{
  return review_service_cancel_training (x->service, &x->call, x->param, error);
}

gpointer
review_handle_shadow_model (ReviewExchange *x, GError **error)
{
  return review_service_shadow_model (x->service, &x->call, x->param, error);
}

gpointer
review_handle_model_live (ReviewExchange *x, GError **error)
{
  return review_service_make_model_live (x->service, &x->call, x->param, x->body, error);
}

gpointer
review_handle_drop_model (ReviewExchange *x, GError **error)
{
  return review_service_drop_model (x->service, &x->call, x->param, x->body, error);
}
