/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue loader: every file of data/catalog holds any part of a catalogue; the parts are
 * merged in the order of their names, checked across files, and each SOP gets its hash. The
 * same code reads the compiled resource and a directory, so a broken file can be tested. */
#define G_LOG_DOMAIN "review-wire"
#include "review-catalog-load.h"

#include <math.h>
#include <string.h>

#include "review-canonical.h"
#include "review-catalog-check.h"
#include "review-codec.h"
#include "review-error.h"

#define MAX_FILE (1024 * 1024) /* bytes; the largest of ours has 20 KB */

/* One place that files come from. */
typedef struct _Source Source;
struct _Source
{
  char **(*list) (const Source *self, const char *folder, GError **error);
  GBytes *(*read) (const Source *self, const char *folder, const char *name, GError **error);
  GResource *resource;
  const char *directory;
};

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *one = *(const char *const *) a;
  const char *two = *(const char *const *) b;
  gsize one_len = strlen (one);
  gsize two_len = strlen (two);

  /* r2 before r10: shorter first; catalogue parts may come in any order. */
  return one_len != two_len ? (one_len < two_len ? -1 : 1) : strcmp (one, two);
}

static char **
sort_json_names (GPtrArray *names)
{
  for (guint i = names->len; i > 0; i--)
    if (!g_str_has_suffix (names->pdata[i - 1], ".json"))
      g_ptr_array_remove_index (names, i - 1);
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_steal (names, NULL);
}

static char **
list_resource (const Source *self, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = g_strconcat (REVIEW_DATA_PREFIX, folder, NULL);
  g_auto (GStrv) children =
      g_resource_enumerate_children (self->resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (children == NULL)
    return NULL;
  for (guint i = 0; children[i] != NULL; i++)
    g_ptr_array_add (names, g_strdup (children[i]));
  return sort_json_names (names);
}

static GBytes *
read_resource (const Source *self, const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (REVIEW_DATA_PREFIX, folder, "/", name, NULL);

  return g_resource_lookup_data (self->resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

static char **
list_directory (const Source *self, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = g_build_filename (self->directory, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  const char *name;

  if (dir == NULL)
    return NULL;
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  return sort_json_names (names);
}

static GBytes *
read_directory (const Source *self, const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->directory, folder, name, NULL);
  char *text = NULL;
  gsize len;

  if (!g_file_get_contents (path, &text, &len, error))
    return NULL;
  return g_bytes_new_take (text, len);
}

/* Decodes one file; the error names it. */
static gpointer
read_record (const Source *source,
             const char *folder,
             const char *name,
             const ReviewRecordType *type,
             GError **error)
{
  g_autoptr (GBytes) bytes = source->read (source, folder, name, error);
  gpointer record = NULL;
  gsize len;
  const char *text;

  if (bytes != NULL)
    {
      text = g_bytes_get_data (bytes, &len);
      record =
          review_decode_limited (type, text != NULL ? text : "", (gssize) len, MAX_FILE, error);
    }
  if (record == NULL)
    g_prefix_error (error, "%s/%s: ", folder, name);
  return record;
}

static void
merge_list (
    GPtrArray *into, GPtrArray *from, const char *file, const char *list, GHashTable *origins)
{
  for (guint i = 0; from != NULL && i < from->len; i++)
    {
      gpointer record = review_record_ref (from->pdata[i]);

      g_ptr_array_add (into, record);
      g_hash_table_insert (origins, record, g_strdup_printf ("catalog/%s: %s[%u]", file, list, i));
    }
}

static ReviewCatalog *
read_catalog (const Source *source, GHashTable *origins, GError **error)
{
  g_autoptr (ReviewCatalog) all = review_record_new (&review_catalog_type);
  g_auto (GStrv) names = source->list (source, "catalog", error);

  if (names == NULL)
    return NULL;
  all->case_types = review_records_new ();
  all->codes = review_records_new ();
  all->features = review_records_new ();
  all->sops = review_records_new ();
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (ReviewCatalog) part =
          read_record (source, "catalog", names[i], &review_catalog_type, error);

      if (part == NULL)
        return NULL;
      merge_list (all->case_types, part->case_types, names[i], "case_types", origins);
      merge_list (all->codes, part->codes, names[i], "codes", origins);
      merge_list (all->features, part->features, names[i], "features", origins);
      merge_list (all->sops, part->sops, names[i], "sops", origins);
    }
  return g_steal_pointer (&all);
}

/* The newest of the policies: r2 after r1, r10 after r9. */
static ReviewPolicy *
read_policy (const Source *source, GError **error)
{
  g_autoptr (ReviewPolicy) policy = NULL;
  g_auto (GStrv) names = source->list (source, "policy", error);
  g_autofree char *file = NULL;
  guint n = names != NULL ? g_strv_length (names) : 0;

  if (names == NULL)
    return NULL;
  if (n == 0)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "policy: there is no policy file");
      return NULL;
    }
  policy = read_record (source, "policy", names[n - 1], &review_policy_type, error);
  if (policy == NULL)
    return NULL;
  file = g_strconcat (policy->version, ".json", NULL);
  if (strcmp (file, names[n - 1]) == 0)
    return g_steal_pointer (&policy);
  review_error_set_field (error, "version", "\"%s\" is not what the file is called",
                          policy->version);
  g_prefix_error (error, "policy/%s: ", names[n - 1]);
  return NULL;
}

static gboolean
load (const Source *source, ReviewCatalog **ret_catalog, ReviewPolicy **ret_policy, GError **error)
{
  g_autoptr (GHashTable) origins = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (ReviewCatalog) catalog = read_catalog (source, origins, error);
  g_autoptr (ReviewPolicy) policy = catalog != NULL ? read_policy (source, error) : NULL;

  if (policy == NULL || !review_catalog_check (catalog, policy, origins, error))
    return FALSE;
  for (guint i = 0; i < catalog->sops->len; i++)
    {
      ReviewSop *sop = catalog->sops->pdata[i];

      g_free (sop->hash);
      sop->hash = review_sop_hash (sop);
    }
  *ret_catalog = g_steal_pointer (&catalog);
  *ret_policy = g_steal_pointer (&policy);
  return TRUE;
}

/**
 * review_catalog_load:
 * @resource: with the folders `catalog` and `policy` below %REVIEW_DATA_PREFIX; the product's
 *   own is review_data_get_resource()
 * @ret_catalog: (out) (transfer full): all files merged, SOP texts with their `{parameters}`
 * @ret_policy: (out) (transfer full): the newest policy
 *
 * Loads and cross-checks everything but the facts of conditions, which only the caller can
 * know (review_catalog_check_facts()).
 *
 * Returns: %FALSE with an error that names the file and the path inside it
 */
gboolean
review_catalog_load (GResource *resource,
                     ReviewCatalog **ret_catalog,
                     ReviewPolicy **ret_policy,
                     GError **error)
{
  Source source = { list_resource, read_resource, resource, NULL };

  return load (&source, ret_catalog, ret_policy, error);
}

/**
 * review_catalog_load_directory:
 * @directory: with the folders `catalog` and `policy`
 * @ret_catalog: (out) (transfer full): as review_catalog_load()
 * @ret_policy: (out) (transfer full): as review_catalog_load()
 *
 * Returns: %FALSE with an error that names the file and the path inside it
 */
gboolean
review_catalog_load_directory (const char *directory,
                               ReviewCatalog **ret_catalog,
                               ReviewPolicy **ret_policy,
                               GError **error)
{
  Source source = { list_directory, read_directory, NULL, directory };

  return load (&source, ret_catalog, ret_policy, error);
}

static ReviewText *
expand_text (const ReviewText *text, const ReviewPolicy *policy, const char *case_type)
{
  g_autofree char *en = review_policy_expand (policy, text->en, case_type);
  g_autofree char *zh_cn = review_policy_expand (policy, text->zh_cn, case_type);

  return review_text_new (en, zh_cn);
}

/**
 * review_sop_expand:
 * @sop: as loaded
 * @policy: whose parameters are filled in
 *
 * Returns: (transfer full): @sop as it is served; its hash stays that of the text with parameters
 */
ReviewSop *
review_sop_expand (const ReviewSop *sop, const ReviewPolicy *policy)
{
  ReviewSop *copy = review_record_copy (sop);

  for (guint i = 0; i < copy->clauses->len; i++)
    {
      ReviewClause *clause = review_record_copy (copy->clauses->pdata[i]);
      ReviewText *text = expand_text (clause->text, policy, sop->case_type);

      review_text_free (clause->text);
      clause->text = text;
      review_record_unref (copy->clauses->pdata[i]);
      copy->clauses->pdata[i] = clause;
    }
  return copy;
}

static ReviewCode *
expand_code (const ReviewCode *code, const ReviewPolicy *policy)
{
  ReviewCode *copy = review_record_copy (code);
  ReviewText *message = expand_text (code->message, policy, NULL);

  review_text_free (copy->message);
  copy->message = message;
  return copy;
}

/**
 * review_catalog_expand:
 * @catalog: as loaded
 * @policy: whose parameters are filled in
 *
 * Returns: (transfer full): @catalog as it is served, with the parameters: SOP texts and messages to
 *   customers carry numbers; the hash of a SOP stays that of the text with parameters
 */
ReviewCatalog *
review_catalog_expand (const ReviewCatalog *catalog, const ReviewPolicy *policy)
{
  ReviewCatalog *copy = review_record_copy (catalog);

  for (guint i = 0; copy->sops != NULL && i < copy->sops->len; i++)
    {
      ReviewSop *sop = review_sop_expand (copy->sops->pdata[i], policy);

      review_record_unref (copy->sops->pdata[i]);
      copy->sops->pdata[i] = sop;
    }
  for (guint i = 0; copy->codes != NULL && i < copy->codes->len; i++)
    {
      const ReviewCode *code = copy->codes->pdata[i];

      if (code->message == NULL)
        continue;
      copy->codes->pdata[i] = expand_code (code, policy);
      review_record_unref ((gpointer) code);
    }
  if (copy->parameters == NULL && policy->parameters != NULL)
    copy->parameters = g_ptr_array_ref (policy->parameters);
  return copy;
}

static void
add_text (ReviewCanonical *bytes, const ReviewText *text)
{
  review_canonical_add (bytes, text != NULL ? text->en : NULL);
  review_canonical_add (bytes, text != NULL ? text->zh_cn : NULL);
}

static void
add_strings (ReviewCanonical *bytes, char **texts)
{
  guint n = texts != NULL ? g_strv_length (texts) : 0;

  review_canonical_add_int (bytes, n);
  for (guint i = 0; i < n; i++)
    review_canonical_add (bytes, texts[i]);
}

static void add_condition (ReviewCanonical *bytes, const ReviewCondition *condition);

static void
add_conditions (ReviewCanonical *bytes, GPtrArray *list)
{
  review_canonical_add_int (bytes, list != NULL ? list->len : 0);
  for (guint i = 0; list != NULL && i < list->len; i++)
    add_condition (bytes, list->pdata[i]);
}

static void
add_condition (ReviewCanonical *bytes, const ReviewCondition *condition)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  review_canonical_add_int (bytes, condition != NULL);
  if (condition == NULL)
    return;
  add_conditions (bytes, condition->all);
  add_conditions (bytes, condition->any);
  add_condition (bytes, condition->not_);
  review_canonical_add_int (bytes, condition->always);
  review_canonical_add (bytes, condition->fact);
  review_canonical_add (bytes, review_enum_nick (&review_ops, condition->op));
  review_canonical_add (bytes, isnan (condition->number)
                                   ? NULL
                                   : g_ascii_dtostr (number, sizeof number, condition->number));
  review_canonical_add (bytes, condition->param);
  review_canonical_add (bytes, condition->text);
  add_strings (bytes, condition->texts);
}

/**
 * review_sop_hash:
 * @sop: an SOP with unexpanded texts
 *
 * Returns: (transfer full): SHA-256 over the canonical bytes of its identity, clauses and
 *   known gaps: what a decision says it followed
 */
char *
review_sop_hash (const ReviewSop *sop)
{
  g_autoptr (ReviewCanonical) bytes = review_canonical_new (1);

  review_canonical_add (bytes, sop->id);
  review_canonical_add (bytes, sop->case_type);
  review_canonical_add (bytes, sop->version);
  for (guint i = 0; i < sop->clauses->len; i++)
    {
      const ReviewClause *clause = sop->clauses->pdata[i];

      review_canonical_add (bytes, clause->id);
      review_canonical_add (bytes, review_enum_nick (&review_clause_kinds, clause->kind));
      add_text (bytes, clause->title);
      add_text (bytes, clause->text);
      add_condition (bytes, clause->applies_when);
      add_condition (bytes, clause->met_when);
      review_canonical_add (bytes, clause->code);
      add_strings (bytes, clause->covers);
      review_canonical_add_int (bytes, clause->met_lowers);
    }
  for (guint i = 0; sop->uncovered != NULL && i < sop->uncovered->len; i++)
    {
      const ReviewSituation *situation = sop->uncovered->pdata[i];

      review_canonical_add (bytes, situation->id);
      add_text (bytes, situation->text);
    }
  return review_canonical_hash (bytes);
}
