import { InvalidInputError } from "../errors/errors.ts";
import { MdmError } from "../errors/mdm-error.ts";
import { parseBody } from "../errors/read-body.ts";
import { throwErrorEnvelope } from "../errors/response-error.ts";
import type { Operation, OperationTable } from "../operation/operation.ts";
import { paginate } from "../paging/paginate.ts";
import { type PreparedRequest, prepareRequest } from "../requests/prepare-request.ts";
import { createTransport } from "../transport/transport.ts";
import type {
  CallOptions,
  ClientOptions,
  Exchange,
  OperationInput,
  OperationResponse,
  OperationTypes,
  VendorClient,
} from "../types.ts";
import { remember } from "./internals.ts";

/** A client for the operations of a generated table: a method per operation, `request` and `paginate`. */
export function createVendorClient<
  Types extends OperationTypes<keyof Types>,
  Methods = unknown,
  Paths extends object = object,
>(table: OperationTable, given: ClientOptions): VendorClient<Types, Methods, Paths> {
  const { vendor } = given;
  const options = { ...given, baseUrl: checkedBaseUrl(given) };
  const send = createTransport(options);

  function lookUp(id: string): Operation {
    const operation = Object.hasOwn(table, id) ? table[id] : undefined;
    if (operation) return operation;
    const advice = "Check the name: it is the operationId of the vendor's document.";
    throw new InvalidInputError("unknown operation.", { vendor, operation: id, advice });
  }

  async function request(
    id: string,
    input: OperationInput = {},
    callOptions: CallOptions = {},
  ): Promise<OperationResponse<unknown>> {
    const operation = lookUp(id);
    const facts = { vendor, operation: id };
    const prepared = written(() => prepareRequest(operation, input, callOptions, options), facts);
    const { onExchange } = callOptions;
    // Taken before the credential is added.
    const headers = onExchange && Object.fromEntries(prepared.headers);
    const answered = await send(prepared, { id, operation, options: callOptions }, async (response) => {
      const text = await response.text();
      const data = operation.text ? text : parseBody(text, response, facts);
      throwErrorEnvelope(data, { operation, options, facts });
      return { data, response };
    });
    // Not while the answer is read: an error of the observer's is no failure of the call.
    if (onExchange && headers) onExchange(exchangeOf(answered, { id, prepared, headers, body: input.body }));
    return answered;
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
    request,
    paginate: (id: string, input?: OperationInput, callOptions?: CallOptions) =>
      paginate({ request, id, operation: lookUp(id), input, callOptions, vendor, baseUrl: options.baseUrl }),
  };
  remember(client, { table, send, options });
  // The boundary: the table is data, `Types` and `Methods` are generated from the same document.
  return client as unknown as VendorClient<Types, Methods, Paths>;
}

type Sent = {
  readonly id: string;
  readonly prepared: PreparedRequest;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};

function exchangeOf(
  { data, response }: OperationResponse<unknown>,
  { id, prepared, headers, body }: Sent,
): Exchange {
  const { "set-cookie": _session, ...responseHeaders } = Object.fromEntries(response.headers);
  const { method, url } = prepared;
  return { operation: id, method, url, headers, body, status: response.status, responseHeaders, data };
}

function checkedBaseUrl({ baseUrl, vendor }: ClientOptions): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash) {
    return baseUrl.replace(/\/+$/, "");
  }
  throw new InvalidInputError("`baseUrl` must be an http(s) URL without user, query and fragment.", {
    vendor,
  });
}

function written<Result>(write: () => Result, facts: { vendor: string; operation: string }): Result {
  try {
    return write();
  } catch (cause) {
    if (MdmError.is(cause)) throw cause;
    const advice = "The `cause` of the error says why.";
    throw new InvalidInputError("the input cannot be written as a request.", { ...facts, advice, cause });
  }
}
