/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See review-travel.h. Visits are read, and trips measured, by the functions that ROCA uses. */
#define G_LOG_DOMAIN "review-session"
#include "review-travel.h"

#include <math.h>

#include "review-clock.h"

#define NEW_AFTER REVIEW_DAY /* a place first seen this late is new */

static int
compare_visits (gconstpointer a, gconstpointer b)
{
  const ReviewVisit *x = a, *y = b;

  return (x->at > y->at) - (x->at < y->at);
}

static void
read_visits (ReviewTravel *self, GPtrArray *evidence)
{
  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    {
      ReviewEvidence *row = evidence->pdata[i];
      const ReviewField *place = review_fields_find (row->fields, "place");
      ReviewVisit visit;

      if (!review_visit_read (row, &visit))
        continue;
      self->masked += place != NULL && place->masked ? 1 : 0;
      g_array_append_val (self->visits, visit);
    }
  g_array_sort (self->visits, compare_visits);
}

/**
 * review_travel_find_place:
 * @visit: its number
 *
 * Returns: the number of its place; G_MAXUINT: nobody knows where it was
 */
guint
review_travel_find_place (const ReviewTravel *self, guint visit)
{
  const ReviewVisit *one = &g_array_index (self->visits, ReviewVisit, visit);

  for (guint i = 0; i < self->places->len; i++)
    {
      const ReviewPlace *place = &g_array_index (self->places, ReviewPlace, i);

      if (fabs (place->latitude - one->latitude) < 0.01
          && fabs (place->longitude - one->longitude) < 0.01)
        return i;
    }
  return G_MAXUINT;
}

static const char *
get_name (const ReviewVisit *visit)
{
  const char *place = review_fields_get (visit->row->fields, "place");

  return place != NULL ? place : visit->country;
}

static gboolean
is_on_earth (const ReviewVisit *visit)
{
  return fabs (visit->latitude) <= 90 && fabs (visit->longitude) <= 180; /* false for NaN */
}

static void
find_places (ReviewTravel *self)
{
  gint64 last = self->visits->len > 0
                    ? g_array_index (self->visits, ReviewVisit, self->visits->len - 1).at
                    : 0;

  for (guint i = 0; i < self->visits->len; i++)
    {
      const ReviewVisit *visit = &g_array_index (self->visits, ReviewVisit, i);
      guint known = review_travel_find_place (self, i);

      if (!is_on_earth (visit))
        continue;
      if (known == G_MAXUINT)
        {
          ReviewPlace place = { visit->latitude, visit->longitude, get_name (visit) };

          place.first = i;
          place.new = i > 0 && visit->at > last - NEW_AFTER;
          g_array_append_val (self->places, place);
          known = self->places->len - 1;
        }
      g_array_index (self->places, ReviewPlace, known).visits++;
      if (review_visit_is_reliable (visit))
        g_array_index (self->places, ReviewPlace, known).reliable = TRUE;
    }
}

static void
find_trips (ReviewTravel *self)
{
  guint before = G_MAXUINT;

  for (guint i = 0; i < self->visits->len; i++)
    {
      const ReviewVisit *visit = &g_array_index (self->visits, ReviewVisit, i);
      ReviewTrip trip = { .before = before, .after = i };

      if (!review_visit_is_placed (visit) || !review_visit_is_reliable (visit)
          || !is_on_earth (visit))
        continue;
      if (before != G_MAXUINT)
        {
          trip.kmh = review_visit_travel (&g_array_index (self->visits, ReviewVisit, before), visit,
                                          &trip.km);
          trip.from = review_travel_find_place (self, before);
          trip.to = review_travel_find_place (self, i);
          if (trip.from != trip.to && trip.kmh > 0)
            g_array_append_val (self->trips, trip);
        }
      before = i;
    }
}

/**
 * review_travel_new:
 * @evidence: (nullable): of a case; has to outlive the travel
 *
 * Returns: (transfer full): visits, places and trips
 */
ReviewTravel *
review_travel_new (GPtrArray *evidence)
{
  ReviewTravel *self = g_new0 (ReviewTravel, 1);

  self->visits = g_array_new (FALSE, FALSE, sizeof (ReviewVisit));
  self->places = g_array_new (FALSE, FALSE, sizeof (ReviewPlace));
  self->trips = g_array_new (FALSE, FALSE, sizeof (ReviewTrip));
  read_visits (self, evidence);
  find_places (self);
  find_trips (self);
  return self;
}

void
review_travel_free (ReviewTravel *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->visits);
  g_array_unref (self->places);
  g_array_unref (self->trips);
  g_free (self);
}

/** review_travel_find_trip: Returns: (transfer none) (nullable): the trip that ends with @visit. */
const ReviewTrip *
review_travel_find_trip (const ReviewTravel *self, guint visit)
{
  for (guint i = 0; i < self->trips->len; i++)
    {
      const ReviewTrip *trip = &g_array_index (self->trips, ReviewTrip, i);

      if (trip->after == visit)
        return trip;
    }
  return NULL;
}
