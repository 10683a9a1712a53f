/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ReviewSteadyLayout: children above each other, all in the whole room, whose least size is one
 * width and one height. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ReviewSteadyLayout:
 *
 * Properties:
 * - "least-height": int: px that the children need, who scroll when they have no more; -1: they are
 *   asked for it
 */
#define REVIEW_TYPE_STEADY_LAYOUT (review_steady_layout_get_type ())
G_DECLARE_FINAL_TYPE (
    ReviewSteadyLayout, review_steady_layout, REVIEW, STEADY_LAYOUT, GtkLayoutManager)

G_END_DECLS
