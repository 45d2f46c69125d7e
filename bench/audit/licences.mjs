import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { init } from "license-checker-rseidelsohn";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Licences that ask for nothing but their own text to be kept. */
const PERMISSIVE = new Set([
  "MIT",
  "MIT-0",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "Python-2.0",
  "PSF-2.0",
  // "BSD" without a number (duck): its text is the two-clause one.
  "BSD*",
  "CC0-1.0",
  "Unlicense",
  "WTFPL",
  "Zlib",
]);
const isPermissive = (licence) =>
  licence
    .replace(/[()]/g, "")
    .split(/ OR /)
    .some((choice) => choice.split(/ AND /).every((part) => PERMISSIVE.has(part.trim())));

/** Every package that runs in production, by licence; one that asks for more fails. */
export async function run() {
  const found = await promisify(init)({ start: ROOT, production: true, excludePrivatePackages: true });
  const packages = {};
  const others = [];
  for (const [name, { licenses }] of Object.entries(found)) {
    const licence = [licenses].flat().join(" AND ");
    packages[licence] = (packages[licence] ?? 0) + 1;
    if (!isPermissive(licence)) others.push(`${name}: ${licence}`);
  }
  return { packages: Object.keys(found).length, byLicence: packages, others };
}

export const isGood = ({ others }) => others.length === 0;
