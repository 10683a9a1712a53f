/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The artefact: the bytes that are stored, versioned and served from. */
#define G_LOG_DOMAIN "review-roca"
#include "roca-artefact.h"

#include <string.h>

#include "review-error.h"
#include "roca-bytes.h"

#define FORMAT       3
#define FORMAT_IDS   2 /* its rows have an id and no source */
#define FORMAT_ALL   1 /* its boosters read every column; no source either */
#define MAX_COLUMNS  10000
#define MAX_ROWS     50000000
#define MAX_BOOSTERS 1000

static void
trained_row_free (gpointer data)
{
  RocaTrainedRow *row = data;

  g_free (row->source);
  g_free (row->id);
  g_free (row);
}

RocaArtefact *
roca_artefact_new (void)
{
  RocaArtefact *self = g_new0 (RocaArtefact, 1);

  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->versions = g_array_new (FALSE, FALSE, sizeof (int));
  self->peers = g_array_new (FALSE, FALSE, sizeof (RocaPeers));
  self->reads = g_array_new (FALSE, FALSE, sizeof (guint));
  self->rows = g_ptr_array_new_with_free_func (trained_row_free);
  self->boosters = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return self;
}

void
roca_artefact_free (RocaArtefact *self)
{
  if (self == NULL)
    return;
  g_free (self->version);
  g_free (self->case_type);
  g_free (self->library);
  g_ptr_array_unref (self->columns);
  g_array_unref (self->versions);
  g_array_unref (self->peers);
  g_array_unref (self->reads);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->boosters);
  g_free (self);
}

static void
put_options (GByteArray *out, const RocaTrainOptions *o)
{
  const guint64 whole[] = { o->seed,     o->folds,     o->repeats, o->rounds,
                            o->patience, o->max_depth, o->max_bin, o->nthread };
  const double real[] = { o->eta,   o->min_child_weight, o->subsample, o->colsample, o->lambda,
                          o->gamma, o->positive_weight };

  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    roca_put_int (out, whole[i]);
  for (guint i = 0; i < G_N_ELEMENTS (real); i++)
    roca_put_double (out, real[i]);
}

static void
get_options (RocaReader *in, RocaTrainOptions *o)
{
  guint *whole[] = { &o->folds,     &o->repeats, &o->rounds, &o->patience,
                     &o->max_depth, &o->max_bin, &o->nthread };
  double *real[] = { &o->eta,   &o->min_child_weight, &o->subsample, &o->colsample, &o->lambda,
                     &o->gamma, &o->positive_weight };

  o->seed = roca_get_int (in);
  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    *whole[i] = (guint) roca_get_int (in);
  for (guint i = 0; i < G_N_ELEMENTS (real); i++)
    *real[i] = roca_get_double (in);
}

static void
put_figures (GByteArray *out, const RocaArtefact *self)
{
  const RocaTrainMetrics *m = &self->metrics;
  const double real[] = { self->beta.a, self->beta.b, self->beta.c, m->auc,
                          m->f1,        m->cut,       m->brier,     m->log_loss };

  roca_put_int (out, m->n);
  roca_put_int (out, m->positives);
  for (guint i = 0; i < G_N_ELEMENTS (real); i++)
    roca_put_double (out, real[i]);
}

static void
get_figures (RocaReader *in, RocaArtefact *self)
{
  RocaTrainMetrics *m = &self->metrics;
  double *real[] = { &self->beta.a, &self->beta.b, &self->beta.c, &m->auc,
                     &m->f1,        &m->cut,       &m->brier,     &m->log_loss };

  m->n = (guint) roca_get_int (in);
  m->positives = (guint) roca_get_int (in);
  for (guint i = 0; i < G_N_ELEMENTS (real); i++)
    *real[i] = roca_get_double (in);
}

static void
put_peers (GByteArray *out, const RocaPeers *peers)
{
  for (int k = 0; k < 2; k++)
    {
      roca_put_int (out, peers->count[k]);
      for (int q = 0; q < ROCA_QUANTILES; q++)
        roca_put_double (out, peers->quantiles[k][q]);
    }
}

static void
get_peers (RocaReader *in, RocaArtefact *self)
{
  RocaPeers peers;

  for (int k = 0; k < 2; k++)
    {
      peers.count[k] = (guint) roca_get_int (in);
      for (int q = 0; q < ROCA_QUANTILES; q++)
        peers.quantiles[k][q] = roca_get_double (in);
    }
  g_array_append_val (self->peers, peers);
}

static gboolean
is_read (const RocaArtefact *self, guint column)
{
  for (guint i = 0; i < self->reads->len; i++)
    if (g_array_index (self->reads, guint, i) == column)
      return TRUE;
  return FALSE;
}

/**
 * roca_artefact_seal:
 *
 * Returns: (transfer full): the artefact's bytes; the same artefact always gives the same bytes
 */
GBytes *
roca_artefact_seal (const RocaArtefact *self)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  roca_put_int (out, FORMAT);
  roca_put_string (out, self->version);
  roca_put_string (out, self->case_type);
  roca_put_string (out, self->library);
  put_options (out, &self->options);
  put_figures (out, self);
  roca_put_int (out, self->columns->len);
  for (guint i = 0; i < self->columns->len; i++)
    {
      roca_put_string (out, self->columns->pdata[i]);
      roca_put_int (out, (guint64) g_array_index (self->versions, int, i));
      roca_put_int (out, is_read (self, i) ? 1 : 0);
      put_peers (out, &g_array_index (self->peers, RocaPeers, i));
    }
  roca_put_int (out, self->rows->len);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const RocaTrainedRow *row = self->rows->pdata[i];

      roca_put_string (out, row->source);
      roca_put_string (out, row->id);
      roca_put_int (out, row->fold);
      roca_put_int (out, row->positive ? 1 : 0);
      roca_put_double (out, row->out_of_fold);
    }
  roca_put_int (out, self->boosters->len);
  for (guint i = 0; i < self->boosters->len; i++)
    {
      gsize len;
      const void *bytes = g_bytes_get_data (self->boosters->pdata[i], &len);

      roca_put_bytes (out, bytes, len);
    }
  return roca_seal (ROCA_BYTES_MODEL, out);
}

static void
get_columns (RocaReader *in, guint64 format, RocaArtefact *self)
{
  guint n = roca_get_count (in, MAX_COLUMNS);

  for (guint i = 0; i < n && !in->failed; i++)
    {
      int version;

      g_ptr_array_add (self->columns, roca_get_string (in));
      version = (int) roca_get_int (in);
      g_array_append_val (self->versions, version);
      if (format == FORMAT_ALL || roca_get_int (in) != 0)
        g_array_append_val (self->reads, i);
      get_peers (in, self);
    }
}

static void
get_rows (RocaReader *in, guint64 format, RocaArtefact *self)
{
  guint n = roca_get_count (in, MAX_ROWS);

  for (guint i = 0; i < n && !in->failed; i++)
    {
      RocaTrainedRow *row = g_new0 (RocaTrainedRow, 1);

      row->source = format == FORMAT ? roca_get_string (in) : g_strdup ("");
      row->id = roca_get_string (in);
      row->fold = (guint) roca_get_int (in);
      row->positive = roca_get_int (in) != 0;
      row->out_of_fold = roca_get_double (in);
      g_ptr_array_add (self->rows, row);
    }
}

static void
get_boosters (RocaReader *in, RocaArtefact *self)
{
  guint n = roca_get_count (in, MAX_BOOSTERS);

  for (guint i = 0; i < n && !in->failed; i++)
    {
      gsize len;
      const guint8 *bytes = roca_get_bytes (in, &len);

      if (bytes != NULL)
        g_ptr_array_add (self->boosters, g_bytes_new (bytes, len));
    }
}

/**
 * roca_artefact_open:
 * @sealed: bytes of a trained model
 *
 * Returns: (transfer full) (nullable): its contents; REVIEW_ERROR_CORRUPT when damaged, of
 *   another kind, or of a format this program does not know
 */
RocaArtefact *
roca_artefact_open (GBytes *sealed, GError **error)
{
  g_autoptr (RocaArtefact) self = roca_artefact_new ();
  RocaReader in;
  guint64 format;

  if (!roca_open (sealed, ROCA_BYTES_MODEL, &in, error))
    return NULL;
  format = roca_get_int (&in);
  if (format != FORMAT && format != FORMAT_IDS && format != FORMAT_ALL)
    {
      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_CORRUPT,
                   "model format %" G_GUINT64_FORMAT " where %d is known", format, FORMAT);
      return NULL;
    }
  self->version = roca_get_string (&in);
  self->case_type = roca_get_string (&in);
  self->library = roca_get_string (&in);
  get_options (&in, &self->options);
  get_figures (&in, self);
  get_columns (&in, format, self);
  get_rows (&in, format, self);
  get_boosters (&in, self);
  return roca_reader_finish (&in, error) ? g_steal_pointer (&self) : NULL;
}
