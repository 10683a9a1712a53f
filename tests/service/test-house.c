/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The house's own lists: two persons, bound to what was read, hits, expiry, and what an overturned
 * case does to what it had seeded. */
#define G_LOG_DOMAIN "test-house"
#include <string.h>

#include "review-house-list.h"
#include "service-fixture.h"

#define DEVICE "Pixel 9 · 3f2a"

static ReviewIntake *
make_intake (Desk *f, const CaseSpec *spec, const char *device)
{
  ReviewIntake *intake = desk_make_intake (spec);
  ReviewEvidence *evidence = intake->evidence->pdata[1];
  ReviewField *field = review_record_new (&review_field_type);

  field->name = g_strdup ("device");
  field->value = g_strdup (device);
  field->type = REVIEW_VALUE_TEXT;
  field->klass = REVIEW_CLASS_PERSONAL;
  g_ptr_array_add (evidence->fields, field);
  intake->opened_at = review_clock_now (&f->clock.clock);
  return intake;
}

static char *
add_case (Desk *f, const CaseSpec *spec, const char *device)
{
  g_autoptr (ReviewIntake) intake = make_intake (f, spec, device);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCase) stored = NULL;

  stored =
      review_service_intake (f->service, CALL (review_service_system_user (), 0), intake, &error);
  g_assert_no_error (error);
  review_service_assess_case (f->service, stored->id, &error);
  g_assert_no_error (error);
  return g_strdup (stored->id);
}

static ReviewHouseProposal *
make_proposal (int list, const char *value)
{
  ReviewHouseProposal *proposal = review_record_new (&review_house_proposal_type);

  proposal->list = list;
  proposal->kind = REVIEW_LINK_DEVICE;
  proposal->value = g_strdup (value);
  proposal->reason = g_strdup ("Seen in a takeover.");
  return proposal;
}

static ReviewHouseEntry *
propose (Desk *f, const ReviewUser *user, int list, const char *case_id, gint64 expires_at)
{
  g_autoptr (ReviewHouseProposal) proposal = make_proposal (list, DEVICE);
  g_autoptr (GError) error = NULL;
  ReviewHouseEntry *entry;

  proposal->case_id = g_strdup (case_id);
  proposal->expires_at = expires_at;
  entry = review_service_propose_entry (f->service, CALL (user, 0), proposal, &error);
  g_assert_no_error (error);
  return entry;
}

static ReviewHouseEntry *
approve (Desk *f,
         const ReviewUser *user,
         const ReviewHouseEntry *entry,
         const char *sha256,
         GError **error)
{
  g_autoptr (ReviewHouseAct) act = review_record_new (&review_house_act_type);

  act->sha256 = g_strdup (sha256);
  return review_service_approve_entry (f->service, CALL (user, entry->version), entry->id, act,
                                       error);
}

static ReviewHouseEntry *
put_in_force (Desk *f, int list, const char *case_id, gint64 expires_at)
{
  g_autoptr (ReviewHouseEntry) proposed = propose (f, f->agent, list, case_id, expires_at);
  g_autoptr (GError) error = NULL;
  ReviewHouseEntry *live = approve (f, f->lead, proposed, proposed->sha256, &error);

  g_assert_no_error (error);
  g_assert_cmpint (live->state, ==, REVIEW_ENTRY_LIVE);
  return live;
}

static void
assert_refused (ReviewHouseEntry *entry, GError **error, int code)
{
  g_assert_null (entry);
  g_assert_error (*error, REVIEW_ERROR, code);
  g_clear_error (error);
}

/* Nobody approves their own, a junior role approves nothing, and what is approved is what was read. */
static void
test_two_persons (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewHouseEntry) own = propose (f, f->lead, REVIEW_HOUSE_BLOCK, NULL, 0);
  g_autoptr (ReviewHouseEntry) opened = NULL;
  g_autoptr (ReviewHouseEntry) live = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (own->value);
  g_assert_cmpstr (own->masked, !=, DEVICE);
  assert_refused (approve (f, f->lead, own, own->sha256, &error), &error, REVIEW_ERROR_FORBIDDEN);
  assert_refused (approve (f, f->agent, own, own->sha256, &error), &error, REVIEW_ERROR_FORBIDDEN);
  assert_refused (approve (f, f->senior, own, "0123", &error), &error, REVIEW_ERROR_CONFLICT);
  opened = review_service_open_entry (f->service, CALL (f->senior, 0), own->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (opened->value, ==, DEVICE);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE action = 'entry_open'"), ==, 1);
  live = approve (f, f->senior, own, opened->sha256, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (live->decided_by, ==, "u-senior");
  assert_refused (approve (f, f->senior, own, own->sha256, &error), &error, REVIEW_ERROR_CONFLICT);
  assert_refused (approve (f, f->senior, live, own->sha256, &error), &error, REVIEW_ERROR_CONFLICT);
}

/* Somebody changed the row behind the program's back: it is not what was proposed any more. */
static gboolean
tamper (ReviewTx *tx, gpointer user_data, GError **error)
{
  return review_tx_exec (tx, error, "UPDATE house_entry SET reason = 'Other.'", "") == 1;
}

static void
test_bound (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewHouseEntry) entry = propose (f, f->agent, REVIEW_HOUSE_BLOCK, NULL, 0);
  g_autoptr (GError) error = NULL;

  review_store_write (f->store, tamper, NULL, &error);
  g_assert_no_error (error);
  assert_refused (approve (f, f->lead, entry, entry->sha256, &error), &error, REVIEW_ERROR_CORRUPT);
}

static void
test_refused_proposals (Desk *f, gconstpointer data)
{
  static const struct
  {
    int list;
    int kind;
    const char *value;
    gint64 after;
    const char *reason;
  } bad[] = {
    { REVIEW_HOUSE_BLOCK, REVIEW_LINK_DEVICE, "Pixel 9", 0, "Seen." },
    { REVIEW_HOUSE_BLOCK, REVIEW_LINK_IP, "10.0.0.1", 0, "Seen." },
    { REVIEW_HOUSE_BLOCK, REVIEW_LINK_TEMPLATE, "utility-3", 0, "Seen." },
    { REVIEW_HOUSE_BLOCK, REVIEW_LINK_ACCOUNT, "u1001", 0, "Seen." },
    { REVIEW_HOUSE_ALLOW, REVIEW_LINK_DEVICE, DEVICE, 0, "Seen." },
    { REVIEW_HOUSE_BLOCK, REVIEW_LINK_DEVICE, DEVICE, -REVIEW_DAY, "Seen." },
    { REVIEW_HOUSE_BLOCK, REVIEW_LINK_DEVICE, DEVICE, 0, " " },
    { REVIEW_HOUSE_BLOCK, REVIEW_LINK_DEVICE, DEVICE, 0, "anna.weber@example.com uses it" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (ReviewHouseProposal) proposal = make_proposal (bad[i].list, bad[i].value);
      g_autoptr (GError) error = NULL;

      proposal->kind = bad[i].kind;
      proposal->expires_at = bad[i].after != 0 ? START + bad[i].after : 0;
      g_free (proposal->reason);
      proposal->reason = g_strdup (bad[i].reason);
      g_assert_null (
          review_service_propose_entry (f->service, CALL (f->agent, 0), proposal, &error));
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
    }
}

static guint
count_flag (Desk *f, const char *case_id, const char *flag)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewCaseView) view = review_service_get_case (f->service, f->lead, case_id, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < view->evidence->len; i++)
    n += review_fields_is_true (((ReviewEvidence *) view->evidence->pdata[i])->fields, flag);
  return n;
}

/* A case that comes later carries the hit as evidence, once; an open one gets it when the entry comes
 * into force; one that shares nothing has none. */
static void
test_hits (Desk *f, gconstpointer data)
{
  g_autofree char *open = add_case (f, &(CaseSpec){ .id = "open", .risk = 0.5 }, DEVICE);
  g_autofree char *other = add_case (f, &(CaseSpec){ .id = "other", .risk = 0.5 }, "iPad · 77ab");
  g_autofree char *later = NULL;
  g_autofree char *again = NULL;
  g_autoptr (ReviewHouseEntry) live = put_in_force (f, REVIEW_HOUSE_WATCH, open, 0);
  g_autoptr (ReviewHouseEntryList) list = NULL;
  g_autoptr (GError) error = NULL;

  desk_settle_after (f, REVIEW_SECOND);
  later = add_case (f, &(CaseSpec){ .id = "later", .risk = 0.5 }, DEVICE);
  again = add_case (f, &(CaseSpec){ .id = "later", .risk = 0.5 }, DEVICE);
  g_assert_cmpstr (later, ==, again);
  g_assert_cmpuint (count_flag (f, open, REVIEW_HOUSE_FLAG_WATCH), ==, 1);
  g_assert_cmpuint (count_flag (f, later, REVIEW_HOUSE_FLAG_WATCH), ==, 1);
  g_assert_cmpuint (count_flag (f, other, REVIEW_HOUSE_FLAG_WATCH), ==, 0);
  g_assert_cmpuint (count_flag (f, later, REVIEW_HOUSE_FLAG_BLOCK), ==, 0);
  list = review_service_list_entries (f->service, &error);
  g_assert_no_error (error);
  g_assert_cmpint (((ReviewHouseEntry *) list->items->pdata[0])->hits, ==, 2);
  g_assert_null (((ReviewHouseEntry *) list->items->pdata[0])->value);
}

/* Once its time is over, or it was removed, nothing is hit any more. */
static void
test_ends (Desk *f, gconstpointer data)
{
  g_autoptr (ReviewHouseEntry) live =
      put_in_force (f, REVIEW_HOUSE_ALLOW, NULL, START + REVIEW_HOUR);
  g_autoptr (ReviewHouseEntry) second = NULL;
  g_autoptr (ReviewHouseEntry) removed = NULL;
  g_autoptr (ReviewHouseAct) act = review_record_new (&review_house_act_type);
  g_autofree char *late = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (live->expires_at, ==, START + REVIEW_HOUR);
  desk_settle_after (f, REVIEW_HOUR);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM house_entry WHERE state = 'expired'"), ==,
                   1);
  late = add_case (f, &(CaseSpec){ .id = "late", .risk = 0.5 }, DEVICE);
  g_assert_cmpuint (count_flag (f, late, REVIEW_HOUSE_FLAG_ALLOW), ==, 0);
  second = put_in_force (f, REVIEW_HOUSE_BLOCK, NULL, 0);
  act->reason = g_strdup ("The device was sold.");
  assert_refused (review_service_end_entry (f->service, CALL (f->agent, second->version),
                                            second->id, act, &error),
                  &error, REVIEW_ERROR_FORBIDDEN);
  removed = review_service_end_entry (f->service, CALL (f->lead, second->version), second->id, act,
                                      &error);
  g_assert_no_error (error);
  g_assert_cmpint (removed->state, ==, REVIEW_ENTRY_REMOVED);
  after = add_case (f, &(CaseSpec){ .id = "after", .risk = 0.5 }, DEVICE);
  g_assert_cmpuint (count_flag (f, after, REVIEW_HOUSE_FLAG_BLOCK), ==, 0);
}

static ReviewReopening *
reopen (Desk *f, const char *case_id, int trigger, int basis, GError **error)
{
  g_autoptr (ReviewReopenRequest) request = review_record_new (&review_reopen_request_type);

  request->trigger = trigger;
  request->basis = basis;
  request->reason = g_strdup ("The customer sent the police report.");
  return review_service_reopen (f->service, CALL (f->senior, 0), case_id, request, error);
}

static void
decide_next (Desk *f, const ReviewUser *user, int choice)
{
  g_autoptr (ReviewCaseView) view = desk_take_next (f, user);
  g_autoptr (ReviewDecision) decision = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (view);
  decision = desk_decide (f, user, view, desk_make_form (choice, view), &error);
  g_assert_no_error (error);
  desk_settle_after (f, 11 * REVIEW_SECOND);
}

static gboolean
hide_open (ReviewTx *tx, gpointer user_data, GError **error)
{
  return review_tx_exec (tx, error, "UPDATE work_item SET blind = 'hidden' WHERE state <> 'closed'",
                         "")
         == 1;
}

/* Looked at blind once more, the case is behind no number. */
static void
assert_not_listed_blind (Desk *f, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewReopening) third =
      reopen (f, id, REVIEW_REOPEN_QA, REVIEW_BASIS_ON_RECORD, &error);
  g_autoptr (ReviewOverturnRates) rates = NULL;

  g_assert_no_error (error);
  review_store_write (f->store, hide_open, NULL, &error);
  g_assert_no_error (error);
  rates = review_service_get_overturn_rates (f->service, f->lead, &error);
  g_assert_no_error (error);
  g_assert_cmpint (((ReviewOverturnRate *) rates->rows->pdata[2])->n, ==, 1);
  g_assert_cmpuint (rates->cases->len, ==, 0);
}

/* Another person, a new round and clock; overturned, it corrects the label and has what it seeded
 * looked at again. */
static void
test_overturned (Desk *f, gconstpointer data)
{
  g_autofree char *id = add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 }, DEVICE);
  g_autoptr (ReviewHouseEntry) live = put_in_force (f, REVIEW_HOUSE_BLOCK, id, 0);
  g_autoptr (ReviewReopening) early = NULL;
  g_autoptr (ReviewReopening) one = NULL;
  g_autoptr (ReviewReopeningList) list = NULL;
  g_autoptr (ReviewHouseEntryList) entries = NULL;
  g_autoptr (ReviewOverturnRates) rates = NULL;
  g_autoptr (ReviewOverturnRates) bare = NULL;
  g_autoptr (ReviewTruthReport) report = NULL;
  g_autoptr (ReviewTruthReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;
  const ReviewReopening *ended;
  const ReviewOverturnRate *rate;
  const ReviewFinding *found;

  early = reopen (f, id, REVIEW_REOPEN_APPEAL, REVIEW_BASIS_NEW_EVIDENCE, &error);
  g_assert_null (early);
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);
  desk_settle_after (f, REVIEW_SECOND);
  review_service_assess_case (f->service, id, &error);
  g_assert_no_error (error);
  decide_next (f, f->agent, REVIEW_CHOICE_BLOCK);
  one = reopen (f, id, REVIEW_REOPEN_APPEAL, REVIEW_BASIS_NEW_EVIDENCE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (one->round, ==, 2);
  g_assert_cmpint (one->choice, ==, REVIEW_CHOICE_BLOCK);
  g_assert_null (desk_take_next (f, f->agent));
  decide_next (f, f->senior, REVIEW_CHOICE_PASS);
  list = review_service_list_reopenings (f->service, id, &error);
  ended = list->items->pdata[0];
  g_assert_cmpint (ended->outcome, ==, REVIEW_REOPENED_OVERTURNED);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM truth WHERE basis = 'new_evidence'"), ==,
                   1);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM event WHERE kind = 'label_correction'"), ==,
                   1);
  /* The labels of both turn later, with the truth that counts: that of the first was told of. */
  report = review_record_new (&review_truth_report_type);
  report->source = g_strdup ("test");
  report->type = g_strdup ("withdrawal_anomaly");
  report->external_id = g_strdup ("a");
  report->truth = review_record_new (&review_truth_type);
  report->truth->source = g_strdup ("appeal");
  report->truth->maturity = REVIEW_MATURITY_MATURED;
  report->truth->basis = REVIEW_BASIS_NEW_EVIDENCE;
  receipt = review_service_report_truth (f->service, CALL (f->senior, 0), report, &error);
  g_assert_no_error (error);
  g_assert_cmpint (receipt->corrections, ==, 2);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM event WHERE kind = 'label_correction'"), ==,
                   2);
  g_assert_cmpint (
      desk_count (f, "SELECT COUNT(DISTINCT object) FROM event WHERE kind = 'label_correction'"),
      ==, 2);
  entries = review_service_list_entries (f->service, &error);
  g_assert_cmpint (((ReviewHouseEntry *) entries->items->pdata[0])->review_at, !=, 0);
  rates = review_service_get_overturn_rates (f->service, f->lead, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rates->rows->len, ==, 3);
  rate = rates->rows->pdata[0];
  g_assert_cmpint (rate->basis, ==, REVIEW_BASIS_ON_RECORD);
  g_assert_cmpint (rate->n, ==, 0);
  rate = rates->rows->pdata[2];
  g_assert_cmpint (rate->trigger, ==, REVIEW_REOPEN_APPEAL);
  g_assert_cmpint (rate->overturned, ==, 1);
  g_assert_cmpfloat (rate->low, >, 0.2);
  g_assert_cmpfloat (rate->low, <, 0.21);
  g_assert_cmpfloat (rate->high, >, 0.99);
  g_assert_cmpuint (rates->cases->len, ==, 1);
  found = rates->cases->pdata[0];
  g_assert_cmpint (found->kind, ==, REVIEW_FINDING_OVERTURNED);
  g_assert_cmpint (found->trigger, ==, REVIEW_REOPEN_APPEAL);
  g_assert_cmpint (found->basis, ==, REVIEW_BASIS_NEW_EVIDENCE);
  g_assert_cmpstr (found->case_id, ==, id);
  g_assert_cmpstr (found->work_item, ==, one->work_item);
  bare = review_service_get_overturn_rates (f->service, f->admin, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bare->rows->len, ==, 3);
  g_assert_null (bare->cases);
  assert_not_listed_blind (f, id);
}

/* Upheld: the entry stays as it is. A third look is a third person's. */
static void
test_upheld (Desk *f, gconstpointer data)
{
  g_autofree char *id = add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 }, "iPad · 77ab");
  g_autoptr (ReviewHouseEntry) live = put_in_force (f, REVIEW_HOUSE_BLOCK, id, 0);
  g_autoptr (ReviewReopening) one = NULL;
  g_autoptr (ReviewReopening) two = NULL;
  g_autoptr (ReviewReopeningList) list = NULL;
  g_autoptr (GError) error = NULL;

  decide_next (f, f->agent, REVIEW_CHOICE_BLOCK);
  one = reopen (f, id, REVIEW_REOPEN_QA, REVIEW_BASIS_ON_RECORD, &error);
  g_assert_no_error (error);
  decide_next (f, f->senior, REVIEW_CHOICE_BLOCK);
  two = reopen (f, id, REVIEW_REOPEN_CHARGEBACK, REVIEW_BASIS_NEW_EVIDENCE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (two->round, ==, 3);
  g_assert_null (desk_take_next (f, f->senior));
  decide_next (f, f->lead, REVIEW_CHOICE_BLOCK);
  list = review_service_list_reopenings (f->service, id, &error);
  g_assert_cmpuint (list->items->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (((ReviewReopening *) list->items->pdata[i])->outcome, ==,
                     REVIEW_REOPENED_UPHELD);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM house_entry WHERE review_at IS NOT NULL"),
                   ==, 0);
}

/* Drafted, sent, filed by a lead; every other step is refused, and no other role knows. */
static void
test_referral (Desk *f, gconstpointer data)
{
  g_autofree char *id = add_case (f, &(CaseSpec){ .id = "a", .risk = 0.8 }, DEVICE);
  g_autoptr (ReviewReferralRequest) request = review_record_new (&review_referral_request_type);
  g_autoptr (ReviewReferralAct) act = review_record_new (&review_referral_act_type);
  g_autoptr (ReviewReferral) drafted = NULL;
  g_autoptr (ReviewReferral) sent = NULL;
  g_autoptr (ReviewReferral) filed = NULL;
  g_autoptr (ReviewReferralList) list = NULL;
  g_autoptr (GError) error = NULL;
  gint64 events = desk_count (f, "SELECT COUNT(*) FROM event");
  gint64 rows = desk_count (f, "SELECT COUNT(*) FROM audit WHERE object LIKE 'case:%'");

  request->text = g_strdup ("Deposits from nine strangers left within the hour.");
  g_assert_null (
      review_service_draft_referral (f->service, CALL (f->agent, 0), id, request, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
  g_clear_error (&error);
  g_assert_null (review_service_list_referrals (f->service, f->qa, id, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
  g_clear_error (&error);
  drafted = review_service_draft_referral (f->service, CALL (f->senior, 0), id, request, &error);
  g_assert_no_error (error);
  act->state = REVIEW_REFERRAL_FILED;
  act->note = g_strdup ("FIU-2026-118");
  g_assert_null (review_service_move_referral (f->service, CALL (f->lead, drafted->version),
                                               drafted->id, act, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_clear_error (&error);
  act->state = REVIEW_REFERRAL_SENT;
  sent = review_service_move_referral (f->service, CALL (f->senior, drafted->version), drafted->id,
                                       act, &error);
  g_assert_no_error (error);
  act->state = REVIEW_REFERRAL_FILED;
  g_assert_null (review_service_move_referral (f->service, CALL (f->senior, sent->version),
                                               drafted->id, act, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
  g_clear_error (&error);
  g_assert_null (review_service_move_referral (f->service, CALL (f->lead, drafted->version),
                                               drafted->id, act, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT);
  g_clear_error (&error);
  filed = review_service_move_referral (f->service, CALL (f->lead, sent->version), drafted->id, act,
                                        &error);
  g_assert_no_error (error);
  list = review_service_list_referrals (f->service, f->senior, NULL, &error);
  g_assert_cmpuint (list->items->len, ==, 1);
  g_assert_cmpstr (((ReviewReferral *) list->items->pdata[0])->case_type, ==, WD_TYPE);
  g_assert_null (
      review_service_export_referral (f->service, CALL (f->agent, 0), drafted->id, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_FORBIDDEN);
  g_clear_error (&error);
  desk_ignore (review_service_export_referral (f->service, CALL (f->lead, 0), drafted->id, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (((ReviewReferral *) list->items->pdata[0])->note, ==, "FIU-2026-118");
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM event"), ==, events);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE object LIKE 'case:%'"), ==,
                   rows);
  g_assert_cmpint (desk_count (f, "SELECT COUNT(*) FROM audit WHERE object LIKE 'referral:%'"), ==,
                   4);
}

/* That somebody referred a case says how it was decided: while it is open in a blind look, only who
 * wrote it sees it. */
static void
test_blind_referral (Desk *f, gconstpointer data)
{
  g_autofree char *id =
      desk_add_case (f, &(CaseSpec){ .id = "b", .risk = 0.9, .route = REVIEW_ROUTE_AUDIT });
  g_autoptr (ReviewReferralRequest) request = review_record_new (&review_referral_request_type);
  g_autoptr (ReviewReferralList) own = NULL;
  g_autoptr (ReviewReferralList) other = NULL;
  g_autoptr (GError) error = NULL;

  request->text = g_strdup ("Deposits from nine strangers left within the hour.");
  desk_ignore (review_service_draft_referral (f->service, CALL (f->lead, 0), id, request, &error));
  g_assert_no_error (error);
  own = review_service_list_referrals (f->service, f->lead, id, &error);
  g_assert_cmpuint (own->items->len, ==, 1);
  other = review_service_list_referrals (f->service, f->senior, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (other->items->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Desk *f, gconstpointer data);
  } tests[] = {
    { "/house/two-persons", test_two_persons },
    { "/house/bound", test_bound },
    { "/house/refused-proposals", test_refused_proposals },
    { "/house/hits", test_hits },
    { "/house/ends", test_ends },
    { "/reopen/overturned", test_overturned },
    { "/reopen/upheld", test_upheld },
    { "/referral", test_referral },
    { "/referral-blind", test_blind_referral },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Desk, NULL, desk_set_up, tests[i].test, desk_tear_down);
  return g_test_run ();
}
