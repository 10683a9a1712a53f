/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-catalog.h"

G_BEGIN_DECLS

/* (transfer full): one case type and a few codes: as much as the session asks for. */
ReviewCatalog *fake_catalog_new (void);

G_END_DECLS
