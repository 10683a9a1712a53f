/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Truth that matures: what an appeal, a chargeback or an authority found out of a case later, and the
 * labels that turn with it. */
#define G_LOG_DOMAIN "review-service"
#include <math.h>
#include <string.h>

#include "review-canonical.h"
#include "review-codec.h"
#include "review-truth-report.h"
#include "review-service-private.h"
#include "review-store-cases.h"
#include "review-store-events.h"
#include "review-store-labels.h"

static gboolean
check_report (const ReviewTruthReport *report, GError **error)
{
  const ReviewTruth *truth = report->truth;

  if (truth->source == NULL || *truth->source == '\0' || strcmp (truth->source, "review") == 0)
    review_error_set_field (error, "truth.source", "names who found it out, and is no review");
  else if (!truth->positive && truth->nature != 0)
    review_error_set_field (error, "truth.nature", "is that of a positive");
  else
    return TRUE;
  return FALSE;
}

/* As it is kept: later knowledge is new evidence, and mature, unless it says otherwise. */
static ReviewTruth *
complete (const ReviewTruth *given)
{
  ReviewTruth *truth = review_record_copy (given);

  if (truth->maturity == 0)
    truth->maturity = REVIEW_MATURITY_MATURED;
  if (truth->basis == 0)
    truth->basis = REVIEW_BASIS_NEW_EVIDENCE;
  return truth;
}

static gboolean
is_known (ReviewTx *tx, const char *case_id, const ReviewTruth *truth)
{
  g_autoptr (ReviewTruth) known = review_store_load_truth (tx, case_id, NULL);

  return known != NULL && known->positive == truth->positive && known->nature == truth->nature
         && known->maturity == truth->maturity && known->basis == truth->basis
         && g_strcmp0 (known->source, truth->source) == 0
         && g_strcmp0 (known->typology, truth->typology) == 0
         && (truth->cluster_id == NULL || g_strcmp0 (known->cluster_id, truth->cluster_id) == 0);
}

static gpointer
report_truth (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewTruthReport *report = write->body;
  const ReviewUser *user = write->call->user;
  g_autoptr (ReviewTruth) truth = complete (report->truth);
  g_autoptr (ReviewTruthReceipt) receipt = review_record_new (&review_truth_receipt_type);
  gint64 before = 0, after = 0;

  receipt->case_id =
      review_store_find_case (tx, report->source, report->type, report->external_id, error);
  if (receipt->case_id == NULL)
    return NULL;
  receipt->added = !is_known (tx, receipt->case_id, truth);
  if (!receipt->added)
    return g_steal_pointer (&receipt);
  if (!review_tx_get_int (tx, &before, error, "SELECT COALESCE (MAX(seq), 0) FROM label_log", "")
      || !review_store_add_truth (tx, receipt->case_id, truth, user->id, NULL, error)
      || !review_tx_get_int (tx, &after, error,
                             "SELECT COUNT(*) FROM label_log WHERE seq > $1 AND correction = 1",
                             "i", before)
      || !review_service_audit_case (tx, user, "truth", receipt->case_id, NULL, truth->source, NULL,
                                     truth, error)
      || !review_event_add (tx, "truth", receipt->case_id, NULL, error))
    return NULL;
  receipt->corrections = after;
  return g_steal_pointer (&receipt);
}

/**
 * review_service_report_truth:
 * @report: of which case, and what was found out
 *
 * Appends a version of the truth; what counts is the most mature, and of those the newest. Labels
 * that turn with it are corrected. The same again adds nothing.
 *
 * Returns: (transfer full): what became of it; %NULL with %REVIEW_ERROR_NOT_FOUND for a case that there
 *   is not
 */
ReviewTruthReceipt *
review_service_report_truth (ReviewService *self,
                             const ReviewCall *call,
                             const ReviewTruthReport *report,
                             GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "truth",
                        .body = report,
                        .answer_type = &review_truth_receipt_type,
                        .keep = REVIEW_KEEP_WRITE,
                        .run = report_truth };

  return check_report (report, error) ? review_service_run (&write, error) : NULL;
}

/* A card that is being filled. */
typedef struct
{
  ReviewLabelCard *card; /* (owned) */
  GHashTable *cases;     /* (owned) */
  GChecksum *sum;        /* (owned) */
} Filling;

static void
count_name (GPtrArray **list, const char *name)
{
  ReviewLabelCount *one;

  if (name == NULL)
    return;
  if (*list == NULL)
    *list = review_records_new ();
  for (guint i = 0; i < (*list)->len; i++)
    {
      one = (*list)->pdata[i];
      if (strcmp (one->name, name) == 0)
        {
          one->n++;
          return;
        }
    }
  one = review_record_new (&review_label_count_type);
  one->name = g_strdup (name);
  one->n = 1;
  g_ptr_array_add (*list, one);
}

static void
count_row (ReviewLabelCard *card, const ReviewLabelRow *row)
{
  card->rows++;
  card->until = MAX (card->until, row->seq);
  card->corrections += row->correction ? 1 : 0;
  card->unfit += row->nature == REVIEW_NATURE_UNFIT ? 1 : 0;
  card->trainable += row->truth_maturity > REVIEW_MATURITY_PROVISIONAL
                             && row->nature != REVIEW_NATURE_UNFIT && row->truth_label != 0
                         ? 1
                         : 0;
  count_name (&card->labels, review_enum_nick (&review_labels, row->truth_label));
  count_name (&card->maturities, review_enum_nick (&review_maturities, row->truth_maturity));
  count_name (&card->streams, review_enum_nick (&review_purposes, row->stream));
  count_name (&card->types, row->type);
  count_name (&card->models, row->model);
  count_name (&card->policies, row->policy);
  card->least_pi = isnan (card->least_pi) ? row->pi : fmin (card->least_pi, row->pi);
  card->weight += row->pi > 0 ? 1 / row->pi : 0;
  card->first_at =
      card->first_at == 0 ? row->effective_at : MIN (card->first_at, row->effective_at);
  card->last_at = MAX (card->last_at, row->effective_at);
}

static gboolean
add_row (const ReviewLabelRow *row, gpointer user_data, GError **error)
{
  Filling *filling = user_data;
  g_autofree char *line = review_encode (row);

  g_hash_table_add (filling->cases, g_strdup (row->case_id));
  g_checksum_update (filling->sum, (const guchar *) line, (gssize) strlen (line));
  g_checksum_update (filling->sum, (const guchar *) "\n", 1);
  count_row (filling->card, row);
  return TRUE;
}

/**
 * review_service_describe_labels:
 * @after: -1: the newest entry of each decision; otherwise entries of the log after it
 *
 * Returns: (transfer full): the card of what review_service_export_labels() would say now
 */
ReviewLabelCard *
review_service_describe_labels (ReviewService *self,
                                const ReviewUser *user,
                                gint64 after,
                                GError **error)
{
  Filling filling = { review_record_new (&review_label_card_type),
                      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                      g_checksum_new (G_CHECKSUM_SHA256) };
  gboolean ok;

  filling.card->after = filling.card->until = MAX (after, 0);
  filling.card->least_pi = NAN;
  filling.card->weight = 0;
  filling.card->at = REVIEW_WHOLE_MS (review_clock_now (review_store_get_clock (self->store)));
  ok = review_service_export_labels (self, user, after, add_row, &filling, error);
  filling.card->cases = g_hash_table_size (filling.cases);
  filling.card->sha256 = g_strdup (g_checksum_get_string (filling.sum));
  g_hash_table_unref (filling.cases);
  g_checksum_free (filling.sum);
  if (ok)
    return filling.card;
  review_record_unref (filling.card);
  return NULL;
}
