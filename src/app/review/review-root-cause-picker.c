/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What ROCA got wrong, and what would repair it: the root cause of the closed list that fits the
 * label, its path and why it is suggested, and the signals, step or clause that misled. The codes that
 * the team gives most come first; two of them are offered as one-key choices while a root cause is
 * needed. */
#define G_LOG_DOMAIN "review-app"
#include "review-root-cause-picker.h"

#include <glib/gi18n.h>

#include "review-code-list.h"
#include "review-key-content.h"
#include "review-misled.h"
#include "review-path-words.h"
#include "review-tip.h"
#include "review-words.h"
#include "review-wrap.h"

#define N_QUICK      2
#define LAST_OF_ENUM REVIEW_PATH_N

struct _ReviewRootCausePicker
{
  GtkWidget parent;
  /* template */
  GtkWidget *box;
  ReviewWrap *quick;
  GtkMenuButton *root_button;
  ReviewKeyContent *root_content;
  GtkPopover *root_popover;
  ReviewCodeList *codes;
  GtkMenuButton *path_button;
  GtkLabel *path_label;
  GtkLabel *reason;
  GtkLabel *whole_reason;
  GtkPopover *path_popover;
  GtkBox *paths;
  GtkMenuButton *misled_button;
  GtkBox *misled;
  ReviewWrap *chips;
  /* owned */
  ReviewSession *session; /* (nullable) until it is set */
  char *quick_key;        /* (nullable): what the quick choices were made for */
  GtkCheckButton *path_rows[LAST_OF_ENUM + 1]; /* in @paths; from 1 */
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (ReviewRootCausePicker, review_root_cause_picker, GTK_TYPE_WIDGET)

static ReviewDesk *
get_desk (ReviewRootCausePicker *self)
{
  return review_session_get_desk (self->session);
}

static void
choose_code (ReviewRootCausePicker *self, const char *code)
{
  if (g_strcmp0 (review_desk_get_form (get_desk (self))->root_cause, code) == 0)
    return;
  review_desk_set_root_cause (get_desk (self), code);
}

/* What is shown */

/* (nullable): the root cause that is chosen. */
static const ReviewCode *
find_chosen (ReviewRootCausePicker *self)
{
  const ReviewForm *form = review_desk_get_form (get_desk (self));
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);

  return form->root_cause != NULL && catalog != NULL
             ? review_catalog_find_code (catalog, "root_cause", form->root_cause, NULL)
             : NULL;
}

static void
show_root (ReviewRootCausePicker *self)
{
  const ReviewForm *form = review_desk_get_form (get_desk (self));
  const ReviewCode *code = find_chosen (self);
  const char *text = code != NULL ? review_session_get_text (self->session, code->text) : NULL;
  g_autofree char *chosen =
      text != NULL ? g_strdup_printf ("%s %s", code->code, text) : g_strdup (form->root_cause);
  g_autofree char *name =
      chosen != NULL ? g_strdup_printf (_ ("Root cause: %s"), chosen) : g_strdup (_ ("Root cause"));

  review_key_content_set_text (self->root_content, chosen != NULL ? chosen : _ ("Root cause"));
  review_tip_set (GTK_WIDGET (self->root_button), chosen);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->root_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  if (chosen != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->root_button), "chosen");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->root_button), "chosen");
}

static void
show_path (ReviewRootCausePicker *self)
{
  const ReviewForm *form = review_desk_get_form (get_desk (self));
  const char *word = form->path != 0 ? review_words_path (form->path) : C_ ("repair", "Path");
  const ReviewCode *cause = find_chosen (self);
  int suggested = cause != NULL ? cause->path : 0;

  gtk_label_set_label (self->path_label, word);
  gtk_widget_set_visible (GTK_WIDGET (self->path_button), form->root_cause != NULL);
  review_tip_set (GTK_WIDGET (self->path_button),
                  form->path != 0 ? review_words_path_long (form->path) : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->path_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  word, -1);
  self->setting = TRUE;
  for (int path = REVIEW_PATH_A; path <= LAST_OF_ENUM; path++)
    {
      /* Translators: %s is what a path means: "A · feature-weight bias → retrain". */
      g_autofree char *text =
          path == suggested ? g_strdup_printf (_ ("%s (suggested)"), review_words_path_long (path))
                            : g_strdup (review_words_path_long (path));

      gtk_check_button_set_label (self->path_rows[path], text);
      gtk_check_button_set_active (self->path_rows[path], path == form->path);
    }
  self->setting = FALSE;
}

/* A suggestion without its reason would be followed or ignored, never weighed. */
static void
show_reason (ReviewRootCausePicker *self)
{
  const ReviewCode *cause = find_chosen (self);
  g_autofree char *reason = cause != NULL ? review_path_words_reason (self->session, cause) : NULL;

  /* Two lines beside the other answers; all of it where the path is chosen. */
  gtk_label_set_text (self->reason, reason != NULL ? reason : "");
  gtk_label_set_text (self->whole_reason, reason != NULL ? reason : "");
  review_tip_set (GTK_WIDGET (self->reason), reason);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), reason != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->path_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason != NULL ? reason : "",
                                  -1);
}

static void
quick_clicked_cb (GtkButton *button, ReviewRootCausePicker *self)
{
  choose_code (self, g_object_get_data (G_OBJECT (button), "review-code"));
}

static void
add_quick (ReviewRootCausePicker *self, const ReviewCode *code, guint position)
{
  const char *text = review_session_get_text (self->session, code->text);
  g_autofree char *key = g_strdup_printf ("%u", position + 1);
  g_autofree char *name = g_strdup_printf ("%s %s", code->code, text);
  GtkWidget *button = gtk_button_new (), *content = review_key_content_new (text, key);

  gtk_button_set_child (GTK_BUTTON (button), content);
  review_key_content_set_wrap (REVIEW_KEY_CONTENT (content), TRUE);
  gtk_widget_add_css_class (button, "pill-button");
  gtk_widget_add_css_class (button, "quick");
  review_tip_set (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "review-code", g_strdup (code->code), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (quick_clicked_cb), self,
                           G_CONNECT_DEFAULT);
  review_wrap_append (self->quick, button);
}

/* Offered only while a root cause is asked for and none is chosen. */
static gboolean
offers_quick (ReviewRootCausePicker *self)
{
  return review_desk_get_editable (get_desk (self))
         && g_strcmp0 (review_desk_get_unmet_of (get_desk (self), "root_cause"), "needs_root_cause")
                == 0;
}

static void
show_quick (ReviewRootCausePicker *self)
{
  const ReviewForm *form = review_desk_get_form (get_desk (self));
  g_autoptr (GPtrArray) codes = NULL;
  g_autofree char *key = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->quick), offers_quick (self));
  if (!offers_quick (self))
    return;
  key = g_strdup_printf ("%s %d %d %s", review_desk_get_work_item (get_desk (self)),
                         review_desk_get_label (get_desk (self)), form->reasoning,
                         review_session_get_language (self->session));
  if (g_strcmp0 (key, self->quick_key) == 0)
    return;
  g_free (self->quick_key);
  self->quick_key = g_steal_pointer (&key);
  review_wrap_remove_all (self->quick);
  codes = review_causes_list (review_session_get_causes (self->session));
  for (guint i = 0; i < MIN (codes->len, N_QUICK); i++)
    add_quick (self, codes->pdata[i], i);
}

static void
refresh (ReviewRootCausePicker *self)
{
  gboolean writable = review_desk_get_editable (get_desk (self));

  show_root (self);
  show_path (self);
  show_reason (self);
  show_quick (self);
  review_misled_fill_chips (self->chips, self->session);
  gtk_widget_set_visible (GTK_WIDGET (self->misled_button),
                          review_desk_get_assessment (get_desk (self)) != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->root_button), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->path_button), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->misled_button), writable);
}

/* Callbacks */

static void
root_opened_cb (ReviewRootCausePicker *self)
{
  const ReviewForm *form = review_desk_get_form (get_desk (self));
  const char *active[] = { form->root_cause, NULL };
  g_autoptr (GPtrArray) codes = review_causes_list (review_session_get_causes (self->session));

  review_code_list_set_codes (self->codes, self->session, codes);
  review_code_list_set_active (self->codes, active);
  review_code_list_start (self->codes);
}

static void
code_chosen_cb (ReviewCodeList *list,
                const char *code,
                gboolean active,
                ReviewRootCausePicker *self)
{
  choose_code (self, code);
}

static void
code_done_cb (ReviewRootCausePicker *self)
{
  gtk_popover_popdown (self->root_popover);
}

static void
misled_opened_cb (ReviewRootCausePicker *self)
{
  review_misled_fill (self->misled, self->session);
}

static void
path_toggled_cb (GtkCheckButton *row, ReviewRootCausePicker *self)
{
  if (self->setting || !gtk_check_button_get_active (row))
    return;
  for (int path = REVIEW_PATH_A; path <= LAST_OF_ENUM; path++)
    if (self->path_rows[path] == row)
      review_desk_set_path (get_desk (self), path);
}

/* Overrides */

static void
make_paths (ReviewRootCausePicker *self)
{
  for (int path = REVIEW_PATH_A; path <= LAST_OF_ENUM; path++)
    {
      GtkWidget *row = gtk_check_button_new ();

      gtk_check_button_set_group (GTK_CHECK_BUTTON (row), self->path_rows[path - 1]);
      g_signal_connect_object (row, "toggled", G_CALLBACK (path_toggled_cb), self,
                               G_CONNECT_DEFAULT);
      gtk_box_append (self->paths, row);
      self->path_rows[path] = GTK_CHECK_BUTTON (row);
    }
}

static void
review_root_cause_picker_dispose (GObject *object)
{
  ReviewRootCausePicker *self = REVIEW_ROOT_CAUSE_PICKER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), REVIEW_TYPE_ROOT_CAUSE_PICKER);
  g_clear_object (&self->session);
  g_clear_pointer (&self->quick_key, g_free);
  G_OBJECT_CLASS (review_root_cause_picker_parent_class)->dispose (object);
}

static void
review_root_cause_picker_class_init (ReviewRootCausePickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = review_root_cause_picker_dispose;
  g_type_ensure (REVIEW_TYPE_CODE_LIST);
  g_type_ensure (REVIEW_TYPE_KEY_CONTENT);
  g_type_ensure (REVIEW_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/riskops/Review/ui/review-root-cause-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, ReviewRootCausePicker, box);
  gtk_widget_class_bind_template_child (widget_class, ReviewRootCausePicker, quick);
  gtk_widget_class_bind_template_child (widget_class, ReviewRootCausePicker, root_button);
  gtk_widget_class_bind_template_child (widget_class, ReviewRootCausePicker, root_content);
  gtk_widget_class_bind_template_child (widget_class, ReviewRootCausePicker, root_popover);
  gtk_widget_class_bind_template_child (widget_class, ReviewRootCausePicker, codes);
  gtk_widget_class_bind_template_child (widget_class, ReviewRootCausePicker, path_button);
  gtk_widget_class_bind_template_child (widget_class, ReviewRootCausePicker, path_label);
  gtk_widget_class_bind_template_child (widget_class, ReviewRootCausePicker, path_popover);
  gtk_widget_class_bind_template_child (widget_class, ReviewRootCausePicker, paths);
  gtk_widget_class_bind_template_child (widget_class, ReviewRootCausePicker, reason);
  gtk_widget_class_bind_template_child (widget_class, ReviewRootCausePicker, whole_reason);
  gtk_widget_class_bind_template_child (widget_class, ReviewRootCausePicker, misled_button);
  gtk_widget_class_bind_template_child (widget_class, ReviewRootCausePicker, misled);
  gtk_widget_class_bind_template_child (widget_class, ReviewRootCausePicker, chips);
  gtk_widget_class_bind_template_callback (widget_class, root_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, code_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, code_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, misled_opened_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
review_root_cause_picker_init (ReviewRootCausePicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_paths (self);
}

/**
 * review_root_cause_picker_set_session:
 * @session: shown from now on; once for a picker
 */
void
review_root_cause_picker_set_session (ReviewRootCausePicker *self, ReviewSession *session)
{
  static const char *const notes[] = {
    "form-changed",     "notify::label",           "notify::view",
    "notify::editable", "notify::verdict-visible", NULL
  };

  g_return_if_fail (REVIEW_IS_ROOT_CAUSE_PICKER (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  for (int i = 0; notes[i] != NULL; i++)
    g_signal_connect_object (get_desk (self), notes[i], G_CALLBACK (refresh), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (review_desk_get_unmet (get_desk (self)), "items-changed",
                           G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

/**
 * review_root_cause_picker_open:
 *
 * Opens the list of root causes with the focus in its search.
 */
void
review_root_cause_picker_open (ReviewRootCausePicker *self)
{
  g_return_if_fail (REVIEW_IS_ROOT_CAUSE_PICKER (self));

  if (gtk_widget_is_sensitive (GTK_WIDGET (self->root_button)))
    gtk_menu_button_popup (self->root_button);
}

/**
 * review_root_cause_picker_choose:
 * @position: from 0
 *
 * Chooses one of the quick choices, while they are offered.
 *
 * Returns: whether it chose
 */
gboolean
review_root_cause_picker_choose (ReviewRootCausePicker *self, guint position)
{
  GtkWidget *button;

  g_return_val_if_fail (REVIEW_IS_ROOT_CAUSE_PICKER (self), FALSE);

  if (!offers_quick (self))
    return FALSE;
  button = gtk_widget_get_first_child (GTK_WIDGET (self->quick));
  for (guint i = 0; i < position && button != NULL; i++)
    button = gtk_widget_get_next_sibling (button);
  if (button == NULL)
    return FALSE;
  choose_code (self, g_object_get_data (G_OBJECT (button), "review-code"));
  return TRUE;
}
