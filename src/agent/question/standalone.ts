import type { Locale } from "../../conversation/conversation.ts";
import type { Focus } from "./focus.ts";
import { askerLanguage } from "./language.ts";
import { type Role, roleName, rolesIn } from "./roles.ts";
import type { TopicId } from "./topic-list.ts";
import { isCareer, isNarrow, topicName } from "./topics.ts";

const PRONOUN =
  /それら|それ(?!ぞれ|で|じゃ|と|なら|から|より|に(?:つ|し))|そっち|そちら|その(?!うえ|上|他|ほか|ため|まま|後)|あっち|あちら|これ(?!まで|から)|この(?:職種|仕事|道|スキル)|彼ら|\b(?:it|its|that one|that|they|their|them|those|this)\b/i;
/** Words of a follow-up that carry no subject of their own. */
export const FILLER =
  /もっと|詳しく|詳しい|くわしく|具体的に?|具体例|例えば|たとえば|例|教えて(?:ください|下さい|ほしい(?:です)?|もらえますか|くれ)?|知りたい(?:です)?|聞きたい(?:です)?|お願い(?:します)?|ください|もう少し|説明して|について|話して|言うと|言えば|して|です(?:か)?|ですかね|ありますか|ある|は|を|に|の|が|も|で|と|か|な|ね|よ|ん|他|ほか|それ以外|以外|なぜ|どうして|なんで|何で|理由|要するに|つまり|一言|ひとこと|まとめ|簡単|簡潔|短く|結論|要点|どういうこと|続き|tell me|more|detail|please|about|can you|could you|explain|elaborate|go on|why|is that|that|in|short|summary|summarize|briefly|for|example|anything|what|else|other|give|an?|me|the|it|[?？!！。、.,\s]/gi;
/** Sets the last subject against the role named now. */
const AGAINST = /比べ|比較|との違い|と違|に対して|compared|versus|\bvs\b|than\b/i;
/** Asks how one becomes what was talked about, without naming it. */
const BECOME =
  /^(?:それ|そう|これ)?(?:に)?(?:は)?(?:どうすれば|どうやったら|どうしたら|どうやって|誰でも|自分でも)?な(?:れる|れます|るには|るための?|り方)|^how (?:do|can|could) (?:i|you|one) become (?:one|that|it)/i;
/** Names a subject of its own that is nobody's role or topic: "明日の天気は?" is not about the question before it. */
const OWN_SUBJECT = /^[^、。]*[\p{sc=Han}\p{sc=Katakana}ー]の[\p{sc=Han}\p{sc=Katakana}ー]+(?:は|って|を)/u;
const OWN_WORRY = /不安|心配|悩|つら|辛い|怖|焦|worr|anxious|afraid|scared/i;
/** Subjects that belong to nobody's role. */
const OF_NO_ROLE: readonly TopicId[] = ["consultation", "programmes", "environment"];

/** Fills in what a follow-up leaves out: the role, the subject, or both. */
export function complete(
  asked: string,
  rest: string,
  focus: Focus,
  found: { roles: readonly Role[]; topics: readonly TopicId[]; locale: Locale },
): string {
  const { roles, topics, locale } = found;
  if (standsAlone(roles, topics)) return asked;
  const opened = rest !== asked;
  const brief = opened || rest.replace(/[?？。、!！]/g, "").length <= (locale === "ja" ? 16 : 32);
  const [role] = roles;
  if (role) {
    if (setsAgainst(rest, roles, focus)) return compared(focus, topics, locale);
    return roles.length === 1 && topics.length === 0 && brief ? withRole(focus, role, locale) : asked;
  }
  if (BECOME.test(rest)) return becoming(focus, rest, locale);
  if (PRONOUN.test(rest)) return withSubject(rest, focus, topics, locale);
  if (topics.length === 0) return leansOn(rest, opened, brief) ? `${focus.question} ${rest}` : asked;
  const carries = brief || (rest.length <= 30 && !topics.some(isNarrow));
  return carries && !isOwnWorry(focus, rest) ? underSubject(asked, rest, focus, topics, locale) : asked;
}

/** A subject without its owner: it belongs to the roles talked about, else to the narrow subject before it. */
function underSubject(
  asked: string,
  rest: string,
  focus: Focus,
  topics: readonly TopicId[],
  locale: Locale,
): string {
  if (focus.roles.length > 0) return ofRoles(focus.roles, rest, locale);
  const [subject] = focus.topics.filter((topic) => isNarrow(topic) && !OF_NO_ROLE.includes(topic));
  return subject && !topics.some(isNarrow) ? ofSubject(subject, rest, locale) : asked;
}

/** Somebody's worry is about their own work, not about both roles talked about before. */
function isOwnWorry(focus: Focus, rest: string): boolean {
  return focus.roles.length > 1 && OWN_WORRY.test(rest);
}

/** Short words without a subject of their own lean on the question before them. */
function leansOn(rest: string, opened: boolean, brief: boolean): boolean {
  return brief && (opened || !OWN_SUBJECT.test(rest));
}

function ofSubject(subject: TopicId, rest: string, locale: Locale): string {
  const name = topicName(subject, locale);
  return locale === "ja" ? `${name}の${rest}` : `For ${name}: ${rest}`;
}

function becoming(focus: Focus, rest: string, locale: Locale): string {
  const career = focus.topics.find(isCareer);
  const role = focus.roles.length === 1 ? focus.roles[0] : undefined;
  const name = career ? topicName(career, locale) : role && roleName(role, locale);
  if (!name) return `${focus.question} ${rest}`;
  return locale === "ja" ? `${name}になるには？` : `How does one become ${name}?`;
}

function standsAlone(roles: readonly Role[], topics: readonly TopicId[]): boolean {
  return roles.length === 0 && topics.some((topic) => OF_NO_ROLE.includes(topic));
}

function setsAgainst(rest: string, roles: readonly Role[], focus: Focus): boolean {
  return roles.length === 1 && focus.roles.length > 0 && AGAINST.test(rest);
}

/** Both roles, on the subject talked about. */
function compared(focus: Focus, topics: readonly TopicId[], locale: Locale): string {
  const about = [...topics, ...focus.topics].filter((topic) => topic !== "difference");
  const names = (["infrastructure", "backend"] as const).map((role) => roleName(role, locale));
  const subject = about[0] && about[0] !== "work" ? topicName(about[0], locale) : undefined;
  if (locale === "en")
    return `How do ${names.map((n) => `${n}s`).join(" and ")} differ${subject ? ` in ${subject}` : ""}?`;
  return `${names.join("と")}の${subject ? `${subject}の` : ""}違いは？`;
}

/** The last question, asked of another role. */
export function withRole(focus: Focus, role: Role, locale: Locale): string {
  const question = focus.question ?? "";
  const sameLanguage = (askerLanguage(question) === "en") === (locale === "en");
  const topics = focus.topics.filter((topic) => topic !== "difference").map((topic) => forRole(topic, role));
  if (focus.roles.length === 1 && sameLanguage) {
    const old = focus.roles[0] as Role;
    if (old === role && rolesIn(question).length > 0) return question;
    const same = topics.every((topic) => focus.topics.includes(topic));
    if (same) return question.replace(ROLE_WORD[old], roleName(role, locale));
  }
  return ofRoles([role], aboutTopics(topics, locale), locale);
}

/** A part that only one role has stands for the whole it belongs to when the other role is asked about. */
function forRole(topic: TopicId, role: Role): TopicId {
  const whole: Partial<Record<TopicId, TopicId>> =
    role === "backend"
      ? { generalist: "path", network: "skills", security: "work" }
      : { database: "skills", language: "skills", development: "work" };
  return whole[topic] ?? topic;
}

const ROLE_WORD: Readonly<Record<Role, RegExp>> = {
  infrastructure: /インフラ(?:エンジニア)?|infra(?:structure)?(?: engineers?)?/gi,
  backend: /(?:バックエンド|サーバーサイド)(?:エンジニア)?|back[\s-]?end(?: engineers?)?/gi,
};

function aboutTopics(topics: readonly TopicId[], locale: Locale): string {
  const names = (topics.length > 0 ? topics.slice(0, 2) : (["work"] as const)).map((topic) =>
    topicName(topic, locale),
  );
  return locale === "ja" ? `${names.join("と")}は？` : `what about ${names.join(" and ")}?`;
}

function ofRoles(roles: readonly Role[], rest: string, locale: Locale): string {
  const names = roles.map((role) => roleName(role, locale));
  return locale === "ja"
    ? `${names.join("と")}の${rest}`
    : `For ${names.map((n) => `${n}s`).join(" and ")}: ${rest}`;
}

function withSubject(rest: string, focus: Focus, topics: readonly TopicId[], locale: Locale): string {
  const narrow = focus.topics.filter(isNarrow).sort((a, b) => Number(isCareer(b)) - Number(isCareer(a)));
  const roleNames = focus.roles.map((role) => roleName(role, locale)).join(locale === "ja" ? "と" : " and ");
  const subject =
    narrow.length > 0 && topics.length === 0
      ? topicName(narrow[0] as TopicId, locale)
      : roleNames || undefined;
  if (topics.length === 0) return `${focus.question} ${rest}`;
  if (!subject)
    return narrow[0] ? rest.replace(PRONOUN, topicName(narrow[0], locale)) : `${focus.question} ${rest}`;
  if (/その|\bits\b|\btheir\b/i.test(rest))
    return rest.replace(PRONOUN, locale === "ja" ? `${subject}の` : `${subject}'s`);
  return rest.replace(PRONOUN, subject);
}

/** A question about one of the things that were listed. */
export function aboutOption(name: string, rest: string, locale: Locale): string {
  const bare = rest.replace(FILLER, "");
  if (bare.length <= 1) return locale === "ja" ? `${name}について教えてください` : `Tell me about ${name}`;
  return locale === "ja" ? `${name}の${rest}` : `${name}: ${rest}`;
}
