import { checkValues, explainProblem, usableValues, type VendorDescriptor } from "@mdmkit/unified/vendors";
import { askAccount, askVendor } from "../account/ask-account.ts";
import { type Config, defaultConfigPath, NO_CONFIG, readConfig } from "../account/config.ts";
import { canPrompt } from "../account/prompt.ts";
import { createQuestions, type Questions } from "../account/questions.ts";
import { openAccount } from "../account/session.ts";
import { gatherValues, unknownVendor } from "../account/vendor-setup.ts";
import { writeAccount } from "../account/write-config.ts";
import type { Call } from "../args/call.ts";
import { type CommandInput, defineCommand } from "../args/command.ts";
import type { OptionTable } from "../args/options.ts";
import { readObject, VALUES_OPTION } from "../gateway/read-values.ts";
import { CommandError, usageError } from "../process/command-error.ts";
import { describeError } from "../process/describe-error.ts";
import { EXIT } from "../process/exit-code.ts";

const OPTIONS = {
  name: { type: "text", value: "NAME", summary: "name of the account (default: the vendor's id)" },
  ...VALUES_OPTION,
  secrets: {
    type: "text",
    value: "WHERE",
    choices: ["file", "env"],
    summary:
      "where secrets are kept: in the config file (file, the default), or only in environment variables (env)",
  },
  replace: { type: "switch", summary: "replace an account of the same name without asking" },
  unchecked: { type: "switch", summary: "write the account without a request to the vendor" },
} as const satisfies OptionTable;

type Values = CommandInput<typeof OPTIONS>["values"];

/** `mdmkit init` */
export const initCommand = defineCommand({
  name: "init",
  summary: "Adds an account to the config file, after one request to the vendor that checks it.",
  options: OPTIONS,
  notes: [
    "On a terminal, what is not given is asked for. Otherwise --vendor says which vendor, and the values are read from --values, or from the vendor's environment variables, which `mdmkit vendors` lists. Secrets are not accepted as options.",
    "Only you can read the file. With --secrets env, it has only the values that are not secret, and the variables must be set whenever the account is used; an account with a name of its own has no variables.",
  ],
  examples: [
    "mdmkit init",
    "mdmkit init --vendor jumpcloud --values - < values.json",
    "mdmkit init --vendor jamf-pro --name labs --values labs.json",
    "mdmkit init --vendor jumpcloud --secrets env",
  ],
  async run(call, { values: options }) {
    const questions = canPrompt(call.context) ? createQuestions(call.context) : undefined;
    const config = await readExisting(call);
    const vendor = await chooseVendor(call, questions);
    const name = options.name ?? vendor.id;
    await assertName(name, { vendor, config, options, questions });
    const values = await readAccountValues(call, { vendor, options, questions });
    const secrets = await chooseSecrets({ vendor, name, options, questions });
    if (!options.unchecked) await checkAccount(call, { name, vendor, values, questions });
    const kept = secrets === "env" ? withoutSecrets(vendor, values) : values;
    await writeAccount(config.path, { name, vendor: vendor.id, values: kept });
    await call.info(`Wrote the account ${name} to ${config.path}.`, ...reminder(vendor, values, secrets));
    await call.info(
      `Try it: mdmkit devices list ${name === vendor.id ? `--vendor ${name}` : `--account ${name}`} --limit 5`,
    );
    return EXIT.ok;
  },
});

/** A file of --config does not have to exist yet. */
async function readExisting({ context, globals }: Call): Promise<Config> {
  const path = globals.config ?? defaultConfigPath(context);
  const config = await readConfig(context, globals.config).catch((error) => {
    if (error instanceof CommandError && error.message.endsWith("does not exist.")) return NO_CONFIG;
    throw error;
  });
  return { ...config, path };
}

async function chooseVendor(call: Call, questions: Questions | undefined): Promise<VendorDescriptor> {
  const vendors = (await call.allVendors()).map(({ descriptor }) => descriptor);
  const { vendor: id } = call.globals;
  if (id === undefined && !questions)
    throw usageError("Missing option --vendor.", `Vendors: ${vendors.map((one) => one.id).join(", ")}.`);
  const found =
    id === undefined && questions
      ? await askVendor(questions, vendors)
      : vendors.find((one) => one.id === id);
  if (found) return found;
  throw unknownVendor(
    id ?? "",
    vendors.map((one) => one.id),
    undefined,
  );
}

type Naming = {
  readonly vendor: VendorDescriptor;
  readonly config: Config;
  readonly options: Values;
  readonly questions: Questions | undefined;
};

/** An account that exists is replaced only if that is wanted. */
async function assertName(name: string, { vendor, config, options, questions }: Naming): Promise<void> {
  if (name === "all" || name.trim() !== name || name === "" || name.includes(","))
    throw usageError('--name has no comma and no space around it, and is not "all".');
  const exists =
    name === vendor.id ? Object.hasOwn(config.values, name) : Object.hasOwn(config.accounts, name);
  if (!exists || options.replace) return;
  const problem = `${config.path} has an account ${name} already.`;
  if (questions && (await questions.confirm(`${problem} Replace it?`))) return;
  throw new CommandError(problem, {
    exitCode: EXIT.refused,
    advice: "Nothing was written. Choose another name with --name, or replace it with --replace.",
  });
}

type Reading = Pick<Naming, "vendor" | "options" | "questions">;

async function readAccountValues(
  call: Call,
  { vendor, options, questions }: Reading,
): Promise<Record<string, string>> {
  const given =
    options.values === undefined
      ? gatherValues(vendor, call.context.env)
      : await readObject(call.context, options.values);
  const known = Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
  const [problem] = checkValues(vendor, known);
  if (!problem) return usableValues(vendor, known);
  if (problem.problem === "missing" && questions && options.values === undefined)
    return usableValues(vendor, await askAccount(questions, vendor, known));
  const nameOf = ({ name, env }: VendorDescriptor["options"][number]) =>
    options.values === undefined ? env : `\`${name}\``;
  throw new CommandError(`${vendor.name}: ${explainProblem(problem, nameOf)}`, {
    exitCode: problem.problem === "missing" ? EXIT.credentials : EXIT.usage,
    advice: "Or give the values with --values FILE, - for standard input.",
  });
}

async function chooseSecrets({
  vendor,
  name,
  options,
  questions,
}: Reading & { readonly name: string }): Promise<"file" | "env"> {
  if (options.secrets === "env" && name !== vendor.id)
    throw usageError("Variables apply to the account of a vendor only.", "Leave out --name, or --secrets.");
  if (options.secrets || !questions || name !== vendor.id) return options.secrets ?? "file";
  const answer = await questions.select("Where are secrets kept?", [
    { value: "file", label: "In the config file, which only you can read" },
    { value: "env", label: "Only in environment variables" },
  ]);
  return answer === "env" ? "env" : "file";
}

type Checking = {
  readonly name: string;
  readonly vendor: VendorDescriptor;
  readonly values: Readonly<Record<string, string>>;
  readonly questions: Questions | undefined;
};

/** One safe read. What does not work is written only if that is wanted. */
async function checkAccount(call: Call, { name, vendor, values, questions }: Checking): Promise<void> {
  const setup = { account: name, descriptor: vendor, values, problems: [] };
  try {
    const { mdm } = await openAccount(setup, call.transport());
    const { organizationName, organizationId } = await mdm.check({ signal: call.context.signal });
    const organization = organizationName ?? organizationId;
    await call.info(`The credentials are valid${organization ? `: ${organization}` : ""}.`);
  } catch (error) {
    call.context.signal.throwIfAborted();
    if (!questions) throw error;
    const lines = describeError(error, { verbose: false });
    await call.context.stderr.write(lines.map((line) => `${mask(vendor, values, line)}\n`).join(""));
    if (!(await questions.confirm("Write the account nevertheless?"))) throw error;
  }
}

const isSecret = (vendor: VendorDescriptor, name: string): boolean =>
  vendor.options.some((option) => option.name === name && option.secret === true);

const withoutSecrets = (vendor: VendorDescriptor, values: Checking["values"]): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !isSecret(vendor, name)));

/** What was typed is not among the secrets of the configuration yet. */
function mask(vendor: VendorDescriptor, values: Checking["values"], text: string): string {
  const secrets = Object.entries(values).flatMap(([name, value]) => (isSecret(vendor, name) ? [value] : []));
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, "***"), text);
}

/** The variables that the account needs from now on. */
function reminder(vendor: VendorDescriptor, values: Checking["values"], secrets: "file" | "env"): string[] {
  if (secrets === "file") return [];
  const variables = vendor.options.flatMap(({ name, env, secret }) =>
    secret && name in values ? [env] : [],
  );
  return [`Set ${variables.join(" and ")} whenever the account is used.`];
}
