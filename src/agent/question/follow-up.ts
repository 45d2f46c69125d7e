import type { Locale, Turn } from "../../conversation/conversation.ts";
import { askerLanguage } from "./language.ts";
import { named, optionsOffered } from "./options.ts";
import type { AnswerMode } from "./question.ts";
import { otherRole, type Role, roleName, rolesIn } from "./roles.ts";
import { isNarrow, type TopicId, topicName, topicsAsked } from "./topics.ts";

/** What the conversation is about just now. */
export interface Focus {
  /** The last question, standing on its own. */
  readonly question?: string;
  readonly roles: readonly Role[];
  readonly topics: readonly TopicId[];
  /** Things the last answer listed, in order; what "the second one" means. */
  readonly options: readonly string[];
}

export interface Resolved {
  readonly standalone: string;
  readonly mode: AnswerMode;
}

export const NO_FOCUS: Focus = { roles: [], topics: [], options: [] };

const OPENER =
  /^(?:(?:じゃあ?|それじゃあ?|では|それでは|なら|だったら|ちなみに|あと|あとは|そして|で|でも|ほんで|ふーん|へえ|なるほど|そうなんだ|わかりました|分かりました|ok|okay|and|so|then|but|well|also|what about|how about|anyway)[、,。.\s]*(?:は(?=、))?)+/i;
const SWITCH =
  /話(?:は|が|を)(?:変わ|かわ|変え)[^、。]{0,6}[、。]?|別の(?:話|質問|件)|全然違う(?:話|質問)|another (?:question|topic)|change (?:of )?(?:the )?(?:topic|subject)|different (?:question|topic)/i;
const CORRECTION =
  /^(?:いや|いえ|違(?:う|い|く)|ちがう|ちがい|そうじゃな|そっちじゃな|そういう(?:意味|こと)じゃ|no[,. ]|not that|i meant|actually)|(?:じゃなくて?|ではなくて?|じゃないです)|\b(?:i meant|rather than|instead)\b/i;
const PRONOUN =
  /それら|それ(?!ぞれ|で|じゃ|と|なら|から|より|に(?:つ|し))|そっち|そちら|その(?!うえ|上|他|ほか|ため|まま|後)|あっち|あちら|これ(?!まで|から)|この(?:職種|仕事|道|スキル)|彼ら|\b(?:it|its|that one|that|they|their|them|those|this)\b/i;
const MODES: readonly (readonly [AnswerMode, RegExp])[] = [
  ["example", /例えば|たとえば|具体例|例(?:を|は|が)|for example|example/i],
  ["more", /もっと|詳し|くわし|具体的|深掘|続き|more|detail|elaborat|go on/i],
  ["other", /他に|ほかに|それ以外|他は|そのほか|その他|anything else|what else|other/i],
  ["why", /^なぜ|なぜ[?？]?$|どうして|なんで|何で[?？]?$|理由|\bwhy\b|how come/i],
  [
    "brief",
    /要するに|つまり|一言|ひとこと|まとめ|簡単に|簡潔|短く|結論|要点|in short|summar|briefly|tl;?dr|bottom line/i,
  ],
];
const FILLER =
  /もっと|詳しく|詳しい|くわしく|具体的に?|具体例|例えば|たとえば|例|教えて(?:ください|下さい|ほしい(?:です)?|もらえますか|くれ)?|知りたい(?:です)?|聞きたい(?:です)?|お願い(?:します)?|ください|もう少し|説明して|について|話して|言うと|言えば|して|です(?:か)?|ですかね|ありますか|ある|は|を|に|の|が|も|で|と|か|な|ね|よ|ん|他|ほか|それ以外|以外|なぜ|どうして|なんで|何で|理由|要するに|つまり|一言|ひとこと|まとめ|簡単|簡潔|短く|結論|要点|どういうこと|続き|tell me|more|detail|please|about|can you|could you|explain|elaborate|go on|why|is that|that|in|short|summary|summarize|briefly|for|example|anything|what|else|other|give|an?|me|the|it|[?？!！。、.,\s]/gi;

/** Folds earlier turns into what the conversation is about and the questions it was made of. */
export function focusOf(
  turns: readonly Turn[],
  isQuestion: (text: string) => boolean,
): { readonly focus: Focus; readonly questions: readonly string[] } {
  let focus = NO_FOCUS;
  const questions: string[] = [];
  for (const turn of turns) {
    if (turn.role === "agent") focus = { ...focus, options: optionsOffered(turn.text) ?? focus.options };
    if (turn.role !== "requester" || !isQuestion(turn.text)) continue;
    const locale = askerLanguage(turn.text) === "en" ? "en" : "ja";
    const { standalone } = resolveFollowUp(turn.text, focus, locale);
    questions.push(standalone);
    focus = afterQuestion(standalone, focus);
  }
  return { focus, questions };
}

function afterQuestion(standalone: string, before: Focus): Focus {
  const roles = rolesIn(standalone);
  const topics = topicsAsked(standalone);
  return {
    question: standalone,
    roles: roles.length > 0 ? roles : topics.length > 0 ? [] : before.roles,
    topics,
    options: before.options,
  };
}

/** A question as it would be asked by somebody who had not said anything before. */
export function resolveFollowUp(asked: string, focus: Focus, locale: Locale): Resolved {
  const mode = modeOf(asked);
  if (!focus.question || SWITCH.test(asked))
    return { standalone: asked.replace(SWITCH, "").trim() || asked, mode: "full" };
  const rest = asked.replace(OPENER, "").trim() || asked;
  const option = named(rest, focus);
  if (option) return { standalone: aboutOption(option.name, option.rest, locale), mode: modeOf(option.rest) };
  const roles = rolesIn(rest);
  const topics = topicsAsked(rest).filter((topic) => !(mode !== "full" && topic === "path"));
  if (mode !== "full" && roles.length === 0 && rest.replace(FILLER, "").length <= 2) {
    return { standalone: focus.question, mode };
  }
  if (CORRECTION.test(asked) && roles.length > 0) {
    const meant = meantRole(asked, roles);
    return { standalone: withRole(focus, meant, locale), mode: "full" };
  }
  return {
    standalone: complete(asked, rest, focus, { roles, topics, locale }),
    mode: roles.length > 0 ? mode : "full",
  };
}

function modeOf(text: string): AnswerMode {
  if (text.replace(FILLER, "").length > 14) return "full";
  return MODES.find(([, pattern]) => pattern.test(text))?.[0] ?? "full";
}

/** "インフラじゃなくてバックエンド" means the role that is not denied. */
function meantRole(text: string, roles: readonly Role[]): Role {
  const [first] = roles as [Role];
  const deniesFirst = /^[^、,]*?(?:じゃな|ではな|not )/.test(text) && roles.length === 2;
  if (deniesFirst) return roles[1] as Role;
  const deniesOnly =
    roles.length === 1 && /(?:インフラ|バックエンド)(?:の(?:方|ほう))?(?:じゃな|ではな)/.test(text);
  return deniesOnly ? otherRole(first) : first;
}

function complete(
  asked: string,
  rest: string,
  focus: Focus,
  found: { roles: readonly Role[]; topics: readonly TopicId[]; locale: Locale },
): string {
  const { roles, topics, locale } = found;
  const opened = rest !== asked;
  const short = rest.replace(/[?？。、!！]/g, "").length <= (locale === "ja" ? 16 : 32);
  if (PRONOUN.test(rest) && roles.length === 0) return withSubject(rest, focus, topics, locale);
  if (roles.length === 1 && topics.length === 0 && (opened || short))
    return withRole(focus, roles[0] as Role, locale);
  if (roles.length > 0) return asked;
  if (topics.length > 0) {
    const broad = topics.every((topic) => !isNarrow(topic));
    const carries = focus.roles.length > 0 && (opened || short || (broad && rest.length <= 30));
    return carries ? ofRoles(focus.roles, rest, locale) : asked;
  }
  return opened || short ? `${focus.question} ${rest}` : asked;
}

function withRole(focus: Focus, role: Role, locale: Locale): string {
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
  const narrow = focus.topics.filter(isNarrow);
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

function aboutOption(name: string, rest: string, locale: Locale): string {
  const bare = rest.replace(FILLER, "");
  if (bare.length <= 1) return locale === "ja" ? `${name}について教えてください` : `Tell me about ${name}`;
  return locale === "ja" ? `${name}の${rest}` : `${name}: ${rest}`;
}
