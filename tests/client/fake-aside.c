/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "fake-server"
#include "fake-aside.h"

#include <string.h>

#include "review-codec.h"
#include "review-error.h"

static void
add_colleague (GPtrArray *people, const char *account, const char *name, int role)
{
  ReviewColleague *one = review_record_new (&review_colleague_type);

  one->account = g_strdup (account);
  one->name = g_strdup (name);
  one->role = role;
  g_ptr_array_add (people, one);
}

FakeAside *
fake_aside_new (void)
{
  FakeAside *self = g_new0 (FakeAside, 1);

  self->related = review_record_new (&review_related_type);
  self->related->cases = review_records_new ();
  self->related->crowds = review_records_new ();
  self->notes = review_records_new ();
  self->people = review_records_new ();
  add_colleague (self->people, "u-ana", "A. Ito", REVIEW_ROLE_AGENT);
  add_colleague (self->people, "u-lead", "W. Zhao", REVIEW_ROLE_LEAD);
  add_colleague (self->people, "u-wang", "王伟", REVIEW_ROLE_AGENT);
  return self;
}

void
fake_aside_free (FakeAside *self)
{
  review_record_unref (self->related);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->people);
  g_clear_pointer (&self->evidence, g_ptr_array_unref);
  g_clear_pointer (&self->decisions, g_ptr_array_unref);
  g_free (self);
}

ReviewRelatedCase *
fake_aside_add_case (FakeAside *self, const char *display_id, int grade)
{
  ReviewRelatedCase *one = review_record_new (&review_related_case_type);
  ReviewLink *link = review_record_new (&review_link_type);

  one->case_id = g_strconcat ("case-", display_id, NULL);
  one->display_id = g_strdup (display_id);
  one->type = g_strdup ("withdrawal_anomaly");
  one->subject = g_strdup ("u•••7788");
  one->grade = grade;
  one->links = review_records_new ();
  link->kind = REVIEW_LINK_DEVICE;
  link->evidence = g_strdup ("E2");
  link->customers = 3;
  g_ptr_array_add (one->links, link);
  g_ptr_array_add (self->related->cases, one);
  self->related->count++;
  self->related->weak += grade == REVIEW_GRADE_WEAK ? 1 : 0;
  return one;
}

void
fake_aside_add_note (FakeAside *self, int scope, const char *text)
{
  ReviewNote *note = review_record_new (&review_note_type);

  note->id = g_strdup_printf ("note-%u", self->notes->len);
  note->scope = scope;
  note->case_id = g_strdup ("case-0");
  note->author = g_strdup ("u-senior");
  note->author_name = g_strdup ("L. Chen");
  note->at = g_get_real_time ();
  note->text = g_strdup (text);
  g_ptr_array_insert (self->notes, 0, note);
}

static gpointer
take_note (FakeAside *self, const char *body, GError **error)
{
  g_autoptr (ReviewNoteRequest) request =
      review_decode (&review_note_request_type, body, -1, error);

  if (request == NULL)
    return NULL;
  self->sent++;
  fake_aside_add_note (self, request->scope, request->text);
  return review_record_ref (self->notes->pdata[0]);
}

static ReviewCaseLook *
make_look (FakeAside *self, const char *work_item, const ReviewRelatedCase *one)
{
  ReviewCaseLook *look = review_record_new (&review_case_look_type);

  look->work_item = g_strdup (work_item);
  look->server_time = g_get_real_time ();
  look->outcome_hidden = self->blind;
  look->related = review_record_copy (one);
  look->item_case = review_record_new (&review_case_type);
  look->item_case->id = g_strdup (one->case_id);
  look->item_case->display_id = g_strdup (one->display_id);
  look->item_case->external_id = g_strdup (one->display_id);
  look->item_case->source = g_strdup ("test");
  look->item_case->type = g_strdup (one->type);
  look->item_case->state = REVIEW_CASE_QUEUED;
  if (self->evidence != NULL)
    look->evidence = g_ptr_array_ref (self->evidence);
  if (self->decisions != NULL && !self->blind)
    look->decisions = g_ptr_array_ref (self->decisions);
  return look;
}

static gpointer
look_at (FakeAside *self, const char *work_item, const char *body, GError **error)
{
  g_autoptr (ReviewLookRequest) request =
      review_decode (&review_look_request_type, body, -1, error);

  if (request == NULL)
    return NULL;
  for (guint i = 0; i < self->related->cases->len; i++)
    {
      const ReviewRelatedCase *one = self->related->cases->pdata[i];

      if (strcmp (one->case_id, request->case_id) == 0)
        return make_look (self, work_item, one);
    }
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "no such case");
  return NULL;
}

gpointer
fake_aside_serve (FakeAside *self,
                  const char *method,
                  const char *work_item,
                  const char *what,
                  const char *body,
                  GError **error)
{
  ReviewRelated *related;
  ReviewNoteList *list;

  if (strcmp (what, "look") == 0)
    return look_at (self, work_item, body, error);
  if (strcmp (method, "POST") == 0)
    return take_note (self, body, error);
  if (strcmp (what, "colleagues") == 0)
    {
      ReviewColleagues *all = review_record_new (&review_colleagues_type);

      all->people = g_ptr_array_ref (self->people);
      return all;
    }
  if (strcmp (what, "related") == 0)
    {
      related = review_record_copy (self->related);
      g_free (related->work_item);
      related->work_item = g_strdup (work_item);
      related->outcomes_hidden = self->blind;
      return related;
    }
  list = review_record_new (&review_note_list_type);
  list->work_item = g_strdup (work_item);
  list->notes = g_ptr_array_ref (self->notes);
  list->subject_allowed = TRUE;
  list->others_hidden = self->blind;
  return list;
}
