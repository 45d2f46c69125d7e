import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestPlaces, diversify, rankAmong } from "../../src/retrieval/ranking.ts";
import { contentSignature } from "../../src/retrieval/tokenize.ts";

const everywhere = () => true;

describe("the best of many scores", () => {
  test("are the same as sorting everything, equal scores in document order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.integer({ min: 1, max: 8 }), (values, k) => {
        const scores = Float64Array.from(values);
        const sorted = [...scores.keys()]
          .filter((place) => (scores[place] as number) > 0)
          .sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
        const best = bestPlaces(scores, k, everywhere);
        expect(best).toEqual(sorted.slice(0, k));
        best.forEach((place, i) => {
          expect(rankAmong(scores, place, everywhere)).toBe(i + 1);
        });
      }),
    );
  });

  test("leave out what is not allowed", () => {
    expect(bestPlaces(Float64Array.of(3, 2, 1), 2, (place) => place !== 0)).toEqual([1, 2]);
  });
});

describe("passages that differ", () => {
  const texts = ["甲板 乙女 丙午", "甲板 乙女 丙午", "戊辰 己巳 庚申"];
  const tokensOf = (place: number) => contentSignature(texts[place] as string);

  test("a repetition of a better passage makes room for another", () => {
    expect(diversify([0, 1, 2], Float64Array.of(10, 9, 6), 2, tokensOf, 0.5)).toEqual([0, 2]);
  });

  test("the best passage always stays first, and without penalty the order is untouched", () => {
    expect(diversify([0, 1, 2], Float64Array.of(10, 9, 6), 3, tokensOf, 0)).toEqual([0, 1, 2]);
    expect(diversify([1, 0, 2], Float64Array.of(9, 10, 6), 1, tokensOf, 0.5)).toEqual([1]);
  });
});
