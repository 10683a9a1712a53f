/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gaps are read as a whole, anew when a clause is proposed or published; the versions of the
 * selected gap's SOP with them. */
#define G_LOG_DOMAIN "review-session"
#include "review-gap-board.h"

#include <string.h>

#include "review-board-private.h"
#include "review-client-sops.h"
#include "review-items.h"
#include "review-role.h"
#include "review-session-private.h"

#define REFRESH_DELAY 150 /* ms: events that come together are one reading */

struct _ReviewGapBoard
{
  ReviewBoard board;

  GListStore *gaps;               /* (owned) */
  ReviewSopVersionList *versions; /* (owned) (nullable) */
  char *case_type;                /* (owned) (nullable): of the selected gap */
  char *feature;                  /* (owned) (nullable) */
  gboolean loaded;
};

G_DEFINE_FINAL_TYPE (ReviewGapBoard, review_gap_board, REVIEW_TYPE_BOARD)

static void
review_gap_board_finalize (GObject *object)
{
  ReviewGapBoard *self = REVIEW_GAP_BOARD (object);

  g_clear_object (&self->gaps);
  g_clear_pointer (&self->versions, review_record_unref);
  g_free (self->case_type);
  g_free (self->feature);
  G_OBJECT_CLASS (review_gap_board_parent_class)->finalize (object);
}

const ReviewGap *
review_gap_board_get_selected (ReviewGapBoard *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->gaps)); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (G_LIST_MODEL (self->gaps), i);
      const ReviewGap *one = review_item_get_record (item);

      if (g_strcmp0 (one->case_type, self->case_type) == 0
          && g_strcmp0 (one->feature, self->feature) == 0)
        return one;
    }
  return NULL;
}

static void
versions_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewGapBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewSopVersionList) list =
      review_client_finish_sop_versions (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error) || list == NULL
      || g_strcmp0 (list->case_type, self->case_type) != 0)
    return;
  g_clear_pointer (&self->versions, review_record_unref);
  self->versions = g_steal_pointer (&list);
  review_board_tell (&self->board);
}

static void
read_versions (ReviewGapBoard *self)
{
  if (self->case_type != NULL && self->board.feed.client != NULL)
    review_client_get_sop_versions_async (self->board.feed.client, self->case_type,
                                          self->board.feed.cancellable, versions_cb,
                                          g_object_ref (self));
}

void
review_gap_board_select (ReviewGapBoard *self, const char *case_type, const char *feature)
{
  g_autofree char *type = g_strdup (case_type);
  g_autofree char *name = g_strdup (feature);

  if (g_strcmp0 (type, self->case_type) == 0 && g_strcmp0 (name, self->feature) == 0)
    return;
  if (g_strcmp0 (type, self->case_type) != 0)
    g_clear_pointer (&self->versions, review_record_unref);
  g_free (self->case_type);
  g_free (self->feature);
  self->case_type = g_steal_pointer (&type);
  self->feature = g_steal_pointer (&name);
  review_board_set_error (&self->board, NULL);
  read_versions (self);
  review_board_tell (&self->board);
}

/* The first one, where none is chosen or the chosen one is closed. */
static void
choose (ReviewGapBoard *self)
{
  g_autoptr (ReviewItem) item = g_list_model_get_item (G_LIST_MODEL (self->gaps), 0);
  const ReviewGap *first = item != NULL ? review_item_get_record (item) : NULL;

  if (review_gap_board_get_selected (self) != NULL)
    read_versions (self);
  else if (first != NULL)
    review_gap_board_select (self, first->case_type, first->feature);
}

/* The wire leaves out what is empty. */
static void
fill_lists (ReviewGapList *list)
{
  if (list->items == NULL)
    list->items = review_records_new ();
  for (guint i = 0; i < list->items->len; i++)
    {
      ReviewGap *gap = list->items->pdata[i];

      if (gap->examples == NULL)
        gap->examples = review_records_new ();
      if (gap->drafts == NULL)
        gap->drafts = review_records_new ();
    }
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewGapBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewGapList) list =
      review_client_finish_sop_gaps (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error))
    return;
  if (list == NULL)
    review_board_set_error (&self->board, error);
  else
    {
      self->loaded = TRUE;
      fill_lists (list);
      review_items_update (self->gaps, list->items);
      choose (self);
    }
  review_board_tell (&self->board);
}

static void
read_anew (ReviewBoard *board)
{
  ReviewGapBoard *self = REVIEW_GAP_BOARD (board);

  review_client_get_sop_gaps_async (self->board.feed.client, self->board.feed.cancellable, read_cb,
                                    g_object_ref (self));
}

static void
review_gap_board_init (ReviewGapBoard *self)
{
  self->gaps = g_list_store_new (REVIEW_TYPE_ITEM);
}

ReviewGapBoard *
review_gap_board_new (void)
{
  return g_object_new (REVIEW_TYPE_GAP_BOARD, NULL);
}

static gboolean
may_read (ReviewBoard *board)
{
  return review_role_reads_figures (board->role);
}

static void
forget (ReviewBoard *board)
{
  ReviewGapBoard *self = REVIEW_GAP_BOARD (board);

  review_items_update (self->gaps, NULL);
  g_clear_pointer (&self->case_type, g_free);
  g_clear_pointer (&self->feature, g_free);
  g_clear_pointer (&self->versions, review_record_unref);
  self->loaded = FALSE;
  board->busy = FALSE;
}

static void
take_event (ReviewBoard *board, const ReviewEvent *event)
{
  if (strcmp (event->kind, "sop") == 0 || strcmp (event->kind, "sop_draft") == 0)
    review_board_refresh (board);
}

static void
review_gap_board_class_init (ReviewGapBoardClass *klass)
{
  ReviewBoardClass *board_class = REVIEW_BOARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = review_gap_board_finalize;
  board_class->delay = REFRESH_DELAY;
  board_class->read = read_anew;
  board_class->may_read = may_read;
  board_class->forget = forget;
  board_class->take_event = take_event;
}

GListModel *
review_gap_board_get_gaps (ReviewGapBoard *self)
{
  return G_LIST_MODEL (self->gaps);
}

gboolean
review_gap_board_get_loaded (ReviewGapBoard *self)
{
  return self->loaded;
}

const ReviewSopVersionList *
review_gap_board_get_versions (ReviewGapBoard *self)
{
  return self->versions;
}

gboolean
review_gap_board_may_publish (ReviewGapBoard *self, const ReviewSopDraft *draft)
{
  return self->board.feed.client != NULL && !self->board.busy
         && self->board.role == REVIEW_ROLE_LEAD
         && g_strcmp0 (draft->author, self->board.user) != 0;
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewGapBoard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewSopVersion) version =
      review_client_finish_sop_version (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error))
    return;
  review_board_end (&self->board, error);
  review_board_refresh (&self->board);
  review_board_tell (&self->board);
}

/** review_gap_board_publish: makes @draft a clause, as @publication has it. */
void
review_gap_board_publish (ReviewGapBoard *self,
                          const ReviewSopDraft *draft,
                          const ReviewSopPublication *publication)
{
  g_autofree char *key = review_client_new_key ();

  if (!review_gap_board_may_publish (self, draft))
    return;
  review_client_publish_sop_draft_async (self->board.feed.client, draft->id, publication, key,
                                         self->board.feed.cancellable, published_cb,
                                         g_object_ref (self));
  review_board_begin (&self->board);
}
