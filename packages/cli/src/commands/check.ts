import type { Account } from "@mdmkit/unified";
import { isConfigured, type VendorChoice } from "../account/choose-vendor.ts";
import { openAccount } from "../account/session.ts";
import type { Call } from "../args/call.ts";
import { defineCommand } from "../args/command.ts";
import { printable } from "../output/printable.ts";
import { writeOne } from "../output/write-one.ts";
import { writeRows } from "../output/write-rows.ts";
import { EXIT, type ExitCode } from "../process/exit-code.ts";
import { explain } from "../process/explain.ts";
import { createStyle } from "../process/style.ts";

/** `mdmkit check` */
export const checkCommand = defineCommand({
  name: "check",
  summary:
    "Tries the credentials with the cheapest request there is, and says whose they are. Without --vendor, those of every vendor that has some; one that fails makes the exit code 3.",
  examples: ["mdmkit check", "mdmkit check --vendor jumpcloud && echo good"],
  async run(call) {
    const { vendor, sandbox } = call.globals;
    const configured = vendor || sandbox ? [] : (await call.survey()).filter(isConfigured);
    if (configured.length > 1) return checkEach(call, configured);
    const { mdm, isSandbox } = await call.open();
    const account = await mdm.check({ signal: call.context.signal });
    await writeOne(call, good(mdm.vendor.id, account, isSandbox));
    return EXIT.ok;
  },
});

const good = (vendor: string, { organizationId, organizationName }: Account, sandbox: boolean) => ({
  vendor,
  organization_id: organizationId,
  organization_name: organizationName,
  sandbox,
  credentials: "good",
});

/** A line each on stdout; what is wrong with one is told on stderr. */
async function checkEach(call: Call, choices: readonly VendorChoice[]): Promise<ExitCode> {
  const outcomes = await Promise.all(choices.map((choice) => checkOne(call, choice)));
  call.context.signal.throwIfAborted();
  await writeRows(call, {
    rows: outcomes.map(({ row }) => row),
    json: outcomes.map(({ json }) => json),
  });
  const problems = outcomes.flatMap(({ problem }) => problem ?? []);
  await call.context.stderr.write(problems.map((line) => `${line}\n`).join(""));
  return problems.length > 0 ? EXIT.credentials : EXIT.ok;
}

async function checkOne(call: Call, choice: VendorChoice) {
  const { id } = choice.descriptor;
  try {
    const { mdm } = await openAccount(choice, call.transport());
    const account = await mdm.check({ signal: call.context.signal });
    const organization = account.organizationName ?? account.organizationId ?? "-";
    return { row: { vendor: id, credentials: "good", organization }, json: good(id, account, false) };
  } catch (error) {
    const lines = explain(error, { verbose: call.globals.verbose ?? false });
    const [problem = "", ...others] = lines.map((line) => printable(call.redact(line)));
    return {
      row: { vendor: id, credentials: "failed", organization: "-" },
      json: { vendor: id, credentials: "failed", problem },
      problem: [`${createStyle(call.context.stderr)("red", "mdmkit:")} ${problem}`, ...others],
    };
  }
}
