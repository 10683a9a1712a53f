/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Related cases and notes of the open case. They are read a moment after the case is there, so that
 * they do not stand in its way; of a case that was taken ahead they are read with it. */
#define G_LOG_DOMAIN "review-session"
#include "review-aside.h"

#include <string.h>

#include "review-client-aside.h"
#include "review-client-shift.h"
#include "review-error.h"
#include "review-session-private.h"
#include "review-text.h"

#define READ_DELAY 120 /* ms */

/* What stands beside one case. */
typedef struct
{
  char *work_item;           /* (owned) (nullable): no case */
  GCancellable *cancellable; /* (owned) */
  ReviewRelated *related;    /* (owned) (nullable) */
  ReviewNoteList *notes;     /* (owned) (nullable) */
  int related_error;
  int notes_error;
} Beside;

struct _ReviewAside
{
  GObject parent_instance;

  ReviewDesk *desk; /* (owned) */
  Beside now;       /* the case on the desk */
  Beside next;      /* the one that was taken ahead */
  gboolean blind;   /* as the case was when it was read */
  guint read_id;
  ReviewColleagues *colleagues; /* (owned) (nullable) */
  gboolean asked;               /* for them */

  char *draft; /* (owned) */
  int scope;   /* ReviewNoteScope */
  char *key;   /* (owned) (nullable): of the note under way, or whose answer was lost */
  gboolean sending;
  int send_error;
};

G_DEFINE_FINAL_TYPE (ReviewAside, review_aside, G_TYPE_OBJECT)

static void
tell (ReviewAside *self)
{
  g_signal_emit_by_name (self, "changed");
}

static int
code_of (const GError *error)
{
  return error->domain == REVIEW_ERROR ? error->code : REVIEW_ERROR_FAILED;
}

/* An answer that belongs to a case that is no longer open: whoever cancelled does not want it. */
static gboolean
is_silent (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
beside_clear (Beside *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->work_item, g_free);
  g_clear_pointer (&self->related, review_record_unref);
  g_clear_pointer (&self->notes, review_record_unref);
  self->related_error = self->notes_error = 0;
}

/* A reading under way. */
typedef struct
{
  ReviewAside *aside; /* (owned) */
  char *work_item;    /* (owned) */
} Reading;

static Reading *
reading_new (ReviewAside *aside, const char *work_item)
{
  Reading *self = g_new0 (Reading, 1);

  self->aside = g_object_ref (aside);
  self->work_item = g_strdup (work_item);
  return self;
}

static void
reading_free (Reading *self)
{
  g_object_unref (self->aside);
  g_free (self->work_item);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* (nullable): where the answer goes; nowhere when whoever asked does not want it any more. */
static Beside *
find_beside (const Reading *reading, const GError *error)
{
  ReviewAside *self = reading->aside;

  if (is_silent (error))
    return NULL;
  if (g_strcmp0 (reading->work_item, self->now.work_item) == 0)
    return &self->now;
  return g_strcmp0 (reading->work_item, self->next.work_item) == 0 ? &self->next : NULL;
}

static void
related_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewRelated) answer =
      review_client_finish_related (REVIEW_CLIENT (source), result, &error);
  Beside *beside = find_beside (reading, error);

  if (beside == NULL)
    return;
  g_clear_pointer (&beside->related, review_record_unref);
  beside->related = g_steal_pointer (&answer);
  beside->related_error = error != NULL ? code_of (error) : 0;
  tell (reading->aside);
}

static void
notes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewNoteList) answer =
      review_client_finish_notes (REVIEW_CLIENT (source), result, &error);
  Beside *beside = find_beside (reading, error);

  if (beside == NULL)
    return;
  if (answer != NULL)
    {
      g_clear_pointer (&beside->notes, review_record_unref);
      beside->notes = g_steal_pointer (&answer);
    }
  beside->notes_error = error != NULL ? code_of (error) : 0;
  tell (reading->aside);
}

static void
read_notes (ReviewAside *self, const Beside *of)
{
  ReviewClient *client = review_desk_get_client (self->desk);

  if (client != NULL && of->work_item != NULL)
    review_client_get_notes_async (client, of->work_item, of->cancellable, notes_cb,
                                   reading_new (self, of->work_item));
}

static void
read_all (ReviewAside *self, const Beside *of)
{
  ReviewClient *client = review_desk_get_client (self->desk);

  if (client != NULL && of->work_item != NULL)
    review_client_get_related_async (client, of->work_item, of->cancellable, related_cb,
                                     reading_new (self, of->work_item));
  read_notes (self, of);
}

static gboolean
read_cb (gpointer user_data)
{
  ReviewAside *self = user_data;

  self->read_id = 0;
  read_all (self, &self->now);
  return G_SOURCE_REMOVE;
}

/**
 * review_aside_reload:
 *
 * Reads everything anew; what is known stays until then.
 */
void
review_aside_reload (ReviewAside *self)
{
  if (self->read_id == 0 && self->now.work_item != NULL)
    self->read_id = g_timeout_add (READ_DELAY, read_cb, self);
}

static void
forget (ReviewAside *self)
{
  g_clear_handle_id (&self->read_id, g_source_remove);
  beside_clear (&self->now);
  g_clear_pointer (&self->colleagues, review_record_unref);
  g_clear_pointer (&self->key, g_free);
  self->asked = FALSE;
  self->send_error = 0;
  self->sending = FALSE;
}

static void
begin (Beside *self, const char *work_item)
{
  self->work_item = g_strdup (work_item);
  self->cancellable = g_cancellable_new ();
}

/* The next case is there, or not wanted any more. */
static void
ahead_changed_cb (ReviewAside *self)
{
  const ReviewCaseView *view = review_desk_get_ahead (self->desk);

  beside_clear (&self->next);
  if (view == NULL)
    return;
  begin (&self->next, view->work_item->id);
  read_all (self, &self->next);
}

/* Returns: whether everything beside it was read ahead */
static gboolean
open_beside (ReviewAside *self, const char *work_item)
{
  forget (self);
  g_free (self->draft);
  self->draft = g_strdup ("");
  self->scope = REVIEW_NOTE_CASE;
  if (work_item != NULL && g_strcmp0 (work_item, self->next.work_item) == 0)
    {
      self->now = self->next;
      self->next = (Beside){ 0 };
    }
  else
    {
      beside_clear (&self->next);
      begin (&self->now, work_item);
    }
  return self->now.related != NULL && self->now.notes != NULL;
}

/* Another case; or the same one, no longer blind. */
static void
view_changed_cb (ReviewAside *self)
{
  const ReviewCaseView *view = review_desk_get_view (self->desk);
  const char *work_item = view != NULL ? view->work_item->id : NULL;
  gboolean known = FALSE;

  if (g_strcmp0 (work_item, self->now.work_item) != 0)
    known = open_beside (self, work_item);
  else if (view == NULL || view->blind == self->blind)
    return;
  self->blind = view != NULL && view->blind;
  if (!known)
    review_aside_reload (self);
  tell (self);
}

static void
review_aside_dispose (GObject *object)
{
  ReviewAside *self = REVIEW_ASIDE (object);

  forget (self);
  beside_clear (&self->next);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (review_aside_parent_class)->dispose (object);
}

static void
review_aside_finalize (GObject *object)
{
  g_free (REVIEW_ASIDE (object)->draft);
  G_OBJECT_CLASS (review_aside_parent_class)->finalize (object);
}

static void
review_aside_class_init (ReviewAsideClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_aside_dispose;
  G_OBJECT_CLASS (klass)->finalize = review_aside_finalize;
  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
review_aside_init (ReviewAside *self)
{
  self->draft = g_strdup ("");
  self->scope = REVIEW_NOTE_CASE;
}

/**
 * review_aside_new:
 *
 * Returns: (transfer full): what stands beside the case on @desk, whichever it is
 */
ReviewAside *
review_aside_new (ReviewDesk *desk)
{
  ReviewAside *self = g_object_new (REVIEW_TYPE_ASIDE, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "notify::view", G_CALLBACK (view_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "ahead-changed", G_CALLBACK (ahead_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

const ReviewRelated *
review_aside_get_related (ReviewAside *self)
{
  return self->now.related;
}

const ReviewNoteList *
review_aside_get_notes (ReviewAside *self)
{
  return self->now.notes;
}

static void
colleagues_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewAside) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewColleagues) answer =
      review_client_finish_colleagues (REVIEW_CLIENT (source), result, &error);

  if (is_silent (error))
    return;
  self->asked = answer != NULL;
  if (answer == NULL)
    return;
  if (answer->people == NULL)
    answer->people = review_records_new ();
  self->colleagues = g_steal_pointer (&answer);
  tell (self);
}

const ReviewColleagues *
review_aside_get_colleagues (ReviewAside *self)
{
  ReviewClient *client = review_desk_get_client (self->desk);

  if (self->colleagues == NULL && !self->asked && client != NULL && self->now.work_item != NULL)
    {
      self->asked = TRUE;
      review_client_get_colleagues_async (client, self->now.work_item, self->now.cancellable,
                                          colleagues_cb, g_object_ref (self));
    }
  return self->colleagues;
}

int
review_aside_get_related_error (ReviewAside *self)
{
  return self->now.related_error;
}

int
review_aside_get_notes_error (ReviewAside *self)
{
  return self->now.notes_error;
}

const char *
review_aside_get_draft (ReviewAside *self)
{
  return self->draft;
}

/* Other words are another note. */
void
review_aside_set_draft (ReviewAside *self, const char *text)
{
  if (g_strcmp0 (self->draft, text) == 0)
    return;
  g_free (self->draft);
  self->draft = g_strdup (text != NULL ? text : "");
  g_clear_pointer (&self->key, g_free);
  self->send_error = 0;
  tell (self);
}

int
review_aside_get_scope (ReviewAside *self)
{
  return self->scope;
}

void
review_aside_set_scope (ReviewAside *self, int scope)
{
  if (self->scope == scope)
    return;
  self->scope = scope;
  g_clear_pointer (&self->key, g_free);
  tell (self);
}

gboolean
review_aside_get_sending (ReviewAside *self)
{
  return self->sending;
}

int
review_aside_get_send_error (ReviewAside *self)
{
  return self->send_error;
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewAside) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewNote) note = review_client_finish_note (REVIEW_CLIENT (source), result, &error);

  if (is_silent (error))
    return;
  self->sending = FALSE;
  self->send_error = error != NULL ? code_of (error) : 0;
  if (note != NULL)
    {
      g_clear_pointer (&self->key, g_free);
      g_free (self->draft);
      self->draft = g_strdup ("");
      read_notes (self, &self->now);
    }
  tell (self);
}

void
review_aside_send_note (ReviewAside *self)
{
  ReviewClient *client = review_desk_get_client (self->desk);
  g_autoptr (ReviewNoteRequest) request = review_record_new (&review_note_request_type);
  g_autofree char *text = g_strstrip (g_strdup (self->draft));

  if (client == NULL || self->now.work_item == NULL || self->sending || *text == '\0')
    return;
  request->scope = self->scope;
  request->text = g_strdup (text);
  request->language = g_strdup (review_text_language (text));
  if (self->key == NULL)
    self->key = review_client_new_key ();
  self->sending = TRUE;
  self->send_error = 0;
  review_client_add_note_async (client, self->now.work_item, request, self->key,
                                self->now.cancellable, sent_cb, g_object_ref (self));
  tell (self);
}

/**
 * review_aside_take_event:
 *
 * Somebody wrote beside the open case, or about its customer.
 */
void
review_aside_take_event (ReviewAside *self, const ReviewEvent *event)
{
  const ReviewCaseView *view = review_desk_get_view (self->desk);

  if (view == NULL || event->object == NULL || strcmp (event->kind, "note") != 0)
    return;
  if (strcmp (event->object, view->item_case->id) == 0
      || (view->item_case->subject != NULL
          && g_strcmp0 (event->object, view->item_case->subject->id) == 0))
    read_notes (self, &self->now);
}
