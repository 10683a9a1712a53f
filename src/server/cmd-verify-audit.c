/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify-audit: recomputes every hash chain and every checkpoint of a store. */
#define G_LOG_DOMAIN "review-server"

#include "commands.h"
#include "review-runtime.h"
#include "review-store-audit.h"

static gboolean
verify (ReviewTx *tx, gpointer user_data, GError **error)
{
  return review_audit_verify (tx, user_data, error);
}

int
review_cmd_verify_audit (int argc, char **argv)
{
  g_auto (ReviewCommand) command = { NULL };
  g_autoptr (ReviewStore) store = NULL;
  g_autoptr (GError) error = NULL;
  ReviewAuditReport report = { 0 };

  if (!review_command_parse (&command, &argc, &argv, NULL,
                             "Checks that no audit row was changed, added or taken away.", NULL,
                             &error))
    return review_command_fail (error);
  store = review_command_open_store (&command, REVIEW_STORE_MUST_EXIST, &error);
  if (store == NULL || !review_store_read (store, verify, &report, &error))
    return review_command_fail (error);
  if (command.json)
    review_command_print ("{\"rows\": %" G_GINT64_FORMAT ", \"objects\": %" G_GINT64_FORMAT
                          ", \"checkpoints\": %" G_GINT64_FORMAT
                          ", \"decisions\": %" G_GINT64_FORMAT "}\n",
                          report.rows, report.objects, report.checkpoints, report.decisions);
  else
    review_command_print ("%" G_GINT64_FORMAT " rows over %" G_GINT64_FORMAT
                          " objects and %" G_GINT64_FORMAT
                          " checkpoints verified, %" G_GINT64_FORMAT " decisions compared\n",
                          report.rows, report.objects, report.checkpoints, report.decisions);
  return 0;
}
