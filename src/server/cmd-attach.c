/* SPDX-License-Identifier: GPL-3.0-or-later */
/* attach: takes in files of customers that imported cases name, each under the hash of its bytes, and
 * prints the hashes: what a row of a document says as its attachments. */
#define G_LOG_DOMAIN "review-server"
#include "commands.h"
#include "review-error.h"
#include "review-runtime.h"

typedef struct
{
  GBytes *bytes;
  ReviewAttachment *kept; /* (owned) */
} Taking;

static gboolean
take (ReviewTx *tx, gpointer user_data, GError **error)
{
  Taking *taking = user_data;

  taking->kept =
      review_service_put_attachment_in (tx, review_service_system_user (), taking->bytes, error);
  return taking->kept != NULL;
}

static void
print (const ReviewCommand *command, const ReviewAttachment *kept, const char *path)
{
  const char *type = review_enum_nick (&review_media_types, kept->media_type);

  if (command->json)
    review_command_print ("{\"sha256\": \"%s\", \"media_type\": \"%s\", \"size\": %" G_GINT64_FORMAT
                          "}\n",
                          kept->sha256, type, kept->size);
  else
    review_command_print ("%s  %s\n", kept->sha256, path);
}

/* Mapped, so that a file of any size is refused before it is read. */
static gboolean
attach (ReviewRuntime *runtime, const ReviewCommand *command, const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  g_autoptr (GBytes) bytes = file != NULL ? g_mapped_file_get_bytes (file) : NULL;
  Taking taking = { bytes, NULL };

  if (bytes == NULL)
    return FALSE;
  if (!review_store_write (review_service_get_store (runtime->service), take, &taking, error))
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  print (command, taking.kept, path);
  review_record_unref (taking.kept);
  return TRUE;
}

int
review_cmd_attach (int argc, char **argv)
{
  g_auto (ReviewCommand) command = { NULL };
  g_auto (GStrv) files = NULL;
  g_autoptr (ReviewRuntime) runtime = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry extra[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (review_command_parse (
          &command, &argc, &argv, "FILE…",
          "Takes in files that customers handed in (PNG, JPEG, WebP, PDF), before "
          "or after the cases whose documents name them by their SHA-256.",
          extra, &error)
      && files == NULL)
    g_set_error_literal (&error, REVIEW_ERROR, REVIEW_ERROR_INVALID, "no file is given");
  if (error != NULL)
    return review_command_fail (error);
  runtime = review_runtime_open (&command, REVIEW_STORE_DEFAULT, &error);
  for (guint i = 0; runtime != NULL && error == NULL && files[i] != NULL; i++)
    attach (runtime, &command, files[i], &error);
  return error != NULL ? review_command_fail (error) : 0;
}
