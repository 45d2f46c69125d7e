import type { Arguments } from "../arguments.ts";
import { isObject } from "../arguments.ts";
import { blockProblems } from "../block-validation.ts";
import { type Core, memberFor } from "../core.ts";
import type { Fields, View } from "../records.ts";
import { demand } from "../refusal.ts";
import type { Triggers } from "../triggers.ts";
import { acceptView, publicView } from "../views.ts";
import { type Method, type MethodTable, TIER } from "./method.ts";

function readView(args: Arguments): Fields {
  const view = args.object("view", "invalid_arguments");
  demand(view, "invalid_arguments");
  return view;
}

/** The view named by the call; a stale hash is refused so that no newer screen is overwritten. */
function existing(core: Core, args: Arguments): View {
  const external = args.string("external_id");
  const view = external
    ? core.store.list("views").find((candidate) => candidate.external_id === external)
    : core.store.get("views", args.required("view_id"));
  demand(view, "not_found");
  const hash = args.string("hash");
  demand(!hash || hash === view.hash, "hash_conflict");
  return view;
}

/** Views methods need the triggers that interactions handed out. */
export function createViewMethods(triggers: Triggers): MethodTable {
  const method = (run: Method["run"]): Method => ({ run, scopes: [], perMinute: TIER.four });
  const respond = (core: Core, view: View): Fields => ({ view: publicView(core, view) });
  return {
    "views.open": method((core, args) => {
      const { user } = triggers.spend(args.required("trigger_id"));
      const view = acceptView(core, readView(args), { user, type: "modal" });
      return respond(core, view);
    }),
    "views.push": method((core, args) => {
      const { user, view } = triggers.spend(args.required("trigger_id"));
      const below = view ? core.store.get("views", view) : undefined;
      demand(below, "invalid_trigger_id");
      return respond(core, acceptView(core, readView(args), { user, type: "modal", below }));
    }),
    "views.update": method((core, args) => {
      const replaces = existing(core, args);
      const next = acceptView(core, readView(args), { user: replaces.user, type: replaces.type, replaces });
      return respond(core, next);
    }),
    "views.publish": method((core, args) => {
      const user = memberFor(core, args.required("user_id")).id;
      const replaces = core.store.list("views").find((view) => view.type === "home" && view.user === user);
      const hash = args.string("hash");
      demand(!hash || !replaces || hash === replaces.hash, "hash_conflict");
      const options = { user, type: "home" as const, ...(replaces ? { replaces } : {}) };
      return respond(core, acceptView(core, readView(args), options));
    }),
    "blocks.validate": method((_core, args) => {
      const holder = args.object("view") ?? args.object("message");
      const blocks = args.list("blocks") ?? (isObject(holder) ? holder.blocks : undefined);
      const problems = blockProblems(
        Array.isArray(blocks) ? blocks : [],
        args.has("view") ? "modal" : "message",
      );
      demand(problems.length === 0, "invalid_blocks", { errors: problems });
      return {};
    }),
  };
}
