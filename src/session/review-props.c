/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table's one reader: GObject properties over plain C getters. */
#define G_LOG_DOMAIN "review-session"
#include "review-props.h"

#include <string.h>

typedef int (*GetInt) (GObject *self);
typedef guint (*GetUint) (GObject *self);
typedef gint64 (*GetInt64) (GObject *self);
typedef double (*GetDouble) (GObject *self);
typedef const char *(*GetString) (GObject *self);
typedef const char *const *(*GetStrv) (GObject *self);
typedef gpointer (*GetObject) (GObject *self);
typedef void (*SetInt) (GObject *self, int value);
typedef void (*SetString) (GObject *self, const char *value);

static GParamSpec *
make_spec (const ReviewProp *prop)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const char *name = prop->name;

  if (prop->set != NULL)
    flags |= G_PARAM_WRITABLE;
  switch (prop->kind)
    {
    case REVIEW_PROP_INT:
      return g_param_spec_int (name, NULL, NULL, G_MININT, G_MAXINT, 0, flags);
    case REVIEW_PROP_UINT:
      return g_param_spec_uint (name, NULL, NULL, 0, G_MAXUINT, 0, flags);
    case REVIEW_PROP_INT64:
      return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    case REVIEW_PROP_DOUBLE:
      return g_param_spec_double (name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
    case REVIEW_PROP_BOOLEAN:
      return g_param_spec_boolean (name, NULL, NULL, FALSE, flags);
    case REVIEW_PROP_ENUM:
      return g_param_spec_enum (name, NULL, NULL, prop->type (), 0, flags);
    case REVIEW_PROP_STRING:
      return g_param_spec_string (name, NULL, NULL, NULL, flags);
    case REVIEW_PROP_STRV:
      return g_param_spec_boxed (name, NULL, NULL, G_TYPE_STRV, flags);
    case REVIEW_PROP_OBJECT:
    default:
      return g_param_spec_object (name, NULL, NULL, prop->type (), flags);
    }
}

/**
 * review_props_install:
 * @props: @n rows, fewer than REVIEW_PROPS_MAX; property ids are their places, from 1 on
 */
void
review_props_install (GObjectClass *klass, const ReviewProp *props, guint n)
{
  g_assert (n <= REVIEW_PROPS_MAX);
  for (guint i = 0; i < n; i++)
    g_object_class_install_property (klass, i + 1, make_spec (&props[i]));
}

/** review_props_get: reads one property into @value, which is of its type. */
void
review_props_get (GObject *self, const ReviewProp *prop, GValue *value)
{
  switch (prop->kind)
    {
    case REVIEW_PROP_INT:
      g_value_set_int (value, ((GetInt) prop->get) (self));
      break;
    case REVIEW_PROP_UINT:
      g_value_set_uint (value, ((GetUint) prop->get) (self));
      break;
    case REVIEW_PROP_INT64:
      g_value_set_int64 (value, ((GetInt64) prop->get) (self));
      break;
    case REVIEW_PROP_DOUBLE:
      g_value_set_double (value, ((GetDouble) prop->get) (self));
      break;
    case REVIEW_PROP_BOOLEAN:
      g_value_set_boolean (value, ((GetInt) prop->get) (self));
      break;
    case REVIEW_PROP_ENUM:
      g_value_set_enum (value, ((GetInt) prop->get) (self));
      break;
    case REVIEW_PROP_STRING:
      g_value_set_string (value, ((GetString) prop->get) (self));
      break;
    case REVIEW_PROP_STRV:
      g_value_set_boxed (value, ((GetStrv) prop->get) (self));
      break;
    case REVIEW_PROP_OBJECT:
    default:
      g_value_set_object (value, ((GetObject) prop->get) (self));
    }
}

/** review_props_set: writes a property that has a setter. */
void
review_props_set (GObject *self, const ReviewProp *prop, const GValue *value)
{
  if (prop->kind == REVIEW_PROP_STRING)
    ((SetString) prop->set) (self, g_value_get_string (value));
  else if (prop->kind == REVIEW_PROP_BOOLEAN)
    ((SetInt) prop->set) (self, g_value_get_boolean (value));
  else
    ((SetInt) prop->set) (self, g_value_get_int (value));
}

static gint64
hash_string (const char *text)
{
  if (text == NULL)
    return 0;
  return (gint64) (((guint64) g_str_hash (text) << 31) + strlen (text) + 1);
}

static gint64
hash_strv (const char *const *texts)
{
  gint64 hash = 0;

  for (; texts != NULL && *texts != NULL; texts++)
    hash = (gint64) ((guint64) hash * 31 + (guint64) hash_string (*texts));
  return hash;
}

static gint64
hash_double (double value)
{
  gint64 bits;

  memcpy (&bits, &value, sizeof bits);
  return bits;
}

/* A number that differs when the property's value does. */
static gint64
fingerprint (GObject *self, const ReviewProp *prop)
{
  switch (prop->kind)
    {
    case REVIEW_PROP_UINT:
      return ((GetUint) prop->get) (self);
    case REVIEW_PROP_INT64:
      return ((GetInt64) prop->get) (self);
    case REVIEW_PROP_DOUBLE:
      return hash_double (((GetDouble) prop->get) (self));
    case REVIEW_PROP_STRING:
      return hash_string (((GetString) prop->get) (self));
    case REVIEW_PROP_STRV:
      return hash_strv (((GetStrv) prop->get) (self));
    case REVIEW_PROP_OBJECT:
      return (gint64) (gintptr) ((GetObject) prop->get) (self);
    case REVIEW_PROP_INT:
    case REVIEW_PROP_BOOLEAN:
    case REVIEW_PROP_ENUM:
    default:
      return ((GetInt) prop->get) (self);
    }
}

/**
 * review_props_notify:
 * @told: (inout): what was told before
 *
 * Emits notify for each property that is different from what was last told, after all of them are.
 */
void
review_props_notify (GObject *self, const ReviewProp *props, guint n, ReviewPropsTold *told)
{
  g_object_freeze_notify (self);
  for (guint i = 0; i < n; i++)
    {
      gint64 now = fingerprint (self, &props[i]);

      if (now == told->told[i])
        continue;
      told->told[i] = now;
      g_object_notify (self, props[i].name);
    }
  g_object_thaw_notify (self);
}
