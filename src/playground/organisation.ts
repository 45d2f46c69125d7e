import type { AppIdentity } from "./app-identity.ts";
import { createIds } from "./ids.ts";
import { createInstalls, type Installs } from "./installs.ts";

/**
 * A company with several workspaces (Enterprise Grid). The app is installed once for all of them, with one token and
 * one bot user, and a person has the same id in each.
 */
export interface Organisation {
  readonly id: string;
  readonly name: string;
  /** The first token of the installation. */
  readonly botToken: string;
  readonly installs: Installs;
  /** The id of the person with this key. */
  personId(key: string): string;
}

/** What is installed in it, and how its tokens live; `now` in epoch milliseconds. */
export interface Installable {
  readonly identity: AppIdentity;
  readonly now: () => number;
  readonly rotation: boolean;
}

/** Without people: they come with the workspaces. */
export function createOrganisation(
  { id, name }: Pick<Organisation, "id" | "name">,
  { identity: app, now, rotation }: Installable,
): Organisation {
  const ids = createIds(now);
  const people = new Map<string, string>();
  return {
    id,
    name,
    botToken: app.botToken,
    installs: createInstalls(app, { enterprise: { id, name } }, now, rotation),
    personId(key) {
      const known = people.get(key) ?? ids.next("W");
      people.set(key, known);
      return known;
    },
  };
}
