/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The person behind a KYC audit: the selfie and how it was captured, the same face, document,
 * device or network elsewhere, earlier attempts, name screening, places that do not fit, the
 * e-mail, and whether somebody else directs. Rows: the event `selfie_check` with `capture_channel`
 * (camera, gallery, emulator, virtual_camera), `liveness_score`, its sub-scores, `deepfake_score`,
 * `face_score`; links `shared_face`, `shared_document`, `shared_device`, `shared_network`; events
 * `identity_attempt` with `result`; screening as the ingest writes it. */
#define G_LOG_DOMAIN "review-roca"
#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "roca-country.h"
#include "roca-rows.h"

enum
{
  LIVENESS_SCORE,
  LIVENESS_WEAKEST,
  DEEPFAKE_SCORE,
  FACE_SCORE,
  CAPTURE_INJECTED,
  CAPTURE_EMULATOR,
  CAPTURE_GALLERY,
  FACE_REUSE,
  DOCUMENT_REUSE,
  DEVICE_APPLICATIONS,
  NETWORK_APPLICATIONS,
  EARLIER_REFUSALS,
  SCREENING_SCORE,
  SCREENING_AGREE,
  SCREENING_DIFFER,
  SCREENING_UNCLEARED,
  COUNTRIES_DIFFER,
  RESIDENCE_RESTRICTED,
  EMAIL_DISPOSABLE,
  EMAIL_DOMAIN_AGE,
  THIRD_PARTY_SIGNS,
  N_FEATURES
};

#define SELFIE    ROCA_READS_EVENT
#define GRAPH     ROCA_READS_GRAPH
#define SCREENING ROCA_READS_SCREENING
#define PROFILE   ROCA_READS_PROFILE
/* clang-format off */
static const RocaFeatureDef defs[N_FEATURES] = {
  [LIVENESS_SCORE] = { "liveness_score", "ratio", "Liveness", "活体检测分",
    "How sure the check is that a living person was before the camera.", SELFIE, 1, -1 },
  [LIVENESS_WEAKEST] = { "liveness_weakest", "ratio", "Weakest part of the liveness check",
    "活体检测最低子项分", "Lowest of texture, motion and depth: a mask or a screen fails in one of them.",
    SELFIE, 1, -1 },
  [DEEPFAKE_SCORE] = { "deepfake_score", "ratio", "Signs of a generated face", "深度伪造迹象分",
    "What the detector of generated or swapped faces says.", SELFIE, 1, +1 },
  [FACE_SCORE] = { "face_score", "ratio", "Selfie against the portrait (1:1)", "人脸比对分（1:1）",
    "Likeness of the selfie and the document's portrait.", SELFIE, 1, -1 },
  [CAPTURE_INJECTED] = { "capture_injected", "bool", "Camera feed was injected", "摄像头画面被注入",
    "A virtual camera: what was shown need not have been there.", SELFIE, 1, +1 },
  [CAPTURE_EMULATOR] = { "capture_emulator", "bool", "Captured in an emulator", "在模拟器中采集",
    "No telephone was there; farms run emulators.", SELFIE, 1, +1 },
  [CAPTURE_GALLERY] = { "capture_gallery", "bool", "Taken from the gallery", "图片来自相册",
    "The picture was uploaded and not taken.", SELFIE, 1, +1 },
  [FACE_REUSE] = { "face_reuse_accounts", "count", "Other accounts with the same face (1:N)",
    "同一人脸的其他账户数（1:N）", "Found by search over all faces; one person, several identities.",
    GRAPH, 1, +1 },
  [DOCUMENT_REUSE] = { "document_reuse_accounts", "count", "Other accounts with the same document",
    "同一证件的其他账户数", "The same number or scan on another account.", GRAPH, 1, +1 },
  [DEVICE_APPLICATIONS] = { "device_applications_7d", "count", "Applications on the device in 7 days",
    "7 天内同设备申请数", "Other accounts that applied on the same device in the 7 days before.", GRAPH, 1, +1 },
  [NETWORK_APPLICATIONS] = { "network_applications_24h", "count",
    "Applications on the network in 24 h", "24 小时内同网络申请数",
    "Other accounts that applied from the same address in the 24 h before; an office has some.",
    GRAPH, 1 },
  [EARLIER_REFUSALS] = { "earlier_refusals", "count", "Earlier refused attempts", "此前被拒次数",
    "Attempts of this customer that were refused; some people try until it passes.",
    ROCA_READS_EVENT, 1, +1 },
  [SCREENING_SCORE] = { "screening_score", "ratio", "Best match of name screening", "名单筛查最高匹配分",
    "Likeness to the best entry; common names match weakly all the time.", SCREENING, 2, +1 },
  [SCREENING_AGREE] = { "screening_identifiers_agree", "count", "Identifiers that agree with the entry",
    "与名单条目一致的识别要素数", "Birth date and nationality that agree with the best entry.",
    SCREENING, 1, +1 },
  [SCREENING_DIFFER] = { "screening_identifiers_differ", "count",
    "Identifiers that differ from the entry", "与名单条目不一致的识别要素数",
    "Birth date and nationality that differ from the best entry: another person of that name.",
    SCREENING, 1, -1 },
  [SCREENING_UNCLEARED] = { "screening_uncleared", "bool", "Screening match not cleared",
    "名单命中尚未排除", "A match of which no identifier differs, or one agrees: it may be the person.",
    SCREENING, 2, +1 },
  [COUNTRIES_DIFFER] = { "countries_differ", "count", "Countries unlike the residence",
    "与居住国不一致的国家数", "Network, telephone and document against the declared residence; a migrant "
    "has one or two.", PROFILE | ROCA_READS_LOGIN | ROCA_READS_DOCUMENT, 1 },
  [RESIDENCE_RESTRICTED] = { "residence_restricted", "bool", "Residence in a restricted market",
    "居住于受限地区", "Services may not be offered there, whoever applies.", PROFILE, 1, +1 },
  [EMAIL_DISPOSABLE] = { "email_disposable", "bool", "Disposable e-mail address", "一次性邮箱",
    "The domain hands out addresses for an hour.", PROFILE, 1, +1 },
  [EMAIL_DOMAIN_AGE] = { "email_domain_age_days", "d", "Age of the e-mail domain", "邮箱域名存续时间",
    "From the domain's first appearance to the application; domains of farms are days old.",
    PROFILE, 1, -1 },
  [THIRD_PARTY_SIGNS] = { "third_party_signs", "count", "Signs that somebody directs",
    "受他人操控迹象数", "A second person in the picture, a shared screen, a remote session: rented and "
    "coached accounts.", ROCA_READS_EVENT, 1, +1 },
};
/* clang-format on */

#define EVENT REVIEW_EVIDENCE_EVENT

static double
is_channel (const char *channel, const char *which)
{
  if (channel == NULL)
    return NAN;
  return strcmp (channel, which) == 0 ? 1 : 0;
}

static void
fill_selfie (const RocaLedger *ledger, double *values)
{
  static const char *const parts[] = { "liveness_texture", "liveness_motion", "liveness_depth" };
  const ReviewEvidence *selfie = roca_rows_latest (ledger, EVENT, "selfie_check", NULL);
  const char *channel;

  if (selfie == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    values[LIVENESS_WEAKEST] =
        fmin (values[LIVENESS_WEAKEST], review_fields_get_number (selfie->fields, parts[i]));
  channel = review_fields_get (selfie->fields, "capture_channel");
  values[LIVENESS_SCORE] = review_fields_get_number (selfie->fields, "liveness_score");
  values[DEEPFAKE_SCORE] = review_fields_get_number (selfie->fields, "deepfake_score");
  values[FACE_SCORE] = review_fields_get_number (selfie->fields, "face_score");
  values[CAPTURE_INJECTED] = is_channel (channel, "virtual_camera");
  values[CAPTURE_EMULATOR] = is_channel (channel, "emulator");
  values[CAPTURE_GALLERY] = is_channel (channel, "gallery");
}

/* Attempts are known where the case's events are: none among them is none. */
static void
fill_history (const RocaLedger *ledger, double *values)
{
  static const char *const signs[] = { "second_person", "screen_share", "remote_session" };
  gint64 at = roca_ledger_get_submitted (ledger);

  values[FACE_REUSE] = roca_rows_count_links (ledger, "shared_face", 0);
  values[DOCUMENT_REUSE] = roca_rows_count_links (ledger, "shared_document", 0);
  values[DEVICE_APPLICATIONS] =
      roca_rows_count_links (ledger, "shared_device", at - 7 * REVIEW_DAY);
  values[NETWORK_APPLICATIONS] = roca_rows_count_links (ledger, "shared_network", at - REVIEW_DAY);
  if (roca_rows_count (ledger, EVENT, NULL, NULL, NULL) == 0)
    return;
  values[EARLIER_REFUSALS] =
      roca_rows_count (ledger, EVENT, "identity_attempt", "result", "refused");
  values[THIRD_PARTY_SIGNS] = 0;
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    values[THIRD_PARTY_SIGNS] += roca_rows_count (ledger, EVENT, signs[i], NULL, NULL) > 0 ? 1 : 0;
}

/* Agreeing, or differing, identifiers of one entry. */
static double
count_identifiers (const ReviewEvidence *row, const char *answer)
{
  static const char *const identifiers[] = { "birth_date_agrees", "nationality_agrees" };
  double n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (identifiers); i++)
    n += g_strcmp0 (review_fields_get (row->fields, identifiers[i]), answer) == 0 ? 1 : 0;
  return n;
}

static gboolean
is_match (const ReviewEvidence *row)
{
  const char *match = review_fields_get (row->fields, "match");

  return match != NULL && strcmp (match, "none") != 0;
}

static gboolean
says_none (const ReviewEvidence *row)
{
  return g_strcmp0 (review_fields_get (row->fields, "match"), "none") == 0;
}

/* The best entry speaks; that any entry is not cleared is enough for the last feature. */
static void
fill_screening (const RocaLedger *ledger, double *values)
{
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const ReviewEvidence *row = ledger->rows->pdata[i];
      double score = review_fields_get_number (row->fields, "score");
      double agree, differ;

      if (row->kind != REVIEW_EVIDENCE_SCREENING)
        continue;
      agree = count_identifiers (row, "agree");
      differ = count_identifiers (row, "differ");
      if (review_fields_get (row->fields, "match") != NULL)
        values[SCREENING_UNCLEARED] = fmax (values[SCREENING_UNCLEARED],
                                            is_match (row) && (differ == 0 || agree > 0) ? 1 : 0);
      if (!isnan (values[SCREENING_AGREE])
          && (isnan (score) || score < values[SCREENING_SCORE]
              || (score == values[SCREENING_SCORE] && agree <= values[SCREENING_AGREE])))
        continue;
      values[SCREENING_SCORE] = isnan (score) && says_none (row) ? 0 : score;
      values[SCREENING_AGREE] = agree;
      values[SCREENING_DIFFER] = differ;
    }
}

static void
fill_places (const RocaLedger *ledger, double *values)
{
  const char *residence = roca_ledger_get_declared (ledger, "residence_country");
  const char *status = roca_ledger_get_declared (ledger, "residence_status");
  const char *others[] = { roca_rows_text (ledger, REVIEW_EVIDENCE_LOGIN, NULL, "ip_country"),
                           roca_ledger_get_declared (ledger, "phone_country"),
                           roca_rows_text (ledger, REVIEW_EVIDENCE_DOCUMENT, NULL,
                                           "issuing_state") };
  double differ[G_N_ELEMENTS (others)];

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    differ[i] = roca_country_differs (residence, others[i]);
  values[COUNTRIES_DIFFER] = roca_sum_known (differ, G_N_ELEMENTS (others));
  if (status != NULL)
    values[RESIDENCE_RESTRICTED] = strcmp (status, "restricted") == 0 ? 1 : 0;
}

static void
fill_email (const RocaLedger *ledger, double *values)
{
  const char *disposable = roca_ledger_get_declared (ledger, "email_disposable");
  gint64 first = 0;

  if (disposable != NULL)
    values[EMAIL_DISPOSABLE] = strcmp (disposable, "true") == 0 ? 1 : 0;
  if (roca_day_parse (roca_ledger_get_declared (ledger, "email_domain_first_seen"), &first))
    values[EMAIL_DOMAIN_AGE] = roca_between (first, roca_ledger_get_submitted (ledger), REVIEW_DAY);
}

static void
fill (const RocaLedger *ledger, double *values)
{
  for (int i = 0; i < N_FEATURES; i++)
    values[i] = NAN;
  fill_selfie (ledger, values);
  fill_history (ledger, values);
  fill_screening (ledger, values);
  fill_places (ledger, values);
  fill_email (ledger, values);
}

const RocaFamily roca_family_applicant = { defs, N_FEATURES, fill };
