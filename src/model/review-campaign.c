/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Campaigns as they are served, and what of them is arithmetic: what may bring cases together, how
 * many parties they are, and the lot that picks those to be read singly. */
#define G_LOG_DOMAIN "review-model"
#include "review-campaign.h"

#include <math.h>
#include <string.h>

#include "review-canonical.h"
#include "review-record-table.h"

const ReviewEnum review_campaign_states = { "campaign_states",
                                            (const char *const[]){ "open", "deciding", "retracting",
                                                                   "decided", "dismissed", NULL } };
const ReviewEnum review_campaign_decision_states = {
  "campaign_decision_states",
  (const char *const[]){ "planned", "done", "retracting", "retracted", NULL }
};
const ReviewEnum review_campaign_outcomes = {
  "campaign_outcomes",
  (const char *const[]){ "planned", "drawn", "excluded", "decided", "retracted", NULL }
};
const ReviewEnum review_campaign_exceptions = {
  "campaign_exceptions",
  (const char *const[]){ "blind", "decided", "key_user", "screening", "legal_hold", "second_review",
                         "leased", "waiting", "escalated", "own_work", "new_evidence", "conflict",
                         "incomplete", "unqualified", "over_limit", NULL }
};

static const ReviewMember review_campaign_form_type_members[] = {
  REVIEW_M_ENUM (ReviewCampaignForm, choice, review_choices, OPT),
  REVIEW_M_STRING (ReviewCampaignForm, disposition, OPT),
  REVIEW_M_ENUM (ReviewCampaignForm, reasoning, review_reasonings, OPT),
  REVIEW_M_STRING (ReviewCampaignForm, rationale, OPT),
  REVIEW_M_STRING (ReviewCampaignForm, customer_reason, OPT),
  REVIEW_M_END,
};
TYPE (review_campaign_form_type, ReviewCampaignForm, "campaign_form")

static const ReviewMember review_campaign_decision_type_members[] = {
  REVIEW_M_STRING (ReviewCampaignDecision, id, REQ),
  REVIEW_M_INT (ReviewCampaignDecision, n, REQ),
  REVIEW_M_ENUM (ReviewCampaignDecision, state, review_campaign_decision_states, REQ),
  REVIEW_M_STRING (ReviewCampaignDecision, by, REQ),
  REVIEW_M_STRING (ReviewCampaignDecision, by_name, OPT),
  REVIEW_M_TIME (ReviewCampaignDecision, at, REQ),
  REVIEW_M_TIME (ReviewCampaignDecision, effective_at, OPT),
  REVIEW_M_DOUBLE (ReviewCampaignDecision, share, OPT),
  REVIEW_M_STRING (ReviewCampaignDecision, seed, OPT),
  REVIEW_M_RECORD (ReviewCampaignDecision, form, review_campaign_form_type, OPT),
  REVIEW_M_INT (ReviewCampaignDecision, planned, OPT),
  REVIEW_M_INT (ReviewCampaignDecision, decided, OPT),
  REVIEW_M_INT (ReviewCampaignDecision, drawn, OPT),
  REVIEW_M_INT (ReviewCampaignDecision, excluded, OPT),
  REVIEW_M_END,
};
TYPE (review_campaign_decision_type, ReviewCampaignDecision, "campaign_decision")

static const ReviewMember review_campaign_note_type_members[] = {
  REVIEW_M_TEXT (ReviewCampaignNote, text, REQ),
  REVIEW_M_STRING (ReviewCampaignNote, by, REQ),
  REVIEW_M_STRING (ReviewCampaignNote, by_name, OPT),
  REVIEW_M_TIME (ReviewCampaignNote, at, REQ),
  REVIEW_M_END,
};
TYPE (review_campaign_note_type, ReviewCampaignNote, "campaign_note")

static const ReviewMember review_campaign_type_members[] = {
  REVIEW_M_STRING (ReviewCampaign, id, REQ),
  REVIEW_M_STRING (ReviewCampaign, display_id, REQ),
  REVIEW_M_STRING (ReviewCampaign, case_type, REQ),
  REVIEW_M_ENUM (ReviewCampaign, kind, review_link_kinds, REQ),
  REVIEW_M_ENUM (ReviewCampaign, state, review_campaign_states, REQ),
  REVIEW_M_INT (ReviewCampaign, version, REQ),
  REVIEW_M_TIME (ReviewCampaign, opened_at, REQ),
  REVIEW_M_TIME (ReviewCampaign, last_at, OPT),
  REVIEW_M_INT (ReviewCampaign, members, OPT),
  REVIEW_M_INT (ReviewCampaign, customers, OPT),
  REVIEW_M_INT (ReviewCampaign, open, OPT),
  REVIEW_M_INT (ReviewCampaign, to_review, OPT),
  REVIEW_M_STRING (ReviewCampaign, value, OPT),
  REVIEW_M_STRING (ReviewCampaign, currency, OPT),
  REVIEW_M_RECORD (ReviewCampaign, decision, review_campaign_decision_type, OPT),
  REVIEW_M_RECORD (ReviewCampaign, note, review_campaign_note_type, OPT),
  REVIEW_M_END,
};
TYPE (review_campaign_type, ReviewCampaign, "campaign")

static const ReviewMember review_campaign_member_type_members[] = {
  REVIEW_M_STRING (ReviewCampaignMember, case_id, REQ),
  REVIEW_M_STRING (ReviewCampaignMember, work_item, OPT),
  REVIEW_M_STRING (ReviewCampaignMember, display_id, REQ),
  REVIEW_M_STRING (ReviewCampaignMember, subject, OPT),
  REVIEW_M_INT (ReviewCampaignMember, priority, OPT),
  REVIEW_M_BOOLEAN (ReviewCampaignMember, key_user, OPT),
  REVIEW_M_STRING (ReviewCampaignMember, value, OPT),
  REVIEW_M_STRING (ReviewCampaignMember, currency, OPT),
  REVIEW_M_TIME (ReviewCampaignMember, opened_at, OPT),
  REVIEW_M_ENUM (ReviewCampaignMember, kind, review_link_kinds, OPT),
  REVIEW_M_ENUM (ReviewCampaignMember, exception, review_campaign_exceptions, OPT),
  REVIEW_M_ENUM (ReviewCampaignMember, outcome, review_campaign_outcomes, OPT),
  REVIEW_M_STRING (ReviewCampaignMember, decision, OPT),
  REVIEW_M_TIME (ReviewCampaignMember, out_at, OPT),
  REVIEW_M_STRING (ReviewCampaignMember, out_by_name, OPT),
  REVIEW_M_STRING (ReviewCampaignMember, out_reason, OPT),
  REVIEW_M_TIME (ReviewCampaignMember, review_at, OPT),
  REVIEW_M_END,
};
TYPE (review_campaign_member_type, ReviewCampaignMember, "campaign_member")

static const ReviewMember review_campaign_view_type_members[] = {
  REVIEW_M_RECORD (ReviewCampaignView, campaign, review_campaign_type, REQ),
  REVIEW_M_RECORDS (ReviewCampaignView, members, review_campaign_member_type, OPT),
  REVIEW_M_INT (ReviewCampaignView, ready, OPT),
  REVIEW_M_INT (ReviewCampaignView, single, OPT),
  REVIEW_M_INT (ReviewCampaignView, excluded, OPT),
  REVIEW_M_END,
};
TYPE (review_campaign_view_type, ReviewCampaignView, "campaign_view")

static const ReviewMember review_campaign_list_type_members[] = {
  REVIEW_M_RECORDS (ReviewCampaignList, items, review_campaign_type, OPT),
  REVIEW_M_END,
};
TYPE (review_campaign_list_type, ReviewCampaignList, "campaign_list")

static const ReviewMember review_campaign_act_type_members[] = {
  REVIEW_M_STRING (ReviewCampaignAct, case_id, OPT),
  REVIEW_M_STRING (ReviewCampaignAct, reason, REQ),
  REVIEW_M_END,
};
TYPE (review_campaign_act_type, ReviewCampaignAct, "campaign_act")

static const ReviewMember review_campaign_note_request_type_members[] = {
  REVIEW_M_TEXT (ReviewCampaignNoteRequest, text, REQ),
  REVIEW_M_END,
};
TYPE (review_campaign_note_request_type, ReviewCampaignNoteRequest, "campaign_note_request")

/**
 * review_link_makes_campaign:
 * @kind: #ReviewLinkKind
 *
 * Returns: whether a wave is a wave by sharing it: a device, a network, a destination, a document, a
 *   face. A family or a template of a bank's letter makes none.
 */
gboolean
review_link_makes_campaign (int kind)
{
  static const int kinds[] = { REVIEW_LINK_DEVICE,  REVIEW_LINK_IP,   REVIEW_LINK_ADDRESS,
                               REVIEW_LINK_ACCOUNT, REVIEW_LINK_SCAN, REVIEW_LINK_DOCUMENT,
                               REVIEW_LINK_FACE };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kind == kinds[i])
      return TRUE;
  return FALSE;
}

/* The party that a customer belongs to, as far as is known by now. */
static const char *
find_party (GHashTable *parties, const char *subject)
{
  const char *next;

  while ((next = g_hash_table_lookup (parties, subject)) != NULL && strcmp (next, subject) != 0)
    subject = next;
  return subject;
}

/**
 * review_campaign_count_parties:
 * @subjects: (element-type utf8): ids of customers, one per row
 * @households: (element-type utf8) (nullable elements): the household of the row's customer, where
 *   one is known; a customer with several has several rows
 *
 * A family that shares a telephone is one party, not four.
 *
 * Returns: how many parties the customers are
 */
guint
review_campaign_count_parties (GPtrArray *subjects, GPtrArray *households)
{
  g_autoptr (GHashTable) parties = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) homes = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  for (guint i = 0; i < subjects->len; i++)
    {
      const char *party = find_party (parties, subjects->pdata[i]);
      const char *home = households->pdata[i];
      const char *other = home != NULL ? g_hash_table_lookup (homes, home) : NULL;

      if (other != NULL)
        g_hash_table_insert (parties, (gpointer) party, (gpointer) find_party (parties, other));
      else
        g_hash_table_insert (parties, (gpointer) party, (gpointer) party);
      if (home != NULL && other == NULL)
        g_hash_table_insert (homes, (gpointer) home, (gpointer) party);
    }
  for (guint i = 0; i < subjects->len; i++)
    {
      const char *subject = subjects->pdata[i];

      if (strcmp (find_party (parties, subject), subject) == 0
          && g_hash_table_remove (parties, subject))
        n++;
    }
  return n;
}

/**
 * review_campaign_count_single:
 * @share: 0..1
 *
 * Returns: how many of @ready are read singly: the share, rounded up
 */
guint
review_campaign_count_single (guint ready, double share)
{
  return (guint) MIN (ceil (share * ready - 1e-9), ready);
}

static int
compare_draws (gconstpointer a, gconstpointer b, gpointer seed)
{
  const char *x = *(const char *const *) a, *y = *(const char *const *) b;
  double p = review_hash_draw (seed, x), q = review_hash_draw (seed, y);

  return (p > q) - (p < q);
}

/**
 * review_campaign_draw:
 * @case_ids: (element-type utf8): is brought into the order of the lot and cut to those drawn
 * @seed: the same seed draws the same cases of the same ones
 */
void
review_campaign_draw (GPtrArray *case_ids, const char *seed, double share)
{
  guint n = review_campaign_count_single (case_ids->len, share);

  g_ptr_array_sort_with_data (case_ids, compare_draws, (gpointer) seed);
  g_ptr_array_set_size (case_ids, (gint) n);
}
