/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case on paper: what leaves the screen is written down before it leaves. */
#define G_LOG_DOMAIN "review-service"
#include "review-service-private.h"

static gpointer
export_case (ReviewTx *tx, ReviewWrite *write, GError **error)
{
  const ReviewUser *user = write->call->user;
  g_autoptr (ReviewCaseView) view =
      review_service_build_view (write->service, tx, user, write->object, error);

  if (view == NULL
      || !review_service_audit_case (tx, user, "export", view->item_case->id, write->object, NULL,
                                     NULL, NULL, error))
    return NULL;
  return g_steal_pointer (&view);
}

/**
 * review_service_export_case:
 *
 * The case as this person may see it now, for a report on paper, with an audit row.
 *
 * Returns: (transfer full): its view, masked as always; NOT_FOUND out of scope
 */
ReviewCaseView *
review_service_export_case (ReviewService *self,
                            const ReviewCall *call,
                            const char *work_item,
                            GError **error)
{
  ReviewWrite write = { .service = self,
                        .call = call,
                        .operation = "export",
                        .object = work_item,
                        .answer_type = &review_case_view_type,
                        .keep = REVIEW_KEEP_TAKE,
                        .run = export_case };

  return review_service_run (&write, error);
}
