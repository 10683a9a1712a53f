/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a person stands, and rows of lists. */
#define G_LOG_DOMAIN "review-app"
#include "review-shift-parts.h"

#include <glib/gi18n.h>

#include "review-label.h"
#include "review-shift-words.h"
#include "review-tag.h"
#include "review-today-parts.h"

/** review_shift_new_standing: Returns: (transfer floating): a tag with since when and until when. */
GtkWidget *
review_shift_new_standing (const ReviewPerson *person)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *tag = review_tag_new (review_shift_words_standing (person->standing),
                                   review_shift_words_standing_tone (person->standing));
  g_autofree char *since = review_shift_words_since (person);
  GtkWidget *label = review_label_new_tipped (since, "dim-label");

  gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), tag);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
append (GtkBox *box, const char *title, const char *figure, const char *note, ReviewTone tone)
{
  gtk_box_append (box, review_today_new_row (title, figure, note, tone));
}

static void
append_times (GtkBox *box, ReviewSession *session, const ReviewPerson *person)
{
  if (person->zone != NULL)
    append (box, _ ("Time zone"), person->zone, NULL, REVIEW_TONE_NEUTRAL);
  if (person->absence != NULL)
    {
      g_autofree char *absence = review_shift_words_absence (session, person->absence);

      append (box, _ ("Absence"), "", absence, REVIEW_TONE_WARNING);
    }
  if (person->next != NULL)
    {
      g_autofree char *next = review_shift_words_span (person->next);

      append (box, _ ("Next shift"), "", next, REVIEW_TONE_NEUTRAL);
    }
}

/** review_shift_fill_desk: how @person stands, and what hangs on them against what they may hold. */
void
review_shift_fill_desk (GtkBox *box, const ReviewPerson *person)
{
  g_autofree char *held = review_shift_words_held (person);
  g_autofree char *waiting = review_shift_words_waiting (person);

  review_today_empty (box);
  gtk_box_append (box, review_shift_new_standing (person));
  append (box, _ ("Cases held"), held, person->limited ? person->limit_reason : NULL,
          REVIEW_TONE_NEUTRAL);
  append (box, _ ("Waiting elsewhere"), waiting, NULL, REVIEW_TONE_NEUTRAL);
}

/** review_shift_fill_person: the same, with what they may take, and their next times. */
void
review_shift_fill_person (GtkBox *box, ReviewSession *session, const ReviewPerson *person)
{
  g_autofree char *takes = review_shift_words_may_take (session, person);

  review_shift_fill_desk (box, person);
  append (box, _ ("May take"), "", takes, REVIEW_TONE_NEUTRAL);
  append_times (box, session, person);
}

/** review_shift_same: Returns: whether both hold equal records; both may be %NULL. */
gboolean
review_shift_same (GPtrArray *one, GPtrArray *other)
{
  if (one == NULL || other == NULL || one->len != other->len)
    return one == other;
  for (guint i = 0; i < one->len; i++)
    if (!review_record_equal (one->pdata[i], other->pdata[i]))
      return FALSE;
  return TRUE;
}
