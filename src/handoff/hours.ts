import holidayJp from "@holiday-jp/holiday_jp";
import { DateTime } from "luxon";
import { AppError } from "../errors.ts";

/** When advisors are there. */
export interface AdvisorHours {
  isOpen(at: number): boolean;
  /** The next moment they are there, epoch ms; `at` itself when they are there now. */
  nextOpening(at: number): number;
  /** When they will have been there for this many milliseconds since `from`, epoch ms. */
  afterOpen(from: number, ms: number): number;
  /** When this many milliseconds will have passed on days on which they are there, nights included; in their hours. */
  afterWorkdays(from: number, ms: number): number;
  /** That moment in words, in the advisors' time zone. */
  describe(at: number, locale: "ja" | "en"): string;
}

/** Minutes after midnight. */
interface Minutes {
  readonly from: number;
  readonly to: number;
}

interface Span extends Minutes {
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  readonly days: ReadonlySet<number>;
}

const DAY_MINUTES = 24 * 60;
const WHOLE_DAY: Minutes = { from: 0, to: DAY_MINUTES };
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/** Days looked over, far more than the New Year holidays. */
const HORIZON_DAYS = 60;

/** That of ADVISOR_TIME_ZONE, which needs no hours to be set. */
const DEFAULT_ZONE = "Asia/Tokyo";

/** Advisors are there day and night. */
export const ALWAYS_OPEN: AdvisorHours = {
  isOpen: () => true,
  nextOpening: (at) => at,
  afterOpen: (from, ms) => from + ms,
  afterWorkdays: (from, ms) => from + ms,
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
  const spans = hours
    .split(",")
    .map(parseSpan)
    .sort((a, b) => a.from - b.from);
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

  /** As the clocks on the wall show it, so that the night in which they change is as long as it is. */
  const momentOn = (day: DateTime, minute: number): number =>
    minute === DAY_MINUTES
      ? day.plus({ days: 1 }).toMillis()
      : day.set({ hour: Math.floor(minute / 60), minute: minute % 60 }).toMillis();

  /** When this much time has passed since `from`, of which only that within the spans counts. */
  const after = (from: number, ms: number, spansOf: (day: DateTime) => readonly Minutes[]): number => {
    const today = local(from).startOf("day");
    let [cursor, rest] = [from, ms];
    for (let ahead = 0; ahead < HORIZON_DAYS; ahead += 1) {
      const day = today.plus({ days: ahead });
      for (const span of spansOf(day)) {
        const end = momentOn(day, span.to);
        const begin = Math.max(cursor, momentOn(day, span.from));
        if (begin >= end) continue;
        if (begin + rest <= end) return begin + rest;
        rest -= end - begin;
        cursor = end;
      }
    }
    return today.plus({ days: HORIZON_DAYS }).toMillis();
  };
  const wholeIfAny = (day: DateTime) => (spansOn(day).length > 0 ? [WHOLE_DAY] : []);
  const nextOpening = (at: number): number => (isOpen(at) ? at : after(at, 0, spansOn));

  return {
    isOpen,
    nextOpening,
    afterOpen: (from, ms) => after(from, ms, spansOn),
    afterWorkdays: (from, ms) => nextOpening(after(from, ms, wholeIfAny)),
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
  if (start < 0 || end < 0 || to <= from || to > DAY_MINUTES || fromMinute > 59 || toMinute > 59) {
    throw invalid(text, "Days are mon to sun, and the end comes after the beginning, up to 24:00.");
  }
  const length = ((end - start + 7) % 7) + 1;
  return { days: new Set(Array.from({ length }, (_, index) => ((start + index) % 7) + 1)), from, to };
}

function invalid(value: string, hint: string): AppError {
  return new AppError("hours_invalid", `Advisors' hours: "${value.trim()}" cannot be read.`, hint);
}
