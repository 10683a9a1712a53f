/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases of one type in a row: alike work goes faster and more evenly than mixed work. */
#define G_LOG_DOMAIN "review-session"
#include "review-desk-private.h"

void
review_desk_start_batch (ReviewDesk *self, const char *case_type, guint size)
{
  g_return_if_fail (case_type != NULL && size > 0);

  g_free (self->batch_type);
  self->batch_type = g_strdup (case_type);
  self->batch_size = size;
  self->batch_n = 0;
  review_desk_notify (self);
}

void
review_desk_end_batch (ReviewDesk *self)
{
  g_clear_pointer (&self->batch_type, g_free);
  self->batch_size = 0;
  self->batch_n = 0;
  review_desk_notify (self);
}

/* (transfer none) (nullable): the type that is taken next; a batch that is full ends. */
const char *
review_desk_batch_next (ReviewDesk *self)
{
  if (self->batch_size > 0 && self->batch_n >= self->batch_size)
    review_desk_end_batch (self);
  return self->batch_size > 0 ? self->batch_type : self->next_type;
}

/* One more of it lies on the desk. */
void
review_desk_batch_count (ReviewDesk *self)
{
  if (self->batch_size > 0)
    self->batch_n++;
}

const char *
review_desk_get_batch_type (ReviewDesk *self)
{
  return self->batch_type;
}

guint
review_desk_get_batch_size (ReviewDesk *self)
{
  return self->batch_size;
}

guint
review_desk_get_batch_count (ReviewDesk *self)
{
  return self->batch_n;
}
