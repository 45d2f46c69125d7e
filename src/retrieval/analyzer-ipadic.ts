import { createRequire } from "node:module";
import { AppError } from "../errors.ts";
import { type Analyzer, createDictionaryAnalyzer, type DictionaryToken } from "./analyzer.ts";

const PACKAGE = "lindera-wasm-nodejs-ipadic";

/** The part of the package that is used. */
interface Lindera {
  readonly TokenizerBuilder: new () => {
    setDictionary(uri: string): void;
    setMode(mode: "normal"): void;
    build(): { tokenize(text: string): readonly LinderaToken[] };
  };
}

interface LinderaToken {
  readonly surface: string;
  readonly partOfSpeech: string;
  /** The details are absent where the dictionary does not know the word. */
  readonly partOfSpeechSubcategory1?: string;
  readonly baseForm?: string;
}

/** The dictionary takes 13 MB, so it is opened once a process. */
let opened: Analyzer | undefined;

/**
 * Words by the IPADIC dictionary through lindera's WebAssembly build, an optional package.
 * @param load replaces the package
 * @throws AppError `dictionary_missing` when it is not installed
 */
export function openIpadicAnalyzer(load?: () => Lindera): Analyzer {
  if (load) return createAnalyzer(load);
  opened ??= createAnalyzer(() => createRequire(import.meta.url)(PACKAGE) as Lindera);
  return opened;
}

function createAnalyzer(load: () => Lindera): Analyzer {
  const builder = new (installed(load).TokenizerBuilder)();
  builder.setDictionary("embedded://ipadic");
  builder.setMode("normal");
  const tokenizer = builder.build();
  return createDictionaryAnalyzer("ipadic", (text) => tokenizer.tokenize(text).map(toToken));
}

const toToken = (token: LinderaToken): DictionaryToken => ({
  surface: token.surface,
  partOfSpeech: token.partOfSpeech,
  detail: token.partOfSpeechSubcategory1,
  base: token.baseForm === "*" ? undefined : token.baseForm,
});

function installed(load: () => Lindera): Lindera {
  try {
    return load();
  } catch (error) {
    throw new AppError(
      "dictionary_missing",
      `the optional package ${PACKAGE} is not installed`,
      `Run: npm install --no-save ${PACKAGE}@2.0.0 (13 MB), or clear SHIRUBE_DICTIONARY.`,
      { cause: error },
    );
  }
}
