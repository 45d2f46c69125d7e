import type { Locale } from "../../conversation/conversation.ts";
import type { TopicId } from "../question/topic-list.ts";

/** A matter people ask a career advisor about that documents on a profession seldom state. */
export interface Matter {
  /** What it is called when saying that it is not stated; nothing repeats the person's own word for it. */
  readonly name?: Readonly<Record<Locale, string>>;
  readonly asked: RegExp;
  /**
   * What a document that states it writes, one pattern for each thing it consists of;
   * absent, the words that were asked for.
   */
  readonly written?: readonly RegExp[];
  /** The subject that comes closest. */
  readonly nearest?: TopicId;
  /** What a sentence on that subject must say to be near. */
  readonly saying?: RegExp;
}
