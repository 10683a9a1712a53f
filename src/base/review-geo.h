/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REVIEW_EARTH_RADIUS_KM 6371.0088 /* mean radius of WGS 84, IUGG 1980 */

double review_geo_distance_km (double lat_a, double lon_a, double lat_b, double lon_b);
double review_geo_speed_kmh (double km, gint64 microseconds);
void review_geo_between (double lat_a,
                         double lon_a,
                         double lat_b,
                         double lon_b,
                         double share,
                         double *ret_lat,
                         double *ret_lon);

G_END_DECLS
