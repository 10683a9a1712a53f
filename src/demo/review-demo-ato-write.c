/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a takeover story as raw evidence: logins, sessions, security events, what the carrier and
 * the owner say, losses, links, holds. Nothing here knows the truth. */
#define G_LOG_DOMAIN "review-demo"
#include "review-demo-ato.h"

#include <math.h>

typedef struct
{
  ReviewDemoTrail trail;
  const AtoStory *story;
  gint64 entered; /* when the visit in question began */
} Writer;

static gint64
ago (Writer *w, double minutes)
{
  return w->trail.at - MINUTES (minutes);
}

static const char *
device_in_use (const Writer *w)
{
  return w->story->entry.device_new ? w->trail.other_device : w->trail.device;
}

static ReviewDemoSpot
spot_in_use (Writer *w)
{
  const AtoEntry *entry = &w->story->entry;
  ReviewDemoSpot spot =
      entry->network_new || entry->abroad || w->story->wrong_place ? w->trail.away : w->trail.home;

  if (entry->kind != NULL)
    spot.network_kind = entry->kind;
  return spot;
}

static void
add_opinion (Writer *w, ReviewEvidence *row)
{
  const AtoEntry *entry = &w->story->entry;

  if (!chance (w->trail.random, 0.05)) /* the provider did not answer: missing stays missing */
    review_demo_add_number (row->fields, "ip_risk", round (entry->ip_risk * 100) / 100);
  if (entry->ip_accounts > 0)
    review_demo_add_number (row->fields, "ip_accounts", entry->ip_accounts);
}

static void
write_entry (Writer *w)
{
  const AtoEntry *entry = &w->story->entry;
  ReviewDemoSpot spot = spot_in_use (w);
  ReviewEvidence *row;

  if (entry->owner_hours > 0)
    {
      row = review_demo_trail_visit (&w->trail, w->entered - HOURS (entry->owner_hours), TRUE,
                                     w->trail.device, &w->trail.home);
      review_demo_add_open (row->fields, "result", "success");
      review_demo_add_open (row->fields, "method", entry->passkey ? "passkey" : "password");
    }
  for (guint i = entry->failures; i > 0; i--)
    {
      row = review_demo_trail_visit (&w->trail, w->entered - MINUTES (1.5 * i), TRUE,
                                     device_in_use (w), &spot);
      review_demo_add_open (row->fields, "result", "failure");
      review_demo_add_open (row->fields, "method", "password");
    }
  row = review_demo_trail_visit (&w->trail, w->entered, !entry->hijacked, device_in_use (w), &spot);
  add_opinion (w, row);
  if (entry->hijacked)
    {
      g_autofree char *session = g_strdup_printf ("s-%06x", w->trail.next_session + 77);

      review_demo_add_text (row->fields, "session", session);
      return;
    }
  review_demo_add_open (row->fields, "result", "success");
  review_demo_add_open (row->fields, "method",
                        entry->passkey && !entry->device_new ? "passkey" : "password");
}

static void
write_session (Writer *w)
{
  const AtoEntry *entry = &w->story->entry;
  ReviewEvidence *row;

  if (entry->token_reuse)
    {
      row = review_demo_trail_event (&w->trail, w->entered + MINUTES (4), "token_reuse");
      review_demo_add_text (row->fields, "place", w->trail.home.place);
    }
  for (guint i = 0; i < entry->pushes; i++)
    {
      row = review_demo_trail_event (&w->trail, w->entered - MINUTES (3 + 2 * i), "push_prompt");
      review_demo_add_open (row->fields, "result", i % 2 == 0 ? "refused" : "timeout");
    }
}

static void
write_control (Writer *w)
{
  const AtoControl *control = &w->story->control;
  ReviewEvidence *row;

  for (guint i = 0; i < control->changes && control->list[i] != NULL; i++)
    {
      /* Whoever changes it has come in before, on whatever device that was. */
      gint64 at = MIN (w->trail.at - HOURS (control->hours) + MINUTES (9 * i), ago (w, 2));

      if (control->on_new_device && w->story->entry.device_new)
        at = CLAMP (at, w->entered + MINUTES (1), ago (w, 1));
      row = review_demo_trail_event (&w->trail, at, control->list[i]);
      if (w->story->entry.hijacked && control->on_new_device)
        review_demo_add_boolean (row->fields, "known_device", FALSE);
      else
        review_demo_add_text (row->fields, "device",
                              control->on_new_device ? w->trail.other_device : w->trail.device);
    }
  if (control->sim_hours > 0)
    review_demo_trail_event (&w->trail, w->trail.at - HOURS (control->sim_hours), "sim_change");
  if (control->sim_hours >= 0)
    {
      row = review_demo_trail_event (&w->trail, ago (w, 1), "sim_check");
      review_demo_add_open (row->fields, "result", control->sim_hours > 0 ? "success" : "none");
    }
  if (control->remote)
    review_demo_trail_event (&w->trail, w->entered + MINUTES (3), "remote_session");
  if (control->leaked)
    review_demo_trail_event (&w->trail, w->entered - MINUTES (1), "password_leaked");
  if (control->owner == NULL)
    return;
  row = review_demo_trail_event (&w->trail, ago (w, 1), control->owner);
  review_demo_add_open (row->fields, "channel", "app");
  review_demo_add_boolean (row->fields, "verified", control->verified);
}

/* An event that moves @share of the assets; nothing where it moves nothing. */
static ReviewEvidence *
add_loss (Writer *w, const char *event, const char *field, double share)
{
  ReviewEvidence *row;

  if (!(share > 0))
    return NULL;
  row = review_demo_trail_event (&w->trail, ago (w, uniform (w->trail.random, 1, 3)), event);
  review_demo_add_amount (row->fields, field, share * w->story->assets, 2);
  review_demo_add_open (row->fields, "currency", "USD");
  return row;
}

static void
write_trades (Writer *w)
{
  const AtoLoss *loss = &w->story->loss;
  ReviewEvidence *row = add_loss (w, "trade", "loss_ref", loss->thin_market);

  if (row != NULL)
    {
      review_demo_add_boolean (row->fields, "thin_market", TRUE);
      review_demo_add_open (row->fields, "via", loss->api_trades > 0 ? "api" : "app");
    }
  row = add_loss (w, "trade", "loss_ref", loss->copied);
  if (row != NULL)
    review_demo_add_open (row->fields, "via", "copy_trading");
  for (guint i = 0; i < loss->api_trades; i++)
    {
      row = review_demo_trail_event (&w->trail, ago (w, 2 + 7 * i), "trade");
      review_demo_add_open (row->fields, "via", "api");
      review_demo_add_open (row->fields, "side", i % 2 == 0 ? "buy" : "sell");
      review_demo_add_amount (row->fields, "amount_ref",
                              w->story->assets * uniform (w->trail.random, 0.01, 0.05), 2);
    }
}

static void
write_losses (Writer *w)
{
  const AtoLoss *loss = &w->story->loss;
  ReviewEvidence *row;

  row = add_loss (w, "withdrawal_request", "amount_ref", loss->withdrawal);
  if (row != NULL)
    {
      g_autofree char *address = review_demo_draw_address (w->trail.random, "ETH");

      review_demo_add_open (row->fields, "asset", "ETH");
      review_demo_add_text (row->fields, "destination", address);
    }
  row = add_loss (w, "internal_transfer", "amount_ref", loss->internal);
  if (row != NULL)
    {
      g_autofree char *payee =
          g_strdup_printf ("u%u", between (w->trail.random, 10000000, 98999999));

      review_demo_add_text (row->fields, "counterparty", payee);
    }
  add_loss (w, chance (w->trail.random, 0.5) ? "gift_card" : "p2p_sale", "amount_ref", loss->cash);
  write_trades (w);
}

/* Each hold by itself, so that a pass lifts them all. */
static void
write_holds (Writer *w)
{
  static const char *const holds[] = { "withdrawals", "internal_transfers", "api_trading",
                                       "security_changes" };

  for (guint i = 0; i < G_N_ELEMENTS (holds); i++)
    review_demo_add_open (review_demo_trail_event (&w->trail, w->trail.at, "hold_placed")->fields,
                          "hold", holds[i]);
}

void
review_demo_write_ato (Making *self, const AtoStory *story)
{
  Writer w = { .story = story };

  review_demo_trail_init (&w.trail, self, story->market);
  if (self->scenario->waves)
    review_demo_trail_share (&w.trail);
  if (story->entry.abroad)
    review_demo_trail_go_abroad (&w.trail);
  if (story->wrong_place)
    review_demo_trail_misplace (&w.trail);
  w.entered = ago (&w, uniform (w.trail.random, 12, 100));
  review_demo_trail_write_profile (&w.trail, story->account_days, story->assets, story->level);
  review_demo_trail_write_past (&w.trail, story->logins, 85, story->idle_days,
                                story->entry.usual_hour);
  write_entry (&w);
  write_session (&w);
  write_control (&w);
  write_losses (&w);
  review_demo_trail_write_shared (&w.trail, "shared_device", story->shared_device, NULL);
  review_demo_trail_write_shared (&w.trail, "shared_network", story->shared_network,
                                  spot_in_use (&w).network_kind);
  if (story->loss.withdrawal > 0)
    review_demo_trail_write_shared (&w.trail, "shared_destination", story->shared_destination,
                                    NULL);
  write_holds (&w);
  review_demo_trail_finish (&w.trail);
}

void
review_demo_make_ato (Making *self)
{
  ReviewIntake *intake = self->intake;
  AtoStory story;

  review_demo_draw_ato (self, &story);
  intake->market = g_strdup (story.market->code);
  intake->language = g_strdup (story.market->language);
  intake->value = review_demo_format_amount (story.assets, 2);
  intake->currency = g_strdup ("USD");
  review_demo_set_priority (self, story.assets, story.assets, story.account_days);
  review_demo_write_ato (self, &story);
}
