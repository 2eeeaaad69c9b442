import type { UnifiedComponents } from "@mdmkit/unified";
import type { OptionTable } from "../../args/options.ts";
import { accountNames, findAccount } from "../../gateway/accounts.ts";
import { accountNote, defineGatewayCommand, idNote, SECRET_NOTE } from "../../gateway/define-command.ts";
import { defineRemoveCommand } from "../../gateway/define-remove-command.ts";
import { writeEntries } from "../../gateway/write-entries.ts";
import { displayTime } from "../../output/value.ts";
import { writeOne } from "../../output/write-result.ts";
import { EXIT } from "../../process/exit-code.ts";

type Schemas = UnifiedComponents["schemas"];

/** `mdmkit gateway events list` */
export const listEventSourcesCommand = defineGatewayCommand({
  name: "gateway events list",
  summary: "Lists how a gateway learns of events of vendors between two walks.",
  examples: ["mdmkit gateway events list"],
  async run(call, { gateway }) {
    const { result } = await gateway.request(gateway.client.GET("/admin/event-sources"));
    const names = await accountNames(gateway);
    await writeEntries(call, result, {
      row: ({ id, integrated_account_id: account, kind, events, event_at }) => ({
        ...{ id, account: names.get(account) ?? account, kind, events: String(events) },
        latest: event_at === null ? "never" : displayTime(event_at),
      }),
      cuttable: ["account"],
      problem: ({ id, problem }) => [id, problem],
      none: "No event sources. `mdmkit gateway events add` adds one.",
    });
    return EXIT.ok;
  },
});

const ADD_OPTIONS = {
  poll: { type: "switch", summary: "read the vendor's log every minute, instead of receiving events" },
} as const satisfies OptionTable;

/** `mdmkit gateway events add` */
export const addEventSourceCommand = defineGatewayCommand({
  name: "gateway events add",
  summary: "Lets the vendor of an account send events to a gateway, and prints where to, and the secret.",
  arguments: ["ACCOUNT"],
  options: ADD_OPTIONS,
  notes: [`${accountNote("ACCOUNT")} Only lists that have a sync are read.`],
  examples: ['mdmkit gateway events add "Head office"', 'mdmkit gateway events add "Head office" --poll'],
  async run(call, { arguments: [idOrName = ""], values: { poll }, gateway }) {
    const { id } = await findAccount(gateway, idOrName);
    const body = { integrated_account_id: id, kind: poll ? ("poll" as const) : ("webhook" as const) };
    const source = await gateway.request(gateway.client.POST("/admin/event-sources", { body }));
    await writeOne(call, source);
    if (source.path !== null) await call.info(...setupOf(gateway.url, source));
    return EXIT.ok;
  },
});

const PLACES: Readonly<Record<Schemas["EventSecretPlace"], string>> = {
  bearer: "with the header `Authorization: Bearer SECRET`",
  basic: "with basic authentication: any user name, and the secret as the password",
  query: "with the secret in the address: ?secret=SECRET",
};

/** What an administrator enters at the vendor. */
function setupOf(url: string, { path, secret_in: places }: Schemas["IssuedEventSource"]): string[] {
  return [
    `Let the vendor send JSON to ${url}${path},`,
    `${places.map((place) => PLACES[place]).join(", or ")}.`,
    SECRET_NOTE,
  ];
}

/** `mdmkit gateway events rotate` */
export const rotateEventSourceCommand = defineGatewayCommand({
  name: "gateway events rotate",
  summary: "Replaces the secret that a vendor sends and prints the new one. For a day, both are accepted.",
  arguments: ["ID"],
  notes: [idNote("events")],
  examples: ["mdmkit gateway events rotate 6f0d3c1a-52b8-4d0e-9a55-0b7e6c1d2f34"],
  async run(call, { arguments: [id = ""], gateway: { client, request } }) {
    const params = { path: { id } };
    await writeOne(call, await request(client.POST("/admin/event-sources/{id}/rotate", { params })));
    await call.info(SECRET_NOTE);
    return EXIT.ok;
  },
});

/** `mdmkit gateway events remove` */
export const removeEventSourceCommand = defineRemoveCommand({
  list: "events",
  summary: "Removes an event source. Walks go on.",
  id: "6f0d3c1a-52b8-4d0e-9a55-0b7e6c1d2f34",
  remove: (client, params) => client.DELETE("/admin/event-sources/{id}", { params }),
});
