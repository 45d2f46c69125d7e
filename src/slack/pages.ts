import type { Logger } from "../log.ts";

interface Page {
  readonly response_metadata?: { readonly next_cursor?: string };
}

export interface PagesOptions {
  /** Pages after which the rest is left unread. @default 25 */
  readonly most?: number;
  /** Waited before each page but the first. @default nothing: a few pages are within Slack's rates */
  readonly between?: () => Promise<unknown>;
  /** Told when something was left unread. */
  readonly logger: Logger;
}

/** What a listing of Slack's has on all its pages, in the order in which Slack gives them. */
export async function readPages<P extends Page, T>(
  call: (cursor: { readonly cursor?: string }) => Promise<P>,
  itemsOf: (page: P) => readonly T[],
  { most = 25, between, logger }: PagesOptions,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < most; pages += 1) {
    if (pages > 0) await between?.();
    const page = await call(cursor ? { cursor } : {});
    items.push(...itemsOf(page));
    cursor = page.response_metadata?.next_cursor;
    if (!cursor) return items;
  }
  logger.warn("a long conversation was read only in part", { items: items.length });
  return items;
}
