import { MdmError } from "@mdmkit/runtime";
import { loadDocument, loadLineage } from "@mdmkit/unified/vendors";
import type { Session } from "../account/session.ts";
import { RESOURCES, type Resource } from "../resource.ts";
import { problemOf } from "./connection-findings.ts";
import type { Finding } from "./finding.ts";
import type { Observed } from "./observed-fetch.ts";

type Reading = { readonly observed: readonly Observed[]; readonly signal: AbortSignal };

/** Whether the lists of the account can be read: the first records of each are. */
export async function readFindings({ mdm }: Session, { observed, signal }: Reading): Promise<Finding[]> {
  const resources = RESOURCES.filter((resource) => mdm.capabilities()[resource].operations.includes("list"));
  const findings: Finding[] = [];
  // One after the other: a vendor that is busy should not be asked for more at once.
  for (const resource of resources) {
    const isRefused = observed.some(({ status }) => status === TOO_MANY_REQUESTS);
    findings.push(...(isRefused ? [notTried(resource)] : await readOne(mdm, resource, signal)));
  }
  return findings;
}

/** Of each list: what completes a record is read only where the record has it, such as an owner. */
const RECORDS = 10;
const TOO_MANY_REQUESTS = 429;

const notTried = (resource: Resource): Finding => ({
  check: `${resource} list`,
  status: "skipped",
  detail: "Not tried, because the vendor refuses requests for now.",
});

async function readOne(mdm: Session["mdm"], resource: Resource, signal: AbortSignal): Promise<Finding[]> {
  const check = `${resource} list`;
  const listing = mdm[resource].list({ remoteData: false, prefetch: 0, signal });
  try {
    await listing.page({ limit: RECORDS, requests: 1 });
  } catch (error) {
    signal.throwIfAborted();
    return [refusal(check, error)];
  }
  const gaps = listing.report.gaps.map(
    ({ fields, operation, reason }): Finding => ({
      check,
      status: "warning",
      detail: `${fields.join(", ")} cannot be read: ${operation}: ${reason}`,
    }),
  );
  return gaps.length > 0 ? gaps : [{ check, status: "ok", detail: "It can be read." }];
}

function refusal(check: string, error: unknown): Finding {
  const { problem, advice } = problemOf(error);
  const isDenied = MdmError.is(error) && (error.code === "permission" || error.code === "authentication");
  return { check, status: "failed", detail: problem, advice, ...(isDenied && { isCredential: true }) };
}

/** The permissions that writes need, by the vendor's document. Nothing is written to find out whether the account has them. */
export async function writeFindings({ mdm }: Session): Promise<Finding[]> {
  const { id } = mdm.vendor;
  const [{ data }, { operations }] = await Promise.all([loadLineage(id), loadDocument(id)]);
  return Object.entries(data.writes).flatMap(([member, { sends }]) => {
    const needs = new Set(sends.flatMap((name) => either(operations[name]?.permission)));
    if (needs.size === 0) return [];
    const others = sends.filter((name) => either(operations[name]?.permission).length === 0);
    const detail = `Not tried. It needs ${[...needs].join("; ")}.${others.length > 0 ? ` ${unknownNeed(others)}` : ""}`;
    const check = member
      .replace(".actions.", " ")
      .replace(".", " ")
      .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return [{ check, status: "skipped" as const, detail }];
  });
}

const LIST = new Intl.ListFormat("en");
const unknownNeed = (operations: readonly string[]): string =>
  `The vendor's document does not say what ${LIST.format(operations)} ${operations.length > 1 ? "need" : "needs"}, which it may send instead.`;

/** Any one of an operation's permissions suffices. */
const either = (permission: readonly string[] | undefined): string[] =>
  permission === undefined || permission.length === 0 ? [] : [permission.join(" or ")];
