import { type ActionName, GUARDED_ACTIONS, type Mdm, type Vendor } from "@mdmkit/unified";
import { type Ability, hasAction } from "../../account/ability.ts";
import { confirmation } from "../../account/confirm.ts";
import type { Call } from "../../args/call.ts";
import { type Command, defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import { EXIT } from "../../process/exit-code.ts";
import { CommandError, usageError } from "../../process/problem.ts";
import { KIND_OPTION, kindHelp } from "../../schema/kind-option.ts";
import { BODY_OPTIONS, readBody } from "../../schema/read-body.ts";
import {
  descriptionOf,
  enumOf,
  kebab,
  optionsOf,
  propertiesOf,
  requiredOf,
  schemaOf,
  snake,
  specsOf,
} from "../../schema/schema-options.ts";
import { type ActionCall, callsOf, findId } from "./find-id.ts";
import { WRITE_OPTIONS, writeOutcome } from "./write-outcome.ts";

const CONFIRM_OPTION = {
  confirm: {
    type: "text",
    value: "SERIAL",
    summary: "the device's serial number or id, again; without it you are asked",
  },
} as const satisfies OptionTable;

/** Taken by the engine, not by the action. */
const ENGINE_INPUTS: readonly string[] = ["action", "confirm", "dry_run"];

/** `mdmkit devices lock` and every other action of the unified document; undefined for a word that is none. */
export function actionCommand(word: string): Command | undefined {
  if (!actionWords().includes(word)) return undefined;
  const schema = schemaName(word);
  const inputs = Object.fromEntries(
    Object.entries(propertiesOf(schema)).filter(([name]) => !ENGINE_INPUTS.includes(name)),
  );
  const options = optionsOf(inputs);
  const isGuarded = GUARDED_ACTIONS.some((name) => name === camel(word));
  const required = requiredOf(schema).filter((name) => !ENGINE_INPUTS.includes(name));

  const own = { ...BODY_OPTIONS, ...WRITE_OPTIONS, ...(isGuarded ? CONFIRM_OPTION : {}) };
  const notes = [
    "ID is the vendor's id, or serial:NUMBER. Secret inputs such as a PIN take only -, and are read from standard input.",
  ];

  return defineCommand({
    name: `devices ${word}`,
    summary: descriptionOf(schemaOf(schema)),
    arguments: ["ID"],
    options: { ...own, ...KIND_OPTION },
    extra: specsOf(options),
    help: async (call) => {
      const abilities = await call.abilities();
      return {
        options: { ...own, ...kindHelp(abilities) },
        notes: [...notes, ...vendorNotes(word, abilities)],
      };
    },
    examples: [
      `mdmkit devices ${word} serial:C02XL0AAJG5J --dry-run`,
      `mdmkit devices ${word} 5f00000000000000000000a1${isGuarded ? " --confirm C02XL0AAJG5J" : ""}`,
    ],
    async run(call, { arguments: [argument = ""], values, extra }) {
      const given: { confirm?: string } = values;
      const properties = Object.keys(inputs);
      const body = await readBody(call.context, {
        json: values.json,
        clear: values.clear,
        options,
        values: extra,
        properties,
        check: async (body) => {
          assertInputs(word, required, body);
          await assertSupported(call, word);
        },
      });

      const session = await call.open();
      const { mdm } = session;
      const { signal } = call.context;
      const id = await findId(session, "devices", { argument, type: values.type, signal });
      const dryRun = values["dry-run"];
      const read = () => callsOf(mdm, "devices").get(id, { remoteData: false, signal });
      const confirm = isGuarded
        ? await confirmation(call, {
            action: word,
            hasSerial: true,
            id,
            argument,
            given: given.confirm,
            dryRun,
            read,
          })
        : undefined;
      return writeOutcome(call, await actOf(mdm, camel(word))(id, { ...body, confirm, dryRun, signal }));
    },
  });
}

/** First sentence of what an action does. */
export function actionSummary(word: string): string {
  return descriptionOf(schemaOf(schemaName(word))).split(/\.(\s|$)/, 1)[0] ?? "";
}

/** Every action of the unified document, whether or not a vendor has it. */
export const actionWords = (): string[] => enumOf("DeviceActionName").map(kebab);

const schemaName = (word: string): string => `${capitalize(camel(word))}Action`;

/** Whom it does not work with, and what it cannot do without. */
function vendorNotes(word: string, abilities: readonly Ability[]): string[] {
  const lacking = abilities.filter((ability) => !hasAction(ability, snake(word))).map(({ name }) => name);
  const needs = abilities.flatMap(({ name, capabilities }) => {
    const { required_inputs: inputs = [] } =
      capabilities.devices.actions.find(({ action }) => action === snake(word)) ?? {};
    return inputs.length > 0 ? [`${name} needs ${inputs.map(flag).join(" and ")}.`] : [];
  });
  const facts = [...(lacking.length > 0 ? [`It does not work with ${lacking.join(", ")}.`] : []), ...needs];
  return facts.length > 0 ? [facts.join(" ")] : [];
}

function assertInputs(word: string, required: readonly string[], body: Readonly<Record<string, unknown>>) {
  const missing = required.find((name) => body[name] === undefined);
  if (missing)
    throw usageError(
      `\`devices ${word}\` needs ${flag(missing)}.`,
      `\`mdmkit devices ${word} --help\` explains it.`,
    );
}

/** Says what the vendor cannot do before asking for anything. */
async function assertSupported(call: Call, word: string): Promise<void> {
  const ability = await call.ability();
  if (hasAction(ability, snake(word))) return;
  const works = ability.capabilities.devices.actions.map(({ action }) => kebab(action)).join(", ");
  throw new CommandError(`${ability.name} has no \`${word}\` for devices.`, {
    exitCode: EXIT.refused,
    advice: `What it has: ${works}.`,
  });
}

function actOf(mdm: Mdm<Vendor>, name: string): ActionCall {
  if (!isAction(mdm, name)) throw usageError(`There is no action ${name}.`);
  return mdm.devices[name];
}

const isAction = (mdm: Mdm<Vendor>, name: string): name is ActionName => mdm.supports(`devices.${name}`);

const flag = (input: string): string => `--${kebab(input)}`;
const camel = (word: string): string =>
  word.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
const capitalize = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
