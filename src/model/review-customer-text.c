/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the customer reads when asked for something, and when the case is decided. A request is put
 * together from texts of the catalogue only: nobody types to a customer, so none can say that a list
 * or a report exists. A notice may carry a sentence of the reviewer's, which is looked through for
 * that (review-tipping-off.c). The screen shows and the service keeps the same text. */
#define G_LOG_DOMAIN "review-model"
#include "review-customer-text.h"

#define DUE "{due}"

static const char *
pick (const ReviewText *text, gboolean chinese)
{
  return chinese ? text->zh_cn : text->en;
}

static const char *
find_message (const ReviewCatalog *catalog,
              const char *list,
              const char *code,
              const char *case_type,
              gboolean chinese)
{
  const ReviewCode *found = review_catalog_find_code (catalog, list, code, case_type);

  return found != NULL && found->message != NULL ? pick (found->message, chinese) : NULL;
}

static char *
format_due (gint64 due_at, gboolean chinese)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (due_at / G_USEC_PER_SEC);

  if (time == NULL)
    return g_strdup ("");
  return g_date_time_format (time, chinese ? "%Y-%m-%d %H:%M（协调世界时）" : "%Y-%m-%d %H:%M UTC");
}

static char *
compose (const ReviewCatalog *catalog,
         const char *case_type,
         const char *const *codes,
         gint64 due_at,
         gboolean chinese)
{
  GString *out = g_string_new (find_message (catalog, "customer_frame", "opening", NULL, chinese));
  const char *closing = find_message (catalog, "customer_frame", "closing", NULL, chinese);
  g_autofree char *due = format_due (due_at, chinese);

  for (; codes != NULL && *codes != NULL; codes++)
    {
      const char *message =
          find_message (catalog, "request_information", *codes, case_type, chinese);

      if (message != NULL)
        g_string_append_printf (out, "\n• %s", message);
    }
  if (closing != NULL)
    g_string_append_printf (out, "\n%s", closing);
  g_string_replace (out, DUE, due, 0);
  return g_string_free (out, FALSE);
}

/**
 * review_customer_text_compose:
 * @catalog: with the policy's numbers filled in
 * @case_type: of the case
 * @codes: of `request_information`, in the order in which they are asked
 * @due_at: µs UTC
 *
 * Returns: (transfer full): what the customer reads, one line for a code, in both languages
 */
ReviewText *
review_customer_text_compose (const ReviewCatalog *catalog,
                              const char *case_type,
                              const char *const *codes,
                              gint64 due_at)
{
  g_autofree char *en = compose (catalog, case_type, codes, due_at, FALSE);
  g_autofree char *zh_cn = compose (catalog, case_type, codes, due_at, TRUE);

  return review_text_new (en, zh_cn);
}

/* (nullable): the notice that goes with what @form decides. */
static const char *
find_notice (const ReviewCatalog *catalog, const char *case_type, const ReviewForm *form)
{
  const ReviewCaseType *type = review_catalog_find_type (catalog, case_type);
  const ReviewCode *code;

  if (form->choice == REVIEW_CHOICE_PASS)
    return type != NULL ? type->pass_notice : NULL;
  if (form->choice != REVIEW_CHOICE_BLOCK || form->disposition == NULL)
    return NULL;
  code = review_catalog_find_code (catalog, "disposition", form->disposition, case_type);
  return code != NULL ? code->notice : NULL;
}

static char *
join (const char *message, const char *added)
{
  return added != NULL ? g_strconcat (message, "\n", added, NULL) : g_strdup (message);
}

/**
 * review_customer_text_notice:
 * @catalog: with the policy's numbers filled in
 * @form: choice, disposition and customer-facing reason are read; never what is internal
 * @ret_code: (out) (optional) (nullable): code of list `customer_notice`
 *
 * Returns: (transfer full) (nullable): what the customer reads of the decision, in both languages;
 *   %NULL where they are told nothing
 */
ReviewText *
review_customer_text_notice (const ReviewCatalog *catalog,
                             const char *case_type,
                             const ReviewForm *form,
                             const char **ret_code)
{
  const char *code = find_notice (catalog, case_type, form);
  const ReviewCode *notice =
      code != NULL ? review_catalog_find_code (catalog, "customer_notice", code, case_type) : NULL;
  g_autofree char *en = NULL;
  g_autofree char *zh_cn = NULL;

  if (ret_code != NULL)
    *ret_code = notice != NULL ? notice->code : NULL;
  if (notice == NULL || notice->message == NULL)
    return NULL;
  en = join (notice->message->en, form->customer_reason);
  zh_cn = join (notice->message->zh_cn, form->customer_reason);
  return review_text_new (en, zh_cn);
}
