/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "review-app"
#include "review-entry.h"

#include "review-text.h"

/** review_entry_is_blank: whether nothing but spaces is typed. */
gboolean
review_entry_is_blank (GtkEditable *entry)
{
  return review_text_is_blank (gtk_editable_get_text (entry));
}
