import Encoding from "encoding-japanese";
import { describe, expect, test } from "vitest";
import type { SourceDocument } from "../../src/knowledge/document.ts";
import { readDocument } from "../../src/knowledge/parse-document.ts";
import { docx, pdf, zip } from "./office-files.ts";

const read = (id: string, bytes: Uint8Array | string, sidecar?: string) =>
  readDocument({
    id,
    bytes: typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes,
    ...(sidecar === undefined ? {} : { sidecar }),
  });
const outline = (document: SourceDocument) =>
  document.sections.map(({ headingPath, start, end, page }) => ({
    path: headingPath.slice(1).join(" › "),
    text: document.text.slice(start, end),
    ...(page && { page }),
  }));

const PAGE = `<!doctype html><html><head><title>仕事の手引き</title><style>p{}</style></head><body>
<header><nav><ul><li>ホーム</li><li>会社案内</li></ul></nav></header>
<main><h1>仕事の手引き</h1><p>はじめに読む<b>大切な</b>文です。</p>
<div class="ad-box">広告です。今すぐ買う</div>
<h2>道具</h2><ul><li>包丁を研ぎます。</li><li>鍋を磨きます。</li></ul>
<div class="box"><p>今すぐ申し込む</p><p>たった30秒</p></div>
<h2>時間</h2><table><tr><th>曜日</th><th>開店</th></tr><tr><td>月曜</td><td>9時</td></tr></table>
<div class="box"><p>今すぐ申し込む</p><p>たった30秒</p></div>
<h3>休み</h3>休みは<br>水曜です。
<div class="box"><p>今すぐ申し込む</p><p>たった30秒</p></div>
<form><p>お名前</p><input></form></main>
<footer><p>Copyright</p></footer><script>alert(1)</script></body></html>`;

describe("a page saved from a site", () => {
  test("headings, lists and tables stay; navigation, ads, forms and repeated calls to action go", async () => {
    const document = await read("page.html", PAGE);
    expect(document.meta.title).toBe("仕事の手引き");
    expect(outline(document)).toEqual([
      { path: "", text: "はじめに読む大切な文です。" },
      { path: "道具", text: "包丁を研ぎます。\n鍋を磨きます。" },
      { path: "時間", text: "曜日 | 開店\n月曜 | 9時" },
      { path: "時間 › 休み", text: "休みは\n水曜です。" },
    ]);
  });

  test("a page nested to overflow the stack is refused, not walked", async () => {
    await expect(read("deep.html", "<div>".repeat(2_000))).rejects.toThrow(/nested too deeply/);
  });
});

describe("encodings of Japanese files", () => {
  const sentence = "文字化けしない日本語の文章です。半角ｶﾅも読めます。";
  test.each(["SJIS", "EUCJP", "JIS"] as const)("%s is read as what it is", async (to) => {
    const bytes = Uint8Array.from(
      Encoding.convert(Encoding.stringToCode(`題名です\n\n${sentence}`), { to, from: "UNICODE" }),
    );
    expect((await read("old.txt", bytes)).text).toContain(sentence);
  });

  test("a byte order mark and Windows line breaks leave no trace", async () => {
    const document = await read("bom.txt", `\ufeff題名です\r\n\r\n${sentence}\r\n`);
    expect(document.text).toBe(`題名です\n\n${sentence}`);
  });

  test("a page is decoded by the charset it declares", async () => {
    const html = `<meta charset="Shift_JIS"><title>題</title><p>${sentence}</p>`;
    const bytes = Uint8Array.from(
      Encoding.convert(Encoding.stringToCode(html), { to: "SJIS", from: "UNICODE" }),
    );
    expect((await read("old.html", bytes)).text).toContain("文字化けしない");
  });

  test("bytes that are no text are refused", async () => {
    await expect(read("image.txt", Uint8Array.of(0x89, 0x50, 0, 0, 0xff, 0xfe, 0x81))).rejects.toThrow(
      /encoding/,
    );
  });
});

test("a line with a million blanks is read like any other", async () => {
  const blanks = " ".repeat(1_000_000);
  const document = await read(
    "notes.md",
    `# 覚え書き\n\nはじめの文です。${blanks}つづき。${blanks}\n\n終わりの文です。\n`,
  );
  expect(document.text.split("\n").map((line) => line.replace(blanks, "…"))).toEqual(
    expect.arrayContaining(["はじめの文です。…つづき。", "終わりの文です。"]),
  );
});

describe("office files", () => {
  test("a PDF keeps its page numbers, joins wrapped lines and drops running heads", async () => {
    const long = "長い文は行の終わりまで続いていて次の行へ";
    const document = await read(
      "guide.pdf",
      pdf([
        ["社内資料", "道具", `${long}`, "折り返されます。", "1"],
        ["社内資料", "時間", "朝は九時に開けてから夕方まで働きます。", "2"],
        ["社内資料", "休み", "休みは毎週の水曜と決まっています。", "3"],
      ]),
    );
    expect(outline(document)).toEqual([
      { path: "道具", text: `${long}折り返されます。`, page: 1 },
      { path: "時間", text: "朝は九時に開けてから夕方まで働きます。", page: 2 },
      { path: "休み", text: "休みは毎週の水曜と決まっています。", page: 3 },
    ]);
  });

  test("a Word document's heading styles become sections", async () => {
    const file = docx([
      ["Title", "仕事の手引き"],
      ["Normal", "はじめの文です。"],
      ["Heading1", "道具"],
      ["Normal", "包丁を研ぎます。"],
    ]);
    const document = await read("guide.docx", file);
    expect(outline(document).map(({ text }) => text)).toEqual(["はじめの文です。", "包丁を研ぎます。"]);
    expect(document.sections[1]?.headingPath.at(-1)).toBe("道具");
  });

  test("metadata beside a binary file is used, and mended where it is wrong", async () => {
    const file = docx([["Normal", "本文です。"]]);
    const meta = "title: 手引き\nsource: 総務部\nlanguage: ja\nreviewed: 2026-01-31\npublisher: 総務部\n";
    expect((await read("guide.docx", file, meta)).meta).toMatchObject({
      title: "手引き",
      reviewed: "2026-01-31",
    });
    await expect(read("guide.docx", file, "title: 手引き\nlanguage: fr\n")).rejects.toThrow(
      /source.*language.*reviewed/,
    );
  });

  test("a zip bomb is refused before it unpacks", async () => {
    const bomb = zip({ "word/document.xml": Buffer.alloc(300 * 1024 * 1024) });
    await expect(read("bomb.docx", bomb)).rejects.toThrow(/unpacks to far more/);
  });

  test.each(["broken.docx", "broken.pdf"])("%s says that it cannot be opened", async (id) => {
    await expect(read(id, "not what it claims to be")).rejects.toThrow(id);
  });
});
