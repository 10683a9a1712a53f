/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed in an entry. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean review_entry_is_blank (GtkEditable *entry);

G_END_DECLS
