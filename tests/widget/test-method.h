/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An input method of the tests' own. While it composes a letter begins or goes on with a composition
 * that is no text yet; a figure, a blank or Enter commits 合 for it, Escape abandons it, and every
 * other key is its own. Otherwise letters are letters. It counts what reaches it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Before GTK is initialised: it is to be used. */
void test_method_choose (void);
/* After that. */
void test_method_register (void);
/* Whether it composes from now on; counts from 0 again. */
void test_method_set_composing (gboolean composing);
guint test_method_count_keys (void);
/* Compositions that were committed or abandoned. */
guint test_method_count_ended (void);

G_END_DECLS
