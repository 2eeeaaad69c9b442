import { isObject, type JsonObject } from "../../read/json.ts";
import type { Documents } from "./documents.ts";
import { operationAt } from "./operations.ts";
import { pointerSteps, valueAt } from "./pointer.ts";

/** Names nodes of two documents. */
export class Subjects {
  readonly #documents: Documents;

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  /** The name of a node of the new document, or of the old one where it is no longer in the new one. */
  at(pointer: string, side?: "base"): string {
    const { base, revision } = this.#documents;
    const isGone = /^#\/(paths|webhooks)\//.test(pointer) && !operationAt(revision, pointer);
    return subjectOf(side === "base" || isGone ? base : revision, pointer);
  }
}

/** A readable name for a node of a document: `` `Device.state` ``, `` `limit` in the query of listDevices ``. */
export function subjectOf(document: JsonObject, pointer: string): string {
  const steps = pointerSteps(pointer);
  const [top, second, third] = steps;
  if (top === "components" && third === undefined) return second === "schemas" ? "" : `\`${second ?? top}\``;
  if (top === "components" && second === "schemas") return quoted([third ?? "", ...below(steps.slice(3))]);
  if (top === "components") return componentSubject(document, steps);
  if (top === "paths") return pathSubject(document, pointer, steps);
  if (top === "webhooks") return receivedSubject(document, pointer, steps);
  if (top === "tags" && second !== undefined) return tagSubject(document, steps);
  if (top === "security" || top === "$self") return "the document";
  if (top === "servers") return "the base URL";
  return steps.length === 0 ? "the document" : `\`${steps.join(".")}\``;
}

function componentSubject(
  document: JsonObject,
  [, kind = "", name = "", ...rest]: readonly string[],
): string {
  if (kind === "securitySchemes") return `the security scheme \`${name}\``;
  const node = valueAt(document, ["components", kind, name]);
  const subject = kind === "parameters" && isObject(node) ? parameterName(node) : `\`${name}\` (${kind})`;
  return inside(rest, subject);
}

function tagSubject(document: JsonObject, [, index = ""]: readonly string[]): string {
  const tag = valueAt(document, ["tags", index]);
  return `the tag ${isObject(tag) ? `\`${String(tag.name)}\`` : index}`;
}

/** A webhook, or a callback of an operation: the vendor calls it. */
function receivedSubject(document: JsonObject, pointer: string, steps: readonly string[]): string {
  const received = operationAt(document, pointer);
  const [, name = ""] = steps;
  if (!received) return `the webhook \`${name}\``;
  const [part, at, ...more] = steps.slice(pointerSteps(received.pointer).length);
  return partSubject({ document, steps, owner: received.id }, part, [at, ...more]);
}

type Part = { readonly document: JsonObject; readonly steps: readonly string[]; readonly owner: string };

function partSubject(
  { document, steps, owner }: Part,
  part: string | undefined,
  [at, ...more]: readonly (string | undefined)[],
): string {
  const rest = more.filter((step) => step !== undefined);
  if (part === undefined) return owner;
  if (part === "parameters") return parameterOf(document, steps, owner);
  if (part === "requestBody") return inside([at ?? "", ...rest].filter(Boolean), `the request of ${owner}`);
  if (part === "responses")
    return inside(rest, rest.length === 0 ? `the ${at} response of ${owner}` : responseName(at, owner));
  return `\`${[part, at, ...rest].filter(Boolean).join(".")}\` of ${owner}`;
}

function pathSubject(document: JsonObject, pointer: string, steps: readonly string[]): string {
  const operation = operationAt(document, pointer);
  const [, path = "", ...rest] = steps;
  if (!operation)
    return rest[0] === "parameters" ? parameterOf(document, steps, `\`${path}\``) : `\`${path}\``;
  const owner = `\`${operation.id}\``;
  const [part, at, ...more] = steps.slice(pointerSteps(operation.pointer).length);
  const request = `${operation.method} ${path}`;
  if (part === "callbacks" && at !== undefined) return callbackSubject(document, { steps, owner, name: at });
  if (part === undefined) return operation.id === request ? owner : `${owner} (${request})`;
  return partSubject({ document, steps, owner }, part, [at, ...more]);
}

/** What a vendor calls during an operation; its expression is the address. */
function callbackSubject(
  document: JsonObject,
  { steps, owner, name }: { steps: readonly string[]; owner: string; name: string },
): string {
  const start = steps.indexOf("callbacks") + 2;
  const [, method, ...rest] = steps.slice(start);
  const inner = method === "additionalOperations" ? rest.slice(1) : rest;
  const [part, at, ...more] = inner;
  return partSubject({ document, steps, owner: `the callback \`${name}\` of ${owner}` }, part, [at, ...more]);
}

function responseName(status: string | undefined, owner: string): string {
  return status === undefined || /^2/.test(status)
    ? `the response of ${owner}`
    : `the ${status} response of ${owner}`;
}

/** The parameter at `steps`, which lead into the parameters of a path or an operation. */
function parameterOf(document: JsonObject, steps: readonly string[], owner: string): string {
  const index = steps.indexOf("parameters", 2);
  const node = valueAt(document, steps.slice(0, index + 2));
  const target = isObject(node) && typeof node.$ref === "string" ? node.$ref.split("/").at(-1) : undefined;
  if (target) return `\`${target}\` of ${owner}`;
  return isObject(node) ? `${parameterName(node)} of ${owner}` : `a parameter of ${owner}`;
}

function parameterName({ name, in: place }: JsonObject): string {
  return `\`${String(name)}\` in the ${place === "cookie" ? "cookies" : String(place)}`;
}

/** A node inside of a named one. */
function inside(steps: readonly string[], owner: string): string {
  const rest = steps[0] === "content" ? steps.slice(2) : steps;
  const path = below(rest[0] === "schema" ? rest.slice(1) : rest);
  return path.length === 0 ? owner : `${quoted(path)} in ${owner}`;
}

/** The names below a schema: properties by name, items as `[]`, without compositions. */
function below(steps: readonly string[]): string[] {
  const names: string[] = [];
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index] ?? "";
    if (step === "properties") names.push(...steps.slice(++index, index + 1));
    else if (step === "items") names.push("[]");
    else if (step === "prefixItems") names.push(`[${steps[++index] ?? ""}]`);
    else if (step === "additionalProperties" || step === "patternProperties") names.push("*");
    else if (step === "allOf" || step === "oneOf" || step === "anyOf") index++;
    else if (step === "headers") names.push(...steps.slice(++index, index + 1));
  }
  return names;
}

function quoted(names: readonly string[]): string {
  return `\`${names.join(".").replaceAll(".[", "[")}\``;
}
