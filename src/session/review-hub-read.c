/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the Decision Hub: everything that is common to the types in one go, the measured points
 * of the chosen type beside it, versions of the policy as they are needed. What was read stays on
 * the screen until something newer is there. */
#define G_LOG_DOMAIN "review-session"
#include "review-hub-board-private.h"

#include <string.h>

#include "review-error.h"

#define REFRESH_DELAY 200  /* ms in which events about the policy are taken together */
#define ASK_AGAIN     1000 /* ms until a server that measures is asked again */

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
take_item (ReviewItem **place, gpointer record)
{
  g_clear_object (place);
  *place = review_item_new (record);
}

/* One of the answers is there, or failed. */
static void
count_down (ReviewHubBoard *self, const GError *error)
{
  if (self->pending > 0)
    self->pending--;
  if (error != NULL)
    {
      self->failed = TRUE;
      review_hub_board_set_error (self, REVIEW_HUB_ACT_READ, error);
    }
  else if (self->pending == 0 && !self->failed && self->error_act == REVIEW_HUB_ACT_READ)
    review_hub_board_set_error (self, REVIEW_HUB_ACT_READ, NULL);
  review_hub_board_notify (self);
}

static void
overview_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewHubBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewHubOverview) overview =
      review_client_finish_hub (REVIEW_CLIENT (source), result, &error);

  if (is_cancelled (error))
    return;
  if (overview != NULL)
    {
      take_item (&self->overview, overview);
      if (self->case_type == NULL && overview->types != NULL && overview->types->len > 0)
        review_hub_board_set_case_type (self,
                                        ((ReviewHubType *) overview->types->pdata[0])->case_type);
    }
  count_down (self, error);
}

static void
versions_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewHubBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewPolicyList) versions =
      review_client_finish_policies (REVIEW_CLIENT (source), result, &error);

  if (is_cancelled (error))
    return;
  if (versions != NULL)
    take_item (&self->versions, versions);
  count_down (self, error);
}

static void
keep_policy (ReviewHubBoard *self, ReviewPolicy *policy)
{
  g_hash_table_insert (self->policies, g_strdup (policy->version), review_record_ref (policy));
}

static void
live_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewHubBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewPolicy) live =
      review_client_finish_policy (REVIEW_CLIENT (source), result, &error);

  if (is_cancelled (error))
    return;
  if (live != NULL)
    {
      keep_policy (self, live);
      if (!review_record_equal (live, review_hub_board_get_live (self)))
        take_item (&self->live, live);
      review_hub_draft_live_changed (self);
    }
  count_down (self, error);
}

/* The server is still measuring: that is no failure, and the screen says that it is being read. */
static gboolean
again_cb (gpointer user_data)
{
  ReviewHubBoard *self = user_data;

  self->again_id = 0;
  review_hub_read_view (self);
  return G_SOURCE_REMOVE;
}

static void
view_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewHubBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewHubView) view =
      review_client_finish_hub_type (REVIEW_CLIENT (source), result, &error);

  if (is_cancelled (error))
    return;
  if (view != NULL && g_strcmp0 (view->case_type, self->case_type) == 0)
    {
      take_item (&self->view, view);
      review_hub_backtest_touch (self);
    }
  else if (g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_BUSY))
    self->again_id = g_timeout_add (ASK_AGAIN, again_cb, self);
  else if (error != NULL)
    {
      self->failed = TRUE;
      review_hub_board_set_error (self, REVIEW_HUB_ACT_READ, error);
    }
  review_hub_board_notify (self);
}

static void
policy_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewHubBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewPolicy) policy =
      review_client_finish_policy (REVIEW_CLIENT (source), result, &error);

  if (is_cancelled (error))
    return;
  if (policy == NULL)
    {
      g_clear_pointer (&self->wanted, g_free);
      review_hub_board_set_error (self, REVIEW_HUB_ACT_READ, error);
      review_hub_board_notify (self);
      return;
    }
  keep_policy (self, policy);
  if (g_strcmp0 (self->wanted, policy->version) == 0)
    {
      g_clear_pointer (&self->wanted, g_free);
      review_hub_draft_open (self, policy);
    }
  review_hub_compare_again (self);
  review_hub_board_notify (self);
}

static void
new_cancellable (GCancellable **place)
{
  if (*place != NULL)
    g_cancellable_cancel (*place);
  g_clear_object (place);
  *place = g_cancellable_new ();
}

static void
drop_cancellable (GCancellable **place)
{
  if (*place != NULL)
    g_cancellable_cancel (*place);
  g_clear_object (place);
}

/* What is on its way no longer counts. */
void
review_hub_read_stop (ReviewHubBoard *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->again_id, g_source_remove);
  drop_cancellable (&self->reading);
  drop_cancellable (&self->viewing);
  self->pending = 0;
}

/* The measured points of the chosen type. */
void
review_hub_read_view (ReviewHubBoard *self)
{
  if (self->client == NULL || self->case_type == NULL || !self->looked)
    return;
  g_clear_handle_id (&self->again_id, g_source_remove);
  new_cancellable (&self->viewing);
  review_client_get_hub_type_async (self->client, self->case_type, self->viewing, view_read_cb,
                                    g_object_ref (self));
}

/* A version that is not known yet. */
void
review_hub_read_policy (ReviewHubBoard *self, const char *version)
{
  if (self->client == NULL)
    return;
  if (self->reading == NULL)
    self->reading = g_cancellable_new ();
  review_client_get_policy_async (self->client, version, self->reading, policy_read_cb,
                                  g_object_ref (self));
}

void
review_hub_board_refresh (ReviewHubBoard *self)
{
  self->looked = TRUE;
  if (self->client == NULL)
    return;
  self->failed = FALSE;
  new_cancellable (&self->reading);
  self->pending = 3;
  review_client_get_hub_async (self->client, self->reading, overview_read_cb, g_object_ref (self));
  review_client_get_policies_async (self->client, self->reading, versions_read_cb,
                                    g_object_ref (self));
  review_client_get_policy_async (self->client, "live", self->reading, live_read_cb,
                                  g_object_ref (self));
  if (self->wanted != NULL)
    review_hub_read_policy (self, self->wanted);
  review_hub_read_view (self);
  review_hub_board_notify (self);
}

void
review_hub_board_look (ReviewHubBoard *self)
{
  if (!self->looked || (self->failed && self->pending == 0))
    review_hub_board_refresh (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  ReviewHubBoard *self = user_data;

  self->refresh_id = 0;
  review_hub_board_refresh (self);
  return G_SOURCE_REMOVE;
}

/* Somebody saved, approved or changed a version, or a model went live. */
void
review_hub_board_take_event (ReviewHubBoard *self, const ReviewEvent *event)
{
  if (!self->looked || self->refresh_id != 0
      || (strcmp (event->kind, "policy") != 0 && strcmp (event->kind, "model") != 0))
    return;
  self->refresh_id = g_timeout_add (REFRESH_DELAY, refresh_cb, self);
}
