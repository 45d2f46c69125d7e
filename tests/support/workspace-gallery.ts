import type { App } from "@slack/bolt";
import type { KnownBlock, View } from "@slack/types";

const plain = (text: string) => ({ type: "plain_text" as const, text });
const mrkdwn = (text: string) => ({ type: "mrkdwn" as const, text });
const raw = (text: string) => ({ type: "raw_text" as const, text });
const options = ["平日", "土日"].map((text) => ({
  text: plain(text),
  value: text,
  description: plain(`${text}の夜`),
}));

const MARKDOWN = `### 見出し

**土台**を作る仕事です。[1] 詳しくは[資料](https://example.com/)へ。

- 一つめ
- [x] 済み

> 引用です

| 項目 | インフラ | バックエンド |
|---|:-:|--:|
| 仕事 | 基盤 | 機能 |

\`\`\`sql
SELECT 1;
\`\`\``;

/** One of every block a message can have. */
export const EVERY_BLOCK: readonly KnownBlock[] = [
  { type: "header", text: plain("すべての部品") },
  { type: "markdown", text: MARKDOWN },
  { type: "divider" },
  {
    type: "section",
    text: mrkdwn(
      "*太字* _斜体_ ~取消~ `code` <https://example.com/|リンク> <!date^1700000000^{date} {time}|日時> :wave:",
    ),
    accessory: {
      type: "overflow",
      action_id: "overflow",
      options: options.map(({ text, value }) => ({ text, value })),
    },
  },
  { type: "section", fields: [mrkdwn("*状況*\n運用3年"), plain("希望は設計")] },
  { type: "image", image_url: "https://example.com/a.png", alt_text: "構成図" },
  {
    type: "table",
    rows: [
      [raw("項目"), raw("値")],
      [raw("年収"), raw("公開なし [1]")],
    ],
  },
  {
    type: "data_table",
    caption: "比べる",
    page_size: 1,
    rows: [
      [raw("項目"), raw("値")],
      [raw("一"), raw("1")],
      [raw("二"), raw("2")],
    ],
  },
  {
    type: "rich_text",
    elements: [
      { type: "rich_text_section", elements: [{ type: "text", text: "整った文", style: { bold: true } }] },
      {
        type: "rich_text_list",
        style: "bullet",
        elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "箇条" }] }],
      },
    ],
  },
  { type: "alert", text: mrkdwn("お知らせ"), level: "warning" },
  {
    type: "context",
    elements: [
      mrkdwn("*根拠にした記述*"),
      ...[1, 2, 3, 4, 5].map((n) => mrkdwn(`*[${n}]* 章 › 節\n「文${n}」`)),
    ],
  },
  {
    type: "actions",
    elements: [
      { type: "button", action_id: "ask", style: "primary", text: plain("ひらく") },
      {
        type: "button",
        action_id: "drop",
        style: "danger",
        text: plain("やめる"),
        confirm: {
          title: plain("本当に?"),
          text: plain("取り消します"),
          confirm: plain("はい"),
          deny: plain("いいえ"),
        },
      },
      { type: "static_select", action_id: "pick", placeholder: plain("時期"), options },
      { type: "datepicker", action_id: "date" },
    ],
  },
  {
    type: "context_actions",
    elements: [
      {
        type: "feedback_buttons",
        action_id: "feedback",
        positive_button: { text: plain("役に立った"), value: "good" },
        negative_button: { text: plain("役に立たなかった"), value: "bad" },
      },
    ],
  },
];

const input = (block_id: string, element: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  ({
    type: "input",
    block_id,
    label: plain(block_id),
    element: { action_id: "value", ...element },
    ...more,
  }) as never;

/** A modal with one of every input. */
export const EVERY_INPUT: View = {
  type: "modal",
  callback_id: "every",
  title: plain("すべての入力"),
  submit: plain("送る"),
  close: plain("やめる"),
  blocks: [
    input("文", { type: "plain_text_input", multiline: true, min_length: 2 }, { hint: plain("ひとことで") }),
    input("選ぶ", { type: "static_select", options }),
    input("どちらか", { type: "radio_buttons", options, initial_option: options[0] }),
    input("いくつか", { type: "checkboxes", options }, { optional: true }),
    input(
      "まとめて",
      { type: "multi_static_select", options, placeholder: plain("曜日") },
      { optional: true },
    ),
    input("日", { type: "datepicker", initial_date: "2026-12-01" }),
    input("時刻", { type: "timepicker" }, { optional: true }),
    input("日時", { type: "datetimepicker" }, { optional: true }),
    input("人", { type: "users_select" }, { optional: true }),
    input("連絡先", { type: "email_text_input" }, { optional: true }),
    input("数", { type: "number_input", is_decimal_allowed: false }, { optional: true }),
  ],
};

/** An app that answers anything with everything, and keeps what its modal was sent. */
export function gallery(submitted: Record<string, unknown>[]) {
  return (app: App) => {
    app.message(async ({ message, client }) => {
      if (message.subtype || !("user" in message) || message.bot_id) return;
      const thread_ts = message.thread_ts ?? message.ts;
      await client.chat.postMessage({
        channel: message.channel,
        thread_ts,
        text: "すべての部品",
        blocks: [...EVERY_BLOCK],
      });
      await client.chat.postEphemeral({
        channel: message.channel,
        thread_ts,
        user: String(message.user),
        text: "あなただけに",
      });
    });
    app.action("ask", async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: (body as { trigger_id: string }).trigger_id, view: EVERY_INPUT });
    });
    app.action(/drop|pick|date|overflow|feedback/, async ({ ack, action }) => {
      submitted.push(action as never);
      await ack();
    });
    app.view("every", async ({ ack, view }) => {
      submitted.push(view.state.values as never);
      await ack();
    });
  };
}
