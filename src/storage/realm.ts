import type { Organisations } from "../conversation/identity.ts";
import type { Database } from "./database.ts";

/** The workspaces in which a user id names the same person as in `team`: its organisation's, or itself alone. */
const realmOf = (team: string) => `SELECT CAST(${team} AS TEXT) AS team_id UNION
  SELECT theirs.team_id FROM covered_workspaces theirs JOIN covered_workspaces ours
  ON ours.organisation_id = theirs.organisation_id WHERE ours.team_id = CAST(${team} AS TEXT)`;

/** SQL: whether this workspace, a column, is one in which user ids mean what they mean in `team`, a placeholder. */
export const sharesPeople = (workspace: string, team: string): string => `${workspace} IN (${realmOf(team)})`;

/** SQL: the same for the workspace of a conversation, of which the column holds the id. */
export const isAmongThem = (conversation: string, team: string): string =>
  `EXISTS (SELECT 1 FROM (${realmOf(team)}) realm WHERE ${conversation} LIKE 'slack:' || realm.team_id || ':%')`;

/** Organisations in the database, where they decide who is who. */
export function createOrganisations(database: Database): Organisations {
  return {
    async add(team, organisation) {
      await database.query(
        `INSERT INTO covered_workspaces (team_id, organisation_id) VALUES ($1, $2)
         ON CONFLICT (team_id) DO UPDATE SET organisation_id = excluded.organisation_id`,
        [team, organisation],
      );
    },
  };
}
