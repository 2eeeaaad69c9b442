import type { Account } from "@mdmkit/unified";
import { type AccountSetup, isForSeveral } from "../account/accounts.ts";
import { openAccount, type Session } from "../account/session.ts";
import type { Call } from "../args/call.ts";
import { defineCommand } from "../args/command.ts";
import { printable } from "../output/printable.ts";
import { writeOne, writeRows } from "../output/write-result.ts";
import { describeError } from "../process/describe-error.ts";
import { EXIT, type ExitCode } from "../process/exit-code.ts";
import { createStyle } from "../process/style.ts";

/** `mdmkit check` */
export const checkCommand = defineCommand({
  name: "check",
  summary:
    "Verifies the credentials with a single request and shows the organization they belong to. Without --vendor and --account, checks every configured account. The exit code is 3 if one fails.",
  examples: ["mdmkit check", "mdmkit check --vendor jumpcloud && echo valid"],
  async run(call) {
    const { vendor, account, sandbox } = call.globals;
    const configured = vendor || account || sandbox ? [] : await call.allAccounts();
    if (configured.length > 1) return checkEach(call, configured);
    if (isForSeveral(account) && !sandbox) return checkEach(call, await call.accounts());
    const session = await call.open();
    const found = await session.mdm.check({ signal: call.context.signal });
    await writeOne(call, validResult(session, found));
    return EXIT.ok;
  },
});

const validResult = (
  { account, mdm, isSandbox }: Pick<Session, "account" | "mdm" | "isSandbox">,
  { organizationId, organizationName }: Account,
) => ({
  account,
  vendor: mdm.vendor.id,
  organization_id: organizationId,
  organization_name: organizationName,
  sandbox: isSandbox,
  credentials: "valid",
});

/** Prints one row for each account on stdout, and the errors on stderr. */
async function checkEach(call: Call, accounts: readonly AccountSetup[]): Promise<ExitCode> {
  const results = await Promise.all(accounts.map((account) => checkOne(call, account)));
  call.context.signal.throwIfAborted();
  // The account of a vendor is named like the vendor.
  const isNamed = accounts.some(({ account, descriptor }) => account !== descriptor.id);
  await writeRows(call, {
    rows: results.map(({ row: { account, ...row } }) => (isNamed ? { account, ...row } : row)),
    json: results.map(({ json }) => json),
  });
  const errors = results.flatMap(({ error }) => error ?? []);
  await call.context.stderr.write(errors.map((line) => `${line}\n`).join(""));
  return errors.length > 0 ? EXIT.credentials : EXIT.ok;
}

async function checkOne(call: Call, setup: AccountSetup) {
  const { account, descriptor } = setup;
  const row = { account, vendor: descriptor.id };
  try {
    const session = await openAccount(setup, call.transport());
    const found = await session.mdm.check({ signal: call.context.signal });
    const organization = found.organizationName ?? found.organizationId ?? "-";
    return { row: { ...row, credentials: "valid", organization }, json: validResult(session, found) };
  } catch (error) {
    const lines = describeError(error, { verbose: call.globals.verbose ?? false });
    const [problem = "", ...others] = lines.map((line) => printable(call.redact(line)));
    return {
      row: { ...row, credentials: "failed", organization: "-" },
      json: { ...row, credentials: "failed", problem },
      error: [`${createStyle(call.context.stderr)("red", "mdmkit:")} ${problem}`, ...others],
    };
  }
}
