/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk as an object: which case lies on it, what may be seen of it, its clocks, its last error.
 * Every change ends in review_desk_notify(), which tells what is different now. */
#define G_LOG_DOMAIN "review-session"
#include "review-desk-private.h"

#include <string.h>

#include "review-clock.h"
#include "review-error.h"
#include "review-text.h"

#define RELOAD_DELAY 250 /* ms: events of one change come together */
#define IDLE_AFTER   (60 * REVIEW_SECOND)

G_DEFINE_ENUM_TYPE (ReviewDeskState,
                    review_desk_state,
                    G_DEFINE_ENUM_VALUE (REVIEW_DESK_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DESK_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DESK_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DESK_SUBMITTING, "submitting"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DESK_NOTHING_WAITS, "nothing-waits"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DESK_FAILED, "failed"))
G_DEFINE_ENUM_TYPE (ReviewDraftState,
                    review_draft_state,
                    G_DEFINE_ENUM_VALUE (REVIEW_DRAFT_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DRAFT_EDITED, "edited"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DRAFT_SAVING, "saving"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DRAFT_SAVED, "saved"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DRAFT_CONFLICT, "conflict"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DRAFT_FAILED, "failed"))
G_DEFINE_ENUM_TYPE (ReviewLeaseState,
                    review_lease_state,
                    G_DEFINE_ENUM_VALUE (REVIEW_LEASE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (REVIEW_LEASE_MINE, "mine"),
                    G_DEFINE_ENUM_VALUE (REVIEW_LEASE_OTHER, "other"),
                    G_DEFINE_ENUM_VALUE (REVIEW_LEASE_LOST, "lost"))
G_DEFINE_ENUM_TYPE (ReviewDeskAction,
                    review_desk_action,
                    G_DEFINE_ENUM_VALUE (REVIEW_DESK_ACTION_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DESK_ACTION_TAKE, "take"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DESK_ACTION_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DESK_ACTION_DRAFT, "draft"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DESK_ACTION_LEASE, "lease"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DESK_ACTION_SUBMIT, "submit"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DESK_ACTION_UNDO, "undo"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DESK_ACTION_RELEASE, "release"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DESK_ACTION_REQUEST, "request"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DESK_ACTION_HOLD, "hold"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DESK_ACTION_ANSWER, "answer"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DESK_ACTION_FIRST_CALL, "first-call"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DESK_ACTION_VERDICT, "verdict"),
                    G_DEFINE_ENUM_VALUE (REVIEW_DESK_ACTION_SNOOZE, "snooze"))

G_DEFINE_FINAL_TYPE (ReviewDesk, review_desk, G_TYPE_OBJECT)

static gpointer
get_view_item (ReviewDesk *self)
{
  return self->view;
}

static gpointer
get_last_decision_item (ReviewDesk *self)
{
  return self->last_decision;
}

static ReviewDeskAction
get_left_action (ReviewDesk *self)
{
  return self->left.action;
}

static const char *
get_left_display_id (ReviewDesk *self)
{
  return self->left.display_id;
}

/* Getters of the form's members for the table below. */
#define FORM_GETTER(type, name) \
  static type get_##name (ReviewDesk *self) { return (type) self->form->name; }
#define FORM_TEXT(name)                                      \
  static const char *get_##name (ReviewDesk *self)           \
  {                                                          \
    return self->form->name != NULL ? self->form->name : ""; \
  }
FORM_GETTER (int, choice)
FORM_GETTER (int, recommendation)
FORM_GETTER (int, reasoning)
FORM_GETTER (int, path)
FORM_GETTER (const char *, disposition)
FORM_GETTER (const char *, root_cause)
FORM_GETTER (const char *, clause)
FORM_GETTER (gint64, step)
FORM_GETTER (char **, reason_codes)
FORM_GETTER (char **, features)
FORM_GETTER (char **, sop_refs)
FORM_TEXT (rationale)
FORM_TEXT (customer_reason)
FORM_TEXT (checked)
FORM_TEXT (annotation)

#define P(name, kind, get)                     \
  {                                            \
    name, REVIEW_PROP_##kind, G_CALLBACK (get) \
  }
#define P_TYPE(name, kind, get, ty)                \
  {                                                \
    name, REVIEW_PROP_##kind, G_CALLBACK (get), ty \
  }

static const ReviewProp props[] = {
  P_TYPE ("state", ENUM, review_desk_get_state, review_desk_state_get_type),
  P_TYPE ("view", OBJECT, get_view_item, review_item_get_type),
  P ("work-item", STRING, review_desk_get_work_item),
  P ("writable", BOOLEAN, review_desk_get_writable),
  P ("editable", BOOLEAN, review_desk_get_editable),
  P ("verdict-visible", BOOLEAN, review_desk_get_verdict_visible),
  P ("needs-first-call", BOOLEAN, review_desk_get_needs_first_call),
  P ("can-show-verdict", BOOLEAN, review_desk_get_can_show_verdict),
  P ("update-pending", BOOLEAN, review_desk_get_update_pending),
  P ("sla-seconds", INT64, review_desk_get_sla_seconds),
  P ("sla-paused", BOOLEAN, review_desk_get_sla_paused),
  P_TYPE ("lease-state", ENUM, review_desk_get_lease_state, review_lease_state_get_type),
  P ("lease-holder", STRING, review_desk_get_lease_holder),
  P ("choice", INT, get_choice),
  P ("recommendation", INT, get_recommendation),
  P ("reasoning", INT, get_reasoning),
  P ("path", INT, get_path),
  P ("disposition", STRING, get_disposition),
  P ("root-cause", STRING, get_root_cause),
  P ("clause", STRING, get_clause),
  P ("rationale", STRING, get_rationale),
  P ("customer-reason", STRING, get_customer_reason),
  P ("checked", STRING, get_checked),
  P ("annotation", STRING, get_annotation),
  P ("reason-codes", STRV, get_reason_codes),
  P ("features", STRV, get_features),
  P ("sop-refs", STRV, get_sop_refs),
  P ("step", INT64, get_step),
  P ("label", INT, review_desk_get_label),
  P ("label-maturity", INT, review_desk_get_label_maturity),
  P ("sentences", UINT, review_desk_get_sentences),
  P_TYPE ("unmet", OBJECT, review_desk_get_unmet, g_list_model_get_type),
  P ("can-submit", BOOLEAN, review_desk_get_can_submit),
  P_TYPE ("draft-state", ENUM, review_desk_get_draft_state, review_draft_state_get_type),
  P ("draft-saved-at", INT64, review_desk_get_draft_saved_at),
  P ("undo-count", UINT, review_desk_get_undo_count),
  P ("undo-seconds", INT, review_desk_get_undo_seconds),
  P ("undo-display-id", STRING, review_desk_get_undo_display_id),
  P ("undo-case-type", STRING, review_desk_get_undo_case_type),
  P ("undo-choice", INT, review_desk_get_undo_choice),
  P_TYPE ("left-action", ENUM, get_left_action, review_desk_action_get_type),
  P ("left-display-id", STRING, get_left_display_id),
  P ("decided-count", UINT, review_desk_get_decided_count),
  P_TYPE ("last-decision", OBJECT, get_last_decision_item, review_item_get_type),
  P_TYPE ("effects", OBJECT, review_desk_get_effects, g_list_model_get_type),
  P ("busy", BOOLEAN, review_desk_get_busy),
  P ("error-code", INT, review_desk_get_error_code),
  P ("error-field", STRING, review_desk_get_error_field),
  P ("away", BOOLEAN, review_desk_get_away),
  P ("batch-type", STRING, review_desk_get_batch_type),
  P ("batch-size", UINT, review_desk_get_batch_size),
  P ("batch-count", UINT, review_desk_get_batch_count),
  P_TYPE ("error-action", ENUM, review_desk_get_error_action, review_desk_action_get_type),
};

void
review_desk_notify (ReviewDesk *self)
{
  review_props_notify (G_OBJECT (self), props, G_N_ELEMENTS (props), &self->told);
}

static void
review_desk_dispose (GObject *object)
{
  ReviewDesk *self = REVIEW_DESK (object);

  review_desk_draft_drop (self);
  review_desk_lease_stop (self);
  review_desk_presence_stop (self);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_handle_id (&self->reload_id, g_source_remove);
  g_clear_handle_id (&self->effects_id, g_source_remove);
  g_clear_handle_id (&self->blink_id, g_source_remove);
  g_clear_handle_id (&self->ahead_id, g_source_remove);
  if (self->case_cancellable != NULL)
    g_cancellable_cancel (self->case_cancellable);
  g_clear_object (&self->case_cancellable);
  g_clear_object (&self->client);
  g_clear_object (&self->files);
  G_OBJECT_CLASS (review_desk_parent_class)->dispose (object);
}

static void
review_desk_finalize (GObject *object)
{
  ReviewDesk *self = REVIEW_DESK (object);

  review_record_unref (self->user);
  review_record_unref (self->catalog);
  review_record_unref (self->form);
  review_record_unref (self->request);
  g_clear_object (&self->view);
  g_clear_object (&self->unmet);
  g_clear_object (&self->effects);
  g_clear_object (&self->last_decision);
  g_clear_pointer (&self->opened, g_hash_table_unref);
  g_clear_pointer (&self->draft_waiters, g_ptr_array_unref);
  g_clear_pointer (&self->unsure, g_ptr_array_unref);
  g_queue_clear_full (&self->undo, (GDestroyNotify) review_undo_free);
  review_desk_left_forget (self);
  g_free (self->request_key);
  g_free (self->next_type);
  g_free (self->ahead_type);
  review_record_unref (self->ahead);
  g_free (self->batch_type);
  g_free (self->error_field);
  G_OBJECT_CLASS (review_desk_parent_class)->finalize (object);
}

static void
review_desk_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  review_props_get (object, &props[id - 1], value);
}

static void
review_desk_class_init (ReviewDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = review_desk_dispose;
  object_class->finalize = review_desk_finalize;
  object_class->get_property = review_desk_get_property;
  review_props_install (object_class, props, G_N_ELEMENTS (props));
  g_signal_new ("form-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  g_signal_new ("revealed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  g_signal_new ("ahead-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

/* Once a second while there is something to count: SLA, undo, active time. */
static gboolean
tick_cb (gpointer user_data)
{
  ReviewDesk *self = user_data;

  if (self->state == REVIEW_DESK_OPEN && review_desk_get_writable (self)
      && g_get_monotonic_time () - self->last_activity < IDLE_AFTER)
    self->active_ms += 1000;
  review_desk_undo_expire (self);
  review_desk_left_expire (self);
  review_desk_notify (self);
  return G_SOURCE_CONTINUE;
}

static void
review_desk_init (ReviewDesk *self)
{
  self->form = review_record_new (&review_form_type);
  self->unmet = g_list_store_new (REVIEW_TYPE_ITEM);
  self->effects = g_list_store_new (REVIEW_TYPE_ITEM);
  self->draft_waiters = g_ptr_array_new_with_free_func (g_object_unref);
  self->opened = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->unsure = review_records_new ();
  g_queue_init (&self->undo);
  self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
  review_desk_presence_start (self);
  review_desk_notify (self);
}

ReviewDesk *
review_desk_new (void)
{
  return g_object_new (REVIEW_TYPE_DESK, NULL);
}

void
review_desk_set_client (ReviewDesk *self, ReviewClient *client)
{
  g_set_object (&self->client, client);
}

/* (transfer none) (nullable) */
ReviewClient *
review_desk_get_client (ReviewDesk *self)
{
  return self->client;
}

void
review_desk_set_people (ReviewDesk *self, ReviewUser *user, ReviewCatalog *catalog)
{
  if (user != NULL)
    review_record_ref (user);
  if (catalog != NULL)
    review_record_ref (catalog);
  review_record_unref (self->user);
  review_record_unref (self->catalog);
  self->user = user;
  self->catalog = catalog;
  review_desk_check_form (self);
  review_desk_notify (self);
}

gint64
review_desk_now (ReviewDesk *self)
{
  return self->client != NULL ? review_client_get_server_time (self->client) : g_get_real_time ();
}

void
review_desk_set_state (ReviewDesk *self, ReviewDeskState state)
{
  self->state = state;
}

gboolean
review_desk_has_case (ReviewDesk *self, const char *work_item)
{
  return g_strcmp0 (review_desk_get_work_item (self), work_item) == 0;
}

static void
end_case (ReviewDesk *self)
{
  review_desk_draft_drop (self);
  review_desk_lease_stop (self);
  g_clear_handle_id (&self->reload_id, g_source_remove);
  if (self->case_cancellable != NULL)
    g_cancellable_cancel (self->case_cancellable);
  g_clear_object (&self->case_cancellable);
  g_clear_pointer (&self->request, review_record_unref);
  g_clear_pointer (&self->request_key, g_free);
  g_hash_table_remove_all (self->opened);
  self->update_pending = FALSE;
  self->active_ms = 0;
}

/* No case lies on the desk any more. */
void
review_desk_clear (ReviewDesk *self, ReviewDeskState state)
{
  end_case (self);
  g_clear_object (&self->view);
  self->state = state;
  review_desk_load_form (self, NULL);
  review_desk_notify (self);
}

/* How many of a chain's citations do not hold. */
static guint
count_broken (const ReviewAssessment *assessment)
{
  guint n = 0;

  for (guint i = 0; assessment->steps != NULL && i < assessment->steps->len; i++)
    {
      const ReviewStep *step = assessment->steps->pdata[i];

      for (guint j = 0; step->citations != NULL && j < step->citations->len; j++)
        if (((ReviewCitation *) step->citations->pdata[j])->status > REVIEW_CITATION_OK)
          n++;
    }
  return n;
}

/* Only what changes the picture stops a submit: verdict, route, or a cited fact. */
static gboolean
is_news (const ReviewCaseView *before, const ReviewCaseView *after)
{
  const ReviewAssessment *a = before->assessment;
  const ReviewAssessment *b = after->assessment;

  if (before->blind || after->blind)
    return FALSE;
  if (a == NULL || b == NULL)
    return a != b;
  return a->verdict != b->verdict || a->route != b->route || count_broken (a) != count_broken (b);
}

/* Whether nothing but the time at which it was read is another. */
static gboolean
says_the_same (const ReviewCaseView *before, ReviewCaseView *after)
{
  gint64 read_at = after->server_time;
  gboolean same;

  after->server_time = before->server_time;
  same = review_record_equal (before, after);
  after->server_time = read_at;
  return same;
}

/* The same case with news of it, if there are any: the form on screen stays. */
static void
update_case (ReviewDesk *self, ReviewCaseView *view)
{
  if (says_the_same (review_item_get_record (self->view), view))
    return;
  if (is_news (review_item_get_record (self->view), view))
    self->update_pending = TRUE;
  g_clear_object (&self->view);
  self->view = review_item_new (view);
  review_desk_draft_merge (self, view->draft);
}

static void
lay_case (ReviewDesk *self, ReviewCaseView *view, const ReviewForm *form)
{
  end_case (self);
  g_clear_object (&self->view);
  self->view = review_item_new (view);
  self->case_cancellable = g_cancellable_new ();
  self->last_activity = g_get_monotonic_time ();
  review_desk_draft_load (self, view->draft);
  if (view->draft == NULL && form != NULL)
    {
      review_desk_load_form (self, form);
      review_desk_draft_edited (self);
    }
}

/* Lays @view on the desk. @form: (nullable): what was typed before, where the server has none. */
void
review_desk_show (ReviewDesk *self, ReviewCaseView *view, const ReviewForm *form)
{
  gboolean same = review_desk_has_case (self, view->work_item->id);

  if (self->client != NULL)
    review_client_note_server_time (self->client, view->server_time);
  if (same)
    update_case (self, view);
  else
    lay_case (self, view, form);
  self->state = REVIEW_DESK_OPEN;
  review_desk_lease_read (self, view);
  if (self->lease_state == REVIEW_LEASE_MINE && self->draft_state == REVIEW_DRAFT_FAILED)
    review_desk_save_now (self);
  review_desk_drop_stale_marks (self);
  review_desk_check_form (self);
  review_desk_notify (self);
}

void
review_desk_set_error (ReviewDesk *self, ReviewDeskAction action, const GError *error)
{
  g_clear_pointer (&self->error_field, g_free);
  self->error_code = error->domain == REVIEW_ERROR ? error->code : REVIEW_ERROR_FAILED;
  self->error_field = review_error_dup_field (error);
  self->error_action = action;
  g_debug ("act %d: %s", (int) action, error->message);
}

void
review_desk_forget_error (ReviewDesk *self, ReviewDeskAction action)
{
  if (self->error_action == action)
    review_desk_clear_error (self);
}

void
review_desk_clear_error (ReviewDesk *self)
{
  self->error_code = 0;
  self->error_action = REVIEW_DESK_ACTION_NONE;
  g_clear_pointer (&self->error_field, g_free);
  review_desk_notify (self);
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewDesk) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCaseView) view =
      review_client_finish_case_view (REVIEW_CLIENT (source), result, &error);

  if (view != NULL && self->state == REVIEW_DESK_OPEN && self->act == NULL
      && review_desk_has_case (self, view->work_item->id))
    review_desk_show (self, view, NULL);
  else if (g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
    review_desk_lease_lost (self);
}

static gboolean
reload_cb (gpointer user_data)
{
  ReviewDesk *self = user_data;

  self->reload_id = 0;
  if (self->client != NULL && self->view != NULL && self->state == REVIEW_DESK_OPEN)
    review_client_get_work_item_async (self->client, review_desk_get_work_item (self),
                                       self->case_cancellable, reloaded_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

void
review_desk_reload (ReviewDesk *self)
{
  if (self->reload_id == 0 && self->view != NULL)
    self->reload_id = g_timeout_add (RELOAD_DELAY, reload_cb, self);
}

void
review_desk_came_online (ReviewDesk *self)
{
  review_desk_reload (self);
  if (review_desk_draft_is_dirty (self))
    review_desk_save_now (self);
  review_desk_effects_watch (self, RELOAD_DELAY);
}

/* What the user does with drafts and leases comes back as events; it is no news. */
void
review_desk_take_event (ReviewDesk *self, const ReviewEvent *event)
{
  const ReviewCaseView *view = review_desk_get_view (self);
  const ReviewDecision *last = review_desk_get_last_decision (self);

  if (event->object == NULL || strcmp (event->kind, "draft") == 0
      || strcmp (event->kind, "lease") == 0 || strcmp (event->kind, "note") == 0)
    return;
  if (view != NULL
      && (g_str_equal (event->object, view->work_item->id)
          || g_str_equal (event->object, view->item_case->id)))
    review_desk_reload (self);
  if (last != NULL
      && (g_str_equal (event->object, last->id) || g_str_equal (event->object, last->case_id)
          || g_str_equal (event->object, last->work_item)))
    review_desk_effects_watch (self, RELOAD_DELAY);
}

/* Another user sits down: nothing of the last one stays. */
void
review_desk_reset (ReviewDesk *self)
{
  review_desk_clear (self, REVIEW_DESK_EMPTY);
  g_queue_clear_full (&self->undo, (GDestroyNotify) review_undo_free);
  review_desk_left_forget (self);
  g_clear_object (&self->last_decision);
  g_list_store_remove_all (self->effects);
  g_clear_pointer (&self->next_type, g_free);
  review_desk_ahead_drop (self);
  review_desk_end_batch (self);
  self->decided_count = 0;
  review_desk_clear_error (self);
}
