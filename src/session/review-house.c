/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists are read as a whole, anew when an event says so. A value is asked for by itself, and
 * forgotten with the entry that was looked at. */
#define G_LOG_DOMAIN "review-session"
#include "review-house.h"

#include <string.h>

#include "review-board-private.h"
#include "review-client-waves.h"
#include "review-items.h"
#include "review-role.h"
#include "review-session-private.h"

#define REFRESH_DELAY 150 /* ms: events that come together are one reading */

struct _ReviewHouse
{
  ReviewBoard board;

  GListStore *entries;      /* (owned) */
  char *selected;           /* (owned) (nullable) */
  ReviewHouseEntry *opened; /* (owned) (nullable): with its value */
  gboolean loaded;
};

G_DEFINE_FINAL_TYPE (ReviewHouse, review_house, REVIEW_TYPE_BOARD)

static void
review_house_finalize (GObject *object)
{
  ReviewHouse *self = REVIEW_HOUSE (object);

  g_clear_object (&self->entries);
  g_clear_pointer (&self->opened, review_record_unref);
  g_free (self->selected);
  G_OBJECT_CLASS (review_house_parent_class)->finalize (object);
}

static void
review_house_init (ReviewHouse *self)
{
  self->entries = g_list_store_new (REVIEW_TYPE_ITEM);
}

ReviewHouse *
review_house_new (void)
{
  return g_object_new (REVIEW_TYPE_HOUSE, NULL);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewHouse) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewHouseEntryList) list =
      review_client_finish_entries (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error))
    return;
  if (list == NULL)
    review_board_set_error (&self->board, error);
  else
    {
      self->loaded = TRUE;
      review_items_update (self->entries, list->items);
    }
  review_board_tell (&self->board);
}

static void
read_anew (ReviewBoard *board)
{
  ReviewHouse *self = REVIEW_HOUSE (board);

  review_client_get_entries_async (self->board.feed.client, self->board.feed.cancellable, read_cb,
                                   g_object_ref (self));
}

static void
forget (ReviewBoard *board)
{
  ReviewHouse *self = REVIEW_HOUSE (board);

  review_items_update (self->entries, NULL);
  g_clear_pointer (&self->selected, g_free);
  g_clear_pointer (&self->opened, review_record_unref);
  self->loaded = FALSE;
}

static void
take_event (ReviewBoard *board, const ReviewEvent *event)
{
  if (strcmp (event->kind, "house") == 0)
    review_board_refresh (board);
}

static gboolean
may_read (ReviewBoard *board)
{
  return review_role_reads_lists (board->role);
}

static void
review_house_class_init (ReviewHouseClass *klass)
{
  ReviewBoardClass *board_class = REVIEW_BOARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = review_house_finalize;
  board_class->delay = REFRESH_DELAY;
  board_class->read = read_anew;
  board_class->may_read = may_read;
  board_class->forget = forget;
  board_class->take_event = take_event;
}

GListModel *
review_house_get_entries (ReviewHouse *self)
{
  return G_LIST_MODEL (self->entries);
}

guint
review_house_get_waiting (ReviewHouse *self)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->entries)); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (G_LIST_MODEL (self->entries), i);
      const ReviewHouseEntry *one = review_item_get_record (item);

      n += one->state == REVIEW_ENTRY_PROPOSED || one->review_at != 0;
    }
  return n;
}

gboolean
review_house_get_loaded (ReviewHouse *self)
{
  return self->loaded;
}

const char *
review_house_get_selected (ReviewHouse *self)
{
  return self->selected;
}

void
review_house_select (ReviewHouse *self, const char *id)
{
  if (g_strcmp0 (id, self->selected) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (id);
  g_clear_pointer (&self->opened, review_record_unref);
  review_board_clear_error (&self->board);
}

const ReviewHouseEntry *
review_house_get_entry (ReviewHouse *self)
{
  for (guint i = 0;
       self->selected != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->entries)); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (G_LIST_MODEL (self->entries), i);
      const ReviewHouseEntry *one = review_item_get_record (item);

      if (strcmp (one->id, self->selected) == 0)
        return one;
    }
  return NULL;
}

const char *
review_house_get_value (ReviewHouse *self)
{
  return self->opened != NULL ? self->opened->value : NULL;
}

gboolean
review_house_get_may_propose (ReviewHouse *self)
{
  return self->board.feed.client != NULL && !self->board.busy
         && (review_role_may_pick (self->board.role) || self->board.role == REVIEW_ROLE_AGENT);
}

gboolean
review_house_get_may_open (ReviewHouse *self)
{
  return review_house_get_entry (self) != NULL && review_role_may_pick (self->board.role)
         && !self->board.busy && self->opened == NULL;
}

gboolean
review_house_is_own (ReviewHouse *self)
{
  const ReviewHouseEntry *entry = review_house_get_entry (self);

  return entry != NULL && g_strcmp0 (entry->proposed_by, self->board.user) == 0;
}

gboolean
review_house_get_may_approve (ReviewHouse *self)
{
  const ReviewHouseEntry *entry = review_house_get_entry (self);

  return entry != NULL && entry->state == REVIEW_ENTRY_PROPOSED
         && review_role_may_pick (self->board.role) && !self->board.busy && self->opened != NULL
         && !review_house_is_own (self);
}

gboolean
review_house_get_may_end (ReviewHouse *self)
{
  const ReviewHouseEntry *entry = review_house_get_entry (self);

  if (entry == NULL || self->board.busy)
    return FALSE;
  if (entry->state == REVIEW_ENTRY_PROPOSED)
    return review_role_may_pick (self->board.role) || review_house_is_own (self);
  return entry->state == REVIEW_ENTRY_LIVE && review_role_may_pick (self->board.role);
}

gboolean
review_house_get_may_keep (ReviewHouse *self)
{
  const ReviewHouseEntry *entry = review_house_get_entry (self);

  return entry != NULL && entry->state == REVIEW_ENTRY_LIVE && entry->review_at != 0
         && review_role_may_pick (self->board.role) && !self->board.busy;
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewHouse) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewHouseEntry) entry =
      review_client_finish_entry (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error))
    return;
  review_board_end (&self->board, error);
  if (entry != NULL && entry->value != NULL && g_strcmp0 (entry->id, self->selected) == 0)
    {
      g_clear_pointer (&self->opened, review_record_unref);
      self->opened = review_record_ref (entry);
    }
  else if (entry != NULL)
    review_house_select (self, entry->id);
  review_board_refresh (&self->board);
  review_board_tell (&self->board);
}

static void
act (ReviewHouse *self, const char *name, const ReviewHouseAct *body)
{
  const ReviewHouseEntry *entry = review_house_get_entry (self);
  g_autofree char *key = review_client_new_key ();

  if (self->board.feed.client == NULL || self->board.busy || entry == NULL)
    return;
  review_client_act_on_entry_async (self->board.feed.client, entry->id, name, body,
                                    body != NULL ? entry->version : 0, key,
                                    self->board.feed.cancellable, acted_cb, g_object_ref (self));
  review_board_begin (&self->board);
}

/**
 * review_house_propose:
 * @proposal: complete; the server says what is wrong with it
 */
void
review_house_propose (ReviewHouse *self, const ReviewHouseProposal *proposal)
{
  g_autofree char *key = review_client_new_key ();

  if (!review_house_get_may_propose (self))
    return;
  review_client_propose_entry_async (self->board.feed.client, proposal, key,
                                     self->board.feed.cancellable, acted_cb, g_object_ref (self));
  review_board_begin (&self->board);
}

void
review_house_open (ReviewHouse *self)
{
  if (review_house_get_may_open (self))
    act (self, "open", NULL);
}

/**
 * review_house_approve:
 *
 * Puts the entry in force whose value was opened, by the hash of what was read.
 */
void
review_house_approve (ReviewHouse *self)
{
  g_autoptr (ReviewHouseAct) body = review_record_new (&review_house_act_type);

  if (!review_house_get_may_approve (self))
    return;
  body->sha256 = g_strdup (self->opened->sha256);
  act (self, "approve", body);
}

static void
act_with_reason (ReviewHouse *self, const char *name, const char *reason)
{
  g_autoptr (ReviewHouseAct) body = review_record_new (&review_house_act_type);

  body->reason = g_strdup (reason);
  act (self, name, body);
}

void
review_house_end (ReviewHouse *self, const char *reason)
{
  if (review_house_get_may_end (self))
    act_with_reason (self, "end", reason);
}

void
review_house_keep (ReviewHouse *self, const char *reason)
{
  if (review_house_get_may_keep (self))
    act_with_reason (self, "keep", reason);
}
