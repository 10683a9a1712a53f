/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "review-session.h"

G_BEGIN_DECLS

void review_report_export (GtkWidget *widget, ReviewSession *session);

G_END_DECLS
