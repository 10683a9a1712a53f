/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-case.h"
#include "screening-index.h"

G_BEGIN_DECLS

GPtrArray *screening_case_match (const ScreeningIndex *index, const ReviewIntake *intake);

G_END_DECLS
