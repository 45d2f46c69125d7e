import type { Fields, Message } from "../../src/playground/records.ts";

/** What the page knows: every visible record by collection and id. */
export type Screen = Readonly<Record<string, Readonly<Record<string, Fields>>>>;

/** Somebody on the playground's page without a browser: reads its feed and acts through its one door. */
export interface PageVisitor {
  act(key: string, action: Fields): Promise<Fields>;
  /** Follows the feed until something is true of the screen. */
  see<T>(find: (screen: Screen) => T | undefined | false): Promise<T>;
  /** The first message whose words include these, in a channel of that kind. */
  read(words: string, kind: "im" | "private"): Promise<Message>;
}

const PATIENCE_MS = 30_000;

export function visitPage(origin: string): PageVisitor {
  const see = async <T>(find: (screen: Screen) => T | undefined | false): Promise<T> => {
    const hangUp = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(`${origin}/feed`, { signal: hangUp });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (!reader) throw new Error("the feed has no body");
    const screen: Record<string, Record<string, Fields>> = {};
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) throw new Error("the feed ended");
      const events = (rest + value).split("\n\n");
      rest = events.pop() ?? "";
      for (const event of events) take(screen, event);
      const found = find(screen);
      if (found) {
        await reader.cancel();
        return found;
      }
    }
  };
  const messagesIn = (screen: Screen, kind: string) =>
    Object.values(screen.messages ?? {}).filter(
      ({ channel }) => screen.channels?.[String(channel)]?.kind === kind,
    );
  return {
    see,
    async act(key, action) {
      const as = await see(
        ({ members = {} }) => Object.values(members).find((member) => member.key === key)?.id,
      );
      const body = JSON.stringify({ as, action });
      const headers = { "Content-Type": "application/json" };
      return (await (await fetch(`${origin}/act`, { method: "POST", headers, body })).json()) as Fields;
    },
    read: (words, kind) =>
      see((screen) =>
        messagesIn(screen, kind).find((message) => JSON.stringify(message).includes(words)),
      ) as Promise<Message & Fields>,
  };
}

/** Applies one event of the feed. */
function take(screen: Record<string, Record<string, Fields>>, event: string): void {
  const [, name, data = "{}"] = /^event: (\w+)\ndata: (.*)$/s.exec(event) ?? [];
  if (name === "all") Object.assign(screen, JSON.parse(data).collections);
  if (name !== "change") return;
  const { collection, id, record } = JSON.parse(data) as {
    collection: string;
    id: string;
    record: Fields | null;
  };
  const records = { ...screen[collection] };
  if (record === null) delete records[id];
  else records[id] = record;
  screen[collection] = records;
}
