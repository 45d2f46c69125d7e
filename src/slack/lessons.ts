import type { App } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import { matterNamed } from "../agent/evidence/matters.ts";
import { maskPersonalData } from "../agent/privacy/mask.ts";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import type { Statistics } from "../conversation/statistics.ts";
import type { PostStore } from "../handoff/handoff-store.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import { groupGaps, type Lesson, type LessonStore } from "../handoff/lesson.ts";
import { ADVISOR_TEXTS } from "../texts/advisor.ts";
import { LESSON_TEXTS } from "../texts/lessons.ts";
import type { AdvisorDesk } from "./advisor-actions.ts";
import { cardKey } from "./cards.ts";
import {
  LESSON_ACTIONS,
  LESSON_FIELDS,
  renderGaps,
  renderLessonCard,
  renderLessonModal,
} from "./lesson-views.ts";
import type { People } from "./people.ts";
import type { Poster } from "./posting.ts";
import { type Press, whisper } from "./presses.ts";
import type { Workspaces } from "./workspaces.ts";

export interface PublishedLesson {
  readonly lesson: Lesson;
  readonly author: string;
  readonly approver: string;
}

export interface LessonsOptions {
  readonly client: WebClient;
  readonly conversations: ConversationStore;
  readonly handoffs: Handoffs;
  readonly lessons: LessonStore;
  readonly statistics: Statistics;
  readonly people: People;
  readonly poster: Poster;
  readonly posts: PostStore;
  /** The advisors' channel of the operator's own workspace: what is taught there, all workspaces are told. */
  readonly advisorChannel: string;
  /** Makes exactly these the advisors' knowledge that answers may cite. */
  readonly publish: (lessons: readonly PublishedLesson[]) => Promise<void>;
  readonly newId: () => string;
  readonly now: () => number;
  readonly workspaces: Workspaces;
}

export interface Lessons {
  /** Brings what answers may cite in line with what is approved and not expired; any process may do it. */
  sync(): Promise<void>;
  /** Posts what could not be answered this week, once a week whoever comes first. */
  reportGaps(): Promise<void>;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const TURNS = 60;
const postKey = (id: string) => `lesson:${id}`;

/** Knowledge with two keys: one advisor writes, another approves, either can withdraw it. */
export function registerLessons(app: App, desk: AdvisorDesk, options: LessonsOptions): Lessons {
  const { client, conversations, handoffs, lessons, people, poster, posts, advisorChannel, newId, now } =
    options;

  const namesOf = async ({ authorId, approvedBy }: Lesson) => ({
    author: (await people.find(authorId)).name ?? ADVISOR_TEXTS.someone,
    approver: approvedBy ? ((await people.find(approvedBy)).name ?? ADVISOR_TEXTS.someone) : "",
  });

  const sync = async (): Promise<void> => {
    const current = await lessons.current(now());
    await options.publish(
      await Promise.all(current.map(async (lesson) => ({ lesson, ...(await namesOf(lesson)) }))),
    );
  };

  const showCard = async (lesson: Lesson): Promise<void> => {
    const message = renderLessonCard(lesson, await namesOf(lesson));
    const known = await posts.find(postKey(lesson.id));
    if (known) return poster.update(known.channel, known.ts, message);
    const card = lesson.handoffId ? await posts.find(cardKey(lesson.handoffId)) : undefined;
    const place = { channel: advisorChannel, ...(card && { threadTs: card.ts }) };
    await poster.once(postKey(lesson.id), lesson.handoffId || advisorChannel, place, message, 1);
  };

  /** What the advisor said in this consultation, without personal data. */
  const adviceOf = async (handoffId: string) => {
    const handoff = await handoffs.get(handoffId);
    if (!handoff) return { question: "", answer: "" };
    const turns = await conversations.turns(handoff.conversationId, TURNS);
    const advice = turns.filter(({ role, at }) => role === "advisor" && at >= handoff.createdAt);
    const masked = (text: string) => maskPersonalData(text).text;
    return {
      question: masked(handoff.brief.goal.text),
      answer: masked(advice.map(({ text }) => text).join("\n")),
    };
  };

  app.action(LESSON_ACTIONS.learn, async ({ ack, body }) => {
    await ack();
    const press = desk.pressOf(body);
    if (!press) return;
    const draft = { lessonId: newId(), handoffId: press.value, ...(await adviceOf(press.value)) };
    await desk.open(press, renderLessonModal(draft));
  });

  app.action(LESSON_ACTIONS.writeGap, async ({ ack, body }) => {
    await ack();
    const press = desk.pressOf(body);
    if (press)
      await desk.open(press, renderLessonModal({ lessonId: newId(), question: press.value, answer: "" }));
  });

  const metadata = z.object({ lessonId: z.string(), handoffId: z.string().optional() });
  app.view(LESSON_ACTIONS.modal, async ({ ack, body, view }) => {
    const values = view.state.values;
    const text = (id: string) => maskPersonalData(values[id]?.[id]?.value?.trim() ?? "").text;
    const [question, answer] = [text(LESSON_FIELDS.question), text(LESSON_FIELDS.answer)];
    if (!question || !answer) {
      const field = question ? LESSON_FIELDS.answer : LESSON_FIELDS.question;
      return ack({ response_action: "errors", errors: { [field]: LESSON_TEXTS.modal.missing } });
    }
    const { lessonId, handoffId } = metadata.parse(JSON.parse(view.private_metadata));
    const days = Number(values[LESSON_FIELDS.expiry]?.[LESSON_FIELDS.expiry]?.selected_option?.value ?? 180);
    const lesson: Lesson = {
      id: lessonId,
      handoffId,
      question,
      answer,
      state: "draft",
      authorId: body.user.id,
      approvedBy: undefined,
      createdAt: now(),
      approvedAt: undefined,
      expiresAt: now() + days * DAY_MS,
    };
    const saved = await lessons.save(lesson);
    if (!saved) {
      return ack({ response_action: "errors", errors: { [LESSON_FIELDS.question]: LESSON_TEXTS.tooLate } });
    }
    await ack();
    await showCard((await lessons.get(lessonId)) ?? lesson);
  });

  const lessonOf = async (press: Press | undefined) => press && (await lessons.get(press.value));
  /** Published first, shown second: the card says what is already true. */
  const settle = async (id: string): Promise<void> => {
    await sync();
    const lesson = await lessons.get(id);
    if (lesson) await showCard(lesson);
  };

  app.action(LESSON_ACTIONS.approve, async ({ ack, body }) => {
    const press = desk.pressOf(body);
    const lesson = await lessonOf(press);
    const approved = press && lesson && (await lessons.approve(lesson.id, press.userId, now()));
    await ack();
    if (!press || !lesson) return;
    if (approved) await settle(lesson.id);
    else {
      const own = lesson.authorId === press.userId && lesson.state === "draft";
      await whisper(client, press, own ? LESSON_TEXTS.needsSecond : LESSON_TEXTS.tooLate);
    }
  });

  app.action(LESSON_ACTIONS.edit, async ({ ack, body }) => {
    await ack();
    const press = desk.pressOf(body);
    const lesson = await lessonOf(press);
    if (!press || !lesson) return;
    if (lesson.authorId !== press.userId) return whisper(client, press, LESSON_TEXTS.notYours);
    const { id: lessonId, handoffId, question, answer } = lesson;
    await desk.open(
      press,
      renderLessonModal({ lessonId, question, answer, ...(handoffId && { handoffId }) }),
    );
  });

  app.action(LESSON_ACTIONS.withdraw, async ({ ack, body }) => {
    const press = desk.pressOf(body);
    const lesson = await lessonOf(press);
    const withdrawn = lesson && (await lessons.withdraw(lesson.id));
    await ack();
    if (withdrawn) await settle(lesson.id);
  });

  return {
    sync,
    async reportGaps() {
      const week = Math.floor(now() / (7 * DAY_MS));
      const key = `gaps:${week}`;
      if (await posts.find(key)) return;
      const gaps = groupGaps(await options.statistics.unanswered(now() - 7 * DAY_MS), {
        subjectOf: matterNamed,
        isOurs: ({ team }) => options.workspaces.isHome(team),
      });
      await poster.once(key, advisorChannel, { channel: advisorChannel }, renderGaps(gaps), 2);
    },
  };
}
