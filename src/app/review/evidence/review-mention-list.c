/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Under a note that is being written: the colleagues who may be meant by what is typed behind an @. The
 * focus stays in the text; Up and Down choose, Enter or Tab writes the name, Escape closes. An input
 * method has each of these keys first. */
#define G_LOG_DOMAIN "review-app"
#include "review-mention-list.h"

#include <glib/gi18n.h>

#include "review-list.h"
#include "review-mention.h"
#include "review-words.h"

#define MOST 6

struct _ReviewMentionList
{
  AdwBin parent;
  GtkListBox *list;  /* (borrowed): the child */
  GtkTextView *text; /* (borrowed): a sibling */
  ReviewAside *aside;
  GPtrArray *shown;   /* (owned): of ReviewColleague */
  gboolean composing; /* an input method has something that is not in the text yet */
  gboolean closed;    /* by Escape, until something else is typed */
};

G_DEFINE_FINAL_TYPE (ReviewMentionList, review_mention_list, ADW_TYPE_BIN)

/* (transfer full): the line up to the cursor. */
static char *
dup_line (ReviewMentionList *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter begin, cursor;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  begin = cursor;
  gtk_text_iter_set_line_offset (&begin, 0);
  return gtk_text_buffer_get_text (buffer, &begin, &cursor, TRUE);
}

static GtkWidget *
make_row (const ReviewColleague *one)
{
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *text = g_strdup_printf ("%s  ·  %s", one->name, review_words_role (one->role));
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return row;
}

static void
fill (ReviewMentionList *self)
{

  review_list_clear (self->list);
  for (guint i = 0; i < self->shown->len; i++)
    gtk_list_box_append (self->list, make_row (self->shown->pdata[i]));
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static gboolean
is_same (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (a->pdata[i] != b->pdata[i])
      return FALSE;
  return TRUE;
}

/* Names come into sight with the notes around them; in a window of their own they are. */
static void
show (ReviewMentionList *self, gboolean wanted)
{
  if (wanted == gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), wanted);
  if (wanted)
    gtk_widget_activate_action (GTK_WIDGET (self), "review.show-tab", "s", "notes");
}

static void
update (ReviewMentionList *self)
{
  g_autofree char *line = dup_line (self);
  const char *typed = self->closed ? NULL : review_mention_typed (line);
  const ReviewColleagues *all = typed != NULL ? review_aside_get_colleagues (self->aside) : NULL;
  g_autoptr (GPtrArray) found =
      all != NULL ? review_mention_suggest (typed, all->people, MOST) : review_records_new ();

  if (!is_same (found, self->shown))
    {
      g_ptr_array_unref (self->shown);
      self->shown = g_ptr_array_ref (found);
      fill (self);
    }
  show (self, found->len > 0);
}

static void
typed_cb (ReviewMentionList *self)
{
  self->closed = FALSE;
  update (self);
}

static void
composing_cb (ReviewMentionList *self, const char *preedit)
{
  self->composing = *preedit != '\0';
}

/* The name stands in place of what was typed, and a blank behind it. */
static void
write_name (ReviewMentionList *self, guint n)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  const ReviewColleagues *all = review_aside_get_colleagues (self->aside);
  g_autofree char *line = dup_line (self);
  const char *typed = review_mention_typed (line);
  g_autofree char *name = NULL;
  g_autofree char *whole = NULL;
  GtkTextIter begin, cursor;

  if (typed == NULL || all == NULL || n >= self->shown->len)
    return;
  name = review_mention_write (self->shown->pdata[n], all->people);
  whole = g_strconcat (name, " ", NULL);
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  begin = cursor;
  gtk_text_iter_backward_chars (&begin, (int) g_utf8_strlen (typed, -1));
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &begin, &cursor);
  gtk_text_buffer_insert (buffer, &begin, whole, -1);
  gtk_text_buffer_end_user_action (buffer);
}

static void
move (ReviewMentionList *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int at = row != NULL ? gtk_list_box_row_get_index (row) : 0;
  int n = (int) self->shown->len;

  gtk_list_box_select_row (self->list,
                           gtk_list_box_get_row_at_index (self->list, (at + step + n) % n));
}

static gboolean
do_key (ReviewMentionList *self, guint key)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (key == GDK_KEY_Down || key == GDK_KEY_Up)
    move (self, key == GDK_KEY_Down ? 1 : -1);
  else if (key == GDK_KEY_Escape)
    {
      self->closed = TRUE;
      update (self);
    }
  else if (row != NULL)
    write_name (self, (guint) gtk_list_box_row_get_index (row));
  return TRUE;
}

static gboolean
is_ours (guint key, GdkModifierType state)
{
  static const guint ours[] = { GDK_KEY_Down,   GDK_KEY_Up,       GDK_KEY_Escape,
                                GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_Tab };

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (ours); i++)
    if (ours[i] == key)
      return TRUE;
  return FALSE;
}

/* The input method is asked as the text itself would ask it: what it takes is not ours. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                ReviewMentionList *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || self->composing || !is_ours (key, state))
    return FALSE;
  if (event != NULL && gtk_text_view_im_context_filter_keypress (self->text, event))
    return TRUE;
  return do_key (self, key);
}

static void
row_activated_cb (ReviewMentionList *self, GtkListBoxRow *row)
{
  write_name (self, (guint) gtk_list_box_row_get_index (row));
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
review_mention_list_dispose (GObject *object)
{
  ReviewMentionList *self = REVIEW_MENTION_LIST (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->aside);
  G_OBJECT_CLASS (review_mention_list_parent_class)->dispose (object);
}

static void
review_mention_list_finalize (GObject *object)
{
  g_ptr_array_unref (REVIEW_MENTION_LIST (object)->shown);
  G_OBJECT_CLASS (review_mention_list_parent_class)->finalize (object);
}

static void
review_mention_list_class_init (ReviewMentionListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_mention_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = review_mention_list_finalize;
}

static void
review_mention_list_init (ReviewMentionList *self)
{
  self->shown = review_records_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_set_focusable (GTK_WIDGET (self->list), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "mention-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Colleagues to name: Enter writes the name"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * review_mention_list_bind:
 * @text: in which a note is written; lives as long as the list
 * @aside: knows who may be named
 *
 * Offers names while one writes. Called once.
 */
void
review_mention_list_bind (ReviewMentionList *self, GtkTextView *text, ReviewAside *aside)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (REVIEW_IS_MENTION_LIST (self));

  self->text = text;
  self->aside = g_object_ref (aside);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (text), keys);
  g_signal_connect_object (text, "preedit-changed", G_CALLBACK (composing_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (text), "changed", G_CALLBACK (typed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (text), "notify::cursor-position",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (aside, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}
