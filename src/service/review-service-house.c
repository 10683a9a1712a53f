/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The house's own lists. One person proposes a value, another approves what they read, bound by its
 * hash; then every case that carries it is told, as evidence with a flag that the Decision Hub's gates
 * and rules read. An allow entry is evidence like any other: it passes no gate. */
#define G_LOG_DOMAIN "review-service"
#include "review-error.h"
#include "review-service-campaigns.h"

#include <string.h>

#include "review-link.h"
#include "review-store-audit.h"
#include "review-store-cases.h"
#include "review-store-events.h"
#include "review-store-house.h"

#define PREFIX "LE"
#define BATCH  25 /* cases that one transaction looks at for a new entry */

static gboolean
check_approver (const ReviewUser *user, GError **error)
{
  return review_role_may_pick (user->role)
         || review_error_refuse (error, REVIEW_ERROR_FORBIDDEN, "this is for seniors and leads");
}

/* What most people see: enough to recognise a value that they know, not to learn one. */
static ReviewHouseEntry *
mask (ReviewHouseEntry *entry)
{
  g_clear_pointer (&entry->value, g_free);
  return entry;
}

static gboolean
audit (ReviewTx *tx,
       const ReviewUser *actor,
       const char *action,
       const ReviewHouseEntry *entry,
       const char *reason,
       GError **error)
{
  g_autofree char *object = g_strconcat ("house:", entry->id, NULL);
  ReviewAuditEntry row = { .actor = actor->id,
                           .action = action,
                           .object = object,
                           .ref = entry->id,
                           .reason = reason,
                           .after = entry };

  return review_audit_add (tx, &row, error)
         && review_event_add (tx, "house", entry->id, NULL, error);
}

static gboolean
list_entries (ReviewTx *tx, gpointer user_data, GError **error)
{
  ReviewHouseEntryList *list = user_data;

  list->items = review_store_list_entries (tx, error);
  for (guint i = 0; list->items != NULL && i < list->items->len; i++)
    mask (list->items->pdata[i]);
  return list->items != NULL;
}

/**
 * review_service_list_entries:
 *
 * Returns: (transfer full): the entries of all lists, values masked, those that wait for somebody
 *   first
 */
ReviewHouseEntryList *
review_service_list_entries (ReviewService *self, GError **error)
{
  g_autoptr (ReviewHouseEntryList) list = review_record_new (&review_house_entry_list_type);

  return review_store_read (self->store, list_entries, list, error) ? g_steal_pointer (&list)
                                                                    : NULL;
}

static gboolean
check_proposal (const ReviewHouseProposal *proposal, gint64 now, GError **error)
{
  if (!review_service_check_text (proposal->reason, "reason", error))
    return FALSE;
  if (!review_link_makes_campaign (proposal->kind) && proposal->kind != REVIEW_LINK_CONTACT)
    review_error_set_field (error, "kind", "such values are kept on no list");
  else if (proposal->expires_at != 0 && proposal->expires_at <= now)
    review_error_set_field (error, "expires_at", "lies in the past");
  else if (proposal->list == REVIEW_HOUSE_ALLOW && proposal->expires_at == 0)
    review_error_set_field (error, "expires_at", "an allow entry does not last for ever");
  else
    return TRUE;
  return FALSE;
}

/* The case by its id, or by what people call it. */
static ReviewCase *
find_case (ReviewTx *tx, const char *name, GError **error)
{
  GError *local = NULL;
  g_autofree char *id = g_strdup (name);
  g_autoptr (ReviewRows) rows =
      review_tx_query (tx, error, "SELECT id FROM case_file WHERE display_id = $1", "s", name);

  if (rows == NULL)
    return NULL;
  if (review_rows_next (rows, &local))
    {
      g_free (id);
      id = review_rows_dup_text (rows, 0);
    }
  g_clear_pointer (&rows, review_rows_free);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return review_store_load_case (tx, id, error);
}

static gboolean
fill_source (ReviewTx *tx, ReviewHouseEntry *entry, const char *name, GError **error)
{
  g_autoptr (ReviewCase) one = NULL;

  if (name == NULL)
    return TRUE;
  one = find_case (tx, name, error);
  if (one == NULL)
    return FALSE;
  entry->case_id = g_strdup (one->id);
  entry->case_display_id = g_strdup (one->display_id);
  if (entry->kind == REVIEW_LINK_ACCOUNT)
    entry->source = g_strdup (one->source);
  return TRUE;
}

static ReviewHouseEntry *
make_entry (ReviewTx *tx, const ReviewWrite *write, GError **error)
{
  const ReviewHouseProposal *proposal = write->body;
  g_autoptr (ReviewHouseEntry) entry = review_record_new (&review_house_entry_type);

  entry->id = review_tx_new_id (tx);
  entry->list = proposal->list;
  entry->kind = proposal->kind;
  entry->value = g_strstrip (g_strdup (proposal->value));
  entry->reason = g_strstrip (g_strdup (proposal->reason));
  entry->expires_at = REVIEW_WHOLE_MS (proposal->expires_at);
  entry->proposed_by = g_strdup (write->call->user->id);
  entry->proposed_at = REVIEW_WHOLE_MS (review_tx_get_now (tx));
  if (!fill_source (tx, entry, proposal->case_id, error))
    return NULL;
  if (entry->kind == REVIEW_LINK_ACCOUNT && entry->source == NULL)
    {
      review_error_set_field (error, "case_id", "an account means something only beside a case");
      return NULL;
    }
  entry->sha256 = review_house_entry_hash (entry);
  return g_steal_pointer (&entry);
}

static gpointer
propose (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  g_autoptr (ReviewHouseEntry) entry = NULL;
  g_autoptr (ReviewHouseEntry) stored = NULL;
  g_autofree char *hash = NULL;
  gint64 number;

  if (!check_proposal (write->body, review_tx_get_now (tx), error)
      || (entry = make_entry (tx, write, error)) == NULL)
    return NULL;
  hash = review_link_hash (entry->kind, entry->value, entry->source);
  if (hash == NULL)
    {
      review_error_set_field (error, "value", "such a value tells nobody from anybody");
      return NULL;
    }
  number = review_tx_next (tx, "display:" PREFIX, error);
  entry->display_id = g_strdup_printf (PREFIX "-%" G_GINT64_FORMAT, number);
  if (number < 0 || !review_store_add_entry (tx, entry, hash, error))
    return NULL;
  stored = review_store_load_entry (tx, entry->id, error);
  return stored != NULL
                 && audit (tx, write->call->user, write->operation, mask (stored), stored->reason,
                           error)
             ? g_steal_pointer (&stored)
             : NULL;
}

/**
 * review_service_propose_entry:
 * @proposal: a value, the list it is for, and why; an allow entry with an end
 *
 * Returns: (transfer full): the entry, which another person has to approve
 */
ReviewHouseEntry *
review_service_propose_entry (ReviewService *self,
                              const ReviewCall *call,
                              const ReviewHouseProposal *proposal,
                              GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "entry_propose",
                        .body = proposal,
                        .answer_type = &review_house_entry_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = propose };

  return review_service_run (&write, error);
}

static gpointer
open_entry (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  g_autoptr (ReviewHouseEntry) entry = review_store_load_entry (tx, write->object, error);
  g_autoptr (ReviewHouseEntry) masked = NULL;

  if (entry == NULL)
    return NULL;
  masked = mask (review_record_copy (entry));
  return audit (tx, write->call->user, write->operation, masked, NULL, error)
             ? g_steal_pointer (&entry)
             : NULL;
}

/**
 * review_service_open_entry:
 *
 * Returns: (transfer full): the entry with its value, for who has to judge it; audited before it
 *   leaves
 */
ReviewHouseEntry *
review_service_open_entry (ReviewService *self,
                           const ReviewCall *call,
                           const char *entry,
                           GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "entry_open",
                        .object = entry,
                        .answer_type = &review_house_entry_type,
                        .keep = REVIEW_SECOND, /* the value is not kept beside the entry */
                        .run = open_entry };

  return check_approver (call->user, error) ? review_service_run (&write, error) : NULL;
}

static gpointer
answer (ReviewTx *tx, ReviewWrite *write, const char *reason, GError **error)
{
  g_autoptr (ReviewHouseEntry) after = review_store_load_entry (tx, write->object, error);

  return after != NULL
                 && audit (tx, write->call->user, write->operation, mask (after), reason, error)
             ? g_steal_pointer (&after)
             : NULL;
}

static gpointer
approve (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewHouseAct *act = write->body;
  const ReviewUser *user = write->call->user;
  g_autoptr (ReviewHouseEntry) entry = review_store_load_entry (tx, write->object, error);
  g_autofree char *hash = NULL;

  if (entry == NULL)
    return NULL;
  hash = review_house_entry_hash (entry);
  if (strcmp (entry->proposed_by, user->id) == 0)
    review_error_refuse (error, REVIEW_ERROR_FORBIDDEN, "nobody approves what they proposed");
  else if (strcmp (hash, entry->sha256) != 0)
    review_error_refuse (error, REVIEW_ERROR_CORRUPT, "the entry is not what was proposed");
  else if (g_strcmp0 (act->sha256, entry->sha256) != 0)
    review_error_refuse (error, REVIEW_ERROR_CONFLICT, "the entry is not what was read");
  else if (review_store_approve_entry (tx, write->object, write->call->version, user->id,
                                       act->sha256, error))
    return answer (tx, write, NULL, error);
  return NULL;
}

static ReviewHouseEntry *
run (ReviewService *self,
     const ReviewCall *call,
     const char *operation,
     const char *entry,
     const ReviewHouseAct *act,
     ReviewWriteFunc func,
     GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = operation,
                        .object = entry,
                        .body = act,
                        .answer_type = &review_house_entry_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .versioned = TRUE,
                        .run = func };

  return review_service_run (&write, error);
}

/**
 * review_service_approve_entry:
 * @call: of another person than who proposed it; its version is the entry's
 * @act: the hash of what was read
 *
 * Puts the entry in force: for what arrives, and for what is open.
 *
 * Returns: (transfer full): the entry
 */
ReviewHouseEntry *
review_service_approve_entry (ReviewService *self,
                              const ReviewCall *call,
                              const char *entry,
                              const ReviewHouseAct *act,
                              GError **error)
{
  return check_approver (call->user, error)
             ? run (self, call, "entry_approve", entry, act, approve, error)
             : NULL;
}

/* A proposal is taken back by who made it and rejected by another; what is in force is removed. */
static gpointer
end (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewHouseAct *act = write->body;
  const ReviewUser *user = write->call->user;
  g_autoptr (ReviewHouseEntry) entry = review_store_load_entry (tx, write->object, error);
  gboolean own;
  int to;

  if (entry == NULL)
    return NULL;
  own = strcmp (entry->proposed_by, user->id) == 0;
  to = entry->state == REVIEW_ENTRY_LIVE ? REVIEW_ENTRY_REMOVED
       : own                             ? REVIEW_ENTRY_WITHDRAWN
                                         : REVIEW_ENTRY_REJECTED;
  if (to != REVIEW_ENTRY_WITHDRAWN && !check_approver (user, error))
    return NULL;
  if (entry->state != REVIEW_ENTRY_LIVE && entry->state != REVIEW_ENTRY_PROPOSED)
    {
      review_error_refuse (error, REVIEW_ERROR_CONFLICT, "the entry is in force no more");
      return NULL;
    }
  entry->version = write->call->version;
  return review_store_end_entry (tx, entry, to, user->id, act->reason, error)
             ? answer (tx, write, act->reason, error)
             : NULL;
}

/**
 * review_service_end_entry:
 * @act: why
 *
 * Rejects a proposal, takes back one's own, or removes what is in force.
 *
 * Returns: (transfer full): the entry
 */
ReviewHouseEntry *
review_service_end_entry (ReviewService *self,
                          const ReviewCall *call,
                          const char *entry,
                          const ReviewHouseAct *act,
                          GError **error)
{
  return review_service_check_text (act->reason, "reason", error)
             ? run (self, call, "entry_end", entry, act, end, error)
             : NULL;
}

static gpointer
keep (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewHouseAct *act = write->body;
  g_autoptr (ReviewHouseEntry) entry = review_store_load_entry (tx, write->object, error);

  if (entry == NULL)
    return NULL;
  entry->version = write->call->version;
  return review_store_keep_entry (tx, entry, write->call->user->id, act->reason, error)
             ? answer (tx, write, act->reason, error)
             : NULL;
}

/**
 * review_service_keep_entry:
 * @act: why it stays although its case was overturned
 *
 * Returns: (transfer full): the entry, in force
 */
ReviewHouseEntry *
review_service_keep_entry (ReviewService *self,
                           const ReviewCall *call,
                           const char *entry,
                           const ReviewHouseAct *act,
                           GError **error)
{
  return check_approver (call->user, error)
                 && review_service_check_text (act->reason, "reason", error)
             ? run (self, call, "entry_keep", entry, act, keep, error)
             : NULL;
}

static void
add_field (ReviewEvidence *row, const char *name, const char *value, int type)
{
  ReviewField *field = review_record_new (&review_field_type);

  field->name = g_strdup (name);
  field->value = g_strdup (value);
  field->type = type;
  field->klass = REVIEW_CLASS_OPEN;
  g_ptr_array_add (row->fields, field);
}

/* Undated, so that it is known whenever the case is looked at; the same hit makes the same row. */
static ReviewEvidence *
make_row (const ReviewHouseEntry *entry)
{
  ReviewEvidence *row = review_record_new (&review_evidence_type);

  row->kind = REVIEW_EVIDENCE_PROFILE;
  row->fields = review_records_new ();
  add_field (row, review_house_list_flag (entry->list), "true", REVIEW_VALUE_BOOLEAN);
  add_field (row, "list_entry", entry->display_id, REVIEW_VALUE_TEXT);
  add_field (row, "list_kind", review_enum_nick (&review_link_kinds, entry->kind),
             REVIEW_VALUE_TEXT);
  return row;
}

static GPtrArray *
list_keys (const ReviewIntake *intake)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (review_link_key_free);

  review_link_add_subject_keys (keys, intake->source, intake->subject);
  for (guint i = 0; intake->evidence != NULL && i < intake->evidence->len; i++)
    review_link_add_row_keys (keys, intake->source, intake->evidence->pdata[i], 0);
  return keys;
}

/*
 * review_service_match_house:
 * @intake: a case as it arrives
 * @ret_matched: (out) (transfer full): @intake itself, or a copy with a row for each entry in force
 *   that it carries
 * @ret_entries: (out) (transfer full): array of #ReviewHouseEntry that it carries
 */
gboolean
review_service_match_house (ReviewTx *tx,
                            const ReviewIntake *intake,
                            ReviewIntake **ret_matched,
                            GPtrArray **ret_entries,
                            GError **error)
{
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) unique = NULL;
  ReviewIntake *matched;
  gboolean any = FALSE;

  if (!review_store_has_live_entries (tx, &any, error))
    return FALSE;
  keys = any ? list_keys (intake) : g_ptr_array_new ();
  unique = review_link_keys_unique (keys);
  *ret_entries = review_store_match_entries (tx, unique, error);
  if (*ret_entries == NULL)
    return FALSE;
  if ((*ret_entries)->len == 0)
    {
      *ret_matched = review_record_ref ((gpointer) intake);
      return TRUE;
    }
  matched = review_record_copy (intake);
  if (matched->evidence == NULL)
    matched->evidence = review_records_new ();
  for (guint i = 0; i < (*ret_entries)->len; i++)
    g_ptr_array_add (matched->evidence, make_row ((*ret_entries)->pdata[i]));
  *ret_matched = matched;
  return TRUE;
}

/* Each counts once for a case. */
gboolean
review_service_count_hits (ReviewTx *tx, const char *case_id, GPtrArray *entries, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    if (!review_store_add_hit (tx, ((ReviewHouseEntry *) entries->pdata[i])->id, case_id, error))
      return FALSE;
  return TRUE;
}

typedef struct
{
  ReviewService *service;
  gboolean expire;
  GPtrArray *ids; /* (owned) (nullable) */
  const char *id;
} Job;

static gboolean
expire (ReviewTx *tx, const char *id, GError **error)
{
  const ReviewUser *system = review_service_system_user ();
  g_autoptr (ReviewHouseEntry) entry = review_store_load_entry (tx, id, error);

  return entry != NULL
         && review_store_end_entry (tx, entry, REVIEW_ENTRY_EXPIRED, system->id, NULL, error)
         && audit (tx, system, "entry_expire", mask (entry), NULL, error);
}

/* Open cases that carry the value of an entry that came into force get it as evidence. */
static gboolean
apply (ReviewService *self, ReviewTx *tx, const char *id, GError **error)
{
  g_autoptr (GPtrArray) cases = review_store_list_to_apply (tx, id, BATCH, error);

  if (cases == NULL)
    return FALSE;
  for (guint i = 0; i < cases->len; i++)
    {
      g_autoptr (ReviewIntake) values = review_store_load_values (tx, cases->pdata[i], 0, error);
      ReviewIntakeOutcome outcome;

      if (values == NULL
          || !review_service_intake_in (self, tx, review_service_system_user (), values,
                                        REVIEW_INTAKE_AUTO, &outcome, NULL, error)
          || !review_store_add_hit (tx, id, cases->pdata[i], error))
        return FALSE;
    }
  return cases->len == BATCH || review_store_set_applied (tx, id, error);
}

static gboolean
work_on_entry (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  return job->expire ? expire (tx, job->id, error) : apply (job->service, tx, job->id, error);
}

static gboolean
list_due (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->ids = job->expire ? review_store_list_expired_entries (tx, error)
                         : review_store_list_unapplied (tx, error);
  return job->ids != NULL;
}

/*
 * review_service_work_on_house:
 *
 * Ends entries whose time is over, and looks at open cases for those that came into force.
 */
gboolean
review_service_work_on_house (ReviewService *self, GError **error)
{
  for (int step = 0; step < 2; step++)
    {
      Job job = { .service = self, .expire = step == 0 };

      if (!review_store_read (self->store, list_due, &job, error))
        return FALSE;
      for (guint i = 0; i < job.ids->len; i++)
        {
          g_autoptr (GError) local = NULL;

          job.id = job.ids->pdata[i];
          if (!review_service_write (self, work_on_entry, &job, &local))
            g_message ("list entry %s: %s", job.id, local->message);
        }
      g_ptr_array_unref (job.ids);
    }
  return TRUE;
}
