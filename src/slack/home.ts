import type { App } from "@slack/bolt";
import type { HomeView, KnownBlock } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Locale } from "../conversation/conversation.ts";
import type { Identity } from "../conversation/identity.ts";
import type { PersonExport, PersonRecords } from "../conversation/person-records.ts";
import type { PeriodCounts, Statistics } from "../conversation/statistics.ts";
import type { Guide } from "../guidance/guide.ts";
import type { Absences } from "../handoff/absences.ts";
import type { Logger } from "../log.ts";
import { ABSENCE_TEXTS } from "../texts/absence.ts";
import { GUIDANCE_TEXTS } from "../texts/guidance.ts";
import { HOME_TEXTS } from "../texts/home.ts";
import { SLACK_TEXTS } from "../texts/slack.ts";
import { MAP } from "./career-map.ts";
import { checkInsPlanned } from "./check-in-views.ts";
import { FIT } from "./fit-check.ts";
import { cut, LIMITS } from "./limits.ts";
import type { People } from "./people.ts";
import { escapeMrkdwn, withoutMentions } from "./safe-text.ts";
import { header, note, plain, section } from "./text-blocks.ts";
import { slackErrorOf } from "./web-client.ts";
import type { Workspaces } from "./workspaces.ts";

/** Action ids of the Home tab and of the data menu. */
export const HOME_ACTIONS = {
  ask: "home_ask",
  talkToAdvisor: "home_talk_to_advisor",
  exportData: "data_export",
  eraseData: "data_erase",
} as const;

/** Action and callback ids of being away. */
export const ABSENCE_ACTIONS = {
  begin: "absence_begin",
  end: "absence_end",
  modal: "absence_modal",
} as const;

export interface HomeOptions {
  readonly client: WebClient;
  readonly people: People;
  readonly records: PersonRecords;
  readonly statistics: Statistics;
  readonly absences: Absences;
  readonly canEscalate: () => boolean;
  readonly workspaces: Workspaces;
  readonly knowledge?: () => KnowledgeFacts;
  readonly guide: () => Guide | undefined;
  readonly now: () => number;
  readonly logger: Logger;
}

/** How fresh what answers are drawn from is. */
export interface KnowledgeFacts {
  readonly documents: number;
  /** The earliest day on which one of them was last checked, `YYYY-MM-DD`. */
  readonly oldestReview: string;
}

export interface Home {
  /** Draws the tab anew for this person; losing it harms nothing. */
  publish(userId: string): Promise<void>;
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const SHOWN_CONVERSATIONS = 5;

const button = (text: string, action_id: string, style?: "primary" | "danger") => ({
  type: "button" as const,
  action_id,
  text: { type: "plain_text" as const, text: cut(text, LIMITS.buttonText) },
  ...(style && { style }),
});

/** Export and delete, with a second look before deleting. */
export function dataControls(locale: Locale): KnownBlock[] {
  const texts = HOME_TEXTS[locale];
  const { title, text, confirm, deny } = texts.eraseConfirm;
  return [
    section(texts.dataNote),
    {
      type: "actions",
      elements: [
        button(texts.exportData, HOME_ACTIONS.exportData),
        {
          ...button(texts.eraseData, HOME_ACTIONS.eraseData, "danger"),
          confirm: {
            title: plain(title),
            text: plain(text),
            confirm: plain(confirm),
            deny: plain(deny),
            style: "danger",
          },
        },
      ],
    },
  ];
}

export interface HomeFacts {
  readonly locale: Locale;
  readonly mine: PersonExport;
  readonly canEscalate: boolean;
  /** Whether there is a fit check and a career map. */
  readonly guides: boolean;
  readonly advisor?: AdvisorFacts;
}

interface AdvisorFacts {
  readonly queue: { readonly waiting: number; readonly mine: number };
  /** Of all workspaces together, and so for the operator's own. */
  readonly week?: PeriodCounts;
  readonly knowledge?: KnowledgeFacts;
  /** Epoch milliseconds; absent for an advisor who is there. */
  readonly awayUntil?: number;
}

export function renderHome({ locale, mine, canEscalate, guides, advisor }: HomeFacts): HomeView {
  const texts = HOME_TEXTS[locale];
  const open = mine.handoffs.find(({ state }) => state in texts.handoffStates);
  const recent = mine.conversations
    .slice(-SHOWN_CONVERSATIONS)
    .reverse()
    .flatMap(({ turns }) => turns.find(({ role }) => role === "requester")?.text ?? []);
  const blocks: KnownBlock[] = [
    header(texts.title),
    ...(advisor ? advisorBlocks(locale, advisor) : []),
    note(SLACK_TEXTS[locale].automated),
    section(`*${texts.whatICanDo}*\n${texts.abilities.map((ability) => `• ${ability}`).join("\n")}`),
    {
      type: "actions",
      elements: [
        button(texts.ask, HOME_ACTIONS.ask, "primary"),
        ...(canEscalate ? [button(texts.talkToAdvisor, HOME_ACTIONS.talkToAdvisor)] : []),
        ...(guides
          ? [
              button(GUIDANCE_TEXTS[locale].fit.button, FIT.open),
              button(GUIDANCE_TEXTS[locale].map.button, MAP.open),
            ]
          : []),
      ],
    },
    { type: "divider" },
    section(`*${texts.handoff}*\n${open ? texts.handoffStates[open.state] : texts.noHandoff}`),
    ...checkInsPlanned(mine.checkIns, locale),
    section(
      `*${texts.conversations}*\n${recent.map((text) => `• ${escapeMrkdwn(withoutMentions(cut(text, 80)))}`).join("\n") || texts.noConversations}`,
    ),
    { type: "divider" },
    header(texts.data),
    ...dataControls(locale),
    section(`*${texts.privacy}*\n${texts.privacyText}`),
  ];
  return { type: "home", blocks };
}

function advisorBlocks(locale: Locale, { queue, week, knowledge, awayUntil }: AdvisorFacts): KnownBlock[] {
  const texts = HOME_TEXTS[locale];
  return [
    section(`*${texts.queue}*\n${texts.queueLine(queue.waiting, queue.mine)}`),
    ...(week
      ? [
          section(
            `*${texts.week}*\n${texts.weekLine(week.questions, week.answered, week.handoffs)}\n${texts.checkInsLine(week.checkIns, week.tried)}`,
          ),
        ]
      : []),
    ...(knowledge
      ? [section(`*${texts.knowledge}*\n${texts.knowledgeLine(knowledge.documents, knowledge.oldestReview)}`)]
      : []),
    ...absenceBlocks(locale, awayUntil),
    { type: "divider" as const },
  ];
}

function absenceBlocks(locale: Locale, awayUntil: number | undefined): KnownBlock[] {
  const texts = ABSENCE_TEXTS[locale];
  if (awayUntil === undefined)
    return [{ type: "actions", elements: [button(texts.begin, ABSENCE_ACTIONS.begin)] }];
  const moment = `<!date^${Math.floor(awayUntil / 1000)}^{date_short_pretty} {time}|${new Date(awayUntil).toISOString()}>`;
  return [
    section(texts.away(moment)),
    { type: "actions", elements: [button(texts.end, ABSENCE_ACTIONS.end)] },
  ];
}

/** The Home tab: what the bot can do, what is under way, and what it keeps. */
export function registerHome(app: App, options: HomeOptions): Home {
  const { client, people, records, statistics, canEscalate, workspaces, knowledge, now, logger } = options;

  const advisorFacts = async (me: Identity): Promise<AdvisorFacts> => {
    const awayUntil = await options.absences.until(me, now());
    return {
      queue: await statistics.queue(me),
      ...(workspaces.current().isHome && {
        week: await statistics.since(now() - WEEK_MS),
        ...(knowledge && { knowledge: knowledge() }),
      }),
      ...(awayUntil !== undefined && { awayUntil }),
    };
  };

  const publish = async (userId: string): Promise<void> => {
    const { locale } = await people.find(userId);
    const me = workspaces.identity(userId);
    const view = renderHome({
      locale,
      mine: await records.export(me),
      canEscalate: canEscalate(),
      guides: options.guide() !== undefined,
      ...((await statistics.isAdvisor(me)) && { advisor: await advisorFacts(me) }),
    });
    try {
      await client.views.publish({ user_id: userId, view });
    } catch (error) {
      logger.debug("the Home tab could not be drawn", { reason: slackErrorOf(error) ?? "no answer" });
    }
  };

  app.event("app_home_opened", async ({ event }) => {
    if (event.tab === "home") await publish(event.user);
  });

  return { publish };
}
