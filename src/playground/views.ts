import { acceptBlocks } from "./block-validation.ts";
import type { Core } from "./core.ts";
import { LIMITS } from "./limits.ts";
import type { Fields, View } from "./records.ts";
import { demand } from "./refusal.ts";

/** Where a view goes: onto a person's screen, on top of another, or in place of one. */
export interface Placement {
  readonly user: string;
  readonly type: View["type"];
  readonly below?: View;
  readonly replaces?: View;
}

const text = (fields: Fields, name: string) => String(fields[name] ?? "");
const title = (value: unknown) => String((value as Fields | undefined)?.text ?? "");

/** A view as the app sees it. */
export function publicView(core: Core, view: View): Fields {
  const { values, user: _user, errors: _errors, ...rest } = view;
  return {
    ...rest,
    team_id: core.teamId,
    state: { values },
    app_id: core.app.appId,
    app_installed_team_id: core.teamId,
    bot_id: core.app.botId,
    title: view.title ?? { type: "plain_text", text: "View Title" },
    submit: view.submit ?? null,
    close: view.close ?? null,
  };
}

function depth(core: Core, view: View): number {
  const below = view.previous_view_id ? core.store.get("views", view.previous_view_id) : undefined;
  return 1 + (below ? depth(core, below) : 0);
}

/** Checks a view and puts it on the screen; an unchanged view id keeps what was typed in blocks that stay. */
export function acceptView(core: Core, fields: Fields, place: Placement): View {
  demand(fields.type === place.type, "invalid_arguments");
  demand(JSON.stringify(fields).length <= LIMITS.viewBytes, "view_too_large");
  demand(text(fields, "private_metadata").length <= LIMITS.privateMetadata, "invalid_arguments");
  const surface = place.type;
  const blocks = acceptBlocks(fields.blocks as readonly unknown[] | undefined, surface, core.ids) ?? [];
  if (place.type === "modal") {
    demand(title(fields.title) !== "", "invalid_arguments");
    for (const part of [fields.title, fields.submit, fields.close])
      demand(title(part).length <= LIMITS.viewTitle, "invalid_arguments");
    demand(fields.submit || !blocks.some((block) => block.type === "input"), "invalid_arguments");
  }
  if (place.below) demand(depth(core, place.below) < LIMITS.viewStack, "push_limit_reached");
  const id = place.replaces?.id ?? core.ids.next("V");
  const kept = Object.entries(place.replaces?.values ?? {}).filter(([block]) =>
    blocks.some(({ block_id }) => block_id === block),
  );
  const view: View = {
    id,
    user: place.user,
    type: place.type,
    callback_id: text(fields, "callback_id"),
    external_id: text(fields, "external_id"),
    private_metadata: text(fields, "private_metadata"),
    title: fields.title as Fields | undefined,
    submit: fields.submit as Fields | undefined,
    close: fields.close as Fields | undefined,
    blocks,
    values: Object.fromEntries(kept),
    hash: `${core.ids.ts()}.${core.ids.next("").slice(0, 6)}`,
    root_view_id: place.replaces?.root_view_id ?? place.below?.root_view_id ?? id,
    previous_view_id: place.replaces ? place.replaces.previous_view_id : (place.below?.id ?? null),
    clear_on_close: fields.clear_on_close === true,
    notify_on_close: fields.notify_on_close === true,
  };
  core.store.put("views", id, view);
  return view;
}

/** Takes a modal off the screen: alone, or with the whole stack it belongs to. */
export function dropView(core: Core, view: View, whole = false): void {
  const stack = core.store
    .list("views")
    .filter((other) => other.id === view.id || (whole && other.root_view_id === view.root_view_id));
  for (const { id } of stack) core.store.remove("views", id);
}
