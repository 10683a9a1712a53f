/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases of a simulation. Evidence is read once, into features and the few facts that gates ask
 * for; a year of cases then fits into memory. */
#define G_LOG_DOMAIN "review-loop"
#include "loop-world.h"

#include <math.h>
#include <string.h>

#include "review-canonical.h"
#include "roca-matrix.h"

static void
free_case (gpointer data)
{
  LoopCase *self = data;

  g_free (self->id);
  g_free (self->cluster);
  g_free (self);
}

static void
add_fact (LoopWorld *self, const char *name)
{
  int column = roca_schema_find (self->schema, name);

  if (g_ptr_array_find_with_equal_func (self->facts, name, g_str_equal, NULL))
    return;
  g_ptr_array_add (self->facts, g_strdup (name));
  g_array_append_val (self->positions, column);
}

/* What the gates and the rules of the policy may ask of a case. */
static void
list_facts (LoopWorld *self)
{
  g_autoptr (HubRules) rules = hub_rules_new (self->policy, self->case_type, NULL);
  const char *const *names = hub_rules_get_columns (rules);

  add_fact (self, HUB_SCREENING_FACT);
  add_fact (self, HUB_BLOCK_LIST_FACT);
  for (guint i = 0; names[i] != NULL; i++)
    add_fact (self, names[i]);
}

/**
 * loop_world_new:
 * @catalog: case types, SOPs, features; read here only
 * @policy: kept by reference to the caller's: it has to outlive the world
 * @case_type: of all cases
 *
 * Returns: (transfer full): a world without cases
 */
LoopWorld *
loop_world_new (const ReviewCatalog *catalog, const ReviewPolicy *policy, const char *case_type)
{
  LoopWorld *self = g_new0 (LoopWorld, 1);

  self->case_type = g_strdup (case_type);
  self->policy = policy;
  self->schema = roca_schema_new (catalog, policy, case_type);
  self->matrix = roca_matrix_new (self->schema);
  self->cases = g_ptr_array_new_with_free_func (free_case);
  self->facts = g_ptr_array_new_with_free_func (g_free);
  self->answers = g_array_new (FALSE, TRUE, sizeof (ReviewFact));
  self->positions = g_array_new (FALSE, FALSE, sizeof (int));
  list_facts (self);
  return self;
}

static void
add_answers (LoopWorld *self, const HubFacts *facts)
{
  for (guint i = 0; i < self->facts->len; i++)
    {
      ReviewFact fact = { NAN, NULL };

      if (hub_facts_get (self->facts->pdata[i], &fact, (gpointer) facts) && fact.text != NULL)
        fact.text = g_intern_string (fact.text);
      g_array_append_val (self->answers, fact);
    }
}

/**
 * loop_world_add:
 * @intake: a case; a truth that it carries says its cluster and whether it is unfit
 * @positive: what is true of it
 */
void
loop_world_add (LoopWorld *self, const ReviewIntake *intake, gboolean positive)
{
  gint64 as_of = intake->as_of;
  g_autoptr (RocaFeatures) features = roca_extract (self->schema, intake, as_of);
  HubFacts facts = { intake, as_of, NULL, NULL };
  const ReviewTruth *truth = intake->truth;
  const char *cluster = truth != NULL ? truth->cluster_id : NULL;
  LoopCase *one = g_new0 (LoopCase, 1);
  HubCase gate;

  hub_case_init (&gate, &facts, NULL);
  one->id = g_strdup (intake->external_id);
  one->cluster = cluster != NULL && *cluster != '\0' ? g_strdup (cluster) : NULL;
  one->positive = positive;
  one->unfit = truth != NULL && truth->nature == REVIEW_NATURE_UNFIT;
  one->priority = gate.priority;
  one->screening_match = gate.screening_match;
  one->legal_hold = gate.legal_hold;
  one->value = gate.value;
  one->currency = g_intern_string (gate.currency);
  g_ptr_array_add (self->cases, one);
  add_answers (self, &facts);
  roca_matrix_add (self->matrix, one->id, one->cluster, positive,
                   roca_features_get_values (features));
}

guint
loop_world_get_n (const LoopWorld *self)
{
  return self->cases->len;
}

const LoopCase *
loop_world_get_case (const LoopWorld *self, guint row)
{
  return self->cases->pdata[row];
}

/* A place in the world, as a ReviewFactFunc reads it; see loop_world_get_gate(). */
typedef struct
{
  const LoopWorld *world;
  guint row;
} Place;

static gboolean
get_fact (const char *name, ReviewFact *ret_fact, gpointer user_data)
{
  const Place *place = user_data;
  const LoopWorld *world = place->world;

  *ret_fact = (ReviewFact){ NAN, NULL };
  for (guint i = 0; i < world->facts->len; i++)
    {
      int column = g_array_index (world->positions, int, i);

      if (strcmp (world->facts->pdata[i], name) != 0)
        continue;
      *ret_fact =
          g_array_index (world->answers, ReviewFact, (gsize) place->row * world->facts->len + i);
      if (column >= 0)
        ret_fact->number = (double) roca_matrix_get_row (world->matrix, place->row)[column];
      return ret_fact->text != NULL || !isnan (ret_fact->number);
    }
  return FALSE;
}

/**
 * loop_world_get_gate:
 * @said: (nullable): what ROCA says of the case
 * @ret_case: (out): the case as the Hub's gates see it, with nothing drawn; valid as long as @said
 *   and @facts are
 * @facts: (inout): memory for what @ret_case refers to; g_free() it in the end, one will do for any
 *   number of cases one after the other
 */
void
loop_world_get_gate (const LoopWorld *self,
                     guint row,
                     const ReviewAssessment *said,
                     HubCase *ret_case,
                     gpointer *facts)
{
  const LoopCase *one = loop_world_get_case (self, row);
  Place *place = *facts != NULL ? *facts : (*facts = g_new (Place, 1));

  *place = (Place){ self, row };
  *ret_case = (HubCase){ .case_type = self->case_type,
                         .assessment = said,
                         .priority = one->priority,
                         .screening_match = one->screening_match,
                         .legal_hold = one->legal_hold,
                         .value = one->value,
                         .currency = one->currency,
                         .draw = 1,
                         .fact = get_fact,
                         .fact_data = place };
}

/**
 * loop_world_pick:
 *
 * Returns: (transfer full): the features of @rows; it carries their truth, so it is for scoring only
 */
RocaMatrix *
loop_world_pick (const LoopWorld *self, const guint *rows, guint n)
{
  RocaMatrix *matrix = roca_matrix_new (self->schema);

  for (guint i = 0; i < n; i++)
    roca_matrix_add_row_of (matrix, self->matrix, rows[i]);
  return matrix;
}

/**
 * loop_draw:
 * @what: is drawn
 * @id: of the case
 *
 * The lot of a case does not depend on what was drawn before, so that two runs that differ in one
 * thing differ in nothing else.
 *
 * Returns: a number in [0, 1)
 */
double
loop_draw (guint64 seed, const char *what, const char *id)
{
  g_autofree char *salt = g_strdup_printf ("%" G_GUINT64_FORMAT " %s", seed, what);

  return review_hash_draw (salt, id);
}

typedef struct
{
  double key;
  guint row;
} Turn;

static int
compare_turns (gconstpointer a, gconstpointer b)
{
  const Turn *x = a, *y = b;

  return x->key < y->key ? -1 : x->key > y->key ? 1 : (int) x->row - (int) y->row;
}

/**
 * loop_world_shuffle:
 *
 * Returns: (transfer full): all rows in an order that follows from the seed and the ids: not from
 *   time, which in collected data can tell the classes apart
 */
guint *
loop_world_shuffle (const LoopWorld *self, guint64 seed)
{
  guint n = loop_world_get_n (self);
  g_autofree Turn *turns = g_new (Turn, MAX (n, 1));
  guint *order = g_new (guint, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    turns[i] = (Turn){ loop_draw (seed, "turn", loop_world_get_case (self, i)->id), i };
  qsort (turns, n, sizeof (Turn), compare_turns);
  for (guint i = 0; i < n; i++)
    order[i] = turns[i].row;
  return order;
}

void
loop_world_free (LoopWorld *self)
{
  if (self == NULL)
    return;
  g_free (self->case_type);
  roca_schema_free (self->schema);
  roca_matrix_free (self->matrix);
  g_ptr_array_unref (self->cases);
  g_ptr_array_unref (self->facts);
  g_array_unref (self->answers);
  g_array_unref (self->positions);
  g_free (self);
}
