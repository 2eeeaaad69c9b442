import { isRecord } from "@mdmkit/runtime";
import { printable } from "../output/printable.ts";
import { display } from "../output/value.ts";
import { CommandError } from "../process/command-error.ts";
import type { Context } from "../process/context.ts";
import { EXIT } from "../process/exit-code.ts";
import { canPrompt, readLine } from "./prompt.ts";

export type ConfirmationRequest = {
  /** `erase` or `delete` */
  readonly action: string;
  /** Records of this resource can have a serial number, which confirms as well as the id. */
  readonly hasSerial: boolean;
  readonly id: string;
  /** The record as named on the command line. The same text in `option` confirms as well as the id. */
  readonly argument: string;
  /** `--confirm` */
  readonly option: string | undefined;
  readonly dryRun: boolean | undefined;
  /** Plans the call without sending it, so that input that cannot be sent fails before the question. */
  plan(): Promise<object>;
  /** Reads the current record, to show what would be changed. */
  read(): Promise<object>;
};

/**
 * The confirmation of a dangerous call: the value of `--confirm`, or what the user types after seeing the record. A dry
 * run needs none. The engine compares the confirmation with the vendor's record.
 */
export async function readConfirmation(
  context: Context,
  request: ConfirmationRequest,
): Promise<string | undefined> {
  const { action, hasSerial, id, argument, option, dryRun, plan, read } = request;
  if (option !== undefined) return option === argument ? id : option;
  if (dryRun) return undefined;
  const keys = hasSerial ? "serial number or id" : "id";
  assertCanAsk(context, { action, keys, value: hasSerial ? "SERIAL" : "ID" });
  await plan();
  const record = await read();
  const { name, platform, serial_number: serial } = isRecord(record) ? record : {};
  const facts = [name, platform]
    .filter((fact) => typeof fact === "string")
    .map(display)
    .join(", ");
  const key =
    typeof serial === "string" ? { what: "serial number", value: serial } : { what: "id", value: id };
  return askToType(context, {
    about: `About to ${action} ${printable(facts)} (${key.what} ${printable(key.value)}).`,
    ...key,
  });
}

/** Without a terminal, `--confirm` is the only confirmation. */
export function assertCanAsk(
  context: Context,
  { action, keys, value }: { action: string; keys: string; value: string },
): void {
  if (canPrompt(context)) return;
  throw new CommandError(`\`${action}\` must be confirmed, and there is no terminal to ask on.`, {
    exitCode: EXIT.refused,
    advice: `Repeat the ${keys} with --confirm ${value}. --dry-run shows the requests without sending them.`,
  });
}

/** Has the user type a value that was just shown. */
export async function askToType(
  context: Context,
  { about, what, value }: { about: string; what: string; value: string },
): Promise<string> {
  const typed = (await readLine(context, { question: `${about}\nType the ${what} to continue: ` })).trim();
  if (typed === value) return typed;
  throw new CommandError(`The ${what} does not match. Nothing was sent.`, { exitCode: EXIT.refused });
}
