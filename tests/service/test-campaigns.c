/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Campaigns: what is gathered and what is not, who is left out of a decision about a group, that
 * nothing is half done, and that it can be taken back. */
#define G_LOG_DOMAIN "test-campaigns"
#include <math.h>
#include <string.h>

#include "review-campaign.h"
#include "review-store-campaigns.h"
#include "service-fixture.h"

#define DEVICE "Pixel 9 · 3f2a"

static void
add_field (ReviewIntake *intake, const char *name, const char *value)
{
  ReviewEvidence *evidence = intake->evidence->pdata[1];
  ReviewField *field = review_record_new (&review_field_type);

  field->name = g_strdup (name);
  field->value = g_strdup (value);
  field->type = REVIEW_VALUE_TEXT;
  field->klass = REVIEW_CLASS_PERSONAL;
  g_ptr_array_add (evidence->fields, field);
}

/* A case that carries @value; takes over nothing. */
static void
add (Desk *f, const CaseSpec *spec, const char *name, const char *value)
{
  g_autoptr (ReviewIntake) intake = desk_make_intake (spec);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCase) stored = NULL;

  intake->opened_at = review_clock_now (&f->clock.clock);
  add_field (intake, name, value);
  if (strcmp (name, "ip") == 0 && g_str_has_prefix (value, "198."))
    add_field (intake, "network_kind", "carrier");
  stored =
      review_service_intake (f->service, CALL (review_service_system_user (), 0), intake, &error);
  g_assert_no_error (error);
  review_service_assess_case (f->service, stored->id, &error);
  g_assert_no_error (error);
}

static void
add_many (Desk *f, const char *prefix, guint n, const char *name, const char *value)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s%u", prefix, i);

      add (f, &(CaseSpec){ .id = id, .risk = 0.8 }, name, value);
    }
}

static ReviewCampaignList *
list (Desk *f)
{
  g_autoptr (GError) error = NULL;
  ReviewCampaignList *list = review_service_list_campaigns (f->service, f->lead, &error);

  g_assert_no_error (error);
  return list;
}

static ReviewCampaignView *
look (Desk *f, const ReviewUser *user, const ReviewCampaignForm *group)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCampaignList) all = list (f);
  ReviewCampaignView *view;

  g_assert_cmpuint (all->items->len, ==, 1);
  view = review_service_get_campaign (f->service, user,
                                      ((ReviewCampaign *) all->items->pdata[0])->id, group, &error);
  g_assert_no_error (error);
  return view;
}

static ReviewCampaignForm *
block (void)
{
  ReviewCampaignForm *form = review_record_new (&review_campaign_form_type);

  form->choice = REVIEW_CHOICE_BLOCK;
  form->disposition = g_strdup ("cancel_return");
  form->reasoning = REVIEW_REASONING_SOUND;
  form->rationale = g_strdup ("One device pays out for all of them.");
  return form;
}

static ReviewCampaignView *
decide (Desk *f, const ReviewUser *user, const ReviewCampaignView *seen, GError **error)
{
  g_autoptr (ReviewCampaignForm) form = block ();

  return review_service_decide_campaign (f->service, CALL (user, seen->campaign->version),
                                         seen->campaign->id, form, error);
}

static guint
count (const ReviewCampaignView *view, int exception, int outcome)
{
  guint n = 0;

  for (guint i = 0; i < view->members->len; i++)
    {
      const ReviewCampaignMember *member = view->members->pdata[i];

      if (member->exception == exception && member->outcome == outcome)
        n++;
    }
  return n;
}

/* Two, a family of four, a carrier's address, what came one by one over a month, and devices that
 * nobody shares: none of them is a wave. */
static void
test_noise (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCampaignList) found = NULL;

  for (guint day = 0; day < 30; day++)
    {
      g_autofree char *id = g_strdup_printf ("slow%u", day);

      add (f, &(CaseSpec){ .id = id, .risk = 0.8 }, "ip", "203.0.113.7");
      review_test_clock_advance (&f->clock, REVIEW_DAY);
    }
  add_many (f, "again", 4, "ip", "203.0.113.7");
  add_many (f, "pair", 2, "device", DEVICE);
  add_many (f, "carrier", 6, "ip", "198.51.100.9");
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *id = g_strdup_printf ("own%u", i);
      g_autofree char *device = g_strdup_printf ("Pixel 9 · %04x", 0xa000 + i);

      add (f, &(CaseSpec){ .id = id, .risk = 0.8 }, "device", device);
    }
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("family%u", i);
      g_autoptr (ReviewIntake) home = desk_make_intake (&(CaseSpec){ .id = id, .risk = 0.8 });
      g_autoptr (ReviewCase) stored = NULL;

      home->opened_at = review_clock_now (&f->clock.clock);
      add_field (home, "device", "iPad · 77ab");
      add_field (home, "declared_name", i % 2 == 0 ? "Anna Weber" : "Tom Weber");
      add_field (home, "declared_address", "Lindenstraße 12, 10969 Berlin");
      stored =
          review_service_intake (f->service, CALL (review_service_system_user (), 0), home, NULL);
      g_assert_nonnull (stored);
    }
  desk_settle_after (f, REVIEW_MINUTE);
  found = list (f);
  g_assert_cmpuint (found->items->len, ==, 0);
}

/* Three at once are one; a fourth joins; a case that was taken out is not gathered again. */
static void
test_gathers (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCampaignAct) act = review_record_new (&review_campaign_act_type);
  g_autoptr (ReviewCampaignView) first = NULL;
  g_autoptr (ReviewCampaignView) grown = NULL;
  g_autoptr (ReviewCampaignView) out = NULL;
  g_autoptr (ReviewCampaignView) after = NULL;
  g_autoptr (GError) error = NULL;

  add_many (f, "w", 3, "device", DEVICE);
  desk_settle_after (f, REVIEW_MINUTE);
  first = look (f, f->lead, NULL);
  g_assert_cmpint (first->campaign->members, ==, 3);
  g_assert_cmpint (first->campaign->customers, ==, 3);
  g_assert_cmpint (first->campaign->open, ==, 3);
  g_assert_cmpint (first->campaign->kind, ==, REVIEW_LINK_DEVICE);
  g_assert_cmpstr (first->campaign->value, ==, "300.00");
  g_assert_cmpint (first->ready, ==, 3);
  g_assert_cmpint (first->single, ==, 1);
  add_many (f, "x", 1, "device", DEVICE);
  desk_settle_after (f, REVIEW_MINUTE);
  grown = look (f, f->lead, NULL);
  g_assert_cmpint (grown->campaign->members, ==, 4);
  g_assert_cmpint (grown->campaign->version, >, first->campaign->version);
  act->case_id = g_strdup (((ReviewCampaignMember *) grown->members->pdata[0])->case_id);
  act->reason = g_strdup ("a borrowed phone");
  g_assert_null (review_service_take_out (f->service, CALL (f->senior, grown->campaign->version),
                                          grown->campaign->id, act, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
  g_clear_error (&error);
  out = review_service_take_out (f->service, CALL (f->lead, grown->campaign->version),
                                 grown->campaign->id, act, &error);
  g_assert_no_error (error);
  g_assert_cmpint (out->campaign->members, ==, 3);
  g_assert_cmpint (out->ready, ==, 3);
  desk_settle_after (f, REVIEW_MINUTE);
  after = look (f, f->lead, NULL);
  g_assert_cmpint (after->campaign->members, ==, 3);
}

/* Three hundred: all but a tenth get a row of their own, take effect together, and count as one. */
static void
test_three_hundred (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCampaignView) seen = NULL;
  g_autoptr (ReviewCampaignView) begun = NULL;
  g_autoptr (ReviewCampaignView) done = NULL;
  g_autoptr (GError) error = NULL;

  add_many (f, "w", 300, "device", DEVICE);
  add_many (f, "other", 2, "device", "iPhone · 91cd");
  desk_settle_after (f, REVIEW_MINUTE);
  seen = look (f, f->lead, NULL);
  g_assert_cmpint (seen->ready, ==, 300);
  g_assert_cmpint (seen->single, ==, 30);
  begun = decide (f, f->lead, seen, &error);
  g_assert_no_error (error);
  g_assert_cmpint (begun->campaign->state, ==, REVIEW_CAMPAIGN_DECIDING);
  desk_settle_after (f, REVIEW_SECOND);
  done = look (f, f->lead, NULL);
  g_assert_cmpint (done->campaign->state, ==, REVIEW_CAMPAIGN_DECIDED);
  g_assert_cmpint (done->campaign->decision->decided, ==, 270);
  g_assert_cmpint (done->campaign->decision->drawn, ==, 30);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM decision"), ==, 270);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM work_item WHERE state = 'queued'"), ==, 32);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effect"), ==, 0);
  for (guint i = 0; i < 3; i++)
    desk_settle_after (f, 11 * REVIEW_SECOND);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM truth WHERE cluster_id IS NOT NULL"), ==,
                   270);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(DISTINCT cluster_id) FROM truth"), ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(DISTINCT decision) FROM effect"), ==, 270);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'decide'"), ==, 270);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM pending_decision"), ==, 0);
}

/* The lot is the stored seed's: whoever has it draws the same cases. */
static void
test_draw (void)
{
  const char *ids[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l" };
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (GPtrArray) two = g_ptr_array_new ();
  g_autoptr (GPtrArray) other = g_ptr_array_new ();
  gboolean differs = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_ptr_array_add (one, (gpointer) ids[i]);
      g_ptr_array_add (two, (gpointer) ids[G_N_ELEMENTS (ids) - 1 - i]);
      g_ptr_array_add (other, (gpointer) ids[i]);
    }
  review_campaign_draw (one, "seed", 0.5);
  review_campaign_draw (two, "seed", 0.5);
  review_campaign_draw (other, "another", 0.5);
  g_assert_cmpuint (one->len, ==, 6);
  for (guint i = 0; i < one->len; i++)
    {
      g_assert_cmpstr (one->pdata[i], ==, two->pdata[i]);
      differs = differs || strcmp (one->pdata[i], other->pdata[i]) != 0;
    }
  g_assert_true (differs);
  g_assert_cmpuint (review_campaign_count_single (0, 0.1), ==, 0);
  g_assert_cmpuint (review_campaign_count_single (1, 0.1), ==, 1);
  g_assert_cmpuint (review_campaign_count_single (300, 0.1), ==, 30);
  g_assert_cmpuint (review_campaign_count_single (301, 0.1), ==, 31);
}

/* Whoever is special is left out, and it is said why. */
static void
test_exceptions (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCampaignForm) form = block ();
  g_autoptr (ReviewCampaignView) seen = NULL;
  g_autoptr (ReviewCampaignView) begun = NULL;
  g_autoptr (ReviewCampaignView) done = NULL;
  g_autoptr (ReviewCaseView) taken = NULL;
  g_autoptr (GError) error = NULL;

  add (f, &(CaseSpec){ .id = "key", .risk = 0.8, .priority = 90 }, "device", DEVICE);
  add (f, &(CaseSpec){ .id = "auto", .risk = 0.99, .route = REVIEW_ROUTE_AUTO_BLOCK }, "device",
       DEVICE);
  add (f, &(CaseSpec){ .id = "audit", .risk = 0.99, .route = REVIEW_ROUTE_AUDIT }, "device",
       DEVICE);
  add (f, &(CaseSpec){ .id = "harmless", .risk = 0.1 }, "device", DEVICE);
  add (f, &(CaseSpec){ .id = "mine", .risk = 0.8, .value = "9000000" }, "device", DEVICE);
  add_many (f, "w", 5, "device", DEVICE);
  desk_settle_after (f, REVIEW_MINUTE);
  taken = desk_take_next (f, f->senior);
  g_assert_cmpstr (taken->item_case->external_id, ==, "key");
  g_clear_pointer (&taken, review_record_unref);
  taken = desk_take_next (f, f->agent);
  g_assert_cmpstr (taken->item_case->external_id, ==, "mine");
  seen = look (f, f->lead, form);
  g_assert_cmpint (seen->ready, ==, 5);
  g_assert_cmpint (seen->excluded, ==, 5);
  g_assert_cmpuint (count (seen, REVIEW_EXCEPTION_KEY_USER, 0), ==, 1);
  g_assert_cmpuint (count (seen, REVIEW_EXCEPTION_DECIDED, 0), ==, 1);
  g_assert_cmpuint (count (seen, REVIEW_EXCEPTION_BLIND, 0), ==, 1);
  g_assert_cmpuint (count (seen, REVIEW_EXCEPTION_CONFLICT, 0), ==, 1);
  g_assert_cmpuint (count (seen, REVIEW_EXCEPTION_LEASED, 0), ==, 1);
  for (guint i = 0; i < seen->members->len; i++)
    {
      const ReviewCampaignMember *member = seen->members->pdata[i];

      g_assert_true (member->exception != REVIEW_EXCEPTION_BLIND || member->work_item == NULL);
    }
  begun = decide (f, f->lead, seen, &error);
  g_assert_no_error (error);
  desk_settle_after (f, REVIEW_SECOND);
  done = look (f, f->lead, NULL);
  g_assert_cmpint (done->campaign->decision->decided, ==, 4);
  g_assert_cmpint (done->campaign->decision->drawn, ==, 1);
  g_assert_cmpint (done->campaign->decision->excluded, ==, 5);
  g_assert_cmpuint (count (done, REVIEW_EXCEPTION_KEY_USER, REVIEW_CAMPAIGN_CASE_EXCLUDED), ==, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM decision d JOIN case_file c "
                                  "ON c.id = d.case_id WHERE d.work_item IS NOT NULL "
                                  "AND c.external_id NOT LIKE 'w%'"),
                   ==, 0);
}

/* All of it within ten seconds after the last case; nothing of it afterwards. */
static void
test_undo (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCampaignView) seen = NULL;
  g_autoptr (ReviewCampaignView) begun = NULL;
  g_autoptr (ReviewCampaignView) done = NULL;
  g_autoptr (ReviewCampaignView) undone = NULL;
  g_autoptr (ReviewCampaignView) back = NULL;
  g_autoptr (ReviewCampaignView) again = NULL;
  g_autoptr (GError) error = NULL;

  add_many (f, "w", 40, "device", DEVICE);
  desk_settle_after (f, REVIEW_MINUTE);
  seen = look (f, f->lead, NULL);
  begun = decide (f, f->lead, seen, &error);
  g_assert_no_error (error);
  desk_settle_after (f, REVIEW_SECOND);
  done = look (f, f->lead, NULL);
  review_test_clock_advance (&f->clock, 9 * REVIEW_SECOND);
  undone = review_service_retract_campaign (f->service, CALL (f->lead, done->campaign->version),
                                            done->campaign->id, &error);
  g_assert_no_error (error);
  desk_settle_after (f, REVIEW_MINUTE);
  back = look (f, f->lead, NULL);
  g_assert_cmpint (back->campaign->state, ==, REVIEW_CAMPAIGN_OPEN);
  g_assert_cmpint (back->ready, ==, 40);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM work_item WHERE state = 'queued'"), ==, 40);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM decision_retraction"), ==, 36);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM effective_decision"), ==, 0);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM truth"), ==, 0);
  g_clear_pointer (&begun, review_record_unref);
  begun = decide (f, f->lead, back, &error);
  g_assert_no_error (error);
  desk_settle_after (f, REVIEW_SECOND);
  again = look (f, f->lead, NULL);
  review_test_clock_advance (&f->clock, 11 * REVIEW_SECOND);
  g_assert_null (review_service_retract_campaign (
      f->service, CALL (f->lead, again->campaign->version), again->campaign->id, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_assert_cmpint (again->campaign->decision->n, ==, 2);
}

/* Who comes second is told; the same key answers the same; a senior does not decide waves. */
static void
test_two_leads (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewUser) other = review_record_copy (f->lead);
  g_autoptr (ReviewCampaignForm) form = block ();
  g_autofree char *key = desk_new_key (f);
  g_autoptr (ReviewCampaignView) seen = NULL;
  g_autoptr (ReviewCampaignView) first = NULL;
  g_autoptr (ReviewCampaignView) repeated = NULL;
  g_autoptr (GError) error = NULL;

  g_free (other->id);
  other->id = g_strdup ("u-lead-2");
  review_service_put_user (f->service, f->admin, other, &error);
  g_assert_no_error (error);
  add_many (f, "w", 4, "device", DEVICE);
  desk_settle_after (f, REVIEW_MINUTE);
  seen = look (f, f->lead, NULL);
  g_assert_null (decide (f, f->senior, seen, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
  g_clear_error (&error);
  first = review_service_decide_campaign (f->service, KEYED (f->lead, key, seen->campaign->version),
                                          seen->campaign->id, form, &error);
  g_assert_no_error (error);
  g_assert_null (decide (f, other, seen, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);
  repeated = review_service_decide_campaign (
      f->service, KEYED (f->lead, key, seen->campaign->version), seen->campaign->id, form, &error);
  g_assert_no_error (error);
  g_assert_true (review_record_equal (first, repeated));
  desk_settle_after (f, REVIEW_SECOND);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM decision"), ==, 3);
}

/* Somebody takes a case between the lead's decision and its turn: it stays theirs, and is shown. */
static void
test_changed_meanwhile (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCampaignView) seen = NULL;
  g_autoptr (ReviewCampaignView) begun = NULL;
  g_autoptr (ReviewCampaignView) done = NULL;
  g_autoptr (ReviewCaseView) taken = NULL;
  g_autoptr (GError) error = NULL;

  add_many (f, "w", 4, "device", DEVICE);
  desk_settle_after (f, REVIEW_MINUTE);
  seen = look (f, f->lead, NULL);
  begun = decide (f, f->lead, seen, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 4 && taken == NULL; i++)
    {
      g_autoptr (ReviewCaseView) one = desk_take_next (f, f->agent);

      for (guint k = 0; k < begun->members->len; k++)
        {
          const ReviewCampaignMember *member = begun->members->pdata[k];

          if (strcmp (member->case_id, one->item_case->id) == 0
              && member->outcome == REVIEW_CAMPAIGN_CASE_PLANNED)
            taken = review_record_ref (one);
        }
    }
  g_assert_nonnull (taken);
  desk_settle_after (f, REVIEW_SECOND);
  done = look (f, f->lead, NULL);
  g_assert_cmpint (done->campaign->state, ==, REVIEW_CAMPAIGN_DECIDED);
  g_assert_cmpint (done->campaign->decision->planned, ==, 0);
  g_assert_cmpuint (count (done, REVIEW_EXCEPTION_LEASED, REVIEW_CAMPAIGN_CASE_EXCLUDED), >=, 1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM lease WHERE account = 'u-agent'"), >=, 1);
}

/* The server was killed before it came to it: the next one decides it, once, and the ten seconds begin
 * when it is done. */
static void
test_killed (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCampaignView) seen = NULL;
  g_autoptr (ReviewCampaignView) begun = NULL;
  g_autoptr (ReviewCampaignView) done = NULL;
  g_autoptr (GError) error = NULL;

  add_many (f, "w", 60, "device", DEVICE);
  desk_settle_after (f, REVIEW_MINUTE);
  seen = look (f, f->lead, NULL);
  begun = decide (f, f->lead, seen, &error);
  g_assert_no_error (error);
  desk_reopen (f);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM decision"), ==, 0);
  desk_settle_after (f, REVIEW_HOUR);
  done = look (f, f->lead, NULL);
  g_assert_cmpint (done->campaign->decision->decided, ==, 54);
  g_assert_cmpint (done->campaign->decision->effective_at, ==,
                   review_clock_now (&f->clock.clock) + REVIEW_UNDO_TIME);
  desk_reopen (f);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM decision"), ==, 54);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM truth"), ==, 54);
}

/* One of the sample is decided otherwise: the others of the wave want another look. */
static void
test_contradicted (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCampaignAct) act = review_record_new (&review_campaign_act_type);
  g_autoptr (ReviewCampaignView) seen = NULL;
  g_autoptr (ReviewCampaignView) begun = NULL;
  g_autoptr (ReviewCampaignView) done = NULL;
  g_autoptr (ReviewCampaignView) reviewed = NULL;
  g_autoptr (ReviewCaseView) single = NULL;
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (GError) error = NULL;

  add_many (f, "w", 4, "device", DEVICE);
  desk_settle_after (f, REVIEW_MINUTE);
  seen = look (f, f->lead, NULL);
  begun = decide (f, f->lead, seen, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    desk_settle_after (f, 11 * REVIEW_SECOND);
  g_assert_null (desk_take_next (f, f->lead));
  single = desk_take_next (f, f->agent);
  decision = desk_decide (f, f->agent, single, desk_make_form (REVIEW_CHOICE_PASS, single), &error);
  g_assert_no_error (error);
  desk_settle_after (f, 11 * REVIEW_SECOND);
  done = look (f, f->lead, NULL);
  g_assert_cmpint (done->campaign->to_review, ==, 3);
  for (guint i = 0; i < done->members->len && act->case_id == NULL; i++)
    if (((ReviewCampaignMember *) done->members->pdata[i])->review_at != 0)
      act->case_id = g_strdup (((ReviewCampaignMember *) done->members->pdata[i])->case_id);
  act->reason = g_strdup ("read again: stays blocked");
  reviewed = review_service_mark_campaign_reviewed (
      f->service, CALL (f->lead, done->campaign->version), done->campaign->id, act, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reviewed->campaign->to_review, ==, 2);
}

/* Without a model there is no number to wait for; what came after the last one is. */
static void
test_without_model (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewIntake) again = desk_make_intake (&(CaseSpec){ .id = "known", .risk = 0.8 });
  g_autoptr (ReviewCase) stored = NULL;
  g_autoptr (ReviewCampaignView) seen = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("w%u", i);

      add (f, &(CaseSpec){ .id = id, .risk = NAN }, "device", DEVICE);
    }
  add (f, &(CaseSpec){ .id = "known", .risk = 0.8 }, "device", DEVICE);
  add_field (again, "ip", "203.0.113.7");
  stored =
      review_service_intake (f->service, CALL (review_service_system_user (), 0), again, &error);
  g_assert_no_error (error);
  desk_settle_after (f, 6 * REVIEW_MINUTE);
  seen = look (f, f->lead, NULL);
  g_assert_cmpint (seen->ready, ==, 3);
  g_assert_cmpuint (count (seen, REVIEW_EXCEPTION_NEW_EVIDENCE, 0), ==, 1);
}

static void
test_note (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewCampaignNoteRequest) note =
      review_record_new (&review_campaign_note_request_type);
  g_autoptr (ReviewCampaignView) seen = NULL;
  g_autoptr (ReviewCampaignView) noted = NULL;
  g_autoptr (ReviewCampaignView) exported = NULL;
  g_autoptr (GError) error = NULL;

  add_many (f, "w", 3, "device", DEVICE);
  desk_settle_after (f, REVIEW_MINUTE);
  seen = look (f, f->lead, NULL);
  note->text = review_text_new ("Three accounts of one phone.", NULL);
  noted = review_service_note_campaign (f->service, CALL (f->lead, seen->campaign->version),
                                        seen->campaign->id, note, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (noted->campaign->note->text->en, ==, "Three accounts of one phone.");
  exported =
      review_service_export_campaign (f->service, CALL (f->lead, 0), seen->campaign->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (exported->campaign->note->by, ==, "u-lead");
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'campaign_export'"),
                   ==, 1);
}

static void
test_parties (void)
{
  const char *subjects[] = { "a", "b", "c", "d", "d", "e" };
  const char *homes[] = { "h", "h", NULL, "h", "i", "i" };
  g_autoptr (GPtrArray) s = g_ptr_array_new ();
  g_autoptr (GPtrArray) h = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      g_ptr_array_add (s, (gpointer) subjects[i]);
      g_ptr_array_add (h, (gpointer) homes[i]);
    }
  g_assert_cmpuint (review_campaign_count_parties (s, h), ==, 2);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Desk *f, gconstpointer data);
  } tests[] = {
    { "/campaigns/noise", test_noise },
    { "/campaigns/gathers", test_gathers },
    { "/campaigns/three-hundred", test_three_hundred },
    { "/campaigns/exceptions", test_exceptions },
    { "/campaigns/undo", test_undo },
    { "/campaigns/two-leads", test_two_leads },
    { "/campaigns/changed-meanwhile", test_changed_meanwhile },
    { "/campaigns/killed", test_killed },
    { "/campaigns/contradicted", test_contradicted },
    { "/campaigns/without-model", test_without_model },
    { "/campaigns/note", test_note },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/campaigns/draw", test_draw);
  g_test_add_func ("/campaigns/parties", test_parties);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Desk, NULL, desk_set_up, tests[i].test, desk_tear_down);
  return g_test_run ();
}
