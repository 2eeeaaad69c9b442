import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { readOpenApi } from "./assets.ts";
import { START } from "./page.ts";

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
  const page = { querySelectorAll: (selector: string) => (selector.startsWith("pre") ? [] : [field]) };
  runInNewContext(`const SwaggerUIBundle = ({ onComplete }) => onComplete(); ${START}`, {
    document: { querySelector: () => page },
    MutationObserver: class {
      observe() {}
    },
  });
  expect(labels).toEqual({ "aria-label": expected });
});
