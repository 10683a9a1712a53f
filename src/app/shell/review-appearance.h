/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void review_appearance_follow (GtkApplication *app, GSettings *settings);

G_END_DECLS
