import createClient from "openapi-fetch";
import { addHeaders, Draft } from "./draft.ts";
import { encodingOf, fillPath } from "./encode.ts";
import { InvalidInputError, MdmError } from "./errors.ts";
import type { Operation, OperationTable } from "./operation.ts";
import { paginate } from "./paginate.ts";
import { createPathClient, dynamicClient } from "./path-client.ts";
import { parseBody } from "./read-body.ts";
import { createTransport } from "./transport.ts";
import type {
  Answered,
  CallOptions,
  ClientOptions,
  OperationInput,
  OperationTypes,
  VendorClient,
} from "./types.ts";

/** A client for the operations of a generated table: a method per operation, `request`, `paginate` and `http`. */
export function createVendorClient<
  Types extends OperationTypes<keyof Types>,
  Methods = unknown,
  Paths extends object = object,
>(table: OperationTable, options: ClientOptions): VendorClient<Types, Methods, Paths> {
  const { vendor } = options;
  const send = createTransport(options);
  const base = {
    baseUrl: checkedBaseUrl(options),
    headers: { accept: "application/json" },
    pathSerializer: fillPath,
  };
  const core = dynamicClient(createClient(base));

  function lookUp(id: string): Operation {
    const operation = Object.hasOwn(table, id) ? table[id] : undefined;
    if (operation) return operation;
    throw new InvalidInputError("there is no such operation. Check its name.", { vendor, operation: id });
  }

  async function request(
    id: string,
    input: OperationInput = {},
    callOptions: CallOptions = {},
  ): Promise<Answered<unknown>> {
    const operation = lookUp(id);
    const facts = { vendor, operation: id };
    let data: unknown;
    let started = false;
    const fetch = (draft: Draft) => {
      addHeaders(draft.headers, operation, callOptions, options);
      started = true;
      return send(draft, { id, operation, options: callOptions }, async (response) => {
        const text = await response.text();
        data = operation.text ? text : parseBody(text, response, facts);
        return response;
      });
    };
    try {
      const { response } = await core.request(operation.method, operation.path, {
        ...encodingOf(operation),
        params: {
          path: input.path ?? {},
          query: { ...input.query, ...callOptions.query },
          header: input.header,
        },
        body: input.body,
        parseAs: "stream", // the body has been read by then; this keeps openapi-fetch from reading it again
        fetch,
        Request: Draft,
      });
      return { data, response };
    } catch (cause) {
      throw started || MdmError.is(cause) ? cause : unsendable(cause, facts);
    }
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
      paginate({ request, id, operation: lookUp(id), input, callOptions, vendor, baseUrl: base.baseUrl }),
    http: createPathClient<Paths>({ base, table, send, options }),
  };
  // The boundary: the table is data, `Types` and `Methods` are generated from the same document.
  return client as unknown as VendorClient<Types, Methods, Paths>;
}

function checkedBaseUrl({ baseUrl, vendor }: ClientOptions): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash) {
    return baseUrl.replace(/\/+$/, "");
  }
  const text = "baseUrl has to be an http(s) URL without user, query and fragment.";
  throw new InvalidInputError(text, { vendor });
}

function unsendable(cause: unknown, facts: { vendor: string; operation: string }): InvalidInputError {
  return new InvalidInputError("the input cannot be written as a request; the cause says why.", {
    ...facts,
    cause,
  });
}
