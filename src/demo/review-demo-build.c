/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows and fields in their canonical text forms: what an importer or the API would hand over. */
#define G_LOG_DOMAIN "review-demo"
#include "review-demo-private.h"

#include <math.h>

#include "review-time.h"

/* Returns: (transfer none): a new row of @intake */
ReviewEvidence *
review_demo_add_row (ReviewIntake *intake, int kind, gint64 at)
{
  ReviewEvidence *row = review_record_new (&review_evidence_type);

  row->kind = kind;
  row->at = at;
  row->fields = review_records_new ();
  g_ptr_array_add (intake->evidence, row);
  return row;
}

static void
add_field (GPtrArray *fields, const char *name, char *value, int type, int klass)
{
  ReviewField *field = review_record_new (&review_field_type);

  field->name = g_strdup (name);
  field->value = value;
  field->type = type;
  field->klass = klass;
  g_ptr_array_add (fields, field);
}

/* Text that names the customer or a place of theirs. */
void
review_demo_add_text (GPtrArray *fields, const char *name, const char *value)
{
  add_field (fields, name, g_strdup (value), REVIEW_VALUE_TEXT, REVIEW_CLASS_PERSONAL);
}

/* Text that says nothing about a person. */
void
review_demo_add_open (GPtrArray *fields, const char *name, const char *value)
{
  add_field (fields, name, g_strdup (value), REVIEW_VALUE_TEXT, REVIEW_CLASS_OPEN);
}

char *
review_demo_format_amount (double value, int decimals)
{
  char format[8];
  char number[64];

  g_snprintf (format, sizeof format, "%%.%df", decimals);
  return g_strdup (g_ascii_formatd (number, sizeof number, format, value));
}

void
review_demo_add_amount (GPtrArray *fields, const char *name, double value, int decimals)
{
  add_field (fields, name, review_demo_format_amount (value, decimals), REVIEW_VALUE_AMOUNT,
             REVIEW_CLASS_OPEN);
}

void
review_demo_add_number (GPtrArray *fields, const char *name, double value)
{
  char number[64];

  add_field (fields, name, g_strdup (g_ascii_formatd (number, sizeof number, "%.6g", value)),
             REVIEW_VALUE_NUMBER, REVIEW_CLASS_OPEN);
}

void
review_demo_add_time (GPtrArray *fields, const char *name, gint64 value)
{
  add_field (fields, name, review_time_format (value), REVIEW_VALUE_TIME, REVIEW_CLASS_OPEN);
}

void
review_demo_add_boolean (GPtrArray *fields, const char *name, gboolean value)
{
  add_field (fields, name, g_strdup (value ? "true" : "false"), REVIEW_VALUE_BOOLEAN,
             REVIEW_CLASS_OPEN);
}

/* The day of @time: YYYY-MM-DD. */
char *
review_demo_format_day (gint64 time)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (time / REVIEW_SECOND);

  return g_date_time_format (day, "%Y-%m-%d");
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const ReviewEvidence *x = *(const ReviewEvidence *const *) a;
  const ReviewEvidence *y = *(const ReviewEvidence *const *) b;

  return (x->at > y->at) - (x->at < y->at);
}

/* Rows in the order in which they happened, as a source hands them over. */
void
review_demo_sort_rows (ReviewIntake *intake)
{
  g_ptr_array_sort (intake->evidence, compare_times);
}

/* A supplied feature; a missing value is left out, as a source would. */
void
review_demo_add_feature (ReviewIntake *intake, const char *name, double value)
{
  ReviewFeatureValue *feature;

  if (isnan (value))
    return;
  feature = review_record_new (&review_feature_value_type);
  feature->name = g_strdup (name);
  feature->value = value;
  g_ptr_array_add (intake->features, feature);
}
