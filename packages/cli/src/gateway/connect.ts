import type { UnifiedPaths } from "@mdmkit/unified/paths";
import createClient, { type Client } from "openapi-fetch";
import type { Call } from "../args/call.ts";
import { CommandError, usageError } from "../process/command-error.ts";
import { EXIT } from "../process/exit-code.ts";
import { connectionError, dataOf, type GatewayResponse } from "./response.ts";

export const DEFAULT_URL = "http://127.0.0.1:8787";
export const TOKEN = "MDMKIT_GATEWAY_TOKEN";
export const URL_VARIABLE = "MDMKIT_GATEWAY_URL";

/** Client of a running gateway. */
export type Gateway = {
  readonly url: string;
  /** Typed by the unified document. */
  readonly client: Client<UnifiedPaths>;
  /** The data of a response; throws `CommandError` for an error response or a failed connection. */
  request<Data>(response: Promise<GatewayResponse<Data>>): Promise<Data>;
};

/** Sends no request yet. */
export function connectGateway({ context, globals }: Call, option: string | undefined): Gateway {
  if (globals.sandbox)
    throw usageError(
      "--sandbox cannot be used with a running gateway.",
      "`mdmkit gateway --sandbox` starts a gateway with sandbox accounts.",
    );
  const token = context.env[TOKEN]?.trim();
  const url = validUrl(option ?? (context.env[URL_VARIABLE] || DEFAULT_URL), option === undefined);
  if (!token) {
    throw new CommandError(`${TOKEN} is not set.`, {
      exitCode: EXIT.credentials,
      advice: `A gateway prints an admin token when it starts for the first time. \`mdmkit gateway --admin-token\` starts it with a new one.`,
    });
  }
  const { signal } = context;
  const limit = globals.timeout === undefined ? [] : [AbortSignal.timeout(globals.timeout * 1000)];
  const client = createClient<UnifiedPaths>({
    baseUrl: url,
    headers: { authorization: `Bearer ${token}` },
    redirect: "manual",
    signal: AbortSignal.any([signal, ...limit]),
  });
  return {
    url,
    client,
    async request(response) {
      const settled = await response.catch((error: unknown) => {
        throw signal.aborted ? error : connectionError(error, url);
      });
      return dataOf(settled, url);
    },
  };
}

/** The token is sent to this URL, so it must be encrypted or stay on this machine. */
function validUrl(given: string, isFromEnvironment: boolean): string {
  const name = isFromEnvironment ? URL_VARIABLE : "--url";
  const fail = () =>
    usageError(`${name} must be an https URL, or an http URL of this machine such as ${DEFAULT_URL}.`);
  if (!URL.canParse(given)) throw fail();
  const { protocol, hostname, username, password, origin, pathname } = new URL(given);
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  if (username || password || !(protocol === "https:" || (protocol === "http:" && isLocal))) throw fail();
  return origin + pathname.replace(/\/+$/, "");
}
