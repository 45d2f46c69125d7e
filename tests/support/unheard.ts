import type { TestBot } from "./bot.ts";

/** Nobody hears what happens, for so long that Slack gives its deliveries up; then a process comes back after `absentMs`. */
export async function unheard(bot: TestBot, absentMs: number, happenings: () => void): Promise<void> {
  bot.workspace.sockets.disableLink();
  await bot.workspace.waitFor(() => bot.workspace.sockets.connections() === 0);
  happenings();
  await bot.workspace.settled();
  await bot.database.query(
    `INSERT INTO presence (name, at) VALUES ('slack', $1) ON CONFLICT (name) DO UPDATE SET at = excluded.at`,
    [Date.now() - absentMs],
  );
  bot.workspace.sockets.restoreLink();
  await bot.restart();
}
