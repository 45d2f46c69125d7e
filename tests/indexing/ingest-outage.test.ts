import { expect, test } from "vitest";
import { AppError, messageOf } from "../../src/errors.ts";
import { failureOf } from "../../src/indexing/ingest-apart.ts";

/** What the OpenAI package throws when the server's name cannot be resolved. */
function connectionError(): Error {
  const lookup = new Error("getaddrinfo EAI_AGAIN model.example");
  Object.assign(lookup, { code: "EAI_AGAIN", syscall: "getaddrinfo", hostname: "model.example" });
  const failed = new TypeError("fetch failed", { cause: lookup });
  return new Error("Connection error.", { cause: failed });
}

test("an embedding model whose name cannot be resolved is an outage, told with the name", () => {
  expect(failureOf(connectionError())).toMatchObject({
    code: "embedder_unreachable",
    message: expect.stringContaining("the name model.example cannot be resolved: EAI_AGAIN"),
  });
});

test("knowledge that cannot be read is none, and keeps its own code and hint", () => {
  const unreadable = new AppError("knowledge_none", "no document could be read", "Put files there.");
  expect(failureOf(unreadable)).toEqual({
    code: "knowledge_none",
    message: "no document could be read",
    hint: "Put files there.",
  });
  expect(messageOf(new Error("plain"))).toBe("plain");
});
