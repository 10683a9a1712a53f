/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The live checks of an annotation: personal data in both languages, cited evidence, copies. */
#include <glib.h>

#include "review-annotation.h"
#include "review-case.h"
#include "review-personal-data.h"

/* What must be found, and what it is found in. */
static const char *const personal[] = {
  "Contact m.silva+kyc@mail.example.co.uk for more.",
  "客户邮箱为 zhang.wei@example.com，与登记不符。",
  "She called from +44 20 7946 0958 twice.",
  "Number +1 (415) 555-2671 was changed.",
  "Call back on 415-555-2671 failed.",
  "手机号 13812345678 于昨日更换。",
  "手机号 138 1234 5678 为新号。",
  "手机号１３８１２３４５６７８为新号。",
  "座机 010-62781234 无人接听。",
  "Passport E12345678 was reused.",
  "Passport number G1234567 is on two accounts.",
  "Hong Kong card A123456(7) differs.",
  "身份证号 110101199003078515 与申报不符。",
  "证件 11010119900307851X 重复。",
  "IBAN DE89 3704 0044 0532 0130 00 received the money.",
  "Paid to GB82WEST12345698765432 before.",
  "Card 4111 1111 1111 1111 was used.",
  "银行卡 6222021234567890123 收款。",
  "To 0x52908400098527886E0F7030069857D2E4169EE7 only.",
  "地址 bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq 为新地址。",
  "Paid 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2 twice.",
  "波场地址 TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDeC 收款。",
  "Lives at 221B Baker Street, London.",
  "Bill shows 1600 Amphitheatre Parkway Road instead.",
  "Wohnt in der Hauptstraße 12 seit Mai.",
  "Facture au 12 rue de Rivoli.",
  "住址为北京市海淀区中关村大街 27 号。",
  "账单地址：广东省深圳市南山区科技南路18号。",
  "上海市徐汇区漕溪北路二百号与申报不同。",
  "中山路 100 号 3 栋 502 室与证件不同。",
};

static const char *const harmless[] = {
  "Address age (E15) outweighs the customer's own wallet (E3).",
  "The withdrawal of 128,400 USD is 38 times the 90-day median (E12).",
  "Amount 1500000000 IDR matches six earlier payments.",
  "金额 150000000 元与以往一致（E4）。",
  "Changed on 2026-11-25 09:30, two hours before (E7).",
  "2026 年 11 月 25 日 09:30 更换设备（E12）。",
  "Case WD-48213 has the same device; see RC-W01 and clause WD-2.1.",
  "Risk 0.71 lies next to the threshold 0.7 of policy r41.",
  "Model wd-2026.11.3 never saw withdrawal_amount_ratio.",
  "设备指纹与 2FA-7719 相同，属关联账户。",
  "链路 2 号节点已核对（E3）。",
  "街道、门牌与城市均与申报一致（E9）。",
  "地址第 3 行与证件第 2 行相同（E1）。",
  "The street differs from the bill (E2), the city does not.",
  "3 Close calls with support were recorded (E5).",
  "Look at E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 E12.",
  "The IP 203.0.113.7 belongs to a carrier gateway.",
  "10 次登录中 9 次来自同一城市。",
  "Total 3 128 400.50 USD over 90 days.",
  "Version ISO27001 and GB2312 do not matter.",
  "",
};

static void
test_personal (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (personal); i++)
    {
      g_autofree char *found = review_personal_data_find (personal[i]);

      g_test_message ("%s: %s", personal[i], found != NULL ? found : "nothing");
      g_assert_nonnull (found);
    }
}

static void
test_harmless (void)
{
  g_assert_null (review_personal_data_find (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (harmless); i++)
    {
      g_autofree char *found = review_personal_data_find (harmless[i]);

      g_test_message ("%s: %s", harmless[i], found != NULL ? found : "nothing");
      g_assert_null (found);
    }
}

static void
test_cites (void)
{
  static const struct
  {
    const char *text;
    ReviewCites cites;
  } cases[] = {
    { "Own wallet (E3) outweighs.", REVIEW_CITES_EVIDENCE },
    { "自有钱包（E12）权重过高。", REVIEW_CITES_EVIDENCE },
    { "E3、E12 均为本人。", REVIEW_CITES_EVIDENCE },
    { "证据E3为本人", REVIEW_CITES_EVIDENCE },
    { "Own wallet (E99).", REVIEW_CITES_UNKNOWN },
    { "E3 and E4.", REVIEW_CITES_UNKNOWN },
    { "The exposure E and RE3 and E3x and E-3.", REVIEW_CITES_NOTHING },
    { "Nothing at all.", REVIEW_CITES_NOTHING },
    { NULL, REVIEW_CITES_NOTHING },
  };
  static const char *const labels[] = { "E3", "E12" };
  g_autoptr (GPtrArray) evidence = review_records_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      ReviewEvidence *row = review_record_new (&review_evidence_type);

      row->label = g_strdup (labels[i]);
      g_ptr_array_add (evidence, row);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text != NULL ? cases[i].text : "NULL");
      g_assert_cmpint (review_annotation_cites (cases[i].text, evidence), ==, cases[i].cites);
    }
}

static double
compare (const char *one, const char *other)
{
  g_autofree char *a = review_annotation_fold (one);
  g_autofree char *b = review_annotation_fold (other);

  return review_annotation_likeness (a, b);
}

static void
test_copies (void)
{
  g_assert_cmpfloat (compare ("Address age (E15) outweighs the own wallet.",
                              "address age (E3)  outweighs, the own wallet"),
                     ==, 1);
  g_assert_cmpfloat (compare ("目标地址时间（E15）权重过高。", "目标地址时间（E2）权重过高！"), ==,
                     1);
  g_assert_cmpfloat (compare ("Address age (E15) outweighs the own wallet.",
                              "The address age (E15) outweighs the own wallet."),
                     >=, REVIEW_ANNOTATION_COPY);
  g_assert_cmpfloat (compare ("Address age (E15) outweighs the own wallet.",
                              "A SIM change (E4) was counted although it is a year old."),
                     <, 0.5);
  g_assert_cmpfloat (compare ("目标地址时间权重过高。", "换卡已满一年仍被计分。"), <, 0.5);
  g_assert_cmpfloat (compare ("", "E1"), ==, 1);
  g_assert_cmpfloat (compare ("a", "b"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/annotation/personal", test_personal);
  g_test_add_func ("/annotation/harmless", test_harmless);
  g_test_add_func ("/annotation/cites", test_cites);
  g_test_add_func ("/annotation/copies", test_copies);
  return g_test_run ();
}
