/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The published schemas say what the codec does: the same members, the same required ones. */
#include <string.h>

#include "review-error.h"
#include "review-json-flat.h"
#include "review-mapping.h"

static GHashTable *
load_schema (const char *name)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "schema", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize len;
  GHashTable *paths;

  g_file_get_contents (path, &text, &len, &error);
  g_assert_no_error (error);
  paths = review_json_flatten (text, len, 1 << 20, &error);
  g_assert_no_error (error);
  return paths;
}

static gboolean
has_prefix (GHashTable *schema, const char *prefix)
{
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, schema);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (g_str_has_prefix (path, prefix))
      return TRUE;
  return FALSE;
}

static gboolean
requires (GHashTable *schema, const char *at, const char *name)
{
  for (guint i = 0;; i++)
    {
      g_autofree char *path = g_strdup_printf ("%srequired.%u", at, i);
      const char *required = g_hash_table_lookup (schema, path);

      if (required == NULL)
        return FALSE;
      if (strcmp (required, name) == 0)
        return TRUE;
    }
}

static guint
count_properties (GHashTable *schema, const char *at)
{
  g_autofree char *prefix = g_strdup_printf ("%sproperties.", at);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, schema);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (g_str_has_prefix (path, prefix))
      {
        const char *name = (const char *) path + strlen (prefix);

        g_hash_table_add (names, g_strndup (name, strcspn (name, ".")));
      }
  return g_hash_table_size (names);
}

static void
assert_record (GHashTable *schema, const char *definition, const ReviewRecordType *type)
{
  g_autofree char *at =
      definition != NULL ? g_strdup_printf ("$defs.%s.", definition) : g_strdup ("");
  guint n = 0;

  for (const ReviewMember *m = type->members; m->name != NULL; m++, n++)
    {
      g_autofree char *property = g_strdup_printf ("%sproperties.%s.", at, m->name);

      if (!has_prefix (schema, property))
        g_error ("%s is not in the schema", property);
      if (requires (schema, at, m->name) != ((m->flags & REVIEW_MEMBER_REQUIRED) != 0))
        g_error ("%s is required in one of schema and codec", property);
    }
  g_assert_cmpuint (count_properties (schema, at), ==, n);
}

static void
test_case_schema (void)
{
  g_autoptr (GHashTable) schema = load_schema ("riskops-case-1.schema.json");

  assert_record (schema, NULL, &review_intake_type);
  assert_record (schema, "field", &review_field_type);
  assert_record (schema, "evidence", &review_evidence_type);
  assert_record (schema, "attachment", &review_attachment_type);
  assert_record (schema, "subject", &review_subject_type);
  assert_record (schema, "priority_reason", &review_priority_reason_type);
  assert_record (schema, "feature_value", &review_feature_value_type);
  assert_record (schema, "truth", &review_truth_type);
}

static void
test_mapping_schema (void)
{
  g_autoptr (GHashTable) schema = load_schema ("mapping-1.schema.json");

  assert_record (schema, NULL, &review_mapping_type);
  assert_record (schema, "mapping_value", &review_mapping_value_type);
  assert_record (schema, "mapping_feature", &review_mapping_feature_type);
  assert_record (schema, "mapping_evidence", &review_mapping_evidence_type);
  assert_record (schema, "mapping_join", &review_mapping_join_type);
  assert_record (schema, "mapping_file", &review_mapping_file_type);
  assert_record (schema, "mapping_transfers", &review_mapping_transfers_type);
  assert_record (schema, "mapping_key", &review_mapping_key_type);
  assert_record (schema, "mapping_truth", &review_mapping_truth_type);
  assert_record (schema, "case_type", &review_case_type_type);
}

static void
assert_enum (GHashTable *schema, const char *at, const ReviewEnum *list)
{
  guint n = g_strv_length ((char **) list->nicks);

  for (guint i = 0; i <= n; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s.enum.%u", at, i);

      g_assert_cmpstr (g_hash_table_lookup (schema, path), ==, list->nicks[i]);
    }
}

static void
test_closed_lists (void)
{
  g_autoptr (GHashTable) cases = load_schema ("riskops-case-1.schema.json");
  g_autoptr (GHashTable) mapping = load_schema ("mapping-1.schema.json");

  assert_enum (cases, "$defs.evidence.properties.kind", &review_evidence_kinds);
  assert_enum (cases, "$defs.attachment.properties.role", &review_document_roles);
  assert_enum (cases, "$defs.attachment.properties.media_type", &review_media_types);
  assert_enum (cases, "$defs.field.properties.type", &review_value_types);
  assert_enum (cases, "$defs.field.properties.klass", &review_classes);
  assert_enum (cases, "$defs.truth.properties.nature", &review_natures);
  assert_enum (cases, "$defs.truth.properties.maturity", &review_maturities);
  assert_enum (cases, "$defs.truth.properties.basis", &review_bases);
  assert_enum (mapping, "$defs.mapping_value.properties.op", &review_mapping_ops);
  assert_enum (mapping, "$defs.mapping_file.properties.role", &review_file_roles);
  assert_enum (mapping, "$defs.mapping_evidence.properties.kind", &review_evidence_kinds);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schema/case", test_case_schema);
  g_test_add_func ("/schema/mapping", test_mapping_schema);
  g_test_add_func ("/schema/closed-lists", test_closed_lists);
  return g_test_run ();
}
