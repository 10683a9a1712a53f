/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A corner of a coast, in whole degrees. */
typedef struct
{
  gint16 lon; /* east */
  gint16 lat; /* north */
} ReviewWorldPoint;

/* A closed coast line. */
typedef struct
{
  const ReviewWorldPoint *points;
  guint n;
} ReviewWorldShore;

const ReviewWorldShore *review_world_get_shores (guint *ret_n);

G_END_DECLS
