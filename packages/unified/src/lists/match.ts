import type { AppDeviceType, DeviceType } from "../contract/model.ts";
import { fieldOf } from "./filters.ts";

/** Whether a record matches; undefined where it lacks the field that a filter compares. */
export type Decision = boolean | undefined;

/**
 * Tests whether a record passes every filter, and then the other tests. Text is compared whole and case-sensitively, objects by member,
 * times as "at or after".
 */
export function createMatcher<Item extends object>(
  filters: Readonly<Record<string, unknown>>,
  others: readonly ((item: Item) => Decision)[] = [],
): (item: Item) => Decision {
  const tests = [...Object.entries(filters).map(([name, wanted]) => testOf(name, wanted)), ...others];
  return (item) => every(tests, (test) => test(item));
}

type Test = (item: object) => Decision;

/** True only if all are; a single false decides. */
function every<Part>(parts: readonly Part[], decide: (part: Part) => Decision): Decision {
  let decision: Decision = true;
  for (const part of parts) {
    const one = decide(part);
    if (one === false) return false;
    if (one === undefined) decision = undefined;
  }
  return decision;
}

const not = (decision: Decision): Decision => (decision === undefined ? undefined : !decision);

/** False only if all are; a single true decides. */
const some = <Part>(parts: readonly Part[], decide: (part: Part) => Decision): Decision =>
  not(every(parts, (part) => not(decide(part))));

/** Platforms whose apps count as `desktop`, and those whose apps count as `mobile`. */
const KIND_OF_PLATFORM = new Map<unknown, AppDeviceType>([
  ["macos", "desktop"],
  ["windows", "desktop"],
  ["linux", "desktop"],
  ["chromeos", "desktop"],
  ["ios", "mobile"],
  ["ipados", "mobile"],
  ["android", "mobile"],
]);

function testOf(name: string, wanted: unknown): Test {
  const field = fieldOf(name);
  if (name === "updated_since") return (item) => isAtOrAfter(memberOf(item, field), wanted);
  if (name === "email") return (item) => hasEmail(memberOf(item, field), wanted);
  if (name === "device_type") return (item) => isOfType(memberOf(item, field), wanted);
  if (name === "member_type") return (item) => canHave(memberOf(item, field), wanted);
  if (name === "platform") return (item) => isMatch(known(memberOf(item, field), wanted), wanted);
  if (name === "type") return (item) => isMatch(knownType(item, wanted), wanted);
  return (item) => isMatch(memberOf(item, field), wanted);
}

/** A group of no certain type may have members of any. */
const canHave = (type: unknown, wanted: unknown): Decision => type === null || isMatch(type, wanted);

/** A computer of unknown form may have any form of computers, and what is mobile with Android may be a tablet. */
function knownType(item: object, wanted: unknown): unknown {
  const type = memberOf(item, "type");
  const isUnknown = type === "workstation" && FORMS_OF_COMPUTERS.has(wanted);
  const isAndroid = type === "mobile" && memberOf(item, "platform") === "android";
  return isUnknown || (isAndroid && wanted === "tablet") ? undefined : type;
}

const FORMS_OF_COMPUTERS: ReadonlySet<unknown> = new Set<DeviceType>([
  "laptop",
  "desktop",
  "tablet",
  "server",
  "virtual_machine",
]);

/** A platform that the vendor does not tell may be any, unless records of unknown platform are wanted. */
function known(platform: unknown, wanted: unknown): unknown {
  return platform === "unknown" && wanted !== "unknown" ? undefined : platform;
}

function isOfType(platform: unknown, wanted: unknown): Decision {
  const type = KIND_OF_PLATFORM.get(platform);
  return type === undefined && platform !== null ? undefined : type === wanted;
}

function isMatch(value: unknown, wanted: unknown): Decision {
  if (Array.isArray(value)) return some(value, (member) => isMatch(member, wanted));
  if (value === undefined && wanted !== undefined) return undefined;
  if (wanted === null || typeof wanted !== "object") return value === wanted;
  if (value === null || typeof value !== "object") return false;
  return every(Object.entries(wanted), ([name, inner]) => {
    const member = memberOf(value, name);
    return name === "emails" ? hasEmail(member, inner) : isMatch(member, inner);
  });
}

/** Email addresses are compared without case, as mail servers do. */
function hasEmail(emails: unknown, wanted: unknown): Decision {
  if (emails === undefined) return undefined;
  return (
    Array.isArray(emails) &&
    emails.some((ref) => String(memberOf(ref, "email")).toLowerCase() === String(wanted).toLowerCase())
  );
}

/** A record without a time passes: it may have changed. */
function isAtOrAfter(value: unknown, wanted: unknown): boolean {
  return typeof value !== "string" || Date.parse(value) >= Date.parse(String(wanted));
}

function memberOf(item: object, name: string): unknown {
  return Object.hasOwn(item, name) ? Reflect.get(item, name) : undefined;
}
