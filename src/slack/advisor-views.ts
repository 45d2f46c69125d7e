import type { App } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { Agent, Answer } from "../agent/answer.ts";
import { recentTurns } from "../conversation/conversation.ts";
import type { ConversationStore } from "../conversation/conversation-store.ts";
import { messageOf } from "../errors.ts";
import type { Handoff, Outcome } from "../handoff/handoff.ts";
import type { Handoffs } from "../handoff/handoffs.ts";
import type { Logger } from "../log.ts";
import { ADVISOR_TEXTS } from "../texts/advisor.ts";
import type { AdvisorDesk } from "./advisor-actions.ts";
import { FIELDS, renderReplyModal, renderWhyModal } from "./advisor-modals.ts";
import { answerTurnId } from "./answer-message.ts";
import { CARD_ACTIONS } from "./handoff-card.ts";
import { escapeMrkdwn } from "./safe-text.ts";
import { slackErrorOf } from "./web-client.ts";
import type { Workspaces } from "./workspaces.ts";

export interface AdvisorViewsOptions {
  readonly client: WebClient;
  readonly agent: Agent;
  readonly conversations: ConversationStore;
  readonly handoffs: Handoffs;
  readonly workspaces: Workspaces;
  readonly logger: Logger;
}

/** Turns read for a drafted reply. */
const DRAFT_TURNS = 20;

type Values = Readonly<
  Record<
    string,
    Readonly<Record<string, { value?: string | null; selected_option?: { value?: string } | null }>>
  >
>;

/** The text of a field, whatever its block is called after a redraw. */
function fieldOf(values: Values, field: string): string {
  for (const block of Object.values(values)) {
    const value = block[field]?.value ?? block[field]?.selected_option?.value;
    if (value) return value.trim();
  }
  return "";
}

/** The advisors' modals: reply, drafted reply, decline, resolve with outcome, and why an answer was given. */
export function registerAdvisorViews(app: App, desk: AdvisorDesk, options: AdvisorViewsOptions): void {
  const { client, agent, conversations, handoffs, workspaces, logger } = options;

  app.view(CARD_ACTIONS.replyModal, async ({ ack, body, view }) => {
    const text = fieldOf(view.state.values, FIELDS.reply);
    const block = Object.keys(view.state.values).find((id) => id.startsWith(FIELDS.reply)) ?? FIELDS.reply;
    if (text === "") return ack({ response_action: "errors", errors: { [block]: ADVISOR_TEXTS.modalEmpty } });
    const source = { channel: workspaces.current().advisorChannel ?? "", ts: view.id };
    const words = { text: escapeMrkdwn(text), source, copied: true };
    const result = await handoffs.fromAdvisor(view.private_metadata, body.user.id, words);
    if (result.ok) return ack();
    return ack({ response_action: "errors", errors: { [block]: await desk.whyNot(result) } });
  });

  app.view(CARD_ACTIONS.declineModal, async ({ ack, body, view }) => {
    const reason = fieldOf(view.state.values, FIELDS.reason);
    if (reason === "") {
      return ack({ response_action: "errors", errors: { [FIELDS.reason]: ADVISOR_TEXTS.modalEmpty } });
    }
    const key = `declined:${view.id}`;
    await handoffs.note(view.private_metadata, body.user.id, "declined", escapeMrkdwn(reason), key);
    return ack();
  });

  app.view(CARD_ACTIONS.resolveModal, async ({ ack, body, view }) => {
    const outcome = fieldOf(view.state.values, FIELDS.outcome) as Outcome;
    const note = fieldOf(view.state.values, FIELDS.note);
    const id = view.private_metadata;
    const result = await handoffs.act(id, "resolve", desk.advisor(body.user.id), { outcome });
    if (!result.ok) {
      return ack({ response_action: "errors", errors: { [FIELDS.outcome]: await desk.whyNot(result) } });
    }
    if (note) await handoffs.note(id, body.user.id, "outcome", escapeMrkdwn(note), `outcome:${view.id}`);
    return ack();
  });

  app.action({ action_id: CARD_ACTIONS.canned, type: "block_actions" }, async ({ ack, body, action }) => {
    await ack();
    const chosen = Number((action as { selected_option?: { value?: string } }).selected_option?.value);
    const reply = ADVISOR_TEXTS.cannedReplies[chosen];
    const view = body.view;
    if (!reply || !view) return;
    await client.views
      .update({ view_id: view.id, view: renderReplyModal(view.private_metadata, reply) })
      .catch((error) =>
        logger.warn("a canned reply could not be shown", { reason: slackErrorOf(error) ?? "no answer" }),
      );
  });

  /** Only answers that the brief names: the requester has agreed to share those. */
  const answersOf = async (handoff: Handoff): Promise<readonly Answer[]> => {
    const asked = [...handoff.brief.answered, ...handoff.brief.unanswered].flatMap(
      ({ turnId }) => turnId ?? [],
    );
    const records = await Promise.all(asked.map((turnId) => conversations.record(answerTurnId(turnId))));
    return records.flatMap((record) => (record ? [JSON.parse(record) as Answer] : []));
  };

  app.action(CARD_ACTIONS.why, async ({ ack, body }) => {
    await ack();
    const press = desk.pressOf(body);
    const handoff = press && (await handoffs.get(press.value));
    if (press && handoff) await desk.open(press, renderWhyModal(await answersOf(handoff)));
  });

  /**
   * What the agent would say to the requester's last words; nothing of it is sent without a press.
   * Before they have said anything to the advisor, what they want to talk about stands for it.
   */
  const draftReply = async ({ conversationId, brief, createdAt }: Handoff): Promise<string> => {
    const turns = (await conversations.turns(conversationId, DRAFT_TURNS)).filter(({ text }) => text !== "");
    const at = turns.findLastIndex(({ role }) => role === "requester");
    const last = turns[at];
    const isSince = last !== undefined && last.at > createdAt;
    const question = isSince ? last.text : brief.goal.text || last?.text || "";
    const earlier = recentTurns(isSince ? turns.slice(0, at) : turns.slice(0, -1));
    for await (const event of agent.answer({ question, turns: earlier })) {
      if (event.kind === "answer") return draftText(event.answer);
    }
    throw new Error("the agent ended without an answer");
  };

  app.action(CARD_ACTIONS.draft, async ({ ack, body }) => {
    await ack();
    const opened = await desk.openForOwner(body, ({ id }) => renderReplyModal(id, "drafting"));
    if (!opened) return;
    const draft = await draftReply(opened.handoff).then(
      (text) => ({ text }),
      (error) => {
        logger.warn("a draft could not be written", { reason: messageOf(error) });
        return "failed" as const;
      },
    );
    await client.views
      .update({ view_id: opened.viewId, view: renderReplyModal(opened.handoff.id, draft) })
      .catch((error) =>
        logger.warn("a draft could not be shown", { reason: slackErrorOf(error) ?? "no answer" }),
      );
  });
}

/** The draft with the sections it quotes, so that the advisor can check before sending. */
function draftText({ text, citations }: Answer): string {
  const sections = [...new Set(citations.map(({ headingPath }) => headingPath.at(-1) ?? ""))].filter(Boolean);
  const words = text.replace(/\[\d+\]/g, "").replace(/\*\*/g, "");
  return sections.length > 0 ? `${words}\n\n(${sections.join("、")})` : words;
}
