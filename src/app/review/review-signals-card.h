/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "review-session.h"
#include "review-shown.h"

G_BEGIN_DECLS

#define REVIEW_TYPE_SIGNALS_CARD (review_signals_card_get_type ())
G_DECLARE_FINAL_TYPE (ReviewSignalsCard, review_signals_card, REVIEW, SIGNALS_CARD, AdwBin)

void review_signals_card_bind (ReviewSignalsCard *self, ReviewSession *session, ReviewShown *shown);

G_END_DECLS
