/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server for tests, in the test's own process and main loop: as much of the API as the session
 * calls, with faults to order. The real server is met in tests/client/test-real-server.c. */
#pragma once

#include <libsoup/soup.h>

#include "fake-aside.h"
#include "fake-bulk.h"
#include "fake-catalog.h"
#include "fake-effects.h"
#include "fake-hub.h"
#include "fake-trials.h"
#include "fake-sops.h"
#include "review-catalog.h"
#include "review-cause.h"
#include "review-decision.h"
#include "review-people.h"
#include "review-requests.h"
#include "review-shift.h"

G_BEGIN_DECLS

#define FAKE_HANG  1 /* as a fault's status: never answers */
#define FAKE_TOKEN "token-of-the-test-0123456789"

typedef struct
{
  ReviewQueueRow *row;
  ReviewCaseView *view; /* a template; replaced by a changed copy */
  ReviewDecision *decision;
  ReviewAssessment *withheld; /* what a blind view does not show yet */
  gboolean ran_out;           /* the user's lease did, and nobody else had it since */
} FakeItem;

typedef struct
{
  SoupServer *soup;
  GSocketService *service;
  char *url;
  guint port;
  GPtrArray *items; /* FakeItem, in queue order */
  ReviewCatalog *catalog;
  ReviewUser *user;
  ReviewInboxPage *inbox; /* replaced by a changed copy */
  ReviewEffectList *effects;
  ReviewCauseCounts *causes; /* of every type; replaced by another */
  FakeHub *hub;
  FakeTrials *trials;
  FakeAside *aside;
  FakeBulk *bulk;
  GPtrArray *sop_drafts; /* ReviewSopDraft, the newest first */
  GHashTable *replies;   /* idempotency key → stored reply */
  GHashTable *files;     /* SHA-256 → GBytes: what attachments are answered with */
  GHashTable *canned;    /* "GET /v1/shift" → the JSON that answers it, before anything else */
  char *canned_body;     /* (owned) (nullable): of the last write that was answered so */
  GPtrArray *log;        /* "METHOD PATH" of each request, in order */
  GPtrArray *streams;    /* SoupServerMessage of event streams */
  gint64 seq;
  gint64 undo_time; /* µs */
  gint64 lease_time;
  guint view_generation;
  GPtrArray *views;            /* of GPtrArray of ReviewQueueRow: what each fixed */
  ReviewSavedFilters *filters; /* that the user keeps */
  guint breached;              /* so many rows are in the first band */

  /* faults: the next requests whose path ends so */
  const char *fault_path;
  guint fault_status; /* 0: cut the connection after the work is done (the answer is lost) */
  guint fault_count;
  const char *body_instead; /* (nullable): the answer's body at fault_status */
  char *problem;            /* (owned) (nullable): of the last refusal */
  const char *type_instead;
  const char *location;
  gboolean preparing;
  guint saw_last_event_id;
} FakeServer;

FakeServer *fake_server_new (guint n_items);
void fake_server_free (FakeServer *self);
/* @call ("POST /v1/handovers") is answered with @record from now on. */
void fake_server_can (FakeServer *self, const char *call, gconstpointer record);
FakeItem *fake_server_item (FakeServer *self, guint i);
void fake_server_event (FakeServer *self, const char *kind, const char *object);
void fake_server_fault (FakeServer *self, const char *path_end, guint status, guint count);
/* The next request whose path ends so is refused with the problem of that code ("forbidden"), whose
 * detail, SERVER-TEXT, nobody may see. */
void fake_server_refuse (FakeServer *self, const char *path_end, guint status, const char *code);
void fake_server_stop_listening (FakeServer *self);
void fake_server_listen_again (FakeServer *self);
guint fake_server_count (FakeServer *self, const char *prefix);
/* Somebody else saves a draft. */
void fake_server_foreign_draft (FakeServer *self, guint i, const char *annotation);
/* The case is assessed anew with another verdict. */
void fake_server_reassess (FakeServer *self, guint i, int verdict);
/* What ROCA says is withheld: a ReviewBlindMode. */
void fake_server_blind (FakeServer *self, guint i, int mode);
/* @from escalated the item to seniors, recommending to block it. */
void fake_server_escalate (FakeServer *self, guint i, const char *from);
/* The item is one of the user's own that is held, or with REVIEW_WORK_QUEUED has come back. */
void fake_server_wait (FakeServer *self, guint i, int state);
/* What comes back to the user of item @i: a ReviewFeedbackKind. */
void fake_server_feed_back (FakeServer *self, guint i, int kind);
/* A note of "M. Okafor" beside item @i that names the user. */
void fake_server_mention (FakeServer *self, guint i, const char *text);
/* The lease goes to somebody else. */
void fake_server_steal_lease (FakeServer *self, guint i);
/* The user's lease runs out; the case waits again. */
void fake_server_expire_lease (FakeServer *self, guint i);

/* fake-data.c */
gpointer fake_server_record (FakeServer *self, const char *root);
ReviewCauseCounts *fake_causes_new (void);
ReviewInboxPage *fake_inbox_new (void);
ReviewEscalation *fake_inbox_add (ReviewInboxPage *inbox, const FakeItem *item, const char *from);
void fake_inbox_remove (ReviewInboxPage *inbox, const char *work_item);
void fake_inbox_wait (ReviewInboxPage *inbox, const FakeItem *item);
void fake_inbox_snooze (ReviewInboxPage *inbox,
                        const FakeItem *item,
                        const ReviewSnoozeRequest *request);
gboolean fake_inbox_is_snoozed (ReviewInboxPage *inbox, const char *work_item);
void fake_inbox_taken (ReviewInboxPage *inbox, const char *work_item);
void fake_inbox_feed_back (ReviewInboxPage *inbox, const FakeItem *item, int kind);
ReviewFeedback *fake_inbox_read (ReviewInboxPage *inbox, const char *id);
ReviewMention *fake_inbox_read_mention (ReviewInboxPage *inbox, const char *id);
void fake_inbox_mention (ReviewInboxPage *inbox, const FakeItem *item, const ReviewNote *note);
ReviewCaseView *fake_item_edit (FakeItem *item);
void fake_item_set_lease (FakeServer *self, ReviewCaseView *view, const char *user);
void fake_item_set_row_state (FakeItem *item, int state);
FakeItem *fake_item_new (guint i);
void fake_item_free (gpointer data);

/* Runs the main loop until @condition holds; fails the test after 10 s. */
#define WAIT_FOR(condition)                                                       \
  G_STMT_START                                                                    \
  {                                                                               \
    gint64 wait_end_ = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;             \
    guint wait_id_ = g_timeout_add (20, fake_server_wake, NULL);                  \
    while (!(condition))                                                          \
      {                                                                           \
        if (g_get_monotonic_time () > wait_end_)                                  \
          g_error ("%s:%d: not within 10 s: %s", __FILE__, __LINE__, #condition); \
        g_main_context_iteration (NULL, TRUE);                                    \
      }                                                                           \
    g_source_remove (wait_id_);                                                   \
  }                                                                               \
  G_STMT_END

gboolean fake_server_wake (gpointer unused);

G_END_DECLS
