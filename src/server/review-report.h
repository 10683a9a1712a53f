/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ReviewReport:
 * The one JSON object on one line that a subcommand prints with --json: members in the order in
 * which they are added. A number that is not known is null, a number that is keeps every digit.
 */
typedef GString ReviewReport;

ReviewReport *review_report_new (void);
void review_report_print (ReviewReport *self);
void review_report_add_text (ReviewReport *self, const char *name, const char *value);
void review_report_add_flag (ReviewReport *self, const char *name, gboolean value);
void review_report_add_int (ReviewReport *self, const char *name, gint64 value);
void review_report_add_number (ReviewReport *self, const char *name, double value);
void
review_report_add_numbers (ReviewReport *self, const char *name, const double *values, guint n);
void review_report_add_interval (ReviewReport *self, const char *name, double low, double high);
void review_report_add_time (ReviewReport *self, const char *name, gint64 at);
void review_report_open (ReviewReport *self, const char *name);
void review_report_close (ReviewReport *self);

static inline void
review_report_free (ReviewReport *self)
{
  g_string_free (self, TRUE);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReviewReport, review_report_free)

G_END_DECLS
