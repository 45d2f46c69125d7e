import type { WebClient } from "@slack/web-api";
import type { Locale } from "../conversation/conversation.ts";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Workspaces } from "./workspaces.ts";

export interface Person {
  readonly id: string;
  /** Absent where Slack tells none; whoever speaks of the person then says what they are, in the reader's language. */
  readonly name?: string;
  readonly locale: Locale;
  /** A guest, or somebody of another company. */
  readonly outsider: boolean;
  /** The organisation the person belongs to (Enterprise Grid). */
  readonly organisation?: string;
  /** May decide for the workspace. */
  readonly admin: boolean;
}

/** How long a profile is believed, milliseconds. */
const FRESH_MS = 24 * 60 * 60 * 1000;
const MOST_CACHED = 10_000;

export interface People {
  /** Never fails: without an answer from Slack, no name and Japanese. */
  find(userId: string): Promise<Person>;
}

/** Names and languages of workspace members, cached for a day. */
export function createPeople(
  client: WebClient,
  workspaces: Workspaces,
  now: () => number,
  logger: Logger,
): People {
  const cache = new Map<string, { readonly person: Person; readonly at: number }>();
  return {
    async find(userId) {
      const key = `${workspaces.current().teamId}:${userId}`;
      const known = cache.get(key);
      if (known && now() - known.at < FRESH_MS) return known.person;
      try {
        const { user } = await client.users.info({ user: userId, include_locale: true });
        const name = user?.profile?.display_name || user?.profile?.real_name || user?.real_name || user?.name;
        const locale: Locale = (user?.locale ?? "ja-JP").startsWith("ja") ? "ja" : "en";
        const organisation = user?.enterprise_user?.enterprise_id;
        const person: Person = {
          id: userId,
          ...(name && { name }),
          locale,
          outsider: Boolean(user?.is_restricted || user?.is_ultra_restricted || user?.is_stranger),
          admin: Boolean(user?.is_admin),
          ...(organisation && { organisation }),
        };
        if (cache.size >= MOST_CACHED) cache.clear();
        cache.set(key, { person, at: now() });
        return person;
      } catch (error) {
        logger.warn("a profile could not be read", { reason: messageOf(error) });
        return known?.person ?? { id: userId, locale: "ja", outsider: false, admin: false };
      }
    },
  };
}

/** The language somebody writes in; their workspace setting decides when the text cannot. */
export function languageOf(text: string, fallback: Locale): Locale {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text)) return "ja";
  return /[a-z]{2,}/i.test(text) ? "en" : fallback;
}
