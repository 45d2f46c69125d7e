import { AGENT_TEXTS, type AgentTexts } from "../../texts/agent.ts";
import { contentPieces, coverage } from "../question/terms.ts";

/** Every sentence of our own texts, as a pattern in which `{name}` stands for anything short. */
const OWN = Object.values(AGENT_TEXTS).flatMap((texts) => sentencesOf(texts));

function sentencesOf(texts: AgentTexts): RegExp[] {
  return leaves(texts)
    .flatMap((text) => text.split(/(?<=[。！？!?])|(?<=[.?!])\s|\n/))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 1)
    .map((sentence) => {
      const escaped = sentence.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, ".{1,80}");
      return new RegExp(`^${escaped}$`, "i");
    });
}

function leaves(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(leaves);
}

/** Whether a sentence is one the product itself says, which asserts nothing about the knowledge. */
export function isOwnText(sentence: string): boolean {
  return OWN.some((pattern) => pattern.test(sentence));
}

const SOCIAL =
  /そうですね|なるほど|もちろん|ご質問|お尋ね|ありがとうございます|お気持ち|自然なこと|よくわかります|ですよね|お答え(?:します|しますね)?|お伝え(?:します|しますね)?|ご紹介(?:します|しますね)?|ご案内|まとめると|整理すると|次のとおり|以下のとおり|いかがでしょうか|教えていただけますか|お聞かせください|聞いてください|お手伝い|一緒に考え|思います|と思う|こと|です(?:ね|よ)?|ます(?:ね|よ)?|はい|いいえ|(?:great|good) question|thank you|thanks|i understand|that makes sense|of course|sure|yes|no|here is|here's|in short|let me|happy to help|feel free/gi;
const NOT_STATED =
  /(?:記事|資料|出典|知識|手元)[^。]{0,40}(?:書かれていません|記載(?:が|は)?(?:ありません|されていません)|触れられていません|見当たりません|見つかりません(?:でした)?|ありません(?:でした)?)|(?:article|source)s?\b[^.]{0,60}(?:does not|doesn't|do not|don't) (?:say|mention|give|state|cover)/i;
const PROMISE =
  /(?:引き継ぎ|引継ぎ|おつなぎ|お繋ぎ|転送|接続|手配|予約|連絡)(?:いた|致)?(?:しました|済み|完了)|i(?:'ve| have) (?:transferred|connected|handed|booked|contacted|notified)|(?:you|conversation) (?:are|is|have been|has been) (?:being )?(?:transferred|connected|handed)/i;
const CALL = /<[!@#][^>]*>|@(?:channel|here|everyone)/i;
const LINK = /https?:\/\/|www\.|[\w.+-]+@[\w-]+\.\w/i;

/** Words that no answer may carry, whoever wrote them. */
export function isForbidden(sentence: string): "promise" | "mention" | "link" | undefined {
  if (PROMISE.test(sentence)) return "promise";
  if (CALL.test(sentence)) return "mention";
  return LINK.test(sentence) ? "link" : undefined;
}

/**
 * Whether a sentence asserts nothing: courtesy, a question back to the person, or saying that the source is silent.
 * Apart from courtesy it may only use words the person used.
 */
export function isSocial(sentence: string, question: string): boolean {
  if (/\d/.test(sentence.normalize("NFKC")) || sentence.length > 80) return false;
  if (NOT_STATED.test(sentence)) return true;
  const rest = contentPieces(sentence.replace(SOCIAL, " "));
  if (rest.size === 0) return sentence.length <= 40;
  return coverage(rest, contentPieces(question)) === 1 && /[?？]$|か。?$|ね。?$/.test(sentence);
}
