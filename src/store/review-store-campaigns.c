/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waves of alike cases: what could be one, which cases are in which, and who was taken out. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-campaigns.h"

#include "review-store-private.h"

#define PREFIX   "WV"
#define MOST     200  /* campaigns that are listed */
#define MOST_KEY 5000 /* rows of one key that are looked at */

void
review_wave_key_free (gpointer key)
{
  ReviewWaveKey *self = key;

  g_free (self->hash);
  g_free (self->case_type);
  g_free (self);
}

void
review_wave_case_free (gpointer one)
{
  ReviewWaveCase *self = one;

  g_free (self->case_id);
  g_free (self->subject);
  g_free (self->campaign);
  g_free (self);
}

/**
 * review_store_list_wave_keys:
 * @since: µs: only cases that were opened from then on
 * @least: so many customers at least share it
 *
 * Returns: (transfer full) (element-type ReviewWaveKey): what could make a wave, the widest first:
 *   keys of cases of which some are in no campaign, that no row calls a gateway
 */
GPtrArray *
review_store_list_wave_keys (ReviewTx *tx, gint64 since, gint64 least, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (review_wave_key_free);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT k.kind, k.value_hash, c.type FROM case_file c JOIN link_key k ON k.case_id = c.id "
      "LEFT JOIN campaign_member m ON m.case_id = c.id "
      "WHERE c.opened_at >= $1 AND c.history = 0 "
      "AND k.kind IN ('device', 'ip', 'address', 'account', 'scan', 'document', 'face') "
      "GROUP BY k.kind, k.value_hash, c.type HAVING COUNT(DISTINCT c.subject) >= $2 "
      "AND MAX(k.gateway) = 0 AND SUM(CASE WHEN m.case_id IS NULL THEN 1 ELSE 0 END) > 0 "
      "ORDER BY COUNT(DISTINCT c.subject) DESC, k.kind, k.value_hash",
      "ii", since, least);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      ReviewWaveKey *key = g_new0 (ReviewWaveKey, 1);

      key->kind = review_rows_get_enum (rows, 0, &review_link_kinds);
      key->hash = review_rows_dup_text (rows, 1);
      key->case_type = review_rows_dup_text (rows, 2);
      g_ptr_array_add (list, key);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_list_wave:
 *
 * Returns: (transfer full) (element-type ReviewWaveCase): cases that have the key, the oldest first
 */
GPtrArray *
review_store_list_wave (ReviewTx *tx, const ReviewWaveKey *key, gint64 since, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (review_wave_case_free);
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT c.id, c.subject, m.campaign, m.out_at FROM link_key k "
      "JOIN case_file c ON c.id = k.case_id LEFT JOIN campaign_member m ON m.case_id = c.id "
      "WHERE k.kind = $1 AND k.value_hash = $2 AND c.type = $3 AND c.history = 0 "
      "AND c.opened_at >= $4 ORDER BY c.opened_at, c.id LIMIT $5",
      "sssii", review_enum_nick (&review_link_kinds, key->kind), key->hash, key->case_type, since,
      (gint64) MOST_KEY);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    {
      ReviewWaveCase *one = g_new0 (ReviewWaveCase, 1);

      one->case_id = review_rows_dup_text (rows, 0);
      one->subject = review_rows_dup_text (rows, 1);
      one->campaign = review_rows_dup_text (rows, 2);
      one->out = !review_rows_is_null (rows, 3);
      g_ptr_array_add (list, one);
    }
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_list_households:
 * @subjects: (element-type utf8): is added to: customers who have the key
 * @households: (element-type utf8) (nullable elements): is added to: the household of each, or %NULL
 */
gboolean
review_store_list_households (ReviewTx *tx,
                              const ReviewWaveKey *key,
                              gint64 since,
                              GPtrArray *subjects,
                              GPtrArray *households,
                              GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error,
                       "SELECT DISTINCT c.subject, h.value_hash FROM link_key k "
                       "JOIN case_file c ON c.id = k.case_id "
                       "LEFT JOIN link_key h ON h.case_id = c.id AND h.kind = 'household' "
                       "WHERE k.kind = $1 AND k.value_hash = $2 AND c.type = $3 AND c.history = 0 "
                       "AND c.opened_at >= $4 LIMIT $5",
                       "sssii", review_enum_nick (&review_link_kinds, key->kind), key->hash,
                       key->case_type, since, (gint64) MOST_KEY);

  if (rows == NULL)
    return FALSE;
  while (review_rows_next (rows, &local))
    {
      g_ptr_array_add (subjects, review_rows_dup_text (rows, 0));
      g_ptr_array_add (households, review_rows_dup_text (rows, 1));
    }
  return review_rows_end (error, local);
}

/**
 * review_store_find_past:
 * @from: µs
 * @until: µs
 * @ret_past: (out): customers, of any type and history too, who had the key in cases opened between
 */
gboolean
review_store_find_past (ReviewTx *tx,
                        const ReviewWaveKey *key,
                        gint64 from,
                        gint64 until,
                        ReviewWavePast *ret_past,
                        GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT COUNT(DISTINCT CASE WHEN s.opened_at >= $3 AND s.opened_at < $4 THEN s.subject END), "
      "MAX(s.gateway) FROM (SELECT c.subject AS subject, c.opened_at AS opened_at, "
      "k.gateway AS gateway FROM link_key k JOIN case_file c ON c.id = k.case_id "
      "WHERE k.kind = $1 AND k.value_hash = $2 LIMIT $5) s",
      "ssiii", review_enum_nick (&review_link_kinds, key->kind), key->hash, from, until,
      (gint64) MOST_KEY);

  *ret_past = (ReviewWavePast){ 0 };
  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local))
    {
      ret_past->customers = review_rows_get_int (rows, 0);
      ret_past->gateway = review_rows_get_int (rows, 1) != 0;
    }
  return review_rows_end (error, local);
}

/**
 * review_store_add_campaign:
 *
 * Returns: (transfer full): id of a campaign without cases
 */
char *
review_store_add_campaign (ReviewTx *tx, const ReviewWaveKey *key, GError **error)
{
  g_autofree char *id = review_tx_new_id (tx);
  gint64 number = review_tx_next (tx, "display:" PREFIX, error);
  g_autofree char *display = g_strdup_printf (PREFIX "-%" G_GINT64_FORMAT, number);

  if (number < 0
      || review_tx_exec (tx, error,
                         "INSERT INTO campaign (id, display_id, case_type, kind, state, version, "
                         "opened_at, last_at) VALUES ($1, $2, $3, $4, 'open', 0, $5, $5)",
                         "ssssi", id, display, key->case_type,
                         review_enum_nick (&review_link_kinds, key->kind), review_tx_get_now (tx))
             != 1)
    return NULL;
  return g_steal_pointer (&id);
}

/**
 * review_store_join_campaign:
 *
 * Puts a case into a campaign, unless it is in one, or was taken out of one.
 */
gboolean
review_store_join_campaign (
    ReviewTx *tx, const char *campaign, const char *case_id, int kind, GError **error)
{
  gint64 n = review_tx_exec (tx, error,
                             "INSERT INTO campaign_member (case_id, campaign, kind, added_at) "
                             "VALUES ($1, $2, $3, $4) ON CONFLICT (case_id) DO NOTHING",
                             "sssi", case_id, campaign, review_enum_nick (&review_link_kinds, kind),
                             review_tx_get_now (tx));

  return n == 0
         || (n == 1
             && review_tx_exec (tx, error, "UPDATE case_file SET campaign = $2 WHERE id = $1", "ss",
                                case_id, campaign)
                    == 1);
}

/**
 * review_store_may_join:
 * @since: µs: a wave whose newest case is older is over
 *
 * Returns: whether @campaign still gathers cases: it is neither dismissed nor over, nor is a
 *   decision about it under way
 */
gboolean
review_store_may_join (ReviewTx *tx, const char *campaign, gint64 since, gboolean *ret)
{
  gint64 n = 0;
  gboolean ok = review_tx_get_int (tx, &n, NULL,
                                   "SELECT COUNT(*) FROM campaign WHERE id = $1 AND last_at >= $2 "
                                   "AND state IN ('open', 'decided')",
                                   "si", campaign, since);

  *ret = n > 0;
  return ok;
}

/**
 * review_store_grow_campaign:
 *
 * Cases joined: it is open again, at a version of its own.
 */
gboolean
review_store_grow_campaign (ReviewTx *tx, const char *campaign, GError **error)
{
  return review_tx_exec (tx, error,
                         "UPDATE campaign SET state = 'open', version = version + 1, last_at = "
                         "(SELECT MAX(c.opened_at) FROM campaign_member m JOIN case_file c "
                         "ON c.id = m.case_id WHERE m.campaign = $1 AND m.out_at IS NULL) "
                         "WHERE id = $1",
                         "s", campaign)
         == 1;
}

#define COLUMNS                                                                                    \
  "SELECT w.id, w.display_id, w.case_type, w.kind, w.state, w.version, w.opened_at, w.last_at, "   \
  "COUNT(c.id), COUNT(DISTINCT c.subject), SUM(CASE WHEN c.state IN ('auto_decided', 'decided', "  \
  "'effects_pending', 'closed') AND NOT EXISTS (SELECT 1 FROM work_item o WHERE o.case_id = c.id " \
  "AND o.state NOT IN ('decided', 'closed')) THEN 0 WHEN c.id IS NULL THEN 0 ELSE 1 END), "        \
  "SUM(CASE WHEN m.review_at IS NOT NULL AND "                                                     \
  "m.reviewed_at IS NULL THEN 1 ELSE 0 END), SUM(c.value_rank), MIN(c.currency), MAX(c.currency) " \
  "FROM campaign w LEFT JOIN campaign_member m ON m.campaign = w.id AND m.out_at IS NULL "         \
  "LEFT JOIN case_file c ON c.id = m.case_id "
#define GROUP \
  "GROUP BY w.id, w.display_id, w.case_type, w.kind, w.state, w.version, w.opened_at, w.last_at "

static void
read_stake (ReviewCampaign *self, ReviewRows *rows)
{
  gint64 hundredths = review_rows_get_int (rows, 12);
  const char *least = review_rows_get_text (rows, 13);

  if (least == NULL || g_strcmp0 (least, review_rows_get_text (rows, 14)) != 0)
    return;
  self->currency = g_strdup (least);
  self->value =
      g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", hundredths / 100, (int) (hundredths % 100));
}

static ReviewCampaign *
read_campaign (ReviewRows *rows)
{
  ReviewCampaign *self = review_record_new (&review_campaign_type);

  self->id = review_rows_dup_text (rows, 0);
  self->display_id = review_rows_dup_text (rows, 1);
  self->case_type = review_rows_dup_text (rows, 2);
  self->kind = review_rows_get_enum (rows, 3, &review_link_kinds);
  self->state = review_rows_get_enum (rows, 4, &review_campaign_states);
  self->version = review_rows_get_int (rows, 5);
  self->opened_at = review_rows_get_int (rows, 6);
  self->last_at = review_rows_get_int (rows, 7);
  self->members = review_rows_get_int (rows, 8);
  self->customers = review_rows_get_int (rows, 9);
  self->open = review_rows_get_int (rows, 10);
  self->to_review = review_rows_get_int (rows, 11);
  read_stake (self, rows);
  return self;
}

static gboolean
load_note (ReviewTx *tx, ReviewCampaign *self, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT n.text_en, n.text_zh_cn, n.account, a.name, n.at FROM campaign_note n "
      "JOIN account a ON a.id = n.account WHERE n.campaign = $1 ORDER BY n.n DESC LIMIT 1",
      "s", self->id);

  if (rows == NULL)
    return FALSE;
  if (review_rows_next (rows, &local))
    {
      self->note = review_record_new (&review_campaign_note_type);
      self->note->text =
          review_text_new (review_rows_get_text (rows, 0), review_rows_get_text (rows, 1));
      self->note->by = review_rows_dup_text (rows, 2);
      self->note->by_name = review_rows_dup_text (rows, 3);
      self->note->at = review_rows_get_int (rows, 4);
    }
  return review_rows_end (error, local);
}

/* The newest decision and the newest note; a campaign without them has none. */
static gboolean
fill_campaign (ReviewTx *tx, ReviewCampaign *self, GError **error)
{
  GError *local = NULL;

  self->decision = review_store_load_plan (tx, self->id, &local);
  if (local != NULL && !g_error_matches (local, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_clear_error (&local);
  return load_note (tx, self, error);
}

/**
 * review_store_list_campaigns:
 *
 * Returns: (transfer full): array of #ReviewCampaign: those that wait for a lead first, then the
 *   newest, at most 200
 */
GPtrArray *
review_store_list_campaigns (ReviewTx *tx, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      COLUMNS GROUP
      "ORDER BY CASE WHEN w.state IN ('decided', 'dismissed') THEN 1 ELSE 0 END, w.last_at DESC, "
      "w.id DESC LIMIT $1",
      "i", (gint64) MOST);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_campaign (rows));
  if (!review_rows_end (error, local))
    return NULL;
  for (guint i = 0; i < list->len; i++)
    if (!fill_campaign (tx, list->pdata[i], error))
      return NULL;
  return g_steal_pointer (&list);
}

/**
 * review_store_load_campaign:
 *
 * Returns: (transfer full): the campaign; %NULL with %REVIEW_ERROR_NOT_FOUND
 */
ReviewCampaign *
review_store_load_campaign (ReviewTx *tx, const char *id, GError **error)
{
  GError *local = NULL;
  g_autoptr (ReviewCampaign) self = NULL;
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error, COLUMNS "WHERE w.id = $1 " GROUP, "s", id);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    self = read_campaign (rows);
  if (!review_rows_end (error, local))
    return NULL;
  if (self == NULL)
    review_store_set_not_found (error);
  return self != NULL && fill_campaign (tx, self, error) ? g_steal_pointer (&self) : NULL;
}

static ReviewCampaignMember *
read_member (ReviewRows *rows)
{
  ReviewCampaignMember *self = review_record_new (&review_campaign_member_type);

  self->case_id = review_rows_dup_text (rows, 0);
  self->work_item = review_rows_dup_text (rows, 1);
  self->display_id = review_rows_dup_text (rows, 2);
  self->subject = review_rows_dup_text (rows, 3);
  self->priority = review_rows_get_int (rows, 4);
  self->key_user = review_priority_is_key_user (self->priority);
  self->value = review_rows_dup_text (rows, 5);
  self->currency = review_rows_dup_text (rows, 6);
  self->opened_at = review_rows_get_int (rows, 7);
  self->kind = review_rows_get_enum (rows, 8, &review_link_kinds);
  self->outcome = review_rows_get_enum (rows, 9, &review_campaign_outcomes);
  self->exception = review_rows_get_enum (rows, 10, &review_campaign_exceptions);
  self->decision = review_rows_dup_text (rows, 11);
  self->out_at = review_rows_get_int (rows, 12);
  self->out_by_name = review_rows_dup_text (rows, 13);
  self->out_reason = review_rows_dup_text (rows, 14);
  self->review_at = review_rows_get_int (rows, 15);
  return self;
}

/**
 * review_store_list_members:
 *
 * Returns: (transfer full): array of #ReviewCampaignMember, also those taken out, the oldest first:
 *   with the newest look that has effects, what the newest decision about the group made of them,
 *   and the exception that was found then
 */
GPtrArray *
review_store_list_members (ReviewTx *tx, const char *campaign, GError **error)
{
  g_autoptr (GPtrArray) list = review_records_new ();
  GError *local = NULL;
  g_autoptr (ReviewRows) rows = review_tx_query (
      tx, error,
      "SELECT c.id, (SELECT w.id FROM work_item w WHERE w.case_id = c.id AND w.purpose IN ('sla', "
      "'second_review') ORDER BY w.queued_at DESC, w.id DESC LIMIT 1), c.display_id, s.display, "
      "c.priority, c.value, c.currency, c.opened_at, m.kind, i.outcome, i.reason, i.decision, "
      "m.out_at, a.name, m.out_reason, CASE WHEN m.reviewed_at IS NULL THEN m.review_at END "
      "FROM campaign_member m JOIN case_file c ON c.id = m.case_id "
      "JOIN subject s ON s.id = c.subject LEFT JOIN account a ON a.id = m.out_by "
      "LEFT JOIN campaign_item i ON i.case_id = c.id AND i.plan = (SELECT p.id "
      "FROM campaign_decision p WHERE p.campaign = m.campaign ORDER BY p.n DESC LIMIT 1) "
      "WHERE m.campaign = $1 ORDER BY c.opened_at, c.id LIMIT $2",
      "si", campaign, (gint64) REVIEW_CAMPAIGN_MEMBERS_MAX);

  if (rows == NULL)
    return NULL;
  while (review_rows_next (rows, &local))
    g_ptr_array_add (list, read_member (rows));
  return review_rows_end (error, local) ? g_steal_pointer (&list) : NULL;
}

/**
 * review_store_move_campaign:
 * @version: that the caller saw
 *
 * From one state to another, or staying in it at a new version, in one statement;
 * %REVIEW_ERROR_CONFLICT when it is not as seen.
 */
gboolean
review_store_move_campaign (
    ReviewTx *tx, const char *id, gint64 version, int from, int to, GError **error)
{
  gint64 n = review_tx_exec (tx, error,
                             "UPDATE campaign SET state = $4, version = version + 1 "
                             "WHERE id = $1 AND version = $2 AND state = $3",
                             "siss", id, version, review_enum_nick (&review_campaign_states, from),
                             review_enum_nick (&review_campaign_states, to));

  if (n == 0)
    g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_CONFLICT,
                         "the campaign changed meanwhile");
  return n == 1;
}

/**
 * review_store_take_out:
 * @act: the case, and why
 *
 * %REVIEW_ERROR_NOT_FOUND when the case is not in @campaign.
 */
gboolean
review_store_take_out (ReviewTx *tx,
                       const char *campaign,
                       const ReviewCampaignAct *act,
                       const char *account,
                       GError **error)
{
  gint64 n = review_tx_exec (tx, error,
                             "UPDATE campaign_member SET out_at = $3, out_by = $4, out_reason = $5 "
                             "WHERE campaign = $1 AND case_id = $2 AND out_at IS NULL",
                             "ssiss", campaign, act->case_id, review_tx_get_now (tx), account,
                             act->reason);

  if (n == 0)
    review_store_set_not_found (error);
  return n == 1
         && review_tx_exec (tx, error, "UPDATE case_file SET campaign = NULL WHERE id = $1", "s",
                            act->case_id)
                == 1;
}

/**
 * review_store_mark_reviewed:
 *
 * The other look that was wanted has been had; %REVIEW_ERROR_NOT_FOUND when none was wanted.
 */
gboolean
review_store_mark_reviewed (ReviewTx *tx, const char *campaign, const char *case_id, GError **error)
{
  gint64 n = review_tx_exec (tx, error,
                             "UPDATE campaign_member SET reviewed_at = $3 WHERE campaign = $1 "
                             "AND case_id = $2 AND review_at IS NOT NULL AND reviewed_at IS NULL",
                             "ssi", campaign, case_id, review_tx_get_now (tx));

  if (n == 0)
    review_store_set_not_found (error);
  return n == 1;
}

/**
 * review_store_review_wave:
 * @case_id: a case of a wave that ended otherwise than the group was decided
 * @ret_n: (out): how many others were decided with the group and want another look now
 */
gboolean
review_store_review_wave (ReviewTx *tx, const char *case_id, gint64 *ret_n, GError **error)
{
  *ret_n = review_tx_exec (
      tx, error,
      "UPDATE campaign_member SET review_at = $2, reviewed_at = NULL WHERE case_id <> $1 "
      "AND out_at IS NULL AND campaign = (SELECT campaign FROM case_file WHERE id = $1) "
      "AND EXISTS (SELECT 1 FROM campaign_item i WHERE i.case_id = campaign_member.case_id "
      "AND i.outcome = 'decided')",
      "si", case_id, review_tx_get_now (tx));
  return *ret_n >= 0;
}

/**
 * review_store_add_campaign_note:
 */
gboolean
review_store_add_campaign_note (
    ReviewTx *tx, const char *campaign, const char *account, const ReviewText *text, GError **error)
{
  return review_tx_exec (tx, error,
                         "INSERT INTO campaign_note (campaign, n, account, at, text_en, "
                         "text_zh_cn) SELECT $1, COALESCE(MAX(n), 0) + 1, $2, $3, $4, $5 "
                         "FROM campaign_note WHERE campaign = $1",
                         "ssiss", campaign, account, review_tx_get_now (tx), text->en, text->zh_cn)
         == 1;
}
