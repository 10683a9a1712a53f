/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a policy may not say: each wrong member is named, and nothing wrong gets through. */
#include <math.h>
#include <string.h>

#include "hub-policy.h"
#include "review-catalog-load.h"
#include "review-codec.h"
#include "review-error.h"
#include "roca-features.h"

static ReviewCatalog *catalog;
static ReviewPolicy *shipped;

/* Feature names as the server answers them. */
static gboolean
has_feature (const char *case_type, const char *feature, gpointer user_data)
{
  g_autoptr (RocaSchema) schema = roca_schema_new (catalog, shipped, case_type);

  return roca_schema_find (schema, feature) >= 0;
}

static gboolean
check (const ReviewPolicy *policy, GError **error)
{
  HubPolicyContext context = { catalog, has_feature, NULL };

  return hub_policy_check (policy, &context, error);
}

#define TEXT(id)           "\"id\":\"" id "\",\"name\":{\"en\":\"" id "\",\"zh-CN\":\"" id "\"}"
#define WD                 "\"case_types\":[\"withdrawal_anomaly\"]"
#define AMOUNT             "{\"fact\":\"amount_to_median_90d\",\"op\":\"gt\",\"param\":\"amount_ratio\"}"
#define OF(fact, op, rest) "{\"fact\":\"" fact "\",\"op\":\"" op "\"," rest "}"

/* The order of a queue is seen by everybody who takes from it. */
#define SPEAKS_ENGLISH OF ("language", "eq", "\"text\":\"en\"")
#define LAST(when) \
  "{" TEXT ("r-last") ",\"effect\":\"raise_priority\",\"priority\":74,\"when\":" when "}"

static const char base[] = "[{" TEXT (
    "r-human") "," WD ",\"effect\":\"force_human\",\"when\":" AMOUNT "},"
               "{" TEXT (
                   "r-block") "," WD ",\"effect\":\"force_block\",\"when\":{\"all\":[" AMOUNT
                              "," OF ("clause:WD-2.1", "eq", "\"number\":1") "," OF (
                                  "flag:mule",
                                  "eq",
                                  "\"number\":1") "]}},"
                                                  "{" TEXT (
                                                      "r-up") ",\"effect\":\"require_escalation\","
                                                              "\"reason\":\"above_limit\","
                                                              "\"when\":" OF (
                                                                  "risk",
                                                                  "ge",
                                                                  "\"number\":0.9") "},"
                                                                                    "{" TEXT (
                                                                                        "r-key") ","
                                                                                                 "\"effect"
                                                                                                 "\":"
                                                                                                 "\"raise_"
                                                                                                 "p"
                                                                                                 "r"
                                                                                                 "i"
                                                                                                 "o"
                                                                                                 "r"
                                                                                                 "i"
                                                                                                 "t"
                                                                                                 "y"
                                                                                                 "\""
                                                                                                 ","
                                                                                                 "\"priorit"
                                                                                                 "y"
                                                                                                 "\":76,"
                                                                                                 "\"key_"
                                                                                                 "u"
                                                                                                 "s"
                                                                                                 "e"
                                                                                                 "r"
                                                                                                 "_"
                                                                                                 "r"
                                                                                                 "e"
                                                                                                 "a"
                                                                                                 "s"
                                                                                                 "o"
                                                                                                 "n"
                                                                                                 "\":"
                                                                                                 "\"institut"
                                                                                                 "i"
                                                                                                 "o"
                                                                                                 "n"
                                                                                                 "\","
                                                                                                 "\"when\""
                                                                                                 ":" OF (
                                                                                                     "marke"
                                                                                                     "t",
                                                                                                     "in",
                                                                                                     "\"text"
                                                                                                     "s\":["
                                                                                                     "\"SG\""
                                                                                                     "]") "}"
                                                                                                          "," LAST (
                                                                                                              SPEAKS_ENGLISH) "]";

/* The shipped policy with other rules. */
static ReviewPolicy *
with_rules (const char *rules)
{
  g_autofree char *json = g_strdup_printf ("{\"version\":\"r9\",\"types\":[],\"rules\":%s}", rules);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewPolicy) only = review_decode (&review_policy_type, json, -1, &error);
  ReviewPolicy *policy = review_record_copy (shipped);

  g_assert_no_error (error);
  g_clear_pointer (&policy->rules, g_ptr_array_unref);
  policy->rules = g_ptr_array_ref (only->rules);
  return policy;
}

static char *
replace (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, 2);

  g_assert_nonnull (parts[1]);
  return g_strjoinv (to, parts);
}

static void
test_good (void)
{
  g_autoptr (ReviewPolicy) policy = with_rules (base);
  g_autoptr (GError) error = NULL;

  check (shipped, &error);
  g_assert_no_error (error);
  check (policy, &error);
  g_assert_no_error (error);
}

static void
test_wrong_rules (void)
{
  static const struct
  {
    const char *from, *to, *field, *says;
  } table[] = {
    { "\"id\":\"r-block\"", "\"id\":\"r-human\"", "rules[1].id" },
    { "\"id\":\"r-block\"", "\"id\":\"\"", "rules[1].id" },
    { "\"zh-CN\":\"r-human\"", "\"zh-CN\":\"\"", "rules[0].name" },
    { WD, "\"case_types\":[\"made_up\"]", "rules[0].case_types" },
    { "\"fact\":\"amount_to_median_90d\"", "\"fact\":\"no_such_feature\"", "rules[0].when",
      "no_such_feature" },
    { WD, "\"case_types\":[\"withdrawal_anomaly\",\"poa_review\"]", "rules[0].when" },
    { "\"param\":\"amount_ratio\"", "\"param\":\"no_such_parameter\"", "rules[0].when" },
    { "\"param\":\"amount_ratio\"", "\"text\":\"much\"", "rules[0].when" },
    { "\"param\":\"amount_ratio\"", "\"number\":1e13", "rules[0].when" },
    { "\"op\":\"gt\",\"param\":\"amount_ratio\"", "\"op\":\"gt\"", "rules[0].when" },
    { AMOUNT, "{\"all\":[],\"any\":[]}", "rules[0].when" },
    { "clause:WD-2.1", "clause:WD-99.9", "rules[1].when" },
    { "clause:WD-2.1", "clause:", "rules[1].when" },
    { "flag:mule", "flag:", "rules[1].when" },
    { "flag:mule", "flag:MULE", "rules[1].when" },
    { "\"number\":0.9", "\"number\":1.1", "rules[2].when" },
    { "\"number\":0.9", "\"number\":-0.1", "rules[2].when" },
    { "\"reason\":\"above_limit\",", "", "rules[2].reason" },
    { "\"reason\":\"above_limit\"", "\"reason\":\"made_up\"", "rules[2].reason" },
    { "\"reason\":\"above_limit\"", "\"reason\":\"above_limit\",\"priority\":3",
      "rules[2].priority" },
    { "\"priority\":76", "\"priority\":101", "rules[3].priority" },
    { "\"priority\":76", "\"priority\":-5", "rules[3].priority" },
    { "\"key_user_reason\":\"institution\",", "", "rules[3].priority" },
    { "\"institution\"", "\"made_up\"", "rules[3].key_user_reason" },
    { "\"op\":\"in\",\"texts\":[\"SG\"]", "\"op\":\"eq\",\"number\":1", "rules[3].when" },
    { "\"priority\":74", "\"priority\":75", "rules[4].priority" },
    { "\"priority\":74", "\"priority\":74,\"reason\":\"above_limit\"", "rules[4].reason" },
    { SPEAKS_ENGLISH, OF ("verdict", "eq", "\"text\":\"perhaps\""), "rules[4].when" },
    { SPEAKS_ENGLISH, OF ("verdict", "eq", "\"text\":\"block\""), "rules[4].when", "blind" },
    { SPEAKS_ENGLISH, "{\"any\":[" AMOUNT ",{\"not_\":" OF ("risk", "lt", "\"number\":0.5") "}]}",
      "rules[4].when", "blind" },
    { "\"effect\":\"force_human\"",
      "\"effect\":\"force_human\",\"key_user_reason\":\"institution\"",
      "rules[0].key_user_reason" },
    /* Gates that contradict: what another gate takes first, everything, or each other. */
    { "flag:mule", "screening_hit", "rules[1].when", "contradicts a gate" },
    { "flag:mule", "flag:legal_hold", "rules[1].when", "contradicts a gate" },
    { "flag:mule", "key_user", "rules[1].when", "contradicts a gate" },
    { OF ("flag:mule", "eq", "\"number\":1"), OF ("priority", "ge", "\"number\":75"),
      "rules[1].when", "contradicts a gate" },
    { "\"effect\":\"force_human\",\"when\":" AMOUNT,
      "\"effect\":\"force_block\",\"when\":{\"always\":true}", "rules[0].when", "every case" },
    { "\"effect\":\"require_escalation\",\"reason\":\"above_limit\",\"when\":" OF (
          "risk", "ge", "\"number\":0.9"),
      "\"effect\":\"force_block\"," WD ",\"when\":" AMOUNT, "rules[2].effect", "r-human" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *rules = replace (base, table[i].from, table[i].to);
      g_autoptr (ReviewPolicy) policy = with_rules (rules);
      g_autoptr (GError) error = NULL;
      g_autofree char *field = NULL;

      g_test_message ("%s", table[i].to);
      g_assert_false (check (policy, &error));
      g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
      field = review_error_dup_field (error);
      g_assert_cmpstr (field, ==, table[i].field);
      if (table[i].says != NULL)
        g_assert_nonnull (strstr (error->message, table[i].says));
    }
}

/* Where nothing is audited no look is blind for that reason, and the order may say what it likes. */
static void
test_order_without_audits (void)
{
  g_autofree char *rules =
      replace (base, SPEAKS_ENGLISH, OF ("verdict", "eq", "\"text\":\"block\""));
  g_autoptr (ReviewPolicy) policy = with_rules (rules);
  g_autoptr (GPtrArray) types = review_records_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < policy->types->len; i++)
    {
      ReviewTypePolicy *type = review_record_copy (policy->types->pdata[i]);

      type->audit_rate = 0;
      g_ptr_array_add (types, type);
    }
  g_ptr_array_unref (policy->types);
  policy->types = g_ptr_array_ref (types);
  check (policy, &error);
  g_assert_no_error (error);
}

/* What looks alike and is none: a block that can still act, other types, a rule that is off. */
static void
test_no_contradiction (void)
{
  static const char *const changes[][2] = {
    { OF ("flag:mule", "eq", "\"number\":1"), OF ("priority", "le", "\"number\":74") },
    { OF ("flag:mule", "eq", "\"number\":1"), OF ("priority", "ge", "\"number\":74") },
    { OF ("flag:mule", "eq", "\"number\":1"), OF ("key_user", "eq", "\"number\":0") },
    { "\"effect\":\"require_escalation\",\"reason\":\"above_limit\",\"when\":" OF (
          "risk", "ge", "\"number\":0.9"),
      "\"off\":true,\"effect\":\"force_block\"," WD ",\"when\":" AMOUNT },
    { "\"effect\":\"force_human\",\"when\":" AMOUNT,
      "\"effect\":\"force_human\",\"when\":{\"always\":true}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *rules = replace (base, changes[i][0], changes[i][1]);
      g_autoptr (ReviewPolicy) policy = with_rules (rules);
      g_autoptr (GError) error = NULL;

      check (policy, &error);
      g_assert_no_error (error);
    }
}

typedef void (*Spoil) (ReviewPolicy *policy, ReviewTypePolicy *type, ReviewParameter *parameter);

#define SPOIL(name, what)                                                                     \
  static void spoil_##name (ReviewPolicy *policy, ReviewTypePolicy *type, ReviewParameter *p) \
  {                                                                                           \
    what;                                                                                     \
  }

SPOIL (cross, type->threshold_pass = 0.96)
SPOIL (touch, type->threshold_pass = type->threshold_block)
SPOIL (negative, type->threshold_pass = -0.1)
SPOIL (above, type->threshold_block = 1.01)
SPOIL (nan, type->threshold_pass = NAN)
SPOIL (infinite, type->threshold_block = INFINITY)
SPOIL (cut_nan, type->verdict_cut = NAN)
SPOIL (cut_outside, type->verdict_cut = 1.2)
SPOIL (cut_low, type->verdict_cut = 0.04)
SPOIL (cut_high, type->verdict_cut = 0.96)
SPOIL (audit, type->audit_rate = 1.1)
SPOIL (audit_negative, type->audit_rate = -0.1)
SPOIL (audit_infinite, type->audit_rate = INFINITY)
SPOIL (sla, type->sla_minutes = 0)
SPOIL (sla_absurd, type->sla_minutes = G_MAXINT64)
SPOIL (blind_share, type->blind_share = 1.5)
SPOIL (no_cover, type->blind_share = 0)
SPOIL (certified, type->certified = TRUE)
SPOIL (parameter_nan, p->value = NAN)
SPOIL (parameter_infinite, p->value = -INFINITY)
SPOIL (parameter_absurd, p->value = 1e13)
SPOIL (parameter_name, p->name[0] = '\0')
SPOIL (parameter_twice, g_free (p->name); p->name = g_strdup ("face_high"))
SPOIL (parameter_share, g_free (p->unit); p->unit = g_strdup ("share"); p->value = 1.5)
SPOIL (parameter_missing, g_free (p->name); p->name = g_strdup ("unused"))
SPOIL (type_unknown, g_free (type->case_type); type->case_type = g_strdup ("made_up"))
SPOIL (type_twice, g_free (type->case_type); type->case_type = g_strdup ("poa_review"))
SPOIL (types_none, g_ptr_array_set_size (policy->types, 0))
SPOIL (validity, policy->valid_from = 10; policy->valid_until = 10)

static const struct
{
  Spoil spoil;
  const char *field;
} spoilt[] = {
  { spoil_cross, "types[0].threshold_pass" },
  { spoil_touch, "types[0].threshold_pass" },
  { spoil_negative, "types[0].threshold_pass" },
  { spoil_above, "types[0].threshold_block" },
  { spoil_nan, "types[0].threshold_pass" },
  { spoil_infinite, "types[0].threshold_block" },
  { spoil_cut_nan, "types[0].verdict_cut" },
  { spoil_cut_outside, "types[0].verdict_cut" },
  { spoil_cut_low, "types[0].verdict_cut" },
  { spoil_cut_high, "types[0].verdict_cut" },
  { spoil_audit, "types[0].audit_rate" },
  { spoil_audit_negative, "types[0].audit_rate" },
  { spoil_audit_infinite, "types[0].audit_rate" },
  { spoil_sla, "types[0].sla_minutes" },
  { spoil_sla_absurd, "types[0].sla_minutes" },
  { spoil_blind_share, "types[0].blind_share" },
  { spoil_no_cover, "types[0].blind_share" },
  { spoil_certified, "types[0].certified" },
  { spoil_parameter_nan, "parameters[0].value" },
  { spoil_parameter_infinite, "parameters[0].value" },
  { spoil_parameter_absurd, "parameters[0].value" },
  { spoil_parameter_name, "parameters[0].name" },
  { spoil_parameter_twice, "parameters[1].name" },
  { spoil_parameter_share, "parameters[0].value" },
  { spoil_type_unknown, "types[0].case_type" },
  { spoil_type_twice, "types[1].case_type" },
  { spoil_types_none, "types" },
  { spoil_validity, "valid_until" },
};

static void
spoil_and_check (Spoil spoil, const char *name, const char *field)
{
  g_autofree char *json = review_encode (shipped);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewPolicy) policy = review_decode (&review_policy_type, json, -1, &error);
  g_autofree char *found = NULL;
  ReviewParameter *parameter = policy->parameters->pdata[0];

  for (guint i = 0; name != NULL && i < policy->parameters->len; i++)
    if (strcmp (((ReviewParameter *) policy->parameters->pdata[i])->name, name) == 0)
      parameter = policy->parameters->pdata[i];
  spoil (policy, policy->types->pdata[0], parameter);
  g_assert_false (check (policy, &error));
  g_assert_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID);
  found = review_error_dup_field (error);
  g_assert_cmpstr (found, ==, field);
}

static void
test_wrong_numbers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (spoilt); i++)
    spoil_and_check (spoilt[i].spoil, NULL, spoilt[i].field);
  /* A parameter that a clause reads, gone. */
  spoil_and_check (spoil_parameter_missing, "amount_ratio", "parameters");
}

static ReviewCertificate *
make_certificate (ReviewSide side, double lambda)
{
  ReviewCertificate *one = review_record_new (&review_certificate_type);

  one->side = (int) side;
  one->target = side == REVIEW_SIDE_PASS ? 0.99 : 0.95;
  one->bound = one->target + 0.001;
  one->model = g_strdup ("m1");
  one->lambda = lambda;
  one->n = 1000;
  one->k = 3;
  one->delta = 0.05;
  return one;
}

/* "Certified" is claimed only inside what was proven, for each side that decides something. */
static void
test_certificates (void)
{
  static const struct
  {
    double pass, block;
    double lambda_pass, lambda_block;
    gint64 n;
    const char *field; /* NULL: good */
  } table[] = {
    { 0.04, 0.96, 0.04, 0.96, 1000, NULL },
    { 0.03, 0.97, 0.04, 0.96, 1000, NULL },
    { 0.05, 0.96, 0.04, 0.96, 1000, "types[0].certified" },
    { 0.04, 0.95, 0.04, 0.96, 1000, "types[0].certified" },
    { 0.04, 0.96, NAN, 0.96, 1000, "types[0].certified" },
    { 0, 0.96, NAN, 0.96, 1000, NULL },
    { 0, 1, NAN, NAN, 1000, NULL },
    { 0.04, 0.96, 1.5, 0.96, 1000, "types[0].certificates[0]" },
    { 0.04, 0.96, 0.04, 0.96, 2, "types[0].certificates[1]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *json = review_encode (shipped);
      g_autoptr (GError) error = NULL;
      g_autofree char *field = NULL;
      g_autoptr (ReviewPolicy) policy = review_decode (&review_policy_type, json, -1, &error);
      ReviewTypePolicy *type = policy->types->pdata[0];
      ReviewCertificate *block = make_certificate (REVIEW_SIDE_BLOCK, table[i].lambda_block);

      type->threshold_pass = table[i].pass;
      type->threshold_block = table[i].block;
      type->certified = TRUE;
      block->n = table[i].n;
      type->certificates = review_records_new ();
      g_ptr_array_add (type->certificates,
                       make_certificate (REVIEW_SIDE_PASS, table[i].lambda_pass));
      g_ptr_array_add (type->certificates, block);
      g_assert_cmpint (check (policy, &error), ==, table[i].field == NULL);
      field = error != NULL ? review_error_dup_field (error) : NULL;
      g_assert_cmpstr (field, ==, table[i].field);
    }
}

typedef void (*Weaken) (ReviewCertificate *pass, ReviewCertificate *block);

#define WEAKEN(name, what) \
  static void weaken_##name (ReviewCertificate *pass, ReviewCertificate *block) { what; }

WEAKEN (empty, pass->n = pass->k = 0)
WEAKEN (bound, pass->bound = 0.98)
WEAKEN (bound_nan, pass->bound = NAN)
WEAKEN (bound_above, pass->bound = 1.5)
WEAKEN (bound_infinite, pass->bound = INFINITY)
WEAKEN (target, pass->target = 0.5)
WEAKEN (delta, pass->delta = 0.2)
WEAKEN (delta_zero, pass->delta = 0)
WEAKEN (delta_nan, pass->delta = NAN)
WEAKEN (sensitivity, pass->sensitivity = INFINITY)
WEAKEN (side, pass->lambda = 0.6)
WEAKEN (lambda_infinite, pass->lambda = -INFINITY)
WEAKEN (nobody, g_clear_pointer (&pass->model, g_free))
WEAKEN (block_target, block->target = 0.9)
WEAKEN (block_side, block->lambda = 0.4)
WEAKEN (block_bound, block->bound = 0.94)

/* Whoever sends a certificate is not believed: what it claims has to be a proof of the promise. */
static void
test_weak_certificates (void)
{
  static const struct
  {
    Weaken weaken;
    int certificate;
  } table[] = {
    { weaken_empty, 0 },       { weaken_bound, 0 },          { weaken_bound_nan, 0 },
    { weaken_bound_above, 0 }, { weaken_bound_infinite, 0 }, { weaken_target, 0 },
    { weaken_delta, 0 },       { weaken_delta_zero, 0 },     { weaken_delta_nan, 0 },
    { weaken_sensitivity, 0 }, { weaken_side, 0 },           { weaken_lambda_infinite, 0 },
    { weaken_nobody, 0 },      { weaken_block_target, 1 },   { weaken_block_side, 1 },
    { weaken_block_bound, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (ReviewPolicy) policy = review_record_copy (shipped);
      ReviewTypePolicy *type = review_record_copy (shipped->types->pdata[0]);
      ReviewCertificate *pass = make_certificate (REVIEW_SIDE_PASS, 0.04);
      ReviewCertificate *block = make_certificate (REVIEW_SIDE_BLOCK, 0.96);
      g_autofree char *expected =
          g_strdup_printf ("types[0].certificates[%d]", table[i].certificate);
      g_autoptr (GError) error = NULL;
      g_autofree char *field = NULL;

      type->threshold_pass = 0.04;
      type->threshold_block = 0.96;
      type->certified = TRUE;
      type->certificates = review_records_new ();
      g_ptr_array_add (type->certificates, pass);
      g_ptr_array_add (type->certificates, block);
      g_clear_pointer (&policy->types, g_ptr_array_unref);
      policy->types = review_records_new ();
      g_ptr_array_add (policy->types, type);
      for (guint k = 1; k < shipped->types->len; k++)
        g_ptr_array_add (policy->types, review_record_ref (shipped->types->pdata[k]));
      check (policy, &error);
      g_assert_no_error (error);
      table[i].weaken (pass, block);
      g_assert_false (check (policy, &error));
      field = review_error_dup_field (error);
      g_assert_cmpstr (field, ==, expected);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  data = g_test_build_filename (G_TEST_DIST, "data", NULL);
  review_catalog_load_directory (data, &catalog, &shipped, &error);
  g_assert_no_error (error);
  g_test_add_func ("/hub-policy/good", test_good);
  g_test_add_func ("/hub-policy/wrong-rules", test_wrong_rules);
  g_test_add_func ("/hub-policy/no-contradiction", test_no_contradiction);
  g_test_add_func ("/hub-policy/order-without-audits", test_order_without_audits);
  g_test_add_func ("/hub-policy/wrong-numbers", test_wrong_numbers);
  g_test_add_func ("/hub-policy/certificates", test_certificates);
  g_test_add_func ("/hub-policy/weak-certificates", test_weak_certificates);
  result = g_test_run ();
  review_record_unref (catalog);
  review_record_unref (shipped);
  return result;
}
