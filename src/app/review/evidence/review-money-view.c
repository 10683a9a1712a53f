/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The money of the open case as a graph, with what is known of the party that is selected below it.
 * The layout is made by another program, so the graph comes a moment after the case. Activating a
 * party asks the server who else it deals with. The table of transactions says the same in rows. */
#define G_LOG_DOMAIN "review-app"
#include "review-money-view.h"

#include <glib/gi18n.h>

#include "review-format.h"
#include "review-error.h"
#include "review-graph-view.h"
#include "review-layout.h"
#include "review-money-words.h"
#include "review-text.h"
#include "review-tip.h"
#include "review-words.h"

struct _ReviewMoneyView
{
  AdwBin parent;
  /* template */
  ReviewGraphView *graph;
  GtkBox *legend;
  GtkLabel *status;
  GtkButton *zoom_out;
  GtkButton *zoom_reset;
  GtkButton *zoom_in;
  GtkWidget *details;
  GtkLabel *party;
  GtkButton *expand;
  GtkGrid *alike;
  GtkLabel *flows;
  GtkLabel *told;
  /* owned */
  ReviewSession *session;
  ReviewMoneyGraph *money;
  GCancellable *cancellable; /* of the case: layout and questions */
  GCancellable *layout;      /* of the newest layout */
  ReviewLayoutMaker maker;
};

typedef enum
{
  PROP_EVIDENCE = 1
} ReviewMoneyViewProperty;
static GParamSpec *props[PROP_EVIDENCE + 1];

G_DEFINE_FINAL_TYPE (ReviewMoneyView, review_money_view, ADW_TYPE_BIN)

static guint
find_selected (ReviewMoneyView *self)
{
  const char *id = review_graph_view_get_selected (self->graph);

  for (guint i = 0;
       id != NULL && self->money != NULL && i < review_money_graph_get_n_parties (self->money); i++)
    if (g_str_equal (review_money_graph_get_party (self->money, i)->id, id))
      return i;
  return G_MAXUINT;
}

static void
show_status (ReviewMoneyView *self)
{
  static const char *const makers[] = {
    [REVIEW_LAYOUT_RINGS_MISSING] = N_ ("Drawn in rings: Graphviz is not installed"),
    [REVIEW_LAYOUT_RINGS_SLOW] = N_ ("Drawn in rings: the layout took too long"),
    [REVIEW_LAYOUT_RINGS_FAILED] = N_ ("Drawn in rings: the layout failed"),
  };
  guint left = review_money_graph_get_left_out (self->money);
  guint masked = review_money_graph_get_masked (self->money);
  const char *maker = self->maker > REVIEW_LAYOUT_SFDP ? _ (makers[self->maker]) : "";
  g_autofree char *more =
      g_strdup_printf (ngettext ("and %u smaller party", "and %u smaller parties", left), left);
  g_autofree char *both = g_strdup_printf ("%s%s%s", left > 0 ? more : "",
                                           left > 0 && *maker != '\0' ? " · " : "", maker);

  if (masked > 0 && review_money_graph_get_n_parties (self->money) == 1)
    gtk_label_set_text (self->status, _ ("Parties are masked until you hold the case"));
  else
    gtk_label_set_text (self->status, both);
  review_tip_set (GTK_WIDGET (self->status), gtk_label_get_text (self->status));
}

/* Both addresses, character under character; what differs is marked and counted. */
static void
add_alike_line (ReviewMoneyView *self, int row, const char *title, const char *a, const char *b)
{
  GtkWidget *name = gtk_label_new (title);
  GtkWidget *text = gtk_label_new (a);
  PangoAttrList *marks = pango_attr_list_new ();

  for (gsize i = 0; a[i] != '\0' && b[i] != '\0'; i++)
    if (g_ascii_tolower (a[i]) != g_ascii_tolower (b[i]))
      {
        PangoAttribute *one = pango_attr_underline_new (PANGO_UNDERLINE_SINGLE);
        PangoAttribute *two = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

        one->start_index = two->start_index = (guint) i;
        one->end_index = two->end_index = (guint) i + 1;
        pango_attr_list_insert (marks, one);
        pango_attr_list_insert (marks, two);
      }
  gtk_label_set_attributes (GTK_LABEL (text), marks);
  pango_attr_list_unref (marks);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_CHAR);
  gtk_widget_add_css_class (name, "dim-label");
  gtk_widget_add_css_class (text, "alike");
  gtk_grid_attach (self->alike, name, 0, row, 1, 1);
  gtk_grid_attach (self->alike, text, 1, row, 1, 1);
}

static guint
count_differences (const char *a, const char *b)
{
  guint n = 0;

  for (gsize i = 0; a[i] != '\0' && b[i] != '\0'; i++)
    n += g_ascii_tolower (a[i]) != g_ascii_tolower (b[i]) ? 1 : 0;
  return n;
}

static void
show_alike (ReviewMoneyView *self, const ReviewParty *party)
{
  GtkWidget *child;
  g_autofree char *count = NULL;
  GtkWidget *words;
  guint n;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->alike))) != NULL)
    gtk_grid_remove (self->alike, child);
  gtk_widget_set_visible (GTK_WIDGET (self->alike), party->alike != NULL);
  if (party->alike == NULL)
    return;
  n = count_differences (party->id, party->alike);
  count = g_strdup_printf (
      ngettext ("Differs in %u character", "Differs in %u characters, underlined", n), n);
  add_alike_line (self, 0, _ ("This address"), party->id, party->alike);
  add_alike_line (self, 1, _ ("Looks like"), party->alike, party->id);
  words = gtk_label_new (count);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_grid_attach (self->alike, words, 1, 2, 1, 1);
}

static void
show_expand (ReviewMoneyView *self, const ReviewParty *party)
{
  g_autofree char *text = NULL;
  gboolean can =
      (party->kind == REVIEW_PARTY_ADDRESS || party->kind == REVIEW_PARTY_ACCOUNT)
      && review_desk_get_lease_state (review_session_get_desk (self->session)) == REVIEW_LEASE_MINE;

  if (!party->asked)
    text = g_strdup (_ ("Who else deals with it?"));
  else if (party->more > 0)
    text = g_strdup_printf (ngettext ("%u more", "%u more", party->more), party->more);
  gtk_widget_set_visible (GTK_WIDGET (self->expand), can && text != NULL);
  if (text == NULL)
    return;
  gtk_button_set_label (self->expand, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expand), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static void
show_selected (ReviewMoneyView *self)
{
  guint i = find_selected (self);
  const ReviewParty *party = i != G_MAXUINT ? review_money_graph_get_party (self->money, i) : NULL;
  g_autofree char *full = NULL;
  g_autofree char *flows = NULL;

  gtk_widget_set_visible (self->details, party != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->told), FALSE);
  if (party == NULL)
    return;
  full = party->kind == REVIEW_PARTY_ADDRESS || party->kind == REVIEW_PARTY_ACCOUNT
             ? review_text_visible (party->id)
             : review_money_words_name (self->session, party);
  gtk_label_set_text (self->party, full);
  flows = review_money_words_flows (self->session, self->money, i);
  gtk_label_set_text (self->flows, flows);
  show_alike (self, party);
  show_expand (self, party);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_EVIDENCE]);
}

static void
tell (ReviewMoneyView *self, const char *text)
{
  gtk_label_set_text (self->told, text);
  gtk_widget_set_visible (GTK_WIDGET (self->told), text != NULL && *text != '\0');
}

/* What a node and an arrow are called lives as long as the call that shows them. */
static void
fill_node (ReviewMoneyView *self, guint i, ReviewGraphNode *node, GPtrArray *strings)
{
  const ReviewParty *party = review_money_graph_get_party (self->money, i);
  char *label = review_money_words_name (self->session, party);
  char *note = review_money_words_note (party);
  char *text = review_money_words_party (self->session, self->money, i);

  g_ptr_array_add (strings, label);
  g_ptr_array_add (strings, note);
  g_ptr_array_add (strings, text);
  node->id = party->id;
  node->label = label;
  node->note = note;
  node->text = text;
  node->icon = review_money_words_icon (party);
  node->tone = review_money_words_tone (party);
  node->root = i == 0;
  node->square = party->kind == REVIEW_PARTY_EXPOSURE;
  node->expandable = i != 0 && !node->square && (!party->asked || party->more > 0);
}

static void
fill_edge (ReviewMoneyView *self, guint i, ReviewGraphEdge *edge, GPtrArray *strings)
{
  const ReviewPartyLink *link = review_money_graph_get_link (self->money, i);
  char *label = review_money_words_amount (link);

  g_ptr_array_add (strings, label);
  edge->from = link->from;
  edge->to = link->to;
  edge->weight = review_money_graph_get_weight (self->money, i);
  edge->label = *label != '\0' ? label : NULL;
  edge->dashed = link->requested || link->told;
  edge->tone = g_strcmp0 (link->relation, "exposure") == 0 ? REVIEW_TONE_ERROR
               : link->requested                           ? REVIEW_TONE_WARNING
                                                           : REVIEW_TONE_NEUTRAL;
}

static void
draw (ReviewMoneyView *self, const ReviewLayoutPoint *points)
{
  guint n = review_money_graph_get_n_parties (self->money);
  guint n_links = review_money_graph_get_n_links (self->money);
  g_autofree ReviewGraphNode *nodes = g_new0 (ReviewGraphNode, n);
  g_autofree ReviewGraphEdge *edges = g_new0 (ReviewGraphEdge, MAX (n_links, 1));
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      fill_node (self, i, &nodes[i], strings);
      nodes[i].x = points[i].x;
      nodes[i].y = points[i].y;
    }
  for (guint i = 0; i < n_links; i++)
    fill_edge (self, i, &edges[i], strings);
  review_graph_view_set (self->graph, nodes, n, edges, n_links);
  show_status (self);
  show_selected (self);
}

static void
laid_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewMoneyView) self = user_data;
  ReviewLayoutMaker maker;
  g_autofree ReviewLayoutPoint *points = review_layout_finish (result, &maker, NULL);

  if (points == NULL || self->money == NULL)
    return;
  self->maker = maker;
  draw (self, points);
}

static void
lay_out (ReviewMoneyView *self)
{
  guint n_links = MIN (review_money_graph_get_n_links (self->money), REVIEW_LAYOUT_MAX_EDGES);
  g_autofree ReviewLayoutEdge *edges = g_new0 (ReviewLayoutEdge, MAX (n_links, 1));
  ReviewLayoutRequest request = { .n_nodes = review_money_graph_get_n_parties (self->money),
                                  .edges = edges,
                                  .n_edges = n_links };

  for (guint i = 0; i < n_links; i++)
    {
      const ReviewPartyLink *link = review_money_graph_get_link (self->money, i);

      edges[i] = (ReviewLayoutEdge){ link->from, link->to };
    }
  g_cancellable_cancel (self->layout);
  g_object_unref (self->layout);
  self->layout = g_cancellable_new ();
  review_layout_async (&request, self->layout, laid_out_cb, g_object_ref (self));
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewMoneyView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReviewFlowPage) page =
      review_desk_ask_flows_finish (REVIEW_DESK (source), result, &error);
  guint before, added;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->money == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->expand), TRUE);
  if (page == NULL)
    {
      tell (self, review_words_error (error->domain == REVIEW_ERROR ? error->code
                                                                    : (int) REVIEW_ERROR_FAILED));
      return;
    }
  before = review_money_graph_get_n_links (self->money);
  added = review_money_graph_add_page (self->money, page);
  if (added > 0 || review_money_graph_get_n_links (self->money) > before)
    lay_out (self);
  else
    {
      show_selected (self);
      tell (self, _ ("No other case knows of anybody who deals with it."));
    }
}

static void
ask (ReviewMoneyView *self)
{
  guint i = find_selected (self);
  const ReviewParty *party = i != G_MAXUINT ? review_money_graph_get_party (self->money, i) : NULL;

  if (party == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->expand)))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->expand), FALSE);
  tell (self, _ ("Asking which other cases know of it…"));
  review_desk_ask_flows_async (review_session_get_desk (self->session), party->id, party->said,
                               self->cancellable, asked_cb, g_object_ref (self));
}

static void
zoom_out_cb (ReviewMoneyView *self)
{
  review_graph_view_zoom (self->graph, 0.8);
}

static void
zoom_in_cb (ReviewMoneyView *self)
{
  review_graph_view_zoom (self->graph, 1.25);
}

static void
zoom_reset_cb (ReviewMoneyView *self)
{
  review_graph_view_reset (self->graph);
}

static void
add_legend (ReviewMoneyView *self, ReviewTone tone, gboolean square, const char *text)
{
  GtkWidget *entry = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *disc = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "valign", GTK_ALIGN_CENTER, NULL);

  review_tone_apply (entry, tone);
  if (square)
    gtk_widget_add_css_class (entry, "square");
  gtk_widget_add_css_class (disc, "disc");
  gtk_box_append (GTK_BOX (entry), disc);
  gtk_box_append (GTK_BOX (entry), gtk_label_new (text));
  gtk_box_append (self->legend, entry);
}

/* The evidence behind what is selected, so that the table can show the same rows. */
static char **
list_evidence (ReviewMoneyView *self)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  guint party = find_selected (self);

  for (guint i = 0; party != G_MAXUINT && i < review_money_graph_get_n_links (self->money); i++)
    {
      const ReviewPartyLink *link = review_money_graph_get_link (self->money, i);

      for (guint j = 0; (link->from == party || link->to == party) && j < link->flows->len; j++)
        {
          const ReviewFlow *flow = link->flows->pdata[j];

          for (guint k = 0; flow->evidence != NULL && flow->evidence[k] != NULL; k++)
            g_ptr_array_add (labels, flow->evidence[k]);
        }
    }
  g_ptr_array_add (labels, NULL);
  return g_strdupv ((char **) labels->pdata);
}

static void
review_money_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((ReviewMoneyViewProperty) id)
    {
    case PROP_EVIDENCE:
      g_value_take_boxed (value, list_evidence (REVIEW_MONEY_VIEW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stop (ReviewMoneyView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->layout);
  g_clear_pointer (&self->money, review_money_graph_free);
}

static void
review_money_view_dispose (GObject *object)
{
  ReviewMoneyView *self = REVIEW_MONEY_VIEW (object);

  if (self->cancellable != NULL)
    stop (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_MONEY_VIEW);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->layout);
  G_OBJECT_CLASS (review_money_view_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ReviewMoneyView, name)

static void
review_money_view_class_init (ReviewMoneyViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = review_money_view_dispose;
  object_class->get_property = review_money_view_get_property;
  props[PROP_EVIDENCE] =
      g_param_spec_boxed ("evidence", NULL, NULL, G_TYPE_STRV,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  g_type_ensure (REVIEW_TYPE_GRAPH_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-money-view.ui");
  BIND (graph);
  BIND (legend);
  BIND (status);
  BIND (zoom_out);
  BIND (zoom_reset);
  BIND (zoom_in);
  BIND (details);
  BIND (party);
  BIND (expand);
  BIND (alike);
  BIND (flows);
  BIND (told);
}

static void
review_money_view_init (ReviewMoneyView *self)
{
  self->cancellable = g_cancellable_new ();
  self->layout = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_legend (self, REVIEW_TONE_ACCENT, FALSE, _ ("Customer"));
  add_legend (self, REVIEW_TONE_WARNING, FALSE, _ ("destination"));
  add_legend (self, REVIEW_TONE_SUCCESS, FALSE, _ ("own wallet"));
  add_legend (self, REVIEW_TONE_ERROR, FALSE, _ ("look-alike"));
  add_legend (self, REVIEW_TONE_ERROR, TRUE, _ ("exposure"));
#define CONNECT(object, signal, callback) \
  g_signal_connect_object (self->object, signal, G_CALLBACK (callback), self, G_CONNECT_SWAPPED)
  CONNECT (graph, "notify::selected", show_selected);
  CONNECT (graph, "activated", ask);
  CONNECT (expand, "clicked", ask);
  CONNECT (zoom_out, "clicked", zoom_out_cb);
  CONNECT (zoom_reset, "clicked", zoom_reset_cb);
  CONNECT (zoom_in, "clicked", zoom_in_cb);
#undef CONNECT
}

/**
 * review_money_view_set:
 * @view: (nullable): the open case; NULL: none
 *
 * Shows the money of another case, or of the same one with other evidence. The graph comes when it
 * is laid out; what was asked of the server before is not asked again.
 */
void
review_money_view_set (ReviewMoneyView *self, ReviewSession *session, const ReviewCaseView *view)
{
  g_return_if_fail (REVIEW_IS_MONEY_VIEW (self));

  stop (self);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->session, session);
  review_graph_view_set (self->graph, NULL, 0, NULL, 0);
  if (view == NULL)
    return;
  self->money = review_money_graph_new (view);
  lay_out (self);
}

/**
 * review_money_view_select_evidence:
 * @evidence: (nullable): a row of the open case
 *
 * Selects the party that the row is about, if there is one.
 */
void
review_money_view_select_evidence (ReviewMoneyView *self, const ReviewEvidence *evidence)
{
  const char *party;
  g_autofree char *key = NULL;

  g_return_if_fail (REVIEW_IS_MONEY_VIEW (self));

  if (evidence == NULL)
    return;
  party = review_fields_get (evidence->fields, "counterparty");
  if (party == NULL)
    party = review_fields_get (evidence->fields, "destination");
  if (party == NULL)
    return;
  key = review_party_key (party);
  review_graph_view_select (self->graph, key);
}
