/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One wave and two entries of the house's lists, to be read, for the fake server. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @root is "campaigns" or "list-entries", @id of a wave or NULL for all. (transfer full) (nullable) */
gpointer fake_waves_serve (const char *root, const char *id);

G_END_DECLS
