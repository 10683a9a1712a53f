/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What speaks for the customer and the model does not read: clauses that the model was not trained
 * with, and marks in the evidence that the catalogue's list `benign` names. The chain says so, so
 * that nobody takes the score for having weighed them. */
#define G_LOG_DOMAIN "review-roca"
#include <string.h>

#include "roca-answers.h"
#include "roca-chain.h"
#include "roca-words.h"

#define MOST 3

/* A mark `FIELD.VALUE` is read once the model has a feature of that name, FIELD_VALUE. */
static gboolean
is_mark_read (const RocaCase *self, const char *code)
{
  g_autofree char *id = g_strdelimit (g_strdup (code), ".", '_');

  return roca_model_reads (self->model, id);
}

/* The newest row that carries the mark. */
static const ReviewEvidence *
find_marked (const RocaCase *self, const char *field, const char *value)
{
  for (guint i = self->rows->len; i-- > 0;)
    {
      const ReviewEvidence *row = self->rows->pdata[i];

      if (g_strcmp0 (review_fields_get (row->fields, field), value) == 0 && row->label != NULL)
        return row;
    }
  return NULL;
}

static ReviewStep *
make_mark_step (const ReviewCode *code, const ReviewEvidence *row, const char *field)
{
  ReviewStep *step = roca_step_new (REVIEW_STEP_FACT);
  ReviewCitation *citation = review_record_new (&review_citation_type);

  citation->evidence = g_strdup (row->label);
  citation->field = g_strdup (field);
  citation->value = g_strdup (review_fields_get (row->fields, field));
  citation->status = REVIEW_CITATION_OK;
  g_ptr_array_add (step->citations, citation);
  step->claim = roca_text_printf ("%s: speaks for the customer, and is not in the model.",
                                  "%s：对客户有利，模型未采用。", code->text);
  step->direction = REVIEW_DIRECTION_LOWERS;
  step->not_in_model = TRUE;
  return step;
}

static void
add_marks (const RocaCase *self, GPtrArray *steps)
{
  g_autoptr (GPtrArray) codes =
      review_catalog_list_codes (self->catalog, "benign", self->intake->type);
  guint added = 0;

  for (guint i = 0; codes != NULL && i < codes->len && added < MOST; i++)
    {
      const ReviewCode *code = codes->pdata[i];
      g_auto (GStrv) mark = g_strsplit (code->code, ".", 2);
      const ReviewEvidence *row = mark[0] != NULL ? find_marked (self, mark[0], mark[1]) : NULL;

      if (row == NULL || is_mark_read (self, code->code))
        continue;
      g_ptr_array_add (steps, make_mark_step (code, row, mark[0]));
      added++;
    }
}

/* Whether the model reads the clause's answer, or any of the facts that it was answered from. */
static gboolean
is_clause_read (const RocaCase *self, const ReviewClause *clause)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (names, g_strconcat (ROCA_CLAUSE_PREFIX, clause->id, NULL));
  review_condition_collect_facts (clause->applies_when, names);
  review_condition_collect_facts (clause->met_when, names);
  for (guint i = 0; i < names->len; i++)
    if (roca_model_reads (self->model, names->pdata[i]))
      return TRUE;
  return FALSE;
}

/**
 * roca_case_add_unread_steps:
 * @steps: the chain so far; its clauses' steps are marked, further facts added
 *
 * Marks and names what speaks for the customer and is not in the model.
 */
void
roca_case_add_unread_steps (RocaCase *self, GPtrArray *steps)
{
  for (guint i = 0; self->sop != NULL && i < steps->len; i++)
    {
      ReviewStep *step = steps->pdata[i];
      const ReviewClause *clause =
          step->clause != NULL ? review_sop_find_clause (self->sop, step->clause) : NULL;

      if (clause != NULL && step->answer == REVIEW_ANSWER_MET
          && step->direction == REVIEW_DIRECTION_LOWERS && !is_clause_read (self, clause))
        {
          g_autoptr (ReviewText) claim = g_steal_pointer (&step->claim);

          step->claim = roca_text_printf ("%s It is not in the model.", "%s模型未采用。", claim);
          step->not_in_model = TRUE;
        }
    }
  add_marks (self, steps);
}
