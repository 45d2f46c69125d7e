import { createHash, randomBytes } from "node:crypto";
import type { Installation, Installations } from "../conversation/installations.ts";
import type { Database, Row } from "./database.ts";
import type { Seal } from "./seal.ts";

const STATE_MS = 10 * 60_000;
const RENEWAL_MS = 30_000;

type InstallationRow = Row & {
  id: string;
  whole_organisation: number;
  sealed: string;
  bot_id: string;
  bot_user_id: string;
  expires_at: number | null;
  advisor_channel: string | null;
};

interface Secrets {
  readonly botToken: string;
  readonly refreshToken?: string;
}

const hashOf = (state: string) => createHash("sha256").update(state).digest("hex");

/** Installations in the database, their tokens sealed. */
export function createInstallationStore(database: Database, seal: Seal): Installations {
  const read = (row: InstallationRow): Installation => {
    const { botToken, refreshToken } = JSON.parse(seal.open(row.sealed, row.id)) as Secrets;
    return {
      id: row.id,
      wholeOrganisation: row.whole_organisation === 1,
      botToken,
      botId: row.bot_id,
      botUserId: row.bot_user_id,
      ...(refreshToken &&
        row.expires_at !== null && { renewal: { refreshToken, expiresAt: row.expires_at } }),
      ...(row.advisor_channel && { advisorChannel: row.advisor_channel }),
    };
  };
  const sealed = (id: string, { botToken, renewal }: Pick<Installation, "botToken" | "renewal">) =>
    seal.close(JSON.stringify({ botToken, refreshToken: renewal?.refreshToken }), id);

  return {
    async save(installation) {
      const { id, wholeOrganisation, botId, botUserId, renewal } = installation;
      await database.query(
        `INSERT INTO installations
           (id, whole_organisation, sealed, bot_id, bot_user_id, expires_at, installed_at, renewing_until)
         VALUES ($1, $2, $3, $4, $5, $6, {now}, 0)
         ON CONFLICT (id) DO UPDATE SET whole_organisation = excluded.whole_organisation,
           sealed = excluded.sealed, bot_id = excluded.bot_id, bot_user_id = excluded.bot_user_id,
           expires_at = excluded.expires_at, installed_at = excluded.installed_at`,
        [
          id,
          wholeOrganisation ? 1 : 0,
          sealed(id, installation),
          botId,
          botUserId,
          renewal?.expiresAt ?? null,
        ],
      );
    },
    async find(teamId) {
      const [row] = await database.query<InstallationRow & { own_channel: string | null }>(
        `SELECT i.*, c.advisor_channel AS own_channel FROM installations i
         LEFT JOIN covered_workspaces c ON c.organisation_id = i.id AND c.team_id = $1
         WHERE i.id = $1 OR c.team_id IS NOT NULL
         ORDER BY i.whole_organisation LIMIT 1`,
        [teamId],
      );
      return row && read({ ...row, advisor_channel: row.own_channel ?? row.advisor_channel });
    },
    async teams() {
      const rows = await database.query<{ id: string }>(
        `SELECT id FROM installations WHERE whole_organisation = 0
         UNION SELECT team_id FROM covered_workspaces
           WHERE organisation_id IN (SELECT id FROM installations)`,
      );
      return rows.map(({ id }) => id);
    },
    async setAdvisorChannel(teamId, channel) {
      const own = await database.query(
        "UPDATE installations SET advisor_channel = $2 WHERE id = $1 RETURNING id",
        [teamId, channel],
      );
      if (own.length > 0) return;
      await database.query("UPDATE covered_workspaces SET advisor_channel = $2 WHERE team_id = $1", [
        teamId,
        channel,
      ]);
    },
    async claimRenewal(id) {
      const rows = await database.query(
        `UPDATE installations SET renewing_until = {now} + $2
         WHERE id = $1 AND renewing_until < {now} RETURNING id`,
        [id, RENEWAL_MS],
      );
      return rows.length > 0;
    },
    async renew(id, token) {
      await database.query(
        "UPDATE installations SET sealed = $2, expires_at = $3, renewing_until = 0 WHERE id = $1",
        [id, sealed(id, token), token.renewal.expiresAt],
      );
    },
    async erase(id, before) {
      await database.transaction(async (sql) => {
        const erased = await sql.query(
          "DELETE FROM installations WHERE id = $1 AND installed_at < $2 RETURNING id",
          [id, before],
        );
        if (erased.length === 0) return;
        await sql.query("UPDATE covered_workspaces SET advisor_channel = NULL WHERE organisation_id = $1", [
          id,
        ]);
      });
    },
    async makeState() {
      const state = randomBytes(32).toString("base64url");
      await database.query("DELETE FROM install_states WHERE expires_at < {now}");
      await database.query("INSERT INTO install_states (hash, expires_at) VALUES ($1, {now} + $2)", [
        hashOf(state),
        STATE_MS,
      ]);
      return state;
    },
    async takeState(state) {
      const rows = await database.query(
        "DELETE FROM install_states WHERE hash = $1 AND expires_at >= {now} RETURNING hash",
        [hashOf(state)],
      );
      return rows.length > 0;
    },
    async reseal() {
      const rows = await database.query<InstallationRow>("SELECT * FROM installations");
      const old = rows.filter((row) => seal.isOld(row.sealed));
      for (const row of old) {
        await database.query("UPDATE installations SET sealed = $3 WHERE id = $1 AND sealed = $2", [
          row.id,
          row.sealed,
          seal.close(seal.open(row.sealed, row.id), row.id),
        ]);
      }
      return old.length;
    },
  };
}
