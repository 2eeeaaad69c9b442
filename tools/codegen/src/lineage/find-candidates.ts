import { type ResponseSchemas, readResponseSchemas } from "./response-schemas.ts";

/** A property of a response that, judging by its name, could fill a unified field. */
export type Candidate = { readonly field: string; readonly operation: string; readonly property: string };

/** An operation that an adapter reads, and the path of the record in its response. */
type ReadResponse = { readonly operation: string; readonly at: string };

/** Words that vendors use for the same thing. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  addresses: ["address"],
  agent: ["client"],
  battery: ["power"],
  bytes: ["size", "capacity", "mb", "gb"],
  edr: ["antivirus", "threat"],
  iccids: ["iccid"],
  imeis: ["imei"],
  jailbroken: ["jailbreak", "rooted", "compromised"],
  manufacturer: ["vendor", "make"],
  memory: ["ram"],
  offline: ["online"],
  os: ["platform"],
  storage: ["disk", "drive"],
  updated: ["modified"],
  vuln: ["vulnerability", "vulnerabilities"],
};

/** Words without a meaning of their own in the name of a field. */
const PLAIN = new Set(["at", "is", "count", "status", "enabled", "installed", "name", "date", "id"]);

/** Limit of candidates per field. */
const MOST = 3;

/** Finds properties that could fill unmapped fields, in the responses that an adapter reads. */
export function findCandidates(
  openapi: string,
  { fields, reads }: { fields: readonly string[]; reads: readonly ReadResponse[] },
): Candidate[] {
  const responses = readResponseSchemas(openapi);
  const distinct = new Map(reads.map((read) => [`${read.operation} ${read.at}`, read]));
  const leaves = [...distinct.values()].flatMap((read) => leavesOf(responses, read));
  return fields.flatMap((field) => {
    const found = leaves.filter(({ words }) => matches(field, words));
    const byName = new Map(found.toReversed().map((leaf) => [leaf.below, leaf]));
    const nearest = [...byName.values()].sort(
      (a, b) => a.words.length - b.words.length || (a.below < b.below ? -1 : 1),
    );
    return nearest.slice(0, MOST).map(({ operation, path }) => ({ field, operation, property: path }));
  });
}

type Leaf = {
  readonly operation: string;
  readonly path: string;
  readonly below: string;
  readonly words: readonly string[];
};

function leavesOf(responses: ResponseSchemas, { operation, at }: ReadResponse): Leaf[] {
  return responses.leaves(operation, at).map((path) => {
    const below = path.slice(at.length).replace(/^\./, "");
    return { operation, path, below, words: wordsOf(below.split(".").slice(-2).join(".")) };
  });
}

const OF_TIME = ["at", "date", "time", "timestamp", "on"];

function matches(field: string, words: readonly string[]): boolean {
  const all = field.split("_");
  if (all.at(-1) === "at" && !words.some((word) => OF_TIME.includes(word))) return false;
  const telling = all.filter((word) => !PLAIN.has(word));
  return (telling.length > 0 ? telling : all).every((word) =>
    [word, ...(SYNONYMS[word] ?? [])].some((name) => words.includes(name)),
  );
}

/** `firewallEnabled` and `firewall_enabled` as words in lower case. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean);
}
