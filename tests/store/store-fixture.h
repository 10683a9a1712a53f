/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fresh store in a fresh folder for each test, with a clock that stands still. */
#pragma once

#include "review-clock.h"
#include "review-store.h"

#define FIXTURE_START ((gint64) 1780000000 * REVIEW_SECOND)

typedef struct
{
  char *folder;
  char *path;
  char *uri;
  ReviewTestClock clock;
  ReviewStore *store;
} Fixture;

void fixture_set_up (Fixture *f, gconstpointer data);
void fixture_tear_down (Fixture *f, gconstpointer data);
void fixture_reopen (Fixture *f);
void fixture_remove_folder (const char *folder);
