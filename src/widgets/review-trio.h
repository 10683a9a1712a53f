/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REVIEW_TYPE_TRIO (review_trio_get_type ())
G_DECLARE_FINAL_TYPE (ReviewTrio, review_trio, REVIEW, TRIO, GtkWidget)

G_END_DECLS
