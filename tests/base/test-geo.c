/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Great circles: what a quarter and a half of the earth measure, and city pairs worked out by the
 * other formula (the angle between two vectors), across the date line too. */
#include <math.h>

#include "review-clock.h"
#include "review-geo.h"

static const struct
{
  double lat_a, lon_a, lat_b, lon_b, km;
} vectors[] = {
  { 0, 0, 0, 90, G_PI_2 *REVIEW_EARTH_RADIUS_KM },
  { 0, 0, 0, 180, G_PI *REVIEW_EARTH_RADIUS_KM },
  { 90, 0, -90, 33, G_PI *REVIEW_EARTH_RADIUS_KM },
  { 51.5074, -0.1278, 40.7128, -74.0060, 5570.229873656523 },      /* London, New York */
  { 1.3521, 103.8198, -33.8688, 151.2093, 6306.259422945349 },     /* Singapore, Sydney */
  { -18.1248, 178.4501, -13.8507, -171.7514, 1149.8191971872398 }, /* Suva, Apia */
  { 61.2181, -149.9003, -33.8688, 151.2093, 11828.14839481663 },   /* Anchorage, Sydney */
  { 51.5, 0, 51.5, 0.00001, 0.0006922056496746864 },               /* 69 cm */
  { 12.34, 56.78, 12.34, 56.78, 0 },
};

static void
test_vectors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      double there = review_geo_distance_km (vectors[i].lat_a, vectors[i].lon_a, vectors[i].lat_b,
                                             vectors[i].lon_b);
      double back = review_geo_distance_km (vectors[i].lat_b, vectors[i].lon_b, vectors[i].lat_a,
                                            vectors[i].lon_a);

      g_test_message ("%g, expected %g", there, vectors[i].km);
      g_assert_cmpfloat_with_epsilon (there, vectors[i].km, 1e-6);
      g_assert_cmpfloat_with_epsilon (back, there, 1e-9);
    }
}

static void
test_no_place (void)
{
  g_assert_true (isnan (review_geo_distance_km (NAN, 0, 0, 0)));
  g_assert_true (isnan (review_geo_distance_km (0, 0, 0, NAN)));
  g_assert_true (isnan (review_geo_distance_km (90.1, 0, 0, 0)));
  g_assert_true (isnan (review_geo_distance_km (0, 0, 0, -180.5)));
  g_assert_true (isnan (review_geo_distance_km (1e300, 0, 0, 0)));
}

static void
test_speed (void)
{
  g_assert_cmpfloat_with_epsilon (review_geo_speed_kmh (900, REVIEW_HOUR), 900, 1e-9);
  g_assert_cmpfloat_with_epsilon (review_geo_speed_kmh (900, -REVIEW_HOUR / 2), 1800, 1e-9);
  /* At once is as fast as within a minute, not infinitely fast. */
  g_assert_cmpfloat_with_epsilon (review_geo_speed_kmh (10, 0), 600, 1e-9);
  g_assert_cmpfloat_with_epsilon (review_geo_speed_kmh (10, REVIEW_SECOND), 600, 1e-9);
}

/* Half way is as far from either end, and on the way: the two halves make the whole. */
static void
test_between (void)
{
  double lat, lon;

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      double whole = vectors[i].km;

      review_geo_between (vectors[i].lat_a, vectors[i].lon_a, vectors[i].lat_b, vectors[i].lon_b,
                          0.25, &lat, &lon);
      if (whole > G_PI * REVIEW_EARTH_RADIUS_KM - 1)
        {
          g_assert_true (isnan (lat) && isnan (lon));
          continue;
        }
      g_assert_cmpfloat_with_epsilon (
          review_geo_distance_km (vectors[i].lat_a, vectors[i].lon_a, lat, lon), whole / 4, 1e-5);
      g_assert_cmpfloat_with_epsilon (
          review_geo_distance_km (lat, lon, vectors[i].lat_b, vectors[i].lon_b), whole * 3 / 4,
          1e-5);
    }
  review_geo_between (0, 170, 0, -170, 0.5, &lat, &lon);
  g_assert_cmpfloat_with_epsilon (fabs (lon), 180, 1e-9);
  review_geo_between (NAN, 0, 0, 0, 0.5, &lat, &lon);
  g_assert_true (isnan (lat));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/vectors", test_vectors);
  g_test_add_func ("/geo/no-place", test_no_place);
  g_test_add_func ("/geo/speed", test_speed);
  g_test_add_func ("/geo/between", test_between);
  return g_test_run ();
}
