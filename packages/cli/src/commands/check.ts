import type { Account } from "@mdmkit/unified";
import { openAccount } from "../account/session.ts";
import { isConfigured, type VendorSetup } from "../account/vendor-setup.ts";
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
    "Verifies the credentials with a single request and shows the organization they belong to. Without --vendor, checks every configured vendor. The exit code is 3 if one fails.",
  examples: ["mdmkit check", "mdmkit check --vendor jumpcloud && echo valid"],
  async run(call) {
    const { vendor, sandbox } = call.globals;
    const configured = vendor || sandbox ? [] : (await call.allVendors()).filter(isConfigured);
    if (configured.length > 1) return checkEach(call, configured);
    const { mdm, isSandbox } = await call.open();
    const account = await mdm.check({ signal: call.context.signal });
    await writeOne(call, validResult(mdm.vendor.id, account, isSandbox));
    return EXIT.ok;
  },
});

const validResult = (vendor: string, { organizationId, organizationName }: Account, sandbox: boolean) => ({
  vendor,
  organization_id: organizationId,
  organization_name: organizationName,
  sandbox,
  credentials: "valid",
});

/** Prints one row for each vendor on stdout, and the errors on stderr. */
async function checkEach(call: Call, vendors: readonly VendorSetup[]): Promise<ExitCode> {
  const results = await Promise.all(vendors.map((vendor) => checkOne(call, vendor)));
  call.context.signal.throwIfAborted();
  await writeRows(call, {
    rows: results.map(({ row }) => row),
    json: results.map(({ json }) => json),
  });
  const errors = results.flatMap(({ error }) => error ?? []);
  await call.context.stderr.write(errors.map((line) => `${line}\n`).join(""));
  return errors.length > 0 ? EXIT.credentials : EXIT.ok;
}

async function checkOne(call: Call, vendor: VendorSetup) {
  const { id } = vendor.descriptor;
  try {
    const { mdm } = await openAccount(vendor, call.transport());
    const account = await mdm.check({ signal: call.context.signal });
    const organization = account.organizationName ?? account.organizationId ?? "-";
    return { row: { vendor: id, credentials: "valid", organization }, json: validResult(id, account, false) };
  } catch (error) {
    const lines = describeError(error, { verbose: call.globals.verbose ?? false });
    const [problem = "", ...others] = lines.map((line) => printable(call.redact(line)));
    return {
      row: { vendor: id, credentials: "failed", organization: "-" },
      json: { vendor: id, credentials: "failed", problem },
      error: [`${createStyle(call.context.stderr)("red", "mdmkit:")} ${problem}`, ...others],
    };
  }
}
