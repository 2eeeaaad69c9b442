import { isDeepStrictEqual } from "node:util";
import type { JsonValue } from "../../read/json.ts";
import type { OperationNode } from "../documents/operations.ts";
import { compareAnnotations } from "./annotations.ts";
import { compareContent } from "./compare-content.ts";
import { compareParameters } from "./compare-parameters.ts";
import { compareResponses } from "./compare-responses.ts";
import { type Comparison, type Found, Owner, type Pair } from "./comparison.ts";
import { withoutNames } from "./pair-operations.ts";
import { always, byRole, type Role } from "./rating.ts";
import { resolveObject } from "./resolve.ts";
import { spotOf } from "./schema-marks.ts";
import { changeText, show } from "./text.ts";
import { compareWords, shown } from "./words.ts";

type Operations = { readonly base: OperationNode; readonly revision: OperationNode };

/** What callers send and get. The vendor calls webhooks and callbacks, so callers get their requests. */
export type Roles = {
  readonly request: Exclude<Role, "type">;
  readonly response: Exclude<Role, "type">;
};

const CALLED: Roles = { request: "request", response: "response" };

/** Compares an operation: its name and place, then what it sends, then what it returns. */
export function compareOperation(
  operations: Operations,
  comparison: Comparison,
  roles: Roles = CALLED,
): void {
  const { base, revision } = operations;
  const request = pairOf(operations, roles.request);
  compareIdentity(request, operations, comparison);
  compareWords(request, base.node, revision.node, comparison);
  compareTags(request, comparison);
  compareAnnotations(request, base.node, revision.node, comparison, "Operation");
  compareOwn(request, operations, comparison);
  compareParameters(request, operations, comparison);
  compareRequest(request, comparison);
  compareResponses(pairOf(operations, roles.response), base, revision, comparison);
}

function pairOf({ base, revision }: Operations, role: Exclude<Role, "type">): Pair & Operations {
  const owner = new Owner();
  owner.uses.push({ operation: revision.id, direction: role });
  if (base.id !== revision.id) owner.uses.push({ operation: base.id, direction: role });
  return { base, revision, role, owner, label: revision.pointer };
}

function compareIdentity(pair: Pair, { base, revision }: Operations, comparison: Comparison): void {
  const [was, is] = [base.node.operationId, revision.node.operationId];
  if (!isDeepStrictEqual(was, is)) {
    comparison.report(pair, {
      kind: "changed",
      node: "Operation",
      property: "operationId",
      of: "`operationId` of ",
      say: changeText(was, is),
      ...always("major"),
      before: spotOf(base.pointer, "operationId", base.node),
      after: spotOf(revision.pointer, "operationId", revision.node),
    });
  }
  const nameOf = ({ method, path }: OperationNode) => `${method} ${path}`;
  const isSamePath = comparison.areSameUrls || withoutNames(base.path) === withoutNames(revision.path);
  if (base.method === revision.method && isSamePath) return; // What the paths have in common is reported once.
  comparison.report(pair, {
    kind: "renamed",
    node: "Operation",
    property: "key",
    label: base.pointer,
    labelIn: "base",
    say: `is now ${show(nameOf(revision))}`,
    ...always("major", "calls by path no longer compile"),
    before: { pointer: base.pointer, value: nameOf(base) },
    after: { pointer: revision.pointer, value: nameOf(revision) },
  });
}

function compareTags(pair: Pair & Operations, comparison: Comparison): void {
  const [was, is] = [pair.base.node.tags, pair.revision.node.tags];
  if (isDeepStrictEqual(was, is)) return;
  comparison.alert(pair, { kind: "section", before: shown(was), after: shown(is) });
}

/** Marks, hosts and credentials of the operation or its path. */
function compareOwn(pair: Pair, { base, revision }: Operations, comparison: Comparison): void {
  const [was, is] = [base.node.deprecated === true, revision.node.deprecated === true];
  const report = (property: string, found: Pick<Found, "of" | "say" | "bump" | "reason">) =>
    comparison.report(pair, {
      kind: "changed",
      node: "Operation",
      property,
      ...found,
      before: spotOf(base.pointer, property, base.node),
      after: spotOf(revision.pointer, property, revision.node),
    });
  if (was !== is)
    report("deprecated", {
      say: is ? "is now deprecated" : "is no longer deprecated",
      ...always(is ? "minor" : "patch", is ? "it still works" : undefined),
    });
  for (const property of ["servers", "security"]) {
    const [before, after] = [ownOrShared(base, property), ownOrShared(revision, property)];
    if (isDeepStrictEqual(before, after)) continue;
    report(property, {
      of: `\`${property}\` of `,
      say: changeText(before, after),
      ...always("minor", "the client's own code sets hosts and credentials"),
    });
  }
}

function ownOrShared({ node, pathItem }: OperationNode, property: string): JsonValue | undefined {
  return node[property] ?? pathItem[property];
}

function compareRequest(pair: Pair & Operations, comparison: Comparison): void {
  const { base, revision } = pair;
  const [was, is] = [base.node.requestBody, revision.node.requestBody];
  const [before, after] = [
    resolveObject(comparison.documents.base, was, `${base.pointer}/requestBody`),
    resolveObject(comparison.documents.revision, is, `${revision.pointer}/requestBody`),
  ];
  const node = "RequestBody";
  if (was === undefined && is === undefined) return;
  const label = `${revision.pointer}/requestBody`;
  if (was === undefined) {
    const isRequired = after.node.required === true;
    comparison.report(pair, {
      kind: "added",
      node,
      label,
      say: isRequired ? "is new and required" : "is new",
      ...byRole(pair.role, {
        request: always(isRequired ? "major" : "minor"),
        response: always("minor"),
      }),
      after: { pointer: `${revision.pointer}/requestBody`, value: is ?? null },
    });
    return;
  }
  if (is === undefined) {
    comparison.report(pair, {
      kind: "removed",
      node,
      label: `${base.pointer}/requestBody`,
      labelIn: "base",
      say: "was removed",
      ...byRole(pair.role, {
        request: always("major", "it can no longer be sent"),
        response: always("major", "it is no longer sent"),
      }),
      before: { pointer: `${base.pointer}/requestBody`, value: was },
    });
    return;
  }
  comparison.link({ ...pair, base: before, revision: after, label }, (one) => {
    compareWords(one, before.node, after.node, comparison);
    const [wasRequired, isRequired] = [before.node.required === true, after.node.required === true];
    if (wasRequired !== isRequired) {
      comparison.report(one, {
        kind: "changed",
        node,
        property: "required",
        say: isRequired ? "is now required" : "is now optional",
        ...byRole(pair.role, {
          request: always(isRequired ? "major" : "minor"),
          response: always(isRequired ? "patch" : "major"),
        }),
        before: spotOf(before.pointer, "required", before.node),
        after: spotOf(after.pointer, "required", after.node),
      });
    }
    compareContent(one, before, after, comparison);
  });
}
