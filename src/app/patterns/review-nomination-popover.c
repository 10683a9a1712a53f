/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Case type, which error, one or two conditions and why. The next scan counts what was nominated. */
#define G_LOG_DOMAIN "review-app"
#include "review-nomination-popover.h"

#include <glib/gi18n.h>
#include <math.h>

#include "review-compat.h"
#include "review-condition-words.h"
#include "review-entry.h"
#include "review-item.h"
#include "review-pattern-words.h"
#include "review-words.h"

#define CONDITIONS 2

typedef enum
{
  OP_IS,
  OP_AT_LEAST,
  OP_BELOW,
  OP_MISSING
} Op;

typedef struct
{
  GtkDropDown *attribute; /* (borrowed): the first is none */
  GtkDropDown *op;
  GtkEditable *value;
} Row;

struct _ReviewNominationPopover
{
  GtkPopover parent;
  /* borrowed: children */
  GtkDropDown *type;
  GtkDropDown *label;
  GtkEditable *reason;
  GtkWidget *button;
  Row rows[CONDITIONS];
  /* owned */
  ReviewSession *session;
  GPtrArray *attributes; /* of char * */
};

enum
{
  SIGNAL_GIVEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ReviewNominationPopover, review_nomination_popover, GTK_TYPE_POPOVER)

/* A row without an attribute asks for nothing. */
static gboolean
is_set (const Row *row)
{
  return gtk_drop_down_get_selected (row->attribute) > 0;
}

static gboolean
is_number (const char *text)
{
  char *end = NULL;

  g_ascii_strtod (text, &end);
  return end != text && *end == '\0';
}

static gboolean
is_complete_row (const Row *row)
{
  guint op = gtk_drop_down_get_selected (row->op);

  return op == OP_MISSING || (op == OP_IS && !review_entry_is_blank (row->value))
         || is_number (gtk_editable_get_text (row->value));
}

static gboolean
is_complete (ReviewNominationPopover *self)
{
  guint n = 0;

  for (guint i = 0; i < CONDITIONS; i++)
    if (is_set (&self->rows[i]))
      {
        if (!is_complete_row (&self->rows[i]))
          return FALSE;
        n++;
      }
  return n > 0 && !review_entry_is_blank (self->reason);
}

static void
changed_cb (ReviewNominationPopover *self)
{
  for (guint i = 0; i < CONDITIONS; i++)
    gtk_widget_set_sensitive (GTK_WIDGET (self->rows[i].value),
                              gtk_drop_down_get_selected (self->rows[i].op) != OP_MISSING);
  gtk_widget_set_sensitive (self->button, is_complete (self));
}

static ReviewPatternCondition *
make_condition (ReviewNominationPopover *self, const Row *row)
{
  ReviewPatternCondition *one = review_record_new (&review_pattern_condition_type);
  const char *value = gtk_editable_get_text (row->value);

  one->attribute =
      g_strdup (self->attributes->pdata[gtk_drop_down_get_selected (row->attribute) - 1]);
  switch (gtk_drop_down_get_selected (row->op))
    {
    case OP_IS:
      one->equals = g_strdup (value);
      break;
    case OP_AT_LEAST:
      one->low = g_ascii_strtod (value, NULL);
      break;
    case OP_BELOW:
      one->high = g_ascii_strtod (value, NULL);
      break;
    default:
      one->missing = TRUE;
    }
  return one;
}

static void
given_cb (ReviewNominationPopover *self)
{
  g_autoptr (ReviewPatternNomination) form = review_record_new (&review_pattern_nomination_type);
  g_autoptr (ReviewItem) item = NULL;
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);
  guint type = gtk_drop_down_get_selected (self->type);

  if (!is_complete (self) || catalog == NULL || type >= catalog->case_types->len)
    return;
  form->case_type = g_strdup (((ReviewCaseType *) catalog->case_types->pdata[type])->id);
  form->label = gtk_drop_down_get_selected (self->label) == 0 ? REVIEW_LABEL_FP : REVIEW_LABEL_FN;
  form->reason = g_strdup (gtk_editable_get_text (self->reason));
  form->conditions = review_records_new ();
  for (guint i = 0; i < CONDITIONS; i++)
    if (is_set (&self->rows[i]))
      g_ptr_array_add (form->conditions, make_condition (self, &self->rows[i]));
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_editable_set_text (self->reason, "");
  item = review_item_new (form);
  g_signal_emit (self, signals[SIGNAL_GIVEN], 0, item);
}

static void
review_nomination_popover_dispose (GObject *object)
{
  ReviewNominationPopover *self = REVIEW_NOMINATION_POPOVER (object);

  gtk_popover_set_child (GTK_POPOVER (object), NULL);
  g_clear_object (&self->session);
  g_clear_pointer (&self->attributes, g_ptr_array_unref);
  G_OBJECT_CLASS (review_nomination_popover_parent_class)->dispose (object);
}

static void
review_nomination_popover_class_init (ReviewNominationPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = review_nomination_popover_dispose;
  signals[SIGNAL_GIVEN] = g_signal_new ("given", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, REVIEW_TYPE_ITEM);
}

static void
name (GtkWidget *widget, const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static GtkDropDown *
new_list (ReviewNominationPopover *self, const char *const *words, const char *text)
{
  GtkWidget *list = gtk_drop_down_new_from_strings (words);

  review_compat_name_drop_down (GTK_DROP_DOWN (list), text);
  g_signal_connect_object (list, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_DROP_DOWN (list);
}

static GtkEditable *
new_entry (ReviewNominationPopover *self, const char *text, int width)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), text);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width);
  name (entry, text);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_EDITABLE (entry);
}

static void
add_row (ReviewNominationPopover *self, GtkBox *box, Row *row)
{
  const char *ops[] = { C_ ("op", "is"), C_ ("op", "at least"), C_ ("op", "below"),
                        C_ ("op", "is missing"), NULL };
  const char *none[] = { C_ ("attribute", "none"), NULL };
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  row->attribute = new_list (self, none, _ ("What it is about"));
  row->op = new_list (self, ops, _ ("How it compares"));
  row->value = new_entry (self, _ ("Value"), 10);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (row->attribute));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (row->op));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (row->value));
  gtk_box_append (box, line);
}

static void
review_nomination_popover_init (ReviewNominationPopover *self)
{
  const char *labels[] = { _ ("blocked, and good (FP)"), _ ("passed, and bad (FN)"), NULL };
  const char *none[] = { NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->attributes = g_ptr_array_new_with_free_func (g_free);
  self->type = new_list (self, none, _ ("Case type"));
  self->label = new_list (self, labels, _ ("Which error of ROCA"));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->type));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), line);
  for (guint i = 0; i < CONDITIONS; i++)
    add_row (self, GTK_BOX (box), &self->rows[i]);
  self->reason = new_entry (self, _ ("Why you think it recurs; no customer’s data"), 40);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->reason));
  self->button = gtk_button_new_with_label (_ ("Nominate"));
  name (self->button, _ ("Nominate"));
  gtk_widget_set_halign (self->button, GTK_ALIGN_END);
  gtk_widget_set_sensitive (self->button, FALSE);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (given_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->button);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  name (GTK_WIDGET (self), _ ("What seems to recur"));
}

/* What the radar can ask of a case; of the case's own facts these two. */
static gboolean
is_asked (const char *fact)
{
  static const char *const others[] = { "amount",  "value",         "priority", "key_user",
                                        "segment", "case_type",     "risk",     "verdict",
                                        "type",    "screening_hit", "currency", NULL };

  return !g_strv_contains (others, fact) && !g_str_has_prefix (fact, "flag:");
}

static void
fill (ReviewNominationPopover *self)
{
  const ReviewCatalog *catalog = review_session_get_catalog (self->session);
  g_autoptr (GtkStringList) types = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) facts = review_condition_words_facts (self->session, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (catalog == NULL || catalog->case_types == NULL)
    return;
  for (guint i = 0; i < catalog->case_types->len; i++)
    gtk_string_list_append (
        types,
        review_words_type (self->session, ((ReviewCaseType *) catalog->case_types->pdata[i])->id));
  g_ptr_array_set_size (self->attributes, 0);
  gtk_string_list_append (names, C_ ("attribute", "none"));
  for (guint i = 0; i < facts->len; i++)
    {
      g_autofree char *words = NULL;

      if (!is_asked (facts->pdata[i]))
        continue;
      words = review_pattern_words_attribute (self->session, facts->pdata[i]);
      gtk_string_list_append (names, words);
      g_ptr_array_add (self->attributes, g_strdup (facts->pdata[i]));
    }
  gtk_drop_down_set_model (self->type, G_LIST_MODEL (types));
  for (guint i = 0; i < CONDITIONS; i++)
    gtk_drop_down_set_model (self->rows[i].attribute, G_LIST_MODEL (names));
  changed_cb (self);
}

/** review_nomination_popover_new: Returns: (transfer floating): a form without anything in it. */
GtkWidget *
review_nomination_popover_new (ReviewSession *session)
{
  ReviewNominationPopover *self = g_object_new (REVIEW_TYPE_NOMINATION_POPOVER, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
