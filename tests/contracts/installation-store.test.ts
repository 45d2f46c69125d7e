import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createInstallationStore } from "../../src/storage/installation-store.ts";
import { createOrganisations } from "../../src/storage/realm.ts";
import { createSeal } from "../../src/storage/seal.ts";
import { ENGINES } from "../support/databases.ts";

const installation = {
  id: "T1",
  wholeOrganisation: false,
  botToken: "xoxb-secret-one",
  botId: "B1",
  botUserId: "U1",
  renewal: { refreshToken: "xoxe-refresh", expiresAt: 5_000_000_000_000 },
};

describe.each(ENGINES)("installations in $name", ({ open }) => {
  async function fresh() {
    const opened = await open();
    const key = randomBytes(32);
    const { database } = opened;
    return { ...opened, key, store: createInstallationStore(database, createSeal([key])) };
  }

  test("one is read back as it was saved, its tokens unreadable in the table", async () => {
    await using opened = await fresh();
    const { database, store } = opened;
    await store.save(installation);
    expect(await store.find("T1")).toEqual(installation);
    expect(await store.find("T2")).toBeUndefined();
    expect(JSON.stringify(await database.query("SELECT * FROM installations"))).not.toMatch(/secret|refresh/);
  });

  test("installing again keeps the advisors' channel and replaces the token", async () => {
    await using opened = await fresh();
    const { store } = opened;
    await store.save(installation);
    await store.setAdvisorChannel("T1", "C1");
    await store.save({ ...installation, botToken: "xoxb-secret-two" });
    expect(await store.find("T1")).toMatchObject({ botToken: "xoxb-secret-two", advisorChannel: "C1" });
  });

  test("an organisation's installation covers the workspaces it was seen in, but a workspace's own comes first", async () => {
    await using opened = await fresh();
    const { store } = opened;
    await store.save({ ...installation, id: "E1", wholeOrganisation: true });
    expect(await store.find("T1")).toBeUndefined();
    const organisations = createOrganisations(opened.database);
    await organisations.add("T1", "E1");
    await organisations.add("T1", "E1");
    expect(await store.find("T1")).toMatchObject({ id: "E1", wholeOrganisation: true });
    expect(await store.teams()).toEqual(["T1"]);
    await store.save(installation);
    expect(await store.find("T1")).toMatchObject({ id: "T1" });
    expect(await store.teams()).toEqual(["T1"]);
    await store.erase("T1", Date.now() + 60_000);
    await store.erase("E1", Date.now() + 60_000);
    expect(await store.find("T1")).toBeUndefined();
    expect(await store.teams()).toEqual([]);
  });

  test("of many who want to renew a token one may, and after it the next", async () => {
    await using opened = await fresh();
    const { store } = opened;
    await store.save(installation);
    const claims = await Promise.all(Array.from({ length: 8 }, () => store.claimRenewal("T1")));
    expect(claims.filter(Boolean)).toHaveLength(1);
    const next = {
      botToken: "xoxb-next",
      renewal: { refreshToken: "xoxe-next", expiresAt: 6_000_000_000_000 },
    };
    await store.renew("T1", next);
    expect(await store.find("T1")).toMatchObject(next);
    expect(await store.claimRenewal("T1")).toBe(true);
  });

  test("a token moved to another workspace's row, or changed by a byte, does not open", async () => {
    await using opened = await fresh();
    const { database, store } = opened;
    await store.save(installation);
    await store.save({ ...installation, id: "T2", botToken: "xoxb-other" });
    await database.query(
      "UPDATE installations SET sealed = (SELECT sealed FROM installations WHERE id = 'T1') WHERE id = 'T2'",
    );
    await expect(store.find("T2")).rejects.toThrow(/cannot be read/);
    await database.query("UPDATE installations SET sealed = substr(sealed, 1, 30) || 'AAAA' WHERE id = 'T1'");
    await expect(store.find("T1")).rejects.toThrow(/cannot be read/);
  });

  test("a new key takes over what was under the old one", async () => {
    await using opened = await fresh();
    const { database, key, store } = opened;
    await store.save(installation);
    const next = randomBytes(32);
    expect(await createInstallationStore(database, createSeal([next, key])).reseal()).toBe(1);
    const renewed = createInstallationStore(database, createSeal([next]));
    expect(await renewed.reseal()).toBe(0);
    expect(await renewed.find("T1")).toEqual(installation);
    await expect(store.find("T1")).rejects.toThrow(/cannot be read/);
  });

  test("a state is taken once", async () => {
    await using opened = await fresh();
    const { store } = opened;
    const state = await store.makeState();
    expect(await Promise.all([store.takeState(state), store.takeState(state)])).toEqual(
      expect.arrayContaining([true, false]),
    );
    expect(await store.takeState("made up")).toBe(false);
  });
});
