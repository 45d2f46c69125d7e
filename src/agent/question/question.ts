import type { Locale } from "../../conversation/conversation.ts";
import { type FigureKind, figureAsked } from "./figure.ts";
import { type Role, rolesIn, withoutRoleNames } from "./roles.ts";
import { FILLER } from "./standalone.ts";
import type { TopicId } from "./topic-list.ts";
import { topicsAsked } from "./topics.ts";

/** How much of the answer is wanted, and which part. */
export type AnswerMode = "full" | "brief" | "more" | "other" | "why" | "example";

/** What is asked, once it stands on its own. */
export interface Question {
  /** The person's words, cleaned and with personal data masked. */
  readonly asked: string;
  /** The same question with everything filled in that the conversation had made clear. */
  readonly standalone: string;
  readonly locale: Locale;
  readonly roles: readonly Role[];
  readonly topics: readonly TopicId[];
  /** False when no subject was named and the role's work is taken to be meant. */
  readonly namesTopic: boolean;
  readonly mode: AnswerMode;
  readonly comparison: boolean;
  readonly yesNo: boolean;
  readonly definition: boolean;
  /** A kind of figure the answer would have to contain. */
  readonly figure?: FigureKind;
  /** The person speaks of being anxious; a human line comes first. */
  readonly worry: boolean;
  /** Wants to get somewhere: a way to do it answers better than what it is. */
  readonly seeksWay: boolean;
  /** Asks which of the two is better: neither is, and that is said first. */
  readonly asksWhichIsBetter: boolean;
  /** Asks what suits them: considerations, never a verdict. */
  readonly personal: boolean;
}

const WORRY =
  /不安|心配|悩(?:ん|み|む)|焦(?:っ|り|る)|怖い|自信(?:が|を)?(?:な|持て)|このままで|つらい|辛い|しんど|もやもや|モヤモヤ|迷って|行き詰|先が見え|やらされ|させてもらえ|抜け出せ|報われ|つまらな|飽き(?:た|て)|疲れ|(?:成長|評価)(?:でき|され)(?:て(?:い)?(?:ない|る気がしな)|ない(?:の|と|ん))|気がしない|きつい(?!です[か?？])|worri|anxious|anxiety|nervous|afraid|scared|stuck|fed up|tired of|dead end|going nowhere|not growing|lost\b|unsure|stress/i;
const YES_NO =
  /(?:ます|です|でしょう|ません|れる|せる|きる|ある|ない|いい|要る|いる|必要|大事|重要|有利|不利|なる|える|する|の|だけ|ばかり|本当|大丈夫|可能|無理|得|損)(?:んです|のです)?(?:か|かな|の|のか|かね|よね)?[?？]$|ますか|ですか|でしょうか|ませんか|^(?:is|are|do|does|can|could|will|would|should|has|have|am)\b/i;
const OPEN_WORD =
  /何|なに|なんで(?!す)|(?:^|は|って|とは)なん(?:の|だ|です)|どう|どん|どれ|どの|どこ|どちら|どっち|いつ|誰|だれ|いくら|なぜ|違い|教えて|知りたい|\b(?:what|how|why|which|when|where|who)\b/i;
/** One of two cannot be answered by yes or no. */
const EITHER_OR = /それとも|もしくは|(?:です|ます)か、[^。]*か[?？]?$|\bor\b/i;
const DEFINITION =
  /とは(?:何|なん|なに|どう|[?？]|$)|って(?:何|なに|なん|どんな|どういう)|(?:は|って)(?:何|なん)です|どういう(?:意味|もの|仕事|職種|人|役割)|意味|^what (?:is|are|does .* mean)\b/i;
const SEEKS_WAY =
  /(?:し|上げ|あげ|増やし|伸ばし|高め|なり|抜け出し|目指し|進み|移り|広げ|稼ぎ|変え)たい|どう(?:すれば|したら|やったら)|どうやって|コツ|方法|近道|(?:なる|上げる|伸ばす|増やす|高める|広げる|抜け出す)には|何をすれば|なにをすれば|\bhow (?:can|do|could|would|should) (?:i|you|we|one)\b|\bi (?:want|would like|'d like) to\b|what should i do/i;
/** Which of two stands above the other. */
const WHICH_IS_BETTER =
  /(?:どちら|どっち)[^。]*(?:優れ|優秀|格上|偉い|上なの)|(?:優れ|優秀|格上|偉い)[^。]*(?:どちら|どっち)|\b(?:which|who)\b[^.?]*\bis (?:the )?(?:better|superior)|\b(?:better than|superior to)\b/i;
/** Ways of asking for a whole subject. */
const BARE_ASKING =
  /とは|って|どんな|どういう|何者|何屋|何|なに|なん|人|職種|職業|こと|全般|全体|概要|概略|さん|方|ざっくり|ぶっちゃけ|そもそも|what|who|is|are|an?|do|does|mean|kind|of|job|in|nutshell|basically|overview/gi;
const PERSONAL =
  /(?:自分|私|わたし|僕|ぼく|俺|うち)(?:に|は|には|が|の|って|でも|も).*(?:向|合|どっち|どちら|なれ|選)|(?:どっち|どちら)(?:の)?(?:寄り|側|タイプ|派)|(?:どっち|どちら)(?:が|を|に)?(?:いい(?!え)|良い|よい|おすすめ|オススメ|向|合|選|すべき|するべき|なるべき|進むべき|行くべき)|選べ(?:ば|な|ません|ず)(?<!案件[^。]*)|(?:suits? me|(?:right|best|is|good) for me\b|should i (?:choose|become|pick|go)|am i suited|which should i)/i;

/** What a question without a subject is about: what suits somebody, or what one role does. */
function impliedTopics(text: string, roles: readonly Role[]): readonly TopicId[] {
  if (PERSONAL.test(text)) return ["fit"];
  return roles.length === 1 && isBare(text) ? ["work"] : [];
}

/** Whether a question names a role and asks nothing in particular of it. */
function isBare(text: string): boolean {
  return withoutRoleNames(text).replace(FILLER, "").replace(BARE_ASKING, "").length <= 2;
}

/** Words that limit what is said to one thing: "only operations". */
export const LIMITS = /だけ|のみ|ばかり|ばっかり|\bonly\b|\bjust\b|\bnothing but\b/i;

/** Whoever does nothing but one thing and worries asks where that leads. */
function withWorry(named: readonly TopicId[], asked: string): readonly TopicId[] {
  const narrowed = named.length > 0 && !named.includes("future") && LIMITS.test(asked);
  return narrowed && WORRY.test(asked) ? [...named, "future"] : named;
}

/** Reads a standalone question. */
export function readQuestion(
  asked: string,
  standalone: string,
  locale: Locale,
  mode: AnswerMode = "full",
): Question {
  const text = standalone.normalize("NFKC");
  const roles = rolesIn(text);
  const named = withWorry(topicsAsked(text), asked);
  // A role alone ("インフラエンジニアとは？") is asked about by what it does.
  const topics = named.length > 0 ? named : impliedTopics(text, roles);
  const figure = figureAsked(text);
  const comparison =
    topics.includes("difference") ||
    (roles.length === 2 && !PERSONAL.test(text)) ||
    /(?:どっち|どちら)の?(?:ほう|方)が/.test(text);
  return {
    asked,
    standalone,
    locale,
    roles,
    topics,
    namesTopic: named.length > 0,
    mode,
    comparison,
    yesNo: YES_NO.test(text) && !OPEN_WORD.test(text) && !EITHER_OR.test(text),
    definition: DEFINITION.test(text),
    ...(figure && { figure }),
    worry: WORRY.test(asked),
    seeksWay: SEEKS_WAY.test(text),
    asksWhichIsBetter: WHICH_IS_BETTER.test(text),
    personal: PERSONAL.test(text),
  };
}
