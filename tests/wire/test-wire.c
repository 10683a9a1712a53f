/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strict look at JSON, the codec both ways, problems both ways. */
#include <math.h>
#include <string.h>

#include "review-codec.h"
#include "review-decision.h"
#include "review-error.h"
#include "review-json-check.h"
#include "review-problem.h"

#include <gio/gio.h>

static const char *const accepted[] = {
  "null",
  " true ",
  "-0",
  "0.5e-3",
  "9223372036854775807",
  "\"\\u00e9\\ud83d\\ude00\"",
  "[]",
  "{}",
  "{\"a\":[1,2,{\"b\":null}]}",
  "\"\xe5\xae\xa2\"",
  "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
  "1e300",
};

static const char *const refused[] = {
  "",
  " ",
  "nul",
  "+1",
  "01",
  "1.",
  ".5",
  "1e",
  "1e999",
  "9223372036854775808",
  "NaN",
  "Infinity",
  "-",
  "\"a",
  "\"\\x\"",
  "\"\\u12\"",
  "\"\\ud800\"",
  "\"\\udc00\"",
  "\"\\ud800\\u0041\"",
  "\"\\u0000\"",
  "\"\x01\"",
  "[1,]",
  "[1 2]",
  "[",
  "{\"a\"}",
  "{\"a\":1,}",
  "{a:1}",
  "{\"a\":1,\"a\":2}",
  "{\"a\":1,\"\\u0061\":2}",
  "{\"a\":1}x",
  "[]]",
  "'a'",
  "\xef\xbb\xbf[]",
  "[\"\xff\"]",
  "// x\n1",
  "[\"a\nb\"]",
  "\"\xed\xa0\x80\"",
  "1,2",
  "{1:2}",
  "tru e",
  "[1]\v",
};

static void
test_check (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_autoptr (GError) error = NULL;

      review_json_check (accepted[i], strlen (accepted[i]), REVIEW_JSON_MAX_BODY, &error);
      g_assert_no_error (error);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", refused[i]);
      g_assert_false (
          review_json_check (refused[i], strlen (refused[i]), REVIEW_JSON_MAX_BODY, &error));
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_SYNTAX);
    }
}

static char *
nested (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

static void
test_bounds (void)
{
  g_autofree char *deepest = nested (REVIEW_JSON_MAX_DEPTH);
  g_autofree char *deeper = nested (REVIEW_JSON_MAX_DEPTH + 1);
  g_autofree char *absurd = nested (100000);
  g_autoptr (GError) error = NULL;

  g_assert_true (review_json_check (deepest, strlen (deepest), REVIEW_JSON_MAX_BODY, NULL));
  g_assert_false (review_json_check (deeper, strlen (deeper), REVIEW_JSON_MAX_BODY, NULL));
  g_assert_false (review_json_check (absurd, strlen (absurd), G_MAXSIZE, NULL));
  g_assert_false (review_json_check (absurd, strlen (absurd), 1000, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_TOO_LARGE);
  g_assert_false (review_json_check ("[]\0", 3, 100, NULL));
}

static void
test_round_trip (void)
{
  static const char json[] =
      "{\"schema\":\"riskops-case/"
      "1\",\"external_id\":\"0xabc\",\"source\":\"s\",\"type\":\"withdrawal_anomaly\","
      "\"priority\":82,\"value\":\"12900.50\",\"opened_at\":\"2026-11-20T08:00:00.125Z\","
      "\"features\":[{\"name\":\"f\",\"value\":0.25},{\"name\":\"missing\"}],"
      "\"evidence\":[{\"kind\":\"transaction\",\"at\":\"2026-11-19T08:00:00.000Z\",\"fields\":"
      "[{\"name\":\"amount\",\"value\":\"1.5\",\"type\":\"amount\",\"klass\":\"open\",\"masked\":"
      "false}]}],"
      "\"truth\":{\"positive\":true,\"nature\":\"third_party\"}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewIntake) intake = review_decode (&review_intake_type, json, -1, &error);
  g_autoptr (ReviewIntake) again = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = review_encode (intake);
  g_assert_cmpstr (text, ==, json);
  again = review_decode (&review_intake_type, text, -1, &error);
  g_assert_no_error (error);
  g_assert_true (review_record_equal (intake, again));
  g_assert_true (isnan (((ReviewFeatureValue *) intake->features->pdata[1])->value));
}

/* Each pair: a body and the member that its error must name. */
static void
test_decode_names_the_field (void)
{
  static const char *const cases[][2] = {
    { "[]", "intake" },
    { "{}", "schema" },
    { "{\"schema\":\"s\",\"external_id\":\"e\",\"source\":\"s\",\"type\":\"t\",\"colour\":1}",
      "colour" },
    { "{\"schema\":7}", "schema" },
    { "{\"priority\":\"high\"}", "priority" },
    { "{\"priority\":1.5}", "priority" },
    { "{\"opened_at\":\"yesterday\"}", "opened_at" },
    { "{\"evidence\":[{\"kind\":\"rumour\"}]}", "evidence[0].kind" },
    { "{\"evidence\":[{\"kind\":\"event\"},{}]}", "evidence[1].kind" },
    { "{\"evidence\":{}}", "evidence" },
    { "{\"features\":[{\"name\":\"a\",\"value\":true}]}", "features[0].value" },
    { "{\"truth\":{\"positive\":\"yes\"}}", "truth.positive" },
    { "{\"a b: c\":1}", "a_b__c" },
    { "{\"schema\":null}", "schema" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ReviewIntake) intake =
          review_decode (&review_intake_type, cases[i][0], -1, &error);
      g_autofree char *field = NULL;

      g_test_message ("%s", cases[i][0]);
      g_assert_null (intake);
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
      field = review_error_dup_field (error);
      g_assert_cmpstr (field, ==, cases[i][1]);
    }
}

static void
test_private_members (void)
{
  g_autoptr (ReviewWorkItem) item = review_record_new (&review_work_item_type);
  g_autofree char *served = NULL, *stored = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewWorkItem) forged = NULL;

  item->id = g_strdup ("w");
  item->case_id = g_strdup ("c");
  item->state = REVIEW_WORK_QUEUED;
  item->purpose = REVIEW_PURPOSE_GOLD;
  served = review_encode (item);
  stored = review_encode_private (item);
  g_assert_null (strstr (served, "gold"));
  g_assert_nonnull (strstr (stored, "gold"));
  forged = review_decode (&review_work_item_type, stored, -1, &error);
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
}

static void
test_non_finite_is_absent (void)
{
  g_autoptr (ReviewSignal) signal = review_record_new (&review_signal_type);
  g_autofree char *json = NULL;

  signal->feature = g_strdup ("f");
  signal->contribution = INFINITY;
  json = review_encode (signal);
  g_assert_null (strstr (json, "contribution"));
}

static void
test_texts_and_lists (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewAsk) ask =
      review_decode (&review_ask_type,
                     "{\"code\":\"c\",\"text\":{\"en\":\"Ask\",\"zh-CN\":\"补充\"}}", -1, &error);
  g_autoptr (ReviewAsk) other =
      review_decode (&review_ask_type, "{\"code\":\"c\",\"text\":{\"fr\":\"x\"}}", -1, NULL);
  g_autoptr (GPtrArray) list =
      review_decode_list (&review_ask_type, "[{\"code\":\"a\"},{\"code\":\"b\"}]", -1, &error);
  g_autofree char *json = review_encode_list (list);

  g_assert_no_error (error);
  g_assert_cmpstr (ask->text->zh_cn, ==, "补充");
  g_assert_null (other);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (json, ==, "[{\"code\":\"a\"},{\"code\":\"b\"}]");
}

static void
test_problems (void)
{
  for (int code = REVIEW_ERROR_FAILED; code <= REVIEW_ERROR_PROTOCOL; code++)
    {
      g_autoptr (GError) error = g_error_new (REVIEW_ERROR, code, "field: what is wrong");
      g_autoptr (ReviewProblem) problem = review_problem_from_error (error);
      g_autofree char *json = review_encode (problem);
      g_autoptr (ReviewProblem) received = review_decode (&review_problem_type, json, -1, NULL);
      g_autoptr (GError) back = review_problem_to_error (received);

      g_assert_error (back, REVIEW_ERROR, code);
      g_assert_cmpint (problem->status, ==, review_problem_status (code));
      if (problem->status == 500)
        g_assert_null (problem->detail);
    }
}

static void
test_foreign_errors_stay_inside (void)
{
  g_autoptr (GError) error =
      g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "/home/somebody/secret.db");
  g_autoptr (ReviewProblem) problem = review_problem_from_error (error);

  g_assert_cmpint (problem->status, ==, 500);
  g_assert_null (problem->detail);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/check", test_check);
  g_test_add_func ("/wire/bounds", test_bounds);
  g_test_add_func ("/wire/round-trip", test_round_trip);
  g_test_add_func ("/wire/decode-names-the-field", test_decode_names_the_field);
  g_test_add_func ("/wire/private-members", test_private_members);
  g_test_add_func ("/wire/non-finite-is-absent", test_non_finite_is_absent);
  g_test_add_func ("/wire/texts-and-lists", test_texts_and_lists);
  g_test_add_func ("/wire/problems", test_problems);
  g_test_add_func ("/wire/foreign-errors-stay-inside", test_foreign_errors_stay_inside);
  return g_test_run ();
}
