import { expect, it } from "vitest";
import { publishingProblems } from "./publishing-problems.ts";

const good = {
  name: "@mdmkit/acme",
  repository: { url: "git+https://github.com/mdmkit/mdmkit.git", directory: "packages/acme" },
  publishConfig: { access: "public", provenance: true },
  dependencies: { "@mdmkit/runtime": "^0.1.0", ajv: "^8.0.0" },
};
const names = ["@mdmkit/acme", "@mdmkit/runtime"];

it("accepts what the registry and users accept", () => {
  expect(publishingProblems(good, names)).toEqual([]);
});

it.each([
  ["is private", { private: true }],
  ["access", { publishConfig: { provenance: true } }],
  ["provenance", { publishConfig: { access: "public" } }],
  ["repository", { repository: {} }],
  ["by workspace:^", { dependencies: { "@mdmkit/runtime": "workspace:^" } }],
  ["@mdmkit/draft, which is not published", { peerDependencies: { "@mdmkit/draft": "^0.1.0" } }],
])("finds what prevents it: %s", (problem, change) => {
  const problems = publishingProblems({ ...good, ...change }, names);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(problem);
});
