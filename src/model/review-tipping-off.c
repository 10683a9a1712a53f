/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds what a customer must never read: that a report, an entry of a list, a screening match or an
 * inquiry exists. To say so is an offence in most places, and it warns the one person who may not be
 * warned. A closed list of phrases in English and Chinese over a folded text, so that neither case,
 * full-width letters, invisible characters nor spaces between letters hide one. Rather stops an
 * honest sentence than lets one through: the words are wanted nowhere in a letter to a customer. */
#define G_LOG_DOMAIN "review-model"
#include "review-tipping-off.h"

#include <string.h>

/* Over words with one space between them, small letters, no marks. */
static const char *const english[] = {
  /* a report */
  "\\bsuspicious\\b",
  "\\bsuspicions?\\b",
  "\\bsuspect(?:ed|s)?\\b",
  "\\b(?:s ?a ?r|s ?t ?r|s ?m ?r|u ?t ?r)s?\\b",
  "\\b(?:we|been|be|is|was|were|are|it|you|this|case|account|transactions?) "
  "(?:(?:have|has|had|been|to|be|will|must|also|already|you|it|this) )*report(?:ed|ing|s)?\\b",
  "\\breport(?:ed|ing|s)? "
  "(?:(?:you|this|it|the|your|was|is|been|has|have|account|case|transactions?)"
  " )*(?:to|filed|made|submitted|with)\\b",
  "\\b(?:filed?|filing|submit(?:ted)?|made|make|making) (?:a|an|the|this|your)? ?(?:\\w+ "
  ")?report\\b",
  "\\bfinancial intelligence\\b",
  "\\bf ?i ?u\\b",
  "\\b(?:fincen|ofac|goaml|nca|jafic)\\b",
  /* a list */
  "\\b(?:watch|block|black|deny|grey|gray|allow|white|stop|sanctions?) ?list(?:s|ed|ing)?\\b",
  "\\blist entr(?:y|ies)\\b",
  "\\b(?:on|in|to|from|against) (?:a|an|any|our|the|some|one of our|official|internal) "
  "(?:\\w+ )?lists?\\b(?! of)",
  "\\b(?:you|account|name|person|address|wallet) (?:is|are|was|were|has been|have been) "
  "(?:\\w+ )?listed\\b",
  /* screening */
  "\\bscreen(?:ed|ing)\\b",
  "\\bsanction(?:s|ed)?\\b",
  "\\b(?:name|possible|potential|positive|list) (?:match|hit)(?:es|ed|s)?\\b",
  "\\bpolitically exposed\\b",
  "\\bp ?e ?p\\b",
  "\\badverse media\\b",
  /* an inquiry */
  "\\binvestigat\\w*",
  "\\b(?:inquiry|inquiries|enquiry into|probe|surveillance)\\b",
  "\\b(?:under|for) (?:special |closer |enhanced )?(?:review|scrutiny|observation|monitoring) "
  "by\\b",
  "\\bmonitor(?:ed|ing)\\b",
  "\\b(?:police|law enforcement|prosecutors?|interpol|europol)\\b",
  "\\b(?:the|an|competent|relevant|public|financial|judicial|national) authorit(?:y|ies)\\b",
  "\\bregulators?\\b",
  "\\b(?:court|freezing|seizure|restraint) orders?\\b",
  "\\b(?:subpoena|warrant)(?:s|ed)?\\b",
  "\\bcompliance\\b",
  "\\b(?:money ?laundering|launder\\w*|a ?m ?l|terroris\\w*|proceeds of "
  "crime|criminal\\w*|crimes?)\\b",
  "\\bfraud\\w*",
  "\\b(?:forged?|forger(?:y|ies)|counterfeit)\\b",
  "\\bflagged\\b",
  "\\brisk (?:score|engine|model|level|rating|team|department|control)s?\\b",
  "\\bhigh risk\\b",
  "\\bmules?\\b",
};

/* Over the letters and digits alone. */
static const char *const chinese[] = {
  "可疑",
  "嫌疑",
  "涉嫌",
  "涉案",
  "怀疑",
  "举报",
  "上报",
  "报告(?:给|至|了|主管|监管|有关|相关)",
  "已(?:被)?报告",
  "交易报告",
  "情报",
  "黑名单",
  "灰名单",
  "白名单",
  "观察名单",
  "观察清单",
  "监控名单",
  "关注名单",
  "制裁",
  "名单(?:内|中|上|条目|匹配|命中|记录)",
  "(?:列入|纳入|进入|命中|比对|在)[^，。；]{0,6}名单",
  "筛查",
  "命中",
  "政治公众人物",
  "政要",
  "负面新闻",
  "负面报道",
  "调查",
  "侦查",
  "稽查",
  "核查组",
  "监控",
  "监测",
  "公安",
  "警方",
  "警察",
  "执法",
  "司法",
  "检察",
  "法院",
  "监管(?:机构|部门|当局|机关|方)",
  "主管(?:机关|部门|当局)",
  "有关部门",
  "相关部门",
  "冻结令",
  "协查",
  "反洗钱",
  "洗钱",
  "恐怖",
  "犯罪",
  "赃款",
  "诈骗",
  "欺诈",
  "伪造",
  "合规",
  "风控",
  "风险(?:评分|模型|等级|值|部门|团队|名单)",
  "高风险",
  "跑分",
  "被标记",
  "依法冻结",
};

typedef struct
{
  GRegex *english[G_N_ELEMENTS (english)];
  GRegex *chinese[G_N_ELEMENTS (chinese)];
} Lists;

static GRegex *
compile (const char *pattern)
{
  g_autoptr (GError) error = NULL;
  GRegex *regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, &error);

  g_assert_no_error (error);
  return regex;
}

static const Lists *
get_lists (void)
{
  static Lists lists;
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (english); i++)
        lists.english[i] = compile (english[i]);
      for (gsize i = 0; i < G_N_ELEMENTS (chinese); i++)
        lists.chinese[i] = compile (chinese[i]);
      g_once_init_leave (&ready, 1);
    }
  return &lists;
}

/* Letters and digits as they are compared; what stands between them is one @gap, or nothing. */
static char *
fold (const char *text, const char *gap)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (plain != NULL ? plain : text, -1);
  GString *out = g_string_new (NULL);
  gboolean open = FALSE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);

      if (type == G_UNICODE_FORMAT || g_unichar_ismark (c))
        continue;
      if (g_unichar_isalnum (c))
        {
          if (open && out->len > 0)
            g_string_append (out, gap);
          g_string_append_unichar (out, c);
        }
      open = !g_unichar_isalnum (c);
    }
  return g_string_free (out, FALSE);
}

static char *
find_in (GRegex *const *regexes, gsize n, const char *text)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GMatchInfo) match = NULL;

      if (g_regex_match (regexes[i], text, 0, &match))
        return g_match_info_fetch (match, 0);
    }
  return NULL;
}

/**
 * review_tipping_off_find:
 * @text: (nullable): valid UTF-8: what a customer is to read, in either language
 *
 * Returns: (transfer full) (nullable): the first words, folded, that say a report, a list, a match or
 *   an inquiry exists; %NULL when nothing does
 */
char *
review_tipping_off_find (const char *text)
{
  const Lists *lists = get_lists ();
  g_autofree char *words = NULL;
  g_autofree char *letters = NULL;
  char *found;

  if (text == NULL)
    return NULL;
  words = fold (text, " ");
  found = find_in (lists->english, G_N_ELEMENTS (english), words);
  if (found != NULL)
    return found;
  letters = fold (text, "");
  return find_in (lists->chinese, G_N_ELEMENTS (chinese), letters);
}
