/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The subcommands, one file each (cmd-NAME.c), listed in the table of main.c. @argv[0] is the
 * subcommand's name. Each returns the process's exit code: 0, 1 after one line on stderr, or
 * 2 for a wrong command line (import: 3 when rows were refused and the rest was stored). */

int review_cmd_serve (int argc, char **argv);
int review_cmd_user (int argc, char **argv);
int review_cmd_policy (int argc, char **argv);
int review_cmd_demo (int argc, char **argv);
int review_cmd_export_labels (int argc, char **argv);
int review_cmd_truths (int argc, char **argv);
int review_cmd_verify_audit (int argc, char **argv);
int review_cmd_import (int argc, char **argv);
int review_cmd_attach (int argc, char **argv);
int review_cmd_list (int argc, char **argv);
int review_cmd_mapping (int argc, char **argv);
int review_cmd_routes (int argc, char **argv);
int review_cmd_train (int argc, char **argv);
int review_cmd_train_worker (int argc, char **argv);
int review_cmd_calibrate (int argc, char **argv);
int review_cmd_evaluate (int argc, char **argv);
int review_cmd_threshold (int argc, char **argv);
int review_cmd_patterns (int argc, char **argv);
int review_cmd_scorecard (int argc, char **argv);
int review_cmd_backtest (int argc, char **argv);
int review_cmd_simulate (int argc, char **argv);
