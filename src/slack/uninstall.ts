import type { App } from "@slack/bolt";
import { z } from "zod";
import type { Installations } from "../conversation/installations.ts";
import type { Logger } from "../log.ts";

const ended = z.object({
  team_id: z.string(),
  enterprise_id: z.string().nullish(),
  /** Seconds. */
  event_time: z.number(),
  is_enterprise_install: z.boolean().optional(),
  authorizations: z
    .array(z.object({ is_enterprise_install: z.boolean().optional(), enterprise_id: z.string().nullish() }))
    .optional(),
  event: z.object({
    type: z.enum(["app_uninstalled", "tokens_revoked"]),
    tokens: z.object({ bot: z.array(z.string()).optional() }).optional(),
  }),
});

/** Bolt authorizes nothing for these two: they come when there may be no token any more. */
export const endsInstallation = (body: unknown): boolean => ended.safeParse(body).success;

/** A workspace that removed the app or took its token back is forgotten, unless it has installed it again since. */
export function registerUninstall(app: App, installations: Installations | undefined, logger: Logger): void {
  const forget = async ({ body }: { readonly body: unknown }) => {
    const parsed = ended.safeParse(body);
    if (!parsed.success) return;
    const { team_id, enterprise_id, event_time, event, ...data } = parsed.data;
    if (event.type === "tokens_revoked" && !event.tokens?.bot?.length) return;
    const [authorization] = data.authorizations ?? [];
    const isWhole = data.is_enterprise_install ?? authorization?.is_enterprise_install;
    const organisation = enterprise_id ?? authorization?.enterprise_id;
    const id = isWhole && organisation ? organisation : team_id;
    await installations?.erase(id, (event_time + 1) * 1000);
    logger.warn("a workspace removed the app", { workspace: id });
  };
  app.event("app_uninstalled", forget);
  app.event("tokens_revoked", forget);
}
