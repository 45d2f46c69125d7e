import { AsyncResource } from "node:async_hooks";

/** What the grouping needs of a connection that can hold one transaction at a time. */
export interface Committer {
  exec(sql: string): Promise<unknown>;
  readonly inTransaction: boolean;
}

/** `read` changes nothing; `write` is one statement, undone by itself when it fails; `work` is all or nothing; `alone` fits in no transaction. */
export type JobKind = "read" | "write" | "work" | "alone";

interface Job {
  readonly kind: JobKind;
  readonly run: () => Promise<unknown>;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** Bounds how long the first of a group waits for the last. */
const MOST_AT_ONCE = 64;

/**
 * Runs jobs one after the other and commits those that wait at the same time together: one sync to disk for all.
 * A job's promise settles only after the commit, so whoever was told "stored" is told the truth;
 * a job that fails takes back what it did itself, and nothing of its neighbours.
 */
export function createGroupCommit(connection: Committer) {
  const waiting: Job[] = [];
  let draining = false;

  const nextGroup = (): Job[] => {
    const alone = waiting.findIndex(({ kind }) => kind === "alone");
    const size = alone === 0 ? 1 : Math.min(MOST_AT_ONCE, alone > 0 ? alone : waiting.length);
    return waiting.splice(0, size);
  };

  const undo = async (): Promise<void> => {
    try {
      if (connection.inTransaction) await connection.exec("ROLLBACK");
    } catch {
      // What ended the group is the error to tell; a transaction still open is ended by the next group's try.
    }
  };

  /** @returns what to tell the job once the group is on disk */
  const runOne = async ({ kind, run, resolve, reject }: Job): Promise<() => void> => {
    if (kind === "work") await connection.exec("SAVEPOINT job");
    try {
      const value = await run();
      if (kind === "work") await connection.exec("RELEASE job");
      return () => resolve(value as never);
    } catch (error) {
      // A full or broken disk ends the whole transaction, not the statement.
      if (!connection.inTransaction) throw error;
      if (kind === "work") await connection.exec("ROLLBACK TO job; RELEASE job");
      return () => reject(error);
    }
  };

  const commit = async (group: readonly Job[]): Promise<void> => {
    const tell: (() => void)[] = [];
    try {
      await connection.exec("BEGIN IMMEDIATE");
      for (const job of group) tell.push(await runOne(job));
      await connection.exec("COMMIT");
    } catch (error) {
      await undo();
      for (const { reject } of group) reject(error);
      return;
    }
    for (const say of tell) say();
  };

  const runPlainly = ({ run, resolve, reject }: Job): Promise<void> =>
    run().then((value) => resolve(value as never), reject);

  const drain = async (): Promise<void> => {
    draining = true;
    while (waiting.length > 0) {
      // What became ready in the same turn of the event loop joins the group.
      await new Promise((resolve) => setImmediate(resolve));
      const group = nextGroup();
      const isWriting = group.some(({ kind }) => kind === "write" || kind === "work");
      if (isWriting) await commit(group);
      else for (const job of group) await runPlainly(job);
    }
    draining = false;
  };

  return <T>(kind: JobKind, run: () => Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      // A group runs in the context of whoever began it; each job keeps its own.
      waiting.push({ kind, run: AsyncResource.bind(run), resolve, reject });
      if (!draining) void drain();
    });
}
