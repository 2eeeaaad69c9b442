import { explainProblem } from "@mdmkit/unified/vendors";
import type { AccountSetup } from "../account/accounts.ts";
import type { Session } from "../account/session.ts";
import { connectionFindings } from "./connection-findings.ts";
import type { Finding } from "./finding.ts";
import type { Observed } from "./observed-fetch.ts";
import { readFindings, writeFindings } from "./permission-findings.ts";
import { clockFinding, limitFinding } from "./response-findings.ts";
import { versionFinding } from "./version-finding.ts";

/** What the values of an account lack. */
export function configurationFindings({ problems }: Pick<AccountSetup, "problems">): Finding[] {
  if (problems.length === 0)
    return [{ check: "configuration", status: "ok", detail: "All values are there." }];
  return problems.map((problem) => ({
    check: "configuration",
    status: "failed",
    detail: problem.problem === "missing" ? "Credentials are incomplete." : "A value is invalid.",
    advice: explainProblem(problem, ({ env }) => env),
    ...(problem.problem === "missing" && { isCredential: true }),
  }));
}

/** Sends safe reads only: the check of the credentials, and the first records of each list. */
export async function examineAccount(
  session: Session,
  { observed, signal }: { observed: readonly Observed[]; signal: AbortSignal },
): Promise<Finding[]> {
  const { error, organization } = await session.mdm.check({ signal }).then(
    ({ organizationName, organizationId }) => ({
      error: undefined,
      organization: organizationName ?? organizationId ?? undefined,
    }),
    (problem: unknown) => ({ error: problem, organization: undefined }),
  );
  signal.throwIfAborted();
  const connection = connectionFindings(observed, { error, organization });
  const isUsable = connection.every(({ status }) => status !== "failed");
  const further = isUsable
    ? [
        await versionFinding(session, signal),
        ...(await readFindings(session, { observed, signal })),
        ...(await writeFindings(session)),
      ]
    : [];
  const ofResponses = observed.length > 0 ? [clockFinding(observed), limitFinding(observed)] : [];
  const all = [...connection, ...ofResponses, ...further];
  return session.isSandbox ? all.map(withoutNetwork) : all;
}

/** A sandbox is in this process, and has a clock of its own. */
function withoutNetwork(finding: Finding): Finding {
  const { check } = finding;
  return check === "TLS" || check === "clock"
    ? { check, status: "skipped", detail: "Not of a sandbox." }
    : finding;
}
