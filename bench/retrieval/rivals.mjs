// Other engines on the same corpus, for `shirube bench retrieval --rivals`. Word engines get our tokens
// (words and script tokens), so that only their ranking is compared; vector stores get our built-in embedder.

import { MemoryVectorStore } from "@langchain/classic/vectorstores/memory";
import { HNSWLib } from "@langchain/community/vectorstores/hnswlib";
import { create, insertMultiple, search } from "@orama/orama";
import FlexSearch from "flexsearch";
import lunr from "lunr";
import MiniSearch from "minisearch";
import { createLexicalEmbedder } from "../../dist/retrieval/embed-lexical.js";
import { toLangChainEmbeddings } from "../../dist/retrieval/embeddings-adapter.js";
import { normalise } from "../../dist/retrieval/normalise.js";
import { scriptTokens, wordTokens } from "../../dist/retrieval/tokenize.js";

const tokens = (text) => {
  const normalised = normalise(text);
  return [...wordTokens(normalised), ...scriptTokens(normalised)];
};
const content = ({ title, text }) => `${title}\n${text}`;

async function minisearch(corpus) {
  const index = new MiniSearch({ fields: ["content"], tokenize: tokens, processTerm: (term) => term });
  index.addAll(corpus.map((paragraph) => ({ id: paragraph.id, content: content(paragraph) })));
  return (question, k) =>
    index
      .search(question)
      .slice(0, k)
      .map(({ id }) => id);
}

async function lunrEngine(corpus) {
  const builder = new lunr.Builder();
  builder.ref("id");
  builder.field("content");
  builder.tokenizer = (value) => tokens(value).map((token) => new lunr.Token(token, {}));
  for (const paragraph of corpus) builder.add({ id: paragraph.id, content: content(paragraph) });
  const index = builder.build();
  return (question, k) =>
    index
      .query((query) => {
        for (const token of tokens(question)) query.term(token, {});
      })
      .slice(0, k)
      .map(({ ref }) => ref);
}

async function flexsearch(corpus) {
  const index = new FlexSearch.Index({ tokenize: "strict", encode: tokens, resolution: 9 });
  corpus.forEach((paragraph, i) => {
    index.add(i, content(paragraph));
  });
  return (question, k) => index.search(question, { limit: k, suggest: true }).map((i) => corpus[i].id);
}

async function orama(corpus) {
  const tokenizer = {
    language: "japanese",
    normalizationCache: new Map(),
    tokenize: (text) => [...new Set(tokens(text))],
  };
  const db = create({ schema: { content: "string" }, components: { tokenizer } });
  await insertMultiple(
    db,
    corpus.map((paragraph) => ({ id: paragraph.id, content: content(paragraph) })),
  );
  return async (question, k) =>
    (await search(db, { term: question, limit: k, threshold: 1 })).hits.map(({ id }) => id);
}

async function langchainMemory(corpus) {
  const store = await MemoryVectorStore.fromTexts(
    corpus.map(content),
    corpus.map(({ id }) => ({ id })),
    toLangChainEmbeddings(createLexicalEmbedder()),
  );
  return async (question, k) =>
    (await store.similaritySearch(question, k)).map(({ metadata }) => metadata.id);
}

async function communityHnsw(corpus) {
  const store = await HNSWLib.fromTexts(
    corpus.map(content),
    corpus.map(({ id }) => ({ id })),
    toLangChainEmbeddings(createLexicalEmbedder()),
  );
  return async (question, k) =>
    (await store.similaritySearch(question, k)).map(({ metadata }) => metadata.id);
}

export const rivals = {
  MiniSearch: minisearch,
  lunr: lunrEngine,
  FlexSearch: flexsearch,
  Orama: orama,
  "LangChain MemoryVectorStore": langchainMemory,
  "community HNSWLib": communityHnsw,
};
