/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "review-people.h"

G_BEGIN_DECLS

ReviewProblem *review_problem_from_error (const GError *error);
GError *review_problem_to_error (const ReviewProblem *problem);
guint review_problem_status (int error_code);

G_END_DECLS
