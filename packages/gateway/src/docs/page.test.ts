import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { readOpenApi } from "./assets.ts";
import { START, STYLE } from "./page.ts";

// The script as a page runs it; what it passes to swagger-ui has no type.
const options = runInNewContext(
  `let given; const SwaggerUIBundle = (options) => (given = options); ${START}; given`,
);
const [{ statePlugins, wrapComponents }] = options.plugins;

it("needs only the account to try an operation", async () => {
  const update = statePlugins.spec.wrapActions.updateJsonSpec((document: unknown) => document);
  const { paths, components } = update(await readOpenApi());
  const [first, ...others] = paths["/unified/mdm/devices"].get.parameters;
  expect(first.$ref).toContain("IntegratedAccountId");
  expect(others.map(({ $ref }: { $ref: string }) => $ref)).toContain("#/components/parameters/FilterTags");
  expect(components.parameters.FilterTags.example).toEqual({});
  expect(components.parameters.FilterName).not.toHaveProperty("example");
  expect(paths["/unified/mdm/devices"]).not.toHaveProperty("parameters");
});

it("keeps the parameters of a path in each of its operations, and has a color with contrast for each method", async () => {
  type Path = Record<string, { parameters?: unknown[]; responses?: object }>;
  const given: { paths: Record<string, Path> } = JSON.parse(JSON.stringify(await readOpenApi()));
  const ofPaths = Object.entries(given.paths).flatMap(([path, { parameters, ...operations }]) =>
    Object.entries(operations).map(([method]) => ({ path, method, parameters: parameters ?? [] })),
  );
  const update = statePlugins.spec.wrapActions.updateJsonSpec((document: unknown) => document);
  const { paths } = update(given);
  for (const { path, method, parameters } of ofPaths) {
    expect(paths[path][method].parameters, `${method} ${path}`).toEqual(
      expect.arrayContaining([parameters].flat()),
    );
    expect(STYLE).toContain(`.swagger-ui .opblock.opblock-${method} .opblock-summary-method`);
  }
});

it.each([
  ["/unified/mdm/devices", "get", []],
  ["/unified/mdm/batch", "post", ["addition"]],
])("marks what goes beyond the sources: %s %s", async (path, method, marks) => {
  const document: Record<string, unknown> = await readOpenApi();
  const read = (value: unknown, place: string[]): unknown =>
    place.reduce(
      (rest: unknown, name) => Object.entries(rest ?? {}).find(([key]) => key === name)?.[1],
      value,
    );
  const specSelectors = { specJson: () => ({ getIn: (place: string[]) => read(document, place) }) };
  const React = { createElement: (_type: unknown, _props: unknown, ...children: unknown[]) => children };
  const draw = wrapComponents.OperationSummaryPath("Path", { React, specSelectors });
  const operationProps = new Map([
    ["path", path],
    ["method", method],
  ]);
  expect(draw({ operationProps }).flat().filter(Boolean)).toEqual(marks);
});

it.each([
  ["a parameter", { "[data-param-name]": { dataset: { paramName: "platform" } } }, "platform"],
  ["the server", { ".servers": {} }, "Server"],
  ["a body", {}, "Request body"],
])("names the field of %s", (_what, around: Record<string, unknown>, expected) => {
  const labels: Record<string, string> = {};
  const field = {
    closest: (selector: string) => around[selector],
    setAttribute: (name: string, value: string) => (labels[name] = value),
  };
  makeAccessible(":is(input, select, textarea):not([aria-label])", field);
  expect(labels).toEqual({ "aria-label": expected });
});

it.each([
  [".information-container:not([role])", "DIV", { role: "region", "aria-label": "About" }],
  [".modal-ux:not([role])", "DIV", { role: "dialog", "aria-label": "Available authorizations" }],
  [".close-modal:not([aria-label])", "BUTTON", { "aria-label": "Close" }],
  [":is(h3, h4, h5, h6):not([aria-level])", "H3", { "aria-level": "2" }],
])("gives %s what axe misses", (selector, tagName, expected) => {
  const attributes: Record<string, string> = {};
  makeAccessible(selector, {
    tagName,
    setAttribute: (name: string, value: string) => (attributes[name] = value),
  });
  expect(attributes).toEqual(expected);
});

it("shows the place of an operation without a link in its button", () => {
  const React = { createElement: (...parts: unknown[]) => parts };
  const Link = wrapComponents.DeepLink(undefined, { React });
  expect(Link({ text: "/unified", enabled: true, path: "Devices" })).toEqual(["span", null, "/unified"]);
});

/** Runs the script on a page that has this one element. */
function makeAccessible(selector: string, element: object): void {
  const page = { querySelectorAll: (asked: string) => (asked === selector ? [element] : []) };
  runInNewContext(`const SwaggerUIBundle = ({ onComplete }) => onComplete(); ${START}`, {
    document: { querySelector: () => page },
    MutationObserver: class {
      observe() {}
    },
  });
}
