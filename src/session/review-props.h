/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Properties as a table of getters. Installing, reading and notifying run over it, so that an
 * object changes what it is about and then says once: look what is different now. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  REVIEW_PROP_INT,
  REVIEW_PROP_UINT,
  REVIEW_PROP_INT64,
  REVIEW_PROP_DOUBLE,
  REVIEW_PROP_BOOLEAN,
  REVIEW_PROP_ENUM,
  REVIEW_PROP_STRING, /* const char *, borrowed */
  REVIEW_PROP_STRV,   /* const char *const *, borrowed */
  REVIEW_PROP_OBJECT  /* borrowed */
} ReviewPropKind;

typedef struct
{
  const char *name;
  ReviewPropKind kind;
  GCallback get;        /* KIND get (Object *self) */
  GType (*type) (void); /* of ENUM and OBJECT */
  GCallback set;        /* (nullable): void set (Object *self, KIND value); STRING, BOOLEAN, INT */
} ReviewProp;

#define REVIEW_PROPS_MAX 64

/* What was last told of each property. */
typedef struct
{
  gint64 told[REVIEW_PROPS_MAX];
} ReviewPropsTold;

void review_props_install (GObjectClass *klass, const ReviewProp *props, guint n);
void review_props_get (GObject *self, const ReviewProp *prop, GValue *value);
void review_props_set (GObject *self, const ReviewProp *prop, const GValue *value);
void review_props_notify (GObject *self, const ReviewProp *props, guint n, ReviewPropsTold *told);

G_END_DECLS
