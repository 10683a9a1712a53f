/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "review-files.h"

G_BEGIN_DECLS

GtkWidget *review_document_chip_new (ReviewFile *file);
ReviewFile *review_document_chip_get_file (GtkWidget *chip);

G_END_DECLS
