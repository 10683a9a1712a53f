/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A model in shadow reads each case that ROCA assessed since, as it was then, and decides nothing. It
 * comes after the fact and from the store, so that no assessment waits for it and a stop of the server
 * loses nothing. */
#define G_LOG_DOMAIN "review-server"
#include "review-shadow.h"

#include "review-store-cases.h"
#include "review-store-events.h"
#include "review-store-models.h"
#include "review-store-shadow.h"
#include "roca-model.h"

#define BATCH 50 /* assessments in a turn */

struct _ReviewShadow
{
  ReviewService *service; /* (borrowed) */
  RocaModel *model;       /* (owned) (nullable): the one that was read last */
};

typedef struct
{
  ReviewShadow *shadow;
  ReviewStoredModel *stored; /* (owned) */
  GPtrArray *tasks;          /* (owned): ReviewShadowTask */
  GPtrArray *values;         /* (owned): ReviewIntake of the first tasks, all of one model */
  double *risks;             /* (owned) */
} Turn;

static void
turn_clear (Turn *self)
{
  g_clear_pointer (&self->stored, review_stored_model_free);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_free (self->risks);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Turn, turn_clear)

/**
 * review_shadow_new:
 * @service: (transfer none): outlives this
 */
ReviewShadow *
review_shadow_new (ReviewService *service)
{
  ReviewShadow *self = g_new0 (ReviewShadow, 1);

  self->service = service;
  return self;
}

/** review_shadow_free: */
void
review_shadow_free (ReviewShadow *self)
{
  g_clear_pointer (&self->model, roca_model_unref);
  g_free (self);
}

static const ReviewShadowTask *
first_of (const Turn *turn)
{
  return turn->tasks->pdata[0];
}

static gboolean
is_loaded (const Turn *turn)
{
  return turn->shadow->model != NULL
         && g_str_equal (roca_model_get_version (turn->shadow->model), first_of (turn)->model);
}

/* The tasks of one model, with the cases as they were. */
static gboolean
read_tasks (ReviewTx *tx, gpointer user_data, GError **error)
{
  Turn *turn = user_data;

  turn->tasks = review_store_list_shadow_tasks (tx, BATCH, error);
  if (turn->tasks == NULL)
    return FALSE;
  for (guint i = 0; i < turn->tasks->len; i++)
    {
      const ReviewShadowTask *task = turn->tasks->pdata[i];
      ReviewIntake *values;

      if (!g_str_equal (task->model, first_of (turn)->model))
        break;
      values = review_store_load_values (tx, task->case_id, task->as_of, error);
      if (values == NULL)
        return FALSE;
      g_ptr_array_add (turn->values, values);
    }
  if (turn->tasks->len > 0 && !is_loaded (turn))
    turn->stored = review_store_load_model (tx, first_of (turn)->model, error);
  return turn->tasks->len == 0 || is_loaded (turn) || turn->stored != NULL;
}

static gboolean
load_model (Turn *turn, GError **error)
{
  if (turn->stored == NULL)
    return TRUE;
  g_clear_pointer (&turn->shadow->model, roca_model_unref);
  turn->shadow->model = roca_model_load (turn->stored->artefact, error);
  return turn->shadow->model != NULL;
}

static gboolean
score (Turn *turn, GError **error)
{
  ReviewService *service = turn->shadow->service;
  g_autoptr (RocaSchema) schema =
      roca_schema_new (review_service_get_catalog (service), review_service_get_policy (service),
                       first_of (turn)->case_type);
  g_autoptr (RocaMatrix) matrix = roca_matrix_new (schema);

  for (guint i = 0; i < turn->values->len; i++)
    {
      const ReviewShadowTask *task = turn->tasks->pdata[i];
      const ReviewIntake *values = turn->values->pdata[i];
      g_autoptr (RocaFeatures) features = roca_extract (schema, values, task->as_of);

      roca_matrix_add_from (matrix, values->source, values->external_id, NULL, FALSE,
                            roca_features_get_values (features));
    }
  turn->risks = g_new (double, turn->values->len + 1);
  return roca_model_check_schema (turn->shadow->model, schema, error)
         && roca_model_score_matrix (turn->shadow->model, matrix, turn->risks, error);
}

static gboolean
put_risks (ReviewTx *tx, gpointer user_data, GError **error)
{
  Turn *turn = user_data;

  for (guint i = 0; i < turn->values->len; i++)
    if (!review_store_add_shadow (tx, turn->tasks->pdata[i], turn->risks[i], error))
      return FALSE;
  return review_event_add (tx, "candidate", first_of (turn)->case_type, NULL, error);
}

/**
 * review_shadow_turn:
 * @ret_read: (out): cases that were read; 0: there is nothing to read now
 *
 * Reads some cases with one model in shadow.
 */
gboolean
review_shadow_turn (ReviewShadow *self, guint *ret_read, GError **error)
{
  ReviewStore *store = review_service_get_store (self->service);
  g_auto (Turn) turn = { .shadow = self, .values = review_records_new () };

  *ret_read = 0;
  if (!review_store_read (store, read_tasks, &turn, error))
    return FALSE;
  if (turn.tasks->len == 0)
    return TRUE;
  if (!load_model (&turn, error) || !score (&turn, error)
      || !review_store_write (store, put_risks, &turn, error))
    return FALSE;
  *ret_read = turn.values->len;
  return TRUE;
}
