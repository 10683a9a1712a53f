/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See fake-bulk.h. */
#define G_LOG_DOMAIN "review-test"
#include "fake-bulk.h"

#include <string.h>

#include "review-codec.h"
#include "review-error.h"

static void
add_person (ReviewRoster *roster,
            const char *account,
            const char *name,
            int role,
            int standing,
            gint64 leased)
{
  ReviewPerson *person = review_record_new (&review_person_type);

  person->account = g_strdup (account);
  person->name = g_strdup (name);
  person->role = role;
  person->standing = standing;
  person->leased = leased;
  person->at_most = 20;
  g_ptr_array_add (roster->people, person);
}

FakeBulk *
fake_bulk_new (void)
{
  FakeBulk *self = g_new0 (FakeBulk, 1);

  self->left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->roster = review_record_new (&review_roster_type);
  self->roster->at = g_get_real_time ();
  self->roster->people = review_records_new ();
  add_person (self->roster, "u-ana", "A. Ito", REVIEW_ROLE_AGENT, REVIEW_STANDING_ON, 3);
  add_person (self->roster, "u-full", "B. Full", REVIEW_ROLE_AGENT, REVIEW_STANDING_ON, 20);
  add_person (self->roster, "u-off", "C. Off", REVIEW_ROLE_SENIOR, REVIEW_STANDING_OFF, 0);
  return self;
}

void
fake_bulk_free (FakeBulk *self)
{
  review_record_unref (self->roster);
  review_record_unref (self->act);
  g_hash_table_unref (self->left);
  g_free (self);
}

void
fake_bulk_leave_alone (FakeBulk *self, const char *work_item, int exception)
{
  g_hash_table_insert (self->left, g_strdup (work_item), GINT_TO_POINTER (exception));
}

static ReviewBulkItem *
make_item (FakeBulk *self, const char *work_item)
{
  ReviewBulkItem *item = review_record_new (&review_bulk_item_type);

  item->work_item = g_strdup (work_item);
  item->display_id = g_strconcat ("WD-", work_item, NULL);
  item->exception = GPOINTER_TO_INT (g_hash_table_lookup (self->left, work_item));
  item->outcome = item->exception != 0 ? REVIEW_BULK_CASE_EXCLUDED : REVIEW_BULK_CASE_PLANNED;
  return item;
}

static ReviewBulk *
plan (FakeBulk *self, const char *body, GError **error)
{
  g_autoptr (ReviewBulkRequest) request =
      review_decode (&review_bulk_request_type, body, -1, error);
  ReviewBulk *bulk = request != NULL ? review_record_new (&review_bulk_type) : NULL;

  if (request == NULL)
    return NULL;
  bulk->kind = request->kind;
  bulk->to = g_strdup (request->to);
  bulk->to_name = request->to != NULL ? g_strdup ("A. Ito") : NULL;
  bulk->code = g_strdup (request->code);
  bulk->reason = g_strdup (request->reason);
  bulk->items = review_records_new ();
  for (guint i = 0; request->work_items[i] != NULL; i++)
    {
      ReviewBulkItem *item = make_item (self, request->work_items[i]);

      g_ptr_array_add (bulk->items, item);
      bulk->planned += item->exception == 0;
      bulk->excluded += item->exception != 0;
    }
  return bulk;
}

static ReviewBulk *
begin (FakeBulk *self, const char *body, GError **error)
{
  ReviewBulk *bulk = plan (self, body, error);

  if (bulk == NULL)
    return NULL;
  bulk->id = g_strdup ("bulk-1");
  bulk->state = REVIEW_BULK_RUNNING;
  review_record_unref (self->act);
  self->act = bulk;
  return review_record_ref (bulk);
}

static ReviewBulk *
look (FakeBulk *self)
{
  ReviewBulk *over = review_record_copy (self->act);

  over->done = over->done + over->planned;
  over->planned = 0;
  over->state = REVIEW_BULK_OVER;
  review_record_unref (self->act);
  self->act = over;
  return review_record_ref (over);
}

gpointer
fake_bulk_serve (FakeBulk *self, const char *method, char **part, const char *body, GError **error)
{
  if (strcmp (method, "POST") == 0)
    return part[2] != NULL ? plan (self, body, error) : begin (self, body, error);
  if (self->act != NULL)
    return look (self);
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "no such act");
  return NULL;
}
