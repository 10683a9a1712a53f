/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Distances on the earth, for impossible travel. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-geo.h"

#include <math.h>

#include "review-clock.h"

/* Two sightings closer in time than this say as little as two at once: clocks differ. */
#define LEAST_TIME REVIEW_MINUTE

static gboolean
is_place (double lat, double lon)
{
  return fabs (lat) <= 90 && fabs (lon) <= 180; /* false for NaN */
}

/**
 * roca_geo_distance_km:
 * @lat_a: degrees north, -90..90
 * @lon_a: degrees east, -180..180
 *
 * The great circle by the haversine formula (Sinnott 1984, Sky and Telescope 68:159), on a sphere
 * of the earth's mean radius: within 0.6 % of the ellipsoid, and exact near zero.
 *
 * Returns: kilometres; NaN where a coordinate is missing or none on earth
 */
double
roca_geo_distance_km (double lat_a, double lon_a, double lat_b, double lon_b)
{
  double rad = G_PI / 180, north, east, h;

  if (!is_place (lat_a, lon_a) || !is_place (lat_b, lon_b))
    return NAN;
  north = sin ((lat_b - lat_a) * rad / 2);
  east = sin ((lon_b - lon_a) * rad / 2);
  h = north * north + cos (lat_a * rad) * cos (lat_b * rad) * east * east;
  return 2 * ROCA_EARTH_RADIUS_KM * asin (sqrt (fmin (1, h)));
}

/**
 * roca_geo_speed_kmh:
 * @km: distance
 * @microseconds: time between the two sightings, in either order
 *
 * Returns: kilometres per hour; sightings less than a minute apart count as a minute apart
 */
double
roca_geo_speed_kmh (double km, gint64 microseconds)
{
  return km / ((double) MAX (ABS (microseconds), LEAST_TIME) / (double) REVIEW_HOUR);
}
