/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer must never read is found however it is written; honest letters pass. */
#define G_LOG_DOMAIN "test-tipping-off"
#include "review-tipping-off.h"

static const char *const leaks[] = {
  "We have filed a suspicious activity report about your account.",
  "Your case was reported to the authorities.",
  "Because of an S.A.R. we cannot say more.",
  "An STR has been submitted.",
  "The FIU has been informed.",
  "Your name is on a sanctions list.",
  "Your name matched a watch list.",
  "Your address is on our internal list.",
  "Your wallet was blacklisted.",
  "Your wallet has been listed.",
  "You appear in our BLOCK-LIST.",
  "Our screening found a possible match.",
  "You are a politically exposed person.",
  "We found adverse media about you.",
  "Your account is under investigation.",
  "We are INVESTIGATING your transfers.",
  "The police asked us to wait.",
  "Law enforcement has been told.",
  "A freezing order applies to your funds.",
  "Our compliance team stopped the payment.",
  "This looks like money laundering.",
  "Your risk score is too high.",
  "You were flagged by our system.",
  "We suspect fraud.",
  "Your document is forged.",
  "Your account is being monitored.",
  "We had to make a report about this transaction.",
  "san\xc2\xad"
  "ctions", /* a soft hyphen inside */
  "inv\xe2\x80\x8b"
  "estigation",                                 /* a zero-width space inside */
  "\xef\xbc\xb3\xef\xbc\xa1\xef\xbc\xb2 filed", /* full-width letters */
  "我们已就您的账户提交可疑交易报告。",
  "您的姓名命中制裁名单。",
  "您已被列入我司黑名单。",
  "您的地址在内部名单中。",
  "您的账户正在接受调查。",
  "警方要求我们暂缓处理。",
  "已报告给监管机构。",
  "我们已向有关部门上报此事。",
  "因涉嫌洗钱，提币已取消。",
  "您的风险评分过高。",
  "法院已发出冻结令。",
  "经名单筛查，您的申请未通过。",
  "您是政治公众人物。",
  "可 疑 交 易",
  "黑\xe2\x80\x8b名单",
  "合规部门已介入。",
  "风控系统拦截了这笔提币。",
};

static const char *const honest[] = {
  "Your withdrawal was not made. The amount is still in your account.",
  "Please take a new photo of your document. All four corners must be visible.",
  "The types that we accept in your country are listed in the app.",
  "Please send a bank statement that is not older than 90 days.",
  "Withdrawals stay paused for 48 hours to protect your account.",
  "If you did not ask for this, please report a lost device in the app.",
  "The address on the bill is not the address that you gave us.",
  "We could not match the photo with your portrait.",
  "您的提币未执行，款项仍在您的账户中。",
  "请重新拍摄您的证件：四角完整入镜，无反光。",
  "您所在国家或地区受理的类型请见应用内清单。",
  "请提交出具未超过 90 天的账单或银行对账单。",
  "如非您本人操作，请立即锁定账户。",
  "",
};

static void
test_leaks (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (leaks); i++)
    {
      g_autofree char *found = review_tipping_off_find (leaks[i]);

      if (found == NULL)
        g_test_message ("passes: %s", leaks[i]), g_test_fail ();
    }
}

static void
test_honest (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (honest); i++)
    {
      g_autofree char *found = review_tipping_off_find (honest[i]);

      if (found != NULL)
        g_test_message ("\"%s\" is found in: %s", found, honest[i]), g_test_fail ();
    }
  g_assert_null (review_tipping_off_find (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tipping-off/leaks", test_leaks);
  g_test_add_func ("/tipping-off/honest", test_honest);
  return g_test_run ();
}
