import type { InterfaceDeclaration, Member, PropertySignature } from "./syntax/nodes.ts";

/** The parts of operations that types of a client name, such as `operations["a"]["parameters"]["query"]`. */
export type NamedParts = ReadonlySet<string>;

const STEP = '\\["(?:[^"\\\\]|\\\\.)*"\\]';
const PART = new RegExp(
  `operations${STEP}\\["(?:parameters"\\]${STEP}|responses"\\](?:\\[\\d+\\]|${STEP})|requestBody"\\])`,
  "g",
);

/** The query of an operation. */
export function queryOf(id: string): string {
  return `operations[${JSON.stringify(id)}]["parameters"]["query"]`;
}

/** The parts that the text of a client names. */
export function partsNamedIn(client: string): NamedParts {
  return new Set(client.match(PART));
}

/**
 * Of `operations`, the parts that are named: a fraction of what openapi-typescript has to say of them, which every caller's compiler
 * would load.
 */
export function namedOperations(operations: InterfaceDeclaration, named: NamedParts): InterfaceDeclaration {
  const members = operations.members.flatMap((operation) => {
    const path = `operations${accessOf(operation)}`;
    const kept = within(operation, (part) => {
      const step = `${path}${accessOf(part)}`;
      if (named.has(step)) return [part];
      const shown = nameOf(part) === "responses" ? contentOf : (one: Member) => one;
      return within(part, (one) => (named.has(`${step}${accessOf(one)}`) ? [shown(one)] : []));
    });
    return kept.map((one) => ({ ...one, comment: undefined }));
  });
  return { ...operations, members };
}

/** A member with those of its members that are chosen; nothing without any. */
function within(member: Member, choose: (member: Member) => readonly Member[]): PropertySignature[] {
  if (member.kind !== "PropertySignature" || member.type.kind !== "TypeLiteral") return [];
  const members = member.type.members.flatMap(choose);
  return members.length > 0 ? [{ ...member, type: { ...member.type, members } }] : [];
}

/** A response without its headers. */
function contentOf(member: Member): Member {
  const [content] = within(member, (one) => (nameOf(one) === "content" ? [one] : []));
  return content ?? member;
}

function nameOf(member: Member): string {
  return member.kind === "PropertySignature" ? member.name.text : "";
}

/** How a member is accessed: numbers without quotes. */
function accessOf(member: Member): string {
  const isNumber = member.kind === "PropertySignature" && member.name.kind === "NumericLiteral";
  return `[${isNumber ? nameOf(member) : JSON.stringify(nameOf(member))}]`;
}
