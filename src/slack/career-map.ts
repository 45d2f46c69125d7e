import type { App } from "@slack/bolt";
import type { KnownBlock, ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Locale } from "../conversation/conversation.ts";
import type { CareerMap, Destination } from "../guidance/career-map.ts";
import { ROLES, type Role, type Source } from "../guidance/guidance.ts";
import type { Guide } from "../guidance/guide.ts";
import type { Logger } from "../log.ts";
import { GUIDANCE_TEXTS } from "../texts/guidance.ts";
import { LIMITS } from "./limits.ts";
import { openModal } from "./modals.ts";
import type { People } from "./people.ts";
import { escapeMrkdwn } from "./safe-text.ts";
import { header, note, plain, quoted, section } from "./text-blocks.ts";

export const MAP = { open: "map_open", from: "map_from" } as const;

/** The map as blocks that read from top to bottom, on a phone and aloud. */
export function renderCareerMap(map: CareerMap, locale: Locale): ModalView {
  const texts = GUIDANCE_TEXTS[locale].map;
  const said = (label: string, source: Source | undefined, under?: string): KnownBlock =>
    source ? note(`*${label}*\n${quoted(source, locale, under)}`) : note(`*${label}* _${texts.unsaid}_`);
  const destination = ({ name, is, needs, step }: Destination): KnownBlock[] => [
    { type: "divider" },
    section(`*→ ${escapeMrkdwn(name)}*`),
    note(quoted(is, locale, name)),
    said(texts.needs, needs, name),
    said(texts.step, step, name),
  ];
  const from = map.destinations[0]?.is.from ?? "";
  return {
    type: "modal",
    callback_id: "map_modal",
    title: plain(texts.title, LIMITS.modalTitle),
    close: plain(GUIDANCE_TEXTS[locale].fit.close, LIMITS.modalTitle),
    blocks: [
      {
        type: "actions",
        elements: ROLES.map((role) => ({
          type: "button" as const,
          action_id: `${MAP.from}:${role}`,
          text: plain(texts.from[role]),
          value: role,
          ...(role === map.from && { style: "primary" as const }),
        })),
      },
      header(texts.here[map.from]),
      ...(map.begin ? [note(quoted(map.begin, locale))] : []),
      ...map.destinations.flatMap(destination),
      { type: "divider" },
      ...(map.next ? [said(texts.next, map.next)] : []),
      note(texts.silent(map.silent.join(locale === "ja" ? "、" : ", "))),
      note(texts.note(escapeMrkdwn(from))),
    ],
  };
}

export interface CareerMapOptions {
  readonly client: WebClient;
  readonly people: People;
  readonly guide: () => Guide | undefined;
  readonly logger: Logger;
}

export interface CareerMaps {
  /** @returns false when there is nothing to draw */
  open(userId: string, triggerId: string): Promise<boolean>;
}

/** The career map: from one of the two roles to those the sources name. */
export function registerCareerMap(app: App, options: CareerMapOptions): CareerMaps {
  const { client, people, guide } = options;
  const viewFor = async (userId: string, from: Role): Promise<ModalView | undefined> => {
    const { locale } = await people.find(userId);
    const map = guide()?.map(from, locale);
    return map && map.destinations.length > 0 ? renderCareerMap(map, locale) : undefined;
  };

  const open: CareerMaps["open"] = async (userId, triggerId) => {
    const view = await viewFor(userId, "infrastructure");
    if (!view) return false;
    await openModal(options, { triggerId, view });
    return true;
  };

  app.action({ action_id: MAP.open, type: "block_actions" }, async ({ ack, body }) => {
    await ack();
    await open(body.user.id, body.trigger_id);
  });

  for (const role of ROLES) {
    app.action({ action_id: `${MAP.from}:${role}`, type: "block_actions" }, async ({ ack, body }) => {
      await ack();
      const view = await viewFor(body.user.id, role);
      if (view && body.view) await client.views.update({ view_id: body.view.id, view });
    });
  }

  return { open };
}
