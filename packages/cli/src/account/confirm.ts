import type { Call } from "../args/call.ts";
import { printable } from "../output/printable.ts";
import { display, isObject } from "../output/value.ts";
import { EXIT } from "../process/exit-code.ts";
import { CommandError } from "../process/problem.ts";
import { canAsk, readLine } from "./prompt.ts";

export type Confirmable = {
  /** `erase` or `delete` */
  readonly action: string;
  /** Whether such a record may have a serial number, which confirms as well as the id. */
  readonly hasSerial: boolean;
  readonly id: string;
  /** How the command line named the record; said again, it confirms as well as the id it stands for. */
  readonly argument: string;
  readonly given: string | undefined;
  readonly dryRun: boolean | undefined;
  /** The record as it is now, to show what is at stake. */
  read(): Promise<object>;
};

/**
 * What confirms a call that locks people out or destroys data: `--confirm`, or what a person types after seeing the
 * record. A dry run sends nothing, so the id does. The engine compares it with the vendor's record either way.
 */
export async function confirmation(
  call: Call,
  { action, hasSerial, id, argument, given, dryRun, read }: Confirmable,
): Promise<string> {
  if (given !== undefined) return given === argument ? id : given;
  if (dryRun) return id;
  if (!canAsk(call.context)) {
    throw new CommandError(`\`${action}\` needs a confirmation, and there is no terminal to ask on.`, {
      exitCode: EXIT.refused,
      advice: `Repeat the ${hasSerial ? "serial number or the id: --confirm SERIAL" : "id: --confirm ID"}. See first what would be sent: --dry-run.`,
    });
  }
  const record = await read();
  const { name, platform, serial_number: serial } = isObject(record) ? record : {};
  const facts = [name, platform]
    .filter((fact) => typeof fact === "string")
    .map(display)
    .join(", ");
  const key =
    typeof serial === "string" ? { what: "serial number", value: serial } : { what: "id", value: id };
  const question = `About to ${action} ${printable(facts)} (${key.what} ${printable(key.value)}).\nType the ${key.what} to go on: `;
  const typed = (await readLine(call.context, { question })).trim();
  if (typed === key.value) return typed;
  throw new CommandError(`That is not the ${key.what}; nothing was sent.`, { exitCode: EXIT.refused });
}
