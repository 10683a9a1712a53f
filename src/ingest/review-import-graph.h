/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-mapping-value.h"

G_BEGIN_DECLS

/**
 * ReviewImportGraph:
 * The transfers of an import's rows, as they are read, and then what each case is part of.
 */
typedef struct _ReviewImportGraph ReviewImportGraph;

ReviewImportGraph *review_import_graph_new (void);
void review_import_graph_free (ReviewImportGraph *self);
gboolean review_import_graph_add (ReviewImportGraph *self,
                                  const ReviewMappingTransfers *spec,
                                  const ReviewMappingRow *row,
                                  const char **ret_column,
                                  GError **error);
void review_import_graph_describe (ReviewImportGraph *self, ReviewIntake *intake);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewImportGraph, review_import_graph_free)

G_END_DECLS
