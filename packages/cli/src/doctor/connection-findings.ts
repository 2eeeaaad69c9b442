import { isTlsCode, MdmError, networkCode } from "@mdmkit/runtime";
import type { Finding } from "./finding.ts";
import type { Observed } from "./observed-fetch.ts";

/** What the first request shows of host, TLS and credentials. `organization` is set if it succeeded. */
export function connectionFindings(
  observed: readonly Observed[],
  { error, organization }: { error: unknown; organization: string | undefined },
): Finding[] {
  const [first] = observed;
  if (!first) return [unreachable(error)];
  const { url, sentAt, receivedAt } = first;
  const host: Finding = {
    check: "host",
    status: "ok",
    detail: `${url.host} answered in ${receivedAt - sentAt} ms.`,
  };
  return [host, tlsFinding(url), credentialFinding({ error, organization })];
}

function tlsFinding({ protocol }: URL): Finding {
  return protocol === "https:"
    ? { check: "TLS", status: "ok", detail: "The certificate is trusted." }
    : {
        check: "TLS",
        status: "skipped",
        detail: "The connection is not encrypted: the host is this machine.",
      };
}

const HOST_PROBLEMS: Readonly<Record<string, readonly [detail: string, advice: string]>> = {
  ENOTFOUND: ["The name of the host is unknown.", "Check host, region or base URL, and DNS."],
  EAI_AGAIN: ["The name of the host could not be resolved.", "Check the network and DNS."],
  ECONNREFUSED: ["The host refused the connection.", "Check host and port, and whether a proxy is needed."],
};

/** Nothing came back. */
function unreachable(error: unknown): Finding {
  const code = networkCode(error);
  const { problem, advice } = problemOf(error);
  if (isTlsCode(code))
    return {
      check: "TLS",
      status: "failed",
      detail: `The certificate of the host is not trusted (${code}).`,
      advice:
        "If a proxy or firewall replaces certificates, set NODE_EXTRA_CA_CERTS to the file of its certificate.",
    };
  const [detail, what] = HOST_PROBLEMS[code ?? ""] ?? [problem, advice];
  return { check: "host", status: "failed", detail, advice: what };
}

function credentialFinding({
  error,
  organization,
}: {
  error: unknown;
  organization: string | undefined;
}): Finding {
  const check = "credentials";
  if (error === undefined)
    return {
      check,
      status: "ok",
      detail: organization ? `They belong to ${organization}.` : "They are accepted.",
    };
  const { problem, advice } = problemOf(error);
  if (!MdmError.is(error)) return { check, status: "failed", detail: problem };
  if (error.code === "permission")
    return { check, status: "warning", detail: `They are accepted, but: ${problem}`, advice };
  if (error.code === "authentication")
    return { check, status: "failed", detail: problem, advice, isCredential: true };
  return { check, status: "failed", detail: problem, advice };
}

/** The problem and what to do, for people. */
export function problemOf(error: unknown): { problem: string; advice?: string | undefined } {
  if (MdmError.is(error)) return { problem: error.problem, advice: error.advice };
  return { problem: error instanceof Error ? error.message : String(error) };
}
