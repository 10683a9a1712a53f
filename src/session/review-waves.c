/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waves are read as a whole: there are few. The one that is looked at is read with its cases, anew
 * when an event says so, and checked against what is filled in. An act carries the version that was
 * seen; its answer is the wave as it is then. */
#define G_LOG_DOMAIN "review-session"
#include "review-waves.h"

#include <string.h>

#include "review-board-private.h"
#include "review-client-waves.h"
#include "review-items.h"
#include "review-role.h"
#include "review-session-private.h"
#include "review-text.h"

#define REFRESH_DELAY 150 /* ms: events that come together are one reading */

struct _ReviewWaves
{
  ReviewBoard board;

  GListStore *campaigns;    /* (owned) */
  GListStore *members;      /* (owned) */
  char *selected;           /* (owned) (nullable) */
  ReviewCampaignView *view; /* (owned) (nullable) */
  ReviewCampaignForm *form; /* (owned): own copy, changed in place */
  guint64 sent;             /* readings of the wave that were sent, counted */
  guint64 known;            /* the newest of them of which the answer counts, or an act made old */
  gboolean loaded;
};

G_DEFINE_FINAL_TYPE (ReviewWaves, review_waves, REVIEW_TYPE_BOARD)

static void
review_waves_finalize (GObject *object)
{
  ReviewWaves *self = REVIEW_WAVES (object);

  g_clear_object (&self->campaigns);
  g_clear_object (&self->members);
  g_clear_pointer (&self->view, review_record_unref);
  g_clear_pointer (&self->form, review_record_unref);
  g_free (self->selected);
  G_OBJECT_CLASS (review_waves_parent_class)->finalize (object);
}

static void
review_waves_init (ReviewWaves *self)
{
  self->campaigns = g_list_store_new (REVIEW_TYPE_ITEM);
  self->members = g_list_store_new (REVIEW_TYPE_ITEM);
  self->form = review_record_new (&review_campaign_form_type);
}

ReviewWaves *
review_waves_new (void)
{
  return g_object_new (REVIEW_TYPE_WAVES, NULL);
}

static void
show_view (ReviewWaves *self, ReviewCampaignView *view)
{
  g_clear_pointer (&self->view, review_record_unref);
  self->view = view != NULL ? review_record_ref (view) : NULL;
  review_items_update (self->members, view != NULL ? view->members : NULL);
}

typedef struct
{
  ReviewWaves *waves; /* (owned) */
  guint64 n;          /* as sent */
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->waves);
  g_free (reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static Reading *
new_reading (ReviewWaves *self)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->waves = g_object_ref (self);
  reading->n = ++self->sent;
  return reading;
}

static void
read_one_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  ReviewWaves *self = reading->waves;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCampaignView) view =
      review_client_finish_campaign (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error))
    return;
  if (view != NULL && g_strcmp0 (view->campaign->id, self->selected) != 0)
    return;
  /* An answer to what was asked before an act, or before what is shown, must not undo that. */
  if (view != NULL && reading->n > self->known && !self->board.busy)
    {
      self->known = reading->n;
      show_view (self, view);
    }
  if (view == NULL)
    review_board_set_error (&self->board, error);
  review_board_tell (&self->board);
}

static gboolean
is_checked (ReviewWaves *self)
{
  return self->form->choice != 0 && self->board.role == REVIEW_ROLE_LEAD && self->view != NULL
         && self->view->campaign->state == REVIEW_CAMPAIGN_OPEN;
}

static void
read_one (ReviewWaves *self)
{
  if (self->board.feed.client == NULL || self->selected == NULL)
    return;
  if (is_checked (self))
    {
      g_autoptr (ReviewCampaignForm) form = review_record_copy (self->form);

      review_client_check_campaign_async (self->board.feed.client, self->selected, form,
                                          self->board.feed.cancellable, read_one_cb,
                                          new_reading (self));
    }
  else
    review_client_get_campaign_async (self->board.feed.client, self->selected,
                                      self->board.feed.cancellable, read_one_cb,
                                      new_reading (self));
}

static void
read_all_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewWaves) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCampaignList) list =
      review_client_finish_campaigns (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error))
    return;
  if (list == NULL)
    review_board_set_error (&self->board, error);
  else
    {
      self->loaded = TRUE;
      review_items_update (self->campaigns, list->items);
      if (self->selected == NULL && list->items != NULL && list->items->len > 0)
        review_waves_select (self, ((ReviewCampaign *) list->items->pdata[0])->id);
    }
  review_board_tell (&self->board);
}

static void
read_anew (ReviewBoard *board)
{
  ReviewWaves *self = REVIEW_WAVES (board);

  review_client_get_campaigns_async (self->board.feed.client, self->board.feed.cancellable,
                                     read_all_cb, g_object_ref (self));
  read_one (self);
}

static void
clear_form (ReviewWaves *self)
{
  g_clear_pointer (&self->form, review_record_unref);
  self->form = review_record_new (&review_campaign_form_type);
}

static void
forget (ReviewBoard *board)
{
  ReviewWaves *self = REVIEW_WAVES (board);

  review_items_update (self->campaigns, NULL);
  g_clear_pointer (&self->selected, g_free);
  show_view (self, NULL);
  clear_form (self);
  self->loaded = FALSE;
}

/* A wave grew, was decided or taken back; a case of one was taken or decided. */
static void
take_event (ReviewBoard *board, const ReviewEvent *event)
{
  static const char *const kinds[] = { "campaign", "queue", "decision" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (event->kind, kinds[i]) == 0)
      review_board_refresh (board);
}

static gboolean
may_read (ReviewBoard *board)
{
  return review_role_oversees (board->role);
}

static void
review_waves_class_init (ReviewWavesClass *klass)
{
  ReviewBoardClass *board_class = REVIEW_BOARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = review_waves_finalize;
  board_class->delay = REFRESH_DELAY;
  board_class->read = read_anew;
  board_class->may_read = may_read;
  board_class->forget = forget;
  board_class->take_event = take_event;
}

GListModel *
review_waves_get_campaigns (ReviewWaves *self)
{
  return G_LIST_MODEL (self->campaigns);
}

GListModel *
review_waves_get_members (ReviewWaves *self)
{
  return G_LIST_MODEL (self->members);
}

guint
review_waves_get_waiting (ReviewWaves *self)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->campaigns)); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (G_LIST_MODEL (self->campaigns), i);
      const ReviewCampaign *one = review_item_get_record (item);

      n += one->state == REVIEW_CAMPAIGN_OPEN || one->to_review > 0;
    }
  return n;
}

gboolean
review_waves_get_loaded (ReviewWaves *self)
{
  return self->loaded;
}

const char *
review_waves_get_selected (ReviewWaves *self)
{
  return self->selected;
}

/**
 * review_waves_select:
 * @id: the wave that is looked at from now on; what was filled in for another is forgotten
 */
void
review_waves_select (ReviewWaves *self, const char *id)
{
  if (g_strcmp0 (id, self->selected) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (id);
  show_view (self, NULL);
  clear_form (self);
  review_board_set_error (&self->board, NULL);
  read_one (self);
  review_board_tell (&self->board);
}

const ReviewCampaignView *
review_waves_get_view (ReviewWaves *self)
{
  return self->view;
}

const ReviewCampaignForm *
review_waves_get_form (ReviewWaves *self)
{
  return self->form;
}

void
review_waves_set_choice (ReviewWaves *self, int choice)
{
  if (self->form->choice == choice)
    return;
  self->form->choice = choice;
  if (choice != REVIEW_CHOICE_BLOCK)
    g_clear_pointer (&self->form->disposition, g_free);
  review_board_refresh (&self->board);
  review_board_tell (&self->board);
}

void
review_waves_set_disposition (ReviewWaves *self, const char *code)
{
  g_free (self->form->disposition);
  self->form->disposition = g_strdup (code);
  review_board_refresh (&self->board);
  review_board_tell (&self->board);
}

void
review_waves_set_reasoning (ReviewWaves *self, int reasoning)
{
  self->form->reasoning = reasoning;
  review_board_refresh (&self->board);
  review_board_tell (&self->board);
}

void
review_waves_set_rationale (ReviewWaves *self, const char *text)
{
  g_free (self->form->rationale);
  self->form->rationale = g_strdup (text);
  review_board_tell (&self->board);
}

gboolean
review_waves_get_may_decide (ReviewWaves *self)
{
  return self->board.role == REVIEW_ROLE_LEAD;
}

const char *
review_waves_get_unmet (ReviewWaves *self)
{
  const ReviewCampaignForm *form = self->form;

  if (!review_waves_get_may_decide (self))
    return "role";
  if (self->view == NULL || self->view->campaign->state != REVIEW_CAMPAIGN_OPEN || self->board.busy)
    return "state";
  if (form->choice == 0)
    return "choice";
  if (form->choice == REVIEW_CHOICE_BLOCK && form->disposition == NULL)
    return "disposition";
  if (form->reasoning == 0)
    return "reasoning";
  if (review_text_is_blank (form->rationale))
    return "rationale";
  return self->view->ready == 0 ? "ready" : NULL;
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewWaves) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCampaignView) view =
      review_client_finish_campaign (REVIEW_CLIENT (source), result, &error);

  if (review_feed_is_stale (&self->board.feed, source, error))
    return;
  self->known = self->sent;
  review_board_end (&self->board, error);
  if (view != NULL && g_strcmp0 (view->campaign->id, self->selected) == 0)
    show_view (self, view);
  review_board_refresh (&self->board);
  review_board_tell (&self->board);
}

static void
act (ReviewWaves *self, const char *name, gconstpointer body)
{
  g_autofree char *key = review_client_new_key ();

  if (self->board.feed.client == NULL || self->board.busy || self->view == NULL)
    return;
  review_client_act_on_campaign_async (self->board.feed.client, self->selected, name, body,
                                       self->view->campaign->version, key,
                                       self->board.feed.cancellable, acted_cb, g_object_ref (self));
  review_board_begin (&self->board);
}

/**
 * review_waves_decide:
 *
 * Decides about the wave that is looked at, as is filled in; nothing while something is unmet.
 */
void
review_waves_decide (ReviewWaves *self)
{
  g_autoptr (ReviewCampaignForm) form = review_record_copy (self->form);

  if (review_waves_get_unmet (self) == NULL)
    act (self, "decision", form);
}

/**
 * review_waves_get_can_undo:
 *
 * Returns: whether the decision about the wave is one's own and has not taken effect, as far as is
 *   known here
 */
gboolean
review_waves_get_can_undo (ReviewWaves *self)
{
  const ReviewCampaign *campaign = self->view != NULL ? self->view->campaign : NULL;

  if (campaign == NULL || campaign->decision == NULL || self->board.busy
      || self->board.feed.client == NULL
      || g_strcmp0 (campaign->decision->by, self->board.user) != 0)
    return FALSE;
  return campaign->state == REVIEW_CAMPAIGN_DECIDING
         || (campaign->state == REVIEW_CAMPAIGN_DECIDED
             && campaign->decision->effective_at
                    > review_client_get_server_time (self->board.feed.client));
}

void
review_waves_undo (ReviewWaves *self)
{
  if (review_waves_get_can_undo (self))
    act (self, "retract", NULL);
}

static void
act_on (ReviewWaves *self, const char *name, const char *case_id, const char *reason)
{
  g_autoptr (ReviewCampaignAct) body = review_record_new (&review_campaign_act_type);

  body->case_id = g_strdup (case_id);
  body->reason = g_strdup (reason);
  act (self, name, body);
}

void
review_waves_take_out (ReviewWaves *self, const char *case_id, const char *reason)
{
  act_on (self, "take-out", case_id, reason);
}

void
review_waves_mark_reviewed (ReviewWaves *self, const char *case_id, const char *reason)
{
  act_on (self, "reviewed", case_id, reason);
}

void
review_waves_dismiss (ReviewWaves *self, const char *reason)
{
  act_on (self, "dismiss", NULL, reason);
}

void
review_waves_write_note (ReviewWaves *self, const char *en, const char *zh_cn)
{
  g_autoptr (ReviewCampaignNoteRequest) body =
      review_record_new (&review_campaign_note_request_type);

  body->text = review_text_new (review_text_is_blank (en) ? NULL : en,
                                review_text_is_blank (zh_cn) ? NULL : zh_cn);
  act (self, "note", body);
}
