/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewHubBoard: the Decision Hub as the screen sees it: the policy's versions, a draft that is
 * being edited, what its thresholds would do, the back-test of it, and the acts on versions. It
 * lives as long as the session, so that a window that is built anew finds the draft and the place
 * where one was. Main thread only; nothing here blocks. */
#pragma once

#include <gio/gio.h>

#include "review-hub-forecast.h"
#include "review-item.h"
#include "review-people.h"

G_BEGIN_DECLS

/**
 * ReviewHubState:
 * @REVIEW_HUB_IDLE: nobody has looked yet
 * @REVIEW_HUB_LOADING: the first answer is on its way
 * @REVIEW_HUB_READY: measured points are there
 * @REVIEW_HUB_NO_MODEL: the chosen type has no model: there are thresholds and nothing measured
 * @REVIEW_HUB_FAILED: "error-code" says why: OFFLINE, FORBIDDEN, …
 */
typedef enum
{
  REVIEW_HUB_IDLE,
  REVIEW_HUB_LOADING,
  REVIEW_HUB_READY,
  REVIEW_HUB_NO_MODEL,
  REVIEW_HUB_FAILED
} ReviewHubState;

typedef enum
{
  REVIEW_HUB_ACT_NONE,
  REVIEW_HUB_ACT_READ,
  REVIEW_HUB_ACT_SAVE,
  REVIEW_HUB_ACT_APPROVE,
  REVIEW_HUB_ACT_MAKE_LIVE,
  REVIEW_HUB_ACT_PUT_BACK,
  REVIEW_HUB_ACT_WITHDRAW
} ReviewHubAct;

/**
 * ReviewBacktestState:
 * @REVIEW_BACKTEST_NONE: the draft is as the live policy for this type: nothing to try
 * @REVIEW_BACKTEST_WAITING: asked for as soon as the handles rest
 * @REVIEW_BACKTEST_RUNNING: on its way; what is shown is of an earlier draft, or nothing
 * @REVIEW_BACKTEST_DONE: what is shown is of this draft
 * @REVIEW_BACKTEST_FAILED: "backtest-error" says why
 */
typedef enum
{
  REVIEW_BACKTEST_NONE,
  REVIEW_BACKTEST_WAITING,
  REVIEW_BACKTEST_RUNNING,
  REVIEW_BACKTEST_DONE,
  REVIEW_BACKTEST_FAILED
} ReviewBacktestState;

#define REVIEW_TYPE_HUB_STATE (review_hub_state_get_type ())
GType review_hub_state_get_type (void);
#define REVIEW_TYPE_BACKTEST_STATE (review_backtest_state_get_type ())
GType review_backtest_state_get_type (void);

/**
 * ReviewHubBoard:
 *
 * Properties (read-only, explicit notify):
 * - "state": #ReviewHubState
 * - "busy": boolean: an act is under way; "error-code": int, 0: none; "error-field": string
 *   (nullable): path of the member that the server refused, as "rules[2].when"; "error-act":
 *   #ReviewHubAct as int
 * - "overview", "versions", "view", "live", "opened", "draft", "backtest": #ReviewItem (nullable)
 *   of ReviewHubOverview, ReviewPolicyList, ReviewHubView, and ReviewPolicy for the three policies:
 *   in force, the stored version that the draft began from, and the draft as it stands
 * - "case-type": string (nullable): chosen type
 * - "threshold-pass", "threshold-block": double: of the draft, for the chosen type
 * - "dirty": boolean: the draft differs from "opened"
 * - "backtest-state": #ReviewBacktestState, "backtest-error": int
 * - "note", "reason": string: why the draft differs; why a version is made live or put back
 * - "compared", "against": string (nullable): versions whose differences are shown
 * - "changes": uint: grows when review_hub_board_get_changes() is another
 */
#define REVIEW_TYPE_HUB_BOARD (review_hub_board_get_type ())
G_DECLARE_FINAL_TYPE (ReviewHubBoard, review_hub_board, REVIEW, HUB_BOARD, GObject)

/* Reads what is not there yet: to be called when the page is shown. */
void review_hub_board_look (ReviewHubBoard *self);
/* Reads everything anew; what is shown stays until the answers are there. */
void review_hub_board_refresh (ReviewHubBoard *self);

ReviewHubState review_hub_board_get_state (ReviewHubBoard *self);
gboolean review_hub_board_get_busy (ReviewHubBoard *self);
int review_hub_board_get_error_code (ReviewHubBoard *self);
const char *review_hub_board_get_error_field (ReviewHubBoard *self);
int review_hub_board_get_error_act (ReviewHubBoard *self);
void review_hub_board_clear_error (ReviewHubBoard *self);

/* (transfer none) (nullable) */
const ReviewHubOverview *review_hub_board_get_overview (ReviewHubBoard *self);
const ReviewPolicyList *review_hub_board_get_versions (ReviewHubBoard *self);
const ReviewPolicyVersion *review_hub_board_find_version (ReviewHubBoard *self,
                                                          const char *version);
const ReviewHubView *review_hub_board_get_view (ReviewHubBoard *self);
const ReviewPolicy *review_hub_board_get_live (ReviewHubBoard *self);
const ReviewPolicy *review_hub_board_get_opened (ReviewHubBoard *self);
const ReviewPolicy *review_hub_board_get_draft (ReviewHubBoard *self);
const ReviewTypePolicy *review_hub_board_get_type_policy (ReviewHubBoard *self);
const char *review_hub_board_get_case_type (ReviewHubBoard *self);
void review_hub_board_set_case_type (ReviewHubBoard *self, const char *case_type);

/* The draft. Each change makes it another one; "dirty" follows. */
double review_hub_board_get_threshold_pass (ReviewHubBoard *self);
double review_hub_board_get_threshold_block (ReviewHubBoard *self);
void review_hub_board_set_threshold (ReviewHubBoard *self, ReviewSide side, double value);
void review_hub_board_set_verdict_cut (ReviewHubBoard *self, double value);
void review_hub_board_set_audit_rate (ReviewHubBoard *self, double share);
void review_hub_board_set_sla_minutes (ReviewHubBoard *self, gint64 minutes);
void review_hub_board_set_blind (ReviewHubBoard *self, int mode);
void review_hub_board_set_blind_share (ReviewHubBoard *self, double share);
char *review_hub_board_dup_new_rule_id (ReviewHubBoard *self);
void review_hub_board_set_rule (ReviewHubBoard *self, const ReviewRule *rule);
void review_hub_board_set_rule_off (ReviewHubBoard *self, const char *id, gboolean off);
void review_hub_board_remove_rule (ReviewHubBoard *self, const char *id);
const ReviewRule *review_hub_board_find_rule (ReviewHubBoard *self, const char *id);
/* The rule in the form, as far as it was filled in; it is not part of the draft yet. */
const ReviewRule *review_hub_board_get_editing (ReviewHubBoard *self);
void review_hub_board_set_editing (ReviewHubBoard *self, const ReviewRule *rule);
const char *review_hub_board_get_note (ReviewHubBoard *self);
void review_hub_board_set_note (ReviewHubBoard *self, const char *note);
const char *review_hub_board_get_reason (ReviewHubBoard *self);
void review_hub_board_set_reason (ReviewHubBoard *self, const char *reason);
gboolean review_hub_board_get_dirty (ReviewHubBoard *self);
void review_hub_board_discard (ReviewHubBoard *self);

/* What the draft's thresholds, or the live ones, would do. FALSE: nothing measured. */
gboolean review_hub_board_forecast (ReviewHubBoard *self, gboolean live, ReviewHubForecast *ret);

ReviewBacktestState review_hub_board_get_backtest_state (ReviewHubBoard *self);
const ReviewBacktest *review_hub_board_get_backtest (ReviewHubBoard *self);
int review_hub_board_get_backtest_error (ReviewHubBoard *self);
void review_hub_board_cancel_backtest (ReviewHubBoard *self);

/* Acts. One at a time; "busy" while it runs; afterwards everything is read anew. */
gboolean review_hub_board_can (ReviewHubBoard *self, ReviewHubAct act, const char *version);
void review_hub_board_save (ReviewHubBoard *self);
void review_hub_board_act (ReviewHubBoard *self, ReviewHubAct act, const char *version);
/* Makes a stored version the one that is looked at and edited. No-op while the draft is dirty. */
void review_hub_board_open_version (ReviewHubBoard *self, const char *version);

/* The differences of @version against another: NULL: the one it was made from. */
void review_hub_board_compare (ReviewHubBoard *self, const char *version, const char *against);
const char *review_hub_board_get_compared (ReviewHubBoard *self);
const char *review_hub_board_get_against (ReviewHubBoard *self);
/* (element-type ReviewChange) (transfer none) (nullable): NULL while they are read */
GPtrArray *review_hub_board_get_changes (ReviewHubBoard *self);
/* A version that was read; for naming rules of either side. (transfer none) (nullable) */
const ReviewPolicy *review_hub_board_get_policy (ReviewHubBoard *self, const char *version);

G_END_DECLS
