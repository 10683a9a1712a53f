/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of the Shift page: handovers, people, plans. */
#define G_LOG_DOMAIN "review-app"
#include "review-shift-rows.h"

#include <glib/gi18n.h>

#include "review-format.h"
#include "review-label.h"
#include "review-list.h"
#include "review-shift-parts.h"
#include "review-shift-words.h"
#include "review-tag.h"
#include "review-tip.h"
#include "review-words.h"

#define MOST_PLANS 40

static GtkWidget *
new_line (void)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_add_css_class (line, "shift-row");
  return line;
}

static GtkWidget *
new_pair (const char *title, const char *css_class, const char *caption)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *below = review_label_new_tipped (caption, "dim-label");

  gtk_widget_add_css_class (below, "caption");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), review_label_new_tipped (title, css_class));
  gtk_box_append (GTK_BOX (box), below);
  return box;
}

static GtkWidget *
new_tag (const char *text, ReviewTone tone)
{
  GtkWidget *tag = review_tag_new (text, tone);

  gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (tag, GTK_ALIGN_START);
  return tag;
}

static GtkWidget *
new_arrow (void)
{
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  gtk_widget_add_css_class (arrow, "dim-label");
  return arrow;
}

static void
append_handover (GtkListBox *list, const ReviewHandover *one, const ReviewUser *reader)
{
  gboolean mine = review_handover_waits_for (one, reader->id, reader->role);
  const char *state = review_shift_words_handover (one, mine);
  g_autofree char *title = review_shift_words_parties (one, reader->id);
  g_autofree char *count = review_shift_words_count (one);
  g_autofree char *at = review_format_local_time (one->at);
  g_autofree char *caption = g_strdup_printf ("%s · %s", at, count);
  g_autofree char *spoken = g_strdup_printf (_ ("%s: %s. %s"), title, state, caption);
  g_autofree char *name = g_strdup_printf ("focus-shift-handover-%s", one->id);
  GtkWidget *line = new_line (), *pair = new_pair (title, "heading", caption);

  gtk_widget_set_hexpand (pair, TRUE);
  gtk_box_append (GTK_BOX (line), pair);
  gtk_box_append (GTK_BOX (line), new_tag (state, review_shift_words_handover_tone (one, mine)));
  gtk_box_append (GTK_BOX (line), new_arrow ());
  review_list_append (list, line, spoken, name, one->id);
}

/**
 * review_shift_fill_handovers:
 * @handovers: of #ReviewItem of ReviewHandover
 * @reader: who sees them
 */
void
review_shift_fill_handovers (GtkListBox *list, GListModel *handovers, const ReviewUser *reader)
{
  review_list_clear (list);
  for (guint i = 0; i < g_list_model_get_n_items (handovers); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (handovers, i);

      append_handover (list, review_item_get_record (item), reader);
    }
}

/* Cases held, drawn against the limit. */
static GtkWidget *
new_held (const ReviewPerson *person)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *bar = g_object_new (GTK_TYPE_PROGRESS_BAR, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  g_autofree char *held = review_shift_words_held (person);
  GtkWidget *label = review_label_new_tipped (held, NULL);

  gtk_progress_bar_set_fraction (
      GTK_PROGRESS_BAR (bar),
      person->at_most > 0 ? MIN (1, (double) person->leased / (double) person->at_most) : 0);
  if (person->leased >= person->at_most)
    gtk_widget_add_css_class (bar, "full");
  review_tip_set (label, _ ("Cases held, of those that they may hold at once"));
  gtk_widget_set_size_request (box, 92, -1);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), bar);
  return box;
}

/* Columns that stand below each other. */
typedef struct
{
  GtkSizeGroup *name;
  GtkSizeGroup *standing;
} Columns;

static GtkWidget *
new_standing (const ReviewPerson *person)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *since = review_shift_words_until (person);
  GtkWidget *label = review_label_new_tipped (since, "dim-label");

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), new_tag (review_shift_words_standing (person->standing),
                                          review_shift_words_standing_tone (person->standing)));
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_visible (label, *since != '\0');
  return box;
}

static void
append_person (GtkListBox *list,
               ReviewSession *session,
               const ReviewPerson *person,
               const Columns *columns)
{
  g_autofree char *waiting = review_shift_words_waiting (person);
  g_autofree char *takes = review_shift_words_may_take (session, person);
  g_autofree char *held = review_shift_words_held (person);
  g_autofree char *absence =
      person->absence != NULL ? review_shift_words_absence (session, person->absence) : NULL;
  g_autofree char *last =
      absence != NULL ? g_strdup_printf (_ ("Absence: %s"), absence) : g_strdup (takes);
  /* Translators: a person, their role, how they stand, cases held of how many, what waits */
  g_autofree char *spoken =
      g_strdup_printf (_ ("%s, %s, %s. Holds %s. Waiting elsewhere: %s"), person->name,
                       review_words_role (person->role),
                       review_shift_words_standing (person->standing), held, waiting);
  g_autofree char *name = g_strdup_printf ("focus-shift-person-%s", person->account);
  GtkWidget *line = new_line ();
  GtkWidget *who = new_pair (person->name, "heading", review_words_role (person->role));
  GtkWidget *standing = new_standing (person), *rest = new_pair (waiting, NULL, last);

  gtk_size_group_add_widget (columns->name, who);
  gtk_size_group_add_widget (columns->standing, standing);
  gtk_widget_set_hexpand (rest, TRUE);
  gtk_box_append (GTK_BOX (line), who);
  gtk_box_append (GTK_BOX (line), standing);
  gtk_box_append (GTK_BOX (line), new_held (person));
  gtk_box_append (GTK_BOX (line), rest);
  gtk_box_append (GTK_BOX (line), new_arrow ());
  review_list_append (list, line, spoken, name, person->account);
}

/** review_shift_fill_team: @people: of ReviewPerson. */
void
review_shift_fill_team (GtkListBox *list, ReviewSession *session, GPtrArray *people)
{
  g_autoptr (GtkSizeGroup) names = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  g_autoptr (GtkSizeGroup) standings = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  const Columns columns = { names, standings };

  review_list_clear (list);
  for (guint i = 0; people != NULL && i < people->len; i++)
    append_person (list, session, people->pdata[i], &columns);
}

static char *
list_types (ReviewSession *session, const ReviewShift *shift)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; shift->case_types != NULL && shift->case_types[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " · " : "",
                            review_words_type (session, shift->case_types[i]));
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE)
                       : g_strdup (_ ("all that they may take"));
}

static GtkWidget *
new_cancel (const ReviewShift *shift, const char *title)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Cancel it"));
  g_autofree char *name = g_strdup_printf ("focus-shift-cancel-%s", shift->id);
  /* Translators: %s is a planned shift: a person and when */
  g_autofree char *spoken = g_strdup_printf (_ ("Cancel the shift: %s"), title);

  gtk_widget_set_name (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", shift->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "shift.cancel");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  return button;
}

/**
 * review_shift_fill_plans:
 * @shifts: (nullable): of ReviewShift; those that are still to come are shown
 *
 * Returns: how many are shown
 */
guint
review_shift_fill_plans (GtkListBox *list,
                         ReviewSession *session,
                         GPtrArray *shifts,
                         gboolean may_cancel)
{
  guint shown = 0;

  review_list_clear (list);
  for (guint i = 0; shifts != NULL && i < shifts->len && shown < MOST_PLANS; i++)
    {
      const ReviewShift *one = shifts->pdata[i];
      g_autofree char *span = review_shift_words_span (one);
      g_autofree char *types = list_types (session, one);
      g_autofree char *caption = g_strdup_printf ("%s · %s", span, types);
      g_autofree char *spoken = g_strdup_printf ("%s, %s", one->account_name, caption);
      g_autofree char *name = g_strdup_printf ("focus-shift-plan-%s", one->id);
      GtkWidget *line, *pair, *row;

      if (one->state != REVIEW_SHIFT_PLANNED)
        continue;
      shown++;
      line = new_line ();
      pair = new_pair (one->account_name, "heading", caption);
      gtk_widget_set_hexpand (pair, TRUE);
      gtk_box_append (GTK_BOX (line), pair);
      if (may_cancel)
        gtk_box_append (GTK_BOX (line), new_cancel (one, spoken));
      row = review_list_append (list, line, spoken, name, NULL);
      gtk_widget_set_focusable (row, FALSE);
    }
  return shown;
}
