/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list is read as a whole, anew when an event says so; the one that is looked at by itself, for
 * its history is not in the list. A search goes on at the server, whoever looks; the newest is shown. */
#define G_LOG_DOMAIN "review-session"
#include "review-pattern-board.h"

#include <string.h>

#include "review-board-private.h"
#include "review-client-loop.h"
#include "review-items.h"
#include "review-role.h"
#include "review-session-private.h"

#define REFRESH_DELAY 150 /* ms: events that come together are one reading */

struct _ReviewPatternBoard
{
  ReviewBoard board;

  GListStore *patterns;  /* (owned) */
  char *selected;        /* (owned) (nullable) */
  ReviewPattern *opened; /* (owned) (nullable): with its steps */
  ReviewScanJob *job;    /* (owned) (nullable): the newest */
  gboolean asking;       /* a job is asked for, or ended */
  gboolean loaded;
};

G_DEFINE_FINAL_TYPE (ReviewPatternBoard, review_pattern_board, REVIEW_TYPE_BOARD)

static void
review_pattern_board_finalize (GObject *object)
{
  ReviewPatternBoard *self = REVIEW_PATTERN_BOARD (object);

  g_clear_object (&self->patterns);
  g_clear_pointer (&self->opened, review_record_unref);
  g_clear_pointer (&self->job, review_record_unref);
  g_free (self->selected);
  G_OBJECT_CLASS (review_pattern_board_parent_class)->finalize (object);
}

static const ReviewPattern *
find (ReviewPatternBoard *self, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->patterns)); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (G_LIST_MODEL (self->patterns), i);
      const ReviewPattern *one = review_item_get_record (item);

      if (g_strcmp0 (one->id, id) == 0)
        return one;
    }
  return NULL;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewPatternBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewPattern) pattern =
      review_client_finish_pattern (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error) || pattern == NULL
      || g_strcmp0 (pattern->id, self->selected) != 0)
    return;
  g_clear_pointer (&self->opened, review_record_unref);
  self->opened = g_steal_pointer (&pattern);
  review_board_tell (&self->board);
}

static void
open_selected (ReviewPatternBoard *self)
{
  if (self->selected != NULL && self->board.feed.client != NULL)
    review_client_get_pattern_async (self->board.feed.client, self->selected,
                                     self->board.feed.cancellable, opened_cb, g_object_ref (self));
}

/* Somebody looks at the first one where nothing was chosen, or what was chosen is gone. */
static void
choose (ReviewPatternBoard *self)
{
  if (find (self, self->selected) == NULL)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (G_LIST_MODEL (self->patterns), 0);
      const ReviewPattern *first = item != NULL ? review_item_get_record (item) : NULL;

      g_free (self->selected);
      self->selected = first != NULL ? g_strdup (first->id) : NULL;
      g_clear_pointer (&self->opened, review_record_unref);
    }
  open_selected (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewPatternBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewPatternList) list =
      review_client_finish_patterns (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error))
    return;
  if (list == NULL)
    review_board_set_error (&self->board, error);
  else
    {
      self->loaded = TRUE;
      review_items_update (self->patterns, list->items);
      choose (self);
    }
  review_board_tell (&self->board);
}

static void
take_job (ReviewPatternBoard *self, ReviewScanJob *job)
{
  g_clear_pointer (&self->job, review_record_unref);
  self->job = job;
}

/* Who may read no searches sees none. */
static void
jobs_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewPatternBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewScanJobList) list =
      review_client_finish_scans (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error) || list == NULL)
    return;
  take_job (self, list->items != NULL && list->items->len > 0
                      ? review_record_ref (list->items->pdata[0])
                      : NULL);
  review_board_tell (&self->board);
}

static void
read_jobs (ReviewPatternBoard *self)
{
  if (self->board.feed.client != NULL)
    review_client_get_scans_async (self->board.feed.client, self->board.feed.cancellable, jobs_cb,
                                   g_object_ref (self));
}

static void
read_anew (ReviewBoard *board)
{
  ReviewPatternBoard *self = REVIEW_PATTERN_BOARD (board);

  read_jobs (self);
  review_client_get_patterns_async (self->board.feed.client, self->board.feed.cancellable, read_cb,
                                    g_object_ref (self));
}

static void
review_pattern_board_init (ReviewPatternBoard *self)
{
  self->patterns = g_list_store_new (REVIEW_TYPE_ITEM);
}

ReviewPatternBoard *
review_pattern_board_new (void)
{
  return g_object_new (REVIEW_TYPE_PATTERN_BOARD, NULL);
}

static void
set_client (ReviewBoard *board, ReviewClient *client)
{
  REVIEW_PATTERN_BOARD (board)->asking = FALSE;
  REVIEW_BOARD_CLASS (review_pattern_board_parent_class)->set_client (board, client);
}

static gboolean
may_read (ReviewBoard *board)
{
  return review_role_reads_figures (board->role);
}

static void
forget (ReviewBoard *board)
{
  ReviewPatternBoard *self = REVIEW_PATTERN_BOARD (board);

  review_items_update (self->patterns, NULL);
  g_clear_pointer (&self->selected, g_free);
  g_clear_pointer (&self->opened, review_record_unref);
  take_job (self, NULL);
  self->loaded = FALSE;
}

static void
take_event (ReviewBoard *board, const ReviewEvent *event)
{
  if (strcmp (event->kind, "pattern") == 0)
    review_board_refresh (board);
  else if (strcmp (event->kind, "pattern_scan") == 0)
    read_jobs (REVIEW_PATTERN_BOARD (board));
}

static void
review_pattern_board_class_init (ReviewPatternBoardClass *klass)
{
  ReviewBoardClass *board_class = REVIEW_BOARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = review_pattern_board_finalize;
  board_class->delay = REFRESH_DELAY;
  board_class->read = read_anew;
  board_class->may_read = may_read;
  board_class->forget = forget;
  board_class->set_client = set_client;
  board_class->take_event = take_event;
}

GListModel *
review_pattern_board_get_patterns (ReviewPatternBoard *self)
{
  return G_LIST_MODEL (self->patterns);
}

gboolean
review_pattern_board_get_loaded (ReviewPatternBoard *self)
{
  return self->loaded;
}

const char *
review_pattern_board_get_selected (ReviewPatternBoard *self)
{
  return self->selected;
}

void
review_pattern_board_select (ReviewPatternBoard *self, const char *id)
{
  if (g_strcmp0 (id, self->selected) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (id);
  g_clear_pointer (&self->opened, review_record_unref);
  review_board_set_error (&self->board, NULL);
  open_selected (self);
  review_board_tell (&self->board);
}

const ReviewPattern *
review_pattern_board_get_opened (ReviewPatternBoard *self)
{
  return self->opened != NULL ? self->opened : find (self, self->selected);
}

static gboolean
is_in (ReviewPatternBoard *self, guint states)
{
  const ReviewPattern *one = review_pattern_board_get_opened (self);

  return one != NULL && !self->board.busy && self->board.feed.client != NULL
         && (states & (1u << one->state)) != 0;
}

gboolean
review_pattern_board_may_accept (ReviewPatternBoard *self)
{
  const ReviewPattern *one = review_pattern_board_get_opened (self);

  return is_in (self, 1u << REVIEW_PATTERN_CONFIRMED) && review_role_may_pick (self->board.role)
         && g_strcmp0 (one->nominated_by, self->board.user) != 0;
}

gboolean
review_pattern_board_may_repair (ReviewPatternBoard *self)
{
  const ReviewPattern *one = review_pattern_board_get_opened (self);

  return is_in (self, 1u << REVIEW_PATTERN_WORKING)
         && (self->board.role == REVIEW_ROLE_LEAD || g_strcmp0 (one->owner, self->board.user) == 0);
}

gboolean
review_pattern_board_may_dismiss (ReviewPatternBoard *self)
{
  return is_in (self, (1u << REVIEW_PATTERN_CANDIDATE) | (1u << REVIEW_PATTERN_CONFIRMED))
         && review_role_may_pick (self->board.role);
}

gboolean
review_pattern_board_may_scan (ReviewPatternBoard *self)
{
  return self->board.feed.client != NULL && !review_pattern_board_get_scanning (self)
         && (review_role_may_pick (self->board.role) || self->board.role == REVIEW_ROLE_MODEL
             || self->board.role == REVIEW_ROLE_ADMIN);
}

gboolean
review_pattern_board_may_nominate (ReviewPatternBoard *self)
{
  return self->board.feed.client != NULL && !self->board.busy
         && (review_role_oversees (self->board.role) || self->board.role == REVIEW_ROLE_MODEL);
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewPatternBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewPattern) pattern =
      review_client_finish_pattern (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error))
    return;
  review_board_end (&self->board, error);
  if (pattern != NULL)
    {
      g_free (self->selected);
      self->selected = g_strdup (pattern->id);
      g_clear_pointer (&self->opened, review_record_unref);
      self->opened = g_steal_pointer (&pattern);
    }
  review_board_refresh (&self->board);
  review_board_tell (&self->board);
}

void
review_pattern_board_accept (ReviewPatternBoard *self,
                             int path,
                             const char *owner,
                             const char *reason)
{
  const ReviewPattern *one = review_pattern_board_get_opened (self);
  g_autoptr (ReviewPatternAcceptance) body = review_record_new (&review_pattern_acceptance_type);
  g_autofree char *key = review_client_new_key ();

  if (!review_pattern_board_may_accept (self))
    return;
  body->path = path;
  body->owner = g_strdup (owner);
  body->reason = g_strdup (reason);
  review_board_begin (&self->board);
  review_client_accept_pattern_async (self->board.feed.client, one->id, body, one->version, key,
                                      self->board.feed.cancellable, acted_cb, g_object_ref (self));
}

void
review_pattern_board_repair (ReviewPatternBoard *self, const char *reference, const char *reason)
{
  const ReviewPattern *one = review_pattern_board_get_opened (self);
  g_autoptr (ReviewPatternActRequest) body = review_record_new (&review_pattern_act_request_type);
  g_autofree char *key = review_client_new_key ();

  if (!review_pattern_board_may_repair (self))
    return;
  body->reference = g_strdup (reference);
  body->reason = g_strdup (reason);
  review_board_begin (&self->board);
  review_client_repair_pattern_async (self->board.feed.client, one->id, body, one->version, key,
                                      self->board.feed.cancellable, acted_cb, g_object_ref (self));
}

gboolean
review_pattern_board_may_request (ReviewPatternBoard *self)
{
  const ReviewPattern *one = review_pattern_board_get_opened (self);

  return review_pattern_board_may_repair (self) && one->path == REVIEW_PATH_A
         && (one->request == NULL || one->request->answered_at != 0);
}

gboolean
review_pattern_board_may_answer (ReviewPatternBoard *self)
{
  const ReviewPattern *one = review_pattern_board_get_opened (self);

  return is_in (self, 1u << REVIEW_PATTERN_WORKING) && one->request != NULL
         && one->request->arrived_at == 0
         && (self->board.role == REVIEW_ROLE_MODEL || self->board.role == REVIEW_ROLE_ADMIN);
}

void
review_pattern_board_request (ReviewPatternBoard *self, const char *reason)
{
  const ReviewPattern *one = review_pattern_board_get_opened (self);
  g_autoptr (ReviewPatternActRequest) body = review_record_new (&review_pattern_act_request_type);
  g_autofree char *key = review_client_new_key ();

  if (!review_pattern_board_may_request (self))
    return;
  body->reason = g_strdup (reason);
  review_board_begin (&self->board);
  review_client_request_feature_async (self->board.feed.client, one->id, body, one->version, key,
                                       self->board.feed.cancellable, acted_cb, g_object_ref (self));
}

void
review_pattern_board_answer (ReviewPatternBoard *self, const char *text, const char *feature)
{
  const ReviewPattern *one = review_pattern_board_get_opened (self);
  g_autoptr (ReviewFeatureAnswer) body = review_record_new (&review_feature_answer_type);
  g_autofree char *key = review_client_new_key ();

  if (!review_pattern_board_may_answer (self))
    return;
  body->text = g_strdup (text);
  body->feature = g_strdup (feature);
  review_board_begin (&self->board);
  review_client_answer_feature_async (self->board.feed.client, one->id, body, one->version, key,
                                      self->board.feed.cancellable, acted_cb, g_object_ref (self));
}

void
review_pattern_board_dismiss (ReviewPatternBoard *self, const char *reason)
{
  const ReviewPattern *one = review_pattern_board_get_opened (self);
  g_autoptr (ReviewPatternActRequest) body = review_record_new (&review_pattern_act_request_type);
  g_autofree char *key = review_client_new_key ();

  if (!review_pattern_board_may_dismiss (self))
    return;
  body->reason = g_strdup (reason);
  review_board_begin (&self->board);
  review_client_dismiss_pattern_async (self->board.feed.client, one->id, body, one->version, key,
                                       self->board.feed.cancellable, acted_cb, g_object_ref (self));
}

void
review_pattern_board_nominate (ReviewPatternBoard *self, const ReviewPatternNomination *nomination)
{
  g_autofree char *key = review_client_new_key ();

  if (!review_pattern_board_may_nominate (self))
    return;
  review_board_begin (&self->board);
  review_client_nominate_pattern_async (self->board.feed.client, nomination, key,
                                        self->board.feed.cancellable, acted_cb,
                                        g_object_ref (self));
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewPatternBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewScanJob) job =
      review_client_finish_scan (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error))
    return;
  self->asking = FALSE;
  review_board_set_error (&self->board, error);
  if (job != NULL)
    take_job (self, g_steal_pointer (&job));
  read_jobs (self);
  review_board_tell (&self->board);
}

/** review_pattern_board_scan: has the server look for recurring errors of @case_type. */
void
review_pattern_board_scan (ReviewPatternBoard *self, const char *case_type)
{
  g_autoptr (ReviewPatternScanRequest) request =
      review_record_new (&review_pattern_scan_request_type);
  g_autofree char *key = review_client_new_key ();

  if (!review_pattern_board_may_scan (self))
    return;
  request->case_type = g_strdup (case_type);
  self->asking = TRUE;
  review_board_set_error (&self->board, NULL);
  review_client_ask_scan_async (self->board.feed.client, request, key, self->board.feed.cancellable,
                                asked_cb, g_object_ref (self));
  review_board_tell (&self->board);
}

void
review_pattern_board_cancel_scan (ReviewPatternBoard *self)
{
  g_autofree char *key = review_client_new_key ();

  if (self->asking || self->board.feed.client == NULL || !review_pattern_board_get_scanning (self))
    return;
  self->asking = TRUE;
  review_client_cancel_scan_async (self->board.feed.client, self->job->id, key,
                                   self->board.feed.cancellable, asked_cb, g_object_ref (self));
  review_board_tell (&self->board);
}

gboolean
review_pattern_board_get_scanning (ReviewPatternBoard *self)
{
  return self->asking || (self->job != NULL && review_scan_job_is_open (self->job));
}

const ReviewScanJob *
review_pattern_board_get_scan (ReviewPatternBoard *self)
{
  return self->job;
}
