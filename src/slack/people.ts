import type { WebClient } from "@slack/web-api";
import type { Locale } from "../conversation/conversation.ts";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly locale: Locale;
}

/** How long a profile is believed, milliseconds. */
const FRESH_MS = 24 * 60 * 60 * 1000;
const MOST_CACHED = 10_000;

export interface People {
  /** Never fails: without an answer from Slack, a neutral name and Japanese. */
  find(userId: string): Promise<Person>;
}

/** Names and languages of workspace members, cached for a day. */
export function createPeople(client: WebClient, now: () => number, logger: Logger): People {
  const cache = new Map<string, { readonly person: Person; readonly at: number }>();
  return {
    async find(userId) {
      const known = cache.get(userId);
      if (known && now() - known.at < FRESH_MS) return known.person;
      try {
        const { user } = await client.users.info({ user: userId, include_locale: true });
        const name = user?.profile?.display_name || user?.profile?.real_name || user?.real_name || user?.name;
        const locale: Locale = (user?.locale ?? "ja-JP").startsWith("ja") ? "ja" : "en";
        const person = { id: userId, name: name || "?", locale };
        if (cache.size >= MOST_CACHED) cache.clear();
        cache.set(userId, { person, at: now() });
        return person;
      } catch (error) {
        logger.warn("a profile could not be read", { reason: messageOf(error) });
        return known?.person ?? { id: userId, name: "メンバー", locale: "ja" };
      }
    },
  };
}

/** The language somebody writes in; their workspace setting decides when the text cannot. */
export function languageOf(text: string, fallback: Locale): Locale {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text)) return "ja";
  return /[a-z]{2,}/i.test(text) ? "en" : fallback;
}
