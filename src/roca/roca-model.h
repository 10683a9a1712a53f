/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roca-features.h"

G_BEGIN_DECLS

/* Rows to train on or to evaluate: external ids, truth, features. Rows with the same group
 * (a cluster of linked cases) always lie in the same fold. */
typedef struct _RocaMatrix RocaMatrix;

RocaMatrix *roca_matrix_new (const RocaSchema *schema);
void roca_matrix_free (RocaMatrix *self);
void roca_matrix_add (
    RocaMatrix *self, const char *id, const char *group, gboolean positive, const double *values);
void roca_matrix_add_from (RocaMatrix *self,
                           const char *source,
                           const char *id,
                           const char *group,
                           gboolean positive,
                           const double *values);
void roca_matrix_add_case (RocaMatrix *self,
                           const RocaSchema *schema,
                           const ReviewIntake *intake,
                           gint64 as_of);
guint roca_matrix_get_n_rows (const RocaMatrix *self);
guint roca_matrix_get_n_columns (const RocaMatrix *self);
const char *roca_matrix_get_id (const RocaMatrix *self, guint row);
gboolean roca_matrix_get_positive (const RocaMatrix *self, guint row);
const float *roca_matrix_get_row (const RocaMatrix *self, guint row);
GBytes *roca_matrix_to_bytes (const RocaMatrix *self);
RocaMatrix *roca_matrix_from_bytes (GBytes *bytes, GError **error);

/* How to train. roca_train_options_init() gives the values that cross-validation chose. */
typedef struct
{
  guint64 seed;
  guint folds;    /* K */
  guint repeats;  /* independent fold splits, averaged */
  guint rounds;   /* most trees per model */
  guint patience; /* rounds without gain on the validation part before stopping */
  guint max_depth;
  double eta;
  double min_child_weight;
  double subsample;
  double colsample;
  double lambda;
  double gamma;
  double positive_weight; /* of a positive row against a negative one; 0: by their numbers */
  guint max_bin;
  guint nthread;
} RocaTrainOptions;

void roca_train_options_init (RocaTrainOptions *options);
void roca_train_options_scale (RocaTrainOptions *options, guint n_rows);
void roca_train_options_quicken (RocaTrainOptions *options);

typedef void (*RocaProgressFunc) (guint done, guint total, gpointer user_data);

GBytes *roca_train (const RocaMatrix *matrix,
                    const char *version,
                    const RocaTrainOptions *options,
                    RocaProgressFunc progress,
                    gpointer user_data,
                    GError **error);

GBytes *roca_train_continued (GBytes *base,
                              const RocaMatrix *matrix,
                              const char *version,
                              const RocaTrainOptions *options,
                              RocaProgressFunc progress,
                              gpointer user_data,
                              GError **error);

/* From a raw score to a risk p: logit p = c + a ln s - b ln (1 - s), s the logistic of the score
 * (beta calibration). a and b are not negative, so that the order of the cases stays. */
typedef struct
{
  double a;
  double b;
  double c;
} RocaCalibration;

/* A trained model, loaded from its artefact. Immutable and safe to share between threads, once its
 * calibration is set. */
typedef struct _RocaModel RocaModel;

RocaModel *roca_model_load (GBytes *artefact, GError **error);
RocaModel *roca_model_ref (RocaModel *self);
void roca_model_unref (RocaModel *self);
const char *roca_model_get_case_type (const RocaModel *self);
const char *roca_model_get_version (const RocaModel *self);
const char *roca_model_get_calibration (const RocaModel *self);
void roca_model_get_calibration_values (const RocaModel *self, RocaCalibration *ret_calibration);
gboolean roca_model_set_calibration (RocaModel *self,
                                     const char *version,
                                     const RocaCalibration *calibration,
                                     GError **error);
const char *roca_model_get_library (const RocaModel *self);
const char *roca_model_get_sha256 (const RocaModel *self);
gboolean roca_model_check_schema (const RocaModel *self, const RocaSchema *schema, GError **error);
gboolean roca_model_fit_schema (const RocaModel *self, RocaSchema *schema, GError **error);
GPtrArray *roca_model_list_trained (const RocaModel *self);

/* One row of the training set: which fold left it out (of the first split), and its score then. */
typedef struct
{
  char *source; /* "": not said, as in models of an earlier format */
  char *id;
  guint fold;
  gboolean positive;
  double out_of_fold; /* raw score, by models that were not trained on it */
} RocaTrainedRow;

const RocaTrainedRow *
roca_model_find_trained (const RocaModel *self, const char *source, const char *external_id);

/* Measured out of fold on the training rows, at the cut that maximises F1 there. */
typedef struct
{
  guint n;
  guint positives;
  double auc;
  double f1;
  double cut; /* calibrated risk */
  double brier;
  double log_loss;
} RocaTrainMetrics;

/* How often ROCA was wrong on training cases that lie near a risk, out of fold. */
typedef struct
{
  guint n;
  guint wrong;
  double low; /* of the error rate, Wilson interval, 95 % */
  double high;
  double risk_low; /* between which they lie */
  double risk_high;
} RocaRecord;

void roca_model_get_metrics (const RocaModel *self, RocaTrainMetrics *ret_metrics);

/* A score: raw = base + sum of contributions, in log-odds; risk is the calibrated raw score. */
typedef struct
{
  double raw;
  double base;
  double risk;
  guint n;
  double *contributions; /* n, one per column; then the base once more */
} RocaScore;

void roca_score_clear (RocaScore *score);
gboolean roca_model_score (
    const RocaModel *self, const double *values, guint n, RocaScore *ret_score, GError **error);
gboolean roca_model_score_matrix (const RocaModel *self,
                                  const RocaMatrix *matrix,
                                  double *ret_risks,
                                  GError **error);
gboolean roca_model_score_raw (const RocaModel *self,
                               const RocaMatrix *matrix,
                               double *ret_raw,
                               GError **error);
gboolean roca_model_explain_matrix (const RocaModel *self,
                                    const RocaMatrix *matrix,
                                    double *ret_risks,
                                    double *ret_contributions,
                                    GError **error);
gboolean roca_model_compare (const RocaModel *self,
                             guint column,
                             gboolean positive,
                             double value,
                             double *ret_below,
                             double *ret_above);
gboolean roca_model_reads (const RocaModel *self, const char *feature);
gboolean roca_model_get_quantile (
    const RocaModel *self, guint column, gboolean positive, double share, double *ret_value);
gboolean
roca_model_get_record (const RocaModel *self, double raw, double cut, RocaRecord *ret_record);
double roca_model_calibrate (const RocaModel *self, double raw);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RocaMatrix, roca_matrix_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RocaModel, roca_model_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RocaScore, roca_score_clear)

G_END_DECLS
