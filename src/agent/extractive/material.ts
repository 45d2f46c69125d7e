import { AGENT_TEXTS } from "../../texts/agent.ts";
import type { Judgement } from "../evidence/answerable.ts";
import type { FoundSection } from "../evidence/ledger.ts";
import type { Question } from "../question/question.ts";

/** Everything a draft is composed from. */
export interface Material {
  readonly question: Question;
  readonly sections: readonly FoundSection[];
  readonly judgement: Judgement;
  /** Sentences the person has already been shown. */
  readonly wasShown: (sentence: string) => boolean;
  /** The sections are only near to what is asked, so that what the publisher says of itself counts too. */
  readonly nearby?: boolean;
}

/** Says that what follows is Japanese, when somebody asks in another language. */
export function japaneseOnly({ question, sections }: Material): string[] {
  const foreign = sections[0] && sections[0].section.language !== question.locale;
  const note = AGENT_TEXTS[question.locale].inJapaneseOnly;
  return foreign && note ? [note] : [];
}
