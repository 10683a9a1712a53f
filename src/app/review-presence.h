/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "review-desk.h"

G_BEGIN_DECLS

void review_presence_watch (GtkWindow *window, ReviewDesk *desk);

G_END_DECLS
