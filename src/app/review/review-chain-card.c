/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How ROCA came to its verdict, step by step. Each step names its evidence and its clause as chips
 * that jump there; a citation that failed its check stays visible and says so. */
#define G_LOG_DOMAIN "review-app"
#include "review-chain-card.h"

#include <glib/gi18n.h>

#include "review-card.h"
#include "review-focus.h"
#include "review-format.h"
#include "review-label.h"
#include "review-prose.h"
#include "review-step-badge.h"
#include "review-step-marks.h"
#include "review-tag.h"
#include "review-tip.h"
#include "review-words.h"

#define MOST_CHIPS 3 /* evidence chips of one step; the others are in the evidence itself */

struct _ReviewChainCard
{
  AdwBin parent;
  ReviewCard *card;       /* template */
  GtkBox *steps;          /* template */
  ReviewSession *session; /* owned */
  ReviewShown *shown;     /* owned */
};

G_DEFINE_FINAL_TYPE (ReviewChainCard, review_chain_card, ADW_TYPE_BIN)

static GtkWidget *
new_evidence_chip (const ReviewCitation *citation)
{
  gboolean valid = citation->status == REVIEW_CITATION_OK || citation->status == 0;
  g_autofree char *text = valid ? g_strdup (citation->evidence)
                                : g_strdup_printf ("%s · %s", citation->evidence,
                                                   review_words_citation (citation->status));
  g_autofree char *name = g_strdup_printf (_ ("Evidence %s"), text);
  g_autofree char *value = citation->value != NULL ? review_format_words (citation->value) : NULL;
  /* Translators: %s is the value that ROCA read; the evidence says something else now. */
  g_autofree char *read =
      !valid && value != NULL ? g_strdup_printf (_ ("ROCA read: %s"), value) : g_strdup (value);
  GtkWidget *chip = review_tag_new_chip (text, valid ? REVIEW_TONE_ACCENT : REVIEW_TONE_ERROR);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), "review.show-evidence");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (chip), "s", citation->evidence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  review_tip_set (chip, read);
  return chip;
}

/* It may repeat what a customer wrote. */
static char *
dup_claim (ReviewChainCard *self, const ReviewStep *step)
{
  return review_format_text (review_session_get_text (self->session, step->claim));
}

static void
add_clause (GtkWidget *chips, const ReviewStep *step)
{
  GtkWidget *chip, *answer;
  g_autofree char *name = NULL;

  if (step->answer != 0)
    {
      answer = review_tag_new (review_words_answer (step->answer),
                               review_words_answer_tone (step->answer));
      review_tag_set_icon_name (REVIEW_TAG (answer), review_words_answer_icon (step->answer));
      gtk_box_append (GTK_BOX (chips), answer);
    }
  if (step->clause == NULL)
    return;
  name = g_strdup_printf (_ ("SOP clause %s"), step->clause);
  chip = review_tag_new_chip (step->clause, REVIEW_TONE_ACCENT);
  review_tag_set_icon_name (REVIEW_TAG (gtk_button_get_child (GTK_BUTTON (chip))),
                            "review-sop-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), "review.show-clause");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (chip), "s", step->clause);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (chips), chip);
}

static void
add_gap (GtkWidget *chips, const ReviewStep *step)
{
  GtkWidget *chip;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (!step->no_clause)
    return;
  text =
      step->gap_cases > 1
          ? g_strdup_printf (ngettext ("no clause in %d case: flag gap",
                                       "no clause in %d cases: flag gap", (gulong) step->gap_cases),
                             (int) step->gap_cases)
          : g_strdup (_ ("no clause: flag gap"));
  name = g_strdup_printf (_ ("No clause covers step %d: flag the gap"), (int) step->n);
  chip = review_tag_new_chip (text, REVIEW_TONE_WARNING);
  review_tag_set_icon_name (REVIEW_TAG (gtk_button_get_child (GTK_BUTTON (chip))),
                            "review-flag-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), "review.flag-gap");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (chip), "x", step->n);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (chips), chip);
}

static gboolean
has_failed (const ReviewCitation *citation)
{
  return citation->status > REVIEW_CITATION_OK;
}

static int
compare_failed_first (gconstpointer a, gconstpointer b)
{
  return (int) has_failed (*(ReviewCitation *const *) b)
         - (int) has_failed (*(ReviewCitation *const *) a);
}

/* A row is one chip, however many of its fields are cited; the citation that failed its check
 * stands for the row, and comes first: no chip that must be seen goes into "+2". */
static GPtrArray *
list_cited_rows (const ReviewStep *step)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; step->citations != NULL && i < step->citations->len; i++)
    {
      ReviewCitation *citation = step->citations->pdata[i];
      guint at = 0;

      while (at < rows->len
             && g_strcmp0 (((ReviewCitation *) rows->pdata[at])->evidence, citation->evidence) != 0)
        at++;
      if (at == rows->len)
        g_ptr_array_add (rows, citation);
      else if (has_failed (citation))
        rows->pdata[at] = citation;
    }
  g_ptr_array_sort (rows, compare_failed_first);
  return rows;
}

static GtkWidget *
new_chips (const ReviewStep *step)
{
  GtkWidget *chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  g_autoptr (GPtrArray) rows = list_cited_rows (step);
  guint cited = rows->len;

  gtk_widget_set_valign (chips, GTK_ALIGN_START);
  for (guint i = 0; i < MIN (cited, MOST_CHIPS); i++)
    gtk_box_append (GTK_BOX (chips), new_evidence_chip (rows->pdata[i]));
  if (cited > MOST_CHIPS)
    {
      g_autofree char *more = g_strdup_printf ("+%u", cited - MOST_CHIPS);
      gtk_box_append (GTK_BOX (chips), review_tag_new (more, REVIEW_TONE_NEUTRAL));
    }
  if (step->not_in_model)
    gtk_box_append (GTK_BOX (chips), review_tag_new (_ ("not in the model"), REVIEW_TONE_WARNING));
  add_clause (chips, step);
  add_gap (chips, step);
  return chips;
}

static char *
describe_missing (ReviewChainCard *self, const ReviewStep *step)
{
  const ReviewCaseView *view = review_shown_get_view (self->shown);
  g_autoptr (GString) out = g_string_new (NULL);

  for (char **name = step->missing; name != NULL && *name != NULL; name++)
    {
      const char *words = review_words_fact (self->session, view->item_case->type, *name);

      /* Without words of its own it is named by the claim. */
      if (!g_str_equal (words, *name))
        g_string_append_printf (out, "%s%s", out->len > 0 ? C_ ("list", ", ") : "", words);
    }
  return out->len > 0 ? g_strdup_printf (_ ("missing: %s"), out->str) : NULL;
}

static void
add_note (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  review_label_wrap (GTK_LABEL (label));
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, css_class);
  review_prose_append (REVIEW_PROSE (box), label);
}

static GtkWidget *
new_claim (ReviewChainCard *self, const ReviewStep *step, int verdict)
{
  GtkWidget *box = review_prose_new (1);
  g_autofree char *claim = dup_claim (self, step);
  GtkWidget *label = gtk_label_new (claim);
  g_autofree char *missing = describe_missing (self, step);
  gboolean against =
      (verdict == REVIEW_VERDICT_BLOCK && step->direction == REVIEW_DIRECTION_LOWERS)
      || (verdict == REVIEW_VERDICT_PASS && step->direction == REVIEW_DIRECTION_RAISES);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  review_label_wrap (GTK_LABEL (label));
  gtk_widget_set_hexpand (box, TRUE);
  review_prose_append (REVIEW_PROSE (box), label);
  if (against)
    add_note (box,
              step->against ? _ ("the strongest fact against the verdict")
                            : _ ("speaks against the verdict"),
              "against");
  if (missing != NULL)
    add_note (box, missing, "dim-label");
  return box;
}

static void
pressed_cb (GtkGestureClick *gesture)
{
  gtk_widget_grab_focus (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));
}

/* A step can have the focus, by key or by a click anywhere on it: the SOP follows it. */
static GtkWidget *
new_row (ReviewChainCard *self, const ReviewStep *step)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                                 "spacing", 10, "focusable", TRUE, NULL);
  GtkGesture *click = gtk_gesture_click_new ();
  g_autofree char *claim = dup_claim (self, step);
  /* Translators: a step of ROCA's reasoning: its number and what it claims. */
  g_autofree char *name = g_strdup_printf (_ ("Step %d: %s"), (int) step->n, claim);
  g_autofree char *focus = g_strdup_printf ("focus-step-%d", (int) step->n);

  gtk_widget_set_name (row, focus);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (row, "step");
  if (step->decisive)
    gtk_widget_add_css_class (row, "decisive");
  review_focus_follow (row, "review.focus-step", g_variant_new_int64 (step->n));
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), NULL);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  return row;
}

static GtkWidget *
new_step (ReviewChainCard *self, const ReviewStep *step, int verdict)
{
  GtkWidget *row = new_row (self, step);
  GtkWidget *badge = review_step_badge_new ((guint) step->n);

  review_tip_set (badge, review_words_step_kind (step->kind));
  gtk_box_append (GTK_BOX (row), badge);
  gtk_box_append (GTK_BOX (row), new_claim (self, step, verdict));
  gtk_box_append (GTK_BOX (row), new_chips (step));
  gtk_box_append (GTK_BOX (row), review_step_marks_new (self->session, step));
  return row;
}

static guint
count_failed (const ReviewStep *step)
{
  g_autoptr (GPtrArray) rows = list_cited_rows (step);
  guint n = 0;

  while (n < rows->len && has_failed (rows->pdata[n]))
    n++;
  return n;
}

static char *
describe (GPtrArray *steps)
{
  guint gaps = 0, failed = 0;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      gaps += ((ReviewStep *) steps->pdata[i])->no_clause ? 1 : 0;
      failed += count_failed (steps->pdata[i]);
    }
  g_string_printf (text, ngettext ("%u step", "%u steps", steps->len), steps->len);
  if (gaps > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (
          text, ngettext ("%u not covered by the SOP", "%u not covered by the SOP", gaps), gaps);
    }
  if (failed > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (
          text,
          ngettext ("%u citation failed its check", "%u citations failed their check", failed),
          failed);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
update (ReviewChainCard *self)
{
  const ReviewAssessment *assessment = review_shown_get_assessment (self->shown);
  gboolean any = assessment != NULL && assessment->steps != NULL && assessment->steps->len > 0;
  g_autofree char *caption = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->steps))) != NULL)
    gtk_box_remove (self->steps, child);
  gtk_widget_set_visible (GTK_WIDGET (self), any);
  if (any)
    caption = describe (assessment->steps);
  review_card_set_caption (self->card, caption);
  if (!any)
    return;
  for (guint i = 0; i < assessment->steps->len; i++)
    gtk_box_append (self->steps, new_step (self, assessment->steps->pdata[i], assessment->verdict));
}

static void
review_chain_card_dispose (GObject *object)
{
  ReviewChainCard *self = REVIEW_CHAIN_CARD (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_CHAIN_CARD);
  g_clear_object (&self->shown);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_chain_card_parent_class)->dispose (object);
}

static void
review_chain_card_class_init (ReviewChainCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_chain_card_dispose;
  g_type_ensure (REVIEW_TYPE_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-chain-card.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewChainCard, card);
  gtk_widget_class_bind_template_child (widget_class, ReviewChainCard, steps);
}

static void
review_chain_card_init (ReviewChainCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * review_chain_card_bind:
 * @shown: (transfer none): the case
 *
 * Shows the reasoning chain of a case. Called once.
 */
void
review_chain_card_bind (ReviewChainCard *self, ReviewSession *session, ReviewShown *shown)
{
  g_return_if_fail (REVIEW_IS_CHAIN_CARD (self));

  self->session = g_object_ref (session);
  self->shown = g_object_ref (shown);
  g_signal_connect_object (shown, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/* (nullable): the row that has the focus, or that holds what has it. */
static GtkWidget *
find_focused_row (ReviewChainCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *widget = root != NULL ? gtk_root_get_focus (root) : NULL;

  while (widget != NULL && gtk_widget_get_parent (widget) != GTK_WIDGET (self->steps))
    widget = gtk_widget_get_parent (widget);
  return widget;
}

static GtkWidget *
find_unmarked_row (ReviewChainCard *self)
{
  const ReviewForm *form = review_desk_get_form (review_session_get_desk (self->session));
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->steps));

  while (row != NULL
         && review_form_get_mark (form, review_step_marks_get_step (
                                            REVIEW_STEP_MARKS (gtk_widget_get_last_child (row))))
                != 0)
    row = gtk_widget_get_next_sibling (row);
  return row;
}

/**
 * review_chain_card_mark:
 * @mark: a #ReviewStepMarkKind
 *
 * Says so of the step in focus and goes on to the next one, so that a chain is judged with a key for
 * each step; the same mark once more takes it back. Where no step has the focus, the first one that
 * was not judged gets it, and nothing is marked: nobody judges what they do not look at.
 */
void
review_chain_card_mark (ReviewChainCard *self, int mark)
{
  GtkWidget *row, *next;
  ReviewDesk *desk;
  gint64 step;

  g_return_if_fail (REVIEW_IS_CHAIN_CARD (self));

  row = find_focused_row (self);
  if (row == NULL)
    {
      row = find_unmarked_row (self);
      if (row != NULL)
        gtk_widget_grab_focus (row);
      return;
    }
  desk = review_session_get_desk (self->session);
  step = review_step_marks_get_step (REVIEW_STEP_MARKS (gtk_widget_get_last_child (row)));
  if (review_form_get_mark (review_desk_get_form (desk), step) == mark)
    {
      review_desk_set_step_mark (desk, step, 0);
      return;
    }
  review_desk_set_step_mark (desk, step, mark);
  next = gtk_widget_get_next_sibling (row);
  if (next != NULL)
    gtk_widget_grab_focus (next);
}
