import { expect, test } from "vitest";
import type { Message } from "../../src/playground/records.ts";
import { startWorkspace } from "../../src/playground/workspace.ts";
import { temporaryFolder } from "../support/databases.ts";
import { freshDatabase } from "../support/fresh-database.ts";
import { runShirube } from "../support/process.ts";

const answers = (messages: readonly Message[]) =>
  messages.filter(
    (message) => message.bot_id && JSON.stringify(message.blocks ?? []).includes("answer_feedback"),
  );

test("two replicas share the work, one is killed -9 in the middle, and every question is answered exactly once", async () => {
  using folder = temporaryFolder();
  await using database = await freshDatabase();
  const workspace = await startWorkspace({
    delivery: { ackTimeoutMs: 3_000, retryDelaysMs: [0, 300, 600, 1_200, 2_400, 4_800, 9_600] },
  });
  const env = {
    SHIRUBE_DATA: folder.path,
    SHIRUBE_LOG: "error",
    DATABASE_URL: database.url,
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: workspace.apiUrl,
    ADVISOR_CHANNEL: workspace.advisorChannelId,
  };
  const connected = (count: number) =>
    workspace.waitFor(() => workspace.sockets.connections() >= count, { timeoutMs: 60_000 });
  try {
    await using first = runShirube(["start"], env);
    await connected(1);
    await using second = runShirube(["start"], env);
    await connected(2);
    const people = Array.from({ length: 12 }, (_, index) =>
      workspace.addPerson({ key: `p${index}`, name: `相談${index}`, role: "requester" }),
    );
    const asked = people.map((person) => person.dm("インフラエンジニアのキャリアパスを教えて"));
    await workspace.waitFor(() => people.some((person) => answers(person.messages()).length > 0));
    await first.kill("SIGKILL");
    people.forEach((person, index) => {
      person.replyInThread(person.dmChannelId, asked[index]?.ts ?? "", "じゃあバックエンドは?");
    });
    await workspace.waitFor(() => people.every((person) => answers(person.messages()).length >= 2), {
      timeoutMs: 60_000,
      what: "two answers each",
    });
    await workspace.settled({ timeoutMs: 30_000 });
    expect(people.map((person) => answers(person.messages()).length)).toEqual(people.map(() => 2));
    await second.kill("SIGTERM");
    expect(await second.exited).toBe(0);
  } finally {
    await workspace.close();
  }
}, 180_000);
