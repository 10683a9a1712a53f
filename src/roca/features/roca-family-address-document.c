/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document of a proof-of-address review: its dates, its address against the declared one part
 * by part, the name, signs of forgery, and where else it was seen. Document rows carry
 * `document_type`, `listed`, `issuer`, `issued_on`, `period_from`, `period_to`, `due_on`,
 * `name_on_document`, `address_on_document` (or `street_on_document`, `house_number_on_document`,
 * `city_on_document`, `postcode_on_document`), `address_country`, `address_kind`,
 * `market_status`, `bill_number` with the issuer's `number_format`, `charges`, `tax`, `total`,
 * `font_outliers`, `file_producer`, `image_quality`, `cropped`, `screenshot`; the profile row
 * `declared_name`, `declared_address` (or its parts) and `usual_country`; links `shared_scan`,
 * `shared_number`, `shared_template`. Days count back from the upload. */
#define G_LOG_DOMAIN "review-roca"
#include <math.h>
#include <string.h>

#include "review-clock.h"
#include "review-address.h"
#include "roca-country.h"
#include "review-likeness.h"
#include "roca-rows.h"

enum
{
  DOCUMENT_LISTED,
  ISSUER_NAMED,
  NAME_FULL,
  ADDRESS_FULL,
  DOCUMENT_AGE,
  PERIOD_DAYS,
  ISSUE_GAP,
  NAME_MATCH,
  SAME_SURNAME,
  RELATION_PROOF,
  ADDRESS_MATCH,
  PARTS_DIFFER,
  STREET_DIFFERS,
  NUMBER_DIFFERS,
  CITY_DIFFERS,
  POSTCODE_DIFFERS,
  OTHER_SCRIPT,
  TOTAL_MISMATCH,
  NUMBER_BAD,
  FONT_OUTLIERS,
  DATE_INCONSISTENT,
  EDITED_FILE,
  FORGERY_SIGNS,
  SHARED_SCAN,
  SHARED_TEMPLATE,
  PO_BOX,
  RESTRICTED,
  COUNTRY_MATCHES,
  IMAGE_QUALITY,
  DEFECT_CURABLE,
  EARLIER_REQUESTS,
  ACCOUNT_AGE,
  N_FEATURES
};

#define DOCUMENT ROCA_READS_DOCUMENT
#define BOTH     (ROCA_READS_DOCUMENT | ROCA_READS_PROFILE)
#define GRAPH    ROCA_READS_GRAPH
/* clang-format off */
static const RocaFeatureDef defs[N_FEATURES] = {
  [DOCUMENT_LISTED] = { "document_listed", "bool", "Document type on the market’s list",
    "文件类型在当地清单内", "No: the market does not accept this type of document.", DOCUMENT, 1, -1 },
  [ISSUER_NAMED] = { "issuer_named", "bool", "Issuer is named", "出具机构明确",
    "No: nobody can be asked whether the document is real.", DOCUMENT, 1, -1 },
  [NAME_FULL] = { "name_full", "bool", "Full name on the document", "载有完整姓名",
    "No: cropped, initials only, or a digital statement.", DOCUMENT, 1, -1 },
  [ADDRESS_FULL] = { "address_full", "bool", "Full address on the document", "载有完整地址",
    "No: without street, number and city residence is not shown.", DOCUMENT, 1, -1 },
  [DOCUMENT_AGE] = { "document_age_days", "d", "Days from issue to upload", "出具至上传天数",
    "From the issue date, not the billing period; old documents show an earlier address.", DOCUMENT,
    1, +1 },
  [PERIOD_DAYS] = { "billing_period_days", "d", "Days since the billing period ended", "账期结束至上传天数",
    "Far from the issue date: one of the two was misread or edited.", DOCUMENT, 1 },
  [ISSUE_GAP] = { "issue_gap_days", "d", "From the end of the period to the issue", "账期结束至出具天数",
    "Bills are issued within weeks of their period; far apart, one date was misread or edited.",
    DOCUMENT, 1 },
  [NAME_MATCH] = { "name_match", "ratio", "Name agrees with the declared one", "姓名与申报一致度",
    "Order and transliteration already evened out; low means another person.", BOTH, 1, -1 },
  [SAME_SURNAME] = { "same_surname", "bool", "Same surname where the names differ", "姓名不同但姓氏相同",
    "A household member’s bill rather than a stranger’s.", BOTH, 1 },
  [RELATION_PROOF] = { "relation_proof", "bool", "Proof of relation handed in", "已提供关系证明",
    "What a household member’s bill needs.", DOCUMENT, 1 },
  [ADDRESS_MATCH] = { "address_match", "ratio", "Address agrees, as text", "地址文本一致度",
    "Plain text comparison: language, order and abbreviation lower it without meaning.", BOTH, 1,
    -1 },
  [PARTS_DIFFER] = { "address_parts_differ", "count", "Address parts that differ", "不一致的地址要素数",
    "Street, number or city after normalising; this is what counts.", BOTH, 1, +1 },
  [STREET_DIFFERS] = { "street_differs", "bool", "Another street", "街道不同",
    "Words of the street, abbreviations written out, found nowhere in the other address.", BOTH, 1,
    +1 },
  [NUMBER_DIFFERS] = { "house_number_differs", "bool", "Another house number", "门牌不同",
    "House or flat number is another; one that is left out is none.", BOTH, 1, +1 },
  [CITY_DIFFERS] = { "city_differs", "bool", "Another city", "城市不同",
    "The customer may have moved, or never lived there.", BOTH, 1, +1 },
  [POSTCODE_DIFFERS] = { "postcode_differs", "bool", "Another postcode", "邮编不同",
    "With street and number alike it is a slip of the pen.", BOTH, 1, +1 },
  [OTHER_SCRIPT] = { "address_other_script", "bool", "Address in another script or order",
    "地址为其他文字或语序", "A low text match then says little.", BOTH, 1 },
  [TOTAL_MISMATCH] = { "total_mismatch", "bool", "Totals do not add up", "合计不符",
    "Sums of a real bill add up; edited ones often do not.", DOCUMENT, 1, +1 },
  [NUMBER_BAD] = { "account_number_format_bad", "bool", "Account number has a wrong format",
    "账号格式不符", "The issuer’s numbers have a fixed form that templates miss.", DOCUMENT, 1, +1 },
  [FONT_OUTLIERS] = { "font_outliers", "count", "Glyphs in a foreign font", "异常字体字符数",
    "Pasted digits and names come from another font.", DOCUMENT, 1, +1 },
  [DATE_INCONSISTENT] = { "date_inconsistent", "bool",
    "Dates on the document contradict each other", "文件日期自相矛盾",
    "A due date before the issue date is a sign of editing.", DOCUMENT, 1, +1 },
  [EDITED_FILE] = { "edited_file", "bool", "File history shows an editor", "文件痕迹显示编辑软件",
    "Weak alone: normal export and printing leave the same trace.", DOCUMENT, 1 },
  [FORGERY_SIGNS] = { "forgery_signs", "count", "Independent signs of forgery", "相互独立的伪造迹象数",
    "Totals, dates, account-number format, fonts, file history; two justify a block.", DOCUMENT, 1,
    +1 },
  [SHARED_SCAN] = { "shared_scan_accounts", "count",
    "Other accounts with the same scan or bill number", "同扫描件或账单号的其他账户数",
    "A template or a sold document goes through many accounts.", GRAPH, 1, +1 },
  [SHARED_TEMPLATE] = { "shared_template_accounts", "count",
    "Other accounts with the same template", "同模板的其他账户数",
    "The same layout, fonts and file history with other names in it.", GRAPH, 1, +1 },
  [PO_BOX] = { "po_box", "bool", "Post box, forwarding address or virtual office",
    "邮政信箱、转寄地址或虚拟办公室", "Receives mail, proves no residence.", BOTH, 1, +1 },
  [RESTRICTED] = { "market_restricted", "bool", "Address lies in a restricted market", "地址位于受限地区",
    "Services may not be offered there, whoever lives there.", DOCUMENT, 1, +1 },
  [COUNTRY_MATCHES] = { "country_matches_ip", "bool", "Country agrees with the usual network",
    "国家与常用网络一致", "A customer who always connects from elsewhere may live elsewhere.", BOTH, 1, -1 },
  [IMAGE_QUALITY] = { "image_quality", "ratio", "Readability of the image", "影像可读性",
    "Poor quality is a reason to ask, never a fraud reason.", DOCUMENT, 1 },
  [DEFECT_CURABLE] = { "defect_curable", "bool", "Defect that a new upload can cure", "可补正的缺陷",
    "Cropped, a screenshot, or not readable.", DOCUMENT, 1 },
  [EARLIER_REQUESTS] = { "earlier_requests", "count", "Requests for documents so far", "已要求补充次数",
    "After the maximum a defect counts as not curable.", ROCA_READS_EVENT, 1, +1 },
  [ACCOUNT_AGE] = { "account_age_days", "d", "Age of the account", "开户天数",
    "Forged series come on new accounts.", ROCA_READS_PROFILE, 1, -1 },
};
/* clang-format on */

#define DOC REVIEW_EVIDENCE_DOCUMENT

/* The document as the functions below read it. */
typedef struct
{
  const RocaLedger *ledger;
  gint64 uploaded;
  ReviewAddress *declared, *shown; /* (owned) (nullable) */
} Proof;

static const char *
get_printed (const Proof *proof, const char *field)
{
  return roca_rows_text (proof->ledger, DOC, NULL, field);
}

static double
is_so (gboolean so)
{
  return so ? 1 : 0;
}

/* Two words of two letters; where words are not parted, two signs. */
static gboolean
is_full_name (const char *name)
{
  g_autofree char *folded = review_fold_text (name);
  g_auto (GStrv) words = review_split_words (folded);
  guint whole = 0;

  for (guint i = 0; words[i] != NULL; i++)
    whole += g_utf8_strlen (words[i], -1) >= 2 ? 1 : 0;
  return whole >= 2 || (whole == 1 && (review_text_scripts (folded) & REVIEW_SCRIPT_LATIN) == 0);
}

static void
fill_acceptance (const Proof *proof, double *values)
{
  values[DOCUMENT_LISTED] = roca_rows_flag (proof->ledger, DOC, NULL, "listed");
  values[IMAGE_QUALITY] = roca_rows_least (proof->ledger, DOC, NULL, "image_quality");
  if (roca_rows_latest (proof->ledger, DOC, NULL, NULL) == NULL)
    return;
  values[ISSUER_NAMED] = is_so (get_printed (proof, "issuer") != NULL);
  values[NAME_FULL] = is_so (is_full_name (get_printed (proof, "name_on_document")));
  values[ADDRESS_FULL] = is_so (proof->shown != NULL && review_address_is_whole (proof->shown));
  values[RELATION_PROOF] =
      is_so (roca_rows_count (proof->ledger, DOC, NULL, "document_type", "relation_proof") > 0);
}

/* Days from the day in @field to @at; NaN where there is none. */
static double
days_since (const Proof *proof, const char *field, gint64 at)
{
  gint64 day = 0;

  if (!roca_rows_day (proof->ledger, DOC, field, &day))
    return NAN;
  return floor ((double) (at - day) / (double) REVIEW_DAY);
}

static double
is_negative (double value)
{
  return isnan (value) ? NAN : is_so (value < 0);
}

static double
is_above_zero (double value)
{
  return isnan (value) ? NAN : is_so (value > 0);
}

static void
fill_dates (const Proof *proof, double *values)
{
  double issued = days_since (proof, "issued_on", proof->uploaded);
  double from = days_since (proof, "period_from", proof->uploaded);
  double to = days_since (proof, "period_to", proof->uploaded);
  double due = days_since (proof, "due_on", proof->uploaded);
  double wrong[] = { is_negative (issued - due), is_negative (from - to) };

  values[DOCUMENT_AGE] = issued;
  values[PERIOD_DAYS] = to;
  values[ISSUE_GAP] = to - issued;
  values[DATE_INCONSISTENT] = is_above_zero (roca_sum_known (wrong, G_N_ELEMENTS (wrong)));
}

/* The family name of @declared among the words of @printed. */
static double
share_surname (const char *declared, const char *printed)
{
  const char *comma = declared != NULL ? strchr (declared, ',') : NULL;
  g_autofree char *ahead =
      comma != NULL ? g_strndup (declared, (gsize) (comma - declared)) : g_strdup (declared);
  g_autofree char *x = review_fold_text (ahead), *y = review_fold_text (printed);
  g_auto (GStrv) names = review_split_words (x);
  g_auto (GStrv) words = review_split_words (y);
  guint n = g_strv_length (names);

  if (n == 0 || words[0] == NULL || (review_text_scripts (x) & review_text_scripts (y)) == 0)
    return NAN;
  return is_so (g_strv_contains ((const char *const *) words, names[n - 1]));
}

static void
fill_name (const Proof *proof, double *values)
{
  const char *declared = roca_ledger_get_declared (proof->ledger, "declared_name");
  const char *printed = get_printed (proof, "name_on_document");

  values[NAME_MATCH] = review_name_likeness (declared, printed);
  values[SAME_SURNAME] = share_surname (declared, printed);
}

/* Parts go before the whole where the data has them. */
static ReviewAddress *
read_address (const char *whole, const char *const parts[4])
{
  for (guint i = 0; i < 4; i++)
    if (parts[i] != NULL)
      return review_address_new (parts[0], parts[1], parts[2], parts[3]);
  return whole != NULL ? review_address_parse (whole) : NULL;
}

static void
read_addresses (Proof *proof)
{
  const RocaLedger *ledger = proof->ledger;
  const char *declared[] = { roca_ledger_get_declared (ledger, "declared_street"),
                             roca_ledger_get_declared (ledger, "declared_house_number"),
                             roca_ledger_get_declared (ledger, "declared_city"),
                             roca_ledger_get_declared (ledger, "declared_postcode") };
  const char *shown[] = { get_printed (proof, "street_on_document"),
                          get_printed (proof, "house_number_on_document"),
                          get_printed (proof, "city_on_document"),
                          get_printed (proof, "postcode_on_document") };

  proof->declared = read_address (roca_ledger_get_declared (ledger, "declared_address"), declared);
  proof->shown = read_address (get_printed (proof, "address_on_document"), shown);
}

static void
fill_address (const Proof *proof, double *values)
{
  double differ[REVIEW_ADDRESS_PARTS];

  values[ADDRESS_MATCH] =
      review_text_likeness (roca_ledger_get_declared (proof->ledger, "declared_address"),
                            get_printed (proof, "address_on_document"));
  if (proof->declared == NULL || proof->shown == NULL)
    return;
  review_address_compare (proof->declared, proof->shown, differ);
  values[STREET_DIFFERS] = differ[REVIEW_ADDRESS_STREET];
  values[NUMBER_DIFFERS] = differ[REVIEW_ADDRESS_NUMBER];
  values[CITY_DIFFERS] = differ[REVIEW_ADDRESS_CITY];
  values[POSTCODE_DIFFERS] = differ[REVIEW_ADDRESS_POSTCODE];
  values[PARTS_DIFFER] = roca_sum_known (
      (const double[]){ values[STREET_DIFFERS], values[NUMBER_DIFFERS], values[CITY_DIFFERS] }, 3);
  values[OTHER_SCRIPT] =
      is_so (review_address_is_written_otherwise (proof->declared, proof->shown));
}

/* A named kind says it; else what stands in one of the two addresses. */
static double
is_box (const Proof *proof)
{
  const char *kind = get_printed (proof, "address_kind");

  if (kind != NULL)
    return is_so (strcmp (kind, "residence") != 0);
  if (proof->declared == NULL && proof->shown == NULL)
    return NAN;
  return is_so ((proof->shown != NULL && review_address_is_box (proof->shown))
                || (proof->declared != NULL && review_address_is_box (proof->declared)));
}

static void
fill_place (const Proof *proof, double *values)
{
  const char *country = get_printed (proof, "address_country");
  double status = roca_rows_differ (proof->ledger, DOC, NULL, "market_status", "allowed");

  if (country == NULL)
    country = proof->ledger->intake->market;
  values[PO_BOX] = is_box (proof);
  values[RESTRICTED] = status;
  values[COUNTRY_MATCHES] =
      1 - roca_country_differs (roca_ledger_get_declared (proof->ledger, "usual_country"), country);
}

/* The issuer's form of a number: 9 stands for a digit, A for a letter, all else for itself. */
static double
breaks_format (const char *number, const char *format)
{
  gsize n;

  if (number == NULL || format == NULL)
    return NAN;
  n = strlen (format);
  if (strlen (number) != n)
    return 1;
  for (gsize i = 0; i < n; i++)
    if (format[i] == '9'   ? !g_ascii_isdigit (number[i])
        : format[i] == 'A' ? !g_ascii_isalpha (number[i])
                           : format[i] != number[i])
      return 1;
  return 0;
}

static double
is_edited (const char *producer)
{
  static const char *const editors[] = { "editor",   "photoshop", "gimp",      "canva",
                                         "ilovepdf", "pdfescape", "sejda",     "illustrator",
                                         "inkscape", "smallpdf",  "coreldraw", "affinity" };
  g_autofree char *lower = producer != NULL ? g_ascii_strdown (producer, -1) : NULL;

  if (lower == NULL)
    return NAN;
  for (guint i = 0; i < G_N_ELEMENTS (editors); i++)
    if (strstr (lower, editors[i]) != NULL)
      return 1;
  return 0;
}

static void
fill_forgery (const Proof *proof, double *values)
{
  double charges = roca_rows_number (proof->ledger, DOC, NULL, "charges");
  double tax = roca_rows_number (proof->ledger, DOC, NULL, "tax");
  double total = roca_rows_number (proof->ledger, DOC, NULL, "total");
  double off = fabs (charges + tax - total);

  values[TOTAL_MISMATCH] = isnan (off) ? NAN : is_so (off > 0.005);
  values[NUMBER_BAD] =
      breaks_format (get_printed (proof, "bill_number"), get_printed (proof, "number_format"));
  values[FONT_OUTLIERS] = roca_rows_most (proof->ledger, DOC, NULL, "font_outliers");
  values[EDITED_FILE] = is_edited (get_printed (proof, "file_producer"));
  values[FORGERY_SIGNS] =
      roca_sum_known ((const double[]){ values[TOTAL_MISMATCH], values[NUMBER_BAD],
                                        is_above_zero (values[FONT_OUTLIERS]),
                                        values[DATE_INCONSISTENT], values[EDITED_FILE] },
                      5);
}

static void
fill_history (const Proof *proof, double *values)
{
  const RocaLedger *ledger = proof->ledger;
  double links[] = { roca_rows_count_links (ledger, "shared_scan", 0),
                     roca_rows_count_links (ledger, "shared_number", 0) };
  double defects[] = { roca_rows_flag (ledger, DOC, NULL, "cropped"),
                       roca_rows_flag (ledger, DOC, NULL, "screenshot"),
                       is_negative (values[IMAGE_QUALITY] - 0.4) };
  gint64 opened = 0;

  values[SHARED_SCAN] = roca_sum_known (links, G_N_ELEMENTS (links));
  values[SHARED_TEMPLATE] = roca_rows_count_links (ledger, "shared_template", 0);
  values[DEFECT_CURABLE] = is_above_zero (roca_sum_known (defects, G_N_ELEMENTS (defects)));
  if (roca_rows_count (ledger, REVIEW_EVIDENCE_EVENT, NULL, NULL, NULL) > 0)
    values[EARLIER_REQUESTS] =
        roca_rows_count (ledger, REVIEW_EVIDENCE_EVENT, "document_request", NULL, NULL);
  if (roca_day_parse (roca_ledger_get_declared (ledger, "opened_at"), &opened))
    values[ACCOUNT_AGE] = roca_between (opened, proof->uploaded, REVIEW_DAY);
}

static void
fill (const RocaLedger *ledger, double *values)
{
  Proof proof = { ledger, roca_ledger_get_submitted (ledger) };

  for (int i = 0; i < N_FEATURES; i++)
    values[i] = NAN;
  read_addresses (&proof);
  fill_acceptance (&proof, values);
  fill_dates (&proof, values);
  fill_name (&proof, values);
  fill_address (&proof, values);
  fill_place (&proof, values);
  fill_forgery (&proof, values);
  fill_history (&proof, values);
  review_address_free (proof.declared);
  review_address_free (proof.shown);
}

const RocaFamily roca_family_address_document = { defs, N_FEATURES, fill };
