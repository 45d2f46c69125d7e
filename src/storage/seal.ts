import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { AppError } from "../errors.ts";

/** Keeps secrets unreadable at rest. */
export interface Seal {
  /** @param place what the secret belongs to: it opens nowhere else */
  close(secret: string, place: string): string;
  /** @throws AppError `secret_unreadable` when no key fits or the text was changed */
  open(sealed: string, place: string): string;
  /** True when it was closed under another key than the first. */
  isOld(sealed: string): boolean;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM; `keys` of 32 bytes each: the first closes, all open. */
export function createSeal(keys: readonly Buffer[]): Seal {
  const named = keys.map((key) => ({
    key,
    name: createHash("sha256").update(key).digest("hex").slice(0, 8),
  }));
  const [first] = named;
  if (!first) throw new Error("a seal needs a key");
  return {
    close(secret, place) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", first.key, iv).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      return `${first.name}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64")}`;
    },
    open(sealed, place) {
      const [name, text = ""] = sealed.split(".");
      const known = named.find((candidate) => candidate.name === name);
      const bytes = Buffer.from(text, "base64");
      try {
        if (!known) throw new Error("its key is not among the keys given");
        const decipher = createDecipheriv("aes-256-gcm", known.key, bytes.subarray(0, IV_BYTES))
          .setAAD(Buffer.from(place))
          .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        const body = bytes.subarray(IV_BYTES + TAG_BYTES);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
      } catch (cause) {
        throw new AppError(
          "secret_unreadable",
          "A stored token cannot be read.",
          "Put the key it was stored under back into SHIRUBE_ENCRYPTION_KEYS, after the first.",
          { cause },
        );
      }
    },
    isOld: (sealed) => !sealed.startsWith(`${first.name}.`),
  };
}
