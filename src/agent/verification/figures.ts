/** Kanji digits and what each stands for. */
const DIGITS = "〇一二三四五六七八九";
const POWERS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000, 万: 10_000, 億: 100_000_000 };
const COUNTERS =
  "円|ドル|%|パーセント|割|倍|年|か月|ヶ月|カ月|ケ月|月|週間?|日|時間|分野|分|秒|人|名|社|件|つ|個|種類?|歳|才|回|度|点|職種|台|段階|年代";
const JAPANESE = new RegExp(
  `(\\d[\\d,]*(?:[.・]\\d+)?|[${DIGITS}十百千万億]+(?:・[${DIGITS}]+)?)([十百千万億]*)\\s?(${COUNTERS})?`,
  "gu",
);
/** One of several, enough, and the same: no figures, although they are spelled with a numeral. */
const NO_FIGURE =
  /の(?:一つ|ひとつ|1つ)|十分(?=な|に|で|とは|では)|一(?:緒|方|部|般|貫|本道|定|覧|人ひとり)|万が?一/g;
const MAGNITUDE =
  /[数何幾][十百千万億倍割年日人社件]|半(?:分|数|減|額|ば)|過半|大半|大多数|倍(?!率)|割(?=[^りる合]|$)|\d?割|パーセント|％|%|[百千万億]円?台/gu;

const WORDS: Readonly<Record<string, number>> = Object.fromEntries(
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    .split(" ")
    .map((word, value) => [word, value] as const)
    .concat(
      "twenty thirty forty fifty sixty seventy eighty ninety"
        .split(" ")
        .map((word, at) => [word, (at + 2) * 10] as const),
    ),
);
const ENGLISH_UNITS =
  /^(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|percent|%|times|people|yen|dollars?|projects?|engineers?|languages?|skills?)$/;
const ENGLISH_MAGNITUDE =
  /\b(?:half|halv\w+|doubl\w+|twice|thrice|tripl\w+|quadrupl\w+|\w+fold|dozens?|hundreds?|thousands?|millions?|billions?|decades?|centur(?:y|ies)|percent(?:age)?|per cent|majority|minority|(?:a|one|two|three) (?:thirds?|quarters?|fifths?)|tenths?|order of magnitude|[x×]\d+|\d+[x×])\b/gi;

/** Whether a claim states a number, a unit or a size that what it cites does not. */
export function hasNewFigure(claim: string, source: string): boolean {
  const known = figuresIn(source);
  const isKnown = ({ value, unit }: Figure) =>
    known.some((figure) => figure.value === value && (unit === "" || figure.unit === unit));
  if (!figuresIn(claim).every(isKnown)) return true;
  const sizes = new Set([...sizesIn(source)]);
  return sizesIn(claim).some((size) => !sizes.has(size));
}

interface Figure {
  readonly value: number;
  /** As counted; empty when a number stands alone. */
  readonly unit: string;
}

function sizesIn(text: string): string[] {
  const normal = text.normalize("NFKC").toLowerCase();
  return [...(normal.match(MAGNITUDE) ?? []), ...(normal.match(ENGLISH_MAGNITUDE) ?? [])];
}

function figuresIn(text: string): Figure[] {
  const normal = text.normalize("NFKC").replace(NO_FIGURE, " ");
  return [...japaneseFigures(normal), ...englishFigures(normal)];
}

function japaneseFigures(text: string): Figure[] {
  return [...text.matchAll(JAPANESE)].flatMap(([, number = "", powers = "", unit = ""]) => {
    const arabic = /^\d/.test(number);
    // A lone kanji digit is part of a word unless something is counted.
    if (!arabic && unit === "" && number.length < 2) return [];
    const value = arabic ? Number(number.replaceAll(",", "").replace("・", ".")) : kanjiValue(number);
    return [
      { value: [...powers].reduce((sum, power) => sum * (POWERS[power] ?? 1), value), unit: unitOf(unit) },
    ];
  });
}

function unitOf(unit: string): string {
  return unit.replace(/^[ヶカケ]月$/, "か月").replace("パーセント", "%");
}

/** 三百万 is 3,000,000; 一・五 is 1.5. */
function kanjiValue(text: string): number {
  const [whole = "", part = ""] = text.split("・");
  let sum = 0;
  let section = 0;
  let digit = 0;
  for (const char of whole) {
    const power = POWERS[char];
    if (power === undefined) digit = digit * 10 + DIGITS.indexOf(char);
    else if (power < 10_000) {
      section += (digit || 1) * power;
      digit = 0;
    } else {
      sum += (section + digit || 1) * power;
      section = 0;
      digit = 0;
    }
  }
  const decimals = [...part].map((char) => DIGITS.indexOf(char)).join("");
  return sum + section + digit + (decimals === "" ? 0 : Number(`0.${decimals}`));
}

/** Numbers spelled in words, with what they count; "one" alone is an article as often as a number. */
function englishFigures(text: string): Figure[] {
  const words =
    text
      .toLowerCase()
      .replace(/per cent/g, "percent")
      .match(/[a-z]+|\d[\d,]*(?:\.\d+)?|%/g) ?? [];
  return words.flatMap((word, at) => {
    const value = /^\d/.test(word) ? Number(word.replaceAll(",", "")) : WORDS[word];
    const next = words[at + 1] ?? "";
    const unit = ENGLISH_UNITS.test(next) ? next.replace(/s$/, "") : "";
    if (value === undefined || (word === "one" && unit === "")) return [];
    return [{ value, unit }];
  });
}
