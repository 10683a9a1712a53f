/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-tone.h"

G_BEGIN_DECLS

/* A place. Strings are borrowed for the call and shown as they are. */
typedef struct
{
  double latitude;  /* degrees north */
  double longitude; /* degrees east */
  const char *label;
  const char *text; /* all of it in words: accessible name and tooltip */
  ReviewTone tone;
  gboolean hollow; /* seen, but not to be relied upon */
} ReviewMapPlace;

/* A way between two places, by number, along the great circle. */
typedef struct
{
  guint from;
  guint to;
  const char *label; /* (nullable) */
  ReviewTone tone;
} ReviewMapArc;

#define REVIEW_TYPE_PLACE_MAP (review_place_map_get_type ())
G_DECLARE_FINAL_TYPE (ReviewPlaceMap, review_place_map, REVIEW, PLACE_MAP, GtkWidget)

GtkWidget *review_place_map_new (void);
void review_place_map_set (ReviewPlaceMap *self,
                           const ReviewMapPlace *places,
                           guint n_places,
                           const ReviewMapArc *arcs,
                           guint n_arcs);
guint review_place_map_get_count (ReviewPlaceMap *self);
int review_place_map_get_selected (ReviewPlaceMap *self);
void review_place_map_select (ReviewPlaceMap *self, int place);

G_END_DECLS
