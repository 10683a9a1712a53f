/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewTrialBoard: policies on trial, the one that is looked at with its figures, what is filled in
 * to propose another, and the steps of it. */
#pragma once

#include "review-board.h"
#include "review-experiment.h"

G_BEGIN_DECLS

typedef enum
{
  REVIEW_TRIAL_ACT_NONE,
  REVIEW_TRIAL_ACT_PROPOSE,
  REVIEW_TRIAL_ACT_SHADOW,
  REVIEW_TRIAL_ACT_ROLL_OUT, /* or another share */
  REVIEW_TRIAL_ACT_PROMOTE,
  REVIEW_TRIAL_ACT_END
} ReviewTrialAct;

/**
 * ReviewTrialBoard:
 *
 * Signals:
 * - "changed": anything that the getters say is another now
 */
#define REVIEW_TYPE_TRIAL_BOARD (review_trial_board_get_type ())
G_DECLARE_FINAL_TYPE (ReviewTrialBoard, review_trial_board, REVIEW, TRIAL_BOARD, ReviewBoard)

/* (transfer none) (nullable): once it is read. */
const ReviewExperimentList *review_trial_board_get_list (ReviewTrialBoard *self);
/* (nullable): id of the one that is looked at. */
const char *review_trial_board_get_selected (ReviewTrialBoard *self);
void review_trial_board_select (ReviewTrialBoard *self, const char *id);
/* (transfer none) (nullable): the one that is looked at, with its figures, once it is read. */
const ReviewExperiment *review_trial_board_get_opened (ReviewTrialBoard *self);

/* What is filled in for a proposal. */
const ReviewExperimentRequest *review_trial_board_get_form (ReviewTrialBoard *self);
void
review_trial_board_set_scope (ReviewTrialBoard *self, const char *case_type, const char *policy);
void review_trial_board_set_note (ReviewTrialBoard *self, const char *note);
/* Of the cases for the tried policy, 0..1; and why a step is taken. */
double review_trial_board_get_share (ReviewTrialBoard *self);
void review_trial_board_set_share (ReviewTrialBoard *self, double share);
const char *review_trial_board_get_reason (ReviewTrialBoard *self);
void review_trial_board_set_reason (ReviewTrialBoard *self, const char *reason);

/* (nullable): what keeps @act from being done: "busy", "role", "state", "policy", "own", "reason",
 * or what the experiment says is missing; %NULL: nothing does. */
const char *review_trial_board_get_unmet (ReviewTrialBoard *self, ReviewTrialAct act);
/* Whether the one that is looked at is at a step at which @act makes sense. */
gboolean review_trial_board_offers (ReviewTrialBoard *self, ReviewTrialAct act);
void review_trial_board_act (ReviewTrialBoard *self, ReviewTrialAct act);
ReviewTrialAct review_trial_board_get_doing (ReviewTrialBoard *self);

G_END_DECLS
