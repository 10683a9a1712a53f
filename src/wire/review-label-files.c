/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels as files of other programs: a spreadsheet's CSV, and the JSON of Label Studio, out and in. No
 * field of a customer leaves by them: what is exported is what the label row holds. */
#define G_LOG_DOMAIN "review-wire"
#include "review-label-files.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "review-codec.h"
#include "review-error.h"
#include "review-time.h"

static gconstpointer
at (const ReviewLabelRow *row, const ReviewMember *member)
{
  return (const char *) row + member->offset;
}

static char *
format_number (double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  return isnan (value) ? g_strdup ("")
                       : g_strdup (g_ascii_formatd (digits, sizeof digits, "%.12g", value));
}

/* One field; lists of records do not fit into a cell and are left out. */
static char *
format_field (const ReviewLabelRow *row, const ReviewMember *member)
{
  g_autofree char *joined = NULL;

  switch (member->kind)
    {
    case REVIEW_KIND_INT:
      return g_strdup_printf ("%" G_GINT64_FORMAT, *(const gint64 *) at (row, member));
    case REVIEW_KIND_DOUBLE:
      return format_number (*(const double *) at (row, member));
    case REVIEW_KIND_BOOLEAN:
      return g_strdup (*(const gboolean *) at (row, member) ? "true" : "false");
    case REVIEW_KIND_TIME:
      return *(const gint64 *) at (row, member) != 0
                 ? review_time_format (*(const gint64 *) at (row, member))
                 : g_strdup ("");
    case REVIEW_KIND_ENUM:
      return review_label_csv_field (
          review_enum_nick (member->of, *(const int *) at (row, member)));
    case REVIEW_KIND_STRINGS:
      if (*(char **const *) at (row, member) != NULL)
        joined = g_strjoinv (" ", *(char **const *) at (row, member));
      return review_label_csv_field (joined);
    case REVIEW_KIND_STRING:
      return review_label_csv_field (*(char *const *) at (row, member));
    case REVIEW_KIND_TEXT:
    case REVIEW_KIND_RECORD:
    case REVIEW_KIND_RECORDS:
    case REVIEW_KIND_JSON:
    default:
      return NULL;
    }
}

static gboolean
fits (const ReviewMember *member)
{
  return member->kind != REVIEW_KIND_TEXT && member->kind != REVIEW_KIND_RECORD
         && member->kind != REVIEW_KIND_RECORDS && member->kind != REVIEW_KIND_JSON;
}

/**
 * review_label_csv_header:
 *
 * Returns: (transfer full): the names of the columns, without an end of line
 */
char *
review_label_csv_header (void)
{
  GString *line = g_string_new (NULL);

  for (const ReviewMember *m = review_label_row_type.members; m->name != NULL; m++)
    if (fits (m))
      g_string_append_printf (line, "%s%s", line->len > 0 ? "," : "", m->name);
  return g_string_free (line, FALSE);
}

/**
 * review_label_csv_row:
 *
 * Returns: (transfer full): the row as CSV, without an end of line; no field is a formula
 */
char *
review_label_csv_row (const ReviewLabelRow *row)
{
  GString *line = g_string_new (NULL);
  gboolean first = TRUE;

  for (const ReviewMember *m = review_label_row_type.members; m->name != NULL; m++)
    {
      g_autofree char *field = fits (m) ? format_field (row, m) : NULL;

      if (field == NULL)
        continue;
      g_string_append_printf (line, "%s%s", first ? "" : ",", field);
      first = FALSE;
    }
  return g_string_free (line, FALSE);
}

static void
add_text (JsonBuilder *json, const char *name, const char *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, value);
}

/* "result": [{"from_name": "decision", "to_name": "case", "type": "choices", …}] */
static void
add_result (JsonBuilder *json, const char *choice)
{
  json_builder_set_member_name (json, "result");
  json_builder_begin_array (json);
  json_builder_begin_object (json);
  add_text (json, "from_name", "decision");
  add_text (json, "to_name", "case");
  add_text (json, "type", "choices");
  json_builder_set_member_name (json, "value");
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "choices");
  json_builder_begin_array (json);
  json_builder_add_string_value (json, choice);
  json_builder_end_array (json);
  json_builder_end_object (json);
  json_builder_end_object (json);
  json_builder_end_array (json);
}

static void
add_prediction (JsonBuilder *json, const ReviewLabelRow *row)
{
  json_builder_set_member_name (json, "predictions");
  json_builder_begin_array (json);
  if (row->verdict != 0)
    {
      json_builder_begin_object (json);
      add_text (json, "model_version", row->model);
      json_builder_set_member_name (json, "score");
      json_builder_add_double_value (json, row->risk);
      add_result (json, review_enum_nick (&review_verdicts, row->verdict));
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

/**
 * review_label_studio_task:
 *
 * Returns: (transfer full): the row as a task of Label Studio's JSON format: what names the case as
 *   data, the person's decision as an annotation, ROCA's verdict as a prediction
 */
char *
review_label_studio_task (const ReviewLabelRow *row)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *decided = review_time_format (row->decided_at);

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "data");
  json_builder_begin_object (json);
  add_text (json, "case", row->external_id);
  add_text (json, "source", row->source);
  add_text (json, "type", row->type);
  add_text (json, "case_id", row->case_id);
  json_builder_end_object (json);
  json_builder_set_member_name (json, "annotations");
  json_builder_begin_array (json);
  json_builder_begin_object (json);
  add_text (json, "unique_id", row->decision);
  add_text (json, "completed_by", row->actor);
  add_text (json, "created_at", decided);
  add_result (json, review_enum_nick (&review_choices, row->choice));
  json_builder_end_object (json);
  json_builder_end_array (json);
  add_prediction (json, row);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  return json_to_string (root, FALSE);
}

/* Member @name of an object, of the wanted type; NULL: it has none. */
static JsonNode *
get_member (JsonNode *node, const char *name, JsonNodeType type)
{
  JsonNode *member;

  if (node == NULL || json_node_get_node_type (node) != JSON_NODE_OBJECT)
    return NULL;
  member = json_object_get_member (json_node_get_object (node), name);
  return member != NULL && json_node_get_node_type (member) == type ? member : NULL;
}

static const char *
get_text (JsonNode *node, const char *name)
{
  JsonNode *member = get_member (node, name, JSON_NODE_VALUE);

  return member != NULL && json_node_get_value_type (member) == G_TYPE_STRING
             ? json_node_get_string (member)
             : NULL;
}

static JsonNode *
get_first (JsonNode *node, const char *name)
{
  JsonNode *list = get_member (node, name, JSON_NODE_ARRAY);

  return list != NULL && json_array_get_length (json_node_get_array (list)) > 0
             ? json_array_get_element (json_node_get_array (list), 0)
             : NULL;
}

/* What an annotation chose; NULL: it was skipped or withdrawn. */
static const char *
get_choice (JsonNode *annotation)
{
  JsonNode *skipped = get_member (annotation, "was_cancelled", JSON_NODE_VALUE);
  JsonNode *value = get_member (get_first (annotation, "result"), "value", JSON_NODE_OBJECT);
  JsonNode *choice = get_first (value, "choices");

  if (skipped != NULL && json_node_get_value_type (skipped) == G_TYPE_BOOLEAN
      && json_node_get_boolean (skipped))
    return NULL;
  return choice != NULL && json_node_get_node_type (choice) == JSON_NODE_VALUE
                 && json_node_get_value_type (choice) == G_TYPE_STRING
             ? json_node_get_string (choice)
             : NULL;
}

/* What the annotations of a task agree on: TRUE and FALSE, or -1 where they do not, or say neither. */
static int
get_agreed (JsonNode *task, guint *ret_n)
{
  JsonNode *list = get_member (task, "annotations", JSON_NODE_ARRAY);
  JsonArray *array = list != NULL ? json_node_get_array (list) : NULL;
  int agreed = -1;

  *ret_n = 0;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *choice = get_choice (json_array_get_element (array, i));
      int said = g_strcmp0 (choice, "block") == 0 ? 1 : g_strcmp0 (choice, "pass") == 0 ? 0 : -1;

      if (said < 0)
        continue;
      if (agreed >= 0 && said != agreed)
        return -1;
      agreed = said;
      (*ret_n)++;
    }
  return agreed;
}

/* Two who agree confirm; one alone is provisional, as with our own people. */
static gboolean
add_task (GPtrArray *reports, JsonNode *task, GError **error)
{
  JsonNode *data = get_member (task, "data", JSON_NODE_OBJECT);
  const char *name = get_text (data, "case"), *source = get_text (data, "source");
  const char *type = get_text (data, "type");
  ReviewTruthReport *report;
  guint n;
  int agreed = get_agreed (task, &n);

  if (name == NULL || source == NULL || type == NULL)
    {
      review_error_set_field (error, "data", "a task names case, source and type of its case");
      return FALSE;
    }
  if (agreed < 0)
    return TRUE;
  report = review_record_new (&review_truth_report_type);
  report->source = g_strdup (source);
  report->type = g_strdup (type);
  report->external_id = g_strdup (name);
  report->truth = review_record_new (&review_truth_type);
  report->truth->positive = agreed == 1;
  report->truth->source = g_strdup ("label_studio");
  report->truth->basis = REVIEW_BASIS_ON_RECORD;
  report->truth->maturity = n > 1 ? REVIEW_MATURITY_CONFIRMED : REVIEW_MATURITY_PROVISIONAL;
  g_ptr_array_add (reports, report);
  return TRUE;
}

static gboolean
parse_tasks (GPtrArray *reports, const char *text, gsize len, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (!json_parser_load_from_data (parser, text, (gssize) len, error))
    return FALSE;
  root = json_parser_get_root (parser);
  if (root == NULL || json_node_get_node_type (root) != JSON_NODE_ARRAY)
    {
      review_error_refuse (error, REVIEW_ERROR_SYNTAX, "an export of Label Studio is a list");
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (root)); i++)
    if (!add_task (reports, json_array_get_element (json_node_get_array (root), i), error))
      {
        g_prefix_error (error, "task %u: ", i + 1);
        return FALSE;
      }
  return TRUE;
}

static gboolean
parse_lines (GPtrArray *reports, const char *text, gsize len, GError **error)
{
  g_autofree char *copy = g_strndup (text, len);
  g_auto (GStrv) lines = g_strsplit (copy, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gpointer report;

      if (*g_strstrip (lines[i]) == '\0')
        continue;
      report = review_decode (&review_truth_report_type, lines[i], -1, error);
      if (report == NULL)
        {
          g_prefix_error (error, "line %u: ", i + 1);
          return FALSE;
        }
      g_ptr_array_add (reports, report);
    }
  return TRUE;
}

/**
 * review_truths_parse:
 * @text: JSON Lines of #ReviewTruthReport, or a JSON export of Label Studio
 *
 * Returns: (transfer full) (element-type ReviewTruthReport): what it says
 */
GPtrArray *
review_truths_parse (const char *text, gsize len, GError **error)
{
  g_autoptr (GPtrArray) reports = review_records_new ();
  gsize first = 0;

  while (first < len && g_ascii_isspace (text[first]))
    first++;
  if (first < len && text[first] == '[' ? !parse_tasks (reports, text, len, error)
                                        : !parse_lines (reports, text, len, error))
    return NULL;
  return g_steal_pointer (&reports);
}
