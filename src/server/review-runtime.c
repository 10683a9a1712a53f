/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens what every subcommand works with, in order, and closes it in the reverse order. */
#define G_LOG_DOMAIN "review-server"
#include "review-runtime.h"

#include "review-catalog-load.h"
#include "review-data-resource.h"
#include "review-error.h"
#include "review-store-types.h"

/**
 * review_command_open_store:
 * @command: names the store
 * @flags: whether it may be made
 * @error: BUSY, naming the process, when another one holds it
 *
 * Opens the store under its exclusive lock, in a folder that only the owner reads.
 *
 * Returns: (transfer full): closed by review_store_close()
 */
ReviewStore *
review_command_open_store (const ReviewCommand *command, ReviewStoreFlags flags, GError **error)
{
  if ((flags & REVIEW_STORE_MUST_EXIST) == 0
      && !review_command_prepare_folder (command->database, error))
    return NULL;
  return review_store_open (command->database, flags, review_clock_system (), error);
}

/**
 * review_runtime_open:
 * @command: names the store
 * @flags: whether it may be made
 *
 * Returns: (transfer full): a service that is ready to be called, with the policy and the SOPs of
 *   this version published and the case types that came with data added to the catalogue
 */
ReviewRuntime *
review_runtime_open (const ReviewCommand *command, ReviewStoreFlags flags, GError **error)
{
  g_autoptr (ReviewRuntime) self = g_new0 (ReviewRuntime, 1);
  g_autoptr (ReviewCatalog) shipped = NULL;
  ReviewAssessor assessor;

  self->store = review_command_open_store (command, flags, error);
  if (self->store == NULL
      || !review_catalog_load (review_data_get_resource (), &shipped, &self->policy, error))
    return NULL;
  self->catalog = review_store_dup_catalog (self->store, shipped, error);
  if (self->catalog == NULL)
    return NULL;
  self->agent = review_agent_new (self->store);
  self->service = review_service_new (self->store, self->catalog, self->policy);
  assessor = review_agent_get_assessor (self->agent);
  review_service_set_assessor (self->service, &assessor);
  if (!review_service_publish (self->service, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * review_runtime_dup_model:
 * @error: NOT_FOUND when the type has no live model; CORRUPT when its artefact fails its check
 *
 * Returns: (transfer full): the live model of @case_type
 */
RocaModel *
review_runtime_dup_model (ReviewRuntime *self, const char *case_type, GError **error)
{
  g_autoptr (GError) local = NULL;
  RocaModel *model = review_agent_dup_model (self->agent, case_type, &local);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (model == NULL)
    g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_NOT_FOUND, "there is no live model for %s",
                 case_type);
  return model;
}

/**
 * review_runtime_close:
 */
void
review_runtime_close (ReviewRuntime *self)
{
  g_clear_pointer (&self->service, review_service_free);
  g_clear_pointer (&self->agent, review_agent_free);
  g_clear_pointer (&self->policy, review_record_unref);
  g_clear_pointer (&self->catalog, review_record_unref);
  g_clear_pointer (&self->store, review_store_close);
  g_free (self);
}
