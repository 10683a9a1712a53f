/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a case is screened, and the evidence that a match becomes. Rows are undated, so that they
 * are known whenever the case is looked at, and the same match makes the same row. */
#define G_LOG_DOMAIN "review-screening"
#include "screening-case.h"

#include <string.h>

#include "screening-text.h"

#define MOST_ROWS 20 /* matches that a case is given */

/* Fields that name a person or an organisation. */
static const char *const name_fields[] = {
  "name",        "full_name", "declared_name",  "name_on_document", "extracted_name", "legal_name",
  "holder_name", "holder",    "account_holder", "beneficiary_name", "business_name",  "company",
  NULL
};
static const char *const address_fields[] = { "counterparty", "destination", "destination_address",
                                              "address",      "wallet",      "to_address",
                                              "from_address", NULL };
static const char *const birth_fields[] = { "declared_birth_date", "birth_date", "date_of_birth",
                                            "dob", NULL };
static const char *const nationality_fields[] = { "nationality", NULL };

typedef struct
{
  const ScreeningIndex *index; /* (unowned) */
  const ReviewIntake *intake;  /* (unowned) */
  GHashTable *seen;            /* (owned): names and addresses that were looked up */
  GHashTable *told;            /* (owned): lists and entries that have a row */
  GPtrArray *rows;             /* (owned) (element-type ReviewEvidence) */
} Screening;

static void
add (ReviewEvidence *row, const char *name, const char *value, int type, int klass)
{
  ReviewField *field;

  if (value == NULL)
    return;
  field = review_record_new (&review_field_type);
  field->name = g_strdup (name);
  field->value = g_strdup (value);
  field->type = type;
  field->klass = klass;
  g_ptr_array_add (row->fields, field);
}

static void
add_open (ReviewEvidence *row, const char *name, const char *value)
{
  add (row, name, value, REVIEW_VALUE_TEXT, REVIEW_CLASS_OPEN);
}

/* The first of @names that the profile or a row has. */
static const char *
find_field (const ReviewIntake *intake, const char *const *names)
{
  GPtrArray *profile = intake->subject != NULL ? intake->subject->profile : NULL;
  const char *text = NULL;

  for (guint i = 0; names[i] != NULL && text == NULL; i++)
    {
      text = review_fields_get (profile, names[i]);
      for (guint k = 0; text == NULL && intake->evidence != NULL && k < intake->evidence->len; k++)
        {
          const ReviewEvidence *row = intake->evidence->pdata[k];

          if (row->kind != REVIEW_EVIDENCE_SCREENING)
            text = review_fields_get (row->fields, names[i]);
        }
    }
  return text;
}

/* Dates agree as far as both are known: a year alone agrees with a day in it. */
static const char *
compare_dates (const char *ours, const char *theirs)
{
  if (ours == NULL || theirs == NULL || strlen (ours) < 4 || strlen (theirs) < 4)
    return "unknown";
  return strncmp (ours, theirs, MIN (MIN (strlen (ours), strlen (theirs)), 10)) == 0 ? "agree"
                                                                                     : "differ";
}

/* Only equal words agree; lists write countries in full and cases by code, which says nothing. */
static const char *
compare_countries (const char *ours, const char *theirs)
{
  if (ours == NULL || theirs == NULL)
    return "unknown";
  if (g_ascii_strcasecmp (ours, theirs) == 0)
    return "agree";
  return (strlen (ours) <= 3) == (strlen (theirs) <= 3) ? "differ" : "unknown";
}

static ReviewEvidence *
new_row (Screening *self, const ReviewListEntry *entry, const char *matched_on, double score)
{
  g_autofree char *key = g_strconcat (entry->list, "\x1f", entry->entry_id, NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  ReviewEvidence *row;

  if (self->rows->len >= MOST_ROWS || !g_hash_table_add (self->told, g_steal_pointer (&key)))
    return NULL;
  row = review_record_new (&review_evidence_type);
  row->kind = REVIEW_EVIDENCE_SCREENING;
  row->fields = review_records_new ();
  add_open (row, "list", entry->list);
  add_open (row, "entry_id", entry->entry_id);
  add (row, "matched_name", entry->name, REVIEW_VALUE_TEXT, REVIEW_CLASS_PERSONAL);
  add (row, "matched_on", matched_on, REVIEW_VALUE_TEXT, REVIEW_CLASS_PERSONAL);
  add (row, "score", g_ascii_formatd (number, sizeof number, "%.3f", score), REVIEW_VALUE_NUMBER,
       REVIEW_CLASS_OPEN);
  add_open (row, "match", score >= 1 ? "exact" : score >= SCREENING_STRONG ? "strong" : "weak");
  add_open (row, "programme", entry->programme);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
screen_name (Screening *self, const char *name)
{
  g_autoptr (GArray) matches = NULL;

  if (!g_hash_table_add (self->seen, g_strdup (name)))
    return;
  matches = screening_index_match_name (self->index, name);
  for (guint i = 0; i < matches->len; i++)
    {
      const ScreeningMatch *m = &g_array_index (matches, ScreeningMatch, i);
      ReviewEvidence *row = new_row (self, m->entry, name, m->score);

      if (row == NULL)
        continue;
      add (row, "date_of_birth", m->entry->date_of_birth, REVIEW_VALUE_TEXT, REVIEW_CLASS_PERSONAL);
      add_open (row, "nationality", m->entry->nationality);
      add_open (row, "birth_date_agrees",
                compare_dates (find_field (self->intake, birth_fields), m->entry->date_of_birth));
      add_open (
          row, "nationality_agrees",
          compare_countries (find_field (self->intake, nationality_fields), m->entry->nationality));
    }
}

/* A listed address is the money itself: exposure is direct. */
static void
screen_address (Screening *self, const char *address)
{
  const ReviewListEntry *entry;
  ReviewEvidence *row;

  if (!g_hash_table_add (self->seen, g_strdup (address)))
    return;
  entry = screening_index_match_address (self->index, address);
  row = entry != NULL ? new_row (self, entry, address, 1) : NULL;
  if (row == NULL)
    return;
  add_open (row, "exposure", "direct");
  add_open (row, "category", "sanctions");
}

static void
screen_fields (Screening *self, GPtrArray *fields)
{
  const char *given = review_fields_get (fields, "given_names");
  const char *surname = review_fields_get (fields, "surname");

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      const ReviewField *field = fields->pdata[i];

      if (field->value == NULL || *field->value == '\0')
        continue;
      if (g_strv_contains (name_fields, field->name))
        screen_name (self, field->value);
      if (g_strv_contains (address_fields, field->name))
        screen_address (self, field->value);
    }
  if (given != NULL && surname != NULL)
    {
      g_autofree char *name = g_strdup_printf ("%s %s", given, surname);

      screen_name (self, name);
    }
}

/**
 * screening_case_match:
 * @intake: a case as it arrives
 *
 * Looks up the names and addresses in the customer's profile, in the evidence, and the customer's
 * id (an account on a chain is its address).
 *
 * Returns: (transfer full) (element-type ReviewEvidence): one row of kind screening per entry that
 *   matches, at most twenty; none when nothing does
 */
GPtrArray *
screening_case_match (const ScreeningIndex *index, const ReviewIntake *intake)
{
  Screening self = { .index = index, .intake = intake, .rows = review_records_new () };

  self.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (intake->subject != NULL)
    screen_fields (&self, intake->subject->profile);
  if (intake->subject != NULL && intake->subject->external_id != NULL)
    screen_address (&self, intake->subject->external_id);
  for (guint i = 0; intake->evidence != NULL && i < intake->evidence->len; i++)
    {
      const ReviewEvidence *row = intake->evidence->pdata[i];

      if (row->kind != REVIEW_EVIDENCE_SCREENING)
        screen_fields (&self, row->fields);
    }
  g_hash_table_unref (self.seen);
  g_hash_table_unref (self.told);
  return self.rows;
}
