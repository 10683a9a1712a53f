/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fake server answers with. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint status;
  char *body; /* (owned) */
} FakeReply;

/* @error: (transfer full) */
FakeReply fake_refuse (GError *error);
FakeReply fake_refuse_with (int code);
FakeReply fake_answer (gconstpointer record);

G_END_DECLS
