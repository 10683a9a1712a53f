/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logins as a busy service would log them: device, address, network, place. Nothing here knows the
 * truth. */
#define G_LOG_DOMAIN "review-demo"
#include "review-demo-trail.h"

#include <math.h>
#include <string.h>

/* Where the markets' customers live, then places that nobody of them does. */
static const ReviewDemoSpot homes[] = {
  { "Singapore", "SG", 1.352, 103.820, NULL, NULL },
  { "Hong Kong", "HK", 22.302, 114.177, NULL, NULL },
  { "Manchester", "GB", 53.480, -2.242, NULL, NULL },
  { "Leipzig", "DE", 51.340, 12.375, NULL, NULL },
  { "Curitiba", "BR", -25.429, -49.271, NULL, NULL },
  { "Mérida", "MX", 20.967, -89.624, NULL, NULL },
  { "Da Nang", "VN", 16.054, 108.202, NULL, NULL },
  { "Dubai", "AE", 25.205, 55.271, NULL, NULL },
  { "Ibadan", "NG", 7.378, 3.947, NULL, NULL },
  { "Bursa", "TR", 40.183, 29.061, NULL, NULL },
};
static const ReviewDemoSpot abroad[] = {
  { "Bucharest", "RO", 44.427, 26.103, NULL, NULL },
  { "Chisinau", "MD", 47.011, 28.864, NULL, NULL },
  { "Panama City", "PA", 8.983, -79.520, NULL, NULL },
  { "Hanoi", "VN", 21.028, 105.834, NULL, NULL },
  { "Lagos", "NG", 6.455, 3.394, NULL, NULL },
  { "Manila", "PH", 14.599, 120.984, NULL, NULL },
  { "Tbilisi", "GE", 41.716, 44.783, NULL, NULL },
};

/* Networks of the numbers kept for documentation, RFC 5398. */
static char *
draw_network (Random *random)
{
  return g_strdup_printf ("AS%u", between (random, 64496, 64511));
}

static const char *
intern_network (Random *random, const char *other_than)
{
  const char *network;

  do
    {
      g_autofree char *text = draw_network (random);

      network = g_intern_string (text);
    }
  while (network == other_than);
  return network;
}

static char *
draw_device (Random *random)
{
  static const char *const devices[] = { "Pixel 9",  "iPhone 17",   "Galaxy S25", "ThinkPad X1",
                                         "Redmi 14", "MacBook Air", NULL };
  const char *model = pick (random, devices);
  guint number = between (random, 0x1000, 0xffff);
  Random ahead = *random; /* looked at, not drawn from */

  return g_strdup_printf ("%s · %04x%04x", model, number, (guint) (bits (&ahead) & 0xffffu));
}

/**
 * review_demo_trail_init:
 *
 * A customer at home with one device; away is another network of the same city until
 * review_demo_trail_go_abroad().
 */
void
review_demo_trail_init (ReviewDemoTrail *self, Making *making, const ReviewDemoMarket *market)
{
  static const char *const kinds[] = { "residential", "mobile", NULL };
  Random *random = &making->random;

  *self = (ReviewDemoTrail){ making, random, making->intake, making->at, market };
  self->home = homes[0];
  for (guint i = 0; i < G_N_ELEMENTS (homes); i++)
    if (strcmp (homes[i].country, market->code) == 0)
      self->home = homes[i];
  self->home.network = intern_network (random, NULL);
  self->home.network_kind = pick (random, kinds);
  self->away = self->home;
  self->away.network = intern_network (random, self->home.network);
  self->away.network_kind = pick (random, kinds);
  self->device = draw_device (random);
  self->other_device = draw_device (random);
  self->next_session = between (random, 0x100000, 0xefffff);
}

void
review_demo_trail_clear (ReviewDemoTrail *self)
{
  g_clear_pointer (&self->device, g_free);
  g_clear_pointer (&self->other_device, g_free);
}

void
review_demo_trail_go_abroad (ReviewDemoTrail *self)
{
  ReviewDemoSpot spot = abroad[between (self->random, 0, G_N_ELEMENTS (abroad) - 1)];

  if (strcmp (spot.country, self->home.country) == 0)
    spot = abroad[0];
  spot.network = self->away.network;
  spot.network_kind = self->away.network_kind;
  self->away = spot;
}

static double
get_turn (const ReviewDemoSpot *a, const ReviewDemoSpot *b)
{
  double turn = fabs (a->longitude - b->longitude);

  return fmin (turn, 360 - turn);
}

/* A wrong source of places and networks: away is on the other side of the earth, at a stranger's. */
void
review_demo_trail_misplace (ReviewDemoTrail *self)
{
  ReviewDemoSpot spot = abroad[0];

  for (guint i = 1; i < G_N_ELEMENTS (abroad); i++)
    if (get_turn (&abroad[i], &self->home) > get_turn (&spot, &self->home))
      spot = abroad[i];
  spot.network = self->away.network;
  spot.network_kind = self->home.network_kind;
  self->away = spot;
}

/* A wave comes from one device and one network, whatever else differs. */
void
review_demo_trail_share (ReviewDemoTrail *self)
{
  const Making *making = self->making;
  Random shared;

  review_demo_random_init (&shared, making->options->seed, making->scenario->id,
                           making->index / 40);
  g_free (self->other_device);
  self->other_device = draw_device (&shared);
  self->away.network = intern_network (&shared, self->home.network);
}

/* A home has an address to itself, and a wave comes from one; NULL for what many share. */
static char *
draw_home_ip (ReviewDemoTrail *self, const ReviewDemoSpot *spot)
{
  const Making *making = self->making;
  Random side;

  if (g_strcmp0 (spot->network_kind, "residential") != 0)
    return NULL;
  review_demo_begin_side (making, &side, spot->network,
                          making->scenario->waves && spot->network == self->away.network);
  return review_demo_draw_home_ip (&side);
}

/* Returns: (transfer none): a new row */
ReviewEvidence *
review_demo_trail_event (ReviewDemoTrail *self, gint64 at, const char *event)
{
  ReviewEvidence *row = review_demo_add_row (self->intake, REVIEW_EVIDENCE_EVENT, at);

  review_demo_add_open (row->fields, "event", event);
  return row;
}

/**
 * review_demo_trail_visit:
 * @login: a login row; else activity of a session
 *
 * Returns: (transfer none): the new row, with a session of its own unless the caller adds one to
 *   activity
 */
ReviewEvidence *
review_demo_trail_visit (ReviewDemoTrail *self,
                         gint64 at,
                         gboolean login,
                         const char *device,
                         const ReviewDemoSpot *spot)
{
  static const char *const addresses[] = { "203.0.113", "198.51.100", "192.0.2", NULL };
  ReviewEvidence *row = login ? review_demo_add_row (self->intake, REVIEW_EVIDENCE_LOGIN, at)
                              : review_demo_trail_event (self, at, "session");
  const char *block = pick (self->random, addresses);
  g_autofree char *gateway = g_strdup_printf ("%s.%u", block, between (self->random, 2, 250));
  g_autofree char *home = draw_home_ip (self, spot);
  const char *ip = home != NULL ? home : gateway;

  review_demo_add_text (row->fields, "device", device);
  review_demo_add_text (row->fields, "ip", ip);
  review_demo_add_open (row->fields, "network", spot->network);
  review_demo_add_open (row->fields, "network_kind", spot->network_kind);
  review_demo_add_text (row->fields, "place", spot->place);
  review_demo_add_open (row->fields, "country", spot->country);
  review_demo_add_number (row->fields, "latitude", spot->latitude);
  review_demo_add_number (row->fields, "longitude", spot->longitude);
  if (login)
    {
      g_autofree char *session = g_strdup_printf ("s-%06x", self->next_session++);

      review_demo_add_text (row->fields, "session", session);
    }
  return row;
}

/**
 * review_demo_trail_write_past:
 * @logins: how many
 * @first_days: the oldest lies at most so long ago
 * @last_days: the newest lies so long ago
 * @same_hour: at the hour of day that the case was opened; else at other hours
 *
 * The customer's habit: successful logins at home on the one device.
 */
void
review_demo_trail_write_past (
    ReviewDemoTrail *self, guint logins, double first_days, double last_days, gboolean same_hour)
{
  for (guint i = 0; i < logins; i++)
    {
      guint days = i == 0 ? (guint) last_days
                          : between (self->random, (guint) last_days,
                                     MAX ((guint) last_days + 1, (guint) first_days));
      double hours = same_hour ? uniform (self->random, -1.5, 1.5) : uniform (self->random, 6, 12);
      ReviewEvidence *row = review_demo_trail_visit (
          self, self->at - DAY (MAX (days, 2)) + HOURS (hours), TRUE, self->device, &self->home);

      review_demo_add_open (row->fields, "result", "success");
      review_demo_add_open (row->fields, "method", "password");
    }
}

void
review_demo_trail_write_profile (ReviewDemoTrail *self,
                                 double account_days,
                                 double assets,
                                 guint level)
{
  GPtrArray *profile = self->intake->subject->profile;
  gint64 opened = self->at - DAY (account_days);
  ReviewEvidence *row;

  review_demo_add_time (profile, "opened_at", opened - opened % REVIEW_SECOND);
  review_demo_add_number (profile, "level", level);
  review_demo_add_open (profile, "market", self->market->code);
  review_demo_add_open (profile, "language", self->market->language);
  review_demo_add_amount (profile, "assets", assets, 2);
  review_demo_add_open (profile, "assets_currency", "USD");
  row = review_demo_add_row (self->intake, REVIEW_EVIDENCE_PROFILE, self->at - MINUTES (1));
  for (guint i = 0; i < profile->len; i++)
    g_ptr_array_add (row->fields, review_record_ref (profile->pdata[i]));
}

/* What the link analysis answered: how many other accounts share it. */
void
review_demo_trail_write_shared (ReviewDemoTrail *self,
                                const char *relation,
                                guint accounts,
                                const char *network_kind)
{
  ReviewEvidence *row =
      review_demo_add_row (self->intake, REVIEW_EVIDENCE_GRAPH_EDGE, self->at - REVIEW_SECOND);

  review_demo_add_open (row->fields, "relation", relation);
  review_demo_add_number (row->fields, "accounts", accounts);
  if (network_kind != NULL)
    review_demo_add_open (row->fields, "network_kind", network_kind);
}

void
review_demo_trail_finish (ReviewDemoTrail *self)
{
  review_demo_sort_rows (self->intake);
  review_demo_trail_clear (self);
}
