/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewProse: texts of many lines under each other, at a tenth of what it costs to lay them out. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReviewProse:
 *
 * Its children are what has it as their parent: `<child>` in a template, or
 * review_prose_append(). They fill its width. A label that wraps must break inside words
 * (`word-char`) and have no padding of its own.
 *
 * Properties:
 * - "spacing": int, px between children
 */
#define REVIEW_TYPE_PROSE (review_prose_get_type ())
G_DECLARE_FINAL_TYPE (ReviewProse, review_prose, REVIEW, PROSE, GtkWidget)

GtkWidget *review_prose_new (int spacing);
void review_prose_append (ReviewProse *self, GtkWidget *child);

G_END_DECLS
