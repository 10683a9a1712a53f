/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewModelBoard: the models of the case type that is looked at, the training that makes another
 * one, what is filled in to ask for it, and the acts on versions. */
#pragma once

#include "review-board.h"
#include "review-training-job.h"

G_BEGIN_DECLS

typedef enum
{
  REVIEW_MODEL_ACT_NONE,
  REVIEW_MODEL_ACT_ASK,
  REVIEW_MODEL_ACT_CANCEL,
  REVIEW_MODEL_ACT_TO_SHADOW,
  REVIEW_MODEL_ACT_TO_LIVE, /* a candidate, or one that was live before: put back */
  REVIEW_MODEL_ACT_DROP
} ReviewModelBoardAct;

/**
 * ReviewModelBoard:
 *
 * Signals:
 * - "changed": anything that the getters say is another now
 */
#define REVIEW_TYPE_MODEL_BOARD (review_model_board_get_type ())
G_DECLARE_FINAL_TYPE (ReviewModelBoard, review_model_board, REVIEW, MODEL_BOARD, ReviewBoard)

void review_model_board_set_case_type (ReviewModelBoard *self, const char *case_type);
/* (transfer none) (nullable): of the case type, once it is read. */
const ReviewModelList *review_model_board_get_list (ReviewModelBoard *self);
/* (transfer none) (nullable): the training that waits or runs. */
const ReviewTrainingJob *review_model_board_get_job (ReviewModelBoard *self);
/* (transfer none) (nullable): the newest training, where it ended without a model. */
const ReviewTrainingJob *review_model_board_get_failed (ReviewModelBoard *self);
/* (transfer none) (nullable): the version that is looked at; the newest candidate at first. */
const ReviewModelVersion *review_model_board_get_selected (ReviewModelBoard *self);
void review_model_board_select (ReviewModelBoard *self, const char *version);

/* What is filled in for the next candidate. */
const ReviewTrainingRequest *review_model_board_get_form (ReviewModelBoard *self);
void review_model_board_set_method (ReviewModelBoard *self, int method);
void review_model_board_set_form_reason (ReviewModelBoard *self, const char *reason);
void review_model_board_set_slice (ReviewModelBoard *self, const ReviewCondition *slice);
void review_model_board_set_pattern (ReviewModelBoard *self, const char *id);
/* Why an act on a version is done. */
const char *review_model_board_get_reason (ReviewModelBoard *self);
void review_model_board_set_reason (ReviewModelBoard *self, const char *reason);

/* (nullable): what keeps @act from being done: "busy", "role", "own", "gate", "base", "shadow",
 * "running", "state", "reason"; %NULL: nothing does. */
const char *review_model_board_get_unmet (ReviewModelBoard *self, ReviewModelBoardAct act);
/* Whether the version that is looked at is at a step at which @act makes sense. */
gboolean review_model_board_offers (ReviewModelBoard *self, ReviewModelBoardAct act);
void review_model_board_act (ReviewModelBoard *self, ReviewModelBoardAct act);
gboolean review_model_board_get_busy (ReviewModelBoard *self);

G_END_DECLS
