import type { KnownBlock, TableBlock } from "@slack/types";
import type { Abilities } from "./abilities.ts";

/** Blocks as this workspace is known to take them: a data table gives way to the older table. */
export function knownBlocks(blocks: readonly KnownBlock[], abilities: Abilities): KnownBlock[] {
  return abilities.has("dataTable") ? [...blocks] : olderBlocks(blocks);
}

/** The same in older words; what a data table can do more (caption, paging) is lost, no cell is. */
export function olderBlocks(blocks: readonly KnownBlock[]): KnownBlock[] {
  return blocks.map((block): KnownBlock => {
    if (block.type !== "data_table") return block;
    return { type: "table", rows: block.rows as TableBlock["rows"] };
  });
}

export const hasNewerBlocks = (blocks: readonly KnownBlock[]): boolean =>
  blocks.some(({ type }) => type === "data_table");
