/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-tone.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_KPI (review_kpi_get_type ())
G_DECLARE_FINAL_TYPE (ReviewKpi, review_kpi, REVIEW, KPI, GtkWidget)

GtkWidget *review_kpi_new (const char *title);
void review_kpi_set_title (ReviewKpi *self, const char *title);
void review_kpi_set (ReviewKpi *self, const char *figure, const char *note, ReviewTone tone);
const char *review_kpi_get_figure (ReviewKpi *self);
const char *review_kpi_get_note (ReviewKpi *self);

G_END_DECLS
