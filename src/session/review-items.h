/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-item.h"

G_BEGIN_DECLS

gboolean review_items_update (GListStore *store, GPtrArray *records);

G_END_DECLS
