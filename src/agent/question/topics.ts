import { TOPICS, type Topic, type TopicId } from "./topic-list.ts";

/** "仕事" alone is said of anything; only these words ask what the work consists of. */
const ASKS_FOR_WORK =
  /仕事内容|業務内容|業務(?:の範囲|範囲|領域|の全体)|担当|役割|役目|何(?:を|して|する|やって|やる)|なに(?:を|して|する)|やること|responsib|duties|\bdo(?:es)?\b.*\bdo\b|day[\s-]to[\s-]day|\btasks?\b/i;

/** "どっち" alone compares anything; only these words ask whom it suits. */
const ASKS_FOR_FIT =
  /向い(?:て|た)|向き|適性|適し|(?:に|が|と)合(?:う|って|い)|相性|性格|どんな人|どういう人|タイプ|優れ|優劣|やりがい|面白|suit|\bfit\b|personality|for me\b|kind of person|enjoy/i;

/** A publisher's name beside another subject is where something happens, not what is asked. */
const ASKS_FOR_PROGRAMMES =
  /制度|連動|案件|チーム制|資格|開示|テクニケーション(?:って|とは|という|の(?:特徴|会社|働き方)|は(?:どんな|何|なに))|(?:what|who) is technication|先輩|教わ|後押し|応援して|サポート|(?:望|希望)[^。、]{0,8}現場|会社(?:は|が|から|に)[^。]{0,16}(?:くれ|もらえ|もらう)|単価(?:に|と|が)[^。]{0,6}(?:応じ|連動|上が)[^。]{0,8}(?:報酬|給)|単価[^。]{0,12}(?:教えて|公開|知らせ|見せ)|clients? pay|\bses\b|還元|マージン|いくらで|体制|正社員|フリーランス|ベテラン|programme|certif|disclos|team|projects?|pay[\s-]link|\brates?\b|full[\s-]time|freelance/i;

/** "キャリア" and "career" alone are said of anything; only these words ask where one leads. */
const ASKS_FOR_PATH =
  /キャリアパス|キャリア(?:プラン|アップ|形成|チェンジ)|進路|道|選択肢|ステップ|昇進|出世|目指|その先|何になれ|どうなれ|行き着|行き先|ゴール|役職|一本道|なりたい|抜け出|上流|リーダー|comes? (?:next|after)|what'?s (?:next|after)|where (?:can|do|does) [^.?]{0,20} go from|career (?:path|option|step|progress)|\bpaths?\b|grow into|promot|next step|become/i;

/** Subjects whose first words say little; beside another subject they must be asked for in these. */
const WEAK: Partial<Record<TopicId, RegExp>> = {
  work: ASKS_FOR_WORK,
  fit: ASKS_FOR_FIT,
  programmes: ASKS_FOR_PROGRAMMES,
  path: ASKS_FOR_PATH,
};

/** Topics a question asks for, in the order the question names them; a passing "work" or "which" yields to any other. */
export function topicsAsked(question: string): TopicId[] {
  const named = topicsNamed(question);
  return named.filter((id) => named.length === 1 || (WEAK[id]?.test(question) ?? true));
}

function topicsNamed(question: string): TopicId[] {
  return TOPICS.map((topic) => ({ id: topic.id, at: question.search(topic.asked) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ id }) => id);
}

/** Topics one heading announces. */
export function topicsOfHeading(heading: string): TopicId[] {
  return TOPICS.filter((topic) => topic.heading.test(heading)).map((topic) => topic.id);
}

/** How many of a subject's words a heading holds. */
export function timesAnnounced(id: TopicId, heading: string): number {
  return [...heading.matchAll(new RegExp(topic(id).heading.source, "gi"))].length;
}

export function topicName(id: TopicId, locale: "ja" | "en"): string {
  return topic(id).name[locale];
}

/** Every word by which people ask for a subject. */
export function askedWords(id: TopicId): RegExp {
  return new RegExp(`(?:${topic(id).asked.source})[a-z]*`, "giu");
}

/** Names of a company's systems, such as "単価給与連動制": several stand under one subject, which does not tell them apart. */
const SYSTEM = /[\p{sc=Han}\p{sc=Katakana}ー]{2,16}制(?!\p{sc=Han})/gu;

export function systemsNamed(text: string): string[] {
  return text.match(SYSTEM) ?? [];
}

/** Words that only name the subject are answered by the section that announces it, whatever word stands there. */
export function withoutSubjectNames(text: string, topics: readonly TopicId[]): string {
  return topics.reduce((rest, topic) => rest.replace(askedWords(topic), " "), text.replace(SYSTEM, " "));
}

export function speaksOf(id: TopicId, text: string): boolean {
  return topic(id).asked.test(text);
}

/** "ネットワークスペシャリスト" names a network too, but the career is what one talks about. */
export function isCareer(id: TopicId): boolean {
  return id === "specialist" || id === "generalist" || id === "architect" || id === "lead";
}

export function isNarrow(id: TopicId): boolean {
  return topic(id).narrow === true;
}

export function searchWords(id: TopicId): string {
  return topic(id).search ?? topic(id).name.ja;
}

function topic(id: TopicId): Topic {
  return TOPICS.find((candidate) => candidate.id === id) as Topic;
}
