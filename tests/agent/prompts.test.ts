import { describe, expect, test } from "vitest";
import { loadPrompts, parsePrompt, promptOf } from "../../src/agent/prompts.ts";

const file = (front: string, body: string) => `---\n${front}\n---\n${body}\n`;

describe("prompts", () => {
  test("every file loads, says what it is for and is named by its content", () => {
    const prompts = loadPrompts();
    expect([...prompts.keys()]).toEqual(
      expect.arrayContaining([
        "career-agent",
        "search-knowledge",
        "request-handoff",
        "turn",
        "search-result",
      ]),
    );
    for (const prompt of prompts.values()) {
      expect(prompt.version).toMatch(new RegExp(`^${prompt.id}@[0-9a-f]{8}$`));
      expect(prompt.purpose.length).toBeGreaterThan(10);
    }
  });

  test("the standing instructions are the same for everybody, so that providers can cache them", () => {
    expect(promptOf(loadPrompts(), "career-agent").variables).toEqual([]);
  });

  test("another word is another version", () => {
    const front = "id: a\npurpose: p";
    expect(parsePrompt("a.md", file(front, "x")).version).not.toBe(
      parsePrompt("a.md", file(front, "y")).version,
    );
  });

  test("places are filled, and a missing value is an error rather than a gap", () => {
    const prompt = parsePrompt("a.md", file("id: a\npurpose: p\nvariables: [who]", "Hello {{who}}"));
    expect(prompt.render({ who: "Mei {{who}}" })).toBe("Hello Mei {{who}}");
    expect(() => prompt.render()).toThrow(/who/);
  });

  test.each([
    ["no front matter", "a.md", "Hello"],
    ["another id than its name", "a.md", file("id: b\npurpose: p", "x")],
    ["a place that is not listed", "a.md", file("id: a\npurpose: p", "{{x}}")],
    ["a listed place it does not use", "a.md", file("id: a\npurpose: p\nvariables: [x]", "y")],
  ])("a file with %s is refused by name", (_what, name, text) => {
    expect(() => parsePrompt(name, text)).toThrow(/prompts\/a\.md/);
  });

  test("a prompt that is gone is asked for by name", () => {
    expect(() => promptOf(new Map(), "career-agent")).toThrow(/career-agent/);
  });
});
