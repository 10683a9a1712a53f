/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board as an object: what it knows, its properties, and whose it is. */
#define G_LOG_DOMAIN "review-session"
#include "review-hub-board-private.h"

#include <math.h>

#include "review-error.h"

G_DEFINE_ENUM_TYPE (ReviewHubState,
                    review_hub_state,
                    G_DEFINE_ENUM_VALUE (REVIEW_HUB_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (REVIEW_HUB_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (REVIEW_HUB_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (REVIEW_HUB_NO_MODEL, "no-model"),
                    G_DEFINE_ENUM_VALUE (REVIEW_HUB_FAILED, "failed"))

G_DEFINE_ENUM_TYPE (ReviewBacktestState,
                    review_backtest_state,
                    G_DEFINE_ENUM_VALUE (REVIEW_BACKTEST_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (REVIEW_BACKTEST_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (REVIEW_BACKTEST_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (REVIEW_BACKTEST_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (REVIEW_BACKTEST_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (ReviewHubBoard, review_hub_board, G_TYPE_OBJECT)

#define ITEM_GETTER(member) \
  static gpointer get_##member##_item (ReviewHubBoard *self) { return self->member; }

ITEM_GETTER (overview)
ITEM_GETTER (versions)
ITEM_GETTER (view)
ITEM_GETTER (live)
ITEM_GETTER (opened)
ITEM_GETTER (draft)
ITEM_GETTER (backtest)

static guint
get_changes_serial (ReviewHubBoard *self)
{
  return self->changes_serial;
}

#define P(name, kind, get)                     \
  {                                            \
    name, REVIEW_PROP_##kind, G_CALLBACK (get) \
  }
#define P_TYPE(name, kind, get, ty)                \
  {                                                \
    name, REVIEW_PROP_##kind, G_CALLBACK (get), ty \
  }
#define P_ITEM(name) P_TYPE (#name, OBJECT, get_##name##_item, review_item_get_type)

static const ReviewProp props[] = {
  P_TYPE ("state", ENUM, review_hub_board_get_state, review_hub_state_get_type),
  P ("busy", BOOLEAN, review_hub_board_get_busy),
  P ("error-code", INT, review_hub_board_get_error_code),
  P ("error-field", STRING, review_hub_board_get_error_field),
  P ("error-act", INT, review_hub_board_get_error_act),
  P_ITEM (overview),
  P_ITEM (versions),
  P_ITEM (view),
  P_ITEM (live),
  P_ITEM (opened),
  P_ITEM (draft),
  P_ITEM (backtest),
  P ("case-type", STRING, review_hub_board_get_case_type),
  P ("threshold-pass", DOUBLE, review_hub_board_get_threshold_pass),
  P ("threshold-block", DOUBLE, review_hub_board_get_threshold_block),
  P ("dirty", BOOLEAN, review_hub_board_get_dirty),
  P_TYPE (
      "backtest-state", ENUM, review_hub_board_get_backtest_state, review_backtest_state_get_type),
  P ("backtest-error", INT, review_hub_board_get_backtest_error),
  P ("note", STRING, review_hub_board_get_note),
  P ("reason", STRING, review_hub_board_get_reason),
  P ("compared", STRING, review_hub_board_get_compared),
  P ("against", STRING, review_hub_board_get_against),
  P ("changes", UINT, get_changes_serial),
};

void
review_hub_board_notify (ReviewHubBoard *self)
{
  review_props_notify (G_OBJECT (self), props, G_N_ELEMENTS (props), &self->told);
}

/* What the last act, or reading, came to; @error (nullable): it went well. */
void
review_hub_board_set_error (ReviewHubBoard *self, ReviewHubAct act, const GError *error)
{
  g_clear_pointer (&self->error_field, g_free);
  self->error_code = 0;
  self->error_act = REVIEW_HUB_ACT_NONE;
  if (error == NULL)
    return;
  g_debug ("the hub's act %d: %s", (int) act, error->message);
  self->error_code = error->domain == REVIEW_ERROR ? error->code : REVIEW_ERROR_FAILED;
  self->error_act = act;
  self->error_field = review_error_dup_field (error);
}

static void
forget (ReviewHubBoard *self)
{
  review_hub_read_stop (self);
  review_hub_backtest_stop (self);
  review_hub_board_set_error (self, REVIEW_HUB_ACT_NONE, NULL);
  g_clear_object (&self->overview);
  g_clear_object (&self->versions);
  g_clear_object (&self->view);
  g_clear_object (&self->live);
  g_clear_object (&self->opened);
  g_clear_object (&self->draft);
  g_hash_table_remove_all (self->policies);
  g_clear_pointer (&self->editing, review_record_unref);
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->compared, g_free);
  g_clear_pointer (&self->against, g_free);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  self->act = REVIEW_HUB_ACT_NONE;
}

static void
review_hub_board_dispose (GObject *object)
{
  ReviewHubBoard *self = REVIEW_HUB_BOARD (object);

  forget (self);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (review_hub_board_parent_class)->dispose (object);
}

static void
review_hub_board_finalize (GObject *object)
{
  ReviewHubBoard *self = REVIEW_HUB_BOARD (object);

  g_clear_pointer (&self->user, review_record_unref);
  g_clear_pointer (&self->policies, g_hash_table_unref);
  g_free (self->case_type);
  G_OBJECT_CLASS (review_hub_board_parent_class)->finalize (object);
}

static void
review_hub_board_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  review_props_get (object, &props[id - 1], value);
}

static void
review_hub_board_class_init (ReviewHubBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = review_hub_board_dispose;
  object_class->finalize = review_hub_board_finalize;
  object_class->get_property = review_hub_board_get_property;
  review_props_install (object_class, props, G_N_ELEMENTS (props));
}

static void
review_hub_board_init (ReviewHubBoard *self)
{
  self->policies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, review_record_unref);
}

ReviewHubBoard *
review_hub_board_new (void)
{
  return g_object_new (REVIEW_TYPE_HUB_BOARD, NULL);
}

/* Another connection, or none: what was on its way no longer counts, what is shown and typed
 * stays. */
void
review_hub_board_set_client (ReviewHubBoard *self, ReviewClient *client)
{
  review_hub_read_stop (self);
  review_hub_backtest_stop (self);
  self->act = REVIEW_HUB_ACT_NONE;
  g_set_object (&self->client, client);
  review_hub_board_notify (self);
}

/* Answers are to be had (again): what is shown may be old. */
void
review_hub_board_came_online (ReviewHubBoard *self)
{
  if (self->looked)
    review_hub_board_refresh (self);
}

void
review_hub_board_set_user (ReviewHubBoard *self, ReviewUser *user)
{
  gpointer old = self->user;

  self->user = review_record_ref (user);
  review_record_unref (old);
  review_hub_board_notify (self);
}

/* Another person: nobody edits on in somebody else's name. The chosen type stays. */
void
review_hub_board_reset (ReviewHubBoard *self)
{
  forget (self);
  self->looked = FALSE;
  self->failed = FALSE;
  review_hub_board_notify (self);
}

static gpointer
record_of (ReviewItem *item)
{
  return item != NULL ? review_item_get_record (item) : NULL;
}

ReviewHubState
review_hub_board_get_state (ReviewHubBoard *self)
{
  const ReviewHubView *view = review_hub_board_get_view (self);

  if (!self->looked)
    return REVIEW_HUB_IDLE;
  if (view != NULL && self->draft != NULL)
    return view->model != NULL ? REVIEW_HUB_READY : REVIEW_HUB_NO_MODEL;
  return self->failed ? REVIEW_HUB_FAILED : REVIEW_HUB_LOADING;
}

gboolean
review_hub_board_get_busy (ReviewHubBoard *self)
{
  return self->act != REVIEW_HUB_ACT_NONE;
}

int
review_hub_board_get_error_code (ReviewHubBoard *self)
{
  return self->error_code;
}

const char *
review_hub_board_get_error_field (ReviewHubBoard *self)
{
  return self->error_field;
}

int
review_hub_board_get_error_act (ReviewHubBoard *self)
{
  return (int) self->error_act;
}

void
review_hub_board_clear_error (ReviewHubBoard *self)
{
  review_hub_board_set_error (self, REVIEW_HUB_ACT_NONE, NULL);
  review_hub_board_notify (self);
}

const ReviewHubOverview *
review_hub_board_get_overview (ReviewHubBoard *self)
{
  return record_of (self->overview);
}

const ReviewPolicyList *
review_hub_board_get_versions (ReviewHubBoard *self)
{
  return record_of (self->versions);
}

const ReviewPolicyVersion *
review_hub_board_find_version (ReviewHubBoard *self, const char *version)
{
  const ReviewPolicyList *list = review_hub_board_get_versions (self);

  for (guint i = 0; list != NULL && list->items != NULL && i < list->items->len; i++)
    {
      const ReviewPolicyVersion *one = list->items->pdata[i];

      if (g_strcmp0 (one->version, version) == 0)
        return one;
    }
  return NULL;
}

/* Of the chosen type only. */
const ReviewHubView *
review_hub_board_get_view (ReviewHubBoard *self)
{
  const ReviewHubView *view = record_of (self->view);

  return view != NULL && g_strcmp0 (view->case_type, self->case_type) == 0 ? view : NULL;
}

const ReviewPolicy *
review_hub_board_get_live (ReviewHubBoard *self)
{
  return record_of (self->live);
}

const ReviewPolicy *
review_hub_board_get_opened (ReviewHubBoard *self)
{
  return record_of (self->opened);
}

const ReviewPolicy *
review_hub_board_get_draft (ReviewHubBoard *self)
{
  return record_of (self->draft);
}

const ReviewTypePolicy *
review_hub_board_get_type_policy (ReviewHubBoard *self)
{
  const ReviewPolicy *draft = review_hub_board_get_draft (self);

  return draft != NULL && self->case_type != NULL ? review_policy_find_type (draft, self->case_type)
                                                  : NULL;
}

const char *
review_hub_board_get_case_type (ReviewHubBoard *self)
{
  return self->case_type;
}

void
review_hub_board_set_case_type (ReviewHubBoard *self, const char *case_type)
{
  if (g_strcmp0 (self->case_type, case_type) == 0)
    return;
  g_free (self->case_type);
  self->case_type = g_strdup (case_type);
  self->failed = FALSE;
  review_hub_backtest_stop (self);
  review_hub_read_view (self);
  review_hub_backtest_touch (self);
  review_hub_board_notify (self);
}

double
review_hub_board_get_threshold_pass (ReviewHubBoard *self)
{
  const ReviewTypePolicy *type = review_hub_board_get_type_policy (self);

  return type != NULL ? type->threshold_pass : (double) NAN;
}

double
review_hub_board_get_threshold_block (ReviewHubBoard *self)
{
  const ReviewTypePolicy *type = review_hub_board_get_type_policy (self);

  return type != NULL ? type->threshold_block : (double) NAN;
}

const char *
review_hub_board_get_note (ReviewHubBoard *self)
{
  return self->note;
}

void
review_hub_board_set_note (ReviewHubBoard *self, const char *note)
{
  if (g_strcmp0 (self->note, note) == 0)
    return;
  g_free (self->note);
  self->note = g_strdup (note);
  review_hub_board_notify (self);
}

const char *
review_hub_board_get_reason (ReviewHubBoard *self)
{
  return self->reason;
}

void
review_hub_board_set_reason (ReviewHubBoard *self, const char *reason)
{
  if (g_strcmp0 (self->reason, reason) == 0)
    return;
  g_free (self->reason);
  self->reason = g_strdup (reason);
  review_hub_board_notify (self);
}

gboolean
review_hub_board_forecast (ReviewHubBoard *self, gboolean live, ReviewHubForecast *ret)
{
  const ReviewHubView *view = review_hub_board_get_view (self);
  const ReviewTypePolicy *type = review_hub_board_get_type_policy (self);

  if (view == NULL || view->model == NULL || type == NULL || view->points == NULL)
    return FALSE;
  review_hub_forecast (view, live ? view->threshold_pass : type->threshold_pass,
                       live ? view->threshold_block : type->threshold_block, ret);
  return TRUE;
}

ReviewBacktestState
review_hub_board_get_backtest_state (ReviewHubBoard *self)
{
  return self->backtest_state;
}

const ReviewBacktest *
review_hub_board_get_backtest (ReviewHubBoard *self)
{
  return record_of (self->backtest);
}

int
review_hub_board_get_backtest_error (ReviewHubBoard *self)
{
  return self->backtest_error;
}

const char *
review_hub_board_get_compared (ReviewHubBoard *self)
{
  return self->compared;
}

const char *
review_hub_board_get_against (ReviewHubBoard *self)
{
  return self->against;
}

GPtrArray *
review_hub_board_get_changes (ReviewHubBoard *self)
{
  return self->changes;
}

const ReviewPolicy *
review_hub_board_get_policy (ReviewHubBoard *self, const char *version)
{
  return version != NULL ? g_hash_table_lookup (self->policies, version) : NULL;
}
