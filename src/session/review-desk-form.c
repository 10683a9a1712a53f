/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form on the desk: its setters, and what is still missing by the rules that the service uses
 * too (model/review-form-rules.c). Nothing about a person is ever filled in by itself. */
#define G_LOG_DOMAIN "review-session"
#include "review-desk-private.h"

#include <string.h>

#include "review-text.h"

#define GAP_ROOT_CAUSE "RC-X08" /* "situation with no clause", glossary §3 */

static ReviewUnmet *
unmet_new (const char *code, const char *field)
{
  ReviewUnmet *unmet = review_record_new (&review_unmet_type);

  unmet->code = g_strdup (code);
  unmet->field = g_strdup (field);
  return unmet;
}

static GPtrArray *
list_unmet (ReviewDesk *self)
{
  const ReviewCaseView *view = review_desk_get_view (self);
  g_autoptr (ReviewForm) form = review_form_trim (self->form);
  ReviewFormContext context = { .catalog = self->catalog };
  GPtrArray *unmet;

  if (view == NULL || self->catalog == NULL || self->user == NULL)
    return review_records_new ();
  if (review_desk_get_needs_first_call (self))
    {
      unmet = review_records_new ();
      if (form->choice == 0)
        g_ptr_array_add (unmet, unmet_new ("needs_choice", "choice"));
      g_ptr_array_add (unmet, unmet_new ("needs_first_call", "first_call"));
      return unmet;
    }
  context.item_case = view->item_case;
  context.evidence = view->evidence;
  context.assessment = review_desk_get_assessment (self);
  context.role = self->user->role;
  context.blind = view->blind || !review_desk_get_verdict_visible (self);
  unmet = review_form_check (form, &context);
  if (self->update_pending)
    g_ptr_array_add (unmet, unmet_new ("needs_update_read", "assessment"));
  if (self->lease_state != REVIEW_LEASE_MINE)
    g_ptr_array_add (unmet, unmet_new ("needs_lease", "lease"));
  return unmet;
}

/* Computes "unmet" anew; the list changes only when what it says does. */
void
review_desk_check_form (ReviewDesk *self)
{
  g_autoptr (GPtrArray) unmet = list_unmet (self);
  guint before = g_list_model_get_n_items (G_LIST_MODEL (self->unmet));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean same = before == unmet->len;

  for (guint i = 0; i < unmet->len; i++)
    {
      g_autoptr (ReviewItem) old = g_list_model_get_item (G_LIST_MODEL (self->unmet), i);

      same = same && review_record_equal (review_item_get_record (old), unmet->pdata[i]);
      g_ptr_array_add (items, review_item_new (unmet->pdata[i]));
    }
  if (same)
    return;
  g_list_store_splice (self->unmet, 0, before, items->pdata, items->len);
  g_object_notify (G_OBJECT (self), "unmet");
}

/* Puts @form (nullable: a blank one) on the desk; nobody typed it. */
void
review_desk_load_form (ReviewDesk *self, const ReviewForm *form)
{
  review_record_unref (self->form);
  self->form = form != NULL ? review_record_copy (form) : review_record_new (&review_form_type);
  review_desk_check_form (self);
  g_signal_emit_by_name (self, "form-changed", NULL);
}

static void
changed (ReviewDesk *self, const char *field)
{
  review_desk_note_activity (self);
  review_desk_draft_edited (self);
  review_desk_check_form (self);
  review_desk_notify (self);
  review_desk_ahead_consider (self);
  g_signal_emit_by_name (self, "form-changed", field);
}

static void
set_int (ReviewDesk *self, int *member, int value, const char *field)
{
  if (*member == value || !review_desk_get_writable (self))
    return;
  *member = value;
  changed (self, field);
}

static gboolean
replace_text (char **member, const char *text)
{
  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (*member, text) == 0)
    return FALSE;
  g_free (*member);
  *member = text != NULL ? g_utf8_make_valid (text, -1) : NULL;
  return TRUE;
}

static void
set_text (ReviewDesk *self, char **member, const char *text, const char *field)
{
  if (review_desk_get_writable (self) && replace_text (member, text))
    changed (self, field);
}

static void
set_strv (ReviewDesk *self, char ***member, const char *const *values, const char *field)
{
  static const char *const none[] = { NULL };
  const char *const *before = *member != NULL ? (const char *const *) *member : none;

  if (values == NULL)
    values = none;
  if (!review_desk_get_writable (self) || g_strv_equal (before, values))
    return;
  char **after = *values != NULL ? g_strdupv ((char **) values) : NULL;

  g_strfreev (*member);
  *member = after;
  changed (self, field);
}

void
review_desk_set_choice (ReviewDesk *self, int choice)
{
  set_int (self, &self->form->choice, choice, "choice");
}

void
review_desk_set_disposition (ReviewDesk *self, const char *code)
{
  set_text (self, &self->form->disposition, code, "disposition");
}

void
review_desk_set_reason_codes (ReviewDesk *self, const char *const *codes)
{
  set_strv (self, &self->form->reason_codes, codes, "reason_codes");
}

void
review_desk_set_recommendation (ReviewDesk *self, int recommendation)
{
  set_int (self, &self->form->recommendation, recommendation, "recommendation");
}

void
review_desk_set_rationale (ReviewDesk *self, const char *text)
{
  set_text (self, &self->form->rationale, text, "rationale");
}

void
review_desk_set_checked (ReviewDesk *self, const char *text)
{
  set_text (self, &self->form->checked, text, "checked");
}

void
review_desk_set_customer_reason (ReviewDesk *self, const char *text)
{
  set_text (self, &self->form->customer_reason, text, "customer_reason");
}

void
review_desk_set_reasoning (ReviewDesk *self, int reasoning)
{
  set_int (self, &self->form->reasoning, reasoning, "reasoning");
}

static const ReviewCode *
find_root_cause (ReviewDesk *self, const char *code)
{
  const ReviewCaseView *view = review_desk_get_view (self);

  if (code == NULL || view == NULL || self->catalog == NULL)
    return NULL;
  return review_catalog_find_code (self->catalog, "root_cause", code, view->item_case->type);
}

void
review_desk_set_root_cause (ReviewDesk *self, const char *code)
{
  const ReviewCode *found = find_root_cause (self, code);

  if (!review_desk_get_writable (self) || !replace_text (&self->form->root_cause, code))
    return;
  self->form->path = found != NULL ? found->path : 0;
  changed (self, "root_cause");
}

void
review_desk_set_path (ReviewDesk *self, int path)
{
  set_int (self, &self->form->path, path, "path");
}

void
review_desk_set_clause (ReviewDesk *self, const char *clause)
{
  set_text (self, &self->form->clause, clause, "clause");
}

void
review_desk_set_step (ReviewDesk *self, gint64 step)
{
  if (self->form->step == step || !review_desk_get_writable (self))
    return;
  self->form->step = step;
  changed (self, "step");
}

/* Marks are on the steps of one assessment; with another one they are gone, and with them the step
 * that was picked. */
void
review_desk_drop_stale_marks (ReviewDesk *self)
{
  const ReviewAssessment *assessment = review_desk_get_assessment (self);

  if (self->form->step_marks == NULL || assessment == NULL || !review_desk_get_writable (self)
      || g_strcmp0 (self->form->marked, assessment->id) == 0)
    return;
  g_clear_pointer (&self->form->step_marks, g_ptr_array_unref);
  g_clear_pointer (&self->form->marked, g_free);
  self->form->step = 0;
  changed (self, "step_marks");
}

void
review_desk_set_step_mark (ReviewDesk *self, gint64 step, int mark)
{
  const ReviewAssessment *assessment = review_desk_get_assessment (self);
  ReviewForm *form = self->form;
  gint64 picked = form->step;

  if (!review_desk_get_writable (self) || assessment == NULL
      || review_form_get_mark (form, step) == mark)
    return;
  review_form_set_mark (form, step, mark);
  replace_text (&form->marked, form->step_marks != NULL ? assessment->id : NULL);
  if (mark == REVIEW_STEP_MARK_WRONG && picked == 0)
    form->step = step;
  else if (mark != REVIEW_STEP_MARK_WRONG && picked == step)
    form->step = review_form_first_wrong (form);
  changed (self, "step_marks");
  if (form->step != picked)
    changed (self, "step");
  if (mark == REVIEW_STEP_MARK_WRONG)
    review_desk_set_reasoning (self, REVIEW_REASONING_FLAWED);
}

void
review_desk_set_features (ReviewDesk *self, const char *const *features)
{
  set_strv (self, &self->form->features, features, "features");
}

void
review_desk_toggle_feature (ReviewDesk *self, const char *feature)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) after = NULL;
  gboolean had = FALSE;

  for (char **one = self->form->features; one != NULL && *one != NULL; one++)
    {
      if (g_str_equal (*one, feature))
        had = TRUE;
      else
        g_strv_builder_add (builder, *one);
    }
  if (!had)
    g_strv_builder_add (builder, feature);
  after = g_strv_builder_end (builder);
  set_strv (self, &self->form->features, (const char *const *) after, "features");
  if (!had)
    review_desk_set_reasoning (self, REVIEW_REASONING_FLAWED);
}

void
review_desk_flag_gap (ReviewDesk *self, gint64 step)
{
  if (find_root_cause (self, GAP_ROOT_CAUSE) != NULL)
    review_desk_set_root_cause (self, GAP_ROOT_CAUSE);
  review_desk_set_step (self, step);
}

void
review_desk_set_annotation (ReviewDesk *self, const char *text)
{
  if (!review_desk_get_writable (self) || !replace_text (&self->form->annotation, text))
    return;
  replace_text (&self->form->annotation_language,
                self->form->annotation != NULL ? review_text_language (self->form->annotation)
                                               : NULL);
  changed (self, "annotation");
}

void
review_desk_set_sop_refs (ReviewDesk *self, const char *const *clauses)
{
  set_strv (self, &self->form->sop_refs, clauses, "sop_refs");
}

GPtrArray *
review_desk_list_codes (ReviewDesk *self, const char *list)
{
  const ReviewCaseView *view = review_desk_get_view (self);
  int label = review_desk_get_label (self);
  GPtrArray *codes;

  if (view == NULL || self->catalog == NULL)
    return review_records_new ();
  codes = review_catalog_list_codes (self->catalog, list, view->item_case->type);
  for (guint i = codes->len; i > 0; i--)
    if (!review_code_is_for_label (codes->pdata[i - 1], label))
      g_ptr_array_remove_index (codes, i - 1);
  return codes;
}
