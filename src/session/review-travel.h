/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the customer was seen, and how fast they would have had to travel. Knows no widgets. */
#pragma once

#include "review-visit.h"

G_BEGIN_DECLS

/* A place that somebody was seen at. */
typedef struct
{
  double latitude;
  double longitude;
  const char *name;  /* (borrowed) (nullable): place, or country */
  gboolean reliable; /* not only seen through a VPN or the gateway of a carrier */
  gboolean new;      /* not before the last day */
  guint visits;
  guint first; /* of the visits, by number */
} ReviewPlace;

/* From one place to the next, between two visits that can be relied upon. */
typedef struct
{
  guint from; /* place */
  guint to;
  guint before; /* visit */
  guint after;
  double km;
  double kmh;
} ReviewTrip;

/**
 * ReviewTravel:
 * All visits of a case, oldest first, with their places and the trips between. Borrows from the
 * evidence it was made of.
 */
typedef struct
{
  GArray *visits; /* ReviewVisit */
  GArray *places; /* ReviewPlace */
  GArray *trips;  /* ReviewTrip */
  guint masked;   /* visits whose place may not be seen */
} ReviewTravel;

ReviewTravel *review_travel_new (GPtrArray *evidence);
void review_travel_free (ReviewTravel *self);
guint review_travel_find_place (const ReviewTravel *self, guint visit);
const ReviewTrip *review_travel_find_trip (const ReviewTravel *self, guint visit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewTravel, review_travel_free)

G_END_DECLS
