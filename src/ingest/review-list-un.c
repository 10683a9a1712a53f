/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The consolidated list of the UN Security Council. GMarkup reads the part of XML that it is
 * written in; what is not an entry's name, birth or nationality is passed over. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-list-un.h"

#include <string.h>

#include "review-error.h"
#include "review-input.h"

typedef struct
{
  const char *list;
  GPtrArray *entries;
  gboolean inside;   /* of an entry */
  gboolean nation;   /* of NATIONALITY, whose VALUE it is */
  GString *text;     /* (owned): of the element at hand */
  GString *name;     /* (owned): the entry's own */
  GPtrArray *others; /* (owned) (element-type utf8): its further names */
  char *id;          /* (owned) (nullable), as the rest */
  char *programme;
  char *birth;
  char *nationality;
} Reading;

static void
add_entry (Reading *self, const char *name, gboolean alias)
{
  ReviewListEntry *entry = review_record_new (&review_list_entry_type);

  entry->list = g_strdup (self->list);
  entry->kind = REVIEW_LIST_NAMES;
  entry->entry_id = g_strdup (self->id);
  entry->name = g_strdup (name);
  entry->alias = alias;
  entry->programme = g_strdup (self->programme);
  entry->date_of_birth = g_strdup (self->birth);
  entry->nationality = g_strdup (self->nationality);
  g_ptr_array_add (self->entries, entry);
}

static void
finish_entry (Reading *self)
{
  if (self->id != NULL && self->name->len > 0)
    {
      add_entry (self, self->name->str, FALSE);
      for (guint i = 0; i < self->others->len; i++)
        add_entry (self, self->others->pdata[i], TRUE);
    }
  g_string_truncate (self->name, 0);
  g_ptr_array_set_size (self->others, 0);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->programme, g_free);
  g_clear_pointer (&self->birth, g_free);
  g_clear_pointer (&self->nationality, g_free);
  self->inside = FALSE;
}

static gboolean
is_entry (const char *element)
{
  return strcmp (element, "INDIVIDUAL") == 0 || strcmp (element, "ENTITY") == 0;
}

static void
started_cb (GMarkupParseContext *context,
            const char *element,
            const char **names,
            const char **values,
            gpointer user_data,
            GError **error)
{
  Reading *self = user_data;

  g_string_truncate (self->text, 0);
  if (is_entry (element))
    self->inside = TRUE;
  if (strcmp (element, "NATIONALITY") == 0)
    self->nation = TRUE;
}

static gboolean
is_one_of (const char *element, const char *const *list)
{
  return g_strv_contains (list, element);
}

static void
take (char **place, const char *text)
{
  if (*place == NULL)
    *place = g_strdup (text);
}

static void
take_text (Reading *self, const char *element, const char *text)
{
  static const char *const names[] = { "FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME",
                                       NULL };
  static const char *const others[] = { "ALIAS_NAME", "NAME_ORIGINAL_SCRIPT", NULL };
  static const char *const births[] = { "DATE", "YEAR", NULL };

  if (is_one_of (element, names))
    g_string_append_printf (self->name, "%s%s", self->name->len > 0 ? " " : "", text);
  else if (is_one_of (element, others))
    g_ptr_array_add (self->others, g_strdup (text));
  else if (is_one_of (element, births))
    take (&self->birth, text);
  else if (strcmp (element, "REFERENCE_NUMBER") == 0)
    take (&self->id, text);
  else if (strcmp (element, "UN_LIST_TYPE") == 0)
    take (&self->programme, text);
  else if (self->nation && strcmp (element, "VALUE") == 0)
    take (&self->nationality, text);
}

static void
ended_cb (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  Reading *self = user_data;
  g_autofree char *text = g_strstrip (g_strdup (self->text->str));

  if (self->inside && *text != '\0')
    take_text (self, element, text);
  g_string_truncate (self->text, 0);
  if (strcmp (element, "NATIONALITY") == 0)
    self->nation = FALSE;
  if (is_entry (element))
    finish_entry (self);
}

static void
text_cb (
    GMarkupParseContext *context, const char *text, gsize len, gpointer user_data, GError **error)
{
  g_string_append_len (((Reading *) user_data)->text, text, (gssize) len);
}

static gboolean
parse (GMarkupParseContext *context, ReviewInput *input, GError **error)
{
  char bytes[65536];

  for (;;)
    {
      gsize len = 0;

      if (!review_input_read (input, bytes, sizeof bytes, &len, error))
        return FALSE;
      if (len == 0)
        return g_markup_parse_context_end_parse (context, error);
      if (!g_markup_parse_context_parse (context, bytes, (gssize) len, error))
        return FALSE;
    }
}

/**
 * review_list_un_read:
 * @path: plain or gzip
 * @list: the name under which its entries are kept
 * @entries: (element-type ReviewListEntry): receives them
 *
 * Returns: %FALSE when the file cannot be read or is no XML
 */
gboolean
review_list_un_read (const char *path, const char *list, GPtrArray *entries, GError **error)
{
  static const GMarkupParser parser = { started_cb, ended_cb, text_cb, NULL, NULL };
  g_autoptr (ReviewInput) input = review_input_open (path, error);
  Reading self = { .list = list, .entries = entries };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &self, NULL);
  gboolean ok;

  if (input == NULL)
    return FALSE;
  self.text = g_string_new (NULL);
  self.name = g_string_new (NULL);
  self.others = g_ptr_array_new_with_free_func (g_free);
  ok = parse (context, input, error);
  finish_entry (&self);
  g_string_free (self.text, TRUE);
  g_string_free (self.name, TRUE);
  g_ptr_array_unref (self.others);
  if (!ok)
    g_prefix_error (error, "%s: ", path);
  return ok;
}
