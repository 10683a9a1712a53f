/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Case types and features that came with data: the catalogue's files are compiled in, what a
 * mapping brought is kept in the store and added to them whenever it is opened. */
#define G_LOG_DOMAIN "review-store"
#include "review-store-types.h"

#include <string.h>

#include "review-codec.h"

static gboolean
has_feature (const ReviewCatalog *catalog, const ReviewFeatureDef *def)
{
  for (guint i = 0; catalog->features != NULL && i < catalog->features->len; i++)
    {
      const ReviewFeatureDef *other = catalog->features->pdata[i];

      if (strcmp (other->case_type, def->case_type) == 0 && strcmp (other->id, def->id) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * review_catalog_extend:
 * @type: (nullable): a case type
 * @features: (nullable) (element-type ReviewFeatureDef)
 *
 * Returns: (transfer full): @base, with @type and those of @features that it does not have yet
 */
ReviewCatalog *
review_catalog_extend (const ReviewCatalog *base, const ReviewCaseType *type, GPtrArray *features)
{
  ReviewCatalog *catalog = review_record_copy (base);

  if (catalog->case_types == NULL)
    catalog->case_types = review_records_new ();
  if (catalog->features == NULL)
    catalog->features = review_records_new ();
  if (type != NULL && review_catalog_find_type (catalog, type->id) == NULL)
    g_ptr_array_add (catalog->case_types, review_record_ref ((gpointer) type));
  for (guint i = 0; features != NULL && i < features->len; i++)
    if (!has_feature (catalog, features->pdata[i]))
      g_ptr_array_add (catalog->features, review_record_ref (features->pdata[i]));
  return catalog;
}

static gboolean
put_feature (ReviewTx *tx, const ReviewFeatureDef *def, int n, GError **error)
{
  g_autofree char *body = review_encode (def);

  return review_tx_exec (tx, error,
                         "INSERT INTO feature_def (case_type, id, n, body, created_at) "
                         "VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                         "ssesi", def->case_type, def->id, n, body, review_tx_get_now (tx))
         >= 0;
}

/**
 * review_store_put_types:
 * @type: (nullable): a case type that the catalogue does not have
 * @features: (nullable) (element-type ReviewFeatureDef)
 *
 * Keeps what a mapping brought; what is kept already stays as it is.
 */
gboolean
review_store_put_types (ReviewTx *tx,
                        const ReviewCaseType *type,
                        GPtrArray *features,
                        GError **error)
{
  if (type != NULL)
    {
      g_autofree char *body = review_encode (type);

      if (review_tx_exec (tx, error,
                          "INSERT INTO case_type (id, body, created_at) VALUES ($1, $2, $3) "
                          "ON CONFLICT DO NOTHING",
                          "ssi", type->id, body, review_tx_get_now (tx))
          < 0)
        return FALSE;
    }
  for (guint i = 0; features != NULL && i < features->len; i++)
    if (!put_feature (tx, features->pdata[i], (int) i, error))
      return FALSE;
  return TRUE;
}

typedef struct
{
  GPtrArray *types;    /* (owned) */
  GPtrArray *features; /* (owned) */
} Stored;

static gboolean
collect (
    ReviewTx *tx, const char *sql, const ReviewRecordType *type, GPtrArray *records, GError **error)
{
  g_autoptr (ReviewRows) rows = review_tx_query (tx, error, sql, "");
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return FALSE;
  while (review_rows_next (rows, &local))
    {
      gpointer record = review_decode (type, review_rows_get_text (rows, 0), -1, &local);

      if (record == NULL)
        break;
      g_ptr_array_add (records, record);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
read_stored (ReviewTx *tx, gpointer user_data, GError **error)
{
  Stored *stored = user_data;

  return collect (tx, "SELECT body FROM case_type ORDER BY id", &review_case_type_type,
                  stored->types, error)
         && collect (tx, "SELECT body FROM feature_def ORDER BY case_type, n, id",
                     &review_feature_def_type, stored->features, error);
}

/**
 * review_store_dup_catalog:
 * @base: the catalogue that came with the program
 *
 * Returns: (transfer full): @base with the case types and features that came with data; what the
 *   program brings itself wins
 */
ReviewCatalog *
review_store_dup_catalog (ReviewStore *store, const ReviewCatalog *base, GError **error)
{
  g_autoptr (GPtrArray) types = review_records_new ();
  g_autoptr (GPtrArray) features = review_records_new ();
  Stored stored = { types, features };
  g_autoptr (ReviewCatalog) catalog = NULL;

  if (!review_store_read (store, read_stored, &stored, error))
    return NULL;
  catalog = review_catalog_extend (base, NULL, features);
  for (guint i = 0; i < types->len; i++)
    {
      ReviewCatalog *extended = review_catalog_extend (catalog, types->pdata[i], NULL);

      review_record_unref (catalog);
      catalog = extended;
    }
  return g_steal_pointer (&catalog);
}
