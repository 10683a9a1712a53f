/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-mapping.h"

G_BEGIN_DECLS

gboolean review_mapping_complete (ReviewMapping *self, GError **error);

G_END_DECLS
