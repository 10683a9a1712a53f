/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Masking: a field is open by its class, or a personal one while its reader, who is no vendor's,
 * holds the lease; everything else leaves the server without its value. And the check of citations against the evidence. */
#define G_LOG_DOMAIN "review-service"
#include <string.h>

#include "review-service-private.h"

static gboolean
is_open (const ReviewField *field, gboolean personal)
{
  return field->klass == REVIEW_CLASS_OPEN || (personal && field->klass != REVIEW_CLASS_SECRET);
}

static GPtrArray *
mask_fields (GPtrArray *fields, gboolean personal)
{
  GPtrArray *list = review_records_new ();

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      const ReviewField *field = fields->pdata[i];
      ReviewField *copy = review_record_copy (field);

      if (!is_open (field, personal) && field->value != NULL)
        {
          g_clear_pointer (&copy->value, g_free);
          copy->masked = TRUE;
        }
      g_ptr_array_add (list, copy);
    }
  return list;
}

/**
 * review_mask_case:
 *
 * Returns: (transfer full): the case as one without its lease sees it: the customer by their
 *   masked name, personal and secret profile fields without values
 */
ReviewCase *
review_mask_case (const ReviewCase *item_case)
{
  ReviewCase *copy = review_record_copy (item_case);
  ReviewSubject *subject;

  if (copy->subject == NULL)
    return copy;
  subject = review_record_copy (copy->subject);
  g_clear_pointer (&subject->external_id, g_free);
  g_clear_pointer (&subject->profile, g_ptr_array_unref);
  subject->profile = mask_fields (item_case->subject->profile, FALSE);
  review_record_unref (copy->subject);
  copy->subject = subject;
  /* Where the case is filed under the customer's own id, that id is the customer. */
  if (g_strcmp0 (copy->external_id, item_case->subject->external_id) == 0)
    g_clear_pointer (&copy->external_id, g_free);
  return copy;
}

/* What a file shows may be known; its hash is the way to its bytes. */
static GPtrArray *
mask_attachments (GPtrArray *attachments)
{
  GPtrArray *list = review_records_new ();

  for (guint i = 0; i < attachments->len; i++)
    {
      ReviewAttachment *copy = review_record_copy (attachments->pdata[i]);

      g_clear_pointer (&copy->sha256, g_free);
      g_ptr_array_add (list, copy);
    }
  return list;
}

static GPtrArray *
mask_rows (GPtrArray *evidence, gboolean holds, gboolean personal)
{
  GPtrArray *list = review_records_new ();

  for (guint i = 0; i < evidence->len; i++)
    {
      ReviewEvidence *copy = review_record_copy (evidence->pdata[i]);
      GPtrArray *fields = mask_fields (copy->fields, personal);

      g_clear_pointer (&copy->fields, g_ptr_array_unref);
      copy->fields = fields;
      if (!personal)
        g_clear_pointer (&copy->external_id, g_free);
      if (!holds && copy->attachments != NULL)
        {
          GPtrArray *masked = mask_attachments (copy->attachments);

          g_clear_pointer (&copy->attachments, g_ptr_array_unref);
          copy->attachments = masked;
        }
      g_ptr_array_add (list, copy);
    }
  return list;
}

/**
 * review_mask_evidence:
 *
 * Returns: (transfer full): the rows with only their open fields
 */
GPtrArray *
review_mask_evidence (GPtrArray *evidence)
{
  return mask_rows (evidence, FALSE, FALSE);
}

/**
 * review_open_evidence:
 * @personal: whether the holder of the lease sees personal fields, too: a vendor's person does not
 *
 * Returns: (transfer full): the rows as the holder sees them, with documents to ask for; secret
 *   fields without values
 */
GPtrArray *
review_open_evidence (GPtrArray *evidence, gboolean personal)
{
  return mask_rows (evidence, TRUE, personal);
}

ReviewCase *
review_open_case (const ReviewCase *item_case)
{
  ReviewCase *copy = review_record_copy (item_case);
  ReviewSubject *subject;

  if (copy->subject == NULL)
    return copy;
  subject = review_record_copy (copy->subject);
  g_clear_pointer (&subject->profile, g_ptr_array_unref);
  subject->profile = mask_fields (item_case->subject->profile, TRUE);
  review_record_unref (copy->subject);
  copy->subject = subject;
  return copy;
}

static const ReviewEvidence *
find_row (GPtrArray *evidence, const char *label)
{
  for (guint i = 0; label != NULL && i < evidence->len; i++)
    {
      const ReviewEvidence *row = evidence->pdata[i];

      if (g_strcmp0 (row->label, label) == 0)
        return row;
    }
  return NULL;
}

/* Copies an assessment with @edit applied to a copy of each citation; returns whether a step
 * lost a value. */
typedef gboolean (*EditCitation) (ReviewCitation *citation, GPtrArray *evidence);

static ReviewStep *
edit_step (const ReviewStep *step, GPtrArray *evidence, EditCitation edit, gboolean texts)
{
  ReviewStep *copy = review_record_copy (step);
  GPtrArray *citations = review_records_new ();
  gboolean lost = FALSE;

  for (guint i = 0; step->citations != NULL && i < step->citations->len; i++)
    {
      ReviewCitation *citation = review_record_copy (step->citations->pdata[i]);

      lost = edit (citation, evidence) || lost;
      g_ptr_array_add (citations, citation);
    }
  g_clear_pointer (&copy->citations, g_ptr_array_unref);
  copy->citations = citations;
  if (lost && !texts)
    g_clear_pointer (&copy->claim, review_text_free);
  return copy;
}

static ReviewAssessment *
edit_steps (const ReviewAssessment *from, GPtrArray *evidence, EditCitation edit, gboolean texts)
{
  ReviewAssessment *copy = review_record_copy (from);
  GPtrArray *steps = review_records_new ();

  for (guint i = 0; from->steps != NULL && i < from->steps->len; i++)
    g_ptr_array_add (steps, edit_step (from->steps->pdata[i], evidence, edit, texts));
  g_clear_pointer (&copy->steps, g_ptr_array_unref);
  copy->steps = steps;
  return copy;
}

static gboolean
check_citation (ReviewCitation *citation, GPtrArray *evidence)
{
  const ReviewEvidence *row = find_row (evidence, citation->evidence);
  const ReviewField *field = row != NULL && citation->field != NULL
                                 ? review_fields_find (row->fields, citation->field)
                                 : NULL;

  if (row == NULL || (citation->field != NULL && field == NULL))
    citation->status = REVIEW_CITATION_MISSING;
  else if (field != NULL && g_strcmp0 (field->value, citation->value) != 0)
    citation->status = REVIEW_CITATION_CHANGED;
  else
    citation->status = REVIEW_CITATION_OK;
  return FALSE;
}

/**
 * review_check_citations:
 * @evidence: as it is now, unmasked
 *
 * Returns: (transfer full): the assessment with every citation marked ok, missing or changed;
 *   none vanishes
 */
ReviewAssessment *
review_check_citations (const ReviewAssessment *assessment, GPtrArray *evidence)
{
  return edit_steps (assessment, evidence, check_citation, TRUE);
}

static gboolean
mask_citation (ReviewCitation *citation, GPtrArray *evidence)
{
  const ReviewEvidence *row = find_row (evidence, citation->evidence);
  const ReviewField *field = row != NULL && citation->field != NULL
                                 ? review_fields_find (row->fields, citation->field)
                                 : NULL;

  if (citation->value == NULL || (field != NULL && !field->masked))
    return FALSE;
  g_clear_pointer (&citation->value, g_free);
  return TRUE;
}

/**
 * review_mask_assessment:
 * @masked: the evidence as the reader sees it
 * @texts: whether claims may keep their words although a value they cite is masked
 *
 * Returns: (transfer full): the assessment without the values its reader may not see
 */
ReviewAssessment *
review_mask_assessment (const ReviewAssessment *assessment, GPtrArray *masked, gboolean texts)
{
  return edit_steps (assessment, masked, mask_citation, texts);
}
