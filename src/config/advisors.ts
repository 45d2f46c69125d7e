import { z } from "zod";
import { type HoursSettings, parseHours } from "../handoff/hours.ts";
import { optional, type Setting } from "./setting.ts";

function isReadable(settings: HoursSettings): boolean {
  try {
    parseHours(settings);
    return true;
  } catch {
    return false;
  }
}

/** Where and when human advisors are there. */
export const ADVISOR_SETTINGS = [
  {
    name: "ADVISOR_CHANNEL",
    meaning: "Id of the private channel where your advisors take over.",
    fix: "Open the channel's details in Slack; the id at the bottom looks like C0123ABCD.",
    schema: optional(z.string().regex(/^[CG][A-Z0-9_]{2,}$/)),
  },
  {
    name: "ADVISOR_HOURS",
    meaning:
      "When advisors are there, for example: mon-fri 10:00-19:00, sat 10:00-13:00; empty means always.",
    fix: "Write days and times like mon-fri 10:00-19:00, several separated by commas.",
    schema: optional(
      z.string().refine((hours) => isReadable({ hours, timeZone: "UTC", japaneseHolidays: false })),
    ),
  },
  {
    name: "ADVISOR_TIME_ZONE",
    meaning: "Time zone of those hours.",
    fix: "Give an IANA time zone such as Asia/Tokyo.",
    schema: z
      .string()
      .refine((timeZone) => isReadable({ hours: "mon 9:00-10:00", timeZone, japaneseHolidays: false }))
      .default("Asia/Tokyo"),
  },
  {
    name: "ADVISOR_HOLIDAYS",
    meaning: "Public holidays on which advisors are away: jp or none.",
    fix: "Choose jp or none.",
    schema: z.enum(["jp", "none"]).default("jp"),
  },
] as const satisfies readonly Setting[];
