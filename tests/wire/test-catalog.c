/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shipped catalogue and policy load, and each rule of the loader refuses the file that breaks
 * it, naming file and path. */
#include <glib/gstdio.h>
#include <string.h>

#include "review-catalog-load.h"
#include "review-codec.h"
#include "review-data-resource.h"
#include "review-error.h"

typedef struct
{
  ReviewCatalog *catalog;
  ReviewPolicy *policy;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  review_catalog_load (review_data_get_resource (), &f->catalog, &f->policy, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  review_record_unref (f->catalog);
  review_record_unref (f->policy);
}

static void
test_shipped (Fixture *f, gconstpointer data)
{
  const ReviewCaseType *type = review_catalog_find_type (f->catalog, "withdrawal_anomaly");
  const ReviewSop *wd = review_catalog_find_sop (f->catalog, "withdrawal_anomaly");
  const ReviewSop *poa = review_catalog_find_sop (f->catalog, "poa_review");
  double value = 0;

  g_assert_cmpstr (type->prefix, ==, "WD");
  g_assert_cmpstr (type->pass_verb->zh_cn, ==, "放行提币");
  g_assert_true (type->pass_irreversible);
  for (guint i = 0; i < f->catalog->case_types->len; i++)
    {
      type = f->catalog->case_types->pdata[i];
      g_assert_nonnull (review_catalog_find_sop (f->catalog, type->id));
    }
  g_assert_nonnull (review_catalog_find_type (f->catalog, "kyc_audit"));
  g_assert_nonnull (review_catalog_find_type (f->catalog, "ato"));
  g_assert_true (review_catalog_find_type (f->catalog, "reset_2fa")->pass_irreversible);
  g_assert_cmpuint (wd->clauses->len, ==, 9);
  g_assert_cmpuint (poa->clauses->len, ==, 9);
  g_assert_cmpuint (review_catalog_find_sop (f->catalog, "ato")->clauses->len, ==, 9);
  g_assert_cmpuint (review_catalog_find_sop (f->catalog, "reset_2fa")->clauses->len, ==, 9);
  g_assert_cmpuint (wd->uncovered->len, ==, 2);
  g_assert_cmpuint (strlen (wd->hash), ==, 64);
  g_assert_cmpstr (wd->hash, !=, poa->hash);
  g_assert_true (review_policy_get_parameter (f->policy, "mule_dwell_min", &value));
  g_assert_cmpfloat (value, ==, 60);
  g_assert_false (review_policy_find_type (f->policy, "poa_review")->certified);
  /* a type that came with data has a verdict, and is never decided automatically */
  g_assert_cmpfloat (review_policy_find_type (f->policy, "came_with_data")->threshold_pass, ==, 0);
  g_assert_cmpfloat (review_policy_find_type (f->policy, "came_with_data")->threshold_block, ==, 1);
}

static guint
count_codes (const ReviewCatalog *catalog, const char *list, const char *type)
{
  g_autoptr (GPtrArray) codes = review_catalog_list_codes (catalog, list, type);

  return codes->len;
}

static void
test_closed_lists (Fixture *f, gconstpointer data)
{
  const ReviewCode *code;

  g_assert_cmpuint (count_codes (f->catalog, "root_cause", "withdrawal_anomaly"), ==, 23);
  g_assert_cmpuint (count_codes (f->catalog, "root_cause", "poa_review"), ==, 23);
  g_assert_cmpuint (count_codes (f->catalog, "root_cause", "kyc_audit"), ==, 23);
  g_assert_cmpuint (count_codes (f->catalog, "root_cause", "ato"), ==, 23);
  g_assert_cmpuint (count_codes (f->catalog, "root_cause", "reset_2fa"), ==, 23);
  /* eleven for all, and twelve for each type */
  g_assert_cmpuint (count_codes (f->catalog, "root_cause", NULL), ==,
                    11 + 12 * f->catalog->case_types->len);
  g_assert_cmpuint (count_codes (f->catalog, "disposition", "withdrawal_anomaly"), ==, 4);
  g_assert_cmpuint (count_codes (f->catalog, "disposition", "poa_review"), ==, 3);
  g_assert_cmpuint (count_codes (f->catalog, "disposition", "kyc_audit"), ==, 3);
  g_assert_cmpuint (count_codes (f->catalog, "disposition", "ato"), ==, 2);
  g_assert_cmpuint (count_codes (f->catalog, "disposition", "reset_2fa"), ==, 3);
  g_assert_cmpuint (count_codes (f->catalog, "request_information", NULL), ==, 12);
  g_assert_cmpuint (count_codes (f->catalog, "hold_reason", NULL), ==, 5);
  g_assert_cmpuint (count_codes (f->catalog, "escalation_reason", NULL), ==, 11);
  g_assert_cmpuint (count_codes (f->catalog, "escalation_answer", NULL), ==, 5);
  g_assert_cmpuint (count_codes (f->catalog, "skip_reason", NULL), ==, 4);
  g_assert_cmpuint (count_codes (f->catalog, "absence_reason", NULL), ==, 4);
  g_assert_cmpuint (count_codes (f->catalog, "handover_step", NULL), ==, 8);
  g_assert_cmpuint (count_codes (f->catalog, "close_reason", NULL), ==, 4);
  g_assert_cmpuint (count_codes (f->catalog, "nature", NULL), ==, 6);
  g_assert_cmpuint (count_codes (f->catalog, "typology", NULL), ==, 27);
  code = review_catalog_find_code (f->catalog, "root_cause", "RC-W05", "withdrawal_anomaly");
  g_assert_cmpint (code->path, ==, REVIEW_PATH_A);
  g_assert_cmpstr (code->fix, ==, "feature");
  g_assert_true (review_code_is_for_label (code, REVIEW_LABEL_FN));
  g_assert_false (review_code_is_for_label (code, REVIEW_LABEL_FP));
  g_assert_null (review_catalog_find_code (f->catalog, "root_cause", "RC-W05", "poa_review"));
}

static void
test_expand (Fixture *f, gconstpointer data)
{
  g_autoptr (ReviewCatalog) served = review_catalog_expand (f->catalog, f->policy);
  const ReviewSop *before = review_catalog_find_sop (f->catalog, "withdrawal_anomaly");
  const ReviewSop *after = review_catalog_find_sop (served, "withdrawal_anomaly");
  const ReviewClause *clause = review_sop_find_clause (after, "WD-2.2");

  g_assert_nonnull (
      strstr (review_sop_find_clause (before, "WD-2.2")->text->en, "{customer_wait_h}"));
  for (guint i = 0; i < after->clauses->len; i++)
    {
      const ReviewClause *one = after->clauses->pdata[i];

      g_assert_null (strchr (one->text->en, '{'));
      g_assert_null (strchr (one->text->zh_cn, '{'));
    }
  g_assert_nonnull (strstr (clause->text->en, "within 24 h"));
  g_assert_cmpstr (after->hash, ==, before->hash);
}

static void
test_hash_sees_conditions (Fixture *f, gconstpointer data)
{
  g_autoptr (ReviewSop) sop =
      review_record_copy (review_catalog_find_sop (f->catalog, "withdrawal_anomaly"));
  g_autoptr (ReviewClause) clause = review_record_copy (sop->clauses->pdata[1]);
  g_autoptr (ReviewCondition) condition = review_record_copy (clause->applies_when);
  g_autofree char *hash = review_sop_hash (sop);
  g_autofree char *other = NULL;

  g_assert_cmpstr (hash, ==, sop->hash);
  condition->op = REVIEW_OP_GE;
  review_record_unref (clause->applies_when);
  clause->applies_when = g_steal_pointer (&condition);
  review_record_unref (sop->clauses->pdata[1]);
  sop->clauses->pdata[1] = g_steal_pointer (&clause);
  other = review_sop_hash (sop);
  g_assert_cmpstr (hash, !=, other);
}

static gboolean
know_all_but (const char *case_type, const char *fact, gpointer user_data)
{
  return strcmp (fact, user_data) != 0;
}

static void
test_facts (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (review_catalog_check_facts (f->catalog, know_all_but, (gpointer) "none", &error));
  g_assert_no_error (error);
  g_assert_false (
      review_catalog_check_facts (f->catalog, know_all_but, (gpointer) "asset_share", &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==,
                   "sop-withdrawal-anomaly.WD-2.2: \"asset_share\" is no feature of the case type");
}

/* One change to one shipped file, and what the error then says. */
typedef struct
{
  const char *name;
  const char *file;
  const char *from;
  const char *to;
  const char *expected;
} Broken;

static const Broken broken[] = {
  { "syntax", "catalog/codes.json", "{", "{{", "catalog/codes.json: " },
  { "unknown-member", "catalog/codes.json", "\"list\": \"typology\"", "\"lost\": \"typology\"",
    "catalog/codes.json: codes[" },
  { "unknown-list", "catalog/codes.json", "\"typology\"", "\"typologies\"",
    "\"typologies\" is no list that the product knows" },
  { "no-chinese", "catalog/codes.json", "\"zh-CN\": \"补充证件另一面\"", "\"zh-CN\": \"\"",
    "catalog/codes.json: codes[1].text: the Chinese text is missing" },
  { "no-english", "catalog/codes.json", "\"en\": \"Missing side of the document\", ", "",
    "catalog/codes.json: codes[1].text: the English text is missing" },
  { "code-twice", "catalog/codes.json", "\"doc_missing_side\"", "\"doc_new_image\"",
    "codes[1].code: \"request_information doc_new_image kyc_audit\" is there twice" },
  { "message", "catalog/codes.json", "\"list\": \"request_information\"",
    "\"list\": \"hold_reason\"", "codes[0].message: belongs to what a customer reads" },
  { "message-half", "catalog/codes.json", "\"zh-CN\": \"请补充您的证件或文件中尚缺的一面或一页。\"",
    "\"zh-CN\": \"\"", "codes[1].message: the Chinese text is missing" },
  { "label", "catalog/root-causes.json", "\"TP\"", "\"TQ\"", "\"TQ\" is no label" },
  { "path", "catalog/root-causes.json", "\"path\": \"N\"", "\"path\": \"Z\"",
    "catalog/root-causes.json: codes[0].path: \"Z\" is not one of" },
  { "fix", "catalog/root-causes.json", "\"fix\": \"weight\"", "\"fix\": \"luck\"",
    ".fix: is \"weight\" or \"feature\"" },
  { "fix-missing", "catalog/root-causes.json", "\"path\": \"N\"", "\"path\": \"A\"",
    "codes[0].fix: belongs to path A, and path A needs it" },
  { "type-of-code", "catalog/root-causes.json", "\"poa_review\"", "\"poa\"",
    ".types: \"poa\" is no case type" },
  { "effect", "catalog/case-types.json", "\"freeze_account\"", "\"freeze\"",
    ".effects: \"freeze\" is no code of list effect" },
  { "pass-effect", "catalog/case-types.json", "\"release_withdrawal\"", "\"release\"",
    "case_types[0].pass_effects: \"release\" is no code of list effect" },
  { "effect-after", "catalog/effects.json", "\"after\": [\"reject_withdrawal\"]",
    "\"after\": [\"reject\"]", ".after: \"reject\" is no code of list effect" },
  { "effect-parameter", "catalog/effects.json", "\"cooldown_h\"", "\"cooldown\"",
    ".parameters: \"cooldown\" is no parameter of the policy" },
  { "effect-target", "catalog/codes.json", "\"code\": \"doc_missing_side\",",
    "\"code\": \"doc_missing_side\", \"target\": \"account\",",
    "codes[1].target: belongs to effects" },
  { "notice", "catalog/type-ato.json", "\"notice\": \"account_locked\"",
    "\"notice\": \"account_closed\"",
    ".notice: \"account_closed\" is no code of list customer_notice" },
  { "notice-missing", "catalog/type-ato.json", "\"pass_notice\": \"account_open_again\"",
    "\"pass_irreversible\": true", ".pass_notice: belongs to notify_customer, and it needs one" },
  { "notice-tells", "catalog/case-types.json", "\"notice\": \"withdrawal_not_made\"",
    "\"notice\": \"withdrawals_paused\"",
    "\"withdrawal_not_made\" tells a sensitive disposition from all others" },
  { "notice-name", "catalog/notices.json", "\"codes\": [",
    "\"codes\": [{\"list\": \"customer_notice\", \"code\": \"phishing_seen\", \"text\": {\"en\": "
    "\"A\", "
    "\"zh-CN\": \"甲\"}, \"message\": {\"en\": \"A\", \"zh-CN\": \"甲\"}},",
    ".code: \"phishing_seen\" is named after typology \"phishing\"" },
  { "notice-leaks", "catalog/notices.json", "There is nothing more to do.",
    "Your name is on no sanctions list.",
    "codes[2].message: a customer must not read \"sanctions list\"" },
  { "request-leaks", "catalog/codes.json", "请补充您的证件或文件中尚缺的一面或一页。",
    "请补充材料，监管机构已要求调查。", "codes[1].message: a customer must not read" },
  { "prefix-twice", "catalog/case-types.json", "\"prefix\": \"POA\"", "\"prefix\": \"WD\"",
    "case_types[1].prefix: \"prefix WD\" is there twice" },
  { "feature-twice", "catalog/poa-features.json", "\"id\": \"issuer_named\"",
    "\"id\": \"document_listed\"", "features[1].id: \"poa_review document_listed\"" },
  { "monotone", "catalog/poa-features.json", "\"monotone\": -1", "\"monotone\": -2",
    "features[0].monotone: is -1, 0 or 1" },
  { "kind", "catalog/sop-withdrawal-anomaly.json", "\"kind\": \"hold\"", "\"kind\": \"wait\"",
    "sop-withdrawal-anomaly.json: sops[0].clauses[0].kind: \"wait\" is not one of" },
  { "clause-twice", "catalog/sop-withdrawal-anomaly.json", "\"WD-2.1\"", "\"WD-1.1\"",
    "sops[0].clauses[1].id: \"WD-1.1\" is there twice" },
  { "clause-prefix", "catalog/sop-withdrawal-anomaly.json", "\"WD-2.1\"", "\"POA-9.1\"",
    "\"POA-9.1\" does not begin with the type's prefix" },
  { "condition-form", "catalog/sop-withdrawal-anomaly.json", "{\"always\": true}", "{}",
    "sop-withdrawal-anomaly.json: sops[0].clauses[0].applies_when: exactly one of all" },
  { "condition-op", "catalog/sop-withdrawal-anomaly.json", "\"op\": \"gt\"", "\"op\": \"above\"",
    "\"above\" is not one of lt" },
  { "condition-param", "catalog/sop-withdrawal-anomaly.json", "\"param\": \"drain_share\"",
    "\"param\": \"drain\"", "clauses[2].applies_when: \"drain\" is no parameter of the policy" },
  { "text-param", "catalog/sop-withdrawal-anomaly.json", "from {exposure_share}", "from {payers}",
    "clauses[5].text: \"payers\" is no parameter of the policy" },
  { "text-half", "catalog/sop-withdrawal-anomaly.json", "within {customer_wait_h} h", "at once",
    "clauses[2].text: \"customer_wait_h\" is a parameter in one language only" },
  { "met-when", "catalog/sop-withdrawal-anomaly.json", "\"kind\": \"check\"", "\"kind\": \"pass\"",
    "clauses[1].met_when: belongs to check clauses" },
  { "ask-code", "catalog/sop-withdrawal-anomaly.json", "\"own_wallet_proof\"", "\"wallet\"",
    ".code: \"wallet\" is no code of list request_information" },
  { "sop-type", "catalog/sop-poa-review.json", "\"case_type\": \"poa_review\"",
    "\"case_type\": \"poa\"", "sop-poa-review.json: sops[0].case_type: \"poa\" is no case type" },
  { "thresholds", "policy/r1.json", "\"verdict_cut\": 0.5", "\"verdict_cut\": 0.96",
    "policy/r1.json: types[0]: 0 <= threshold_pass" },
  { "policy-type", "policy/r1.json", "\"case_type\": \"poa_review\"",
    "\"case_type\": \"withdrawal_anomaly\"", "policy/r1.json: types[1].case_type: " },
  { "policy-name", "policy/r1.json", "\"version\": \"r1\"", "\"version\": \"r2\"",
    "policy/r1.json: version: \"r2\" is not what the file is called" },
  { "parameter-twice", "policy/r1.json", "\"face_high\"", "\"face_low\"",
    "parameters[1].name: \"face_low\" is there twice" },
};

static void
copy_folder (const char *folder, const char *to, const Broken *change)
{
  g_autofree char *from = g_test_build_filename (G_TEST_DIST, "data", folder, NULL);
  g_autofree char *target = g_build_filename (to, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  g_assert_cmpint (g_mkdir (target, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *copy = g_build_filename (target, name, NULL);
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;

      if (!g_str_has_suffix (name, ".json"))
        continue;
      g_assert_true (g_file_get_contents (source, &text, NULL, NULL));
      if (change != NULL && strcmp (file, change->file) == 0)
        {
          const char *place = strstr (text, change->from);
          g_autofree char *changed = NULL;

          g_assert_nonnull (place);
          changed = g_strdup_printf ("%.*s%s%s", (int) (place - text), text, change->to,
                                     place + strlen (change->from));
          g_assert_true (g_file_set_contents (copy, changed, -1, NULL));
        }
      else
        g_assert_true (g_file_set_contents (copy, text, -1, NULL));
    }
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
load_copy (const Broken *change, GError **error)
{
  g_autoptr (ReviewCatalog) catalog = NULL;
  g_autoptr (ReviewPolicy) policy = NULL;
  g_autofree char *dir = g_dir_make_tmp ("review-catalog-XXXXXX", NULL);

  copy_folder ("catalog", dir, change);
  copy_folder ("policy", dir, change);
  review_catalog_load_directory (dir, &catalog, &policy, error);
  remove_folder (dir);
}

static void
test_directory (void)
{
  g_autoptr (GError) error = NULL;

  load_copy (NULL, &error);
  g_assert_no_error (error);
}

static void
test_broken (gconstpointer data)
{
  const Broken *change = data;
  g_autoptr (GError) error = NULL;

  load_copy (change, &error);
  g_assert_nonnull (error);
  g_assert_true (g_str_has_prefix (error->message, change->file));
  if (strstr (error->message, change->expected) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, change->expected);
}

static void
test_no_files (void)
{
  g_autoptr (ReviewCatalog) catalog = NULL;
  g_autoptr (ReviewPolicy) policy = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("review-catalog-XXXXXX", NULL);

  g_assert_false (review_catalog_load_directory (dir, &catalog, &policy, &error));
  g_assert_nonnull (error);
  g_assert_null (catalog);
  remove_folder (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/catalog/shipped", Fixture, NULL, set_up, test_shipped, tear_down);
  g_test_add ("/catalog/closed-lists", Fixture, NULL, set_up, test_closed_lists, tear_down);
  g_test_add ("/catalog/expand", Fixture, NULL, set_up, test_expand, tear_down);
  g_test_add ("/catalog/hash", Fixture, NULL, set_up, test_hash_sees_conditions, tear_down);
  g_test_add ("/catalog/facts", Fixture, NULL, set_up, test_facts, tear_down);
  g_test_add_func ("/catalog/directory", test_directory);
  g_test_add_func ("/catalog/no-files", test_no_files);
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *path = g_strconcat ("/catalog/broken/", broken[i].name, NULL);

      g_test_add_data_func (path, &broken[i], test_broken);
    }
  return g_test_run ();
}
