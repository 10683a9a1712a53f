/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-figure-table.h"
#include "review-session.h"

G_BEGIN_DECLS

char *review_attainment_tables_make_id (const ReviewFloorChoice *choice);
gboolean review_attainment_tables_read_id (const char *id, ReviewFloorChoice *ret, char **ret_type);
void review_attainment_tables_fill_types (ReviewFigureTable *table,
                                          ReviewSession *session,
                                          const ReviewAttainment *report);
void review_attainment_tables_fill_causes (ReviewFigureTable *table,
                                           ReviewSession *session,
                                           const ReviewAttainment *report);
void review_attainment_tables_fill_days (ReviewFigureTable *table,
                                         ReviewSession *session,
                                         const ReviewAttainment *report);
void review_attainment_tables_fill_escalations (ReviewFigureTable *table,
                                                const ReviewAttainment *report);
void review_attainment_tables_fill_overturns (ReviewFigureTable *table,
                                              const ReviewOverturnRates *rates);

G_END_DECLS
