import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { watchKeys } from "./support/read-keys.ts";

const require = createRequire(import.meta.url);
const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

/** The folder of a package whose files are not all exported. */
function folderOf(name: string): string {
  const main = require.resolve(name);
  return join(main.slice(0, main.lastIndexOf(`/node_modules/${name}/`)), "node_modules", name);
}

const compose = new Ajv({ strict: false, validateFormats: false, validateSchema: false }).compile(
  JSON.parse(readFileSync(join(folderOf("dclint"), "schemas/compose.schema.json"), "utf8")),
);

function faultsOfCompose(text: string): string[] {
  compose(parse(text));
  return (compose.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, params.additionalProperty].filter(Boolean).join(" "),
  );
}

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
}
type Validate = ((data: unknown) => boolean) & {
  readonly errors: readonly { readonly instancePath: string; readonly message?: string }[] | null;
};

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Everything that Kubernetes' published schemas do not allow, keys they do not know included. */
function faultsOfKubernetes(text: string): string[] {
  return parseAllDocuments(text).flatMap((document) => {
    const manifest = document.toJS() as Manifest;
    const [group = "", version = ""] = manifest.apiVersion.split("/");
    const name = `IoK8sApi${capital(group)}${capital(version)}${manifest.kind}`;
    const folder = folderOf("kubernetes-models");
    const { validate } = require(join(folder, "_schemas", name)) as { readonly validate: Validate };
    const keys = watchKeys(manifest as never);
    validate(keys.watched);
    const wrong = (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ""}`);
    return [...wrong, ...keys.unread().map((path) => `${path} is not known`)];
  });
}

test("compose.yaml is what the Compose Specification allows", () => {
  expect(faultsOfCompose(read("compose.yaml"))).toEqual([]);
});

test.each([
  ["a misspelt key", "read_only: true", "readonly: true", /shirube.*readonly/],
  ["a condition that does not exist", "service_healthy", "service_hale", /depends_on\/database\/condition/],
  ["a misspelt section", "\nvolumes:\n", "\nvolume:\n", /volume/],
])("%s in compose.yaml is found", (_, right, wrong, said) => {
  const text = read("compose.yaml");
  expect(text).toContain(right);
  expect(faultsOfCompose(text.replace(right, wrong)).join("\n")).toMatch(said);
});

test("the Kubernetes example is what Kubernetes' schemas allow", () => {
  expect(faultsOfKubernetes(read("docs/kubernetes/shirube.yaml"))).toEqual([]);
});

test.each([
  [
    "a misspelt key",
    "readOnlyRootFilesystem",
    "readOnlyRootFileSystem",
    /securityContext\/readOnlyRootFileSystem/,
  ],
  ["a misspelt probe", "readinessProbe:", "readynessProbe:", /containers\/0\/readynessProbe/],
  ["a value of the wrong type", "replicas: 2", "replicas: many", /spec\/replicas/],
  ["a key of the budget", "minAvailable: 1", "minimumAvailable: 1", /minimumAvailable/],
  ["a missing selector", "  selector: { matchLabels: { app: shirube } }\n  strategy", "  strategy", /spec/],
])("%s in the Kubernetes example is found", (_, right, wrong, said) => {
  const text = read("docs/kubernetes/shirube.yaml");
  expect(text).toContain(right);
  expect(faultsOfKubernetes(text.replace(right, wrong)).join("\n")).toMatch(said);
});
