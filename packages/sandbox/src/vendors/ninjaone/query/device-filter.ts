import type { Row } from "../../../engine/records/values.ts";

type Test = (device: Row) => boolean;

const PROPERTIES: Readonly<Record<string, string>> = {
  org: "organizationId",
  loc: "locationId",
  role: "nodeRoleId",
  id: "id",
  class: "nodeClass",
  status: "approvalStatus",
};

/** `df`: terms with AND between them, where blanks matter. Undefined for a term that the server does not know. */
export function deviceFilter(df: unknown): Test | undefined {
  if (typeof df !== "string" || df.trim() === "") return () => true;
  const tests: Test[] = [];
  for (const term of df.split(/ AND /i)) {
    const test = testOf(term.trim());
    if (!test) return undefined;
    tests.push(test);
  }
  return (device) => tests.every((test) => test(device));
}

function testOf(term: string): Test | undefined {
  if (term === "online") return ({ offline }) => offline === false;
  if (term === "offline") return ({ offline }) => offline === true;
  const [, name = "", operator = "", given = ""] = /^(\w+) (=|eq|in|notin) (.+)$/.exec(term) ?? [];
  const property = PROPERTIES[name];
  if (property === undefined) return undefined;
  const values = given
    .replace(/^\((.*)\)$/, "$1")
    .split(",")
    .map((value) => value.trim());
  const isOneOf: Test = (device) => values.includes(String(device[property]));
  return operator === "notin" ? (device) => !isOneOf(device) : isOneOf;
}
