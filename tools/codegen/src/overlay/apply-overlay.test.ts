import { BaseResolver, bundle, createConfig } from "@redocly/openapi-core";
import { expect, it } from "vitest";
import { sourced } from "../lint/lint.ts";
import type { JsonValue } from "../read/json.ts";
import type { SourceDocument } from "../read/read-document.ts";
import { ProblemList } from "../workspace/problem.ts";
import { type Applied, applyOverlay } from "./apply-overlay.ts";
import { selectNodes } from "./select-nodes.ts";

const OPENAPI: JsonValue = {
  openapi: "3.1.0",
  info: { title: "Acme", version: "1" },
  components: {},
  paths: {
    "/a": {
      get: {
        operationId: "a",
        tags: ["one", "two"],
        parameters: [{ name: "x", in: "query" }],
        responses: {},
      },
    },
    "/b~c": { get: { operationId: "b", tags: ["three"], responses: { "200": { description: "OK" } } } },
  },
};

function documentOf(parsed: JsonValue, name: string): SourceDocument {
  return {
    source: { absoluteRef: `/specs/${name}.json`, body: JSON.stringify(parsed) },
    parsed: structuredClone(parsed),
  };
}

function apply(actions: JsonValue[], explain?: (applied: Applied) => void) {
  const document = documentOf(OPENAPI, "openapi");
  const overlay = documentOf(
    { overlay: "1.0.0", info: { title: "Overlay", version: "1" }, actions },
    "overlay",
  );
  const problems = new ProblemList();
  const locationOf = (pointer: string) => ({ file: pointer });
  const provenance = applyOverlay(overlay, { document: document.parsed, problems, locationOf, explain });
  return { document, overlay, problems, provenance };
}

const description = "Because.";

it.each<[string, JsonValue[]]>([
  ["merges objects", [{ target: "$.info", description, update: { title: "Apex", contact: { name: "A" } } }]],
  ["adds to lists", [{ target: "$.paths['/a'].get.tags", description, update: "four" }]],
  ["joins lists", [{ target: "$.paths[*].get", description, update: { tags: ["five", "six"] } }]],
  ["removes several items of a list", [{ target: "$.paths['/a'].get.tags[*]", description, remove: true }]],
  [
    "removes by filter",
    [{ target: "$.paths['/a'].get.parameters[?@.name == 'x']", description, remove: true }],
  ],
  ["replaces values", [{ target: "$.info.version", description, update: "2" }]],
  [
    "sees what came before",
    [
      { target: "$", description, update: { "x-a": { b: 1 } } },
      { target: "$['x-a']", description, update: { c: [2] } },
    ],
  ],
])("%s like Redocly", async (_, actions) => {
  const { document, overlay, problems } = apply(actions);
  expect(() => problems.throwIfErrors()).not.toThrow();
  const resolver = new BaseResolver();
  resolver.cache.set(overlay.source.absoluteRef, Promise.resolve(sourced(overlay)));
  const theirs = await bundle({
    doc: sourced(documentOf(OPENAPI, "openapi")),
    config: await createConfig({}),
    externalRefResolver: resolver,
    overlays: [overlay.source.absoluteRef],
  });
  expect(document.parsed).toEqual(theirs.bundle.parsed);
});

it("copies a node, as earlier actions left it", () => {
  const { document, problems, provenance } = apply([
    { target: "$.paths['/a'].get", description, update: { summary: "S" } },
    { target: "$.paths['/a']", description, update: { post: {} } },
    { target: "$.paths['/a'].post", description, copy: "$.paths['/a'].get" },
    { target: "$.paths['/a'].post.operationId", description, update: "c" },
  ]);
  expect(problems.all).toEqual([]);
  expect(document.parsed).toMatchObject({
    paths: {
      "/a": {
        get: { operationId: "a" },
        post: { operationId: "c", summary: "S", tags: ["one", "two"], responses: {} },
      },
    },
  });
  expect(provenance.get("#/paths/~1a/post/tags")).toBe("#/actions/2/copy/tags");
});

it.each([
  ["$.paths.*.get", "`copy` selects 2 nodes: $.paths.*.get"],
  ["$.nowhere", "`copy` selects 0 nodes: $.nowhere"],
  ["$.paths[", "copy $.paths[ is not valid JSONPath"],
])("rejects to copy %s", (copy, message) => {
  const { problems } = apply([{ target: "$.info", description, copy }]);
  expect(problems.all).toMatchObject([
    { location: { file: "#/actions/0/copy" }, message: expect.stringContaining(message) },
  ]);
});

it("records the origin of each addition", () => {
  const { provenance } = apply([
    { target: "$.paths[*].get", description, update: { tags: ["five"], summary: "S" } },
  ]);
  expect(Object.fromEntries(provenance)).toEqual({
    "#/paths/~1a/get/tags/2": "#/actions/0/update/tags/0",
    "#/paths/~1a/get/summary": "#/actions/0/update/summary",
    "#/paths/~1b~0c/get/tags/1": "#/actions/0/update/tags/0",
    "#/paths/~1b~0c/get/summary": "#/actions/0/update/summary",
  });
});

it.each([
  ["a|bc", ["a", "bc"]],
  ["a|bc|d", ["a", "bc", "d"]],
  ["(a|b)c", ["ac", "bc"]],
  ["[)'\"]|a", ["a"]],
  ["a", ["a"]],
])("matches the whole text with %s, as RFC 9535 defines it", (pattern, names) => {
  const tags = ["a", "ac", "abc", "bc", "d", "cd"].map((name) => ({ name }));
  const targets = [
    `$.tags[?match(@.name, ${JSON.stringify(pattern)})]`,
    `$.tags[?match(@.name,${JSON.stringify(pattern)}) && @.name != 'x']`,
  ];
  for (const target of targets)
    expect(selectNodes({ tags }, target).map(({ value }) => value)).toEqual(names.map((name) => ({ name })));
  expect(selectNodes({ tags }, "$.tags[?search(@.name, 'a|bc')]")).toHaveLength(4);
});

it("names an action that changes nothing, and shows what the others touch", () => {
  const shown: Applied[] = [];
  const { problems } = apply(
    [
      { target: "$.paths[*].get", description, update: { operationId: "a" } },
      { target: "$.info.version", description: "It is the first.", update: "1" },
      { target: "$.paths['/a']", description, remove: true },
    ],
    (applied) => shown.push(applied),
  );
  expect(problems.all).toMatchObject([
    {
      location: { file: "#/actions/1/update" },
      message: 'action "It is the first." changes nothing: target $.info.version',
    },
  ]);
  expect(shown.map(({ kind, nodes }) => [kind, ...nodes])).toEqual([
    ["updates", "#/paths/~1a/get", "#/paths/~1b~0c/get"],
    ["updates", "#/info/version"],
    ["removes", "#/paths/~1a"],
  ]);
});
