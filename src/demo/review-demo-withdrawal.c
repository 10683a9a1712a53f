/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a withdrawal story as raw evidence: transactions, logins, devices, events, screening.
 * Nothing here knows the truth; features are computed from these rows by ROCA's extractor. */
#define G_LOG_DOMAIN "review-demo"
#include "review-demo-withdrawal.h"

#include <math.h>
#include <string.h>

#define PAYEES 4

typedef struct
{
  const char *name;
  double price; /* USD */
  int decimals;
  gboolean stable;
} Asset;

static const Asset assets[] = { { "ETH", 3110, 6, FALSE },
                                { "USDT", 1, 2, TRUE },
                                { "BTC", 64200, 8, FALSE },
                                { "TRX", 0.13, 2, FALSE } };

/* What the rows of one case share. */
typedef struct
{
  Making *making;
  const Story *story;
  Random *random;
  ReviewIntake *intake;
  gint64 at;
  const Asset *asset;
  double price; /* USD, as of the request */
  char *payees[PAYEES];
  char *source; /* address that deposits usually come from */
  char *destination;
  char *old_device;
  char *new_device;
  char *home_ip;
  gboolean fresh_device;
} Writer;

static ReviewEvidence *
add_move (Writer *w, gint64 at, gboolean in, double usd, const char *counterparty)
{
  ReviewEvidence *row = review_demo_add_row (w->intake, REVIEW_EVIDENCE_TRANSACTION, at);
  double days = (double) (w->at - at) / (double) REVIEW_DAY;
  double drift = w->asset->stable ? 1 : 1 + 0.1 * sin (days / 23); /* of the price */

  review_demo_add_open (row->fields, "direction", in ? "in" : "out");
  review_demo_add_amount (row->fields, "amount", usd / (w->price * drift), w->asset->decimals);
  review_demo_add_open (row->fields, "asset", w->asset->name);
  review_demo_add_amount (row->fields, "amount_ref", usd, 2);
  review_demo_add_open (row->fields, "currency", "USD");
  review_demo_add_text (row->fields, "counterparty", counterparty);
  return row;
}

static ReviewEvidence *
add_event (Writer *w, gint64 at, const char *event)
{
  ReviewEvidence *row = review_demo_add_row (w->intake, REVIEW_EVIDENCE_EVENT, at);

  review_demo_add_open (row->fields, "event", event);
  return row;
}

/* First and last four characters of @model, the rest of @address. */
static void
imitate (char *address, const char *model)
{
  gsize n = strlen (address), start = g_str_has_prefix (address, "0x") ? 2 : 0;

  if (n != strlen (model))
    return;
  memcpy (address, model, start + 4);
  memcpy (address + n - 4, model + n - 4, 4);
}

static void
draw_addresses (Writer *w)
{
  const Request *request = &w->story->request;
  const ReviewDemoScenario *scenario = w->making->scenario;
  Random shared;

  for (guint i = 0; i < PAYEES; i++)
    w->payees[i] = review_demo_draw_address (w->random, w->asset->name);
  w->source = review_demo_draw_address (w->random, w->asset->name);
  if (!request->first_use)
    w->destination = g_strdup (w->payees[0]);
  else if (scenario->waves && !request->lookalike)
    {
      /* A wave shares its destination, whatever else differs. */
      review_demo_random_init (&shared, w->making->options->seed, scenario->id,
                               w->making->index / 40);
      w->destination = review_demo_draw_address (&shared, w->asset->name);
    }
  else
    w->destination = review_demo_draw_address (w->random, w->asset->name);
  if (request->lookalike)
    imitate (w->destination, w->payees[1]);
}

static void
write_profile (Writer *w)
{
  const Account *account = &w->story->account;
  ReviewEvidence *row;
  GPtrArray *profile = w->intake->subject->profile;
  gint64 opened = w->at - DAY (account->age_days);

  review_demo_add_time (profile, "opened_at", opened - opened % REVIEW_SECOND);
  review_demo_add_number (profile, "level", account->level);
  review_demo_add_open (profile, "market", account->market->code);
  review_demo_add_open (profile, "language", account->market->language);
  review_demo_add_amount (profile, "assets", account->assets, 2);
  review_demo_add_open (profile, "assets_currency", "USD");
  row = review_demo_add_row (w->intake, REVIEW_EVIDENCE_PROFILE, w->at - MINUTES (1));
  for (guint i = 0; i < profile->len; i++)
    g_ptr_array_add (row->fields, review_record_ref (profile->pdata[i]));
}

static void
write_payments (Writer *w)
{
  const Account *account = &w->story->account;
  const Request *request = &w->story->request;
  double window = fmin (account->age_days, 90);

  for (guint i = 0; i < account->outs; i++)
    {
      /* A quarterly payee gets nothing but the quarterly payments. */
      guint payee = i == 0 && request->periodic == 0 ? 0 : between (w->random, 1, PAYEES - 1);
      double back = i == 0 ? uniform (w->random, 0.2, 0.95) : uniform (w->random, 0.02, 1);

      add_move (w, w->at - DAY (window * back), FALSE, spread (w->random, account->usual, 0.5),
                w->payees[payee]);
    }
  for (guint i = 1; i <= request->periodic; i++)
    add_move (w, w->at - DAY (91.3 * i + uniform (w->random, -2, 2)), FALSE,
              request->amount * uniform (w->random, 0.94, 1.06), w->payees[0]);
  for (guint i = 0; i < request->split; i++)
    add_move (w, w->at - MINUTES (25 + 95 * i + uniform (w->random, 0, 60)), FALSE,
              uniform (w->random, 900, 995), w->payees[0]);
}

static void
write_deposits (Writer *w)
{
  const Account *account = &w->story->account;
  const Flow *flow = &w->story->flow;
  double window = fmax (fmin (account->age_days, 120), 12);

  for (guint i = 0; i < account->ins; i++)
    add_move (w, w->at - DAY (uniform (w->random, 7.5, window)), TRUE,
              spread (w->random, account->assets * 0.08, 0.6), w->source);
  for (guint i = 0; i < flow->payers; i++)
    {
      g_autofree char *payer = g_strdup_printf ("u%u", between (w->random, 10000000, 98999999));
      double dwell = fmin (flow->dwell * uniform (w->random, 0.6, 1.5), 9500);

      add_move (w, w->at - MINUTES (dwell), TRUE,
                flow->fresh / flow->payers * uniform (w->random, 0.7, 1.3), payer);
    }
  if (flow->payers == 0 && chance (w->random, 0.5))
    add_move (w, w->at - MINUTES (fmin (flow->dwell, 9500)), TRUE, flow->fresh, w->source);
  if (w->story->request.lookalike)
    add_move (w, w->at - DAY (uniform (w->random, 0.5, 5)), TRUE, 0.01, w->destination);
}

static void
write_trades (Writer *w)
{
  for (guint i = 0; i < w->story->account.trades; i++)
    {
      ReviewEvidence *row = add_event (w, w->at - DAY (uniform (w->random, 0.1, 6.8)), "trade");

      review_demo_add_open (row->fields, "side", chance (w->random, 0.5) ? "buy" : "sell");
      review_demo_add_open (row->fields, "asset", w->asset->name);
      review_demo_add_amount (row->fields, "amount_ref",
                              spread (w->random, w->story->account.usual, 0.7), 2);
    }
}

static void
add_login (Writer *w, gint64 at, gboolean fresh, gboolean last)
{
  static const char *const far_places[] = { "Lagos",       "Bucharest", "Hanoi", "Kyiv",
                                            "Panama City", "Chisinau",  NULL };
  static const char *const networks[] = { "203.0.113", "198.51.100", "192.0.2", NULL };
  const Access *access = &w->story->access;
  ReviewEvidence *row = review_demo_add_row (w->intake, REVIEW_EVIDENCE_LOGIN, at);
  g_autofree char *gateway =
      g_strdup_printf ("%s.%u", pick (w->random, networks), between (w->random, 2, 250));
  gboolean vpn = last && access->vpn;

  review_demo_add_text (row->fields, "device", fresh ? w->new_device : w->old_device);
  review_demo_add_text (row->fields, "ip", vpn || (last && fresh) ? gateway : w->home_ip);
  review_demo_add_text (row->fields, "place",
                        last && access->far_place ? pick (w->random, far_places)
                                                  : w->story->account.market->place);
  review_demo_add_boolean (row->fields, "known_device", !fresh);
  review_demo_add_boolean (row->fields, "vpn", vpn);
}

static void
add_device (Writer *w, const char *device, const char *system, gint64 first_seen)
{
  ReviewEvidence *row = review_demo_add_row (w->intake, REVIEW_EVIDENCE_DEVICE, first_seen);

  review_demo_add_text (row->fields, "device", device);
  review_demo_add_open (row->fields, "os", system);
  review_demo_add_time (row->fields, "first_seen", first_seen);
}

static void
write_access (Writer *w)
{
  static const char *const systems[] = { "Android 15", "iOS 19", "Windows 11", "Linux", NULL };
  const Access *access = &w->story->access;
  double age_hours = w->story->account.age_days * 24;
  gint64 seen = w->at - HOURS (fmin (access->device_hours, age_hours));
  guint logins = between (w->random, 2, 4);

  seen -= seen % REVIEW_SECOND;
  add_device (w, w->old_device, pick (w->random, systems),
              w->at - HOURS (age_hours * uniform (w->random, 0.7, 1)));
  for (guint i = 0; i < logins; i++)
    add_login (w, w->at - DAY (uniform (w->random, 1.5, fmin (age_hours / 24, 60))), FALSE, FALSE);
  if (w->fresh_device)
    {
      ReviewEvidence *row = add_event (w, seen, "new_device");

      review_demo_add_text (row->fields, "device", w->new_device);
      add_device (w, w->new_device, pick (w->random, systems), seen);
    }
  add_login (w, MAX (seen, w->at - MINUTES (uniform (w->random, 4, 40))), w->fresh_device, TRUE);
}

static void
write_security (Writer *w)
{
  const Access *access = &w->story->access;
  gboolean fresh = w->fresh_device && access->change_hours <= access->device_hours;
  ReviewEvidence *row;

  if (access->change != NULL)
    {
      row = add_event (w, w->at - HOURS (access->change_hours), access->change);
      review_demo_add_text (row->fields, "device", fresh ? w->new_device : w->old_device);
      review_demo_add_boolean (row->fields, "known_device", !fresh);
    }
  if (access->remote)
    add_event (w, w->at - MINUTES (uniform (w->random, 5, 90)), "remote_session");
  if (access->warned)
    add_event (w, w->at - MINUTES (3), "scam_warning");
  if (access->answers != NULL)
    {
      row = add_event (w, w->at - MINUTES (2), "scam_questionnaire");
      review_demo_add_open (row->fields, "answers", access->answers);
    }
}

static void
write_destination (Writer *w)
{
  const Request *request = &w->story->request;
  const Exposure *exposure = &w->story->exposure;
  ReviewEvidence *row;

  row = review_demo_add_row (w->intake, REVIEW_EVIDENCE_GRAPH_EDGE, w->at - REVIEW_SECOND);
  review_demo_add_open (row->fields, "relation", request->own_funded ? "own_wallet" : "paid_by");
  review_demo_add_text (row->fields, "from", request->own_funded ? w->source : w->destination);
  if (request->own_funded)
    review_demo_add_text (row->fields, "to", w->destination);
  review_demo_add_number (row->fields, "payers", request->payers);
  if (chance (w->random, 0.02))
    return; /* the provider did not answer: missing stays missing */
  row = review_demo_add_row (w->intake, REVIEW_EVIDENCE_SCREENING, w->at - REVIEW_SECOND);
  review_demo_add_text (row->fields, "address", w->destination);
  review_demo_add_open (row->fields, "exposure", exposure->exposure);
  if (exposure->hops == 0)
    return;
  review_demo_add_open (row->fields, "category", exposure->category);
  review_demo_add_number (row->fields, "share", exposure->share);
  review_demo_add_number (row->fields, "hops", exposure->hops);
}

static void
write_request (Writer *w)
{
  const Request *request = &w->story->request;
  ReviewEvidence *row = add_event (w, w->at, "withdrawal_request");
  gint64 seen = w->at - HOURS (request->age_hours);

  review_demo_add_amount (row->fields, "amount", request->amount / w->price, w->asset->decimals);
  review_demo_add_open (row->fields, "asset", w->asset->name);
  review_demo_add_amount (row->fields, "amount_ref", request->amount, 2);
  review_demo_add_open (row->fields, "currency", "USD");
  review_demo_add_text (row->fields, "destination", w->destination);
  review_demo_add_open (row->fields, "destination_kind", request->kind);
  if (!chance (w->random, 0.04))
    review_demo_add_time (row->fields, "destination_first_seen", seen - seen % REVIEW_SECOND);
  review_demo_add_text (row->fields, "device", w->fresh_device ? w->new_device : w->old_device);
}

/* The customer's device and home; what is new may be what a whole wave uses. */
static void
draw_devices (Writer *w)
{
  static const char *const devices[] = { "Pixel 9",  "iPhone 17",   "Galaxy S25", "ThinkPad X1",
                                         "Redmi 14", "MacBook Air", NULL };
  const char *model = pick (w->random, devices), *other;
  Random side;

  do
    other = pick (w->random, devices);
  while (other == model);
  review_demo_begin_side (w->making, &side, "home", FALSE);
  w->old_device = review_demo_mark_device (&side, model);
  w->home_ip = review_demo_draw_home_ip (&side);
  if (w->making->scenario->waves)
    {
      review_demo_begin_side (w->making, &side, "wave", TRUE);
      other = pick (&side, devices);
    }
  w->new_device = review_demo_mark_device (&side, other);
}

void
review_demo_write_evidence (Making *self, const Story *story)
{
  Random *r = &self->random;
  Writer w = {
    .making = self, .story = story, .random = r, .intake = self->intake, .at = self->at
  };

  w.asset = &assets[between (r, 0, G_N_ELEMENTS (assets) - 1)];
  w.price = w.asset->price * (w.asset->stable ? 1 : uniform (r, 0.95, 1.05));
  draw_devices (&w);
  w.fresh_device = story->access.device_hours < 720;
  draw_addresses (&w);
  write_profile (&w);
  write_payments (&w);
  write_deposits (&w);
  write_trades (&w);
  write_access (&w);
  write_security (&w);
  write_destination (&w);
  write_request (&w);
  review_demo_sort_rows (self->intake);
  for (guint i = 0; i < PAYEES; i++)
    g_free (w.payees[i]);
  g_free (w.source);
  g_free (w.destination);
  g_free (w.old_device);
  g_free (w.new_device);
  g_free (w.home_ip);
}

void
review_demo_make_withdrawal (Making *self)
{
  ReviewIntake *intake = self->intake;
  Story story;

  review_demo_draw_story (self, &story);
  intake->market = g_strdup (story.account.market->code);
  intake->language = g_strdup (story.account.market->language);
  intake->value = review_demo_format_amount (story.request.amount, 2);
  intake->currency = g_strdup ("USD");
  review_demo_set_priority (self, story.request.amount, story.account.assets,
                            story.account.age_days);
  review_demo_write_evidence (self, &story);
}
