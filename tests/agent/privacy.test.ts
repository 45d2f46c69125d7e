import { describe, expect, test } from "vitest";
import { maskPersonalData } from "../../src/agent/privacy/mask.ts";

describe("personal data", () => {
  test.each([
    ["連絡は taro.yamada+job@example.co.jp までお願いします", "email", "taro"],
    ["電話は090-1234-5678です", "phone", "1234"],
    ["03-1234-5678に電話して", "phone", "5678"],
    ["(03)1234-5678 まで", "phone", "1234"],
    ["03(1234)5678です", "phone", "5678"],
    ["03（1234）5678です", "phone", "5678"],
    ["+81 90 1234 5678", "phone", "1234"],
    ["09012345678にください", "phone", "0901"],
    ["カードは4111 1111 1111 1111です", "card", "4111"],
    ["マイナンバーは1234 5678 9018です", "my_number", "5678"],
    ["〒150-0001 です", "postal_code", "150"],
    ["東京都渋谷区神宮前1-2-3に住んでいます", "address", "神宮前"],
    ["住所は大阪市北区梅田2丁目4番9号ブリーゼタワー801です", "address", "梅田"],
    ["生年月日は1990年4月1日です", "birth_date", "1990"],
    ["私の名前は山田太郎です", "name", "山田"],
    ["佐藤花子と申します", "name", "佐藤"],
    ["山田太郎です。インフラエンジニアの年収は？", "name", "山田"],
    ["はじめまして、高橋です。相談させてください", "name", "高橋"],
    ["私は佐々木 みゆきです", "name", "佐々木"],
    ["田中部長に叱られました", "name", "田中"],
    ["上司の田中さんに言われました", "name", "田中"],
    ["My name is Taro Yamada and I work in ops", "name", "Yamada"],
    ["サーバーは192.168.10.25です", "ip", "192.168"],
    ["電話は０９０－１２３４－５６７８です", "phone", "１２３４"],
    ["カードは４１１１　１１１１　１１１１　１１１１です", "card", "４１１１"],
    ["マイナンバーは１２３４５６７８９０１８です", "my_number", "５６７８"],
    ["〒１５０ー０００１ です", "postal_code", "１５０"],
    ["ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏ．ｊｐ に送って", "email", "ｔａｒｏ"],
  ] as const)("in %j is masked", (text, kind, secret) => {
    const masked = maskPersonalData(text);
    expect(masked.found).toContain(kind);
    expect(masked.text).not.toContain(secret);
  });

  test.each([
    "インフラエンジニアの年収は？",
    "経験3年、30代です。2025年から運用をしています",
    "皆さん、お疲れさまです。アドバイザーさんと話したい",
    "上司さんに相談員さんを紹介されました",
    "TCP/IPとOSI参照モデル、802.11について",
    "給料は月30万円、年360万円です",
    "1つ目と2つ目を詳しく",
    "技術部長になるには",
    "品質管理課長の仕事は？",
    "千葉出身です。バックエンドエンジニアになりたいです",
    "未経験です。文系です。営業職です",
    "今の上司は鈴木ですか",
    "エンジニアさんの仕事を教えてください",
    "What does a backend engineer do in 2025?",
  ])("is not seen in %j", (text) => {
    expect(maskPersonalData(text)).toEqual({ text, found: [] });
  });

  test("a number that only looks like an individual number stays", () => {
    expect(maskPersonalData("注文番号 1234 5678 9012").found).not.toContain("my_number");
  });
});
