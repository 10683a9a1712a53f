/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a policy says of a type beside its two thresholds: the cut of the verdict, how many automatic
 * decisions are audited blind, the time in which people answer, and when they are shown what ROCA
 * says. */
#define G_LOG_DOMAIN "review-app"
#include "review-hub-settings-card.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-card.h"
#include "review-compat.h"

typedef enum
{
  SETTING_CUT,
  SETTING_AUDIT,
  SETTING_SLA,
  SETTING_SHARE,
  N_SETTINGS
} Setting;

struct _ReviewHubSettingsCard
{
  AdwBin parent;
  ReviewCard *card;
  GtkSpinButton *spins[N_SETTINGS];
  GtkDropDown *blind;
  ReviewSession *session; /* owned */
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (ReviewHubSettingsCard, review_hub_settings_card, ADW_TYPE_BIN)

static const struct
{
  const char *title;
  const char *words;
  const char *focus;
  double least, most, step;
  guint digits;
} rows[N_SETTINGS] = {
  [SETTING_CUT] = { N_ ("Cut of the verdict"), N_ ("risk from which ROCA says block"),
                    "focus-hub-cut", 0, 1, 0.01, 2 },
  [SETTING_AUDIT] = { N_ ("Blind audits, per cent"), N_ ("of what ROCA decides by itself"),
                      "focus-hub-audit", 0, 100, 0.5, 1 },
  [SETTING_SLA] = { N_ ("SLA, minutes"), N_ ("in which people decide a case"), "focus-hub-sla", 1,
                    100000, 30, 0 },
  [SETTING_SHARE] = { N_ ("Asked blind, per cent"),
                      N_ ("of people's own cases, so that blind audits do not stand out"),
                      "focus-hub-blind-share", 0, 100, 1, 0 },
};

/* In the order of ReviewBlindMode. */
static const char *const blind_words[] = {
  N_ ("with the case"),
  N_ ("when it is asked for"),
  N_ ("after the first call"),
};

static ReviewHubBoard *
get_hub (ReviewHubSettingsCard *self)
{
  return review_session_get_hub (self->session);
}

static void
changed_cb (ReviewHubSettingsCard *self, GtkSpinButton *spin)
{
  double value = gtk_spin_button_get_value (spin);

  if (self->setting || self->session == NULL)
    return;
  if (spin == self->spins[SETTING_CUT])
    review_hub_board_set_verdict_cut (get_hub (self), value);
  else if (spin == self->spins[SETTING_AUDIT])
    review_hub_board_set_audit_rate (get_hub (self), value / 100);
  else if (spin == self->spins[SETTING_SHARE])
    review_hub_board_set_blind_share (get_hub (self), value / 100);
  else
    review_hub_board_set_sla_minutes (get_hub (self), (gint64) value);
}

static void
blind_changed_cb (ReviewHubSettingsCard *self)
{
  if (!self->setting && self->session != NULL)
    review_hub_board_set_blind (get_hub (self), (int) gtk_drop_down_get_selected (self->blind) + 1);
}

static void
show_value (ReviewHubSettingsCard *self, Setting setting, double value)
{
  if (!isnan (value) && fabs (gtk_spin_button_get_value (self->spins[setting]) - value) > 1e-9)
    gtk_spin_button_set_value (self->spins[setting], value);
}

static void
update (ReviewHubSettingsCard *self)
{
  const ReviewTypePolicy *type = review_hub_board_get_type_policy (get_hub (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self->card), type != NULL);
  if (type == NULL)
    return;
  self->setting = TRUE;
  show_value (self, SETTING_CUT, type->verdict_cut);
  show_value (self, SETTING_AUDIT, 100 * type->audit_rate);
  show_value (self, SETTING_SLA, (double) type->sla_minutes);
  show_value (self, SETTING_SHARE, 100 * review_type_policy_blind_share (type));
  gtk_drop_down_set_selected (self->blind, (guint) review_type_policy_blind (type) - 1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->spins[SETTING_SHARE]),
                            review_type_policy_blind (type) != REVIEW_BLIND_HIDDEN);
  self->setting = FALSE;
}

static void
review_hub_settings_card_dispose (GObject *object)
{
  g_clear_object (&REVIEW_HUB_SETTINGS_CARD (object)->session);
  G_OBJECT_CLASS (review_hub_settings_card_parent_class)->dispose (object);
}

static void
review_hub_settings_card_class_init (ReviewHubSettingsCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_hub_settings_card_dispose;
}

static void
add_control (GtkGrid *grid, int row, const char *name, const char *says, GtkWidget *control)
{
  GtkWidget *title = gtk_label_new (name);
  GtkWidget *words = gtk_label_new (says);

  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (words, "dim-label");
  gtk_grid_attach (grid, title, 0, 2 * row, 1, 1);
  gtk_grid_attach (grid, words, 0, 2 * row + 1, 1, 1);
  gtk_grid_attach (grid, control, 1, 2 * row, 1, 2);
}

static void
add_blind (ReviewHubSettingsCard *self, GtkGrid *grid)
{
  GtkStringList *words = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (blind_words); i++)
    gtk_string_list_append (words, _ (blind_words[i]));
  self->blind = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (words), NULL));
  gtk_widget_set_name (GTK_WIDGET (self->blind), "focus-hub-blind");
  add_control (grid, N_SETTINGS, _ ("ROCA's verdict is shown"), _ ("to people who decide a case"),
               GTK_WIDGET (self->blind));
  review_compat_name_drop_down (self->blind, _ ("ROCA's verdict is shown"));
  g_signal_connect_object (self->blind, "notify::selected", G_CALLBACK (blind_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_row (ReviewHubSettingsCard *self, GtkGrid *grid, Setting setting)
{
  GtkWidget *spin =
      gtk_spin_button_new_with_range (rows[setting].least, rows[setting].most, rows[setting].step);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), rows[setting].digits);
  gtk_widget_set_name (spin, rows[setting].focus);
  add_control (grid, (int) setting, _ (rows[setting].title), _ (rows[setting].words), spin);
  self->spins[setting] = GTK_SPIN_BUTTON (spin);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
review_hub_settings_card_init (ReviewHubSettingsCard *self)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());

  gtk_grid_set_column_spacing (grid, 12);
  gtk_grid_set_row_spacing (grid, 2);
  for (int i = 0; i < N_SETTINGS; i++)
    add_row (self, grid, (Setting) i);
  add_blind (self, grid);
  self->card = REVIEW_CARD (review_card_new (_ ("Also for this type")));
  review_card_set_child (self->card, GTK_WIDGET (grid));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->card));
}

/**
 * review_hub_settings_card_bind:
 *
 * Edits the draft of @session's board. Called once.
 */
void
review_hub_settings_card_bind (ReviewHubSettingsCard *self, ReviewSession *session)
{
  ReviewHubBoard *hub = review_session_get_hub (session);

  g_return_if_fail (REVIEW_IS_HUB_SETTINGS_CARD (self));

  self->session = g_object_ref (session);
  g_signal_connect_object (hub, "notify::draft", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::case-type", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
