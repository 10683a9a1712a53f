/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "fake-server"
#include "fake-catalog.h"

static ReviewCode *
code_new (const char *list, const char *code, const char *const *labels, int path)
{
  ReviewCode *one = review_record_new (&review_code_type);

  one->list = g_strdup (list);
  one->code = g_strdup (code);
  one->text = review_text_new (code, code);
  one->labels = g_strdupv ((char **) labels);
  one->path = path;
  return one;
}

ReviewCatalog *
fake_catalog_new (void)
{
  static const char *const wrong[] = { "FP", "FN", NULL };
  ReviewCatalog *catalog = review_record_new (&review_catalog_type);
  ReviewCaseType *type = review_record_new (&review_case_type_type);

  type->id = g_strdup ("withdrawal_anomaly");
  type->prefix = g_strdup ("WD");
  type->name = review_text_new ("Withdrawal anomaly", "异常提币");
  type->pass_verb = review_text_new ("Release", "放行提币");
  type->block_verb = review_text_new ("Stop", "拦截提币");
  catalog->case_types = review_records_new ();
  catalog->codes = review_records_new ();
  g_ptr_array_add (catalog->case_types, type);
  g_ptr_array_add (catalog->codes, code_new ("disposition", "cancel_freeze", NULL, 0));
  g_ptr_array_add (catalog->codes, code_new ("escalation_reason", "key_user", NULL, 0));
  g_ptr_array_add (catalog->codes, code_new ("root_cause", "RC-W01", wrong, REVIEW_PATH_A));
  g_ptr_array_add (catalog->codes, code_new ("root_cause", "RC-X08", NULL, REVIEW_PATH_C));
  return catalog;
}
