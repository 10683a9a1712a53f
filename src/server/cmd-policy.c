/* SPDX-License-Identifier: GPL-3.0-or-later */
/* policy: the versions of the policy for operators, under the same rules as over the API: who acts
 * is named by --as, and nobody approves their own work. */
#define G_LOG_DOMAIN "review-server"
#include <string.h>

#include "commands.h"
#include "review-codec.h"
#include "review-command.h"
#include "review-error.h"
#include "review-runtime.h"

#define MAX_FILE (1024 * 1024)

typedef struct
{
  ReviewCommand command;
  char *as;
  char *reason;
} Options;

static void
options_clear (Options *self)
{
  review_command_clear (&self->command);
  g_free (self->as);
  g_free (self->reason);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* One action at work. */
typedef struct
{
  const Options *options;
  ReviewService *service;
  ReviewUser *user;     /* (owned) (nullable): of --as */
  const char *argument; /* (nullable): version or file */
} Act;

static gboolean
print_record (gpointer record)
{
  g_autofree char *json = record != NULL ? review_encode (record) : NULL;

  if (record == NULL)
    return FALSE;
  review_command_print ("%s\n", json);
  review_record_unref (record);
  return TRUE;
}

static gboolean
print_version (const Act *act, ReviewPolicyVersion *version)
{
  if (version == NULL || act->options->command.json)
    return print_record (version);
  review_command_print ("%-6s %-10s %s\n", version->version,
                        review_enum_nick (&review_policy_states, version->state),
                        version->note != NULL ? version->note : "");
  review_record_unref (version);
  return TRUE;
}

static gboolean
list (const Act *act, GError **error)
{
  g_autoptr (ReviewPolicyList) all = review_service_list_policies (act->service, act->user, error);

  for (guint i = 0; all != NULL && i < all->items->len; i++)
    print_version (act, review_record_ref (all->items->pdata[i]));
  return all != NULL;
}

static gboolean
show (const Act *act, GError **error)
{
  const char *version = act->argument != NULL ? act->argument : "live";

  return print_record (review_service_load_policy (act->service, act->user, version, error));
}

static ReviewPolicy *
read_file (const Act *act, GError **error)
{
  g_autofree char *text = NULL;
  ReviewPolicy *policy;
  gsize len;

  if (!g_file_get_contents (act->argument, &text, &len, error))
    return NULL;
  policy = review_decode_limited (&review_policy_type, text, (gssize) len, MAX_FILE, error);
  if (policy == NULL)
    g_prefix_error (error, "%s: ", act->argument);
  return policy;
}

static gboolean
check (const Act *act, GError **error)
{
  g_autoptr (ReviewPolicy) policy = read_file (act, error);

  if (policy == NULL || !review_service_check_policy (act->service, policy, error))
    return FALSE;
  review_command_print (act->options->command.json ? "{\"valid\": true}\n"
                                                   : "the policy may be put in force\n");
  return TRUE;
}

static gboolean
draft (const Act *act, GError **error)
{
  g_autoptr (ReviewPolicy) policy = read_file (act, error);
  ReviewCall call = { .user = act->user };

  return policy != NULL
         && print_version (act, review_service_draft_policy (act->service, &call, policy, error));
}

static gboolean
approve (const Act *act, GError **error)
{
  ReviewCall call = { .user = act->user };

  return print_version (act,
                        review_service_approve_policy (act->service, &call, act->argument, error));
}

typedef ReviewPolicyVersion *(*StepFunc) (ReviewService *service,
                                          const ReviewCall *call,
                                          const char *version,
                                          const ReviewPolicyAct *act,
                                          GError **error);

static gboolean
run_step (const Act *act, StepFunc step, GError **error)
{
  g_autoptr (ReviewPolicyAct) why = review_record_new (&review_policy_act_type);
  ReviewCall call = { .user = act->user };

  why->reason = g_strdup (act->options->reason);
  return print_version (act, step (act->service, &call, act->argument, why, error));
}

static gboolean
make_live (const Act *act, GError **error)
{
  return run_step (act, review_service_make_policy_live, error);
}

static gboolean
withdraw (const Act *act, GError **error)
{
  return run_step (act, review_service_withdraw_policy, error);
}

static const struct
{
  const char *name;
  gboolean writes; /* needs --as */
  gboolean argument;
  gboolean (*run) (const Act *act, GError **error);
} actions[] = {
  { "list", FALSE, FALSE, list },        { "show", FALSE, FALSE, show },
  { "check", FALSE, TRUE, check },       { "draft", TRUE, TRUE, draft },
  { "approve", TRUE, TRUE, approve },    { "live", TRUE, TRUE, make_live },
  { "put-back", TRUE, TRUE, make_live }, { "withdraw", TRUE, TRUE, withdraw },
};

static gboolean
run_action (const Options *options, gsize n, const char *argument, GError **error)
{
  g_autoptr (ReviewRuntime) runtime = NULL;
  g_autoptr (ReviewUser) user = NULL;
  Act act = { .options = options, .argument = argument };

  if (actions[n].argument && argument == NULL)
    g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "policy %s needs a version or a file",
                 actions[n].name);
  else if (actions[n].writes && options->as == NULL)
    g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "policy %s needs --as USER",
                 actions[n].name);
  else
    runtime = review_runtime_open (&options->command, REVIEW_STORE_MUST_EXIST, error);
  if (runtime == NULL)
    return FALSE;
  act.service = runtime->service;
  if (options->as != NULL)
    {
      act.user = user = review_service_find_user (runtime->service, options->as, error);
      if (user == NULL)
        {
          g_prefix_error (error, "user %s: ", options->as);
          return FALSE;
        }
    }
  return actions[n].run (&act, error);
}

static gboolean
run (const Options *options, int argc, char **argv, GError **error)
{
  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (actions); i++)
    if (strcmp (argv[1], actions[i].name) == 0)
      return run_action (options, i, argc > 2 ? argv[2] : NULL, error);
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
                       "one of list, show, check, draft, approve, live, put-back and withdraw is "
                       "needed");
  return FALSE;
}

int
review_cmd_policy (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry extra[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &options.as, "Who acts: a lead or an admin", "USER" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason, "Why; needed to put back or withdraw",
      "TEXT" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!review_command_parse (&options.command, &argc, &argv,
                             "list | show [VERSION] | check FILE | draft FILE | approve VERSION | "
                             "live VERSION | put-back VERSION | withdraw VERSION",
                             "Keeps the versions of the policy.", extra, &error)
      || !run (&options, argc, argv, &error))
    return review_command_fail (error);
  return 0;
}
