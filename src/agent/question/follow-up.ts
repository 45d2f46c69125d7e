import type { Locale, Turn } from "../../conversation/conversation.ts";
import { afterQuestion, type Focus, NO_FOCUS } from "./focus.ts";
import { askerLanguage } from "./language.ts";
import { named, optionsOffered } from "./options.ts";
import type { AnswerMode } from "./question.ts";
import { questionWithin } from "./question-within.ts";
import { otherRole, type Role, roleName, rolesIn } from "./roles.ts";
import { aboutOption, complete, FILLER, withRole } from "./standalone.ts";
import { topicsAsked } from "./topics.ts";

export interface Resolved {
  readonly standalone: string;
  readonly mode: AnswerMode;
}

const OPENER =
  /^(?:(?:じゃあ?|それじゃあ?|では|それでは|なら|だったら|ちなみに|あと|あとは|そして|で|でも|ほんで|ふーん|へえ|なるほど|そうなんだ|ふむふむ|ふむ|ほう|え[っえ]?(?=[、,])|あ[っあ]?(?=[、,])|うーん|やっぱり|最後に|わかりました|分かりました|ok|okay|and|so|then|but|well|also|what about|how about|anyway)[、,。.\s]*(?:は(?=、))?)+/i;
const SWITCH =
  /話(?:は|が|を)(?:変わ|かわ|変え)[^、。]{0,6}[、。]?|別の(?:話|質問|件)|全然違う(?:話|質問)|another (?:question|topic)|change (?:of )?(?:the )?(?:topic|subject)|different (?:question|topic)/i;
const CORRECTION =
  /^(?:いや|いえ|違(?:う|い|く)|ちがう|ちがい|そうじゃな|そっちじゃな|そういう(?:意味|こと)じゃ|no[,. ]|not that|i meant|actually)|(?:じゃなくて?|ではなくて?|じゃないです)|\b(?:i meant|rather than|instead)\b/i;
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
    const { standalone } = resolveFollowUp(questionWithin(turn.text), focus, locale);
    questions.push(standalone);
    focus = afterQuestion(standalone, focus);
  }
  return { focus, questions };
}

/** A question as it would be asked by somebody who had not said anything before. */
export function resolveFollowUp(asked: string, focus: Focus, locale: Locale): Resolved {
  const mode = modeOf(asked);
  if (!focus.question || SWITCH.test(asked))
    return { standalone: asked.replace(SWITCH, "").trim() || asked, mode: "full" };
  const rest = asked.replace(OPENER, "").trim() || asked;
  const option = named(rest, focus);
  if (option) return ofOption(option, focus, locale);
  const roles = rolesIn(rest);
  const topics = topicsAsked(rest).filter((topic) => !(mode !== "full" && topic === "path"));
  const left = mode === "other" || mode === "more" ? 3 : 2;
  if (mode !== "full" && roles.length === 0 && rest.replace(FILLER, "").length <= left) {
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

const POINTER =
  /^(?:それ|その|あれ|あの|これ|この|そっち|こっち|そこ|前者|後者|最後の|(?:\d+|[一二三四五])つ目|(?:it|that|this|the (?:first|second|third|last|former|latter)(?: one)?)\b)/i;

/** Whether an utterance only points back at what was said, and nothing was. */
export function pointsAtNothing(asked: string, focus: Focus): boolean {
  if (focus.question || rolesIn(asked).length > 0) return false;
  const rest = asked.replace(OPENER, "").trim() || asked;
  const left = rest
    .replace(POINTER, "")
    .replace(FILLER, "")
    .replace(/って|の方|ほう/g, "");
  return modeOf(rest) === "full" ? left.length === 0 && POINTER.test(rest) : left.length <= 1;
}

function modeOf(text: string): AnswerMode {
  if (text.replace(FILLER, "").length > 14) return "full";
  return MODES.find(([, pattern]) => pattern.test(text))?.[0] ?? "full";
}

/** A listed thing under a subject of its own, or the other role under the subject talked about. */
function ofOption(
  option: { readonly name: string; readonly rest: string },
  focus: Focus,
  locale: Locale,
): Resolved {
  const [role] = rolesIn(option.name);
  const bare = option.rest.replace(FILLER, "").length === 0 && modeOf(option.rest) === "full";
  const switches = role && bare && focus.roles.length === 1 && option.name === roleName(role, locale);
  if (switches && !/について|教えて|詳し|about/i.test(option.rest)) {
    return { standalone: withRole(focus, role, locale), mode: "full" };
  }
  return { standalone: aboutOption(option.name, option.rest, locale), mode: modeOf(option.rest) };
}

/** "インフラじゃなくてバックエンド" means the role that is not denied. */
function meantRole(text: string, roles: readonly Role[]): Role {
  const [first] = roles as [Role];
  const words =
    /(インフラ|バックエンド|infra\w*|back-?end)[^、。,.]{0,12}?(?:じゃな|ではな)|not (?:the )?(infra\w*|back-?end)/i.exec(
      text,
    );
  const denied = words ? rolesIn(words[1] ?? words[2] ?? "")[0] : undefined;
  return denied ? otherRole(denied) : first;
}
