import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { SETTINGS } from "../src/config/settings.ts";

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const KNOWN = new Set<string>(SETTINGS.map(({ name }) => name));

test("compose runs a database, two replicas without privileges or a writable root, and Prometheus on this machine only", () => {
  const { services, volumes, configs } = parse(read("compose.yaml"));
  expect(Object.keys(services)).toEqual(["database", "shirube", "prometheus"]);
  expect(services.shirube).toMatchObject({
    read_only: true,
    cap_drop: ["ALL"],
    security_opt: ["no-new-privileges:true"],
    deploy: { replicas: 2 },
    depends_on: { database: { condition: "service_healthy" } },
  });
  expect(Number.parseInt(services.shirube.stop_grace_period, 10)).toBeGreaterThan(25);
  for (const name of Object.keys(services.shirube.environment)) expect(KNOWN).toContain(name);
  for (const { ports = [] } of Object.values<{ ports?: string[] }>(services))
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  for (const volume of services.database.volumes)
    expect(Object.keys(volumes)).toContain(volume.split(":")[0]);
  for (const { source } of services.prometheus.configs) expect(Object.keys(configs)).toContain(source);
});

test("the Kubernetes example has probes, a disruption budget and a container that can change nothing of itself", () => {
  const [deployment, budget] = parseAllDocuments(read("docs/kubernetes/shirube.yaml")).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS();
  });
  const pod = deployment.spec.template;
  const [container] = pod.spec.containers;
  expect(container.securityContext).toMatchObject({
    readOnlyRootFilesystem: true,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
  });
  expect(pod.spec.securityContext.runAsNonRoot).toBe(true);
  expect(container.readinessProbe.httpGet.path).toBe("/readyz");
  expect(container.livenessProbe.httpGet.path).toBe("/healthz");
  expect(pod.spec.terminationGracePeriodSeconds).toBeGreaterThan(25);
  expect(budget).toMatchObject({ kind: "PodDisruptionBudget", spec: { minAvailable: 1 } });
  expect(budget.spec.selector.matchLabels).toEqual(pod.metadata.labels);
  const mounts = container.volumeMounts.map(({ name }: { name: string }) => name);
  expect(pod.spec.volumes.map(({ name }: { name: string }) => name)).toEqual(mounts);
});

test("the image is built from a locked install and runs as nobody special", () => {
  const dockerfile = read("Dockerfile");
  expect(dockerfile).toContain("RUN npm ci");
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(dockerfile).toMatch(/^HEALTHCHECK /m);
  for (const [, name = ""] of dockerfile.matchAll(/\b((?:SHIRUBE|OPERATIONS)_[A-Z]+)=/g))
    expect(KNOWN).toContain(name);
});
