import { sharedTurns } from "./brief.ts";
import { type Handoff, type HandoffEvent, isInLine, isWithPerson } from "./handoff.ts";
import type { AdvisorLine, OutboxEntry, OutboxMessage, RequesterLine } from "./outbox.ts";

/** What the requester is told when an event has happened. */
const TO_REQUESTER: Partial<Record<HandoffEvent, RequesterLine>> = {
  submit: "queued",
  submit_after_hours: "after_hours",
  open_hours: "open_again",
  escalate: "escalated",
  claim: "claimed",
  release: "released",
  release_after_hours: "released_after_hours",
  transfer: "transferred",
  resolve: "resolved",
  return_to_agent: "returned",
  cancel: "cancelled",
  undelivered: "undelivered",
  reopen: "queued",
  reopen_after_hours: "after_hours",
};

/** What the advisors are told in the thread; the card itself is refreshed as well. */
const TO_ADVISORS: Partial<Record<HandoffEvent, AdvisorLine>> = {
  claim: "claimed",
  release: "released",
  release_after_hours: "released",
  transfer: "transferred",
  resolve: "resolved",
  return_to_agent: "returned",
  cancel: "cancelled",
  escalate: "escalated",
  reveal: "revealed",
  reopen: "reopened",
  reopen_after_hours: "reopened",
};

/** Events that change nothing on the card, or that no card can tell of. */
const WITHOUT_CARD: ReadonlySet<HandoffEvent> = new Set([
  "accept",
  "advisor_reply",
  "requester_reply",
  "close",
  "undelivered",
]);

/**
 * The messages that a change of state sends to both sides; `eventId` makes their keys unique.
 * Nothing goes to the advisors about a handoff they have never seen.
 */
export function linesFor(
  before: Handoff,
  after: Handoff,
  event: HandoffEvent,
  eventId: string,
): readonly OutboxEntry[] {
  const entries: OutboxEntry[] = [];
  const add = (message: OutboxMessage) =>
    entries.push({ key: `${after.id}:${eventId}:${message.kind}`, message });
  const seen = isInLine(before.state) || isWithPerson(before.state) || isInLine(after.state);
  if (seen && !WITHOUT_CARD.has(event)) add({ kind: "card", handoffId: after.id });
  if (event === "submit" || event === "submit_after_hours") entries.push(...sharedWith(after));
  // Whom the lines are about: who holds it now, else who did. Not who acted, which may be the clock.
  const advisor = after.ownerId ?? before.ownerId;
  const toAdvisors = TO_ADVISORS[event];
  if (seen && toAdvisors) {
    add({
      kind: "advisor_line",
      handoffId: after.id,
      line: toAdvisors,
      ...(advisor && { actorId: advisor }),
    });
  }
  const toRequester = TO_REQUESTER[event];
  // A request that was never sent is answered where it was asked, by the preview itself.
  const neverSent = event === "cancel" && !seen;
  if (toRequester && !neverSent) {
    add({
      kind: "requester_line",
      handoffId: after.id,
      line: toRequester,
      ...(advisor && { advisorId: advisor }),
    });
  }
  return entries;
}

/** Takes a turn away from below the card, and its lines from the card. */
export function linesWithout(id: string, turnId: string): readonly OutboxEntry[] {
  return [
    {
      key: `turn:${id}:${turnId}:deleted`,
      message: { kind: "shared_turn", handoffId: id, turnId, text: "", withAnswer: false },
    },
    { key: `${id}:without:${turnId}`, message: { kind: "card", handoffId: id } },
  ];
}

/** The turns behind the brief, below its card, and the card once more, whose lines can now link to them. */
function sharedWith({ id, brief }: Handoff): readonly OutboxEntry[] {
  const turns = sharedTurns(brief);
  if (turns.length === 0) return [];
  return [
    ...turns.map((turn) => ({
      key: `turn:${id}:${turn.turnId}`,
      message: { kind: "shared_turn" as const, handoffId: id, ...turn },
    })),
    { key: `${id}:linked`, message: { kind: "card", handoffId: id } },
  ];
}
