type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * Watches which keys of a document are looked at: a validator compiled from a schema asks for every property that
 * the schema knows, so whatever it did not ask for is not in the schema.
 */
export function watchKeys(document: Json) {
  const read = new WeakMap<object, Set<string>>();
  const watched = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    const keys = new Set<string>();
    read.set(value, keys);
    return new Proxy(value, {
      get(target, key) {
        if (typeof key === "string") keys.add(key);
        const inner = Reflect.get(target, key);
        return typeof key === "string" && Object.hasOwn(target, key) ? watchedOnce(inner) : inner;
      },
    });
  };
  const proxies = new WeakMap<object, unknown>();
  const watchedOnce = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    const known = proxies.get(value) ?? watched(value);
    proxies.set(value, known);
    return known;
  };

  const unreadIn = (value: Json, path: string): string[] => {
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) =>
      read.get(value)?.has(key) ? unreadIn(inner, `${path}/${key}`) : [`${path}/${key}`],
    );
  };
  return { watched: watchedOnce(document), unread: () => unreadIn(document, "") };
}
