/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session as an object: what it knows, and its properties. How it comes to know it is in
 * review-session-connect.c, what a role may in review-session-rights.c. */
#define G_LOG_DOMAIN "review-session"
#include "review-session-boards.h"
#include "review-session-state.h"

#include <string.h>

G_DEFINE_ENUM_TYPE (ReviewConnection,
                    review_connection,
                    G_DEFINE_ENUM_VALUE (REVIEW_CONNECTION_CLOSED, "closed"),
                    G_DEFINE_ENUM_VALUE (REVIEW_CONNECTION_STARTING, "starting"),
                    G_DEFINE_ENUM_VALUE (REVIEW_CONNECTION_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (REVIEW_CONNECTION_ONLINE, "online"),
                    G_DEFINE_ENUM_VALUE (REVIEW_CONNECTION_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (REVIEW_CONNECTION_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (REVIEW_CONNECTION_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (ReviewSession, review_session, G_TYPE_OBJECT)

static gpointer
get_user_item (ReviewSession *self)
{
  return self->user;
}

static gpointer
get_catalog_item (ReviewSession *self)
{
  return self->catalog;
}

#define P(name, kind, get)                     \
  {                                            \
    name, REVIEW_PROP_##kind, G_CALLBACK (get) \
  }
#define P_TYPE(name, kind, get, ty)                \
  {                                                \
    name, REVIEW_PROP_##kind, G_CALLBACK (get), ty \
  }

static const ReviewProp props[] = {
  P_TYPE ("connection", ENUM, review_session_get_connection, review_connection_get_type),
  P ("embedded", BOOLEAN, review_session_get_embedded),
  P ("host", STRING, review_session_get_host),
  P ("error-code", INT, review_session_get_error_code),
  P ("retry-seconds", INT, review_session_get_retry_seconds),
  P ("preparing", BOOLEAN, review_session_get_preparing),
  P ("preparation-stage", STRING, review_session_get_preparation_stage),
  P ("preparation-fraction", DOUBLE, review_session_get_preparation_fraction),
  P_TYPE ("user", OBJECT, get_user_item, review_item_get_type),
  P_TYPE ("local-users", OBJECT, review_session_get_local_users, g_list_model_get_type),
  P_TYPE ("catalog", OBJECT, get_catalog_item, review_item_get_type),
  { "language", REVIEW_PROP_STRING, G_CALLBACK (review_session_get_language), NULL,
    G_CALLBACK (review_session_set_language) },
  P ("can-take-next", BOOLEAN, review_session_get_can_take_next),
  P ("can-pick", BOOLEAN, review_session_get_can_pick),
  P ("can-decide", BOOLEAN, review_session_get_can_decide),
  P ("can-export", BOOLEAN, review_session_get_can_export),
  P ("can-see-hub", BOOLEAN, review_session_get_can_see_hub),
  P ("can-see-waves", BOOLEAN, review_session_get_can_see_waves),
  P ("can-see-lists", BOOLEAN, review_session_get_can_see_lists),
  P ("can-reopen", BOOLEAN, review_session_get_can_reopen),
  P ("can-see-figures", BOOLEAN, review_session_get_can_see_figures),
  P_TYPE ("queue", OBJECT, review_session_get_queue, review_queue_get_type),
  P_TYPE ("desk", OBJECT, review_session_get_desk, review_desk_get_type),
  P_TYPE ("inbox", OBJECT, review_session_get_inbox, review_inbox_get_type),
  P_TYPE ("effect-board", OBJECT, review_session_get_effect_board, review_effect_board_get_type),
  P_TYPE ("shift-board", OBJECT, review_session_get_shift_board, review_shift_board_get_type),
  P_TYPE ("hub", OBJECT, review_session_get_hub, review_hub_board_get_type),
};

void
review_session_notify (ReviewSession *self)
{
  review_props_notify (G_OBJECT (self), props, G_N_ELEMENTS (props), &self->told);
}

static void
review_session_dispose (GObject *object)
{
  ReviewSession *self = REVIEW_SESSION (object);

  review_session_disconnect (self);
  if (self->server != NULL)
    review_embedded_server_stop_async (self->server, NULL, NULL);
  g_clear_object (&self->server);
  G_OBJECT_CLASS (review_session_parent_class)->dispose (object);
}

static void
review_session_finalize (GObject *object)
{
  ReviewSession *self = REVIEW_SESSION (object);

  review_session_boards_clear (self);
  g_clear_object (&self->marks);
  g_clear_object (&self->queue);
  g_clear_object (&self->aside);
  g_clear_object (&self->sop_drafts);
  g_clear_object (&self->sop_versions);
  g_clear_object (&self->causes);
  g_clear_object (&self->desk);
  g_clear_object (&self->inbox);
  g_clear_object (&self->user);
  g_clear_object (&self->catalog);
  g_clear_object (&self->local_users);
  g_clear_pointer (&self->ui, g_hash_table_unref);
  g_free (self->server_url);
  g_free (self->token);
  g_free (self->database);
  g_free (self->ca_file);
  g_free (self->user_id);
  g_free (self->language);
  g_free (self->stage);
  G_OBJECT_CLASS (review_session_parent_class)->finalize (object);
}

static void
review_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  review_props_get (object, &props[id - 1], value);
}

static void
review_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  review_props_set (object, &props[id - 1], value);
}

static void
review_session_class_init (ReviewSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = review_session_dispose;
  object_class->finalize = review_session_finalize;
  object_class->get_property = review_session_get_property;
  object_class->set_property = review_session_set_property;
  review_props_install (object_class, props, G_N_ELEMENTS (props));
  g_signal_new ("event", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, REVIEW_TYPE_ITEM);
}

/* Another case: where the screen was in the last one no longer matters. */
static void
case_changed_cb (ReviewDesk *desk, GParamSpec *pspec, ReviewSession *self)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->ui);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_str_has_prefix (name, "case/"))
      g_hash_table_iter_remove (&iter);
  if (review_desk_get_work_item (desk) != NULL)
    review_queue_set_selected_id (self->queue, review_desk_get_work_item (desk));
  review_queue_refresh (self->queue);
}

static void
review_session_init (ReviewSession *self)
{
  self->queue = review_queue_new ();
  self->marks = review_queue_marks_new (self->queue);
  self->bulk = review_bulk_board_new ();
  self->desk = review_desk_new ();
  self->aside = review_aside_new (self->desk);
  self->sop_drafts = review_sop_drafts_new (self->desk);
  self->sop_versions = review_sop_versions_new (self->desk);
  self->causes = review_causes_new (self->desk);
  self->inbox = review_inbox_new ();
  self->effect_board = review_effect_board_new (self->desk);
  self->shift_board = review_shift_board_new ();
  self->models = review_model_board_new ();
  self->trials = review_trial_board_new ();
  self->waves = review_waves_new ();
  self->house = review_house_new ();
  self->floor = review_floor_new ();
  self->referrals = review_referrals_new ();
  self->team = review_team_new ();
  self->handover = review_handover_draft_new (self->shift_board, self->desk);
  self->score = review_score_board_new ();
  self->patterns = review_pattern_board_new ();
  self->gaps = review_gap_board_new ();
  self->today = review_today_board_new ();
  self->hub = review_hub_board_new ();
  self->local_users = g_list_store_new (REVIEW_TYPE_ITEM);
  self->ui =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  self->fraction = -1;
  g_signal_connect_object (self->desk, "notify::work-item", G_CALLBACK (case_changed_cb), self, 0);
  g_signal_connect_object (self->queue, "notify::loading", G_CALLBACK (review_session_listen), self,
                           G_CONNECT_SWAPPED);
}

ReviewSession *
review_session_new (const ReviewSessionConfig *config)
{
  ReviewSession *self = g_object_new (REVIEW_TYPE_SESSION, NULL);

  self->server_url = g_strdup (config->server_url);
  self->token = g_strdup (config->token);
  self->database = g_strdup (config->database);
  self->ca_file = g_strdup (config->ca_file);
  self->no_demo = config->no_demo;
  self->user_id = g_strdup (config->user != NULL ? config->user : "u-senior");
  self->language = g_strdup (config->language != NULL ? config->language : "en");
  review_session_notify (self);
  return self;
}

void
review_session_set_connection (ReviewSession *self, ReviewConnection connection, int error_code)
{
  self->connection = connection;
  self->error_code = error_code;
  review_session_notify (self);
}

ReviewConnection
review_session_get_connection (ReviewSession *self)
{
  return self->connection;
}

gboolean
review_session_get_embedded (ReviewSession *self)
{
  return self->server_url == NULL;
}

const char *
review_session_get_host (ReviewSession *self)
{
  return self->server_url != NULL && self->client != NULL ? review_client_get_host (self->client)
                                                          : NULL;
}

const char *
review_session_get_server_pid (ReviewSession *self)
{
  return self->server != NULL ? review_embedded_server_get_pid (self->server) : NULL;
}

int
review_session_get_error_code (ReviewSession *self)
{
  return self->error_code;
}

int
review_session_get_retry_seconds (ReviewSession *self)
{
  gint64 left = self->retry_at - g_get_monotonic_time ();

  if (self->connection != REVIEW_CONNECTION_OFFLINE || left <= 0)
    return 0;
  return (int) ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

gboolean
review_session_get_preparing (ReviewSession *self)
{
  return self->preparing;
}

const char *
review_session_get_preparation_stage (ReviewSession *self)
{
  return self->stage;
}

double
review_session_get_preparation_fraction (ReviewSession *self)
{
  return self->fraction;
}

const ReviewUser *
review_session_get_user (ReviewSession *self)
{
  return self->user != NULL ? review_item_get_record (self->user) : NULL;
}

GListModel *
review_session_get_local_users (ReviewSession *self)
{
  return G_LIST_MODEL (self->local_users);
}

const ReviewCatalog *
review_session_get_catalog (ReviewSession *self)
{
  return self->catalog != NULL ? review_item_get_record (self->catalog) : NULL;
}

const char *
review_session_get_language (ReviewSession *self)
{
  return self->language;
}

void
review_session_set_language (ReviewSession *self, const char *language)
{
  if (language == NULL || g_str_equal (self->language, language))
    return;
  g_free (self->language);
  self->language = g_strdup (language);
  review_session_notify (self);
}

const char *
review_session_get_text (ReviewSession *self, const ReviewText *text)
{
  const char *found = text != NULL ? review_text_get (text, self->language) : NULL;

  return found != NULL ? found : "";
}

ReviewQueue *
review_session_get_queue (ReviewSession *self)
{
  return self->queue;
}

ReviewDesk *
review_session_get_desk (ReviewSession *self)
{
  return self->desk;
}

ReviewCauses *
review_session_get_causes (ReviewSession *self)
{
  return self->causes;
}

ReviewQueueMarks *
review_session_get_marks (ReviewSession *self)
{
  return self->marks;
}

ReviewBulkBoard *
review_session_get_bulk (ReviewSession *self)
{
  return self->bulk;
}

ReviewModelBoard *
review_session_get_models (ReviewSession *self)
{
  return self->models;
}

ReviewTrialBoard *
review_session_get_trials (ReviewSession *self)
{
  return self->trials;
}

ReviewWaves *
review_session_get_waves (ReviewSession *self)
{
  return self->waves;
}

ReviewTodayBoard *
review_session_get_today (ReviewSession *self)
{
  return self->today;
}

ReviewHouse *
review_session_get_house (ReviewSession *self)
{
  return self->house;
}

ReviewFloor *
review_session_get_floor (ReviewSession *self)
{
  return self->floor;
}

ReviewScoreBoard *
review_session_get_score (ReviewSession *self)
{
  return self->score;
}

ReviewGapBoard *
review_session_get_gaps (ReviewSession *self)
{
  return self->gaps;
}

ReviewPatternBoard *
review_session_get_patterns (ReviewSession *self)
{
  return self->patterns;
}

ReviewReferrals *
review_session_get_referrals (ReviewSession *self)
{
  return self->referrals;
}

ReviewSopVersions *
review_session_get_sop_versions (ReviewSession *self)
{
  return self->sop_versions;
}

ReviewSopDrafts *
review_session_get_sop_drafts (ReviewSession *self)
{
  return self->sop_drafts;
}

ReviewAside *
review_session_get_aside (ReviewSession *self)
{
  return self->aside;
}

ReviewInbox *
review_session_get_inbox (ReviewSession *self)
{
  return self->inbox;
}

ReviewTeam *
review_session_get_team (ReviewSession *self)
{
  return self->team;
}

ReviewHandoverDraft *
review_session_get_handover (ReviewSession *self)
{
  return self->handover;
}

ReviewShiftBoard *
review_session_get_shift_board (ReviewSession *self)
{
  return self->shift_board;
}

ReviewEffectBoard *
review_session_get_effect_board (ReviewSession *self)
{
  return self->effect_board;
}

ReviewHubBoard *
review_session_get_hub (ReviewSession *self)
{
  return self->hub;
}

gint64
review_session_get_server_time (ReviewSession *self)
{
  return review_desk_now (self->desk);
}
