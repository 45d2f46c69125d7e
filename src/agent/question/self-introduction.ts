import { rolesIn } from "./roles.ts";
import { topicsAsked } from "./topics.ts";

/** A first clause in which people say who they are. */
const INTRODUCTIONS: readonly RegExp[] = [
  /^(?:私は|わたしは|僕は|ぼくは|俺は)?[^。、!?！？]{1,24}?(?:です|でした|だ|なん?です|ます|あります|ありません|ました|出身)(?:けど|けれど|が|ので)?[。、,]\s*/,
  /^[^。、!?！？]{1,16}?(?:として|ですが|だけど|ですけど)(?:聞きます|質問です|お聞きします)?[。、,]?\s*/,
  /^(?:hi[,.! ]+)?(?:i'm|i am|as|being) (?:an? )?[^.,!?]{1,40}[.,]\s*/i,
];
const ABOUT_SELF =
  /歳|才|代|男|女|母|父|妻|夫|主婦|主夫|経験|文系|理系|卒|学生|新人|ベテラン|若手|中堅|シニア|出身|在住|外国|日本人|障害|病|会社員|社会人|年目|子育て|独身|既婚|years? old|woman|man\b|girl|guy|mother|father|student|beginner|veteran|foreigner|graduate|in my \d0s/i;

/**
 * The question without who asks it: age, sex and background must not change what is searched.
 * A first clause that already names a subject is part of the question and stays.
 */
export function withoutSelfIntroduction(text: string): string {
  for (const pattern of INTRODUCTIONS) {
    const clause = pattern.exec(text)?.[0];
    if (!clause || !ABOUT_SELF.test(clause)) continue;
    const rest = text.slice(clause.length);
    const saysMore = rest.length >= 6 && (rolesIn(rest).length > 0 || topicsAsked(rest).length > 0);
    if (saysMore && rolesIn(clause).length === 0) return rest;
  }
  return text;
}
