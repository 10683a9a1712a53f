/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case of a wave in one row: which, whose, how much, and what the decision makes of it. */
#define G_LOG_DOMAIN "review-app"
#include "review-wave-row.h"

#include <glib/gi18n.h>

#include "review-format.h"
#include "review-label.h"
#include "review-tag.h"
#include "review-tip.h"
#include "review-waves-words.h"

struct _ReviewWaveRow
{
  GtkWidget parent;
  GtkWidget *box; /* owned: child */
  GtkLabel *name;
  GtkLabel *subject;
  GtkLabel *value;
  ReviewTag *tag;
  GtkLabel *detail;
  char *spoken; /* owned */
};

G_DEFINE_FINAL_TYPE (ReviewWaveRow, review_wave_row, GTK_TYPE_WIDGET)

static GtkLabel *
add_label (GtkWidget *box, const char *css, gboolean expand)
{
  GtkWidget *label = review_label_new_line (NULL, css);

  gtk_widget_set_hexpand (label, expand);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
review_wave_row_dispose (GObject *object)
{
  ReviewWaveRow *self = REVIEW_WAVE_ROW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->spoken, g_free);
  G_OBJECT_CLASS (review_wave_row_parent_class)->dispose (object);
}

static void
review_wave_row_class_init (ReviewWaveRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_wave_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
review_wave_row_init (ReviewWaveRow *self)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *bottom = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_margin_top (self->box, 5);
  gtk_widget_set_margin_bottom (self->box, 5);
  self->name = add_label (top, "heading", FALSE);
  self->subject = add_label (top, "dim-label", TRUE);
  self->value = add_label (top, NULL, FALSE);
  self->tag = REVIEW_TAG (review_tag_new ("", REVIEW_TONE_NEUTRAL));
  gtk_widget_set_halign (GTK_WIDGET (self->tag), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (bottom), GTK_WIDGET (self->tag));
  self->detail = add_label (bottom, "dim-label", TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "caption");
  gtk_box_append (GTK_BOX (self->box), top);
  gtk_box_append (GTK_BOX (self->box), bottom);
}

GtkWidget *
review_wave_row_new (void)
{
  return g_object_new (REVIEW_TYPE_WAVE_ROW, NULL);
}

static const char *
pick_word (const ReviewCampaignMember *member, ReviewTone *tone)
{
  *tone = REVIEW_TONE_NEUTRAL;
  if (member->out_at != 0)
    return _ ("Taken out");
  if (member->exception != 0)
    {
      *tone = REVIEW_TONE_WARNING;
      return review_waves_words_exception (member->exception);
    }
  if (member->outcome == REVIEW_CAMPAIGN_CASE_DECIDED)
    *tone = REVIEW_TONE_SUCCESS;
  else
    *tone = REVIEW_TONE_ACCENT;
  return member->outcome != 0 && member->outcome != REVIEW_CAMPAIGN_CASE_RETRACTED
             ? review_waves_words_outcome (member->outcome)
             : C_ ("case of a wave", "Ready");
}

/* (transfer full): why it was taken out, that another look is wanted, or when it was opened. */
static char *
make_detail (const ReviewCampaignMember *member)
{
  if (member->out_at != 0)
    /* Translators: who took the case out of the wave, and why. */
    return g_strdup_printf (_ ("%s: %s"), member->out_by_name != NULL ? member->out_by_name : "—",
                            member->out_reason);
  if (member->review_at != 0)
    return g_strdup (_ ("Another of the wave ended otherwise: look at it again"));
  return review_format_local_time (member->opened_at);
}

/**
 * review_wave_row_set_member:
 */
void
review_wave_row_set_member (ReviewWaveRow *self, const ReviewCampaignMember *member)
{
  ReviewTone tone;
  const char *word = pick_word (member, &tone);
  g_autofree char *detail = make_detail (member);
  g_autofree char *amount =
      member->value != NULL ? review_format_amount (member->value, member->currency) : NULL;

  g_return_if_fail (REVIEW_IS_WAVE_ROW (self));

  gtk_label_set_text (self->name, member->display_id);
  gtk_label_set_text (self->subject, member->subject != NULL ? member->subject : "");
  gtk_label_set_text (self->value, amount != NULL ? amount : "");
  review_tag_set_text (self->tag, word);
  review_tag_set_tone (self->tag, member->review_at != 0 ? REVIEW_TONE_ERROR : tone);
  gtk_label_set_text (self->detail, detail);
  review_tip_set (GTK_WIDGET (self->detail), detail);
  g_free (self->spoken);
  /* Translators: case, customer, amount, what the decision makes of it, detail. */
  self->spoken = g_strdup_printf (_ ("%s, %s, %s, %s, %s"), member->display_id,
                                  member->subject != NULL ? member->subject : "—",
                                  amount != NULL ? amount : "—", word, detail);
}

/**
 * review_wave_row_get_name:
 *
 * Returns: (transfer none) (nullable): the whole row for a screen reader
 */
const char *
review_wave_row_get_name (ReviewWaveRow *self)
{
  return self->spoken;
}
