import { type AnswerSchemas, readAnswerSchemas } from "./answer-schemas.ts";

/** A property of an answer that is read, and that by its name could fill a unified field. */
export type Candidate = { readonly field: string; readonly operation: string; readonly property: string };

/** What an adapter reads: the operation, and where the record is in its answer. */
type ReadAnswer = { readonly operation: string; readonly at: string };

/** Words other than the field's own under which vendors keep the same. */
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

/** Words that say how a field is told, not what it tells. */
const PLAIN = new Set(["at", "is", "count", "status", "enabled", "installed", "name", "date", "id"]);

/** The most that is listed for one field: what comes first is the nearest. */
const MOST = 3;

/** Properties of the answers an adapter reads that by their names could fill fields that nothing fills. */
export function findCandidates(
  openapi: string,
  { fields, reads }: { fields: readonly string[]; reads: readonly ReadAnswer[] },
): Candidate[] {
  const answers = readAnswerSchemas(openapi);
  const distinct = new Map(reads.map((read) => [`${read.operation} ${read.at}`, read]));
  const leaves = [...distinct.values()].flatMap((read) => leavesOf(answers, read));
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

function leavesOf(answers: AnswerSchemas, { operation, at }: ReadAnswer): Leaf[] {
  return answers.leaves(operation, at).map((path) => {
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
