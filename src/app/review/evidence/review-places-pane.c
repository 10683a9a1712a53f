/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the customer was seen: logins and sessions in a table, their places on a map with the speed
 * between them. What is selected in one is selected in the other. */
#define G_LOG_DOMAIN "review-app"
#include "review-places-pane.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-evidence-rows.h"
#include "review-format.h"
#include "review-place-map.h"
#include "review-text.h"
#include "review-visits-table.h"

#define ROW_HEIGHT  27
#define HEAD_HEIGHT 32
#define MOST_HEIGHT 200

struct _ReviewPlacesPane
{
  ReviewEvidencePane parent;
  /* template */
  ReviewPlaceMap *map;
  GtkLabel *said;
  GtkScrolledWindow *scrolled;
  GtkColumnView *table;
  /* owned */
  ReviewTravel *travel;
  GPtrArray *evidence; /* that it was made of */

  gboolean linking;
};

G_DEFINE_FINAL_TYPE (ReviewPlacesPane, review_places_pane, REVIEW_TYPE_EVIDENCE_PANE)

static double
get_most (ReviewPlacesPane *self)
{
  ReviewSession *session = review_evidence_pane_get_session (REVIEW_EVIDENCE_PANE (self));
  const ReviewCatalog *catalog = review_session_get_catalog (session);

  return catalog != NULL ? review_catalog_get_parameter (catalog, "travel_kmh") : (double) NAN;
}

static char *
describe_place (const ReviewPlace *place, const char *name)
{
  g_autofree char *visits =
      g_strdup_printf (ngettext ("%u visit", "%u visits", place->visits), place->visits);

  return g_strdup_printf ("%s · %s%s%s%s%s", name, visits, place->new ? " · " : "",
                          place->new ? _ ("new") : "", place->reliable ? "" : " · ",
                          place->reliable ? "" : _ ("not reliable: VPN, proxy or carrier gateway"));
}

static gboolean
is_impossible (const ReviewTrip *trip, double most)
{
  return !isnan (most) && trip->kmh > most;
}

static void
draw_map (ReviewPlacesPane *self)
{
  const ReviewTravel *travel = self->travel;
  guint n = travel->places->len, n_trips = travel->trips->len;
  g_autofree ReviewMapPlace *places = g_new0 (ReviewMapPlace, MAX (n, 1));
  g_autofree ReviewMapArc *arcs = g_new0 (ReviewMapArc, MAX (n_trips, 1));
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  double most = get_most (self);

  for (guint i = 0; i < n; i++)
    {
      const ReviewPlace *place = &g_array_index (travel->places, ReviewPlace, i);
      char *name = place->name != NULL ? review_text_visible (place->name) : g_strdup (_ ("Place"));
      char *text = describe_place (place, name);

      g_ptr_array_add (strings, name);
      g_ptr_array_add (strings, text);
      places[i] = (ReviewMapPlace){ place->latitude,
                                    place->longitude,
                                    name,
                                    text,
                                    place->new ? REVIEW_TONE_WARNING : REVIEW_TONE_ACCENT,
                                    !place->reliable };
    }
  for (guint i = 0; i < n_trips; i++)
    {
      const ReviewTrip *trip = &g_array_index (travel->trips, ReviewTrip, i);
      char *label = review_visits_words_speed (trip, most);

      g_ptr_array_add (strings, label);
      arcs[i] =
          (ReviewMapArc){ trip->from, trip->to, label,
                          is_impossible (trip, most) ? REVIEW_TONE_ERROR : REVIEW_TONE_NEUTRAL };
    }
  review_place_map_set (self->map, places, n, arcs, n_trips);
}

/* What the map shows in one sentence, or why it shows nothing. */
static void
say (ReviewPlacesPane *self)
{
  double most = get_most (self);
  guint impossible = 0, places = self->travel->places->len;
  g_autofree char *limit = isnan (most) ? NULL : review_format_figure (most, 0);
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->travel->trips->len; i++)
    impossible += is_impossible (&g_array_index (self->travel->trips, ReviewTrip, i), most) ? 1 : 0;
  gtk_widget_set_visible (GTK_WIDGET (self->map), places > 0);
  if (places == 0)
    text = g_strdup (self->travel->masked > 0
                         ? _ ("Places are masked until you hold the case")
                         : _ ("No login of this case says where on earth it was"));
  else if (impossible > 0)
    text = g_strdup_printf (ngettext ("%u trip faster than %s km/h: nobody travels like that",
                                      "%u trips faster than %s km/h: nobody travels like that",
                                      impossible),
                            impossible, limit);
  else
    text = g_strdup (_ ("No impossible travel between reliable places. The map is schematic."));
  gtk_label_set_text (self->said, text);
}

static void
row_selected_cb (ReviewPlacesPane *self)
{
  GtkSelectionModel *model = gtk_column_view_get_model (self->table);
  guint row = model != NULL ? gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (model))
                            : GTK_INVALID_LIST_POSITION;
  guint place;

  if (self->linking || row == GTK_INVALID_LIST_POSITION)
    return;
  place = review_travel_find_place (self->travel, row);
  self->linking = TRUE;
  review_place_map_select (self->map, place == G_MAXUINT ? -1 : (int) place);
  self->linking = FALSE;
}

/* The newest visit of the place. */
static void
place_selected_cb (ReviewPlacesPane *self)
{
  GtkSelectionModel *model = gtk_column_view_get_model (self->table);
  int place = review_place_map_get_selected (self->map);
  guint found = GTK_INVALID_LIST_POSITION;

  if (self->linking || place < 0 || model == NULL)
    return;
  for (guint i = 0; i < self->travel->visits->len; i++)
    if (review_travel_find_place (self->travel, i) == (guint) place)
      found = i;
  if (found == GTK_INVALID_LIST_POSITION)
    return;
  self->linking = TRUE;
  review_evidence_rows_mark (self->table, found);
  self->linking = FALSE;
}

static void
clear (ReviewPlacesPane *self)
{
  g_clear_pointer (&self->travel, review_travel_free);
  g_clear_pointer (&self->evidence, g_ptr_array_unref);
}

static void
review_places_pane_set_view (ReviewEvidencePane *pane, const ReviewCaseView *view)
{
  ReviewPlacesPane *self = REVIEW_PLACES_PANE (pane);
  GtkSelectionModel *model;

  clear (self);
  self->evidence = view != NULL && view->evidence != NULL ? g_ptr_array_ref (view->evidence)
                                                          : g_ptr_array_new ();
  self->travel = review_travel_new (self->evidence);
  model = review_visits_table_fill (self->table, review_evidence_pane_get_session (pane),
                                    self->travel, self->evidence);
  g_signal_connect_object (model, "notify::selected-item", G_CALLBACK (row_selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_min_content_height (
      self->scrolled,
      (int) MIN (self->travel->visits->len * ROW_HEIGHT + HEAD_HEIGHT, MOST_HEIGHT));
  draw_map (self);
  say (self);
}

static gboolean
review_places_pane_show_evidence (ReviewEvidencePane *pane, const char *label)
{
  return review_evidence_rows_show (REVIEW_PLACES_PANE (pane)->table, label);
}

static void
review_places_pane_dispose (GObject *object)
{
  ReviewPlacesPane *self = REVIEW_PLACES_PANE (object);

  if (self->table != NULL)
    gtk_column_view_set_model (self->table, NULL);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_PLACES_PANE);
  clear (self);
  G_OBJECT_CLASS (review_places_pane_parent_class)->dispose (object);
}

static void
review_places_pane_class_init (ReviewPlacesPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  ReviewEvidencePaneClass *pane_class = REVIEW_EVIDENCE_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_places_pane_dispose;
  pane_class->set_view = review_places_pane_set_view;
  pane_class->show_evidence = review_places_pane_show_evidence;
  g_type_ensure (REVIEW_TYPE_PLACE_MAP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-places-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewPlacesPane, map);
  gtk_widget_class_bind_template_child (widget_class, ReviewPlacesPane, said);
  gtk_widget_class_bind_template_child (widget_class, ReviewPlacesPane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, ReviewPlacesPane, table);
}

static void
review_places_pane_init (ReviewPlacesPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->map, "notify::selected", G_CALLBACK (place_selected_cb), self,
                           G_CONNECT_SWAPPED);
}
