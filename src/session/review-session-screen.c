/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the screen was left, by name: a window that is built anew finds it. */
#define G_LOG_DOMAIN "review-session"
#include "review-session-state.h"

void
review_session_set_ui (ReviewSession *self, const char *name, GVariant *value)
{
  if (value == NULL)
    g_hash_table_remove (self->ui, name);
  else
    g_hash_table_insert (self->ui, g_strdup (name), g_variant_ref_sink (value));
}

GVariant *
review_session_get_ui (ReviewSession *self, const char *name)
{
  return g_hash_table_lookup (self->ui, name);
}

void
review_session_set_ui_string (ReviewSession *self, const char *name, const char *value)
{
  review_session_set_ui (self, name, value != NULL ? g_variant_new_string (value) : NULL);
}

const char *
review_session_get_ui_string (ReviewSession *self, const char *name)
{
  GVariant *value = review_session_get_ui (self, name);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
             ? g_variant_get_string (value, NULL)
             : NULL;
}

void
review_session_set_ui_number (ReviewSession *self, const char *name, double value)
{
  review_session_set_ui (self, name, g_variant_new_double (value));
}

double
review_session_get_ui_number (ReviewSession *self, const char *name, double fallback)
{
  GVariant *value = review_session_get_ui (self, name);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE)
             ? g_variant_get_double (value)
             : fallback;
}
