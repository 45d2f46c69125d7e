import { foldKana, normalise } from "../../retrieval/normalise.ts";
import { CONCEPTS } from "./concepts.ts";

const LONGEST_RUN = 4;
/** Concepts are few beside the runs of characters; counted twice they carry their share. */
const CONCEPT_WEIGHT = 2;

/** What a wording is made of: runs of 1 to 4 characters, Latin words up to three in a row, concepts and pairs of them. */
export function featuresOf(text: string): string[] {
  const spelled = normalise(text);
  const folded = `^${withoutTail(foldKana(spelled).replace(/[\s、,]+/g, " "))}$`;
  return [...runsOf(folded), ...wordsOf(folded), ...conceptsOf(spelled)];
}

/** A closing question mark says something, any other closing mark does not. */
function withoutTail(text: string): string {
  return text.replace(/[。.!?…~ー\s]+$/, (tail) => (tail.includes("?") ? "?" : ""));
}

function runsOf(text: string): string[] {
  const runs: string[] = [];
  for (let size = 1; size <= LONGEST_RUN; size++) {
    for (let start = 0; start + size <= text.length; start++) runs.push(text.slice(start, start + size));
  }
  return runs;
}

function wordsOf(text: string): string[] {
  const words = text.match(/[a-z']+/g) ?? [];
  return words.flatMap((word, at) => [
    `word:${word}`,
    ...(at > 0 ? [`word:${words[at - 1]} ${word}`] : []),
    ...(at > 1 ? [`word:${words[at - 2]} ${words[at - 1]} ${word}`] : []),
  ]);
}

function conceptsOf(text: string): string[] {
  const hits = Object.keys(CONCEPTS).filter((name) => CONCEPTS[name]?.test(text));
  const names = hits.flatMap((hit, at) => [hit, ...hits.slice(at + 1).map((other) => `${hit}+${other}`)]);
  return names.flatMap((name) => Array<string>(CONCEPT_WEIGHT).fill(`concept:${name}`));
}
