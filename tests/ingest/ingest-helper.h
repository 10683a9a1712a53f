/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* A folder for one test's files; removed with everything in it. */
char *test_folder_new (void);
void test_folder_remove (char *folder);
char *test_write (const char *folder, const char *name, const char *bytes, gssize len);
GBytes *test_gzip (const char *bytes, gssize len);
char *test_write_gzip (const char *folder, const char *name, const char *bytes, gssize len);
char *test_shared (const char *path);
