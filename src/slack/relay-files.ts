import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { PostStore } from "../handoff/handoff-store.ts";
import type { RelayedFile } from "../handoff/outbox.ts";
import type { Place } from "./posting.ts";
import type { Workspaces } from "./workspaces.ts";

/** Larger files are named, not carried. Bytes. */
const MAX_FILE = 20 * 1024 * 1024;
const TIMEOUT_MS = 30_000;

/** False for a file that is too large, or that another workspace keeps and Slack shows us no address of. */
export const isCarried = ({ url, size }: RelayedFile): boolean => url !== undefined && size <= MAX_FILE;

export interface FileRelay {
  /** Carries those files of one message to the other side that can be, each at most once per key. */
  carry(key: string, owner: string, place: Place, files: readonly RelayedFile[]): Promise<void>;
}

/** What the upload's last step answers, once per file (slackapi/node-slack-sdk, `filesUploadV2`). */
const uploaded = z.object({ files: z.array(z.object({ files: z.array(z.object({ id: z.string() })) })) });

/** The copy's own id: the original is its sender's, and not ours to delete. */
const copyIn = (result: unknown): string => uploaded.safeParse(result).data?.files[0]?.files[0]?.id ?? "";

/** Files go through Slack's own upload; nothing is fetched but Slack's own addresses. */
export function createFileRelay(options: {
  readonly client: WebClient;
  readonly posts: PostStore;
  readonly workspaces: Workspaces;
  /** Origin that file addresses must have. */
  readonly fileOrigin: string;
}): FileRelay {
  const { client, posts, workspaces, fileOrigin } = options;

  const download = async (url: string): Promise<Buffer> => {
    if (new URL(url).origin !== fileOrigin) throw new Error("a file address from elsewhere was refused");
    const response = await fetch(url, {
      headers: { Authorization: `Bearer ${workspaces.current().botToken}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`the file could not be read: ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  };

  return {
    async carry(key, owner, { channel, threadTs }, files) {
      for (const file of files) {
        const fileKey = `${key}:file:${file.id}`;
        if (!file.url || !isCarried(file) || (await posts.find(fileKey))) continue;
        const content = await download(file.url);
        const upload = { file: content, filename: file.name, title: file.name, channel_id: channel };
        const result = await client.files.uploadV2(threadTs ? { ...upload, thread_ts: threadTs } : upload);
        await posts.save(fileKey, owner, channel, copyIn(result));
      }
    },
  };
}
