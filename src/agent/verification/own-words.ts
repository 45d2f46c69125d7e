import { AGENT_TEXTS, type AgentTexts } from "../../texts/agent.ts";
import { MATTERS } from "../evidence/matters.ts";

/** What may fill the `{…}` places of our texts in one turn, beside our own names for matters. */
export interface Said {
  /** What the person asked, also with everything filled in. */
  readonly question: string;
  /** Of the documents laid before the model. */
  readonly publishers: readonly string[];
}

/** Every sentence of our own texts, as a pattern that captures what fills each `{name}`. */
const OWN = Object.values(AGENT_TEXTS).flatMap((texts) => sentencesOf(texts));
const MATTER_NAMES = new Set(MATTERS.flatMap(({ name }) => (name ? [name.ja, name.en] : [])).map(folded));
/** Longer words of the person are never repeated as a name. */
const LONGEST_WORD = 20;

function sentencesOf(texts: AgentTexts): RegExp[] {
  return leaves(texts)
    .flatMap((text) => text.split(/(?<=[。！？!?])|(?<=[.?!])\s|\n/))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 1)
    .map((sentence) => {
      const escaped = sentence.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, "(.{1,80}?)");
      return new RegExp(`^${escaped}$`, "i");
    });
}

function leaves(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(leaves);
}

/** Whether a sentence is one the product itself says, which asserts nothing about the knowledge. */
export function isOwnText(sentence: string, said: Said): boolean {
  return OWN.some((pattern) => {
    const filled = pattern.exec(sentence)?.slice(1);
    return filled?.every((words) => mayFill(words, said)) ?? false;
  });
}

function mayFill(filled: string, { question, publishers }: Said): boolean {
  if (MATTER_NAMES.has(folded(filled)) || publishers.includes(filled)) return true;
  if (filled.length > LONGEST_WORD || /[\d、。,]/.test(filled.normalize("NFKC"))) return false;
  return folded(question).includes(folded(filled));
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

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
