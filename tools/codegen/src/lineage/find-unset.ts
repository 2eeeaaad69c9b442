import { type Confidence, LEVELS } from "../read/confidence.ts";
import type { JsonValue } from "../read/json.ts";
import type { Unset } from "../read/unset.ts";
import { ProblemError } from "../workspace/problem.ts";
import type { MapperFields } from "./extract-fields.ts";
import { type MapperOrigins, METHODS_READ, type Origin, type ReadOrigins } from "./read-origins.ts";
import { fillersOf, isBelow, pathInResponse } from "./record-shape.ts";
import type { ResponseSchemas } from "./response-schemas.ts";

/** A property of the raw record that a mapper reads, and what it holds where nothing was set or collected. */
export type UnsetProperty = {
  readonly path: string;
  readonly values: readonly JsonValue[];
  /** Properties any of which shows that the value was collected, with the values that show nothing. */
  readonly unless: readonly Sign[];
  readonly confidence: Confidence;
};

export type Sign = { readonly path: string; readonly unset: readonly JsonValue[] };

type Extracted = Pick<MapperOrigins, "reads"> & Pick<MapperFields, "fields" | "file">;

/** What the document says of unset values of the properties that a mapper reads, by path. */
export function findUnset(mapper: Extracted, responses: ResponseSchemas): UnsetProperty[] {
  const paths = new Set([...sourcesOf(mapper)].flatMap(withPathsAbove));
  return [...paths].sort().flatMap((path) => {
    const found = METHODS_READ.flatMap((method) => {
      const read = mapper.reads[method];
      return fillersOf(read, path, responses).flatMap((origin) =>
        responses
          .unsetAt(origin.operation, pathInResponse(origin, path))
          .map((unset) => resolved(unset, { path, origin, read, responses, file: mapper.file })),
      );
    });
    return found.length === 0 ? [] : [merged(path, found)];
  });
}

function sourcesOf({ fields }: Extracted): Set<string> {
  const feeds = [...fields.values()].flatMap((field) => Object.values(field.feeds));
  return new Set(feeds.flatMap(({ sources }) => [...sources]));
}

/** `a.b[].c` is below `a.b` and `a`. */
function withPathsAbove(path: string): string[] {
  const ends = [...path.matchAll(/\.|\[\]/g)].map(({ index }) => index);
  return [path, ...ends.map((end) => path.slice(0, end))].filter((one) => !one.endsWith("[]"));
}

type Site = { path: string; origin: Origin; read: ReadOrigins; responses: ResponseSchemas; file: string };

function resolved({ values, unless, confidence }: Unset, site: Site): UnsetProperty {
  return { path: site.path, values, confidence, unless: unless.map((name) => signOf(name, site)) };
}

/** `name` stands beside the property, `$.name` in the record that the operation responses. */
function signOf(name: string, { path, origin, read, responses, file }: Site): Sign {
  const above = path.slice(0, Math.max(path.lastIndexOf("."), 0));
  const at = name.startsWith("$.") ? joined(origin.path, name.slice(2)) : joined(above, name);
  const filler = fillersOf(read, at, responses).find(({ operation }) => operation === origin.operation);
  const isOfItem = at.includes("[]") && !isBelow(path, at.slice(0, at.lastIndexOf("[]") + 2));
  if (filler && !isOfItem) {
    const known = responses.unsetAt(filler.operation, pathInResponse(filler, at));
    return { path: at, unset: known.flatMap(({ values }) => values) };
  }
  const message = `x-mdmkit-unset of \`${path}\` names \`${name}\`, which the response of ${origin.operation} does not have`;
  throw new ProblemError([
    { severity: "error", location: { file }, message, fix: "Correct `unless` in the overlay." },
  ]);
}

const joined = (above: string, name: string): string => (above === "" ? name : `${above}.${name}`);

/** Several operations, or several versions of one, may fill a property. */
function merged(path: string, found: readonly UnsetProperty[]): UnsetProperty {
  const signs = new Map<string, JsonValue[]>();
  for (const sign of found.flatMap(({ unless }) => unless))
    signs.set(sign.path, unique([...(signs.get(sign.path) ?? []), ...sign.unset]));
  return {
    path,
    values: unique(found.flatMap(({ values }) => values)),
    unless: [...signs].map(([at, unset]) => ({ path: at, unset })),
    confidence:
      LEVELS.findLast((level) => found.some(({ confidence }) => confidence === level)) ?? "inferred",
  };
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
