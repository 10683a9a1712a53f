/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What logins and sessions say of the person behind them, and how fast somebody would have had to
 * travel between two of them: the same for ROCA, who reasons about it, and for the screen, which
 * draws it. */
#define G_LOG_DOMAIN "review-model"
#include "review-visit.h"

#include <math.h>
#include <string.h>

#include "review-geo.h"

/* Nearer than this is the same place: addresses are placed no better. */
#define SAME_PLACE_KM 100

/* @ret_says: whether the row says anything of the kind at all. */
static gboolean
is_any (const ReviewEvidence *row, const char *const *flags, const char *kinds, gboolean *ret_says)
{
  const char *kind = review_fields_get (row->fields, "network_kind");
  g_auto (GStrv) list = g_strsplit (kinds, " ", -1);
  gboolean any = FALSE;

  *ret_says = kind != NULL;
  for (guint i = 0; flags[i] != NULL; i++)
    {
      *ret_says = *ret_says || review_fields_get (row->fields, flags[i]) != NULL;
      any = any || review_fields_is_true (row->fields, flags[i]);
    }
  if (any)
    return TRUE;
  return kind != NULL && g_strv_contains ((const char *const *) list, kind);
}

/* A provider's opinion of the address: a number in 0..1, or its word for it. */
static double
read_risk (const ReviewEvidence *row)
{
  static const struct
  {
    const char *word;
    double risk;
  } levels[] = { { "none", 0 }, { "low", 0.2 }, { "medium", 0.5 }, { "high", 0.9 } };
  double risk = review_fields_get_number (row->fields, "ip_risk");
  const char *level = review_fields_get (row->fields, "risk_level");

  if (risk >= 0 && risk <= 1)
    return risk;
  for (guint i = 0; level != NULL && i < G_N_ELEMENTS (levels); i++)
    if (g_ascii_strcasecmp (level, levels[i].word) == 0)
      return levels[i].risk;
  return NAN;
}

/* "failure", "FAILURE", "Failed" … are refusals, and so is every word but those for success. */
static gboolean
is_refused (const ReviewEvidence *row)
{
  static const char *const success[] = { "success", "succeeded", "successful", "ok",
                                         "yes",     "allow",     "true",       NULL };
  const char *result = review_fields_get (row->fields, "result");
  g_autofree char *word = result != NULL ? g_ascii_strdown (result, -1) : NULL;

  return word != NULL && !g_strv_contains (success, word);
}

/**
 * review_visit_read:
 * @ret_visit: (out): what the row says; borrows from it
 *
 * Vendors write the same thing in several ways; the words are evened out here once.
 *
 * Returns: whether the row is a login, or activity of a session
 */
gboolean
review_visit_read (const ReviewEvidence *row, ReviewVisit *ret_visit)
{
  static const char *const masks[] = { "vpn", "proxy", "tor", "hosting", NULL };
  static const char *const gateways[] = { "carrier_gateway", "relay", "satellite", NULL };
  GPtrArray *fields = row->fields;
  const char *known = review_fields_get (fields, "known_device");
  ReviewVisit visit = { row, row->at };

  if (row->kind != REVIEW_EVIDENCE_LOGIN
      && (row->kind != REVIEW_EVIDENCE_EVENT
          || g_strcmp0 (review_fields_get (fields, "event"), "session") != 0))
    return FALSE;

  visit.device = review_fields_get (fields, "device");
  visit.network = review_fields_get (fields, "network");
  visit.country = review_fields_get (fields, "country");
  visit.ip = review_fields_get (fields, "ip");
  visit.session = review_fields_get (fields, "session");
  visit.method = review_fields_get (fields, "method");
  visit.latitude = review_fields_get_number (fields, "latitude");
  visit.longitude = review_fields_get_number (fields, "longitude");
  visit.risk = read_risk (row);
  visit.known = known == NULL ? -1 : strcmp (known, "true") == 0;
  visit.login = row->kind == REVIEW_EVIDENCE_LOGIN;
  visit.failed = is_refused (row);
  visit.masked = is_any (row, masks, "vpn proxy tor hosting", &visit.says_masked);
  visit.shared = is_any (row, gateways, "carrier_gateway relay satellite", &visit.says_shared);
  *ret_visit = visit;
  return TRUE;
}

/**
 * review_visit_is_placed:
 *
 * Returns: whether somebody got in at a known time and place
 */
gboolean
review_visit_is_placed (const ReviewVisit *self)
{
  return self->at != 0 && !self->failed && !isnan (self->latitude) && !isnan (self->longitude);
}

/**
 * review_visit_is_reliable:
 *
 * Returns: whether the place, if there is one, is the person's own: no VPN, no gateway of a carrier
 */
gboolean
review_visit_is_reliable (const ReviewVisit *self)
{
  return !self->masked && !self->shared;
}

/**
 * review_visit_travel:
 * @before: placed and reliable
 * @after: likewise, the next of them
 * @ret_km: (out) (optional): the distance; NaN where a coordinate is none on earth
 *
 * Returns: the speed between the two in km/h, 0 within the same place; NaN like the distance
 */
double
review_visit_travel (const ReviewVisit *before, const ReviewVisit *after, double *ret_km)
{
  double km = review_geo_distance_km (before->latitude, before->longitude, after->latitude,
                                      after->longitude);

  if (ret_km != NULL)
    *ret_km = km;
  if (isnan (km))
    return km;
  return km < SAME_PLACE_KM ? 0 : review_geo_speed_kmh (km, after->at - before->at);
}
