/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's struct and what its files tell each other: review-desk.c (object, case, clocks),
 * review-desk-form.c (form and rules), review-desk-draft.c (autosave), review-desk-lease.c,
 * review-desk-acts.c (take, release), review-desk-decide.c (submit, undo), review-desk-left.c (ask,
 * hold, answer an escalation). */
#pragma once

#include "review-client.h"
#include "review-desk.h"
#include "review-props.h"
#include "review-session-private.h"

G_BEGIN_DECLS

/* A decision that can still be undone. */
typedef struct
{
  ReviewDecision *decision; /* (owned) */
  ReviewForm *form;         /* (owned): as it was typed, untrimmed */
  char *display_id;         /* (owned) */
  char *case_type;          /* (owned) */
  char *key;                /* (owned): of its retraction */
} ReviewUndo;

struct _ReviewDesk
{
  GObject parent_instance;

  /* borrowed from the session, held */
  ReviewClient *client;   /* (owned) (nullable) */
  ReviewUser *user;       /* (owned) (nullable) */
  ReviewCatalog *catalog; /* (owned) (nullable) */

  /* the case */
  ReviewDeskState state;
  ReviewItem *view; /* (owned) (nullable) */
  ReviewLeaseState lease_state;
  gint64 lease_until;
  gboolean update_pending;
  gint64 active_ms;
  gint64 last_activity;           /* monotonic µs */
  gboolean attended;              /* a window of the app is the active one */
  gint64 left_at;                 /* monotonic µs: since when none is */
  gboolean away;                  /* nobody is there: the lease is not kept */
  gint64 idle_time;               /* µs without input after which nobody is there */
  gint64 leave_time;              /* µs without an active window */
  GCancellable *case_cancellable; /* (owned) (nullable): reads about the open case */
  GHashTable *opened;             /* (owned): row and field → value that was revealed */

  /* the form */
  ReviewForm *form;  /* (owned): changed in place, never handed on */
  GListStore *unmet; /* (owned) */
  guint edits;       /* grows with each change */

  /* the draft */
  ReviewDraftState draft_state;
  gint64 draft_revision; /* newest that the server has */
  gint64 draft_saved_at;
  guint edits_saved; /* @edits that the server has */
  guint edits_sent;  /* @edits on their way */
  ReviewForm *sent;  /* (owned) (nullable): the form last sent */
  GPtrArray *unsure; /* (owned): forms sent whose answers were lost */
  ReviewForm *other; /* (owned) (nullable): in CONFLICT, the server's */
  gint64 other_revision;
  char *draft_key; /* (owned) (nullable): of the form last sent */
  gboolean draft_sending;
  GPtrArray *draft_waiters; /* (owned): tasks that wait for the draft to be saved */

  /* timers */
  guint tick_id;
  guint draft_id;
  guint lease_id;
  guint presence_id;
  guint reload_id;
  guint effects_id;
  guint blink_id; /* while what is being submitted still looks as it did */

  /* submit, undo and what came of it */
  ReviewDecideRequest *request; /* (owned) (nullable): sent, outcome not known */
  char *request_key;            /* (owned) (nullable) */
  gint64 request_version;
  GQueue undo; /* ReviewUndo, newest first */
  guint decided_count;
  ReviewItem *last_decision;  /* (owned) (nullable) */
  GListStore *effects;        /* (owned) */
  struct _ReviewFiles *files; /* (owned) (nullable): review-files.c */
  char *next_type;            /* (owned) (nullable): filter of the last take-next */
  char *batch_type;           /* (owned) (nullable): of the batch under way */
  guint batch_size;           /* 0: none */
  guint batch_n;              /* cases of it that were taken */
  GTask *act;                 /* (nullable): under way, holds itself */

  /* the next case, taken ahead */
  gboolean took_next;    /* the present one was got by taking next */
  ReviewCaseView *ahead; /* (owned) (nullable) */
  char *ahead_type;      /* (owned) (nullable): case type it was asked of */
  gboolean ahead_taking; /* on its way */
  gboolean ahead_wanted;
  GTask *ahead_task; /* (nullable): the act that waits for it */
  guint ahead_late;  /* @edits at which it was put back unseen */
  guint ahead_id;

  ReviewLeft left;   /* its texts are owned */
  gint64 left_since; /* monotonic µs */

  int error_code;
  char *error_field; /* (owned) (nullable) */
  ReviewDeskAction error_action;
  ReviewPropsTold told;
};

/* review-desk.c */
void review_desk_notify (ReviewDesk *self);
gint64 review_desk_now (ReviewDesk *self);
void review_desk_set_state (ReviewDesk *self, ReviewDeskState state);
void review_desk_show (ReviewDesk *self, ReviewCaseView *view, const ReviewForm *form);
void review_desk_clear (ReviewDesk *self, ReviewDeskState state);
void review_desk_set_error (ReviewDesk *self, ReviewDeskAction action, const GError *error);
void review_desk_forget_error (ReviewDesk *self, ReviewDeskAction action);
gboolean review_desk_has_case (ReviewDesk *self, const char *work_item);

/* review-desk-form.c */
const char *const *review_desk_form_fields (void);
void review_desk_load_form (ReviewDesk *self, const ReviewForm *form);
void review_desk_check_form (ReviewDesk *self);
void review_desk_drop_stale_marks (ReviewDesk *self);

/* review-desk-draft.c */
void review_desk_draft_edited (ReviewDesk *self);
void review_desk_draft_load (ReviewDesk *self, const ReviewDraft *draft);
void review_desk_draft_merge (ReviewDesk *self, const ReviewDraft *draft);
void review_desk_draft_drop (ReviewDesk *self);
gboolean review_desk_draft_is_dirty (ReviewDesk *self);
void
review_desk_draft_flush_async (ReviewDesk *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean review_desk_draft_flush_finish (ReviewDesk *self, GAsyncResult *result, GError **error);

/* review-desk-lease.c */
void review_desk_lease_read (ReviewDesk *self, const ReviewCaseView *view);
void review_desk_lease_stop (ReviewDesk *self);
void review_desk_lease_lost (ReviewDesk *self);
void review_desk_lease_renew (ReviewDesk *self);

/* review-desk-ahead.c */
void review_desk_ahead_consider (ReviewDesk *self);
gboolean review_desk_ahead_use (ReviewDesk *self,
                                GTask *task,
                                const char *case_type,
                                ReviewCaseView **ret_view);
void review_desk_ahead_drop (ReviewDesk *self);

/* review-desk-left.c */
void review_desk_left_note (ReviewDesk *self, ReviewDeskAction action, gint64 at);
void review_desk_left_expire (ReviewDesk *self);
void review_desk_left_forget (ReviewDesk *self);
/* review-desk-decide.c */
ReviewSeen *review_desk_make_seen (ReviewDesk *self);

/* review-desk-presence.c */
void review_desk_presence_start (ReviewDesk *self);
void review_desk_presence_stop (ReviewDesk *self);

/* review-desk-batch.c */
const char *review_desk_batch_next (ReviewDesk *self);
void review_desk_batch_count (ReviewDesk *self);

/* review-desk-effects.c */
void review_desk_effects_watch (ReviewDesk *self, guint milliseconds);
void review_desk_effects_set (ReviewDesk *self, GPtrArray *effects);
void review_desk_undo_expire (ReviewDesk *self);
ReviewUndo *review_desk_undo_top (ReviewDesk *self);
void review_undo_free (ReviewUndo *undo);

G_END_DECLS
