import { messageOf } from "../errors.ts";
import type { SourceDocument } from "../knowledge/document.ts";
import { UNKNOWN } from "../knowledge/front-matter.ts";
import { splitSentences } from "../knowledge/sentences.ts";
import { parseGlossary } from "../retrieval/glossary.ts";
import { normalise } from "../retrieval/normalise.ts";
import { scriptTokens } from "../retrieval/tokenize.ts";
import { readDocuments } from "./read-documents.ts";
import { readSourceFiles } from "./source-files.ts";
import { unquotableIn } from "./unquotable.ts";

/** Something an author should look at; `error` stops a release, `warning` does not. */
export interface Finding {
  readonly level: "error" | "warning";
  readonly kind:
    | "unreadable"
    | "metadata"
    | "stale"
    | "duplicate"
    | "contradiction"
    | "glossary"
    | "guidance"
    | "unquotable";
  readonly id: string;
  readonly message: string;
}

export interface CheckOptions {
  readonly paths: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Days after which a review is due again. @default 365 */
  readonly staleDays?: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const DEFAULT_STALE_DAYS = 365;
/** Share of tokens two sentences must have in common to be about the same thing. */
const ALIKE = 0.8;
/** Shorter sentences repeat by nature. */
const SHORTEST_TOKENS = 6;
/** A token in more sentences than this tells nothing about which two are alike. */
const COMMON = 40;

/** Looks over a knowledge folder without building anything; findings in document order. */
export async function checkKnowledge(options: CheckOptions): Promise<Finding[]> {
  const sources = readSourceFiles(options.paths);
  const findings: Finding[] = sources.skipped.map(({ id, why }) => unreadable(id, why));
  const documents: SourceDocument[] = [];
  for await (const result of readDocuments(sources.files)) {
    if ("document" in result) documents.push(result.document);
    else findings.push(unreadable(result.skipped.id, result.skipped.why));
  }
  try {
    parseGlossary(sources.glossary ?? "");
  } catch (error) {
    findings.push({ level: "error", kind: "glossary", id: "glossary.yaml", message: messageOf(error) });
  }
  const dated = documents.flatMap((document) => checkDate(document, options));
  return [...findings, ...dated, ...documents.flatMap(checkOrders), ...checkPairs(documents)];
}

function checkOrders(document: SourceDocument): Finding[] {
  return unquotableIn(document).map(({ id, text }) => ({
    level: "warning",
    kind: "unquotable",
    id,
    message: `never quoted, because it reads like an order to software: ${text}`,
  }));
}

function unreadable(id: string, message: string): Finding {
  return { level: "error", kind: "unreadable", id, message };
}

function checkDate(
  { id, meta }: SourceDocument,
  { now, staleDays = DEFAULT_STALE_DAYS }: CheckOptions,
): Finding[] {
  if (meta.reviewed === UNKNOWN) {
    return [{ level: "error", kind: "metadata", id, message: "no front matter and no .meta.yaml beside it" }];
  }
  const days = Math.floor((now - Date.parse(meta.reviewed)) / DAY_MS);
  if (days < -1) {
    return [
      { level: "error", kind: "stale", id, message: `reviewed ${meta.reviewed}, which is in the future` },
    ];
  }
  if (days <= staleDays) return [];
  return [
    { level: "warning", kind: "stale", id, message: `last reviewed ${meta.reviewed}, ${days} days ago` },
  ];
}

interface Statement {
  readonly id: string;
  readonly text: string;
  readonly plain: string;
  readonly tokens: ReadonlySet<string>;
}

/** Sentences said twice, and sentences that say almost the same with another number or a "not". */
function checkPairs(documents: readonly SourceDocument[]): Finding[] {
  const statements = documents.flatMap((document) => statementsOf(document));
  return candidatePairs(statements).flatMap(([a, b]): Finding[] => {
    const place = a.id === b.id ? "" : ` (${b.id})`;
    if (a.plain === b.plain) {
      return [{ level: "warning", kind: "duplicate", id: a.id, message: `said twice: ${a.text}${place}` }];
    }
    if (similarity(a.tokens, b.tokens) < ALIKE || !disagree(a.plain, b.plain)) return [];
    return [{ level: "warning", kind: "contradiction", id: a.id, message: `${a.text} ⇔ ${b.text}${place}` }];
  });
}

function statementsOf(document: SourceDocument): Statement[] {
  return document.sections
    .flatMap((section) => splitSentences(document.text.slice(section.start, section.end)))
    .map(({ text }) => {
      const plain = normalise(text);
      return { id: document.id, text, plain, tokens: new Set(scriptTokens(plain)) };
    })
    .filter(({ tokens }) => tokens.size >= SHORTEST_TOKENS);
}

/** Pairs that share at least three tokens which few sentences have, so that not every pair is compared. */
function candidatePairs(statements: readonly Statement[]): (readonly [Statement, Statement])[] {
  const byToken = new Map<string, number[]>();
  statements.forEach(({ tokens }, i) => {
    for (const token of tokens) byToken.set(token, [...(byToken.get(token) ?? []), i]);
  });
  const shared = new Map<number, number>();
  for (const places of byToken.values()) {
    if (places.length > COMMON) continue;
    places.forEach((a, i) => {
      for (const b of places.slice(i + 1)) {
        const pair = a * statements.length + b;
        shared.set(pair, (shared.get(pair) ?? 0) + 1);
      }
    });
  }
  return [...shared]
    .filter(([, count]) => count >= 3)
    .map(([pair]) => pair)
    .sort((a, b) => a - b)
    .map((pair) => {
      const first = statements[Math.floor(pair / statements.length)] as Statement;
      return [first, statements[pair % statements.length] as Statement] as const;
    });
}

function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((token) => b.has(token)).length;
  return (2 * common) / (a.size + b.size);
}

function disagree(a: string, b: string): boolean {
  const numbers = (text: string) => (text.match(/\d+(\.\d+)?/g) ?? []).sort().join();
  const denials = (text: string) =>
    (text.match(/ません|ない[。、はでと]|ないです|不要|必要なし|\b(not|no|never|without)\b|n't\b/g) ?? [])
      .length % 2;
  return numbers(a) !== numbers(b) || denials(a) !== denials(b);
}
