import { secretsIn } from "../errors/conceal.ts";
import { InvalidInputError } from "../errors/errors.ts";
import { isPage, parseBody } from "../errors/read-body.ts";
import { throwErrorEnvelope } from "../errors/response-error.ts";
import type {
  CallOptions,
  Exchange,
  OperationInput,
  OperationResponse,
  OperationTypes,
} from "../operation/call.ts";
import type { Operation, OperationTable } from "../operation/operation.ts";
import { paginate } from "../paging/paginate.ts";
import type { PaginateOptions } from "../paging/paginated.ts";
import { type PreparedRequest, prepareRequest, written } from "../requests/prepare-request.ts";
import type { TestTiming } from "../timing/test-timing.ts";
import { createTransport } from "../transport/transport.ts";
import { normalizeBaseUrl } from "./base-url.ts";
import { type Internals, internalsOf, remember } from "./internals.ts";
import type { ClientOptions, VendorClient } from "./vendor-client.ts";

/**
 * A client for the operations of a generated table: a method per operation, `prepare`, `request` and `paginate`.
 *
 * @example
 * ```ts
 * const client = createVendorClient<OperationTypes, Operations>(operations, {
 *   vendor: "acme",
 *   baseUrl: "https://api.example.com",
 *   auth: apiKey({ header: "x-api-key", value: key }),
 * });
 * ```
 */
export function createVendorClient<Types extends OperationTypes<keyof Types>, Methods = unknown>(
  table: OperationTable,
  given: ClientOptions & TestTiming,
): VendorClient<Types, Methods> {
  const { vendor } = given;
  const options = { ...given, baseUrl: normalizeBaseUrl(given.baseUrl, { vendor }) };
  // The boundary: the table is data, `Types` and `Methods` are generated from the same document.
  return clientOf({ table, send: createTransport(options), options }) as VendorClient<Types, Methods>;
}

/**
 * The client of another table over the connection of an open client: credentials, limits and retries are the same.
 *
 * @example
 * ```ts
 * const all = withOperations<AcmeClient>(client, operations);
 * ```
 */
export function withOperations<Client>(client: object, table: OperationTable): Client {
  const { send, options } = internalsOf(client);
  return clientOf({ table, send, options }) as Client; // the boundary, as above
}

function clientOf({ table, send, options }: Internals): unknown {
  const { vendor } = options;

  function lookUp(id: string): Operation {
    const operation = Object.hasOwn(table, id) ? table[id] : undefined;
    if (operation) return operation;
    throw new InvalidInputError("unknown operation.", { vendor, operation: id, advice: "Check its name." });
  }

  function prepare(id: string, input: OperationInput = {}, callOptions: CallOptions = {}): PreparedRequest {
    const operation = lookUp(id);
    return written({ vendor, operation: id }, () => prepareRequest(operation, input, callOptions, options));
  }

  async function request(
    id: string,
    input: OperationInput = {},
    callOptions: CallOptions = {},
  ): Promise<OperationResponse<unknown>> {
    const operation = lookUp(id);
    const facts = { vendor, operation: id };
    const prepared = prepare(id, input, callOptions);
    const { read } = operation;
    const secrets = secretsIn(input.body, options.secretBodies?.[id]);
    const context = { operation, options, facts, secrets };
    const call = {
      id,
      operation,
      options: callOptions,
      stream: read?.stream,
      secrets,
    };
    const result = await send(prepared, call, async (response) => {
      if (read) return { data: await read(response, context), response };
      const text = await response.text();
      const data = operation.text && !isPage(text) ? text : parseBody(text, response, facts);
      throwErrorEnvelope(data, context);
      return { data, response };
    });
    // After the response is read: an error of the observer is not a failure of the call.
    const shown = read?.stream ? { ...result, data: undefined } : result;
    callOptions.onExchange?.(exchangeOf(id, { ...prepared, body: input.body }, shown));
    return result;
  }

  const methods = Object.fromEntries(
    Object.keys(table).map((id) => [
      id,
      async (input?: OperationInput, callOptions?: CallOptions) =>
        (await request(id, input, callOptions)).data,
    ]),
  );
  const client = {
    ...methods,
    prepare,
    request,
    paginate: (id: string, input?: OperationInput, callOptions?: PaginateOptions) =>
      paginate({ request, id, operation: lookUp(id), input, callOptions, vendor, baseUrl: options.baseUrl }),
  };
  remember(client, { table, send, options });
  return client;
}

function exchangeOf(
  operation: string,
  { method, url, headers, body }: Omit<PreparedRequest, "body"> & { body: unknown },
  { data, response }: OperationResponse<unknown>,
): Exchange {
  const { "set-cookie": _session, ...responseHeaders } = Object.fromEntries(response.headers);
  const { status } = response;
  return {
    operation,
    method,
    url,
    headers: Object.fromEntries(headers),
    body,
    status,
    responseHeaders,
    data,
  };
}
