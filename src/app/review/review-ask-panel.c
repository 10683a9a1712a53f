/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking the customer, in the decision bar's place: what is asked, until when, and word for word
 * what the customer reads in both languages. Nobody types to a customer. What is chosen is kept in
 * the session's screen state, so that a switch of language loses nothing. */
#define G_LOG_DOMAIN "review-app"
#include "review-ask-panel.h"

#include <glib/gi18n.h>

#include "review-chips.h"
#include "review-clock.h"
#include "review-customer-text.h"
#include "review-trio.h"

#define CODES "case/ask-codes" /* screen state: codes with spaces between them */
#define NOTE  "case/ask-note"  /* screen state */
#define DUE   "case/ask-due"   /* screen state: a multiple of the policy's time, "2" */

struct _ReviewAskPanel
{
  GtkWidget parent;
  /* template */
  GtkWidget *trio;
  GtkLabel *count;
  ReviewChips *codes;
  ReviewChips *due;
  GtkEditable *note;
  GtkLabel *heads[2];
  GtkLabel *letters[2]; /* in the customer's language first */
  /* owned */
  ReviewSession *session; /* (nullable) until it is set */
  char *options_key;      /* (nullable): what the chips were made for */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReviewAskPanel, review_ask_panel, GTK_TYPE_WIDGET)

static const ReviewCaseView *
get_view (ReviewAskPanel *self)
{
  return review_desk_get_view (review_session_get_desk (self->session));
}

static gint64
get_due (ReviewAskPanel *self)
{
  const ReviewCaseView *view = get_view (self);
  const char *times = review_session_get_ui_string (self->session, DUE);
  gint64 hours = view->asking != NULL ? view->asking->wait_hours : 0;

  return review_session_get_server_time (self->session)
         + MAX (1, times != NULL ? g_ascii_strtoll (times, NULL, 10) : 1) * hours * REVIEW_HOUR;
}

static gboolean
is_exhausted (ReviewAskPanel *self)
{
  const ReviewCaseView *view = get_view (self);

  return view->asking != NULL && view->asking->at_most > 0
         && view->asking->asked >= view->asking->at_most;
}

static char **
dup_codes (ReviewAskPanel *self)
{
  const char *codes = review_session_get_ui_string (self->session, CODES);

  return g_strsplit (codes != NULL ? codes : "", " ", -1);
}

static void
fill_due (ReviewAskPanel *self, gint64 hours)
{
  review_chips_clear (self->due);
  for (int times = 1; times <= 3 && hours > 0; times++)
    {
      g_autofree char *id = g_strdup_printf ("%d", times);
      g_autofree char *text = g_strdup_printf (_ ("%d h"), (int) (times * hours));

      review_chips_add (self->due, id, text, NULL);
    }
}

static void
fill_options (ReviewAskPanel *self)
{
  ReviewDesk *desk = review_session_get_desk (self->session);
  const ReviewCaseView *view = get_view (self);
  g_autoptr (GPtrArray) codes = NULL;
  gint64 hours = view->asking != NULL ? view->asking->wait_hours : 0;
  g_autofree char *key = g_strdup_printf ("%s %s %d", view->item_case->type,
                                          review_session_get_language (self->session), (int) hours);

  if (g_strcmp0 (key, self->options_key) == 0)
    return;
  g_free (self->options_key);
  self->options_key = g_steal_pointer (&key);
  codes = review_desk_list_codes (desk, "request_information");
  review_chips_clear (self->codes);
  for (guint i = 0; i < codes->len; i++)
    {
      const ReviewCode *code = codes->pdata[i];
      g_autofree char *cap = i < 9 ? g_strdup_printf ("%u", i + 1) : NULL;

      review_chips_add (self->codes, code->code,
                        review_session_get_text (self->session, code->text), cap);
    }
  fill_due (self, hours);
}

static gboolean
reads_chinese (const ReviewCase *item_case)
{
  return item_case->language != NULL && g_str_has_prefix (item_case->language, "zh");
}

static void
show_preview (ReviewAskPanel *self)
{
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);
  const ReviewCase *item_case = get_view (self)->item_case;
  g_auto (GStrv) codes = review_chips_dup_active (self->codes);
  guint chinese = reads_chinese (item_case) ? 0 : 1;
  g_autoptr (ReviewText) text = NULL;

  gtk_label_set_text (self->heads[chinese], _ ("The customer reads, in Chinese"));
  gtk_label_set_text (self->heads[1 - chinese], _ ("The customer reads, in English"));
  if (catalog != NULL && codes[0] != NULL)
    text = review_customer_text_compose (catalog, item_case->type, (const char *const *) codes,
                                         get_due (self));
  gtk_label_set_text (self->letters[chinese],
                      text != NULL ? text->zh_cn : _ ("Choose what to ask for."));
  gtk_label_set_text (self->letters[1 - chinese],
                      text != NULL ? text->en : _ ("Choose what to ask for."));
}

static void
refresh (ReviewAskPanel *self)
{
  const ReviewCaseView *view = get_view (self);
  const char *due = review_session_get_ui_string (self->session, DUE);
  const char *note = review_session_get_ui_string (self->session, NOTE);
  g_auto (GStrv) codes = NULL;
  g_autofree char *count = NULL;

  if (view == NULL)
    return;
  fill_options (self);
  codes = dup_codes (self);
  review_chips_set_active (self->codes, (const char *const *) codes);
  review_chips_set_active_one (self->due, due != NULL ? due : "1");
  gtk_widget_set_sensitive (GTK_WIDGET (self->codes), !is_exhausted (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->due), !is_exhausted (self));
  if (view->asking != NULL)
    /* Translators: how often the customer was asked about this case, and how often is allowed. */
    count = g_strdup_printf (_ ("asked %d of %d times"), (int) view->asking->asked,
                             (int) view->asking->at_most);
  gtk_label_set_text (self->count, count != NULL ? count : "");
  if (g_strcmp0 (gtk_editable_get_text (self->note), note != NULL ? note : "") != 0)
    gtk_editable_set_text (self->note, note != NULL ? note : "");
  show_preview (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
code_chosen_cb (ReviewChips *chips, const char *code, gboolean active, ReviewAskPanel *self)
{
  g_auto (GStrv) codes = review_chips_dup_active (chips);
  g_autofree char *joined = g_strjoinv (" ", codes);

  review_session_set_ui_string (self->session, CODES, joined);
  refresh (self);
}

static void
due_chosen_cb (ReviewChips *chips, const char *times, gboolean active, ReviewAskPanel *self)
{
  review_session_set_ui_string (self->session, DUE, times);
  refresh (self);
}

static void
note_changed_cb (ReviewAskPanel *self)
{
  if (self->session != NULL)
    review_session_set_ui_string (self->session, NOTE, gtk_editable_get_text (self->note));
}

static gboolean
review_ask_panel_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (REVIEW_ASK_PANEL (widget)->codes));
}

static void
review_ask_panel_dispose (GObject *object)
{
  ReviewAskPanel *self = REVIEW_ASK_PANEL (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_ASK_PANEL);
  g_clear_object (&self->session);
  g_clear_pointer (&self->options_key, g_free);
  G_OBJECT_CLASS (review_ask_panel_parent_class)->dispose (object);
}

static void
review_ask_panel_class_init (ReviewAskPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_ask_panel_dispose;
  widget_class->grab_focus = review_ask_panel_grab_focus;
  /**
   * ReviewAskPanel::changed:
   *
   * What is chosen, or what may be, is another now.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (REVIEW_TYPE_CHIPS);
  g_type_ensure (REVIEW_TYPE_TRIO);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-ask-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewAskPanel, trio);
  gtk_widget_class_bind_template_child (widget_class, ReviewAskPanel, count);
  gtk_widget_class_bind_template_child (widget_class, ReviewAskPanel, codes);
  gtk_widget_class_bind_template_child (widget_class, ReviewAskPanel, due);
  gtk_widget_class_bind_template_child (widget_class, ReviewAskPanel, note);
  gtk_widget_class_bind_template_child_full (widget_class, "first_head", FALSE,
                                             G_STRUCT_OFFSET (ReviewAskPanel, heads[0]));
  gtk_widget_class_bind_template_child_full (widget_class, "second_head", FALSE,
                                             G_STRUCT_OFFSET (ReviewAskPanel, heads[1]));
  gtk_widget_class_bind_template_child_full (widget_class, "first_letter", FALSE,
                                             G_STRUCT_OFFSET (ReviewAskPanel, letters[0]));
  gtk_widget_class_bind_template_child_full (widget_class, "second_letter", FALSE,
                                             G_STRUCT_OFFSET (ReviewAskPanel, letters[1]));
  gtk_widget_class_bind_template_callback (widget_class, code_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, due_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_changed_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_ask_panel_init (ReviewAskPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * review_ask_panel_set_session:
 * @session: shown from now on; once for a panel
 */
void
review_ask_panel_set_session (ReviewAskPanel *self, ReviewSession *session)
{
  g_return_if_fail (REVIEW_IS_ASK_PANEL (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (review_session_get_desk (session), "notify::view", G_CALLBACK (refresh),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
}

/**
 * review_ask_panel_choose:
 * @position: from 0
 *
 * Chooses what is asked for at @position, or takes it back.
 *
 * Returns: whether there is such a thing
 */
gboolean
review_ask_panel_choose (ReviewAskPanel *self, guint position)
{
  g_return_val_if_fail (REVIEW_IS_ASK_PANEL (self), FALSE);

  return review_chips_choose (self->codes, position);
}

/**
 * review_ask_panel_focus_note:
 *
 * Puts the focus into the note to colleagues.
 */
void
review_ask_panel_focus_note (ReviewAskPanel *self)
{
  g_return_if_fail (REVIEW_IS_ASK_PANEL (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->note));
}

/**
 * review_ask_panel_dup_unmet:
 *
 * Returns: (transfer full) (nullable): what keeps the request from being sent, in words; %NULL:
 *   nothing does
 */
char *
review_ask_panel_dup_unmet (ReviewAskPanel *self)
{
  g_auto (GStrv) codes = NULL;

  g_return_val_if_fail (REVIEW_IS_ASK_PANEL (self), NULL);

  if (get_view (self) == NULL)
    return g_strdup ("");
  if (is_exhausted (self))
    return g_strdup (_ ("The customer was asked as often as is allowed: decide or hold."));
  codes = review_chips_dup_active (self->codes);
  return codes[0] == NULL ? g_strdup (_ ("Still needed: what to ask for")) : NULL;
}

/**
 * review_ask_panel_send:
 * @then_next: whether the next case is taken afterwards
 *
 * Asks the customer; the case leaves the desk. The outcome shows in the desk's properties.
 */
void
review_ask_panel_send (ReviewAskPanel *self, gboolean then_next)
{
  g_autofree char *unmet = NULL;
  g_autofree char *note = NULL;
  g_auto (GStrv) codes = NULL;

  g_return_if_fail (REVIEW_IS_ASK_PANEL (self));

  unmet = review_ask_panel_dup_unmet (self);
  if (unmet != NULL)
    return;
  codes = review_chips_dup_active (self->codes);
  note = g_strstrip (g_strdup (gtk_editable_get_text (self->note)));
  review_desk_request_async (
      review_session_get_desk (self->session), (const char *const *) codes,
      review_session_get_ui_string (self->session, DUE) != NULL ? get_due (self) : 0,
      *note != '\0' ? note : NULL, then_next, NULL, NULL, NULL);
}
