/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewTeam: who works on cases and how they stand, and the shifts that are planned, for those who
 * oversee; planning, absences and limits. */
#pragma once

#include "review-board.h"
#include "review-shift.h"

G_BEGIN_DECLS

/**
 * ReviewTeam:
 *
 * Signals:
 * - "changed": anything that the getters say is another now
 */
#define REVIEW_TYPE_TEAM (review_team_get_type ())
G_DECLARE_FINAL_TYPE (ReviewTeam, review_team, REVIEW, TEAM, ReviewBoard)

/* Whether the person may see others than themselves, and say what they do. */
gboolean review_team_may_see (ReviewTeam *self);
gboolean review_team_may_plan (ReviewTeam *self);
/* (transfer none) (nullable): once it is read. */
const ReviewRoster *review_team_get_roster (ReviewTeam *self);
/* (transfer none) (nullable) */
const ReviewPerson *review_team_find (ReviewTeam *self, const char *account);
/* (transfer none) (nullable): planned ones and those of the last two days, the earliest first. */
const ReviewShiftList *review_team_get_shifts (ReviewTeam *self);

/* Each act ends with review_team_act_finish(), and what is shown is read anew. */
void review_team_plan_async (ReviewTeam *self,
                             const ReviewShiftRequest *request,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
void review_team_cancel_shift_async (ReviewTeam *self,
                                     const ReviewShift *shift,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void review_team_say_absent_async (ReviewTeam *self,
                                   const ReviewAbsenceRequest *request,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void review_team_end_absence_async (ReviewTeam *self,
                                    const ReviewAbsence *absence,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
void review_team_set_limit_async (ReviewTeam *self,
                                  const char *account,
                                  const ReviewLimitRequest *request,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean review_team_act_finish (ReviewTeam *self, GAsyncResult *result, GError **error);

G_END_DECLS
