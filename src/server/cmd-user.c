/* SPDX-License-Identifier: GPL-3.0-or-later */
/* user add|list|disable: who may call the server. A token is printed once and kept as a hash. */
#define G_LOG_DOMAIN "review-server"

#include <string.h>

#include "commands.h"
#include "review-codec.h"
#include "review-error.h"
#include "review-id.h"
#include "review-runtime.h"

typedef struct
{
  ReviewCommand command;
  char *id;
  char *name;
  char *role;
  char *vendor;
  char *language;
  char *zone;
  char **qualified;
  int days;
} Options;

static void
clear_options (Options *self)
{
  review_command_clear (&self->command);
  g_free (self->id);
  g_free (self->name);
  g_free (self->role);
  g_free (self->vendor);
  g_free (self->language);
  g_free (self->zone);
  g_strfreev (self->qualified);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* TYPE[:STAGE], certified when no stage is given. */
static ReviewQualification *
parse_qualification (const char *text, gint64 now, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);
  g_autoptr (ReviewQualification) q = review_record_new (&review_qualification_type);

  q->case_type = g_strdup (parts[0]);
  q->language = g_strdup ("*");
  q->since = now;
  q->stage = parts[0] != NULL && parts[1] != NULL
                 ? review_enum_value (&review_qualification_stages, parts[1])
                 : REVIEW_QUALIFIED_CERTIFIED;
  if (q->stage != 0 && parts[0] != NULL && *parts[0] != '\0')
    return g_steal_pointer (&q);
  review_error_set_field (error, "qualified", "\"%s\" is not TYPE or TYPE:STAGE", text);
  return NULL;
}

static ReviewUser *
make_user (const Options *options, GError **error)
{
  g_autoptr (ReviewUser) user = review_record_new (&review_user_type);
  const ReviewClock *clock = review_clock_system ();

  user->role = review_enum_value (&review_roles, options->role);
  if (options->name == NULL || *options->name == '\0' || user->role == 0)
    {
      g_autofree char *roles = g_strjoinv (", ", (char **) review_roles.nicks);

      g_set_error (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
                   "user add needs --name and --role, which is one of %s", roles);
      return NULL;
    }
  user->id = options->id != NULL ? g_strdup (options->id) : review_id_new (clock);
  user->name = g_strdup (options->name);
  user->vendor = g_strdup (options->vendor);
  user->language = g_strdup (options->language != NULL ? options->language : "en");
  user->zone = g_strdup (options->zone);
  user->qualifications = review_records_new ();
  for (char **q = options->qualified; q != NULL && *q != NULL; q++)
    {
      ReviewQualification *row = parse_qualification (*q, review_clock_now (clock), error);

      if (row == NULL)
        return NULL;
      g_ptr_array_add (user->qualifications, row);
    }
  return g_steal_pointer (&user);
}

static gboolean
add (ReviewRuntime *runtime, const Options *options, const char *unused, GError **error)
{
  g_autoptr (ReviewUser) user = make_user (options, error);
  g_autofree char *token = NULL;

  if (user == NULL
      || !review_service_put_user (runtime->service, review_service_system_user (), user, error))
    return FALSE;
  token =
      review_service_issue_token (runtime->service, user->id, options->days * REVIEW_DAY, error);
  if (token == NULL)
    return FALSE;
  if (options->command.json)
    review_command_print ("{\"id\": \"%s\", \"token\": \"%s\"}\n", user->id, token);
  else
    review_command_print ("user %s\ntoken %s\nThe token is not shown again.\n", user->id, token);
  return TRUE;
}

static gboolean
list (ReviewRuntime *runtime, const Options *options, const char *unused, GError **error)
{
  g_autoptr (GPtrArray) users = review_service_list_users (runtime->service, FALSE, error);

  for (guint i = 0; users != NULL && i < users->len; i++)
    {
      const ReviewUser *user = users->pdata[i];
      g_autofree char *json = options->command.json ? review_encode (user) : NULL;

      if (json != NULL)
        review_command_print ("%s\n", json);
      else
        review_command_print ("%-34s %-12s %s\n", user->id,
                              review_enum_nick (&review_roles, user->role), user->name);
    }
  return users != NULL;
}

static gboolean
disable (ReviewRuntime *runtime, const Options *options, const char *id, GError **error)
{
  if (id == NULL)
    {
      g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "user disable needs an ID");
      return FALSE;
    }
  if (!review_service_disable_user (runtime->service, review_service_system_user (), id, error))
    return FALSE;
  if (options->command.json)
    review_command_print ("{\"id\": \"%s\", \"disabled\": true}\n", id);
  else
    review_command_print ("user %s is disabled, with all tokens\n", id);
  return TRUE;
}

static const struct
{
  const char *name;
  gboolean (*run) (ReviewRuntime *, const Options *, const char *, GError **);
} actions[] = {
  { "add", add },
  { "list", list },
  { "disable", disable },
};

static gboolean
run (const Options *options, int argc, char **argv, GError **error)
{
  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (actions); i++)
    if (strcmp (argv[1], actions[i].name) == 0)
      {
        g_autoptr (ReviewRuntime) runtime =
            review_runtime_open (&options->command, REVIEW_STORE_DEFAULT, error);

        return runtime != NULL
               && actions[i].run (runtime, options, argc > 2 ? argv[2] : NULL, error);
      }
  g_set_error_literal (error, REVIEW_ERROR, REVIEW_ERROR_INVALID,
                       "one of add, list and disable is needed");
  return FALSE;
}

int
review_cmd_user (int argc, char **argv)
{
  g_auto (Options) options = { .days = 90 };
  const GOptionEntry extra[] = {
    { "id", 0, 0, G_OPTION_ARG_STRING, &options.id, "add: id; default: a new one", "ID" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, "add: as shown to others", "NAME" },
    { "role", 0, 0, G_OPTION_ARG_STRING, &options.role, "add: what the user may do", "ROLE" },
    { "vendor", 0, 0, G_OPTION_ARG_STRING, &options.vendor, "add: whose person it is", "VENDOR" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &options.language, "add: en or zh-CN", "LANGUAGE" },
    { "zone", 0, 0, G_OPTION_ARG_STRING, &options.zone,
      "add: whose clock the user lives by, as Europe/Berlin; default: UTC", "ZONE" },
    { "qualified", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.qualified,
      "add: for a case type; may be repeated", "TYPE[:STAGE]" },
    { "days", 0, 0, G_OPTION_ARG_INT, &options.days, "add: how long the token is good", "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!review_command_parse (&options.command, &argc, &argv, "add | list | disable ID",
                             "Keeps the users of a server.", extra, &error)
      || !run (&options, argc, argv, &error))
    return review_command_fail (error);
  return 0;
}
