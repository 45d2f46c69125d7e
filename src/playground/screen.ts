import { AppError } from "../errors.ts";
import { isObject } from "./arguments.ts";
import {
  blockActions,
  type Desk,
  findElement,
  isView,
  type Surface,
  viewClosed,
  viewSubmission,
} from "./interactions.ts";
import type { Delivery, Fields, View } from "./records.ts";
import { demand, Refusal } from "./refusal.ts";
import { type Entry, missingInputs, stateOf, valuesOf } from "./view-values.ts";
import { acceptView, dropView } from "./views.ts";

/** How a submission ended. */
export type Submission =
  | { readonly kind: "closed" | "updated" | "pushed" }
  /** By block id; `byClient` when the app was not even asked. */
  | { readonly kind: "errors"; readonly errors: Readonly<Record<string, string>>; readonly byClient: boolean }
  /** Nobody acknowledged: the person sees that the app does not respond. */
  | { readonly kind: "unanswered" };

/** One person's modals and the things they press. */
export interface Screen {
  press(surface: Surface, actionId: string, entry?: Entry, blockId?: string): Promise<void>;
  submit(viewId: string, entries?: Readonly<Record<string, Entry>>): Promise<Submission>;
  close(viewId: string): Promise<void>;
  modal(): View | undefined;
  /** Sends an interaction; undefined (and a notice to the person) when nobody acknowledged. */
  deliver(
    kind: "interactive" | "slash_commands",
    name: string,
    payload: Fields,
    channel?: string,
  ): Promise<Fields | undefined>;
}

/** The screen of one member, by id. */
export function createScreen(desk: Desk, user: string): Screen {
  const { core } = desk;

  const deliver = async (
    kind: Exclude<Delivery["kind"], "events_api">,
    name: string,
    payload: Fields,
    channel?: string,
  ) => {
    try {
      return await core.deliveries.interaction(kind, name, payload);
    } catch (error) {
      if (error instanceof AppError && error.code === "closed") return undefined;
      const id = core.ids.next("N");
      core.store.put("notices", id, { id, user, channel, code: "app_did_not_respond" });
      return undefined;
    }
  };

  const current = (viewId: string): View => {
    const view = core.store.get("views", viewId);
    demand(view && view.user === user, "view_not_found");
    return view;
  };

  /** Does what the acknowledgement of a submission says. */
  const follow = (view: View, reply: Fields): Submission => {
    switch (reply.response_action) {
      case undefined:
        dropView(core, view);
        return { kind: "closed" };
      case "clear":
        dropView(core, view, true);
        return { kind: "closed" };
      case "errors": {
        const errors = isObject(reply.errors) ? (reply.errors as Record<string, string>) : {};
        const known = Object.keys(errors).every((block) =>
          view.blocks.some((candidate) => candidate.type === "input" && candidate.block_id === block),
        );
        if (!known || Object.keys(errors).length === 0) throw new Refusal("invalid_errors");
        core.store.put("views", view.id, { ...view, errors });
        return { kind: "errors", errors, byClient: false };
      }
      case "update":
        acceptView(core, reply.view as Fields, { user, type: "modal", replaces: view });
        return { kind: "updated" };
      case "push":
        acceptView(core, reply.view as Fields, { user, type: "modal", below: view });
        return { kind: "pushed" };
      default:
        throw new Refusal("invalid_response_action");
    }
  };

  return {
    deliver,
    async press(surface, actionId, entry, blockId) {
      const { block, element } = findElement(surface, actionId, blockId);
      let values = isView(surface) ? surface.values : undefined;
      if (isView(surface) && entry !== undefined && element.type !== "overflow") {
        values = {
          ...values,
          [block.block_id]: { ...values?.[block.block_id], [actionId]: stateOf(element, entry) },
        };
        core.store.put("views", surface.id, { ...current(surface.id), values });
      }
      const state = isView(surface) ? { values: valuesOf(surface.blocks, values ?? {}) } : {};
      const payload = blockActions(desk, user, surface, { actionId, blockId, entry, ...state });
      await deliver("interactive", "block_actions", payload, isView(surface) ? undefined : surface.channel);
    },
    async submit(viewId, entries = {}) {
      const view = current(viewId);
      const { errors: _old, ...clean } = view;
      const filled: View = { ...clean, values: valuesOf(view.blocks, view.values, entries) };
      core.store.put("views", view.id, filled);
      const missing = missingInputs(view.blocks, filled.values);
      if (Object.keys(missing).length > 0) return { kind: "errors", errors: missing, byClient: true };
      const reply = await deliver("interactive", "view_submission", viewSubmission(desk, filled));
      if (!reply) return { kind: "unanswered" };
      return follow(core.store.get("views", viewId) ?? filled, reply);
    },
    async close(viewId) {
      const view = current(viewId);
      const cleared = view.clear_on_close;
      dropView(core, view, cleared);
      if (view.notify_on_close) await deliver("interactive", "view_closed", viewClosed(desk, view, cleared));
    },
    modal() {
      const mine = core.store.list("views").filter((view) => view.type === "modal" && view.user === user);
      return mine.find((view) => !mine.some((other) => other.previous_view_id === view.id));
    },
  };
}
