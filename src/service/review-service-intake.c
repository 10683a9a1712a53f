/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases as they arrive: checked, stored, and, where a question to the customer was out, put back
 * into the queue. */
#define G_LOG_DOMAIN "review-service"
#include <math.h>
#include <string.h>

#include "review-service-private.h"
#include "review-store-cases.h"
#include "review-store-events.h"
#include "review-text.h"

#define MAX_NAME    200
#define MAX_VALUE   20000
#define MAX_ROWS    100000
#define MAX_FEATURE 1e30
#define NO_PREFIX   "CASE"

static gboolean
check_name (const char *text, const char *field, GError **error)
{
  if (text != NULL && *text != '\0' && strlen (text) <= MAX_NAME)
    return TRUE;
  review_error_set_field (error, field, "needs 1 to %d bytes", MAX_NAME);
  return FALSE;
}

static gboolean
check_field (const ReviewField *field, const char *path, GError **error)
{
  if (!check_name (field->name, path, error))
    return FALSE;
  if (field->value != NULL && strlen (field->value) > MAX_VALUE)
    {
      review_error_set_field (error, path, "is longer than %d bytes", MAX_VALUE);
      return FALSE;
    }
  if (field->type == REVIEW_VALUE_AMOUNT && field->value != NULL
      && !review_text_is_amount (field->value))
    {
      review_error_set_field (error, path, "'%.40s' is no decimal amount", field->value);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_fields (GPtrArray *fields, const char *path, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      const ReviewField *field = fields->pdata[i];
      g_autofree char *at = g_strdup_printf ("%s[%u]", path, i);

      if (!check_field (field, at, error))
        return FALSE;
      if (!g_hash_table_add (names, field->name))
        {
          review_error_set_field (error, at, "'%s' is there twice", field->name);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_attachments (const ReviewEvidence *row, const char *path, GError **error)
{
  guint n = row->attachments != NULL ? row->attachments->len : 0;

  if (n > 0 && row->kind != REVIEW_EVIDENCE_DOCUMENT)
    {
      review_error_set_field (error, path, "belong to documents");
      return FALSE;
    }
  if (n > REVIEW_ATTACHMENT_MAX_ROW)
    {
      review_error_set_field (error, path, "more than %d", REVIEW_ATTACHMENT_MAX_ROW);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      const ReviewAttachment *one = row->attachments->pdata[i];

      if (review_sha256_is_valid (one->sha256) && one->role != 0)
        continue;
      review_error_set_field (error, path, "each needs sha256 and role");
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_evidence (GPtrArray *evidence, GError **error)
{
  if (evidence != NULL && evidence->len > MAX_ROWS)
    {
      review_error_set_field (error, "evidence", "more than %d rows", MAX_ROWS);
      return FALSE;
    }
  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    {
      const ReviewEvidence *row = evidence->pdata[i];
      g_autofree char *path = g_strdup_printf ("evidence[%u].fields", i);
      g_autofree char *kind = g_strdup_printf ("evidence[%u].kind", i);
      g_autofree char *files = g_strdup_printf ("evidence[%u].attachments", i);

      if (review_enum_nick (&review_evidence_kinds, row->kind) == NULL)
        {
          review_error_set_field (error, kind, "is required");
          return FALSE;
        }
      if (!check_fields (row->fields, path, error) || !check_attachments (row, files, error))
        return FALSE;
    }
  return TRUE;
}

/* A priority of 75 and above makes a key user: only a reason that says so may lift it there. */
static gboolean
check_priority (const ReviewIntake *intake, GError **error)
{
  gboolean named = FALSE;

  if (intake->priority < 0 || intake->priority > 100)
    {
      review_error_set_field (error, "priority", "lies between 0 and 100");
      return FALSE;
    }
  for (guint i = 0; intake->priority_reasons != NULL && i < intake->priority_reasons->len; i++)
    named = named || ((ReviewPriorityReason *) intake->priority_reasons->pdata[i])->key_user_reason;
  if (!review_priority_is_key_user (intake->priority) || named)
    return TRUE;
  review_error_set_field (error, "priority", "%d and above needs a key-user reason",
                          REVIEW_KEY_USER_PRIORITY);
  return FALSE;
}

static gboolean
is_type_name (const char *text)
{
  gsize len = text != NULL ? strlen (text) : 0;

  return len > 0 && len <= 64 && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789_") == len;
}

/* A missing value is left out or null; one that is there has to be a number of this world. */
static gboolean
check_feature_value (const ReviewFeatureValue *feature, const char *path, GError **error)
{
  if (isnan (feature->value) || fabs (feature->value) <= MAX_FEATURE)
    return TRUE;
  review_error_set_field (error, path, "'%s' is %g: beyond any magnitude that means something",
                          feature->name, feature->value);
  return FALSE;
}

static gboolean
check_features (GPtrArray *features, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; features != NULL && i < features->len; i++)
    {
      const ReviewFeatureValue *feature = features->pdata[i];
      g_autofree char *name = g_strdup_printf ("features[%u].name", i);
      g_autofree char *value = g_strdup_printf ("features[%u].value", i);

      if (!check_name (feature->name, name, error) || !check_feature_value (feature, value, error))
        return FALSE;
      if (g_hash_table_add (seen, feature->name))
        continue;
      review_error_set_field (error, name, "'%s' is there twice", feature->name);
      return FALSE;
    }
  return TRUE;
}

/* Everything but whether the type is known: types may come with the data. */
static gboolean
check_values (const ReviewIntake *intake, GError **error)
{
  if (g_strcmp0 (intake->schema, REVIEW_INTAKE_SCHEMA) != 0)
    {
      review_error_set_field (error, "schema", "must be %s", REVIEW_INTAKE_SCHEMA);
      return FALSE;
    }
  if (!is_type_name (intake->type))
    {
      review_error_set_field (error, "type", "letters a to z, digits and _ only");
      return FALSE;
    }
  if (intake->value != NULL && !review_text_is_amount (intake->value))
    {
      review_error_set_field (error, "value", "'%.40s' is no decimal amount", intake->value);
      return FALSE;
    }
  return check_name (intake->external_id, "external_id", error)
         && check_name (intake->source, "source", error) && check_priority (intake, error)
         && check_features (intake->features, error)
         && check_fields (intake->subject != NULL ? intake->subject->profile : NULL,
                          "subject.profile", error)
         && check_evidence (intake->evidence, error);
}

/**
 * review_service_check_intake:
 *
 * Returns: %FALSE with %REVIEW_ERROR_INVALID naming the first wrong member
 */
gboolean
review_service_check_intake (ReviewService *self, const ReviewIntake *intake, GError **error)
{
  ReviewAssessor assessor;

  if (!check_values (intake, error))
    return FALSE;
  g_mutex_lock (&self->lock);
  assessor = self->assessor;
  g_mutex_unlock (&self->lock);
  if (review_catalog_find_type (review_service_get_catalog (self), intake->type) != NULL)
    return assessor.check_features == NULL
           || assessor.check_features (assessor.self, intake, review_service_get_catalog (self),
                                       error);
  review_error_set_field (error, "type", "'%s' is not a case type", intake->type);
  return FALSE;
}

/**
 * review_service_intake_in:
 * @tx: the caller's write transaction; many intakes may share it
 * @mode: whether a case whose truth is known is history or arrives as work; asked for as work,
 *   one that was history already is work from now on
 * @ret_outcome: (out): added, extended or unchanged
 * @ret_case_id: (out) (optional) (transfer full): id of the case
 *
 * Checks, screens, looks up in the house's lists and stores one case with one audit row and no event. A type that the catalogue does not
 * know is allowed here: types may come with data. New cases wait for
 * review_service_assess_pending().
 */
gboolean
review_service_intake_in (ReviewService *self,
                          ReviewTx *tx,
                          const ReviewUser *actor,
                          const ReviewIntake *intake,
                          ReviewIntakeMode mode,
                          ReviewIntakeOutcome *ret_outcome,
                          char **ret_case_id,
                          GError **error)
{
  const ReviewCaseType *type =
      review_catalog_find_type (review_service_get_catalog (self), intake->type);
  g_autoptr (ReviewIntake) screened = NULL;
  g_autoptr (ReviewIntake) matched = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  ReviewIntakePut put = { .intake = intake,
                          .prefix = type != NULL && type->prefix != NULL ? type->prefix : NO_PREFIX,
                          .actor = actor->id,
                          .history = mode == REVIEW_INTAKE_AUTO && intake->truth != NULL,
                          .arrives = mode == REVIEW_INTAKE_ARRIVES };
  ReviewPutOutcome outcome = REVIEW_PUT_UNCHANGED;
  g_autofree char *id = NULL;

  if (!check_values (intake, error) || !review_service_screen (self, tx, intake, &screened, error)
      || !review_service_match_house (tx, screened, &matched, &entries, error))
    return FALSE;
  put.intake = matched;
  if (!review_store_put_intake (tx, &put, &outcome, &id, error)
      || !review_service_count_hits (tx, id, entries, error))
    return FALSE;
  /* New evidence is what the customer was asked for. */
  if (outcome == REVIEW_PUT_EXTENDED && !review_service_answer_waiting (self, tx, id, actor, error))
    return FALSE;
  *ret_outcome = (ReviewIntakeOutcome) outcome;
  if (ret_case_id != NULL)
    *ret_case_id = g_steal_pointer (&id);
  return TRUE;
}

static gpointer
intake_one (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewIntake *intake = write->body;
  ReviewIntakeOutcome outcome;
  g_autofree char *id = NULL;

  if (!review_service_intake_in (write->service, tx, write->call->user, intake, REVIEW_INTAKE_AUTO,
                                 &outcome, &id, error))
    return NULL;
  if (outcome != REVIEW_INTAKE_UNCHANGED
      && !review_event_add (tx, "case", id, intake->vendor, error))
    return NULL;
  return review_store_load_case (tx, id, error);
}

/**
 * review_service_intake:
 * @intake: of a known type
 *
 * Returns: (transfer full): the case as stored
 */
ReviewCase *
review_service_intake (ReviewService *self,
                       const ReviewCall *call,
                       const ReviewIntake *intake,
                       GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "intake",
                        .body = intake,
                        .answer_type = &review_case_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = intake_one };

  return review_service_check_intake (self, intake, error) ? review_service_run (&write, error)
                                                           : NULL;
}
