import { zip } from "./inputs.mjs";

const event = {
  channel: "D0ANA",
  user: "U0ANA",
  ts: "1700000000.000100",
  text: "インフラの仕事は? <@U0BOT>",
};
const wrapped = (inner) => ({
  type: "event_callback",
  team_id: "T0",
  event_id: "Ev1",
  event: { ...event, ...inner },
});

/** Events API bodies as Slack sends them. */
export const SLACK_EVENTS = [
  wrapped({ type: "message", channel_type: "im" }),
  wrapped({ type: "app_mention", channel: "C0", thread_ts: "1700000000.000001" }),
  wrapped({
    type: "message",
    files: [{ id: "F1", name: "履歴書.pdf", url_private: "https://files.slack.com/x", size: 10 }],
  }),
  wrapped({
    type: "message",
    subtype: "message_changed",
    message: { ...event, edited: { ts: "1700000001.000100" } },
    previous_message: { ...event, text: "前" },
  }),
  wrapped({ type: "message", subtype: "message_deleted", deleted_ts: event.ts, previous_message: event }),
];
/** A press on a button in a message. */
export const PRESSES = [
  {
    type: "block_actions",
    team: { id: "T0" },
    user: { id: "U0ANA" },
    trigger_id: "1.2",
    channel: { id: "D0ANA" },
    message: { ts: "1700000000.000100", thread_ts: "1700000000.000001" },
    container: { message_ts: "1700000000.000100" },
    actions: [{ action_id: "handoff_claim", action_ts: "1", value: "id1", selected_option: { value: "x" } }],
  },
];

export const FRONT_MATTER = [
  "title: 違い\nsource: article\nurl: https://example.com/a\nlanguage: ja\nreviewed: 2026-01-31\npublisher: 例社",
  "title: &a x\nsource: *a\nlanguage: en\nreviewed: '2026-01-31'\npublisher: [1, {b: 2}]",
];

const MARKDOWN = `---\n${FRONT_MATTER[0]}\n---\n# 違い\n\n土台を支えます。\n\n## 表\n\n| 職種 | 仕事 |\n|---|---|\n| インフラ | 土台 |\n\n- 一つ\n- 二つ\n`;
const HTML =
  "<!doctype html><meta charset=utf-8><title>違い</title><main><h1>違い</h1><p>土台を支えます。</p><table><tr><td>a<td>b</table><ul><li>一</ul></main>";
const DOCX = zip({
  "[Content_Types].xml":
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  "_rels/.rels":
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  "word/document.xml":
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>土台を支えます。</w:t></w:r></w:p></w:body></w:document>',
});
const PDF = Buffer.from(
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n" +
    "4 0 obj<</Length 44>>stream\nBT /F1 12 Tf 20 200 Td (What engineers do.) Tj ET\nendstream endobj\n" +
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
);

/** One good file of each format that is ingested. */
export const FILES = {
  "a.md": [Buffer.from(MARKDOWN)],
  "a.txt": [Buffer.from("違い\n\n土台を支えます。\n・一つ\n・二つ\n")],
  "a.html": [Buffer.from(HTML)],
  "a.docx": [DOCX],
  "a.pdf": [PDF],
};

/** Lines of an export. */
export const EXPORT_LINES = [
  { table: "conversations", row: { id: "c1", requester_id: "U1", locale: "ja", started_at: 1 } },
  { table: "presence", row: { name: "slack", at: 1 } },
];
