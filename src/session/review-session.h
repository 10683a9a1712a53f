/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewSession: the root of what the screen is about: the server behind it (embedded or a
 * team's), who is signed in, the catalogue, the language, the queue and the open case. It lives as
 * long as the application; windows come and go over it (a switch of language rebuilds the window),
 * so nothing a person would miss is kept in a widget. Main thread only; nothing here blocks. */
#pragma once

#include <gio/gio.h>

#include "review-aside.h"
#include "review-bulk-board.h"
#include "review-catalog.h"
#include "review-causes.h"
#include "review-desk.h"
#include "review-handover-draft.h"
#include "review-hub-board.h"
#include "review-effect-board.h"
#include "review-floor.h"
#include "review-house.h"
#include "review-inbox.h"
#include "review-item.h"
#include "review-pattern-board.h"
#include "review-people.h"
#include "review-queue.h"
#include "review-queue-marks.h"
#include "review-referrals.h"
#include "review-reopening.h"
#include "review-score-board.h"
#include "review-shift-board.h"
#include "review-sop-drafts.h"
#include "review-sop-versions.h"
#include "review-team.h"
#include "review-today-board.h"
#include "review-model-board.h"
#include "review-trial-board.h"
#include "review-waves.h"

G_BEGIN_DECLS

/**
 * ReviewConnection:
 * @REVIEW_CONNECTION_STARTING: the embedded server is being started
 * @REVIEW_CONNECTION_CONNECTING: first contact: token, user, catalogue
 * @REVIEW_CONNECTION_ONLINE: calls go through and events arrive
 * @REVIEW_CONNECTION_OFFLINE: was lost; it tries again by itself, what is typed is kept
 * @REVIEW_CONNECTION_REFUSED: the token is not (or no longer) valid: "error-code" says more
 * @REVIEW_CONNECTION_FAILED: the embedded server cannot be started, or a team server's address or
 *   answer is wrong; only review_session_start() tries again
 * @REVIEW_CONNECTION_CLOSED: before the start and after review_session_close_async()
 */
typedef enum
{
  REVIEW_CONNECTION_CLOSED,
  REVIEW_CONNECTION_STARTING,
  REVIEW_CONNECTION_CONNECTING,
  REVIEW_CONNECTION_ONLINE,
  REVIEW_CONNECTION_OFFLINE,
  REVIEW_CONNECTION_REFUSED,
  REVIEW_CONNECTION_FAILED
} ReviewConnection;

#define REVIEW_TYPE_CONNECTION (review_connection_get_type ())
GType review_connection_get_type (void);

/**
 * ReviewSessionConfig:
 * @server_url: (nullable): a team server, https:// (http:// only for loopback); NULL: start the
 *   embedded server on this computer
 * @token: (nullable): of a team server; NULL: review_credentials_lookup_async() finds it
 * @database: (nullable): of the embedded server, `sqlite:PATH`; NULL: its default under XDG data
 * @no_demo: embedded mode: an empty store stays empty instead of being filled with generated cases
 * @user: (nullable): local user to start as, embedded mode only; NULL: the senior, "u-senior"
 * @language: (nullable): "en" or "zh-CN"; NULL: "en"
 * @ca_file: (nullable): PEM file of a team server's private certificate authority
 */
typedef struct
{
  const char *server_url;
  const char *token;
  const char *database;
  gboolean no_demo;
  const char *user;
  const char *language;
  const char *ca_file;
} ReviewSessionConfig;

/**
 * ReviewSession:
 *
 * Properties (all with explicit notify; read-only unless said):
 * - "connection": #ReviewConnection
 * - "embedded": boolean: the server runs on this computer and belongs to this app
 * - "host": string (nullable): host name of a team server
 * - "error-code": int: #ReviewErrorCode of why connection is not ONLINE, 0: none
 * - "retry-seconds": int: while OFFLINE, seconds until the next try (0: trying now)
 * - "preparing": boolean: a first start makes, trains and assesses demo data; cases appear while
 *   it runs
 * - "preparation-stage": string (nullable): code: demo, import, features, training, assessing
 * - "preparation-fraction": double 0..1; below 0 when the amount of work is not known
 * - "user": #ReviewItem of a ReviewUser (nullable); notified when the user is switched
 * - "local-users": GListModel (same object for the session's life) of #ReviewItem of ReviewUser: who one may be; empty unless embedded
 * - "catalog": #ReviewItem of a ReviewCatalog (nullable until ONLINE for the first time)
 * - "language": string, read-write: "en" or "zh-CN"; of data texts (review_text_get())
 * - "can-take-next", "can-pick", "can-decide", "can-export": boolean: what the user's role allows, so that the
 *   screen offers no button that the server refuses (the server decides all the same)
 * - "can-see-hub": boolean: the role has the Decision Hub
 * - "can-see-waves", "can-see-lists", "can-reopen": boolean: the role has waves of alike cases, the
 *   house's lists, and may have a case that is over looked at again
 * - "queue": #ReviewQueue, "desk": #ReviewDesk, "inbox": #ReviewInbox, "effect-board": #ReviewEffectBoard,
 *   "shift-board": #ReviewShiftBoard, "hub": #ReviewHubBoard: the
 *   same objects for the session's life
 *
 * Signals:
 * - "event" (#ReviewItem of a ReviewEvent): every server-sent event, after the session, queue
 *   and desk have used it
 */
#define REVIEW_TYPE_SESSION (review_session_get_type ())
G_DECLARE_FINAL_TYPE (ReviewSession, review_session, REVIEW, SESSION, GObject)

/* Makes a session; nothing is started and nothing is read yet. @config is copied. */
ReviewSession *review_session_new (const ReviewSessionConfig *config);

/* Starts (or, after FAILED, REFUSED or OFFLINE, starts again at once): server, token, user,
 * catalogue, queue, events. Returns at once; watch "connection". No-op while it is under way. A
 * case that the user still holds (after a crash of this program) is laid on the desk again. */
void review_session_start (ReviewSession *self);

/* Saves the draft, puts the open case back, ends the event stream and the embedded server.
 * Bounded: calls back within 8 s even when the server does not answer. */
void
review_session_close_async (ReviewSession *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean review_session_close_finish (ReviewSession *self, GAsyncResult *result, GError **error);

/* Embedded mode: works on as another local user. The draft is saved and the open case put back
 * first. Errors: FORBIDDEN on a team server, NOT_FOUND for an unknown id. */
void review_session_switch_user_async (ReviewSession *self,
                                       const char *user_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
review_session_switch_user_finish (ReviewSession *self, GAsyncResult *result, GError **error);

ReviewConnection review_session_get_connection (ReviewSession *self);
gboolean review_session_get_embedded (ReviewSession *self);
const char *review_session_get_host (ReviewSession *self);
/* (nullable): process id of the embedded server while it runs, for "about this system" and tests. */
const char *review_session_get_server_pid (ReviewSession *self);
int review_session_get_error_code (ReviewSession *self);
int review_session_get_retry_seconds (ReviewSession *self);
gboolean review_session_get_preparing (ReviewSession *self);
const char *review_session_get_preparation_stage (ReviewSession *self);
double review_session_get_preparation_fraction (ReviewSession *self);

/* (transfer none) (nullable) */
const ReviewUser *review_session_get_user (ReviewSession *self);
GListModel *review_session_get_local_users (ReviewSession *self);
const ReviewCatalog *review_session_get_catalog (ReviewSession *self);

const char *review_session_get_language (ReviewSession *self);
void review_session_set_language (ReviewSession *self, const char *language);

/* The text in the session's language, the other one where it is missing; never NULL. */
const char *review_session_get_text (ReviewSession *self, const ReviewText *text);

gboolean review_session_get_can_take_next (ReviewSession *self);
gboolean review_session_get_can_pick (ReviewSession *self);
gboolean review_session_get_can_export (ReviewSession *self);
gboolean review_session_get_can_decide (ReviewSession *self);

gboolean review_session_get_can_see_hub (ReviewSession *self);
gboolean review_session_get_can_see_waves (ReviewSession *self);
gboolean review_session_get_can_see_lists (ReviewSession *self);
gboolean review_session_get_can_reopen (ReviewSession *self);
gboolean review_session_get_can_oversee (ReviewSession *self);
/* Whether the user gives cases to others and acts on many at once. */
gboolean review_session_get_can_lead (ReviewSession *self);
gboolean review_session_get_can_see_figures (ReviewSession *self);

ReviewQueue *review_session_get_queue (ReviewSession *self);
/* Rows of the queue that are chosen together, and the act on them; the same objects for the session's
 * life. */
ReviewQueueMarks *review_session_get_marks (ReviewSession *self);
ReviewBulkBoard *review_session_get_bulk (ReviewSession *self);
ReviewDesk *review_session_get_desk (ReviewSession *self);
/* What stands beside the desk's case; the same object for the session's life. */
ReviewAside *review_session_get_aside (ReviewSession *self);
/* Clauses proposed for the gaps of the desk's case; the same object for the session's life. */
ReviewSopDrafts *review_session_get_sop_drafts (ReviewSession *self);
/* Versions of the SOP of the desk's case; the same object for the session's life. */
ReviewCauses *review_session_get_causes (ReviewSession *self);
ReviewSopVersions *review_session_get_sop_versions (ReviewSession *self);
ReviewInbox *review_session_get_inbox (ReviewSession *self);
ReviewEffectBoard *review_session_get_effect_board (ReviewSession *self);
ReviewShiftBoard *review_session_get_shift_board (ReviewSession *self);
/* Who works on cases, and a handover that is being written; the same objects for the session's life. */
ReviewTeam *review_session_get_team (ReviewSession *self);
ReviewHandoverDraft *review_session_get_handover (ReviewSession *self);
ReviewHubBoard *review_session_get_hub (ReviewSession *self);
/* Waves of alike cases, and the house's lists; the same objects for the session's life. */
ReviewWaves *review_session_get_waves (ReviewSession *self);
ReviewModelBoard *review_session_get_models (ReviewSession *self);
ReviewTrialBoard *review_session_get_trials (ReviewSession *self);
ReviewHouse *review_session_get_house (ReviewSession *self);
/* How the floor did; the same object for the session's life. */
ReviewFloor *review_session_get_floor (ReviewSession *self);
/* How good ROCA and the whole are; the same object for the session's life. */
ReviewScoreBoard *review_session_get_score (ReviewSession *self);
/* Recurring errors of ROCA; the same object for the session's life. */
ReviewPatternBoard *review_session_get_patterns (ReviewSession *self);
/* Suspicious-transaction referrals; the same object for the session's life. */
ReviewReferrals *review_session_get_referrals (ReviewSession *self);

/* What the day begins with; the same object for the session's life. */
ReviewTodayBoard *review_session_get_today (ReviewSession *self);

/* Has a case that is over looked at again, by another person. Errors: CONFLICT while it is not over,
 * INVALID naming the member. Ends with review_session_reopen_finish(). */
void review_session_reopen_async (ReviewSession *self,
                                  const char *case_id,
                                  const ReviewReopenRequest *request,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean review_session_reopen_finish (ReviewSession *self, GAsyncResult *result, GError **error);

/* The server's time now, µs UTC: every countdown is against it, never the local clock. */
gint64 review_session_get_server_time (ReviewSession *self);

/* Where the screen was: focus names, scroll positions, open panes, chosen tabs, cursor positions,
 * by a name that the screen chooses. Kept for the session's life; those under "case/" are
 * forgotten when another case is opened. No notify: written by a window that is being taken down,
 * read by the one that is built. */
void review_session_set_ui (ReviewSession *self, const char *name, GVariant *value);
GVariant *review_session_get_ui (ReviewSession *self, const char *name);
void review_session_set_ui_string (ReviewSession *self, const char *name, const char *value);
const char *review_session_get_ui_string (ReviewSession *self, const char *name);
void review_session_set_ui_number (ReviewSession *self, const char *name, double value);
double review_session_get_ui_number (ReviewSession *self, const char *name, double fallback);

G_END_DECLS
