// Bars for docs/: node bench/chart.mjs <title> <out.svg> < lines of "label<TAB>value<TAB>shown"
import { readFileSync, writeFileSync } from "node:fs";

const [title, out] = process.argv.slice(2);
const rows = readFileSync(0, "utf8")
  .trim()
  .split("\n")
  .map((line) => {
    const [label, value, shown] = line.split("\t");
    return { label, value: Number(value), shown };
  });
const ROW = 30;
const LEFT = 220;
const WIDTH = 720;
const most = Math.max(...rows.map(({ value }) => value));
const xml = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
const bars = rows.map(({ label, value, shown }, i) => {
  const y = 52 + i * ROW;
  const width = Math.max(2, ((WIDTH - LEFT - 190) * value) / most);
  const fill = label.startsWith("shirube") ? "#2f7d6b" : "#a9b4b0";
  return `<text x="${LEFT - 10}" y="${y + 14}" text-anchor="end">${xml(label)}</text><rect x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="20" rx="3" fill="${fill}"/><text x="${(LEFT + width + 8).toFixed(1)}" y="${y + 14}">${xml(shown)}</text>`;
});
const height = 64 + rows.length * ROW;
writeFileSync(
  out,
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="${xml(title)}"><rect width="${WIDTH}" height="${height}" fill="#ffffff"/><g fill="#26302d"><text x="20" y="30" font-size="16" font-weight="600">${xml(title)}</text>${bars.join("")}</g></svg>\n`,
);
