/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What commands are signed with. */
typedef struct
{
  char *id;
  char *secret;
} ReviewCoreKey;

ReviewCoreKey *review_core_key_load (const char *path, GError **error);
void review_core_key_free (ReviewCoreKey *self);
char *
review_core_key_sign (const ReviewCoreKey *self, const char *id, gint64 seconds, GBytes *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewCoreKey, review_core_key_free)

G_END_DECLS
