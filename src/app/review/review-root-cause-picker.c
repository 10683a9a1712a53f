/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What ROCA got wrong, and what would repair it: the root cause of the closed list that fits the
 * label, its path, and the signals, step or clause that misled. The codes chosen most in this
 * sitting come first; two of them are offered as one-key choices while a root cause is needed. */
#define G_LOG_DOMAIN "review-app"
#include "review-root-cause-picker.h"

#include <glib/gi18n.h>

#include "review-code-list.h"
#include "review-key-content.h"
#include "review-misled.h"
#include "review-tip.h"
#include "review-words.h"
#include "review-wrap.h"

#define N_QUICK      2
#define USES         "root-cause-uses" /* of the session's screen state: a{su}, code → times chosen */
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

/* The order of the list */

typedef struct
{
  GVariant *uses; /* (nullable) */
  int reasoning;
  GPtrArray *codes; /* as in the data: breaks ties */
} Order;

static guint
count_uses (GVariant *uses, const char *code)
{
  guint n = 0;

  if (uses != NULL)
    g_variant_lookup (uses, code, "u", &n);
  return n;
}

/* 0: nothing to do suits reasoning that is sound, work to do suits reasoning that is flawed. */
static int
misfit (const ReviewCode *code, int reasoning)
{
  gboolean quiet = code->path == REVIEW_PATH_N;

  if (reasoning == 0)
    return 0;
  return quiet == (reasoning == REVIEW_REASONING_SOUND) ? 0 : 1;
}

static guint
find_position (GPtrArray *codes, gconstpointer code)
{
  guint position = 0;

  g_ptr_array_find (codes, code, &position);
  return position;
}

static int
compare_codes (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const ReviewCode *one = *(const ReviewCode *const *) a, *other = *(const ReviewCode *const *) b;
  const Order *order = user_data;
  int by_fit = misfit (one, order->reasoning) - misfit (other, order->reasoning);
  int by_uses =
      (int) count_uses (order->uses, other->code) - (int) count_uses (order->uses, one->code);
  int by_labels = (one->labels == NULL) - (other->labels == NULL);
  int by_type = (one->types == NULL) - (other->types == NULL);

  if (by_fit != 0 || by_uses != 0)
    return by_fit != 0 ? by_fit : by_uses;
  if (by_labels != 0 || by_type != 0)
    return by_labels != 0 ? by_labels : by_type;
  return (int) find_position (order->codes, one) - (int) find_position (order->codes, other);
}

/**
 * review_root_cause_picker_list:
 *
 * The root causes offered for the label that the open case's form gives: those that suit the
 * answer about the reasoning before the others, then the ones chosen most in this sitting, those
 * made for the label before those for any, those of the case type before the common ones.
 *
 * Returns: (transfer full) (element-type ReviewCode): in the order in which they are shown
 */
GPtrArray *
review_root_cause_picker_list (ReviewSession *session)
{
  ReviewDesk *desk = review_session_get_desk (session);
  GPtrArray *codes = review_desk_list_codes (desk, "root_cause");
  g_autoptr (GPtrArray) data = g_ptr_array_copy (codes, NULL, NULL);
  GVariant *uses = review_session_get_ui (session, USES);
  Order order = { .uses = uses,
                  .reasoning = review_desk_get_form (desk)->reasoning,
                  .codes = data };

  g_ptr_array_set_free_func (data, NULL);
  g_ptr_array_sort_with_data (codes, compare_codes, &order);
  return codes;
}

static void
count_use (ReviewSession *session, const char *code)
{
  GVariant *uses = review_session_get_ui (session, USES);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *key;
  guint n;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{su}"));
  if (uses != NULL)
    {
      g_variant_iter_init (&iter, uses);
      while (g_variant_iter_next (&iter, "{&su}", &key, &n))
        if (!g_str_equal (key, code))
          g_variant_builder_add (&builder, "{su}", key, n);
    }
  g_variant_builder_add (&builder, "{su}", code, count_uses (uses, code) + 1);
  review_session_set_ui (session, USES, g_variant_builder_end (&builder));
}

static void
choose_code (ReviewRootCausePicker *self, const char *code)
{
  if (g_strcmp0 (review_desk_get_form (get_desk (self))->root_cause, code) == 0)
    return;
  count_use (self->session, code);
  review_desk_set_root_cause (get_desk (self), code);
}

/* What is shown */

static void
show_root (ReviewRootCausePicker *self)
{
  const ReviewForm *form = review_desk_get_form (get_desk (self));
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);
  const ReviewCode *code =
      form->root_cause != NULL && catalog != NULL
          ? review_catalog_find_code (catalog, "root_cause", form->root_cause, NULL)
          : NULL;
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

static int
suggested_path (ReviewRootCausePicker *self)
{
  const ReviewForm *form = review_desk_get_form (get_desk (self));
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);
  const ReviewCode *code =
      form->root_cause != NULL && catalog != NULL
          ? review_catalog_find_code (catalog, "root_cause", form->root_cause, NULL)
          : NULL;

  return code != NULL ? code->path : 0;
}

static void
show_path (ReviewRootCausePicker *self)
{
  const ReviewForm *form = review_desk_get_form (get_desk (self));
  const char *word = form->path != 0 ? review_words_path (form->path) : C_ ("repair", "Path");
  int suggested = suggested_path (self);

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
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), review_key_content_new (text, key));
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
  return review_desk_get_writable (get_desk (self))
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
  codes = review_root_cause_picker_list (self->session);
  for (guint i = 0; i < MIN (codes->len, N_QUICK); i++)
    add_quick (self, codes->pdata[i], i);
}

static void
refresh (ReviewRootCausePicker *self)
{
  gboolean writable = review_desk_get_writable (get_desk (self));

  show_root (self);
  show_path (self);
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
  g_autoptr (GPtrArray) codes = review_root_cause_picker_list (self->session);

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
    "notify::writable", "notify::verdict-visible", NULL
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
  g_autoptr (GPtrArray) codes = NULL;

  g_return_val_if_fail (REVIEW_IS_ROOT_CAUSE_PICKER (self), FALSE);

  if (position >= N_QUICK || !offers_quick (self))
    return FALSE;
  codes = review_root_cause_picker_list (self->session);
  if (position >= codes->len)
    return FALSE;
  choose_code (self, ((const ReviewCode *) codes->pdata[position])->code);
  return TRUE;
}
