import type { Triggers } from "../triggers.ts";
import { agentMethods } from "./agents.ts";
import { chatMethods } from "./chat.ts";
import { conversationMethods } from "./conversations.ts";
import { fileMethods } from "./files.ts";
import type { MethodTable } from "./method.ts";
import { peopleMethods } from "./people.ts";
import { streamMethods } from "./streams.ts";
import { createViewMethods } from "./views.ts";

/** Every Web API method of the workspace; what is missing here is an `unknown_method`. */
export function createMethods(triggers: Triggers, connectionUrl: () => string): MethodTable {
  return {
    ...agentMethods,
    ...chatMethods,
    ...conversationMethods,
    ...fileMethods,
    ...peopleMethods,
    ...streamMethods,
    ...createViewMethods(triggers),
    "apps.connections.open": { run: () => ({ url: connectionUrl() }), scopes: [], token: "app" },
  };
}
