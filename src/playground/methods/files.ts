import type { Arguments } from "../arguments.ts";
import { isObject } from "../arguments.ts";
import { type Core, writableChannel } from "../core.ts";
import { publicFile } from "../events.ts";
import { post, withdrawFile } from "../messages.ts";
import type { Fields, StoredFile } from "../records.ts";
import { demand, Refusal } from "../refusal.ts";
import { byBot } from "./chat.ts";
import { type MethodTable, TIER } from "./method.ts";

const WRITE = { scopes: ["files:write"], perMinute: TIER.four };

/** Step one of Slack's upload: an address to send the bytes to. */
function uploadUrl(core: Core, args: Arguments): Fields {
  const name = args.required("filename");
  const length = args.number("length", -1);
  demand(length > 0, "invalid_arguments");
  const file: StoredFile = {
    id: core.ids.next("F"),
    name,
    title: name,
    mimetype: "application/octet-stream",
    size: length,
    user: core.app.userId,
    content: "",
  };
  core.store.put("files", file.id, file);
  return { file_id: file.id, upload_url: `${core.origin()}/upload/${file.id}` };
}

/** Step three: the files, now uploaded, become one message. */
function complete(core: Core, args: Arguments): Fields {
  const files = (args.list("files") ?? []).map((entry) => {
    if (!isObject(entry)) throw new Refusal("invalid_arguments");
    const file = core.store.get("files", String(entry.id));
    demand(file && file.content !== "", "file_not_found");
    const titled = { ...file, title: String(entry.title ?? file.title) };
    core.store.put("files", file.id, titled);
    return titled;
  });
  demand(files.length > 0, "invalid_arguments");
  const target = args.string("channel_id") ?? args.string("channels");
  if (target)
    post(core, {
      ...byBot(core),
      channel: writableChannel(core, target).id,
      thread_ts: args.string("thread_ts"),
      text: args.string("initial_comment") ?? "",
      subtype: "file_share",
      files,
    });
  return { files: files.map((file) => publicFile(core, file)) };
}

function info(core: Core, args: Arguments): Fields {
  const file = core.store.get("files", args.required("file"));
  demand(file, "file_not_found");
  return { file: publicFile(core, file) };
}

/** Slack's three-step upload, and reading and deleting files. */
export const fileMethods: MethodTable = {
  "files.getUploadURLExternal": { run: uploadUrl, ...WRITE },
  "files.completeUploadExternal": { run: complete, ...WRITE },
  "files.info": { run: info, scopes: ["files:read"], perMinute: TIER.four },
  "files.delete": {
    run(core, args) {
      const id = args.required("file");
      demand(core.store.get("files", id), "file_not_found");
      withdrawFile(core, id);
      return {};
    },
    ...WRITE,
  },
};
