import type { Passage } from "../retrieval/retriever.ts";
import { type CareerMap, careerMap } from "./career-map.ts";
import { type FitQuestion, fitQuestions } from "./fit-check.ts";
import { type Guidance, type GuidanceLanguage, type Role, sourceFinder } from "./guidance.ts";

/** Guidance with every sentence found in the snapshot that is served. */
export interface Guide {
  fit(language: GuidanceLanguage): readonly FitQuestion[];
  map(from: Role, language: GuidanceLanguage): CareerMap;
}

export function createGuide(guidance: Guidance, passages: readonly Passage[]): Guide {
  return {
    fit: (language) => fitQuestions(guidance, language, sourceFinder(passages, language)),
    map: (from, language) => careerMap(guidance, from, language, sourceFinder(passages, language)),
  };
}
