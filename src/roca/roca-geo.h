/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ROCA_EARTH_RADIUS_KM 6371.0088 /* mean radius of WGS 84, IUGG 1980 */

double roca_geo_distance_km (double lat_a, double lon_a, double lat_b, double lon_b);
double roca_geo_speed_kmh (double km, gint64 microseconds);

G_END_DECLS
