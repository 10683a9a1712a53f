/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The identity document of a KYC audit against itself and against what was declared. Document rows
 * carry, one row per side: `document_type`, `document_side`, `issuing_state`, `name_on_document`,
 * `birth_date`, `document_number`, `issued_on`, `expires_on`, the machine-readable zone as `mrz_1`
 * to `mrz_3`, `listed`, `template` (known, unknown), `image_quality`, `unreadable` (fields, or
 * none) and the signs that a forensic check found. The profile row carries `declared_name`,
 * `declared_birth_date`, `declared_document_number`. Days count back from the upload. */
#define G_LOG_DOMAIN "review-roca"
#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "roca-country.h"
#include "review-likeness.h"
#include "review-mrz.h"
#include "roca-rows.h"

enum
{
  SUBMISSION_COMPLETE,
  UNREADABLE_FIELDS,
  IMAGE_QUALITY,
  DOCUMENT_LISTED,
  DOCUMENT_DAYS_LEFT,
  DOCUMENT_ISSUED_DAYS,
  STATE_RETIRED,
  TEMPLATE_KNOWN,
  MRZ_CHECKS_FAILED,
  MRZ_NUMBER_FAILED,
  MRZ_DATES_FAILED,
  MRZ_FIELDS_DIFFER,
  FORGERY_SIGNS,
  SCREEN_RECAPTURED,
  NAME_MATCH,
  NAME_TEXT_MATCH,
  BIRTH_DATE_DIFFERS,
  DOCUMENT_NUMBER_DIFFERS,
  APPLICANT_AGE,
  N_FEATURES
};

#define DOCUMENT ROCA_READS_DOCUMENT
#define BOTH     (ROCA_READS_DOCUMENT | ROCA_READS_PROFILE)
/* clang-format off */
static const RocaFeatureDef defs[N_FEATURES] = {
  [SUBMISSION_COMPLETE] = { "submission_complete", "bool", "Submission is complete", "资料齐全",
    "All sides of the document, a selfie with liveness and the declared data are there; without one "
    "of them nobody can judge.", BOTH | ROCA_READS_EVENT, 1 },
  [UNREADABLE_FIELDS] = { "unreadable_fields", "count", "Decisive fields that cannot be read",
    "无法辨读的关键字段数", "Fields hidden by glare, blur or cropping; a reason to ask, never one to "
    "refuse.", DOCUMENT, 1 },
  [IMAGE_QUALITY] = { "image_quality", "ratio", "Readability of the image", "影像可读性",
    "Quality of the worst image; poor quality alone says nothing of fraud.", DOCUMENT, 1 },
  [DOCUMENT_LISTED] = { "document_listed", "bool", "Document is on the accepted list",
    "证件在受理清单内", "Whether the market accepts documents of this type.", DOCUMENT, 1, -1 },
  [DOCUMENT_DAYS_LEFT] = { "document_days_left", "d", "Validity left", "证件剩余有效期",
    "From the upload to the date of expiry; below zero the document has expired.", DOCUMENT, 1 },
  [DOCUMENT_ISSUED_DAYS] = { "document_issued_days", "d", "Age of the document and its portrait",
    "证件及其人像存续时间", "From the date of issue to the upload; an old portrait lowers an honest face "
    "score.", DOCUMENT, 1 },
  [STATE_RETIRED] = { "issuing_state_retired", "bool", "Issued by a state that is no more",
    "签发国已更名或不复存在", "The issuing state has since been renamed or dissolved; such documents may "
    "still be honest.", DOCUMENT, 1 },
  [TEMPLATE_KNOWN] = { "template_known", "bool", "Template and edition are known", "证件版本在模板库内",
    "No: nothing to compare the document with; a new edition, or an invented one.", DOCUMENT, 1, -1 },
  [MRZ_CHECKS_FAILED] = { "mrz_checks_failed", "count", "MRZ check digits that fail", "机读区校验位不符数",
    "Check digits of the machine-readable zone that do not agree (ICAO 9303); forgers often do not "
    "compute them, and a misread digit fails as well.", DOCUMENT, 1, +1 },
  [MRZ_NUMBER_FAILED] = { "mrz_number_failed", "bool", "MRZ check digit of the number fails",
    "机读区证件号校验位不符", "The check digit of the document number does not agree.", DOCUMENT, 1, +1 },
  [MRZ_DATES_FAILED] = { "mrz_dates_failed", "count", "MRZ check digits of dates that fail",
    "机读区日期校验位不符数", "Check digits of birth and expiry that do not agree; a changed date of birth "
    "fails here.", DOCUMENT, 1, +1 },
  [MRZ_FIELDS_DIFFER] = { "mrz_fields_differ", "count", "MRZ fields unlike the printed ones",
    "机读区与证面不一致字段数", "Name, number, birth, expiry and state in the zone against those printed; "
    "whoever edits one side forgets the other.", DOCUMENT, 1, +1 },
  [FORGERY_SIGNS] = { "forgery_signs", "count", "Independent signs of forgery", "相互独立的伪造迹象数",
    "Font, layout, security feature, re-captured screen, file history; two justify a block.",
    DOCUMENT, 1, +1 },
  [SCREEN_RECAPTURED] = { "screen_recaptured", "bool", "Photographed from a screen", "翻拍自屏幕",
    "Moiré and edges of a display: the document itself was not there.", DOCUMENT, 1, +1 },
  [NAME_MATCH] = { "name_match", "ratio", "Name agrees with the declared one", "姓名与申报一致度",
    "Order, transliteration, diacritics and middle names already evened out; low is another person.",
    BOTH, 1, -1 },
  [NAME_TEXT_MATCH] = { "name_text_match", "ratio", "Name agrees, as text", "姓名文本一致度",
    "Letter by letter: order and transliteration lower it without meaning.", BOTH, 1 },
  [BIRTH_DATE_DIFFERS] = { "birth_date_differs", "count", "Digits of the birth date that differ",
    "出生日期不一致位数", "Declared against printed; one or two may be a slip of the pen.", BOTH, 1, +1 },
  [DOCUMENT_NUMBER_DIFFERS] = { "document_number_differs", "count",
    "Characters of the document number that differ", "证件号不一致位数",
    "Declared against printed, spaces and punctuation aside.", BOTH, 1, +1 },
  [APPLICANT_AGE] = { "applicant_age", "years", "Age of the applicant", "申请人年龄",
    "Whole years and the part of the next, from the printed date of birth, else the zone's, else the "
    "declared one.", BOTH, 1 },
};
/* clang-format on */

/* The document as the functions below read it. */
typedef struct
{
  const RocaLedger *ledger;
  gint64 submitted;
  gboolean has_mrz;
  ReviewMrz mrz;
} Paper;

#define DOC REVIEW_EVIDENCE_DOCUMENT

static const char *
get_printed (const Paper *paper, const char *field)
{
  return roca_rows_text (paper->ledger, DOC, NULL, field);
}

static void
read_mrz (Paper *paper)
{
  static const char *const fields[] = { "mrz_1", "mrz_2", "mrz_3" };
  const ReviewEvidence *row = roca_rows_latest (paper->ledger, DOC, NULL, fields[0]);
  const char *lines[G_N_ELEMENTS (fields)];
  guint n = 0;

  while (row != NULL && n < G_N_ELEMENTS (fields)
         && (lines[n] = review_fields_get (row->fields, fields[n])) != NULL)
    n++;
  paper->has_mrz = n > 0 && review_mrz_parse (lines, n, &paper->mrz, NULL);
}

/* A passport shows all on one page; a card has two sides. */
static gboolean
has_all_sides (const RocaLedger *ledger)
{
  const char *type = roca_rows_text (ledger, DOC, NULL, "document_type");

  if (g_strcmp0 (type, "passport") == 0)
    return TRUE;
  return roca_rows_count (ledger, DOC, NULL, "document_side", "front") > 0
         && roca_rows_count (ledger, DOC, NULL, "document_side", "back") > 0;
}

static double
is_complete (const RocaLedger *ledger)
{
  gboolean document = roca_rows_latest (ledger, DOC, NULL, NULL) != NULL;
  gboolean selfie =
      roca_rows_latest (ledger, REVIEW_EVIDENCE_EVENT, "selfie_check", "liveness_score") != NULL;
  gboolean declared = roca_ledger_get_declared (ledger, "declared_name") != NULL
                      && roca_ledger_get_declared (ledger, "declared_birth_date") != NULL;

  if (!document && !selfie && !declared)
    return NAN;
  return document && selfie && declared && has_all_sides (ledger) ? 1 : 0;
}

static double
count_unreadable (const RocaLedger *ledger)
{
  double n = NAN;

  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const ReviewEvidence *row = ledger->rows->pdata[i];
      const char *text = review_fields_get (row->fields, "unreadable");
      g_auto (GStrv) fields = NULL;

      if (row->kind != DOC || text == NULL)
        continue;
      fields = g_strsplit_set (text, " ,", -1);
      n = isnan (n) ? 0 : n;
      for (guint k = 0; strcmp (text, "none") != 0 && fields[k] != NULL; k++)
        n += *fields[k] != '\0' ? 1 : 0;
    }
  return n;
}

/* Days from the upload to @day; NaN where @known is not. */
static double
days_ahead (const Paper *paper, gboolean known, gint64 day)
{
  return known ? (double) (day - paper->submitted) / (double) REVIEW_DAY : NAN;
}

static void
fill_validity (const Paper *paper, double *values)
{
  gint64 day = 0;
  gboolean known = roca_rows_day (paper->ledger, DOC, "expires_on", &day);
  const char *state = get_printed (paper, "issuing_state");

  if (!known && paper->has_mrz)
    known = review_mrz_get_expiry (&paper->mrz, paper->submitted, &day);
  values[DOCUMENT_DAYS_LEFT] = days_ahead (paper, known, day);
  known = roca_rows_day (paper->ledger, DOC, "issued_on", &day);
  values[DOCUMENT_ISSUED_DAYS] = -days_ahead (paper, known, day);
  state = state == NULL && paper->has_mrz ? paper->mrz.state : state;
  if (state != NULL)
    values[STATE_RETIRED] = roca_country_is_retired (state) ? 1 : 0;
  values[DOCUMENT_LISTED] = roca_rows_flag (paper->ledger, DOC, NULL, "listed");
  values[TEMPLATE_KNOWN] = 1 - roca_rows_differ (paper->ledger, DOC, NULL, "template", "known");
}

/* 1 or 0 where both days are known. */
static double
days_differ (const Paper *paper, const char *field, gboolean known, gint64 zone)
{
  gint64 printed = 0;

  if (!known || !roca_rows_day (paper->ledger, DOC, field, &printed))
    return NAN;
  return printed / REVIEW_DAY != zone / REVIEW_DAY ? 1 : 0;
}

static double
is_above (double value, double limit)
{
  return isnan (value) ? NAN : value > limit ? 1 : 0;
}

/* The name in the zone may be cut off; whoever has most of it has it. */
static double
names_differ (const Paper *paper)
{
  double likeness = review_name_likeness (get_printed (paper, "name_on_document"), paper->mrz.name);

  return isnan (likeness) ? NAN : 1 - is_above (likeness, 0.8);
}

static void
fill_mrz (const Paper *paper, double *values)
{
  const ReviewMrz *mrz = &paper->mrz;
  gint64 birth = 0, expiry = 0;
  gboolean has_birth, has_expiry;

  if (!paper->has_mrz)
    return;
  has_birth = review_mrz_get_birth (mrz, paper->submitted, &birth);
  has_expiry = review_mrz_get_expiry (mrz, paper->submitted, &expiry);
  values[MRZ_CHECKS_FAILED] = __builtin_popcount (mrz->failed);
  values[MRZ_NUMBER_FAILED] = (mrz->failed & REVIEW_MRZ_NUMBER) != 0 ? 1 : 0;
  values[MRZ_DATES_FAILED] =
      __builtin_popcount (mrz->failed & (REVIEW_MRZ_BIRTH | REVIEW_MRZ_EXPIRY));
  values[MRZ_FIELDS_DIFFER] = roca_sum_known (
      (const double[]){
          names_differ (paper),
          is_above (review_code_distance (get_printed (paper, "document_number"), mrz->number), 0),
          days_differ (paper, "birth_date", has_birth, birth),
          days_differ (paper, "expires_on", has_expiry, expiry),
          roca_country_differs (get_printed (paper, "issuing_state"), mrz->state) },
      5);
}

static void
fill_forgery (const Paper *paper, double *values)
{
  static const char *const signs[] = { "font_irregular", "layout_irregular",
                                       "security_feature_wrong", "screen_recaptured",
                                       "file_edited" };
  double found[G_N_ELEMENTS (signs)];

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    found[i] = roca_rows_flag (paper->ledger, DOC, NULL, signs[i]);
  values[FORGERY_SIGNS] = roca_sum_known (found, G_N_ELEMENTS (signs));
  values[SCREEN_RECAPTURED] = roca_rows_flag (paper->ledger, DOC, NULL, "screen_recaptured");
}

/* Digits of two days, written YYYYMMDD. */
static double
compare_days (const char *declared, const char *printed)
{
  gint64 a, b;

  if (!roca_day_parse (declared, &a) || !roca_day_parse (printed, &b))
    return NAN;
  if (a / REVIEW_DAY == b / REVIEW_DAY)
    return 0;
  return fmax (1, review_code_distance (declared, printed));
}

static void
fill_declared (const Paper *paper, double *values)
{
  const char *name = roca_ledger_get_declared (paper->ledger, "declared_name");
  const char *printed = get_printed (paper, "name_on_document");

  values[NAME_MATCH] = review_name_likeness (name, printed);
  values[NAME_TEXT_MATCH] = review_text_likeness (name, printed);
  values[BIRTH_DATE_DIFFERS] =
      compare_days (roca_ledger_get_declared (paper->ledger, "declared_birth_date"),
                    get_printed (paper, "birth_date"));
  values[DOCUMENT_NUMBER_DIFFERS] =
      review_code_distance (roca_ledger_get_declared (paper->ledger, "declared_document_number"),
                            get_printed (paper, "document_number"));
}

/* Whole years by the calendar: on the day before the eighteenth birthday it is below 18. */
static double
count_years (gint64 birth, gint64 at)
{
  g_autoptr (GDateTime) from = g_date_time_new_from_unix_utc (birth / REVIEW_SECOND);
  g_autoptr (GDateTime) to = g_date_time_new_from_unix_utc (at / REVIEW_SECOND);
  int years = g_date_time_get_year (to) - g_date_time_get_year (from);
  g_autoptr (GDateTime) birthday = g_date_time_add_years (from, years);
  g_autoptr (GDateTime) last = NULL;

  if (g_date_time_compare (birthday, to) > 0)
    years--;
  last = g_date_time_add_years (from, years);
  return years + (double) g_date_time_difference (to, last) / (366.0 * G_TIME_SPAN_DAY);
}

static void
fill_age (const Paper *paper, double *values)
{
  gint64 birth = 0;
  gboolean known =
      roca_rows_day (paper->ledger, DOC, "birth_date", &birth)
      || (paper->has_mrz && review_mrz_get_birth (&paper->mrz, paper->submitted, &birth))
      || roca_day_parse (roca_ledger_get_declared (paper->ledger, "declared_birth_date"), &birth);

  if (known && birth <= paper->submitted)
    values[APPLICANT_AGE] = count_years (birth, paper->submitted);
}

static void
fill (const RocaLedger *ledger, double *values)
{
  Paper paper = { ledger, roca_ledger_get_submitted (ledger) };

  for (int i = 0; i < N_FEATURES; i++)
    values[i] = NAN;
  read_mrz (&paper);
  values[SUBMISSION_COMPLETE] = is_complete (ledger);
  values[UNREADABLE_FIELDS] = count_unreadable (ledger);
  values[IMAGE_QUALITY] = roca_rows_least (ledger, DOC, NULL, "image_quality");
  fill_validity (&paper, values);
  fill_mrz (&paper, values);
  fill_forgery (&paper, values);
  fill_declared (&paper, values);
  fill_age (&paper, values);
}

const RocaFamily roca_family_identity_document = { defs, N_FEATURES, fill };
