/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GdkTexture *review_thumbnail_new (GBytes *pixels, guint width, guint height, guint most);

G_END_DECLS
