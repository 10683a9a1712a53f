/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A masked field: dots, and a button that asks why one wants to see it. The reasons are on the
 * number keys; the value itself comes by the desk, to whoever shows the field. */
#define G_LOG_DOMAIN "review-app"
#include "review-reveal-button.h"

#include <glib/gi18n.h>

#include "review-error.h"
#include "review-tip.h"
#include "review-words.h"

struct _ReviewRevealButton
{
  AdwBin parent;
  /* owned */
  ReviewSession *session;
  char *evidence; /* (nullable): label of the row; NULL: the customer's profile */
  char *field;
  char *name; /* of the field, in words */
  /* children */
  GtkMenuButton *button;
  GtkLabel *label;
  GtkPopover *popover;
  GtkBox *reasons;
  GtkLabel *state;
  gboolean asking;
};

G_DEFINE_FINAL_TYPE (ReviewRevealButton, review_reveal_button, ADW_TYPE_BIN)

static void
set_asking (ReviewRevealButton *self, gboolean asking)
{
  self->asking = asking;
  gtk_label_set_text (self->label, asking ? _ ("Asking for the value…") : _ ("•••• Reveal"));
}

static const char *
describe (const GError *error)
{
  if (g_error_matches (error, REVIEW_ERROR, REVIEW_ERROR_LIMITED))
    return _ ("You have opened as many masked fields as the policy allows for now. Wait a minute "
              "or longer; your team lead has been told.");
  return review_words_error (error->domain == REVIEW_ERROR ? error->code : 0);
}

static void
revealed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReviewRevealButton) self = user_data;
  g_autoptr (GError) error = NULL;

  if (review_desk_reveal_finish (REVIEW_DESK (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  set_asking (self, FALSE);
  gtk_menu_button_popup (self->button);
  gtk_label_set_text (self->state, describe (error));
}

/* The popover closes at once: with the value, the button goes away, and a popover that is still up
 * would go with it. */
static void
ask (ReviewRevealButton *self, const char *reason)
{
  set_asking (self, TRUE);
  gtk_popover_popdown (self->popover);
  review_desk_reveal_async (review_session_get_desk (self->session), self->evidence, self->field,
                            reason, revealed_cb, g_object_ref (self));
}

static void
reason_clicked_cb (ReviewRevealButton *self, GtkWidget *row)
{
  ask (self, g_object_get_data (G_OBJECT (row), "code"));
}

static gboolean
digit_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return review_reveal_button_choose (user_data, g_variant_get_uint32 (args));
}

static GtkWidget *
make_reason (ReviewRevealButton *self, const ReviewCode *code, guint n)
{
  const char *words = review_session_get_text (self->session, code->text);
  g_autofree char *text = g_strdup_printf ("%u  %s", n, words);
  GtkWidget *row = gtk_button_new_with_label (text);

  gtk_widget_add_css_class (row, "flat");
  gtk_widget_add_css_class (row, "reason");
  gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (row)), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (row), "code", g_strdup (code->code), g_free);
  g_signal_connect_object (row, "clicked", G_CALLBACK (reason_clicked_cb), self, G_CONNECT_SWAPPED);
  return row;
}

/* Built when it is first asked for: a case has dozens of masked fields and few are opened. */
static void
fill_reasons (ReviewRevealButton *self)
{
  g_autoptr (GPtrArray) codes =
      review_desk_list_codes (review_session_get_desk (self->session), "reveal_reason");
  GtkEventController *keys = gtk_shortcut_controller_new ();

  for (guint i = 0; i < codes->len; i++)
    {
      gtk_box_append (self->reasons, make_reason (self, codes->pdata[i], i + 1));
      if (i < 9)
        gtk_shortcut_controller_add_shortcut (
            GTK_SHORTCUT_CONTROLLER (keys),
            gtk_shortcut_new_with_arguments (gtk_keyval_trigger_new (GDK_KEY_1 + i, 0),
                                             gtk_callback_action_new (digit_cb, self, NULL), "u",
                                             i));
    }
  gtk_widget_add_controller (GTK_WIDGET (self->popover), keys);
}

static void
opened_cb (ReviewRevealButton *self)
{
  if (gtk_widget_get_first_child (GTK_WIDGET (self->reasons)) == NULL)
    fill_reasons (self);
  gtk_label_set_text (self->state, _ ("The reason is written into the record of the case."));
}

/* Only who holds the case may ask. */
static void
lease_changed_cb (ReviewRevealButton *self)
{
  gboolean mine =
      review_desk_get_lease_state (review_session_get_desk (self->session)) == REVIEW_LEASE_MINE;

  gtk_widget_set_sensitive (GTK_WIDGET (self->button), mine);
  review_tip_set (GTK_WIDGET (self), mine ? _ ("Show the value, with a reason")
                                          : _ ("Only who holds the case may see it"));
}

static void
review_reveal_button_dispose (GObject *object)
{
  ReviewRevealButton *self = REVIEW_REVEAL_BUTTON (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->evidence, g_free);
  g_clear_pointer (&self->field, g_free);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (review_reveal_button_parent_class)->dispose (object);
}

static void
review_reveal_button_class_init (ReviewRevealButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_reveal_button_dispose;
}

static GtkPopover *
make_popover (ReviewRevealButton *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *title = gtk_label_new (_ ("Why do you need it?"));

  self->reasons = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->state = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (self->state, 0);
  gtk_label_set_wrap (self->state, TRUE);
  gtk_label_set_max_width_chars (self->state, 36);
  gtk_widget_add_css_class (GTK_WIDGET (self->state), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->state), "caption");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->reasons));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->state));
  gtk_widget_add_css_class (box, "reasons");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Why do you need it?"), -1);
  g_signal_connect_object (popover, "show", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  return GTK_POPOVER (popover);
}

static void
review_reveal_button_init (ReviewRevealButton *self)
{
  self->popover = make_popover (self);
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->label = GTK_LABEL (gtk_label_new (_ ("•••• Reveal")));
  gtk_menu_button_set_child (self->button, GTK_WIDGET (self->label));
  gtk_menu_button_set_always_show_arrow (self->button, FALSE);
  gtk_menu_button_set_popover (self->button, GTK_WIDGET (self->popover));
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "reveal");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

/**
 * review_reveal_button_new:
 * @evidence: (nullable): label of the row; NULL: the customer's profile
 * @field: the field's name
 * @name: the same in words
 *
 * Returns: (transfer floating): a button in the place of the masked value
 */
GtkWidget *
review_reveal_button_new (ReviewSession *session,
                          const char *evidence,
                          const char *field,
                          const char *name)
{
  ReviewRevealButton *self = g_object_new (REVIEW_TYPE_REVEAL_BUTTON, NULL);
  /* Translators: %s is the name of a field whose value is masked. */
  g_autofree char *label = g_strdup_printf (_ ("%s: masked, reveal"), name);

  self->session = g_object_ref (session);
  self->evidence = g_strdup (evidence);
  self->field = g_strdup (field);
  self->name = g_strdup (name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  g_signal_connect_object (review_session_get_desk (session), "notify::lease-state",
                           G_CALLBACK (lease_changed_cb), self, G_CONNECT_SWAPPED);
  lease_changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * review_reveal_button_choose:
 * @position: of a reason, from 0
 *
 * Asks for the value with that reason, as a click on it would.
 *
 * Returns: whether there is such a reason and none is under way
 */
gboolean
review_reveal_button_choose (ReviewRevealButton *self, guint position)
{
  GtkWidget *row;

  g_return_val_if_fail (REVIEW_IS_REVEAL_BUTTON (self), FALSE);

  row = gtk_widget_get_first_child (GTK_WIDGET (self->reasons));
  for (guint i = 0; i < position && row != NULL; i++)
    row = gtk_widget_get_next_sibling (row);
  if (row == NULL || self->asking)
    return FALSE;
  reason_clicked_cb (self, row);
  return TRUE;
}
