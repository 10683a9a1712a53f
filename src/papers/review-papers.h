/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-demo.h"

G_BEGIN_DECLS

GPtrArray *review_papers_draw (ReviewDemoCase *one);

G_END_DECLS
