/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "review-session.h"

G_BEGIN_DECLS

void review_shift_acts_add (GtkApplicationWindow *window, ReviewSession *session);

G_END_DECLS
