/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-waves.h"

#include <string.h>

#include "review-campaign.h"
#include "review-clock.h"
#include "review-house-list.h"

#define MEMBERS 40

static ReviewCampaign *
new_campaign (void)
{
  ReviewCampaign *self = review_record_new (&review_campaign_type);

  self->id = g_strdup ("00000000000000000000000000000c01");
  self->display_id = g_strdup ("WV-1");
  self->case_type = g_strdup ("withdrawal_anomaly");
  self->kind = REVIEW_LINK_DEVICE;
  self->state = REVIEW_CAMPAIGN_OPEN;
  self->version = 1;
  self->opened_at = self->last_at = g_get_real_time () - 10 * REVIEW_MINUTE;
  self->members = self->customers = self->open = MEMBERS;
  self->value = g_strdup ("5000.00");
  self->currency = g_strdup ("USD");
  return self;
}

static ReviewCampaignView *
new_view (void)
{
  ReviewCampaignView *self = review_record_new (&review_campaign_view_type);

  self->campaign = new_campaign ();
  self->members = review_records_new ();
  self->ready = MEMBERS - 1;
  self->single = 4;
  self->excluded = 1;
  for (int i = 0; i < MEMBERS; i++)
    {
      ReviewCampaignMember *one = review_record_new (&review_campaign_member_type);

      one->case_id = g_strdup_printf ("%032x", 0xd00u + (guint) i);
      one->work_item = g_strdup_printf ("%032x", 0xe00u + (guint) i);
      one->display_id = g_strdup_printf ("WD-%d", 10001 + i);
      one->subject = g_strdup_printf ("c•••r-%d", i);
      one->priority = 20;
      one->value = g_strdup ("125.00");
      one->currency = g_strdup ("USD");
      one->opened_at = self->campaign->opened_at;
      one->kind = REVIEW_LINK_DEVICE;
      g_ptr_array_add (self->members, one);
    }
  ((ReviewCampaignMember *) self->members->pdata[1])->exception = REVIEW_EXCEPTION_KEY_USER;
  return self;
}

static void
add_entry (ReviewHouseEntryList *list, const char *id, int which, int state)
{
  ReviewHouseEntry *one = review_record_new (&review_house_entry_type);

  one->id = g_strdup_printf ("%032x", 0xf00u + list->items->len);
  one->display_id = g_strdup (id);
  one->list = which;
  one->kind = REVIEW_LINK_DEVICE;
  one->value = g_strdup ("Pixel 9 · 3f2a");
  one->reason = g_strdup ("seen in a wave");
  one->state = state;
  one->version = 1;
  one->proposed_by = g_strdup ("u-senior");
  one->proposed_by_name = g_strdup ("L. Chen");
  one->proposed_at = g_get_real_time () - REVIEW_HOUR;
  g_ptr_array_add (list->items, one);
}

gpointer
fake_waves_serve (const char *root, const char *id)
{
  ReviewCampaignList *campaigns;
  ReviewHouseEntryList *entries;

  if (strcmp (root, "campaigns") == 0 && id != NULL)
    return new_view ();
  if (strcmp (root, "campaigns") == 0)
    {
      campaigns = review_record_new (&review_campaign_list_type);
      campaigns->items = review_records_new ();
      g_ptr_array_add (campaigns->items, new_campaign ());
      return campaigns;
    }
  entries = review_record_new (&review_house_entry_list_type);
  entries->items = review_records_new ();
  add_entry (entries, "LE-2", REVIEW_HOUSE_BLOCK, REVIEW_ENTRY_PROPOSED);
  add_entry (entries, "LE-1", REVIEW_HOUSE_WATCH, REVIEW_ENTRY_LIVE);
  return entries;
}
