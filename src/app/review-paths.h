/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

const char *review_paths_get_build_root (void);
char *review_paths_dup_locale_dir (void);
char *review_paths_dup_locpath (void);
GSettings *review_paths_new_settings (void);

G_END_DECLS
