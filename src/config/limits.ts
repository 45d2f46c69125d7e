import { z } from "zod";
import { integer, optional, type Setting } from "./setting.ts";

const ids = (pattern: RegExp) =>
  optional(z.string().refine((list) => listOf(list).every((id) => pattern.test(id))));

const listOf = (list: string): readonly string[] => list.split(/[,\s]+/).filter((id) => id !== "");

/** Who may ask, where, and how much. */
export const LIMIT_SETTINGS = [
  {
    name: "ALLOWED_CHANNELS",
    meaning: "Ids of the only channels to answer in, separated by commas; empty means wherever invited.",
    fix: "Give ids such as C0123ABCD,C0456EFGH; direct messages are always answered.",
    schema: ids(/^[CG][A-Z0-9_]{2,}$/),
  },
  {
    name: "ADVISORS",
    meaning:
      "Ids of the only people of your workspace who may take requests over, separated by commas; empty means everybody in ADVISOR_CHANNEL.",
    fix: "Give member ids such as U0123ABCD (profile, three dots, Copy member ID).",
    schema: ids(/^[UW][A-Z0-9_]{2,}$/),
  },
  {
    name: "PERSON_QUESTIONS_PER_MINUTE",
    meaning: "Questions one person may ask in a minute; nobody types faster, a script does.",
    fix: "Give a whole number from 1 to 10000.",
    schema: integer(60, 1, 10_000),
  },
  {
    name: "PERSON_QUESTIONS_PER_DAY",
    meaning: "Questions one person may ask in 24 hours.",
    fix: "Give a whole number from 1 to 100000.",
    schema: integer(500, 1, 100_000),
  },
  {
    name: "WORKSPACE_QUESTIONS_PER_DAY",
    meaning: "Questions everybody in one workspace together may ask in 24 hours.",
    fix: "Give a whole number from 1 to 10000000.",
    schema: integer(20_000, 1, 10_000_000),
  },
] as const satisfies readonly Setting[];

export interface LimitValues {
  readonly ALLOWED_CHANNELS: string | undefined;
  readonly ADVISORS: string | undefined;
  readonly PERSON_QUESTIONS_PER_MINUTE: number;
  readonly PERSON_QUESTIONS_PER_DAY: number;
  readonly WORKSPACE_QUESTIONS_PER_DAY: number;
}

/** Absent lists allow everybody and every place. */
export interface LimitConfig {
  readonly perMinute: number;
  readonly perDay: number;
  readonly workspacePerDay: number;
  readonly channels?: readonly string[];
  readonly advisors?: readonly string[];
}

export function toLimits(values: LimitValues): LimitConfig {
  return {
    perMinute: values.PERSON_QUESTIONS_PER_MINUTE,
    perDay: values.PERSON_QUESTIONS_PER_DAY,
    workspacePerDay: values.WORKSPACE_QUESTIONS_PER_DAY,
    ...(values.ALLOWED_CHANNELS && { channels: listOf(values.ALLOWED_CHANNELS) }),
    ...(values.ADVISORS && { advisors: listOf(values.ADVISORS) }),
  };
}
