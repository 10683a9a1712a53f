/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page's struct and what its files tell each other: review-page.c (panes, actions, keys),
 * review-page-lead.c (what leads do with cases of others, and with many). */
#pragma once

#include "review-case-pane.h"
#include "review-page.h"
#include "review-queue-pane.h"
#include "review-sop-pane.h"

G_BEGIN_DECLS

struct _ReviewPage
{
  AdwBin parent;
  /* template */
  GtkPaned *outer;
  GtkPaned *inner;
  ReviewQueuePane *queue_pane;
  ReviewCasePane *case_pane;
  ReviewSopPane *sop_pane;
  /* owned */
  ReviewSession *session;
  GSettings *settings;
  GHashTable *off;       /* names of the actions that cannot be done now */
  gboolean focus_wanted; /* as soon as the page is on screen */
  guint focusing;        /* idle source that gives the focus */
  char *giving;          /* (nullable): work item that is put back, to be given to somebody */
  char *giving_name;     /* (nullable) */
};

void review_page_enable (ReviewPage *self, const char *action, gboolean enabled);

void review_page_update_leading (ReviewPage *self);
void review_page_assign (GtkWidget *widget, const char *name, GVariant *parameter);
void review_page_act_on_marked (GtkWidget *widget, const char *name, GVariant *parameter);
void review_page_clear_marks (GtkWidget *widget, const char *name, GVariant *parameter);

G_END_DECLS
