import { type AccountSetup, isForSeveral } from "../account/accounts.ts";
import { openAccount, openSandbox } from "../account/session.ts";
import type { Call } from "../args/call.ts";
import { defineCommand } from "../args/command.ts";
import { page } from "../args/help.ts";
import { configurationFindings, examineAccount } from "../doctor/examine-account.ts";
import type { Finding } from "../doctor/finding.ts";
import { type Observed, observedFetch } from "../doctor/observed-fetch.ts";
import { proxyFinding } from "../doctor/proxy-findings.ts";
import { printable } from "../output/printable.ts";
import { writeRows } from "../output/write-result.ts";
import { EXIT, type ExitCode } from "../process/exit-code.ts";

/** A vendor that is busy is a finding, and nothing to wait for. */
const IMPATIENT = { retry: { attempts: 1 }, timeoutMs: 15_000 };

/** `mdmkit doctor` */
export const doctorCommand = defineCommand({
  name: "doctor",
  summary:
    "Finds out what prevents accounts from being used: configuration, proxy, host, TLS, credentials, clock, rate limit, API version, and which lists can be read. Without --vendor and --account, examines every configured account.",
  notes: [
    "Only reads are sent: the check of the credentials, and the first records of each list. For writes, it shows the permissions that the vendor's document names. Values of credentials are not shown. The exit code is 3 if only credentials or permissions fail, and 1 if anything else does; warnings alone are 0.",
  ],
  examples: ["mdmkit doctor", "mdmkit doctor --vendor jamf-pro --output json", "mdmkit doctor --account all"],
  async run(call) {
    const accounts = await selected(call);
    const proxy = proxyFinding(call.context.env);
    const results = await Promise.all(
      accounts.map(async (setup) => ({
        account: setup.account,
        vendor: setup.descriptor.id,
        findings: (await examine(call, setup)).map((finding) => shown(call, finding)),
      })),
    );
    call.context.signal.throwIfAborted();
    await print(call, { proxy, results });
    return exitCodeOf(results.flatMap(({ findings }) => findings));
  },
});

async function selected(call: Call): Promise<readonly AccountSetup[]> {
  const { vendor, account, sandbox } = call.globals;
  if (vendor === undefined && account === undefined && !sandbox) {
    const known = await call.allAccounts();
    if (known.length > 0) return known;
  }
  return isForSeveral(account) ? call.accounts() : [await call.account()];
}

async function examine(call: Call, setup: AccountSetup): Promise<Finding[]> {
  const { signal } = call.context;
  const observed: Observed[] = [];
  const { fetch, timeoutMs = IMPATIENT.timeoutMs, ...given } = call.transport();
  const transport = { ...given, ...IMPATIENT, timeoutMs };
  const observe = (inner: NonNullable<typeof fetch>) => observedFetch(inner, observed);
  if (call.globals.sandbox) {
    const session = await openSandbox(setup, {}, { ...transport, observe });
    return examineAccount(session, { observed, signal });
  }
  const configuration = configurationFindings(setup);
  if (configuration.some(({ status }) => status === "failed")) return configuration;
  const session = await openAccount(setup, { ...transport, ...(fetch && { fetch: observe(fetch) }) });
  return [...configuration, ...(await examineAccount(session, { observed, signal }))];
}

/** Vendors' messages can quote what was sent to them. */
function shown(call: Call, { detail, advice, ...finding }: Finding): Finding {
  const safe = (text: string) => printable(call.redact(text));
  return { ...finding, detail: safe(detail), ...(advice !== undefined && { advice: safe(advice) }) };
}

type Result = { readonly account: string; readonly vendor: string; readonly findings: readonly Finding[] };

async function print(
  call: Call,
  { proxy, results }: { proxy: Finding; results: readonly Result[] },
): Promise<void> {
  const { context } = call;
  const { output = "table" } = call.globals;
  if (output === "table") {
    const sections = [{ title: "This machine", findings: [proxy] }, ...results.map(titled)];
    return context.stdout.write(
      page(
        context,
        sections.map(({ title, findings }) => ({ title, rows: findings.map(rowOf) })),
      ),
    );
  }
  const json = {
    proxy: toJson(proxy),
    accounts: results.map((one) => ({ ...one, findings: one.findings.map(toJson) })),
  };
  const rows = results.flatMap(({ account, findings }) =>
    [proxy, ...findings].map(({ check, status, detail, advice = "" }) => ({
      account,
      check,
      status,
      detail,
      advice,
    })),
  );
  await writeRows(call, { rows, json });
}

const titled = ({ account, vendor, findings }: Result) => ({
  title: account === vendor ? vendor : `${account} (${vendor})`,
  findings,
});

const rowOf = ({ check, status, detail, advice }: Finding): [term: string, text: string] => [
  `${status.padEnd(8)} ${check}`,
  advice ? `${detail} ${advice}` : detail,
];

const toJson = ({ isCredential: _isCredential, ...finding }: Finding): object => finding;

function exitCodeOf(findings: readonly Finding[]): ExitCode {
  const failed = findings.filter(({ status }) => status === "failed");
  if (failed.length === 0) return EXIT.ok;
  return failed.every(({ isCredential }) => isCredential) ? EXIT.credentials : EXIT.failed;
}
