/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is measured of people and of lots: which decisions count, and which do not. */
#define G_LOG_DOMAIN "test-measure"
#include "review-store-cases.h"
#include "review-store-measure.h"
#include "store-fixture.h"

/* A case with one decision by a person. */
typedef struct
{
  const char *name;
  const char *purpose;  /* of the work item that was decided */
  const char *choice;   /* the decision */
  const char *maturity; /* of the truth that something else established; NULL: there is none */
  gboolean positive;
  const char *nature;
  gboolean qa;        /* QA looked at the case, too */
  gboolean retracted; /* the decision does not stand */
  double pi;
} Given;

typedef struct
{
  const Given *given;
  guint found;
  guint seen;
  GHashTable *pi;
} Job;

#define MUST(tx, ...)                           \
  G_STMT_START                                  \
  {                                             \
    g_autoptr (GError) local = NULL;            \
    review_tx_exec ((tx), &local, __VA_ARGS__); \
    g_assert_no_error (local);                  \
  }                                             \
  G_STMT_END

static char *
put_case (ReviewTx *tx, const Given *given)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewIntake) intake = review_record_new (&review_intake_type);
  ReviewIntakePut put = { .intake = intake, .prefix = "T", .actor = "test" };
  ReviewPutOutcome outcome;
  char *id = NULL;

  intake->schema = g_strdup (REVIEW_INTAKE_SCHEMA);
  intake->external_id = g_strdup (given->name);
  intake->source = g_strdup ("test");
  intake->type = g_strdup ("t");
  intake->as_of = FIXTURE_START;
  if (given->maturity != NULL)
    {
      intake->truth = review_record_new (&review_truth_type);
      intake->truth->positive = given->positive;
      intake->truth->maturity = review_enum_value (&review_maturities, given->maturity);
      intake->truth->nature = given->nature != NULL
                                  ? review_enum_value (&review_natures, given->nature)
                                  : REVIEW_NATURE_THIRD_PARTY;
    }
  review_store_put_intake (tx, &put, &outcome, &id, &error);
  g_assert_no_error (error);
  return id;
}

static void
add_work (ReviewTx *tx, const char *id, const char *case_id, const char *purpose)
{
  MUST (tx,
        "INSERT INTO work_item (id, case_id, purpose, round, as_of, queued_at, due_at, state, "
        "version, band, case_type, key_user, value_rank, stage) "
        "VALUES ($1, $2, $3, 1, 0, 0, 0, 'closed', 1, 3, 't', 0, 0, 'first')",
        "sss", id, case_id, purpose);
}

/* Every decision says what its maker holds to be true; that is no measure of its maker. */
static void
add_own_truth (ReviewTx *tx, const char *case_id, const char *decision)
{
  g_autoptr (ReviewTruth) own = review_record_new (&review_truth_type);

  own->positive = TRUE;
  own->maturity = REVIEW_MATURITY_CONFIRMED;
  g_assert_true (review_store_add_truth (tx, case_id, own, NULL, decision, NULL));
}

static void
decide (ReviewTx *tx, const Given *given, const char *id)
{
  g_autofree char *work = g_strconcat ("w-", given->name, NULL);
  g_autofree char *qa = g_strconcat ("q-", given->name, NULL);
  g_autofree char *assessment = g_strconcat ("a-", given->name, NULL);
  g_autofree char *decision = g_strconcat ("d-", given->name, NULL);

  add_work (tx, work, id, given->purpose);
  if (given->qa)
    add_work (tx, qa, id, "qa");
  MUST (tx,
        "INSERT INTO assessment (id, case_id, n, as_of, created_at, agent, model, policy, risk, "
        "verdict, verdict_cut, route, pi, body) "
        "VALUES ($1, $2, 1, 0, 0, 'roca', 'm', 'p', 0.5, 'pass', 0.5, 'audit', $3, '{}')",
        "ssd", assessment, id, given->pi);
  MUST (tx,
        "INSERT INTO decision (id, work_item, case_id, n, account, decided_at, effective_at, "
        "stage, choice, assessment, body) VALUES ($1, $2, $3, 1, 'x', 0, 0, 'first', $4, $5, '{}')",
        "sssss", decision, work, id, given->choice, assessment);
  if (!given->retracted)
    MUST (tx, "INSERT INTO effective_decision (work_item, decision) VALUES ($1, $2)", "ss", work,
          decision);
  add_own_truth (tx, id, decision);
}

static gboolean
fill (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  for (const Given *given = job->given; given->name != NULL; given++)
    {
      g_autofree char *id = put_case (tx, given);

      decide (tx, given, id);
    }
  return TRUE;
}

static gboolean
measure (ReviewTx *tx, gpointer user_data, GError **error)
{
  Job *job = user_data;

  job->pi = review_store_list_pi (tx, "t", error);
  return job->pi != NULL && review_store_count_found (tx, "t", &job->found, &job->seen, error);
}

static void
run (Fixture *f, const Given *given, Job *job)
{
  g_autoptr (GError) error = NULL;

  *job = (Job){ .given = given };
  g_assert_true (review_store_write (f->store, fill, job, &error));
  g_assert_no_error (error);
  g_assert_true (review_store_read (f->store, measure, job, &error));
  g_assert_no_error (error);
}

/* Two gold cases and one that QA looked at count; everything else does not. */
static void
test_people (Fixture *f, gconstpointer data)
{
  static const Given given[] = {
    { "gold-found", "gold", "block", "matured", TRUE, NULL, FALSE, FALSE, 1 },
    { "gold-missed", "gold", "pass", "confirmed", TRUE, NULL, FALSE, FALSE, 1 },
    { "qa-found", "sla", "block", "confirmed", TRUE, NULL, TRUE, FALSE, 1 },
    { "no-qa", "sla", "block", "confirmed", TRUE, NULL, FALSE, FALSE, 1 },
    { "good", "gold", "block", "matured", FALSE, NULL, FALSE, FALSE, 1 },
    { "provisional", "gold", "pass", "provisional", TRUE, NULL, FALSE, FALSE, 1 },
    { "unfit", "gold", "pass", "matured", TRUE, "unfit", FALSE, FALSE, 1 },
    { "own-word", "gold", "pass", NULL, FALSE, NULL, FALSE, FALSE, 1 },
    { "escalated", "gold", "escalate", "matured", TRUE, NULL, FALSE, FALSE, 1 },
    { "retracted", "gold", "pass", "matured", TRUE, NULL, FALSE, TRUE, 1 },
    { NULL },
  };
  Job job;

  run (f, given, &job);
  g_assert_cmpuint (job.seen, ==, 3);
  g_assert_cmpuint (job.found, ==, 2);
  g_assert_cmpuint (g_hash_table_size (job.pi), ==, 0);
  g_hash_table_unref (job.pi);
}

/* Only cases that were drawn with a probability below 1 are listed. */
static void
test_lots (Fixture *f, gconstpointer data)
{
  static const Given given[] = {
    { "drawn", "audit", "pass", NULL, FALSE, NULL, FALSE, FALSE, 0.05 },
    { "queue", "sla", "pass", NULL, FALSE, NULL, FALSE, FALSE, 1 },
    { "never", "sla", "pass", NULL, FALSE, NULL, FALSE, FALSE, 0 },
    { NULL },
  };
  GHashTableIter iter;
  gpointer pi = NULL;
  Job job;

  run (f, given, &job);
  g_assert_cmpuint (g_hash_table_size (job.pi), ==, 1);
  g_hash_table_iter_init (&iter, job.pi);
  g_assert_true (g_hash_table_iter_next (&iter, NULL, &pi));
  g_assert_cmpfloat (*(double *) pi, ==, 0.05);
  g_hash_table_unref (job.pi);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/measure/people", Fixture, NULL, fixture_set_up, test_people, fixture_tear_down);
  g_test_add ("/measure/lots", Fixture, NULL, fixture_set_up, test_lots, fixture_tear_down);
  return g_test_run ();
}
