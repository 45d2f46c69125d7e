import type { Draft, DraftStore, PostStore } from "../handoff/handoff-store.ts";
import type { Database, Row } from "./database.ts";

/** The message map, in the database. */
export function createPostStore(database: Database): PostStore {
  const find: PostStore["find"] = async (key) => {
    const [row] = await database.query<{ channel: string; ts: string }>(
      "SELECT channel, ts FROM posts WHERE key = $1",
      [key],
    );
    return row;
  };
  return {
    find,
    async keep(key, owner, channel, ts) {
      await database.query(
        `INSERT INTO posts (key, owner, channel, ts, at) VALUES ($1, $2, $3, $4, {now}) ON CONFLICT (key) DO NOTHING`,
        [key, owner, channel, ts],
      );
      return (await find(key)) ?? { channel, ts };
    },
    async save(key, owner, channel, ts) {
      await database.query(
        `INSERT INTO posts (key, owner, channel, ts, at) VALUES ($1, $2, $3, $4, {now})
         ON CONFLICT (key) DO UPDATE SET channel = excluded.channel, ts = excluded.ts`,
        [key, owner, channel, ts],
      );
    },
    async under(owner, prefix) {
      return database.query<{ channel: string; ts: string }>(
        "SELECT channel, ts FROM posts WHERE owner = $1 AND substr(key, 1, length($2)) = $2",
        [owner, prefix],
      );
    },
    async keyAt(channel, ts) {
      const [row] = await database.query<{ key: string }>(
        "SELECT key FROM posts WHERE channel = $1 AND ts = $2",
        [channel, ts],
      );
      return row?.key;
    },
    async ownerAt(channel, ts) {
      const [row] = await database.query<{ owner: string }>(
        "SELECT owner FROM posts WHERE channel = $1 AND ts = $2",
        [channel, ts],
      );
      return row?.owner;
    },
  };
}

interface DraftRow extends Row {
  channel: string;
  ts: string;
  handoff_id: string;
  author_id: string;
  text: string;
  files: string;
  sent: number;
}

function toDraft(row: DraftRow): Draft {
  const { channel, ts, text } = row;
  return {
    channel,
    ts,
    handoffId: row.handoff_id,
    authorId: row.author_id,
    text,
    files: JSON.parse(row.files),
    sent: row.sent === 1,
  };
}

/** Unsent words of advisors, in the database. */
export function createDraftStore(database: Database): DraftStore {
  return {
    async save({ channel, ts, handoffId, authorId, text, files }) {
      await database.query(
        `INSERT INTO drafts (channel, ts, handoff_id, author_id, text, files, at) VALUES ($1, $2, $3, $4, $5, $6, {now})
         ON CONFLICT (channel, ts) DO UPDATE SET text = excluded.text`,
        [channel, ts, handoffId, authorId, text, JSON.stringify(files)],
      );
    },
    async find(channel, ts) {
      const [row] = await database.query<DraftRow>(
        "SELECT channel, ts, handoff_id, author_id, text, files, sent FROM drafts WHERE channel = $1 AND ts = $2",
        [channel, ts],
      );
      return row && toDraft(row);
    },
    async markSent(channel, ts) {
      await database.query("UPDATE drafts SET sent = 1 WHERE channel = $1 AND ts = $2", [channel, ts]);
    },
    async remove(channel, ts) {
      await database.query("DELETE FROM drafts WHERE channel = $1 AND ts = $2", [channel, ts]);
    },
  };
}
