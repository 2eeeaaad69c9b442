import { fromWireAction, GUARDED_ACTIONS } from "@mdmkit/unified";
import { readConfirmation } from "../../account/confirm.ts";
import type { Session } from "../../account/session.ts";
import { actionRules, hasAction, type VendorSupport } from "../../account/vendor-support.ts";
import type { Call } from "../../args/call.ts";
import { type Command, defineCommand } from "../../args/command.ts";
import { firstSentence } from "../../args/help.ts";
import { CommandError, usageError } from "../../process/command-error.ts";
import { EXIT } from "../../process/exit-code.ts";
import { DEVICE_TYPE_OPTION } from "../../schema/device-type-option.ts";
import { descriptionOf, enumOf, kebab, schemaOf, snake, specsOf } from "../../schema/input-options.ts";
import { BODY_OPTIONS, bodySchema, readBody } from "../../schema/read-body.ts";
import { IF_UNCHANGED_OPTION, readRecordBefore } from "../../schema/read-record.ts";
import { type ActionMethod, findId, methodsOf } from "./find-id.ts";
import { CONFIRM_OPTION, WRITE_OPTIONS, writeOutcome } from "./write-outcome.ts";

/** Properties of an action's schema that are not its inputs. */
export const COMMON_PROPERTIES: readonly string[] = ["action", "confirm", "dry_run", "if_unchanged"];

const NOTE =
  "ID is the vendor's id, or serial:NUMBER. Options for secrets such as a PIN accept only -, and the value is read from standard input.";

/** `mdmkit devices lock`, and the same for all actions of the unified document; undefined for any other word. */
export function actionCommand(word: string): Command | undefined {
  const name = fromWireAction(snake(word));
  if (!name) return undefined;
  const schema = bodySchema(schemaName(word), COMMON_PROPERTIES);
  const isGuarded = GUARDED_ACTIONS.some((guarded) => guarded === name);
  const own = {
    ...BODY_OPTIONS,
    ...WRITE_OPTIONS,
    ...IF_UNCHANGED_OPTION,
    ...(isGuarded ? CONFIRM_OPTION : {}),
  };
  return defineCommand({
    name: `devices ${word}`,
    summary: descriptionOf(schemaOf(schemaName(word))),
    arguments: ["ID"],
    options: { ...own, ...DEVICE_TYPE_OPTION },
    schemaOptions: specsOf(schema.options),
    help: async (call) => ({ notes: [NOTE, ...vendorNotes(word, await call.allSupport())] }),
    examples: [
      `mdmkit devices ${word} serial:C02XL0AAJG5J --dry-run`,
      `mdmkit devices ${word} 5f00000000000000000000a1${isGuarded ? " --confirm C02XL0AAJG5J" : ""}`,
    ],
    async run(call, { arguments: [argument = ""], values, schemaValues }) {
      const check = async (body: Readonly<Record<string, unknown>>) => {
        assertInputs(word, schema.required, body);
        await assertSupported(call, word);
      };
      const body = await readBody(call.context, schema, { values, schemaValues, check });
      const ifUnchanged = await readRecordBefore(call.context, values["if-unchanged"]);
      const session = await call.open();
      const { signal } = call.context;
      const { type } = values;
      const id = await findId(session, "devices", { argument, type, signal });
      const dryRun = values["dry-run"];
      const { confirm: option }: { confirm?: string } = values;
      const act: ActionMethod = session.mdm.devices[name];
      const plan = () => act(id, { ...body, ifUnchanged, type, dryRun: true, signal });
      const confirm = isGuarded
        ? await confirmAction(call, session, { action: word, id, argument, option, dryRun, plan })
        : undefined;
      return writeOutcome(call, await act(id, { ...body, confirm, ifUnchanged, type, dryRun, signal }));
    },
  });
}

function confirmAction(
  { context }: Call,
  { mdm }: Session,
  request: {
    action: string;
    id: string;
    argument: string;
    option: string | undefined;
    dryRun: boolean | undefined;
    plan(): Promise<object>;
  },
): Promise<string | undefined> {
  const { signal } = context;
  const read = () => methodsOf(mdm, "devices").get(request.id, { remoteData: false, signal });
  return readConfirmation(context, { ...request, hasSerial: true, read });
}

/** First sentence of the action's description. */
export function actionSummary(word: string): string {
  return firstSentence(descriptionOf(schemaOf(schemaName(word))));
}

/** All actions of the unified document, including those that only some vendors support. */
export const actionWords = (): string[] => enumOf("DeviceActionName").map(kebab);

const schemaName = (word: string): string => `${capitalize(fromWireAction(snake(word)) ?? word)}Action`;

/** Vendors that do not support the action, and on which platforms and with which inputs the others do. */
function vendorNotes(word: string, vendors: readonly VendorSupport[]): string[] {
  const unsupported = vendors.filter((vendor) => !hasAction(vendor, snake(word))).map(({ name }) => name);
  const rules = vendors.flatMap(({ name, capabilities }) => {
    const capability = capabilities.devices.actions.find(({ action }) => action === snake(word));
    const texts = capability ? actionRules(capability, flag) : [];
    return texts.length > 0 ? [`${name}: ${texts.join("; ")}`] : [];
  });
  return [...(unsupported.length > 0 ? [`Not supported by ${unsupported.join(", ")}.`] : []), ...rules];
}

function assertInputs(word: string, required: readonly string[], body: Readonly<Record<string, unknown>>) {
  const missing = required.find((name) => body[name] === undefined);
  if (missing)
    throw usageError(`Missing option ${flag(missing)}.`, `\`mdmkit devices ${word} --help\` describes it.`);
}

/** Fails before the user is asked for a secret or a confirmation. */
async function assertSupported(call: Call, word: string): Promise<void> {
  const vendor = await call.support();
  if (hasAction(vendor, snake(word))) return;
  const supported = vendor.capabilities.devices.actions.map(({ action }) => kebab(action)).join(", ");
  throw new CommandError(`${vendor.name} does not support the action ${word}.`, {
    exitCode: EXIT.refused,
    advice: supported === "" ? "It supports no actions." : `Supported actions: ${supported}.`,
  });
}

const flag = (input: string): string => `--${kebab(input)}`;
const capitalize = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
