/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "review-campaign.h"
#include "review-session.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_WAVE_ROW (review_wave_row_get_type ())
G_DECLARE_FINAL_TYPE (ReviewWaveRow, review_wave_row, REVIEW, WAVE_ROW, GtkWidget)

GtkWidget *review_wave_row_new (void);
void review_wave_row_set_member (ReviewWaveRow *self, const ReviewCampaignMember *member);
const char *review_wave_row_get_name (ReviewWaveRow *self);

G_END_DECLS
