/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases of a simulation: made from a seed, read from a store, or imported from files into a store
 * that is gone afterwards. */
#define G_LOG_DOMAIN "review-server"
#include "review-simulation.h"

#include <glib/gstdio.h>
#include <string.h>

#include "review-catalog-load.h"
#include "review-data-resource.h"
#include "review-demo.h"
#include "review-error.h"
#include "review-store-cases.h"
#include "review-training.h"

#define SCHEME "sqlite:"
#define STORE  "cases.db"
/* A moment for generated cases to lie before: the same seed gives the same year at any time. */
#define MADE_AT (G_GINT64_CONSTANT (1767225600) * REVIEW_SECOND) /* 2026-01-01 */
/* With fewer known cases a type is passed over when all types are asked for. */
#define LEAST_KNOWN 200

/**
 * review_simulation_new_generated:
 *
 * Returns: (transfer full) (nullable): generated cases; the catalogue and policy of this version
 */
ReviewSimulation *
review_simulation_new_generated (GError **error)
{
  g_autoptr (ReviewSimulation) self = g_new0 (ReviewSimulation, 1);

  self->source = REVIEW_SIMULATION_GENERATED;
  if (!review_catalog_load (review_data_get_resource (), &self->catalog, &self->policy, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * review_simulation_new_stored:
 * @database: a store that is there
 *
 * Returns: (transfer full) (nullable): its cases whose truth is confirmed, with its case types and
 *   the policy in force there
 */
ReviewSimulation *
review_simulation_new_stored (const char *database, GError **error)
{
  g_autoptr (ReviewSimulation) self = g_new0 (ReviewSimulation, 1);
  ReviewCommand command = { (char *) database, FALSE };

  self->source = REVIEW_SIMULATION_STORED;
  self->runtime = review_runtime_open (&command, REVIEW_STORE_MUST_EXIST, error);
  if (self->runtime == NULL)
    return NULL;
  self->catalog = review_record_copy (review_service_get_catalog (self->runtime->service));
  self->policy = review_record_copy (review_service_get_policy (self->runtime->service));
  return g_steal_pointer (&self);
}

static char **
make_import (const char *program, const char *database, const char *mapping, char **files)
{
  g_autoptr (GStrvBuilder) argv = g_strv_builder_new ();

  g_strv_builder_add_many (argv, program, "import", "--database", database, "--labelled", NULL);
  if (mapping != NULL)
    g_strv_builder_add_many (argv, "--mapping", mapping, NULL);
  for (guint i = 0; files[i] != NULL; i++)
    g_strv_builder_add (argv, files[i]);
  return g_strv_builder_end (argv);
}

static gboolean
import (const char *database, const char *mapping, char **files, GError **error)
{
  g_autofree char *program = review_training_find_program (error);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocess) worker = NULL;
  g_autofree char *said = NULL;

  if (program == NULL)
    return FALSE;
  argv = make_import (program, database, mapping, files);
  worker =
      g_subprocess_newv ((const char *const *) argv,
                         G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE, error);
  if (worker == NULL || !g_subprocess_communicate_utf8 (worker, NULL, NULL, NULL, &said, error))
    return FALSE;
  if (g_subprocess_get_successful (worker))
    return TRUE;
  g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "the files cannot be imported: %s",
               g_strstrip (said));
  return FALSE;
}

/* A store that was made for a simulation, and its folder. */
static void
remove_store (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/**
 * review_simulation_new_imported:
 * @mapping: (nullable): as in `import`; %NULL: the files are riskops-case/1
 *
 * Returns: (transfer full) (nullable): the cases of @files whose truth is known
 */
ReviewSimulation *
review_simulation_new_imported (const char *mapping, char **files, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("riskops-simulate-XXXXXX", error);
  g_autofree char *database = NULL;
  ReviewSimulation *self = NULL;

  if (folder == NULL)
    return NULL;
  database = g_strdup_printf (SCHEME "%s/" STORE, folder);
  if (import (database, mapping, files, error))
    self = review_simulation_new_stored (database, error);
  if (self != NULL)
    self->folder = g_steal_pointer (&folder);
  else
    remove_store (folder);
  return self;
}

/* The cases of a type while they are read. */
typedef struct
{
  LoopWorld *world;
  guint known;
} Reading;

static gboolean
count_case (const char *case_id, const ReviewIntake *values, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  if (values->truth->maturity != REVIEW_MATURITY_PROVISIONAL)
    reading->known++;
  return TRUE;
}

static gboolean
add_case (const char *case_id, const ReviewIntake *values, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  if (values->truth->maturity != REVIEW_MATURITY_PROVISIONAL)
    loop_world_add (reading->world, values, values->truth->positive);
  return TRUE;
}

static gboolean
list_stored (const ReviewSimulation *self, GStrvBuilder *types, GError **error)
{
  for (guint i = 0; i < self->catalog->case_types->len; i++)
    {
      const ReviewCaseType *type = self->catalog->case_types->pdata[i];
      ReviewCaseFilter filter = { type->id, NULL, TRUE };
      Reading reading = { NULL, 0 };

      if (!review_store_each_case (self->runtime->store, &filter, count_case, &reading, error))
        return FALSE;
      if (reading.known >= LEAST_KNOWN)
        g_strv_builder_add (types, type->id);
    }
  return TRUE;
}

/**
 * review_simulation_list_types:
 * @case_type: (nullable): the one that is asked for; %NULL: all that there are cases of
 * @error: REVIEW_ERROR_INVALID when there is none
 *
 * Returns: (transfer full) (nullable): the case types to be simulated
 */
char **
review_simulation_list_types (const ReviewSimulation *self, const char *case_type, GError **error)
{
  gboolean generated = self->source == REVIEW_SIMULATION_GENERATED;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) types = NULL;

  if (generated)
    for (const char *const *type = review_demo_list_types (); *type != NULL; type++)
      if (case_type == NULL || strcmp (case_type, *type) == 0)
        g_strv_builder_add (builder, *type);
  if (!generated && case_type != NULL
      && review_catalog_find_type (self->catalog, case_type) != NULL)
    g_strv_builder_add (builder, case_type);
  if (!generated && case_type == NULL && !list_stored (self, builder, error))
    return NULL;
  types = g_strv_builder_end (builder);
  if (types[0] != NULL)
    return g_steal_pointer (&types);
  if (case_type != NULL)
    review_error_set_field (error, "type", "there are no cases of \"%s\" to simulate", case_type);
  else
    review_error_set_field (error, "type", "no case type has %d cases with known truth",
                            LEAST_KNOWN);
  return NULL;
}

static void
generate (LoopWorld *world, guint64 seed, guint n)
{
  ReviewDemoOptions options;

  review_demo_options_init (&options, MADE_AT);
  options.seed = seed;
  options.history = n;
  options.arriving = 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ReviewDemoCase) one = review_demo_make (&options, world->case_type, i);

      loop_world_add (world, one->intake, one->positive);
    }
}

/**
 * review_simulation_read:
 * @seed: of generated cases
 * @generated: how many to generate; of a store all are taken
 *
 * Returns: (transfer full) (nullable): the cases of @case_type, without their evidence
 */
LoopWorld *
review_simulation_read (const ReviewSimulation *self,
                        const char *case_type,
                        guint64 seed,
                        guint generated,
                        GError **error)
{
  g_autoptr (LoopWorld) world = loop_world_new (self->catalog, self->policy, case_type);
  ReviewCaseFilter filter = { case_type, NULL, TRUE };
  Reading reading = { world, 0 };

  if (self->source == REVIEW_SIMULATION_GENERATED)
    generate (world, seed, generated);
  else if (!review_store_each_case (self->runtime->store, &filter, add_case, &reading, error))
    return NULL;
  return g_steal_pointer (&world);
}

void
review_simulation_free (ReviewSimulation *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->runtime, review_runtime_close);
  g_clear_pointer (&self->catalog, review_record_unref);
  g_clear_pointer (&self->policy, review_record_unref);
  if (self->folder != NULL)
    remove_store (self->folder);
  g_free (self->folder);
  g_free (self);
}
