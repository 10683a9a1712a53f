/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands, in the order in which the palette lists them: what one does with a case first. */
#define G_LOG_DOMAIN "review-app"
#include "review-commands.h"

#include <glib/gi18n.h>

#include "review-text.h"

#define CONTEXT "shortcuts"

static const ReviewCommand commands[] = {
  { NC_ ("shortcuts", "Take the next case"), "review.take-next", "Return" },
  { NC_ ("shortcuts", "Search the queue"), "review.search", "slash" },
  { NC_ ("shortcuts", "Go to my waiting cases"), "review.waiting", "w" },
  { NC_ ("shortcuts", "Go to notes that name me"), "review.mentions", NULL },
  { NC_ ("shortcuts", "Pass"), "review.pass", "p" },
  { NC_ ("shortcuts", "Block"), "review.block", "b" },
  { NC_ ("shortcuts", "Escalate"), "review.escalate", "e" },
  { NC_ ("shortcuts", "Reasoning sound"), "review.sound", "y" },
  { NC_ ("shortcuts", "Reasoning flawed"), "review.flawed", "n" },
  { NC_ ("shortcuts", "Root cause"), "review.root-cause", "r" },
  { NC_ ("shortcuts", "Write the annotation or a note"), "review.annotation", "a" },
  { NC_ ("shortcuts", "Flag that no clause covers this"), "review.flag-first-gap", "g" },
  { NC_ ("shortcuts", "This step is right"), "review.step-right", "t" },
  { NC_ ("shortcuts", "This step is wrong"), "review.step-wrong", "x" },
  { NC_ ("shortcuts", "Submit the decision"), "review.submit", "<Control>Return" },
  { NC_ ("shortcuts", "Undo the last decision"), "review.undo", "<Control>z" },
  { NC_ ("shortcuts", "Put the case back"), "review.release", NULL },
  { NC_ ("shortcuts", "Put the case off"), "review.snooze", "l" },
  { NC_ ("shortcuts", "Assign the case, or the selected ones"), "review.assign", "m" },
  { NC_ ("shortcuts", "Close the selected cases"), "review.close-marked", "c" },
  { NC_ ("shortcuts", "Save a report of the case"), "review.report", "<Control>p" },
  { NC_ ("shortcuts", "Show or fold the SOP"), "review.sop", "s" },
  { NC_ ("shortcuts", "Search the SOP"), "review.search-sop", "<Control>f" },
  { NC_ ("shortcuts", "Open Today"), "win.page::today", "<Alt>0" },
  { NC_ ("shortcuts", "Open the review page"), "win.page::review", "<Alt>1" },
  { NC_ ("shortcuts", "Open the Decision Hub"), "win.page::hub", "<Alt>2" },
  { NC_ ("shortcuts", "Open waves and lists"), "win.page::waves", "<Alt>3" },
  { NC_ ("shortcuts", "Open shift and handover"), "win.shift", "<Alt>5" },
  { NC_ ("shortcuts", "Start my shift"), "win.shift-start", NULL },
  { NC_ ("shortcuts", "End my shift"), "win.shift-end", NULL },
  { NC_ ("shortcuts", "Hand over my cases"), "win.hand-over::me", NULL },
  { NC_ ("shortcuts", "Handovers to accept"), "win.go-to::handovers", NULL },
  { NC_ ("shortcuts", "Open Quality"), "win.page::quality", "<Alt>4" },
  { NC_ ("shortcuts", "Open SLA attainment"), "win.attainment", NULL },
  { NC_ ("shortcuts", "Suspicious-transaction referrals"), "win.referrals", NULL },
  { NC_ ("shortcuts", "Have the case looked at again"), "win.reopen", NULL },
  { NC_ ("shortcuts", "Switch the language"), "app.toggle-language", "<Control><Shift>l" },
  { NC_ ("shortcuts", "Light style"), "app.style::light", NULL },
  { NC_ ("shortcuts", "Dark style"), "app.style::dark", NULL },
  { NC_ ("shortcuts", "Style of the system"), "app.style::system", NULL },
  { NC_ ("shortcuts", "Preferences"), "app.preferences", "<Control>comma" },
  { NC_ ("shortcuts", "Keyboard shortcuts"), "win.show-help-overlay", "question" },
  { NC_ ("shortcuts", "About RiskOps Review"), "app.about", NULL },
  { NC_ ("shortcuts", "Quit"), "app.quit", "<Control>q" },
};

/**
 * review_commands_get:
 * @ret_n: (out): number of commands
 *
 * Returns: (transfer none): the table
 */
const ReviewCommand *
review_commands_get (gsize *ret_n)
{
  *ret_n = G_N_ELEMENTS (commands);
  return commands;
}

/**
 * review_command_get_title:
 *
 * Returns: (transfer none): its title in the language of the interface
 */
const char *
review_command_get_title (const ReviewCommand *self)
{
  return g_dpgettext2 (NULL, CONTEXT, self->title);
}

/**
 * review_command_matches:
 * @query: what was typed, in either language: the English words find a command in Chinese, too
 */
gboolean
review_command_matches (const ReviewCommand *self, const char *query)
{
  const char *texts[] = { self->title, review_command_get_title (self), NULL };

  return review_text_has_words (texts, query);
}
