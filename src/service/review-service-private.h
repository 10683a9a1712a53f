/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of this room share. */
#pragma once

#include "review-service-trial.h"
#include "review-reopening.h"
#include "review-service.h"
#include "review-store-queue.h"
#include "screening-index.h"

G_BEGIN_DECLS

struct _ReviewService
{
  ReviewStore *store;     /* (borrowed) */
  ReviewCatalog *catalog; /* (borrowed): the newest of @catalogs; atomic */
  GPtrArray *catalogs;    /* (owned): all that were in force, for who reads one still */

  GMutex following; /* held while the policy in force is read and put in place */

  GMutex lock;             /* guards what follows */
  ReviewPolicy *policy;    /* (borrowed): in force; one of @policies */
  char *live;              /* (owned) (nullable): its version in the store; NULL: not read yet */
  ReviewCatalog *expanded; /* (owned): texts with the policy's numbers in them */
  GPtrArray *policies;     /* (owned): all that were in force since the start, so that those who
                            * still work with an older one may */
  char *salt;              /* (owned) (nullable): of the audit lot */
  ReviewAssessor assessor;
  ReviewServiceNotify notify;
  gpointer notify_data;
  GMutex screening_lock;     /* guards the next two */
  ScreeningIndex *screening; /* (owned) (nullable): over the lists of the revision */
  gint64 screening_revision;
  GHashTable *views;      /* (owned): id -> View */
  gint64 next_gathering;  /* µs */
  gint64 next_checkpoint; /* µs */
  gint64 next_cleaning;   /* µs */
  gint64 next_watch;      /* µs */
  gint64 next_bands;      /* µs */
};

/* One write of the API: told apart from its repetition by its key, run in one transaction, and
 * its answer kept in the same transaction. */
typedef struct _ReviewWrite ReviewWrite;
typedef gpointer (*ReviewWriteFunc) (ReviewTx *tx, ReviewWrite *write, GError **error);

struct _ReviewWrite
{
  ReviewService *service;
  const ReviewCall *call;
  const char *operation;
  const char *object;                  /* (nullable): id in the path */
  gconstpointer body;                  /* (nullable): record of the body */
  const ReviewRecordType *answer_type; /* of what @run returns */
  gint64 keep;                         /* µs for which the answer is kept; 0: for ever */
  gboolean versioned;                  /* If-Match is required */
  ReviewWriteFunc run;
  void (*committed) (ReviewService *self); /* (nullable): before anybody is told */

  gpointer answer; /* (owned): filled by review_service_run() */
  gint64 last_event;
  char *request_sha256; /* (owned) */
};

#define REVIEW_KEEP_TAKE  REVIEW_DAY
#define REVIEW_KEEP_WRITE (30 * REVIEW_DAY)

gpointer review_service_run (ReviewWrite *write, GError **error);
gboolean review_service_screen (ReviewService *self,
                                ReviewTx *tx,
                                const ReviewIntake *intake,
                                ReviewIntake **ret_screened,
                                GError **error);
gboolean
review_service_write (ReviewService *self, ReviewTxFunc func, gpointer data, GError **error);
ReviewScope review_service_scope (const ReviewUser *user);
gboolean review_service_check_view (const ReviewViewRequest *request, GError **error);
void review_service_set_policy (ReviewService *self, ReviewPolicy *policy);
gboolean review_service_audit_policy (ReviewTx *tx,
                                      const ReviewUser *actor,
                                      const char *action,
                                      const ReviewPolicy *policy,
                                      const char *reason,
                                      GError **error);
char *review_service_next_policy (GPtrArray *versions);
ReviewPolicy *
review_service_rename_policy (const ReviewPolicy *policy, const char *version, const char *author);
gboolean review_service_publish_policy (ReviewService *self, ReviewTx *tx, GError **error);
gboolean review_service_reload_policy (ReviewService *self, GError **error);
void review_service_set_catalog (ReviewService *self, ReviewCatalog *catalog);
gboolean review_service_is_published (ReviewService *self, const ReviewSopDraft *draft);
gboolean review_service_reload_sops (ReviewService *self, GError **error);
gpointer review_service_put_policy_live (ReviewTx *tx, ReviewWrite *write, GError **error);
void review_service_follow_policy (ReviewService *self);
gboolean review_service_watch_experiments (ReviewService *self, GError **error);
gboolean review_service_draw (ReviewService *self, const char *id, double *ret, GError **error);
gboolean review_service_file_assessment (ReviewService *self,
                                         ReviewTx *tx,
                                         const ReviewCase *item_case,
                                         ReviewAssessment *said,
                                         const ReviewUser *actor,
                                         const ReviewTrial *trial,
                                         GError **error);
gboolean review_service_widen_band (ReviewService *self,
                                    ReviewTx *tx,
                                    const ReviewCase *item_case,
                                    ReviewAssessment *said,
                                    char **ret_band,
                                    GError **error);
gboolean
review_service_close_escalation (ReviewTx *tx, const ReviewDecision *decision, GError **error);
gboolean review_service_return_escalated (
    ReviewTx *tx, const char *work_item, const char *guidance, const char *by, GError **error);
gboolean review_case_state_is_decided (int state);
gboolean review_purpose_is_always_blind (int purpose);
gboolean review_service_set_blind (ReviewService *self,
                                   ReviewNewWork *work,
                                   const char *case_type,
                                   const ReviewAssessment *said,
                                   GError **error);
gint64 review_service_sla_minutes (ReviewService *self, const char *case_type);
gboolean review_service_audit_case (ReviewTx *tx,
                                    const ReviewUser *actor,
                                    const char *action,
                                    const char *case_id,
                                    const char *ref,
                                    const char *reason,
                                    gconstpointer before,
                                    gconstpointer after,
                                    GError **error);
gboolean
review_service_note (ReviewTx *tx, const ReviewWork *work, const char *kind, GError **error);
gboolean review_service_check_code (ReviewService *self,
                                    const char *list,
                                    const char *code,
                                    const char *case_type,
                                    const char *field,
                                    GError **error);

/* A decision is kept as the JSON that is served, and hashed as what that says: milliseconds. */
#define REVIEW_WHOLE_MS(time) ((time) - (time) % 1000)

/* What a person may see of a case, and what they were shown. */
typedef struct
{
  ReviewService *service;
  ReviewTx *tx;
  const ReviewUser *user;
  ReviewWork *work;             /* (borrowed) */
  gboolean holds;               /* holds the live lease */
  int mode;                     /* ReviewBlindMode of the look, see review-service-blind.c */
  gboolean blind;               /* nothing of ROCA or of other decisions may be seen */
  gboolean veiled;              /* nothing may be seen that tells one hidden look from another */
  ReviewFirstCall *first_call;  /* (owned) (nullable): the reader's own */
  ReviewCase *item_case;        /* (owned): unmasked */
  GPtrArray *evidence;          /* (owned): unmasked, what the look shows */
  char *evidence_hash;          /* (owned) */
  ReviewAssessment *assessment; /* (owned) (nullable): also when blind */
} ReviewLook;

gboolean review_look_init (ReviewLook *self,
                           ReviewService *service,
                           ReviewTx *tx,
                           const ReviewUser *user,
                           ReviewWork *work,
                           GError **error);
void review_look_clear (ReviewLook *self);
gboolean review_look_load_blindness (ReviewLook *self, GError **error);
ReviewAssessment *review_look_veil (const ReviewLook *self, ReviewAssessment *assessment);
gboolean review_look_check_seen (const ReviewLook *self, const ReviewSeen *seen, GError **error);
ReviewCaseView *review_look_to_view (ReviewLook *self, GError **error);
ReviewCaseView *review_service_build_view (ReviewService *self,
                                           ReviewTx *tx,
                                           const ReviewUser *user,
                                           const char *work_item,
                                           GError **error);
ReviewAsking *review_service_get_asking (ReviewService *self,
                                         ReviewTx *tx,
                                         const ReviewWork *work,
                                         GError **error);
gboolean review_service_check_note (const char *note, const char *field, GError **error);
gboolean
review_service_check_reason (const char *reason, guint most, gboolean needed, GError **error);
gboolean review_service_is_there (ReviewTx *tx, const char *account, gboolean *ret, GError **error);
gboolean review_service_check_desk (
    ReviewService *self, ReviewTx *tx, const char *account, char **ret_of_shift, GError **error);
gboolean review_service_end_overrun (ReviewTx *tx, gpointer job, GError **error);
gboolean review_service_end_snooze (ReviewTx *tx, gpointer job, GError **error);
gboolean review_service_tell_red (ReviewTx *tx, gpointer job, GError **error);
int review_service_step (ReviewTx *tx, const ReviewWork *work, int act, GError **error);
gpointer review_service_finish_work (
    ReviewTx *tx, ReviewWrite *write, const ReviewWork *before, const char *reason, GError **error);
gint64 review_service_escalation_wait (ReviewService *self);
gboolean review_service_bring_back (
    ReviewService *self, ReviewTx *tx, const ReviewWork *work, const char *account, GError **error);
gboolean review_service_answer_waiting (ReviewService *self,
                                        ReviewTx *tx,
                                        const char *case_id,
                                        const ReviewUser *actor,
                                        GError **error);
gboolean review_service_tell_overruled (ReviewTx *tx,
                                        const ReviewEscalation *about,
                                        const ReviewDecision *last,
                                        GError **error);
gboolean review_service_tell_overturned (ReviewTx *tx,
                                         const ReviewReopening *about,
                                         const ReviewDecision *last,
                                         GError **error);
gboolean review_service_needs_second (ReviewTx *tx,
                                      const ReviewWork *work,
                                      const ReviewDecision *decision,
                                      gboolean *ret,
                                      GError **error);
gboolean review_service_compare_second (ReviewService *self,
                                        ReviewTx *tx,
                                        const ReviewWork *work,
                                        const ReviewDecision *decision,
                                        gboolean *ret_disputed,
                                        GError **error);
gboolean review_service_lapse (ReviewTx *tx, gpointer job, GError **error);
gboolean review_service_wake_hold (ReviewTx *tx, gpointer job, GError **error);
gboolean review_service_raise_unanswered (ReviewTx *tx, gpointer job, GError **error);

/* What a step of the timer job gets; see review-service-settle.c. */
typedef struct
{
  ReviewService *service;
  GPtrArray *ids; /* (owned) (nullable) */
  const char *id;
  gint64 n;
} ReviewTurn;

/* A related case as the reader of a work item may hear of it, and as of when. */
typedef struct
{
  ReviewRelatedCase *related; /* (owned) */
  gboolean blind;             /* the reader still has to judge their own */
  gint64 as_of;               /* µs; nothing after it counts. 0: everything does */
} ReviewHearsay;

gboolean review_hearsay_init (ReviewHearsay *self,
                              ReviewService *service,
                              ReviewTx *tx,
                              const ReviewUser *user,
                              const char *work_item,
                              const char *case_id,
                              GError **error);
ReviewCase *review_mask_case (const ReviewCase *item_case);
GPtrArray *review_mask_evidence (GPtrArray *evidence);
GPtrArray *review_open_evidence (GPtrArray *evidence, gboolean personal);
ReviewCase *review_open_case (const ReviewCase *item_case);
ReviewAssessment *
review_mask_assessment (const ReviewAssessment *assessment, GPtrArray *masked, gboolean texts);
ReviewAssessment *review_check_citations (const ReviewAssessment *assessment, GPtrArray *evidence);

double review_service_parameter (ReviewService *self, const char *name, double otherwise);
gboolean review_service_gather (ReviewService *self, GError **error);
gboolean review_service_run_campaigns (ReviewService *self, GError **error);
gboolean review_service_match_house (ReviewTx *tx,
                                     const ReviewIntake *intake,
                                     ReviewIntake **ret_matched,
                                     GPtrArray **ret_entries,
                                     GError **error);
gboolean
review_service_count_hits (ReviewTx *tx, const char *case_id, GPtrArray *entries, GError **error);
gboolean review_service_work_on_house (ReviewService *self, GError **error);
gboolean review_service_follow_decision (ReviewTx *tx,
                                         const ReviewWork *work,
                                         const ReviewDecision *decision,
                                         GError **error);
gboolean
review_service_find_basis (ReviewTx *tx, const ReviewWork *work, int *ret_basis, GError **error);
gint64 review_service_back_off (ReviewTx *tx, gint64 attempts);
gboolean review_service_file_post (ReviewService *self,
                                   ReviewTx *tx,
                                   const ReviewDelivered *said,
                                   GError **error);
gboolean review_service_lapse_post (ReviewService *self,
                                    ReviewTx *tx,
                                    const ReviewWork *work,
                                    const char *id,
                                    gboolean *ret_back,
                                    GError **error);
/* What is commanded for a decision. */
typedef struct
{
  char **kinds;        /* (owned): in their order: what undoes earlier ones first */
  GPtrArray *standing; /* (owned) of char: those of @kinds that an earlier decision has done */
  GPtrArray *by_hand;  /* (owned) of char: kinds of earlier ones that a person has to undo */
} ReviewCommands;

void review_commands_clear (ReviewCommands *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReviewCommands, review_commands_clear)

gboolean
review_service_recall (ReviewTx *tx, const char *case_id, const ReviewUser *actor, GError **error);
gboolean review_service_fit_commands (ReviewService *self,
                                      ReviewTx *tx,
                                      const ReviewDecision *decision,
                                      char **wanted,
                                      ReviewCommands *ret,
                                      GError **error);
gboolean review_service_start_effects (ReviewService *self,
                                       ReviewTx *tx,
                                       const ReviewDecision *decision,
                                       const char *case_type,
                                       GError **error);

/* An effect on its way from one state to another. */
typedef struct
{
  ReviewTx *tx;
  const ReviewUser *actor;
  char *case_id;        /* (owned) */
  ReviewEffect *before; /* (owned) */
  ReviewEffect *effect; /* (owned): a copy, to be changed */
} ReviewEffectStep;

gboolean review_effect_step_init (ReviewEffectStep *self,
                                  ReviewTx *tx,
                                  const ReviewUser *actor,
                                  const char *effect,
                                  GError **error);
void review_effect_step_clear (ReviewEffectStep *self);
gboolean
review_effect_step_take (ReviewEffectStep *self, const ReviewDelivered *said, GError **error);
gboolean review_effect_step_finish (ReviewEffectStep *self,
                                    const char *action,
                                    const char *reason,
                                    GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReviewLook, review_look_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReviewEffectStep, review_effect_step_clear)

G_END_DECLS
