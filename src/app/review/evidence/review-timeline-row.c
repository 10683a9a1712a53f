/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the timeline: the icon of its kind, when, its short name, what happened; at its end, where
 * time passed since the row before, how much. */
#define G_LOG_DOMAIN "review-app"
#include "review-timeline-row.h"

#include <glib/gi18n.h>

#include "review-compat.h"
#include "review-evidence-words.h"
#include "review-format.h"
#include "review-tip.h"

#define LEAST_GAP G_TIME_SPAN_DAY /* between two rows, to be worth a line */

/* The children of a row, in the order in which they are made. */
typedef struct
{
  GtkWidget *icon;
  GtkWidget *time;
  GtkWidget *label;
  GtkWidget *text;
  GtkWidget *gap;
} Parts;

static GtkWidget *
add_label (GtkWidget *box, const char *css_class, int width)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), width);
  gtk_widget_add_css_class (label, "numeric");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  Parts *parts = g_new0 (Parts, 1);

  parts->icon = gtk_image_new ();
  gtk_box_append (GTK_BOX (line), parts->icon);
  parts->time = add_label (line, "dim-label", 15);
  parts->label = add_label (line, "heading", 4);
  parts->text = add_label (line, NULL, -1);
  gtk_label_set_ellipsize (GTK_LABEL (parts->text), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (parts->text, TRUE);
  parts->gap = add_label (line, "gap", -1);
  g_object_set_data_full (G_OBJECT (line), "parts", parts, g_free);
  gtk_list_item_set_child (item, line);
}

/* How long nothing happened before this row; NULL: not long. Undated rows come first. */
static char *
describe_gap (GtkListItem *item)
{
  guint position = gtk_list_item_get_position (item);
  GtkWidget *list = gtk_widget_get_ancestor (gtk_list_item_get_child (item), GTK_TYPE_LIST_VIEW);
  GListModel *rows =
      list != NULL ? G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))) : NULL;
  const ReviewEvidence *row = review_item_get_record (gtk_list_item_get_item (item));
  g_autoptr (ReviewItem) other =
      position > 0 && rows != NULL ? g_list_model_get_item (rows, position - 1) : NULL;
  const ReviewEvidence *before = other != NULL ? review_item_get_record (other) : NULL;
  g_autofree char *age = NULL;

  if (before == NULL || before->at == 0 || row->at - before->at < LEAST_GAP)
    return NULL;
  age = review_format_age (before->at, row->at);
  /* Translators: %s is a time span, "3 days". */
  return g_strdup_printf (_ ("%s later"), age);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  ReviewSession *session = user_data;
  const ReviewEvidence *evidence = review_item_get_record (gtk_list_item_get_item (item));
  Parts *parts = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "parts");
  g_autofree char *gap = describe_gap (item);
  g_autofree char *when =
      review_format_clock (evidence->at, review_session_get_server_time (session));
  g_autofree char *times = review_timeline_row_describe_time (evidence->at);
  g_autofree char *words = review_evidence_words_describe (session, evidence);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s%s%s", evidence->label, when, words,
                                           gap != NULL ? ", " : "", gap != NULL ? gap : "");

  gtk_widget_set_visible (parts->gap, gap != NULL);
  gtk_label_set_text (GTK_LABEL (parts->gap), gap != NULL ? gap : "");
  gtk_image_set_from_icon_name (GTK_IMAGE (parts->icon),
                                review_evidence_words_icon (evidence->kind));
  review_tip_set (parts->icon, review_evidence_words_kind (evidence->kind));
  gtk_label_set_text (GTK_LABEL (parts->time), when);
  review_tip_set (parts->time, times);
  gtk_label_set_text (GTK_LABEL (parts->label), evidence->label);
  gtk_label_set_text (GTK_LABEL (parts->text), words);
  review_tip_set (parts->text, words);
  review_compat_name_row (item, name);
}

/**
 * review_timeline_row_factory_new:
 *
 * Returns: (transfer full): makes the rows of a list view of #ReviewItem of ReviewEvidence
 */
GtkListItemFactory *
review_timeline_row_factory_new (ReviewSession *session)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), session, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), session, 0);
  return factory;
}

/**
 * review_timeline_row_describe_time:
 * @at: µs UTC; 0: undated
 *
 * Returns: (transfer full): the time in UTC and, where it differs, on this computer
 */
char *
review_timeline_row_describe_time (gint64 at)
{
  g_autofree char *utc = review_format_time (at);
  g_autoptr (GDateTime) local =
      at != 0 ? g_date_time_new_from_unix_local (at / G_USEC_PER_SEC) : NULL;
  g_autofree char *own = NULL;

  if (at == 0)
    return g_strdup (_ ("Undated"));
  if (local == NULL || g_date_time_get_utc_offset (local) == 0)
    return g_strdup_printf (_ ("%s UTC"), utc);
  own = g_date_time_format (local, "%Y-%m-%d %H:%M");
  return g_strdup_printf (_ ("%s UTC · %s yours"), utc, own);
}
