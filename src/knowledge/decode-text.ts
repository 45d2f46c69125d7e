import Encoding from "encoding-japanese";
import { AppError } from "../errors.ts";

/** Encodings a Japanese text file is found in, by the names TextDecoder knows. */
const DETECTED: Readonly<Record<string, string>> = {
  SJIS: "shift_jis",
  EUCJP: "euc-jp",
  JIS: "iso-2022-jp",
  UTF16LE: "utf-16le",
  UTF16BE: "utf-16be",
};

/**
 * Bytes as text: UTF-8 with or without BOM, UTF-16 with BOM, Shift_JIS, EUC-JP, ISO-2022-JP.
 * `declared` (an HTML charset) is believed when the bytes are no valid UTF-8.
 * @throws AppError `knowledge_encoding` rather than letting garbled text into the index
 */
export function decodeText(bytes: Uint8Array, id: string, declared?: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode("utf-16le", bytes, id);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode("utf-16be", bytes, id);
  // ISO-2022-JP is plain ASCII with escape sequences and would pass for UTF-8.
  const escaped = bytes.includes(0x1b) && Encoding.detect(bytes) === "JIS";
  const utf8 = escaped ? undefined : tryDecode("utf-8", bytes);
  if (utf8 !== undefined) return tidy(utf8, id);
  const declaredText = declared === undefined ? undefined : tryDecode(declared, bytes);
  if (declaredText !== undefined) return tidy(declaredText, id);
  const encoding = DETECTED[Encoding.detect(bytes) || ""];
  if (encoding === undefined) throw unreadable(id);
  return decode(encoding, bytes, id);
}

function decode(encoding: string, bytes: Uint8Array, id: string): string {
  const text = tryDecode(encoding, bytes);
  if (text === undefined) throw unreadable(id);
  return tidy(text, id);
}

function tryDecode(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** One kind of line break; a file with null bytes is no text, whatever its name says. */
function tidy(text: string, id: string): string {
  if (text.includes("\0")) throw unreadable(id);
  return text.replace(/\r\n?/g, "\n");
}

function unreadable(id: string): AppError {
  return new AppError("knowledge_encoding", `${id}: its encoding cannot be told`, "Save the file as UTF-8.");
}
