/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewDesk: the open case: what is shown, the form being filled in, what is still missing, the
 * draft on the server, the lease, the countdowns, submit and undo. The desk holds every word that
 * was typed; a widget only shows it. */
#pragma once

#include <gio/gio.h>

#include "review-decision.h"
#include "review-flows.h"
#include "review-related.h"
#include "review-form-rules.h"
#include "review-item.h"
#include "review-requests.h"

G_BEGIN_DECLS

/**
 * ReviewDeskState:
 * @REVIEW_DESK_EMPTY: no case
 * @REVIEW_DESK_LOADING: a case is being taken or opened
 * @REVIEW_DESK_OPEN: a case is shown; "writable" says whether it may be decided
 * @REVIEW_DESK_SUBMITTING: the decision (or request, hold, answer) is on its way
 * @REVIEW_DESK_NOTHING_WAITS: take-next found nothing
 * @REVIEW_DESK_FAILED: the case could not be taken or opened: "error-code"
 */
typedef enum
{
  REVIEW_DESK_EMPTY,
  REVIEW_DESK_LOADING,
  REVIEW_DESK_OPEN,
  REVIEW_DESK_SUBMITTING,
  REVIEW_DESK_NOTHING_WAITS,
  REVIEW_DESK_FAILED
} ReviewDeskState;

/**
 * ReviewDraftState:
 * @REVIEW_DRAFT_NONE: nothing was filled in
 * @REVIEW_DRAFT_EDITED: changed, will be saved in a moment
 * @REVIEW_DRAFT_SAVING: on its way
 * @REVIEW_DRAFT_SAVED: the server has every word ("saved at" is "draft-saved-at")
 * @REVIEW_DRAFT_CONFLICT: the server has a newer draft from elsewhere; nothing is overwritten on
 *   either side until review_desk_resolve_conflict()
 * @REVIEW_DRAFT_FAILED: not saved (offline, lease lost); kept here, tried again
 */
typedef enum
{
  REVIEW_DRAFT_NONE,
  REVIEW_DRAFT_EDITED,
  REVIEW_DRAFT_SAVING,
  REVIEW_DRAFT_SAVED,
  REVIEW_DRAFT_CONFLICT,
  REVIEW_DRAFT_FAILED
} ReviewDraftState;

/**
 * ReviewLeaseState:
 * @REVIEW_LEASE_NONE: nobody holds it
 * @REVIEW_LEASE_MINE: held by the user, renewed while the desk has the case
 * @REVIEW_LEASE_OTHER: held by "lease-holder"
 * @REVIEW_LEASE_LOST: was the user's and is no more: the text is kept, submit is off, take again
 */
typedef enum
{
  REVIEW_LEASE_NONE,
  REVIEW_LEASE_MINE,
  REVIEW_LEASE_OTHER,
  REVIEW_LEASE_LOST
} ReviewLeaseState;

/**
 * ReviewDeskAction:
 * What "error-code" is about, so that the screen can say what did not work.
 */
typedef enum
{
  REVIEW_DESK_ACTION_NONE,
  REVIEW_DESK_ACTION_TAKE,
  REVIEW_DESK_ACTION_OPEN,
  REVIEW_DESK_ACTION_DRAFT,
  REVIEW_DESK_ACTION_LEASE,
  REVIEW_DESK_ACTION_SUBMIT,
  REVIEW_DESK_ACTION_UNDO,
  REVIEW_DESK_ACTION_RELEASE,
  REVIEW_DESK_ACTION_REQUEST,
  REVIEW_DESK_ACTION_HOLD,
  REVIEW_DESK_ACTION_ANSWER,
  REVIEW_DESK_ACTION_FIRST_CALL,
  REVIEW_DESK_ACTION_VERDICT,
  REVIEW_DESK_ACTION_SNOOZE
} ReviewDeskAction;

/* What became of the last case that left the desk without a decision. */
typedef struct
{
  ReviewDeskAction action; /* REQUEST, HOLD or SNOOZE; NONE: nothing, or it is a while ago */
  char *display_id;
  char *case_type;
  gint64 at; /* when it comes back by itself: due or wake-up time, µs UTC */
} ReviewLeft;

#define REVIEW_DESK_NO_SLA G_MAXINT64 /* "sla-seconds" of a case without a due time */

#define REVIEW_TYPE_DESK_STATE (review_desk_state_get_type ())
GType review_desk_state_get_type (void);
#define REVIEW_TYPE_DRAFT_STATE (review_draft_state_get_type ())
GType review_draft_state_get_type (void);
#define REVIEW_TYPE_LEASE_STATE (review_lease_state_get_type ())
GType review_lease_state_get_type (void);
#define REVIEW_TYPE_DESK_ACTION (review_desk_action_get_type ())
GType review_desk_action_get_type (void);

/**
 * ReviewDesk:
 *
 * The case (read-only, explicit notify):
 * - "state": #ReviewDeskState
 * - "view": #ReviewItem of a ReviewCaseView (nullable): replaced, never changed, when the server
 *   has news of the case; the form stays
 * - "work-item": string (nullable): its id; a change means another case (build the view anew)
 * - "writable": boolean: the user holds the lease and the work item waits for a decision
 * - "editable": boolean: what a form's widgets look like: as "writable", but they do not go grey and
 *   back in the moment that a submit takes; what is done to them meanwhile is refused all the same
 * - "verdict-visible": boolean: ROCA's assessment is there and not withheld
 * - "needs-first-call": boolean: nothing of ROCA is shown, and nothing can be submitted, before
 *   review_desk_first_call_async()
 * - "can-show-verdict": boolean: what ROCA says is shown on demand: review_desk_show_verdict_async()
 * - "update-pending": boolean: a re-score changed verdict, route or a cited fact: show the banner;
 *   submit waits until review_desk_acknowledge_update()
 * - "sla-seconds": int64: handling time left by the server's clock, negative when breached
 * - "sla-paused": boolean: the clock stands (customer or hold)
 * - "lease-state": #ReviewLeaseState; "lease-holder": string (nullable): another's name
 *
 * - "away": boolean: nobody was there for a while: the lease is not kept any longer, and is taken
 *   again (while the case is free) when somebody comes back
 * - "batch-type": string (nullable), "batch-size", "batch-count": uint: cases of one type in a row:
 *   how many there are to be and the how-manyth is on the desk; 0: no batch
 *
 * The form (read-write by the setters below; every member starts unset):
 * - "choice", "recommendation", "reasoning", "path": int: ReviewChoice, … 0: unset
 * - "disposition", "root-cause", "clause": string (nullable): codes
 * - "rationale", "customer-reason", "checked", "annotation": string, never NULL
 * - "reason-codes", "features", "sop-refs": GStrv (nullable)
 * - "step": int64: 0: none
 * Signal "form-changed" (const char *field): after any of them changed, by whoever;
 * @field is NULL when all of them were replaced (another case, another draft).
 *
 * What follows from it (read-only):
 * - "label": int: ReviewLabel that submitting would give, 0: none
 * - "label-maturity": int: ReviewMaturity ("FP, provisional")
 * - "sentences": uint: of the annotation; the most is REVIEW_FORM_MAX_SENTENCES
 * - "unmet": GListModel of #ReviewItem of ReviewUnmet (code, field): what is still missing. Beside
 *   the codes of review-form-rules.c: `needs_first_call`, `needs_update_read`, `needs_lease`
 * - "can-submit": boolean: writable, nothing unmet, nothing on its way
 *
 * The draft: "draft-state": #ReviewDraftState, "draft-saved-at": int64 µs UTC, 0: never
 *
 * Undo: newest first, each until its own `effective_at`
 * - "undo-count": uint: decisions that can still be undone
 * - "undo-seconds": int: left for the newest, 0: none
 * - "undo-display-id": string (nullable), "undo-case-type": string (nullable), "undo-choice": int:
 *   what undo would undo
 *
 * - "left-action": #ReviewDeskAction, "left-display-id": string (nullable): for ten seconds after a
 *   request, a hold or a snooze, what became of the case; review_desk_get_left() says all of it
 *
 * - "decided-count": uint: decisions of this sitting that stand
 * - "last-decision": #ReviewItem of a ReviewDecision (nullable): the newest of this sitting
 * - "effects": GListModel of #ReviewItem of ReviewEffect: what "last-decision" set in
 *   motion, from when it can no longer be undone; follows requested → confirmed / failed
 * - "busy": boolean: a take, submit, undo or release is on its way
 * - "error-code": int ReviewErrorCode, 0: none; "error-field": string (nullable);
 *   "error-action": #ReviewDeskAction: the newest failure, until the next success of the same
 *   action or review_desk_clear_error(). Never server text.
 */
#define REVIEW_TYPE_DESK (review_desk_get_type ())
G_DECLARE_FINAL_TYPE (ReviewDesk, review_desk, REVIEW, DESK, GObject)

/* The case. All (transfer none) (nullable). */
const ReviewCaseView *review_desk_get_view (ReviewDesk *self);
const char *review_desk_get_work_item (ReviewDesk *self);
/* The case that was taken ahead, to be shown when the present one is submitted. Signal
 * "ahead-changed" follows when it has come or was put back unseen. */
const ReviewCaseView *review_desk_get_ahead (ReviewDesk *self);
ReviewDeskState review_desk_get_state (ReviewDesk *self);
gboolean review_desk_get_busy (ReviewDesk *self);
gboolean review_desk_get_writable (ReviewDesk *self);
gboolean review_desk_get_editable (ReviewDesk *self);
/* The assessment as the person may see it now: NULL without a model or while it is hidden. */
const ReviewAssessment *review_desk_get_assessment (ReviewDesk *self);
gboolean review_desk_get_verdict_visible (ReviewDesk *self);
gboolean review_desk_get_needs_first_call (ReviewDesk *self);
gboolean review_desk_get_can_show_verdict (ReviewDesk *self);
gboolean review_desk_get_update_pending (ReviewDesk *self);
void review_desk_acknowledge_update (ReviewDesk *self);
gint64 review_desk_get_sla_seconds (ReviewDesk *self);
gboolean review_desk_get_sla_paused (ReviewDesk *self);
ReviewLeaseState review_desk_get_lease_state (ReviewDesk *self);
const char *review_desk_get_lease_holder (ReviewDesk *self);

/* Opens one masked field of the open case: @evidence: label of its row, NULL: the customer's profile;
 * @reason: code of `reveal_reason`. Signal "revealed" (const char *evidence, const char *field)
 * follows. The value stays with the desk until the case leaves it. Errors beside those of the
 * network: LIMITED, CONFLICT (the lease is gone). No error property: the asker shows it. */
void review_desk_reveal_async (ReviewDesk *self,
                               const char *evidence,
                               const char *field,
                               const char *reason,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean review_desk_reveal_finish (ReviewDesk *self, GAsyncResult *result, GError **error);
/* (transfer none) (nullable): the value of a field that was revealed. */
const char *review_desk_get_revealed (ReviewDesk *self, const char *evidence, const char *field);

/* A key was pressed or the pointer moved over the case: active time counts on for a minute. The
 * setters of the form do it by themselves. */
void review_desk_note_activity (ReviewDesk *self);

/* Whether a window of the app is the active one. Where it is none for a while, or nothing was pressed
 * or moved for some minutes, nobody is there: the draft is saved and the lease is left to run out. */
void review_desk_set_attended (ReviewDesk *self, gboolean attended);
gboolean review_desk_get_away (ReviewDesk *self);
/* How long that is: without input, and without an active window; ms. For tests; the defaults are 5
 * and 2 minutes. */
void review_desk_set_patience (ReviewDesk *self, guint idle, guint inactive);
/* A lost case, while it is free: the lease is granted again. CONFLICT shows as LEASE error. */
void review_desk_take_back (ReviewDesk *self);
gint64 review_desk_get_lease_until (ReviewDesk *self);

/* The next @size cases are of @case_type; begins with the next one that is taken. It ends by itself
 * when so many were taken or no more wait. */
void review_desk_start_batch (ReviewDesk *self, const char *case_type, guint size);
void review_desk_end_batch (ReviewDesk *self);
const char *review_desk_get_batch_type (ReviewDesk *self);
guint review_desk_get_batch_size (ReviewDesk *self);
guint review_desk_get_batch_count (ReviewDesk *self);

/* The form: one record with every member. A setter marks the draft as edited; strings are copied.
 * NULL or "" unsets. They are ignored while "writable" is FALSE. */
const ReviewForm *review_desk_get_form (ReviewDesk *self);
void review_desk_set_choice (ReviewDesk *self, int choice);
void review_desk_set_disposition (ReviewDesk *self, const char *code);
void review_desk_set_reason_codes (ReviewDesk *self, const char *const *codes);
void review_desk_set_recommendation (ReviewDesk *self, int recommendation);
void review_desk_set_rationale (ReviewDesk *self, const char *text);
void review_desk_set_checked (ReviewDesk *self, const char *text);
void review_desk_set_customer_reason (ReviewDesk *self, const char *text);
void review_desk_set_reasoning (ReviewDesk *self, int reasoning);
/* Also sets the path that the code suggests; a person may then choose another. */
void review_desk_set_root_cause (ReviewDesk *self, const char *code);
void review_desk_set_path (ReviewDesk *self, int path);
void review_desk_set_clause (ReviewDesk *self, const char *clause);
void review_desk_set_step (ReviewDesk *self, gint64 step);
/* Says that a step of the chain on screen is right or wrong (a ReviewStepMarkKind; 0 takes it back).
 * A step that is wrong says that the reasoning is flawed, and is the step that misled where none was
 * picked yet. Ignored while no chain is shown. Field of "form-changed": "step_marks". */
void review_desk_set_step_mark (ReviewDesk *self, gint64 step, int mark);
void review_desk_set_features (ReviewDesk *self, const char *const *features);
/* "This reason is wrong": adds or takes back a feature; adding says that the reasoning is flawed. */
void review_desk_toggle_feature (ReviewDesk *self, const char *feature);
/* Flags that no clause covers @step: root cause RC-X08 where the type has it, and the step. */
void review_desk_flag_gap (ReviewDesk *self, gint64 step);
/* The language ("en", "zh-CN") is told by the text itself: Han characters make it Chinese. */
void review_desk_set_annotation (ReviewDesk *self, const char *text);
void review_desk_set_sop_refs (ReviewDesk *self, const char *const *clauses);

int review_desk_get_label (ReviewDesk *self);
int review_desk_get_label_maturity (ReviewDesk *self);
guint review_desk_get_sentences (ReviewDesk *self);
GListModel *review_desk_get_unmet (ReviewDesk *self);
/* Whether a rule about @field is unmet; (transfer none) (nullable): its code. */
const char *review_desk_get_unmet_of (ReviewDesk *self, const char *field);
gboolean review_desk_get_can_submit (ReviewDesk *self);
/* (transfer full) (element-type ReviewCode): the codes of a closed list for this case, root causes
 * only those offered for the label that the form gives now. Empty without a case. */
GPtrArray *review_desk_list_codes (ReviewDesk *self, const char *list);

ReviewDraftState review_desk_get_draft_state (ReviewDesk *self);
gint64 review_desk_get_draft_saved_at (ReviewDesk *self);
/* In CONFLICT: the form on the server (transfer none) (nullable). */
const ReviewForm *review_desk_get_other_draft (ReviewDesk *self);
/* Ends CONFLICT: keep what is on screen (it becomes the next revision), or take the other one. */
void review_desk_resolve_conflict (ReviewDesk *self, gboolean keep_mine);
/* Saves at once instead of after the pause in typing: focus leaves the field, window closes. */
void review_desk_save_now (ReviewDesk *self);

guint review_desk_get_undo_count (ReviewDesk *self);
int review_desk_get_undo_seconds (ReviewDesk *self);
const char *review_desk_get_undo_display_id (ReviewDesk *self);
const char *review_desk_get_undo_case_type (ReviewDesk *self);
int review_desk_get_undo_choice (ReviewDesk *self);
const ReviewLeft *review_desk_get_left (ReviewDesk *self);
guint review_desk_get_decided_count (ReviewDesk *self);
const ReviewDecision *review_desk_get_last_decision (ReviewDesk *self);
GListModel *review_desk_get_effects (ReviewDesk *self);

int review_desk_get_error_code (ReviewDesk *self);
const char *review_desk_get_error_field (ReviewDesk *self);
ReviewDeskAction review_desk_get_error_action (ReviewDesk *self);
void review_desk_clear_error (ReviewDesk *self);

/*
 * Acts. @callback may be NULL: every outcome shows in the properties. One at a time: while "busy"
 * another one fails with BUSY. A cancelled act is silent (G_IO_ERROR_CANCELLED to the callback, no
 * error property). A case that is open and not decided is saved as a draft and put back before
 * another one is taken.
 */

/* Takes the most urgent case the user is qualified for, of @case_type (nullable: any).
 * Nothing waiting is no error: TRUE, and state NOTHING_WAITS. */
void review_desk_take_next_async (ReviewDesk *self,
                                  const char *case_type,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean review_desk_take_next_finish (ReviewDesk *self, GAsyncResult *result, GError **error);

/* Takes one case freely (senior, lead). @version: of the queue's row. CONFLICT: somebody was
 * quicker. */
void review_desk_take_async (ReviewDesk *self,
                             const char *work_item,
                             gint64 version,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean review_desk_take_finish (ReviewDesk *self, GAsyncResult *result, GError **error);

/* Shows a case without taking it (writable only if the user already holds it). */
void review_desk_open_async (ReviewDesk *self,
                             const char *work_item,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean review_desk_open_finish (ReviewDesk *self, GAsyncResult *result, GError **error);

/* Puts the case back. @reason: (nullable): skip reason code. */
void review_desk_release_async (ReviewDesk *self,
                                const char *reason,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean review_desk_release_finish (ReviewDesk *self, GAsyncResult *result, GError **error);

/* Submits the decision. @then_next: takes the next case of the same filter as the last take-next.
 * INVALID names the field when something is unmet. After it 10 s are left to undo. */
void review_desk_submit_async (ReviewDesk *self,
                               gboolean then_next,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean review_desk_submit_finish (ReviewDesk *self, GAsyncResult *result, GError **error);

/* Says what one thinks of a hidden case, a ReviewRecommendation; 0: what the form's choice says, an
 * escalation as its recommendation. It is kept for good; then what ROCA says is shown. */
void review_desk_first_call_async (ReviewDesk *self,
                                   int call,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean review_desk_first_call_finish (ReviewDesk *self, GAsyncResult *result, GError **error);

/* Asks for what ROCA says of a case that is shown on demand; that one asked is kept. */
void review_desk_show_verdict_async (ReviewDesk *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean review_desk_show_verdict_finish (ReviewDesk *self, GAsyncResult *result, GError **error);

/* Undoes the newest decision that still can be: its case comes back with lease and draft. A case
 * taken in between is saved and put back. */
void review_desk_undo_async (ReviewDesk *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean review_desk_undo_finish (ReviewDesk *self, GAsyncResult *result, GError **error);

/* Asks the customer: @codes of `request_information`; @due_at: µs UTC, 0: the policy's time; @note
 * (nullable): to colleagues. The handling clock pauses and the case leaves the desk. @then_next: as of
 * a submit. */
void review_desk_request_async (ReviewDesk *self,
                                const char *const *codes,
                                gint64 due_at,
                                const char *note,
                                gboolean then_next,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean review_desk_request_finish (ReviewDesk *self, GAsyncResult *result, GError **error);

/* Holds the case: @reason of `hold_reason`; @wake_at: µs UTC, 0: the policy's longest time; @wake_on
 * (nullable): of `wake_event`, ends it before; @note (nullable): to colleagues. @then_next: as of a
 * submit. */
void review_desk_hold_async (ReviewDesk *self,
                             const char *reason,
                             gint64 wake_at,
                             const char *wake_on,
                             const char *note,
                             gboolean then_next,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean review_desk_hold_finish (ReviewDesk *self, GAsyncResult *result, GError **error);

/* Puts the case off: it comes back to the same person at @until, µs UTC, and its clock runs on. @note
 * (nullable): to oneself. @then_next: as of a submit. */
void review_desk_snooze_async (ReviewDesk *self,
                               gint64 until,
                               const char *note,
                               gboolean then_next,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean review_desk_snooze_finish (ReviewDesk *self, GAsyncResult *result, GError **error);
/* Until when the case may be put off at the latest, µs UTC; 0: it may not be, now. */
gint64 review_desk_get_snooze_limit (ReviewDesk *self);
/* Whether an escalation of the case waits for its answer. */
gboolean review_desk_get_escalated (ReviewDesk *self);

/* Answers an escalation: @answer of `escalation_answer`; @guidance (nullable). */
void review_desk_answer_async (ReviewDesk *self,
                               const char *answer,
                               const char *guidance,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean review_desk_answer_finish (ReviewDesk *self, GAsyncResult *result, GError **error);

/* Asks who else deals with @party, as other cases know it: the holder of the lease only, and parties
 * at most two steps from the customer. It changes nothing and is no act. (transfer full): a page of
 * flows from @offset on. */
void review_desk_ask_flows_async (ReviewDesk *self,
                                  const char *party,
                                  guint offset,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
ReviewFlowPage *
review_desk_ask_flows_finish (ReviewDesk *self, GAsyncResult *result, GError **error);

/* Looks at the related case @case_id; the server leaves an audit row there, nothing else changes, and
 * it is no act. (transfer full): the case, masked. */
void review_desk_look_async (ReviewDesk *self,
                             const char *case_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
ReviewCaseLook *review_desk_look_finish (ReviewDesk *self, GAsyncResult *result, GError **error);

/* Reads the case anew, keeping the form; events do it by themselves. */
void review_desk_reload (ReviewDesk *self);

/* The open case for a report on paper, beside whatever act runs. */
void review_desk_export_async (ReviewDesk *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
ReviewCaseView *review_desk_export_finish (ReviewDesk *self, GAsyncResult *result, GError **error);

G_END_DECLS
