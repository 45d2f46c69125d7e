import { readFileSync } from "node:fs";

/** More than any cache of people holds. */
const MOST_PEOPLE = 12_000;
/** Ended threads that Slack's stand-in still keeps, for what comes late. */
const KEPT_THREADS = 200;
const PATIENCE_MS = 60_000;

const golden = (name) =>
  readFileSync(new URL(`../../tests/golden/${name}.jsonl`, import.meta.url), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line).question);
const ANSWERABLE = [...golden("answerable-ja"), ...golden("answerable-en")];
const QUESTIONS = [...ANSWERABLE, ...golden("unanswerable"), ...golden("decisions")];

const isWhole = (message) => message.bot_id && message.stream?.state !== "streaming";
const shows = (record, words) => JSON.stringify(record).includes(words);

/** What many people do with the bot in a day: ask and ask on, in private, vote, and now and then speak with an advisor. */
export function createDay(workspace, random, total) {
  const { store, advisorChannelId: room } = workspace;
  const people = Math.min(MOST_PEOPLE, Math.ceil(total / 2));
  const next = watch(store);
  const ended = [];
  let [held, asked, unanswered] = [0, 0, 0];
  let advising = Promise.resolve();

  const personOf = (n) => {
    const key = `p${n % people}`;
    return workspace.addPerson({ key, name: `相談${n % people}`, role: "requester" });
  };
  /** Does what makes somebody wait, and waits; what does not come is counted, and the conversation ends. */
  const expecting = async (collection, matches, deed) => {
    const coming = next(collection, matches);
    await deed();
    const record = await coming;
    if (record) return record;
    unanswered += 1;
    throw new Unanswered();
  };
  const inThread =
    (channel, thread, after, words = "") =>
    (message) =>
      isWhole(message) &&
      message.channel === channel &&
      message.thread_ts === thread() &&
      message.ts > after() &&
      shows(message, words);

  const forgetLater = (channel, thread) => {
    ended.push({ channel, thread });
    if (ended.length > KEPT_THREADS) forget(workspace, ended.shift());
  };

  /** @returns the person's words and the whole answer */
  const ask = async (person, thread, text, words) => {
    let said;
    const root = () => thread ?? said?.ts;
    const answer = await expecting(
      "messages",
      inThread(person.dmChannelId, root, () => said?.ts ?? "~", words),
      () => {
        asked += 1;
        said = thread ? person.replyInThread(person.dmChannelId, thread, text) : person.dm(text);
      },
    );
    return { thread: root(), answer };
  };

  const talk = async (person, n) => {
    const turns = random.between(1, 3);
    let thread;
    try {
      for (let turn = 0; turn < turns; turn += 1) {
        // No two alike, as in life: what is remembered by its words is remembered anew each time.
        const text = `${random.pick(QUESTIONS)} (${n}年目)`;
        const { thread: root, answer } = await ask(person, thread, text);
        thread = root;
        const vote = /"((?:good|bad):[^"]+)"/.exec(JSON.stringify(answer.blocks ?? []))?.[1];
        if (vote?.startsWith("good") && n % 5 === 0) await person.press(answer, "answer_feedback", vote);
      }
    } finally {
      if (thread) forgetLater(person.dmChannelId, thread);
    }
  };

  const privately = async (person) => {
    const isAnswer = (shown) => shown.user === person.id && shows(shown, "private_share");
    asked += 1;
    await expecting("ephemerals", isAnswer, () =>
      person.command("/career", `ask ${random.pick(ANSWERABLE)}`, workspace.generalChannelId),
    );
    forgetShown(store, person);
  };

  /** Handed over, spoken with, and given back to the agent. */
  const advise = async (person) => {
    const mei = workspace.person("advisor");
    const { thread, answer: preview } = await ask(person, undefined, "人と話したい", "handoff_submit");
    const isNewCard = (message) => message.channel === room && shows(message, "handoff_claim");
    const card = await expecting("messages", isNewCard, () => person.press(preview, "handoff_submit"));
    const now = () => store.get("messages", `${room}:${card.ts}`);
    const toPerson = (words, deed) =>
      expecting(
        "messages",
        inThread(
          person.dmChannelId,
          () => thread,
          () => preview.ts,
          words,
        ),
        deed,
      );
    await toPerson("加わりました", () => mei.press(now(), "handoff_claim"));
    await expecting(
      "messages",
      inThread(
        room,
        () => card.ts,
        () => card.ts,
        "よろしく",
      ),
      () => person.replyInThread(person.dmChannelId, thread, "よろしくお願いします"),
    );
    const isPrompt = (shown) => shown.user === mei.id && shows(shown, "handoff_draft_send");
    const prompt = await expecting("ephemerals", isPrompt, () =>
      mei.replyInThread(room, card.ts, "どんなことでお悩みですか"),
    );
    await toPerson("お悩み", () => mei.press(prompt, "handoff_draft_send"));
    const isReturned = (message) => message.ts === card.ts && !shows(message, "handoff_return");
    await expecting("messages", isReturned, () => mei.press(now(), "handoff_return"));
    forgetShown(store, mei);
    forgetLater(room, card.ts);
    forgetLater(person.dmChannelId, thread);
  };

  return {
    held: () => held,
    asked: () => asked,
    unanswered: () => unanswered,
    async converse(n) {
      const person = personOf(n);
      if (n % 25 === 0) person.openHome();
      try {
        if (n % 50 === 0) {
          // One at a time, so that it is plain whose card is whose.
          const mine = advising.then(() => advise(person));
          advising = mine.catch(() => undefined);
          await mine;
        } else if (n % 20 === 0) await privately(person);
        else await talk(person, n);
      } catch (error) {
        if (!(error instanceof Unanswered)) throw error;
      }
      held += 1;
    },
  };
}

class Unanswered extends Error {}

/** The next record of a collection that matches; undefined when none comes in time. */
function watch(store) {
  const waiting = new Set();
  store.subscribe(({ collection, record }) => {
    if (!record) return;
    for (const entry of waiting)
      if (entry.collection === collection && entry.matches(record)) entry.settle(record);
  });
  return (collection, matches) =>
    new Promise((resolve) => {
      const settle = (record) => {
        clearTimeout(timer);
        waiting.delete(entry);
        resolve(record);
      };
      const timer = setTimeout(settle, PATIENCE_MS);
      const entry = { collection, matches, settle };
      waiting.add(entry);
    });
}

/** Slack keeps everything; its stand-in must not be what grows. */
function forget(workspace, { channel, thread }) {
  for (const { ts } of workspace.thread(channel, thread))
    workspace.store.remove("messages", `${channel}:${ts}`);
  for (const collection of ["statuses", "sessions"])
    workspace.store.remove(collection, `${channel}:${thread}`);
}

function forgetShown(store, person) {
  for (const [id, { user }] of store.entries("ephemerals"))
    if (user === person.id) store.remove("ephemerals", id);
}
