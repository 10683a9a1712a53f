/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives cases that wait to a person, or closes them without a decision: whom or why, the reason, what
 * would be left alone before it is done, and afterwards what was, case by case. Nothing is chosen
 * beforehand. */
#define G_LOG_DOMAIN "review-app"
#include "review-bulk-dialog.h"

#include <glib/gi18n.h>

#include "review-bulk-words.h"
#include "review-card.h"
#include "review-chips.h"
#include "review-label.h"
#include "review-words.h"

#define ACCOUNT         "review-account"
#define WIDTH           480 /* px */
#define HEIGHT          560
#define HEIGHT_TO_CLOSE 420 /* without the people */

struct _ReviewBulkDialog
{
  AdwWindow parent;
  /* template */
  GtkStack *stack;
  GtkLabel *what;
  GtkWidget *to_card;
  GtkBox *people;
  ReviewChips *codes;
  GtkEditable *reason;
  GtkLabel *plan;
  GtkWidget *plan_scrolled;
  GtkLabel *plan_left;
  GtkLabel *failed;
  GtkButton *send;
  GtkProgressBar *progress;
  GtkLabel *outcome;
  GtkLabel *left;
  GtkWidget *done;
  /* owned */
  ReviewSession *session;
  gboolean filling; /* the people are being listed */
  gboolean placed;  /* the focus was once on one of them */
};

G_DEFINE_FINAL_TYPE (ReviewBulkDialog, review_bulk_dialog, ADW_TYPE_WINDOW)

static ReviewBulkBoard *
get_board (ReviewBulkDialog *self)
{
  return review_session_get_bulk (self->session);
}

static void
person_cb (GtkCheckButton *button, ReviewBulkDialog *self)
{
  if (!self->filling && gtk_check_button_get_active (button))
    review_bulk_board_set_to (get_board (self), g_object_get_data (G_OBJECT (button), ACCOUNT));
}

/* Who is not there, or has no room, is listed and says so, and cannot be chosen. */
static GtkWidget *
make_person (ReviewBulkDialog *self, const ReviewPerson *person)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *role;
  g_autofree char *room = review_bulk_words_room (person);
  g_autofree char *spoken =
      g_strdup_printf ("%s, %s, %s", person->name, review_words_role (person->role), room);

  role = review_label_new_line (review_words_role (person->role), "dim-label");
  gtk_widget_set_hexpand (role, TRUE);
  gtk_box_append (GTK_BOX (box), review_label_new_line (person->name, "heading"));
  gtk_box_append (GTK_BOX (box), role);
  gtk_box_append (GTK_BOX (box), review_label_new_line (room, "dim-label"));
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), box);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_sensitive (button, review_bulk_board_why_not (person) == REVIEW_GIVE_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), ACCOUNT, g_strdup (person->account), g_free);
  g_signal_connect_object (button, "toggled", G_CALLBACK (person_cb), self, 0);
  return button;
}

static GtkWidget *
find_person (ReviewBulkDialog *self, const char *account)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->people)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (account == NULL ? gtk_widget_get_sensitive (child)
                        : g_strcmp0 (g_object_get_data (G_OBJECT (child), ACCOUNT), account) == 0)
      return child;
  return NULL;
}

/* The focus was on the person of @account (nullable): on them again, or on the first who may be chosen. */
static void
focus_person (ReviewBulkDialog *self, const char *account)
{
  GtkWidget *one = account != NULL ? find_person (self, account) : NULL;

  if (one == NULL || !gtk_widget_get_sensitive (one))
    one = find_person (self, NULL);
  self->placed = one != NULL && gtk_widget_grab_focus (one);
}

/* They are read anew: the one that was chosen still is, and the focus is where it was; at first it is on
 * the first who may be chosen. Where cases are closed there is nobody to choose. */
static void
fill_people (ReviewBulkDialog *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  gboolean inside = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->people));
  g_autofree char *held = inside ? g_strdup (g_object_get_data (G_OBJECT (focus), ACCOUNT)) : NULL;
  GListModel *people = review_bulk_board_get_people (get_board (self));
  const char *to = review_bulk_board_get_to (get_board (self));
  GtkWidget *child, *group = NULL;

  if (!gtk_widget_get_visible (self->to_card))
    return;
  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->people))) != NULL)
    gtk_box_remove (self->people, child);
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (ReviewItem) item = g_list_model_get_item (people, i);

      child = make_person (self, review_item_get_record (item));
      gtk_check_button_set_group (GTK_CHECK_BUTTON (child), GTK_CHECK_BUTTON (group));
      gtk_box_append (self->people, child);
      group = child;
    }
  child = to != NULL ? find_person (self, to) : NULL;
  if (child != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (child), TRUE);
  if (inside || !self->placed)
    focus_person (self, held);
  self->filling = FALSE;
}

static void
fill_codes (ReviewBulkDialog *self)
{
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);
  g_autoptr (GPtrArray) codes =
      catalog != NULL ? review_catalog_list_codes (catalog, "close_reason", NULL) : NULL;

  for (guint i = 0; codes != NULL && i < codes->len; i++)
    {
      const ReviewCode *code = codes->pdata[i];

      review_chips_add (self->codes, code->code,
                        review_session_get_text (self->session, code->text), NULL);
    }
}

/* One line for each case that is left alone. */
static char *
list_left (const ReviewBulk *bulk)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; bulk != NULL && bulk->items != NULL && i < bulk->items->len; i++)
    {
      const ReviewBulkItem *item = bulk->items->pdata[i];
      g_autofree char *line = NULL;

      if (item->exception == 0)
        continue;
      line = review_bulk_words_left_alone (item);
      g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", line);
    }
  return g_string_free (out, FALSE);
}

static void
show_plan (ReviewBulkDialog *self)
{
  const ReviewBulk *plan = review_bulk_board_get_plan (get_board (self));
  g_autofree char *text = plan != NULL ? review_bulk_words_plan (plan) : NULL;
  g_autofree char *left = list_left (plan);

  review_label_show (self->plan, text);
  gtk_label_set_text (self->plan_left, left);
  gtk_widget_set_visible (self->plan_scrolled, *left != '\0');
}

static void
show_outcome (ReviewBulkDialog *self, const ReviewBulk *act)
{
  g_autofree char *text = review_bulk_words_outcome (act);
  g_autofree char *left = list_left (act);
  double all = (double) (act->planned + act->done + act->excluded);
  gboolean running = act->state == REVIEW_BULK_RUNNING;

  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  gtk_progress_bar_set_fraction (self->progress,
                                 all > 0 ? (double) (act->done + act->excluded) / all : 1);
  gtk_label_set_text (self->outcome, text);
  gtk_label_set_text (self->left, left);
  gtk_stack_set_visible_child_name (self->stack, "outcome");
}

static void
update (ReviewBulkDialog *self)
{
  ReviewBulkBoard *board = get_board (self);
  const ReviewBulk *act = review_bulk_board_get_act (board);
  int code = review_board_get_error_code (REVIEW_BOARD (board));
  gboolean first =
      act != NULL && !g_str_equal (gtk_stack_get_visible_child_name (self->stack), "outcome");
  g_autofree char *failed =
      review_bulk_words_error (code, review_board_get_error_field (REVIEW_BOARD (board)));

  gtk_widget_set_sensitive (GTK_WIDGET (self->send), review_bulk_board_get_can_send (board));
  gtk_widget_set_visible (GTK_WIDGET (self->failed), code != 0);
  gtk_label_set_text (self->failed, code != 0 ? failed : "");
  show_plan (self);
  if (act == NULL)
    return;
  show_outcome (self, act);
  if (!first)
    return;
  review_queue_marks_clear (review_session_get_marks (self->session));
  gtk_widget_grab_focus (self->done);
}

static void
code_cb (ReviewChips *chips, const char *id, gboolean active, ReviewBulkDialog *self)
{
  review_chips_set_active_one (chips, id);
  review_bulk_board_set_code (get_board (self), id);
}

static void
reason_cb (ReviewBulkDialog *self)
{
  if (self->session != NULL)
    review_bulk_board_set_reason (get_board (self), gtk_editable_get_text (self->reason));
}

static void
send_cb (ReviewBulkDialog *self)
{
  review_bulk_board_send (get_board (self));
}

static void
done_cb (ReviewBulkDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static gboolean
send_pressed_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  send_cb (REVIEW_BULK_DIALOG (widget));
  return TRUE;
}

static void
review_bulk_dialog_dispose (GObject *object)
{
  ReviewBulkDialog *self = REVIEW_BULK_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_BULK_DIALOG);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (review_bulk_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, ReviewBulkDialog, name)
  BIND (stack);
  BIND (what);
  BIND (to_card);
  BIND (people);
  BIND (codes);
  BIND (reason);
  BIND (plan);
  BIND (plan_scrolled);
  BIND (plan_left);
  BIND (failed);
  BIND (send);
  BIND (progress);
  BIND (outcome);
  BIND (left);
  BIND (done);
#undef BIND
}

static void
review_bulk_dialog_class_init (ReviewBulkDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_bulk_dialog_dispose;
  g_type_ensure (REVIEW_TYPE_CARD);
  g_type_ensure (REVIEW_TYPE_CHIPS);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, send_pressed_cb,
                                NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/riskops/Review/ui/review-bulk-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, code_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
}

static void
review_bulk_dialog_init (ReviewBulkDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
bind (ReviewBulkDialog *self)
{
  ReviewBulkBoard *board = get_board (self);
  GListModel *people = review_bulk_board_get_people (board);

  g_signal_connect_object (people, "items-changed", G_CALLBACK (fill_people), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (board, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  fill_codes (self);
  fill_people (self);
  update (self);
}

static void
say_what (ReviewBulkDialog *self, int kind, guint n, const char *name)
{
  gboolean assigns = kind == REVIEW_BULK_ASSIGN;
  g_autofree char *title = review_bulk_words_title (kind, n, name);
  const char *word = assigns ? C_ ("cases", "Assign") : C_ ("cases", "Close");

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_text (self->what, assigns
                                      ? _ ("They wait for that person until the end of the shift, "
                                           "eight hours at most. Their clocks run on.")
                                      : _ ("Nothing is decided about the customers: no label, no "
                                           "command, no word to them."));
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, assigns ? HEIGHT : HEIGHT_TO_CLOSE);
  gtk_widget_set_visible (self->to_card, assigns);
  gtk_widget_set_visible (GTK_WIDGET (self->codes), !assigns);
  gtk_button_set_label (self->send, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->send), GTK_ACCESSIBLE_PROPERTY_LABEL, word,
                                  -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->send),
                            assigns ? "suggested-action" : "destructive-action");
}

/**
 * review_bulk_dialog_present:
 * @parent: the window above which it stands
 * @kind: #ReviewBulkKind
 * @name: (nullable): of the one case it is about
 *
 * Asks about an act on @work_items; nothing where the user may not act on many.
 */
void
review_bulk_dialog_present (GtkWindow *parent,
                            ReviewSession *session,
                            int kind,
                            const char *const *work_items,
                            const char *name)
{
  ReviewBulkDialog *self;

  if (!review_session_get_can_lead (session) || work_items == NULL || work_items[0] == NULL)
    return;
  review_bulk_board_begin (review_session_get_bulk (session), kind, work_items);
  self = g_object_new (REVIEW_TYPE_BULK_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  say_what (self, kind, g_strv_length ((char **) work_items), name);
  bind (self);
  gtk_window_present (GTK_WINDOW (self));
  if (kind == REVIEW_BULK_CLOSE)
    gtk_widget_grab_focus (GTK_WIDGET (self->codes));
}
