/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "loop-run.h"
#include "review-runtime.h"

G_BEGIN_DECLS

/* Where the cases of a simulation come from. */
typedef enum
{
  REVIEW_SIMULATION_GENERATED = 1,
  REVIEW_SIMULATION_STORED
} ReviewSimulationSource;

/**
 * ReviewSimulation:
 * What a simulation takes its cases from: generated ones, or those of a store whose truth is
 * confirmed. Nothing is written.
 */
typedef struct
{
  ReviewSimulationSource source;
  ReviewCatalog *catalog; /* (owned) */
  ReviewPolicy *policy;   /* (owned) */
  ReviewRuntime *runtime; /* (owned) (nullable): of the store */
  char *folder;           /* (owned) (nullable): of a store that was made for this */
} ReviewSimulation;

ReviewSimulation *review_simulation_new_generated (GError **error);
ReviewSimulation *review_simulation_new_stored (const char *database, GError **error);
ReviewSimulation *
review_simulation_new_imported (const char *mapping, char **files, GError **error);
char **
review_simulation_list_types (const ReviewSimulation *self, const char *case_type, GError **error);
LoopWorld *review_simulation_read (const ReviewSimulation *self,
                                   const char *case_type,
                                   guint64 seed,
                                   guint generated,
                                   GError **error);
void review_simulation_free (ReviewSimulation *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewSimulation, review_simulation_free)

G_END_DECLS
