import { isLesson } from "../../conversation/conversation.ts";
import { addressesSoftware } from "../../knowledge/orders.ts";
import { splitSentences } from "../../knowledge/sentences.ts";
import type { Passage, Retriever } from "../../retrieval/retriever.ts";
import { headingRole, type Role, rolesIn } from "../question/roles.ts";
import type { TopicId } from "../question/topic-list.ts";
import { topicsOfHeading } from "../question/topics.ts";

/** One sentence of the knowledge and where it stands. */
export interface SourceSentence {
  readonly text: string;
  /** UTF-16 offsets into the document's text. */
  readonly start: number;
  readonly end: number;
  readonly passage: Passage;
  /** Roles the sentence is about: those it names, else those of its section. */
  readonly roles: readonly Role[];
  /** The publisher speaks about itself here. */
  readonly publisherClaim: boolean;
}

/** A section read whole. */
export interface OutlineSection {
  /** Document id and heading path. */
  readonly key: string;
  readonly documentId: string;
  readonly language: "ja" | "en";
  readonly headingPath: readonly string[];
  readonly heading: string;
  readonly role: Role | undefined;
  /** Topics of its own heading. */
  readonly topics: readonly TopicId[];
  /** Topics of the headings above it. */
  readonly inherited: readonly TopicId[];
  readonly sentences: readonly SourceSentence[];
  readonly publisherView: boolean;
  /** Keys of the sections right below it. */
  readonly children: readonly string[];
}

/** The knowledge of one snapshot as sections of sentences. */
export interface Outline {
  readonly snapshotId: string;
  readonly sections: readonly OutlineSection[];
  section(key: string): OutlineSection | undefined;
}

const built = new WeakMap<Retriever, Outline>();

export function sectionKey(documentId: string, headingPath: readonly string[]): string {
  return JSON.stringify([documentId, ...headingPath]);
}

/** The outline of the snapshot a retriever serves just now, built once for each snapshot. */
export function outlineOf(retriever: Retriever): Outline {
  const known = built.get(retriever);
  if (known?.snapshotId === retriever.snapshotId) return known;
  const groups = new Map<string, Passage[]>();
  for (const passage of retriever.chunks()) {
    const key = sectionKey(passage.chunk.documentId, passage.chunk.headingPath);
    groups.set(key, [...(groups.get(key) ?? []), passage]);
  }
  const keys = [...groups.keys()];
  const sections = new Map(
    [...groups].map(([key, passages]) => [key, buildSection(key, passages, childrenOf(key, keys))]),
  );
  const outline: Outline = {
    snapshotId: retriever.snapshotId,
    sections: [...sections.values()],
    section: (key) => sections.get(key),
  };
  built.set(retriever, outline);
  return outline;
}

function childrenOf(key: string, keys: readonly string[]): string[] {
  const path = JSON.parse(key) as string[];
  return keys.filter((candidate) => {
    const other = JSON.parse(candidate) as string[];
    return other.length === path.length + 1 && path.every((part, at) => other[at] === part);
  });
}

function buildSection(
  key: string,
  passages: readonly Passage[],
  children: readonly string[],
): OutlineSection {
  const [first] = passages as [Passage];
  const { headingPath, documentId } = first.chunk;
  const role = headingRole(headingPath);
  // "アドバイザー", under which lessons are published, is an everyday word, and who taught one claims nothing for a company.
  const publisher = isLesson(documentId) ? "" : first.document.publisher;
  const heading = headingPath.at(-1) ?? first.document.title;
  return {
    key,
    documentId,
    language: first.document.language,
    headingPath,
    heading,
    role,
    topics: topicsOfHeading(heading),
    inherited: headingPath.slice(0, -1).flatMap(topicsOfHeading),
    publisherView: publisher !== "" && heading.includes(publisher),
    sentences: passages.flatMap((passage) => sentencesOf(passage, role, publisher)),
    children,
  };
}

function sentencesOf(passage: Passage, role: Role | undefined, publisher: string): SourceSentence[] {
  let last: readonly Role[] = role ? [role] : [];
  const readable = splitSentences(passage.chunk.text).filter(({ text }) => !addressesSoftware(text));
  return readable.map((sentence) => {
    const own = rolesIn(sentence.text);
    const roles = own.length > 0 ? own : role ? [role] : last;
    last = roles;
    return {
      text: sentence.text,
      start: passage.chunk.start + sentence.start,
      end: passage.chunk.start + sentence.end,
      passage,
      roles,
      publisherClaim: publisher !== "" && sentence.text.includes(publisher),
    };
  });
}
