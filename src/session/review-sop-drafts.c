/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clauses proposed for the gaps of the open case. They are read when the case shows a gap, and again
 * when anybody proposes or withdraws one. */
#define G_LOG_DOMAIN "review-session"
#include "review-sop-drafts.h"

#include <string.h>

#include "review-client-sops.h"
#include "review-desk-private.h"
#include "review-error.h"

struct _ReviewSopDrafts
{
  GObject parent_instance;

  ReviewDesk *desk;          /* (owned) */
  char *work_item;           /* (owned) (nullable): of what follows */
  char *assessment;          /* (owned) (nullable): whose gaps were read */
  GCancellable *cancellable; /* (owned) (nullable): of this case */
  ReviewSopDraftList *list;  /* (owned) (nullable) */

  gint64 step; /* 0: the form is closed */
  int kind;
  char *en;    /* (owned) */
  char *zh_cn; /* (owned) */
  char *key;   /* (owned) (nullable): of what is under way, or whose answer was lost */
  gboolean sending;
  int error;
};

G_DEFINE_FINAL_TYPE (ReviewSopDrafts, review_sop_drafts, G_TYPE_OBJECT)

static void
tell (ReviewSopDrafts *self)
{
  g_signal_emit_by_name (self, "changed");
}

static gboolean
is_silent (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
has_gap (const ReviewAssessment *assessment)
{
  for (guint i = 0; assessment != NULL && assessment->steps != NULL && i < assessment->steps->len;
       i++)
    if (((ReviewStep *) assessment->steps->pdata[i])->no_clause)
      return TRUE;
  return FALSE;
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewSopDrafts) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewSopDraftList) answer =
      review_client_finish_sop_drafts (REVIEW_CLIENT (source), result, &error);

  if (answer == NULL || g_strcmp0 (answer->work_item, self->work_item) != 0)
    return;
  g_clear_pointer (&self->list, review_record_unref);
  self->list = g_steal_pointer (&answer);
  tell (self);
}

static void
read_list (ReviewSopDrafts *self)
{
  ReviewClient *client = review_desk_get_client (self->desk);

  if (client != NULL && self->work_item != NULL && review_sop_drafts_get_allowed (self)
      && has_gap (review_desk_get_assessment (self->desk)))
    review_client_get_sop_drafts_async (client, self->work_item, self->cancellable, list_cb,
                                        g_object_ref (self));
}

static void
close_form (ReviewSopDrafts *self)
{
  self->step = 0;
  self->kind = 0;
  g_free (self->en);
  g_free (self->zh_cn);
  self->en = g_strdup ("");
  self->zh_cn = g_strdup ("");
  g_clear_pointer (&self->key, g_free);
}

static void
forget (ReviewSopDrafts *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->work_item, g_free);
  g_clear_pointer (&self->assessment, g_free);
  g_clear_pointer (&self->list, review_record_unref);
  self->sending = FALSE;
  self->error = 0;
  close_form (self);
}

/* Another case; or what ROCA says of it is another thing, or to be seen only now. */
static void
view_changed_cb (ReviewSopDrafts *self)
{
  const ReviewCaseView *view = review_desk_get_view (self->desk);
  const ReviewAssessment *assessment = review_desk_get_assessment (self->desk);
  const char *work_item = view != NULL ? view->work_item->id : NULL;
  const char *id = assessment != NULL ? assessment->id : NULL;

  if (g_strcmp0 (work_item, self->work_item) != 0)
    {
      forget (self);
      self->work_item = g_strdup (work_item);
      self->cancellable = g_cancellable_new ();
    }
  else if (g_strcmp0 (id, self->assessment) == 0)
    return;
  g_free (self->assessment);
  self->assessment = g_strdup (id);
  read_list (self);
  tell (self);
}

static void
review_sop_drafts_dispose (GObject *object)
{
  ReviewSopDrafts *self = REVIEW_SOP_DRAFTS (object);

  forget (self);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (review_sop_drafts_parent_class)->dispose (object);
}

static void
review_sop_drafts_finalize (GObject *object)
{
  g_free (REVIEW_SOP_DRAFTS (object)->en);
  g_free (REVIEW_SOP_DRAFTS (object)->zh_cn);
  G_OBJECT_CLASS (review_sop_drafts_parent_class)->finalize (object);
}

static void
review_sop_drafts_class_init (ReviewSopDraftsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_sop_drafts_dispose;
  G_OBJECT_CLASS (klass)->finalize = review_sop_drafts_finalize;
  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
review_sop_drafts_init (ReviewSopDrafts *self)
{
  close_form (self);
}

/**
 * review_sop_drafts_new:
 *
 * Returns: (transfer full): what is proposed for the gaps of the case on @desk, whichever it is
 */
ReviewSopDrafts *
review_sop_drafts_new (ReviewDesk *desk)
{
  ReviewSopDrafts *self = g_object_new (REVIEW_TYPE_SOP_DRAFTS, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "notify::view", G_CALLBACK (view_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::verdict-visible", G_CALLBACK (view_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

const ReviewSopDraftList *
review_sop_drafts_get_list (ReviewSopDrafts *self)
{
  return self->list;
}

gboolean
review_sop_drafts_get_allowed (ReviewSopDrafts *self)
{
  int role = self->desk->user != NULL ? self->desk->user->role : 0;

  return role == REVIEW_ROLE_AGENT || role == REVIEW_ROLE_SENIOR || role == REVIEW_ROLE_QA
         || role == REVIEW_ROLE_LEAD;
}

gboolean
review_sop_drafts_is_own (ReviewSopDrafts *self, const ReviewSopDraft *draft)
{
  return self->desk->user != NULL && g_strcmp0 (draft->author, self->desk->user->id) == 0;
}

gint64
review_sop_drafts_get_step (ReviewSopDrafts *self)
{
  return self->step;
}

/* What was written for another step is not mixed up with this one's. */
void
review_sop_drafts_set_step (ReviewSopDrafts *self, gint64 step)
{
  if (self->step == step || self->sending)
    return;
  close_form (self);
  self->step = step;
  self->error = 0;
  tell (self);
}

int
review_sop_drafts_get_kind (ReviewSopDrafts *self)
{
  return self->kind;
}

void
review_sop_drafts_set_kind (ReviewSopDrafts *self, int kind)
{
  if (self->kind == kind)
    return;
  self->kind = kind;
  g_clear_pointer (&self->key, g_free);
  tell (self);
}

static char **
find_text (ReviewSopDrafts *self, const char *language)
{
  return strcmp (language, "zh-CN") == 0 ? &self->zh_cn : &self->en;
}

const char *
review_sop_drafts_get_text (ReviewSopDrafts *self, const char *language)
{
  return *find_text (self, language);
}

/* Other words are another proposal. */
void
review_sop_drafts_set_text (ReviewSopDrafts *self, const char *language, const char *text)
{
  char **place = find_text (self, language);

  if (g_strcmp0 (*place, text) == 0)
    return;
  g_free (*place);
  *place = g_strdup (text != NULL ? text : "");
  g_clear_pointer (&self->key, g_free);
  self->error = 0;
  tell (self);
}

static char *
strip_or_null (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return *stripped != '\0' ? g_steal_pointer (&stripped) : NULL;
}

gboolean
review_sop_drafts_get_can_send (ReviewSopDrafts *self)
{
  g_autofree char *en = strip_or_null (self->en);
  g_autofree char *zh_cn = strip_or_null (self->zh_cn);

  return self->step != 0 && self->kind != 0 && (en != NULL || zh_cn != NULL) && !self->sending;
}

gboolean
review_sop_drafts_get_sending (ReviewSopDrafts *self)
{
  return self->sending;
}

int
review_sop_drafts_get_error (ReviewSopDrafts *self)
{
  return self->error;
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewSopDrafts) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewSopDraft) draft =
      review_client_finish_sop_draft (REVIEW_CLIENT (source), result, &error);

  if (is_silent (error))
    return;
  self->sending = FALSE;
  self->error = error == NULL                   ? 0
                : error->domain == REVIEW_ERROR ? error->code
                                                : REVIEW_ERROR_FAILED;
  if (draft != NULL)
    {
      if (draft->withdrawn_at == 0)
        close_form (self);
      read_list (self);
    }
  tell (self);
}

void
review_sop_drafts_send (ReviewSopDrafts *self)
{
  ReviewClient *client = review_desk_get_client (self->desk);
  g_autoptr (ReviewSopDraftRequest) request = review_record_new (&review_sop_draft_request_type);
  g_autofree char *en = strip_or_null (self->en);
  g_autofree char *zh_cn = strip_or_null (self->zh_cn);

  if (client == NULL || self->work_item == NULL || !review_sop_drafts_get_can_send (self))
    return;
  request->step = self->step;
  request->kind = self->kind;
  request->text = review_text_new (en, zh_cn);
  if (self->key == NULL)
    self->key = review_client_new_key ();
  self->sending = TRUE;
  self->error = 0;
  review_client_add_sop_draft_async (client, self->work_item, request, self->key, self->cancellable,
                                     sent_cb, g_object_ref (self));
  tell (self);
}

void
review_sop_drafts_withdraw (ReviewSopDrafts *self, const char *draft)
{
  ReviewClient *client = review_desk_get_client (self->desk);

  if (client == NULL || self->sending)
    return;
  self->sending = TRUE;
  self->error = 0;
  review_client_withdraw_sop_draft_async (client, draft, NULL, self->cancellable, sent_cb,
                                          g_object_ref (self));
  tell (self);
}

/**
 * review_sop_drafts_take_event:
 *
 * Somebody proposed a clause, or took one back.
 */
void
review_sop_drafts_take_event (ReviewSopDrafts *self, const ReviewEvent *event)
{
  if (strcmp (event->kind, "sop_draft") == 0)
    read_list (self);
}
