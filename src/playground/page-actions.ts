import { z } from "zod";
import { AppError } from "../errors.ts";
import { composeWithMentions } from "./composing.ts";
import { messageId } from "./core.ts";
import { type Route, readBody, sendJson } from "./http-server.ts";
import type { Desk, Surface } from "./interactions.ts";
import { createPerson, type Person } from "./person.ts";
import { Refusal } from "./refusal.ts";

const channel = z.string();
const ts = z.string();
const entry = z.union([z.string(), z.array(z.string()), z.null()]);

/** Everything the page can do for the person in front of it. */
const action = z.discriminatedUnion("do", [
  z.object({
    do: z.literal("say"),
    channel,
    text: z.string(),
    thread_ts: ts.optional(),
    files: z.array(z.object({ name: z.string(), mimetype: z.string(), content: z.base64() })).optional(),
  }),
  z.object({ do: z.literal("edit"), channel, ts, text: z.string().min(1) }),
  z.object({ do: z.literal("delete"), channel, ts }),
  z.object({ do: z.literal("react"), channel, ts, name: z.string(), on: z.boolean() }),
  z.object({ do: z.literal("open"), tab: z.enum(["home", "messages"]) }),
  z.object({ do: z.literal("stop"), channel, thread_ts: ts }),
  z.object({
    do: z.literal("press"),
    surface: z.object({ kind: z.enum(["message", "ephemeral", "view"]), id: z.string() }),
    action_id: z.string(),
    block_id: z.string(),
    entry: entry.optional(),
  }),
  z.object({ do: z.literal("command"), command: z.string(), text: z.string(), channel }),
  z.object({
    do: z.literal("shortcut"),
    callback_id: z.string(),
    message: z.object({ channel, ts }).optional(),
  }),
  z.object({ do: z.literal("submit"), view: z.string(), entries: z.record(z.string(), entry) }),
  z.object({ do: z.literal("close"), view: z.string() }),
  z.object({ do: z.literal("dismiss"), kind: z.enum(["ephemeral", "notice"]), id: z.string() }),
]);

const envelope = z.object({ as: z.string(), action });
/** One thing a person does on the page. */
export type PageAction = z.infer<typeof action>;

const withBytes = (file: { name: string; mimetype: string; content: string }) => ({
  ...file,
  content: Buffer.from(file.content, "base64"),
});

function surfaceOf(desk: Desk, kind: "message" | "ephemeral" | "view", id: string): Surface {
  const collection = ({ message: "messages", ephemeral: "ephemerals", view: "views" } as const)[kind];
  const surface = desk.core.store.get(collection, id);
  if (!surface) throw new Refusal("gone");
  return surface;
}

async function perform(desk: Desk, person: Person, act: PageAction): Promise<unknown> {
  const { store } = desk.core;
  switch (act.do) {
    case "say":
      if (act.text === "" && !act.files?.length) throw new Refusal("no_text");
      return person.say(act.channel, composeWithMentions(store, act.text), {
        thread_ts: act.thread_ts,
        raw: true,
        ...(act.files ? { files: act.files.map(withBytes) } : {}),
      }).ts;
    case "edit":
      return person.edit(act, act.text).ts;
    case "delete":
      return person.delete(act);
    case "react":
      return act.on ? person.react(act, act.name) : person.unreact(act, act.name);
    case "open":
      return act.tab === "home" ? person.openHome() : person.openMessagesTab();
    case "stop":
      return person.stop(act.channel, act.thread_ts);
    case "press":
      return person.press(
        surfaceOf(desk, act.surface.kind, act.surface.id),
        act.action_id,
        act.entry,
        act.block_id,
      );
    case "command":
      return person.command(act.command, act.text, act.channel);
    case "shortcut": {
      const on = act.message && store.get("messages", messageId(act.message.channel, act.message.ts));
      return person.shortcut(act.callback_id, on);
    }
    case "submit":
      return person.submitView(act.view, act.entries);
    case "close":
      return person.closeView(act.view);
    case "dismiss":
      return store.remove(act.kind === "notice" ? "notices" : "ephemerals", act.id);
  }
}

/** `POST /act`: one thing a person does; JSON only, so that no other site's form can send it. */
export function createActionRoute(desk: Desk): Route {
  return async (request, response, path) => {
    if (path !== "/act" || request.method !== "POST") return false;
    const isJson = (request.headers["content-type"] ?? "").startsWith("application/json");
    if (!isJson) {
      sendJson(response, 415, { ok: false, error: "json_only" });
      return true;
    }
    try {
      const { as, action: act } = envelope.parse(JSON.parse((await readBody(request)).toString()));
      const result = await perform(desk, createPerson(desk, as), act);
      sendJson(response, 200, { ok: true, result: result ?? null });
    } catch (error) {
      const code = error instanceof AppError ? error.code : "not_understood";
      sendJson(response, 400, { ok: false, error: code });
    }
    return true;
  };
}
