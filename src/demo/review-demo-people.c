/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers who do not exist: markets, names, streets, addresses on chains, priority. */
#define G_LOG_DOMAIN "review-demo"
#include "review-demo-private.h"

#include <math.h>
#include <string.h>

static const ReviewDemoMarket markets[] = {
  { "SG", "en", "Singapore", "%u Orchid Rise #%02u-%02u, Singapore 23%04u" },
  { "HK", "zh-CN", "Hong Kong", "Flat %u, %u/F, Tower %u, Harbour Court, Hong Kong %04u" },
  { "GB", "en", "Manchester", "%u Millbrook Lane, Flat %u-%u, Manchester M%u 4QX" },
  { "DE", "de", "Leipzig", "Lindenhof %u, Haus %u, App. %u, %05u Leipzig" },
  { "BR", "pt", "Curitiba", "Rua das Araucárias %u, Bloco %u, Apto %u, Curitiba 80%03u" },
  { "MX", "es", "Mérida", "Calle %u No. %u-%u, Mérida 97%03u" },
  { "VN", "vi", "Da Nang", "%u/%u/%u Duong Hoa Sen, Da Nang 55%04u" },
  { "AE", "en", "Dubai", "Villa %u, Street %u, Gate %u, Palm View, Dubai, Box %u" },
  { "NG", "en", "Ibadan", "%u Acacia Close, Block %u, Flat %u, Ibadan 20%04u" },
  { "TR", "tr", "Bursa", "Çınar Sokak No %u, Kat %u, Daire %u, Bursa 16%03u" },
};

static const char *const given_names[] = { "Mira", "Tobin", "Yara",  "Kel",   "Oren", "Lisandra",
                                           "Davi", "Nuri",  "Sanne", "Ikeno", "Bao",  "Rhea",
                                           "Temi", "Jorin", "Alba",  "Wen",   NULL };
static const char *const family_names[] = {
  "Aldane",   "Brevost",  "Corvellin", "Dorsane",  "Elmhart", "Farholt", "Ghesquin",
  "Hadrune",  "Ivarant",  "Jorvale",   "Kestrane", "Lumarez", "Morwyck", "Nyhaven",
  "Ostrando", "Pellarin", "Quistad",   "Rovanka",  "Sandrez", "Tolvane", "Umberly",
  "Vanthor",  "Wexcombe", "Zelmark",   NULL
};

const ReviewDemoMarket *
review_demo_draw_market (Random *random)
{
  return &markets[between (random, 0, G_N_ELEMENTS (markets) - 1)];
}

char *
review_demo_draw_name (Random *random)
{
  const char *given = pick (random, given_names);

  return g_strconcat (given, " ", pick (random, family_names), NULL);
}

char *
review_demo_draw_street (Random *random, const ReviewDemoMarket *market)
{
  guint a = between (random, 1, 240), b = between (random, 1, 28), c = between (random, 1, 12);
  guint d = between (random, 10, 990);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (market->street_format, a, b, c, d); /* formats of the table above */
#pragma GCC diagnostic pop
}

static char *
draw_letters (Random *random, const char *prefix, const char *alphabet, guint n)
{
  GString *text = g_string_new (prefix);
  gsize size = strlen (alphabet);

  for (guint i = 0; i < n; i++)
    g_string_append_c (text, alphabet[bits (random) % size]);
  return g_string_free (text, FALSE);
}

/* An address in the form of @asset's chain. */
char *
review_demo_draw_address (Random *random, const char *asset)
{
  if (strcmp (asset, "BTC") == 0)
    return draw_letters (random, "bc1q", "023456789acdefghjklmnpqrstuvwxyz", 38);
  if (strcmp (asset, "TRX") == 0)
    return draw_letters (random, "T", "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
                         33);
  return draw_letters (random, "0x", "0123456789abcdef", 40);
}

static gint64
add_reason (ReviewIntake *intake, const char *code, gint64 points, gboolean key_user)
{
  ReviewPriorityReason *reason = review_record_new (&review_priority_reason_type);

  reason->code = g_strdup (code);
  reason->points = points;
  reason->key_user_reason = key_user;
  g_ptr_array_add (intake->priority_reasons, reason);
  return points;
}

/* Priority is the sum of its reasons; only a key-user reason lifts it to 75 and above. About one
 * customer in ten is a key user. */
void
review_demo_set_priority (Making *self, double value, double assets, double age_days)
{
  static const char *const key_reasons[] = { "institution", "market_maker", "public_figure", NULL };
  Random *random = &self->random;
  ReviewIntake *intake = self->intake;
  gint64 points = 0;
  gboolean large = assets > 400000;

  intake->priority_reasons = review_records_new ();
  points += add_reason (intake, "standard", between (random, 8, 16), FALSE);
  if (value > 2000)
    points += add_reason (intake, "value_at_stake",
                          CLAMP ((gint64) (9 * log10 (value / 200)), 5, 30), FALSE);
  if (age_days < 45)
    points += add_reason (intake, "new_customer", 6, FALSE);
  if (chance (random, 0.08))
    points += add_reason (intake, "repeat_case", between (random, 4, 10), FALSE);
  if (chance (random, 0.05))
    points += add_reason (intake, "complaint", between (random, 5, 10), FALSE);
  if (large || chance (random, 0.07))
    points += add_reason (intake, large ? "large_balance" : pick (random, key_reasons),
                          MAX (76 - points, 20) + between (random, 0, 14), TRUE);
  intake->priority = MIN (points, 100);
}
