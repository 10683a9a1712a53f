/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One comparison in a form: a fact, how it is compared, and with what. What is typed may be a
 * number, a text, a list with commas, or the name of a parameter of the policy. Emits "remove". */
#define G_LOG_DOMAIN "review-app"
#include "review-condition-leaf.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "review-compat.h"
#include "review-condition-words.h"
#include "review-hub-words.h"
#include "review-tip.h"

struct _ReviewConditionLeaf
{
  AdwBin parent;
  GtkDropDown *fact;
  GtkDropDown *op;
  GtkEntry *value;
  ReviewSession *session; /* owned */
  GPtrArray *facts;       /* owned: ids in the order of the list */
};

static guint remove_signal;

G_DEFINE_FINAL_TYPE (ReviewConditionLeaf, review_condition_leaf, ADW_TYPE_BIN)

static int
get_op (ReviewConditionLeaf *self)
{
  return (int) gtk_drop_down_get_selected (self->op) + REVIEW_OP_LT;
}

static const char *
get_fact (ReviewConditionLeaf *self)
{
  guint at = gtk_drop_down_get_selected (self->fact);

  return at < self->facts->len ? self->facts->pdata[at] : NULL;
}

static void
op_changed_cb (ReviewConditionLeaf *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->value), get_op (self) != REVIEW_OP_PRESENT);
}

static void
remove_clicked_cb (ReviewConditionLeaf *self)
{
  g_signal_emit (self, remove_signal, 0);
}

static void
review_condition_leaf_dispose (GObject *object)
{
  ReviewConditionLeaf *self = REVIEW_CONDITION_LEAF (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->facts, g_ptr_array_unref);
  G_OBJECT_CLASS (review_condition_leaf_parent_class)->dispose (object);
}

static void
review_condition_leaf_class_init (ReviewConditionLeafClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_condition_leaf_dispose;
  remove_signal = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
name_widget (gpointer widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
review_condition_leaf_init (ReviewConditionLeaf *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *remove = gtk_button_new_from_icon_name ("review-not-met-symbolic");
  GtkStringList *ops = gtk_string_list_new (NULL);

  for (int op = REVIEW_OP_LT; op <= REVIEW_OP_IN; op++)
    gtk_string_list_append (ops, review_hub_words_op (op));
  self->fact = GTK_DROP_DOWN (gtk_drop_down_new (
      NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string")));
  self->op = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (ops), NULL));
  self->value = GTK_ENTRY (gtk_entry_new ());
  gtk_drop_down_set_enable_search (self->fact, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->value), TRUE);
  gtk_entry_set_placeholder_text (self->value, _ ("number, text or parameter"));
  review_tip_set (GTK_WIDGET (self->value), _ ("Several texts are separated by commas"));
  review_tip_set (remove, _ ("Remove this condition"));
  gtk_widget_add_css_class (remove, "flat");
  review_compat_name_drop_down (self->fact, _ ("Fact"));
  review_compat_name_drop_down (self->op, _ ("Comparison"));
  name_widget (self->value, _ ("Value"));
  name_widget (remove, _ ("Remove this condition"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->fact));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->op));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->value));
  gtk_box_append (GTK_BOX (box), remove);
  g_signal_connect_object (self->op, "notify::selected", G_CALLBACK (op_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
fill_facts (ReviewConditionLeaf *self, const char *chosen)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint at = 0;

  self->facts = review_condition_words_facts (self->session, chosen);
  for (guint i = 0; i < self->facts->len; i++)
    {
      g_autofree char *name = review_hub_words_fact (self->session, self->facts->pdata[i]);

      gtk_string_list_append (names, name);
      if (g_strcmp0 (self->facts->pdata[i], chosen) == 0)
        at = i;
    }
  gtk_drop_down_set_model (self->fact, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->fact, at);
}

/**
 * review_condition_leaf_new:
 * @leaf: (nullable): what it shows; NULL: an empty one
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
review_condition_leaf_new (ReviewSession *session, const ReviewCondition *leaf)
{
  ReviewConditionLeaf *self = g_object_new (REVIEW_TYPE_CONDITION_LEAF, NULL);
  g_autofree char *value = NULL;

  self->session = g_object_ref (session);
  fill_facts (self, leaf != NULL ? leaf->fact : NULL);
  gtk_drop_down_set_selected (
      self->op, (guint) (leaf != NULL && leaf->op > 0 ? leaf->op : REVIEW_OP_GT) - REVIEW_OP_LT);
  if (leaf != NULL)
    {
      value = review_condition_words_value (session, leaf);
      gtk_editable_set_text (GTK_EDITABLE (self->value), value);
    }
  op_changed_cb (self);
  return GTK_WIDGET (self);
}

static gboolean
parse_number (const char *text, double *ret)
{
  char *end = NULL;

  *ret = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*ret);
}

/* At the commas of either language. */
static char **
split_texts (ReviewConditionLeaf *self, const char *fact, const char *text)
{
  static const char *const commas[] = { ";", "、", "，", "；" };
  g_autoptr (GString) plain = g_string_new (text);
  g_autoptr (GStrvBuilder) out = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (commas); i++)
    g_string_replace (plain, commas[i], ",", 0);
  parts = g_strsplit (plain->str, ",", -1);
  for (int i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *code =
          review_condition_words_code (self->session, fact, g_strstrip (parts[i]));

      if (*code != '\0')
        g_strv_builder_add (out, code);
    }
  return g_strv_builder_end (out);
}

/* A word that is no number is, in an order, the name of a parameter, and else a text. */
static void
take_value (ReviewConditionLeaf *self, ReviewCondition *leaf, const char *text)
{
  gboolean ordered = leaf->op >= REVIEW_OP_LT && leaf->op <= REVIEW_OP_GE;
  g_autofree char *code = review_condition_words_code (self->session, leaf->fact, text);

  if (leaf->op == REVIEW_OP_IN)
    leaf->texts = split_texts (self, leaf->fact, text);
  else if (parse_number (code, &leaf->number))
    return;
  else if (ordered || review_condition_words_is_parameter (self->session, code))
    leaf->param = g_steal_pointer (&code);
  else
    leaf->text = g_steal_pointer (&code);
  leaf->number = (double) NAN;
}

/**
 * review_condition_leaf_dup:
 * @ret_missing: (out) (nullable): what is missing, in words, where NULL is returned
 *
 * Returns: (transfer full) (nullable): the comparison as it stands in the form
 */
ReviewCondition *
review_condition_leaf_dup (ReviewConditionLeaf *self, char **ret_missing)
{
  g_autoptr (ReviewCondition) leaf = review_record_new (&review_condition_type);
  g_autofree char *text = NULL;

  g_return_val_if_fail (REVIEW_IS_CONDITION_LEAF (self), NULL);

  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->value))));
  leaf->fact = g_strdup (get_fact (self));
  leaf->op = get_op (self);
  if (leaf->op == REVIEW_OP_PRESENT)
    return g_steal_pointer (&leaf);
  if (*text == '\0')
    {
      g_autofree char *name = review_hub_words_fact (self->session, leaf->fact);

      *ret_missing = g_strdup_printf (_ ("“%s” is compared with nothing"), name);
      return NULL;
    }
  take_value (self, leaf, text);
  return g_steal_pointer (&leaf);
}
