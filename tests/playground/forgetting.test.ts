import { expect, test } from "vitest";
import { callApi, scene } from "../support/workspace-scene.ts";

test("a workspace that runs for long keeps its latest deliveries and forgets the settled ones before them", async () => {
  await using stage = await scene(undefined, { delivery: { ackTimeoutMs: 1, retryDelaysMs: [] } });
  const { workspace } = stage;
  const ana = workspace.person("requester");
  for (let n = 0; n < 5_050; n += 1) ana.openHome();
  await workspace.settled({ timeoutMs: 20_000 });
  expect(workspace.store.list("deliveries")).toHaveLength(5_000);
  expect(await callApi(workspace, "auth.test")).toMatchObject({ ok: true });
});

test("an address to answer at is forgotten once it has expired", async () => {
  let clock = Date.UTC(2026, 10, 24);
  const urls: string[] = [];
  await using stage = await scene(
    (app) =>
      app.command("/career", async ({ ack, body }) => {
        urls.push(body.response_url);
        await ack();
      }),
    { now: () => clock },
  );
  const ana = stage.workspace.person("requester");
  const answer = async () => {
    const response = await fetch(urls[0] ?? "", { method: "POST", body: JSON.stringify({ text: "遅い" }) });
    return JSON.stringify([response.status, await response.text()]);
  };
  await ana.command("/career");
  clock += 31 * 60_000;
  expect(await answer()).toContain("expired_url");
  await ana.command("/career");
  expect(await answer()).toContain("invalid_url");
});
