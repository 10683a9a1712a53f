/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Experiments are read as a list without figures, and the one that is looked at with them, anew when an
 * event says so. A step carries the version that was seen; its answer is the experiment as it is then. */
#define G_LOG_DOMAIN "review-session"
#include "review-trial-board.h"

#include <math.h>
#include <string.h>

#include "review-board-private.h"
#include "review-client-trials.h"
#include "review-role.h"
#include "review-session-private.h"
#include "review-text.h"

#define REFRESH_DELAY 200 /* ms: events that come together are one reading */
#define FIRST_SHARE   0.1 /* of the cases, that a roll-out begins with */

struct _ReviewTrialBoard
{
  ReviewBoard board;

  ReviewExperimentList *list;    /* (owned) (nullable) */
  ReviewExperiment *opened;      /* (owned) (nullable): with its figures */
  char *selected;                /* (owned) (nullable): id */
  ReviewExperimentRequest *form; /* (owned): own copy, changed in place */
  double share;
  char *reason; /* (owned) (nullable) */
  ReviewTrialAct doing;
};

G_DEFINE_FINAL_TYPE (ReviewTrialBoard, review_trial_board, REVIEW_TYPE_BOARD)

static void
review_trial_board_finalize (GObject *object)
{
  ReviewTrialBoard *self = REVIEW_TRIAL_BOARD (object);

  g_clear_pointer (&self->list, review_record_unref);
  g_clear_pointer (&self->opened, review_record_unref);
  g_clear_pointer (&self->form, review_record_unref);
  g_free (self->selected);
  g_free (self->reason);
  G_OBJECT_CLASS (review_trial_board_parent_class)->finalize (object);
}

/* An answer that is older than what is shown must not undo it. */
static void
show_opened (ReviewTrialBoard *self, ReviewExperiment *one)
{
  if (g_strcmp0 (one->id, self->selected) != 0
      || (self->opened != NULL && self->opened->version > one->version))
    return;
  if (self->opened == NULL && one->share > 0)
    self->share = one->share;
  g_clear_pointer (&self->opened, review_record_unref);
  self->opened = review_record_ref (one);
}

static void
read_one_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewTrialBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewExperiment) one =
      review_client_finish_experiment (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error))
    return;
  if (one != NULL)
    show_opened (self, one);
  else
    review_board_set_error (&self->board, error);
  review_board_tell (&self->board);
}

static void
read_one (ReviewTrialBoard *self)
{
  if (self->board.feed.client != NULL && self->selected != NULL)
    review_client_get_experiment_async (self->board.feed.client, self->selected,
                                        self->board.feed.cancellable, read_one_cb,
                                        g_object_ref (self));
}

static void
read_all_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewTrialBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewExperimentList) list =
      review_client_finish_experiments (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error))
    return;
  if (list == NULL)
    review_board_set_error (&self->board, error);
  else
    {
      g_clear_pointer (&self->list, review_record_unref);
      self->list = g_steal_pointer (&list);
      if (self->selected == NULL && self->list->items != NULL && self->list->items->len > 0)
        review_trial_board_select (self, ((ReviewExperiment *) self->list->items->pdata[0])->id);
    }
  review_board_tell (&self->board);
}

static void
read_anew (ReviewBoard *board)
{
  ReviewTrialBoard *self = REVIEW_TRIAL_BOARD (board);

  review_client_get_experiments_async (board->feed.client, board->feed.cancellable, read_all_cb,
                                       g_object_ref (self));
  read_one (self);
}

static void
clear_form (ReviewTrialBoard *self)
{
  g_clear_pointer (&self->form, review_record_unref);
  self->form = review_record_new (&review_experiment_request_type);
}

static void
review_trial_board_init (ReviewTrialBoard *self)
{
  clear_form (self);
  self->share = FIRST_SHARE;
}

ReviewTrialBoard *
review_trial_board_new (void)
{
  return g_object_new (REVIEW_TYPE_TRIAL_BOARD, NULL);
}

static void
set_client (ReviewBoard *board, ReviewClient *client)
{
  REVIEW_TRIAL_BOARD (board)->doing = REVIEW_TRIAL_ACT_NONE;
  REVIEW_BOARD_CLASS (review_trial_board_parent_class)->set_client (board, client);
}

static gboolean
may_read (ReviewBoard *board)
{
  return review_role_reads_models (board->role) || board->role == REVIEW_ROLE_SENIOR;
}

/* Nobody proposes anything in somebody else's name. */
static void
forget (ReviewBoard *board)
{
  ReviewTrialBoard *self = REVIEW_TRIAL_BOARD (board);

  g_clear_pointer (&self->list, review_record_unref);
  g_clear_pointer (&self->opened, review_record_unref);
  g_clear_pointer (&self->selected, g_free);
  g_clear_pointer (&self->reason, g_free);
  clear_form (self);
  self->share = FIRST_SHARE;
}

/* An experiment took a step, or stopped by itself; a policy was approved or went live; a case that
 * both policies read was decided. */
static void
take_event (ReviewBoard *board, const ReviewEvent *event)
{
  static const char *const kinds[] = { "experiment", "policy", "decision", NULL };

  if (g_strv_contains (kinds, event->kind))
    review_board_refresh (board);
}

static void
review_trial_board_class_init (ReviewTrialBoardClass *klass)
{
  ReviewBoardClass *board_class = REVIEW_BOARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = review_trial_board_finalize;
  board_class->delay = REFRESH_DELAY;
  board_class->read = read_anew;
  board_class->may_read = may_read;
  board_class->forget = forget;
  board_class->set_client = set_client;
  board_class->take_event = take_event;
}

const ReviewExperimentList *
review_trial_board_get_list (ReviewTrialBoard *self)
{
  return self->list;
}

const char *
review_trial_board_get_selected (ReviewTrialBoard *self)
{
  return self->selected;
}

/**
 * review_trial_board_select:
 * @id: the experiment that is looked at from now on; what was filled in for another is forgotten
 */
void
review_trial_board_select (ReviewTrialBoard *self, const char *id)
{
  if (g_strcmp0 (self->selected, id) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (id);
  self->share = FIRST_SHARE;
  g_clear_pointer (&self->opened, review_record_unref);
  g_clear_pointer (&self->reason, g_free);
  review_board_set_error (&self->board, NULL);
  read_one (self);
  review_board_tell (&self->board);
}

const ReviewExperiment *
review_trial_board_get_opened (ReviewTrialBoard *self)
{
  return self->opened;
}

const ReviewExperimentRequest *
review_trial_board_get_form (ReviewTrialBoard *self)
{
  return self->form;
}

static gboolean
set_text (char **place, const char *text)
{
  if (g_strcmp0 (*place, text) == 0)
    return FALSE;
  g_free (*place);
  *place = g_strdup (text);
  return TRUE;
}

/**
 * review_trial_board_set_scope:
 * @case_type: (nullable): what is tried on
 * @policy: (nullable): a draft or an approved version
 */
void
review_trial_board_set_scope (ReviewTrialBoard *self, const char *case_type, const char *policy)
{
  gboolean changed = set_text (&self->form->case_type, case_type);

  if (set_text (&self->form->policy, policy) || changed)
    review_board_tell (&self->board);
}

void
review_trial_board_set_note (ReviewTrialBoard *self, const char *note)
{
  if (set_text (&self->form->note, note))
    review_board_tell (&self->board);
}

double
review_trial_board_get_share (ReviewTrialBoard *self)
{
  return self->share;
}

void
review_trial_board_set_share (ReviewTrialBoard *self, double share)
{
  if (fabs (self->share - share) < 1e-9)
    return;
  self->share = share;
  review_board_tell (&self->board);
}

const char *
review_trial_board_get_reason (ReviewTrialBoard *self)
{
  return self->reason;
}

void
review_trial_board_set_reason (ReviewTrialBoard *self, const char *reason)
{
  if (set_text (&self->reason, reason))
    review_board_tell (&self->board);
}

ReviewTrialAct
review_trial_board_get_doing (ReviewTrialBoard *self)
{
  return self->doing;
}

gboolean
review_trial_board_offers (ReviewTrialBoard *self, ReviewTrialAct act)
{
  const ReviewExperiment *one = self->opened;

  if (act == REVIEW_TRIAL_ACT_PROPOSE)
    return TRUE;
  if (one == NULL)
    return FALSE;
  if (act == REVIEW_TRIAL_ACT_SHADOW)
    return one->state == REVIEW_EXPERIMENT_PROPOSED;
  if (act == REVIEW_TRIAL_ACT_ROLL_OUT)
    return review_experiment_is_running (one);
  if (act == REVIEW_TRIAL_ACT_PROMOTE)
    return one->state == REVIEW_EXPERIMENT_ROLLOUT;
  return act == REVIEW_TRIAL_ACT_END
         && (one->state == REVIEW_EXPERIMENT_PROPOSED || review_experiment_is_running (one));
}

/* A share of a roll-out that goes on may always be another one. */
static const char *
find_missing (ReviewTrialBoard *self, ReviewTrialAct act)
{
  const ReviewExperiment *one = self->opened;
  gboolean asks = act == REVIEW_TRIAL_ACT_PROMOTE
                  || (act == REVIEW_TRIAL_ACT_ROLL_OUT && one->state == REVIEW_EXPERIMENT_SHADOW);

  return asks && one->missing != NULL ? one->missing[0] : NULL;
}

const char *
review_trial_board_get_unmet (ReviewTrialBoard *self, ReviewTrialAct act)
{
  if (self->board.feed.client == NULL || self->doing != REVIEW_TRIAL_ACT_NONE)
    return "busy";
  if (!review_role_designs (self->board.role))
    return "role";
  if (!review_trial_board_offers (self, act))
    return "state";
  if (act == REVIEW_TRIAL_ACT_PROPOSE)
    return self->form->policy == NULL || self->form->case_type == NULL ? "policy" : NULL;
  if (act == REVIEW_TRIAL_ACT_END)
    return review_text_is_blank (self->reason) ? "reason" : NULL;
  if (act == REVIEW_TRIAL_ACT_PROMOTE && g_strcmp0 (self->opened->author, self->board.user) == 0)
    return "own";
  return find_missing (self, act);
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewTrialBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewExperiment) one =
      review_client_finish_experiment (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error))
    return;
  if (one == NULL)
    review_board_set_error (&self->board, error);
  else if (self->doing == REVIEW_TRIAL_ACT_PROPOSE)
    {
      clear_form (self);
      review_trial_board_select (self, one->id);
    }
  if (one != NULL)
    {
      g_clear_pointer (&self->reason, g_free);
      show_opened (self, one);
    }
  self->doing = REVIEW_TRIAL_ACT_NONE;
  review_board_refresh (&self->board);
  review_board_tell (&self->board);
}

static void
send_step (ReviewTrialBoard *self, ReviewTrialAct act)
{
  static const char *const names[] = { [REVIEW_TRIAL_ACT_SHADOW] = "shadow",
                                       [REVIEW_TRIAL_ACT_ROLL_OUT] = "rollout",
                                       [REVIEW_TRIAL_ACT_PROMOTE] = "promote",
                                       [REVIEW_TRIAL_ACT_END] = "end" };
  g_autoptr (ReviewExperimentAct) body = NULL;

  if (act != REVIEW_TRIAL_ACT_SHADOW)
    {
      body = review_record_new (&review_experiment_act_type);
      if (act == REVIEW_TRIAL_ACT_ROLL_OUT)
        body->share = self->share;
      body->reason = review_text_is_blank (self->reason) ? NULL : g_strdup (self->reason);
    }
  review_client_act_on_experiment_async (
      self->board.feed.client, self->opened->id, names[act], body, self->opened->version, NULL,
      self->board.feed.cancellable, acted_cb, g_object_ref (self));
}

/**
 * review_trial_board_act:
 *
 * Does what review_trial_board_get_unmet() has nothing against; anything else is left.
 */
void
review_trial_board_act (ReviewTrialBoard *self, ReviewTrialAct act)
{
  if (review_trial_board_get_unmet (self, act) != NULL)
    return;
  review_board_set_error (&self->board, NULL);
  if (act == REVIEW_TRIAL_ACT_PROPOSE)
    review_client_propose_experiment_async (self->board.feed.client, self->form, NULL,
                                            self->board.feed.cancellable, acted_cb,
                                            g_object_ref (self));
  else
    send_step (self, act);
  self->doing = act;
  review_board_tell (&self->board);
}
