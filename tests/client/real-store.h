/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store with assessed cases that wait, made before the real server opens it. */
#pragma once

#include <glib.h>

void real_store_fill (const char *uri, guint n);
