/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Distances on the earth, for impossible travel. */
#define G_LOG_DOMAIN "review-base"
#include "review-geo.h"

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
 * review_geo_distance_km:
 * @lat_a: degrees north, -90..90
 * @lon_a: degrees east, -180..180
 *
 * The great circle by the haversine formula (Sinnott 1984, Sky and Telescope 68:159), on a sphere
 * of the earth's mean radius: within 0.6 % of the ellipsoid, and exact near zero.
 *
 * Returns: kilometres; NaN where a coordinate is missing or none on earth
 */
double
review_geo_distance_km (double lat_a, double lon_a, double lat_b, double lon_b)
{
  double rad = G_PI / 180, north, east, h;

  if (!is_place (lat_a, lon_a) || !is_place (lat_b, lon_b))
    return NAN;
  north = sin ((lat_b - lat_a) * rad / 2);
  east = sin ((lon_b - lon_a) * rad / 2);
  h = north * north + cos (lat_a * rad) * cos (lat_b * rad) * east * east;
  return 2 * REVIEW_EARTH_RADIUS_KM * asin (sqrt (fmin (1, h)));
}

/**
 * review_geo_speed_kmh:
 * @km: distance
 * @microseconds: time between the two sightings, in either order
 *
 * Returns: kilometres per hour; sightings less than a minute apart count as a minute apart
 */
double
review_geo_speed_kmh (double km, gint64 microseconds)
{
  return km / ((double) MAX (ABS (microseconds), LEAST_TIME) / (double) REVIEW_HOUR);
}

/* A place as a vector of length one. */
static void
to_vector (double lat, double lon, double *vector)
{
  double rad = G_PI / 180;

  vector[0] = cos (lat * rad) * cos (lon * rad);
  vector[1] = cos (lat * rad) * sin (lon * rad);
  vector[2] = sin (lat * rad);
}

/**
 * review_geo_between:
 * @share: of the way, 0..1
 * @ret_lat: (out): degrees north
 * @ret_lon: (out): degrees east
 *
 * A place on the great circle from a to b, the shorter way. NaN where a coordinate is none on earth,
 * and between two opposite places, where every way is as short.
 */
void
review_geo_between (double lat_a,
                    double lon_a,
                    double lat_b,
                    double lon_b,
                    double share,
                    double *ret_lat,
                    double *ret_lon)
{
  double angle = review_geo_distance_km (lat_a, lon_a, lat_b, lon_b) / REVIEW_EARTH_RADIUS_KM;
  double a[3], b[3], at[3], from, to;

  if (angle > G_PI - 1e-6)
    angle = (double) NAN;
  to_vector (lat_a, lon_a, a);
  to_vector (lat_b, lon_b, b);
  from = angle < 1e-9 ? 1 - share : sin ((1 - share) * angle) / sin (angle);
  to = angle < 1e-9 ? share : sin (share * angle) / sin (angle);
  for (int i = 0; i < 3; i++)
    at[i] = from * a[i] + to * b[i];
  *ret_lat = atan2 (at[2], hypot (at[0], at[1])) * 180 / G_PI;
  *ret_lon = atan2 (at[1], at[0]) * 180 / G_PI;
}
