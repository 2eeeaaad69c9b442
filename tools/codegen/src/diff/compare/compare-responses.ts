import { isObject, type JsonObject } from "../../read/json.ts";
import { entriesOf } from "../documents/operations.ts";
import { escaped } from "../documents/pointer.ts";
import { canonical } from "../normal/canonical.ts";
import { compareContent } from "./compare-content.ts";
import { compareSchemas } from "./compare-schema.ts";
import { below, type Comparison, type Pair } from "./comparison.ts";
import { always, byRole, type Rating } from "./rating.ts";
import { type ObjectAt, resolveObject } from "./resolve.ts";
import { spotOf } from "./schema-marks.ts";
import { show } from "./text.ts";
import { compareWords } from "./words.ts";

type Response = ObjectAt & { readonly status: string; readonly at: string };

/** Compares the responses of an operation by status. */
export function compareResponses(
  pair: Pair,
  before: ObjectAt,
  after: ObjectAt,
  comparison: Comparison,
): void {
  const { documents } = comparison;
  const [was, is] = [responsesOf(documents.base, before), responsesOf(documents.revision, after)];
  const gone = was.filter(({ status }) => is.every((other) => other.status !== status));
  const come = is.filter(({ status }) => was.every((other) => other.status !== status));
  const [only, ...others] = gone.filter(({ status }) => isSuccess(status));
  const [instead, ...more] = come.filter(({ status }) => isSuccess(status));
  const isReplaced = only !== undefined && instead !== undefined && others.length + more.length === 0;
  if (isReplaced) reportReplaced(pair, only, instead, comparison);
  const reported = new Set(isReplaced ? [only, instead] : []);
  for (const response of gone)
    if (!reported.has(response)) reportResponse(pair, response, { isNew: false, others: was }, comparison);
  for (const response of come)
    if (!reported.has(response)) reportResponse(pair, response, { isNew: true, others: was }, comparison);
  for (const base of was) {
    const revision =
      is.find(({ status }) => status === base.status) ?? (isReplaced && base === only ? instead : undefined);
    if (!revision) continue;
    comparison.link({ ...pair, base, revision, label: revision.at }, (one) =>
      compareResponse(one, base, revision, comparison),
    );
  }
}

function responsesOf(document: JsonObject, { node, pointer }: ObjectAt): Response[] {
  const responses = isObject(node.responses) ? node.responses : {};
  return Object.entries(responses).flatMap(([status, response]) => {
    if (!isObject(response)) return [];
    const at = `${pointer}/responses/${escaped(status)}`;
    return [{ ...resolveObject(document, response, at), status, at }];
  });
}

function isSuccess(status: string): boolean {
  return /^2/.test(status);
}

function reportReplaced(pair: Pair, was: Response, is: Response, comparison: Comparison): void {
  comparison.report(pair, {
    kind: "renamed",
    node: "Response",
    property: "key",
    label: was.at,
    labelIn: "base",
    say: `is now ${show(is.status)}, it was ${show(was.status)}`,
    ...always("major"),
    before: { pointer: was.at, value: was.status },
    after: { pointer: is.at, value: is.status },
  });
}

type Facts = { readonly isNew: boolean; readonly others: readonly Response[] };

function reportResponse(
  pair: Pair,
  response: Response,
  { isNew, others }: Facts,
  comparison: Comparison,
): void {
  const { at, node } = response;
  comparison.report(pair, {
    kind: isNew ? "added" : "removed",
    node: "Response",
    label: at,
    ...(isNew ? {} : { labelIn: "base" as const }),
    say: isNew ? "is new" : "was removed",
    ...byRole(pair.role, {
      request: always(isNew ? "minor" : "major"), // Callers choose which one they return.
      response: rateResponse(response, { isNew, others }),
    }),
    ...(isNew ? { after: { pointer: at, value: node } } : { before: { pointer: at, value: node } }),
  });
}

/** What a call returns is one of the types of its successes. Errors are thrown. */
function rateResponse({ status, node }: Response, { isNew, others }: Facts): Rating {
  const returns = (response: Pick<Response, "node" | "status">) =>
    response.status === "204" ? "" : canonical(response.node.content);
  const successes = others.filter((other) => isSuccess(other.status));
  if (!isSuccess(status)) return always(status === "default" && successes.length === 0 ? "major" : "minor");
  if (!isNew) return always("major", "calls no longer return it");
  const isKnown = successes.some((other) => returns(other) === returns({ status, node }));
  return isKnown ? always("minor") : always("major", "calls may return another type");
}

function compareResponse(pair: Pair, before: Response, after: Response, comparison: Comparison): void {
  compareWords(pair, before.node, after.node, comparison);
  compareContent(pair, before, after, comparison);
  compareHeaders(pair, before, after, comparison);
}

/** Names of headers are the same in any case. */
function compareHeaders(pair: Pair, before: ObjectAt, after: ObjectAt, comparison: Comparison): void {
  const read = (document: JsonObject, { node, pointer }: ObjectAt) =>
    new Map(
      entriesOf(node.headers).map(([name, header]) => {
        const at = `${pointer}/headers/${escaped(name)}`;
        return [name.toLowerCase(), { ...resolveObject(document, header, at), at, name }] as const;
      }),
    );
  const was = read(comparison.documents.base, before);
  const is = read(comparison.documents.revision, after);
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const [base, revision] = [was.get(key), is.get(key)];
    if (base && revision)
      compareHeader({ ...pair, base, revision, label: revision.at }, [base, revision], comparison);
    else
      comparison.report(pair, {
        kind: base ? "removed" : "added",
        node: "Header",
        say: `${base ? "no longer has" : "now has"} the header ${show(base?.name ?? revision?.name)}`,
        ...always(base ? "major" : "minor"),
        ...(base ? { before: { pointer: base.at, value: base.node } } : {}),
        ...(revision ? { after: { pointer: revision.at, value: revision.node } } : {}),
      });
  }
}

type Header = ObjectAt & { readonly name: string };

function compareHeader(
  pair: Pair,
  [base, revision]: readonly [Header, Header],
  comparison: Comparison,
): void {
  compareWords(pair, base.node, revision.node, comparison);
  if (base.name !== revision.name) {
    comparison.report(pair, {
      kind: "renamed",
      node: "Header",
      property: "key",
      say: `is now written ${show(revision.name)}, it was ${show(base.name)}`,
      ...always("patch"),
      before: { pointer: base.pointer, value: base.name },
      after: { pointer: revision.pointer, value: revision.name },
    });
  }
  const [was, is] = [base.node.required === true, revision.node.required === true];
  if (was !== is) {
    comparison.report(pair, {
      kind: "changed",
      node: "Header",
      property: "required",
      say: is ? "is now always there" : "is now optional",
      ...always(is ? "patch" : "major"),
      before: spotOf(base.pointer, "required", base.node),
      after: spotOf(revision.pointer, "required", revision.node),
    });
  }
  compareSchemas(
    below(pair, {
      base: { node: base.node.schema ?? true, pointer: `${base.pointer}/schema` },
      revision: { node: revision.node.schema ?? true, pointer: `${revision.pointer}/schema` },
    }),
    comparison,
  );
}
