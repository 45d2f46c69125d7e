import type { HtmlContent } from "./html.ts";
import { parseHtml } from "./html.ts";
import { assertZipWithin } from "./zip-bounds.ts";

const UNPACKED_LIMIT = 200 * 1024 * 1024;

/** Reads a Word document; its heading styles become headings, images are left out. */
export async function parseDocx(bytes: Uint8Array, id: string): Promise<HtmlContent> {
  assertZipWithin(bytes, UNPACKED_LIMIT, id);
  const { default: mammoth } = await import("mammoth");
  const options = {
    styleMap: [
      "p.Title => h1:fresh",
      "p[style-name='Title'] => h1:fresh",
      "p[style-name='表題'] => h1:fresh",
    ],
    convertImage: mammoth.images.imgElement(async () => ({ src: "" })),
  };
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, options);
  return parseHtml(value, id);
}
