/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Effects that need somebody, for the fake server. */
#pragma once

#include "review-effect.h"

G_BEGIN_DECLS

ReviewEffectList *fake_effects_new (void);
void fake_effects_add (ReviewEffectList *list, const char *id, const char *kind, int state);
gpointer fake_effects_serve (
    ReviewEffectList *list, char **part, const char *body, gint64 version, GError **error);

G_END_DECLS
