/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a mapping says about columns and about the catalogue: which columns it reads, which of them
 * a file must have, which case type and features it brings. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-mapping.h"

#include <string.h>

static void
add (GPtrArray *names, const char *name)
{
  if (name != NULL && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (name));
}

static void
add_all (GPtrArray *names, char **columns)
{
  for (guint i = 0; columns != NULL && columns[i] != NULL; i++)
    add (names, columns[i]);
}

static void
add_value (GPtrArray *names, const ReviewMappingValue *v)
{
  if (v == NULL)
    return;
  add (names, v->column);
  add_all (names, v->columns);
  add (names, v->decimals_column);
  add_all (names, v->from);
  add_all (names, v->to);
  add_value (names, v->of);
  add_value (names, v->until);
}

static void
add_place (GPtrArray *places, const ReviewMappingValue *v, const ReviewMappingValue *at)
{
  ReviewMappingPlace *place;

  if (v == NULL)
    return;
  place = g_new (ReviewMappingPlace, 1);
  *place = (ReviewMappingPlace){ v, at };
  g_ptr_array_add (places, place);
}

static void
add_places (GPtrArray *places, GPtrArray *values, const ReviewMappingValue *at)
{
  for (guint i = 0; values != NULL && i < values->len; i++)
    add_place (places, values->pdata[i], at);
}

static void
add_case_places (GPtrArray *places, const ReviewMapping *self)
{
  const ReviewMappingValue *const single[] = {
    self->opened_at, self->as_of,    self->value,  self->currency, self->priority,
    self->market,    self->language, self->vendor, self->subject,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (single); i++)
    add_place (places, single[i], self->opened_at);
  add_places (places, self->profile, self->opened_at);
  for (guint i = 0; self->features != NULL && i < self->features->len; i++)
    add_place (places, ((ReviewMappingFeature *) self->features->pdata[i])->value, self->opened_at);
}

/**
 * review_mapping_list_values:
 * @file: one of the mapping's files
 *
 * Returns: (transfer full) (element-type ReviewMappingPlace): every value that is made from a row
 *   of it, without those inside of others
 */
GPtrArray *
review_mapping_list_values (const ReviewMapping *self, const ReviewMappingFile *file)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (g_free);

  if (file->role == REVIEW_FILE_CASES)
    add_case_places (places, self);
  for (guint i = 0; file->evidence != NULL && i < file->evidence->len; i++)
    {
      const ReviewMappingEvidence *e = file->evidence->pdata[i];

      add_place (places, e->at, NULL);
      add_place (places, e->external_id, e->at);
      add_places (places, e->fields, e->at);
    }
  if (file->transfers != NULL)
    {
      const ReviewMappingTransfers *t = file->transfers;
      const ReviewMappingValue *const values[] = { t->from, t->to, t->amount, t->at };

      for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
        add_place (places, values[i], t->at);
    }
  return places;
}

static void
add_lists (GPtrArray *names, const ReviewMappingValue *v)
{
  if (v == NULL)
    return;
  add (names, v->list);
  add_lists (names, v->of);
}

/**
 * review_mapping_list_lists:
 *
 * Returns: (transfer full) (element-type utf8): the names of the lists that are asked, each once
 */
GPtrArray *
review_mapping_list_lists (const ReviewMapping *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->files->len; i++)
    {
      g_autoptr (GPtrArray) places = review_mapping_list_values (self, self->files->pdata[i]);

      for (guint k = 0; k < places->len; k++)
        add_lists (names, ((ReviewMappingPlace *) places->pdata[k])->value);
    }
  return names;
}

static void
add_case_columns (GPtrArray *names, const ReviewMapping *self)
{
  add (names, self->id_column);
  for (guint i = 0; self->keys != NULL && i < self->keys->len; i++)
    add (names, ((ReviewMappingKey *) self->keys->pdata[i])->column);
  if (self->truth == NULL)
    return;
  add (names, self->truth->column);
  add (names, self->truth->nature_column);
  add (names, self->truth->typology_column);
  add (names, self->truth->cluster_column);
}

/**
 * review_mapping_list_columns:
 * @file: one of the mapping's files
 *
 * Returns: (transfer full) (element-type utf8): the columns that are read from it, each once; a
 *   CSV file must have all of them
 */
GPtrArray *
review_mapping_list_columns (const ReviewMapping *self, const ReviewMappingFile *file)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) places = review_mapping_list_values (self, file);

  if (file->role == REVIEW_FILE_CASES)
    add_case_columns (names, self);
  for (guint i = 0; file->joins != NULL && i < file->joins->len; i++)
    add (names, ((ReviewMappingJoin *) file->joins->pdata[i])->column);
  add_all (names, file->skip_when_empty);
  for (guint i = 0; i < places->len; i++)
    add_value (names, ((ReviewMappingPlace *) places->pdata[i])->value);
  return names;
}

static char *
make_prefix (const char *id)
{
  GString *prefix = g_string_new (NULL);

  for (const char *p = id; *p != '\0' && prefix->len < 3; p++)
    if (g_ascii_isalnum (*p) && (p == id || p[-1] == '_' || p[-1] == '-'))
      g_string_append_c (prefix, g_ascii_toupper (*p));
  if (prefix->len == 1)
    for (const char *p = id + 1; *p != '\0' && prefix->len < 3; p++)
      if (g_ascii_isalnum (*p))
        g_string_append_c (prefix, g_ascii_toupper (*p));
  return g_string_free (prefix, FALSE);
}

static char *
make_title (const char *id)
{
  char *title = g_strdelimit (g_strdup (id), "_-.", ' ');

  title[0] = g_ascii_toupper (title[0]);
  return title;
}

/**
 * review_mapping_dup_case_type:
 *
 * Returns: (transfer full): the case type that the mapping brings, with a prefix, names and verbs
 *   made from its id when the mapping describes none
 */
ReviewCaseType *
review_mapping_dup_case_type (const ReviewMapping *self)
{
  ReviewCaseType *type = self->type != NULL ? review_record_copy (self->type)
                                            : review_record_new (&review_case_type_type);
  g_autofree char *title = make_title (self->case_type);

  if (self->type != NULL)
    return type;
  type->id = g_strdup (self->case_type);
  type->prefix = make_prefix (self->case_type);
  type->name = review_text_new (title, title);
  type->question = review_text_new ("Should this be granted?", "是否应予放行？");
  type->pass_verb = review_text_new ("Pass", "放行");
  type->block_verb = review_text_new ("Block", "拦截");
  return type;
}

/**
 * review_mapping_dup_feature_defs:
 *
 * Returns: (transfer full) (element-type ReviewFeatureDef): what the catalogue keeps of the
 *   mapping's features
 */
GPtrArray *
review_mapping_dup_feature_defs (const ReviewMapping *self)
{
  GPtrArray *defs = review_records_new ();

  for (guint i = 0; self->features != NULL && i < self->features->len; i++)
    {
      const ReviewMappingFeature *f = self->features->pdata[i];
      ReviewFeatureDef *def = review_record_new (&review_feature_def_type);

      def->case_type = g_strdup (self->case_type);
      def->id = g_strdup (f->id);
      def->unit = g_strdup (f->unit != NULL                          ? f->unit
                            : f->value->type == REVIEW_VALUE_BOOLEAN ? "bool"
                                                                     : "");
      def->name = review_text_copy (f->name);
      def->meaning = review_text_copy (f->meaning != NULL ? f->meaning : f->name);
      def->klass = f->klass != 0 ? f->klass : REVIEW_CLASS_PERSONAL;
      def->monotone = f->monotone;
      g_ptr_array_add (defs, def);
    }
  return defs;
}
