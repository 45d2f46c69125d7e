import holidayJp from "@holiday-jp/holiday_jp";
import { DateTime } from "luxon";
import { AppError } from "../errors.ts";

/** When advisors are there. */
export interface AdvisorHours {
  isOpen(at: number): boolean;
  /** The next moment they are there, epoch ms; `at` itself when they are there now. */
  nextOpening(at: number): number;
  /** That moment in words, in the advisors' time zone. */
  describe(at: number, locale: "ja" | "en"): string;
}

interface Span {
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  readonly days: ReadonlySet<number>;
  /** Minutes after midnight. */
  readonly from: number;
  readonly to: number;
}

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/** Longest run of closed days looked over, New Year holidays included. */
const HORIZON_DAYS = 60;

/** That of ADVISOR_TIME_ZONE, which needs no hours to be set. */
const DEFAULT_ZONE = "Asia/Tokyo";

/** Advisors are there day and night. */
export const ALWAYS_OPEN: AdvisorHours = {
  isOpen: () => true,
  nextOpening: (at) => at,
  describe: (at, locale) => inWords(DateTime.fromMillis(at, { zone: DEFAULT_ZONE }), locale),
};

export interface HoursSettings {
  /** For example `mon-fri 10:00-19:00, sat 10:00-13:00`. */
  readonly hours: string;
  /** IANA name, for example `Asia/Tokyo`. */
  readonly timeZone: string;
  /** Japanese public holidays are closed. */
  readonly japaneseHolidays: boolean;
}

/**
 * Parses advisors' hours.
 * @throws AppError `hours_invalid` naming the part that cannot be read
 */
export function parseHours({ hours, timeZone, japaneseHolidays }: HoursSettings): AdvisorHours {
  const spans = hours.split(",").map(parseSpan);
  const local = (at: number) => DateTime.fromMillis(at, { zone: timeZone });
  if (!local(0).isValid) throw invalid(timeZone, "Give an IANA time zone such as Asia/Tokyo.");

  const spansOn = (day: DateTime): readonly Span[] => {
    if (japaneseHolidays && holidayJp.isHoliday(new Date(day.year, day.month - 1, day.day))) return [];
    return spans.filter(({ days }) => days.has(day.weekday));
  };
  const isOpen = (at: number): boolean => {
    const now = local(at);
    const minute = now.hour * 60 + now.minute;
    return spansOn(now).some(({ from, to }) => minute >= from && minute < to);
  };

  return {
    isOpen,
    nextOpening(at) {
      if (isOpen(at)) return at;
      for (let ahead = 0; ahead < HORIZON_DAYS; ahead += 1) {
        const day = local(at).startOf("day").plus({ days: ahead });
        const openings = spansOn(day)
          .map(({ from }) => day.set({ hour: Math.floor(from / 60), minute: from % 60 }).toMillis())
          .filter((opening) => opening > at)
          .sort((a, b) => a - b);
        if (openings[0] !== undefined) return openings[0];
      }
      return local(at).plus({ days: HORIZON_DAYS }).toMillis();
    },
    describe: (at, locale) => inWords(local(at), locale),
  };
}

function inWords(moment: DateTime, locale: "ja" | "en"): string {
  const day = moment.setLocale(locale);
  return locale === "ja"
    ? day.toFormat("M月d日(ccc)H時mm分").replace("時00分", "時")
    : day.toFormat("cccc, LLLL d, h:mm a");
}

function parseSpan(text: string): Span {
  const match = /^\s*([a-z]{3})(?:-([a-z]{3}))?\s+(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})\s*$/i.exec(text);
  if (!match) throw invalid(text, "Write it like mon-fri 10:00-19:00.");
  const [, first = "", last = first, ...clock] = match;
  const [start, end] = [DAYS.indexOf(first.toLowerCase()), DAYS.indexOf((last || first).toLowerCase())];
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = clock.map(Number);
  const from = fromHour * 60 + fromMinute;
  const to = toHour * 60 + toMinute;
  if (start < 0 || end < 0 || to <= from || to > 24 * 60 || fromMinute > 59 || toMinute > 59) {
    throw invalid(text, "Days are mon to sun, and the end comes after the beginning, up to 24:00.");
  }
  const length = ((end - start + 7) % 7) + 1;
  return { days: new Set(Array.from({ length }, (_, index) => ((start + index) % 7) + 1)), from, to };
}

function invalid(value: string, hint: string): AppError {
  return new AppError("hours_invalid", `Advisors' hours: "${value.trim()}" cannot be read.`, hint);
}
