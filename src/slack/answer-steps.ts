import type { AnyChunk, TaskUpdateChunk, URLSourceElement } from "@slack/types";
import type { Citation, Locale } from "../conversation/conversation.ts";
import { SLACK_TEXTS } from "../texts/slack.ts";
import { cut, LIMITS } from "./limits.ts";
import { withoutMentions } from "./safe-text.ts";

/** What the agent does before it has words to show. */
export const STEPS = ["searching", "reading", "writing"] as const;
export type Step = (typeof STEPS)[number];

/** The steps of one answer, as Slack shows them above its text. */
export interface AnswerSteps {
  /** The agent is at this step; those before it are done. */
  reach(step: Step, sections?: readonly string[]): void;
  /** All is done, and this is what it rests on. */
  finish(citations: readonly Citation[]): void;
  /** What has changed since it was last taken. */
  take(): readonly AnyChunk[];
}

export function createAnswerSteps(locale: Locale): AnswerSteps {
  const titles = SLACK_TEXTS[locale].steps;
  const shown = new Map<Step, TaskUpdateChunk>();
  const changed = new Set<Step>();

  const set = (step: Step, more: Partial<TaskUpdateChunk>) => {
    const before = shown.get(step) ?? {
      type: "task_update",
      id: step,
      title: titles[step],
      status: "pending",
    };
    shown.set(step, { ...before, ...more });
    changed.add(step);
  };
  const completeBefore = (limit: number) => {
    for (const step of STEPS.slice(0, limit)) {
      if (shown.has(step) && shown.get(step)?.status !== "complete") set(step, { status: "complete" });
    }
  };

  return {
    reach(step, sections = []) {
      completeBefore(STEPS.indexOf(step));
      const details = sections.slice(0, LIMITS.stepSections).map(withoutMentions).join("、");
      set(step, { status: "in_progress", ...(details && { details: cut(details, LIMITS.stepDetails) }) });
    },
    finish(citations) {
      if (shown.size === 0) return;
      completeBefore(STEPS.length);
      const sources = sourcesOf(citations);
      if (sources.length > 0 && shown.has("reading")) set("reading", { sources });
    },
    take() {
      const chunks = STEPS.flatMap((step) => (changed.has(step) ? (shown.get(step) ?? []) : []));
      changed.clear();
      return chunks;
    },
  };
}

/** Each address once, named by the section the first quote from it stands in. */
function sourcesOf(citations: readonly Citation[]): URLSourceElement[] {
  const byUrl = new Map<string, URLSourceElement>();
  for (const { url, title, headingPath } of citations) {
    if (!url || byUrl.has(url)) continue;
    const name = withoutMentions(headingPath.at(-1) ?? title);
    byUrl.set(url, { type: "url", url, text: cut(name, LIMITS.sourceText) });
  }
  return [...byUrl.values()];
}
