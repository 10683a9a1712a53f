/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Models are read as a whole for one type, anew when an event says so. What is filled in stays until it
 * was asked for. The server decides who may do what; what it would refuse is not offered. */
#define G_LOG_DOMAIN "review-session"
#include "review-model-board.h"

#include <string.h>

#include "review-board-private.h"
#include "review-client-trials.h"
#include "review-role.h"
#include "review-session-private.h"
#include "review-text.h"

#define REFRESH_DELAY 200 /* ms: a training tells of each model that it made */

struct _ReviewModelBoard
{
  ReviewBoard board;

  char *case_type;             /* (owned) (nullable) */
  ReviewModelList *list;       /* (owned) (nullable) */
  char *selected;              /* (owned) (nullable): version; %NULL: the newest candidate */
  ReviewTrainingRequest *form; /* (owned): own copy, changed in place */
  char *reason;                /* (owned) (nullable) */
  ReviewModelBoardAct doing;
};

G_DEFINE_FINAL_TYPE (ReviewModelBoard, review_model_board, REVIEW_TYPE_BOARD)

static void
review_model_board_finalize (GObject *object)
{
  ReviewModelBoard *self = REVIEW_MODEL_BOARD (object);

  g_clear_pointer (&self->list, review_record_unref);
  g_clear_pointer (&self->form, review_record_unref);
  g_free (self->case_type);
  g_free (self->selected);
  g_free (self->reason);
  G_OBJECT_CLASS (review_model_board_parent_class)->finalize (object);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewModelBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewModelList) list =
      review_client_finish_models (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error))
    return;
  if (list == NULL)
    review_board_set_error (&self->board, error);
  else if (g_strcmp0 (list->case_type, self->case_type) != 0
           || review_record_equal (list, self->list))
    return;
  else
    {
      g_clear_pointer (&self->list, review_record_unref);
      self->list = g_steal_pointer (&list);
    }
  review_board_tell (&self->board);
}

static void
read_anew (ReviewBoard *board)
{
  ReviewModelBoard *self = REVIEW_MODEL_BOARD (board);

  if (self->case_type != NULL)
    review_client_get_models_async (board->feed.client, self->case_type, board->feed.cancellable,
                                    read_cb, g_object_ref (self));
}

static void
clear_form (ReviewModelBoard *self)
{
  g_clear_pointer (&self->form, review_record_unref);
  self->form = review_record_new (&review_training_request_type);
  self->form->method = REVIEW_TRAINING_ANEW;
}

static void
review_model_board_init (ReviewModelBoard *self)
{
  clear_form (self);
}

ReviewModelBoard *
review_model_board_new (void)
{
  return g_object_new (REVIEW_TYPE_MODEL_BOARD, NULL);
}

static void
set_client (ReviewBoard *board, ReviewClient *client)
{
  REVIEW_MODEL_BOARD (board)->doing = REVIEW_MODEL_ACT_NONE;
  REVIEW_BOARD_CLASS (review_model_board_parent_class)->set_client (board, client);
}

static gboolean
may_read (ReviewBoard *board)
{
  return review_role_reads_models (board->role);
}

/* Nobody asks for anything in somebody else's name. */
static void
forget (ReviewBoard *board)
{
  ReviewModelBoard *self = REVIEW_MODEL_BOARD (board);

  g_clear_pointer (&self->list, review_record_unref);
  g_clear_pointer (&self->selected, g_free);
  g_clear_pointer (&self->reason, g_free);
  clear_form (self);
}

/* A training went on, a model came to be or changed its state. */
static void
take_event (ReviewBoard *board, const ReviewEvent *event)
{
  if (strcmp (event->kind, "candidate") == 0 || strcmp (event->kind, "model") == 0)
    review_board_refresh (board);
}

static void
review_model_board_class_init (ReviewModelBoardClass *klass)
{
  ReviewBoardClass *board_class = REVIEW_BOARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = review_model_board_finalize;
  board_class->delay = REFRESH_DELAY;
  board_class->read = read_anew;
  board_class->may_read = may_read;
  board_class->forget = forget;
  board_class->set_client = set_client;
  board_class->take_event = take_event;
}

void
review_model_board_set_case_type (ReviewModelBoard *self, const char *case_type)
{
  if (g_strcmp0 (self->case_type, case_type) == 0)
    return;
  g_free (self->case_type);
  self->case_type = g_strdup (case_type);
  review_board_reset (&self->board);
  review_board_refresh (&self->board);
}

const ReviewModelList *
review_model_board_get_list (ReviewModelBoard *self)
{
  return self->list;
}

static const ReviewTrainingJob *
get_newest_job (ReviewModelBoard *self)
{
  return self->list != NULL && self->list->jobs != NULL && self->list->jobs->len > 0
             ? self->list->jobs->pdata[0]
             : NULL;
}

const ReviewTrainingJob *
review_model_board_get_job (ReviewModelBoard *self)
{
  const ReviewTrainingJob *job = get_newest_job (self);

  return job != NULL
                 && (job->state == REVIEW_TRAINING_WAITING || job->state == REVIEW_TRAINING_RUNNING)
             ? job
             : NULL;
}

const ReviewTrainingJob *
review_model_board_get_failed (ReviewModelBoard *self)
{
  const ReviewTrainingJob *job = get_newest_job (self);

  return job != NULL
                 && (job->state == REVIEW_TRAINING_FAILED
                     || job->state == REVIEW_TRAINING_CANCELLED)
             ? job
             : NULL;
}

static gboolean
is_candidate (const ReviewModelVersion *model)
{
  return model->state == REVIEW_MODEL_CANDIDATE || model->state == REVIEW_MODEL_SHADOW;
}

const ReviewModelVersion *
review_model_board_get_selected (ReviewModelBoard *self)
{
  const ReviewModelVersion *found = NULL;

  if (self->list == NULL || self->list->models == NULL)
    return NULL;
  for (guint i = 0; i < self->list->models->len; i++)
    {
      const ReviewModelVersion *one = self->list->models->pdata[i];

      if (self->selected != NULL && g_strcmp0 (one->version, self->selected) == 0)
        return one;
      if (found == NULL && is_candidate (one))
        found = one;
    }
  return found != NULL || self->list->models->len == 0 ? found : self->list->models->pdata[0];
}

void
review_model_board_select (ReviewModelBoard *self, const char *version)
{
  if (g_strcmp0 (self->selected, version) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (version);
  g_clear_pointer (&self->reason, g_free);
  review_board_clear_error (&self->board);
}

const ReviewTrainingRequest *
review_model_board_get_form (ReviewModelBoard *self)
{
  return self->form;
}

void
review_model_board_set_method (ReviewModelBoard *self, int method)
{
  self->form->method = method;
  review_board_tell (&self->board);
}

static void
set_text (ReviewModelBoard *self, char **place, const char *text)
{
  if (g_strcmp0 (*place, text) == 0)
    return;
  g_free (*place);
  *place = g_strdup (text);
  review_board_tell (&self->board);
}

void
review_model_board_set_form_reason (ReviewModelBoard *self, const char *reason)
{
  set_text (self, &self->form->reason, reason);
}

/**
 * review_model_board_set_slice:
 * @slice: (nullable): what the candidate is meant to do better; %NULL: everything
 */
void
review_model_board_set_slice (ReviewModelBoard *self, const ReviewCondition *slice)
{
  g_clear_pointer (&self->form->slice, review_record_unref);
  self->form->slice = slice != NULL ? review_record_ref ((gpointer) slice) : NULL;
  review_board_tell (&self->board);
}

/**
 * review_model_board_set_pattern:
 * @id: (nullable): a pattern whose cases the candidate is meant to do better
 */
void
review_model_board_set_pattern (ReviewModelBoard *self, const char *id)
{
  set_text (self, &self->form->pattern, id);
}

const char *
review_model_board_get_reason (ReviewModelBoard *self)
{
  return self->reason;
}

void
review_model_board_set_reason (ReviewModelBoard *self, const char *reason)
{
  set_text (self, &self->reason, reason);
}

gboolean
review_model_board_get_busy (ReviewModelBoard *self)
{
  return self->doing != REVIEW_MODEL_ACT_NONE;
}

gboolean
review_model_board_offers (ReviewModelBoard *self, ReviewModelBoardAct act)
{
  const ReviewModelVersion *model = review_model_board_get_selected (self);

  if (act == REVIEW_MODEL_ACT_ASK)
    return self->list != NULL && review_model_board_get_job (self) == NULL;
  if (act == REVIEW_MODEL_ACT_CANCEL)
    return review_model_board_get_job (self) != NULL;
  if (model == NULL || act == REVIEW_MODEL_ACT_NONE)
    return FALSE;
  if (act == REVIEW_MODEL_ACT_TO_SHADOW)
    return model->state == REVIEW_MODEL_CANDIDATE;
  if (act == REVIEW_MODEL_ACT_DROP)
    return is_candidate (model);
  /* What retired without a card, or was live, was in use before. */
  return is_candidate (model)
         || (model->state == REVIEW_MODEL_RETIRED
             && (model->dataset == NULL || model->live_at != 0));
}

/* What stands in the way of letting the version decide that is looked at. */
static const char *
find_live_unmet (ReviewModelBoard *self)
{
  const ReviewModelVersion *model = review_model_board_get_selected (self);

  if (!review_role_designs (self->board.role))
    return "role";
  if (!is_candidate (model))
    return review_text_is_blank (self->reason) ? "reason" : NULL;
  if (g_strcmp0 (model->asked_by, self->board.user) == 0)
    return "own";
  if (!model->passed)
    return "gate";
  if (model->base != NULL && g_strcmp0 (model->base, self->list->live) != 0)
    return "base";
  return model->shadow != NULL && !model->shadow->known->passed ? "shadow" : NULL;
}

const char *
review_model_board_get_unmet (ReviewModelBoard *self, ReviewModelBoardAct act)
{
  if (self->board.feed.client == NULL || self->doing != REVIEW_MODEL_ACT_NONE)
    return "busy";
  if (!review_role_reads_models (self->board.role))
    return "role";
  if (!review_model_board_offers (self, act))
    return act == REVIEW_MODEL_ACT_ASK ? "running" : "state";
  if (act == REVIEW_MODEL_ACT_ASK)
    return review_text_is_blank (self->form->reason) ? "reason" : NULL;
  if (act == REVIEW_MODEL_ACT_DROP)
    return review_text_is_blank (self->reason) ? "reason" : NULL;
  return act == REVIEW_MODEL_ACT_TO_LIVE ? find_live_unmet (self) : NULL;
}

static void
acted (ReviewModelBoard *self, gpointer source, gpointer answer, const GError *error)
{
  if (review_feed_is_stale (&self->board.feed, source, error))
    return;
  if (answer == NULL)
    review_board_set_error (&self->board, error);
  else if (self->doing == REVIEW_MODEL_ACT_ASK)
    clear_form (self);
  else
    g_clear_pointer (&self->reason, g_free);
  self->doing = REVIEW_MODEL_ACT_NONE;
  review_board_refresh (&self->board);
  review_board_tell (&self->board);
}

static void
job_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewModelBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewTrainingJob) job =
      review_client_finish_training_job (REVIEW_CLIENT (source), result, &error);

  acted (self, source, job, error);
}

static void
version_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewModelBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewModelVersion) version =
      review_client_finish_model_version (REVIEW_CLIENT (source), result, &error);

  acted (self, source, version, error);
}

static void
send_version_act (ReviewModelBoard *self, ReviewModelBoardAct act)
{
  static const char *const names[] = { [REVIEW_MODEL_ACT_TO_SHADOW] = "shadow",
                                       [REVIEW_MODEL_ACT_TO_LIVE] = "live",
                                       [REVIEW_MODEL_ACT_DROP] = "drop" };
  g_autoptr (ReviewModelAct) body = NULL;

  if (act != REVIEW_MODEL_ACT_TO_SHADOW)
    {
      body = review_record_new (&review_model_act_type);
      body->reason = review_text_is_blank (self->reason) ? NULL : g_strdup (self->reason);
    }
  review_client_act_on_model_async (
      self->board.feed.client, review_model_board_get_selected (self)->version, names[act], body,
      NULL, self->board.feed.cancellable, version_cb, g_object_ref (self));
}

/**
 * review_model_board_act:
 *
 * Does what review_model_board_get_unmet() has nothing against; anything else is left.
 */
void
review_model_board_act (ReviewModelBoard *self, ReviewModelBoardAct act)
{
  ReviewClient *client = self->board.feed.client;

  if (review_model_board_get_unmet (self, act) != NULL)
    return;
  review_board_set_error (&self->board, NULL);
  if (act == REVIEW_MODEL_ACT_ASK)
    review_client_ask_candidate_async (client, self->case_type, self->form, NULL,
                                       self->board.feed.cancellable, job_cb, g_object_ref (self));
  else if (act == REVIEW_MODEL_ACT_CANCEL)
    review_client_cancel_training_async (client, review_model_board_get_job (self)->id, NULL,
                                         self->board.feed.cancellable, job_cb, g_object_ref (self));
  else
    send_version_act (self, act);
  self->doing = act;
  review_board_tell (&self->board);
}
