import type { UnifiedPaths } from "@mdmkit/unified";
import createClient, { type Client } from "openapi-fetch";
import type { Call } from "../args/call.ts";
import type { OptionTable } from "../args/options.ts";
import { EXIT } from "../process/exit-code.ts";
import { CommandError, usageError } from "../process/problem.ts";
import { type Answer, readAnswer, unreachable } from "./answer.ts";

export const DEFAULT_URL = "http://127.0.0.1:8787";
export const TOKEN = "MDMKIT_GATEWAY_TOKEN";
const URL_VARIABLE = "MDMKIT_GATEWAY_URL";

/** Options and refusals of every command that talks to a gateway. */
export const REMOTE = {
  options: {
    url: { type: "text", value: "URL", summary: `the gateway (${URL_VARIABLE}, or ${DEFAULT_URL})` },
  },
  /** What is not taken as an option, and where it goes instead. */
  variables: { token: TOKEN },
  note: `${TOKEN} holds a token with the scope admin: the gateway prints one at its first start.`,
} as const satisfies { options: OptionTable; variables: Readonly<Record<string, string>>; note: string };

/** A running gateway. */
export type Gateway = {
  readonly url: string;
  /** Typed by the unified document. */
  readonly client: Client<UnifiedPaths>;
  /** What it answered to a request; throws `CommandError` for a refusal, or when nobody answers. */
  ask<Data>(request: Promise<Answer<Data>>): Promise<Data>;
};

/** Nothing is requested yet. */
export function connectGateway({ context, globals }: Call, given: string | undefined): Gateway {
  if (globals.sandbox)
    throw usageError(
      "--sandbox is not for a gateway that runs.",
      "`mdmkit gateway --sandbox` starts one with made-up accounts.",
    );
  const token = context.env[TOKEN]?.trim();
  const url = safeUrl(given ?? (context.env[URL_VARIABLE] || DEFAULT_URL), given === undefined);
  if (!token) {
    throw new CommandError(`${TOKEN} is not set.`, {
      exitCode: EXIT.credentials,
      advice: `A gateway prints an admin token at its first start; \`mdmkit gateway --admin-token\` starts it with another one.`,
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
    async ask(request) {
      const answer = await request.catch((error: unknown) => {
        throw signal.aborted ? error : unreachable(error, url);
      });
      return readAnswer(answer, url);
    },
  };
}

/** The token goes there: encrypted, or not leaving this machine. */
function safeUrl(given: string, isFromEnvironment: boolean): string {
  const name = isFromEnvironment ? URL_VARIABLE : "--url";
  const fail = () => usageError(`${name} must be an https URL, or http on this machine: ${DEFAULT_URL}`);
  if (!URL.canParse(given)) throw fail();
  const { protocol, hostname, username, password, origin, pathname } = new URL(given);
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  if (username || password || !(protocol === "https:" || (protocol === "http:" && isLocal))) throw fail();
  return origin + pathname.replace(/\/+$/, "");
}
