import { describe, expect, test } from "vitest";
import { parseHours } from "../../src/handoff/hours.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const tokyo = (iso: string) => Date.parse(`${iso}+09:00`);
const iso = (at: number) => new Date(at + 9 * HOUR).toISOString().slice(0, 16);
const inTokyo = (hours: string) => parseHours({ hours, timeZone: "Asia/Tokyo", japaneseHolidays: true });
const inNewYork = (hours: string) =>
  parseHours({ hours, timeZone: "America/New_York", japaneseHolidays: false });

describe("time that counts for advisors", () => {
  const weekdays = inTokyo("mon-fri 10:00-19:00");

  test.each([
    ["within a day", "2026-11-24T10:00", 0.5, "2026-11-24T10:30"],
    ["over a night", "2026-11-24T18:50", 0.5, "2026-11-25T10:20"],
    ["from a night", "2026-11-24T22:00", 2, "2026-11-25T12:00"],
    ["over a weekend", "2026-11-27T18:00", 2, "2026-11-30T11:00"],
    ["over a weekend and a public holiday", "2026-11-20T18:00", 2, "2026-11-24T11:00"],
    ["over days", "2026-11-24T10:00", 20, "2026-11-26T12:00"],
    ["no time at all, at night", "2026-11-24T22:00", 0, "2026-11-25T10:00"],
  ])("an hour counts only while they are there: %s", (_, from, hours, to) => {
    expect(iso(weekdays.afterOpen(tokyo(from), hours * HOUR))).toBe(to);
  });

  test.each([
    ["between working days", "2026-11-24T15:00", 1, "2026-11-25T15:00"],
    ["over a weekend", "2026-11-27T18:50", 1, "2026-11-30T18:50"],
    ["over a weekend and a public holiday", "2026-11-20T18:50", 2, "2026-11-25T18:50"],
    ["to a moment in their hours", "2026-11-27T22:00", 1, "2026-12-01T10:00"],
    ["from a weekend", "2026-11-28T12:00", 1, "2026-12-01T10:00"],
  ])("a day counts only when they are there on it: %s", (_, from, days, to) => {
    expect(iso(weekdays.afterWorkdays(tokyo(from), days * DAY))).toBe(to);
  });

  test("hours that overlap count once", () => {
    const twice = inTokyo("mon-fri 11:00-13:00, mon-fri 10:00-19:00, wed 18:00-20:00");
    expect(iso(twice.afterOpen(tokyo("2026-11-25T10:00"), 9.5 * HOUR))).toBe("2026-11-25T19:30");
  });

  test("a night in which the clocks change is as long as it is", () => {
    const always = inNewYork("mon-sun 00:00-24:00");
    for (const from of ["2026-03-08T00:00-05:00", "2026-11-01T00:00-04:00"].map(Date.parse)) {
      expect(always.afterOpen(from, 30 * HOUR)).toBe(from + 30 * HOUR);
      expect(always.afterWorkdays(from, 2 * DAY)).toBe(from + 2 * DAY);
    }
    const nights = inNewYork("sun 01:00-04:00");
    expect(nights.afterOpen(Date.parse("2026-03-08T00:00-05:00"), 2 * HOUR)).toBe(
      Date.parse("2026-03-08T04:00-04:00"),
    );
    expect(nights.afterOpen(Date.parse("2026-11-01T00:00-04:00"), 4 * HOUR)).toBe(
      Date.parse("2026-11-01T04:00-05:00"),
    );
  });

  test("however long somebody waits, no more than sixty days are looked over", () => {
    const rare = inTokyo("sun 10:00-10:01");
    const from = tokyo("2026-11-24T10:00");
    expect(rare.afterOpen(from, 1_000 * HOUR)).toBe(tokyo("2027-01-23T00:00"));
  });
});
