/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list beside the Decision Hub: the case types with how much of each ROCA decides, then what
 * holds for all of them. A place is "type:ID", "rules", "models", "experiments", "history" or
 * "patterns". */
#define G_LOG_DOMAIN "review-app"
#include "review-hub-side.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "review-format.h"
#include "review-list.h"
#include "review-tab-stop.h"
#include "review-tip.h"
#include "review-words.h"

struct _ReviewHubSide
{
  AdwBin parent;
  GtkListBox *list;         /* in the scrolled window */
  ReviewSession *session;   /* owned */
  ReviewHubOverview *shown; /* owned (nullable): what the rows say */
  guint shown_rules;
  guint shown_trials;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (ReviewHubSide, review_hub_side, ADW_TYPE_BIN)

static const char *
get_place (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "place");
}

static void
add_row (ReviewHubSide *self,
         const char *place,
         const char *title,
         const char *detail,
         const char *spoken)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = gtk_label_new (title), *more = gtk_label_new (detail);
  g_autofree char *focus = g_strdup_printf ("focus-hub-%s", place);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (more, "dim-label");
  gtk_widget_add_css_class (more, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), more);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_name (row, focus);
  review_tip_set (row, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), "place", g_strdup (place), g_free);
  gtk_list_box_append (self->list, row);
}

static void
add_type (ReviewHubSide *self, const ReviewHubType *type)
{
  const char *name = review_words_type (self->session, type->case_type);
  g_autofree char *place = g_strconcat ("type:", type->case_type, NULL);
  g_autofree char *share =
      isnan (type->automation)
          ? g_strdup (_ ("no model"))
          : g_strdup_printf (_ ("%d %%"), (int) lround (100 * type->automation));
  g_autofree char *spoken =
      isnan (type->automation)
          ? g_strdup_printf (_ ("%s: no model yet"), name)
          : g_strdup_printf (_ ("%s: ROCA decided %s of what arrived, %s"), name, share,
                             type->certified ? _ ("certified") : _ ("not certified"));

  add_row (self, place, name, share, spoken);
}

/* Experiments that read or decide cases now. */
static guint
count_trials (ReviewHubSide *self)
{
  const ReviewExperimentList *list =
      review_trial_board_get_list (review_session_get_trials (self->session));
  guint n = 0;

  for (guint i = 0; list != NULL && list->items != NULL && i < list->items->len; i++)
    n += review_experiment_is_running (list->items->pdata[i]);
  return n;
}

static void
add_policy_rows (ReviewHubSide *self, const ReviewHubOverview *overview)
{
  const ReviewPolicy *draft = review_hub_board_get_draft (review_session_get_hub (self->session));
  guint n =
      draft != NULL ? (draft->rules != NULL ? draft->rules->len : 0) : (guint) overview->rules;
  guint models = 0;
  g_autofree char *rules = g_strdup_printf ("%u", n);
  g_autofree char *trials = self->shown_trials > 0
                                ? g_strdup_printf (_ ("%u running"), self->shown_trials)
                                : g_strdup ("");
  g_autofree char *of_all = NULL;
  g_autofree char *history = NULL;

  for (guint i = 0; overview->types != NULL && i < overview->types->len; i++)
    models += ((ReviewHubType *) overview->types->pdata[i])->model != NULL;
  of_all = g_strdup_printf ("%u", models);
  history = overview->drafts > 0
                ? g_strdup_printf (ngettext ("%d draft", "%d drafts", (gulong) overview->drafts),
                                   (int) overview->drafts)
                : g_strdup (overview->policy);
  add_row (self, "rules", _ ("Rules"), rules, _ ("Rules of the policy"));
  add_row (self, "models", _ ("Models"), of_all, _ ("Models and their calibration"));
  add_row (self, "experiments", _ ("Experiments"), trials, _ ("Policies on trial"));
  add_row (self, "history", _ ("History"), history, _ ("Versions of the policy"));
  add_row (self, "patterns", C_ ("page", "Recurring errors"), "", _ ("Recurring errors of ROCA"));
}

static void
add_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer unused)
{
  gboolean type = g_str_has_prefix (get_place (row), "type:");
  GtkWidget *label;

  if (before != NULL && g_str_has_prefix (get_place (before), "type:") == type)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (type ? _ ("Thresholds") : _ ("Policy"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "section-label");
  gtk_widget_add_css_class (label, "side-head");
  gtk_list_box_row_set_header (row, label);
}

static void
row_selected_cb (ReviewHubSide *self, GtkListBoxRow *row)
{
  if (row != NULL && !self->filling)
    gtk_widget_activate_action (GTK_WIDGET (self), "hub.show", "s", get_place (row));
}

/* Takes the rows away and lists them anew; the focus stays where it was. */
static void
fill (ReviewHubSide *self, const ReviewHubOverview *overview)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;

  self->filling = TRUE;
  review_list_clear (self->list);
  for (guint i = 0; overview->types != NULL && i < overview->types->len; i++)
    add_type (self, overview->types->pdata[i]);
  add_policy_rows (self, overview);
  self->filling = FALSE;
  review_hub_side_select (self, review_session_get_ui_string (self->session, "hub/place"));
  if (had_focus)
    review_hub_side_take_focus (self);
}

static void
update (ReviewHubSide *self)
{
  ReviewHubBoard *hub = review_session_get_hub (self->session);
  const ReviewHubOverview *overview = review_hub_board_get_overview (hub);
  const ReviewPolicy *draft = review_hub_board_get_draft (hub);
  guint rules = draft != NULL && draft->rules != NULL ? draft->rules->len : 0;
  guint trials = count_trials (self);

  if (overview == NULL
      || (review_record_equal (overview, self->shown) && rules == self->shown_rules
          && trials == self->shown_trials))
    return;
  review_record_unref (self->shown);
  self->shown = review_record_ref ((gpointer) overview);
  self->shown_rules = rules;
  self->shown_trials = trials;
  fill (self, overview);
}

static void
review_hub_side_dispose (GObject *object)
{
  ReviewHubSide *self = REVIEW_HUB_SIDE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->shown, review_record_unref);
  G_OBJECT_CLASS (review_hub_side_parent_class)->dispose (object);
}

static void
review_hub_side_class_init (ReviewHubSideClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_hub_side_dispose;
}

static void
review_hub_side_init (ReviewHubSide *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_header_func (self->list, add_header_cb, NULL, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "hub-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Parts of the Decision Hub"), -1);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), review_tab_stop_new (self->list));
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Parts of the Decision Hub"), -1);
  adw_bin_set_child (ADW_BIN (self), scrolled);
  gtk_widget_add_css_class (GTK_WIDGET (self), "queue-pane");
}

/**
 * review_hub_side_bind:
 *
 * Lists what @session's board knows. Called once.
 */
void
review_hub_side_bind (ReviewHubSide *self, ReviewSession *session)
{
  ReviewHubBoard *hub = review_session_get_hub (session);

  g_return_if_fail (REVIEW_IS_HUB_SIDE (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (hub, "notify::overview", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::draft", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (review_session_get_trials (session), "changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * review_hub_side_select:
 * @place: (nullable): what is shown
 */
void
review_hub_side_select (ReviewHubSide *self, const char *place)
{
  g_return_if_fail (REVIEW_IS_HUB_SIDE (self));

  self->filling = TRUE;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (GTK_IS_LIST_BOX_ROW (row) && g_strcmp0 (get_place (GTK_LIST_BOX_ROW (row)), place) == 0)
      gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
  self->filling = FALSE;
}

/** review_hub_side_take_focus: puts the focus on the selected row; FALSE when there is none. */
gboolean
review_hub_side_take_focus (ReviewHubSide *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (REVIEW_IS_HUB_SIDE (self), FALSE);

  row = gtk_list_box_get_selected_row (self->list);
  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}
