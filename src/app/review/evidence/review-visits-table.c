/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logins and sessions as a table: one row of this file's own table per column. A cell's text is made
 * once, when the table is filled. */
#define G_LOG_DOMAIN "review-app"
#include "review-visits-table.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-compat.h"
#include "review-evidence-rows.h"
#include "review-format.h"
#include "review-item.h"
#include "review-text.h"
#include "review-time.h"
#include "review-tip.h"
#include "review-words.h"

#define TRAVEL_PARAMETER "travel_kmh"

/* What a row is made from. */
typedef struct
{
  ReviewSession *session;
  const ReviewTravel *travel;
  GPtrArray *evidence;
  guint visit; /* number */
  gint64 now;
} Context;

typedef char *(*TextFunc) (const Context *context, const ReviewVisit *visit);

/* Customer text: what could not be seen in it is made visible. */
static char *
say (const char *text)
{
  return text != NULL ? review_text_visible (text) : g_strdup ("");
}

static char *
say_masked (const ReviewVisit *visit, const char *field, const char *value)
{
  const ReviewField *found = review_fields_find (visit->row->fields, field);

  return found != NULL && found->masked ? review_format_field (found) : say (value);
}

static char *
get_time (const Context *context, const ReviewVisit *visit)
{
  return review_format_clock (visit->at, context->now);
}

static char *
get_label (const Context *context, const ReviewVisit *visit)
{
  return g_strdup (visit->row->label);
}

static char *
get_what (const Context *context, const ReviewVisit *visit)
{
  g_autofree char *code =
      visit->method != NULL ? g_strconcat ("method.", visit->method, NULL) : NULL;
  const char *method = code != NULL ? review_words_code (context->session, "value", code) : NULL;

  if (!visit->login)
    return g_strdup (_ ("session"));
  if (method == NULL || g_strcmp0 (method, code) == 0)
    method = visit->method;
  if (visit->failed)
    return g_strdup_printf ("%s%s%s", _ ("login refused"), method != NULL ? " · " : "",
                            method != NULL ? method : "");
  return g_strdup_printf ("%s%s%s", _ ("login"), method != NULL ? " · " : "",
                          method != NULL ? method : "");
}

/* When the device of the visit was first seen, as the rows of devices say; 0: they do not. */
static gint64
find_first_seen (const Context *context, const char *device)
{
  for (guint i = 0; device != NULL && i < context->evidence->len; i++)
    {
      const ReviewEvidence *row = context->evidence->pdata[i];
      const char *first = review_fields_get (row->fields, "first_seen");
      gint64 at;

      if (row->kind == REVIEW_EVIDENCE_DEVICE && first != NULL
          && g_strcmp0 (review_fields_get (row->fields, "device"), device) == 0
          && review_time_parse (first, &at))
        return at;
    }
  return 0;
}

static char *
get_device (const Context *context, const ReviewVisit *visit)
{
  g_autofree char *device = say_masked (visit, "device", visit->device);
  gint64 first = find_first_seen (context, visit->device);
  GString *out = g_string_new (device);

  if (visit->known == 0)
    g_string_append_printf (out, "%s%s", out->len > 0 ? " · " : "", _ ("new device"));
  if (first != 0)
    {
      g_autofree char *age = review_format_age (first, visit->at);

      /* Translators: for how long a device had been known. */
      g_string_append_printf (out, _ (", known for %s"), age);
    }
  return g_string_free (out, FALSE);
}

static char *
get_place (const Context *context, const ReviewVisit *visit)
{
  const char *place = review_fields_get (visit->row->fields, "place");
  g_autofree char *name = say_masked (visit, "place", place);
  GString *out = g_string_new (name);

  if (visit->country != NULL)
    g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", visit->country);
  if (visit->masked)
    g_string_append_printf (out, " · %s", _ ("VPN or proxy"));
  else if (visit->shared)
    g_string_append_printf (out, " · %s", _ ("carrier gateway"));
  return g_string_free (out, FALSE);
}

static char *
get_network (const Context *context, const ReviewVisit *visit)
{
  g_autofree char *ip = say_masked (visit, "ip", visit->ip);
  g_autofree char *network = say_masked (visit, "network", visit->network);

  return g_strdup_printf ("%s%s%s", ip, *ip != '\0' && *network != '\0' ? " · " : "", network);
}

static char *
get_reputation (const Context *context, const ReviewVisit *visit)
{
  return isnan (visit->risk) ? g_strdup ("") : review_format_probability (visit->risk);
}

static char *
get_speed (const Context *context, const ReviewVisit *visit)
{
  const ReviewTrip *trip = review_travel_find_trip (context->travel, context->visit);
  const ReviewCatalog *catalog = review_session_get_catalog (context->session);

  return trip != NULL ? review_visits_words_speed (
             trip, catalog != NULL ? review_catalog_get_parameter (catalog, TRAVEL_PARAMETER)
                                   : (double) NAN)
                      : g_strdup ("");
}

/**
 * review_visits_words_speed:
 * @most: km/h above which nobody travels; NaN: not known
 *
 * Returns: (transfer full): "1,240 km/h", and whether that is possible
 */
char *
review_visits_words_speed (const ReviewTrip *trip, double most)
{
  g_autofree char *figure = review_format_figure (trip->kmh, 0);
  /* Translators: a speed. */
  g_autofree char *speed = g_strdup_printf (_ ("%s km/h"), figure);

  if (!isnan (most) && trip->kmh > most)
    /* Translators: a speed that nobody travels at: "9,000 km/h, impossible". */
    return g_strdup_printf (_ ("%s, impossible"), speed);
  return g_steal_pointer (&speed);
}

/* Those that expand share what is left. */
static const struct
{
  const char *title;
  TextFunc text;
  gboolean wide;
} columns[] = {
  { N_ ("Time (UTC)"), get_time, FALSE },    { N_ ("Evidence"), get_label, FALSE },
  { N_ ("What"), get_what, TRUE },           { N_ ("Device"), get_device, TRUE },
  { N_ ("Place"), get_place, TRUE },         { N_ ("Network"), get_network, TRUE },
  { N_ ("IP risk"), get_reputation, FALSE }, { N_ ("Travel speed"), get_speed, FALSE },
};

static void
cell_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
cell_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  guint column = GPOINTER_TO_UINT (user_data);
  GtkWidget *label = gtk_list_item_get_child (item);
  char **texts = g_object_get_data (gtk_list_item_get_item (item), "texts");

  gtk_label_set_text (GTK_LABEL (label), texts[column]);
  review_tip_set (label, texts[column]);
  if (column == 0)
    {
      g_autofree char *name = g_strjoinv (", ", texts);

      review_compat_name_table_row (item, name);
    }
}

static ReviewItem *
make_row (const Context *context)
{
  const ReviewVisit *visit = &g_array_index (context->travel->visits, ReviewVisit, context->visit);
  ReviewItem *item = review_item_new ((gpointer) visit->row);
  char **texts = g_new0 (char *, G_N_ELEMENTS (columns) + 1);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    texts[i] = columns[i].text (context, visit);
  g_object_set_data_full (G_OBJECT (item), "texts", texts, (GDestroyNotify) g_strfreev);
  return item;
}

static void
add_columns (GtkColumnView *view)
{
  GListModel *made = gtk_column_view_get_columns (view);

  if (g_list_model_get_n_items (made) > 0)
    return;
  review_compat_name_table (view, _ ("Logins and sessions"), _ ("Column titles"));
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (cell_setup_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (cell_bind_cb), GUINT_TO_POINTER (i));
      column = gtk_column_view_column_new (_ (columns[i].title), factory);
      gtk_column_view_column_set_expand (column, columns[i].wide);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_append_column (view, column);
    }
}

/**
 * review_visits_table_fill:
 * @view: gets its columns the first time
 * @travel: the visits
 * @evidence: (nullable): of the same case, for what its devices say
 *
 * Returns: (transfer none): the selection over the rows, which lie as the visits do; @view owns it
 */
GtkSelectionModel *
review_visits_table_fill (GtkColumnView *view,
                          ReviewSession *session,
                          const ReviewTravel *travel,
                          GPtrArray *evidence)
{
  GListStore *rows = g_list_store_new (REVIEW_TYPE_ITEM);
  Context context = { session, travel, evidence, 0, review_session_get_server_time (session) };
  GtkSelectionModel *selection;

  for (guint i = 0; i < travel->visits->len; i++)
    {
      g_autoptr (ReviewItem) row = NULL;

      context.visit = i;
      row = make_row (&context);
      g_list_store_append (rows, row);
    }
  add_columns (view);
  selection = review_evidence_rows_select_none (G_LIST_MODEL (rows));
  gtk_column_view_set_model (view, selection);
  g_object_unref (selection);
  return selection;
}
