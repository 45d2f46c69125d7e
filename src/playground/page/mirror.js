/** A copy of the workspace that keeps itself true by the server's event stream. */
export function createMirror() {
  const collections = new Map();
  const listeners = new Set();
  const state = { facts: {}, ready: false, live: false };
  let scheduled = false;

  const notify = () => {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      for (const listener of listeners) listener();
    });
  };
  const source = new EventSource("/feed");
  source.addEventListener("all", (event) => {
    const { facts, collections: all } = JSON.parse(event.data);
    collections.clear();
    for (const [name, records] of Object.entries(all))
      collections.set(name, new Map(Object.entries(records)));
    Object.assign(state, { facts, ready: true, live: true, skew: facts.now - Date.now() });
    notify();
  });
  source.addEventListener("change", (event) => {
    const { collection, id, record } = JSON.parse(event.data);
    const records = collections.get(collection) ?? new Map();
    if (record === null) records.delete(id);
    else records.set(id, record);
    collections.set(collection, records);
    notify();
  });
  source.addEventListener("error", () => {
    state.live = false;
    notify();
  });

  const list = (name) => [...(collections.get(name)?.values() ?? [])];
  return {
    state,
    list,
    get: (name, id) => collections.get(name)?.get(id),
    /** Messages of a channel, oldest first. */
    messages: (channel) =>
      list("messages")
        .filter((message) => message.channel === channel)
        .sort((a, b) => (a.ts < b.ts ? -1 : 1)),
    /** Epoch milliseconds by the server's clock. */
    now: () => Date.now() + (state.skew ?? 0),
    onChange: (listener) => listeners.add(listener),
  };
}

/** Does one thing as a member; resolves with `{ok, result?, error?}`. */
export async function act(as, action) {
  try {
    const response = await fetch("/act", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ as, action }),
    });
    return await response.json();
  } catch {
    return { ok: false, error: "unreachable" };
  }
}
