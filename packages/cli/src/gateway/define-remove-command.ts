import type { Command } from "../args/command.ts";
import { EXIT } from "../process/exit-code.ts";
import type { Gateway } from "./connect.ts";
import { defineGatewayCommand, idNote } from "./define-command.ts";
import type { GatewayResponse } from "./response.ts";

type Removal = {
  /** The list whose entry is removed, such as `webhooks`. */
  readonly list: string;
  readonly summary: string;
  /** An id, for the example. */
  readonly id: string;
  remove(
    client: Gateway["client"],
    params: { readonly path: { readonly id: string } },
  ): Promise<GatewayResponse<unknown>>;
};

/** A command that removes an entry of a list of a gateway by its id. */
export const defineRemoveCommand = ({ list, summary, id: example, remove }: Removal): Command =>
  defineGatewayCommand({
    name: `gateway ${list} remove`,
    summary,
    arguments: ["ID"],
    notes: [idNote(list)],
    examples: [`mdmkit gateway ${list} remove ${example}`],
    async run(call, { arguments: [id = ""], gateway: { client, request } }) {
      await request(remove(client, { path: { id } }));
      await call.info(`Removed ${id}.`);
      return EXIT.ok;
    },
  });
