import { isRecord } from "@mdmkit/runtime";
import { loadDocument } from "@mdmkit/unified/vendors";
import type { Session } from "../account/session.ts";
import { problemOf } from "./connection-findings.ts";
import type { Finding } from "./finding.ts";

/** The version of the server, where the vendor's document has an operation that says it. */
export async function versionFinding({ mdm }: Session, signal: AbortSignal): Promise<Finding> {
  const check = "API version";
  const { operations } = await loadDocument(mdm.vendor.id);
  const found = Object.entries(operations).find(
    ([, { method, path, parameters }]) =>
      method === "GET" && /\/([\w-]+-)?version$/.test(path) && !parameters.some(({ required }) => required),
  );
  if (!found) return { check, status: "skipped", detail: "The vendor has one version for all customers." };
  try {
    const { data } = await mdm.raw.request(found[0], {}, { signal });
    const version = isRecord(data) ? data.version : undefined;
    return {
      check,
      status: "ok",
      detail: typeof version === "string" ? `The server is ${version}.` : "Unknown.",
    };
  } catch (error) {
    const { problem, advice } = problemOf(error);
    return { check, status: "warning", detail: `It could not be read: ${problem}`, advice };
  }
}
