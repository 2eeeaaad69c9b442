import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "./list-files.ts";

/** Where records and texts are that somebody may have copied: fixtures, tests, examples and pages. */
const COPIED = ["*.har", "*.json", "*.md", "*.ts", "*.yaml"];
const MADE_BY_TOOLS = /\/generated\/|^specs\/[\w-]+\/openapi\.json$|^etc\/|^docs\/\w+\.json$/;

const ADDRESS = /[\w.%+-]+@((?:[a-z\d-]+\.)+[a-z]{2,})\b/gi;
/** Domains that are reserved by RFC 2606, and one in the form of a tenant of Microsoft's. */
const RESERVED = /(?:^|\.)(?:example(?:\.(?:com|net|org|onmicrosoft\.com))?|invalid|localhost|test)$/i;

/** What real credentials look like: signed tokens, keys of well-known services, private keys. */
const CREDENTIAL =
  /\beyJ[\w-]{16,}\.[\w-]{16,}\.[\w-]{16,}|\bgh[oprsu]_[A-Za-z\d]{36}|\bAKIA[A-Z\d]{16}\b|\bxox[abp]-[\w-]{20,}|-BEGIN (?:[A-Z]+ )?PRIVATE KEY-/;

/** A line for each place that may name a person or hold a credential of somebody. */
export function checkMarks(root: string): string[] {
  return listFiles(root, COPIED)
    .filter((path) => !MADE_BY_TOOLS.test(path))
    .flatMap((path) =>
      marksIn(readFileSync(join(root, path), "utf8")).map(([line, what]) => `${path}:${line}: ${what}`),
    );
}

/** The line and the kind of each mark; the mark itself may be a secret. */
export function marksIn(text: string): [line: number, what: string][] {
  if (!text.includes("@") && !CREDENTIAL.test(text)) return [];
  return text.split("\n").flatMap((line, at) => {
    const place = (what: string): [line: number, what: string] => [at + 1, what];
    const addresses = [...line.matchAll(ADDRESS)].filter(([, domain = ""]) => !RESERVED.test(domain));
    return [
      ...addresses.map(() => place("an address that may belong to somebody: use example.com.")),
      ...(CREDENTIAL.test(line) ? [place("what looks like a credential: make one up.")] : []),
    ];
  });
}
