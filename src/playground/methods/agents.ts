import type { Arguments } from "../arguments.ts";
import { isObject } from "../arguments.ts";
import { type Core, threadId, writableChannel } from "../core.ts";
import { LIMITS } from "../limits.ts";
import type { AgentSession, Fields } from "../records.ts";
import { demand, Refusal } from "../refusal.ts";
import { type MethodTable, TIER } from "./method.ts";

const SESSION = ["active", "processing", "suspended", "closed"] as const;
const SCOPES = ["assistant:write", "chat:write"];

function setStatus(core: Core, args: Arguments): Fields {
  const channel = writableChannel(core, args.required("channel_id"));
  const thread = args.required("thread_ts");
  const status = args.string("status") ?? "";
  const loading = (args.list("loading_messages") ?? []).map(String);
  demand(loading.length <= LIMITS.loadingMessages, "too_many_loading_messages");
  const id = threadId(channel.id, thread);
  if (status === "") core.store.remove("statuses", id);
  else
    core.store.put("statuses", id, {
      channel: channel.id,
      thread_ts: thread,
      status,
      loading_messages: loading,
      expiresAt: core.now() + LIMITS.statusMs,
    });
  return {};
}

/** In `agent_view`, prompts with a thread are taken without a word and never shown. */
function setSuggestedPrompts(core: Core, args: Arguments): Fields {
  const channel = writableChannel(core, args.required("channel_id"));
  const prompts = (args.list("prompts") ?? []).map((prompt) => {
    if (!isObject(prompt) || !prompt.title || !prompt.message) throw new Refusal("invalid_arguments");
    return { title: String(prompt.title), message: String(prompt.message) };
  });
  demand(prompts.length > 0, "invalid_arguments");
  demand(prompts.length <= LIMITS.suggestedPrompts, "too_many_prompts");
  if (!args.has("thread_ts"))
    core.store.put("prompts", channel.id, { channel: channel.id, title: args.string("title"), prompts });
  return {};
}

function rename(core: Core, args: Arguments): Fields {
  const channel = writableChannel(core, args.required("channel_id"));
  const title = args.required("title");
  demand(title.length <= LIMITS.sessionTitle, "title_too_long");
  const thread = args.required("thread_ts");
  const session = sessionOf(core, channel.id, thread);
  core.store.put("sessions", threadId(channel.id, thread), { ...session, title });
  return {};
}

function sessionOf(core: Core, channel: string, thread: string): AgentSession {
  return (
    core.store.get("sessions", threadId(channel, thread)) ?? { channel, thread_ts: thread, status: "active" }
  );
}

/** Sets where a thread's session stands; refuses a word Slack does not know. */
export function setSessionStatus(core: Core, channel: string, thread: string, status: string): void {
  const known = SESSION.find((candidate) => candidate === status);
  demand(known, "invalid_arguments");
  core.store.put("sessions", threadId(channel, thread), {
    ...sessionOf(core, channel, thread),
    status: known,
  });
}

function setSession(core: Core, args: Arguments): Fields {
  const channel = writableChannel(core, args.required("channel_id"));
  const thread = args.string("thread_ts") ?? "";
  setSessionStatus(core, channel.id, thread, args.required("status"));
  const title = args.string("title");
  if (!title) return {};
  demand(title.length <= LIMITS.sessionTitle, "title_too_long");
  core.store.put("sessions", threadId(channel.id, thread), { ...sessionOf(core, channel.id, thread), title });
  return {};
}

/** Status, prompts and sessions of the agent surface. */
export const agentMethods: MethodTable = {
  "assistant.threads.setStatus": { run: setStatus, scopes: SCOPES },
  "assistant.threads.setSuggestedPrompts": {
    run: setSuggestedPrompts,
    scopes: ["assistant:write"],
    perMinute: TIER.four,
  },
  "assistant.threads.setTitle": { run: rename, scopes: ["assistant:write"], perMinute: TIER.four },
  "agents.sessions.setStatus": { run: setSession, scopes: SCOPES, perMinute: TIER.three },
  "agents.sessions.rename": { run: rename, scopes: SCOPES, perMinute: TIER.three },
};
