/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the story of a 2FA reset as raw evidence: the request, the liveness check, channels and
 * their changes, factors, support, links. Nothing here knows the truth. */
#define G_LOG_DOMAIN "review-demo"
#include "review-demo-reset.h"

#include <math.h>
#include <string.h>

typedef struct
{
  ReviewDemoTrail trail;
  const ResetStory *story;
  gint64 asked; /* when the request came in */
} Writer;

static ReviewEvidence *
add_event (Writer *w, double hours, const char *event)
{
  return review_demo_trail_event (&w->trail, w->asked - HOURS (hours), event);
}

/* After the request and before the case is looked at. */
static gint64
after_request (Writer *w, double share)
{
  return w->asked + (gint64) (share * (double) (w->trail.at - w->asked));
}

static double
round_score (double score)
{
  return round (score * 100) / 100;
}

static void
write_request (Writer *w)
{
  const ResetAsker *asker = &w->story->asker;
  const ReviewDemoSpot *home = &w->trail.home, *away = &w->trail.away;
  ReviewEvidence *row = add_event (w, 0, "reset_2fa_request");
  const ReviewDemoSpot *spot = asker->network_known ? home : away;

  review_demo_add_open (row->fields, "channel", w->story->channel.channel);
  review_demo_add_open (row->fields, "requester", asker->requester);
  review_demo_add_text (row->fields, "device",
                        asker->device_known ? w->trail.device : w->trail.other_device);
  review_demo_add_open (row->fields, "network", spot->network);
  review_demo_add_open (row->fields, "country", asker->abroad ? away->country : home->country);
  review_demo_add_text (row->fields, "place", asker->abroad ? away->place : home->place);
  if (!chance (w->trail.random, 0.05)) /* the provider did not answer: missing stays missing */
    review_demo_add_number (row->fields, "ip_risk", round_score (asker->ip_risk));
  review_demo_add_boolean (row->fields, "appearance_change", asker->appearance_change);
  if (!asker->police_report)
    return;
  row = review_demo_add_row (w->trail.intake, REVIEW_EVIDENCE_DOCUMENT, after_request (w, 0.3));
  review_demo_add_open (row->fields, "document_type", "police_report");
}

static void
write_face (Writer *w)
{
  static const char *const signs[] = { "virtual_camera", "emulator", "replay", "generated" };
  const ResetFace *face = &w->story->face;
  ReviewEvidence *row;
  gint64 portrait;

  if (!face->made)
    return;
  row = review_demo_trail_event (&w->trail, w->trail.at - HOURS (face->hours), "liveness_check");
  portrait = row->at - DAY (face->portrait_days);
  review_demo_add_open (row->fields, "purpose", "reset_2fa");
  review_demo_add_number (row->fields, "liveness_score", round_score (face->liveness));
  review_demo_add_number (row->fields, "face_score", round_score (face->face));
  review_demo_add_time (row->fields, "portrait_at", portrait - portrait % REVIEW_SECOND);
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    review_demo_add_boolean (row->fields, signs[i], i < face->signs);
}

static void
write_channel (Writer *w)
{
  const ResetChannel *channel = &w->story->channel;
  gint64 since = w->asked - DAY (channel->stable_days);
  ReviewEvidence *row;

  if (channel->email_days > 0)
    add_event (w, channel->email_days * 24, "email_change");
  if (channel->phone_days > 0)
    add_event (w, channel->phone_days * 24, "phone_change");
  if (channel->recovered_days > 0)
    add_event (w, channel->recovered_days * 24, "email_recovered");
  if (channel->password_hours > 0)
    add_event (w, channel->password_hours, "password_reset");
  if (channel->sim_hours > 0)
    add_event (w, channel->sim_hours, "sim_change");
  if (channel->sim_hours >= 0)
    {
      row = review_demo_trail_event (&w->trail, after_request (w, 0.2), "sim_check");
      review_demo_add_open (row->fields, "result", channel->sim_hours > 0 ? "success" : "none");
    }
  if (!channel->confirmed)
    return;
  row = review_demo_trail_event (&w->trail, after_request (w, 0.5), "channel_confirmation");
  review_demo_add_open (row->fields, "channel", channel->channel);
  review_demo_add_time (row->fields, "unchanged_since", since - since % REVIEW_SECOND);
}

static void
write_factors (Writer *w)
{
  static const char *const factors[] = { "totp", "passkey", "recovery_code" };
  const ResetTries *tries = &w->story->tries;
  ReviewEvidence *row;

  for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
    {
      row = review_demo_trail_event (&w->trail, after_request (w, 0.6), "factor_check");
      review_demo_add_open (row->fields, "factor", factors[i]);
      review_demo_add_boolean (row->fields, "working", i > 0 && i <= w->story->factors);
    }
  for (guint i = 0; i < tries->pushes; i++)
    {
      row = add_event (w, 0.2 + 0.1 * i, "push_prompt");
      review_demo_add_open (row->fields, "result", i % 2 == 0 ? "refused" : "timeout");
    }
  for (guint i = 0; i < tries->wrong_codes; i++)
    {
      row = add_event (w, 0.1 + 0.05 * i, "factor_code");
      review_demo_add_open (row->fields, "result", "wrong");
    }
}

static void
write_support (Writer *w)
{
  const ResetTries *tries = &w->story->tries;
  ReviewEvidence *row;

  for (guint i = 0; i < tries->contacts; i++)
    {
      g_autofree char *agent = g_strdup_printf ("sa-%u", 11 + i % MAX (tries->agents, 1));

      row = add_event (w, 1 + 17.0 * i, "support_contact");
      review_demo_add_open (row->fields, "support_agent", agent);
      if (i == 0)
        review_demo_add_number (row->fields, "pressure_signs", w->story->asker.pressure);
    }
  for (guint i = tries->rounds; i > 0; i--)
    {
      row = add_event (w, 0.5 * i, "knowledge_check");
      review_demo_add_number (row->fields, "asked", 5);
      review_demo_add_number (row->fields, "right", i == 1 ? tries->right : 2);
    }
  for (guint i = 0; i < tries->requests; i++)
    {
      double hours = 60 + 70.0 * i;

      row = add_event (w, hours, "reset_2fa_request");
      review_demo_add_open (row->fields, "channel", w->story->channel.channel);
      review_demo_add_open (row->fields, "requester", w->story->asker.requester);
      if (i < tries->refused)
        add_event (w, hours - 5, "reset_2fa_refused");
    }
}

void
review_demo_write_reset (Making *self, const ResetStory *story)
{
  Writer w = { .story = story };
  ReviewEvidence *row;

  review_demo_trail_init (&w.trail, self, story->market);
  if (self->scenario->waves)
    review_demo_trail_share (&w.trail);
  if (story->asker.abroad)
    review_demo_trail_go_abroad (&w.trail);
  w.asked = self->at - HOURS (uniform (w.trail.random, 1, 5));
  review_demo_trail_write_profile (&w.trail, story->account_days, story->assets, story->level);
  review_demo_trail_write_past (&w.trail, story->logins, 85, story->idle_days, TRUE);
  write_request (&w);
  write_face (&w);
  write_channel (&w);
  write_factors (&w);
  write_support (&w);
  if (story->withdrawal)
    {
      row = add_event (&w, uniform (w.trail.random, 0.2, 6), "withdrawal_request");
      review_demo_add_amount (row->fields, "amount_ref",
                              story->assets * uniform (w.trail.random, 0.3, 0.95), 2);
      review_demo_add_open (row->fields, "currency", "USD");
    }
  review_demo_trail_write_shared (&w.trail, "shared_device", story->shared_device, NULL);
  review_demo_trail_write_shared (&w.trail, "shared_network", story->shared_network,
                                  w.trail.away.network_kind);
  review_demo_trail_finish (&w.trail);
}

void
review_demo_make_reset (Making *self)
{
  ReviewIntake *intake = self->intake;
  ResetStory story;

  review_demo_draw_reset (self, &story);
  intake->market = g_strdup (story.market->code);
  intake->language = g_strdup (story.market->language);
  intake->value = review_demo_format_amount (story.assets, 2);
  intake->currency = g_strdup ("USD");
  review_demo_set_priority (self, story.assets, story.assets, story.account_days);
  review_demo_write_reset (self, &story);
}
