/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of a CSV file over libcsv. libcsv knows no line numbers, so it is fed one physical line
 * at a time; at most one record ends in a line. The lines of the record at hand are kept: when the
 * record turns out broken, those after its first are fed again. */
#define G_LOG_DOMAIN "review-ingest"
#include "review-csv.h"

#include <csv.h>
#include <string.h>

#include "review-error.h"
#include "review-lines.h"

#define SNIFF_LINES  20
#define RECORD_LINES 2000 /* most physical lines of one record */

typedef struct
{
  gint64 number;
  const char *fault; /* (unowned) (nullable) */
  GBytes *bytes;     /* (owned) */
} KeptLine;

struct _ReviewCsv
{
  ReviewLines *lines; /* (owned) */
  struct csv_parser parser;
  GPtrArray *fields; /* (owned): of the record at hand */
  gboolean complete; /* the record at hand has ended */
  GQueue kept;       /* (owned): lines of the record at hand, all fed */
  GQueue again;      /* (owned): lines to feed before the file is read on */
  gsize kept_size;   /* bytes in @kept */
};

static void
kept_line_free (gpointer data)
{
  KeptLine *line = data;

  g_bytes_unref (line->bytes);
  g_free (line);
}

void
review_csv_free (ReviewCsv *self)
{
  if (self == NULL)
    return;
  g_queue_clear_full (&self->kept, kept_line_free);
  g_queue_clear_full (&self->again, kept_line_free);
  g_ptr_array_unref (self->fields);
  csv_free (&self->parser);
  review_lines_free (self->lines);
  g_free (self);
}

static int
no_space (unsigned char c)
{
  return 0;
}

static void
add_field (void *bytes, size_t len, void *user_data)
{
  ReviewCsv *self = user_data;

  g_ptr_array_add (self->fields, g_strndup (bytes, len));
}

static void
end_record (int last, void *user_data)
{
  ReviewCsv *self = user_data;

  self->complete = self->fields->len > 0;
}

static void
start_parser (ReviewCsv *self)
{
  char delimiter = (char) self->parser.delim_char;

  csv_free (&self->parser);
  csv_init (&self->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
  csv_set_delim (&self->parser, (unsigned char) delimiter);
  csv_set_space_func (&self->parser, no_space);
}

static KeptLine *
keep_line (const ReviewLine *line)
{
  KeptLine *kept = g_new (KeptLine, 1);

  *kept = (KeptLine){ line->number, line->fault, g_bytes_new (line->bytes, line->len) };
  return kept;
}

static gboolean
next_line (ReviewCsv *self, KeptLine **ret_line, GError **error)
{
  ReviewLine line;
  gboolean end = FALSE;

  *ret_line = g_queue_pop_head (&self->again);
  if (*ret_line != NULL)
    return TRUE;
  if (!review_lines_next (self->lines, &line, &end, error))
    return FALSE;
  if (!end)
    *ret_line = keep_line (&line);
  return TRUE;
}

/* Occurrences of each candidate outside quotes in the first lines; a delimiter that occurs equally
 * often in every line wins over one that occurs more often. */
static char
sniff (ReviewCsv *self)
{
  static const char candidates[] = ",;\t|";
  guint best_score = 0;
  char best = ',';

  for (const char *c = candidates; *c != '\0'; c++)
    {
      guint first = 0, score;
      gboolean even = TRUE, quoted = FALSE;

      for (GList *l = self->again.head; l != NULL; l = l->next)
        {
          gsize len;
          const char *text = g_bytes_get_data (((KeptLine *) l->data)->bytes, &len);
          guint n = 0;

          for (gsize i = 0; i < len; i++)
            {
              quoted ^= text[i] == '"';
              n += !quoted && text[i] == *c;
            }
          if (l == self->again.head)
            first = n;
          even = even && (quoted || n == first);
        }
      score = first == 0 ? 0 : even ? 1000000 + first : first;
      if (score > best_score)
        best = *c;
      best_score = MAX (score, best_score);
    }
  return best;
}

static gboolean
sniff_delimiter (ReviewCsv *self, GError **error)
{
  for (guint i = 0; i < SNIFF_LINES; i++)
    {
      ReviewLine line;
      gboolean end;

      if (!review_lines_next (self->lines, &line, &end, error))
        return FALSE;
      if (end)
        break;
      g_queue_push_tail (&self->again, keep_line (&line));
    }
  csv_set_delim (&self->parser, (unsigned char) sniff (self));
  return TRUE;
}

/**
 * review_csv_new:
 * @input: must outlive the result
 * @delimiter: between fields; 0: found from the first lines among comma, semicolon, tab, bar
 *
 * Returns: (transfer full): the records of @input, its first one (a header, perhaps) included
 */
ReviewCsv *
review_csv_new (ReviewInput *input, char delimiter, GError **error)
{
  g_autoptr (ReviewCsv) self = g_new0 (ReviewCsv, 1);

  self->fields = g_ptr_array_new_with_free_func (g_free);
  g_queue_init (&self->kept);
  g_queue_init (&self->again);
  csv_init (&self->parser, 0);
  self->lines = review_lines_new (input, REVIEW_LINES_LF_OR_CR, error);
  if (self->lines == NULL)
    return NULL;
  if (delimiter != '\0')
    csv_set_delim (&self->parser, (unsigned char) delimiter);
  else if (!sniff_delimiter (self, error))
    return NULL;
  start_parser (self);
  return g_steal_pointer (&self);
}

/* Gives up the record at hand: its lines after the first come again. */
static void
give_up (ReviewCsv *self, const char *fault, ReviewCsvRecord *ret_record)
{
  KeptLine *first = g_queue_pop_head (&self->kept);
  KeptLine *line;

  *ret_record = (ReviewCsvRecord){ first->number, NULL, fault };
  kept_line_free (first);
  while ((line = g_queue_pop_tail (&self->kept)) != NULL)
    g_queue_push_head (&self->again, line);
  self->kept_size = 0;
  start_parser (self);
}

static void
hand_out (ReviewCsv *self, ReviewCsvRecord *ret_record)
{
  KeptLine *first = self->kept.head->data;

  *ret_record = (ReviewCsvRecord){ first->number, self->fields, NULL };
  g_queue_clear_full (&self->kept, kept_line_free);
  self->kept_size = 0;
}

/* Feeds one line. Returns a fault of the record that it belongs to. */
static const char *
feed (ReviewCsv *self, KeptLine *line)
{
  gsize len;
  const char *bytes = g_bytes_get_data (line->bytes, &len);

  g_queue_push_tail (&self->kept, line);
  self->kept_size += len;
  if (line->fault != NULL)
    return line->fault;
  if (self->kept_size > REVIEW_LINE_MAX || self->kept.length > RECORD_LINES)
    return "a quoted field does not end";
  if (csv_parse (&self->parser, bytes, len, add_field, end_record, self) != len)
    return "a quote stands inside a field that is not quoted, or text follows a closing quote";
  return NULL;
}

static const char *
finish_file (ReviewCsv *self)
{
  if (csv_fini (&self->parser, add_field, end_record, self) != 0)
    return "a quoted field does not end";
  return NULL;
}

static gboolean
is_blank (const ReviewCsv *self)
{
  return self->fields->len == 0 && self->parser.quoted == 0 && self->parser.entry_pos == 0;
}

/**
 * review_csv_next:
 * @ret_record: (out): the next record, or a fault with its line
 * @ret_end: (out): set to %TRUE, without a record, at the end of the file
 *
 * Blank lines are passed over.
 *
 * Returns: %FALSE when the file cannot be read on (damaged gzip, disk)
 */
gboolean
review_csv_next (ReviewCsv *self, ReviewCsvRecord *ret_record, gboolean *ret_end, GError **error)
{
  *ret_end = FALSE;
  self->complete = FALSE;
  g_ptr_array_set_size (self->fields, 0);
  while (!self->complete)
    {
      KeptLine *line;
      const char *fault;

      if (!next_line (self, &line, error))
        return FALSE;
      if (line == NULL && self->kept.length == 0)
        {
          *ret_end = TRUE;
          return TRUE;
        }
      fault = line != NULL ? feed (self, line) : finish_file (self);
      if (fault != NULL)
        {
          give_up (self, fault, ret_record);
          return TRUE;
        }
      if (!self->complete && (line == NULL || is_blank (self)))
        {
          g_queue_clear_full (&self->kept, kept_line_free);
          self->kept_size = 0;
        }
    }
  hand_out (self, ret_record);
  return TRUE;
}

/**
 * review_csv_get_delimiter:
 *
 * Returns: the delimiter in use
 */
char
review_csv_get_delimiter (const ReviewCsv *self)
{
  return (char) self->parser.delim_char;
}
