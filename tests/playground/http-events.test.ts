import type { AddressInfo } from "node:net";
import { App, HTTPReceiver } from "@slack/bolt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startWorkspace, type Workspace } from "../../src/playground/workspace.ts";
import { quietLogger } from "../support/workspace-app.ts";

let workspace: Workspace;
let stop: () => Promise<unknown>;
let url: string;
let heard: unknown[];

async function listen(signingSecret: string, register: (app: App) => void) {
  const receiver = new HTTPReceiver({ signingSecret, logger: quietLogger, processBeforeResponse: false });
  const app = new App({
    token: workspace.botToken,
    receiver,
    logger: quietLogger,
    clientOptions: { slackApiUrl: workspace.apiUrl },
  });
  register(app);
  const server = await receiver.start(0);
  stop = () => receiver.stop();
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  workspace.http.setUrl(url);
}

beforeEach(async () => {
  heard = [];
  workspace = await startWorkspace({ delivery: { ackTimeoutMs: 500, retryDelaysMs: [0, 10] } });
});
afterEach(async () => {
  await stop();
  await workspace.close();
});

describe("an app that listens over HTTP", () => {
  test("proves its address, hears events, and answers presses and commands", async () => {
    await listen(workspace.signingSecret, (app) => {
      app.message(async ({ message, say }) => {
        if (message.subtype) return;
        const button = {
          type: "button" as const,
          action_id: "go",
          text: { type: "plain_text" as const, text: "押す" },
        };
        await say({ text: "どうぞ", blocks: [{ type: "actions", elements: [button] }] });
      });
      app.action("go", async ({ ack }) => {
        heard.push("go");
        await ack();
      });
      app.command("/career", async ({ ack }) => ack("使い方です"));
    });
    expect(await workspace.http.verify()).toBe(true);
    const person = workspace.person("requester");
    person.dm("もしもし");
    const offer = await workspace.waitFor(() => person.messages()[1]);
    await person.press(offer, "go");
    await person.command("/career", "help");
    expect(heard).toEqual(["go"]);
    expect(person.ephemerals().map(({ text }) => text)).toEqual(["使い方です"]);
  });

  test("turns away what is signed with another secret, which is then retried and given up", async () => {
    await listen("another-secret", (app) => app.message(async () => void heard.push("message")));
    workspace.person("requester").dm("もしもし");
    await workspace.settled();
    expect(heard).toEqual([]);
    expect(workspace.store.list("deliveries")).toMatchObject([{ state: "lost", attempts: 3 }]);
  });

  test("learns from the headers which attempt it hears, and why", async () => {
    await listen(workspace.signingSecret, (app) =>
      app.message(async ({ context }) => void heard.push([context.retryNum, context.retryReason])),
    );
    workspace.faults.dropAcks(1);
    workspace.person("requester").dm("もしもし");
    await workspace.settled();
    expect(heard).toEqual([
      [undefined, undefined],
      [1, "timeout"],
    ]);
  });
});
