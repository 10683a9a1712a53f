/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-requests.h"
#include "review-session.h"

G_BEGIN_DECLS

/* What a filter of the queue can ask for, one thing at a time. */
typedef enum
{
  REVIEW_FILTER_TEXT,
  REVIEW_FILTER_BAND,   /* value: name of a ReviewBand */
  REVIEW_FILTER_STATE,  /* value: name of a ReviewWorkState */
  REVIEW_FILTER_HOLDER, /* value: name of a ReviewHolder */
  REVIEW_FILTER_KEY_USER,
  REVIEW_FILTER_LANGUAGE,
  REVIEW_FILTER_MARKET,
  REVIEW_FILTER_MIN_VALUE
} ReviewFilterKind;

/* One thing that a filter asks for now. */
typedef struct
{
  ReviewFilterKind kind;
  char *value; /* (owned) (nullable) */
  char *text;  /* (owned): in words */
} ReviewFilterPart;

const char *review_words_band (int band);
const char *review_words_work_state (int state);
const char *review_words_holder (int holder);

GPtrArray *review_filter_list_parts (const ReviewViewRequest *filter);
gboolean
review_filter_has (const ReviewViewRequest *filter, ReviewFilterKind kind, const char *value);
void review_filter_set (ReviewQueue *queue, ReviewFilterKind kind, const char *value, gboolean on);

G_END_DECLS
